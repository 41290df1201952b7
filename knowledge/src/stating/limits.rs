//! The closed lists of words that files take, the ranges of their numbers, and how much of anything is read: readers
//! check by them, schemas tell them.

use std::ops::RangeInclusive;

use crate::describing::attribute::Of;
use crate::describing::question::From;
use crate::describing::ranking::By;
use crate::stating::rule::Unknown;

/// Whole numbers.
type Whole = RangeInclusive<i64>;
/// Any numbers.
type Numbers = RangeInclusive<f64>;

/// Numbers that a question or a condition can name at all.
pub const NUMBERS: Numbers = -1e15..=1e15;
/// US dollars that a question about money can take at all.
pub const MONEY: Numbers = 0.0..=1e15;
/// What may be assumed while a question is unanswered.
pub const ASSUMED: Numbers = 0.0..=1e12;
/// Points and weight that a rule adds: more is a slip of the keyboard, not an opinion.
pub const POINTS: Whole = -1000..=1000;
/// Parts of a mix of abilities.
pub const PART: Numbers = 0.001..=1000.0;
/// Percent, and other small shares.
pub const SHARE: Numbers = 0.0..=100.0;
/// Weights of criteria; sums of all weights and utilities stay far inside 64 bits.
pub const WEIGHTS: Whole = 0..=1_000_000;
/// Utilities, and other parts of one.
pub const UTILITY: Numbers = 0.0..=1.0;
/// The anchors of a logarithmic scale.
pub const LOGARITHMIC: Numbers = 1e-9..=1e15;
/// Figures of models and offers: context windows, the largest that are stated, are in the millions.
pub const FIGURES: Numbers = 0.0..=1e12;
/// Ratings: Arena's scale runs from about 900 to 1600.
pub const RATINGS: Numbers = 0.0..=4000.0;
/// Differences between ratings.
pub const DIFFERENCES: Numbers = -4000.0..=4000.0;
/// Days after which a price is old: up to ten years.
pub const AGES: Whole = 1..=3650;
/// How many models are shown.
pub const SHOWN: Whole = 1..=100;
/// Tokens written for each token of an answer.
pub const FACTOR: Numbers = 1.0..=100.0;
/// Bits a weight.
pub const BITS: Numbers = 1.0..=32.0;
/// Memory beside the weights, as a part of theirs.
pub const OVERHEAD: Numbers = 0.0..=10.0;
/// Hours a month: 31 days at most.
pub const HOURS: Numbers = 1.0..=744.0;
/// Requests a day.
pub const REQUESTS: Numbers = 0.0..=1e9;
/// Accelerators of one server.
pub const GPUS: Numbers = 1.0..=1024.0;
/// Servers.
pub const SERVERS: Numbers = 1.0..=1000.0;
/// What a tier, a route or reasoning adds to the class of speed.
pub const SPEED_STEPS: Numbers = -5.0..=5.0;
/// Classes of speed.
pub const SPEED: Numbers = 1.0..=5.0;
/// Active parameters, in billions.
pub const ACTIVE: Numbers = 0.0..=1e6;
/// What a million tokens cost in any currency: the dearest seen is 150 dollars.
pub const PRICES: Numbers = 0.0..=100_000.0;
/// Input tokens up to which a price holds.
pub const TOKENS: Numbers = 1.0..=1e12;
/// Scores in percent.
pub const PERCENT: Numbers = 0.0..=100.0;
/// Other scores: none of any leaderboard is beyond.
pub const SCORES: Numbers = -1e5..=1e5;
/// Half widths of their intervals.
pub const HALF_WIDTHS: Numbers = 0.0..=1e5;
/// The dollar buys this many of a currency: the range of real currencies.
pub const RATES: Numbers = 1e-3..=1e8;
/// GB of memory that anything here can have: from a small board to a rack.
pub const GIGABYTES: Numbers = 0.01..=100_000.0;
/// Users a month that a license allows.
pub const USERS: Numbers = 1.0..=1e10;
/// Revenue a month that a license allows, in US dollars.
pub const REVENUE: Numbers = 1.0..=1e12;
/// US dollars an hour for one accelerator.
pub const RENT: Numbers = 0.01..=1000.0;
/// The part of a device's memory that an app may take.
pub const APP_SHARE: Numbers = 0.01..=1.0;
/// Places of a ranking.
pub const PLACES: Whole = 1..=1000;

/// Bytes of one text: more is no label and no reason; the longest here has under 1,000.
pub const TEXT: usize = 16 * 1024;
/// Letters of an id, which people type: the longest here has under 50.
pub const ID: usize = 100;
/// Entries of any list of tables: places in a table are 16-bit numbers.
pub const ENTRIES: usize = 60_000;
/// Choices that one question lists, and words of one list in a condition.
pub const CHOICES: usize = 1_000;
/// Alternatives of one condition, each a table of `[[…-any]]`.
pub const ALTERNATIVES: usize = 100;
/// Probes of one question.
pub const PROBES: usize = 100;
/// Scores of one benchmark.
pub const ROWS: usize = 20_000;
/// Outcomes that are worked out to judge once: clauses over candidates times candidates. The built-in files have under
/// 300,000; so many take about a second.
pub const OUTCOMES: usize = 100_000_000;

/// Entries of one list of tables by its key. Each question is a flag of the program, rules are compared two by two,
/// and invariants are proved one by one: far more than anybody writes, and few enough that every command ends within
/// seconds.
pub fn entries(key: &str) -> usize {
    match key {
        "criterion" => 100,
        "attribute" | "heading" | "invariant" | "question" => 1_000,
        "rule" => 4_000,
        "case" => 10_000,
        _ => ENTRIES,
    }
}

/// Where the choices of a question may come from.
pub const FROM: [(&str, From); 4] = [
    ("vendors", From::Vendors),
    ("providers", From::Providers),
    ("origins", From::Origins),
    ("models", From::Models),
];
/// What an unknown outcome of a gate may mean.
pub const UNKNOWN: [(&str, Unknown); 2] = [("exclude", Unknown::Exclude), ("warn", Unknown::Warn)];
/// Whose an attribute may be.
pub const WHOSE: [(&str, Of); 4] =
    [("model", Of::Model), ("offer", Of::Offer), ("looked-up", Of::LookedUp), ("derived", Of::Derived)];
/// By what co-winners may be ordered.
pub const BY: [(&str, By); 3] = [("ability", By::Ability), ("speed", By::Speed), ("cost", By::Cost)];
/// How a criterion turns a figure into a utility.
pub const SHAPES: [(&str, Shape); 4] = [
    ("linear", Shape::Linear),
    ("log", Shape::Log),
    ("piecewise", Shape::Piecewise),
    ("levels", Shape::Levels),
];
/// The classes of licenses, from the most free to the least.
pub const LICENSE_CLASSES: [&str; 4] = ["permissive", "conditional", "non-commercial", "proprietary"];
/// Where a runtime is used.
pub const USES: [&str; 3] = ["on-device", "server", "both"];

/// How a criterion turns a figure into a utility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Evenly between two figures.
    Linear,
    /// Evenly between their logarithms.
    Log,
    /// Evenly between neighbours of several figures.
    Piecewise,
    /// A utility for each word.
    Levels,
}
