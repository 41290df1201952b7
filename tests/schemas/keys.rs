//! Each key of the schemas, one by one, put before its reader.

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

#[derive(Clone, Debug)]
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

/// No schema has a key that its reader would call unknown.
#[test]
fn readers_know_every_key_of_the_schemas() {
    // A small world loads fast, and has everything of each kind.
    let below = built_in(&root().join("tests/load/disabled-reference/built-in"));
    let loaded = load(Layers { built_in: below.clone(), folders: Vec::new() });
    let k = loaded.unwrap_or_else(|_| panic!("the small world does not load")).knowledge;
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (schema, part, path) in [
        (Schema::Rules, Part::Rules, "mine.toml"),
        (Schema::Catalog, Part::Catalog, "mine.toml"),
        (Schema::Model, Part::Catalog, "models/a/mine.toml"),
        (Schema::Benchmark, Part::Catalog, "benchmarks/mine.toml"),
    ] {
        let whole = schema.write(&k, Lang::En);
        let mut all = Vec::new();
        ways(&whole, &whole, &[], &mut all);
        for way in &all {
            let Some(Step::Key(key)) = way.last() else { continue };
            let mut built_in = below.clone();
            built_in.push((part, path.to_owned(), one(way).to_string().into()));
            if let Err(rejected) = load(Layers { built_in, folders: Vec::new() }) {
                let said = draw(&rejected.diagnostics, &rejected.files, false, Lang::En);
                if said.contains(&format!("takes no `{key}`")) {
                    wrong.push(format!("{way:?}: {said}"));
                }
            }
            seen += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 200, "only {seen} keys");
}
