//! From a figure to a utility in whole parts per million: logarithms from `libm`, rounded at once, so that every
//! system agrees.

use knowledge::describing::criterion::{Scale, WHOLE};
use knowledge::words::str::Str;

/// The utility of a figure, and whether it lies beyond an anchor.
pub fn utility(scale: &Scale, figure: f64) -> (i64, bool) {
    match scale {
        Scale::Linear { worst, best } => held((figure - worst) / (best - worst)),
        Scale::Log { worst, best, span } => {
            if figure <= 0.0 {
                // Nothing to pay is the better end of a cost; nothing of a benefit is its worse end.
                return if best < worst { (WHOLE, false) } else { (0, figure < 0.0) };
            }
            held(libm::log(figure / worst) / span)
        }
        Scale::Piecewise(points) => piecewise(points, figure),
        Scale::Levels(levels) => held(level(levels, figure).map_or(0.0, |(_, utility)| *utility)),
    }
}

/// The place of a word among the levels: the figure that stands for it.
pub fn place_of(levels: &[(Str, f64)], word: &str) -> Option<f64> {
    let at = levels.iter().position(|(level, _)| level == word)?;
    u16::try_from(at).ok().map(f64::from)
}

/// The level at a place.
pub fn level(levels: &[(Str, f64)], place: f64) -> Option<&(Str, f64)> {
    levels
        .iter()
        .zip(0_u16..)
        .find(|(_, at)| f64::from(*at).total_cmp(&place).is_eq())
        .map(|(level, _)| level)
}

#[expect(clippy::cast_possible_truncation, reason = "the share is between 0 and 1")]
fn held(share: f64) -> (i64, bool) {
    let parts = (share.clamp(0.0, 1.0) * 1e6).round() as i64;
    (parts, !(0.0..=1.0).contains(&share))
}

/// Straight lines between points, flat outside them.
fn piecewise(points: &[(f64, f64)], figure: f64) -> (i64, bool) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return (0, true) };
    if figure <= first.0 {
        return (held(first.1).0, figure < first.0);
    }
    for pair in points.windows(2) {
        if let [(from, low), (to, high)] = pair
            && figure <= *to
        {
            return held(low + (high - low) * (figure - from) / (to - from));
        }
    }
    (held(last.1).0, figure > last.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_the_ends() {
        let log = Scale::Log { worst: 1e8, best: 1.0, span: libm::log(1e-8) };
        for (cost, parts) in [(1e8, 0), (1e4, 500_000), (1.0, 1_000_000), (0.0, 1_000_000)] {
            assert_eq!(utility(&log, cost), (parts, false), "{cost}");
        }
        assert_eq!(utility(&log, 0.1), (1_000_000, true));
        assert_eq!(utility(&log, 1e9), (0, true));
        let linear = Scale::Linear { worst: 1000.0, best: 1600.0 };
        assert_eq!(utility(&linear, 1300.0), (500_000, false));
        assert_eq!(utility(&linear, 900.0), (0, true));
        let piecewise = Scale::Piecewise(vec![(0.0, 0.0), (10.0, 0.8), (100.0, 1.0)].into());
        assert_eq!(utility(&piecewise, 5.0), (400_000, false));
        assert_eq!(utility(&piecewise, 55.0), (900_000, false));
        assert_eq!(utility(&piecewise, 500.0), (1_000_000, true));
    }
}
