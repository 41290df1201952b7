//! From the benchmarks of a catalogue to the ability of each of its models.

use super::ability::{Ability, Measured};
use super::benchmark::{Benchmark, Scale};
use super::board::{self, Board, By, Row, Traits};
use super::estimate::{CapabilityEstimate, Estimate, Fitted};
use super::fit;
use super::settings::Settings;
use crate::describing::attribute::{Attribute, Kind, Value, Words};
use crate::describing::model::Model;
use crate::describing::source::Kind as Source;
use crate::stating::knowledge::{Catalog, find};
use crate::words::date::Date;
use crate::words::list::List;
use crate::words::table::Table;

/// The first release date that the prior counts from: days since 1970-01-01 of 2023-01-01.
const FIRST_DAY: i64 = 19_358;

/// What abilities are fitted to.
#[derive(Debug)]
pub struct Inputs {
    /// How many capabilities there are; the first is the general one.
    pub capabilities: usize,
    /// One for each benchmark, in their order.
    pub boards: Vec<Board>,
    /// One for each model, at its place.
    pub traits: Vec<Traits>,
    /// The constants of the fit.
    pub settings: Settings,
}

impl Inputs {
    /// Collects it.
    pub(crate) fn of(catalog: &Catalog, attributes: &Table<Attribute>, benchmarks: &[Benchmark]) -> Self {
        // Ages are counted from the newest benchmark, so that a newer price moves no ability.
        let newest = benchmarks.iter().map(|benchmark| benchmark.source.as_of).max().unwrap_or(catalog.as_of);
        Self {
            capabilities: catalog.capabilities.len(),
            boards: benchmarks.iter().map(|benchmark| board(benchmark, newest)).collect(),
            traits: catalog.models.iter().map(|model| traits(model, attributes)).collect(),
            settings: Settings::default(),
        }
    }

    /// Fits the abilities to it.
    pub(crate) fn fit(&self) -> Fitted {
        fit::fit(self.capabilities, &self.boards, &self.traits, &self.settings)
    }
}

/// The ability of each model, at its place.
pub(crate) fn abilities(fitted: &Fitted) -> List<Ability> {
    fitted.estimates.iter().map(ability).collect()
}

#[expect(clippy::cast_precision_loss, reason = "days of this era are far below 2^52")]
fn days(days: i64) -> f64 {
    days as f64
}

fn board(benchmark: &Benchmark, today: Date) -> Board {
    let row = |score: &super::benchmark::Score| Row {
        model: score.model.get(),
        score: score.score,
        half_width: score.half_width,
    };
    Board {
        id: benchmark.id.to_string(),
        capability: benchmark.capability.get(),
        scale: match benchmark.scale {
            Scale::Rating => board::Scale::Rating,
            Scale::Percent => board::Scale::Percent,
            Scale::Points => board::Scale::Points,
        },
        by: match benchmark.source.kind {
            Source::Independent => By::Independent,
            Source::Own => By::Own,
            Source::Vendor | Source::Derived | Source::Seed => By::Vendor,
        },
        age_days: days(benchmark.source.as_of.age(today)),
        rows: benchmark.scores.iter().map(row).collect(),
    }
}

fn traits(model: &Model, attributes: &Table<Attribute>) -> Traits {
    let stated = |id: &str| {
        let at = attributes.position(|attribute| attribute.id == id)?;
        find(&model.figures, at).map(|value| (at, value))
    };
    let number = |id| match stated(id) {
        Some((_, Value::Number(number))) => Some(*number),
        _ => None,
    };
    let released_days = match stated("released") {
        Some((_, Value::Date(date))) => Some(days(date.days() - FIRST_DAY)),
        _ => None,
    };
    let tier = stated("tier").map_or(0, |(at, value)| tier(&attributes[at], value));
    Traits {
        params_total: number("params-total"),
        params_active: number("params-active"),
        released_days,
        tier,
    }
}

/// The place of a model's tier among the words of the attribute, from 1; 0 for an unknown one.
fn tier(attribute: &Attribute, value: &Value) -> usize {
    match (&attribute.kind, value) {
        (Kind::Word(Words::Closed(words)), Value::Word(word)) => {
            words.iter().position(|known| known == word).map_or(0, |at| at + 1)
        }
        _ => 0,
    }
}

fn measured((at, known): (usize, &CapabilityEstimate)) -> Option<Measured> {
    (at > 0 && known.boards > 0).then_some(Measured {
        mean: known.mean,
        tied: known.tied,
        own_variance: known.own_variance,
        benchmarks: known.boards,
    })
}

fn ability(estimate: &Estimate) -> Ability {
    let general = estimate.by_capability.first();
    let unmeasured = estimate.by_capability.iter().skip(1).find(|known| known.boards == 0);
    Ability {
        general: estimate.general,
        variance: estimate.general_variance,
        benchmarks: u16::try_from(estimate.boards).unwrap_or(u16::MAX),
        general_benchmarks: general.map_or(0, |known| known.boards),
        measured: estimate.by_capability.iter().enumerate().map(measured).collect(),
        unmeasured_variance: unmeasured.map_or(0.0, |known| known.own_variance),
    }
}
