//! What analysis found, for a program: `modelpick.analysis/1`.

use std::io::{self, Write};

use modelpick::deciding::analyze::covered::{Part, Stage};
use modelpick::deciding::analyze::report::{Chance, Verdict};
use modelpick::deciding::recommendation::Reason;
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::stating::verdict::FLOOR;
use modelpick::knowledge::words::table::Ix;
use serde::Serialize;

use super::Analyzed;
use super::verdicts::reproduces;
use crate::command::again::with_answers;
use crate::render::json;

/// Writes it.
pub(crate) fn write(analyzed: &Analyzed<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (k, report) = (analyzed.knowledge, analyzed.report);
    let covered = &report.covered;
    let line = |answers: &Answers| with_answers(answers, analyzed.scanned, k);
    let rules = |wanted: &dyn Fn(Ix<Rule>) -> bool| -> Vec<&str> {
        k.rules.enumerate().filter(|(at, _)| wanted(*at)).map(|(_, rule)| &*rule.id).collect()
    };
    let questions = |wanted: &dyn Fn(Ix<Question>) -> bool| -> Vec<&str> {
        k.questions.enumerate().filter(|(at, _)| wanted(*at)).map(|(_, question)| &*question.id).collect()
    };
    let document = Document {
        schema: "modelpick.analysis/1",
        scope: Scope {
            answers: report.scope.atoms.iter().map(Vec::len).sum(),
            stages: covered.parts.iter().map(|part| tried(*part, report.scope.product.len())).collect(),
            product: report.scope.product.iter().map(|at| &*k.questions[*at].id).collect(),
            whole: covered.whole(),
            all: format!("{:.0e}", report.scope.all()),
        },
        situations: covered.situations,
        distinct: covered.distinct.len(),
        ties: covered.ties,
        invariants: report
            .verdicts
            .iter()
            .map(|(at, verdict)| Invariant::of(&k.invariants[*at].id, verdict, analyzed))
            .collect(),
        vendors: report
            .shares(k)
            .iter()
            .map(|share| Vendor {
                id: &k.catalog.vendors[share.vendor].id,
                wins: share.wins,
                models: share.models,
            })
            .collect(),
        models: report
            .chances
            .iter()
            .map(|(at, chance)| Model::of(&k.catalog.models[*at].id, chance, &line))
            .collect(),
        rules_that_never_fire: rules(&|at| covered.is_silent(at)),
        rules_that_never_matter: rules(&|at| covered.is_idle(at)),
        rules_not_looked_at_to_the_end: rules(&|at| covered.rules_left.contains(&at)),
        questions_that_cannot_change_the_winner: questions(&|at| covered.is_still(at, true)),
        questions_not_found_to_change_the_winner: questions(&|at| covered.is_still(at, false)),
        questions_not_looked_at_to_the_end: questions(&|at| covered.questions_left.contains(&at)),
        nothing_left: covered.nothing,
        smallest_that_leave_nothing: covered
            .nothing_left
            .iter()
            .zip(&report.lifts)
            .map(|(answers, lifts)| Nothing {
                answers: line(answers),
                relaxations: relaxations(analyzed, lifts.as_ref()),
            })
            .collect(),
        finished: report.is_whole(),
    };
    json::write(&document, out)
}

fn relaxations<'a>(analyzed: &Analyzed<'a>, lifts: Option<&Vec<Vec<Reason>>>) -> Option<Vec<Vec<&'a str>>> {
    let id = |reason: &Reason| match reason {
        Reason::Rule(rule) => &*analyzed.knowledge.rules[*rule].id,
        Reason::Floor => FLOOR,
    };
    lifts.map(|lifts| lifts.iter().map(|lift| lift.iter().map(id).collect()).collect())
}

/// How much of a stage was tried.
pub(super) fn tried(part: Part, product: usize) -> Tried {
    let (stage, answers) = match part.stage {
        Stage::Combined(size) => ("combined", size),
        Stage::Product => ("product", product),
    };
    Tried { stage, answers, done: part.tried, all: part.all }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    scope: Scope<'a>,
    situations: u64,
    distinct: usize,
    ties: u64,
    invariants: Vec<Invariant<'a>>,
    vendors: Vec<Vendor<'a>>,
    models: Vec<Model<'a>>,
    rules_that_never_fire: Vec<&'a str>,
    rules_that_never_matter: Vec<&'a str>,
    rules_not_looked_at_to_the_end: Vec<&'a str>,
    questions_that_cannot_change_the_winner: Vec<&'a str>,
    questions_not_found_to_change_the_winner: Vec<&'a str>,
    questions_not_looked_at_to_the_end: Vec<&'a str>,
    nothing_left: u64,
    smallest_that_leave_nothing: Vec<Nothing<'a>>,
    finished: bool,
}

#[derive(Serialize)]
struct Scope<'a> {
    answers: usize,
    stages: Vec<Tried>,
    product: Vec<&'a str>,
    whole: bool,
    all: String,
}

/// A stage: combinations of so many answers, or the product of so many questions.
#[derive(Serialize)]
pub(super) struct Tried {
    stage: &'static str,
    answers: usize,
    done: u64,
    all: u64,
}

#[derive(Serialize)]
struct Vendor<'a> {
    id: &'a str,
    wins: u64,
    models: usize,
}

#[derive(Serialize)]
struct Nothing<'a> {
    answers: String,
    relaxations: Option<Vec<Vec<&'a str>>>,
}

#[derive(Serialize)]
struct Invariant<'a> {
    id: &'a str,
    verdict: &'static str,
    answers: Option<String>,
    model: Option<&'a str>,
    offer: Option<&'a str>,
}

impl<'a> Invariant<'a> {
    fn of(id: &'a str, verdict: &Verdict, analyzed: &Analyzed<'a>) -> Self {
        let k = analyzed.knowledge;
        let (verdict, answers, candidate) = match verdict {
            Verdict::Proved => ("proved", None, None),
            Verdict::Held => ("held", None, None),
            Verdict::Open(candidate) => ("open", None, Some(*candidate)),
            Verdict::Unfinished => ("unfinished", None, None),
            Verdict::Broken(answers, candidate, place) => {
                ("broken", Some(reproduces(analyzed, answers, *place)), *candidate)
            }
        };
        let candidate = candidate.map(|at| k.catalog.candidates[at]);
        Self {
            id,
            verdict,
            answers,
            model: candidate.map(|own| &*k.model(own).id),
            offer: candidate.map(|own| &*k.offer(own).id),
        }
    }
}

#[derive(Serialize)]
struct Model<'a> {
    id: &'a str,
    chance: &'static str,
    wins: u64,
    answers: Option<String>,
}

impl<'a> Model<'a> {
    fn of(id: &'a str, chance: &Chance, line: &impl Fn(&Answers) -> String) -> Self {
        let (chance, wins, answers) = match chance {
            Chance::Wins(times, answers) => ("wins", *times, Some(answers)),
            Chance::Reaches(answers) => ("wins-beyond-the-scope", 0, Some(answers)),
            Chance::AmongThree(answers) => ("among-three", 0, Some(answers)),
            Chance::Behind => ("behind", 0, None),
            Chance::NeverFits => ("never-fits", 0, None),
            Chance::Unfinished => ("unfinished", 0, None),
        };
        Self { id, chance, wins, answers: answers.map(line) }
    }
}
