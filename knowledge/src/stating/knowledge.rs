//! Knowledge: questions, attributes, criteria, rules and catalogue after they have been checked together.

use crate::words::list::List;
use databake::Bake;

use super::condition::{Known, Outcome};
use super::rule::Rule;
use crate::describing::attribute::{Attribute, Value};
use crate::describing::criterion::Criterion;
use crate::describing::model::{Model, Offer, Route};
use crate::describing::place::{Capability, Currency, Device, Gpu, License, Provider, Runtime, Vendor};
use crate::describing::question::{Heading, Question};
use crate::describing::ranking::Ranking;
use crate::evidence::ability::Ability;
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
    /// Tokens written for each token of the answer.
    pub thinking: f64,
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

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident: $of:ty = $id:literal;)*) => {
        /// Places of the attributes and questions that derived figures read or fill, by the ids of the design.
        #[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::knowledge)]
        pub struct Roles {
            $($(#[$doc])* pub $name: Option<Ix<$of>>,)*
        }

        impl Roles {
            /// Finds them; what is not declared stays without a place, and nothing reads or fills it.
            pub fn find(questions: &Table<Question>, attributes: &Table<Attribute>) -> Self {
                Self { $($name: <$of as Named>::place($id, questions, attributes),)* }
            }
        }
    };
}

trait Named: Sized {
    fn place(id: &str, questions: &Table<Question>, attributes: &Table<Attribute>) -> Option<Ix<Self>>;
}

impl Named for Question {
    fn place(id: &str, questions: &Table<Question>, _: &Table<Attribute>) -> Option<Ix<Self>> {
        questions.position(|question| question.id == id)
    }
}

impl Named for Attribute {
    fn place(id: &str, _: &Table<Question>, attributes: &Table<Attribute>) -> Option<Ix<Self>> {
        attributes.position(|attribute| attribute.id == id)
    }
}

roles! {
    /// Requests a month.
    requests: Question = "monthly-requests";
    /// Tokens of input for one request.
    tokens_in: Question = "tokens-in";
    /// Tokens of output for one request.
    tokens_out: Question = "tokens-out";
    /// Share of the input that is cached.
    cache_share: Question = "cache-share";
    /// Whether answers may come hours later.
    batch: Question = "batch";
    /// Who uses it: commercial limits of free tiers.
    audience: Question = "audience";
    /// The route that is wanted.
    deploy: Question = "deploy";
    /// The device it runs on.
    device: Question = "device";
    /// GB in the device.
    device_memory: Question = "device-memory";
    /// GB of GPU memory at hand.
    gpu_memory: Question = "gpu-memory";
    /// The chip it must run on.
    chip: Question = "chip";
    /// Tokens needed at once.
    context_needed: Question = "context";
    /// Providers that the user has.
    cloud: Question = "cloud";
    /// Dollars a month: the derived cost of a candidate.
    monthly_cost: Attribute = "monthly-cost";
    /// Rating: the derived ability of a candidate.
    ability: Attribute = "ability";
    /// 1..5: the derived speed class.
    speed_class: Attribute = "speed-class";
    /// GB of GPU memory: derived.
    memory_needed: Attribute = "memory-needed";
    /// GPUs: derived.
    gpus_needed: Attribute = "gpus-needed";
    /// Tokens: derived.
    usable_context: Attribute = "usable-context";
    /// Share of what an app may take of a device's memory: derived.
    share_of_device: Attribute = "share-of-device";
    /// 0..1: the derived share of what is asked that a benchmark measured.
    measured: Attribute = "measured";
    /// Tokens.
    context: Attribute = "context";
    /// Tokens that an offer takes, if less.
    context_limit: Attribute = "context-limit";
    /// Billions.
    params_total: Attribute = "params-total";
    /// Billions.
    params_active: Attribute = "params-active";
    /// GB at four bits a weight.
    memory_4bit: Attribute = "memory-4bit";
    /// GB that one build takes.
    memory: Attribute = "memory";
    /// Bits a weight as published.
    precision_bits: Attribute = "precision-bits";
    /// Whether it thinks before it answers.
    reasoning: Attribute = "reasoning";
    /// flagship, mid, small …
    tier: Attribute = "tier";
    /// Tags of what it is said to be good at.
    strengths: Attribute = "strengths";
    /// The day of its release.
    released: Attribute = "released";
    /// current, preview, legacy, retired.
    status: Attribute = "status";
    /// Whether the weights can be had.
    open_weights: Attribute = "open-weights";
    /// Kinds of input.
    modalities_in: Attribute = "modalities-in";
    /// Kinds of output.
    modalities_out: Attribute = "modalities-out";
    /// Where an offer is available.
    available_in: Attribute = "available-in";
    /// Where an offer is processed.
    processed_in: Attribute = "processed-in";
}

impl Roles {
    /// Whether an attribute follows from the mix of capabilities alone: it is the same for every offer of a model.
    pub fn of_mix(&self, attribute: Ix<Attribute>) -> bool {
        [self.ability, self.measured].contains(&Some(attribute))
    }

    /// Whether an attribute follows from the answers that derived figures are computed from.
    pub fn of_inputs(&self, attribute: Ix<Attribute>) -> bool {
        let derived = [
            self.monthly_cost,
            self.memory_needed,
            self.gpus_needed,
            self.usable_context,
            self.share_of_device,
        ];
        derived.contains(&Some(attribute))
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
