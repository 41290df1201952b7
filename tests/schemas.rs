//! Schemas and readers say the same: what loads is valid, what is refused for its keys, kinds and words is not, and
//! no schema has a key that its reader does not know. `UPDATE_GOLDEN=1` writes `schemas/` anew.

mod filling;
mod keys;
mod limits;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use knowledge::reading::file::Part;
use knowledge::reading::load::{Layers, load};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::diagnostic::{Code, WARNINGS};
use knowledge::words::text::Lang;
use modelpick::authoring::schema::Schema;
use modelpick::{embedded, knowledge};
use serde_json::Value;

use crate::engine::world::World;
use crate::load::generated::{empty, write};
use crate::load::{all, built_in};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The schemas that files have, compiled for what was loaded.
struct Checker {
    schemas: Schemas,
    of: BTreeMap<&'static str, SchemaIndex>,
}

impl Checker {
    /// Only those of whole files: the others are parts of them.
    fn new(k: &Knowledge) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let mut of = BTreeMap::new();
        let whole = Schema::ALL.into_iter().filter(|(_, schema)| !matches!(schema, Schema::Part(_)));
        for (name, schema) in whole {
            let at = format!("https://example.com/{name}.json");
            compiler.add_resource(&at, schema.write(k, Lang::En)).expect("it is a document");
            let found = compiler.compile(&at, &mut schemas);
            of.insert(name, found.unwrap_or_else(|error| panic!("{name} is no schema: {error:#}")));
        }
        Self { schemas, of }
    }

    fn check(&self, name: &str, document: &Value) -> Result<(), String> {
        self.schemas.validate(document, self.of[name]).map_err(|error| format!("{error:#}"))
    }
}

/// A TOML document as schemas see it: dates are strings, and what JSON cannot say is null.
fn document(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(flag) => flag.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(entries) => {
                entries.into_iter().map(|(key, value)| (key, json(value))).collect()
            }
        }
    }
    text.parse::<toml::Table>().ok().map(|table| json(toml::Value::Table(table)))
}

/// Every `.toml` file below a folder, by its path from the root.
fn files(folder: &str) -> Vec<(String, String)> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries {
            let entry = entry.expect("it can be read");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(path);
            } else if entry.path().extension().is_some_and(|end| end == "toml") {
                files.extend(fs::read_to_string(entry.path()).ok().map(|text| (path, text)));
            }
        }
    }
    files.sort();
    files
}

/// The schema of a file by its place in a folder of rules or of the catalogue.
fn schema_of(part: Part, path: &str) -> &'static str {
    match (part, path.split_once('/').map(|(first, _)| first)) {
        (Part::Rules, Some("tests")) | (Part::Tests, _) => "tests",
        (Part::Rules, _) => "rules",
        (Part::Answers, _) => "answers",
        (Part::Catalog, Some("models")) => "model",
        (Part::Catalog, Some("benchmarks")) => "benchmark",
        (Part::Catalog, _) => "catalog",
    }
}

#[test]
fn what_is_committed_is_what_is_written() {
    let mut wrong = Vec::new();
    for (name, schema) in Schema::ALL {
        let written = serde_json::to_string_pretty(&schema.write(embedded::knowledge(), Lang::En));
        let written = written.expect("it is JSON") + "\n";
        let path = root().join(format!("schemas/{name}.json"));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, written).expect("it can be written");
        } else if fs::read_to_string(&path).unwrap_or_default().replace('\r', "") != written {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "not current in schemas/: {wrong:?}; UPDATE_GOLDEN=1 writes them");
    let there = fs::read_dir(root().join("schemas")).expect("the folder is there").count();
    assert_eq!(there, Schema::ALL.len(), "schemas/ holds something else");
}

#[test]
fn every_shipped_file_names_its_schema_and_keeps_to_it() {
    let checker = Checker::new(embedded::knowledge());
    let mut seen = 0;
    for (folder, part) in [("rules", Part::Rules), ("data", Part::Catalog)] {
        for (path, text) in files(folder) {
            let inside = path.split_once('/').expect("it is in a folder").1;
            let name = schema_of(part, inside);
            let up = "../".repeat(path.matches('/').count());
            let head = text.lines().next().unwrap_or_default();
            assert_eq!(head, format!("#:schema {up}schemas/{name}.json"), "{path}");
            let document = document(&text).expect("it is TOML");
            checker.check(name, &document).unwrap_or_else(|error| panic!("{path}: {error}"));
            seen += 1;
        }
    }
    assert!(seen > 150, "only {seen} files");
}

/// Each world by the schemas that are made for it.
#[test]
fn every_world_keeps_to_its_schemas() {
    for (path, text) in files("tests/engine") {
        if path.ends_with("ground.toml") {
            continue;
        }
        let mut case: toml::Table = text.parse().expect("it is TOML");
        let world = World::read(&mut case);
        let checker = Checker::new(&world.load());
        for (part, file, text) in world.files() {
            let document = document(&text).expect("it is TOML");
            let valid = checker.check(schema_of(part, &file), &document);
            valid.unwrap_or_else(|error| panic!("{path}, {file}: {error}"));
        }
    }
}

/// What the texts for people show is valid as one kind of file, beside what the same text shows.
#[test]
fn every_example_keeps_to_a_schema() {
    let texts =
        ["README.md", "README.zh-CN.md", "rules/README.md", "rules/README.zh-CN.md", "data/README.md"];
    let mut texts = texts.map(str::to_owned).to_vec();
    for entry in fs::read_dir(root().join("docs")).expect("the folder is there") {
        let entry = entry.expect("it can be read");
        let shown = entry.path().extension().is_some_and(|end| end == "md");
        texts.extend(shown.then(|| format!("docs/{}", entry.file_name().to_string_lossy())));
    }
    let mut seen = 0;
    for text in texts {
        let shown = fs::read_to_string(root().join(&text)).expect("it is there");
        let blocks: Vec<_> =
            shown.split("```toml\n").skip(1).filter_map(|block| block.split("```").next()).collect();
        if blocks.is_empty() {
            continue;
        }
        let mine = empty(&format!("schemas-{}", text.replace('/', "-")));
        for block in &blocks {
            if let Some(path) = block.lines().next().and_then(|line| line.strip_prefix("# mine/")) {
                write(&mine.join(path), block.as_bytes());
            }
        }
        let folders = [(Part::Rules, mine.join("rules")), (Part::Catalog, mine.join("catalog"))];
        let folders = folders.into_iter().filter(|(_, folder)| folder.is_dir()).collect();
        let loaded = load(Layers { built_in: embedded::sources(), folders });
        let checker = Checker::new(&loaded.unwrap_or_else(|_| panic!("{text} does not load")).knowledge);
        for block in blocks {
            let document = document(block).unwrap_or_else(|| panic!("{text}: not TOML:\n{block}"));
            let valid = checker.of.keys().any(|name| checker.check(name, &document).is_ok());
            assert!(valid, "{text}: {:?}\n{block}", checker.check("rules", &document));
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} examples");
}

/// Bad files that schemas let pass, for what they cannot say.
const BEYOND: &[&str] = &[
    // Numbers beside each other, and what an attribute named elsewhere is.
    "absurd-number-range",
    "cost-unknown",
    "missing-key-of-levels",
    "wrong-type-of-a-scale",
    // The path of a file, and what other files hold.
    "bad-id-of-a-file",
    "unknown-id-of-a-vendor",
    // Folders.
    "unreadable-file-no-facts",
    // Ids that stand twice.
    "duplicate-id",
    "duplicate-id-in-two-files",
    "duplicate-id-of-a-choice",
    "duplicate-id-of-a-key-in-two-files",
    "duplicate-id-of-an-offer",
    // What a lower layer may have said already.
    "missing-key-alone",
    "missing-key-of-a-built-in-question",
    "missing-key-of-what-may-change",
    "missing-source",
    "missing-source-of-a-benchmark",
    "missing-source-of-a-change",
    "missing-source-of-changes-elsewhere",
    "missing-unknown",
    "unknown-key-without-a-gate",
];

/// Bad files are bad by their schemas as well, in an editor before anything is loaded.
#[test]
fn bad_files_are_told_by_schemas() {
    let built_in_alone = |folder: &Path| {
        let loaded = load(Layers { built_in: built_in(folder), folders: Vec::new() });
        loaded.ok().map(|loaded| Checker::new(&loaded.knowledge))
    };
    let shipped = Checker::new(embedded::knowledge());
    let quiet = built_in_alone(&root().join("tests/load/contradicting-gates/built-in"));
    let mut passed = BTreeSet::new();
    for (name, folder) in all() {
        let code = Code::ALL
            .iter()
            .filter(|code| name.starts_with(code.name()))
            .max_by_key(|code| code.name().len());
        let good = [Code::DisabledReference, Code::NotChecked];
        // Of what is made when it is needed there is nothing to look at here.
        let made = !folder.join("alone").exists() && fs::read_dir(&folder).expect("it is there").count() == 1;
        if made || code.is_some_and(|code| WARNINGS.contains(code) || good.contains(code)) {
            continue;
        }
        let own =
            Some(folder.join("built-in")).filter(|own| own.is_dir()).and_then(|own| built_in_alone(&own));
        let beside = quiet.as_ref().filter(|_| folder.join("tests").is_dir());
        let checker = own.as_ref().or(beside).unwrap_or(&shipped);
        let case = format!("tests/load/{name}");
        let folders = [
            ("rules", Part::Rules),
            ("rules-2", Part::Rules),
            ("catalog", Part::Catalog),
            ("catalog-2", Part::Catalog),
            ("built-in/rules", Part::Rules),
            ("built-in/data", Part::Catalog),
            ("tests", Part::Tests),
        ];
        let bad = folders.into_iter().any(|(folder, part)| {
            let folder = format!("{case}/{folder}");
            files(&folder).into_iter().any(|(path, text)| {
                let inside = path.strip_prefix(&format!("{folder}/")).expect("it is in the folder");
                document(&text)
                    .is_none_or(|document| checker.check(schema_of(part, inside), &document).is_err())
            })
        });
        if !bad {
            passed.insert(name);
        }
    }
    let beyond: BTreeSet<_> = BEYOND.iter().map(|&name| name.to_owned()).collect();
    assert_eq!(passed, beyond);
}
