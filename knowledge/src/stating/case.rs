//! A test of rules: answers, and what must come of them.

use super::answer::Answers;
use super::rule::Rule;
use super::verdict::{Reason, Role};
use crate::describing::model::{Model, Route};
use crate::words::diagnostic::Place;
use crate::words::str::Str;
use crate::words::table::Ix;

/// What may be expected, by key.
pub const KEYS: [&str; 18] = [
    "winner",
    "co-winner",
    "tied",
    "among",
    "first-route",
    "never",
    "never-route",
    "excluded",
    "contributes",
    "no-points",
    "to-check",
    "role",
    "advice",
    "silent",
    "warns",
    "nothing-fits",
    "lift",
    "corrects",
];

/// What may be warned of a model.
pub const WARNED: [(&str, OfModel); 4] = [
    ("claimed-not-measured", Warned::ClaimedNotMeasured),
    ("contradicted", Warned::Contradicted),
    ("rests-on-unknown", Warned::RestsOnUnknown),
    ("old-price", Warned::OldPrice),
];

/// A warning by its model.
type OfModel = fn(Ix<Model>) -> Warned;

/// A test of rules, with everything that it names found.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it is about, for people.
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    /// What is answered.
    pub answers: Answers,
    /// What must come of it; at least one thing.
    pub expects: Vec<Expected>,
}

/// One thing that must come out, with the key that says so.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Its key in TOML.
    pub key: &'static str,
    /// What must come out.
    pub what: Expectation,
}

/// What must come out.
#[derive(Clone, Debug)]
pub enum Expectation {
    /// The first place is one of these.
    Winner(Vec<Ix<Model>>),
    /// One of these is first or shares the first place.
    CoWinner(Vec<Ix<Model>>),
    /// All of these share the first place.
    Tied(Vec<Ix<Model>>),
    /// All of these stand in the first so many places.
    Among(Vec<Ix<Model>>, usize),
    /// None of these is recommended.
    Never(Vec<Ix<Model>>),
    /// No offer of these routes is recommended.
    NeverRoute(Vec<Route>),
    /// The first place has one of these routes.
    FirstRoute(Vec<Route>),
    /// Every offer of the model is out, for each of these reasons at least one of them.
    Excluded(Vec<(Ix<Model>, Vec<Reason>)>),
    /// These rules advise.
    Advice(Vec<Ix<Rule>>),
    /// These rules do not advise.
    Silent(Vec<Ix<Rule>>),
    /// The user is warned of these.
    Warns(Vec<Warned>),
    /// The model in a role is one of these.
    Role(Vec<(Role, Vec<Ix<Model>>)>),
    /// Whether nothing fits.
    NothingFits(bool),
    /// Nothing fits, and these are named as worth lifting.
    Lift(Vec<Reason>),
    /// The model got points from these rules.
    Contributes(Vec<(Ix<Model>, Vec<Ix<Rule>>)>),
    /// The model stands and got no points from these rules.
    NoPoints(Vec<(Ix<Model>, Vec<Ix<Rule>>)>),
    /// The user is told to check these rules for the model.
    ToCheck(Vec<(Ix<Model>, Vec<Ix<Rule>>)>),
    /// The catalogue says what is wrong with what is claimed of these facts of the model.
    Corrects(Vec<(Ix<Model>, Vec<Str>)>),
}

/// What the user is warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warned {
    /// A strength of the model is only claimed.
    ClaimedNotMeasured(Ix<Model>),
    /// A strength of the model is contradicted.
    Contradicted(Ix<Model>),
    /// The first place of the model rests on an unknown figure.
    RestsOnUnknown(Ix<Model>),
    /// The price or the rent behind the cost of the model is old.
    OldPrice(Ix<Model>),
    /// The gate of a rule gave way.
    Yielded(Ix<Rule>),
}

impl Expectation {
    /// The rules that it names.
    pub fn rules(&self) -> Vec<Ix<Rule>> {
        let of = |reasons: &[Reason]| -> Vec<Ix<Rule>> {
            let rule = |reason: &Reason| match reason {
                Reason::Rule(rule) => Some(*rule),
                Reason::Floor => None,
            };
            reasons.iter().filter_map(rule).collect()
        };
        match self {
            Self::Advice(rules) | Self::Silent(rules) => rules.clone(),
            Self::Excluded(pairs) => pairs.iter().flat_map(|(_, reasons)| of(reasons)).collect(),
            Self::Lift(reasons) => of(reasons),
            Self::Contributes(pairs) | Self::NoPoints(pairs) | Self::ToCheck(pairs) => {
                pairs.iter().flat_map(|(_, rules)| rules.iter().copied()).collect()
            }
            Self::Warns(warned) => {
                let rule = |warned: &Warned| match warned {
                    Warned::Yielded(rule) => Some(*rule),
                    _ => None,
                };
                warned.iter().filter_map(rule).collect()
            }
            _ => Vec::new(),
        }
    }
}
