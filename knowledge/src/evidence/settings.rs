//! The constants of the ability fit: every number that is chosen rather than fitted.

/// What the fit takes as given. Unless it says otherwise a number is in rating points
/// (400 points = odds of 10 to 1).
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Rounds of alternation; fixed, so that the result is. On the shipped boards 20 rounds are
    /// within 0.1 points of 3000 rounds everywhere, on twice as many boards 40 are.
    pub rounds: usize,
    /// Half-width of the 95 % interval of a rating that is published without one: the greatest on
    /// Arena's text board of 2026-10-08, where the median is 4.3 and new models have 9.
    pub default_half_width: f64,
    /// Noise sd of every rating beyond its interval: which effort level, system prompt or date of
    /// the model was run. Editorial; it keeps a long-running model from looking exact.
    pub rating_floor: f64,
    /// Noise sd of a points or percent board before it has been fitted. Editorial; around its line
    /// against Arena, Epoch's index of 2026-10-08 comes out at 34.
    pub board_floor: f64,
    /// Least and greatest noise sd that such a board may be fitted with. The least says that no
    /// test measures what Arena measures; the greatest that a board is never quite ignored.
    pub board_floor_bounds: (f64, f64),
    /// How many rows `board_floor` counts for against a board's own residuals.
    pub board_floor_rows: f64,
    /// Growth of the noise sd with a snapshot's age, points a year. Models that stand on Arena's
    /// style-controlled text boards of 2025-12-17 and of 2026-10-02 differ by 12.7 points rms,
    /// where the intervals explain 6: about 11 in 0.8 years, part of it models that were updated
    /// under an old name.
    pub age_drift: f64,
    /// Noise sd of a row that the vendor reports itself. The common part of a vendor's optimism
    /// goes into the board's offset; this is its scatter from vendor to vendor. One stored
    /// comparison found such rows 0.35 standard deviations too high; the catalogue's standard
    /// deviation is about 100 points.
    pub vendor_bias: f64,
    /// Expected slope of a percent board, logits per rating point: ln 10 / 400, at which a task
    /// is solved with the odds of winning against an opponent of its difficulty.
    pub percent_slope: f64,
    /// Expected standard deviation of the abilities on a points board, whose unit is unknown; it
    /// gives the expected slope. Arena's text board of 2026-10-02 has 108 over 81 models.
    pub points_spread: f64,
    /// Relative sd of a slope around its expected value. Editorial: within a factor of two.
    pub slope_doubt: f64,
    /// The same for rating boards of a capability, around 1; 0 holds them at 1. Fitted slopes run
    /// from 0.84 to 1.47 and predict held-out category ratings better than slope 1 does (rms 21
    /// against 24 points over 532 rows of the shipped Arena boards, Chinese 13 against 19).
    pub rating_slope_doubt: f64,
    /// Sd of a capability's deviation before it has been fitted. Arena's categories of 2026-08-19
    /// spread by 11 to 55 points around the overall board, intervals and slopes included.
    pub deviation: f64,
    /// Least and greatest sd that a capability's deviation may be fitted with.
    pub deviation_bounds: (f64, f64),
    /// How many models the sd pooled over all capabilities counts for against a capability's own.
    pub deviation_models: f64,
    /// Correlation, 0..1, between a model's deviations in different capabilities: their mean over
    /// the pairs of Arena's categories of 2026-08-19 is 0.19. So many categories tell less of the
    /// general strength than their number says.
    pub kinship: f64,
    /// Ability where nothing at all is known, and its sd: midway on Arena's text board of
    /// 2026-10-02, which runs from 1057 to 1525.
    pub origin: (f64, f64),
    /// Sd, around no effect, of the prior's coefficients: points per e-fold of parameters.
    pub ridge_params: f64,
    /// The same for the release date: points a year.
    pub ridge_year: f64,
    /// The same for a tier, and for a parameter count or date that is missing: points.
    pub ridge_group: f64,
    /// Residual sd of the prior before it has been fitted, and how many models that counts for;
    /// the sd over all tiers counts for as many against a tier's own.
    pub residual: (f64, f64),
    /// Sd of a board's location (the ability at which its mean score is met): wide, so that
    /// offsets follow the models shared and nothing else.
    pub location: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            rounds: 40,
            default_half_width: 10.0,
            rating_floor: 5.0,
            board_floor: 40.0,
            board_floor_bounds: (15.0, 150.0),
            board_floor_rows: 6.0,
            age_drift: 10.0,
            vendor_bias: 35.0,
            percent_slope: core::f64::consts::LN_10 / 400.0,
            points_spread: 100.0,
            slope_doubt: 0.5,
            rating_slope_doubt: 0.3,
            deviation: 20.0,
            deviation_bounds: (5.0, 120.0),
            deviation_models: 10.0,
            kinship: 0.2,
            origin: (1300.0, 200.0),
            ridge_params: 40.0,
            ridge_year: 100.0,
            ridge_group: 60.0,
            residual: (60.0, 5.0),
            location: 1000.0,
        }
    }
}
