//! From the benchmarks of a catalogue to the ability of each of its models.

use super::ability::{Ability, Measured};
use super::benchmark::{Benchmark, Scale};
use super::board::{self, Board, By, Row, Traits};
use super::estimate::{CapabilityEstimate, Estimate, Fitted};
use super::fit;
use super::settings::Settings;
use super::unmeasured::Unmeasured;
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
        // Ages are counted from the newest benchmark of others, so that neither a newer price nor a newer evaluation of
        // one's own makes them older.
        let public = benchmarks.iter().filter(|benchmark| benchmark.source.kind != Source::Own);
        let newest = public.map(|benchmark| benchmark.source.as_of).max().unwrap_or(catalog.as_of);
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

    /// All that a fit follows from: the same without the models that no board lists, which it does not heed.
    pub(crate) fn measured(&self) -> Self {
        let listed = self.listed();
        let places: Vec<_> = listed
            .iter()
            .scan(0, |next, listed| Some(std::mem::replace(next, *next + usize::from(*listed))))
            .collect();
        let moved = |row: &Row| Some(Row { model: *places.get(row.model)?, ..row.clone() });
        let board =
            |board: &Board| Board { rows: board.rows.iter().filter_map(moved).collect(), ..board.clone() };
        let traits = self.traits.iter().zip(&listed).filter(|(_, listed)| **listed);
        Self {
            capabilities: self.capabilities,
            boards: self.boards.iter().map(board).collect(),
            traits: traits.map(|(traits, _)| traits.clone()).collect(),
            settings: self.settings.clone(),
        }
    }

    /// The abilities where those of the models that boards list are known from a fit to the same, in their order;
    /// nothing if they are not these models, or the prior does not tell of the others.
    pub(crate) fn completed(&self, before: &[Ability], prior: &Unmeasured) -> Option<List<Ability>> {
        let mut measured = before.iter().filter(|ability| ability.benchmarks > 0);
        let deviations = prior.rounded_deviations();
        let own = |(traits, listed): (&Traits, bool)| {
            if listed {
                measured.next().cloned()
            } else {
                prior.estimate(traits).map(|estimate| ability(&estimate, deviations))
            }
        };
        let all: Option<Vec<_>> = self.traits.iter().zip(self.listed()).map(own).collect();
        all.filter(|_| measured.next().is_none()).map(List::from)
    }

    /// Whether a board lists the model at each place.
    fn listed(&self) -> Vec<bool> {
        let mut listed = vec![false; self.traits.len()];
        for row in self.boards.iter().flat_map(|board| &board.rows) {
            listed.get_mut(row.model).into_iter().for_each(|own| *own = true);
        }
        listed
    }
}

/// The ability of each model, at its place.
pub(crate) fn abilities(fitted: &Fitted) -> List<Ability> {
    let deviations = fitted.unmeasured.rounded_deviations();
    fitted.estimates.iter().map(|estimate| ability(estimate, deviations)).collect()
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
        // Nobody knows how hard a board is: one row alone says nothing of its model.
        rows: if benchmark.scores.len() > 1 {
            benchmark.scores.iter().map(row).collect()
        } else {
            Vec::new()
        },
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

fn ability(estimate: &Estimate, deviations: List<f64>) -> Ability {
    let general = estimate.by_capability.first();
    let measured = estimate.by_capability.iter().enumerate().map(measured);
    Ability {
        general: estimate.general,
        variance: estimate.general_variance,
        benchmarks: u16::try_from(estimate.boards).unwrap_or(u16::MAX),
        general_benchmarks: general.map_or(0, |known| known.boards),
        measured: if estimate.boards > 0 { measured.collect() } else { List::default() },
        deviations,
    }
}
