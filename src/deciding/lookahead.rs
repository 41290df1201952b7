//! What other answers would do: each choice of each question is tried.

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::rank::rank;
use super::recommendation::Change;
use crate::judging::judgement::Judgement;
use crate::judging::situation::fires;

/// The first answer of a question that would put another model first, if one would.
pub fn change(judgement: &Judgement<'_>, winner: Option<Ix<Candidate>>, question: Ix<Question>) -> Option<Change> {
    let knowledge = judgement.situation.knowledge;
    if !matters(knowledge, question) {
        return None;
    }
    for (answer, written) in possible(&knowledge.questions[question]) {
        let mut answers = judgement.situation.answers.clone();
        if answers.get(question) == Some(&answer) {
            continue;
        }
        answers.set(question, answer, Origin::Prompt);
        if same_without_judging(judgement, winner, question, &answers) {
            continue;
        }
        let revised = judgement.revised(answers);
        let first = rank(&revised).0.first().map(|standing| standing.best);
        let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
        if model(first) != model(winner) {
            return Some(Change { question, answer: written, winner: first });
        }
    }
    None
}

/// Whether a rule or a derived figure reads a question at all.
fn matters(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let asked = Some(question);
    let roles = &knowledge.roles;
    let inputs = inputs(knowledge).contains(&asked) || asked == roles.cloud;
    let floor = &knowledge.ranking.floor;
    let ranking = question == floor.question
        || question == knowledge.ranking.order.question
        || floor.shifts.iter().any(|shift| shift.question == question);
    inputs || ranking || knowledge.rules.iter().any(|rule| reads(rule, question)) || assumes(knowledge, question)
}

fn inputs(knowledge: &Knowledge) -> [Option<Ix<Question>>; 10] {
    let roles = &knowledge.roles;
    [
        roles.requests,
        roles.tokens_in,
        roles.tokens_out,
        roles.cache_share,
        roles.batch,
        roles.audience,
        roles.device,
        roles.device_memory,
        roles.gpu_memory,
        roles.chip,
    ]
}

/// Whether what is assumed for another question depends on this one.
fn assumes(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    knowledge.questions.iter().any(|other| match &other.kind {
        Kind::Number(number) => number.assume_by.iter().any(|by| by.question == question),
        _ => false,
    })
}

fn reads(rule: &knowledge::stating::rule::Rule, question: Ix<Question>) -> bool {
    let gate = rule.gate.iter().flat_map(|gate| gate.clauses());
    let prefer = rule.prefer.iter().flat_map(|prefer| prefer.wanted.clauses());
    rule.when.clauses().any(|clause| clause.question == question)
        || gate.chain(prefer).any(|clause| clause.reads().any(|read| read == question))
}

/// Whether the winner is known to stay although nothing was judged: no input of a figure changes, and the only
/// rules that change are gates that begin to fire and that the winner passes, whatever they do to others.
fn same_without_judging(
    judgement: &Judgement<'_>,
    winner: Option<Ix<Candidate>>,
    question: Ix<Question>,
    answers: &Answers,
) -> bool {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let Some(winner) = winner else { return false };
    let floor = &knowledge.ranking.floor;
    let ranks = question == floor.question
        || question == knowledge.ranking.order.question
        || Some(question) == knowledge.roles.cloud
        || floor.shifts.iter().any(|shift| shift.question == question);
    if ranks || inputs(knowledge).contains(&Some(question)) || assumes(knowledge, question) {
        return false;
    }
    if !judgement.yielded.is_empty() || situation.answers.get(question).is_some() {
        return false;
    }
    knowledge.rules.enumerate().filter(|(_, rule)| reads(rule, question)).all(|(at, rule)| {
        let (before, after) = (situation.fired.binary_search(&at).is_ok(), fires(rule, answers));
        let only_gate = rule.weigh.is_empty() && rule.judge_by.is_empty() && rule.prefer.is_none();
        match (before, after) {
            (false, false) => true,
            (false, true) => only_gate && passes(judgement, winner, rule, answers),
            _ => rule.gate.is_none() && only_gate,
        }
    })
}

fn passes(
    judgement: &Judgement<'_>,
    winner: Ix<Candidate>,
    rule: &knowledge::stating::rule::Rule,
    answers: &Answers,
) -> bool {
    use knowledge::stating::condition::{Asked, Outcome};
    use knowledge::stating::rule::Unknown;
    let Some(gate) = &rule.gate else { return true };
    if gate.yields {
        return false;
    }
    let knowledge = judgement.situation.knowledge;
    let candidate = knowledge.catalog.candidates[winner];
    let (Some(figures), Some(ability)) = (
        judgement.figures.get(winner.get()),
        judgement.abilities.get(candidate.model.get()),
    ) else {
        return false;
    };
    let asked = Asked { questions: &knowledge.questions, answers };
    let outcome = gate.outcome(&|clause| {
        clause.outcome(figures.known(ability, knowledge, candidate, clause.attribute), &asked)
    });
    match outcome {
        Outcome::True => true,
        Outcome::False => false,
        Outcome::Unknown => gate.unknown == Unknown::Warn,
    }
}

/// The answers that are tried: every choice, and the declared probes of numbers.
pub fn possible(question: &Question) -> Vec<(Answer, String)> {
    match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => (0..)
            .zip(question.choice_ids())
            .map(|(at, id)| (Answer::Choices(vec![at]), id.to_owned()))
            .collect(),
        Kind::Number(number) => {
            number.probe.iter().map(|&value| (Answer::Number(value), value.to_string())).collect()
        }
        Kind::Money { probe, .. } => probe
            .iter()
            .map(|&usd| {
                (Answer::Money { amount: usd, currency: "USD".into(), usd }, usd.to_string())
            })
            .collect(),
    }
}
