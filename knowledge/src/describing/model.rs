//! A model and the ways to use it.

use crate::words::list::List;
use databake::Bake;

use super::attribute::{Attribute, Value};
use super::place::{License, Provider, Runtime, Vendor};
use super::price::{Free, Price};
use super::source::{Kind, Source};
use crate::words::date::Date;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// A model: what is true wherever it runs.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::model)]
pub struct Model {
    /// `vendor/model`, the path of its file.
    pub id: Str,
    /// Its name.
    pub name: Text,
    /// Other words by which people look for it.
    pub aliases: List<Str>,
    /// Its maker.
    pub vendor: Ix<Vendor>,
    /// Its license, if known.
    pub license: Option<Ix<License>>,
    /// Everything known of it, by attribute; ascending.
    pub figures: List<(Ix<Attribute>, Value)>,
    /// What it is said to be good at.
    pub strengths: List<Strength>,
    /// What was said of it that does not hold.
    pub claims: List<Claim>,
    /// The ways to use it.
    pub offers: List<Offer>,
}

/// What a model is said to be good at, and by whom.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::describing::model)]
pub struct Strength {
    /// `question:choice`, such as `industry:finance`.
    pub tag: Str,
    /// Who says so.
    pub kind: Kind,
    /// When they said it.
    pub as_of: Date,
    /// What exactly was said.
    pub note: Option<Text>,
    /// A claim of the model contradicts it: it earns nothing and is told.
    pub contradicted: bool,
}

/// A statement that better sources contradict or cannot confirm: shown, never scored.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::model)]
pub struct Claim {
    /// An attribute, a strength's tag, or a word for what it is about.
    pub fact: Str,
    /// What was said.
    pub says: Text,
    /// What better sources say.
    pub verdict: Text,
}

/// One way to use a model.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::describing::model)]
pub struct Offer {
    /// Unique within the model.
    pub id: Str,
    /// Who has the weights, and where they run.
    pub route: Route,
    /// Who serves it, if somebody does.
    pub provider: Option<Ix<Provider>>,
    /// What runs it, if known.
    pub runtime: Option<Ix<Runtime>>,
    /// Everything known of it, by attribute; ascending.
    pub figures: List<(Ix<Attribute>, Value)>,
    /// Its price list; none for an unknown price, and for routes without a fee.
    pub prices: List<Price>,
    /// Its free tier, if it has one.
    pub free: Option<Free>,
    /// The newest day on which its source was read.
    pub as_of: Date,
    /// Its source, for the reader.
    pub source: Source,
}

/// Who holds the weights, and where they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Bake)]
#[databake(path = knowledge::describing::model)]
pub enum Route {
    /// A provider serves it.
    CloudApi,
    /// The user runs it on servers.
    SelfHosted,
    /// It runs where it is used.
    OnDevice,
}

impl Route {
    /// Every route with the word for it.
    pub const ALL: [(&'static str, Self); 3] =
        [("cloud-api", Self::CloudApi), ("self-hosted", Self::SelfHosted), ("on-device", Self::OnDevice)];

    /// The word for it in TOML and JSON.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, route)| *route == self).map_or("", |(word, _)| word)
    }
}
