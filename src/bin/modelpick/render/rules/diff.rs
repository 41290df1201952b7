//! Which situations get another winner, for a person and as `modelpick.diff/1`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use anstyle::Style as Colour;
use modelpick::deciding::analyze::covered::Part;
use modelpick::deciding::analyze::differ::Differs;
use modelpick::knowledge::stating::answer::Answers;
use serde::Serialize;

use super::Differing;
use super::analyze::{grouped, share};
use super::analyze_json::{self, Tried};
use crate::command::again::flags;
use crate::render::layout::{Notes, hanging, paragraph, title};
use crate::render::names::Names;
use crate::render::{Style, figure, json};
use crate::words;

/// So many kinds of changes are shown; JSON has every situation.
const SHOWN: usize = 10;

/// Writes it for a person.
pub(crate) fn write(differing: &Differing<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: differing.old, lang: style.lang, answers: &answers };
    let (compared, columns) = (differing.compared, style.columns());
    let (differs, all) = (compared.differs.len() as u64, compared.situations);
    let with: &[(&str, &dyn Display)] =
        &[("differs", &grouped(differs)), ("all", &grouped(all)), ("share", &share(differs, all))];
    paragraph(out, 0, columns, &names.fill(&words::DIFF_COUNT, with))?;
    if compared.parts.iter().any(|part: &Part| part.tried < part.all) {
        let whole: u64 = compared.parts.iter().map(|part| part.all).sum();
        paragraph(out, 0, columns, &names.fill(&words::DIFF_CUT, &[("all", &grouped(whole))]))?;
    }
    if !compared.not_taken.is_empty() {
        let list = names.list(&compared.not_taken.iter().cloned().collect::<Vec<_>>());
        paragraph(out, 0, columns, &names.fill(&words::DIFF_NOT_TAKEN, &[("questions", &list)]))?;
    }
    for (text, questions) in [&words::DIFF_ONLY_OLD, &words::DIFF_ONLY_NEW].into_iter().zip(differing.only) {
        if !questions.is_empty() {
            paragraph(out, 0, columns, &names.fill(text, &[("questions", &names.list(questions))]))?;
        }
    }
    if differs == 0 {
        return Ok(());
    }
    title(out, columns, names.say(&words::DIFF_RULES))?;
    let rules = rules(&compared.differs);
    let mut notes = Notes::new(out, columns, rules.iter().map(|(rule, _)| *rule));
    for (rule, count) in &rules {
        let text = names.fill(&words::DIFF_SITUATIONS, &[("count", &grouped(*count))]);
        notes.put(rule, Colour::new(), &[text])?;
    }
    title(out, columns, names.say(&words::DIFF_WORST))?;
    let kinds = kinds(&compared.differs);
    for (one, count, shift) in kinds.iter().take(SHOWN) {
        hanging(out, (2, ""), columns, &changed(one, *shift, names))?;
        let list = names.list(&one.rules.iter().cloned().collect::<Vec<_>>());
        hanging(out, (6, ""), columns, &names.fill(&words::DIFF_BY, &[("list", &list)]))?;
        let flags = flags(&one.answers, names.k);
        let flags = if flags.is_empty() { names.say(&words::ANALYZE_NO_ANSWERS) } else { flags.trim_start() };
        let with: &[(&str, &dyn Display)] = &[("count", &grouped(*count)), ("answers", &flags)];
        hanging(out, (6, ""), columns, &names.fill(&words::DIFF_WHERE, with))?;
    }
    let more = kinds.len().saturating_sub(SHOWN);
    if more > 0 {
        paragraph(out, 2, columns, &names.fill(&words::ANALYZE_MORE, &[("count", &grouped(more as u64))]))?;
    }
    Ok(())
}

/// Those of one kind once, with how many there are and their greatest shift: of the same winners by the same rules the
/// one with the fewest answers. The kind with the greatest shift stands first.
fn kinds(differs: &[Differs]) -> Vec<(&Differs, u64, f64)> {
    let mut kinds: Vec<(&Differs, u64, f64)> = Vec::new();
    let mut places = BTreeMap::new();
    for one in differs {
        let place = *places.entry((&one.winners, &one.rules)).or_insert(kinds.len());
        match kinds.get_mut(place) {
            None => kinds.push((one, 1, one.shift)),
            Some((shown, count, _)) => {
                *count += 1;
                if one.answers.iter().count() < shown.answers.iter().count() {
                    *shown = one;
                }
            }
        }
    }
    kinds
}

fn changed(one: &Differs, shift: f64, names: Names<'_>) -> String {
    let nothing = || names.say(&words::DIFF_NOTHING).to_owned();
    let [was, is] = one.winners.each_ref().map(|winner| winner.clone().unwrap_or_else(nothing));
    let with: &[(&str, &dyn Display)] = &[("was", &was), ("is", &is)];
    let text = names.fill(&words::DIFF_CHANGED, with);
    if shift.is_finite() {
        let shift = format!("{shift:.1}");
        return text + &names.fill(&words::DIFF_SHIFT, &[("points", &shift)]);
    }
    text
}

/// How many situations each rule takes part in, the most first.
fn rules(differs: &[Differs]) -> Vec<(&str, u64)> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for rule in differs.iter().flat_map(|one| &one.rules) {
        *counts.entry(rule).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(rule, count)| (Reverse(*count), *rule));
    counts
}

/// Writes it for a program.
pub(crate) fn json(differing: &Differing<'_>, out: &mut dyn Write) -> io::Result<()> {
    let compared = differing.compared;
    let product = differing.old.questions.iter().filter(|question| question.core).count();
    let differs = compared.differs.iter().map(|one| Changed {
        answers: flags(&one.answers, differing.old).trim_start().to_owned(),
        was: one.winners[0].as_deref(),
        is: one.winners[1].as_deref(),
        shift: one.shift.is_finite().then(|| json::Number(figure::rounded(one.shift, 2))),
        rules: one.rules.iter().map(String::as_str).collect(),
    });
    let document = Document {
        schema: "modelpick.diff/1",
        situations: compared.situations,
        stages: compared.parts.iter().map(|part| analyze_json::tried(*part, product)).collect(),
        only_old: &differing.only[0],
        only_new: &differing.only[1],
        not_taken: compared.not_taken.iter().map(String::as_str).collect(),
        rules: rules(&compared.differs)
            .into_iter()
            .map(|(id, situations)| Thanked { id, situations })
            .collect(),
        changed: differs.collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    situations: u64,
    stages: Vec<Tried>,
    only_old: &'a [String],
    only_new: &'a [String],
    not_taken: Vec<&'a str>,
    rules: Vec<Thanked<'a>>,
    changed: Vec<Changed<'a>>,
}

#[derive(Serialize)]
struct Thanked<'a> {
    id: &'a str,
    situations: u64,
}

#[derive(Serialize)]
struct Changed<'a> {
    answers: String,
    was: Option<&'a str>,
    is: Option<&'a str>,
    shift: Option<json::Number>,
    rules: Vec<&'a str>,
}
