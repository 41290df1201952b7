//! What things are called in what is told of a case.

use knowledge::describing::model::{Model, Route};
use knowledge::stating::case::Warned;
use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::Rule;
use knowledge::stating::verdict::{FLOOR, Reason};
use knowledge::words::table::Ix;

use super::super::recommendation::{Ranked, Warning};
use super::{Checking, words};

impl Checking<'_> {
    pub(super) fn all(&self) -> impl Iterator<Item = &Ranked> {
        self.found.ranked.iter().chain(&self.found.not_enough_known)
    }

    pub(super) fn offers(&self) -> impl Iterator<Item = Ix<Candidate>> + '_ {
        self.all().flat_map(|one| [one.candidate].into_iter().chain(one.others.iter().copied()))
    }

    pub(super) fn model(&self, at: Ix<Candidate>) -> Ix<Model> {
        self.knowledge.catalog.candidates[at].model
    }

    pub(super) fn model_id(&self, model: Ix<Model>) -> String {
        self.knowledge.catalog.models[model].id.to_string()
    }

    pub(super) fn route(&self, at: Ix<Candidate>) -> Route {
        self.knowledge.offer(self.knowledge.catalog.candidates[at]).route
    }

    pub(super) fn offer(&self, at: Ix<Candidate>) -> String {
        let offer = self.knowledge.offer(self.knowledge.catalog.candidates[at]);
        format!("{} ({})", self.model_id(self.model(at)), offer.id)
    }

    pub(super) fn rules<'r>(&self, rules: impl Iterator<Item = &'r Ix<Rule>>) -> Vec<String> {
        rules.map(|rule| self.knowledge.rules[*rule].id.to_string()).collect()
    }

    pub(super) fn reason(&self, reason: Reason) -> String {
        match reason {
            Reason::Rule(rule) => self.knowledge.rules[rule].id.to_string(),
            Reason::Floor => FLOOR.to_owned(),
        }
    }

    pub(super) fn warns(&self, warned: Warned) -> bool {
        self.found.warnings.iter().any(|warning| self.told(*warning) == warned)
    }

    pub(super) fn warnings(&self) -> Vec<String> {
        words(self.found.warnings.iter().map(|warning| self.warned(self.told(*warning))))
    }

    /// A warning as a case names it.
    pub(super) fn told(&self, warning: Warning) -> Warned {
        match warning {
            Warning::ClaimedNotMeasured(at, _) => Warned::ClaimedNotMeasured(self.model(at)),
            Warning::Contradicted(at, _) => Warned::Contradicted(self.model(at)),
            Warning::RestsOnUnknown(at) => Warned::RestsOnUnknown(self.model(at)),
            Warning::OldPrice { candidate, .. } => Warned::OldPrice(self.model(candidate)),
            Warning::Yielded(rule) => Warned::Yielded(rule),
        }
    }

    pub(super) fn warned(&self, warned: Warned) -> String {
        match warned {
            Warned::ClaimedNotMeasured(model) => format!("claimed-not-measured:{}", self.model_id(model)),
            Warned::Contradicted(model) => format!("contradicted:{}", self.model_id(model)),
            Warned::RestsOnUnknown(model) => format!("rests-on-unknown:{}", self.model_id(model)),
            Warned::OldPrice(model) => format!("old-price:{}", self.model_id(model)),
            Warned::Yielded(rule) => format!("yielded:{}", self.knowledge.rules[rule].id),
        }
    }
}
