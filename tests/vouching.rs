//! What stands behind the shipped facts: sources, ages, and benchmarks whose parts add up.

mod boards;
mod evaluations;
mod files;
mod prediction;

use knowledge::evidence::record::Evidence;
use knowledge::reading::draw::draw;
use knowledge::reading::file::Part;
use knowledge::reading::load::{Layers, Loaded, Rejected, load_over};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;
use knowledge::words::text::Lang;
use modelpick::embedded;
use modelpick::knowledge;
use modelpick::vouching::ability::{RestsOn, account};
use modelpick::vouching::facts::{of_model, of_offer};
use modelpick::vouching::statements::all;

/// The shipped files with further ones beside them: path and text.
fn loaded(more: &[(&str, String)]) -> Loaded {
    let mut built_in = embedded::sources();
    built_in.extend(more.iter().map(|(path, text)| (Part::Catalog, (*path).to_owned(), text.clone().into())));
    let layers = Layers { built_in, folders: Vec::new() };
    let rejected =
        |rejected: Rejected| panic!("{}", draw(&rejected.diagnostics, &rejected.files, false, Lang::En));
    load_over(layers, Some(embedded::knowledge())).unwrap_or_else(rejected)
}

fn shipped() -> (Knowledge, Evidence) {
    let Loaded { knowledge, evidence, .. } = loaded(&[]);
    (knowledge, evidence)
}

#[expect(clippy::cast_possible_truncation, reason = "ratings in tenths")]
fn tenths(points: f64) -> i64 {
    (points * 10.0).round() as i64
}

/// For every shipped model, to the last tenth that is shown.
#[test]
fn the_parts_of_an_ability_add_up() {
    let (knowledge, evidence) = shipped();
    let mut readings = 0;
    for (at, model) in knowledge.catalog.models.enumerate() {
        let account = account(&knowledge, &evidence, at).expect("every model has an ability");
        let shares: f64 = account.readings.iter().map(|one| one.general.share).sum();
        assert!((account.expected_share + shares - 1.0).abs() < 1e-9, "{}: {shares}", model.id);
        let general: i64 = account.readings.iter().map(|one| one.general.tenths).sum();
        let general = account.expected + general;
        for strength in &account.capabilities {
            let of = account.readings.iter().filter(|one| one.benchmark.capability == strength.capability);
            let own: i64 = of.clone().filter_map(|one| one.own).map(|own| own.tenths).sum();
            let mean = tenths(strength.estimate.mean);
            let told = (model.id, &knowledge.catalog.capabilities[strength.capability].id);
            assert_eq!(general + own, mean, "{told:?}");
            assert_eq!(of.count(), usize::from(strength.benchmarks), "{told:?}");
            assert_eq!(strength.rests_on == RestsOn::Benchmarks, strength.benchmarks > 0, "{told:?}");
        }
        readings += account.readings.len();
    }
    let scores: usize = evidence.benchmarks.iter().map(|benchmark| benchmark.scores.len()).sum();
    assert_eq!(readings, scores, "every score is accounted for");
}

/// The evidence that is read again is the one that the program was built with.
#[test]
fn the_stored_abilities_are_those_of_the_evidence() {
    let (_, evidence) = shipped();
    let abilities = &embedded::knowledge().catalog.abilities;
    assert_eq!(evidence.fitted().estimates.len(), abilities.len());
    for (stored, fitted) in abilities.iter().zip(&evidence.fitted().estimates) {
        assert_eq!(tenths(stored.general), tenths(fitted.general));
        assert_eq!(usize::from(stored.benchmarks), fitted.boards);
    }
}

/// Nothing that is shown of a model or an offer lacks a source with an address.
#[test]
fn every_shipped_fact_has_a_source() {
    let (knowledge, evidence) = shipped();
    let mut count = 0;
    for (at, model) in knowledge.catalog.models.enumerate() {
        let mut facts = of_model(&knowledge, &evidence, at);
        facts.extend((0..model.offers.len()).flat_map(|place| of_offer(&knowledge, &evidence, at, place)));
        for fact in &facts {
            let id = &knowledge.attributes[fact.attribute].id;
            assert!(!fact.sources.is_empty(), "{}: {id}", model.id);
            assert!(fact.sources.iter().all(|source| source.url.is_some()), "{}: {id}", model.id);
        }
        count += facts.len();
    }
    assert!(count > 3000, "only {count} facts");
    for statement in all(&knowledge, &evidence) {
        assert!(statement.source.url.is_some(), "{statement:?}");
        assert!(statement.as_of.year >= 2000, "{statement:?}");
    }
}

/// A word for a model means it and no other.
#[test]
fn every_model_is_found_by_its_names() {
    let catalog = &embedded::knowledge().catalog;
    for (at, model) in catalog.models.enumerate() {
        assert_eq!(catalog.called(&model.id), [at]);
        for name in [&*model.name.en, &*model.name.zh, &model.name.en.to_uppercase()] {
            assert!(catalog.called(name).contains(&at), "{name}");
        }
        for alias in &model.aliases {
            assert!(!catalog.called(alias).is_empty(), "{alias}");
        }
    }
    assert_eq!(catalog.called("nobody/nothing"), [] as [Ix<_>; 0]);
}
