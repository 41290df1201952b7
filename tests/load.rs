//! A bad file and its message each: `load/<code>…/`, where the folder is named after the code of the message.
//!
//! A case holds files laid over the built-in knowledge: `rules/` and `catalog/`, over them `rules-2/` and
//! `catalog-2/`. An empty file `alone` leaves the built-in knowledge out; `built-in/rules` and `built-in/data` take
//! its place. `tests/` are tests of rules, read over all that. `expected.txt` is the whole message; `UPDATE_GOLDEN=1`
//! writes it anew.
//!
//! What checking warns of beyond loading, and tests, lie over a small world of their own, `contradicting-gates`.

mod answers;
mod files;
pub(crate) mod generated;
mod huge;
mod works;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use knowledge::reading::cases;
use knowledge::reading::draw::draw;
use knowledge::reading::file::{Files, Part};
use knowledge::reading::load::{Layers, Loaded, Rejected, load};
use knowledge::words::diagnostic::{Code, Problems, WARNINGS};
use knowledge::words::message::Message;
use knowledge::words::text::Lang;
use modelpick::authoring::warnings::warnings;
use modelpick::knowledge;

/// The folder of all cases.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/load")
}

/// What lies over what in a case.
fn layers(case: &Path) -> Layers {
    let own = case.join("built-in");
    let built_in = if own.is_dir() {
        built_in(&own)
    } else if case.join("alone").is_file() {
        Vec::new()
    } else {
        modelpick::embedded::sources()
    };
    let folder = |(part, name): (Part, &str)| Some((part, case.join(name))).filter(|(_, path)| path.is_dir());
    let all = [
        (Part::Rules, "rules"),
        (Part::Catalog, "catalog"),
        (Part::Rules, "rules-2"),
        (Part::Catalog, "catalog-2"),
    ];
    Layers { built_in, folders: all.into_iter().filter_map(folder).collect() }
}

/// The files of a folder as the lowest layer.
pub(crate) fn built_in(folder: &Path) -> Vec<(Part, String, Cow<'static, str>)> {
    let (mut files, problems) = (Files::default(), Problems::default());
    for (part, name) in [(Part::Rules, "rules"), (Part::Catalog, "data")] {
        if folder.join(name).is_dir() {
            files.push_folder(&folder.join(name), part, 0, &problems);
        }
    }
    assert!(!problems.any_error(), "{folder:?} cannot be read");
    files.iter().map(|(_, file)| (file.part, file.path.clone(), file.text.0.into())).collect()
}

/// Everything that loading says, with paths as seen from the case.
fn says(result: &Result<Loaded, Rejected>, root: &Path) -> String {
    let drawn = match result {
        Ok(loaded) => draw(&loaded.notes, &loaded.files, false, Lang::En),
        Err(rejected) => draw(&rejected.diagnostics, &rejected.files, false, Lang::En),
    };
    seen_from(root, &drawn)
}

/// Everything that checking says beyond loading.
fn warns(loaded: &Loaded, root: &Path) -> String {
    seen_from(root, &draw(&warnings(loaded), &loaded.files, false, Lang::En))
}

/// Everything that reading the tests of a case says.
fn says_of_tests(loaded: Loaded, root: &Path) -> String {
    let (mut files, problems) = (loaded.files, Problems::default());
    let before = files.iter().count();
    files.push_folder(&root.join("tests"), Part::Tests, 1, &problems);
    let numbers: Vec<_> = files.iter().map(|(number, _)| number).skip(before).collect();
    for number in numbers {
        cases::read(&files, number, &loaded.knowledge, &problems);
    }
    seen_from(root, &draw(&problems.sorted(), &files, false, Lang::En))
}

fn seen_from(root: &Path, drawn: &str) -> String {
    let root = format!("{}{}", root.display(), std::path::MAIN_SEPARATOR);
    let lines = drawn.replace(&root, "");
    let lines: Vec<_> = lines.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// Compares with a golden file, or writes it if asked to.
fn compare(golden: &Path, found: &str) -> Option<String> {
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(golden, found).expect("a golden file can be written");
        return None;
    }
    // A checkout may have changed the ends of lines.
    let wanted = fs::read_to_string(golden).unwrap_or_default().replace('\r', "");
    (wanted != found).then(|| format!("{}\n--- expected\n{wanted}--- found\n{found}", golden.display()))
}

/// The folders of all cases with their names.
pub(crate) fn all() -> Vec<(String, PathBuf)> {
    let entries =
        fs::read_dir(folder()).expect("the cases are there").map(|entry| entry.expect("it can be read"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut all: Vec<_> =
        folders.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect();
    all.sort();
    all
}

#[test]
fn every_mistake_is_told_in_its_words() {
    let mut wrong = Vec::new();
    for (name, case) in all() {
        let code = Code::ALL
            .iter()
            .filter(|code| name.starts_with(code.name()))
            .max_by_key(|code| code.name().len());
        let code = code.unwrap_or_else(|| panic!("`{name}` is not named after a code"));
        let checked = WARNINGS.contains(code) || *code == Code::NotChecked;
        let tested = case.join("tests").is_dir();
        let root = generated::make(&name)
            .or_else(|| (checked || tested).then(|| generated::over_quiet_world(&name, &case)))
            .unwrap_or_else(|| case.clone());
        let result = load(layers(&root));
        let good = result.is_ok();
        let found = match result {
            Ok(loaded) if checked => warns(&loaded, &root),
            Ok(loaded) if tested => says_of_tests(loaded, &root),
            result => says(&result, &root),
        };
        wrong.extend(compare(&case.join("expected.txt"), &found));
        if !found.contains(&format!("[{}]", code.name())) {
            wrong.push(format!("`{name}` does not tell `{}`:\n{found}", code.name()));
        }
        let note = *code == Code::DisabledReference;
        assert_eq!(good, note || checked || tested, "{name}: {found}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_code_lacks_a_case() {
    let names: BTreeSet<_> = all().into_iter().map(|(name, _)| name).collect();
    let lacking: Vec<_> =
        Code::ALL.iter().map(|code| code.name()).filter(|code| !names.contains(*code)).collect();
    assert!(lacking.is_empty(), "no case for {lacking:?}");
}

/// The words in backticks, in order of the alphabet.
fn quoted(text: &str) -> Vec<&str> {
    let mut words: Vec<_> = text.split('`').skip(1).step_by(2).collect();
    words.sort_unstable();
    words
}

/// What is said in English is said in Chinese as well, of the same words, in the form of either language.
#[test]
fn every_message_is_in_both_languages() {
    // What a user wrote may be in any language.
    let chinese = |text: &str| {
        let mut own = text.split('`').step_by(2).flat_map(str::chars);
        own.any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
    };
    let mut told = 0;
    for (name, case) in all() {
        let root = generated::make(&name).unwrap_or_else(|| case.clone());
        let diagnostics = match load(layers(&root)) {
            Ok(loaded) => loaded.notes,
            Err(rejected) => rejected.diagnostics,
        };
        for diagnostic in diagnostics {
            told += 1;
            let beside = diagnostic.beside.into_iter().map(|(_, label)| label);
            for message in [diagnostic.message.clone()].into_iter().chain(diagnostic.help).chain(beside) {
                let Message { en, zh } = &message;
                assert_eq!(quoted(en), quoted(zh), "{name}: {en} / {zh}");
                assert!(!zh.ends_with(['。', '.']), "{name}: {zh}");
                assert!(!zh.contains("  ") && !zh.contains(" ，") && !zh.contains("： "), "{name}: {zh}");
                let code_alone = en == zh && en.starts_with('`');
                assert!(chinese(zh) && !chinese(en) || code_alone, "{name}: {en} / {zh}");
            }
        }
    }
    assert!(told > 100, "only {told} diagnostics");
}

/// A message is a lower-case clause without a final period; nothing in it drives a terminal.
#[test]
fn messages_keep_one_style() {
    for (name, case) in all() {
        let text = fs::read_to_string(case.join("expected.txt")).expect("a case has its message");
        assert!(
            !text.chars().any(|letter| letter.is_control() && letter != '\n'),
            "{name} has control characters"
        );
        let heads = text.lines().filter_map(|line| {
            let (level, rest) = line.split_once('[')?;
            ["error", "warning", "note"].contains(&level).then(|| rest.split_once("]: "))?
        });
        let heads: Vec<_> = heads.collect();
        assert!(!heads.is_empty(), "{name} says nothing");
        for (_, message) in heads {
            let first = message.chars().next().expect("a message has words");
            assert!(!first.is_uppercase(), "{name}: {message}");
            assert!(!message.ends_with('.'), "{name}: {message}");
        }
    }
}
