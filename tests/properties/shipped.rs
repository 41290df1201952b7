//! The shipped rules and catalogue, under any answers.

use knowledge::stating::answer::Answers;
use modelpick::deciding::recommend;
use modelpick::embedded::{self, knowledge as shipped};
use modelpick::knowledge;

use super::checks::{adds_up, lookahead_is_brute_force, revised_is_judged_anew, volume_changes_no_order};
use super::{bytes, config};
use crate::engine::random::{self, Draw};
use crate::engine::world::load_files;

/// Requests a month, twofold: beyond the largest free tier that a model's file states, 14 400 a day, and below the
/// volume from which a rule advises to compare with hosting, 1 000 000.
const VOLUMES: [f64; 2] = [450_000.0, 900_000.0];

proptest::proptest! {
    #![proptest_config(config(16))]

    /// Any answers to the shipped questions end in a recommendation that adds up.
    #[test]
    fn the_shipped_rules_take_any_answers(bytes in bytes()) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        adds_up(&recommend(shipped(), answers))?;
    }

    #[test]
    fn the_shipped_rules_judge_alike_anew(bytes in bytes(), start in 0..1000_usize) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let count = shipped().questions.len();
        revised_is_judged_anew(shipped(), &answers, (start..start + 3).map(|at| at % count))?;
    }

    #[test]
    fn the_shipped_volume_changes_no_order(bytes in bytes()) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        volume_changes_no_order(shipped(), &answers, VOLUMES)?;
    }
}

proptest::proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn the_shipped_rules_are_looked_ahead_of(bytes in bytes()) {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let found = recommend(shipped(), answers.clone());
        lookahead_is_brute_force(shipped(), &answers, &found)?;
    }
}

/// The same files in the opposite order are the same knowledge, to the byte of every answer.
#[test]
fn the_order_of_shipped_files_never_matters() {
    let mut sources = embedded::sources();
    sources.reverse();
    let reversed = load_files(sources);
    for bytes in [[0_u8; 64], [77; 64], [200; 64]] {
        let answers = random::answers(&mut Draw(&bytes), shipped());
        let (one, other) = (recommend(shipped(), answers.clone()), recommend(&reversed, answers));
        assert!(format!("{one:?}") == format!("{other:?}"), "the order of files matters");
    }
}

/// Whoever answers nothing is recommended something all the same.
#[test]
fn no_answers_have_a_winner() {
    let found = recommend(shipped(), Answers::default());
    assert_eq!(found.ranked.first().map(|one| one.rank), Some(1));
}
