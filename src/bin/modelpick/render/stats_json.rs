//! What the catalogue holds and lacks, for a program: `modelpick.catalog-stats/1`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use modelpick::knowledge::describing::model::Route;
use modelpick::vouching::statements::Group;
use modelpick::vouching::stats::{BANDS, Hole, Known, Stats};
use serde::Serialize;

use super::json;
use super::recommendation_json::{Day, Versions};
use crate::command::vouched::Found;

/// Writes it.
pub(crate) fn write(found: &Found<'_>, stats: &Stats, out: &mut dyn Write) -> io::Result<()> {
    let k = found.knowledge;
    let catalog = &k.catalog;
    let limits = BANDS.into_iter().map(Some).chain([None]);
    let document = Document {
        schema: "modelpick.catalog-stats/1",
        version: env!("CARGO_PKG_VERSION"),
        knowledge: Versions::of(k),
        today: Day(found.today),
        counts: Counts {
            models: catalog.models.len(),
            offers: stats.offers.iter().map(|(route, count)| (route.word(), *count)).collect(),
            vendors: catalog.vendors.len(),
            providers: catalog.providers.len(),
            licenses: catalog.licenses.len(),
            benchmarks: found.evidence.benchmarks.len(),
            scores: stats.scores,
            measured_models: stats.measured,
        },
        coverage: stats
            .coverage
            .iter()
            .map(|one| {
                let routes = stats.offers.iter();
                let share =
                    |((route, of), known): (&(Route, usize), usize)| (route.word(), Share { known, of: *of });
                Covered {
                    attribute: &k.attributes[one.attribute].id,
                    known: match one.known {
                        Known::Models(known) => By::Models(Share { known, of: catalog.models.len() }),
                        Known::Offers(known) => By::Offers(routes.zip(known).map(share).collect()),
                    },
                }
            })
            .collect(),
        ages: limits
            .zip(&stats.ages)
            .map(|(days, counts)| Band { at_most_days: days, statements: by_group(counts) })
            .collect(),
        kinds: stats.kinds.iter().map(|(kind, counts)| (kind.word(), by_group(counts))).collect(),
        missing: stats
            .holes
            .iter()
            .map(|(hole, models)| {
                let word = Hole::ALL.iter().find(|(_, known)| known == hole).map_or("", |(word, _)| word);
                (word, models.iter().map(|at| &*catalog.models[*at].id).collect())
            })
            .collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    knowledge: Versions<'a>,
    today: Day,
    counts: Counts,
    coverage: Vec<Covered<'a>>,
    ages: Vec<Band>,
    kinds: BTreeMap<&'static str, BTreeMap<&'static str, usize>>,
    missing: BTreeMap<&'static str, Vec<&'a str>>,
}

/// How many there are.
#[derive(Serialize)]
struct Counts {
    models: usize,
    offers: BTreeMap<&'static str, usize>,
    vendors: usize,
    providers: usize,
    licenses: usize,
    benchmarks: usize,
    scores: usize,
    measured_models: usize,
}

/// How many know an attribute.
#[derive(Serialize)]
struct Covered<'a> {
    attribute: &'a str,
    #[serde(flatten)]
    known: By,
}

/// Models, or the offers of each route.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum By {
    Models(Share),
    Offers(BTreeMap<&'static str, Share>),
}

/// So many of so many.
#[derive(Serialize)]
struct Share {
    known: usize,
    of: usize,
}

/// Statements older than the band before and at most so many days old; without a limit, all that are older.
#[derive(Serialize)]
struct Band {
    at_most_days: Option<i64>,
    statements: BTreeMap<&'static str, usize>,
}

fn by_group(counts: &[usize]) -> BTreeMap<&'static str, usize> {
    Group::ALL.iter().zip(counts).map(|((word, _), count)| (*word, *count)).collect()
}
