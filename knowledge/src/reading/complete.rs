//! What follows from the facts of a whole catalogue: looked-up figures, its date, and abilities.

use super::assemble::Vouched;
use super::finish;
use super::hash;
use crate::describing::attribute::Attribute;
use crate::describing::source::Kind;
use crate::evidence::benchmark::Benchmark;
use crate::evidence::measure::Evidence;
use crate::stating::knowledge::Catalog;
use crate::words::table::Table;

/// Looked-up figures and the newest date.
pub(crate) fn facts(
    catalog: &mut Catalog,
    attributes: &Table<Attribute>,
    benchmarks: &[Benchmark],
    sources: &[Vouched],
) {
    let models = catalog.models.iter().cloned().map(|mut model| {
        finish::look_up(&mut model, attributes, catalog);
        model
    });
    catalog.models = Table::new(models.collect());
    let dates = sources.iter().flatten().map(|(_, source)| source.as_of);
    let offers = catalog.models.iter().flat_map(|model| &model.offers).map(|offer| offer.as_of);
    let measured = benchmarks.iter().map(|benchmark| benchmark.source.as_of);
    // An editorial judgement dates the judgement, not the facts.
    let facts = sources.iter().flatten().filter(|(_, source)| source.kind != Kind::Derived);
    let newest = facts.map(|(_, source)| source.as_of).chain(offers).chain(measured).max();
    catalog.as_of = newest.or_else(|| dates.max()).unwrap_or(catalog.as_of);
}

/// Abilities, taken over from before where they rest on the same evidence.
pub(crate) fn abilities(
    catalog: &mut Catalog,
    attributes: &Table<Attribute>,
    benchmarks: &[Benchmark],
    before: Option<&Catalog>,
) {
    let evidence = Evidence::of(catalog, attributes, benchmarks);
    catalog.evidence_hash = hash::of(&evidence);
    let before = before.filter(|before| before.evidence_hash == catalog.evidence_hash);
    catalog.abilities = before.map_or_else(|| evidence.abilities(), |before| before.abilities);
}
