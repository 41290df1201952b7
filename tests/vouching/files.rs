//! The shipped files as they are written, against what is told of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use modelpick::embedded;
use modelpick::knowledge;
use modelpick::vouching::facts::of_model;
use modelpick::vouching::staleness::check;
use modelpick::vouching::statements::Group;
use modelpick::vouching::stats::{Hole, Known, stats};
use toml::{Table, Value};

use super::shipped;
use crate::cli::run;

/// The models as their files have them, by id.
pub(super) fn models() -> BTreeMap<String, Table> {
    let files = embedded::sources().into_iter();
    let models = files.filter_map(|(_, path, text)| {
        let id = path.strip_prefix("models/")?.strip_suffix(".toml")?.to_owned();
        Some((id, text.parse().expect("it is TOML")))
    });
    models.collect()
}

/// A date as TOML has it, written as it is shown.
pub(super) fn date(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(super) fn entries<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    table.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The same numbers on every run: the multiplier of D. Knuth's MMIX.
fn draw(seed: &mut u64, below: usize) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).expect("31 bits") % below
}

/// Twenty facts, drawn from the files: each is told with the sources that its file names for it, address and day.
#[test]
fn twenty_facts_are_vouched_for_as_their_files_say() {
    let (knowledge, evidence) = shipped();
    let models = models();
    let mut seed = 20_261_123;
    let mut drawn = BTreeSet::new();
    while drawn.len() < 20 {
        let (id, model) = models.iter().nth(draw(&mut seed, models.len())).expect("it is below the count");
        let stated = |key: &&String| knowledge.attributes.iter().any(|one| one.id == key.as_str());
        let keys: Vec<_> = model.keys().filter(stated).collect();
        let key = keys[draw(&mut seed, keys.len())];
        drawn.insert((id, key));
    }
    for (id, key) in drawn {
        let at = knowledge.catalog.models.position(|model| model.id == id.as_str()).expect("it is there");
        let facts = of_model(&knowledge, &evidence, at);
        let fact = facts.iter().find(|fact| knowledge.attributes[fact.attribute].id == key.as_str());
        let fact = fact.unwrap_or_else(|| panic!("{id}: {key} is not told"));
        let told: BTreeSet<_> = fact
            .sources
            .iter()
            .map(|source| (source.url.map(|url| url.to_string()), source.as_of.to_string()))
            .collect();
        let sources = models[id]["sources"].as_table().expect("a model has sources").values();
        let written: BTreeSet<_> = sources
            .filter(|source| {
                source["facts"].as_array().expect("a list").iter().any(|fact| fact.as_str() == Some(key))
            })
            .map(|source| (source["url"].as_str().map(str::to_owned), date(&source["as-of"])))
            .collect();
        assert!(!written.is_empty(), "{id}: {key}");
        assert_eq!(told, written, "{id}: {key}");
        assert!(told.iter().all(|(url, _)| url.is_some()), "{id}: {key}");
    }
}

/// Every price list whose day lies before the limit, and no other, whatever the limit.
#[test]
fn old_prices_are_those_of_the_files() {
    let (knowledge, evidence) = shipped();
    let today = knowledge.catalog.as_of;
    let mut written = BTreeSet::new();
    for (id, model) in models() {
        for offer in entries(&model, "offer") {
            for price in entries(offer.as_table().expect("a table"), "prices") {
                let offer = offer["id"].as_str().expect("a word").to_owned();
                written.insert((id.clone(), offer, date(&price["as-of"])));
            }
        }
    }
    assert!(written.len() > 100);
    let mut counts = BTreeSet::new();
    for limit in [0, 20, 60, 90, 111, 112, 113, 180, 360] {
        let days = |text: &str| Date::parse(text).expect("a date").age(today);
        let old: BTreeSet<_> = written.iter().filter(|(_, _, day)| days(day) > limit).cloned().collect();
        let checked = check(&knowledge, &evidence, today, limit, false);
        let prices = checked.stale.iter().filter(|one| one.statement.group == Group::Prices);
        let told: Vec<_> = prices.map(|one| named(&knowledge, &one.statement)).collect();
        assert_eq!(told.len(), told.iter().collect::<BTreeSet<_>>().len(), "each is told once");
        assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), old, "{limit} days");
        assert!(checked.stale.iter().all(|one| one.age > limit && one.statement.group.moves()));
        let everything = check(&knowledge, &evidence, today, limit, true);
        assert!(everything.stale.len() >= checked.stale.len() && everything.looked_at > checked.looked_at);
        counts.insert(checked.stale.len());
    }
    assert!(counts.len() > 4, "the limits tell nothing apart: {counts:?}");
}

fn named(
    knowledge: &Knowledge,
    statement: &modelpick::vouching::statements::Statement<'_>,
) -> (String, String, String) {
    let model = statement.model.expect("a price is of a model");
    let id = knowledge.catalog.models[model].id.to_string();
    (id, statement.what.to_owned(), statement.as_of.to_string())
}

/// A day later everything is a day older.
#[test]
fn ages_are_counted_to_the_day_that_is_given() {
    let (knowledge, evidence) = shipped();
    let day = |day| Date::new(2027, 3, day).expect("a date");
    let (one, other) =
        (check(&knowledge, &evidence, day(1), 180, false), check(&knowledge, &evidence, day(2), 181, false));
    assert!(!one.stale.is_empty());
    let told = |checked: &modelpick::vouching::staleness::Checked<'_>, later| -> Vec<_> {
        checked.stale.iter().map(|one| (one.statement.what.to_owned(), one.age + later)).collect()
    };
    assert_eq!(told(&one, 1), told(&other, 0));
}

/// A program reads the same counts.
#[test]
fn counts_are_told_in_json() {
    let (knowledge, evidence) = shipped();
    let stats = stats(&knowledge, &evidence, knowledge.catalog.as_of);
    let output = run(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["catalog", "stats", "--format", "json"].map(String::from),
    );
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(told["schema"], "modelpick.catalog-stats/1");
    assert_eq!(told["today"], knowledge.catalog.as_of.to_string());
    assert_eq!(told["counts"]["models"], knowledge.catalog.models.len());
    assert_eq!(told["counts"]["benchmarks"], evidence.benchmarks.len());
    for (one, told) in stats.coverage.iter().zip(told["coverage"].as_array().expect("a list")) {
        assert_eq!(told["attribute"], &*knowledge.attributes[one.attribute].id);
        match one.known {
            Known::Models(known) => assert_eq!(told["models"]["known"], known),
            Known::Offers(known) => {
                let (route, of) = stats.offers[0];
                assert_eq!(told["offers"][route.word()]["known"], known[0]);
                assert_eq!(told["offers"][route.word()]["of"], of);
            }
        }
    }
    let sum = |groups: &serde_json::Value| -> u64 {
        groups.as_object().expect("by group").values().map(|count| count.as_u64().expect("a count")).sum()
    };
    let bands = told["ages"].as_array().expect("a list");
    assert_eq!(bands.last().expect("a band")["at_most_days"], serde_json::Value::Null);
    let aged: u64 = bands.iter().map(|band| sum(&band["statements"])).sum();
    assert_eq!(aged, told["kinds"].as_object().expect("by kind").values().map(sum).sum::<u64>());
    for (hole, models) in Hole::ALL.iter().zip(stats.holes.iter().map(|(_, models)| models)) {
        assert_eq!(told["missing"][hole.0].as_array().expect("a list").len(), models.len(), "{hole:?}");
    }
}

#[test]
fn counts_are_those_of_the_files() {
    let (knowledge, evidence) = shipped();
    let models = models();
    let stats = stats(&knowledge, &evidence, knowledge.catalog.as_of);
    for one in &stats.coverage {
        let id = &*knowledge.attributes[one.attribute].id;
        if let Known::Models(known) = one.known {
            assert_eq!(known, models.values().filter(|model| model.contains_key(id)).count(), "{id}");
        }
    }
    for (hole, key) in [(Hole::License, "license"), (Hole::Release, "released"), (Hole::Context, "context")] {
        let (_, lacking) = stats.holes.iter().find(|(known, _)| *known == hole).expect("it is counted");
        let told: Vec<_> = lacking.iter().map(|at| knowledge.catalog.models[*at].id.to_string()).collect();
        let written: Vec<_> =
            models.iter().filter(|(_, model)| !model.contains_key(key)).map(|(id, _)| id.clone()).collect();
        assert_eq!(told, written, "{key}");
    }
    let offers: usize = models.values().map(|model| entries(model, "offer").count()).sum();
    assert_eq!(stats.offers.iter().map(|(_, count)| count).sum::<usize>(), offers);
    // Every statement is in one band of age and of one kind.
    let of_all = |counts: &mut dyn Iterator<Item = usize>| counts.sum::<usize>();
    let aged = of_all(&mut stats.ages.iter().flatten().copied());
    let kinds = of_all(&mut stats.kinds.iter().flat_map(|(_, counts)| counts).copied());
    assert_eq!(aged, modelpick::vouching::statements::all(&knowledge, &evidence).len());
    assert_eq!(aged, kinds);
}

/// What took a model's place is a later release of its maker, and what is current has no successor.
#[test]
fn successors_are_later_releases_of_the_same_maker() {
    let models = models();
    let named = models.iter().filter_map(|(id, model)| Some((id, model, model.get("successor")?.as_str()?)));
    let mut count = 0;
    for (id, model, successor) in named {
        count += 1;
        let status = model["status"].as_str().expect("a word");
        assert!(["legacy", "retired"].contains(&status), "{id} is {status}");
        assert_eq!(id.split('/').next(), successor.split('/').next(), "{id}");
        if let (Some(before), Some(after)) = (model.get("released"), models[successor].get("released")) {
            assert!(date(before) <= date(after), "{id} is later than {successor}");
        }
    }
    assert!(count > 20, "only {count}");
}

/// What is easily taken for a fact: nothing is free because a list says 0, and nothing runs that no source says runs.
#[test]
fn known_traps_are_kept_out() {
    for (id, model) in models() {
        let retired = model["status"].as_str() == Some("retired");
        let vectors = entries(&model, "modalities-out").any(|word| word.as_str() == Some("embedding"));
        for offer in entries(&model, "offer").filter_map(Value::as_table) {
            let (name, route) = (&offer["id"], offer["route"].as_str().expect("a word"));
            assert!(!retired || route != "cloud-api", "{id} is retired, but {name} sells it");
            assert!(route != "on-device" || offer.contains_key("runtime"), "{id}: {name} names no runtime");
            let mut prices = entries(offer, "prices").filter_map(Value::as_table).peekable();
            assert!(!vectors || prices.peek().is_some() || route != "cloud-api", "{id}: {name} has no price");
            for price in prices {
                for amount in
                    ["input", "cached-input", "output"].map(|key| price.get(key)).into_iter().flatten()
                {
                    let something = amount.as_float().is_some_and(|amount| amount > 0.0)
                        || amount.as_integer().is_some_and(|amount| amount > 0);
                    assert!(something, "{id}: {name} costs {amount}");
                }
                assert!(price.contains_key("input") || price.contains_key("output"), "{id}: {name}");
                assert!(!(vectors && price.contains_key("output")), "{id}: {name} charges for vectors");
            }
        }
    }
}

/// The greatest number of tokens that a text speaks of.
fn tokens(text: &str) -> i64 {
    let plain = text.replace(',', "").replace(" million", "M");
    let size = |word: &str| {
        let (digits, unit) = match word.split_at_checked(word.len().saturating_sub(1))? {
            (digits, "K") => (digits, 1_000),
            (digits, "M") => (digits, 1_000_000),
            _ => (word, 1),
        };
        Some(digits.parse::<i64>().ok()? * unit)
    };
    plain.split_whitespace().filter_map(size).max().unwrap_or_default()
}

/// A window that only stretching reaches is told as a claim, and what is known as the window is less.
#[test]
fn stretched_windows_are_no_facts() {
    let mut told = 0;
    for (id, model) in models() {
        let known = model.get("context").and_then(Value::as_integer);
        for claim in entries(&model, "claim").filter(|claim| claim["fact"].as_str() == Some("context")) {
            let says = claim["says"]["en"].as_str().expect("a text");
            if says.contains("output") {
                continue; // what one answer holds
            }
            assert!(known.is_none_or(|known| known < tokens(says)), "{id}: {known:?}, although {says}");
            told += 1;
        }
    }
    assert!(told > 5, "only {told}");
}
