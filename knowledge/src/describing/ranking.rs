//! The numbers that ranking, floors and derived figures rest on, all from `[ranking]` and its kin.

use crate::words::list::List;
use databake::Bake;

use super::question::Question;
use super::source::Source;
use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::table::Ix;

/// How candidates with a score become a recommendation.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Ranking {
    /// Models within so many points (0..100) of the top score are co-winners.
    pub tie_margin: f64,
    /// A candidate of which less than this share (0..=1) of the weight is known is listed apart.
    pub least_known: f64,
    /// How many models are shown, co-winners aside.
    pub show: usize,
    /// A price in use that is this many days older than the catalogue is warned of, if any is.
    pub stale_after: Option<i64>,
    /// The least ability by stakes.
    pub floor: Floor,
    /// How co-winners are ordered, by a choice of a question.
    pub order: Order,
    /// Constants of the derived figures.
    pub derived: Derived,
}

/// What an error costs decides the least ability that may pass.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Floor {
    /// The ability that floors are counted from, on Arena's rating scale.
    pub reference: f64,
    /// The day on which that was the ability of the best models.
    pub as_of: Date,
    /// The question whose answer sets the floor.
    pub question: Ix<Question>,
    /// The choice that an unanswered question acts as.
    pub unanswered: u16,
    /// For each choice of that question the points below the reference, or no floor.
    pub below: List<Option<f64>>,
    /// For each choice the points below the best that may pass as *cheapest good enough*.
    pub good_enough: List<f64>,
    /// What raises or lowers the floor by answers to other questions.
    pub shifts: List<Shift>,
}

/// Points added to a floor by the answer to a question.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Shift {
    /// The question.
    pub question: Ix<Question>,
    /// For each of its choices the points that are added.
    pub points: List<f64>,
}

/// What co-winners are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub enum By {
    /// The low end of ability, highest first.
    Ability,
    /// Speed class, highest first.
    Speed,
    /// Monthly cost, lowest first, unknown last.
    Cost,
}

/// The order among co-winners.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Order {
    /// The question whose answer decides.
    pub question: Ix<Question>,
    /// For each of its choices; an unanswered question orders by cost.
    pub by: List<By>,
}

/// Constants of the derived figures, each with its source in the file.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Derived {
    /// Tokens that a reasoning model writes for each token of its answer, thinking included; at least 1.
    pub reasoning_output: f64,
    /// Bits per weight that self-hosted models are usually served in, where the model's file says nothing.
    pub serving_bits: f64,
    /// Memory beside the weights, as a share of them.
    pub serving_overhead: f64,
    /// Hours that a reserved GPU is paid for in a month.
    pub hours_a_month: f64,
    /// Requests a day that a free tier is taken to allow when it does not say.
    pub free_requests: f64,
    /// The device class that is assumed for the route on a device while no device is named.
    pub device: Str,
    /// GPUs that one server holds: more than this come in whole servers.
    pub gpus_a_server: f64,
    /// Servers that one model is spread over at most.
    pub most_servers: f64,
    /// Memory that a token of context takes on a device, in GB for each billion parameters and 1,000 tokens.
    pub context_memory: f64,
    /// Speed classes.
    pub speed: Speed,
    /// Where the constants come from.
    pub sources: List<Source>,
}

/// How fast a model writes, as a class of 1 (slow) to 5 (fast): an estimate.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::ranking)]
pub struct Speed {
    /// The class of a hosted model by its tier.
    pub tier: List<(Str, f64)>,
    /// The class by active parameters in billions: at most so many, such a class; ascending.
    pub active: List<(f64, f64)>,
    /// Added when the model thinks before it answers.
    pub reasoning: f64,
    /// Added by route.
    pub route: List<(Str, f64)>,
}
