//! A board as a noisy sensor of one capability: its scale, its noise, and the fit of both.
//!
//! All variances here are in squared rating points; scores keep the board's own unit.

use super::board::{Board, By, Scale};
use super::estimate::BoardFit;
use super::linear::{count, mean};
use super::settings::Settings;
use core::cmp::{Ordering, Reverse};

/// Half-width of a 95 % interval over its standard deviation.
const HALF_WIDTH_PER_SD: f64 = 1.96;
const DAYS_A_YEAR: f64 = 365.25;
/// Nothing that is measured is greater; beyond it squares and sums might overflow.
const GREATEST: f64 = 1e9;

/// One score, centred on its board's mean and in the board's (logit) unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    pub(crate) model: usize,
    score: f64,
    /// Measured variance, in the board's unit squared.
    spread: f64,
    /// Whether that was stated.
    stated: bool,
}

/// A board made ready: `score = slope × (ability − location) + noise`.
#[derive(Debug, Clone)]
pub(crate) struct Sensor {
    id: String,
    pub(crate) capability: usize,
    pub(crate) fixes_scale: bool,
    /// Ability at which the board's mean score is met: a test's difficulty, in rating points.
    pub(crate) location: f64,
    pub(crate) slope: f64,
    pub(crate) readings: Vec<Reading>,
    scale: Scale,
    by: By,
    age_days: f64,
    /// Mean score, in the board's (logit) unit.
    centre: f64,
    expected_slope: f64,
    /// Relative sd of slopes around the expected one; 0 where the slope is given.
    slope_spread: f64,
    /// Relative sd of this slope as fitted.
    slope_doubt: f64,
    /// Fitted (or, for ratings, given) noise variance.
    floor: f64,
    /// Variance from age and from self-reporting.
    given: f64,
}

impl Sensor {
    /// Makes all boards ready, in an order that does not depend on the order given. Boards of
    /// unknown capabilities, rows of unknown models and scores beyond [`GREATEST`] are left out.
    pub(crate) fn all(
        capabilities: usize,
        boards: &[Board],
        models: usize,
        settings: &Settings,
    ) -> Vec<Self> {
        let mut sensors: Vec<Self> = boards
            .iter()
            .filter(|board| board.capability < capabilities)
            .map(|board| Self::of(board, models, settings))
            .collect();
        sensors.sort_by(Self::order);
        let anchor = sensors
            .iter()
            .enumerate()
            .filter(|(_, sensor)| sensor.scale == Scale::Rating && !sensor.readings.is_empty())
            .min_by(|(_, a), (_, b)| a.distance_from_anchor(b))
            .map(|(index, _)| index);
        if let Some(anchor) = anchor.and_then(|index| sensors.get_mut(index)) {
            anchor.fixes_scale = true;
            anchor.location = anchor.centre;
        }
        sensors
    }

    fn of(board: &Board, models: usize, settings: &Settings) -> Self {
        let mut readings: Vec<Reading> = board
            .rows
            .iter()
            .filter(|row| row.model < models && row.score.abs() <= GREATEST)
            .map(|row| {
                let (score, unit) = in_unit(board.scale, row.score);
                let measured = row.half_width.filter(|w| (0.0..=GREATEST).contains(w));
                let half_width = match board.scale {
                    Scale::Rating => measured.unwrap_or(settings.default_half_width),
                    Scale::Percent | Scale::Points => measured.unwrap_or(0.0),
                };
                let sd = half_width * unit / HALF_WIDTH_PER_SD;
                Reading { model: row.model, score, spread: sd * sd, stated: measured.is_some() }
            })
            .collect();
        readings.sort_by(Reading::order);
        let centre = mean(readings.iter().map(|reading| reading.score));
        for reading in &mut readings {
            reading.score -= centre;
        }
        let age_days = if board.age_days.is_finite() { board.age_days.clamp(0.0, GREATEST) } else { 0.0 };
        let drift = settings.age_drift * age_days / DAYS_A_YEAR;
        let bias = if board.by == By::Vendor { settings.vendor_bias } else { 0.0 };
        let (slope, slope_doubt, floor) = expected(board, &readings, settings);
        Self {
            id: board.id.clone(),
            capability: board.capability,
            fixes_scale: false,
            location: settings.origin.0,
            slope,
            readings,
            scale: board.scale,
            by: board.by,
            age_days,
            centre,
            expected_slope: slope,
            slope_spread: slope_doubt,
            slope_doubt,
            floor: floor * floor,
            given: drift * drift + bias * bias,
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        self.id
            .cmp(&other.id)
            .then(self.capability.cmp(&other.capability))
            .then(self.scale.cmp(&other.scale))
            .then(self.by.cmp(&other.by))
            .then(self.age_days.total_cmp(&other.age_days))
            .then(self.centre.total_cmp(&other.centre))
            .then(self.readings.len().cmp(&other.readings.len()))
            .then_with(|| {
                self.readings
                    .iter()
                    .zip(&other.readings)
                    .map(|(a, b)| a.order(b))
                    .find(|order| order.is_ne())
                    .unwrap_or(Ordering::Equal)
            })
    }

    /// A general board before any other, an independent one before a user's and that before a vendor's, then the newest,
    /// then the longest.
    fn distance_from_anchor(&self, other: &Self) -> Ordering {
        (self.capability != 0)
            .cmp(&(other.capability != 0))
            .then(self.by.cmp(&other.by))
            .then(self.age_days.total_cmp(&other.age_days))
            .then(Reverse(self.readings.len()).cmp(&Reverse(other.readings.len())))
    }

    /// The reading's distance from the board's location, in rating points.
    pub(crate) fn distance(&self, reading: &Reading) -> f64 {
        reading.score / self.slope
    }

    /// Noise variance of a reading. A doubtful slope hurts most far from the board's middle.
    pub(crate) fn noise(&self, reading: &Reading) -> f64 {
        let stretch = self.distance(reading) * self.slope_doubt;
        reading.spread / (self.slope * self.slope) + self.floor + self.given + stretch * stretch
    }

    /// The part of a reading's noise that is none for the user: that of the board itself, if it is their own; half of
    /// it where no interval says how exact the reading is.
    pub(crate) fn own_work(&self, reading: &Reading) -> f64 {
        match (self.by, reading.stated) {
            (By::Own, true) => self.floor,
            (By::Own, false) => self.floor / 2.0,
            _ => 0.0,
        }
    }

    /// What the board turned out to do, as it is handed out.
    pub(crate) fn into_fit(self) -> BoardFit {
        let offset = if self.fixes_scale { 0.0 } else { self.centre - self.slope * self.location };
        BoardFit {
            id: self.id,
            capability: self.capability,
            fixes_scale: self.fixes_scale,
            offset,
            slope: self.slope,
            location: self.location,
            noise_sd: libm::sqrt(self.floor + self.given),
            rows: self.readings.len(),
        }
    }

    /// Fits the floor anew to what is now believed of the models read: mean and variance of the
    /// ability of each reading, in the order of the readings. Ratings bring their own noise.
    pub(crate) fn refit_floor(&mut self, abilities: &[(f64, f64)], settings: &Settings) {
        if self.scale != Scale::Rating && !self.readings.is_empty() {
            self.floor = self.fitted_floor(abilities, settings);
        }
    }

    /// Fits the slope anew to what all other boards make of the models read.
    pub(crate) fn refit_slope(&mut self, elsewhere: &[(f64, f64)]) {
        if self.fits_slope() && !self.readings.is_empty() {
            (self.slope, self.slope_doubt) = self.fitted_slope(elsewhere);
        }
    }

    /// Whether the slope is fitted at all: ratings of general strength share one scale.
    pub(crate) fn fits_slope(&self) -> bool {
        self.slope_spread > 0.0
    }

    /// The floor's expected share in each squared residual (an EM step), with a prior that counts
    /// for a few rows. Offset and slope took two degrees of freedom.
    fn fitted_floor(&self, abilities: &[(f64, f64)], settings: &Settings) -> f64 {
        let mut sum = 0.0;
        for (reading, (mean, variance)) in self.readings.iter().zip(abilities) {
            let share = self.floor / self.noise(reading);
            let residual = self.location + self.distance(reading) - mean;
            sum += share * share * (residual * residual + variance) + self.floor * (1.0 - share);
        }
        let expected = settings.board_floor * settings.board_floor;
        let rows = count(self.readings.len());
        let weight = settings.board_floor_rows;
        let (least, most) = settings.board_floor_bounds;
        ((sum + weight * expected) / (rows + weight - 2.0).max(1.0)).max(least * least).min(most * most)
    }

    /// Weighted regression of the scores on the abilities that the other boards let expect, with a
    /// ridge towards the expected slope: slope and its relative sd. What the board itself says must
    /// stay out, or a precise board would confirm whatever slope it has. (Maximum
    /// pseudo-likelihood: J. Besag, 1975, "Statistical Analysis of Non-Lattice Data",
    /// The Statistician 24.)
    fn fitted_slope(&self, elsewhere: &[(f64, f64)]) -> (f64, f64) {
        let unit = self.slope * self.slope;
        let rows: Vec<(f64, f64, f64)> = self
            .readings
            .iter()
            .zip(elsewhere)
            .map(|(reading, &(ability, variance))| {
                let weight = 1.0 / (unit * (self.noise(reading) + variance));
                (weight, reading.score, ability)
            })
            .collect();
        let total: f64 = rows.iter().map(|row| row.0).sum();
        let score: f64 = rows.iter().map(|row| row.0 * row.1).sum::<f64>() / total;
        let middle: f64 = rows.iter().map(|row| row.0 * row.2).sum::<f64>() / total;
        let (mut across, mut along) = (0.0, 0.0);
        for (weight, own, ability) in rows {
            across += weight * (ability - middle) * (own - score);
            along += weight * (ability - middle) * (ability - middle);
        }
        let sd = self.slope_spread * self.expected_slope;
        let ridge = 1.0 / (sd * sd);
        let slope = (across + ridge * self.expected_slope) / (along + ridge);
        // Higher is better on every board: a slope never comes near zero or below.
        let slope = slope.max(self.expected_slope / 10.0).min(self.expected_slope * 10.0);
        (slope, libm::sqrt(1.0 / (along + ridge)) / slope)
    }
}

impl Reading {
    fn order(&self, other: &Self) -> Ordering {
        self.model
            .cmp(&other.model)
            .then(self.score.total_cmp(&other.score))
            .then(self.spread.total_cmp(&other.spread))
    }
}

/// A score in the unit in which it is linear in ability, and that unit's size per printed unit.
fn in_unit(scale: Scale, score: f64) -> (f64, f64) {
    match scale {
        Scale::Rating | Scale::Points => (score, 1.0),
        Scale::Percent => {
            let share = score.clamp(1.0, 99.0) / 100.0;
            let odds = share / (1.0 - share);
            (libm::log(odds), 0.01 / (share * (1.0 - share)))
        }
    }
}

/// Slope, its relative sd and the noise sd before anything is fitted.
fn expected(board: &Board, centred: &[Reading], settings: &Settings) -> (f64, f64, f64) {
    let doubt = settings.slope_doubt;
    match board.scale {
        Scale::Rating if board.capability == 0 => (1.0, 0.0, settings.rating_floor),
        Scale::Rating => (1.0, settings.rating_slope_doubt, settings.rating_floor),
        Scale::Percent => (settings.percent_slope, doubt, settings.board_floor),
        Scale::Points => {
            let variance = mean(centred.iter().map(|reading| reading.score * reading.score));
            let slope = libm::sqrt(variance) / settings.points_spread;
            let slope = if slope > 0.0 { slope } else { 1.0 };
            (slope, doubt, settings.board_floor)
        }
    }
}
