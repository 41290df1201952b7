//! The list of models for a person: as many columns as there is room for, the most telling first.

use std::fmt::Display;
use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, TableStyle};
use modelpick::judging::cost::usual;
use modelpick::knowledge::describing::attribute::{Attribute as Stated, Value};
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::knowledge::{Knowledge, find};
use modelpick::knowledge::words::shown::clean;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;

use super::figure::{fine, number, tokens};
use super::layout::{hanging, width};
use super::names::Names;
use super::{Style, models_json};
use crate::words::{self, fill};

/// What is not known.
const UNKNOWN: &str = "?";

/// A column of the list.
struct Column {
    title: &'static Text,
    /// The least is dropped last.
    rank: u8,
    right: bool,
    cell: fn(&Knowledge, Names<'_>, Ix<Model>) -> String,
}

/// The columns in the order in which they stand.
const COLUMNS: [Column; 10] = [
    Column {
        title: &words::MODELS_ID,
        rank: 0,
        right: false,
        cell: |k, _, at| k.catalog.models[at].id.to_string(),
    },
    Column {
        title: &words::MODELS_NAME,
        rank: 8,
        right: false,
        cell: |k, names, at| names.say(&k.catalog.models[at].name).to_owned(),
    },
    Column {
        title: &words::MODELS_VENDOR,
        rank: 9,
        right: false,
        cell: |k, names, at| names.say(&k.catalog.vendors[k.catalog.models[at].vendor].name).to_owned(),
    },
    Column {
        title: &words::MODELS_STATUS,
        rank: 6,
        right: false,
        cell: |k, _, at| word(k, at, k.roles.status),
    },
    Column {
        title: &words::MODELS_RELEASED,
        rank: 5,
        right: false,
        cell: |k, _, at| word(k, at, k.roles.released),
    },
    Column {
        title: &words::MODELS_LICENCE,
        rank: 7,
        right: false,
        cell: |k, _, at| {
            let license = k.catalog.models[at].license;
            license.map_or_else(|| UNKNOWN.into(), |license| k.catalog.licenses[license].id.to_string())
        },
    },
    Column {
        title: &words::MODELS_CONTEXT,
        rank: 3,
        right: true,
        cell: |k, _, at| models_json::number(k, at, k.roles.context).map_or_else(|| UNKNOWN.into(), tokens),
    },
    Column { title: &words::MODELS_PARAMS, rank: 4, right: true, cell: |k, _, at| params(k, at) },
    Column { title: &words::MODELS_PRICE, rank: 2, right: true, cell: |k, _, at| price(k, at) },
    Column { title: &words::MODELS_ABILITY, rank: 1, right: true, cell: |k, _, at| ability(k, at) },
];

/// Writes it.
pub(crate) fn write(
    list: &[Ix<Model>],
    k: &Knowledge,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    /// Between two columns.
    const GAP: usize = 2;
    let answers = Answers::default();
    let names = Names { k, lang: how.lang, answers: &answers };
    let mut columns: Vec<(&Column, Vec<String>)> = COLUMNS
        .iter()
        .map(|column| (column, list.iter().map(|at| (column.cell)(k, names, *at)).collect()))
        .collect();
    let widest = |(column, cells): &(&Column, Vec<String>)| {
        cells.iter().map(|cell| width(cell)).chain([width(names.say(column.title))]).max().unwrap_or(0) + GAP
    };
    // The screen is used as wide as it is: a list of facts is read across.
    while columns.iter().map(widest).sum::<usize>() > how.width + GAP && columns.len() > 1 {
        let least_telling = columns.iter().map(|(column, _)| column.rank).max();
        columns.retain(|(column, _)| Some(column.rank) != least_telling);
    }
    table(&columns, names, list.len(), out)?;
    writeln!(out)?;
    hanging(out, (0, ""), how.columns(), &names.fill(&words::MODELS_NOTE, &[("count", &list.len())]))?;
    let kept = |column: &&Column| !columns.iter().any(|(shown, _)| shown.rank == column.rank);
    let left_out: Vec<_> =
        COLUMNS.iter().filter(kept).map(|column| names.say(column.title).to_owned()).collect();
    if left_out.is_empty() {
        return Ok(());
    }
    let line = names.fill(&words::MODELS_LEFT_OUT, &[("columns", &names.list(&left_out))]);
    hanging(out, (0, ""), how.columns(), &line)
}

/// Writes that no model has all the words that were looked for.
pub(crate) fn none(
    strange: &[(&str, Option<String>)],
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let line = |text: &Text, with: &[(&str, &dyn Display)]| fill(text.in_lang(how.lang), with);
    if strange.is_empty() {
        return hanging(out, (0, ""), how.columns(), &line(&words::MODELS_NONE, &[]));
    }
    strange.iter().try_for_each(|(word, meant)| {
        let word = clean(word);
        let text = match meant {
            Some(meant) => line(&words::MODELS_STRANGE_MEANT, &[("word", &word), ("meant", meant)]),
            None => line(&words::MODELS_STRANGE, &[("word", &word)]),
        };
        hanging(out, (0, ""), how.columns(), &text)
    })
}

fn table(
    columns: &[(&Column, Vec<String>)],
    names: Names<'_>,
    rows: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
    table.enforce_styling().style_text_only();
    let title = |(column, _): &(&Column, _)| Cell::new(names.say(column.title)).add_attribute(Attribute::Dim);
    table.set_header(columns.iter().map(title).collect::<Vec<_>>());
    for row in 0..rows {
        table.add_row(columns.iter().filter_map(|(_, cells)| cells.get(row)).collect::<Vec<_>>());
    }
    for (shown, (column, _)) in table.column_iter_mut().zip(columns) {
        shown.set_padding((if shown.index == 0 { 0 } else { 2 }, 0));
        if column.right {
            shown.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// A word or date of a model.
fn word(k: &Knowledge, at: Ix<Model>, attribute: Option<Ix<Stated>>) -> String {
    let value = attribute.and_then(|attribute| find(&k.catalog.models[at].figures, attribute));
    match value {
        Some(Value::Word(word)) => word.to_string(),
        Some(Value::Date(date)) => date.to_string(),
        _ => UNKNOWN.into(),
    }
}

/// Billions of parameters, the active ones behind all of them.
fn params(k: &Knowledge, at: Ix<Model>) -> String {
    let total = models_json::number(k, at, k.roles.params_total);
    let active = models_json::number(k, at, k.roles.params_active);
    match (total, active) {
        (Some(total), Some(active)) if active < total => format!("{}B / {}B", number(total), number(active)),
        (Some(total), _) => format!("{}B", number(total)),
        (None, Some(active)) => format!("? / {}B", number(active)),
        (None, None) => UNKNOWN.into(),
    }
}

/// The cheapest row of all price lists at the usual time, in US dollars for a million tokens in and out.
fn price(k: &Knowledge, at: Ix<Model>) -> String {
    let rows = k.catalog.models[at].offers.iter().flat_map(usual);
    let known = rows.filter_map(|row| {
        let per_usd = k.catalog.currencies[row.currency].per_usd;
        Some((row.input? / per_usd, row.output.map(|output| output / per_usd)))
    });
    let sum = |(input, output): &(f64, Option<f64>)| output.map_or(f64::INFINITY, |output| input + output);
    known.min_by(|one, other| sum(one).total_cmp(&sum(other)).then(one.0.total_cmp(&other.0))).map_or_else(
        || UNKNOWN.into(),
        |(input, output)| format!("{} / {}", fine(input), output.map_or_else(|| UNKNOWN.into(), fine)),
    )
}

/// The general strength; estimated where no benchmark measured the model.
fn ability(k: &Knowledge, at: Ix<Model>) -> String {
    let Some(own) = k.catalog.abilities.get(at.get()) else { return UNKNOWN.into() };
    let mark = if own.benchmarks == 0 { "≈ " } else { "" };
    format!("{mark}{:.0} ± {:.0}", own.general, own.mix(&[(Ix::new(0), 1.0)]).sd)
}
