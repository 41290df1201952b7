//! The abilities of one model, and what each benchmark did to them.

use std::io::{self, Write};

use modelpick::vouching::ability::{Account, Reading, RestsOn, Strength};

use super::figure::{percent, points_of_tenths as points};
use super::grid::Grid;
use super::layout::{cut, paragraph, title, width};
use super::names::Names;
use super::sources::Sources;
use crate::words;

/// Before everything below the title.
const INDENT: usize = 2;

/// Writes them.
pub(crate) fn write<'a>(
    account: &Account<'a>,
    names: Names<'a>,
    columns: usize,
    sources: &mut Sources<'a>,
    out: &mut dyn Write,
) -> io::Result<()> {
    title(out, columns, names.say(&words::EVIDENCE_ABILITY))?;
    let mut grid = Grid { titles: titles(names), rows: Vec::new(), left: 1 };
    for (at, strength) in account.capabilities.iter().enumerate() {
        let readings: Vec<_> =
            account.readings.iter().filter(|one| one.benchmark.capability == strength.capability).collect();
        if at > 0 && readings.is_empty() {
            continue;
        }
        grid.rows.push((true, leading(strength, names)));
        if at == 0 {
            grid.rows.push((false, expected(account, names)));
        }
        grid.rows.extend(readings.into_iter().map(|reading| (false, cells(reading, names, sources))));
    }
    fit(&mut grid, columns.saturating_sub(INDENT));
    grid.write(INDENT, out)?;
    writeln!(out)?;
    for text in unmeasured(account, names) {
        paragraph(out, INDENT, columns, &text)?;
    }
    if !account.readings.is_empty() {
        paragraph(out, INDENT, columns, names.say(&words::ABILITY_LEGEND))?;
    }
    Ok(())
}

fn titles(names: Names<'_>) -> Vec<String> {
    let titles = [
        &words::ABILITY_BENCHMARK,
        &words::ABILITY_SCORE,
        &words::ABILITY_READS,
        &words::ABILITY_SHARE,
        &words::ABILITY_GENERAL,
        &words::ABILITY_OWN,
    ];
    titles.map(|title| names.say(title).to_owned()).into()
}

/// The row of a capability: its ability, and how many benchmarks measured it.
fn leading(strength: &Strength, names: Names<'_>) -> Vec<String> {
    let label = names.say(&names.k.catalog.capabilities[strength.capability].label);
    let mark = if strength.rests_on == RestsOn::Benchmarks { "" } else { "≈ " };
    let estimate = format!("{mark}{:.0} ± {:.0}", strength.estimate.mean, strength.estimate.sd);
    let name = names.fill(&words::ABILITY_COUNT, &[("capability", &label), ("count", &strength.benchmarks)]);
    vec![name, String::new(), estimate, String::new(), String::new(), String::new()]
}

/// The row of what was expected before any benchmark.
fn expected(account: &Account<'_>, names: Names<'_>) -> Vec<String> {
    let estimate = format!("{:.0} ± {:.0}", points(account.expected), account.expected_sd);
    let share = percent(account.expected_share);
    let name = format!("  {}", names.say(&words::ABILITY_EXPECTED));
    vec![name, String::new(), estimate, share, String::new(), String::new()]
}

fn cells<'a>(reading: &Reading<'a>, names: Names<'_>, sources: &mut Sources<'a>) -> Vec<String> {
    let mark = sources.mark(&reading.benchmark.source);
    vec![
        format!("  {} {mark}", names.say(&reading.benchmark.name)),
        reading.score.score.to_string(),
        format!("{:.0} ± {:.0}", reading.ability, reading.noise_sd),
        percent(reading.general.share),
        moved(reading.general.difference),
        reading.own.map(|own| moved(own.difference)).unwrap_or_default(),
    ]
}

/// A difference with its sign; none is none in either direction.
fn moved(points: f64) -> String {
    let text = format!("{points:+.1}");
    if text.ends_with("0.0") && text.len() == 4 { "0.0".into() } else { text }
}

/// Cuts names where there is too little room; the mark of the source stays.
fn fit(grid: &mut Grid, room: usize) {
    let most = grid.width_of(0).saturating_sub(grid.width().saturating_sub(room));
    for cell in grid.rows.iter_mut().filter_map(|(_, cells)| cells.first_mut()) {
        if width(cell) > most {
            let (name, mark) = cell.rsplit_once(' ').unwrap_or((cell.as_str(), ""));
            *cell = format!("{} {mark}", cut(name, most.saturating_sub(width(mark) + 1)));
        }
    }
}

/// The capabilities that no benchmark measured.
fn unmeasured(account: &Account<'_>, names: Names<'_>) -> Vec<String> {
    let spread = |strength: &&Strength| {
        let label = names.say(&names.k.catalog.capabilities[strength.capability].label);
        format!("{label} ± {:.0}", strength.estimate.sd)
    };
    let without = |what| -> Vec<_> {
        account.capabilities.iter().skip(1).filter(|strength| strength.rests_on == what).collect()
    };
    let mut texts = Vec::new();
    for (what, words) in [
        (RestsOn::OtherBenchmarks, &words::ABILITY_FOLLOWS),
        (RestsOn::SizeAndAge, &words::ABILITY_ONLY_EXPECTED),
    ] {
        let strengths = without(what);
        let Some(first) = strengths.first() else { continue };
        let mean = format!("{:.0}", first.estimate.mean);
        let list = names.list(&strengths.iter().map(spread).collect::<Vec<_>>());
        texts.push(names.fill(words, &[("mean", &mean), ("list", &list)]));
    }
    texts
}
