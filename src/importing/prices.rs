//! A price of a list beside the one of the catalogue.

use knowledge::describing::model::{Model, Offer, Route};
use knowledge::describing::place::Provider;
use knowledge::describing::price::{Price, When};
use knowledge::describing::source::Kind as Source;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

use super::report::Kept;
use super::row::Amounts;

/// A change by this factor is likelier a slip of the unit.
const LEAP: f64 = 10.0;

/// The currency of every list that is known.
pub(super) const CURRENCY: &str = "USD";

/// What follows from comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// The list says the same.
    Confirmed,
    /// The list says something else, and newer.
    Changed,
    /// The list says something else, and the catalogue's is kept.
    Kept(Kept),
}

/// The one offer of a seller that a row speaks of.
pub(super) enum Found<'a> {
    /// This one.
    One(&'a Offer),
    /// None of the seller's yet.
    None,
    /// Several, or one of which nothing says that it is meant.
    Several,
}

/// Finds the offer of a provider; where he sells at several places, `siblings` are their ids.
pub(super) fn offer<'a>(model: &'a Model, provider: Ix<Provider>, id: &str, siblings: &[&str]) -> Found<'a> {
    let mut own = model
        .offers
        .iter()
        .filter(|offer| offer.route == Route::CloudApi && offer.provider == Some(provider));
    if let Some(found) = own.clone().find(|offer| offer.id == id) {
        return Found::One(found);
    }
    if siblings.is_empty() {
        return match (own.next(), own.next()) {
            (None, _) => Found::None,
            (Some(one), None) => Found::One(one),
            _ => Found::Several,
        };
    }
    if own.all(|offer| siblings.contains(&&*offer.id)) { Found::None } else { Found::Several }
}

/// Compares what a list says on a day with what an offer says.
pub(super) fn compare(knowledge: &Knowledge, offer: &Offer, new: &[Amounts], as_of: Date) -> Compared {
    let foreign = |price: &Price| knowledge.catalog.currencies[price.currency].id != CURRENCY;
    if offer.prices.iter().any(foreign) {
        return Compared::Kept(Kept::Currency);
    }
    let old: Vec<_> = offer.prices.iter().map(amounts).collect();
    let known = |one: &Amounts| old.iter().any(|other| other.agrees(*one));
    let by_time = offer.prices.iter().any(|price| matches!(price.when, When::Peak | When::OffPeak));
    let steps = |rows: &[Amounts]| rows.iter().filter(|row| !row.batch).count();
    let finer = by_time || steps(&old) > steps(new);
    // One price of several that the catalogue tells apart confirms it.
    let part = |one: &Amounts| old.iter().any(|other| other.agrees(Amounts { up_to: other.up_to, ..*one }));
    if new.iter().all(|one| if finer { part(one) } else { known(one) }) {
        return Compared::Confirmed;
    }
    // What a list says to everybody takes nothing from what was agreed with the user.
    if offer.source.kind == Source::Own {
        return Compared::Kept(Kept::Own);
    }
    if offer.prices.iter().any(|price| !is_before(price.as_of, as_of)) {
        return Compared::Kept(Kept::Newer);
    }
    if finer {
        return Compared::Kept(Kept::Finer);
    }
    match (base(&old), base(new)) {
        (Some(old), Some(new)) if leaps(old, new) => Compared::Kept(Kept::Leap),
        _ => Compared::Changed,
    }
}

/// Whether a row of the catalogue stays as it is, because a list with these rows says nothing of it.
pub(super) fn stays(price: &Price, new: &[Amounts]) -> bool {
    price.when == When::Batch && !new.iter().any(|row| row.batch)
}

/// A row of the catalogue as a list would say it.
pub(super) fn amounts(price: &Price) -> Amounts {
    Amounts {
        up_to: price.up_to_input,
        batch: price.when == When::Batch,
        input: price.input,
        cached: price.cached_input,
        output: price.output,
    }
}

fn base(rows: &[Amounts]) -> Option<Amounts> {
    rows.iter().find(|row| !row.batch).copied()
}

fn leaps(old: Amounts, new: Amounts) -> bool {
    let far = |old: Option<f64>, new: Option<f64>| match (old, new) {
        (Some(old), Some(new)) if old > 0.0 && new > 0.0 => old / new >= LEAP || new / old >= LEAP,
        _ => false,
    };
    far(old.input, new.input) || far(old.output, new.output)
}

/// Whether a date lies wholly before a day.
fn is_before(date: Date, day: Date) -> bool {
    let last = (date.year, date.month.unwrap_or(12), date.day.unwrap_or(31));
    last < (day.year, day.month.unwrap_or(1), day.day.unwrap_or(1))
}
