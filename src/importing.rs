//! Price lists and scores that others keep, as files that lie over the catalogue.
//!
//! Pure: text in, files and a report out. What a list says is never trusted: words are made harmless, ids keep to the
//! grammar of the catalogue, and what cannot be is told and left out.

mod compare;
mod facts;
mod json;
mod litellm;
mod llm_prices;
mod models_dev;
mod names;
mod openrouter;
mod overlay;
mod parts;
mod plausible;
mod price_rows;
mod prices;
pub mod report;
mod row;
pub mod scores;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::listing::{Listings, PriceList};
use knowledge::evidence::record::Evidence;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;

pub use self::json::Syntax;
pub use self::overlay::Broken;
use self::report::Report;
pub use self::row::{Amounts, Fault};
pub use self::text::clean;

/// The form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `api.json` of models.dev.
    ModelsDev,
    /// `model_prices_and_context_window.json`.
    LiteLlm,
    /// The answer of `/api/v1/models`.
    OpenRouter,
    /// `current-v1.json` of llm-prices.com.
    LlmPrices,
}

impl Form {
    /// Every form with the word for it, which is also the id of its list in the catalogue.
    pub const ALL: [(&'static str, Self); 4] = [
        ("models.dev", Self::ModelsDev),
        ("litellm", Self::LiteLlm),
        ("openrouter", Self::OpenRouter),
        ("llm-prices", Self::LlmPrices),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, form)| *form == self).map_or("", |(word, _)| word)
    }
}

/// What is imported.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The form that it should have.
    pub form: Form,
    /// What it says.
    pub text: &'a str,
    /// Where it was read, if not in a file.
    pub url: Option<&'a str>,
    /// The day that it speaks of, if the user says so.
    pub as_of: Option<Date>,
    /// The day that whoever sent it says, which counts least.
    pub sent: Option<Date>,
}

/// What it is compared with.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The catalogue, with what was imported before.
    pub knowledge: &'a Knowledge,
    /// What stands behind it.
    pub evidence: &'a Evidence,
    /// Ids that some layer disabled.
    pub disabled: &'a BTreeSet<String>,
    /// The files that are there already, by their paths below the folder that is written to.
    pub there: &'a BTreeMap<String, String>,
}

impl<'a> Beside<'a> {
    fn listings(self) -> &'a Listings {
        &self.evidence.places.listings
    }
}

/// Files to be written, with what there is to tell.
#[derive(Debug)]
pub struct Imported {
    /// The day that the list speaks of.
    pub as_of: Date,
    /// Paths below the folder, with their new texts; those that stay as they are are not among them.
    pub files: BTreeMap<String, String>,
    /// What was found.
    pub report: Report,
}

/// Why nothing can be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// It is no JSON.
    Syntax(Syntax),
    /// It is JSON of another form.
    Shape,
    /// Nothing says what day it speaks of.
    NoDate,
    /// The catalogue says nothing of this list: the entry was disabled.
    NoList,
    /// A file that is there cannot be changed.
    Broken(Broken),
}

/// Compares a list with the catalogue, and writes what is new over the files that are there already.
pub fn import(
    source: Source<'_>,
    beside: Beside<'_>,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Imported, Mistake> {
    let listings = beside.listings();
    let at = listings.lists.position(|list| list.id == source.form.word()).ok_or(Mistake::NoList)?;
    let list = &listings.lists[at];
    let document = json::parse(source.text).map_err(Mistake::Syntax)?;
    let stated = if source.form == Form::LlmPrices { llm_prices::as_of(&document) } else { None };
    let dated = source.as_of.or(stated).or(source.sent);
    // What is of another form is told before that it has no day.
    let mut rows = match source.form {
        Form::ModelsDev => models_dev::rows(&document)?,
        Form::LiteLlm => litellm::rows(&document, dated)?,
        Form::OpenRouter => openrouter::rows(&document)?,
        Form::LlmPrices => llm_prices::rows(&document)?,
    };
    let as_of = dated.ok_or(Mistake::NoDate)?;
    let found = compare::compare_all(&mut rows, list, beside, as_of, progress);
    let list = PriceList { url: source.url.map_or(list.url, |url| clean(url).into()), ..list.clone() };
    let (files, report) = overlay::write(found, &list, as_of, beside).map_err(Mistake::Broken)?;
    Ok(Imported { as_of, files, report })
}
