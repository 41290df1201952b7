//! The list of models for a program: `modelpick.models/1`.

use std::io::{self, Write};

use modelpick::knowledge::describing::attribute::{Attribute, Value};
use modelpick::knowledge::describing::model::{Model, Offer};
use modelpick::knowledge::describing::price::{Price, When};
use modelpick::knowledge::evidence::ability::Ability;
use modelpick::knowledge::stating::knowledge::{Knowledge, find};
use modelpick::knowledge::words::list::List;
use modelpick::knowledge::words::str::Str;
use modelpick::knowledge::words::table::Ix;
use serde::Serialize;

use super::figure::rounded;
use super::json::{self, Each, Entries, Number};
use super::recommendation_json::Day;

/// Writes it.
pub(crate) fn write(list: &[Ix<Model>], k: &Knowledge, out: &mut dyn Write) -> io::Result<()> {
    let models = Each(|| list.iter().map(|at| one(k, *at)));
    json::write(&Document { schema: "modelpick.models/1", models }, out)
}

/// The whole of it.
#[derive(Serialize)]
struct Document<M> {
    schema: &'static str,
    models: M,
}

/// A model.
#[derive(Serialize)]
struct One<'a, O, A> {
    id: &'a str,
    name: &'a str,
    name_zh: &'a str,
    aliases: Words<'a>,
    vendor: &'a str,
    country: &'a str,
    status: Option<Word<'a>>,
    successor: Option<Word<'a>>,
    released: Option<Word<'a>>,
    license: Option<&'a str>,
    open_weights: Option<bool>,
    commercial_use: Option<bool>,
    params_total_b: Option<Number>,
    params_active_b: Option<Number>,
    context: Option<Number>,
    modalities_in: Option<Words<'a>>,
    modalities_out: Option<Words<'a>>,
    strengths: Vec<&'a str>,
    offers: O,
    ability: A,
}

fn one(k: &Knowledge, at: Ix<Model>) -> impl Serialize + use<'_> {
    let model = &k.catalog.models[at];
    let vendor = &k.catalog.vendors[model.vendor];
    let license = model.license.map(|license| &k.catalog.licenses[license]);
    let value = |attribute: Option<Ix<Attribute>>| find(&model.figures, attribute?);
    let ability = k.catalog.abilities.get(at.get());
    One {
        id: &model.id,
        name: &model.name.en,
        name_zh: &model.name.zh,
        aliases: Words(&model.aliases),
        vendor: &vendor.id,
        country: &vendor.country,
        status: value(k.roles.status).map(Word),
        successor: value(k.roles.successor).map(Word),
        released: value(k.roles.released).map(Word),
        license: license.map(|license| &*license.id),
        open_weights: match value(k.roles.open_weights) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        },
        commercial_use: license.and_then(|license| commercial(&license.class)),
        params_total_b: number(k, at, k.roles.params_total).map(Number),
        params_active_b: number(k, at, k.roles.params_active).map(Number),
        context: number(k, at, k.roles.context).map(Number),
        modalities_in: words(value(k.roles.modalities_in)),
        modalities_out: words(value(k.roles.modalities_out)),
        strengths: strengths(model),
        offers: Each(move || model.offers.iter().map(move |offer| Way::of(k, offer))),
        ability: Entries(move || ability.into_iter().flat_map(move |own| measured(k, own))),
    }
}

/// Whether a class of licenses allows commercial use; a proprietary model has its provider's terms instead.
fn commercial(class: &str) -> Option<bool> {
    match class {
        "permissive" | "conditional" => Some(true),
        "non-commercial" => Some(false),
        _ => None,
    }
}

/// A stated number of a model.
pub(crate) fn number(k: &Knowledge, at: Ix<Model>, attribute: Option<Ix<Attribute>>) -> Option<f64> {
    match find(&k.catalog.models[at].figures, attribute?)? {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// What a model is said to be good at, each once, without what better sources contradict.
fn strengths(model: &Model) -> Vec<&str> {
    let mut tags: Vec<&str> = Vec::new();
    for strength in model.strengths.iter().filter(|strength| !strength.contradicted) {
        if !tags.contains(&&*strength.tag) {
            tags.push(&strength.tag);
        }
    }
    tags
}

/// A word or a date.
struct Word<'a>(&'a Value);

impl Serialize for Word<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Word(word) => to.serialize_str(word),
            Value::Date(date) => to.collect_str(date),
            _ => to.serialize_none(),
        }
    }
}

/// A list of words.
struct Words<'a>(&'a [Str]);

impl Serialize for Words<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|word| &**word))
    }
}

fn words(value: Option<&Value>) -> Option<Words<'_>> {
    match value {
        Some(Value::Words(words)) => Some(Words(words)),
        _ => None,
    }
}

/// One way to use a model.
#[derive(Serialize)]
struct Way<'a> {
    id: &'a str,
    route: &'static str,
    provider: Option<&'a str>,
    runtime: Option<&'a str>,
    prices: Vec<Row<'a>>,
    available_in: Option<Words<'a>>,
    processed_in: Option<Words<'a>>,
}

impl<'a> Way<'a> {
    fn of(k: &'a Knowledge, offer: &'a Offer) -> Self {
        let provider = offer.provider.map(|at| &k.catalog.providers[at]);
        let stated = |attribute: Option<Ix<Attribute>>| words(find(&offer.figures, attribute?));
        let theirs = |own: Option<&'a List<Str>>| own.map(|own| Words(own));
        Self {
            id: &offer.id,
            route: offer.route.word(),
            provider: provider.map(|provider| &*provider.id),
            runtime: offer.runtime.map(|at| &*k.catalog.runtimes[at].id),
            prices: offer.prices.iter().map(|price| Row::of(k, price)).collect(),
            available_in: stated(k.roles.available_in)
                .or_else(|| theirs(provider.and_then(|provider| provider.available_in.as_ref()))),
            processed_in: stated(k.roles.processed_in)
                .or_else(|| theirs(provider.and_then(|provider| provider.processed_in.as_ref()))),
        }
    }
}

/// A row of a price list: amounts for a million tokens.
#[derive(Serialize)]
pub(crate) struct Row<'a> {
    input: Option<Number>,
    cached_input: Option<Number>,
    output: Option<Number>,
    currency: &'a str,
    as_of: Day,
    up_to_input: Option<Number>,
    when: &'static str,
    note: Option<&'a str>,
}

impl<'a> Row<'a> {
    /// A row as it is.
    pub(crate) fn of(k: &'a Knowledge, price: &'a Price) -> Self {
        let when = When::ALL.iter().find(|(_, when)| *when == price.when).map_or("", |(word, _)| word);
        Self {
            input: price.input.map(Number),
            cached_input: price.cached_input.map(Number),
            output: price.output.map(Number),
            currency: &k.catalog.currencies[price.currency].id,
            as_of: Day(price.as_of),
            up_to_input: price.up_to_input.map(Number),
            when,
            note: price.note.as_deref(),
        }
    }
}

/// The strength of a model in one capability.
#[derive(Serialize)]
struct Strength {
    mean: f64,
    sd: f64,
    benchmarks: u16,
}

/// The general strength, which no benchmark need have measured, and every capability that one did.
fn measured<'a>(k: &'a Knowledge, own: &'a Ability) -> impl Iterator<Item = (&'a str, Strength)> {
    let capabilities = k.catalog.capabilities.enumerate();
    capabilities.filter_map(move |(at, capability)| {
        let benchmarks = match own.measured.get(at.get()).and_then(Option::as_ref) {
            Some(known) => known.benchmarks,
            None if at == Ix::new(0) => own.general_benchmarks,
            None => return None,
        };
        let estimate = own.mix(&[(at, 1.0)]);
        let (mean, sd) = (rounded(estimate.mean, 1), rounded(estimate.sd, 1));
        Some((&*capability.id, Strength { mean, sd, benchmarks }))
    })
}
