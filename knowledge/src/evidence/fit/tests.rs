//! Worlds with a known answer: what is planted must come back, and no surer than it should.

mod accounts;
mod world;

use super::super::board::{Board, By, Row, Scale, Traits};
use super::super::estimate::Fitted;
use super::super::linear::count;
use super::{Settings, fit};
use world::{CAPABILITIES, DEVIATION, PLANS, Plan, RESIDUAL, World, plant};

fn fitted(world: &World, settings: &Settings) -> Fitted {
    fit(CAPABILITIES, &world.boards, &world.traits, settings)
}

/// Settings under which the planted worlds obey the model to the letter.
fn exact() -> Settings {
    Settings { kinship: 0.0, ..Settings::default() }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count();
    values.iter().map(|&value| count(below(value))).collect()
}

fn correlation(left: &[f64], right: &[f64]) -> f64 {
    let middle = |values: &[f64]| values.iter().sum::<f64>() / count(values.len());
    let (a, b) = (middle(left), middle(right));
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (x, y) in left.iter().zip(right) {
        ab += (x - a) * (y - b);
        aa += (x - a) * (x - a);
        bb += (y - b) * (y - b);
    }
    ab / libm::sqrt(aa * bb)
}

#[test]
fn planted_abilities_offsets_and_slopes_come_back() {
    let settings = Settings::default();
    let world = plant(7, 150, &settings);
    let fitted = fitted(&world, &settings);
    for capability in 0..CAPABILITIES {
        let (mut found, mut planted) = (Vec::new(), Vec::new());
        for (estimate, truth) in fitted.estimates.iter().zip(&world.truth) {
            if estimate.by_capability[capability].boards > 0 {
                found.push(estimate.by_capability[capability].mean);
                planted.push(truth[capability]);
            }
        }
        let error = found.iter().zip(&planted).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        let error = libm::sqrt(error / count(found.len()));
        let rank = correlation(&ranks(&found), &ranks(&planted));
        assert!(rank > 0.95, "capability {capability}: rank correlation {rank}");
        assert!(error < 22.0, "capability {capability}: error {error}");
    }
    for Plan { id, offset, slope, .. } in PLANS {
        let board = fitted.boards.iter().find(|board| board.id == id).unwrap();
        assert!((board.slope / slope - 1.0).abs() < 0.15, "{board:?}");
        // Where the board's line is at a middling ability matters, not where it meets zero.
        let gap = (board.offset - offset + (board.slope - slope) * 1330.0) / slope;
        assert!(gap.abs() < 15.0, "{board:?}: {gap} points off");
        assert_eq!(board.fixes_scale, id == "overall");
    }
    assert!((fitted.prior.residual_sd - RESIDUAL).abs() < 10.0, "{:?}", fitted.prior);
    assert!((fitted.prior.per_year - 60.0).abs() < 20.0, "{:?}", fitted.prior);
    for sd in &fitted.deviation_sd[1..] {
        assert!((sd - DEVIATION).abs() < 8.0, "{sd}");
    }
}

/// Shares of the true values inside the 90 % interval: general, capability, mix; for models with
/// evidence and without.
fn coverage(worlds: u64, settings: &Settings) -> [[f64; 3]; 2] {
    let mix = [(0, 1.0), (1, 2.0), (2, 3.0)];
    let mut inside = [[0.0; 3]; 2];
    let mut seen = [0.0; 2];
    for seed in 0..worlds {
        let world = plant(1000 + seed, 80, settings);
        for (estimate, truth) in fitted(&world, settings).estimates.iter().zip(&world.truth) {
            let measured = usize::from(estimate.boards > 0);
            let mixed = truth[0] / 6.0 + truth[1] / 3.0 + truth[2] / 2.0;
            let asked: [(&[(usize, f64)], f64); 3] =
                [(&[], truth[0]), (&[(1, 1.0)], truth[1]), (&mix, mixed)];
            seen[measured] += 1.0;
            for (held, (weights, truth)) in inside[measured].iter_mut().zip(asked) {
                let (mean, sd) = estimate.mix(weights);
                *held += f64::from(u8::from((mean - truth).abs() < 1.645 * sd));
            }
        }
    }
    for (held, seen) in inside.iter_mut().zip(seen) {
        for share in held {
            *share /= seen;
        }
    }
    inside
}

#[test]
fn nine_in_ten_intervals_hold_the_truth() {
    let shares = coverage(60, &exact());
    for share in shares.iter().flatten() {
        assert!((0.87..0.93).contains(share), "{shares:?}");
    }
}

#[test]
fn kinship_only_widens() {
    let [_, measured] = coverage(15, &Settings::default());
    assert!(measured.iter().all(|share| *share > 0.87), "{measured:?}");
}

#[test]
fn a_model_without_rows_gets_the_prior_and_a_wide_spread() {
    let settings = Settings::default();
    let world = plant(3, 120, &settings);
    let fitted = fitted(&world, &settings);
    let unmeasured = &fitted.estimates[0];
    let prior = &fitted.prior;
    let traits = &world.traits[0];
    let size = libm::log(traits.params_total.unwrap() / 30.0);
    let years = (traits.released_days.unwrap() - 731.0) / 365.25;
    let tier = prior.tiers.iter().find(|tier| tier.tier == traits.tier).unwrap();
    let expected = prior.intercept
        + (prior.per_ln_total + prior.per_ln_active) * size
        + prior.per_year * years
        + prior.per_ln_shortfall * libm::log(8.0 / traits.params_total.unwrap()).max(0.0)
        + tier.points;
    assert_eq!(unmeasured.boards, 0);
    assert!((unmeasured.general - expected).abs() < 0.051, "{unmeasured:?} {expected}");
    assert!(libm::sqrt(unmeasured.general_variance) >= tier.residual_sd - 0.05);
    for capability in &unmeasured.by_capability {
        assert_eq!((capability.boards, capability.mean), (0, unmeasured.general));
        assert!((capability.tied - 1.0).abs() < 1e-12);
    }
    let measured = fitted.estimates.iter().filter(|e| e.by_capability[0].boards > 1);
    for estimate in measured {
        assert!(estimate.general_variance < unmeasured.general_variance / 4.0, "{estimate:?}");
    }
}

#[test]
fn a_constant_on_a_category_board_changes_nothing_else() {
    let settings = Settings::default();
    let mut world = plant(11, 60, &settings);
    let before = fitted(&world, &settings);
    for board in world.boards.iter_mut().filter(|board| board.id == "chinese") {
        board.rows.iter_mut().for_each(|row| row.score += 64.0);
    }
    let after = fitted(&world, &settings);
    assert_eq!(before.estimates, after.estimates);
    for (before, after) in before.boards.iter().zip(&after.boards) {
        let moved = if before.id == "chinese" { 64.0 } else { 0.0 };
        assert!((after.offset - before.offset - moved).abs() < 1e-6, "{after:?}");
    }
}

#[test]
fn the_order_of_boards_and_rows_does_not_change_a_bit() {
    let settings = Settings::default();
    let mut world = plant(5, 60, &settings);
    let before = fitted(&world, &settings);
    world.boards.reverse();
    world.boards.swap(0, 3);
    for board in &mut world.boards {
        board.rows.reverse();
        let half = board.rows.len() / 2;
        board.rows.rotate_left(half);
    }
    let after = fitted(&world, &settings);
    assert_eq!(format!("{before:?}"), format!("{after:?}"));
}

#[test]
fn a_new_row_moves_mostly_its_own_model() {
    let settings = Settings::default();
    let mut world = plant(13, 100, &settings);
    let before = fitted(&world, &settings);
    world.boards[0].rows.push(Row { model: 0, score: 1500.0, half_width: Some(8.0) });
    let after = fitted(&world, &settings);
    let moved: Vec<f64> = before
        .estimates
        .iter()
        .zip(&after.estimates)
        .map(|(before, after)| (after.general - before.general).abs())
        .collect();
    assert!(moved[0] > 30.0, "{moved:?}");
    assert!((after.estimates[0].general - 1500.0).abs() < 10.0);
    for others in &moved[1..] {
        assert!(*others < moved[0] / 10.0, "{moved:?}");
    }
}

#[test]
fn a_board_of_one_unmoored_model_tells_nothing() {
    let settings = Settings::default();
    let mut world = plant(17, 60, &settings);
    let before = fitted(&world, &settings);
    let row = Row { model: 10, score: 55.0, half_width: None };
    world.boards.push(Board {
        id: "lone".to_owned(),
        capability: 1,
        scale: Scale::Percent,
        by: By::Independent,
        age_days: 0.0,
        rows: vec![row],
    });
    let after = fitted(&world, &settings);
    let (mean, sd) = before.estimates[10].mix(&[(1, 1.0)]);
    let (mean_after, sd_after) = after.estimates[10].mix(&[(1, 1.0)]);
    assert!((mean - mean_after).abs() < 0.5, "{mean} {mean_after}");
    assert!((sd - sd_after).abs() < 0.5, "{sd} {sd_after}");
}

/// A model of which nothing is known.
const UNKNOWN: Traits =
    Traits { params_total: None, params_active: None, released_days: None, tier: usize::MAX };

#[test]
fn empty_input_is_borne() {
    let settings = Settings::default();
    let nothing = fit(0, &[], &[], &settings);
    assert!(nothing.estimates.is_empty() && nothing.boards.is_empty());
    let alone = fit(2, &[], &[UNKNOWN], &settings);
    assert!((alone.estimates[0].general - settings.origin.0).abs() < 0.1);
    assert!(alone.estimates[0].general_variance > 100.0 * 100.0);
}

#[test]
fn broken_input_is_borne() {
    let settings = Settings::default();
    let row = |model, score| Row { model, score, half_width: Some(f64::NAN) };
    let board = |capability, scale, rows| Board {
        id: String::new(),
        capability,
        scale,
        by: By::Vendor,
        age_days: f64::NAN,
        rows,
    };
    let boards = [
        board(0, Scale::Rating, vec![]),
        board(0, Scale::Percent, vec![row(0, 0.0), row(0, 100.0)]),
        board(1, Scale::Points, vec![row(0, 3.0), row(9, 3.0), row(0, f64::INFINITY)]),
        board(1, Scale::Points, vec![row(0, 1e9), row(1, -1e9), row(0, 1e200)]),
        board(1, Scale::Rating, vec![row(0, 1e308), row(1, 1e308)]),
        board(7, Scale::Rating, vec![row(0, 1200.0)]),
        board(usize::MAX, Scale::Rating, vec![row(0, 1200.0)]),
    ];
    let models = [
        UNKNOWN,
        Traits {
            params_total: Some(-1.0),
            params_active: Some(f64::NAN),
            released_days: Some(f64::INFINITY),
            tier: 0,
        },
    ];
    let fitted = fit(2, &boards, &models, &settings);
    for estimate in &fitted.estimates {
        for weights in [&[][..], &[(1, 1.0)], &[(9, 1.0), (1, f64::NAN), (0, -1.0)]] {
            let (mean, sd) = estimate.mix(weights);
            assert!(mean.is_finite() && sd.is_finite() && sd > 0.0, "{fitted:?}");
        }
    }
    for reading in fitted.accounts.iter().flat_map(|account| &account.readings) {
        let own = reading.own.unwrap_or(reading.general);
        assert!(reading.general.points.is_finite() && own.difference.is_finite(), "{reading:?}");
    }
    let no_rounds = fit(2, &boards, &models, &Settings { rounds: 0, ..settings });
    assert_eq!(no_rounds.estimates.len(), 2);
}

#[test]
fn a_mix_weighs_shared_and_own_spread() {
    let settings = Settings::default();
    let world = plant(19, 40, &settings);
    let estimate = &fitted(&world, &settings).estimates[1];
    let (a, b) = (&estimate.by_capability[1], &estimate.by_capability[2]);
    let (mean, sd) = estimate.mix(&[(1, 1.0), (2, 3.0)]);
    let tied = 0.25 * a.tied + 0.75 * b.tied;
    let own = a.own_variance / 16.0 + b.own_variance * 9.0 / 16.0;
    assert!((mean - 0.25 * a.mean - 0.75 * b.mean).abs() < 1e-9);
    assert!((sd * sd - estimate.general_variance * tied * tied - own).abs() < 1e-6);
    assert_eq!(estimate.mix(&[(1, 1.0), (1, 2.0)]), estimate.mix(&[(1, 5.0)]));
    assert_eq!(estimate.mix(&[]), estimate.mix(&[(0, 1.0)]));
}
