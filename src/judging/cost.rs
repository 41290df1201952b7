//! What a candidate costs a month.

use knowledge::describing::model::{Model, Offer, Route};
use knowledge::describing::place::{Currency, Gpu};
use knowledge::describing::price::{Price, When};
use knowledge::stating::knowledge::{Candidate, Facts, Knowledge};
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

use super::inputs::Inputs;

/// Days in a month of 730 hours.
const DAYS_A_MONTH: f64 = 365.0 / 12.0;

/// US dollars a month, and what they are made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// At the standard time.
    pub value: f64,
    /// At the cheapest time.
    pub low: f64,
    /// At the dearest time.
    pub high: f64,
    /// How it was worked out.
    pub basis: Basis,
}

/// What the cost of a hosted candidate is the sum of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bill {
    /// What the list says of a million tokens, in its currency: fresh input, cached input, output.
    pub per_million: [f64; 3],
    /// Millions of tokens a month: fresh input, cached input, output with thinking.
    pub millions: [f64; 3],
    /// Tokens written for each token of the answer, if it is known whether it thinks first; else they count once.
    pub thinking: Option<f64>,
    /// The day on which the price list said so.
    pub as_of: Date,
    /// What the list is in.
    pub currency: Ix<Currency>,
}

/// How a cost was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// From a price list.
    Prices {
        /// Batch prices were used.
        batch: bool,
    },
    /// Within the free tier.
    FreeTier,
    /// GPUs rented by the hour, reserved all month.
    Rent {
        /// Which, if a rent is known for one that fits.
        gpu: Ix<Gpu>,
        /// How many.
        count: f64,
        /// The user has the memory already: the rent only ranks.
        own: bool,
    },
    /// It runs where it is used: no fee.
    OnDevice,
}

/// The memory that serving needs, and the cheapest GPUs that have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hosting {
    /// GB of GPU memory for the weights and the overhead.
    pub memory: f64,
    /// The GPUs with the least rent, if any rent is known.
    pub gpus: Option<(Ix<Gpu>, f64)>,
}

/// The monthly cost, if it is known.
pub fn monthly(
    knowledge: &Knowledge,
    candidate: Candidate,
    hosting: Option<&Hosting>,
    inputs: &Inputs,
) -> Option<Cost> {
    match candidate.facts.route {
        Route::OnDevice => Some(Cost { value: 0.0, low: 0.0, high: 0.0, basis: Basis::OnDevice }),
        Route::SelfHosted => rent(knowledge, hosting?, inputs),
        Route::CloudApi => {
            let offer = knowledge.offer(candidate);
            if within_free_tier(offer, knowledge.ranking.derived.free_requests, inputs) {
                return Some(Cost { value: 0.0, low: 0.0, high: 0.0, basis: Basis::FreeTier });
            }
            hosted(knowledge, offer, candidate.facts.thinking, inputs)
        }
    }
}

fn within_free_tier(offer: &Offer, usual: f64, inputs: &Inputs) -> bool {
    offer.free.as_ref().is_some_and(|free| {
        let allowed = inputs.individual || free.commercial == Some(true);
        allowed && inputs.requests <= free.requests_a_day.unwrap_or(usual) * DAYS_A_MONTH
    })
}

fn hosted(knowledge: &Knowledge, offer: &Offer, thinking: Option<f64>, inputs: &Inputs) -> Option<Cost> {
    let millions = millions(thinking, inputs);
    let at = |when: When| {
        let price = row(&offer.prices, when, inputs.tokens_in)?;
        let per_usd = knowledge.catalog.currencies[price.currency].per_usd;
        let amounts = per_million(price, inputs)?.map(|amount| amount / per_usd);
        Some(amounts.iter().zip(&millions).map(|(price, count)| price * count).sum::<f64>())
    };
    if let Some(value) = at(When::Batch).filter(|_| inputs.batch) {
        return Some(Cost { value, low: value, high: value, basis: Basis::Prices { batch: true } });
    }
    let all = TIMES.map(at);
    let value = all.into_iter().flatten().next()?;
    let all = || all.iter().flatten().copied();
    let (low, high) = (all().fold(value, f64::min), all().fold(value, f64::max));
    Some(Cost { value, low, high, basis: Basis::Prices { batch: false } })
}

/// The times of a price list; the first for which there is a price is the usual one.
const TIMES: [When; 3] = [When::Standard, When::Peak, When::OffPeak];

/// The rows of an offer's price list that hold at the usual time.
pub fn usual(offer: &Offer) -> impl Iterator<Item = &Price> {
    let rows = |when| offer.prices.iter().filter(move |row| row.when == when);
    TIMES.into_iter().map(rows).find(|rows| rows.clone().next().is_some()).into_iter().flatten()
}

/// What the cost of a candidate is the sum of, if it has a price list.
pub fn bill(knowledge: &Knowledge, candidate: Candidate, cost: &Cost, inputs: &Inputs) -> Option<Bill> {
    let Basis::Prices { batch } = cost.basis else { return None };
    let offer = knowledge.offer(candidate);
    let times: &[When] = if batch { &[When::Batch] } else { &TIMES };
    let (per_million, price) = times.iter().find_map(|&when| {
        let price = row(&offer.prices, when, inputs.tokens_in)?;
        Some((per_million(price, inputs)?, price))
    })?;
    let thinking = candidate.facts.thinking;
    let (as_of, currency) = (price.as_of, price.currency);
    Some(Bill { per_million, millions: millions(thinking, inputs), thinking, as_of, currency })
}

/// Millions of tokens a month: fresh input, cached input, output with thinking.
fn millions(thinking: Option<f64>, inputs: &Inputs) -> [f64; 3] {
    let fresh = inputs.tokens_in * (1.0 - inputs.cache_share);
    let cached = inputs.tokens_in * inputs.cache_share;
    [fresh, cached, inputs.tokens_out * thinking.unwrap_or(1.0)].map(|tokens| inputs.requests * tokens / 1e6)
}

/// What a row of a list says of a million tokens in its currency: fresh input, cached input, output.
fn per_million(price: &Price, inputs: &Inputs) -> Option<[f64; 3]> {
    let input = price.input?;
    // What writes nothing needs no price for it.
    let output = price.output.or_else(|| (inputs.tokens_out <= 0.0).then_some(0.0))?;
    Some([input, price.cached_input.unwrap_or(input), output])
}

/// The row that holds at a time for prompts of a length: the smallest limit that they keep, else none.
fn row(prices: &[Price], when: When, tokens_in: f64) -> Option<&Price> {
    let limit = |price: &Price| price.up_to_input.unwrap_or(f64::INFINITY);
    prices
        .iter()
        .filter(|price| price.when == when && tokens_in <= limit(price))
        .min_by(|one, other| limit(one).total_cmp(&limit(other)))
}

/// What serving a model oneself needs, if its size is known.
pub fn hosting(knowledge: &Knowledge, facts: &Facts, inputs: &Inputs) -> Option<Hosting> {
    let memory = facts.serving_memory?;
    let constants = &knowledge.ranking.derived;
    let gpus = &knowledge.catalog.gpus;
    let rentable = gpus.enumerate().filter_map(|(at, gpu)| {
        let right = inputs.chip.as_ref().is_none_or(|chip| *chip == gpu.chip);
        let count = servers(memory / gpu.memory, constants.gpus_a_server);
        let sensible = count <= constants.gpus_a_server * constants.most_servers;
        (right && sensible).then_some((at, count, gpu.rent? * count))
    });
    let cheapest = rentable.min_by(|one, other| one.2.total_cmp(&other.2));
    Some(Hosting { memory, gpus: cheapest.map(|(gpu, count, _)| (gpu, count)) })
}

/// GPUs come in powers of two up to a full server, then in full servers.
fn servers(least: f64, full: f64) -> f64 {
    if least > full {
        return (least / full).ceil() * full;
    }
    let mut count = 1.0;
    while count < least {
        count *= 2.0;
    }
    count
}

fn rent(knowledge: &Knowledge, hosting: &Hosting, inputs: &Inputs) -> Option<Cost> {
    let (gpu, count) = hosting.gpus?;
    let value = knowledge.catalog.gpus[gpu].rent? * count * knowledge.ranking.derived.hours_a_month;
    let own = inputs.gpu_memory.is_some_and(|memory| memory >= hosting.memory);
    Some(Cost { value, low: value, high: value, basis: Basis::Rent { gpu, count, own } })
}

/// Whether a provider sells the models of its own house.
pub fn first_party(knowledge: &Knowledge, model: &Model, offer: &Offer) -> bool {
    let vendor = &knowledge.catalog.vendors[model.vendor].id;
    offer.provider.is_some_and(|at| knowledge.catalog.providers[at].first_party_of.contains(vendor))
}
