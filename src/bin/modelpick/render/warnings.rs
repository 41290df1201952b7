//! What the user should know about a result as a whole.

use std::fmt::Display;

use modelpick::deciding::recommendation::{Recommendation, Warning};
use modelpick::knowledge::describing::source::Kind;
use modelpick::knowledge::stating::knowledge::Candidate;
use modelpick::knowledge::words::table::Ix;

use super::names::Names;
use super::notes;
use crate::words;

/// Every warning that the line of the first place does not say already.
pub(crate) fn shown(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let all = r.warnings.iter().filter(|warning| !notes::is_first_place(**warning, r));
    all.map(|warning| text(*warning, names)).collect()
}

/// The word for its kind in JSON.
pub(crate) fn kind(warning: Warning) -> &'static str {
    match warning {
        Warning::ClaimedNotMeasured(..) => "claimed-not-measured",
        Warning::Contradicted(..) => "contradicted",
        Warning::Yielded(_) => "yielded",
        Warning::RestsOnUnknown(_) => "rests-on-unknown",
        Warning::OldPrice { .. } => "old-price",
    }
}

/// The candidate that it is about, if it is about one.
pub(crate) fn candidate(warning: Warning) -> Option<Ix<Candidate>> {
    match warning {
        Warning::ClaimedNotMeasured(at, _)
        | Warning::Contradicted(at, _)
        | Warning::RestsOnUnknown(at)
        | Warning::OldPrice { candidate: at, .. } => Some(at),
        Warning::Yielded(_) => None,
    }
}

/// The sentence for it.
pub(crate) fn text(warning: Warning, names: Names<'_>) -> String {
    match warning {
        Warning::Yielded(rule) => {
            let (because, rule) = (names.because(rule), &names.k.rules[rule].id);
            names.fill(&words::WARN_YIELDED, &[("because", &because), ("rule", rule)])
        }
        Warning::RestsOnUnknown(at) => {
            names.fill(&words::WARN_RESTS_ON_UNKNOWN, &[("model", &names.model(at))])
        }
        Warning::OldPrice { candidate, as_of, today, days, gpu } => {
            let (model, how) = (names.model(candidate), names.how(candidate));
            let gpu = gpu.map(|gpu| names.say(&names.k.catalog.gpus[gpu].name));
            let words = if gpu.is_some() { &words::WARN_OLD_RENT } else { &words::WARN_OLD_PRICE };
            let gpu = gpu.unwrap_or_default();
            let with: [(&str, &dyn Display); 6] = [
                ("model", &model),
                ("how", &how),
                ("gpu", &gpu),
                ("date", &as_of),
                ("days", &days),
                ("today", &today),
            ];
            names.fill(words, &with)
        }
        Warning::ClaimedNotMeasured(at, place) | Warning::Contradicted(at, place) => {
            let strength = names.k.model(names.at(at)).strengths.get(usize::from(place));
            let what = strength.map(|strength| names.tag(strength)).unwrap_or_default();
            let words = match (warning, strength.map(|strength| strength.kind)) {
                (Warning::Contradicted(..), _) => &words::WARN_CONTRADICTED,
                (_, Some(Kind::Seed)) => &words::WARN_CLAIMED_BY_ARTICLE,
                _ => &words::WARN_CLAIMED_BY_MAKER,
            };
            names.fill(words, &[("model", &names.model(at)), ("what", &what)])
        }
    }
}
