//! Scores in whole numbers: weights times utilities in parts per million, never divided before they are printed.

use std::sync::Arc;

use knowledge::describing::attribute::{Attribute, Value};
use knowledge::describing::criterion::{Criterion, Reads, Scale, WHOLE};
use knowledge::evidence::ability::Estimate;
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::effect::Preferred;
use super::figures::Figures;
use super::situation::Situation;
use super::utility::{place_of, utility};

/// The utility that a point of suitability is worth: a hundred points are the whole scale.
pub const POINT: i64 = WHOLE / 100;

/// A score is weights times utilities; divided by [`Situation::total_weight`] times [`WHOLE`] it is 0..=1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// With every unknown at what its criterion counts it as.
    pub point: i64,
    /// With every unknown at its worst.
    pub without_unknown: i64,
    /// The weight of what is known.
    pub known_weight: i64,
}

impl Scored {
    /// The score of a candidate from the weight and the utility of each criterion.
    pub fn of(cells: impl Iterator<Item = (i64, Cell)>) -> Self {
        let mut scored = Self::default();
        for (weight, cell) in cells {
            let part = weight * cell.point;
            scored.point += part;
            if !cell.unknown {
                scored.without_unknown += part;
                scored.known_weight += weight;
            }
        }
        scored
    }
}

/// The utilities of one criterion, by candidate.
pub type Column = Vec<Cell>;

/// A utility in parts per million, and whether it stands for a figure that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Counts in the score.
    pub point: i64,
    /// The figure is not known.
    pub unknown: bool,
}

/// The utility of one criterion for one candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Valued {
    /// Counts in the score.
    pub point: i64,
    /// At the worst.
    pub low: i64,
    /// At the best.
    pub high: i64,
    /// The figure is not known.
    pub unknown: bool,
    /// The figure lies beyond an anchor.
    pub clipped: bool,
    /// The figure that was valued; none for points and for what is not known.
    pub figure: Option<f64>,
}

/// Points of one candidate: given, and open either way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Points {
    /// The sum of what rules gave.
    pub given: i64,
    /// What unknown outcomes could still add.
    pub up: i64,
    /// What unknown outcomes could still take.
    pub down: i64,
}

impl Points {
    /// Adds what preferences give to every candidate, or takes it away with a sign of −1.
    pub fn add(all: &mut [Self], preferred: &Preferred, sign: i64) {
        for (at, given) in &preferred.points {
            if let Some(own) = all.get_mut(*at) {
                own.given += sign * given;
            }
        }
        for (at, open) in &preferred.unsure {
            if let Some(own) = all.get_mut(*at) {
                own.up += sign * (*open).max(0);
                own.down += sign * (*open).min(0);
            }
        }
    }
}

/// Scores with the columns that they were summed from.
pub type Summed<'s> = (&'s Vec<i64>, &'s Vec<Arc<Column>>);

/// The scores of all candidates from the utilities of all criteria; with the same weights as before, only the
/// difference of the columns that changed is added.
pub fn scores(situation: &Situation<'_>, columns: &[Arc<Column>], before: Option<Summed<'_>>) -> Vec<i64> {
    let none = || vec![0; situation.knowledge.catalog.candidates.len()];
    let mut scores = before.map_or_else(none, |(scores, _)| scores.clone());
    for (at, (column, weight)) in columns.iter().zip(situation.weights.iter()).enumerate() {
        let old = before.and_then(|(_, columns)| columns.get(at));
        if old.is_some_and(|old| Arc::ptr_eq(old, column)) {
            continue;
        }
        for (score, cell) in scores.iter_mut().zip(column.iter()) {
            *score += weight.total * cell.point;
        }
        for (score, cell) in scores.iter_mut().zip(old.iter().flat_map(|old| old.iter())) {
            *score -= weight.total * cell.point;
        }
    }
    scores
}

/// The figure that a criterion values, with its ends, if it is known.
fn figure(
    (attribute, scale): (Ix<Attribute>, &Scale),
    candidate: Candidate,
    (figures, ability): (&Figures, &Estimate),
    knowledge: &Knowledge,
) -> Option<[f64; 3]> {
    if Some(attribute) == knowledge.roles.ability {
        let (low, high) = (ability.low(), ability.high());
        return Some([if estimated(knowledge, candidate) { low } else { ability.mean }, low, high]);
    }
    if Some(attribute) == knowledge.roles.monthly_cost {
        return figures.cost.as_ref().map(|cost| [cost.value, cost.low, cost.high]);
    }
    match figures.known(ability, knowledge, candidate, attribute) {
        Known::Between(low, high) => Some([low, low, high]),
        Known::Stated(Value::Number(number)) => Some([*number; 3]),
        Known::Stated(value) => {
            let Scale::Levels(levels) = scale else { return None };
            let word = match value {
                Value::Flag(true) => "yes",
                Value::Flag(false) => "no",
                Value::Word(word) => word,
                _ => return None,
            };
            place_of(levels, word).map(|place| [place; 3])
        }
        Known::Unknown => None,
    }
}

/// The utility of points: ½ + points / 100, held within 0..=1.
pub fn suitability(points: i64) -> i64 {
    (WHOLE / 2 + points * POINT).clamp(0, WHOLE)
}

/// The utility of one criterion for one candidate, without its ends.
pub fn cell(
    criterion: &Criterion,
    candidate: Candidate,
    looked: (&Figures, &Estimate),
    points: Points,
    knowledge: &Knowledge,
) -> Cell {
    let Reads::Figure(attribute, scale) = &criterion.reads else {
        return Cell { point: suitability(points.given), unknown: false };
    };
    match figure((*attribute, scale), candidate, looked, knowledge) {
        Some([figure, ..]) => Cell { point: utility(scale, figure).0, unknown: false },
        None => Cell { point: criterion.unknown, unknown: true },
    }
}

/// The utility of one criterion for one candidate.
pub fn valued(
    criterion: &Criterion,
    candidate: Candidate,
    looked: (&Figures, &Estimate),
    points: Points,
    knowledge: &Knowledge,
) -> Valued {
    let Reads::Figure(attribute, scale) = &criterion.reads else { return suited(points) };
    let Some([figure, low, high]) = figure((*attribute, scale), candidate, looked, knowledge) else {
        return not_known(criterion);
    };
    let (point, clipped) = utility(scale, figure);
    let ends = [utility(scale, low).0, utility(scale, high).0];
    Valued {
        point,
        low: ends.into_iter().fold(point, i64::min),
        high: ends.into_iter().fold(point, i64::max),
        unknown: false,
        clipped,
        figure: Some(figure),
    }
}

/// Whether no benchmark measured the model: its ability rests on size, age and tier, and counts at its low end.
pub fn estimated(knowledge: &Knowledge, candidate: Candidate) -> bool {
    knowledge.catalog.abilities.get(candidate.model.get()).is_none_or(|ability| ability.benchmarks == 0)
}

fn not_known(criterion: &Criterion) -> Valued {
    Valued { point: criterion.unknown, low: 0, high: WHOLE, unknown: true, clipped: false, figure: None }
}

fn suited(points: Points) -> Valued {
    Valued {
        point: suitability(points.given),
        low: suitability(points.given + points.down),
        high: suitability(points.given + points.up),
        unknown: false,
        clipped: false,
        figure: None,
    }
}
