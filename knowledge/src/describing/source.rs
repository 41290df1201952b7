//! Who says so, and when.

use databake::Bake;

use crate::words::date::Date;
use crate::words::str::Str;

/// A dated source.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::describing::source)]
pub struct Source {
    /// An address or the name of a document; a user's own facts need none.
    pub url: Option<Str>,
    /// The day on which it said so.
    pub as_of: Date,
    /// Who speaks.
    pub kind: Kind,
    /// What to know about it.
    pub note: Option<Str>,
}

/// Who speaks in a source. The order is that of trust, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Bake)]
#[databake(path = knowledge::describing::source)]
pub enum Kind {
    /// The user's own measurements or contracts.
    Own,
    /// Neither the maker nor the seller.
    Independent,
    /// The maker or the seller.
    Vendor,
    /// Computed or judged by the maintainers.
    Derived,
    /// The article that the first catalogue came from, unconfirmed.
    Seed,
}

impl Kind {
    /// Every kind with the word for it.
    pub const ALL: [(&'static str, Self); 5] = [
        ("own", Self::Own),
        ("independent", Self::Independent),
        ("vendor", Self::Vendor),
        ("derived", Self::Derived),
        ("seed", Self::Seed),
    ];

    /// Whether it is a claim rather than a measurement.
    pub fn is_only_claimed(self) -> bool {
        matches!(self, Self::Vendor | Self::Seed)
    }

    /// The word for it in TOML and JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}
