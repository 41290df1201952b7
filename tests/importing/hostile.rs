//! Lists by somebody who means harm: whatever they say, nothing panics, nothing reaches the terminal or another folder,
//! and every file that is written loads.

use std::fs;
use std::path::Path;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use super::{empty, here, modelpick, tree};

/// Words that break what is careless.
const WORDS: [&str; 16] = [
    "\u{1b}]0;owned\u{7}\u{1b}[31m",
    "../../../../escape",
    "..\\..\\escape",
    "\"\"\"\n[[offer]]\nid = \"x\"",
    "'''",
    "a\u{0}b\u{85}c\u{2028}d",
    "\u{202e}txt.exe",
    "# comment\n",
    "NaN",
    "-1",
    "1e999",
    "",
    " ",
    "con",
    "9999-99-99",
    "\\u0000\\",
];

/// Numbers at their edges.
const NUMBERS: [f64; 9] =
    [0.0, -0.0, -1.0, 1e-320, 1e308, f64::MAX, 4_503_599_627_370_497.5, -1e18, 0.1 + 0.2];

/// Changes some of the values and keys of a list.
fn spoil(value: &mut Value, draw: &mut impl FnMut(usize) -> usize) {
    match value {
        Value::Object(entries) => {
            let keys: Vec<_> = entries.keys().cloned().collect();
            for key in keys {
                if draw(12) == 0 {
                    let moved = entries.remove(&key).expect("it is there");
                    entries.insert(format!("{key}{}", WORDS[draw(WORDS.len())]), moved);
                }
            }
            entries.values_mut().for_each(|value| spoil(value, draw));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| spoil(value, draw)),
        other if draw(6) == 0 => {
            *other = match draw(5) {
                0 => Value::Null,
                1 => NUMBERS[draw(NUMBERS.len())].into(),
                2 => serde_json::json!([{ "a": [] }]),
                3 => serde_json::json!({}),
                _ => WORDS[draw(WORDS.len())].into(),
            };
        }
        _ => {}
    }
}

fn check(folder: &Path, list: &str, text: &str) {
    fs::write(folder.join("list.json"), text).expect("it can be written");
    let outside: Vec<_> = tree(folder).into_keys().filter(|path| !path.starts_with("mine")).collect();
    let line = format!("catalog import --from {list} list.json --into mine --as-of 2026-06-30 --all");
    let first = modelpick(folder, &line);
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = first.status.code();
    assert!(matches!(code, Some(0 | 2)), "{list}: {code:?} {}\n{text}", told(&first.stderr));
    let clean = |bytes: &[u8]| {
        told(bytes).chars().all(|letter| letter == '\n' || !letter.is_control() && letter != '\u{202e}')
    };
    assert!(clean(&first.stdout) && clean(&first.stderr), "{list}: {}", told(&first.stdout));
    let still: Vec<_> = tree(folder).into_keys().filter(|path| !path.starts_with("mine")).collect();
    assert_eq!(outside, still, "{list}");
    let written = tree(&folder.join("mine"));
    for (path, text) in &written {
        let ids: Vec<_> = path.split('/').collect();
        assert!(matches!(ids.as_slice(), ["models", "acme", file] if !file.starts_with('.')), "{path}");
        text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    }
    let second = modelpick(folder, &line);
    assert_eq!(tree(&folder.join("mine")), written, "{list}: the same again\n{text}");
    assert_eq!(code, second.status.code(), "{list}");
}

/// Spoilt lists, the same on every run.
#[test]
fn nothing_that_a_list_says_breaks_anything() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut draw = |below: usize| {
        let drawn = (0..below.max(1)).new_tree(&mut runner).expect("it can be drawn");
        drawn.current()
    };
    for list in ["models.dev", "litellm", "openrouter", "llm-prices"] {
        let text =
            fs::read_to_string(here().join("lists").join(format!("{list}.json"))).expect("it is there");
        let whole: Value = serde_json::from_str(&text).expect("it is JSON");
        let folder = empty(&format!("hostile-{list}"));
        for _ in 0..8 {
            let mut spoilt = whole.clone();
            spoil(&mut spoilt, &mut draw);
            drop(fs::remove_dir_all(folder.join("mine")));
            check(&folder, list, &spoilt.to_string());
        }
    }
}

/// What is no list is told, with its place.
#[test]
fn what_is_no_list_is_told() {
    let folder = empty("no-list");
    let deep = format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000));
    for (text, says) in [
        ("", "line 1"),
        ("{", "line 1"),
        ("[1, 2\n, x]", "line 2, column 3"),
        ("{\"a\": 1, \"a\": 2}", "`a` is given twice"),
        (deep.as_str(), "recursion limit"),
        ("{\"a\": 1e999}", "out of range"),
        ("<!doctype html><html>", "line 1, column 1"),
        ("\"\u{1b}[31m\"", "line 1"),
        ("[]", "does not have the form"),
        ("7", "does not have the form"),
        ("{\"data\": {}}", "does not have the form"),
    ] {
        fs::write(folder.join("list.json"), text).expect("it can be written");
        for list in ["models.dev", "litellm", "openrouter", "llm-prices"] {
            let output =
                modelpick(&folder, &format!("catalog import --from {list} list.json --as-of 2026-06-30"));
            let told = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{list} {text:.40}: {told}");
            assert!(
                told.contains(says) || told.contains("does not have the form"),
                "{list} {text:.40}: {told}"
            );
            assert!(!told.contains('\u{1b}'), "{told}");
        }
    }
    fs::write(folder.join("list.json"), b"{\"a\": \"\xff\"}").expect("it can be written");
    let output = modelpick(&folder, "catalog import --from litellm list.json --as-of 2026-06-30");
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not UTF-8"), "{output:?}");
}
