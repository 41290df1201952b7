//! Tiny worlds: what a case states, laid over `ground.toml`, with the texts and sources that every entry needs
//! filled in, so that a case shows nothing but what it is about.

use std::borrow::Cow;

use knowledge::evidence::ability::{Ability, Measured};
use knowledge::reading::answers::parse;
use knowledge::reading::draw::draw;
use knowledge::reading::file::Part;
use knowledge::reading::load::{Layers, load};
use knowledge::stating::answer::{Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::list::List;
use knowledge::words::text::Lang;
use modelpick::knowledge;
use toml::{Table, Value};

/// A world in parts that can still be changed.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// One file of rules.
    pub(crate) rules: Table,
    /// One small file of the catalogue.
    pub(crate) places: Table,
    /// Models by id.
    pub(crate) models: Table,
    /// The strength of each model, instead of what a fit would make of benchmarks: a rating, or
    /// `{ mean, sd, benchmarks, by = { capability = rating } }`.
    pub(crate) abilities: Table,
}

impl World {
    /// What a case states, over the common ground; its other keys are left to the caller.
    pub(crate) fn read(case: &mut Table) -> Self {
        let mut ground: Table = include_str!("ground.toml").parse().expect("the common ground is TOML");
        let mut part = |key: &str| {
            let mut below = take(&mut ground, key);
            lay_over(&mut below, take(case, key));
            below
        };
        let (mut rules, mut places) = (part("rules"), part("places"));
        let (mut models, abilities) = (part("models"), part("abilities"));
        fill_rules(&mut rules);
        places.iter_mut().for_each(|(key, list)| entries(list).for_each(|place| fill_place(key, place)));
        models.iter_mut().for_each(|(id, model)| fill_model(id, table(model)));
        Self { rules, places, models, abilities }
    }

    /// Its files.
    pub(crate) fn files(&self) -> Vec<(Part, String, Cow<'static, str>)> {
        let file = |part, path: String, table: &Table| (part, path, Cow::Owned(table.to_string()));
        let mut files = vec![
            file(Part::Rules, "world.toml".into(), &self.rules),
            file(Part::Catalog, "places.toml".into(), &self.places),
        ];
        let model = |(id, model): (&String, &Value)| {
            file(Part::Catalog, format!("models/{id}.toml"), model.as_table().expect("a model is a table"))
        };
        files.extend(self.models.iter().map(model));
        files
    }

    /// Loads it; a world that does not load is a mistake of the test.
    pub(crate) fn load(&self) -> Knowledge {
        let mut knowledge = load_files(self.files());
        let ability = |id: &str| ability(self.abilities.get(id), &knowledge);
        knowledge.catalog.abilities =
            knowledge.catalog.models.iter().map(|model| ability(&model.id)).collect();
        knowledge
    }
}

/// Loads files that must load.
pub(crate) fn load_files(built_in: Vec<(Part, String, Cow<'static, str>)>) -> Knowledge {
    let loaded = load(Layers { built_in, folders: Vec::new() });
    let rejected = |rejected: knowledge::reading::load::Rejected| {
        panic!("the world does not load:\n{}", draw(&rejected.diagnostics, &rejected.files, false, Lang::En))
    };
    loaded.unwrap_or_else(rejected).knowledge
}

/// The answers of a table, each written as a flag takes it.
pub(crate) fn answers(table: &Table, knowledge: &Knowledge) -> Answers {
    let mut answers = Answers::default();
    for (id, value) in table {
        let at = knowledge.question(id).unwrap_or_else(|| panic!("there is no question `{id}`"));
        let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let written = match value {
            Value::Array(words) => words.iter().map(word).collect::<Vec<_>>().join(","),
            value => word(value),
        };
        let answer = parse(&written, &knowledge.questions[at], knowledge);
        answers.set(at, answer.unwrap_or_else(|wrong| panic!("{id}: {}", wrong.message.en)), Origin::Flag);
    }
    answers
}

fn ability(stated: Option<&Value>, knowledge: &Knowledge) -> Ability {
    let number =
        |key: &str, otherwise: f64| stated.and_then(|stated| stated.get(key)).map_or(otherwise, float);
    let mean = match stated {
        Some(value) if !value.is_table() => float(value),
        _ => number("mean", 1300.0),
    };
    let benchmarks = u16::from(number("benchmarks", 1.0) > 0.0);
    let by = stated.and_then(|stated| stated.get("by")).and_then(Value::as_table);
    // A stated capability is known by itself: its spread is its own.
    let measured = knowledge.catalog.capabilities.iter().map(|capability| {
        let mean = float(by?.get(&*capability.id)?);
        Some(Measured { mean, tied: 0.0, own_variance: 0.0, benchmarks: 1 })
    });
    Ability {
        general: mean,
        variance: number("sd", 0.0).powi(2),
        benchmarks,
        general_benchmarks: benchmarks,
        measured: measured.collect(),
        deviations: List::default(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of cases are small")]
fn float(value: &Value) -> f64 {
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).expect("a number")
}

fn take(from: &mut Table, key: &str) -> Table {
    match from.remove(key) {
        Some(Value::Table(table)) => table,
        None => Table::new(),
        Some(other) => panic!("`{key}` is {other}"),
    }
}

/// Tables merge key by key, lists of tables are joined by id, everything else replaces.
fn lay_over(below: &mut Table, above: Table) {
    for (key, value) in above {
        match (below.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay_over(below, above),
            (Some(Value::Array(below)), Value::Array(above)) if above.iter().all(Value::is_table) => {
                for entry in above {
                    let same =
                        |below: &&mut Value| below.get("id").is_some() && below.get("id") == entry.get("id");
                    match below.iter_mut().find(same) {
                        Some(lower) => lay_over(table(lower), entry.try_into().expect("a table")),
                        None => below.push(entry),
                    }
                }
            }
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}

fn table(value: &mut Value) -> &mut Table {
    value.as_table_mut().expect("a table")
}

fn entries(list: &mut Value) -> impl Iterator<Item = &mut Table> {
    list.as_array_mut().expect("a list of tables").iter_mut().map(table)
}

fn text(words: &str) -> Value {
    Value::Table(Table::from_iter(
        [("en", words), ("zh", words)].map(|(lang, words)| (lang.into(), words.into())),
    ))
}

fn source() -> Value {
    "x = { kind = \"own\", as-of = 2026-01-01 }".parse::<Table>().expect("it is TOML")["x"].clone()
}

fn put(into: &mut Table, key: &str, value: Value) {
    into.entry(key).or_insert(value);
}

fn id(entry: &Table) -> String {
    entry.get("id").and_then(Value::as_str).expect("an entry has an id").to_owned()
}

fn fill_rules(rules: &mut Table) {
    for (key, list) in rules.iter_mut().filter(|(_, list)| list.is_array()) {
        for entry in entries(list) {
            let words = text(&id(entry));
            match key.as_str() {
                "question" => {
                    put(entry, "ask", words.clone());
                    put(entry, "help", words);
                    for choice in entry
                        .get_mut("choices")
                        .into_iter()
                        .flat_map(|list| list.as_array_mut().expect("a list"))
                    {
                        if let Some(id) = choice.as_str() {
                            let label = text(id);
                            *choice = Value::Table(Table::from_iter([
                                ("id".into(), id.into()),
                                ("label".into(), label),
                            ]));
                        }
                    }
                }
                "rule" => {
                    put(entry, "because", words);
                    put(entry, "source", "the case".into());
                    if let Some(advice) = entry.get("advise").and_then(Value::as_str).map(text) {
                        entry.insert("advise".into(), advice);
                    }
                }
                _ => put(entry, "label", words),
            }
        }
    }
}

fn fill_place(key: &str, place: &mut Table) {
    let words = text(&id(place));
    match key {
        "capability" => put(place, "label", words),
        "currency" => put(place, "source", source()),
        _ => {
            put(place, "name", words);
            put(place, "source", source());
        }
    }
}

/// Names, and a source for every fact.
fn fill_model(id: &str, model: &mut Table) {
    let structure = ["name", "aliases", "sources", "strength", "claim", "offer"];
    let facts: Vec<Value> = model
        .keys()
        .filter(|key| !structure.contains(&key.as_str()))
        .map(|key| key.as_str().into())
        .collect();
    put(model, "name", text(id));
    if !facts.is_empty() && !model.contains_key("sources") {
        let mut all = source();
        table(&mut all).insert("facts".into(), facts.into());
        model.insert("sources".into(), Value::Table(Table::from_iter([("all".into(), all)])));
    }
    for key in ["strength", "claim", "offer"] {
        for entry in model.get_mut(key).into_iter().flat_map(entries) {
            put(entry, "source", source());
            for key in ["says", "verdict"] {
                if let Some(words) = entry.get(key).and_then(Value::as_str).map(text) {
                    entry.insert(key.into(), words);
                }
            }
            for price in entry.get_mut("prices").into_iter().flat_map(entries) {
                put(price, "currency", "USD".into());
                put(price, "as-of", source()["as-of"].clone());
            }
        }
    }
}
