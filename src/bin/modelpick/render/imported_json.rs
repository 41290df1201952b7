//! What an import found, for a program: `modelpick.catalog-import/1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use modelpick::importing::Amounts;
use modelpick::importing::report::{Change, Report};
use modelpick::importing::scores::Scores;
use modelpick::knowledge::describing::price::{Price, When};
use modelpick::knowledge::stating::knowledge::Knowledge;
use serde::Serialize;

use super::json::{self, Number};
use super::recommendation_json::{Day, Versions};
use crate::command::import::{Found, Imported};

/// Writes it.
pub(crate) fn write(imported: &Imported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (prices, scores) = match &imported.found {
        Found::Prices(list, report) => (Some(Prices::of(list, report, imported.knowledge)), None),
        Found::Scores(scores) => (None, Some(Board::of(scores, imported.knowledge))),
    };
    let document = Document {
        schema: "modelpick.catalog-import/1",
        version: env!("CARGO_PKG_VERSION"),
        knowledge: Versions::of(imported.knowledge),
        as_of: Day(imported.as_of),
        prices,
        scores,
        into: imported.into.map(|folder| folder.display().to_string()),
        files: &imported.files,
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    knowledge: Versions<'a>,
    as_of: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    prices: Option<Prices<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scores: Option<Board<'a>>,
    /// Where the files were written; `null` if that was not asked for.
    into: Option<String>,
    /// Paths and texts.
    files: &'a BTreeMap<String, String>,
}

/// What was found in a price list.
#[derive(Serialize)]
struct Prices<'a> {
    list: &'a str,
    rows: usize,
    new_models: Vec<NewModel<'a>>,
    new_offers: Vec<Changed<'a>>,
    changed: Vec<Changed<'a>>,
    confirmed: Vec<Offer<'a>>,
    kept: Vec<Kept<'a>>,
    not_listed: Vec<Offer<'a>>,
    left_out: Vec<LeftOut<'a>>,
    reserved: Vec<Reserved<'a>>,
}

#[derive(Serialize)]
struct NewModel<'a> {
    model: &'a str,
    name: &'a str,
    offers: Vec<NewOffer<'a>>,
}

#[derive(Serialize)]
struct NewOffer<'a> {
    offer: &'a str,
    prices: Vec<Row>,
}

#[derive(Serialize)]
struct Offer<'a> {
    model: &'a str,
    offer: &'a str,
}

#[derive(Serialize)]
struct Changed<'a> {
    row: &'a str,
    model: &'a str,
    offer: &'a str,
    old: Vec<Row>,
    old_as_of: Option<Day>,
    new: Vec<Row>,
}

#[derive(Serialize)]
struct Kept<'a> {
    why: &'static str,
    #[serde(flatten)]
    change: Changed<'a>,
}

#[derive(Serialize)]
struct LeftOut<'a> {
    row: &'a str,
    why: &'static str,
    models: &'a [String],
}

#[derive(Serialize)]
struct Reserved<'a> {
    row: &'a str,
    why: &'static str,
}

/// Amounts for a million tokens.
#[derive(Serialize)]
struct Row {
    input: Option<Number>,
    cached_input: Option<Number>,
    output: Option<Number>,
    currency: String,
    up_to_input: Option<Number>,
    when: &'static str,
}

impl Row {
    fn said(row: &Amounts) -> Self {
        Self {
            input: row.input.map(Number),
            cached_input: row.cached.map(Number),
            output: row.output.map(Number),
            currency: "USD".to_owned(),
            up_to_input: row.up_to.map(Number),
            when: word(if row.batch { When::Batch } else { When::Standard }),
        }
    }

    fn known(row: &Price, k: &Knowledge) -> Self {
        Self {
            input: row.input.map(Number),
            cached_input: row.cached_input.map(Number),
            output: row.output.map(Number),
            currency: k.catalog.currencies[row.currency].id.to_string(),
            up_to_input: row.up_to_input.map(Number),
            when: word(row.when),
        }
    }
}

fn word(when: When) -> &'static str {
    When::ALL.iter().find(|(_, other)| *other == when).map_or("", |(word, _)| word)
}

impl<'a> Changed<'a> {
    fn of(change: &'a Change, k: &Knowledge) -> Self {
        Self {
            row: &change.row,
            model: &change.model,
            offer: &change.offer,
            old: change.old.iter().map(|row| Row::known(row, k)).collect(),
            old_as_of: change.old_as_of.map(Day),
            new: change.new.iter().map(Row::said).collect(),
        }
    }
}

impl<'a> Prices<'a> {
    fn of(list: &'a str, report: &'a Report, k: &Knowledge) -> Self {
        let offers =
            |list: &'a [(String, String)]| list.iter().map(|(model, offer)| Offer { model, offer }).collect();
        let new = |(offer, prices): &'a (String, Vec<Amounts>)| NewOffer {
            offer,
            prices: prices.iter().map(Row::said).collect(),
        };
        Self {
            list,
            rows: report.rows,
            new_models: report
                .models
                .iter()
                .map(|one| NewModel {
                    model: &one.id,
                    name: &one.name,
                    offers: one.offers.iter().map(new).collect(),
                })
                .collect(),
            new_offers: report.offers.iter().map(|one| Changed::of(one, k)).collect(),
            changed: report.changed.iter().map(|one| Changed::of(one, k)).collect(),
            confirmed: offers(&report.confirmed),
            kept: report
                .kept
                .iter()
                .map(|(change, why)| Kept { why: why.word(), change: Changed::of(change, k) })
                .collect(),
            not_listed: offers(&report.gone),
            left_out: report
                .left_out
                .iter()
                .map(|one| LeftOut { row: &one.row, why: one.why.word(), models: &one.models })
                .collect(),
            reserved: report.reserved.iter().map(|(row, why)| Reserved { row, why: why.word() }).collect(),
        }
    }
}

/// What was found in scores.
#[derive(Serialize)]
struct Board<'a> {
    benchmark: &'a str,
    taken: Vec<Taken<'a>>,
    unmatched: Vec<Unmatched<'a>>,
    not_listed: &'a [String],
}

#[derive(Serialize)]
struct Taken<'a> {
    word: &'a str,
    model: &'a str,
    score: Number,
    pm: Option<Number>,
    before: Option<Number>,
}

#[derive(Serialize)]
struct Unmatched<'a> {
    line: u64,
    word: &'a str,
    models: Vec<&'a str>,
}

impl<'a> Board<'a> {
    fn of(scores: &'a Scores, k: &'a Knowledge) -> Self {
        let taken = scores.taken.iter().map(|one| Taken {
            word: &one.word,
            model: &one.model,
            score: Number(one.score),
            pm: one.half_width.map(Number),
            before: one.before.map(Number),
        });
        let unmatched = scores.unmatched.iter().map(|(line, models)| Unmatched {
            line: line.number,
            word: &line.word,
            models: models.iter().map(|at| &*k.catalog.models[*at].id).collect(),
        });
        Self {
            benchmark: &scores.id,
            taken: taken.collect(),
            unmatched: unmatched.collect(),
            not_listed: &scores.gone,
        }
    }
}
