//! What an import found.

use knowledge::describing::price::Price;
use knowledge::words::date::Date;

use super::row::{Amounts, Fault};

/// All that an import has to tell; lists are in the order of their ids.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Rows that the list has.
    pub rows: usize,
    /// Models that the catalogue does not have: id, name, and the offers with which they begin.
    pub models: Vec<NewModel>,
    /// Ways to use a model that the catalogue does not have.
    pub offers: Vec<Change>,
    /// Prices that the catalogue has otherwise, or does not have.
    pub changed: Vec<Change>,
    /// Offers whose prices the list confirms.
    pub confirmed: Vec<(String, String)>,
    /// Prices that the list has otherwise and that were kept.
    pub kept: Vec<(Change, Kept)>,
    /// Offers of the list's sellers that the list does not name: model and offer.
    pub gone: Vec<(String, String)>,
    /// Rows that say nothing that could be taken.
    pub left_out: Vec<LeftOut>,
    /// Rows that were taken with a reservation.
    pub reserved: Vec<(String, Reservation)>,
}

/// A model that the catalogue does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct NewModel {
    /// `vendor/model`.
    pub id: String,
    /// What the list calls it.
    pub name: String,
    /// Ids of its offers with their prices.
    pub offers: Vec<(String, Vec<Amounts>)>,
}

/// A price of one offer, before and after.
#[derive(Clone, Debug)]
pub struct Change {
    /// The row that says so.
    pub row: String,
    /// Its model.
    pub model: String,
    /// Its offer.
    pub offer: String,
    /// The rows that the catalogue has.
    pub old: Vec<Price>,
    /// The day of those.
    pub old_as_of: Option<Date>,
    /// What the list says.
    pub new: Vec<Amounts>,
}

/// Why a price of the catalogue was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// It is as new or newer.
    Newer,
    /// It is in another currency, so the list's is a conversion.
    Currency,
    /// It has more rows: by time of day, or by length of the prompt.
    Finer,
    /// It differs tenfold or more: a slip of the unit is likelier than such a change.
    Leap,
    /// Several offers of this seller could be meant.
    Several,
    /// It is the user's own.
    Own,
}

/// What a list has no good word for.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// What the list calls the row.
    pub row: String,
    /// Why.
    pub why: Why,
    /// Ids of the models that this concerns; of most reasons none.
    pub models: Vec<String>,
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Something in the row itself.
    Fault(Fault),
    /// Nothing is known of its seller.
    Seller,
    /// It is a plan, paid by the month.
    Plan,
    /// Nobody knows who made the model.
    Nobody,
    /// Several models could be meant.
    Several,
    /// A dated version of a model.
    Snapshot,
    /// A name that means another model from time to time.
    Moving,
    /// A copy elsewhere.
    Regional,
    /// A free tier.
    Free,
    /// Another mode of a model.
    Variant,
    /// A new model that its seller is about to take away.
    Deprecated,
    /// Of a model or an offer that was disabled.
    Disabled,
    /// Several rows say different things of the same offer.
    Conflict,
}

impl Why {
    /// Every reason with the word for it in JSON, in the order in which they are told.
    pub const ALL: [(&'static str, Self); 22] = [
        ("zero-price", Self::Fault(Fault::ZeroPrice)),
        ("variable-price", Self::Fault(Fault::Variable)),
        ("absurd-price", Self::Fault(Fault::Absurd)),
        ("no-price", Self::Fault(Fault::NoPrice)),
        ("other-fee", Self::Fault(Fault::OtherFee)),
        ("past-price", Self::Fault(Fault::Past)),
        ("conflict", Self::Conflict),
        ("malformed", Self::Fault(Fault::Malformed)),
        ("sample", Self::Fault(Fault::Sample)),
        ("not-text", Self::Fault(Fault::NotText)),
        ("zero-limit", Self::Fault(Fault::ZeroLimit)),
        ("free-tier", Self::Free),
        ("plan", Self::Plan),
        ("ambiguous", Self::Several),
        ("snapshot", Self::Snapshot),
        ("moving-name", Self::Moving),
        ("regional", Self::Regional),
        ("variant", Self::Variant),
        ("deprecated", Self::Deprecated),
        ("disabled", Self::Disabled),
        ("unknown-maker", Self::Nobody),
        ("unknown-seller", Self::Seller),
    ];

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, why)| *why == self).map_or("", |(word, _)| word)
    }
}

impl Kept {
    /// Every reason with the word for it in JSON.
    pub const ALL: [(&'static str, Self); 6] = [
        ("newer", Self::Newer),
        ("other-currency", Self::Currency),
        ("finer", Self::Finer),
        ("leap", Self::Leap),
        ("several-offers", Self::Several),
        ("own", Self::Own),
    ];

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kept)| *kept == self).map_or("", |(word, _)| word)
    }
}

/// What to keep in mind of a row that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reservation {
    /// The prices may be those of several hosts.
    Mixed,
    /// A date of it is none, and was left out.
    Date,
    /// A limit of it is none, and was left out.
    Limit,
}

impl Reservation {
    /// Every one with the word for it in JSON.
    pub const ALL: [(&'static str, Self); 3] =
        [("mixed-hosts", Self::Mixed), ("no-date", Self::Date), ("no-limit", Self::Limit)];

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(word, _)| word)
    }
}
