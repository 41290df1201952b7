//! One row of a price list, whatever the form of the list.

use knowledge::words::date::Date;

use super::json::Json;
use super::text::clean;

/// What a list says of one model at one seller.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// What the list calls the row, cleaned.
    pub(super) key: String,
    /// What it calls the seller.
    pub(super) seller: String,
    /// What the seller calls the model.
    pub(super) id: String,
    /// Its name for people.
    pub(super) name: Option<String>,
    /// What a million tokens cost, in US dollars.
    pub(super) prices: Vec<Amounts>,
    /// What else is said of the model.
    pub(super) facts: Facts,
    /// Its seller is about to take it away.
    pub(super) deprecated: bool,
    /// Why it cannot be taken.
    pub(super) faults: Vec<Fault>,
    /// Parts that were left out of a row that is taken.
    pub(super) dropped: Vec<&'static str>,
}

/// US dollars for a million tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Amounts {
    /// Holds for prompts of up to so many tokens; none for all others.
    pub up_to: Option<f64>,
    /// Holds where the answer may come hours later.
    pub batch: bool,
    /// For input.
    pub input: Option<f64>,
    /// For input that is cached; not said if none.
    pub cached: Option<f64>,
    /// For output.
    pub output: Option<f64>,
}

/// What a list says of a model beside its price.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) released: Option<Date>,
    pub(super) cutoff: Option<Date>,
    pub(super) open_weights: Option<bool>,
    pub(super) context: Option<f64>,
    pub(super) max_output: Option<f64>,
    pub(super) takes: Vec<String>,
    pub(super) gives: Vec<String>,
    pub(super) reasoning: Option<bool>,
    pub(super) tools: Option<bool>,
    pub(super) structured: Option<bool>,
}

/// Why a row cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// It is documentation, not a model.
    Sample,
    /// It is no language model: it embeds, draws, speaks, sorts …
    NotText,
    /// A limit of 0 tokens.
    ZeroLimit,
    /// Something in it is of the wrong kind.
    Malformed,
    /// Nothing is said of its price.
    NoPrice,
    /// Nothing is paid by the token: a plan or a free tier, or nobody knows.
    ZeroPrice,
    /// The price is another one each time.
    Variable,
    /// No million tokens cost this much or this little.
    Absurd,
    /// It costs something that is not counted in tokens, or thinking costs something else than the answer.
    OtherFee,
    /// The price of another time.
    Past,
}

impl Row {
    /// A row of nothing yet.
    pub(super) fn new(key: &str, seller: &str, id: &str) -> Self {
        Self { key: clean(key), seller: clean(seller), id: clean(id), ..Self::default() }
    }

    /// Notes a fault once.
    pub(super) fn fault(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// A part of the row by its key; of the wrong kind it is a fault.
    pub(super) fn part<'j, T>(
        &mut self,
        json: &'j Json,
        key: &str,
        read: impl Fn(&'j Json) -> Option<T>,
    ) -> Option<T> {
        let value = json.get(key)?;
        let found = read(value);
        if found.is_none() {
            self.fault(Fault::Malformed);
        }
        found
    }

    /// A text of the row for people.
    pub(super) fn text(&mut self, json: &Json, key: &str) -> Option<String> {
        self.part(json, key, Json::text).map(clean).filter(|text| !text.is_empty())
    }

    /// A count of tokens; 0 is a fault.
    pub(super) fn limit(&mut self, json: &Json, key: &str) -> Option<f64> {
        /// More than any model takes.
        const MOST: f64 = 1e9;
        let limit = self.part(json, key, Json::number)?;
        let good = limit > 0.0 && limit <= MOST && limit.fract() == 0.0;
        if limit == 0.0 {
            self.fault(Fault::ZeroLimit);
        } else if !good {
            self.dropped.push("limit");
        }
        good.then_some(limit)
    }

    /// A date, as precise as it is given; what is none is left out.
    pub(super) fn date(&mut self, json: &Json, key: &str) -> Option<Date> {
        let text = self.text(json, key)?;
        let date = Date::parse(&text);
        if date.is_none() {
            self.dropped.push("date");
        }
        date
    }

    /// A list of words.
    pub(super) fn words(&mut self, json: &Json, key: &str) -> Vec<String> {
        let list = self.part(json, key, Json::list).unwrap_or_default();
        list.iter().filter_map(Json::text).map(clean).collect()
    }
}

/// An amount for a million tokens, to a millionth of a dollar: a price for one token has no exact binary fraction.
pub(super) fn million(amount: f64) -> f64 {
    (amount * 1e6).round() / 1e6
}

impl Amounts {
    /// The rows of a price that steps up above certain lengths of the prompt, the shortest first.
    pub(super) fn steps(base: Self, above: &[(f64, Self)]) -> Vec<Self> {
        let ends = above.iter().map(|(size, _)| Some(*size)).chain([None]);
        let prices = std::iter::once(base).chain(above.iter().map(|(_, amounts)| *amounts));
        prices.zip(ends).map(|(amounts, up_to)| Self { up_to, ..amounts }).collect()
    }

    /// Whether it is the same price; what is not said of cached input contradicts nothing.
    pub(super) fn agrees(self, other: Self) -> bool {
        let cached = match (self.cached, other.cached) {
            (Some(one), Some(two)) => alike(one, two),
            _ => true,
        };
        let same = |one: Option<f64>, two: Option<f64>| match (one, two) {
            (Some(one), Some(two)) => alike(one, two),
            (one, two) => one == two,
        };
        self.batch == other.batch
            && same(self.up_to, other.up_to)
            && same(self.input, other.input)
            && same(self.output, other.output)
            && cached
    }
}

/// Equal to the millionth of a dollar that prices are rounded to.
fn alike(one: f64, two: f64) -> bool {
    (one - two).abs() < 1e-6
}
