//! A test of rules held against what comes out. What is missed is told in ids, which are the same in every language.

mod compare;
mod ids;
mod models;
mod places;

use knowledge::stating::case::{Case, Expectation, Expected};
use knowledge::stating::knowledge::Knowledge;

pub use compare::{Comparison, Difference};

use super::recommend::recommend;
use super::recommendation::Recommendation;

/// What came of a case.
#[derive(Debug)]
pub struct Verdict {
    /// What came out.
    pub recommendation: Recommendation,
    /// What is not as expected; nothing if the case passes.
    pub missed: Vec<Missed>,
}

/// Something that is not as expected.
#[derive(Debug)]
pub struct Missed {
    /// The key of the expectation.
    pub key: &'static str,
    /// The model or role that it is about, if it is about one.
    pub of: Option<String>,
    /// What was expected and is missing, or was excluded and is there.
    pub expected: Vec<String>,
    /// What is there instead.
    pub found: Found,
    /// What put another model first, criterion by criterion.
    pub decided: Option<Comparison>,
}

/// What is there instead.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// These; perhaps nothing.
    Words(Vec<String>),
    /// The model stands in this place.
    Place(usize),
    /// Too little is known of the model to rank it.
    NotRanked,
    /// Every offer of the model is out, for these reasons.
    Excluded(Vec<String>),
    /// The model has no offer, so it is no candidate.
    NoOffer,
    /// So many candidates fit.
    Fit(usize),
}

/// Runs a case.
pub fn verify(knowledge: &Knowledge, case: &Case) -> Verdict {
    let recommendation = recommend(knowledge, case.answers.clone());
    let checking = Checking { knowledge, found: &recommendation };
    let missed = case.expects.iter().flat_map(|expected| checking.missed(expected)).collect();
    Verdict { recommendation, missed }
}

/// What is held against what.
struct Checking<'a> {
    knowledge: &'a Knowledge,
    found: &'a Recommendation,
}

impl Checking<'_> {
    fn missed(&self, expected: &Expected) -> Vec<Missed> {
        let key = expected.key;
        match &expected.what {
            Expectation::Winner(_)
            | Expectation::CoWinner(_)
            | Expectation::Tied(_)
            | Expectation::Among(..)
            | Expectation::Never(_) => self.places(key, &expected.what),
            Expectation::NeverRoute(routes) => {
                let found: Vec<_> = self.offers().filter(|at| routes.contains(&self.route(*at))).collect();
                let wanted = routes.iter().map(|route| route.word().to_owned()).collect();
                unless(found.is_empty(), key, wanted, found.iter().map(|at| self.offer(*at)).collect())
            }
            Expectation::FirstRoute(routes) => {
                let route = self.found.ranked.first().map(|first| self.route(first.candidate));
                let wanted = routes.iter().map(|route| route.word().to_owned()).collect();
                let right = route.is_some_and(|route| routes.contains(&route));
                unless(right, key, wanted, route.iter().map(|route| route.word().to_owned()).collect())
            }
            Expectation::Advice(rules) => {
                let silent = self.rules(rules.iter().filter(|rule| !self.found.advice.contains(rule)));
                unless(silent.is_empty(), key, silent, self.rules(self.found.advice.iter()))
            }
            Expectation::Silent(rules) => {
                let spoke = self.rules(rules.iter().filter(|rule| self.found.advice.contains(rule)));
                unless(spoke.is_empty(), key, spoke.clone(), spoke)
            }
            Expectation::Warns(warned) => {
                let missing = warned.iter().filter(|warned| !self.warns(**warned));
                let missing: Vec<_> = missing.map(|warned| self.warned(*warned)).collect();
                unless(missing.is_empty(), key, missing, self.warnings())
            }
            Expectation::NothingFits(wanted) => {
                let right = *wanted == self.found.ranked.is_empty();
                let missed = unless(right, key, vec![wanted.to_string()], Vec::new());
                let fits = |missed| Missed { found: Found::Fit(self.found.fitting), ..missed };
                missed.into_iter().map(fits).collect()
            }
            Expectation::Lift(reasons) => {
                let lifts = self.found.relaxations.iter().flat_map(|relaxation| &relaxation.lift);
                let lifts: Vec<_> = lifts.collect();
                let missing = reasons.iter().filter(|reason| !lifts.contains(reason));
                let missing: Vec<_> = missing.map(|reason| self.reason(*reason)).collect();
                let lifts = words(lifts.iter().map(|reason| self.reason(**reason)));
                unless(missing.is_empty(), key, missing, lifts)
            }
            Expectation::Role(_)
            | Expectation::Excluded(_)
            | Expectation::Contributes(_)
            | Expectation::NoPoints(_)
            | Expectation::ToCheck(_)
            | Expectation::Corrects(_) => self.models(key, &expected.what),
        }
    }
}

/// What is missed, unless it is as expected.
fn unless(right: bool, key: &'static str, expected: Vec<String>, found: Vec<String>) -> Vec<Missed> {
    let missed = || Missed { key, of: None, expected, found: Found::Words(found), decided: None };
    (!right).then(missed).into_iter().collect()
}

/// Each word once, by the alphabet.
fn words(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<_> = all.collect();
    all.sort();
    all.dedup();
    all
}
