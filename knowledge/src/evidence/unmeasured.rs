//! What is expected of a model that no board lists, kept so that such a model needs no fit.

use databake::Bake;

use super::board::Traits;
use super::doubt::{Doubt, rounded_variance};
use super::estimate::Estimate;
use super::linear::{Symmetric, dot};
use super::posterior::{Posterior, Spread};
use super::prior::regressors;
use crate::words::list::List;

/// The fitted prior with the doubt about it: all that the estimate of a model without evidence follows from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Bake)]
#[databake(path = knowledge::evidence::unmeasured)]
pub struct Unmeasured {
    /// Points for each regressor, in the order of `regressors` in `prior`; the last ones are of tiers.
    pub coefficients: List<f64>,
    /// Covariance of the coefficients, row by row.
    pub covariance: List<f64>,
    /// The tiers of which it tells, ascending.
    pub tiers: List<usize>,
    /// Variance of general strengths around the regression, one for each of them.
    pub residuals: List<f64>,
    /// Variance of the deviation by capability; 0 for the general one.
    pub deviations: List<f64>,
}

impl Unmeasured {
    /// The deviations as they are stored with a model: squares of standard deviations to 0.1, so that every system has
    /// the same numbers.
    pub(crate) fn rounded_deviations(&self) -> List<f64> {
        self.deviations.iter().map(|variance| rounded_variance(*variance)).collect()
    }

    /// What is believed of a model of which no more is known than this; nothing if its tier was not among those of
    /// the fit.
    pub(crate) fn estimate(&self, traits: &Traits) -> Option<Estimate> {
        let residual = *self.residuals.get(self.tiers.binary_search(&traits.tier).ok()?)?;
        let row = regressors(traits, &self.tiers);
        let spread = Spread { deviations: self.deviations.to_vec(), kinship: 0.0 };
        let posterior = Posterior::of(&[], dot(&self.coefficients, &row), residual, &spread);
        let covariance = Some(Symmetric::from_rows(self.coefficients.len(), self.covariance.to_vec()));
        let doubt = Doubt { covariance, boards: 0, spread: &spread };
        Some(doubt.estimate(&posterior, &posterior, &[], &posterior.general_by(&[], &row, 0)))
    }
}
