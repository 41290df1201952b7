//! Scores of one's own evaluation.

use std::fs;
use std::path::Path;

use super::{empty, modelpick, said, tree};

fn import(folder: &Path, csv: &str, more: &str) -> serde_json::Value {
    fs::write(folder.join("scores.csv"), csv).expect("it can be written");
    let line = format!(
        "catalog import --format json --as benchmark scores.csv --name tickets --capability chinese --scale percent \
         --as-of 2026-06-30 --into mine{more}"
    );
    serde_json::from_str(&said(&modelpick(folder, &line))).expect("it is JSON")
}

const THREE: &str = "model,score,pm\nacme/alpha-2,81.5,2.5\nBETA 7B,60,\ngamma,72.25,3\n";

/// Three rows are enough, and enter the estimate.
#[test]
fn three_scores_enter_the_estimate() {
    let folder = empty("scores");
    let report = import(&folder, THREE, "");
    assert_eq!(report["scores"]["taken"].as_array().map(Vec::len), Some(3));
    let expected = "name = { en = \"tickets\" }\ncapability = \"chinese\"\nscale = \"percent\"\n\
                    source = { kind = \"own\", as-of = 2026-06-30 }\n\n[scores]\n\
                    \"acme/alpha-2\" = { score = 81.5, pm = 2.5 }\n\"acme/beta-7b\" = 60\n\
                    \"acme/gamma\" = { score = 72.25, pm = 3 }\n";
    assert_eq!(tree(&folder.join("mine"))["benchmarks/tickets.toml"], expected);
    let ability = |more: &str| {
        let answer = said(&modelpick(&folder, &format!("evidence beta-7b --format json{more}")));
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("it is JSON");
        let strong = answer["ability"]["capabilities"].as_array().expect("abilities");
        let chinese = strong.iter().find(|one| one["capability"] == "chinese");
        chinese.expect("it is one of them")["mean"].as_f64().expect("a number")
    };
    let (without, with) = (ability(""), ability(" --catalog mine"));
    assert!((without - with).abs() > 1.0, "{without} and {with}");
    let evidence = said(&modelpick(&folder, "evidence beta-7b --catalog mine"));
    assert!(evidence.contains("tickets"), "{evidence}");
}

/// The same again changes nothing; another score is told with the one before; what is gone stays and is told.
#[test]
fn a_second_evaluation_lies_over_the_first() {
    let folder = empty("scores-again");
    import(&folder, THREE, "");
    let path = folder.join("mine/benchmarks/tickets.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::write(&path, text.replace("[scores]", "# Run by two people.\n[scores]")).expect("it can be written");
    let before = tree(&folder.join("mine"));
    import(&folder, THREE, "");
    assert_eq!(tree(&folder.join("mine")), before);
    let report = import(&folder, "model,score\nbeta-7b,64\ndelta,50\n", "");
    let scores = &report["scores"];
    assert_eq!(scores["taken"][0]["before"], 60);
    assert_eq!(scores["not_listed"], serde_json::json!(["acme/alpha-2", "acme/gamma"]));
    let text = fs::read_to_string(&path).expect("it is there");
    for kept in [
        "# Run by two people.\n",
        "\"acme/alpha-2\" = { score = 81.5, pm = 2.5 }",
        "\"acme/beta-7b\" = 64\n",
        "\"acme/delta\" = 50\n",
    ] {
        assert!(text.contains(kept), "{text}");
    }
}

/// Whatever a cell says, the file is one that loads, or there is none.
#[test]
fn no_cell_breaks_the_file() {
    let folder = empty("scores-hostile");
    for (csv, code) in [
        ("model,score\n\"acme/alpha-2\u{1b}[31m\",1\nalpha-2,2\n", 0),
        ("model,score\nalpha-2,1e308\n", 2),
        ("model,score\nalpha-2,inf\n", 2),
        ("model,score\nalpha-2,-0\n", 0),
        ("model,score\n../../alpha-2,1\ngamma,1\n", 0),
        ("\u{feff}model,score\r\nalpha-2,1\r\n", 0),
        ("model;score\nalpha-2;1\n", 2),
        ("", 2),
        ("model,score\n", 2),
        ("model,score\n\"alpha-2,1\n", 2),
    ] {
        fs::write(folder.join("scores.csv"), csv).expect("it can be written");
        let line = "catalog import --as benchmark scores.csv --name t --capability math --scale percent --as-of 2026-06-30";
        let output = modelpick(&folder, line);
        assert_eq!(output.status.code(), Some(code), "{csv:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{csv:?}");
    }
}
