//! What became of certain models: roles, exclusions, points, things to check, claims.

use knowledge::describing::model::Model;
use knowledge::stating::case::Expectation;
use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::Rule;
use knowledge::stating::verdict::{Reason, Role};
use knowledge::words::str::Str;
use knowledge::words::table::Ix;

use super::super::recommendation::{Effect, Ranked};
use super::{Checking, Found, Missed};

impl Checking<'_> {
    /// What is missed of an expectation about what became of certain models.
    pub(super) fn models(&self, key: &'static str, what: &Expectation) -> Vec<Missed> {
        match what {
            Expectation::Role(pairs) => pairs.iter().filter_map(|pair| self.not_in_role(key, pair)).collect(),
            Expectation::Excluded(pairs) => {
                pairs.iter().filter_map(|pair| self.not_excluded(key, pair)).collect()
            }
            Expectation::Contributes(pairs) => self.without(key, pairs, &gave),
            Expectation::NoPoints(pairs) => {
                pairs.iter().filter_map(|pair| self.with_points(key, pair)).collect()
            }
            Expectation::ToCheck(pairs) => self.without(key, pairs, &|one| one.to_check.clone()),
            Expectation::Corrects(pairs) => {
                pairs.iter().filter_map(|pair| self.uncorrected(key, pair)).collect()
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
    fn without(
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

    /// The rules that gave points to a model that should have none of them, or that it does not stand at all.
    fn with_points(&self, key: &'static str, (model, rules): &(Ix<Model>, Vec<Ix<Rule>>)) -> Option<Missed> {
        let own = self.all().find(|one| self.model(one.candidate) == *model);
        let wrong: Vec<_> = own.map(gave).into_iter().flatten().filter(|rule| rules.contains(rule)).collect();
        let found = match own {
            None => self.state(*model),
            Some(_) if wrong.is_empty() => return None,
            Some(_) => Found::Words(self.rules(wrong.iter())),
        };
        let expected = self.rules(rules.iter());
        Some(Missed { key, of: Some(self.model_id(*model)), expected, found, decided: None })
    }

    fn uncorrected(&self, key: &'static str, (model, facts): &(Ix<Model>, Vec<Str>)) -> Option<Missed> {
        let claims = &self.knowledge.catalog.models[*model].claims;
        let missing = facts.iter().filter(|fact| !claims.iter().any(|claim| claim.fact == ***fact));
        let expected: Vec<_> = missing.map(ToString::to_string).collect();
        let found = Found::Words(claims.iter().map(|claim| claim.fact.to_string()).collect());
        let of = Some(self.model_id(*model));
        (!expected.is_empty()).then_some(Missed { key, of, expected, found, decided: None })
    }
}

/// The rules that gave points to a model.
fn gave(one: &Ranked) -> Vec<Ix<Rule>> {
    one.rules.iter().filter(|own| own.effect == Effect::Prefer).map(|own| own.rule).collect()
}
