//! What an import found, for a person: what is new and what changed in full, the rest by its reason.

use std::fmt::Display;
use std::io::{self, Write};

use modelpick::importing::Amounts;
use modelpick::importing::report::{Change, LeftOut, Report};
use modelpick::importing::scores::Scores;
use modelpick::knowledge::describing::price::{Price, When};
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::words::text::Text;

use super::Style;
use super::figure::{fine, grouped, number, price};
use super::imported_reasons::{kept, reservation, why};
use super::layout::{hanging, paragraph, title};
use super::names::Names;
use crate::command::import::{Found, Imported, guess};
use crate::words;

/// So many rows of one reason are named, unless all are asked for.
const NAMED: usize = 8;

/// So many new models, offers and prices are shown, unless all are asked for.
const SHOWN: usize = 20;

/// Writes it.
pub(crate) fn write(imported: &Imported<'_>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: imported.knowledge, lang: how.lang, answers: &answers };
    let columns = how.columns();
    match &imported.found {
        Found::Prices(list, report) => {
            head(imported, (list, report), names, columns, out)?;
            let page = Page { names, columns, all: imported.all };
            page.begun(report, out)?;
            page.differing(report, out)?;
            page.reasons(report, out)?;
        }
        Found::Scores(scores) => write_scores(imported, scores, names, columns, out)?,
    }
    writeln!(out)?;
    let count = imported.files.len();
    let text = match imported.into {
        _ if count == 0 => names.say(&words::IMPORT_NOTHING_NEW).to_owned(),
        None => names.fill(&words::IMPORT_ONLY_LOOKED, &[("count", &count)]),
        Some(folder) => {
            names.fill(&words::IMPORT_WRITTEN, &[("count", &count), ("folder", &folder.display())])
        }
    };
    paragraph(out, 0, columns, &text)?;
    if imported.into.is_none() || count == 0 {
        return Ok(());
    }
    let page = Page { names, columns, all: imported.all };
    let paths: Vec<_> = imported.files.keys().cloned().collect();
    paragraph(out, 2, columns, &page.some(&paths))
}

fn head(
    imported: &Imported<'_>,
    (list, report): (&str, &Report),
    names: Names<'_>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let with: [(&str, &dyn Display); 10] = [
        ("list", &list),
        ("date", &imported.as_of),
        ("rows", &report.rows),
        ("models", &report.models.len()),
        ("offers", &report.offers.len()),
        ("changed", &report.changed.len()),
        ("confirmed", &report.confirmed.len()),
        ("kept", &report.kept.len()),
        ("gone", &report.gone.len()),
        ("out", &report.left_out.len()),
    ];
    paragraph(out, 0, columns, &names.fill(&words::IMPORT_HEAD, &with))
}

struct Page<'a> {
    names: Names<'a>,
    columns: usize,
    all: bool,
}

impl Page<'_> {
    fn begun(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if !report.models.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_MODELS))?;
        }
        for model in self.first(&report.models) {
            let name = self.names.fill(&words::IMPORT_NAME, &[("id", &model.id), ("name", &model.name)]);
            hanging(out, (2, "- "), self.columns, &name)?;
            for (offer, prices) in &model.offers {
                let new = self.amounts(prices);
                let text = self.names.fill(&words::IMPORT_PRICE, &[("offer", offer), ("new", &new)]);
                paragraph(out, 4, self.columns, &text)?;
            }
        }
        self.more(&report.models, out)?;
        if !report.offers.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_OFFERS))?;
        }
        for change in self.first(&report.offers) {
            let (offer, new) = (format!("{} · {}", change.model, change.offer), self.amounts(&change.new));
            let text = self.names.fill(&words::IMPORT_PRICE, &[("offer", &offer), ("new", &new)]);
            hanging(out, (2, "- "), self.columns, &text)?;
        }
        self.more(&report.offers, out)?;
        if !report.changed.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_CHANGED))?;
        }
        self.first(&report.changed).iter().try_for_each(|change| self.change(change, out))?;
        self.more(&report.changed, out)
    }

    /// Those that are shown.
    fn first<'r, T>(&self, of: &'r [T]) -> &'r [T] {
        if self.all { of } else { of.get(..SHOWN).unwrap_or(of) }
    }

    /// How many are not.
    fn more<T>(&self, of: &[T], out: &mut dyn Write) -> io::Result<()> {
        match of.len() - self.first(of).len() {
            0 => Ok(()),
            count => hanging(
                out,
                (2, "- "),
                self.columns,
                &self.names.fill(&words::IMPORT_MORE, &[("count", &count)]),
            ),
        }
    }

    fn change(&self, change: &Change, out: &mut dyn Write) -> io::Result<()> {
        let (old, new) = (self.prices(&change.old), self.amounts(&change.new));
        let with: [(&str, &dyn Display); 4] =
            [("model", &change.model), ("offer", &change.offer), ("old", &old), ("new", &new)];
        hanging(out, (2, "- "), self.columns, &self.names.fill(&words::IMPORT_CHANGE, &with))
    }

    fn differing(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if !report.kept.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_KEPT))?;
        }
        for same in report.kept.chunk_by(|one, other| one.1 == other.1) {
            let Some((_, why)) = same.first() else { continue };
            paragraph(out, 2, self.columns, self.names.say(kept(*why)))?;
            for (change, _) in same {
                let (old, new) = (self.prices(&change.old), self.amounts(&change.new));
                let no_day = self.names.say(&words::IMPORT_NO_DAY);
                let day = change.old_as_of.map_or_else(|| no_day.to_owned(), |day| day.to_string());
                let with: [(&str, &dyn Display); 6] = [
                    ("model", &change.model),
                    ("offer", &change.offer),
                    ("old", &old),
                    ("day", &day),
                    ("new", &new),
                    ("row", &change.row),
                ];
                hanging(out, (4, "- "), self.columns, &self.names.fill(&words::IMPORT_BESIDE, &with))?;
            }
        }
        if !report.gone.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_GONE))?;
            let gone: Vec<_> =
                report.gone.iter().map(|(model, offer)| format!("{model} · {offer}")).collect();
            paragraph(out, 2, self.columns, &self.some(&gone))?;
        }
        Ok(())
    }

    fn reasons(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        if !report.reserved.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_RESERVED))?;
        }
        for same in report.reserved.chunk_by(|one, other| one.1 == other.1) {
            let Some((_, reserved)) = same.first() else { continue };
            let rows: Vec<_> = same.iter().map(|(row, _)| row.clone()).collect();
            self.reason(reservation(*reserved), &rows, out)?;
        }
        if !report.left_out.is_empty() {
            title(out, self.columns, self.names.say(&words::IMPORT_LEFT_OUT))?;
        }
        for same in report.left_out.chunk_by(|one, other| one.why == other.why) {
            let Some(first) = same.first() else { continue };
            let rows: Vec<_> = same.iter().map(|one| self.row(one)).collect();
            self.reason(why(first.why), &rows, out)?;
        }
        Ok(())
    }

    fn reason(&self, why: &Text, rows: &[String], out: &mut dyn Write) -> io::Result<()> {
        let why = self.names.say(why);
        let with: [(&str, &dyn Display); 3] =
            [("why", &why), ("count", &rows.len()), ("rows", &self.some(rows))];
        hanging(out, (2, "- "), self.columns, &self.names.fill(&words::IMPORT_REASON, &with))
    }

    fn row(&self, one: &LeftOut) -> String {
        if one.models.is_empty() {
            return one.row.clone();
        }
        let models = self.names.list(&one.models);
        self.names.fill(&words::IMPORT_OF, &[("row", &one.row), ("models", &models)])
    }

    /// The first of them, or all where all are asked for.
    fn some(&self, rows: &[String]) -> String {
        let shown = if self.all || rows.len() <= NAMED + 1 { rows.len() } else { NAMED };
        let mut parts = rows.get(..shown).unwrap_or_default().to_vec();
        if shown < rows.len() {
            parts.push(self.names.fill(&words::IMPORT_MORE, &[("count", &(rows.len() - shown))]));
        }
        self.names.list(&parts)
    }

    fn prices(&self, rows: &[Price]) -> String {
        let one = |row: &Price| {
            let currency = &self.names.k.catalog.currencies[row.currency].id;
            let amount = |amount: f64| {
                if *currency == "USD" { price(amount) } else { format!("{} {currency}", fine(amount)) }
            };
            let amounts = [row.input, row.cached_input, row.output].map(|one| one.map(amount));
            let text = self.one(amounts, row.up_to_input, row.when == When::Batch);
            let when = match row.when {
                When::Peak => &words::WHEN_PEAK,
                When::OffPeak => &words::WHEN_OFF_PEAK,
                When::Standard | When::Batch => return text,
            };
            self.names.fill(&words::IMPORT_TIMED, &[("price", &text), ("when", &self.names.say(when))])
        };
        self.rows(&rows.iter().map(one).collect::<Vec<_>>())
    }

    fn amounts(&self, rows: &[Amounts]) -> String {
        let one = |row: &Amounts| {
            self.one([row.input, row.cached, row.output].map(|one| one.map(price)), row.up_to, row.batch)
        };
        self.rows(&rows.iter().map(one).collect::<Vec<_>>())
    }

    fn rows(&self, rows: &[String]) -> String {
        if rows.is_empty() {
            return self.names.say(&words::IMPORT_UNKNOWN).to_owned();
        }
        rows.join(self.names.say(&words::SEMICOLON))
    }

    fn one(&self, amounts: [Option<String>; 3], up_to: Option<f64>, batch: bool) -> String {
        let [input, cached, output] = amounts;
        let or = |amount: Option<String>| amount.unwrap_or_else(|| "?".to_owned());
        let (input, output) = (or(input), or(output));
        let mut text = match cached {
            None => self.names.fill(&words::IMPORT_AMOUNTS, &[("input", &input), ("output", &output)]),
            Some(cached) => {
                let with: [(&str, &dyn Display); 3] =
                    [("input", &input), ("cached", &cached), ("output", &output)];
                self.names.fill(&words::IMPORT_CACHED, &with)
            }
        };
        if let Some(tokens) = up_to {
            text = self.names.fill(&words::IMPORT_UP_TO, &[("price", &text), ("tokens", &grouped(tokens))]);
        }
        if batch { self.names.fill(&words::IMPORT_BATCH, &[("price", &text)]) } else { text }
    }
}

fn write_scores(
    imported: &Imported<'_>,
    scores: &Scores,
    names: Names<'_>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let with: [(&str, &dyn Display); 4] = [
        ("id", &scores.id),
        ("date", &imported.as_of),
        ("taken", &scores.taken.len()),
        ("unmatched", &scores.unmatched.len()),
    ];
    paragraph(out, 0, columns, &names.fill(&words::SCORES_HEAD, &with))?;
    writeln!(out)?;
    for one in &scores.taken {
        let score = number(one.score);
        let half_width = one.half_width.map(number).unwrap_or_default();
        let before = one.before.map(number).unwrap_or_default();
        let words = match (one.before, one.half_width) {
            (Some(_), _) => &words::SCORES_CHANGED,
            (None, Some(_)) => &words::SCORES_INTERVAL,
            (None, None) => &words::SCORES_TAKEN_ONE,
        };
        let with: [(&str, &dyn Display); 4] =
            [("model", &one.model), ("score", &score), ("pm", &half_width), ("before", &before)];
        paragraph(out, 2, columns, &names.fill(words, &with))?;
    }
    if !scores.unmatched.is_empty() {
        title(out, columns, names.say(&words::SCORES_UNKNOWN))?;
    }
    for (line, models) in &scores.unmatched {
        hanging(out, (2, "- "), columns, &guess(line, models, names.k, names.lang))?;
    }
    if scores.gone.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    paragraph(out, 0, columns, &names.fill(&words::SCORES_GONE, &[("list", &names.list(&scores.gone))]))
}
