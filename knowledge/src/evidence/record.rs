//! What stands behind a catalogue: who vouches for each fact, and every benchmark. No recommendation reads it.

use std::cell::OnceCell;

use super::benchmark::Benchmark;
use super::estimate::Fitted;
use super::measure::Inputs;
use crate::describing::attribute::Attribute;
use crate::describing::listing::Listings;
use crate::describing::source::Source;
use crate::words::str::Str;
use crate::words::table::Ix;

/// All of it. Every list stands at the places of what it is about in the catalogue.
#[derive(Debug)]
pub struct Evidence {
    /// Of each model.
    pub models: Vec<Vouched>,
    /// Of the small files.
    pub places: Places,
    /// By id.
    pub benchmarks: Vec<Benchmark>,
    inputs: Inputs,
    fitted: OnceCell<Fitted>,
}

/// Who vouches for what is said of one model.
#[derive(Clone, Debug, Default)]
pub struct Vouched {
    /// The id of an attribute and a source of it; an attribute may have several.
    pub facts: Vec<(Str, Source)>,
    /// One for each strength.
    pub strengths: Vec<Source>,
    /// One for each claim.
    pub claims: Vec<Source>,
    /// The model's figures that its file does not state.
    pub looked_up: Vec<(Ix<Attribute>, Whence)>,
    /// The same of each offer.
    pub offers: Vec<Vec<(Ix<Attribute>, Whence)>>,
}

/// Where a figure was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whence {
    /// In the model's own file.
    Model,
    /// What its vendor is.
    Vendor,
    /// What its license says.
    License,
    /// What the provider of the offer says of all its offers.
    Provider,
    /// What the runtime of the offer can do.
    Runtime,
    /// In the offer's own prices and figures.
    Offer,
}

/// One source for each entry of the small files; licenses hold their own.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Of vendors.
    pub vendors: Vec<Source>,
    /// Of providers.
    pub providers: Vec<Source>,
    /// Of runtimes.
    pub runtimes: Vec<Source>,
    /// Of GPUs with their rents.
    pub gpus: Vec<Source>,
    /// Of device classes.
    pub devices: Vec<Source>,
    /// Of exchange rates.
    pub currencies: Vec<Source>,
    /// What price lists that can be imported call things.
    pub listings: Listings,
}

impl Evidence {
    pub(crate) fn new(
        models: Vec<Vouched>,
        places: Places,
        benchmarks: Vec<Benchmark>,
        inputs: Inputs,
    ) -> Self {
        Self { models, places, benchmarks, inputs, fitted: OnceCell::new() }
    }

    /// What abilities are fitted to.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The fit of all abilities, worked out when it is first asked for: a tenth of a second for the built-in boards.
    pub fn fitted(&self) -> &Fitted {
        self.fitted.get_or_init(|| self.inputs.fit())
    }
}
