//! Where models stand, and where they should.

use knowledge::describing::model::Model;
use knowledge::stating::case::Expectation;
use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::super::recommendation::Ranked;
use super::{Checking, Comparison, Found, Missed, words};

impl Checking<'_> {
    /// What is missed of an expectation about places.
    pub(super) fn places(&self, key: &'static str, what: &Expectation) -> Vec<Missed> {
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

    /// None of the models is first: what is, and why the best of them is not.
    pub(super) fn not_first(&self, right: bool, key: &'static str, models: &[Ix<Model>]) -> Vec<Missed> {
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
    pub(super) fn each(
        &self,
        key: &'static str,
        models: &[Ix<Model>],
        holds: impl Fn(usize, &Ranked) -> bool,
    ) -> Vec<Missed> {
        let wrong = |model: &&Ix<Model>| {
            let mut ranked = self.found.ranked.iter().enumerate();
            !ranked.any(|(place, one)| self.model(one.candidate) == **model && holds(place, one))
        };
        models.iter().filter(wrong).map(|model| self.behind(key, *model)).collect()
    }

    /// Where a model is that should be further up, and what put another first.
    pub(super) fn behind(&self, key: &'static str, model: Ix<Model>) -> Missed {
        let mut ranked = self.found.ranked.iter();
        let own = ranked.find(|one| self.model(one.candidate) == model);
        let first = self.found.ranked.first().filter(|first| self.model(first.candidate) != model);
        let decided = first.zip(own).map(|(first, own)| Comparison::of(first, own));
        Missed { decided, ..self.about(key, model, Vec::new()) }
    }

    /// Where a model is that should be elsewhere.
    pub(super) fn about(&self, key: &'static str, model: Ix<Model>, expected: Vec<String>) -> Missed {
        Missed { key, of: Some(self.model_id(model)), expected, found: self.state(model), decided: None }
    }

    /// What became of a model.
    pub(super) fn state(&self, model: Ix<Model>) -> Found {
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
