//! What came of tests, for a program: `modelpick.tests/1`.

use std::io::{self, Write};

use modelpick::deciding::recommendation::Cause;
use modelpick::deciding::verify::{Comparison, Found, Missed, Verdict};
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::stating::knowledge::{Candidate, Knowledge};
use modelpick::knowledge::words::table::Ix;
use serde::Serialize;

use super::Tested;
use crate::render::json::{self, Number};

/// Writes it.
pub(crate) fn write(tested: &Tested<'_>, out: &mut dyn Write) -> io::Result<()> {
    let failed = tested.results.iter().filter(|(_, verdict)| !verdict.missed.is_empty()).count();
    let document = Document {
        schema: "modelpick.tests/1",
        cases: tested.results.len(),
        passed: tested.results.len() - failed,
        failed,
        results: tested.results.iter().map(|(case, verdict)| Tried::of(case, verdict, tested)).collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    cases: usize,
    passed: usize,
    failed: usize,
    results: Vec<Tried<'a>>,
}

/// A case.
#[derive(Serialize)]
struct Tried<'a> {
    name: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    passed: bool,
    missed: Vec<NotMet<'a>>,
}

impl<'a> Tried<'a> {
    fn of(case: &'a Case, verdict: &'a Verdict, tested: &'a Tested<'_>) -> Self {
        let at = tested.files.locate(case.place);
        Self {
            name: &case.name,
            file: at.map(|at| at.file),
            line: at.map(|at| at.line),
            passed: verdict.missed.is_empty(),
            missed: verdict.missed.iter().map(|missed| NotMet::of(missed, tested.knowledge)).collect(),
        }
    }
}

/// Something that is not as expected.
#[derive(Serialize)]
struct NotMet<'a> {
    key: &'a str,
    of: Option<&'a str>,
    expected: &'a [String],
    found: There<'a>,
    decided: Option<Decided<'a>>,
}

/// What is there instead; the key says what it is.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum There<'a> {
    Words(&'a [String]),
    Place(usize),
    NotRanked(bool),
    Excluded(&'a [String]),
    NoOffer(bool),
    Fit(usize),
}

impl<'a> NotMet<'a> {
    fn of(missed: &'a Missed, k: &'a Knowledge) -> Self {
        let found = match &missed.found {
            Found::Words(words) => There::Words(words),
            Found::Place(place) => There::Place(*place),
            Found::NotRanked => There::NotRanked(true),
            Found::Excluded(rules) => There::Excluded(rules),
            Found::NoOffer => There::NoOffer(true),
            Found::Fit(count) => There::Fit(*count),
        };
        Self {
            key: missed.key,
            of: missed.of.as_deref(),
            expected: &missed.expected,
            found,
            decided: missed.decided.as_ref().map(|decided| Decided::of(decided, k)),
        }
    }
}

/// Why one model stands before the other.
#[derive(Serialize)]
struct Decided<'a> {
    first: &'a str,
    other: &'a str,
    points: Number,
    differences: Vec<Differs<'a>>,
}

#[derive(Serialize)]
struct Differs<'a> {
    criterion: &'a str,
    points: Number,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    from: &'static str,
    rule: Option<&'a str>,
    points: Number,
}

impl<'a> Decided<'a> {
    fn of(decided: &Comparison, k: &'a Knowledge) -> Self {
        let model = |at: Ix<Candidate>| &*k.model(k.catalog.candidates[at]).id;
        let part = |(cause, points): &(Cause, i64)| {
            let (from, rule) = match cause {
                Cause::Base => ("base", None),
                Cause::Rule(rule) => ("rule", Some(&*k.rules[*rule].id)),
                Cause::WeightHeld => ("weight-held", None),
                Cause::UtilityHeld => ("utility-held", None),
            };
            Part { from, rule, points: hundredths(*points) }
        };
        let differences = decided.differences.iter().map(|difference| Differs {
            criterion: &k.criteria[difference.criterion].id,
            points: hundredths(difference.points),
            parts: difference.parts.iter().map(part).collect(),
        });
        Self {
            first: model(decided.first),
            other: model(decided.other),
            points: hundredths(decided.points),
            differences: differences.collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a score is at most 10 000")]
fn hundredths(points: i64) -> Number {
    Number(points as f64 / 100.0)
}
