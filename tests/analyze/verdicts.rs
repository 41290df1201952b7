//! What comes of invariants in small worlds, `verdicts.toml`.

use knowledge::stating::knowledge::Knowledge;
use modelpick::deciding::analyze::report::{Verdict, analyze};
use modelpick::deciding::analyze::scope::written;
use modelpick::deciding::analyze::space::Scope;
use modelpick::knowledge;
use toml::{Table, Value};

use crate::engine::world::World;

/// The only model, and criteria that can tell worlds apart.
const GROUND: &str = r#"
    [[rules.criterion]]
    id = "suitability"
    reads = "points"
    weight = 10
    unknown = "worst"

    [models."a/one"]
    quality = 50
    polish  = 52
    offer   = [{ id = "api", route = "cloud-api", provider = "house-a", reach = 40, prices = [{ input = 1, output = 0 }] }]
"#;

fn said(knowledge: &Knowledge) -> String {
    let report = analyze(knowledge, Scope::of(knowledge, 1), &|_| false);
    match report.verdicts.first().map(|(_, verdict)| verdict) {
        Some(Verdict::Proved) => "proved".into(),
        Some(Verdict::Held) => "held".into(),
        Some(Verdict::Open(_)) => "open".into(),
        Some(Verdict::Unfinished) => "unfinished".into(),
        Some(Verdict::Broken(answers, ..)) => {
            let flags = written(answers, knowledge);
            let flag = |(at, value): &(_, String)| format!("{} {value}", knowledge.questions[*at].id);
            format!("broken: {}", flags.iter().map(flag).collect::<Vec<_>>().join(" "))
        }
        None => "there is no invariant".into(),
    }
}

#[test]
fn invariants_come_to_what_they_must() {
    let all: Table = include_str!("verdicts.toml").parse().expect("the cases are TOML");
    let mut wrong = Vec::new();
    for case in all["case"].as_array().expect("a list") {
        let case = case.as_table().expect("a case is a table");
        let mut world: Table = GROUND.parse().expect("the ground is TOML");
        let rules = world["rules"].as_table_mut().expect("a table");
        rules.extend(case.get("rule").map(|rules| ("rule".to_owned(), rules.clone())));
        let mut world = World::read(&mut world);
        let mut invariant = case["invariant"].as_table().expect("a table").clone();
        invariant.insert("id".into(), "it".into());
        invariant.insert(
            "because".into(),
            Value::Table([("en".into(), "-".into()), ("zh".into(), "-".into())].into_iter().collect()),
        );
        world.rules.insert("invariant".into(), vec![Value::Table(invariant)].into());
        let found = said(&world.load());
        if case["verdict"].as_str() != Some(&found) {
            wrong.push(format!("{}: {found}", case["name"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
