//! The estimated strength of a model, with its uncertainty, on Arena's rating scale.

use crate::words::list::List;
use databake::Bake;

use crate::describing::place::Capability;
use crate::words::table::Ix;

/// One number of the normal distribution: 5 % of it lies below the mean less so many standard deviations.
pub const LOW_END: f64 = 1.645;

/// What is estimated of one model. Given its general strength, its capabilities are independent.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::evidence::ability)]
pub struct Ability {
    /// Mean of the general strength.
    pub general: f64,
    /// Variance of the general strength.
    pub variance: f64,
    /// How many benchmarks measured it at all; with none it rests on size, age and tier.
    pub benchmarks: u16,
    /// How many of them measured the general strength.
    pub general_benchmarks: u16,
    /// What was measured of each capability, at its place; nothing at the place of `general`, and no list if nothing
    /// was.
    pub measured: List<Option<Measured>>,
    /// Variance of the deviation of each capability, at its place, where nobody measured it.
    pub deviations: List<f64>,
}

/// What is estimated of a capability that was measured.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::evidence::ability)]
pub struct Measured {
    /// Mean.
    pub mean: f64,
    /// How much of it moves with the general strength, 0..=1.
    pub tied: f64,
    /// Variance that the general strength does not explain.
    pub own_variance: f64,
    /// How many benchmarks measured it.
    pub benchmarks: u16,
}

/// A strength with its uncertainty.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// Mean, on Arena's rating scale.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Share of the mix that a benchmark measured, 0..=1.
    pub measured: f64,
}

impl Estimate {
    /// The low end: nine in ten strengths lie between it and the high end.
    pub fn low(&self) -> f64 {
        self.mean - LOW_END * self.sd
    }

    /// The high end.
    pub fn high(&self) -> f64 {
        self.mean + LOW_END * self.sd
    }
}

impl Ability {
    /// The strength in a mix of capabilities whose parts add up to 1:
    /// Var = Var(g) (Σ w (1 − k))² + Σ w² s² (1 − k), because deviations are independent given g.
    pub fn mix(&self, parts: &[(Ix<Capability>, f64)]) -> Estimate {
        let general = Ix::new(0);
        let (mut mean, mut tied, mut own, mut measured) = (0.0, 0.0, 0.0, 0.0);
        for &(capability, part) in parts {
            if capability == general {
                mean += part * self.general;
                tied += part;
                measured += if self.general_benchmarks > 0 { part } else { 0.0 };
            } else if let Some(Some(known)) = self.measured.get(capability.get()) {
                mean += part * known.mean;
                tied += part * known.tied;
                own += part * part * known.own_variance;
                measured += part;
            } else {
                mean += part * self.general;
                tied += part;
                own += part * part * self.deviations.get(capability.get()).copied().unwrap_or(0.0);
            }
        }
        Estimate { mean, sd: libm::sqrt(self.variance * tied * tied + own), measured }
    }
}
