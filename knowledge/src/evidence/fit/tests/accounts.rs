//! What an estimate is made of adds up to it, and says what a reading really does.

use super::world::plant;
use super::{Settings, fit, fitted};
use crate::evidence::board::{Board, By, Row, Scale};

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
