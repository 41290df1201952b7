//! Words for what comes out: why a candidate is out, and what another winner is best at.

use super::rule::Rule;
use crate::words::table::Ix;

/// Why a candidate is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A rule's gate.
    Rule(Ix<Rule>),
    /// Its ability may lie below what the stakes ask for.
    Floor,
}

/// The word for [`Reason::Floor`], where reasons are named by id.
pub const FLOOR: &str = "ability-floor";

/// Another winner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The least cost among those within the margin that the stakes allow.
    CheapestGoodEnough,
    /// The best with weights that can be had.
    BestWithOpenWeights,
    /// The best that runs on the user's own systems.
    BestInside,
    /// The best that runs on a device.
    BestOnDevice,
    /// The best from another vendor.
    Fallback,
}

impl Role {
    /// Every role with the word for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("cheapest-good-enough", Self::CheapestGoodEnough),
        ("best-with-open-weights", Self::BestWithOpenWeights),
        ("best-that-runs-inside", Self::BestInside),
        ("best-on-a-device", Self::BestOnDevice),
        ("fallback", Self::Fallback),
    ];

    /// The word for it in TOML and JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, role)| *role == self).map_or("", |(word, _)| word)
    }
}
