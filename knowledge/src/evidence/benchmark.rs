//! A leaderboard on one day.

use crate::describing::model::Model;
use crate::describing::place::Capability;
use crate::describing::source::Source;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// The scores of one leaderboard on one day, as its source prints them.
#[derive(Clone, Debug)]
pub struct Benchmark {
    /// The name of its file.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// What it is evidence of.
    pub capability: Ix<Capability>,
    /// What its numbers are.
    pub scale: Scale,
    /// Who measured, and when.
    pub source: Source,
    /// One for each model that it has.
    pub scores: Vec<Score>,
}

/// What the numbers of a leaderboard are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Bradley–Terry ratings of which 400 points are odds of ten to one.
    Rating,
    /// Per cent correct, 0..=100.
    Percent,
    /// Points on a scale of its own.
    Points,
}

impl Scale {
    /// Every scale with the word for it.
    pub const ALL: [(&'static str, Self); 3] =
        [("rating", Self::Rating), ("percent", Self::Percent), ("points", Self::Points)];
}

/// One score.
#[derive(Clone, Copy, Debug)]
pub struct Score {
    /// Whose.
    pub model: Ix<Model>,
    /// In the scale of its leaderboard.
    pub score: f64,
    /// Half the width of its 95 % interval, if the leaderboard gives one.
    pub half_width: Option<f64>,
    /// The variant that was measured, in the leaderboard's words, if its file says.
    pub row: Option<Str>,
}
