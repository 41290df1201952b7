//! What checking found, for a person and as JSON.

use std::io::{self, Write};

use anstyle::Style as Colour;
use modelpick::deciding::rates::{Coverage, Rate, coverage, rates};
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::diagnostic::Severity;
use serde::Serialize;

use super::Checked;
use super::located::Told;
use crate::render::layout::{Notes, paragraph, title};
use crate::render::{Style, json};
use crate::words::{self, fill};

/// Writes it for a person.
pub(crate) fn write(checked: &Checked<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = style.columns();
    write!(out, "{}", draw(checked.diagnostics, checked.files, true, style.lang))?;
    if let (Some(knowledge), false) = (checked.knowledge, checked.quiet) {
        exchange(knowledge, style, columns, out)?;
        covered(knowledge, style, columns, out)?;
        writeln!(out)?;
    }
    let count = |severity| checked.diagnostics.iter().filter(|one| one.severity == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let found: &[(&str, &dyn std::fmt::Display)] =
        &[("errors", &errors), ("warnings", &warnings), ("notes", &notes)];
    let found = fill(words::CHECK_FOUND.in_lang(style.lang), found);
    let summary = match checked.knowledge {
        Some(k) if !checked.quiet => {
            let (rules, questions, attributes) = (k.rules.len(), k.questions.len(), k.attributes.len());
            let with: &[(&str, &dyn std::fmt::Display)] = &[
                ("rules", &rules),
                ("questions", &questions),
                ("attributes", &attributes),
                ("tests", &checked.tests),
                ("found", &found),
            ];
            fill(words::CHECK_SUMMARY.in_lang(style.lang), with)
        }
        _ => found,
    };
    paragraph(out, 0, columns, &summary)?;
    if errors + warnings > 0 && !checked.quiet {
        paragraph(out, 0, columns, words::CHECK_MORE.in_lang(style.lang))?;
    }
    Ok(())
}

/// How many rating points a tenfold cost is worth.
fn exchange(k: &Knowledge, style: Style<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let rates = rates(k);
    if rates.is_empty() {
        return Ok(());
    }
    title(out, columns, words::CHECK_RATES.in_lang(style.lang))?;
    let question = &k.questions[k.ranking.order.question];
    let label = |rate: &Rate| match rate.choice {
        None => fill(words::CHECK_RATE_OPEN.in_lang(style.lang), &[("question", &question.id)]),
        Some(choice) => format!("{} = {}", question.id, question.choice_id(choice)),
    };
    let labels: Vec<_> = rates.iter().map(label).collect();
    let mut notes = Notes::new(out, columns, labels.iter().map(String::as_str));
    for (rate, label) in rates.iter().zip(&labels) {
        let points = rate.points.map_or_else(
            || words::CHECK_RATE_NONE.in_lang(style.lang).to_owned(),
            |points| fill(words::CHECK_RATE.in_lang(style.lang), &[("points", &rounded(points))]),
        );
        notes.put(label, Colour::new(), &[points])?;
    }
    Ok(())
}

/// A rate is an opinion: a tenth of a point is more than it can mean.
fn rounded(points: f64) -> String {
    let text = format!("{points:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// How many candidates state what gates ask for.
fn covered(k: &Knowledge, style: Style<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let coverage = coverage(k);
    if coverage.is_empty() {
        return Ok(());
    }
    let all = k.catalog.candidates.len();
    title(out, columns, &fill(words::CHECK_COVERAGE.in_lang(style.lang), &[("count", &all)]))?;
    let labels: Vec<_> = coverage.iter().map(|one| k.attributes[one.attribute].id.to_string()).collect();
    let mut notes = Notes::new(out, columns, labels.iter().map(String::as_str));
    for (one, label) in coverage.iter().zip(&labels) {
        notes.put(label, Colour::new(), &[stated(one, all, style)])?;
    }
    Ok(())
}

fn stated(one: &Coverage, all: usize, style: Style<'_>) -> String {
    let gates = &one.gates;
    match one.stated {
        None => fill(words::CHECK_COMPUTED.in_lang(style.lang), &[("gates", gates)]),
        Some(stated) => {
            let share = stated * 100 / all.max(1);
            let (count, share) = (format!("{stated:>4}"), format!("{share:>3}"));
            fill(
                words::CHECK_STATED.in_lang(style.lang),
                &[("count", &count), ("share", &share), ("gates", gates)],
            )
        }
    }
}

/// Writes it for a program: `modelpick.check/1`.
pub(crate) fn json(checked: &Checked<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let count = |severity| checked.diagnostics.iter().filter(|one| one.severity == severity).count();
    let document = Document {
        schema: "modelpick.check/1",
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notes: count(Severity::Note),
        diagnostics: checked.diagnostics.iter().map(|one| Told::of(one, checked.files, style.lang)).collect(),
        exchange_rates: checked.knowledge.map(exchange_rates),
        coverage: checked.knowledge.map(|k| coverage(k).iter().map(|one| Covered::of(one, k)).collect()),
        tests: checked.tests,
    };
    json::write(&document, out)
}

fn exchange_rates(k: &Knowledge) -> Vec<Exchanged<'_>> {
    let question = &k.questions[k.ranking.order.question];
    let of = |rate: &Rate| Exchanged {
        question: &question.id,
        choice: rate.choice.map(|choice| question.choice_id(choice)),
        rating_points_per_tenfold_cost: rate.points,
    };
    rates(k).iter().map(of).collect()
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    errors: usize,
    warnings: usize,
    notes: usize,
    diagnostics: Vec<Told<'a>>,
    exchange_rates: Option<Vec<Exchanged<'a>>>,
    coverage: Option<Vec<Covered<'a>>>,
    tests: usize,
}

#[derive(Serialize)]
struct Exchanged<'a> {
    question: &'a str,
    choice: Option<&'a str>,
    rating_points_per_tenfold_cost: Option<f64>,
}

#[derive(Serialize)]
struct Covered<'a> {
    attribute: &'a str,
    gates: usize,
    stated: Option<usize>,
    candidates: usize,
}

impl<'a> Covered<'a> {
    fn of(one: &Coverage, k: &'a Knowledge) -> Self {
        Self {
            attribute: &k.attributes[one.attribute].id,
            gates: one.gates,
            stated: one.stated,
            candidates: k.catalog.candidates.len(),
        }
    }
}
