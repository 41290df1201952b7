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

use super::board::{Board, Traits};
use super::estimate::Fitted;
use super::rounds::Rounds;
use super::settings::Settings;

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
