//! The exact parts of a score, by criterion and by rule.

use knowledge::describing::criterion::{Criterion, Reads, WHOLE};
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::recommendation::{Applied, Cause, Contribution, Effect, Part, Score};
use crate::judging::judgement::Judgement;
use crate::judging::score::{POINT, Valued, valued};

/// Hundredths of a point in a full score.
const FULL: i64 = 10_000;

/// A score in hundredths of a point.
pub fn score(judgement: &Judgement<'_>, at: Ix<Candidate>) -> Score {
    let rows = values(judgement, at);
    let sum = |of: fn(&Valued) -> i64| {
        let parts = rows.iter().zip(judgement.situation.weights.iter());
        let sum = parts.map(|((_, _, valued), weight)| weight.total * of(valued)).sum();
        round(sum, judgement.situation.total_weight())
    };
    Score {
        value: sum(|valued| valued.point),
        low: sum(|valued| valued.low),
        high: sum(|valued| valued.high),
    }
}

/// The utility of each criterion for a candidate, with its ends.
fn values<'k>(judgement: &Judgement<'k>, at: Ix<Candidate>) -> Vec<(Ix<Criterion>, &'k Criterion, Valued)> {
    let knowledge = judgement.situation.knowledge;
    let candidate = knowledge.catalog.candidates[at];
    let (Some(figures), Some(ability)) =
        (judgement.figures.get(at.get()), judgement.abilities.get(candidate.model.get()))
    else {
        return Vec::new();
    };
    let points = judgement.points.get(at.get()).copied().unwrap_or_default();
    let value = |(place, criterion)| {
        (place, criterion, valued(criterion, candidate, (figures, ability), points, knowledge))
    };
    knowledge.criteria.enumerate().map(value).collect()
}

/// `numerator` of `total_weight` × [`WHOLE`] in hundredths of a point, rounded half away from zero.
fn round(numerator: i64, total_weight: i64) -> i64 {
    let whole = i128::from(total_weight.max(1)) * i128::from(WHOLE);
    let scaled = i128::from(numerator) * i128::from(FULL);
    let half = if scaled < 0 { -whole / 2 } else { whole / 2 };
    i64::try_from((scaled + half) / whole).unwrap_or(0)
}

/// What the score of a candidate is made of; the points of all contributions add up to `score` exactly, and
/// those of its parts to each contribution.
pub fn contributions(judgement: &Judgement<'_>, at: Ix<Candidate>, score: i64) -> Vec<Contribution> {
    let situation = &judgement.situation;
    let total_weight = situation.total_weight();
    let own = own_points(judgement, at);
    let rows = values(judgement, at);
    let weight = |place: Ix<Criterion>| situation.weights.get(place.get()).map_or(0, |weight| weight.total);
    let numerators: Vec<_> = rows.iter().map(|(place, _, valued)| weight(*place) * valued.point).collect();
    let shown = apportion(&numerators, score, total_weight);
    let contribution = |((place, criterion, valued), points): (&(_, &Criterion, Valued), i64)| {
        let parts = parts(judgement, *place, criterion, valued, &own);
        let numerators: Vec<_> = parts.iter().map(|(_, numerator)| *numerator).collect();
        let parts = parts.iter().zip(apportion(&numerators, points, total_weight));
        Contribution {
            criterion: *place,
            points,
            weight: weight(*place),
            total_weight,
            utility: valued.point,
            unknown: valued.unknown,
            clipped: valued.clipped,
            figure: valued.figure,
            parts: parts.map(|((from, _), points)| Part { from: *from, points }).collect(),
        }
    };
    rows.iter().zip(shown).map(contribution).collect()
}

/// Points that rules gave to a candidate.
fn own_points(
    judgement: &Judgement<'_>,
    at: Ix<Candidate>,
) -> Vec<(Ix<knowledge::stating::rule::Rule>, i64)> {
    let given = judgement.preferences().filter_map(|preferred| {
        let found = preferred.points.binary_search_by_key(&at.get(), |(candidate, _)| *candidate).ok()?;
        preferred.points.get(found).map(|(_, points)| (preferred.rule, *points))
    });
    given.collect()
}

/// The exact numerators that make up one criterion's: its own weight, each rule, and what holding added.
fn parts(
    judgement: &Judgement<'_>,
    place: Ix<Criterion>,
    criterion: &Criterion,
    valued: &Valued,
    own: &[(Ix<knowledge::stating::rule::Rule>, i64)],
) -> Vec<(Cause, i64)> {
    let Some(weight) = judgement.situation.weights.get(place.get()) else { return Vec::new() };
    let suits = matches!(criterion.reads, Reads::Points);
    // Of suitability, the flat half follows the weight and the rest follows the rules that gave points.
    let flat = if suits { WHOLE / 2 } else { valued.point };
    let mut parts = vec![(Cause::Base, weight.base * flat)];
    parts.extend(weight.added.iter().map(|(rule, delta)| (Cause::Rule(*rule), delta * flat)));
    if weight.held != 0 {
        parts.push((Cause::WeightHeld, weight.held * flat));
    }
    if suits {
        for (rule, points) in own {
            let numerator = weight.total * points * POINT;
            match parts.iter_mut().find(|(cause, _)| *cause == Cause::Rule(*rule)) {
                Some((_, sum)) => *sum += numerator,
                None => parts.push((Cause::Rule(*rule), numerator)),
            }
        }
        let free = WHOLE / 2 + own.iter().map(|(_, points)| points * POINT).sum::<i64>();
        if free != valued.point {
            parts.push((Cause::UtilityHeld, weight.total * (valued.point - free)));
        }
    }
    parts.retain(|(cause, numerator)| *numerator != 0 || *cause == Cause::Base);
    parts
}

/// Hundredths for each numerator that add up to `total`: each rounded down, then the largest remainders up.
fn apportion(numerators: &[i64], total: i64, total_weight: i64) -> Vec<i64> {
    let whole = i128::from(total_weight.max(1)) * i128::from(WHOLE);
    let scaled = |numerator: &i64| i128::from(*numerator) * i128::from(FULL);
    let mut shares: Vec<i64> = numerators
        .iter()
        .map(|numerator| i64::try_from(scaled(numerator).div_euclid(whole)).unwrap_or(0))
        .collect();
    let mut order: Vec<_> =
        numerators.iter().map(|numerator| scaled(numerator).rem_euclid(whole)).enumerate().collect();
    order.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let missing = total - shares.iter().sum::<i64>();
    let count = i64::try_from(shares.len().max(1)).unwrap_or(1);
    for (step, (at, _)) in (0..).zip(order.iter().cycle().take(shares.len())) {
        // Rounding a total leaves at most one hundredth for each share, so one round of handing out is enough.
        let more = missing.div_euclid(count) + i64::from(step < missing.rem_euclid(count));
        if let Some(share) = shares.get_mut(*at) {
            *share += more;
        }
    }
    shares
}

/// What each rule did to a candidate, in its own unit.
pub fn applied(judgement: &Judgement<'_>, at: Ix<Candidate>) -> Vec<Applied> {
    let knowledge = judgement.situation.knowledge;
    let mut applied: Vec<_> = own_points(judgement, at)
        .into_iter()
        .map(|(rule, raw)| Applied { rule, effect: Effect::Prefer, raw })
        .collect();
    for &rule in &judgement.situation.fired {
        let weighs = knowledge.rules[rule].weigh.iter();
        applied.extend(weighs.map(|(criterion, raw)| Applied {
            rule,
            effect: Effect::Weigh(*criterion),
            raw: *raw,
        }));
        if !knowledge.rules[rule].judge_by.is_empty() {
            applied.push(Applied { rule, effect: Effect::JudgeBy, raw: 0 });
        }
    }
    applied.sort_by_key(|one| one.rule);
    applied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_total() {
        let numerators = [333_333, 333_333, 333_334];
        assert_eq!(apportion(&numerators, 10_000, 1).iter().sum::<i64>(), 10_000);
        let mixed = [-250_001, 750_001, 0];
        assert_eq!(apportion(&mixed, 5_000, 1), [-2_500, 7_500, 0]);
        assert_eq!(apportion(&[], 0, 1), [] as [i64; 0]);
    }
}
