//! What must hold for any answers and any small world. Seeds are fixed: every run tries the same cases.

mod checks;
mod shipped;

use checks::{adds_up, lookahead_is_brute_force, revised_is_judged_anew, volume_changes_no_order};
use knowledge::reading::file::Part;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;
use modelpick::deciding::recommend;
use modelpick::deciding::recommendation::Recommendation;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq};
use proptest::test_runner::RngSeed;
use toml::{Table, Value};

use crate::engine::random::{self, Draw};
use crate::engine::world::{World, load_files};

/// Requests a month, tenfold: beyond the free tier of `engine/random.rs`, 50 a day, and not below the one volume that
/// its rules look at, 10 000.
const VOLUMES: [f64; 2] = [10_000.0, 100_000.0];

/// Always the same cases, and nothing is stored between runs; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` try others.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let own = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let cases = own("PROPTEST_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let rng_seed = RngSeed::Fixed(own("PROPTEST_RNG_SEED").unwrap_or(20_261_123));
    // More than one case in two that says nothing is a fault of the test.
    ProptestConfig {
        cases,
        max_global_rejects: cases,
        failure_persistence: None,
        rng_seed,
        ..ProptestConfig::default()
    }
}

/// Bytes that a world and answers are drawn from.
fn bytes() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 400)
}

/// A world and answers to its questions.
fn drawn(bytes: &[u8], single: bool) -> (World, Knowledge, Answers) {
    let (one, other) = bytes.split_at(bytes.len() / 2);
    let world = random::world(&mut Draw(one), single);
    let knowledge = world.load();
    let answers = random::answers(&mut Draw(other), &knowledge);
    (world, knowledge, answers)
}

fn id(knowledge: &Knowledge, at: Ix<Candidate>) -> &str {
    &knowledge.model(knowledge.catalog.candidates[at]).id
}

/// The files of a world, each rule and each small thing in one of its own, in another order.
fn scattered(world: &World, seed: usize) -> Vec<(Part, String, std::borrow::Cow<'static, str>)> {
    let mut files = Vec::new();
    let mut rules = world.rules.clone();
    let mut places = world.places.clone();
    let mut take = |table: &mut Table, key: &str, part: Part| {
        let Some(Value::Array(list)) = table.remove(key) else { return };
        for (at, entry) in list.into_iter().enumerate() {
            let text = Table::from_iter([(key.to_owned(), Value::Array(vec![entry]))]).to_string();
            files.push((part, format!("{}-{key}-{at}.toml", (at * 31 + seed) % 17), text.into()));
        }
    };
    for key in ["rule", "attribute"] {
        take(&mut rules, key, Part::Rules);
    }
    for key in ["vendor", "provider", "currency", "gpu", "device"] {
        take(&mut places, key, Part::Catalog);
    }
    let mut rest = World { rules, places, ..world.clone() }.files();
    rest.reverse();
    files.extend(rest);
    let middle = seed % files.len();
    files.rotate_left(middle);
    files
}

proptest::proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn every_score_is_its_parts(bytes in bytes()) {
        let (_, knowledge, answers) = drawn(&bytes, false);
        adds_up(&recommend(&knowledge, answers))?;
    }

    #[test]
    fn a_revised_judgement_is_one_anew(bytes in bytes()) {
        let (_, knowledge, answers) = drawn(&bytes, false);
        revised_is_judged_anew(&knowledge, &answers, 0..knowledge.questions.len())?;
    }

    #[test]
    fn the_order_of_rules_and_files_never_matters(bytes in bytes(), seed in 0..1000_usize) {
        let (world, knowledge, answers) = drawn(&bytes, false);
        let mut other = load_files(scattered(&world, seed));
        other.catalog.abilities = knowledge.catalog.abilities;
        let (one, other) = (recommend(&knowledge, answers.clone()), recommend(&other, answers));
        prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    #[test]
    fn another_model_never_changes_a_score(bytes in bytes(), more in vec(any::<u8>(), 60)) {
        let (mut world, knowledge, answers) = drawn(&bytes, false);
        let other = random::world(&mut Draw(&more), false);
        let (_, model) = other.models.iter().next().expect("a world has models");
        world.models.insert("b/another".into(), model.clone());
        let larger = world.load();
        let before = Judgement::of(&knowledge, answers.clone());
        let after = Judgement::of(&larger, answers);
        for (at, candidate) in knowledge.catalog.candidates.enumerate() {
            let same = larger.catalog.candidates.enumerate().find(|(_, other)| {
                larger.model(**other).id == knowledge.model(*candidate).id && other.offer == candidate.offer
            });
            let (place, _) = same.expect("nothing was taken away");
            prop_assert_eq!(before.scored(at.get()), after.scored(place.get()));
        }
    }

    /// A model's rank as its one way to use it; with several ways, the one that is shown may change.
    #[test]
    fn losing_a_price_never_raises_a_rank(bytes in bytes()) {
        let (world, knowledge, answers) = drawn(&bytes, true);
        let before = recommend(&knowledge, answers.clone());
        for (id, model) in &world.models {
            let Some(Value::Array(offers)) = model.get("offer") else { continue };
            if offers[0].get("prices").is_none() {
                continue;
            }
            let mut poorer = world.clone();
            let offer = poorer.models[id].get_mut("offer").and_then(|offers| offers.get_mut(0)).and_then(Value::as_table_mut);
            let offer = offer.expect("it was there");
            offer.remove("prices");
            offer.remove("free");
            let knowledge_after = poorer.load();
            let after = recommend(&knowledge_after, answers.clone());
            let place = |found: &Recommendation, knowledge: &Knowledge| {
                found.ranked.iter().find(|one| self::id(knowledge, one.candidate) == id).map_or(usize::MAX, |one| one.rank)
            };
            let (one, other) = (place(&before, &knowledge), place(&after, &knowledge_after));
            prop_assert!(other >= one, "{id} rose from {one} to {other}");
        }
    }

    #[test]
    fn looking_ahead_is_trying_everything(bytes in bytes()) {
        let (_, knowledge, answers) = drawn(&bytes, false);
        let found = recommend(&knowledge, answers.clone());
        lookahead_is_brute_force(&knowledge, &answers, &found)?;
    }

    /// A copy of a model that is worse or equal in everything that counts never stands above it.
    #[test]
    fn the_dominated_never_stands_above(bytes in bytes(), worse in 0..8_usize) {
        let (mut world, _, _) = drawn(&bytes, true);
        let (id, model) = world.models.iter().next().map(|(id, model)| (id.clone(), model.clone())).expect("a model");
        let (vendor, _) = id.split_once('/').expect("an id has a vendor");
        let twin = format!("{vendor}/zz-twin");
        let mut copy = model;
        if worse & 1 > 0 && let Some(quality) = copy.get_mut("quality") {
            *quality = 10.into();
        }
        let price = copy.get_mut("offer").and_then(|offers| offers.get_mut(0)).and_then(|offer| offer.get_mut("prices"));
        if worse & 2 > 0 && let Some(input) = price.and_then(|prices| prices.get_mut(0)).and_then(|row| row.get_mut("input")) {
            *input = 90.into();
        }
        world.models.insert(twin.clone(), copy);
        let mut ability = world.abilities[&id].clone();
        if worse & 4 > 0 {
            ability.as_table_mut().expect("a table").insert("mean".into(), 1150.into());
            ability.as_table_mut().expect("a table").remove("by");
            world.abilities[&id].as_table_mut().expect("a table").remove("by");
        }
        world.abilities.insert(twin.clone(), ability);
        let knowledge = world.load();
        let answers = random::answers(&mut Draw(&bytes[bytes.len() / 2..]), &knowledge);
        let found = recommend(&knowledge, answers);
        let place = |id: &str| found.ranked.iter().position(|one| self::id(&knowledge, one.candidate) == id);
        prop_assert!(place(&twin).is_none_or(|twin| place(&id).is_some_and(|own| own < twin)), "{:?} {:?}", place(&id), place(&twin));
    }

    #[test]
    fn the_volume_changes_no_order_among_hosted(bytes in bytes()) {
        let (_, knowledge, answers) = drawn(&bytes, false);
        volume_changes_no_order(&knowledge, &answers, VOLUMES)?;
    }
}
