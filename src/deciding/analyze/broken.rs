//! Invariants held against one situation, and what about scores holds in all without trying.

use knowledge::describing::question::Question;
use knowledge::stating::answer::Answer;
use knowledge::stating::condition::{Bound, Known, Requirement, Requires, Test};
use knowledge::stating::invariant::{Invariant, Must};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::scope::atoms;
use crate::deciding::lookahead::direct;
use crate::deciding::rank::first;
use crate::judging::judgement::Judgement;

/// Weights are raised by so many: from a nudge to more than all others together.
pub const RAISED: [i64; 6] = [1, 3, 10, 30, 100, 1000];

/// Whether a situation breaks an invariant.
pub(super) fn breaks(judgement: &Judgement<'_>, invariant: &Invariant) -> bool {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let applies = || invariant.when.outcome(|clause, _| clause.outcome(&situation.answers)) == Outcome::True;
    match invariant.must {
        Must::Never(_) | Must::Always(_) => breaker(judgement, invariant).is_some(),
        Must::Weight { more, never_raises } => {
            if !applies() {
                return false;
            }
            let figure = |judgement: &Judgement<'_>| {
                let at = first(judgement)?;
                judgement.figure(at, never_raises)
            };
            let Some(before) = figure(judgement) else { return false };
            RAISED.iter().any(|&by| figure(&judgement.reweighed(more, by)).is_none_or(|after| after > before))
        }
        Must::Answer { more } => {
            if situation.answers.get(more).is_none() || !applies() {
                return false;
            }
            let top = |judgement: &Judgement<'_>| {
                let points = judgement.standing().filter_map(|at| judgement.scores.get(at).copied());
                points.max().unwrap_or(i64::MIN)
            };
            let own = situation.answers.get(more).map_or(f64::NAN, Answer::number);
            let greater = atoms(knowledge, more).into_iter().filter(|atom| atom.answer.number() > own);
            let before = top(judgement);
            let worse = |after: &Judgement<'_>| top(after) < before && after.yielded == judgement.yielded;
            greater.into_iter().any(|atom| worse(&judgement.with(more, atom.answer)))
        }
    }
}

/// A candidate that fits and breaks an invariant about who fits.
pub(super) fn breaker(judgement: &Judgement<'_>, invariant: &Invariant) -> Option<Ix<Candidate>> {
    let (requirement, forbidden) = match &invariant.must {
        Must::Never(requirement) => (requirement, true),
        Must::Always(requirement) => (requirement, false),
        Must::Weight { .. } | Must::Answer { .. } => return None,
    };
    let answers = &judgement.situation.answers;
    if invariant.when.outcome(|clause, _| clause.outcome(answers)) != Outcome::True {
        return None;
    }
    let wrong = |at: &Ix<Candidate>| (meets(judgement, *at, requirement) == Outcome::True) == forbidden;
    judgement.standing().map(Ix::new).find(wrong)
}

/// Whether a candidate meets a requirement, computed figures included.
pub(super) fn meets(judgement: &Judgement<'_>, at: Ix<Candidate>, requirement: &Requirement) -> Outcome {
    let knowledge = judgement.situation.knowledge;
    let candidate = knowledge.catalog.candidates[at];
    let asked = judgement.situation.asked();
    requirement.outcome(|clause, _| {
        let figures = judgement.figures.get(at.get());
        let ability = judgement.abilities.get(candidate.model.get());
        let known = figures.zip(ability).map_or(Known::Unknown, |(figures, ability)| {
            figures.known(ability, knowledge, candidate, clause.attribute)
        });
        clause.outcome(known, &asked)
    })
}

/// Whether a greater number answered to a question can never lower the top score, because all that reads the number
/// is gates that a greater one lets no less pass: then what fits stays, and no score changes.
pub(super) fn only_opens(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let reads = |clause: &&Requires| clause.reads().any(|read| read == question);
    let opens = |rule: &Rule| {
        let mut asked = rule.when.clauses().filter(|clause| clause.question == question);
        let mut preferred = rule.prefer.iter().flat_map(|prefer| prefer.wanted.clauses());
        let gate = rule.gate.as_ref();
        let mut required = gate.into_iter().flat_map(|gate| gate.require.clauses()).filter(reads);
        let mut forbidden = gate.into_iter().flat_map(|gate| gate.forbid.iter()).filter(reads);
        asked.all(|clause| matches!(clause.test, Test::Present(_)))
            && !preferred.any(|clause| reads(&clause))
            && required.all(|clause| matches!(clause.test, Test::AtMost(Bound::Answer(_))))
            && forbidden.all(|clause| matches!(clause.test, Test::AtLeast(Bound::Answer(_))))
    };
    let mut readers = knowledge.questions[question].readers.iter();
    !direct(knowledge, question) && readers.all(|rule| opens(&knowledge.rules[*rule]))
}
