//! What follows from the facts of a whole catalogue: its date, and abilities.

use super::hash;
use crate::describing::source::Kind;
use crate::evidence::benchmark::Benchmark;
use crate::evidence::measure;
use crate::evidence::record::{Evidence, Vouched};
use crate::stating::knowledge::Catalog;

/// The newest date.
pub(crate) fn date(catalog: &mut Catalog, benchmarks: &[Benchmark], sources: &[Vouched]) {
    let facts = || sources.iter().flat_map(|vouched| &vouched.facts).map(|(_, source)| source);
    let dates = facts().map(|source| source.as_of);
    let offers = catalog.models.iter().flat_map(|model| &model.offers).map(|offer| offer.as_of);
    let measured = benchmarks.iter().map(|benchmark| benchmark.source.as_of);
    // An editorial judgement dates the judgement, not the facts.
    let stated = facts().filter(|source| source.kind != Kind::Derived);
    let newest = stated.map(|source| source.as_of).chain(offers).chain(measured).max();
    catalog.as_of = newest.or_else(|| dates.max()).unwrap_or(catalog.as_of);
}

/// Abilities, those of models with evidence taken over from before where they rest on the same.
pub(crate) fn abilities(catalog: &mut Catalog, evidence: &Evidence, before: Option<&Catalog>) {
    let inputs = evidence.inputs();
    catalog.evidence_hash = hash::of(&inputs.measured());
    let same = before.filter(|before| before.evidence_hash == catalog.evidence_hash);
    let kept = same.and_then(|before| {
        Some((inputs.completed(&before.abilities, &before.unmeasured)?, before.unmeasured))
    });
    (catalog.abilities, catalog.unmeasured) = kept.unwrap_or_else(|| {
        let fitted = evidence.fitted();
        (measure::abilities(fitted), fitted.unmeasured)
    });
}
