//! One rule, whole: in words, what it does at present, and its TOML.

use std::io::{self, Write};

use anstyle::Style as Colour;
use modelpick::knowledge::reading::origins::Entry;
use modelpick::knowledge::words::text::Text;
use serde::Serialize;

use super::conditions::Conditions;
use super::effects::{effects, reads};
use super::list::Listed;
use super::{Mentioned, Shown};
use crate::render::layout::{DOT, Notes};
use crate::render::{Style, json};
use crate::words::{self, fill};

/// So many tests are named; the rest is counted.
const NAMED: usize = 8;

/// Writes it for a person.
pub(crate) fn write(shown: &Shown<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let k = &shown.layered.loaded.knowledge;
    let rule = &k.rules[shown.at];
    let conditions = Conditions { k, lang: style.lang };
    let say = |text: &'static Text| text.fixed(style.lang);
    let (questions, attributes) = reads(rule, conditions);
    let mut rows: Vec<(&str, Vec<String>)> =
        vec![(say(&words::SHOW_FROM), vec![shown.layered.layers(Entry::Rule(&rule.id), style).join(" + ")])];
    if let Some(because) = &rule.because {
        rows.push((say(&words::SHOW_BECAUSE), vec![because.in_lang(style.lang).to_owned()]));
    }
    if let Some(source) = &rule.source {
        rows.push((say(&words::SHOW_SOURCE), vec![source.to_string()]));
    }
    rows.push((say(&words::SHOW_WHEN), vec![conditions.when(&rule.when)]));
    let mut does = effects(rule, conditions);
    if let Some(advise) = &rule.advise {
        does.pop();
        does.push(fill(say(&words::SHOW_ADVISES), &[("advice", &advise.in_lang(style.lang))]));
    }
    rows.push((say(&words::SHOW_DOES), does));
    rows.push((say(&words::SHOW_READS), read(&questions, &attributes, style)));
    rows.push((say(&words::SHOW_NOW), now(shown, style)));
    rows.push((say(&words::SHOW_TESTS), tests(&shown.mentioned, style)));
    let bold = Colour::new().bold();
    writeln!(out, "{bold}{}{bold:#}", rule.id)?;
    let mut notes = Notes::new(out, style.columns(), rows.iter().map(|(label, _)| *label));
    for (label, texts) in &rows {
        notes.put(label, Colour::new().dimmed(), texts)?;
    }
    for place in shown.layered.spans(Entry::Rule(&rule.id)) {
        let files = &shown.layered.loaded.files;
        let (Some(at), Some(text)) = (files.locate(place), files.lines(place)) else { continue };
        writeln!(out, "\n{bold}{}:{}{bold:#}", at.file, at.line)?;
        for line in text.lines() {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn read(questions: &[&str], attributes: &[&str], style: Style<'_>) -> Vec<String> {
    let comma = words::COMMA.in_lang(style.lang);
    let mut lines = Vec::new();
    for (words, ids) in [(&words::SHOW_QUESTIONS, questions), (&words::SHOW_ATTRIBUTES, attributes)] {
        if !ids.is_empty() {
            lines.push(fill(words.in_lang(style.lang), &[("ids", &ids.join(comma))]));
        }
    }
    if lines.is_empty() {
        lines.push(words::SHOW_NOTHING.in_lang(style.lang).to_owned());
    }
    lines
}

/// What its gate and its preference do to the candidates that there are.
fn now(shown: &Shown<'_>, style: Style<'_>) -> Vec<String> {
    let all = shown.layered.loaded.knowledge.catalog.candidates.len();
    let mut lines = Vec::new();
    for (words, ends) in
        [(&words::SHOW_REMOVES, shown.tried.removes()), (&words::SHOW_PREFERS, shown.tried.prefers())]
    {
        if let Some((least, most)) = ends {
            let count = if least == most { least.to_string() } else { format!("{least}–{most}") };
            lines.push(fill(words.in_lang(style.lang), &[("count", &count), ("all", &all)]));
        }
    }
    if !shown.tried.fires {
        lines.push(words::SHOW_NEVER.in_lang(style.lang).to_owned());
    } else if lines.is_empty() {
        let rule = &shown.layered.loaded.knowledge.rules[shown.at];
        let moves = !rule.weigh.is_empty() || !rule.judge_by.is_empty();
        let text = if moves { &words::SHOW_NO_CANDIDATES } else { &words::SHOW_ONLY_ADVISES };
        lines.push(text.in_lang(style.lang).to_owned());
    }
    lines
}

fn tests(mentioned: &[Mentioned], style: Style<'_>) -> Vec<String> {
    if mentioned.is_empty() {
        return vec![words::SHOW_NO_TESTS.in_lang(style.lang).to_owned()];
    }
    let one = |one: &Mentioned| format!("{}:{}{DOT}{}", one.file, one.line, one.name);
    let mut lines: Vec<_> = mentioned.iter().take(NAMED).map(one).collect();
    if let Some(more) = mentioned.len().checked_sub(NAMED).filter(|more| *more > 0) {
        lines.push(fill(words::SHOW_MORE_TESTS.in_lang(style.lang), &[("count", &more)]));
    }
    lines
}

/// Writes it for a program: `modelpick.rule/1`.
pub(crate) fn json(shown: &Shown<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rule = Listed::of(shown.at, shown.layered, style);
    let files = &shown.layered.loaded.files;
    let id = &shown.layered.loaded.knowledge.rules[shown.at].id;
    let written = |place| {
        let at = files.locate(place)?;
        let toml = files.lines(place)?;
        Some(Written { file: at.file, line: at.line, layer: shown.layered.layer(place, style), toml })
    };
    let ends = |ends: Option<(usize, usize)>| ends.map(|(least, most)| Ends { least, most });
    let document = Document {
        schema: "modelpick.rule/1",
        rule,
        candidates: shown.layered.loaded.knowledge.catalog.candidates.len(),
        fires: shown.tried.fires,
        removes: ends(shown.tried.removes()),
        prefers: ends(shown.tried.prefers()),
        tests: shown.mentioned.iter().map(Test::of).collect(),
        written: shown.layered.spans(Entry::Rule(id)).into_iter().filter_map(written).collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    #[serde(flatten)]
    rule: Listed<'a>,
    candidates: usize,
    fires: bool,
    removes: Option<Ends>,
    prefers: Option<Ends>,
    tests: Vec<Test<'a>>,
    written: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Ends {
    least: usize,
    most: usize,
}

#[derive(Serialize)]
struct Test<'a> {
    name: &'a str,
    file: &'a str,
    line: usize,
}

impl<'a> Test<'a> {
    fn of(one: &'a Mentioned) -> Self {
        Self { name: &one.name, file: &one.file, line: one.line }
    }
}

#[derive(Serialize)]
struct Written<'a> {
    file: &'a str,
    line: usize,
    layer: String,
    toml: String,
}
