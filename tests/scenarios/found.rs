//! What a case expects, held against what came out.

use std::collections::BTreeSet;

use modelpick::deciding::recommendation::{Effect, Ranked, Reason, Recommendation, Warning};
use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::stating::knowledge::{Candidate, Knowledge};
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;
use toml::{Table, Value};

/// What a word of an expectation is the id of.
#[derive(Clone, Copy, Debug)]
enum Of {
    Model,
    Route,
    Rule,
    /// A rule that advises.
    Advice,
    /// A rule, or the floor of ability.
    Reason,
    /// What a claim is about.
    Fact,
    /// Its kind, and the model or rule that it is about.
    Warning,
}

/// What came out.
pub(super) struct Found<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) found: &'a Recommendation,
}

impl Found<'_> {
    fn model(&self, at: Ix<Candidate>) -> &str {
        &self.knowledge.model(self.knowledge.catalog.candidates[at]).id
    }

    fn route(&self, at: Ix<Candidate>) -> &str {
        self.knowledge.offer(self.knowledge.catalog.candidates[at]).route.word()
    }

    fn rule(&self, at: Ix<Rule>) -> &str {
        &self.knowledge.rules[at].id
    }

    fn all(&self) -> impl Iterator<Item = &Ranked> {
        self.found.ranked.iter().chain(&self.found.not_enough_known)
    }

    fn offers(&self) -> impl Iterator<Item = Ix<Candidate>> + '_ {
        self.all().flat_map(|one| [one.candidate].into_iter().chain(one.others.iter().copied()))
    }

    /// What one expectation misses.
    pub(super) fn differs(&self, key: &str, wanted: &Value, case: &Table) -> Option<String> {
        let ranked = &self.found.ranked;
        let first = ranked.first();
        let all = |of: Of, there: &dyn Fn(&str) -> bool| {
            let missing: Vec<_> = self.words(wanted, of).into_iter().filter(|word| !there(word)).collect();
            (!missing.is_empty()).then(|| format!("{key}: not {missing:?}"))
        };
        match key {
            "winner" => {
                let winner = first.map(|first| self.model(first.candidate));
                let right = self.words(wanted, Of::Model).into_iter().any(|word| Some(word) == winner);
                (!right).then(|| format!("{key}: {winner:?}"))
            }
            "tied" => all(Of::Model, &|word| {
                ranked.iter().any(|one| one.rank == 1 && one.tied && self.model(one.candidate) == word)
            }),
            "among" => {
                let within = case.get("within").and_then(Value::as_integer);
                let within = within.and_then(|places| usize::try_from(places).ok());
                let within = within.expect("`among` goes with a number of places, `within`");
                all(Of::Model, &|word| {
                    ranked.iter().take(within).any(|one| self.model(one.candidate) == word)
                })
            }
            "within" => {
                assert!(case.contains_key("among"), "`within` goes with `among`");
                None
            }
            "never" => all(Of::Model, &|word| !self.all().any(|one| self.model(one.candidate) == word)),
            "never-route" => all(Of::Route, &|word| !self.offers().any(|at| self.route(at) == word)),
            "first-route" => {
                all(Of::Route, &|word| first.is_some_and(|first| self.route(first.candidate) == word))
            }
            "advice" => all(Of::Advice, &|word| self.advises(word)),
            "silent" => all(Of::Advice, &|word| !self.advises(word)),
            "warns" => all(Of::Warning, &|word| self.warnings().contains(word)),
            "nothing-fits" => (wanted.as_bool() != Some(ranked.is_empty()))
                .then(|| format!("{key}: {} fit", self.found.fitting)),
            "lift" => all(Of::Reason, &|word| self.lifts().contains(word)),
            _ => self.differs_by_model(key, wanted),
        }
    }

    /// The same for an expectation that is a table by model or role.
    fn differs_by_model(&self, key: &str, wanted: &Value) -> Option<String> {
        match key {
            "excluded" => self
                .pairs(wanted, Of::Reason, |model, rules| rules.iter().all(|rule| self.is_out(model, rule))),
            "role" => self.pairs(wanted, Of::Model, |role, models| {
                let at = self.found.roles.iter().find(|(found, _)| found.word() == role).map(|(_, at)| *at);
                at.is_some_and(|at| models.contains(&self.model(at)))
            }),
            "contributes" => self.pairs(wanted, Of::Rule, |model, rules| {
                let gave = |one: &Ranked, rule: &str| {
                    one.rules.iter().any(|own| own.effect == Effect::Prefer && self.rule(own.rule) == rule)
                };
                rules.iter().all(|rule| self.any(model, |one| gave(one, rule)))
            }),
            "no-points" => self.pairs(wanted, Of::Rule, |model, rules| {
                let gave = |one: &Ranked, rule: &str| one.rules.iter().any(|own| self.rule(own.rule) == rule);
                rules.iter().all(|rule| self.any(model, |one| !gave(one, rule)))
            }),
            "corrects" => self.pairs(wanted, Of::Fact, |id, facts| {
                let models = &self.knowledge.catalog.models;
                let model = models.iter().find(|model| model.id == id).expect("there is such a model");
                facts.iter().all(|fact| model.claims.iter().any(|claim| claim.fact == *fact))
            }),
            "to-check" => self.pairs(wanted, Of::Rule, |model, rules| {
                let told = |one: &Ranked, rule: &str| one.to_check.iter().any(|at| self.rule(*at) == rule);
                rules.iter().all(|rule| self.any(model, |one| told(one, rule)))
            }),
            _ => panic!("no case has a key `{key}`"),
        }
    }

    /// A word or a list of them, which must be ids of the right kind: a misspelling must not make a case pass.
    fn words<'w>(&self, wanted: &'w Value, of: Of) -> Vec<&'w str> {
        let one = |word: &'w Value| word.as_str().unwrap_or_else(|| panic!("{word} is not a word"));
        let words: Vec<_> = match wanted {
            Value::Array(words) => words.iter().map(one).collect(),
            word => vec![one(word)],
        };
        assert!(!words.is_empty(), "an empty list expects nothing");
        for word in &words {
            assert!(self.is(word, of), "`{word}` is no {of:?} that there is");
        }
        words
    }

    fn is(&self, word: &str, of: Of) -> bool {
        let rule = || self.knowledge.rules.iter().find(|rule| rule.id == word);
        let model = |word: &str| self.knowledge.catalog.models.iter().any(|model| model.id == word);
        match of {
            Of::Model => model(word),
            Of::Route => {
                [Route::CloudApi, Route::SelfHosted, Route::OnDevice].iter().any(|route| route.word() == word)
            }
            Of::Rule => rule().is_some(),
            Of::Advice => rule().is_some_and(|rule| rule.advise.is_some()),
            Of::Reason => rule().is_some() || word == "floor",
            Of::Fact => {
                let mut claims = self.knowledge.catalog.models.iter().flat_map(|model| model.claims.iter());
                claims.any(|claim| claim.fact == word)
            }
            Of::Warning => match word.split_once(':') {
                Some(("yielded", rule)) => self.is(rule, Of::Rule),
                Some((_, id)) => model(id),
                None => word == "no-weight",
            },
        }
    }

    /// What a table expects of models, or of roles: what it is that does not hold.
    fn pairs(&self, wanted: &Value, of: Of, holds: impl Fn(&str, &[&str]) -> bool) -> Option<String> {
        let table = wanted.as_table().unwrap_or_else(|| panic!("{wanted} is not a table"));
        assert!(!table.is_empty(), "an empty table expects nothing");
        let fails = |(key, words): &(&String, &Value)| !holds(key, &self.words(words, of));
        let wrong: Vec<_> =
            table.iter().filter(fails).map(|(key, words)| format!("not {key} = {words}")).collect();
        (!wrong.is_empty()).then(|| wrong.join("; "))
    }

    /// Whether something holds of a model that fits.
    fn any(&self, model: &str, holds: impl Fn(&Ranked) -> bool) -> bool {
        self.all().any(|one| self.model(one.candidate) == model && holds(one))
    }

    fn advises(&self, rule: &str) -> bool {
        self.found.advice.iter().any(|at| self.rule(*at) == rule)
    }

    fn is_out(&self, model: &str, rule: &str) -> bool {
        let mut out = self.found.excluded.iter().filter(|out| self.model(out.candidate) == model);
        let named = |reason: &Reason| self.reason(*reason) == rule;
        !self.offers().any(|at| self.model(at) == model) && out.any(|out| out.by.iter().any(named))
    }

    fn warnings(&self) -> BTreeSet<String> {
        let word = |warning: &Warning| match warning {
            Warning::ClaimedNotMeasured(at, _) => format!("claimed-not-measured:{}", self.model(*at)),
            Warning::Contradicted(at, _) => format!("contradicted:{}", self.model(*at)),
            Warning::Yielded(rule) => format!("yielded:{}", self.rule(*rule)),
            Warning::RestsOnUnknown(at) => format!("rests-on-unknown:{}", self.model(*at)),
            Warning::OldPrice { candidate, .. } => format!("old-price:{}", self.model(*candidate)),
        };
        self.found.warnings.iter().map(word).collect()
    }

    fn lifts(&self) -> BTreeSet<String> {
        let reasons = self.found.relaxations.iter().flat_map(|relaxation| &relaxation.lift);
        reasons.map(|reason| self.reason(*reason)).collect()
    }

    fn reason(&self, reason: Reason) -> String {
        match reason {
            Reason::Rule(at) => self.rule(at).to_owned(),
            Reason::Floor => "floor".into(),
        }
    }

    /// What came out, for the reader of a failure.
    pub(super) fn drawn(&self) -> String {
        let mut lines: Vec<_> = self.found.ranked.iter().take(6).map(|one| self.place(one)).collect();
        if lines.is_empty() {
            lines.push(format!("    nothing fits; lift {:?}", self.lifts()));
        }
        let roles = self.found.roles.iter().map(|(role, at)| format!("{} {}", role.word(), self.model(*at)));
        lines.push(format!("    roles: {}", roles.collect::<Vec<_>>().join(", ")));
        lines.push(format!("    warns: {:?}", self.warnings()));
        lines.push(format!(
            "    advice: {:?}",
            self.found.advice.iter().map(|at| self.rule(*at)).collect::<Vec<_>>()
        ));
        lines.join("\n")
    }

    fn place(&self, one: &Ranked) -> String {
        let points = one.rules.iter().filter(|own| own.effect == Effect::Prefer);
        let points: Vec<_> = points.map(|own| format!("{} {:+}", self.rule(own.rule), own.raw)).collect();
        let cost = one.cost.as_ref().map_or("?".into(), |cost| format!("{:.2}", cost.value));
        let offer = &self.knowledge.offer(self.knowledge.catalog.candidates[one.candidate]).id;
        #[expect(clippy::cast_precision_loss, reason = "a score is at most 10 000")]
        let score = one.score.value as f64 / 100.0;
        let (model, ability) = (self.model(one.candidate), one.ability);
        let (mean, sd) = (ability.mean, ability.sd);
        format!("    {} {model} {offer} {score:.2} ${cost} {mean:.0}±{sd:.0} {points:?}", one.rank)
    }
}
