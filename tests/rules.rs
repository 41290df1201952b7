//! `modelpick rules …` from outside, where a golden run cannot say it: files that are written, and forms that other
//! programs read. The runs themselves are in `cli/rules-…`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use modelpick::embedded;
use modelpick::knowledge::describing::attribute::Of;
use serde_json::Value;

use crate::cli::run;

fn words(line: &[&str]) -> Vec<String> {
    line.iter().map(|&word| word.to_owned()).collect()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // What an earlier run left is in the way; that there is nothing is just as well.
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder
}

/// The folder that `init` writes passes its own checks and tests, and its question is a flag.
#[test]
fn the_first_folder_works_at_once() {
    for lang in ["en", "zh"] {
        let root = empty(&format!("rules-init-{lang}"));
        let begun = run(&root, &words(&["rules", "init", "--lang", lang]));
        assert!(begun.status.success(), "{}", said(&begun));
        let written = root.join("modelpick-rules/house.toml");
        let before = fs::read_to_string(&written).expect("it is written");
        assert!(root.join("modelpick-rules/tests/house.toml").is_file());
        // Its own question is in the schemas that its files name.
        let schema =
            fs::read_to_string(root.join("modelpick-rules/schemas/rules.json")).expect("it is written");
        assert!(schema.contains("choice-of-works-council"));
        assert!(before.starts_with("#:schema schemas/rules.json\n"));
        let lines: [&[&str]; 3] = [
            &["rules", "check", "modelpick-rules", "--deny-warnings", "--lang", lang],
            &["rules", "test", "--rules", "modelpick-rules", "--lang", lang],
            &["recommend", "--rules", "modelpick-rules", "--works-council", "yes", "--lang", lang],
        ];
        for line in lines {
            // The commands that it tells people to run.
            if lang == "en" {
                let told = line[..line.len() - 2].join(" ").replace(" --deny-warnings", "");
                assert!(said(&begun).contains(&told), "{told} is not told: {}", said(&begun));
            }
            let output = run(&root, &words(line));
            assert_eq!(output.status.code(), Some(0), "{line:?}: {}", said(&output));
        }
        let again = run(&root, &words(&["rules", "init", "--lang", lang]));
        assert_eq!(again.status.code(), Some(2), "{}", said(&again));
        assert_eq!(fs::read_to_string(&written).expect("it is there"), before);
    }
}

/// Nothing is written at all where one of the files is there already, wherever the folder is named.
#[test]
fn nothing_is_written_over() {
    let root = empty("rules-init-over");
    fs::create_dir_all(root.join("mine/tests")).expect("a folder for the test");
    fs::write(root.join("mine/tests/house.toml"), "# mine\n").expect("a file for the test");
    let output = run(&root, &words(&["rules", "init", "mine"]));
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("`mine/tests/house.toml` is there already"), "{}", said(&output));
    assert!(!root.join("mine/house.toml").exists());
    // A name with a line break stays within its comment.
    let output = run(&root, &words(&["rules", "init", "a\n[[rule]]"]));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let output = run(&root, &words(&["rules", "check", "a\n[[rule]]", "--deny-warnings"]));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

fn json(folder: &Path, line: &[&str]) -> Value {
    let output = run(folder, &words(line));
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)))
}

/// The rates are those that the rules state, and the coverage is what the catalogue states.
#[test]
fn checking_tells_rates_and_coverage() {
    let checked = json(Path::new(env!("CARGO_MANIFEST_DIR")), &["rules", "check", "--format", "json"]);
    assert_eq!((&checked["errors"], &checked["warnings"]), (&0.into(), &0.into()));
    let rates = checked["exchange_rates"].as_array().expect("a list");
    let rate = |choice: Option<&str>| {
        let found =
            rates.iter().find(|rate| rate["choice"].as_str() == choice).expect("every choice has a rate");
        found["rating_points_per_tenfold_cost"].as_f64().expect("a number")
    };
    for (choice, points) in [
        (None, 20.0),
        (Some("balanced"), 20.0),
        (Some("accuracy"), 5.0),
        (Some("cost"), 80.0),
        (Some("speed"), 20.0),
    ] {
        assert!((rate(choice) - points).abs() < 1e-9, "{choice:?}: {}", rate(choice));
    }
    let knowledge = embedded::knowledge();
    let covered = checked["coverage"].as_array().expect("a list");
    let gated = knowledge.attributes.enumerate().filter(|(at, _)| {
        let mut gates = knowledge.rules.iter().filter_map(|rule| rule.gate.as_ref());
        gates.any(|gate| gate.clauses().any(|clause| clause.attribute == *at))
    });
    let mut count = 0;
    for (at, attribute) in gated {
        count += 1;
        let found = covered.iter().find(|one| one["attribute"] == *attribute.id).expect("it is gated");
        let candidates = knowledge.catalog.candidates.iter();
        let stated = candidates.filter(|&&candidate| knowledge.stated(candidate, at).is_some()).count();
        let stated = if attribute.of == Of::Derived { Value::Null } else { stated.into() };
        assert_eq!(found["stated"], stated, "{}", attribute.id);
    }
    assert_eq!(covered.len(), count);
    assert!(count > 10, "only {count}");
}

/// What the standard asks of the parts that are used: SARIF 2.1.0, sections 3.13 to 3.30.
#[test]
fn sarif_is_as_the_standard_has_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/rules-check-sarif");
    let sarif = json(&folder, &["rules", "check", "../rules-check/rules", "--format", "sarif"]);
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert!(run["tool"]["driver"]["name"].is_string());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let results = run["results"].as_array().expect("a list");
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small one");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(!result["message"]["text"].as_str().expect("a text").is_empty());
        let empty = Vec::new();
        let places = ["locations", "relatedLocations"].map(|key| result[key].as_array().unwrap_or(&empty));
        for place in places.into_iter().flatten() {
            let place = &place["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("a reference");
            assert!(!uri.contains([' ', '\\']), "{uri}");
            for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(place["region"][key].as_u64().expect("a number") >= 1);
            }
        }
    }
}

/// Every rule is listed once, those that fire are among them, and each can be shown.
#[test]
fn listing_and_showing_agree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = |line: &[&str]| {
        let listed = json(root, &[line, &["--format", "json"]].concat());
        let rules = listed["rules"].as_array().expect("a list").clone();
        rules.iter().map(|rule| rule["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let all = list(&["rules", "list"]);
    let known: Vec<_> = embedded::knowledge().rules.iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(all, known);
    let firing = list(&["rules", "list", "--priority", "cost", "--data", "regulated"]);
    assert!(firing.len() < all.len() / 2, "{} fire", firing.len());
    for id in ["priority-cost", "regulated-data-stays-inside"] {
        assert!(firing.iter().any(|one| one == id), "{id} does not fire");
        let shown = json(root, &["rules", "show", id, "--format", "json"]);
        assert_eq!(shown["id"], id);
        let toml = shown["written"][0]["toml"].as_str().expect("its source");
        assert!(toml.starts_with("[[rule]]") && toml.contains(&format!("\"{id}\"")), "{toml}");
        let file =
            fs::read_to_string(root.join(shown["file"].as_str().expect("its file"))).expect("it is there");
        assert!(file.contains(toml));
        let line = usize::try_from(shown["line"].as_u64().expect("its line")).expect("a small one");
        assert_eq!(file.lines().nth(line - 1), Some("[[rule]]"));
    }
    let removed = json(root, &["rules", "show", "regulated-data-stays-inside", "--format", "json"]);
    let hosted = embedded::knowledge().catalog.candidates.iter();
    let hosted = hosted.filter(|&&one| embedded::knowledge().offer(one).route.word() == "cloud-api").count();
    assert_eq!(removed["removes"], serde_json::json!({ "least": hosted, "most": hosted }));
    let tests = removed["tests"].as_array().expect("a list");
    assert!(tests.iter().any(|test| test["file"] == "rules/tests/gates.toml"), "{tests:?}");
}

/// The built-in tests run where no folder lies over the rules, those of the folder where one does.
#[test]
fn the_right_tests_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/cli/rules-test");
    let files = |output: &Value| {
        let results = output["results"].as_array().expect("a list").iter();
        let mut files: Vec<_> =
            results.map(|one| one["file"].as_str().expect("its file").to_owned()).collect();
        files.dedup();
        files
    };
    let built_in = json(&folder, &["rules", "test", "--filter", "kinds.toml", "--format", "json"]);
    assert_eq!(files(&built_in), ["rules/tests/kinds.toml"]);
    assert_eq!(built_in["failed"], 0);
    let over = ["--rules", "rules", "--catalog", "catalog", "--format", "json"];
    let own = json(&folder, &[["rules", "test"].as_slice(), &over].concat());
    assert_eq!(files(&own), ["rules/tests/house.toml"]);
    let named = json(&folder, &[["rules", "test", "rules/tests/house.toml"].as_slice(), &over].concat());
    assert_eq!(own, named);
}

/// The command line that comes with a broken invariant shows the candidate that breaks it.
#[test]
fn a_counterexample_can_be_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/rules-analyze-json");
    let stored = fs::read_to_string(folder.join("stdout")).expect("it is stored");
    let report: Value = serde_json::from_str(&stored).expect("it is JSON");
    let all = report["invariants"].as_array().expect("a list");
    let mut broken = 0;
    for invariant in all.iter().filter(|invariant| invariant["verdict"] == "broken") {
        let line = invariant["answers"].as_str().expect("a command line");
        let line: Vec<_> = line.split(' ').skip(1).chain(["--format", "json"]).collect();
        let found = json(&folder, &line);
        let shown = found["recommended"].as_array().expect("a list");
        assert!(shown.iter().any(|one| one["model"] == invariant["model"]), "{line:?}");
        broken += 1;
    }
    assert!(broken > 0);
}

/// Schemas are written over those that were written before, in whatever language, and over nothing else.
#[test]
fn schemas_are_written_over_schemas_alone() {
    let root = empty("rules-schema-over");
    let write = |line: &[&str]| run(&root, &words(&[&["rules", "schema", "--into", "mine"], line].concat()));
    assert_eq!(write(&[]).status.code(), Some(0));
    assert_eq!(write(&[]).status.code(), Some(0));
    assert_eq!(write(&["--lang", "zh"]).status.code(), Some(0));
    let path = root.join("mine/tests.json");
    let chinese = fs::read_to_string(&path).expect("it is written");
    let others = ["{ \"name\": \"mine\" }\n", "no JSON\n", "", &chinese.replace("\"title\"", "\"name\"")];
    let model = fs::read_to_string(root.join("mine/model.json")).expect("it is written");
    for foreign in others.into_iter().chain([model.as_str()]) {
        fs::write(&path, foreign).expect("it can be written");
        fs::remove_file(root.join("mine/answers.json")).expect("it is there");
        let refused = write(&[]);
        assert_eq!(refused.status.code(), Some(2), "{foreign}: {}", said(&refused));
        assert_eq!(
            said(&refused).replace('\\', "/"),
            "error: `mine/tests.json` is there already and is not a schema of this kind, so nothing is written\n  \
             help: move it away, or name another folder with `--into DIR`\n"
        );
        assert_eq!(fs::read_to_string(&path).expect("it is there"), foreign);
        assert!(!root.join("mine/answers.json").exists(), "something was written");
        fs::write(&path, &chinese).expect("it can be written");
        assert_eq!(write(&[]).status.code(), Some(0));
    }
}
