//! What must hold for any answers and any small world. Seeds are fixed: every run tries the same cases.

use std::sync::OnceLock;

use knowledge::reading::file::Part;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;
use modelpick::deciding::lookahead::possible;
use modelpick::deciding::rank::rank;
use modelpick::deciding::recommend;
use modelpick::deciding::recommendation::{Ranked, Recommendation};
use modelpick::judging::cost::Basis;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, prop_assume};
use proptest::test_runner::{RngSeed, TestCaseError};
use toml::{Table, Value};

use crate::engine::random::{self, Draw};
use crate::engine::world::{World, load_files};

/// Always the same cases, and nothing is stored between runs; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` try others.
fn config(cases: u32) -> ProptestConfig {
    let own = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let cases = own("PROPTEST_CASES").and_then(|cases| u32::try_from(cases).ok()).unwrap_or(cases);
    let rng_seed = RngSeed::Fixed(own("PROPTEST_RNG_SEED").unwrap_or(20_261_123));
    ProptestConfig { cases, failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

type Checked = Result<(), TestCaseError>;

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

/// The shipped knowledge; its prices are read once.
fn shipped() -> &'static Knowledge {
    static SHIPPED: OnceLock<&Knowledge> = OnceLock::new();
    SHIPPED.get_or_init(modelpick::embedded::knowledge)
}

/// Parts add up to contributions and these to the score, which lies within its interval; ranks are in order.
fn adds_up(found: &Recommendation) -> Checked {
    for one in found.ranked.iter().chain(&found.not_enough_known) {
        let sum: i64 = one.contributions.iter().map(|part| part.points).sum();
        prop_assert_eq!(sum, one.score.value);
        for contribution in &one.contributions {
            let sum: i64 = contribution.parts.iter().map(|part| part.points).sum();
            prop_assert_eq!(sum, contribution.points);
            prop_assert!((0..=1_000_000).contains(&contribution.utility));
        }
        prop_assert!(
            one.score.low <= one.score.value && one.score.value <= one.score.high,
            "{:?}",
            one.score
        );
        prop_assert!((0..=10_000).contains(&one.score.low) && one.score.high <= 10_000, "{:?}", one.score);
    }
    let winners = found.ranked.iter().take_while(|one| one.rank == 1).count();
    let ranks: Vec<_> = found.ranked.iter().map(|one| one.rank).collect();
    let expected: Vec<_> = (1..=ranks.len()).map(|place| if place <= winners { 1 } else { place }).collect();
    prop_assert_eq!(ranks, expected);
    prop_assert!(found.ranked.iter().all(|one| one.tied == (one.rank == 1 && winners > 1)));
    let after = found.ranked.iter().skip(winners).map(|one| one.score.value);
    prop_assert!(after.clone().zip(after.skip(1)).all(|(one, next)| one >= next));
    Ok(())
}

/// What is kept from one judgement to the next is what would be computed.
fn revised_is_judged_anew(
    knowledge: &Knowledge,
    answers: &Answers,
    questions: impl Iterator<Item = usize>,
) -> Checked {
    let judgement = Judgement::of(knowledge, answers.clone());
    for question in questions.map(Ix::new) {
        for (answer, _) in possible(&knowledge.questions[question]).into_iter().take(6) {
            let kept = judgement.with(question, answer.clone());
            let mut changed = answers.clone();
            changed.set(question, answer, knowledge::stating::answer::Origin::Prompt);
            let anew = Judgement::of(knowledge, changed);
            let name = &knowledge.questions[question].id;
            prop_assert_eq!(&kept.scores, &anew.scores, "scores after {}", name);
            prop_assert_eq!(&kept.abilities, &anew.abilities, "abilities after {}", name);
            prop_assert_eq!(&kept.figures, &anew.figures, "figures after {}", name);
            // Everything else, the fields that a later hand may add included.
            prop_assert!(format!("{kept:?}") == format!("{anew:?}"), "something else after {name}");
        }
    }
    Ok(())
}

/// Looking ahead says what trying every answer finds.
fn lookahead_is_brute_force(knowledge: &Knowledge, answers: &Answers, found: &Recommendation) -> Checked {
    let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
    let winner = model(found.ranked.first().map(|one| one.candidate));
    for open in &found.unanswered {
        let question = &knowledge.questions[open.question];
        let first = possible(question).into_iter().find_map(|(answer, written)| {
            let mut changed = answers.clone();
            changed.set(open.question, answer, knowledge::stating::answer::Origin::Prompt);
            let (ranked, _) = rank(&Judgement::of(knowledge, changed));
            let first = ranked.first().map(|standing| standing.best);
            (model(first) != winner).then_some((written, first))
        });
        let told = found.changes.iter().find(|change| change.question == open.question);
        let told = told.map(|change| (change.answer.clone(), change.winner));
        prop_assert_eq!(told, first, "{}", question.id);
        prop_assert_eq!(open.could_change_winner, first_is_some(found, open.question));
    }
    Ok(())
}

fn first_is_some(found: &Recommendation, question: Ix<knowledge::describing::question::Question>) -> bool {
    found.changes.iter().any(|change| change.question == question)
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

    /// Ten times the requests move all hosted candidates alike.
    #[test]
    fn the_volume_changes_no_order_among_hosted(bytes in bytes()) {
        let (_, knowledge, mut answers) = drawn(&bytes, false);
        let requests = knowledge.question("monthly-requests").expect("it is there");
        let mut judged = |count: f64| {
            answers.set(requests, knowledge::stating::answer::Answer::Number(count), knowledge::stating::answer::Origin::Flag);
            Judgement::of(&knowledge, answers.clone())
        };
        // Beyond every free tier, and within the anchors of the cost.
        same_order_of_hosted(&judged(10_000.0), &judged(100_000.0))?;
    }
}

/// Scores are whole, so two that are nearer than their rounding may change places.
fn same_order_of_hosted(one: &Judgement<'_>, other: &Judgement<'_>) -> Checked {
    let knowledge = one.situation.knowledge;
    prop_assume!(
        one.situation.weights == other.situation.weights && one.situation.fired == other.situation.fired
    );
    let rounding = 2 * one.situation.total_weight();
    let inside = |judgement: &Judgement<'_>, at: usize| {
        judgement.figures[at].cost.as_ref().is_some_and(|cost| {
            matches!(cost.basis, Basis::Prices { .. }) && (0.01..1e7).contains(&cost.low) && cost.high < 1e7
        })
    };
    let hosted: Vec<_> =
        (0..knowledge.catalog.candidates.len()).filter(|&at| inside(one, at) && inside(other, at)).collect();
    for &a in &hosted {
        for &b in &hosted {
            let ahead = one.scores[a] - one.scores[b];
            prop_assert!(ahead <= rounding || other.scores[a] > other.scores[b], "{ahead}");
        }
    }
    Ok(())
}

proptest::proptest! {
    #![proptest_config(config(16))]

    /// Any answers to the shipped questions end in a recommendation that adds up.
    #[test]
    fn the_shipped_rules_take_any_answers(bytes in bytes()) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        adds_up(&recommend(shipped(), answers))?;
    }

    #[test]
    fn the_shipped_rules_judge_alike_anew(bytes in bytes(), start in 0..1000_usize) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let count = shipped().questions.len();
        revised_is_judged_anew(shipped(), &answers, (start..start + 3).map(|at| at % count))?;
    }

    #[test]
    fn the_shipped_volume_changes_no_order(bytes in bytes()) {
        let mut answers = random::answers(&mut Draw(&bytes), shipped());
        let requests = shipped().question("monthly-requests").expect("it is there");
        let mut judged = |count: f64| {
            answers.set(requests, knowledge::stating::answer::Answer::Number(count), knowledge::stating::answer::Origin::Flag);
            Judgement::of(shipped(), answers.clone())
        };
        same_order_of_hosted(&judged(100_000.0), &judged(1_000_000.0))?;
    }
}

proptest::proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn the_shipped_rules_are_looked_ahead_of(bytes in bytes()) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let found = recommend(shipped(), answers.clone());
        lookahead_is_brute_force(shipped(), &answers, &found)?;
    }
}

/// The same files in the opposite order are the same knowledge, to the byte of every answer.
#[test]
fn the_order_of_shipped_files_never_matters() {
    let mut sources = modelpick::embedded::sources();
    sources.reverse();
    let reversed = load_files(sources);
    for bytes in [[0_u8; 64], [77; 64], [200; 64]] {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let (one, other) = (recommend(shipped(), answers.clone()), recommend(&reversed, answers));
        assert!(format!("{one:?}") == format!("{other:?}"), "the order of files matters");
    }
}

/// Nobody has to look at more than what is ranked to know who wins.
#[test]
fn an_empty_set_of_answers_has_a_winner() {
    let found = recommend(shipped(), Answers::default());
    assert!(found.ranked.first().is_some_and(|one: &Ranked| one.rank == 1));
}
