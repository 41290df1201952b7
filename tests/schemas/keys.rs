//! Each key of the schemas, one by one, put before its reader.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use knowledge::reading::draw::draw;
use knowledge::reading::file::Part;
use knowledge::reading::load::{Layers, load};
use knowledge::words::text::Lang;
use modelpick::authoring::schema::Schema;
use modelpick::knowledge;
use serde_json::Value;

use super::root;
use crate::load::built_in;

/// Every way to a key that a schema has, through lists and tables.
fn ways(schema: &Value, whole: &Value, way: &[Step], into: &mut Vec<Vec<Step>>) {
    let schema = match schema["$ref"].as_str() {
        Some(path) => &whole["definitions"][path.trim_start_matches("#/definitions/")],
        None => schema,
    };
    for inner in schema["allOf"].as_array().into_iter().flatten() {
        ways(inner, whole, way, into);
    }
    if schema["items"].is_object() {
        ways(&schema["items"], whole, &[way, &[Step::Item]].concat(), into);
    }
    for (key, inner) in schema["properties"].as_object().into_iter().flatten() {
        let way = [way, &[Step::Key(key.clone())]].concat();
        into.push(way.clone());
        ways(inner, whole, &way, into);
    }
}

/// One step on the way to a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Key(String),
    Item,
}

/// A document with one key and what it takes to come to it.
fn one(way: &[Step]) -> toml::Value {
    match way.split_first() {
        // Of any kind: what is asked is whether the key is known.
        None => "any".into(),
        Some((Step::Item, rest)) => {
            let mut item = one(rest);
            if let Some(entry) = item.as_table_mut() {
                entry.entry("id").or_insert("mine".into());
            }
            vec![item].into()
        }
        Some((Step::Key(key), rest)) => toml::Value::Table([(key.clone(), one(rest))].into_iter().collect()),
    }
}

/// What a small world says of one more file; it loads fast, and has everything of each kind.
fn said(below: &Files, part: Part, path: &str, document: &toml::Value) -> String {
    let mut built_in = below.clone();
    built_in.push((part, path.to_owned(), toml::to_string(document).expect("it is TOML").into()));
    let Err(rejected) = load(Layers { built_in, folders: Vec::new() }) else { return String::new() };
    let said = draw(&rejected.diagnostics, &rejected.files, false, Lang::En);
    assert!(!said.contains("[syntax]"), "{said}");
    said
}

type Files = Vec<(Part, String, Cow<'static, str>)>;

/// A key that nobody has, and nothing is like it.
const NOBODYS: &str = "zqzqzqzqzq";

/// The keys that a reader names beside one that it does not know.
fn known_beside(said: &str) -> Option<BTreeSet<&str>> {
    let after = said.split_once(&format!("takes no `{NOBODYS}`"))?.1;
    let list = after.split_once("known here: ")?.1.lines().next()?;
    Some(list.split('`').skip(1).step_by(2).collect())
}

/// No schema has a key that its reader would call unknown, and none lacks one that its reader knows.
#[test]
fn schemas_and_readers_know_the_same_keys() {
    let below = built_in(&root().join("tests/load/disabled-reference/built-in"));
    let loaded = load(Layers { built_in: below.clone(), folders: Vec::new() });
    let k = loaded.unwrap_or_else(|_| panic!("the small world does not load")).knowledge;
    let (mut wrong, mut seen, mut listed) = (Vec::new(), 0, 0);
    for (schema, part, path) in [
        (Schema::Rules, Part::Rules, "mine.toml"),
        (Schema::Catalog, Part::Catalog, "mine.toml"),
        (Schema::Model, Part::Catalog, "models/a/mine.toml"),
        (Schema::Benchmark, Part::Catalog, "benchmarks/mine.toml"),
    ] {
        let whole = schema.write(&k, Lang::En);
        let mut all = Vec::new();
        ways(&whole, &whole, &[], &mut all);
        let mut tables: BTreeMap<Vec<Step>, BTreeSet<String>> = BTreeMap::new();
        for way in all {
            let Some((Step::Key(key), table)) = way.split_last() else { continue };
            let said = said(&below, part, path, &one(&way));
            // Labels go with a closed list.
            if key != "labels" && said.contains(&format!("takes no `{key}`")) {
                wrong.push(format!("{way:?}: {said}"));
            }
            tables.entry(table.to_vec()).or_default().insert(key.clone());
            seen += 1;
        }
        for (table, keys) in tables {
            let way = [table, vec![Step::Key(NOBODYS.to_owned())]].concat();
            let said = said(&below, part, path, &one(&way));
            let Some(known) = known_beside(&said) else { continue };
            listed += 1;
            let lacking: Vec<_> = known.into_iter().filter(|key| !keys.contains(*key)).collect();
            if !lacking.is_empty() {
                wrong.push(format!("{way:?} lacks {lacking:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 200 && listed > 30, "only {seen} keys, {listed} tables");
}
