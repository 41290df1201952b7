//! What came of tests, for a person: a line for each file, and of each case that failed what was expected, what came
//! out, and what decided.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::AnsiColor;
use modelpick::deciding::lint::written;
use modelpick::deciding::recommendation::Cause;
use modelpick::deciding::verify::{Comparison, Difference, Found, Missed, Verdict};
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::words::text::{Lang, Text};

use super::Tested;
use crate::render::layout::{hanging, paragraph};
use crate::render::{Style, figure};
use crate::words::{self, fill};

/// Keys that say what must not be there.
const UNWANTED: [&str; 4] = ["never", "never-route", "no-points", "silent"];

/// So many things that came out are named: all models that hosts offer would hide what is wrong.
const FEW: usize = 12;

/// Writes it.
pub(crate) fn write(tested: &Tested<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let columns = style.columns();
    let file = |case: &Case| tested.files.of(case.place).map_or("", |file| file.name.as_str());
    let mut rest = tested.results;
    while let Some((first, _)) = rest.first() {
        let name = file(first);
        let end = rest.iter().position(|(case, _)| file(case) != name).unwrap_or(rest.len());
        let (these, others) = rest.split_at(end);
        rest = others;
        let wrong = failed(these);
        if wrong > 0 || !tested.quiet {
            let (passed, words) =
                (these.len() - wrong, if wrong > 0 { &words::TESTS_SOME } else { &words::TESTS_ALL });
            let line =
                fill(words.in_lang(style.lang), &[("file", &name), ("passed", &passed), ("failed", &wrong)]);
            paragraph(out, 0, columns, &line)?;
        }
        for (case, verdict) in these.iter().filter(|(_, verdict)| !verdict.missed.is_empty()) {
            one(tested, case, verdict, style, out)?;
        }
    }
    let (all, wrong) = (tested.results.len(), failed(tested.results));
    let passed = all - wrong;
    writeln!(out)?;
    let summary = words::TESTS_SUMMARY.in_lang(style.lang);
    paragraph(out, 0, columns, &fill(summary, &[("all", &all), ("passed", &passed), ("failed", &wrong)]))
}

fn failed(results: &[(&Case, Verdict)]) -> usize {
    results.iter().filter(|(_, verdict)| !verdict.missed.is_empty()).count()
}

/// A case that failed.
fn one(
    tested: &Tested<'_>,
    case: &Case,
    verdict: &Verdict,
    style: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = style.columns();
    let red = AnsiColor::Red.on_default().bold();
    writeln!(out)?;
    for (at, line) in crate::render::layout::wrap(&case.name, columns.saturating_sub(2)).iter().enumerate() {
        if at == 0 { writeln!(out, "  {red}{line}{red:#}")? } else { writeln!(out, "  {line}")? }
    }
    if let Some(at) = tested.files.locate(case.place) {
        hanging(out, (4, ""), columns, &format!("{}:{}", at.file, at.line))?;
    }
    let answers = written(&case.answers, tested.knowledge);
    if !answers.is_empty() {
        hanging(
            out,
            (4, ""),
            columns,
            &fill(words::TEST_ANSWERS.in_lang(style.lang), &[("answers", &answers)]),
        )?;
    }
    for missed in &verdict.missed {
        hanging(out, (4, "- "), columns, &sentence(missed, style.lang))?;
        if let Some(decided) = &missed.decided {
            decides(tested, decided, style, out)?;
        }
    }
    Ok(())
}

/// What was expected and what came out, in one line.
pub(super) fn sentence(missed: &Missed, lang: Lang) -> String {
    let say = |text: &Text, with: &[(&str, &dyn Display)]| fill(text.in_lang(lang), with);
    let comma = words::COMMA.in_lang(lang);
    let key = match &missed.of {
        None => missed.key.to_owned(),
        Some(of) => format!("{} {of}", missed.key),
    };
    let expected = missed.expected.join(comma);
    let found = found(&missed.found, lang);
    let unwanted = UNWANTED.contains(&missed.key);
    let words = match (expected.is_empty(), unwanted) {
        (true, true) => &words::TEST_UNWANTED,
        (true, false) => &words::TEST_FOUND,
        (false, true) if expected == found => {
            return say(&words::TEST_NOT_WANTED, &[("key", &key), ("expected", &expected)]);
        }
        (false, true) => &words::TEST_NOT_EXPECTED,
        // What became of a model is told as a clause.
        (false, false) if !matches!(missed.found, Found::Words(_) | Found::Fit(_)) => &words::TEST_STATE,
        (false, false) => &words::TEST_EXPECTED,
    };
    let with: &[(&str, &dyn Display)] = if expected.is_empty() {
        &[("key", &key), ("found", &found)]
    } else {
        &[("key", &key), ("expected", &expected), ("found", &found)]
    };
    say(words, with)
}

fn found(found: &Found, lang: Lang) -> String {
    let say = |text: &Text, with: &[(&str, &dyn Display)]| fill(text.in_lang(lang), with);
    let comma = words::COMMA.in_lang(lang);
    match found {
        Found::Words(list) if list.is_empty() => say(&words::FOUND_NOTHING, &[]),
        Found::Words(list) => {
            let few = list.get(..FEW).unwrap_or(list).join(comma);
            match list.len().saturating_sub(FEW) {
                0 => few,
                more => say(&words::FOUND_MORE, &[("found", &few), ("count", &more)]),
            }
        }
        Found::Place(place) => say(&words::FOUND_PLACE, &[("place", place)]),
        Found::NotRanked => say(&words::FOUND_NOT_RANKED, &[]),
        Found::Excluded(rules) => say(&words::FOUND_EXCLUDED, &[("rules", &rules.join(comma))]),
        Found::NoOffer => say(&words::FOUND_NO_OFFER, &[]),
        Found::Fit(count) => say(&words::FOUND_FIT, &[("count", count)]),
    }
}

/// Why one model stands before the other.
fn decides(
    tested: &Tested<'_>,
    decided: &Comparison,
    style: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let k = tested.knowledge;
    let columns = style.columns();
    let model = |at| k.model(k.catalog.candidates[at]).id.to_string();
    let points = figure::points(decided.points);
    let with: &[(&str, &dyn Display)] =
        &[("first", &model(decided.first)), ("other", &model(decided.other)), ("points", &points)];
    paragraph(out, 6, columns, &fill(words::TEST_DECIDED.in_lang(style.lang), with))?;
    for difference in &decided.differences {
        let mark = format!("{:>7}  ", signed(difference.points));
        hanging(out, (6, &mark), columns, &because(tested, difference, style.lang))?;
    }
    Ok(())
}

fn signed(points: i64) -> String {
    let sign = if points > 0 { "+" } else { "" };
    format!("{sign}{}", figure::points(points))
}

/// The criterion, and the rules that moved it.
fn because(tested: &Tested<'_>, difference: &Difference, lang: Lang) -> String {
    let k = tested.knowledge;
    let label = k.criteria[difference.criterion].label.in_lang(lang);
    let part = |(cause, points): &(Cause, i64)| {
        let name = match cause {
            Cause::Rule(rule) => k.rules[*rule].id.to_string(),
            Cause::Base => return None,
            Cause::WeightHeld => words::TEST_WEIGHT_HELD.in_lang(lang).to_owned(),
            Cause::UtilityHeld => words::TEST_UTILITY_HELD.in_lang(lang).to_owned(),
        };
        Some(format!("{name} {}", signed(*points)))
    };
    let parts: Vec<_> = difference.parts.iter().filter_map(part).collect();
    if parts.is_empty() {
        return label.to_owned();
    }
    let parts = parts.join(words::COMMA.in_lang(lang));
    fill(words::TEST_PARTS.in_lang(lang), &[("criterion", &label), ("parts", &parts)])
}

#[cfg(test)]
mod sentences {
    use super::*;

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let of = |count: usize| {
            let found = Found::Words((1..=count).map(|at| format!("m{at}")).collect());
            let expected = vec!["cloud-api".to_owned()];
            sentence(&Missed { key: "never-route", of: None, expected, found, decided: None }, Lang::En)
        };
        assert!(of(FEW).ends_with(", m11, m12"), "{}", of(FEW));
        assert!(of(FEW + 3).ends_with(", m11, m12 … and 3 more"), "{}", of(FEW + 3));
    }
}
