//! What the catalogue holds and lacks, for a person.

use std::cmp::Reverse;
use std::io::{self, Write};

use modelpick::knowledge::describing::model::Route;
use modelpick::knowledge::describing::source::Kind;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::words::text::Text;
use modelpick::vouching::statements::Group;
use modelpick::vouching::stats::{BANDS, Hole, Known, Stats};

use super::Style;
use super::grid::Grid;
use super::layout::{Notes, hanging, title};
use super::names::Names;
use super::notes::LABEL;
use crate::command::vouched::Found;
use crate::words;

/// Before a table.
const INDENT: usize = 2;

/// Writes it.
pub(crate) fn write(found: &Found<'_>, stats: &Stats, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: found.knowledge, lang: how.lang, answers: &answers };
    let columns = how.columns();
    head(found, stats, names, columns, out)?;
    title(out, columns, names.say(&words::STATS_COVERAGE))?;
    of_models(stats, names).write(INDENT, out)?;
    title(out, columns, names.say(&words::STATS_COVERAGE_OFFERS))?;
    of_offers(stats, names).write(INDENT, out)?;
    title(out, columns, names.say(&words::STATS_AGES))?;
    ages(stats, names).write(INDENT, out)?;
    title(out, columns, names.say(&words::STATS_KINDS))?;
    kinds(stats, names).write(INDENT, out)?;
    title(out, columns, names.say(&words::STATS_HOLES))?;
    holes(stats, names, columns, out)
}

fn head(
    found: &Found<'_>,
    stats: &Stats,
    names: Names<'_>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let catalog = &names.k.catalog;
    let offers: usize = stats.offers.iter().map(|(_, count)| count).sum();
    let by = |route| stats.offers.iter().find(|(known, _)| *known == route).map_or(0, |(_, count)| *count);
    let text = names.fill(
        &words::STATS_HEAD,
        &[
            ("date", &catalog.as_of),
            ("models", &catalog.models.len()),
            ("vendors", &catalog.vendors.len()),
            ("offers", &offers),
            ("hosted", &by(Route::CloudApi)),
            ("own", &by(Route::SelfHosted)),
            ("device", &by(Route::OnDevice)),
            ("providers", &catalog.providers.len()),
            ("benchmarks", &found.evidence.benchmarks.len()),
            ("scores", &stats.scores),
            ("measured", &stats.measured),
            ("today", &found.today),
        ],
    );
    hanging(out, (0, ""), columns, &text)
}

fn titled(names: Names<'_>, titles: &[&Text], left: usize) -> Grid {
    Grid { titles: titles.iter().map(|title| names.say(title).to_owned()).collect(), rows: Vec::new(), left }
}

/// How many models know each attribute of models, the best known first.
fn of_models(stats: &Stats, names: Names<'_>) -> Grid {
    let titles = [&words::STATS_ATTRIBUTE, &words::STATS_MODELS, &words::STATS_SHARE];
    let mut grid = titled(names, &titles, 1);
    let all = names.k.catalog.models.len();
    let mut known: Vec<_> = stats
        .coverage
        .iter()
        .filter_map(|one| match one.known {
            Known::Models(known) => Some((one.attribute, known)),
            Known::Offers(_) => None,
        })
        .collect();
    known.sort_by_key(|(attribute, known)| (Reverse(*known), *attribute));
    for (attribute, known) in known {
        let share = (known * 100 + all / 2).checked_div(all).unwrap_or(0);
        let label = names.say(&names.k.attributes[attribute].label).to_owned();
        grid.rows.push((false, vec![label, known.to_string(), format!("{share} %")]));
    }
    grid
}

/// How many offers of each route know each attribute of offers, the best known first.
fn of_offers(stats: &Stats, names: Names<'_>) -> Grid {
    let titles = [&words::STATS_ATTRIBUTE, &words::STATS_HOSTED, &words::STATS_OWN, &words::STATS_DEVICE];
    let mut grid = titled(names, &titles, 1);
    for (title, (_, count)) in grid.titles.iter_mut().skip(1).zip(&stats.offers) {
        *title = names.fill(&words::STATS_OF, &[("what", title), ("count", count)]);
    }
    let mut known: Vec<_> = stats
        .coverage
        .iter()
        .filter_map(|one| match one.known {
            Known::Models(_) => None,
            Known::Offers(known) => Some((one.attribute, known)),
        })
        .collect();
    known.sort_by_key(|(attribute, known)| (Reverse(known.iter().sum::<usize>()), *attribute));
    for (attribute, known) in known {
        let mut row = vec![names.say(&names.k.attributes[attribute].label).to_owned()];
        row.extend((0..known.len()).map(|at| counted(&known, at)));
        grid.rows.push((false, row));
    }
    grid
}

fn ages(stats: &Stats, names: Names<'_>) -> Grid {
    let mut grid = titled(names, &[&words::STATS_GROUP], 1);
    grid.titles.extend(BANDS.iter().map(|days| names.fill(&words::STATS_UP_TO, &[("days", days)])));
    let most = BANDS.last().copied().unwrap_or(0);
    grid.titles.push(names.fill(&words::STATS_BEYOND, &[("days", &most)]));
    rows(&mut grid, names, |group| stats.ages.iter().map(|band| counted(band, group)).collect());
    grid
}

fn kinds(stats: &Stats, names: Names<'_>) -> Grid {
    let mut grid = titled(names, &[&words::STATS_GROUP], 1);
    // Nobody's own facts are built in.
    let shown: Vec<_> = stats
        .kinds
        .iter()
        .filter(|(kind, counts)| *kind != Kind::Own || counts.iter().any(|n| *n > 0))
        .collect();
    grid.titles.extend(shown.iter().map(|(speaker, _)| names.say(short(*speaker)).to_owned()));
    rows(&mut grid, names, |group| shown.iter().map(|(_, counts)| counted(counts, group)).collect());
    grid
}

/// A kind of source in the head of a column.
fn short(kind: Kind) -> &'static Text {
    match kind {
        Kind::Own => &words::SHORT_OWN,
        Kind::Independent => &words::SHORT_INDEPENDENT,
        Kind::Vendor => &words::SHORT_VENDOR,
        Kind::Derived => &words::SHORT_DERIVED,
        Kind::Seed => &words::SHORT_SEED,
    }
}

fn rows(grid: &mut Grid, names: Names<'_>, cells: impl Fn(usize) -> Vec<String>) {
    for (at, (_, group)) in Group::ALL.iter().enumerate() {
        let mut row = vec![names.say(self::group(*group)).to_owned()];
        row.extend(cells(at));
        grid.rows.push((false, row));
    }
}

/// A count, with nothing for none: what there is stands out.
fn counted(counts: &[usize], at: usize) -> String {
    counts.get(at).filter(|count| **count > 0).map(ToString::to_string).unwrap_or_default()
}

/// What a group of statements is called.
pub(crate) fn group(group: Group) -> &'static Text {
    match group {
        Group::Prices => &words::GROUP_PRICES,
        Group::HostedOffers => &words::GROUP_HOSTED_OFFERS,
        Group::Rents => &words::GROUP_RENTS,
        Group::Rates => &words::GROUP_RATES,
        Group::Facts => &words::GROUP_FACTS,
        Group::OwnOffers => &words::GROUP_OWN_OFFERS,
        Group::Strengths => &words::GROUP_STRENGTHS,
        Group::Claims => &words::GROUP_CLAIMS,
        Group::Benchmarks => &words::GROUP_BENCHMARKS,
        Group::Places => &words::GROUP_PLACES,
    }
}

fn holes(stats: &Stats, names: Names<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let label = |hole: Hole| {
        names.say(match hole {
            Hole::Offer => &words::HOLE_OFFER,
            Hole::Price => &words::HOLE_PRICE,
            Hole::Region => &words::HOLE_REGION,
            Hole::License => &words::HOLE_LICENSE,
            Hole::Release => &words::HOLE_RELEASE,
            Hole::Context => &words::HOLE_CONTEXT,
            Hole::Params => &words::HOLE_PARAMS,
            Hole::Benchmark => &words::HOLE_BENCHMARK,
        })
    };
    let mut notes = Notes::new(out, columns, stats.holes.iter().map(|(hole, _)| label(*hole)));
    for (hole, models) in &stats.holes {
        let ids: Vec<_> = models.iter().map(|at| names.k.catalog.models[*at].id.to_string()).collect();
        let text = if ids.is_empty() {
            names.say(&words::STATS_WHOLE).to_owned()
        } else {
            names.fill(&words::STATS_HOLE, &[("count", &ids.len()), ("list", &names.list(&ids))])
        };
        notes.put(label(*hole), LABEL, &[text])?;
    }
    Ok(())
}
