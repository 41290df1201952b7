//! What the place of a candidate follows from.

use knowledge::evidence::ability::Estimate;
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::figures::Figures;
use super::score::Scored;

/// What the place of a candidate follows from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// The candidate.
    pub at: Ix<Candidate>,
    /// Its score.
    pub scored: Scored,
    /// The strength of its model in the mix.
    pub ability: Estimate,
    /// US dollars a month.
    pub cost: Option<f64>,
    /// 1 (slow) to 5 (fast).
    pub speed: Option<f64>,
}

impl Row {
    pub(super) fn of(at: usize, scored: Scored, figures: &Figures, ability: Estimate) -> Self {
        let cost = figures.cost.map(|cost| cost.value);
        Self { at: Ix::new(at), scored, ability, cost, speed: figures.speed }
    }
}
