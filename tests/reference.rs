//! Decision problems that other people's software solved: `reference/*.toml` names the library and its version above
//! each table of results.
//!
//! Numbers agree within the rounding of utilities to millionths, which is the only difference between the methods.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use knowledge::describing::criterion::WHOLE;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;
use modelpick::deciding::recommend;
use modelpick::deciding::recommendation::{Recommendation, Score};
use modelpick::judging::judgement::Judgement;
use modelpick::judging::score::Scored;
use modelpick::knowledge;
use toml::{Table, Value};

use crate::engine::world::World;

/// A utility is rounded by half of this, and so is a score, which is a mean of utilities.
const MILLIONTH: f64 = 1e-6;

/// How far the end of an interval of weights may be off: the rounding of a difference of two scores over the slope at
/// which they approach each other, which is above 0.1 in these problems.
const OF_A_SHARE: f64 = MILLIONTH / 0.1;

/// A recommendation gives scores in hundredths of a point, rounded so that their parts add up.
const OF_A_POINT: f64 = 1e-4;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference")
}

fn read(file: &str) -> Table {
    let text = fs::read_to_string(folder().join(file)).expect("it can be read");
    text.parse().unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files that state a problem of their own.
fn problems() -> impl Iterator<Item = (String, Table)> {
    let entries = fs::read_dir(folder()).expect("the folder is there");
    let names =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
    let all: BTreeMap<_, _> = names.map(|name| (name.clone(), read(&name))).collect();
    all.into_iter().filter(|(_, table)| table.contains_key("criteria"))
}

/// A problem as a world: an attribute and a criterion for each of its criteria, a model for each of its rows.
fn world(problem: &Table) -> Table {
    let mut case: Table =
        "rules = { attribute = [], criterion = [] }\nmodels = {}".parse().expect("it is TOML");
    let criteria = problem["criteria"].as_array().expect("a list of criteria");
    let ids: Vec<_> = criteria.iter().map(|criterion| criterion["id"].as_str().expect("an id")).collect();
    for (id, criterion) in ids.iter().zip(criteria) {
        let mut criterion = criterion.as_table().expect("a table").clone();
        criterion.insert("reads".into(), (*id).into());
        criterion.entry("unknown").or_insert("worst".into());
        push(&mut case, "criterion", criterion);
        let attribute = format!("id = \"{id}\"\nnumber = {{ unit = \"points\" }}\nof = \"model\"");
        push(&mut case, "attribute", attribute.parse().expect("it is TOML"));
    }
    for (model, row) in problem["models"].as_table().expect("a table of models") {
        let row = row.as_array().expect("a row of figures");
        assert_eq!(row.len(), ids.len(), "{model}");
        let mut facts: Table = ids.iter().map(|id| (*id).to_owned()).zip(row.iter().cloned()).collect();
        let offer: Table = "offer = [{ id = \"api\", route = \"cloud-api\", provider = \"house-a\" }]"
            .parse()
            .expect("it is TOML");
        facts.extend(offer);
        case["models"].as_table_mut().expect("it was made above").insert(model.clone(), facts.into());
    }
    case
}

fn push(case: &mut Table, list: &str, entry: Table) {
    case["rules"][list].as_array_mut().expect("it was made above").push(entry.into());
}

fn load(problem: &Table) -> Knowledge {
    World::read(&mut world(problem)).load()
}

fn model(knowledge: &Knowledge, at: Ix<Candidate>) -> &str {
    &knowledge.model(knowledge.catalog.candidates[at]).id
}

/// A number of each candidate, as a share of the whole, by model.
fn shares(knowledge: &Knowledge, of: impl Fn(Scored) -> i64) -> BTreeMap<&str, f64> {
    let judgement = Judgement::of(knowledge, Answers::default());
    let whole = judgement.situation.total_weight() * WHOLE;
    let all = knowledge.catalog.candidates.enumerate();
    all.map(|(at, _)| (model(knowledge, at), ratio(of(judgement.scored(at.get())), whole))).collect()
}

#[expect(clippy::cast_precision_loss, reason = "scores of these problems are far below 2^52")]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

fn float(value: &Value) -> f64 {
    value.as_float().unwrap_or_else(|| panic!("{value} is no number with a point"))
}

/// That two tables of numbers by model name the same models and agree.
fn agree(what: &str, found: &BTreeMap<&str, f64>, wanted: &Value, within: f64) {
    let wanted: BTreeMap<_, _> =
        wanted.as_table().expect("by model").iter().map(|(id, value)| (id.as_str(), float(value))).collect();
    assert!(found.keys().eq(wanted.keys()), "{what}: other models");
    for (id, wanted) in wanted {
        let found = found[id];
        assert!((found - wanted).abs() <= within, "{what}: {id} has {found} instead of {wanted}");
    }
}

#[test]
fn utilities_of_fixed_anchors() {
    let problem = read("models.toml");
    let knowledge = load(&problem);
    let found = recommend(&knowledge, Answers::default());
    assert_eq!(found.ranked.len(), 12);
    for one in &found.ranked {
        let id = model(&knowledge, one.candidate);
        let wanted = problem["utilities"][id].as_array().expect("a row of utilities");
        assert_eq!(wanted.len(), one.contributions.len(), "{id}");
        for (part, wanted) in one.contributions.iter().zip(wanted) {
            let utility = ratio(part.utility, WHOLE);
            assert!((utility - float(wanted)).abs() <= MILLIONTH, "{id}: {utility} instead of {wanted}");
            assert!(!part.unknown && !part.clipped, "{id}");
        }
    }
}

#[test]
fn weighted_sums_and_their_order() {
    let mut count = 0;
    for (name, problem) in problems() {
        let knowledge = load(&problem);
        let scores = shares(&knowledge, |scored| scored.point);
        agree(&name, &scores, &problem["scores"], MILLIONTH);
        if let Some(spotis) = problem.get("spotis") {
            agree(&name, &scores, spotis, MILLIONTH);
        }
        let found = recommend(&knowledge, Answers::default());
        let wanted: Vec<_> = found
            .ranked
            .iter()
            .map(|one| float(&problem["scores"][model(&knowledge, one.candidate)]))
            .collect();
        assert_eq!(wanted.len(), scores.len(), "{name}: not all are ranked");
        for pair in wanted.windows(2) {
            assert!(pair[0] >= pair[1] - 2.0 * MILLIONTH, "{name}: {pair:?} in the wrong order");
        }
        let tied = wanted.iter().take_while(|score| wanted[0] - **score < 1e-12).count();
        assert_eq!(
            found.ranked.iter().filter(|one| one.rank == 1).count(),
            tied,
            "{name}: not so many first"
        );
        count += 1;
    }
    assert_eq!(count, 6, "problems");
}

/// The intervals say the same thing as ours: the first keeps the highest score, the other weights keep their
/// proportions, and no tie margin takes part. Where the reference ends at 0 or 1 because nobody overtakes, ours has
/// no end. What it also has and ours does not: how long the order of all stays.
#[test]
fn intervals_in_which_the_first_stays() {
    for name in ["models.toml", "sixty.toml"] {
        let problem = read(name);
        let knowledge = load(&problem);
        let found = recommend(&knowledge, Answers::default());
        let wanted = problem["stability"].as_table().expect("by criterion");
        assert_eq!(found.stability.len(), wanted.len(), "{name}");
        for one in &found.stability {
            let criterion = &knowledge.criteria[one.criterion];
            for (key, end) in [("below", one.below), ("above", one.above)] {
                let wanted = wanted[&*criterion.id].get(key);
                let what = format!("{name}, {}, {key}: {end:?} instead of {wanted:?}", criterion.id);
                let (Some((share, by)), Some(wanted)) = (end, wanted) else {
                    assert!(end.is_none() && wanted.is_none(), "{what}");
                    continue;
                };
                assert!((share - float(&wanted[0])).abs() <= OF_A_SHARE, "{what}");
                assert_eq!(wanted[1].as_str(), Some(model(&knowledge, by)), "{what}");
            }
        }
    }
}

/// The twelve models without the figures that `unknown.toml` takes away; `means` says what they count as, else the
/// worst.
fn with_unknown(unknown: &Table, means: Option<&Value>) -> Knowledge {
    let mut problem = read("models.toml");
    for criterion in problem["criteria"].as_array_mut().expect("a list of criteria") {
        let criterion = criterion.as_table_mut().expect("a table");
        let mean = means.and_then(|means| means.get(criterion["id"].as_str().expect("an id")));
        criterion.insert("unknown".into(), mean.cloned().unwrap_or("worst".into()));
    }
    let mut case = world(&problem);
    for hole in unknown["unknown"].as_array().expect("a list") {
        let [model, criterion] = ["model", "criterion"].map(|key| hole[key].as_str().expect("a word"));
        let facts = case["models"][model].as_table_mut().expect("a model is a table");
        facts.remove(criterion).expect("the figure was there");
    }
    World::read(&mut case).load()
}

/// The scores of a recommendation, or their ends, by model.
fn shown<'k>(
    knowledge: &'k Knowledge,
    found: &Recommendation,
    of: fn(&Score) -> i64,
) -> BTreeMap<&'k str, f64> {
    let all = found.ranked.iter();
    all.map(|one| (model(knowledge, one.candidate), ratio(of(&one.score), 10_000))).collect()
}

#[test]
fn unknown_figures_make_intervals() {
    let unknown = read("unknown.toml");
    for (means, counted) in [(None, "low"), (unknown.get("means"), "mean")] {
        let knowledge = with_unknown(&unknown, means);
        agree(counted, &shares(&knowledge, |scored| scored.point), &unknown[counted], MILLIONTH);
        agree("low", &shares(&knowledge, |scored| scored.without_unknown), &unknown["low"], MILLIONTH);
        agree("known", &shares(&knowledge, |scored| scored.known_weight * WHOLE), &unknown["known"], 1e-12);
        let found = recommend(&knowledge, Answers::default());
        // At their mean the unknown figures put a model first that is last with them at their worst.
        let resting = found.ranked.iter().find(|one| one.rests_on_unknown);
        let resting = resting.map(|one| model(&knowledge, one.candidate));
        assert_eq!(resting, means.map(|_| "a/beta-flash"));
        agree("shown", &shown(&knowledge, &found, |score| score.value), &unknown[counted], OF_A_POINT);
        agree("shown low", &shown(&knowledge, &found, |score| score.low), &unknown["low"], OF_A_POINT);
        agree("shown high", &shown(&knowledge, &found, |score| score.high), &unknown["high"], OF_A_POINT);
    }
}

#[test]
fn a_model_that_joins_moves_no_other() {
    let (twelve, joins) = (read("models.toml"), read("joins.toml"));
    let mut thirteen = twelve.clone();
    let models = thirteen["models"].as_table_mut().expect("by model");
    models.extend(joins["joins"].as_table().expect("by model").clone());
    let (before, after) = (load(&twelve), load(&thirteen));
    let mut scores = shares(&after, |scored| scored.point);
    assert_eq!(scores.len(), 13);
    scores.retain(|id, _| twelve["models"].get(id).is_some());
    assert_eq!(scores, shares(&before, |scored| scored.point), "to the last digit");
    for knowledge in [&before, &after] {
        let found = recommend(knowledge, Answers::default());
        let order = found.ranked.iter().map(|one| model(knowledge, one.candidate));
        let order: Vec<_> = order.filter(|id| twelve["models"].get(id).is_some()).collect();
        let wanted: Vec<_> =
            joins["order"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert_eq!(order, wanted);
    }
}
