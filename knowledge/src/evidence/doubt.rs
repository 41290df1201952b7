//! The estimates that are handed out, with the doubt about boards and prior in their variances.

use super::estimate::{CapabilityEstimate, Estimate};
use super::linear::Symmetric;
use super::posterior::{Posterior, Sight, Spread};
use std::collections::BTreeSet;

/// How unsure locations and coefficients are.
#[derive(Debug, Clone)]
pub(crate) struct Doubt<'s> {
    /// Their joint covariance; none if they could not be solved for.
    pub(crate) covariance: Option<Symmetric>,
    /// How many of its columns are locations.
    pub(crate) boards: usize,
    /// How far models and capabilities spread.
    pub(crate) spread: &'s Spread,
}

impl Doubt<'_> {
    /// The variance that doubt adds to what moves with the unknowns as given.
    fn variance(&self, by: &[(usize, f64)]) -> f64 {
        self.covariance.as_ref().map_or(0.0, |known| known.form(by))
    }

    /// One model's estimate: means as they are believed for the user, `seen`, with the variances of the posterior.
    /// `general` is how its strength moves with the unknowns.
    ///
    /// A capability's own variance is what is left of its whole variance after the part that moves
    /// with the general strength, so a single capability's spread is right to rounding.
    pub(crate) fn estimate(
        &self,
        posterior: &Posterior,
        seen: &Posterior,
        sights: &[Sight],
        general: &[(usize, f64)],
    ) -> Estimate {
        let general_doubt = self.variance(general);
        let general_variance = rounded_variance(posterior.variance + general_doubt);
        let by_capability = posterior
            .pools
            .iter()
            .enumerate()
            .map(|(capability, pool)| {
                let (_, known) = posterior.ability(capability, self.spread);
                // Without readings of its own a capability moves as the general strength does.
                let doubt = if pool.precision > 0.0 {
                    self.variance(&posterior.ability_by(capability, sights, general))
                } else {
                    general_doubt
                };
                let tied = libm::round((1.0 - pool.own) * 1000.0) / 1000.0;
                let own = if capability == 0 { 0.0 } else { known + doubt - tied * tied * general_variance };
                let own_boards = boards(sights.iter().filter(|s| s.capability == capability));
                CapabilityEstimate {
                    mean: tenth(seen.ability(capability, self.spread).0),
                    tied,
                    own_variance: rounded_variance(own.max(0.0)),
                    boards: u16::try_from(own_boards).unwrap_or(u16::MAX),
                }
            })
            .collect();
        Estimate {
            general: tenth(seen.general),
            general_variance,
            by_capability,
            boards: boards(sights.iter()),
        }
    }
}

/// How many different boards these readings come from.
fn boards<'s>(sights: impl Iterator<Item = &'s Sight>) -> usize {
    sights.map(|sight| sight.board).collect::<BTreeSet<usize>>().len()
}

fn tenth(points: f64) -> f64 {
    libm::round(points * 10.0) / 10.0
}

/// The square of a standard deviation rounded to 0.1.
pub(crate) fn rounded_variance(variance: f64) -> f64 {
    let sd = tenth(libm::sqrt(variance));
    sd * sd
}
