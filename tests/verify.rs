//! Every key of a case, met and missed: `verify/world.toml` is a tiny world with what is tried in it.

use knowledge::reading::cases;
use knowledge::reading::draw::draw;
use knowledge::reading::file::{File, Files, Part};
use knowledge::stating::case::{Case, KEYS};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::diagnostic::Problems;
use knowledge::words::text::Lang;
use modelpick::deciding::verify::{Missed, verify};
use modelpick::knowledge;
use toml::{Table, Value};

use crate::engine::world::World;

fn read(text: &str, knowledge: &Knowledge) -> Case {
    let (mut files, problems) = (Files::default(), Problems::default());
    let text = format!("[[case]]\nname = \"one\"\n{text}").into();
    let number = files.push(File { part: Part::Tests, name: "x".into(), path: "x".into(), text, layer: 0 });
    let mut cases = cases::read(&files, number, knowledge, &problems);
    let wrong = problems.sorted();
    assert!(wrong.is_empty(), "{}", draw(&wrong, &files, false, Lang::En));
    cases.pop().expect("it holds a case")
}

fn drawn(missed: &Missed) -> String {
    let of = missed.of.as_ref().map(|of| format!(" {of}")).unwrap_or_default();
    let decided = missed.decided.as_ref().map(|decided| {
        let sum: i64 = decided.differences.iter().map(|difference| difference.points).sum();
        assert_eq!(sum, decided.points, "the differences add up to what lies between");
        for difference in &decided.differences {
            let sum: i64 = difference.parts.iter().map(|(_, points)| points).sum();
            assert_eq!(sum, difference.points, "and so do their parts");
        }
        format!(" by {}", decided.points)
    });
    format!("{}{of}: {:?}, {:?}{}", missed.key, missed.expected, missed.found, decided.unwrap_or_default())
}

#[test]
fn every_key_is_met_and_missed() {
    let mut table: Table = include_str!("verify/world.toml").parse().expect("it is TOML");
    let Some(Value::Array(tries)) = table.remove("try") else { panic!("nothing is tried") };
    let knowledge = World::read(&mut table).load();
    assert!(table.is_empty(), "nobody reads {:?}", table.keys().collect::<Vec<_>>());
    let mut lacking: Vec<_> = KEYS.iter().flat_map(|key| [(*key, true), (*key, false)]).collect();
    let mut wrong = Vec::new();
    for one in tries {
        let text = one["case"].as_str().expect("a case is text");
        let wanted = one["missed"].as_array().expect("a list");
        let wanted: Vec<_> = wanted.iter().map(|line| line.as_str().expect("text")).collect();
        let case = read(text, &knowledge);
        let verdict = verify(&knowledge, &case);
        let found: Vec<_> = verdict.missed.iter().map(drawn).collect();
        for expected in &case.expects {
            let met = !verdict.missed.iter().any(|missed| missed.key == expected.key);
            lacking.retain(|known| *known != (expected.key, met));
        }
        if found != wanted {
            wrong.push(format!("{text}\nexpected {wanted:#?}\nfound {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lacking.is_empty(), "never met (true) or missed (false): {lacking:?}");
}
