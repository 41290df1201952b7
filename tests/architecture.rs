//! What no compiler holds: which file names what, which layer uses which, how long a file may be, and that no taste
//! is in the code. Each table says what is true; an entry that is no longer needed fails as well.

mod named;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use modelpick::embedded;
use toml::Table;

use self::named::NAMED;

/// Each layer uses only those before it: where it is, and what others call it.
const LAYERS: &[(&str, &str)] = &[
    ("knowledge/src/words", "words"),
    ("knowledge/src/describing", "describing"),
    ("knowledge/src/stating", "stating"),
    ("knowledge/src/evidence", "evidence"),
    ("knowledge/src/reading", "reading"),
    ("src/judging", "judging"),
    ("src/deciding", "deciding"),
    ("src/authoring", "authoring"),
    ("src/vouching", "vouching"),
    ("src/importing", "importing"),
];

/// Files that use a layer which is not before them.
const AGAINST_THE_ORDER: &[(&str, &str)] = &[
    // A question has a condition under which it is asked, and knows the rules that read it.
    ("knowledge/src/describing/question.rs", "stating"),
    // The catalogue holds the ability of each model.
    ("knowledge/src/stating/knowledge.rs", "evidence"),
    // What is found is told with its place in a file.
    ("src/authoring/warnings.rs", "reading"),
];

/// Words of vendors' names and of model families that mean something else in the code.
const ORDINARY: &[&str] = &["command", "embed", "group", "large", "meta", "models", "seed", "small", "step"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder that end like this, by their paths, with their text.
fn files(below: &str, ending: &str) -> Vec<(String, String)> {
    let (mut files, mut folders) = (Vec::new(), vec![below.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("the folder is there") {
            let entry = entry.expect("it can be read");
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push(path);
            } else if path.ends_with(ending) {
                let text = fs::read_to_string(entry.path()).expect("it is text");
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// The code of the program, with its build script.
fn sources() -> Vec<(String, String)> {
    let build = fs::read_to_string(root().join("build.rs")).expect("it is there");
    let mut all = vec![("build.rs".to_owned(), build)];
    all.extend(files("src", ".rs"));
    all.extend(files("knowledge/src", ".rs"));
    all
}

/// Whether code, comments aside, names something as a word of its own; of a package, that it goes on with `::`.
fn names(text: &str, what: &str) -> bool {
    let package = what.chars().all(|letter| letter.is_ascii_lowercase() || "0123456789_".contains(letter));
    let what = if package { format!("{what}::") } else { what.to_owned() };
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split(&what).zip(line.split(&what).skip(1))).any(|(before, after)| {
        let within = before.ends_with(part) || package && before.ends_with(':');
        !within && (package || !after.starts_with(part))
    })
}

fn lies_in(path: &str, place: &str) -> bool {
    path == place || place.ends_with('/') && path.starts_with(place)
}

#[test]
fn each_thing_is_named_in_its_files() {
    let mut wrong = Vec::new();
    for (what, places) in NAMED {
        let naming: Vec<_> = sources().into_iter().filter(|(_, text)| names(text, what)).collect();
        for (path, _) in &naming {
            if !places.iter().any(|place| lies_in(path, place)) {
                wrong.push(format!("{path} names {what}"));
            }
        }
        for place in places.iter().filter(|place| !naming.iter().any(|(path, _)| lies_in(path, place))) {
            wrong.push(format!("{place} does not name {what}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_package_is_missing_from_the_table() {
    for manifest in ["Cargo.toml", "knowledge/Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).expect("it is there");
        let manifest: Table = text.parse().expect("it is TOML");
        let lists = ["dependencies", "build-dependencies"].map(|list| manifest.get(list));
        for package in lists.into_iter().flatten().flat_map(|list| list.as_table().expect("a table").keys()) {
            let name = package.replace('-', "_");
            let known = name == "modelpick_knowledge" || NAMED.iter().any(|(what, _)| *what == name);
            assert!(known, "{package}");
        }
    }
}

#[test]
fn layers_use_those_before_them() {
    let mut wrong = Vec::new();
    for (place, (folder, _)) in LAYERS.iter().enumerate() {
        let own = |path: &str| {
            path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/') || rest.starts_with(".rs"))
        };
        for (path, text) in sources().into_iter().filter(|(path, _)| own(path)) {
            // Neither judging nor deciding knows of files, although reading stands before them.
            let pure = folder.starts_with("src");
            let others = LAYERS
                .iter()
                .enumerate()
                .filter(|(other, (_, name))| *other > place || pure && *name == "reading");
            for (_, (_, other)) in others {
                let uses =
                    ["crate", "knowledge"].iter().any(|root| names(&text, &format!("{root}::{other}")));
                let known = AGAINST_THE_ORDER.contains(&(&path, other));
                match (uses, known) {
                    (true, false) => wrong.push(format!("{path} uses {other}")),
                    (false, true) => wrong.push(format!("{path} no longer uses {other}")),
                    _ => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Paths are written out, so that the searches above find them.
#[test]
fn no_use_is_nested_at_its_root() {
    for (path, text) in sources() {
        for nested in ["use crate::{", "use std::{", "use knowledge::{", "use super::super::super"] {
            assert!(!text.contains(nested), "{path}: {nested}");
        }
    }
}

#[test]
fn no_file_is_long() {
    let mut all = sources();
    all.extend(files("tests", ".rs"));
    let long = all.iter().filter(|(_, text)| text.lines().count() > 300).map(|(path, _)| path.as_str());
    assert_eq!(long.collect::<Vec<_>>(), Vec::<&str>::new(), "above 300 lines");
}

/// The words of a text in lower case, without the number of a version at their end.
fn words(text: &str) -> impl Iterator<Item = String> {
    let digit = |letter: char| letter.is_ascii_digit();
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.map(move |word| word.trim_end_matches(digit).to_lowercase()).filter(|word| word.len() > 2)
}

/// The words in the names of all vendors and in the families of all models.
fn taste() -> BTreeSet<String> {
    let mut taste = BTreeSet::new();
    for vendor in &embedded::knowledge().catalog.vendors {
        for name in [&*vendor.id, &*vendor.name.en, &*vendor.name.zh] {
            taste.extend(words(name));
        }
    }
    let models = embedded::sources().into_iter().filter(|(_, path, _)| path.starts_with("models/"));
    let mut count = 0;
    for (_, path, text) in models {
        let model: Table = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        if let Some(family) = model.get("family") {
            taste.extend(words(family.as_str().expect("a word")));
            count += 1;
        }
    }
    assert!(count > 50, "only {count} models have a family");
    taste
}

#[test]
fn no_vendor_and_no_model_is_in_the_code() {
    let mut all = sources();
    all.extend(files("src", ".toml"));
    let (taste, mut found) = (taste(), BTreeSet::new());
    for (path, text) in all {
        let here = words(&text).filter(|word| taste.contains(word));
        found.extend(here.map(|word| (word, path.clone())));
        // Chinese has no spaces between its words.
        let inside = taste.iter().filter(|word| !word.is_ascii() && text.to_lowercase().contains(*word));
        found.extend(inside.map(|word| (word.clone(), path.clone())));
    }
    let wrong: Vec<_> = found.iter().filter(|(word, _)| !ORDINARY.contains(&word.as_str())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for word in ORDINARY {
        assert!(found.iter().any(|(other, _)| other == word), "{word} need not be listed");
    }
}
