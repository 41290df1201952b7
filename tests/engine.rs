//! Tiny worlds, each with the exact numbers that must come out: `engine/*.toml`.
//!
//! A case gives rules, models and answers, and under `[expect]` only what it is about. Candidates are written
//! `model:offer`, scores in points with two digits, as they are shown.

mod drawn;
pub(crate) mod random;
pub(crate) mod world;

use std::fs;
use std::path::Path;

use modelpick::deciding::recommend::recommend;
use modelpick::judging::judgement::Judgement;
use toml::{Table, Value};
use world::{World, answers};

/// One case: what is different from what it expects.
fn differences(text: &str) -> Vec<String> {
    let mut case: Table = text.parse().unwrap_or_else(|error| panic!("the case is not TOML: {error}"));
    let knowledge = World::read(&mut case).load();
    let given = case.remove("answers").map(|value| value.try_into::<Table>().expect("answers are a table"));
    let given = answers(&given.unwrap_or_default(), &knowledge);
    let judgement = Judgement::of(&knowledge, given.clone());
    let found = drawn::everything(&recommend(&knowledge, given), &judgement);
    let Some(Value::Table(expected)) = case.remove("expect") else { panic!("the case expects nothing") };
    assert!(case.is_empty(), "nobody reads {:?}", case.keys().collect::<Vec<_>>());
    assert!(!expected.is_empty(), "the case expects nothing");
    let mut different = Vec::new();
    for (key, wanted) in &expected {
        let Some(found) = found.get(key) else { panic!("nothing is drawn under `{key}`") };
        compare(key, wanted, found, &mut different);
    }
    different
}

/// Of tables only the keys that are expected, but nothing at all if none is; of everything else all of it.
fn compare(path: &str, wanted: &Value, found: &Value, different: &mut Vec<String>) {
    match (wanted, found) {
        (Value::Table(wanted), Value::Table(found)) if !wanted.is_empty() => {
            for (key, wanted) in wanted {
                let nothing = "nothing".into();
                compare(&format!("{path}.{key}"), wanted, found.get(key).unwrap_or(&nothing), different);
            }
        }
        _ if wanted == found => {}
        _ => different.push(format!("{path}\n    expected {wanted}\n    found    {found}")),
    }
}

#[test]
fn every_world_gives_the_numbers_worked_out_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/engine");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml") && !path.ends_with("ground.toml"));
    files.sort();
    assert!(files.len() > 30, "only {} cases", files.len());
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&file).expect("a case can be read");
        // The name of the case is the first thing to know when it cannot even be loaded.
        let found = std::panic::catch_unwind(|| differences(&text));
        match found {
            Ok(different) if different.is_empty() => {}
            Ok(different) => wrong.push(format!("{name}\n  {}", different.join("\n  "))),
            Err(_) => wrong.push(format!("{name}: see the panic above")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
