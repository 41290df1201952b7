//! A test of rules held against what comes out. What is missed is told in ids, which are the same in every language.

mod compare;
mod ids;

use knowledge::describing::model::Model;
use knowledge::stating::case::{Case, Expectation, Expected};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::stating::verdict::{Reason, Role};
use knowledge::words::table::Ix;

pub use compare::{Comparison, Difference};

use super::recommend::recommend;
use super::recommendation::{Effect, Ranked, Recommendation};

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
                let mut missed = unless(
                    *wanted == self.found.ranked.is_empty(),
                    key,
                    vec![wanted.to_string()],
                    Vec::new(),
                );
                for missed in &mut missed {
                    missed.found = Found::Fit(self.found.fitting);
                }
                missed
            }
            Expectation::Lift(reasons) => {
                let lifts = self.found.relaxations.iter().flat_map(|relaxation| &relaxation.lift);
                let lifts: Vec<_> = lifts.collect();
                let missing = reasons.iter().filter(|reason| !lifts.contains(reason));
                let missing: Vec<_> = missing.map(|reason| self.reason(*reason)).collect();
                let lifts = words(lifts.iter().map(|reason| self.reason(**reason)));
                unless(missing.is_empty(), key, missing, lifts)
            }
            Expectation::Role(pairs) => pairs.iter().filter_map(|pair| self.not_in_role(key, pair)).collect(),
            Expectation::Excluded(pairs) => {
                pairs.iter().filter_map(|pair| self.not_excluded(key, pair)).collect()
            }
            Expectation::Contributes(pairs) => self.of_models(key, pairs, &|one| {
                let gave = one.rules.iter().filter(|own| own.effect == Effect::Prefer);
                gave.map(|own| own.rule).collect()
            }),
            Expectation::ToCheck(pairs) => self.of_models(key, pairs, &|one| one.to_check.clone()),
        }
    }

    /// What is missed of an expectation about places.
    fn places(&self, key: &'static str, what: &Expectation) -> Vec<Missed> {
        let ranked = &self.found.ranked;
        match what {
            Expectation::Winner(models) => {
                let right = ranked.first().is_some_and(|first| models.contains(&self.model(first.candidate)));
                self.not_first(right, key, models)
            }
            Expectation::CoWinner(models) => {
                let mut winners = ranked.iter().filter(|one| one.rank == 1);
                let right = winners.any(|one| models.contains(&self.model(one.candidate)));
                self.not_first(right, key, models)
            }
            Expectation::Tied(models) => self.each(key, models, |_, one| one.rank == 1 && one.tied),
            Expectation::Among(models, within) => self.each(key, models, |place, _| place < *within),
            Expectation::Never(models) => {
                let stands =
                    |model: &&Ix<Model>| !matches!(self.state(**model), Found::Excluded(_) | Found::NoOffer);
                models.iter().filter(stands).map(|model| self.about(key, *model, Vec::new())).collect()
            }
            _ => Vec::new(),
        }
    }

    fn not_in_role(&self, key: &'static str, (role, models): &(Role, Vec<Ix<Model>>)) -> Option<Missed> {
        let found = self.found.roles.iter().find(|(known, _)| known == role).map(|(_, at)| self.model(*at));
        let wrong = found.is_none_or(|found| !models.contains(&found));
        wrong.then(|| Missed {
            key,
            of: Some(role.word().to_owned()),
            expected: models.iter().map(|model| self.model_id(*model)).collect(),
            found: Found::Words(found.iter().map(|model| self.model_id(*model)).collect()),
            decided: None,
        })
    }

    /// None of the models is first: what is, and why the best of them is not.
    fn not_first(&self, right: bool, key: &'static str, models: &[Ix<Model>]) -> Vec<Missed> {
        if right {
            return Vec::new();
        }
        let first = self.found.ranked.first();
        let best = self.found.ranked.iter().find(|one| models.contains(&self.model(one.candidate)));
        let mut missed = vec![Missed {
            key,
            of: None,
            expected: models.iter().map(|model| self.model_id(*model)).collect(),
            found: Found::Words(
                first.iter().map(|first| self.model_id(self.model(first.candidate))).collect(),
            ),
            decided: first.zip(best).map(|(first, best)| Comparison::of(first, best)),
        }];
        if best.is_none() {
            missed.extend(models.iter().map(|model| self.about(key, *model, Vec::new())));
        }
        missed
    }

    /// The models for which it does not hold, given their place from 0 and what came out.
    fn each(
        &self,
        key: &'static str,
        models: &[Ix<Model>],
        holds: impl Fn(usize, &Ranked) -> bool,
    ) -> Vec<Missed> {
        let wrong = |model: &&Ix<Model>| {
            let mut ranked = self.found.ranked.iter().enumerate();
            !ranked.any(|(place, one)| self.model(one.candidate) == **model && holds(place, one))
        };
        models.iter().filter(wrong).map(|model| self.about(key, *model, Vec::new())).collect()
    }

    /// Where a model is that should be elsewhere, and what put another first.
    fn about(&self, key: &'static str, model: Ix<Model>, expected: Vec<String>) -> Missed {
        let mut ranked = self.found.ranked.iter();
        let own = ranked.find(|one| self.model(one.candidate) == model);
        let first = self.found.ranked.first().filter(|first| self.model(first.candidate) != model);
        let decided = first.zip(own).map(|(first, own)| Comparison::of(first, own));
        Missed { key, of: Some(self.model_id(model)), expected, found: self.state(model), decided }
    }

    fn not_excluded(&self, key: &'static str, (model, reasons): &(Ix<Model>, Vec<Reason>)) -> Option<Missed> {
        let of = |at: Ix<Candidate>| self.model(at) == *model;
        let named = |reason: &&Reason| {
            let mut out = self.found.excluded.iter().filter(|out| of(out.candidate));
            self.offers().any(of) || !out.any(|out| out.by.contains(reason))
        };
        let missing: Vec<_> = reasons.iter().filter(named).map(|reason| self.reason(*reason)).collect();
        (!missing.is_empty()).then(|| self.about(key, *model, missing))
    }

    /// The rules that should have done something for a model and did not.
    fn of_models(
        &self,
        key: &'static str,
        pairs: &[(Ix<Model>, Vec<Ix<Rule>>)],
        did: &dyn Fn(&Ranked) -> Vec<Ix<Rule>>,
    ) -> Vec<Missed> {
        let of = |(model, rules): &(Ix<Model>, Vec<Ix<Rule>>)| {
            let own = self.all().find(|one| self.model(one.candidate) == *model);
            let did = own.map(did);
            let missing = rules.iter().filter(|rule| did.as_ref().is_none_or(|did| !did.contains(rule)));
            let expected = self.rules(missing);
            let found = did.map_or_else(|| self.state(*model), |did| Found::Words(self.rules(did.iter())));
            let of = Some(self.model_id(*model));
            (!expected.is_empty()).then_some(Missed { key, of, expected, found, decided: None })
        };
        pairs.iter().filter_map(of).collect()
    }

    /// What became of a model.
    fn state(&self, model: Ix<Model>) -> Found {
        let of = |at: Ix<Candidate>| self.model(at) == model;
        if let Some(place) = self.found.ranked.iter().position(|one| of(one.candidate)) {
            return Found::Place(place + 1);
        }
        if self.found.not_enough_known.iter().any(|one| of(one.candidate)) {
            return Found::NotRanked;
        }
        let out: Vec<_> = self.found.excluded.iter().filter(|out| of(out.candidate)).collect();
        if out.is_empty() {
            return Found::NoOffer;
        }
        Found::Excluded(words(out.iter().flat_map(|out| &out.by).map(|reason| self.reason(*reason))))
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
