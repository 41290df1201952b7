//! Planted worlds: abilities are drawn first, then boards read them.

use super::super::Settings;
use crate::evidence::board::{Board, By, Row, Scale, Traits};

/// A small generator (`SplitMix64`): G. L. Steele, D. Lea and C. H. Flood, 2014, "Fast Splittable
/// Pseudorandom Number Generators".
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Evenly in 0..1.
    fn share(&mut self) -> f64 {
        f64::from(u32::try_from(self.bits() >> 32).unwrap()) / 4_294_967_296.0
    }

    /// Standard normal, near enough: twelve even throws.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// A planted world: `truth[model][capability]`.
pub(super) struct World {
    pub(super) traits: Vec<Traits>,
    pub(super) boards: Vec<Board>,
    pub(super) truth: Vec<Vec<f64>>,
}

pub(super) const CAPABILITIES: usize = 3;
pub(super) const DEVIATION: f64 = 25.0;
pub(super) const RESIDUAL: f64 = 50.0;

/// A board as planted. `noise` is in ability points; `interval` says that it is printed.
pub(super) struct Plan {
    pub(super) id: &'static str,
    capability: usize,
    scale: Scale,
    pub(super) offset: f64,
    pub(super) slope: f64,
    noise: f64,
    interval: bool,
    /// Share of the models that it lists.
    share: f64,
    age_days: f64,
}

/// A rating board of half the models, to be varied.
const RATING: Plan = Plan {
    id: "overall",
    capability: 0,
    scale: Scale::Rating,
    offset: 0.0,
    slope: 1.0,
    noise: 8.0,
    interval: true,
    share: 0.5,
    age_days: 0.0,
};

/// A test of half the models, to be varied.
const TEST: Plan = Plan {
    id: "index",
    scale: Scale::Points,
    offset: -60.0,
    slope: 0.15,
    noise: 40.0,
    interval: false,
    ..RATING
};

#[rustfmt::skip]
pub(super) const PLANS: [Plan; 6] = [
    Plan { share: 0.7, ..RATING },
    Plan { id: "overall-old", offset: -35.0, age_days: 365.25, ..RATING },
    TEST,
    Plan { id: "chinese", capability: 1, offset: -230.0, slope: 1.2, noise: 10.0, ..RATING },
    Plan { id: "coding", capability: 2, offset: -50.0, ..RATING },
    Plan { id: "exam", capability: 2, scale: Scale::Percent, offset: -9.0, slope: 0.0068, ..TEST },
];

/// A world of so many models, every tenth of which no board lists.
pub(super) fn plant(seed: u64, models: usize, settings: &Settings) -> World {
    let mut dice = Dice(seed);
    let mut traits = Vec::new();
    let mut truth = Vec::new();
    for _ in 0..models {
        let total = libm::exp(dice.share() * 6.0);
        let days = 300.0 + dice.share() * 1000.0;
        let expected = 1230.0 + 30.0 * libm::log(total) + 60.0 * (days - 731.0) / 365.25;
        let general = expected + RESIDUAL * dice.normal();
        let mut abilities = vec![general];
        abilities.extend((1..CAPABILITIES).map(|_| general + DEVIATION * dice.normal()));
        truth.push(abilities);
        traits.push(Traits {
            params_total: Some(total),
            params_active: None,
            released_days: Some(days),
            tier: usize::from(total > 60.0),
        });
    }
    let boards = PLANS.iter().map(|plan| plan.read(&truth, &mut dice, settings)).collect();
    World { traits, boards, truth }
}

impl Plan {
    fn read(&self, truth: &[Vec<f64>], dice: &mut Dice, settings: &Settings) -> Board {
        let age = settings.age_drift * self.age_days / 365.25;
        let floor = if self.interval { settings.rating_floor } else { 0.0 };
        let sd = libm::sqrt(self.noise * self.noise + floor * floor + age * age);
        let mut rows = Vec::new();
        for (model, abilities) in truth.iter().enumerate() {
            let listed = dice.share() < self.share && model % 10 != 0;
            let seen = abilities[self.capability] + sd * dice.normal();
            let raw = self.offset + self.slope * seen;
            let score = match self.scale {
                Scale::Percent => 100.0 / (1.0 + libm::exp(-raw)),
                Scale::Rating | Scale::Points => raw,
            };
            let half_width = self.interval.then_some(1.96 * self.noise * self.slope);
            if listed {
                rows.push(Row { model, score, half_width });
            }
        }
        Board {
            id: self.id.to_owned(),
            capability: self.capability,
            scale: self.scale,
            by: By::Independent,
            age_days: self.age_days,
            rows,
        }
    }
}
