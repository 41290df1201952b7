//! What may be expected of a model of which only size, age and tier are known.
//!
//! Turns traits into the regressors of the prior of the general strength and states how far each
//! coefficient may stray (ridge regression: A. E. Hoerl and R. W. Kennard, 1970, "Ridge
//! Regression: Biased Estimation for Nonorthogonal Problems", Technometrics 12). The regression
//! itself is solved together with the boards' locations, in `calibration`.

use super::board::Traits;
use super::linear::count;
use super::settings::Settings;
use std::collections::BTreeSet;

/// Parameters, in billions, at which the size terms are zero: where local and hosted models meet.
const REFERENCE_PARAMS: f64 = 30.0;
/// Days from 2023-01-01 to 2025-01-01, where the date term is zero.
const REFERENCE_DAYS: f64 = 731.0;
/// Total parameters, in billions, below which ability falls faster: leaving measured models out
/// one by one, the term takes the error for on-device models from 75 to 67 points.
const SMALL_PARAMS: f64 = 8.0;
const DAYS_A_YEAR: f64 = 365.25;
/// The tier of a model of which no tier is known.
const UNKNOWN_TIER: usize = 0;
/// Regressors that stand before the tiers, see [`Design::regressors`].
const LEADING: usize = 7;

/// The prior's regression, fitted: the expected general strength is the sum of these terms.
#[derive(Debug, Clone, PartialEq)]
pub struct PriorFit {
    /// Rating of a model of 30 billion parameters, released 2025-01-01, of no tier.
    pub intercept: f64,
    /// Points per e-fold of total parameters.
    pub per_ln_total: f64,
    /// Points per e-fold of active parameters.
    pub per_ln_active: f64,
    /// Points per year of release date.
    pub per_year: f64,
    /// Points for a model whose parameters are not known.
    pub params_unknown: f64,
    /// Points for a model whose release date is not known.
    pub release_unknown: f64,
    /// Points per e-fold by which the total parameters fall short of 8 billion; below 0 as a rule.
    pub per_ln_shortfall: f64,
    /// One for each tier that has models with evidence, by its index.
    pub tiers: Vec<TierFit>,
    /// Spread of all measured models around the regression, sd in points.
    pub residual_sd: f64,
    /// Models with evidence, on which it was fitted.
    pub models: usize,
}

/// What a tier adds to the prior.
#[derive(Debug, Clone, PartialEq)]
pub struct TierFit {
    /// Index of the tier.
    pub tier: usize,
    /// Points for a model of this tier.
    pub points: f64,
    /// Spread of this tier's models around the regression, sd in points: small models differ more
    /// from what size and age tell than hosted ones do.
    pub residual_sd: f64,
    /// Models with evidence in this tier.
    pub models: usize,
}

/// Variances of models with evidence around the regression.
#[derive(Debug, Clone)]
pub(crate) struct Residuals {
    /// Variance over all tiers.
    all: f64,
    /// Variance and number of models of each tier, in the order of the design's.
    pub(crate) by_tier: Vec<(f64, usize)>,
}

/// Which columns the regression has: fixed ones, then one for each tier that occurs, and for an unknown one.
#[derive(Debug, Clone)]
pub(crate) struct Design {
    /// Ascending.
    pub(crate) tiers: Vec<usize>,
}

/// The regressors of one model where there are these tiers; a figure outside all reason counts as unknown. A dense
/// model states its total only, and all of it is active; if only the active part is known, the model has at least
/// that many.
pub(crate) fn regressors(traits: &Traits, tiers: &[usize]) -> Vec<f64> {
    let stated = |figure: Option<f64>| figure.filter(|billions| (1e-9..=1e9).contains(billions));
    let total = stated(traits.params_total);
    let active = stated(traits.params_active);
    let size = |figure: Option<f64>| figure.map_or(0.0, |b| libm::log(b / REFERENCE_PARAMS));
    let released = traits.released_days.filter(|days| days.abs() <= 1e6);
    let flag = |missing: bool| if missing { 1.0 } else { 0.0 };
    let small = total.or(active).unwrap_or(SMALL_PARAMS);
    let shortfall = libm::log(SMALL_PARAMS / small).max(0.0);
    let mut row = vec![
        1.0,
        size(total.or(active)),
        size(active.or(total)),
        released.map_or(0.0, |days| (days - REFERENCE_DAYS) / DAYS_A_YEAR),
        flag(total.or(active).is_none()),
        flag(released.is_none()),
        shortfall,
    ];
    row.extend(tiers.iter().map(|tier| flag(*tier == traits.tier)));
    row
}

impl Design {
    pub(crate) fn of(models: &[Traits]) -> Self {
        let tiers: BTreeSet<_> = models.iter().map(|traits| traits.tier).chain([UNKNOWN_TIER]).collect();
        Self { tiers: tiers.into_iter().collect() }
    }

    /// The expected coefficient and its sd, column by column.
    pub(crate) fn expected(&self, settings: &Settings) -> Vec<(f64, f64)> {
        let params = (0.0, settings.ridge_params);
        let group = (0.0, settings.ridge_group);
        let mut columns =
            vec![settings.origin, params, params, (0.0, settings.ridge_year), group, group, params];
        columns.extend(self.tiers.iter().map(|_| group));
        columns
    }

    /// The residual variance that a tier of the design has.
    pub(crate) fn residual(&self, tier: usize, residuals: &Residuals) -> f64 {
        let place = self.tiers.binary_search(&tier).ok();
        place.and_then(|place| residuals.by_tier.get(place)).map_or(residuals.all, |(variance, _)| *variance)
    }

    /// The residual variances before any fit.
    pub(crate) fn start(&self, settings: &Settings) -> Residuals {
        self.fit_residuals(&[], settings)
    }

    /// Residual variances from the squared distances of measured models: over all, less the
    /// degrees of freedom that the coefficients took, and by tier, drawn towards that.
    pub(crate) fn fit_residuals(&self, squares: &[(&Traits, f64)], settings: &Settings) -> Residuals {
        let (sd, weight) = settings.residual;
        let mut sums = vec![(0.0, 0); self.tiers.len()];
        for (traits, square) in squares {
            let place = self.tiers.binary_search(&traits.tier);
            if let Some((sum, models)) = place.ok().and_then(|place| sums.get_mut(place)) {
                *sum += square;
                *models += 1;
            }
        }
        let models = count(squares.len());
        // The column of a tier without such models took nothing.
        let columns = LEADING + sums.iter().filter(|(_, models)| *models > 0).count();
        let freedom = (models - count(columns)).max(0.0);
        let sum: f64 = squares.iter().map(|(_, square)| square).sum();
        let all = (sum + weight * sd * sd) / (freedom + weight);
        let kept = if models > 0.0 { freedom / models } else { 0.0 };
        let by_tier = sums
            .into_iter()
            .map(|(sum, models)| {
                let own = (sum + weight * all) / (count(models) * kept + weight);
                (own, models)
            })
            .collect();
        Residuals { all, by_tier }
    }
}

impl PriorFit {
    /// Names the coefficients.
    pub(crate) fn of(design: &Design, coefficients: &[f64], residuals: &Residuals) -> Self {
        let at = |column: usize| coefficients.get(column).copied().unwrap_or(0.0);
        let tiers = design.tiers.iter().zip(coefficients.iter().skip(LEADING)).zip(&residuals.by_tier);
        Self {
            intercept: at(0),
            per_ln_total: at(1),
            per_ln_active: at(2),
            per_year: at(3),
            params_unknown: at(4),
            release_unknown: at(5),
            per_ln_shortfall: at(6),
            tiers: tiers
                .filter(|(_, (_, models))| *models > 0)
                .map(|((tier, points), (variance, models))| TierFit {
                    tier: *tier,
                    points: *points,
                    residual_sd: libm::sqrt(*variance),
                    models: *models,
                })
                .collect(),
            residual_sd: libm::sqrt(residuals.all),
            models: residuals.by_tier.iter().map(|(_, models)| models).sum(),
        }
    }
}
