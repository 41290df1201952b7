//! What price lists that can be imported call sellers, makers and models.

use super::place::{Provider, Vendor};
use super::source::Kind;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// Everything that is known of the lists; all of it by id.
#[derive(Clone, Debug, Default)]
pub struct Listings {
    /// The lists.
    pub lists: Table<PriceList>,
    /// Who sells in them.
    pub sellers: Table<Seller>,
    /// Who makes what is sold, as the first part of an id.
    pub organisations: Table<Organisation>,
    /// Ids that mean something else than they seem to.
    pub rows: Table<Listed>,
    /// Last words of an id that change nothing about which model it is.
    pub same: Vec<Str>,
    /// First words of an id that only say where it runs.
    pub regions: Vec<Str>,
    /// Last words of an id that mean another model from time to time.
    pub moving: Vec<Str>,
}

/// A list of prices that others keep.
#[derive(Clone, Debug)]
pub struct PriceList {
    /// The word for it after `--from`.
    pub id: Str,
    /// Where people find it.
    pub url: Str,
    /// Who speaks in it.
    pub kind: Kind,
}

/// A seller as a list calls it.
#[derive(Clone, Debug)]
pub struct Seller {
    /// `list/seller`.
    pub id: Str,
    /// The seller in this catalogue; none for a plan that has no price for each token.
    pub provider: Option<Ix<Provider>>,
    /// The id of its offers where that is not the provider's: one provider may sell at several places.
    pub offer: Option<Str>,
    /// Who made the models whose ids name nobody.
    pub vendor: Option<Ix<Vendor>>,
    /// How the ids of those models begin, if the seller sells those of others as well.
    pub starts: Vec<Str>,
    /// A price may be one host's for input and another's for output.
    pub mixed: bool,
}

/// A maker as the first part of an id.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// In lower case.
    pub id: Str,
    /// The maker in this catalogue.
    pub vendor: Ix<Vendor>,
}

/// What one id of a list means.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The id that a list gives a model, in lower case.
    pub id: Str,
    /// The id of the model that it means; none if it means no certain one.
    pub model: Option<Str>,
}
