//! Invariants about scores, tried in one situation.

use knowledge::stating::answer::Answer;
use knowledge::stating::condition::Outcome;
use knowledge::stating::invariant::{Invariant, Must};

use super::scope::atoms;
use crate::deciding::rank::first;
use crate::judging::judgement::Judgement;

/// Weights are raised by so many: from a nudge to more than all others together.
const RAISED: [i64; 3] = [1, 10, 100];

/// Whether a situation breaks an invariant about scores.
pub(super) fn breaks(judgement: &Judgement<'_>, invariant: &Invariant) -> bool {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let applies = || invariant.when.outcome(|clause, _| clause.outcome(&situation.answers)) == Outcome::True;
    match invariant.must {
        Must::Never(_) | Must::Always(_) => false,
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
