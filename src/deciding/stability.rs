//! How far the weight of one criterion can move before another model wins: exact, in closed form.
//!
//! Let criterion c have the share t of the weight and the others keep their proportions. A candidate's score is
//! t u + (1 − t) r, with u its utility and r its score without c; the winner stays ahead of another as long as
//! t (Δu − Δr) + Δr ≥ 0. `docs/scoring.md` derives it.

use knowledge::describing::criterion::{Criterion, WHOLE};
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::rank::Standing;
use super::recommendation::Stability;
use crate::judging::judgement::Judgement;

/// The stability of each criterion that has a weight.
pub fn stability(judgement: &Judgement<'_>, ranked: &[Standing]) -> Vec<Stability> {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let total = situation.total_weight();
    let Some((winner, others)) = ranked.split_first().filter(|_| total > 0) else { return Vec::new() };
    let criteria = knowledge.criteria.enumerate().zip(situation.weights.iter());
    criteria
        .filter(|(_, weight)| weight.total > 0 && weight.total < total)
        .map(|((place, _), weight)| {
            let of = |standing: &Standing| split(judgement, standing, place, weight.total);
            let (u, r) = of(winner);
            let share = ratio(weight.total, total);
            let mut stability = Stability { criterion: place, share, below: None, above: None };
            for other in others {
                let (other_u, other_r) = of(other);
                narrow(&mut stability, u - other_u, r - other_r, other.best);
            }
            stability
        })
        .collect()
}

/// The winner stays ahead while t (Δu − Δr) + Δr ≥ 0.
fn narrow(stability: &mut Stability, by_u: f64, by_r: f64, other: Ix<Candidate>) {
    let slope = by_u - by_r;
    if slope == 0.0 {
        return;
    }
    let tie = -by_r / slope;
    if !(0.0..=1.0).contains(&tie) {
        return;
    }
    if tie <= stability.share && slope > 0.0 && stability.below.is_none_or(|(known, _)| tie > known) {
        stability.below = Some((tie, other));
    } else if tie >= stability.share && slope < 0.0 && stability.above.is_none_or(|(known, _)| tie < known) {
        stability.above = Some((tie, other));
    }
}

/// The utility of one criterion, and the score of the others, both 0..=1.
fn split(judgement: &Judgement<'_>, standing: &Standing, at: Ix<Criterion>, weight: i64) -> (f64, f64) {
    let column = judgement.columns.get(at.get());
    let own = column.and_then(|column| column.get(standing.best.get())).map_or(0, |valued| valued.point);
    let rest = standing.scored.point - weight * own;
    (ratio(own, WHOLE), ratio(rest, (judgement.situation.total_weight() - weight) * WHOLE))
}

#[expect(clippy::cast_precision_loss, reason = "numerators are below 2^52 for weights of any use")]
fn ratio(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}
