//! What an offer costs, as its price list says it.

use databake::Bake;

use super::place::Currency;
use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::table::Ix;

/// One row of a price list: amounts for a million tokens.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::price)]
pub struct Price {
    /// For input that is not cached.
    pub input: Option<f64>,
    /// For input that is cached; the input price if not said.
    pub cached_input: Option<f64>,
    /// For output, thinking included.
    pub output: Option<f64>,
    /// The currency of the amounts.
    pub currency: Ix<Currency>,
    /// The day on which the list said so.
    pub as_of: Date,
    /// Holds for prompts of up to so many tokens; none for all that no other row holds for.
    pub up_to_input: Option<f64>,
    /// At what time or in what mode it holds.
    pub when: When,
    /// What to know about it.
    pub note: Option<Str>,
}

/// When a price holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::describing::price)]
pub enum When {
    /// At any time that no other row names.
    Standard,
    /// In busy hours.
    Peak,
    /// In quiet hours.
    OffPeak,
    /// When the answer may come hours later.
    Batch,
}

impl When {
    /// Every time with the word for it.
    pub const ALL: [(&'static str, Self); 4] = [
        ("standard", Self::Standard),
        ("peak", Self::Peak),
        ("off-peak", Self::OffPeak),
        ("batch", Self::Batch),
    ];
}

/// A free tier: nothing within its limits, the paid price beyond.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::price)]
pub struct Free {
    /// Requests a day, if the tier says.
    pub requests_a_day: Option<f64>,
    /// Whether commercial use is allowed, if the tier says.
    pub commercial: Option<bool>,
}
