//! What the fit reads: boards with their rows, and what is known of each model before.

/// What the numbers of a board are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Bradley–Terry ratings, 400 points to odds of 10 to 1: they share one scale, up to an offset.
    Rating,
    /// Per cent correct, 0..100, higher is better.
    Percent,
    /// Any other unit that is linear in ability, higher is better.
    Points,
}

/// Who measured a board. The first may fix the scale before the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A third party.
    Independent,
    /// The user: as good as a third party, but few rows of theirs must not shift everybody's scale.
    Own,
    /// The models' vendors.
    Vendor,
}

/// One score on a board.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Index into the models.
    pub model: usize,
    /// The score as printed.
    pub score: f64,
    /// Half-width of its 95 % interval, in the score's unit.
    pub half_width: Option<f64>,
}

/// One snapshot of one leaderboard.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Names the board and decides its place in the order of summation.
    pub id: String,
    /// What it measures: 0 is general, below the number of capabilities.
    pub capability: usize,
    /// What its numbers are.
    pub scale: Scale,
    /// Who measured.
    pub by: By,
    /// Age against the catalogue's date, in days, 0 or more.
    pub age_days: f64,
    /// The scores; more than one of a model is allowed.
    pub rows: Vec<Row>,
}

/// What is known of a model before any board is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Traits {
    /// All parameters, in billions.
    pub params_total: Option<f64>,
    /// Parameters active per token, in billions; none with a total means dense.
    pub params_active: Option<f64>,
    /// Days from 2023-01-01 to the release.
    pub released_days: Option<f64>,
    /// Index of its tier; 0 if that is not known.
    pub tier: usize,
}
