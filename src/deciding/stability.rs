//! How far the weight of one criterion can move before the winner is no longer among the best: exact, in closed form.
//!
//! Let criterion c have the share t of the weight and the others keep their proportions. A candidate's score is
//! s(t) = t u + (1 − t) r, with u its utility and r its score without c: a straight line. Another offer beats the
//! winner where it lies more than the tie margin above every offer of the winner's model, which is an interval of t
//! for each offer. `docs/scoring.md` derives it.

use knowledge::describing::criterion::{Criterion, WHOLE};
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::rank::{Standing, margin};
use super::recommendation::Stability;
use crate::judging::judgement::Judgement;

/// The stability of each criterion that has a weight.
pub fn stability(judgement: &Judgement<'_>, ranked: &[Standing]) -> Vec<Stability> {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let total = situation.total_weight();
    let Some((winner, others)) = ranked.split_first().filter(|_| total > 0) else { return Vec::new() };
    let margin = ratio(margin(situation), total * WHOLE);
    let criteria = knowledge.criteria.enumerate().zip(situation.weights.iter());
    criteria
        .filter(|(_, weight)| weight.total > 0 && weight.total < total)
        .map(|((place, _), weight)| {
            let line = |&at: &Ix<Candidate>| Line::of(judgement, at, place, weight.total);
            let own: Vec<_> = offers(winner).map(line).collect();
            let share = ratio(weight.total, total);
            let mut stability = Stability { criterion: place, share, below: None, above: None };
            for at in others.iter().flat_map(offers) {
                let (from, to) = line(at).above(&own, margin);
                if from >= to {
                    continue;
                }
                if from >= share && stability.above.is_none_or(|(known, _)| from < known) {
                    stability.above = Some((from, *at));
                } else if to <= share && stability.below.is_none_or(|(known, _)| to > known) {
                    stability.below = Some((to, *at));
                }
            }
            stability
        })
        .collect()
}

/// Every offer of a model that fits.
fn offers(standing: &Standing) -> impl Iterator<Item = &Ix<Candidate>> {
    [&standing.best].into_iter().chain(&standing.others)
}

/// The score of a candidate by the share of a criterion.
struct Line {
    /// With all the weight on the criterion: its utility, 0..=1.
    all: f64,
    /// With none on it: the score of the others, 0..=1.
    none: f64,
}

impl Line {
    fn of(judgement: &Judgement<'_>, at: Ix<Candidate>, criterion: Ix<Criterion>, weight: i64) -> Self {
        let column = judgement.columns.get(criterion.get());
        let own = column.and_then(|column| column.get(at.get())).map_or(0, |valued| valued.point);
        let rest = judgement.scored(at.get()).point - weight * own;
        let others = judgement.situation.total_weight() - weight;
        Self { all: ratio(own, WHOLE), none: ratio(rest, others * WHOLE) }
    }

    /// The shares, within 0..=1, between which it lies more than a margin above all others; empty if the first is
    /// not the lesser.
    fn above(&self, others: &[Self], margin: f64) -> (f64, f64) {
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for other in others {
            let (at_none, at_all) = (self.none - other.none - margin, self.all - other.all - margin);
            let slope = at_all - at_none;
            let crossing = -at_none / slope;
            if slope > 0.0 {
                from = from.max(crossing);
            } else if slope < 0.0 {
                to = to.min(crossing);
            } else if at_none <= 0.0 {
                return (1.0, 0.0);
            }
        }
        (from, to)
    }
}

#[expect(clippy::cast_precision_loss, reason = "numerators are below 2^52 for weights of any use")]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}
