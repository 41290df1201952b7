//! What other answers would do: each choice of each question is tried.
//!
//! An answer that only lets candidates through or gives them points is first tried on those that could reach the
//! first place at all; only if one of them is touched is everything judged again. A test holds this shortcut
//! against judging every time.

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Asked, Known, Outcome, Requires};
use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::{Gate, Prefer, Rule, Unknown};
use knowledge::words::table::Ix;

use super::rank::{first, margin};
use super::recommendation::Change;
use crate::judging::judgement::Judgement;
use crate::judging::score::POINT;
use crate::judging::situation::{feeds_inputs, fires};

/// The first answer of a question that would put another model first, if one would.
pub fn change(judgement: &Judgement<'_>, winner: Option<Ix<Candidate>>, question: Ix<Question>) -> Option<Change> {
    let knowledge = judgement.situation.knowledge;
    let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
    let reach = winner.and_then(|winner| Reach::of(judgement, winner, question));
    for (answer, written) in possible(&knowledge.questions[question]) {
        if judgement.situation.answers.get(question) == Some(&answer) {
            continue;
        }
        if reach.as_ref().is_some_and(|reach| reach.untouched(judgement, question, &answer)) {
            continue;
        }
        let found = first(&judgement.with(question, answer));
        if model(found) != model(winner) {
            return Some(Change { question, answer: written, winner: found });
        }
    }
    None
}

/// The candidates that could come first, or already are, whatever is answered to a question.
struct Reach {
    contenders: Vec<Ix<Candidate>>,
}

impl Reach {
    /// Nothing, if an answer could do more than let candidates through or give them points.
    fn of(judgement: &Judgement<'_>, winner: Ix<Candidate>, question: Ix<Question>) -> Option<Self> {
        let knowledge = judgement.situation.knowledge;
        let readers = &knowledge.questions[question].readers;
        let ranking = &knowledge.ranking;
        let orders = question == ranking.floor.question
            || question == ranking.order.question
            || ranking.floor.shifts.iter().any(|shift| shift.question == question);
        let rules = || readers.iter().map(|&at| &knowledge.rules[at]);
        if orders
            || feeds_inputs(knowledge, question)
            || !judgement.yielded.is_empty()
            || !rules().all(Rule::leaves_weights_alone)
        {
            return None;
        }
        let most = |prefer: &Prefer| prefer.points.iter().map(|(_, points)| points.abs()).max().unwrap_or(0);
        let points: i64 = rules().filter_map(|rule| rule.prefer.as_ref()).map(most).sum();
        let suits = knowledge.criteria.iter().zip(&judgement.situation.weights);
        let suits = suits.filter(|(own, _)| matches!(own.reads, knowledge::describing::criterion::Reads::Points));
        let gain: i64 = suits.map(|(_, weight)| weight.total * points * POINT).sum();
        let point = |at: Ix<Candidate>| judgement.scores.get(at.get()).map_or(i64::MIN, |scored| scored.point);
        // The top may lose what others gain, and a co-winner may be one margin behind it, its offers another.
        let least = point(winner) - 2 * gain - 3 * margin(judgement);
        let blocked = |at: Ix<Candidate>| {
            judgement.below_floor.has(at.get())
                || judgement.gates.iter().any(|gated| {
                    gated.excluded.has(at.get()) && readers.binary_search(&gated.rule).is_err()
                })
        };
        let all = knowledge.catalog.candidates.enumerate().map(|(at, _)| at);
        Some(Self { contenders: all.filter(|&at| point(at) >= least && !blocked(at)).collect() })
    }

    /// Whether an answer leaves every contender where it is.
    fn untouched(&self, judgement: &Judgement<'_>, question: Ix<Question>, answer: &Answer) -> bool {
        let situation = &judgement.situation;
        let knowledge = situation.knowledge;
        let mut answers = situation.answers.clone();
        answers.set(question, answer.clone(), Origin::Prompt);
        let changed = |at: &Ix<Candidate>| {
            let same = |rule: &Ix<Rule>| {
                let rule = &knowledge.rules[*rule];
                effect(rule, *at, &situation.answers, judgement) == effect(rule, *at, &answers, judgement)
            };
            !knowledge.questions[question].readers.iter().all(same)
        };
        let named = Some(question) == knowledge.roles.cloud
            && self.contenders.iter().any(|at| serves(judgement, *at, question, answer));
        !named && !self.contenders.iter().any(changed)
    }
}

/// Whether the provider of a candidate is the one that was answered: it comes first among equal offers.
fn serves(judgement: &Judgement<'_>, at: Ix<Candidate>, question: Ix<Question>, answer: &Answer) -> bool {
    let knowledge = judgement.situation.knowledge;
    let provider = knowledge.offer(knowledge.catalog.candidates[at]).provider;
    let choice = provider.and_then(|at| {
        knowledge.questions[question].choice(&knowledge.catalog.providers[at].id)
    });
    matches!((answer, choice), (Answer::Choices(chosen), Some(choice)) if chosen.contains(&choice))
}

/// What a rule does to one candidate: whether it excludes it, and which strengths or points it goes by.
fn effect(
    rule: &Rule,
    at: Ix<Candidate>,
    answers: &Answers,
    judgement: &Judgement<'_>,
) -> (bool, Outcome, Vec<String>) {
    if !fires(rule, answers) {
        return (false, Outcome::False, Vec::new());
    }
    let knowledge = judgement.situation.knowledge;
    let candidate = knowledge.catalog.candidates[at];
    let asked = Asked { questions: &knowledge.questions, answers };
    let ability = judgement.abilities.get(candidate.model.get());
    let outcome = |clause: &Requires| {
        let known = judgement.figures.get(at.get()).zip(ability).map_or(Known::Unknown, |(figures, ability)| {
            figures.known(ability, knowledge, candidate, clause.attribute)
        });
        clause.outcome(known, &asked)
    };
    let excludes = |gate: &Gate| match gate.outcome(&outcome) {
        Outcome::True => false,
        Outcome::False => true,
        Outcome::Unknown => gate.unknown == Unknown::Exclude,
    };
    let gate = rule.gate.as_ref().is_some_and(excludes);
    let Some(prefer) = &rule.prefer else { return (gate, Outcome::False, Vec::new()) };
    let wanted = prefer.wanted.outcome(|clause, _| outcome(clause));
    // Which strengths matched decides the points, so the words that were looked for are part of the effect.
    let words = if prefer.by_kind() && wanted == Outcome::True {
        let clauses = prefer.wanted.clauses().filter(|clause| Some(clause.attribute) == knowledge.roles.strengths);
        clauses.flat_map(|clause| crate::judging::effect::tags(clause, &asked)).collect()
    } else {
        Vec::new()
    };
    (gate, wanted, words)
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
            .map(|&usd| (Answer::Money { amount: usd, currency: "USD".into(), usd }, usd.to_string()))
            .collect(),
    }
}
