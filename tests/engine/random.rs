//! Worlds and answers drawn from bytes, so that proptest can shrink what fails.

use std::fmt::Write as _;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge;
use toml::Table;

use super::world::World;

/// Why writing cannot fail.
const STRING: &str = "a string takes it";

/// Bytes that choices are drawn from; when they end, the first choice is always taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draw<'b>(pub(crate) &'b [u8]);

impl Draw<'_> {
    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let Some((byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*byte) % bound.max(1)
    }

    /// One of these; the first if the bytes have ended.
    pub(crate) fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// Whether one of so many.
    fn chance(&mut self, of: usize) -> bool {
        self.below(of) == of - 1
    }
}

const WHEN: [&str; 12] = [
    "",
    "",
    "when = { audience = [\"enterprise\"] }",
    "when = { audience = [\"individual\"] }",
    "when = { region = [\"eu\", \"us\"] }",
    "when = { task = { answered = true } }",
    "when = { task = { all-of = [\"coding\", \"law\"] } }",
    "when = { industry = { none-of = [\"finance\"] } }",
    "when = { deploy = { answered = false } }",
    "when = { priority = [\"cost\"], deploy = [\"on-device\", \"self-hosted\"] }",
    "when = { budget = { at-most = 500 } }",
    "when-any = [{ task = [\"chat\"] }, { monthly-requests = { at-least = 10_000 } }]",
];

/// Gates over what may be unknown without harm.
const GATES: [&str; 11] = [
    "require = { open-weights = [true] }",
    "forbid = { tier = [\"flagship\"] }",
    "require = { route = [\"cloud-api\", \"on-device\"] }",
    "require = { processed-in = [\"$region\"] }",
    "require = { strengths = [\"task:$task\"] }",
    "require = { provider = { none-of = [\"$cloud\"] } }",
    "require = { speed-class = { at-least = 2 } }",
    "require = { usable-context = { at-least = \"$context\" } }",
    "require = { ability = { at-least = 1250 } }",
    "require-any = [{ route = [\"self-hosted\"] }, { processed-in = [\"$region\"] }]",
    "forbid = { route = [\"cloud-api\"], open-weights = [false] }",
];

/// A price that is not known can meet no budget.
const BUDGETS: [&str; 2] = [
    "require = { monthly-cost = { at-most = \"$budget\" } }",
    "require = { monthly-cost = { at-most = 50 } }",
];

const PREFERENCES: [&str; 5] = [
    "where = { open-weights = [true] }, points = { any = POINTS }",
    "where = { provider = [\"$cloud\"] }, points = { any = POINTS }",
    "where = { strengths = [\"industry:$industry\"] }, points = { independent = POINTS, vendor = 5, seed = 2 }",
    "where = { strengths = [\"task:coding\"] }, points = { independent = POINTS }",
    "where = { tier = [\"small\"], route = [\"cloud-api\"] }, points = { any = POINTS }",
];

fn rule(draw: &mut Draw<'_>, at: usize) -> String {
    let when = draw.one(&WHEN);
    let effect = match draw.below(6) {
        0 => format!(
            "{}\nunknown = \"{}\"\nyields = {}",
            draw.one(&GATES),
            draw.one(&["exclude", "warn"]),
            draw.chance(5)
        ),
        1 => format!("{}\nunknown = \"exclude\"", draw.one(&BUDGETS)),
        2 | 3 => format!(
            "prefer = {{ {} }}",
            draw.one(&PREFERENCES).replace("POINTS", draw.one(&["5", "20", "-20", "60"]))
        ),
        4 => format!(
            "weigh = {{ {} = {} }}",
            draw.one(&["cost", "quality", "ability", "suitability"]),
            draw.one(&["5", "30", "-10", "-60"])
        ),
        _ => format!(
            "judge-by = {{ coding = {}, law = 1 }}\nshare = {}",
            draw.one(&["1", "3"]),
            draw.one(&["1", "2", "0.5"])
        ),
    };
    // Ids in no order, so that nothing follows the order of the file.
    format!("[[rules.rule]]\nid = \"r{}-{at}\"\n{when}\n{effect}\n\n", (at * 7) % 10)
}

fn price(draw: &mut Draw<'_>) -> String {
    let rows = [
        "",
        "prices = [{ input = IN, output = OUT }]",
        "prices = [{ input = IN, output = OUT }, { input = 9, output = 30, when = \"peak\" }]",
        "prices = [{ input = IN, output = OUT, currency = \"CNY\" }]",
        "prices = [{ input = IN, output = OUT }, { input = 0.2, output = 0.6, when = \"batch\" }]",
        "prices = [{ input = IN }]",
        "prices = [{ input = IN, output = OUT }]\nfree = { requests-a-day = 50, commercial = true }",
    ];
    let row = draw.one(&rows);
    row.replace("IN", draw.one(&["1", "0.1", "3", "20"])).replace("OUT", draw.one(&["2", "0.5", "10", "80"]))
}

/// One offer of a model of a vendor.
fn offer(draw: &mut Draw<'_>, vendor: &str, at: usize) -> String {
    let route = match draw.below(6) {
        0..4 => {
            let provider = draw.one(&["house", "reseller", "cloud"]);
            let provider = if provider == "house" { format!("house-{vendor}") } else { provider.to_owned() };
            format!("route = \"cloud-api\"\nprovider = \"{provider}\"\n{}", price(draw))
        }
        4 => "route = \"self-hosted\"".to_owned(),
        _ => "route = \"on-device\"".to_owned(),
    };
    let more =
        draw.one(&["", "processed-in = [\"eu\"]", "reach = 80", "reach = 30\nprocessed-in = [\"us\"]"]);
    format!("id = \"o{at}\"\n{route}\n{more}\n")
}

/// One model without offers.
fn model(draw: &mut Draw<'_>) -> String {
    let mut text = String::new();
    for (key, values) in [
        ("quality", &["50", "51", "80", "20", ""][..]),
        ("open-weights", &["true", "false", ""]),
        ("tier", &["\"small\"", "\"flagship\"", ""]),
        ("reasoning", &["false", "true", ""]),
        ("params-total", &["8", "70", "400", ""]),
        ("context", &["8000", "200_000", ""]),
        ("memory-4bit", &["2", "20", ""]),
    ] {
        let value = draw.one(values);
        if !value.is_empty() {
            writeln!(text, "{key} = {value}").expect(STRING);
        }
    }
    for _ in 0..draw.below(3) {
        let tag = draw.one(&["task:coding", "industry:finance", "task:chat", "industry:health"]);
        let kind = draw.one(&["independent", "vendor", "seed"]);
        if !text.contains(&format!("in = \"{tag}\"\nkind = \"{kind}\"")) {
            writeln!(text, "[[models.\"ID\".strength]]\nin = \"{tag}\"\nkind = \"{kind}\"").expect(STRING);
        }
    }
    text
}

fn criteria(draw: &mut Draw<'_>) -> String {
    let mut text = String::new();
    for (id, rest) in [
        ("quality", "reads = \"quality\"\nscale = \"linear\"\nworst = 0\nbest = 100\nunknown = 0.5"),
        (
            "cost",
            "reads = \"monthly-cost\"\nscale = \"log\"\nworst = 100_000_000\nbest = 0.001\nunknown = \"worst\"",
        ),
        (
            "ability",
            "reads = \"ability\"\nscale = \"linear\"\nworst = 1000\nbest = 1600\nunknown = \"worst\"",
        ),
        ("suitability", "reads = \"points\"\nunknown = 0.5"),
        ("reach", "reads = \"reach\"\nscale = \"linear\"\nworst = 0\nbest = 100\nunknown = 0.35"),
        ("speed", "reads = \"speed-class\"\nscale = \"linear\"\nworst = 1\nbest = 5\nunknown = 0.35"),
    ] {
        let weight = draw.one(&["10", "40", "20", "0", "1"]);
        writeln!(text, "[[rules.criterion]]\nid = \"{id}\"\nweight = {weight}\n{rest}\n").expect(STRING);
    }
    text
}

/// A world of two to six models; with `single`, each has one offer.
pub(crate) fn world(draw: &mut Draw<'_>, single: bool) -> World {
    let mut text = criteria(draw);
    let (margin, least) = (draw.one(&["0", "2", "10"]), draw.one(&["0", "0.5", "0.8"]));
    writeln!(text, "[rules.ranking]\ntie-margin = {margin}\nleast-known = {least}\n").expect(STRING);
    for at in 0..draw.below(7) {
        text += &rule(draw, at);
    }
    let mut abilities = "[abilities]\n".to_owned();
    for at in 0..2 + draw.below(5) {
        let vendor = draw.one(&["a", "b"]);
        let id = format!("{vendor}/m{at}");
        write!(text, "[models.\"{id}\"]\n{}", model(draw).replace("ID", &id)).expect(STRING);
        for place in 0..if single { 1 } else { 1 + draw.below(3) } {
            write!(text, "[[models.\"{id}\".offer]]\n{}", offer(draw, vendor, place)).expect(STRING);
        }
        let (mean, sd) = (draw.one(&["1300", "1400", "1310", "1200"]), draw.one(&["0", "10", "40"]));
        let (benchmarks, by) =
            (draw.one(&["1", "1", "0"]), draw.one(&["", "coding = 1450", "coding = 1280, law = 1350"]));
        writeln!(
            abilities,
            "\"{id}\" = {{ mean = {mean}, sd = {sd}, benchmarks = {benchmarks}, by = {{ {by} }} }}"
        )
        .expect(STRING);
    }
    let mut case: Table = (text + "\n" + &abilities).parse().expect("a drawn world is TOML");
    World::read(&mut case)
}

/// Answers to about a third of all questions.
pub(crate) fn answers(draw: &mut Draw<'_>, knowledge: &Knowledge) -> Answers {
    let mut answers = Answers::default();
    for (at, question) in knowledge.questions.enumerate() {
        if draw.chance(3)
            && let Some(answer) = answer(draw, question)
        {
            answers.set(at, answer, Origin::Flag);
        }
    }
    answers
}

/// An answer to one question; none where nothing can be chosen.
fn answer(draw: &mut Draw<'_>, question: &Question) -> Option<Answer> {
    let number = |draw: &mut Draw<'_>, min: f64, max: f64, probe: &[f64]| {
        let mut values = probe.to_vec();
        values.extend([min, max, f64::midpoint(min, max.min(1e6)).clamp(min, max)]);
        values[draw.below(values.len())]
    };
    match &question.kind {
        Kind::Number(kind) => Some(Answer::Number(number(draw, kind.min, kind.max, &kind.probe))),
        Kind::Money { min, max, probe } => {
            let usd = number(draw, *min, *max, probe);
            Some(Answer::Money { amount: usd, currency: "USD".into(), usd })
        }
        Kind::Choices { .. } | Kind::YesNo => {
            let choices = question.choice_ids().count();
            let count = if question.many() { 1 + draw.below(3) } else { 1 };
            let mut chosen: Vec<_> = (0..count)
                .filter(|_| choices > 0)
                .filter_map(|_| u16::try_from(draw.below(choices)).ok())
                .collect();
            chosen.sort_unstable();
            chosen.dedup();
            (!chosen.is_empty()).then_some(Answer::Choices(chosen))
        }
    }
}
