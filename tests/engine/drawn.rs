//! A recommendation as short words, to compare with what a case expects.

use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;
use modelpick::deciding::recommendation::{
    Cause, Contribution, Effect, Ranked, Reason, Recommendation, Unanswered, Warning,
};
use modelpick::judging::cost::{Basis, Cost};
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge;
use toml::Value;

/// Hundredths as a person reads them.
pub(crate) fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", number.abs() / 100, number.abs() % 100)
}

/// `model:offer`
pub(crate) fn name(knowledge: &Knowledge, at: Ix<Candidate>) -> String {
    let candidate = knowledge.catalog.candidates[at];
    format!("{}:{}", knowledge.model(candidate).id, knowledge.offer(candidate).id)
}

/// Everything that a case can expect, by the keys of `[expect]`.
pub(crate) fn everything(found: &Recommendation, judgement: &Judgement<'_>) -> Value {
    let knowledge = judgement.situation.knowledge;
    let name = |at| name(knowledge, at);
    let rule = |at: Ix<Rule>| knowledge.rules[at].id.to_string();
    let reason = |reason: &Reason| match reason {
        Reason::Rule(at) => rule(*at),
        Reason::Floor => "floor".to_owned(),
    };
    let all = || found.ranked.iter().chain(&found.not_enough_known);
    let of_each = |what: &dyn Fn(&Ranked) -> Value| table(all().map(|one| (name(one.candidate), what(one))));
    let role = |(role, at): &(modelpick::deciding::recommendation::Role, _)| {
        (role.word().to_owned(), name(*at).into())
    };
    let lifted = |relaxation: &modelpick::deciding::recommendation::Relaxation| {
        let lift: Vec<_> = relaxation.lift.iter().map(reason).collect();
        format!("lift {}: {}, first {}", lift.join(" + "), relaxation.candidates, name(relaxation.first))
    };
    let excluded = found.excluded.iter().map(|out| (name(out.candidate), list(out.by.iter().map(reason))));
    table([
        ("ranked".into(), list(found.ranked.iter().map(|one| ranked(one, knowledge)))),
        ("not-enough-known".into(), list(found.not_enough_known.iter().map(|one| ranked(one, knowledge)))),
        ("others".into(), of_each(&|one| list(one.others.iter().map(|at| name(*at))))),
        (
            "intervals".into(),
            of_each(&|one| format!("{}..{}", hundredths(one.score.low), hundredths(one.score.high)).into()),
        ),
        (
            "parts".into(),
            of_each(&|one| {
                table(one.contributions.iter().map(|part| {
                    (knowledge.criteria[part.criterion].id.to_string(), contribution(part, knowledge).into())
                }))
            }),
        ),
        (
            "rules".into(),
            of_each(&|one| {
                list(one.rules.iter().map(|applied| match applied.effect {
                    Effect::Prefer => format!("{} gives {} points", rule(applied.rule), applied.raw),
                    Effect::Weigh(at) => format!(
                        "{} weighs {} by {}",
                        rule(applied.rule),
                        knowledge.criteria[at].id,
                        applied.raw
                    ),
                    Effect::JudgeBy => format!("{} judges", rule(applied.rule)),
                }))
            }),
        ),
        ("to-check".into(), of_each(&|one| list(one.to_check.iter().map(|at| rule(*at))))),
        ("estimated".into(), list(all().filter(|one| one.estimated).map(|one| name(one.candidate)))),
        ("excluded".into(), table(excluded)),
        ("roles".into(), table(found.roles.iter().map(role))),
        ("advice".into(), list(found.advice.iter().map(|at| rule(*at)))),
        ("warnings".into(), list(found.warnings.iter().map(|one| warning(one, knowledge)))),
        ("relaxations".into(), list(found.relaxations.iter().map(lifted))),
        (
            "changes".into(),
            list(found.changes.iter().map(|change| {
                let winner = change.winner.map_or("nothing".to_owned(), name);
                format!("{} = {}: {winner}", knowledge.questions[change.question].id, change.answer)
            })),
        ),
        (
            "first-to-ask".into(),
            found.unanswered.first().map_or("", |open| &*knowledge.questions[open.question].id).into(),
        ),
        (
            "unanswered".into(),
            table(
                found
                    .unanswered
                    .iter()
                    .map(|open| (knowledge.questions[open.question].id.to_string(), unanswered(open).into())),
            ),
        ),
        (
            "stability".into(),
            table(found.stability.iter().map(|one| {
                let end = |end: Option<(f64, _)>| {
                    end.map_or("-".to_owned(), |(share, at)| format!("{share:.6} {}", name(at)))
                };
                (
                    knowledge.criteria[one.criterion].id.to_string(),
                    format!("{} .. {}", end(one.below), end(one.above)).into(),
                )
            })),
        ),
        ("floor".into(), found.floor.map_or("none".into(), Value::Float)),
        ("figures".into(), figures(judgement)),
        ("costs".into(), costs(judgement)),
    ])
}

fn table(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Table(entries.into_iter().collect())
}

fn list(words: impl Iterator<Item = String>) -> Value {
    Value::Array(words.map(Value::String).collect())
}

/// Rank, with `=` for a tie and `?` for a first place that rests on an unknown; the candidate; the score.
fn ranked(one: &Ranked, knowledge: &Knowledge) -> String {
    let tied = if one.tied { "=" } else { "" };
    let rests = if one.rests_on_unknown { "?" } else { "" };
    format!("{tied}{}{rests} {} {}", one.rank, name(knowledge, one.candidate), hundredths(one.score.value))
}

/// The points of a criterion and what they are made of, base first, then rules by id.
fn contribution(one: &Contribution, knowledge: &Knowledge) -> String {
    let part = |part: &modelpick::deciding::recommendation::Part| {
        let from = match part.from {
            Cause::Base => "base",
            Cause::Rule(at) => &knowledge.rules[at].id,
            Cause::WeightHeld => "weight held",
            Cause::UtilityHeld => "utility held",
        };
        format!("{from} {}", hundredths(part.points))
    };
    let parts: Vec<_> = one.parts.iter().map(part).collect();
    let marks = [(one.unknown, " unknown"), (one.clipped, " clipped")];
    let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
    format!("{} = {}{marks}", hundredths(one.points), parts.join(" + "))
}

fn warning(warning: &Warning, knowledge: &Knowledge) -> String {
    let name = |at| name(knowledge, at);
    let tag = |at, place: u16| {
        &*knowledge.model(knowledge.catalog.candidates[at]).strengths[usize::from(place)].tag
    };
    match *warning {
        Warning::NoWeight => "no weight".into(),
        Warning::ClaimedNotMeasured(at, place) => format!("{} {} is only claimed", name(at), tag(at, place)),
        Warning::Contradicted(at, place) => format!("{} {} is contradicted", name(at), tag(at, place)),
        Warning::Yielded(rule) => format!("{} gave way", knowledge.rules[rule].id),
        Warning::RestsOnUnknown(at) => format!("{} rests on an unknown", name(at)),
    }
}

fn unanswered(open: &Unanswered) -> String {
    let assumed = open.assumed.map(|number| format!("assumed {number}"));
    let could = open.could_change_winner.then(|| "could change the winner".to_owned());
    let decides = open.decides_exclusion.then(|| "decides an exclusion".to_owned());
    [assumed, could, decides].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Every derived figure of every candidate, excluded or not: a number, `low..high`, or `unknown`.
fn figures(judgement: &Judgement<'_>) -> Value {
    let knowledge = judgement.situation.knowledge;
    let ids = [
        "ability",
        "measured",
        "monthly-cost",
        "speed-class",
        "memory-needed",
        "gpus-needed",
        "usable-context",
        "share-of-device",
    ];
    table(knowledge.catalog.candidates.enumerate().map(|(at, &candidate)| {
        let known = |id: &str| {
            let attribute =
                knowledge.attributes.position(|attribute| attribute.id == id).expect("it is declared");
            let ability = &judgement.abilities[candidate.model.get()];
            match judgement.figures[at.get()].known(ability, knowledge, candidate, attribute) {
                Known::Between(low, high) if low.total_cmp(&high).is_eq() => number(low),
                Known::Between(low, high) => format!("{}..{}", number(low), number(high)),
                Known::Stated(value) => format!("{value:?}"),
                Known::Unknown => "unknown".into(),
            }
        };
        (name(knowledge, at), table(ids.map(|id| (id.to_owned(), known(id).into()))))
    }))
}

fn number(number: f64) -> String {
    format!("{}", (number * 1e6).round() / 1e6)
}

/// The cost of every candidate: value, low and high in dollars, and what it is made of.
fn costs(judgement: &Judgement<'_>) -> Value {
    let knowledge = judgement.situation.knowledge;
    let drawn = |cost: &Cost| {
        let basis = match &cost.basis {
            Basis::Prices { batch: true, .. } => "batch prices".to_owned(),
            Basis::Prices { .. } => "prices".into(),
            Basis::FreeTier => "free tier".into(),
            Basis::Rent { gpu, count, own } => {
                let own = if *own { ", own" } else { "" };
                format!("{count} x {}{own}", knowledge.catalog.gpus[*gpu].id)
            }
            Basis::OnDevice => "on device".into(),
        };
        let [value, low, high] = [cost.value, cost.low, cost.high].map(number);
        if low == high { format!("{value} {basis}") } else { format!("{value} ({low}..{high}) {basis}") }
    };
    table(judgement.figures.iter().zip(knowledge.catalog.candidates.enumerate()).map(|(figures, (at, _))| {
        (name(knowledge, at), figures.cost.as_ref().map_or("unknown".to_owned(), drawn).into())
    }))
}
