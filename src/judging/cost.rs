//! What a candidate costs a month.

use knowledge::describing::model::{Model, Offer, Route};
use knowledge::describing::place::Gpu;
use knowledge::describing::price::{Price, When};
use knowledge::stating::knowledge::{Candidate, Facts, Knowledge};
use knowledge::words::table::Ix;

use super::situation::Inputs;

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

/// How a cost was worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// From a price list.
    Prices {
        /// US dollars for a million tokens: fresh input, cached input, output.
        per_million: [f64; 3],
        /// Millions of tokens a month: fresh input, cached input, output with thinking.
        millions: [f64; 3],
        /// Tokens written for each token of the answer.
        thinking: f64,
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

fn hosted(knowledge: &Knowledge, offer: &Offer, thinking: f64, inputs: &Inputs) -> Option<Cost> {
    let fresh = inputs.tokens_in * (1.0 - inputs.cache_share);
    let cached = inputs.tokens_in * inputs.cache_share;
    let each = [fresh, cached, inputs.tokens_out * thinking];
    let millions = each.map(|tokens| inputs.requests * tokens / 1e6);
    let at = |when: When| {
        let price = row(&offer.prices, when, inputs.tokens_in)?;
        let per_usd = knowledge.catalog.currencies[price.currency].per_usd;
        let input = price.input? / per_usd;
        let cached = price.cached_input.map_or(input, |amount| amount / per_usd);
        let amounts = [input, cached, price.output? / per_usd];
        Some((amounts, amounts.iter().zip(&millions).map(|(price, count)| price * count).sum::<f64>()))
    };
    let batch = if inputs.batch { at(When::Batch) } else { None };
    let is_batch = batch.is_some();
    let (standard, peak, off_peak) = (at(When::Standard), at(When::Peak), at(When::OffPeak));
    let (per_million, value) = batch.or(standard).or(peak).or(off_peak)?;
    let others = if is_batch { [None, None, None] } else { [standard, peak, off_peak] };
    let all = || others.iter().flatten().map(|(_, cost)| *cost).chain([value]);
    Some(Cost {
        value,
        low: all().fold(value, f64::min),
        high: all().fold(value, f64::max),
        basis: Basis::Prices { per_million, millions, thinking, batch: is_batch },
    })
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
