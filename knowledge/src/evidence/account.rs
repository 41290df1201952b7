//! What an estimate is made of: the share of each reading and of what was expected, exactly.
//!
//! With boards, slopes and spreads as fitted, a posterior mean is a weighted mean. For the general
//! strength the weights are those of the prior and of each reading, `p / n_c × q_c V` (see `fit`), and add
//! up to 1; so its distance from what was expected is the sum of weight × (reading − expected). A
//! capability lies `k_c (ȳ_c − g)` from the general strength, the sum of `k_c p / n_c` × (reading − g) over
//! its own readings. Readings of the user's own work have a further share (`Posterior::for_user`), and all
//! of it adds up as before.

use super::posterior::{Posterior, Sight, Spread};

/// What the estimate of one model is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// General strength that size, age and tier let expect, rating points.
    pub expected: f64,
    /// Standard deviation of models around that.
    pub expected_sd: f64,
    /// Its share in the general strength, 0..1: 1 without any reading.
    pub expected_share: f64,
    /// One for each row that lists the model, in the order of the boards' ids.
    pub readings: Vec<Reading>,
}

/// What one row of a board did.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Place of its board in [`Fitted::boards`](super::estimate::Fitted::boards).
    pub board: usize,
    /// The ability that the score stands for: the board's offset and slope taken out.
    pub ability: f64,
    /// Standard deviation of its noise, rating points.
    pub noise_sd: f64,
    /// What it did to the general strength.
    pub general: Pull,
    /// What it did to the capability that its board measures, beyond the general strength; none for a general board.
    pub own: Option<Pull>,
}

/// What a reading did to one estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    /// Its weight, 0..1.
    pub share: f64,
    /// Weight times distance: of the general strength from what was expected, of a capability from the general
    /// strength. They add up to the distance of the estimate.
    pub points: f64,
    /// The estimate less what it would be without this reading, boards and spreads unchanged.
    pub difference: f64,
}

impl Account {
    /// The account of a posterior that came from these readings and this prior.
    pub(crate) fn of(
        posterior: &Posterior,
        sights: &[Sight],
        (expected, residual): (f64, f64),
        spread: &Spread,
    ) -> Self {
        let read = |(at, sight): (usize, &Sight)| {
            let others: Vec<Sight> = sights
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, other)| *other)
                .collect();
            let without = Posterior::of(&others, expected, residual, spread).for_user(&others);
            let ability = sight.location + sight.distance;
            let share = posterior.general_share(sight);
            let own = (sight.capability > 0).then(|| {
                let share = posterior.own_share(sight);
                let with = posterior.ability(sight.capability, spread).0;
                Pull {
                    share,
                    points: share * (ability - posterior.general),
                    difference: with - without.ability(sight.capability, spread).0,
                }
            });
            Reading {
                board: sight.board,
                ability,
                noise_sd: libm::sqrt(1.0 / sight.precision),
                general: Pull {
                    share,
                    points: share * (ability - expected),
                    difference: posterior.general - without.general,
                },
                own,
            }
        };
        Self {
            expected,
            expected_sd: libm::sqrt(residual),
            expected_share: posterior.prior_share,
            readings: sights.iter().enumerate().map(read).collect(),
        }
    }
}
