//! What an estimate is made of adds up to it, and says what a reading really does.

use super::world::{Dice, plant};
use super::{Settings, fit, fitted};
use crate::evidence::board::{Board, By, Row, Scale, Traits};
use crate::evidence::estimate::Fitted;

#[test]
fn parts_add_up_to_the_estimate() {
    let settings = Settings::default();
    let world = plant(23, 60, &settings);
    let fitted = fitted(&world, &settings);
    let mut readings = 0;
    for (estimate, account) in fitted.estimates.iter().zip(&fitted.accounts) {
        let shares: f64 = account.readings.iter().map(|reading| reading.general.share).sum();
        assert!((account.expected_share + shares - 1.0).abs() < 1e-9, "{account:?}");
        let points: f64 = account.readings.iter().map(|reading| reading.general.points).sum();
        // Estimates are rounded to 0.1.
        assert!((account.expected + points - estimate.general).abs() < 0.0501, "{account:?}");
        for (capability, known) in estimate.by_capability.iter().enumerate().skip(1) {
            let of = account.readings.iter().filter(|one| fitted.boards[one.board].capability == capability);
            let own: Vec<_> = of.filter_map(|reading| reading.own).collect();
            assert_eq!(own.len(), usize::from(known.boards));
            let points: f64 = own.iter().map(|own| own.points).sum();
            assert!((estimate.general + points - known.mean).abs() < 0.1001, "{account:?}");
        }
        readings += account.readings.len();
    }
    assert!(readings > 100, "only {readings} readings");
}

/// Boards and spreads are held as they are for a difference; fitted anew without the row they hardly move.
#[test]
fn a_difference_is_what_a_refit_finds() {
    let settings = Settings::default();
    let world = plant(29, 80, &settings);
    let whole = fitted(&world, &settings);
    for (board, row) in [(0, 3), (1, 5), (3, 8)] {
        let mut poorer = world.boards.clone();
        let id = poorer[board].id.clone();
        let removed = poorer[board].rows.remove(row);
        let without = fit(super::CAPABILITIES, &poorer, &world.traits, &settings);
        let account = &whole.accounts[removed.model];
        let reading = account.readings.iter().find(|one| whole.boards[one.board].id == id).unwrap();
        let found = whole.estimates[removed.model].general - without.estimates[removed.model].general;
        assert!((found - reading.general.difference).abs() < 2.0, "{id}: {found} {reading:?}");
    }
}

#[test]
fn without_a_reading_all_of_it_was_expected() {
    let settings = Settings::default();
    let world = plant(31, 40, &settings);
    let fitted = fit(super::CAPABILITIES, &[], &world.traits, &settings);
    for (estimate, account) in fitted.estimates.iter().zip(&fitted.accounts) {
        assert!(account.readings.is_empty());
        assert!((account.expected_share - 1.0).abs() < 1e-12);
        assert!((account.expected - estimate.general).abs() < 0.0501);
    }
}

/// A board of the user's own, be it the newest, shifts nobody's scale: what it says it says of its own models.
#[test]
fn an_own_board_does_not_fix_the_scale() {
    let settings = Settings::default();
    let world = plant(37, 80, &settings);
    let before = fitted(&world, &settings);
    let mut boards = world.boards.clone();
    let row = |model: usize| Row { model, score: world.truth[model][0] - 600.0, half_width: Some(5.0) };
    let rows = vec![row(1), row(2), row(3)];
    let own =
        Board { id: "own".into(), capability: 0, scale: Scale::Rating, by: By::Own, age_days: 0.0, rows };
    boards.push(own);
    let after = fit(super::CAPABILITIES, &boards, &world.traits, &settings);
    for fitted in [&before, &after] {
        let fixes: Vec<_> = fitted.boards.iter().filter(|board| board.fixes_scale).collect();
        assert_eq!(fixes.len(), 1);
        assert_ne!(fixes[0].id, "own");
    }
    for (one, other) in before.estimates.iter().zip(&after.estimates).skip(4) {
        assert!((one.general - other.general).abs() < 5.0, "{} {}", one.general, other.general);
    }
    // With nothing else there is no other scale.
    let alone = fit(super::CAPABILITIES, &boards[boards.len() - 1..], &world.traits, &settings);
    assert!(alone.boards[0].fixes_scale);
}

/// What is kept of a fit estimates a model that no board lists as the fit itself does, to the last bit, whether the
/// model took part or not.
#[test]
fn a_model_without_evidence_needs_no_fit() {
    let settings = Settings::default();
    let world = plant(37, 60, &settings);
    let fitted = fitted(&world, &settings);
    let listed = |at: usize| world.boards.iter().flat_map(|board| &board.rows).any(|row| row.model == at);
    let mut without = 0;
    for (at, (traits, estimate)) in world.traits.iter().zip(&fitted.estimates).enumerate() {
        if !listed(at) {
            assert_eq!(fitted.unmeasured.estimate(traits).as_ref(), Some(estimate));
            without += 1;
        }
    }
    assert!(without > 3, "only {without} models without evidence");
    let mut more = world.traits.clone();
    more.extend(world.traits.iter().rev().cloned());
    let again = fit(super::CAPABILITIES, &world.boards, &more, &settings);
    assert_eq!(again.estimates[..world.traits.len()], fitted.estimates);
    for (traits, estimate) in more.iter().zip(&again.estimates).skip(world.traits.len()) {
        assert_eq!(fitted.unmeasured.estimate(traits).as_ref(), Some(estimate));
    }
    let beyond = Traits { tier: usize::MAX, ..more[0].clone() };
    assert_eq!(fitted.unmeasured.estimate(&beyond), None);
}

/// The user's own board: how their work differs from what everything else measures is followed, by as much as the board
/// is exact, and the parts still add up.
#[test]
fn own_work_is_followed_as_far_as_it_was_measured() {
    let settings = Settings::default();
    for (capability, exact) in [(0, true), (0, false), (2, true), (2, false)] {
        let mut world = plant(41, 80, &settings);
        let before = fitted(&world, &settings);
        let models = [11, 12, 13, 14, 15, 16];
        let differs = [60.0, -60.0, 0.0, 20.0, -40.0, 20.0];
        // At the slope that is expected of such a board, with or without an interval of 5 points of a hundred.
        let score = |(model, differs): (&usize, &f64)| {
            let ability = world.truth[*model][capability] + differs - 1300.0;
            let odds = libm::exp(ability * settings.percent_slope);
            let half_width = Some(if exact { 1.0 } else { 20.0 });
            Row { model: *model, score: 100.0 * odds / (1.0 + odds), half_width }
        };
        let rows = models.iter().zip(&differs).map(score).collect();
        let id = "ours".to_owned();
        world.boards.push(Board { id, capability, scale: Scale::Percent, by: By::Own, age_days: 0.0, rows });
        let after = fitted(&world, &settings);
        let mean = |fitted: &Fitted, model: usize| fitted.estimates[model].by_capability[capability].mean;
        let moved = |model| mean(&after, model) - mean(&before, model);
        let (up, down) = (moved(11), moved(12));
        let least = if exact { 30.0 } else { 1.0 };
        assert!(up - down > least && up - down < 130.0, "capability {capability}, {exact}: {up} {down}");
        for model in models {
            let (estimate, account) = (&after.estimates[model], &after.accounts[model]);
            let shares: f64 = account.readings.iter().map(|reading| reading.general.share).sum();
            assert!((account.expected_share + shares - 1.0).abs() < 1e-9, "{account:?}");
            let points: f64 = account.readings.iter().map(|reading| reading.general.points).sum();
            assert!((account.expected + points - estimate.general).abs() < 0.0501, "{account:?}");
            let of = account.readings.iter().filter(|one| after.boards[one.board].capability == capability);
            let own: f64 = of.filter_map(|reading| reading.own).map(|own| own.points).sum();
            let found = estimate.general + own;
            assert!((found - estimate.by_capability[capability].mean).abs() < 0.1001, "{account:?}");
        }
        // Others hardly notice.
        let least_moved = (20..80).map(|model| moved(model).abs()).fold(0.0, f64::max);
        assert!(least_moved < 8.0, "{least_moved}");
    }
}

/// What is believed of the user's own work is nearer to it than what is believed without, and whoever was tested is
/// believed to be as sure as before: a test counts against nobody.
#[test]
fn own_work_is_met_more_closely_and_widens_nothing() {
    let settings = Settings { kinship: 0.0, ..Settings::default() };
    let (mut with, mut without) = (0.0, 0.0);
    for seed in 0..60 {
        let mut world = plant(5000 + seed, 80, &settings);
        let mut dice = Dice(seed);
        let models: Vec<usize> = (1..60).filter(|model| model % 6 == 1 && model % 10 != 0).collect();
        let truth: Vec<_> = models
            .iter()
            .map(|&model| (model, world.truth[model][2] + settings.board_floor * dice.normal()))
            .collect();
        let mut row = |&(model, truth): &(usize, f64)| {
            let logit = (truth + 8.0 * dice.normal() - 1300.0) * settings.percent_slope;
            let share = 1.0 / (1.0 + libm::exp(-logit));
            let half_width = 1.96 * 8.0 * settings.percent_slope * 100.0 * share * (1.0 - share);
            Row { model, score: 100.0 * share, half_width: Some(half_width) }
        };
        let rows = truth.iter().map(&mut row).collect();
        let before = fitted(&world, &settings);
        let id = "ours".to_owned();
        world.boards.push(Board {
            id,
            capability: 2,
            scale: Scale::Percent,
            by: By::Own,
            age_days: 0.0,
            rows,
        });
        let after = fitted(&world, &settings);
        for (model, truth) in truth {
            let [old, new] = [&before, &after].map(|fitted| fitted.estimates[model].mix(&[(2, 1.0)]));
            without += (old.0 - truth) * (old.0 - truth);
            with += (new.0 - truth) * (new.0 - truth);
            assert!(new.1 < old.1 + 1.0, "from {old:?} to {new:?}");
        }
    }
    assert!(with < without / 2.0, "squared distance {with} with it, {without} without");
}

/// One row says nothing of its model: nobody knows how hard the board is. Nor does it make it less sure.
#[test]
fn one_row_of_ones_own_says_nothing() {
    let settings = Settings::default();
    for (capability, half_width) in [(0, None), (2, None), (2, Some(3.0))] {
        let mut world = plant(43, 80, &settings);
        let before = fitted(&world, &settings);
        let rows = vec![Row { model: 11, score: 97.0, half_width }];
        let id = "ours".to_owned();
        world.boards.push(Board { id, capability, scale: Scale::Percent, by: By::Own, age_days: 0.0, rows });
        let after = fitted(&world, &settings);
        let [old, new] = [&before, &after].map(|fitted| fitted.estimates[11].mix(&[(capability, 1.0)]));
        assert!((old.0 - new.0).abs() < 2.0 && new.1 < old.1 + 2.0, "from {old:?} to {new:?}");
    }
}
