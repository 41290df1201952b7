//! A recommendation for a person: one row a model, then the lines that say what to make of it.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, TableStyle};
use modelpick::deciding::recommendation::{Applied, Effect, Ranked, Recommendation};
use modelpick::knowledge::describing::model::Route;

use super::layout::{DOT, cut, hanging, paragraph, width};
use super::names::Names;
use super::{Style, account, exclusions, figure, money, notes, shown};
use crate::words;

/// Between two columns.
const GAP: usize = 2;

/// Writes it.
pub(crate) fn write(
    r: &Recommendation,
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let models = shown(r, names.k, how);
    head(r, names, how, out)?;
    writeln!(out)?;
    let rows: Vec<_> = models.iter().map(|ranked| Row::of(names, ranked)).collect();
    table(&rows, names, how.columns(), out)?;
    writeln!(out)?;
    notes::write(r, models, names, how, out)?;
    if how.explain {
        account::write(r, models, names, how, out)?;
        exclusions::write(r, names, how, out)?;
    }
    Ok(())
}

/// What the result rests on, and how many candidates fit.
pub(crate) fn head(
    r: &Recommendation,
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let head = names.fill(
        &words::HEAD,
        &[("date", &names.k.catalog.as_of), ("fitting", &r.fitting), ("candidates", &r.candidates)],
    );
    let line = if how.explain { head } else { format!("{head}{}", names.say(&words::HEAD_WHY)) };
    hanging(out, (0, ""), how.columns(), &line)
}

/// The cells of a model.
struct Row {
    first: bool,
    rank: String,
    model: String,
    how: String,
    /// The same where there is little room.
    how_short: String,
    score: i64,
    month: String,
    counts: Vec<String>,
}

impl Row {
    fn of(names: Names<'_>, ranked: &Ranked) -> Self {
        Self {
            first: ranked.rank == 1,
            rank: if ranked.tied { format!("={}", ranked.rank) } else { ranked.rank.to_string() },
            model: names.model(ranked.candidate).to_owned(),
            how: names.how_ranked(ranked),
            how_short: names.how_short(ranked),
            score: ranked.score.value,
            month: money::month(names, ranked),
            counts: counts(names, ranked),
        }
    }

    fn score(&self, bar: usize) -> String {
        let score = figure::rough_points(self.score);
        format!("{score:>4}  {}", figure::bar(self.score, bar)).trim_end().to_owned()
    }
}

/// What counts most for a model, most telling first: its ability, what rules gave it most points for, that it runs
/// inside, its licence, and the criterion that gave most beside ability.
fn counts(names: Names<'_>, ranked: &Ranked) -> Vec<String> {
    /// More are a list, not a reason.
    const MOST: usize = 3;
    /// So many rules at most, for there is more to say.
    const RULES: usize = 2;
    let at = ranked.candidate;
    let mean = format!("{:.0}", ranked.ability.mean);
    let sd = format!("{:.0}", ranked.ability.sd);
    let mut counts = Vec::new();
    // An ability that rules left without weight tells nothing of the place.
    if ranked.contributions.first().is_none_or(|ability| ability.weight > 0) {
        counts.push(if ranked.estimated {
            names.fill(&words::ABILITY_ESTIMATED, &[("mean", &mean)])
        } else {
            names.fill(&words::ABILITY_MEASURED, &[("mean", &mean), ("sd", &sd)])
        });
    }
    let mut rules: Vec<&Applied> =
        ranked.rules.iter().filter(|one| one.effect == Effect::Prefer && one.raw != 0).collect();
    rules.sort_by_key(|one| (std::cmp::Reverse(one.raw.abs()), one.rule));
    for one in rules.into_iter().take(RULES) {
        let what = names.rewarded(one.rule, at);
        counts.push(if one.raw < 0 { names.fill(&words::SPEAKS_AGAINST, &[("what", &what)]) } else { what });
    }
    let route = names.k.offer(names.at(at)).route;
    if route == Route::SelfHosted {
        counts.push(names.say(&words::RUNS_INSIDE).to_owned());
    }
    if route != Route::CloudApi && names.license_class(at) == Some("permissive") {
        counts.push(names.say(&words::OPEN_LICENCE).to_owned());
    } else if route == Route::CloudApi && names.open_weights(at) {
        counts.push(names.say(&words::OPEN_WEIGHTS).to_owned());
    }
    let others = ranked.contributions.iter().skip(1);
    if let Some(most) = others.max_by_key(|one| (one.points, std::cmp::Reverse(one.criterion))) {
        counts.push(names.say(&names.k.criteria[most.criterion].label).to_owned());
    }
    let mut kept: Vec<String> = Vec::new();
    for one in counts {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept.truncate(MOST);
    kept
}

/// Writes the rows: on one line each if there is room for all of it, else with what counts on a line below.
fn table(rows: &[Row], names: Names<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let natural = Plan::natural(rows, names);
    if let Some(plan) = [3, 2].into_iter().find_map(|most| natural.on_one_line(rows, names, columns, most)) {
        for line in plan.lines(rows, names) {
            writeln!(out, "{line}")?;
        }
        return Ok(());
    }
    let plan = natural.on_two_lines(columns);
    let indent = plan.rank + GAP;
    let mut lines = plan.lines(rows, names).into_iter();
    if let Some(header) = lines.next() {
        writeln!(out, "{header}")?;
    }
    for (line, row) in lines.zip(rows) {
        writeln!(out, "{line}")?;
        // What was cut off above is said in full here.
        let cut_off = (width(row.how_in(plan.how)) > plan.how).then_some(&row.how);
        let below: Vec<_> = cut_off.into_iter().chain(&row.counts).map(String::as_str).collect();
        paragraph(out, indent, columns, &below.join(DOT))?;
    }
    Ok(())
}

/// The widths of the columns.
#[derive(Clone, Copy)]
struct Plan {
    rank: usize,
    model: usize,
    how: usize,
    bar: usize,
    month: usize,
    /// How many things of what counts stand in the row itself.
    counts: usize,
}

impl Plan {
    fn natural(rows: &[Row], names: Names<'_>) -> Self {
        let widest = |header: &str, cell: &dyn Fn(&Row) -> usize| {
            rows.iter().map(cell).chain([width(header)]).max().unwrap_or(0)
        };
        Self {
            // A blank stands before the rank.
            rank: 1 + widest("#", &|row| width(&row.rank)),
            model: widest(names.say(&words::COLUMN_MODEL), &|row| width(&row.model)),
            how: widest(names.say(&words::COLUMN_HOW), &|row| width(&row.how)),
            bar: 10,
            month: widest(names.say(&words::COLUMN_MONTH), &|row| width(&row.month)),
            counts: 0,
        }
    }

    /// All columns but model and how to get it, with the gaps between them.
    fn fixed(self) -> usize {
        const SCORE: usize = 6;
        self.rank + SCORE + self.bar + self.month + 4 * GAP
    }

    fn on_one_line(self, rows: &[Row], names: Names<'_>, columns: usize, most: usize) -> Option<Self> {
        let counts = rows.iter().map(|row| width(&row.counts_of(most)));
        let counts = counts.chain([width(names.say(&words::COLUMN_COUNTS))]).max()?;
        let needed = self.fixed() + self.model + self.how + GAP + counts;
        (needed <= columns).then_some(Self { counts: most, ..self })
    }

    fn on_two_lines(self, columns: usize) -> Self {
        /// The bar where there is little room; with less room than a page has there is none.
        const SHORT: usize = 6;
        /// The columns of a page.
        const PAGE: usize = 80;
        let bar = match columns {
            _ if self.fixed() + self.model + self.how <= columns => self.bar,
            PAGE.. => SHORT,
            _ => 0,
        };
        let room = columns.saturating_sub(Self { bar, ..self }.fixed());
        let how = self.how.min((room / 2).max(room.saturating_sub(self.model)));
        Self { bar, how, model: self.model.min(room.saturating_sub(how)), ..self }
    }

    /// The header and one line for each row.
    fn lines(self, rows: &[Row], names: Names<'_>) -> Vec<String> {
        let mut table = Table::new();
        table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
        table.enforce_styling().style_text_only();
        let dim = |text: &str| Cell::new(text).add_attribute(Attribute::Dim);
        let titles = [
            "#",
            &cut(names.say(&words::COLUMN_MODEL), self.model),
            &cut(names.say(&words::COLUMN_HOW), self.how),
            names.say(&words::COLUMN_SCORE),
            names.say(&words::COLUMN_MONTH),
            names.say(&words::COLUMN_COUNTS),
        ];
        let count = if self.counts > 0 { 6 } else { 5 };
        table.set_header(titles.into_iter().take(count).map(dim).collect::<Vec<_>>());
        for row in rows {
            let mut cells = vec![
                Cell::new(&row.rank),
                Cell::new(cut(&row.model, self.model)),
                Cell::new(cut(row.how_in(self.how), self.how)),
                Cell::new(row.score(self.bar)),
                Cell::new(&row.month),
            ];
            if self.counts > 0 {
                cells.push(Cell::new(row.counts_of(self.counts)));
            }
            let bold = |(at, cell): (usize, Cell)| {
                if row.first && at == 1 { cell.add_attribute(Attribute::Bold) } else { cell }
            };
            table.add_row(cells.into_iter().enumerate().map(bold).collect::<Vec<_>>());
        }
        for column in table.column_iter_mut() {
            column.set_padding((if column.index == 0 { 1 } else { 2 }, 0));
            if column.index == 0 || column.index == 4 {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned()).collect()
    }
}

impl Row {
    fn how_in(&self, columns: usize) -> &str {
        if width(&self.how) <= columns { &self.how } else { &self.how_short }
    }

    fn counts_of(&self, most: usize) -> String {
        let all: Vec<_> = self.counts.iter().take(most).map(String::as_str).collect();
        all.join(" · ")
    }
}
