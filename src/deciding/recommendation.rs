//! The answer: data that renderers show and compute nothing from.

use knowledge::describing::criterion::Criterion;
use knowledge::describing::place::Gpu;
use knowledge::describing::question::Question;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::Rule;
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

pub use knowledge::stating::verdict::{Reason, Role};

use crate::judging::cost::{Bill, Cost, Hosting};

/// The answer to one set of answers.
#[derive(Clone, Debug)]
pub struct Recommendation {
    /// What was answered.
    pub answers: Answers,
    /// The models that fit, best first; co-winners all have rank 1.
    pub ranked: Vec<Ranked>,
    /// Candidates of which too little is known to rank them.
    pub not_enough_known: Vec<Ranked>,
    /// Other winners, by what they are best at.
    pub roles: Vec<(Role, Ix<Candidate>)>,
    /// The candidates that are out, each with every reason.
    pub excluded: Vec<Excluded>,
    /// Rules whose advice applies, ascending.
    pub advice: Vec<Ix<Rule>>,
    /// Open questions, those first on which an exclusion rests, then those that could change the winner.
    pub unanswered: Vec<Unanswered>,
    /// Answers that would change the winner.
    pub changes: Vec<Change>,
    /// How far each weight can move before another model wins.
    pub stability: Vec<Stability>,
    /// All weights are zero, so that nothing was compared: the rules that took weight away.
    pub weightless: Option<Vec<Ix<Rule>>>,
    /// What the user should know about the result as a whole.
    pub warnings: Vec<Warning>,
    /// If nothing fits: the smallest sets of gates whose lifting lets something through.
    pub relaxations: Vec<Relaxation>,
    /// Candidates that there are.
    pub candidates: usize,
    /// Candidates that pass every gate.
    pub fitting: usize,
    /// The least ability that may pass, if there is a floor.
    pub floor: Option<f64>,
    /// The stakes were not answered, so this choice was taken.
    pub stakes_taken: Option<u16>,
}

/// A model in its place.
#[derive(Clone, Debug)]
pub struct Ranked {
    /// 1 for every co-winner, then plain.
    pub rank: usize,
    /// Within the tie margin of the top score.
    pub tied: bool,
    /// First only as long as an unknown figure is not at its worst.
    pub rests_on_unknown: bool,
    /// The model with the offer that is best for it.
    pub candidate: Ix<Candidate>,
    /// Its other offers that fit, best first.
    pub others: Vec<Ix<Candidate>>,
    /// 0..=100, in hundredths: the parts add up to it.
    pub score: Score,
    /// Its parts, by criterion.
    pub contributions: Vec<Contribution>,
    /// What each rule gave or took, in its own unit.
    pub rules: Vec<Applied>,
    /// US dollars a month, if known.
    pub cost: Option<Cost>,
    /// What it is the sum of, if it follows from a price list.
    pub bill: Option<Bill>,
    /// What hosting it oneself takes, if that is the route.
    pub hosting: Option<Hosting>,
    /// Strength in what is asked.
    pub ability: Estimate,
    /// No benchmark measured it.
    pub estimated: bool,
    /// Gates whose outcome is not known and that the user should check.
    pub to_check: Vec<Ix<Rule>>,
}

/// A score of 0..=100 in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The score.
    pub value: i64,
    /// With everything uncertain at its worst.
    pub low: i64,
    /// With everything uncertain at its best.
    pub high: i64,
}

/// The share of a score that comes from one criterion.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// The criterion.
    pub criterion: Ix<Criterion>,
    /// Hundredths of a point; all contributions add up to the score.
    pub points: i64,
    /// Its weight.
    pub weight: i64,
    /// The sum of all weights.
    pub total_weight: i64,
    /// Parts per million.
    pub utility: i64,
    /// The figure is not known.
    pub unknown: bool,
    /// The figure lies beyond an anchor.
    pub clipped: bool,
    /// The figure, in its attribute's unit.
    pub figure: Option<f64>,
    /// Where it comes from; the parts add up to its points.
    pub parts: Vec<Part>,
}

/// A part of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it comes from.
    pub from: Cause,
    /// Hundredths of a point.
    pub points: i64,
}

/// Where a part comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The criterion's own weight.
    Base,
    /// What a rule added, as weight or as points.
    Rule(Ix<Rule>),
    /// A weight below zero is held there.
    WeightHeld,
    /// A utility beyond 0..=1 is held there.
    UtilityHeld,
}

/// What one rule did to one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule.
    pub rule: Ix<Rule>,
    /// How.
    pub effect: Effect,
    /// Points of suitability, or of weight.
    pub raw: i64,
}

/// How a rule acts on a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It gave points to the candidate.
    Prefer,
    /// It moved the weight of a criterion.
    Weigh(Ix<Criterion>),
    /// It chose the capabilities that make up ability.
    JudgeBy,
}

/// A candidate that is out.
#[derive(Clone, Debug)]
pub struct Excluded {
    /// Which.
    pub candidate: Ix<Candidate>,
    /// Every reason.
    pub by: Vec<Reason>,
}

/// A question that was not answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unanswered {
    /// Which.
    pub question: Ix<Question>,
    /// The number that derived figures used in its place.
    pub assumed: Option<f64>,
    /// One of its answers would put another model first.
    pub could_change_winner: bool,
    /// An exclusion rests on what was assumed.
    pub decides_exclusion: bool,
}

/// An answer that would change the winner.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The question.
    pub question: Ix<Question>,
    /// What would be answered, as a flag takes it.
    pub answer: String,
    /// Who would win; nobody if nothing would fit.
    pub winner: Option<Ix<Candidate>>,
}

/// How far the weight of one criterion can move, as a share of all, before another model leads by more than the tie
/// margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// The criterion.
    pub criterion: Ix<Criterion>,
    /// Its share now, 0..=1.
    pub share: f64,
    /// Below this share another model leads: which.
    pub below: Option<(f64, Ix<Candidate>)>,
    /// Above this share another model leads: which.
    pub above: Option<(f64, Ix<Candidate>)>,
}

/// What the user should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A strength that earned points is claimed by the model's maker or an unconfirmed article.
    ClaimedNotMeasured(Ix<Candidate>, u16),
    /// A strength that was asked for is contradicted by better sources, so it earned nothing.
    Contradicted(Ix<Candidate>, u16),
    /// A gate gave way because nothing else fits.
    Yielded(Ix<Rule>),
    /// The first place rests on a figure that is not known.
    RestsOnUnknown(Ix<Candidate>),
    /// The price or the rent that a cost was worked out from is old.
    OldPrice {
        /// Whose cost.
        candidate: Ix<Candidate>,
        /// The day on which it was read.
        as_of: Date,
        /// The day that ages are counted to: that of the newest fact, unless another one was given.
        today: Date,
        /// Days between the two.
        days: i64,
        /// The GPU that is rented; none for a price list.
        gpu: Option<Ix<Gpu>>,
    },
}

/// A smallest set of gates whose lifting lets something through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// The gates.
    pub lift: Vec<Reason>,
    /// How many candidates would fit then.
    pub candidates: usize,
    /// The best of them.
    pub first: Ix<Candidate>,
}
