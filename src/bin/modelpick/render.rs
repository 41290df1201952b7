//! What a person or a program sees of a result. Renderers choose how much to show and compute nothing.

mod abilities_json;
mod abilities_table;
mod account;
pub(crate) mod choices;
mod evidence_json;
mod evidence_table;
mod exclusions;
pub(crate) mod figure;
mod grid;
mod imported;
mod imported_json;
mod imported_reasons;
mod json;
pub(crate) mod layout;
mod models_json;
mod models_table;
mod money;
mod names;
mod notes;
mod nothing_fits;
mod old;
mod questions_json;
mod questions_table;
mod ranked_json;
mod recommendation_json;
mod recommendation_table;
pub(crate) mod rules;
mod sources;
mod stats_json;
mod stats_table;
mod warnings;

use std::io::{self, Write};

use modelpick::deciding::recommendation::{Ranked, Recommendation};
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use crate::command::import::Imported;
use crate::command::vouched::{Found, What};
use names::Names;

/// In which form a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a person.
    Table,
    /// For a program.
    Json,
}

/// How a result is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style<'a> {
    /// In which form.
    pub(crate) format: Format,
    /// In which language.
    pub(crate) lang: Lang,
    /// Columns of the screen; a pipe has 80.
    pub(crate) width: usize,
    /// How many models at most, co-winners aside; the ranking's own number if not said.
    pub(crate) top: Option<usize>,
    /// Whether to account for every point and every exclusion.
    pub(crate) explain: bool,
    /// The command line that gives the same result; may be empty.
    pub(crate) again: &'a str,
}

impl Style<'_> {
    /// The columns that are used: lines longer than this are hard to read, and shorter ones hold no table.
    fn columns(self) -> usize {
        /// Fewer hold no table.
        const LEAST: usize = 60;
        /// More are hard to follow.
        const MOST: usize = 120;
        self.width.clamp(LEAST, MOST)
    }
}

/// Writes a recommendation.
pub(crate) fn recommendation(
    r: &Recommendation,
    k: &Knowledge,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = Names { k, lang: how.lang, answers: &r.answers };
    match how.format {
        Format::Json => recommendation_json::write(r, names, how, out),
        Format::Table if r.ranked.is_empty() => nothing_fits::write(r, names, how, out),
        Format::Table => recommendation_table::write(r, names, how, out),
    }
}

/// Writes a list of models.
pub(crate) fn models(
    list: &[Ix<Model>],
    k: &Knowledge,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match how.format {
        Format::Json => models_json::write(list, k, out),
        Format::Table => models_table::write(list, k, how, out),
    }
}

/// Writes that no model has all the words that were looked for: those that none has, each with what was meant.
pub(crate) fn no_models(
    strange: &[(&str, Option<String>)],
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    models_table::none(strange, how, out)
}

/// Writes every question.
pub(crate) fn questions(k: &Knowledge, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    match how.format {
        Format::Json => questions_json::write(k, how.lang, out),
        Format::Table => questions_table::write(k, how, out),
    }
}

/// Writes what stands behind facts.
pub(crate) fn vouched(found: &Found<'_>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    match (&found.what, how.format) {
        (What::Model(at), Format::Json) => evidence_json::write(found, *at, how, out),
        (What::Model(at), Format::Table) => evidence_table::write(found, *at, how, out),
        (What::Stats(stats), Format::Json) => stats_json::write(found, stats, out),
        (What::Stats(stats), Format::Table) => stats_table::write(found, stats, how, out),
        (What::Old(old), Format::Json) => old::write_json(found, old, out),
        (What::Old(old), Format::Table) => old::write(found, old, how, out),
    }
}

/// Writes what an import found.
pub(crate) fn imported(found: &Imported<'_>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    match how.format {
        Format::Json => imported_json::write(found, out),
        Format::Table => imported::write(found, how, out),
    }
}

/// The models that are shown: as many as asked for, and every co-winner.
fn shown<'r>(r: &'r Recommendation, k: &Knowledge, how: Style<'_>) -> &'r [Ranked] {
    let wanted = how.top.unwrap_or(k.ranking.show);
    let winners = r.ranked.iter().take_while(|one| one.rank == 1).count();
    r.ranked.get(..wanted.max(winners)).unwrap_or(&r.ranked)
}
