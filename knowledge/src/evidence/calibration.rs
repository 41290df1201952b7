//! Boards' locations and the prior's coefficients, solved together in one go.
//!
//! With each model's strength and deviations integrated out, its readings are Gaussian with mean
//! `regressors · coefficients − locations` and a covariance that is known for the round; so all
//! locations and coefficients follow from one generalised least-squares system. (Alternating
//! between them and the strengths reaches the same point, but slowly when boards share few
//! models.) Generalised least squares: A. C. Aitken, 1935, "On Least Squares and Linear
//! Combination of Observations", Proceedings of the Royal Society of Edinburgh.

use super::linear::{Cholesky, Symmetric};
use super::posterior::{Sight, Spread};
use super::sensor::Sensor;
use super::settings::Settings;

/// Precision that holds the location of the board which fixes the scale where it is.
const HELD: f64 = 1e8;

/// What one model contributes: its readings, and what the prior knows of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Witness<'a> {
    pub(crate) sights: &'a [Sight],
    pub(crate) regressors: &'a [f64],
    /// Variance of its strength around the prior's regression.
    pub(crate) residual: f64,
}

/// The unknowns: one location a board, then the coefficients.
#[derive(Debug, Clone)]
pub(crate) struct Calibration {
    pub(crate) locations: Vec<f64>,
    pub(crate) coefficients: Vec<f64>,
    factor: Cholesky,
}

impl Calibration {
    /// Solves for all unknowns; `None` if a setting makes the system singular.
    pub(crate) fn of(
        sensors: &[Sensor],
        expected: &[(f64, f64)],
        models: &[Witness<'_>],
        spread: &Spread,
        settings: &Settings,
    ) -> Option<Self> {
        let boards = sensors.len();
        let mut system = System {
            boards,
            precision: Symmetric::zero(boards + expected.len()),
            right: vec![0.0; boards + expected.len()],
        };
        let loose = 1.0 / (settings.location * settings.location);
        for (column, sensor) in sensors.iter().enumerate() {
            if sensor.fixes_scale {
                system.expect(column, sensor.location, HELD);
            } else {
                system.expect(column, settings.origin.0, loose);
            }
        }
        for (column, (mean, sd)) in expected.iter().enumerate() {
            system.expect(boards + column, *mean, 1.0 / (sd * sd));
        }
        for model in models {
            system.read(model, spread);
        }
        let factor = Cholesky::of(&system.precision)?;
        let mut locations = factor.solve(&system.right);
        let coefficients = locations.split_off(boards.min(locations.len()));
        Some(Self { locations, coefficients, factor })
    }

    /// The joint covariance of all unknowns.
    pub(crate) fn covariance(&self) -> Symmetric {
        self.factor.inverse()
    }
}

/// The normal equations while they are summed up.
struct System {
    boards: usize,
    precision: Symmetric,
    right: Vec<f64>,
}

impl System {
    fn expect(&mut self, column: usize, mean: f64, precision: f64) {
        self.precision.add(column, column, precision);
        self.add_right(column, precision * mean);
    }

    fn add_right(&mut self, column: usize, value: f64) {
        if let Some(cell) = self.right.get_mut(column) {
            *cell += value;
        }
    }

    /// Adds one model. Its readings have the inverse covariance
    /// `W = P − Σ_c p_c p_c' s_c² / (1 + n_c s_c²) − b b' / (1/σ² + Σ b)`, `b_r = p_r / (1 + n_c s_c²)`:
    /// Woodbury's identity, once for the deviations and once for the strength.
    fn read(&mut self, model: &Witness<'_>, spread: &Spread) {
        let (sights, residual) = (model.sights, model.residual);
        let pooled: Vec<f64> = sights
            .iter()
            .map(|sight| {
                let same = sights.iter().filter(|s| s.capability == sight.capability);
                1.0 + same.map(|s| s.precision).sum::<f64>() * spread.deviation(sight.capability)
            })
            .collect();
        let gains: Vec<f64> =
            sights.iter().zip(&pooled).map(|(sight, pooled)| sight.precision / pooled).collect();
        let total = 1.0 / residual + gains.iter().sum::<f64>();
        for (i, (sight, gain)) in sights.iter().zip(&gains).enumerate() {
            // Row sums of W: what this reading says once the strength is integrated out.
            let net = gain / (residual * total);
            let mut pull = 0.0;
            for (j, (other, other_gain)) in sights.iter().zip(&gains).enumerate() {
                let mut weight = -gain * other_gain / total;
                if i == j {
                    weight += sight.precision;
                }
                if sight.capability == other.capability {
                    weight -= gain * other.precision * spread.deviation(sight.capability);
                }
                pull += weight * other.distance;
                // Both orders of a pair come by: across boards one is kept, within a board both.
                if sight.board <= other.board {
                    self.precision.add(sight.board, other.board, weight);
                }
            }
            self.add_right(sight.board, -pull);
            for (column, value) in model.regressors.iter().enumerate() {
                let column = self.boards + column;
                self.precision.add(sight.board, column, -net * value);
                self.add_right(column, net * value * sight.distance);
            }
        }
        let net = gains.iter().sum::<f64>() / (residual * total);
        for (row, left) in model.regressors.iter().enumerate() {
            for (column, right) in model.regressors.iter().enumerate().skip(row) {
                let value = net * left * right;
                self.precision.add(self.boards + row, self.boards + column, value);
            }
        }
    }
}
