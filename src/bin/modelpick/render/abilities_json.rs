//! The abilities of one model and the benchmarks behind them, for a program.

use modelpick::knowledge::evidence::benchmark::Scale;
use modelpick::vouching::ability::{self, Account, Pull};
use serde::Serialize;

use super::Style;
use super::figure::{points_of_tenths as points, rounded};
use super::json::Number;
use super::sources::Told;
use crate::command::vouched::Found;

/// What is estimated of the model.
#[derive(Serialize)]
pub(crate) struct Abilities<'a> {
    expected: Expected,
    capabilities: Vec<Strong<'a>>,
}

/// What size, age and tier let expect of the general strength.
#[derive(Serialize)]
struct Expected {
    mean: f64,
    sd: f64,
    share: f64,
}

/// The strength in one capability.
#[derive(Serialize)]
struct Strong<'a> {
    capability: &'a str,
    mean: f64,
    sd: f64,
    benchmarks: u16,
    rests_on: &'static str,
}

impl<'a> Abilities<'a> {
    /// Of an account.
    pub(crate) fn of(found: &Found<'a>, account: &Account<'_>) -> Self {
        let strong = |one: &ability::Strength| Strong {
            capability: &found.knowledge.catalog.capabilities[one.capability].id,
            mean: rounded(one.estimate.mean, 1),
            sd: rounded(one.estimate.sd, 1),
            benchmarks: one.benchmarks,
            rests_on: one.rests_on.word(),
        };
        Self {
            expected: Expected {
                mean: points(account.expected),
                sd: rounded(account.expected_sd, 1),
                share: rounded(account.expected_share, 4),
            },
            capabilities: account.capabilities.iter().map(strong).collect(),
        }
    }
}

/// What a benchmark says, and what that did.
#[derive(Serialize)]
pub(crate) struct Read<'a> {
    id: &'a str,
    name: &'a str,
    capability: &'a str,
    scale: &'static str,
    score: Number,
    half_width: Option<Number>,
    row: Option<&'a str>,
    source: Told<'a>,
    ability: f64,
    noise_sd: f64,
    general: Pulled,
    own: Option<Pulled>,
}

/// What it did to one estimate.
#[derive(Serialize)]
struct Pulled {
    share: f64,
    points: f64,
    difference: f64,
}

impl<'a> Read<'a> {
    /// Of a reading.
    pub(crate) fn of(found: &Found<'a>, how: Style<'_>, reading: &ability::Reading<'a>) -> Self {
        let benchmark = reading.benchmark;
        let pulled = |pull: Pull| Pulled {
            share: rounded(pull.share, 4),
            points: points(pull.tenths),
            difference: rounded(pull.difference, 1),
        };
        Self {
            id: &benchmark.id,
            name: benchmark.name.in_lang(how.lang),
            capability: &found.knowledge.catalog.capabilities[benchmark.capability].id,
            scale: match benchmark.scale {
                Scale::Rating => "rating",
                Scale::Percent => "percent",
                Scale::Points => "points",
            },
            score: Number(reading.score.score),
            half_width: reading.score.half_width.map(Number),
            row: reading.score.row.map(|row| row.0),
            source: Told::of(&benchmark.source, found.today),
            ability: rounded(reading.ability, 1),
            noise_sd: rounded(reading.noise_sd, 1),
            general: pulled(reading.general),
            own: reading.own.map(pulled),
        }
    }
}
