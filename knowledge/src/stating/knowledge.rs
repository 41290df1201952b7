//! Knowledge: questions, attributes, criteria, rules and catalogue after they have been checked together.

use crate::words::list::List;
use databake::Bake;

use super::condition::Known;
use super::invariant::Invariant;
use super::outcome::Outcome;
use super::roles::Roles;
use super::rule::Rule;
use crate::describing::attribute::{Attribute, Value};
use crate::describing::criterion::Criterion;
use crate::describing::model::{Model, Offer, Route};
use crate::describing::place::{Capability, Currency, Device, Gpu, License, Provider, Runtime, Vendor};
use crate::describing::question::{Heading, Question};
use crate::describing::ranking::Ranking;
use crate::evidence::ability::Ability;
use crate::evidence::unmeasured::Unmeasured;
use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// Everything that a recommendation rests on.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::knowledge)]
pub struct Knowledge {
    /// Groups of questions.
    pub headings: Table<Heading>,
    /// In the order in which they are asked.
    pub questions: Table<Question>,
    /// By id.
    pub attributes: Table<Attribute>,
    /// In the order in which they are shown.
    pub criteria: Table<Criterion>,
    /// By id.
    pub rules: Table<Rule>,
    /// In the order in which they are stated.
    pub invariants: Table<Invariant>,
    /// Numbers of ranking, floors and derived figures.
    pub ranking: Ranking,
    /// The facts.
    pub catalog: Catalog,
    /// Places of what the program itself reads.
    pub roles: Roles,
    /// `sha256:…` of the rules that were read.
    pub rules_hash: Str,
    /// `sha256:…` of the catalogue that was read.
    pub catalog_hash: Str,
}

/// The facts.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::knowledge)]
pub struct Catalog {
    /// By id.
    pub vendors: Table<Vendor>,
    /// By id.
    pub providers: Table<Provider>,
    /// By id.
    pub licenses: Table<License>,
    /// By id.
    pub runtimes: Table<Runtime>,
    /// By id.
    pub gpus: Table<Gpu>,
    /// By id.
    pub devices: Table<Device>,
    /// By id.
    pub currencies: Table<Currency>,
    /// The first is `general`.
    pub capabilities: Table<Capability>,
    /// By id.
    pub models: Table<Model>,
    /// One for each model, at the model's place.
    pub abilities: List<Ability>,
    /// What is expected of a model that no benchmark lists.
    pub unmeasured: Unmeasured,
    /// `sha256:…` of what they were fitted to: the same again need not be fitted again.
    pub evidence_hash: Str,
    /// A model together with one of its offers, by model and offer.
    pub candidates: Table<Candidate>,
    /// The newest date of any fact.
    pub as_of: Date,
}

/// A model together with one of its offers: what rules judge and what is scored.
#[derive(Clone, Copy, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::knowledge)]
pub struct Candidate {
    /// The model.
    pub model: Ix<Model>,
    /// The place of the offer in the model.
    pub offer: u16,
    /// Numbers that derived figures are computed from.
    pub facts: Facts,
}

/// Numbers of a candidate that no answer changes, looked up once.
#[derive(Clone, Copy, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::knowledge)]
pub struct Facts {
    /// The route of the offer.
    pub route: Route,
    /// Tokens written for each token of the answer, if it is known whether it thinks first; else they count once.
    pub thinking: Option<f64>,
    /// 1 (slow) to 5 (fast), an estimate.
    pub speed: Option<f64>,
    /// Tokens that model and offer take.
    pub context: Option<f64>,
    /// GB of GPU memory for the weights and the overhead, for self-hosting.
    pub serving_memory: Option<f64>,
    /// GB that a build takes on a device.
    pub device_memory: Option<f64>,
    /// Billions of parameters that a token passes.
    pub billions: Option<f64>,
}

impl Catalog {
    /// The models that a word means: the one with this id; else those with this name or the last part of their id;
    /// else those with it among their other words.
    pub fn called(&self, word: &str) -> Vec<Ix<Model>> {
        let wanted = word.to_lowercase();
        let is = |name: &str| name.to_lowercase() == wanted;
        let named = |model: &Model| {
            let last = model.id.rsplit('/').next().unwrap_or_default();
            is(last) || is(&model.name.en) || is(&model.name.zh)
        };
        let by: [&dyn Fn(&Model) -> bool; 3] =
            [&|model| is(&model.id), &named, &|model| model.aliases.iter().any(|alias| is(alias))];
        let found = |means: &dyn Fn(&Model) -> bool| -> Vec<_> {
            self.models.enumerate().filter(|(_, model)| means(model)).map(|(at, _)| at).collect()
        };
        by.into_iter().map(found).find(|found| !found.is_empty()).unwrap_or_default()
    }
}

impl Knowledge {
    /// The model of a candidate.
    pub fn model(&self, candidate: Candidate) -> &Model {
        &self.catalog.models[candidate.model]
    }

    /// The offer of a candidate.
    #[expect(clippy::indexing_slicing, reason = "candidates are made from the offers that there are")]
    pub fn offer(&self, candidate: Candidate) -> &Offer {
        &self.catalog.models[candidate.model].offers[usize::from(candidate.offer)]
    }

    /// The stated or looked-up value of an attribute, the offer's before the model's.
    pub fn stated(&self, candidate: Candidate, attribute: Ix<Attribute>) -> Option<&Value> {
        find(&self.offer(candidate).figures, attribute)
            .or_else(|| find(&self.model(candidate).figures, attribute))
    }

    /// The same for conditions.
    pub fn known(&self, candidate: Candidate, attribute: Ix<Attribute>) -> Known<'_> {
        self.stated(candidate, attribute).map_or(Known::Unknown, Known::Stated)
    }

    /// The stated number of an attribute, if it is declared and known.
    pub fn number(&self, candidate: Candidate, attribute: Option<Ix<Attribute>>) -> Option<f64> {
        match self.stated(candidate, attribute?)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The stated word of an attribute, if it is declared and known.
    pub fn word(&self, candidate: Candidate, attribute: Option<Ix<Attribute>>) -> Option<&str> {
        match self.stated(candidate, attribute?)? {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The stated flag of an attribute, if it is declared and known.
    pub fn flag(&self, candidate: Candidate, attribute: Option<Ix<Attribute>>) -> Option<bool> {
        match self.stated(candidate, attribute?)? {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<Ix<Question>> {
        self.questions.position(|question| question.id == id)
    }

    /// Whether a question is still worth asking: its condition is not known to fail.
    pub fn is_open(&self, question: Ix<Question>, answers: &super::answer::Answers) -> bool {
        self.questions[question].when.outcome(|clause, _| clause.outcome(answers)) != Outcome::False
    }
}

/// The value of an attribute in an ascending list of figures.
pub fn find(figures: &[(Ix<Attribute>, Value)], attribute: Ix<Attribute>) -> Option<&Value> {
    let at = figures.binary_search_by_key(&attribute, |(of, _)| *of).ok()?;
    figures.get(at).map(|(_, value)| value)
}
