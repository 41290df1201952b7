//! What the boards say of one model, given their offsets and slopes: an exact Gaussian posterior.
//!
//! Given the general strength `g` the capabilities are independent, so all of it is sums by
//! capability. Means, gains and derivatives here are what `fit` documents as formulas.

use super::linear::count;

/// One reading as seen by the model it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sight {
    pub(crate) board: usize,
    pub(crate) capability: usize,
    /// Distance from the board's location, in rating points.
    pub(crate) distance: f64,
    pub(crate) location: f64,
    /// 1 / noise variance.
    pub(crate) precision: f64,
}

/// How far models and capabilities spread: what the rounds estimate besides the boards.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    /// Variance of the deviation by capability; 0 for the general one.
    pub(crate) deviations: Vec<f64>,
    /// Correlation between deviations, 0..1.
    pub(crate) kinship: f64,
}

impl Spread {
    pub(crate) fn deviation(&self, capability: usize) -> f64 {
        self.deviations.get(capability).copied().unwrap_or(0.0)
    }
}

/// The readings of one capability, pooled.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Pool {
    /// `n_c`: sum of precisions.
    pub(crate) precision: f64,
    /// Precision-weighted mean of the readings.
    pub(crate) mean: f64,
    /// `k_c`: how far the capability follows its own readings, 0..1.
    pub(crate) own: f64,
    /// How much the pool tells of the general strength, as a precision.
    pub(crate) gain: f64,
}

/// The posterior of one model.
#[derive(Debug, Clone)]
pub(crate) struct Posterior {
    pub(crate) general: f64,
    /// Variance of `general`, boards and prior taken as known.
    pub(crate) variance: f64,
    /// How far `general` follows the prior, 0..1.
    prior_share: f64,
    pub(crate) pools: Vec<Pool>,
}

impl Posterior {
    /// The posterior, from a prior with mean `expected` and variance `residual`.
    pub(crate) fn of(sights: &[Sight], expected: f64, residual: f64, spread: &Spread) -> Self {
        let pools = pooled(sights, spread);
        let weight = 1.0 / residual;
        let precision = weight + pools.iter().map(|pool| pool.gain).sum::<f64>();
        let pull: f64 = pools.iter().map(|pool| pool.gain * pool.mean).sum();
        Self {
            general: (weight * expected + pull) / precision,
            variance: 1.0 / precision,
            prior_share: weight / precision,
            pools,
        }
    }

    fn pool(&self, capability: usize) -> Pool {
        self.pools.get(capability).copied().unwrap_or_default()
    }

    /// Mean and variance of a capability: `(1 − k) g + k ȳ`, and `s² (1 − k) + (1 − k)² Var g`.
    pub(crate) fn ability(&self, capability: usize, spread: &Spread) -> (f64, f64) {
        let pool = self.pool(capability);
        if capability == 0 {
            return (self.general, self.variance);
        }
        let tied = 1.0 - pool.own;
        let mean = tied * self.general + pool.own * pool.mean;
        let variance = spread.deviation(capability) * tied + tied * tied * self.variance;
        (mean, variance)
    }

    /// Mean and variance of the deviation from the general strength.
    pub(crate) fn deviation(&self, capability: usize, spread: &Spread) -> (f64, f64) {
        let pool = self.pool(capability);
        let mean = pool.own * (pool.mean - self.general);
        let own = spread.deviation(capability) * (1.0 - pool.own);
        (mean, own + pool.own * pool.own * self.variance)
    }

    /// How the general strength moves with the boards' locations and the prior's coefficients
    /// (columns `boards..`), as non-zero entries.
    pub(crate) fn general_by(
        &self,
        sights: &[Sight],
        regressors: &[f64],
        boards: usize,
    ) -> Vec<(usize, f64)> {
        let mut entries: Vec<(usize, f64)> = sights
            .iter()
            .filter_map(|sight| {
                let pool = self.pool(sight.capability);
                let share = sight.precision / pool.precision;
                (pool.precision > 0.0).then_some((sight.board, share * pool.gain * self.variance))
            })
            .collect();
        entries.extend(
            regressors.iter().enumerate().map(|(column, value)| (boards + column, self.prior_share * value)),
        );
        entries
    }

    /// The same for a capability, from that of the general strength.
    pub(crate) fn ability_by(
        &self,
        capability: usize,
        sights: &[Sight],
        general: &[(usize, f64)],
    ) -> Vec<(usize, f64)> {
        let pool = self.pool(capability);
        let tied = 1.0 - pool.own;
        let mut entries: Vec<(usize, f64)> =
            general.iter().map(|&(column, value)| (column, tied * value)).collect();
        if pool.precision > 0.0 {
            entries.extend(
                sights
                    .iter()
                    .filter(|sight| sight.capability == capability)
                    .map(|sight| (sight.board, pool.own * sight.precision / pool.precision)),
            );
        }
        entries
    }
}

/// Pools the readings by capability. Deviations that go together would count the same thing many
/// times over; the gain of each is therefore divided by `1 + (C − 1) kinship`, the variance of a
/// mean of `C` equally correlated terms over that of independent ones.
fn pooled(sights: &[Sight], spread: &Spread) -> Vec<Pool> {
    let mut pools = vec![Pool::default(); spread.deviations.len()];
    for sight in sights {
        if let Some(pool) = pools.get_mut(sight.capability) {
            pool.precision += sight.precision;
            pool.mean += sight.precision * (sight.location + sight.distance);
        }
    }
    let measured = pools.iter().skip(1).filter(|pool| pool.precision > 0.0);
    let others = (count(measured.count()) - 1.0).max(0.0);
    let repeated = 1.0 + others * spread.kinship;
    for (capability, pool) in pools.iter_mut().enumerate() {
        if pool.precision > 0.0 {
            let signal = pool.precision * spread.deviation(capability);
            pool.mean /= pool.precision;
            pool.own = signal / (1.0 + signal);
            pool.gain = pool.precision / (1.0 + signal);
            if capability > 0 {
                pool.gain /= repeated;
            }
        }
    }
    pools
}
