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
    /// The part of that variance that is none for the user, who cares for the very work that the board consists of.
    pub(crate) own_work: f64,
}

impl Sight {
    /// `κ`: how far the user's own work follows this reading rather than what everything says of the capability, 0..1.
    fn followed(&self) -> f64 {
        self.own_work * self.precision
    }
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
    /// How many readings are of the user's own work, and the mean of `κ` over them.
    followed: (f64, f64),
    /// How much the pool tells of the general strength, as a precision.
    pub(crate) gain: f64,
}

impl Pool {
    /// The share of a reading in the pool.
    fn weight(&self, sight: &Sight) -> f64 {
        if self.precision > 0.0 { sight.precision / self.precision } else { 0.0 }
    }

    /// How far a reading of the user's own work is followed beyond its share in the pool.
    fn followed_by(&self, sight: &Sight) -> f64 {
        let (readings, _) = self.followed;
        if sight.own_work > 0.0 && readings > 0.0 { sight.followed() / readings } else { 0.0 }
    }
}

/// The posterior of one model.
#[derive(Debug, Clone)]
pub(crate) struct Posterior {
    pub(crate) general: f64,
    /// Variance of `general`, boards and prior taken as known.
    pub(crate) variance: f64,
    /// How far `general` follows the prior, 0..1.
    pub(crate) prior_share: f64,
    /// How far it follows a gain of 1.
    per_gain: f64,
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
            per_gain: 1.0 / precision,
            pools,
        }
    }

    /// What is believed for the user: where readings are of their own work, the noise floor of a board is no noise but
    /// how that work differs, `u ~ N(0, floor²)`, and belongs to the ability. Given everything, the mean of `a + u` is
    /// `(1 − κ) a + κ y` for one reading `y`; for several it is the mean of these. Means and shares alone are right in
    /// what this gives. Variances are handed out as they were: how the work differs is not known of other models
    /// either, and no test must count against who took it.
    #[must_use]
    pub(crate) fn for_user(mut self, sights: &[Sight]) -> Self {
        for capability in 0..self.pools.len() {
            let own = || sights.iter().filter(|s| s.capability == capability && s.own_work > 0.0);
            let readings = count(own().count());
            let Some(pool) = self.pools.get_mut(capability).filter(|_| readings > 0.0) else { continue };
            let followed = own().map(Sight::followed).sum::<f64>() / readings;
            let pull: f64 = own().map(|s| s.followed() * (s.location + s.distance)).sum::<f64>() / readings;
            let kept = 1.0 - followed;
            pool.followed = (readings, followed);
            if capability == 0 {
                self.general = kept * self.general + pull;
                self.prior_share *= kept;
                self.per_gain *= kept;
            } else {
                let own = 1.0 - kept * (1.0 - pool.own);
                pool.mean = (kept * pool.own * pool.mean + pull) / own;
                pool.own = own;
            }
        }
        self
    }

    /// How far the general strength follows a reading, 0..1.
    pub(crate) fn general_share(&self, sight: &Sight) -> f64 {
        let pool = self.pool(sight.capability);
        let own = if sight.capability == 0 { pool.followed_by(sight) } else { 0.0 };
        pool.weight(sight) * pool.gain * self.per_gain + own
    }

    /// How far its capability follows a reading, beyond the general strength, 0..1.
    pub(crate) fn own_share(&self, sight: &Sight) -> f64 {
        let pool = self.pool(sight.capability);
        pool.weight(sight) * (pool.own - pool.followed.1) + pool.followed_by(sight)
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
        let mut entries: Vec<(usize, f64)> =
            sights.iter().map(|sight| (sight.board, self.general_share(sight))).collect();
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
                    .map(|sight| (sight.board, self.own_share(sight))),
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
