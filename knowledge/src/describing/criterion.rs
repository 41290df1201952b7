//! A criterion: a dimension of preference, with the fixed anchors of its utility.

use crate::words::list::List;
use databake::Bake;

use super::attribute::Attribute;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// The utility 1: utilities are whole parts per million.
pub const WHOLE: i64 = 1_000_000;

/// A criterion.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::criterion)]
pub struct Criterion {
    /// Kebab-case, unique.
    pub id: Str,
    /// What a person reads.
    pub label: Text,
    /// What it values.
    pub reads: Reads,
    /// Its weight before any rule adds to it, 0..=1,000,000.
    pub weight: i64,
    /// The utility that an unknown figure counts as, in parts per million; 0 is `"worst"`.
    pub unknown: i64,
}

/// What a criterion values.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::criterion)]
pub enum Reads {
    /// The points that `prefer` rules gave: ½ + points / 100, held within 0..=1.
    Points,
    /// A number, mapped to 0..=1.
    Figure(Ix<Attribute>, Scale),
}

/// How a number becomes a utility. Anchors are fixed, so that a new model changes no other model's score.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::criterion)]
pub enum Scale {
    /// (x − worst) / (best − worst), held within 0..=1.
    Linear {
        /// Utility 0.
        worst: f64,
        /// Utility 1.
        best: f64,
    },
    /// ln(x / worst) / ln(best / worst), held within 0..=1; zero is the better end of a cost.
    Log {
        /// Utility 0, above zero.
        worst: f64,
        /// Utility 1, above zero.
        best: f64,
        /// ln(best / worst), worked out when the criterion was read.
        span: f64,
    },
    /// Straight lines between points (figure, utility), flat outside them.
    Piecewise(List<(f64, f64)>),
    /// A utility in 0..=1 for each word of an attribute; a flag has `yes` and `no`.
    Levels(List<(Str, f64)>),
}
