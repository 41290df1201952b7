//! The ability fit: from benchmark boards to a mean and a spread for every model and capability.
//!
//! Plain data in, plain data out. It knows nothing of files, ids of models or dates; the same
//! input gives the same bits on every platform, in whatever order boards and rows come.
//!
//! # Model
//!
//! A board is a noisy sensor of one capability. The score of model `m` on board `b`, which
//! measures capability `c`, is
//!
//! ```text
//! score = offset_b + slope_b × (g_m + d_mc) + noise        d_m,general = 0
//! g_m  ~ N(traits_m · coefficients, residual_tier²)        general strength
//! d_mc ~ N(0, s_c²)                                        deviation in a capability
//! noise² = interval² + floor_b² + age² + bias² + (slope's doubt × distance)²
//! ```
//!
//! Ratings are differences of log odds (R. A. Bradley and M. E. Terry, 1952, "Rank Analysis of
//! Incomplete Block Designs: I. The Method of Paired Comparisons", Biometrika 39; used on chats by
//! W.-L. Chiang et al., 2024, "Chatbot Arena: An Open Platform for Evaluating LLMs by Human
//! Preference", arXiv 2403.04132; style taken out as in T. Li, A. Angelopoulos and W.-L. Chiang,
//! 2024, "Does style matter? Disentangling style and substance in Chatbot Arena"). General ones
//! have slope 1; that of a capability is fitted around 1, since some kinds of prompt tell models
//! apart more sharply than others do ([`Settings::rating_slope_doubt`]). Percentages go through a
//! logit, clipped to 1..99: offset and slope are then difficulty and discrimination of the
//! two-parameter logistic model of item response theory (A. Birnbaum, 1968, "Some latent trait
//! models and their use in inferring an examinee's ability", in
//! F. M. Lord and M. R. Novick, "Statistical Theories of Mental Test Scores"). Joining benchmarks
//! by one strength a model and a difficulty and slope a benchmark is how the Epoch Capabilities
//! Index is made (A. Ho et al., 2025, "A Rosetta Stone for AI Benchmarks", arXiv 2512.00193);
//! here with a deviation by capability, measured noise, and a prior.
//!
//! # Posterior
//!
//! With `p` = 1 / noise², `n_c = Σ p` and `ȳ_c` the weighted mean of what the boards of capability
//! `c` read, and `k_c = n_c s_c² / (1 + n_c s_c²)`:
//!
//! ```text
//! d_c | g ~ N(k_c (ȳ_c − g), s_c² (1 − k_c))
//! g       ~ N((μ/residual² + Σ q_c ȳ_c) V, V)     q_c = n_c / (1 + n_c s_c²) / repeated   1/V = 1/residual² + Σ q_c
//! mix w (sum 1):  mean Σ w_c (g + d_c)            variance V (Σ w_c (1 − k_c))² + Σ w_c² s_c² (1 − k_c)
//! ```
//!
//! This is Gaussian shrinkage with a fitted prior, parametric empirical Bayes (C. N. Morris, 1983,
//! "Parametric Empirical Bayes Inference: Theory and Applications", Journal of the American
//! Statistical Association 78; C. N. Morris and M. Lysy, 2012, "Shrinkage Estimation in Multilevel
//! Normal Models", Statistical Science 27). `repeated` keeps capabilities whose deviations go
//! together from being counted as independent witnesses of `g` ([`Settings::kinship`]).
//!
//! # Rounds
//!
//! Each of a fixed number of rounds
//!
//! 1. solves all offsets together with the prior's coefficients: generalised least squares with
//!    strengths and deviations integrated out;
//! 2. works out every model's posterior;
//! 3. fits each slope to what the *other* boards make of the models, by weighted regression
//!    (pseudo-likelihood), and floors, `s_c` and `residual` to the posteriors (expectation
//!    maximisation: A. P. Dempster, N. M. Laird and D. B. Rubin, 1977, "Maximum Likelihood from
//!    Incomplete Data via the EM Algorithm", Journal of the Royal Statistical Society B 39), each
//!    drawn towards its expected value by a few rows' worth.
//!
//! At the end the doubt about offsets and coefficients is carried into every variance to first
//! order, which is exact where `kinship` is 0 and slopes and variances are right. The newest
//! independent general rating board fixes the scale (offset 0).

use super::account::Account;
use super::rounds::Rounds;
use std::collections::BTreeMap;

pub use super::prior::{PriorFit, TierFit};
pub use super::settings::Settings;

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
    /// What it measures: 0 is general, below `capabilities` of [`fit`].
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
    /// Index of its tier.
    pub tier: usize,
}

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
    /// The regression that stands in for models without evidence.
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

/// Fits everything to everything: see the module's text.
///
/// `capabilities` counts the general one, which is always there. Boards of a capability that is
/// not below it, rows of models that are not in `models`, and scores that are not finite or beyond
/// a billion are left out; with no boards at all every model gets what the prior expects before
/// any fit.
#[must_use]
pub fn fit(capabilities: usize, boards: &[Board], models: &[Traits], settings: &Settings) -> Fitted {
    let mut rounds = Rounds::new(capabilities.max(1), boards, models, settings);
    for _ in 0..settings.rounds {
        let view = rounds.view();
        rounds.refit(&view);
    }
    rounds.conclude()
}

#[cfg(test)]
mod tests;
