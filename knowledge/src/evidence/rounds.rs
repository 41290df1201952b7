//! The rounds of the fit: what is estimated in turn, and what is handed out at the end.
//!
//! The formulas stand in `fit`; here is their order.

use super::account::Account;
use super::board::{Board, Traits};
use super::calibration::{Calibration, Witness};
use super::doubt::Doubt;
use super::estimate::Fitted;
use super::linear::{Symmetric, dot};
use super::posterior::{Posterior, Sight, Spread};
use super::prior::{Design, PriorFit, Residuals, regressors};
use super::sensor::Sensor;
use super::settings::Settings;
use super::unmeasured::Unmeasured;

/// Everything that the rounds change, and what they read.
pub(crate) struct Rounds<'a> {
    settings: &'a Settings,
    models: &'a [Traits],
    design: Design,
    regressors: Vec<Vec<f64>>,
    sensors: Vec<Sensor>,
    coefficients: Vec<f64>,
    spread: Spread,
    residuals: Residuals,
}

/// What follows from the state of one round: the readings and the posterior of each model.
pub(crate) struct View {
    calibration: Option<Calibration>,
    sights: Vec<Vec<Sight>>,
    posteriors: Vec<Posterior>,
}

impl<'a> Rounds<'a> {
    pub(crate) fn new(
        capabilities: usize,
        boards: &[Board],
        models: &'a [Traits],
        settings: &'a Settings,
    ) -> Self {
        let design = Design::of(models);
        let expected = design.expected(settings);
        Self {
            settings,
            regressors: models.iter().map(|traits| regressors(traits, &design.tiers)).collect(),
            sensors: Sensor::all(capabilities, boards, models.len(), settings),
            coefficients: expected.iter().map(|(mean, _)| *mean).collect(),
            spread: Spread {
                deviations: (0..capabilities)
                    .map(|c| if c == 0 { 0.0 } else { settings.deviation })
                    .map(|sd| sd * sd)
                    .collect(),
                kinship: settings.kinship,
            },
            residuals: design.start(settings),
            models,
            design,
        }
    }

    /// Solves locations and coefficients, then every model's posterior.
    pub(crate) fn view(&mut self) -> View {
        let mut sights = self.sights();
        let witnesses: Vec<Witness<'_>> = sights
            .iter()
            .zip(&self.regressors)
            .zip(self.models)
            .filter(|((sights, _), _)| !sights.is_empty())
            .map(|((sights, regressors), traits)| Witness {
                sights,
                regressors,
                residual: self.design.residual(traits.tier, &self.residuals),
            })
            .collect();
        let expected = self.design.expected(self.settings);
        let calibration = Calibration::of(&self.sensors, &expected, &witnesses, &self.spread, self.settings);
        if let Some(solved) = &calibration {
            for (sensor, location) in self.sensors.iter_mut().zip(&solved.locations) {
                if !sensor.fixes_scale {
                    sensor.location = *location;
                }
            }
            self.coefficients.clone_from(&solved.coefficients);
        }
        for sight in sights.iter_mut().flatten() {
            if let Some(sensor) = self.sensors.get(sight.board) {
                sight.location = sensor.location;
            }
        }
        let posteriors =
            sights.iter().enumerate().filter_map(|(model, sights)| self.posterior(model, sights)).collect();
        View { calibration, sights, posteriors }
    }

    /// The readings, by model, in the order of the boards.
    fn sights(&self) -> Vec<Vec<Sight>> {
        let mut sights: Vec<Vec<Sight>> = vec![Vec::new(); self.regressors.len()];
        for (board, sensor) in self.sensors.iter().enumerate() {
            for reading in &sensor.readings {
                if let Some(seen) = sights.get_mut(reading.model) {
                    seen.push(Sight {
                        board,
                        capability: sensor.capability,
                        distance: sensor.distance(reading),
                        location: sensor.location,
                        precision: 1.0 / sensor.noise(reading),
                        own_work: sensor.own_work(reading),
                    });
                }
            }
        }
        sights
    }

    /// Fits slopes, floors and spreads to the posteriors.
    pub(crate) fn refit(&mut self, view: &View) {
        let elsewhere: Vec<Vec<(f64, f64)>> = self
            .sensors
            .iter()
            .enumerate()
            .map(|(board, sensor)| self.elsewhere(board, sensor, view))
            .collect();
        for (sensor, elsewhere) in self.sensors.iter_mut().zip(elsewhere) {
            let abilities: Vec<(f64, f64)> = sensor
                .readings
                .iter()
                .filter_map(|reading| view.posteriors.get(reading.model))
                .map(|posterior| posterior.ability(sensor.capability, &self.spread))
                .collect();
            sensor.refit_floor(&abilities, self.settings);
            sensor.refit_slope(&elsewhere);
        }
        self.refit_deviations(view);
        self.refit_residuals(view);
    }

    /// The abilities that a board's models would be given without that board.
    fn elsewhere(&self, board: usize, sensor: &Sensor, view: &View) -> Vec<(f64, f64)> {
        let readings = sensor.readings.iter().filter(|_| sensor.fits_slope());
        readings
            .filter_map(|reading| {
                let sights = view.sights.get(reading.model)?;
                let others: Vec<Sight> =
                    sights.iter().copied().filter(|sight| sight.board != board).collect();
                let posterior = self.posterior(reading.model, &others)?;
                Some(posterior.ability(sensor.capability, &self.spread))
            })
            .collect()
    }

    /// The posterior of one model from the given readings.
    fn posterior(&self, model: usize, sights: &[Sight]) -> Option<Posterior> {
        let (expected, residual) = self.prior(model)?;
        Some(Posterior::of(sights, expected, residual, &self.spread))
    }

    /// The expected general strength of one model, and the variance around it.
    fn prior(&self, model: usize) -> Option<(f64, f64)> {
        let expected = dot(&self.coefficients, self.regressors.get(model)?);
        Some((expected, self.design.residual(self.models.get(model)?.tier, &self.residuals)))
    }

    /// Mean squared deviation by capability, drawn towards that of all capabilities together.
    fn refit_deviations(&mut self, view: &View) {
        let mut sums = vec![(0.0, 0.0); self.spread.deviations.len()];
        for posterior in &view.posteriors {
            for (capability, pool) in posterior.pools.iter().enumerate().skip(1) {
                if pool.precision > 0.0
                    && let Some((models, squares)) = sums.get_mut(capability)
                {
                    let (mean, variance) = posterior.deviation(capability, &self.spread);
                    *models += 1.0;
                    *squares += mean * mean + variance;
                }
            }
        }
        let weight = self.settings.deviation_models;
        let start = self.settings.deviation * self.settings.deviation;
        let models: f64 = sums.iter().map(|(models, _)| models).sum();
        let squares: f64 = sums.iter().map(|(_, squares)| squares).sum();
        let shared = (squares + weight * start) / (models + weight);
        let (least, most) = self.settings.deviation_bounds;
        for (deviation, (models, squares)) in self.spread.deviations.iter_mut().zip(sums).skip(1) {
            // The capability's offset took one degree of freedom.
            let freedom = (models + weight - 1.0).max(1.0);
            let fitted = (squares + weight * shared) / freedom;
            *deviation = if models > 0.0 { fitted } else { shared };
            *deviation = deviation.max(least * least).min(most * most);
        }
    }

    /// Squared distance of each measured model from the prior's regression.
    fn refit_residuals(&mut self, view: &View) {
        let squares: Vec<(&Traits, f64)> = view
            .posteriors
            .iter()
            .zip(&view.sights)
            .zip(&self.regressors)
            .zip(self.models)
            .filter(|(((_, sights), _), _)| !sights.is_empty())
            .map(|(((posterior, _), row), traits)| {
                let distance = posterior.general - dot(&self.coefficients, row);
                (traits, distance * distance + posterior.variance)
            })
            .collect();
        self.residuals = self.design.fit_residuals(&squares, self.settings);
    }

    /// Looks once more and hands out what is believed, doubt about the boards included.
    pub(crate) fn conclude(mut self) -> Fitted {
        let view = self.view();
        let doubt = Doubt {
            covariance: view.calibration.as_ref().map(Calibration::covariance),
            boards: self.sensors.len(),
            spread: &self.spread,
        };
        let of_prior = |known: &Symmetric| known.rows_from(doubt.boards).into();
        let unmeasured = Unmeasured {
            coefficients: self.coefficients.clone().into(),
            covariance: doubt.covariance.as_ref().map(of_prior).unwrap_or_default(),
            residuals: self.residuals.by_tier.iter().map(|(variance, _)| *variance).collect(),
            tiers: self.design.tiers.clone().into(),
            deviations: self.spread.deviations.clone().into(),
        };
        let mut estimates = Vec::with_capacity(self.models.len());
        let mut accounts = Vec::with_capacity(self.models.len());
        let models = view.posteriors.iter().zip(&view.sights).zip(&self.regressors).enumerate();
        for (model, ((posterior, sights), row)) in models {
            let seen = posterior.clone().for_user(sights);
            let general = posterior.general_by(sights, row, doubt.boards);
            estimates.push(doubt.estimate(posterior, &seen, sights, &general));
            accounts.extend(self.prior(model).map(|prior| Account::of(&seen, sights, prior, &self.spread)));
        }
        let deviations = self.spread.deviations.iter();
        Fitted {
            estimates,
            accounts,
            unmeasured,
            prior: PriorFit::of(&self.design, &self.coefficients, &self.residuals),
            deviation_sd: deviations.map(|variance| libm::sqrt(*variance)).collect(),
            boards: self.sensors.into_iter().map(Sensor::into_fit).collect(),
        }
    }
}
