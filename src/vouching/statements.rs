//! Everything in the catalogue that has a date: who said what, and when.

use std::collections::BTreeSet;

use knowledge::describing::model::{Model, Route};
use knowledge::describing::source::Source;
use knowledge::evidence::record::Evidence;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

/// Something that a source says on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement<'a> {
    /// What sort of thing it is.
    pub group: Group,
    /// The model that it is about, if it is about one.
    pub model: Option<Ix<Model>>,
    /// The id of the attribute, strength, offer, benchmark or entry.
    pub what: &'a str,
    /// The day.
    pub as_of: Date,
    /// Who says so.
    pub source: &'a Source,
}

/// What sort of thing is said. The first are those that a seller changes while the model stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A row of a price list.
    Prices,
    /// What a provider offers.
    HostedOffers,
    /// The rent of a GPU.
    Rents,
    /// An exchange rate.
    Rates,
    /// A fact of a model.
    Facts,
    /// Weights to host, or a build for a device.
    OwnOffers,
    /// What a model is said to be good at.
    Strengths,
    /// What better sources contradict.
    Claims,
    /// A leaderboard.
    Benchmarks,
    /// A vendor, provider, license, runtime or device.
    Places,
}

impl Group {
    /// Every group, with the word for it in JSON.
    pub const ALL: [(&'static str, Self); 10] = [
        ("prices", Self::Prices),
        ("hosted-offers", Self::HostedOffers),
        ("rents", Self::Rents),
        ("rates", Self::Rates),
        ("facts", Self::Facts),
        ("own-offers", Self::OwnOffers),
        ("strengths", Self::Strengths),
        ("claims", Self::Claims),
        ("benchmarks", Self::Benchmarks),
        ("places", Self::Places),
    ];

    /// Whether it changes while the model stays what it is.
    pub fn moves(self) -> bool {
        matches!(self, Self::Prices | Self::HostedOffers | Self::Rents | Self::Rates)
    }

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, group)| *group == self).map_or("", |(word, _)| word)
    }
}

/// Every statement of the catalogue: by model, then of the other files. Rows of one price list on one day are one.
pub fn all<'a>(knowledge: &'a Knowledge, evidence: &'a Evidence) -> Vec<Statement<'a>> {
    let models = knowledge.catalog.models.enumerate().zip(&evidence.models);
    let mut all: Vec<_> = models
        .flat_map(|((at, model), vouched)| {
            let of = move |group, what, source: &'a Source| Statement {
                group,
                model: Some(at),
                what,
                as_of: source.as_of,
                source,
            };
            let facts = vouched.facts.iter().map(move |(fact, source)| of(Group::Facts, fact, source));
            let strengths = model.strengths.iter().zip(&vouched.strengths);
            let strengths =
                strengths.map(move |(strength, source)| of(Group::Strengths, &*strength.tag, source));
            let claims = model.claims.iter().zip(&vouched.claims);
            let claims = claims.map(move |(claim, source)| of(Group::Claims, &*claim.fact, source));
            let offers = model.offers.iter().flat_map(move |offer| {
                let hosted = offer.route == Route::CloudApi;
                let group = if hosted { Group::HostedOffers } else { Group::OwnOffers };
                let price = move |as_of| Statement { as_of, ..of(Group::Prices, &*offer.id, &offer.source) };
                let days: BTreeSet<_> = offer.prices.iter().map(|row| row.as_of).collect();
                std::iter::once(of(group, &*offer.id, &offer.source)).chain(days.into_iter().map(price))
            });
            facts.chain(strengths).chain(claims).chain(offers)
        })
        .collect();
    all.extend(others(knowledge, evidence));
    all
}

/// What is said of no single model.
fn others<'a>(knowledge: &'a Knowledge, evidence: &'a Evidence) -> impl Iterator<Item = Statement<'a>> {
    let (catalog, places) = (&knowledge.catalog, &evidence.places);
    let of =
        |group, what, source: &'a Source| Statement { group, model: None, what, as_of: source.as_of, source };
    let benchmarks = evidence.benchmarks.iter();
    let benchmarks = benchmarks.map(move |one| of(Group::Benchmarks, &*one.id, &one.source));
    let gpus = catalog.gpus.iter().zip(&places.gpus).filter(|(gpu, _)| gpu.rent.is_some());
    let rents = gpus.map(move |(gpu, source)| of(Group::Rents, &*gpu.id, source));
    let rates = catalog.currencies.iter().zip(&places.currencies);
    // What everything else is converted to needs no rate.
    let rates = rates.filter(|(currency, _)| currency.id != "USD");
    let rates = rates.map(move |(currency, source)| of(Group::Rates, &*currency.id, source));
    let vendors = catalog.vendors.iter().map(|one| &*one.id).zip(&places.vendors);
    let providers = catalog.providers.iter().map(|one| &*one.id).zip(&places.providers);
    let licenses = catalog.licenses.iter().map(|one| (&*one.id, &one.source));
    let runtimes = catalog.runtimes.iter().map(|one| &*one.id).zip(&places.runtimes);
    let devices = catalog.devices.iter().map(|one| &*one.id).zip(&places.devices);
    let places = vendors.chain(providers).chain(licenses).chain(runtimes).chain(devices);
    let places = places.map(move |(id, source)| of(Group::Places, id, source));
    benchmarks.chain(rents).chain(rates).chain(places)
}
