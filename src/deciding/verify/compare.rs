//! Why one model stands before another: the difference of their scores, by criterion and by rule.

use knowledge::describing::criterion::Criterion;
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::super::recommendation::{Cause, Contribution, Part, Ranked};

/// Two models, the better one first.
#[derive(Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The one before.
    pub first: Ix<Candidate>,
    /// The one behind.
    pub other: Ix<Candidate>,
    /// By how much it is behind, in hundredths of a point; the differences add up to it.
    pub points: i64,
    /// Where the difference comes from, the greatest first; what is equal is left out.
    pub differences: Vec<Difference>,
}

/// What one criterion makes of the difference.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference {
    /// The criterion.
    pub criterion: Ix<Criterion>,
    /// Hundredths of a point; negative if it speaks for the one behind.
    pub points: i64,
    /// Its parts that differ, the greatest first.
    pub parts: Vec<(Cause, i64)>,
}

impl Comparison {
    pub(super) fn of(first: &Ranked, other: &Ranked) -> Self {
        let difference = |own: &Contribution| {
            let theirs = other.contributions.iter().find(|theirs| theirs.criterion == own.criterion);
            let (theirs, parts) =
                theirs.map_or((0, &[][..]), |theirs| (theirs.points, theirs.parts.as_slice()));
            let mut causes: Vec<_> = own.parts.iter().chain(parts).map(|part| part.from).collect();
            causes.sort();
            causes.dedup();
            let of = |parts: &[Part], cause: Cause| {
                parts.iter().find(|part| part.from == cause).map_or(0, |part| part.points)
            };
            let mut parts: Vec<_> =
                causes.into_iter().map(|cause| (cause, of(&own.parts, cause) - of(parts, cause))).collect();
            parts.retain(|(_, points)| *points != 0);
            parts.sort_by_key(|(cause, points)| (std::cmp::Reverse(points.abs()), *cause));
            Difference { criterion: own.criterion, points: own.points - theirs, parts }
        };
        let mut differences: Vec<_> = first.contributions.iter().map(difference).collect();
        differences.retain(|difference| difference.points != 0 || !difference.parts.is_empty());
        differences
            .sort_by_key(|difference| (std::cmp::Reverse(difference.points.abs()), difference.criterion));
        Self {
            first: first.candidate,
            other: other.candidate,
            points: first.score.value - other.score.value,
            differences,
        }
    }
}
