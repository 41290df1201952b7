//! What things are called on the screen.

use std::fmt::Display;

use modelpick::deciding::recommendation::{Ranked, Reason, Role};
use modelpick::judging::cost::{Basis, Hosting};
use modelpick::judging::utility::level;
use modelpick::knowledge::describing::attribute::{Kind, Value};
use modelpick::knowledge::describing::criterion::{Reads, Scale};
use modelpick::knowledge::describing::model::{Offer, Route, Strength};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::condition::{Asked, Requires, Test};
use modelpick::knowledge::stating::knowledge::{Candidate, Knowledge};
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::stating::verdict::FLOOR;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::{Lang, Text};

use super::{choices, figure};
use crate::words::{self, fill};

/// Names in one language.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    /// What has the names.
    pub(crate) k: &'a Knowledge,
    /// The language.
    pub(crate) lang: Lang,
    /// What was answered.
    pub(crate) answers: &'a Answers,
}

impl<'a> Names<'a> {
    /// A text in the language.
    pub(crate) fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.in_lang(self.lang)
    }

    /// A text in the language, filled in.
    pub(crate) fn fill(&self, text: &Text, with: &[(&str, &dyn Display)]) -> String {
        fill(text.in_lang(self.lang), with)
    }

    /// Several things in a row.
    pub(crate) fn list(&self, things: &[String]) -> String {
        things.join(self.say(&words::COMMA))
    }

    /// The candidate at a place.
    pub(crate) fn at(&self, at: Ix<Candidate>) -> Candidate {
        self.k.catalog.candidates[at]
    }

    /// The name of a candidate's model.
    pub(crate) fn model(&self, at: Ix<Candidate>) -> &'a str {
        self.k.model(self.at(at)).name.in_lang(self.lang)
    }

    /// How to get a candidate, without what it takes to host it.
    pub(crate) fn how(&self, at: Ix<Candidate>) -> String {
        self.how_with(self.k.offer(self.at(at)), None)
    }

    /// How an offer is got.
    pub(crate) fn how_offer(&self, offer: &Offer) -> String {
        self.how_with(offer, None)
    }

    /// How to get a model that stands.
    pub(crate) fn how_ranked(&self, ranked: &Ranked) -> String {
        self.how_with(self.k.offer(self.at(ranked.candidate)), Self::to_rent(ranked))
    }

    /// The same in few words: of a model that one hosts, only what it takes.
    pub(crate) fn how_short(&self, ranked: &Ranked) -> String {
        match Self::to_rent(ranked).and_then(|hosting| hosting.gpus) {
            Some((gpu, count)) => {
                let gpu = self.say(&self.k.catalog.gpus[gpu].name);
                self.fill(&words::HOW_GPUS, &[("count", &count), ("gpu", &gpu)])
            }
            None => self.how_ranked(ranked),
        }
    }

    /// What hosting takes, unless the user has it.
    fn to_rent(ranked: &Ranked) -> Option<&Hosting> {
        let basis = ranked.cost.as_ref().map(|cost| &cost.basis);
        let own = matches!(basis, Some(Basis::Rent { own: true, .. }));
        ranked.hosting.as_ref().filter(|_| !own)
    }

    fn how_with(&self, offer: &Offer, hosting: Option<&Hosting>) -> String {
        match offer.route {
            Route::CloudApi => self.hosted(offer),
            Route::SelfHosted => match hosting.and_then(|hosting| hosting.gpus) {
                Some((gpu, count)) => {
                    let gpu = self.say(&self.k.catalog.gpus[gpu].name);
                    self.fill(&words::HOW_OWN_GPUS, &[("count", &count), ("gpu", &gpu)])
                }
                None => self.say(&words::HOW_OWN_HARDWARE).to_owned(),
            },
            Route::OnDevice => match offer.runtime {
                Some(runtime) => {
                    let runtime = self.say(&self.k.catalog.runtimes[runtime].name);
                    self.fill(&words::HOW_DEVICE_RUNTIME, &[("runtime", &runtime)])
                }
                None => self.say(&words::HOW_DEVICE).to_owned(),
            },
        }
    }

    fn hosted(&self, offer: &Offer) -> String {
        let Some(provider) = offer.provider.map(|at| &self.k.catalog.providers[at]) else {
            return self.say(&words::HOW_API_ALONE).to_owned();
        };
        let name = self.say(&provider.name);
        // "API, Some API" says it twice.
        let says_so = name.contains("API");
        match &provider.country {
            Some(country) => {
                let country = country.to_uppercase();
                let words = if says_so { &words::HOW_PROVIDER_COUNTRY } else { &words::HOW_API_COUNTRY };
                self.fill(words, &[("provider", &name), ("country", &country)])
            }
            None if says_so => name.to_owned(),
            None => self.fill(&words::HOW_API, &[("provider", &name)]),
        }
    }

    /// The id of a reason in messages and JSON.
    pub(crate) fn reason_id(&self, reason: Reason) -> &'a str {
        match reason {
            Reason::Rule(rule) => &self.k.rules[rule].id,
            Reason::Floor => FLOOR,
        }
    }

    /// Why a reason excludes.
    pub(crate) fn reason(&self, reason: Reason, floor: Option<f64>) -> String {
        match reason {
            Reason::Rule(rule) => self.because(rule).to_owned(),
            Reason::Floor => {
                let known = &self.k.ranking.floor;
                let (floor, reference) =
                    (format!("{:.0}", floor.unwrap_or(0.0)), format!("{:.0}", known.reference));
                self.fill(
                    &words::FLOOR_BECAUSE,
                    &[("floor", &floor), ("reference", &reference), ("date", &known.as_of)],
                )
            }
        }
    }

    /// Why a rule does what it does; its id if it does not say.
    pub(crate) fn because(&self, rule: Ix<Rule>) -> &'a str {
        let rule = &self.k.rules[rule];
        rule.because.as_ref().map_or(&*rule.id, |because| because.in_lang(self.lang))
    }

    /// What a role is called.
    pub(crate) fn role(&self, role: Role) -> &'static str {
        let words: &'static Text = match role {
            Role::CheapestGoodEnough => &words::ROLE_CHEAPEST,
            Role::BestWithOpenWeights => &words::ROLE_OPEN,
            Role::BestInside => &words::ROLE_INSIDE,
            Role::BestOnDevice => &words::ROLE_DEVICE,
            Role::Fallback => &words::ROLE_FALLBACK,
        };
        words.in_lang(self.lang)
    }

    /// The figure of a contribution as text.
    pub(crate) fn figure(&self, reads: &Reads, value: Option<f64>, ranked: &Ranked) -> Option<String> {
        let Reads::Figure(attribute, scale) = reads else { return None };
        let value = value?;
        if let Scale::Levels(levels) = scale {
            return level(levels, value).map(|(word, _)| word.to_string());
        }
        if Some(*attribute) == self.k.roles.ability {
            return Some(format!("{:.0} ± {:.0}", ranked.ability.mean, ranked.ability.sd));
        }
        let Kind::Number { unit } = &self.k.attributes[*attribute].kind else { return None };
        Some(match &**unit {
            "USD" => figure::dollars(value),
            "share" => figure::percent(value),
            "rating" | "level" => figure::number(value),
            unit => format!("{} {unit}", figure::number(value)),
        })
    }

    /// A short name for what a preference looks at in a candidate: the strengths that it found, else the words that
    /// it asks for, else the attribute.
    pub(crate) fn rewarded(&self, rule: Ix<Rule>, at: Ix<Candidate>) -> String {
        let rule = &self.k.rules[rule];
        let Some(prefer) = &rule.prefer else { return rule.id.to_string() };
        let strengths =
            prefer.wanted.clauses().filter(|clause| Some(clause.attribute) == self.k.roles.strengths);
        let found: Vec<_> =
            strengths.flat_map(|clause| self.found(clause, at)).map(|own| self.tag(own)).collect();
        if !found.is_empty() {
            return self.list(&found);
        }
        // Where it runs stands beside the name already.
        let telling = |clause: &&Requires| self.k.attributes[clause.attribute].id != "route";
        let words: Vec<_> =
            prefer.wanted.clauses().filter(telling).filter_map(|clause| self.word(clause, at)).collect();
        if !words.is_empty() {
            return words.join(" ");
        }
        let first = prefer.wanted.clauses().find(telling).or_else(|| prefer.wanted.clauses().next());
        let Some(clause) = first else { return rule.id.to_string() };
        let label = self.say(&self.k.attributes[clause.attribute].label);
        match self.k.number(self.at(at), Some(clause.attribute)) {
            Some(number) => format!("{label} {}", figure::number(number)),
            None => label.to_owned(),
        }
    }

    /// The word of a candidate that a clause asks for by name.
    fn word(&self, clause: &Requires, at: Ix<Candidate>) -> Option<String> {
        let catalog = &self.k.catalog;
        let Value::Word(word) = self.k.stated(self.at(at), clause.attribute)? else { return None };
        if clause.reads().next().is_some() {
            return None;
        }
        let runtime =
            catalog.runtimes.iter().find(|runtime| runtime.id == **word).map(|runtime| &runtime.name);
        let provider =
            catalog.providers.iter().find(|provider| provider.id == **word).map(|provider| &provider.name);
        Some(
            match &*self.k.attributes[clause.attribute].id {
                "runtime" => runtime,
                "provider" => provider,
                _ => None,
            }
            .or_else(|| self.k.attributes[clause.attribute].word(word))
            .map_or_else(|| word.to_string(), |name| self.say(name).to_owned()),
        )
    }

    fn found(&self, clause: &Requires, at: Ix<Candidate>) -> impl Iterator<Item = &'a Strength> {
        let asked = Asked { questions: &self.k.questions, answers: self.answers };
        let operands: &[_] = match &clause.test {
            Test::AnyOf(operands) | Test::AllOf(operands) => operands,
            _ => &[],
        };
        let tags: Vec<_> = operands.iter().flat_map(|operand| operand.words(&asked)).collect();
        let strengths = &self.k.model(self.at(at)).strengths;
        strengths
            .iter()
            .filter(move |own| !own.contradicted && tags.iter().any(|tag| own.tag == tag.as_str()))
    }

    /// What a strength is about: the label of its choice.
    pub(crate) fn tag(&self, strength: &Strength) -> String {
        self.tagged(&strength.tag)
    }

    /// What a tag is about: the label of its choice; that of an attribute; else the tag itself.
    pub(crate) fn tagged(&self, tag: &str) -> String {
        let named = tag.split_once(':').and_then(|(question, choice)| {
            let question = &self.k.questions[self.k.question(question)?];
            question.choices().iter().find(|known| known.id == choice)
        });
        let label = named.map(|choice| &choice.label).or_else(|| {
            let attribute = self.k.attributes.iter().find(|attribute| attribute.id == tag);
            attribute.map(|attribute| &attribute.label)
        });
        label.map_or_else(|| tag.to_owned(), |label| self.say(label).to_owned())
    }

    /// The class of a model's license, if known.
    pub(crate) fn license_class(&self, at: Ix<Candidate>) -> Option<&'a str> {
        Some(&self.k.catalog.licenses[self.k.model(self.at(at)).license?].class)
    }

    /// Whether a candidate's weights can be had, as far as known.
    pub(crate) fn open_weights(&self, at: Ix<Candidate>) -> bool {
        let attribute = self.k.roles.open_weights;
        attribute.and_then(|attribute| self.k.stated(self.at(at), attribute)) == Some(&Value::Flag(true))
    }

    /// A flag as it is typed, with the answer that it has now.
    pub(crate) fn flag(&self, question: Ix<Question>) -> String {
        let asked = &self.k.questions[question];
        match self.answers.get(question) {
            Some(answer) => choices::flag(&asked.id, &choices::written(answer, asked).join(",")),
            None => format!("--{}", asked.id),
        }
    }
}
