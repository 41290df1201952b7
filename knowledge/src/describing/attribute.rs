//! An attribute: what may be known of a candidate.

use crate::words::list::List;
use databake::Bake;

use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::text::Text;

/// An attribute, declared once.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub struct Attribute {
    /// Kebab-case, unique.
    pub id: Str,
    /// What a person reads.
    pub label: Text,
    /// Whose it is.
    pub of: Of,
    /// What its values are.
    pub kind: Kind,
    /// What a person reads for some of its words.
    pub labels: List<(Str, Text)>,
}

impl Attribute {
    /// What a person reads for a word, if that is not the word itself.
    pub fn word(&self, word: &str) -> Option<&Text> {
        self.labels.iter().find(|(known, _)| known == word).map(|(_, label)| label)
    }
}

/// Where the value of an attribute comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub enum Of {
    /// Stated in the model's file.
    Model,
    /// Stated with the offer.
    Offer,
    /// Found through the catalogue: the vendor's country, the license's class.
    LookedUp,
    /// Computed from the answers.
    Derived,
}

/// What the values of an attribute are.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub enum Kind {
    /// A number in a unit.
    Number {
        /// What is counted: `tokens`, `billions`, `GB`, `USD` …
        unit: Str,
    },
    /// Yes or no.
    Flag,
    /// A calendar date.
    Date,
    /// One word.
    Word(Words),
    /// A set of words.
    Words(Words),
}

/// Which words an attribute takes.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub enum Words {
    /// Any word.
    Open,
    /// One of these.
    Closed(List<Str>),
    /// An id of a part of the catalogue.
    From(Part),
}

/// A part of the catalogue that words can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub enum Part {
    /// `data/vendors.toml`
    Vendors,
    /// `data/providers.toml`
    Providers,
    /// Countries and blocs of the vendors.
    Origins,
    /// `data/models/`
    Models,
    /// `data/licenses.toml`
    Licenses,
    /// `data/runtimes.toml`
    Runtimes,
}

impl Part {
    /// Every part with the word for it in TOML.
    pub const ALL: [(&'static str, Self); 6] = [
        ("vendors", Self::Vendors),
        ("providers", Self::Providers),
        ("origins", Self::Origins),
        ("models", Self::Models),
        ("licenses", Self::Licenses),
        ("runtimes", Self::Runtimes),
    ];
}

/// A known value of an attribute.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::describing::attribute)]
pub enum Value {
    /// A number in the attribute's unit.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A calendar date.
    Date(Date),
    /// One word.
    Word(Str),
    /// A set of words.
    Words(List<Str>),
}
