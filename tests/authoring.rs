//! What writers of rules are told: every code is explained, with an example that does what it says, and the built-in
//! rules are worth no warning.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use knowledge::reading::draw::draw;
use knowledge::reading::file::Part;
use knowledge::reading::load::{Layers, load_over};
use knowledge::words::diagnostic::{Code, Diagnostic, WARNINGS};
use knowledge::words::text::Lang;
use modelpick::authoring::codes::explained;
use modelpick::authoring::warnings::warnings;
use modelpick::{embedded, knowledge};

/// Codes whose example cannot be a few lines of a file.
const TOLD: [Code; 4] = [Code::EmptyCatalog, Code::NotChecked, Code::TooLarge, Code::UnreadableFile];

/// The files of an example: each begins with a comment that names it.
fn files(example: &str) -> Vec<(PathBuf, String)> {
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for line in example.lines() {
        let path = line.strip_prefix("# ").map(Path::new);
        let path = path.filter(|path| path.extension().is_some_and(|end| end == "toml"));
        match (path, files.last_mut()) {
            (Some(path), _) => files.push((path.into(), String::new())),
            (None, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    files
}

/// The built-in questions, attributes, criteria and small files, with few rules and models: examples load quickly.
fn ground() -> Vec<(Part, String, std::borrow::Cow<'static, str>)> {
    let keep = |part: Part, path: &str| match part {
        Part::Rules => {
            ["questions.toml", "attributes.toml", "criteria.toml", "accuracy-vs-cost.toml"].contains(&path)
        }
        _ => {
            !path.starts_with("benchmarks/") && (!path.starts_with("models/") || path.starts_with("models/m"))
        }
    };
    let mut all = embedded::sources();
    all.retain(|(part, path, _)| keep(*part, path));
    all
}

/// What is said of an example over the ground: of warnings only those about the example itself.
fn said(name: &str, example: &str) -> (bool, Vec<Diagnostic>, String) {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codes").join(name);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&root));
    for (path, text) in files(example) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder for the test");
        fs::write(path, text).expect("a file for the test");
    }
    let folders = [(Part::Rules, "rules"), (Part::Catalog, "catalog")];
    let folders = folders.map(|(part, folder)| (part, root.join(folder)));
    let folders = folders.into_iter().filter(|(_, folder)| folder.is_dir()).collect();
    match load_over(Layers { built_in: ground(), folders }, Some(embedded::knowledge())) {
        Err(rejected) => {
            let drawn = draw(&rejected.diagnostics, &rejected.files, false, Lang::En);
            (false, rejected.diagnostics, drawn)
        }
        Ok(loaded) => {
            let mut all = warnings(&loaded);
            all.retain(|one| one.place.is_some_and(|place| loaded.files.layer(place) > 0));
            all.extend(loaded.notes.iter().cloned());
            (true, all.clone(), draw(&all, &loaded.files, false, Lang::En))
        }
    }
}

#[test]
fn every_example_does_what_its_code_says() {
    let mut wrong = Vec::new();
    let mut told = BTreeSet::new();
    for &code in Code::ALL {
        let found = explained(code);
        if files(&found.wrong).is_empty() {
            told.insert(code);
            continue;
        }
        let (_, diagnostics, drawn) = said(&format!("{code}-wrong"), &found.wrong);
        if !diagnostics.iter().any(|one| one.code == code) {
            wrong.push(format!("{code}: the example does not give it:\n{drawn}"));
        }
        let (good, diagnostics, drawn) = said(&format!("{code}-right"), &found.right);
        if !good || !diagnostics.is_empty() {
            wrong.push(format!("{code}: the mended example is not good:\n{drawn}"));
        }
    }
    assert_eq!(told, BTreeSet::from(TOLD), "without an example that can be tried");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_warning_has_its_message() {
    for &code in Code::ALL {
        let found = explained(code);
        let has = found.message.is_some() && found.help.is_some();
        assert_eq!(has, WARNINGS.contains(&code) || code == Code::NotChecked, "{code}");
    }
}

/// A clause in lower case without a final period; sentences about why.
#[test]
fn explanations_keep_one_style() {
    for &code in Code::ALL {
        let found = explained(code);
        for says in [&found.says.en, &found.says.zh] {
            assert!(!says.ends_with(['.', '。']), "{code}: {says}");
            let first = says.chars().next().expect("it says something");
            assert!(!first.is_uppercase() || says.starts_with("TOML"), "{code}: {says}");
        }
        assert!(found.why.en.ends_with('.'), "{code}: {}", found.why.en);
        assert!(found.why.zh.ends_with('。'), "{code}: {}", found.why.zh);
    }
}

#[test]
fn the_built_in_rules_are_worth_no_warning() {
    let layers = Layers { built_in: embedded::sources(), folders: Vec::new() };
    let loaded = load_over(layers, Some(embedded::knowledge())).expect("the build took it");
    let found = warnings(&loaded);
    assert!(found.is_empty(), "{}", draw(&found, &loaded.files, false, Lang::En));
}
