//! What the fit hands out: means and spreads of models, and what each board turned out to do.

use std::collections::BTreeMap;

use super::account::Account;
use super::prior::PriorFit;
use super::unmeasured::Unmeasured;

/// What is believed of one model.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// General strength, rating points, to 0.1.
    pub general: f64,
    /// Its variance, squared points: the square of a standard deviation to 0.1.
    pub general_variance: f64,
    /// One for each capability, in their order; the first is the general strength itself.
    pub by_capability: Vec<CapabilityEstimate>,
    /// Boards that list the model; with none the estimate rests on size, date and tier alone.
    pub boards: usize,
}

/// What is believed of one model in one capability.
#[derive(Debug, Clone, PartialEq)]
pub struct CapabilityEstimate {
    /// Ability, rating points on the general scale, to 0.1.
    pub mean: f64,
    /// `1 − k_c`, 0..1, to 0.001: how much of it moves with the general strength. 1 = no board of
    /// its own.
    pub tied: f64,
    /// Variance that is its own, squared points: the square of a standard deviation to 0.1.
    pub own_variance: f64,
    /// Boards of this capability that list the model.
    pub boards: u16,
}

/// What a board turned out to do, in the order of ids.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardFit {
    /// The board's id.
    pub id: String,
    /// What it measures.
    pub capability: usize,
    /// Whether this board fixes the scale.
    pub fixes_scale: bool,
    /// Score (its logit for per cent) that ability 0 would get: score = offset + slope × ability.
    /// With slope 1 it is how far the board's numbers lie above the general scale.
    pub offset: f64,
    /// Score (its logit for per cent) per rating point; 1 for general ratings.
    pub slope: f64,
    /// Ability at which the board's mean score is met, rating points: how hard or how selective
    /// it is.
    pub location: f64,
    /// Noise sd beside the measured interval: floor, age and self-reporting, rating points.
    pub noise_sd: f64,
    /// Rows that were used.
    pub rows: usize,
}

/// The outcome of the fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// One for each model, in their order.
    pub estimates: Vec<Estimate>,
    /// One for each board, sorted by id.
    pub boards: Vec<BoardFit>,
    /// What is expected of a model without evidence.
    pub unmeasured: Unmeasured,
    /// The regression behind that, by name.
    pub prior: PriorFit,
    /// Sd of the deviation by capability, rating points; 0 for the general one.
    pub deviation_sd: Vec<f64>,
    /// What each estimate is made of: one for each model, in their order.
    pub accounts: Vec<Account>,
}

impl Estimate {
    /// Mean and standard deviation, in rating points, of a mix of capabilities.
    ///
    /// Weights need not sum to 1. Unknown capabilities and weights that are not above 0 are left
    /// out; if nothing is left, it is the general strength.
    #[must_use]
    pub fn mix(&self, weights: &[(usize, f64)]) -> (f64, f64) {
        let mut merged: BTreeMap<usize, f64> = BTreeMap::new();
        for &(capability, weight) in weights {
            if weight > 0.0 && weight.is_finite() && capability < self.by_capability.len() {
                *merged.entry(capability).or_insert(0.0) += weight;
            }
        }
        let total: f64 = merged.values().sum();
        if total <= 0.0 {
            return (self.general, libm::sqrt(self.general_variance));
        }
        let (mut mean, mut tied, mut own) = (0.0, 0.0, 0.0);
        for (capability, weight) in merged {
            if let Some(estimate) = self.by_capability.get(capability) {
                let share = weight / total;
                mean += share * estimate.mean;
                tied += share * estimate.tied;
                own += share * share * estimate.own_variance;
            }
        }
        (mean, libm::sqrt(self.general_variance * tied * tied + own))
    }
}
