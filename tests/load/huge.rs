//! Cases of more of something than is read, or than is looked at.

use std::path::PathBuf;

use super::generated::{empty, over_quiet_world, write};

/// So many of what is made from its number.
fn times(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

fn many_alternatives(count: usize, one: impl Fn(usize) -> String) -> String {
    times(count, |at| format!("[[rule.when-any]]\ncontext = {}\n", one(at)))
}

/// A rule that is compared with others as slowly as can be: all but one alternative of each kind are met by the last of
/// the other kind, and one by none.
fn slow(at: usize) -> String {
    let (most, last) = match at % 2 {
        0 => ("{ at-least = 600 }", "{ at-most = 2 }"),
        _ => ("{ at-most = 1 }", "{ at-least = 500 }"),
    };
    let alternatives = many_alternatives(100, |at| if at < 99 { most } else { last }.to_owned());
    format!("[[rule]]\nid = \"slow-{at:02}\"\nadvise = {{ en = \"{at}\" }}\n{alternatives}")
}

const ADVICE: &str = "[[rule]]\nid = \"mine\"\nadvise = { en = \"…\" }\n";
const QUESTION: &str = "[[question]]\nid = \"mine\"\nask = { en = \"?\" }\nhelp = { en = \"…\" }\n";

/// Makes the files of a case over a small world; nothing for the others.
pub(super) fn make(case: &str) -> Option<PathBuf> {
    let house = "rules/house.toml";
    let files = match case {
        "too-large-id" => vec![(house, ADVICE.replace("mine", &"m".repeat(101)))],
        "too-large-list-of-attributes" => {
            let kind = "label = { en = \"…\" }\nof = \"model\"\nflag = {}\n";
            vec![(house, times(1001, |at| format!("[[attribute]]\nid = \"a-{at}\"\n{kind}")))]
        }
        "too-large-list-of-choices" => {
            let choice = |at| format!("{{ id = \"c-{at}\", label = {{ en = \"…\" }} }},\n");
            vec![(house, format!("{QUESTION}choices = [\n{}]\n", times(1001, choice)))]
        }
        "too-large-list-of-probes" => {
            let probes = times(101, |at| format!("{at},"));
            vec![(house, format!("{QUESTION}number = {{ min = 0, max = 200, probe = [{probes}] }}\n"))]
        }
        "too-large-list-of-words" => {
            vec![(house, format!("{ADVICE}when.audience = [\n{}]\n", "\"enterprise\",\n".repeat(1001)))]
        }
        "too-large-list-of-alternatives" => {
            let alternatives = many_alternatives(101, |at| format!("{{ at-least = {} }}", at + 1));
            vec![(house, ADVICE.to_owned() + &alternatives)]
        }
        "too-large-list-of-scores" => {
            let head = "name = { en = \"…\" }\ncapability = \"general\"\nscale = \"percent\"\n\
                        source = { kind = \"own\", as-of = 2026-01-01 }\n\n[scores]\n";
            let rows = times(20_001, |at| format!("\"a/m-{at}\" = 1\n"));
            vec![("catalog/benchmarks/mine.toml", head.to_owned() + &rows)]
        }
        "too-large-for-so-many-candidates" => {
            let source = "source = { kind = \"own\", as-of = 2026-01-01 }";
            let offer = |at| format!("[[offer]]\nid = \"o-{at}\"\nroute = \"self-hosted\"\n{source}\n");
            let any = "[[rule.require-any]]\nopen = [true]\n".repeat(100);
            let gate = "because = { en = \"…\" }\nunknown = \"warn\"\n";
            let rules = times(51, |at| format!("[[rule]]\nid = \"r-{at}\"\n{gate}{any}"));
            vec![(house, rules), ("catalog/models/a/one.toml", times(20_000, offer))]
        }
        "not-checked" => vec![(house, times(100, slow))],
        _ => return None,
    };
    let root = over_quiet_world(case, &empty(&format!("{case}-files")));
    for (path, text) in files {
        write(&root.join(path), text.as_bytes());
    }
    Some(root)
}
