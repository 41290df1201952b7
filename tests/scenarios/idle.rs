//! Nothing that can be answered or claimed is without effect.

use std::collections::BTreeSet;

use modelpick::deciding::recommend::recommend;
use modelpick::deciding::recommendation::{Effect, Ranked, Reason};
use modelpick::embedded;
use modelpick::judging::judgement::Judgement;
use modelpick::knowledge::describing::question::Kind;
use modelpick::knowledge::stating::knowledge::Candidate;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;

use super::said;

/// Answers under which the choices of a question are tried, to see whether they do anything.
const GROUNDS: &[&[(&str, &str)]] = &[
    &[],
    &[("stakes", "prototype")],
    &[("deploy", "self-hosted"), ("stakes", "prototype")],
    &[("deploy", "on-device"), ("stakes", "prototype"), ("device", "desktop"), ("device-memory", "500")],
    &[("deploy", "cloud-api"), ("stakes", "prototype")],
    &[("deploy", "on-device"), ("audience", "individual")],
    &[("audience", "enterprise"), ("priority", "cost"), ("data", "personal"), ("region", "eu")],
    &[("needs", "low-hallucination"), ("industry", "medical")],
];

/// Choices of which nothing comes: they say what is taken anyway when the question stays open, or name a vendor whose
/// models stand for one task only.
const IDLE: &[(&str, &str)] = &[
    ("air-gapped", "no"),
    ("avoid-vendors", "baai"),
    ("batch", "no"),
    ("chip", "any"),
    ("own-data", "no"),
    ("weights", "any"),
];

#[test]
fn every_choice_does_something() {
    let knowledge = embedded::knowledge();
    let mut idle = BTreeSet::new();
    for question in knowledge
        .questions
        .iter()
        .filter(|question| matches!(question.kind, Kind::Choices { .. } | Kind::YesNo))
    {
        let grounds = grounds(&question.id);
        for choice in question.choice_ids() {
            let does = |ground: &Vec<(&str, &str)>| {
                let with = [ground.as_slice(), &[(&*question.id, choice)]].concat();
                outcome(&with) != outcome(ground)
            };
            if !grounds.iter().any(does) {
                idle.insert((&*question.id, choice));
            }
        }
    }
    let known: BTreeSet<_> = IDLE.iter().copied().collect();
    assert_eq!(idle, known, "nothing comes of these, and of these it is known");
}

/// Two values of each number lead to different outcomes: of the least, the greatest and those that looking ahead tries.
#[test]
fn every_number_does_something() {
    let knowledge = embedded::knowledge();
    let mut idle = Vec::new();
    for question in &knowledge.questions {
        let (min, max, probe) = match &question.kind {
            Kind::Number(number) => (number.min, number.max, &number.probe),
            Kind::Money { min, max, probe } => (*min, *max, probe),
            Kind::Choices { .. } | Kind::YesNo => continue,
        };
        let values: Vec<_> =
            [min].iter().chain(probe.iter()).chain(&[max]).map(ToString::to_string).collect();
        let does = |ground: &Vec<(&str, &str)>| {
            let of = |value: &String| outcome(&[ground.as_slice(), &[(&*question.id, value)]].concat());
            let first = of(&values[0]);
            values[1..].iter().any(|value| of(value) != first)
        };
        if !grounds(&question.id).iter().any(does) {
            idle.push(&*question.id);
        }
    }
    assert!(idle.is_empty(), "no number makes a difference: {idle:?}");
}

/// The answers under which a question is tried.
fn grounds(question: &str) -> Vec<Vec<(&'static str, &'static str)>> {
    let mut grounds: Vec<Vec<_>> = GROUNDS.iter().map(|ground| ground.to_vec()).collect();
    // An older model stands only if its vendor is named.
    if ["cloud", "origin", "avoid-origin", "avoid-vendors", "monthly-users", "revenue"].contains(&question) {
        let vendors = embedded::knowledge().catalog.vendors.iter();
        grounds.extend(vendors.map(|vendor| vec![("stakes", "prototype"), ("vendors", &*vendor.id)]));
    }
    grounds
}

/// All that an answer can change: which offers stand, every score, and what is advised.
#[derive(PartialEq)]
struct Outcome {
    scores: Vec<Option<i64>>,
    advice: Vec<Ix<Rule>>,
}

fn outcome(words: &[(&str, &str)]) -> Outcome {
    let knowledge = embedded::knowledge();
    let judgement = Judgement::of(knowledge, said(words));
    let places = 0..knowledge.catalog.candidates.len();
    let score = |at| judgement.stands(at).then(|| judgement.scored(at).point);
    let advises = |at: &Ix<Rule>| knowledge.rules[*at].advise.is_some();
    Outcome {
        scores: places.map(score).collect(),
        advice: judgement.situation.fired.iter().copied().filter(advises).collect(),
    }
}

/// Gates that a claimed strength may run into: what the model cannot take in at all.
const PHYSICAL: &[&str] = &[
    "live-voice-needs-audio-both-ways",
    "long-documents-need-a-long-window",
    "retired-models-out",
    "documents-need-image-or-pdf-input",
    "images-need-a-model-that-takes-them",
    "speech-needs-audio-input",
];

/// Every strength that anybody claims is found by asking for it: it gives points, or the model physically cannot.
#[test]
fn every_strength_is_found() {
    let knowledge = embedded::knowledge();
    for id in PHYSICAL {
        assert!(knowledge.rules.iter().any(|rule| rule.id == *id), "there is no rule `{id}`");
    }
    let mut lost = Vec::new();
    for model in &knowledge.catalog.models {
        for strength in model.strengths.iter().filter(|strength| !strength.contradicted) {
            let (question, choice) = strength.tag.split_once(':').expect("a tag is question:choice");
            let vendor = model.id.split('/').next().expect("an id has a vendor");
            let asked = [(question, choice), ("vendors", vendor), ("stakes", "prototype")];
            let device = [("deploy", "on-device"), ("device", "desktop"), ("device-memory", "500")];
            if !found(&model.id, &asked) && !found(&model.id, &[asked.as_slice(), &device].concat()) {
                lost.push(format!("{} {}", model.id, strength.tag));
            }
        }
    }
    assert!(lost.is_empty(), "asked for, but not found: {lost:#?}");
}

fn found(model: &str, words: &[(&str, &str)]) -> bool {
    let knowledge = embedded::knowledge();
    let found = recommend(knowledge, said(words));
    let own = |at: Ix<Candidate>| *knowledge.model(knowledge.catalog.candidates[at]).id == *model;
    let looks_at_strengths = |rule: Ix<Rule>| {
        let prefer = knowledge.rules[rule].prefer.as_ref();
        let mut clauses = prefer.into_iter().flat_map(|prefer| prefer.wanted.clauses());
        clauses.any(|clause| Some(clause.attribute) == knowledge.roles.strengths)
    };
    let gains = |one: &Ranked| {
        one.rules.iter().any(|own| own.effect == Effect::Prefer && looks_at_strengths(own.rule))
    };
    let physical = |reason: &Reason| match reason {
        Reason::Rule(rule) => PHYSICAL.contains(&&*knowledge.rules[*rule].id),
        Reason::Floor => false,
    };
    let mut standing = found.ranked.iter().chain(&found.not_enough_known).filter(|one| own(one.candidate));
    // A model that nobody offers is no candidate, and its strengths are history: nothing of it is out either.
    let mut out = found.excluded.iter().filter(|out| own(out.candidate));
    let stands = found.ranked.iter().chain(&found.not_enough_known).any(|one| own(one.candidate));
    standing.any(gains) || (!stands && out.all(|out| out.by.iter().any(physical)))
}
