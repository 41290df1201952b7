//! Every rule in a few lines, by file, and where it came from.

use std::io::{self, Write};

use anstyle::Style as Colour;
use modelpick::knowledge::reading::file::Part;
use modelpick::knowledge::reading::locate::Located;
use modelpick::knowledge::reading::origins::Entry;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::diagnostic::Place;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;
use serde::Serialize;

use super::Layered;
use super::conditions::Conditions;
use super::effects::{effects, reads};
use crate::render::layout::{DOT, hanging, paragraph, title};
use crate::render::{Style, json};
use crate::words::{self, fill};

impl Layered<'_> {
    /// Where an entry stands, the lowest layer first.
    pub(super) fn spans(&self, entry: Entry<'_>) -> Vec<Place> {
        self.loaded.origins.spans(entry)
    }

    /// What the layer of a place is called.
    pub(super) fn layer(&self, place: Place, style: Style<'_>) -> String {
        self.layer_name(self.loaded.files.layer(place), style)
    }

    fn layer_name(&self, layer: u16, style: Style<'_>) -> String {
        let Some(above) = usize::from(layer).checked_sub(1) else {
            return words::LAYER_BUILT_IN.in_lang(style.lang).to_owned();
        };
        match self.folders.get(above) {
            Some(_) if above < self.own => words::LAYER_OWN.in_lang(style.lang).to_owned(),
            Some((Part::Rules, folder)) => format!("--rules {}", folder.display()),
            Some((_, folder)) => format!("--catalog {}", folder.display()),
            None => String::new(),
        }
    }

    /// The layers that say something of an entry, the lowest first.
    pub(super) fn layers(&self, entry: Entry<'_>, style: Style<'_>) -> Vec<String> {
        let mut layers: Vec<_> =
            self.spans(entry).into_iter().map(|place| self.layer(place, style)).collect();
        layers.dedup();
        layers
    }

    /// The file and line where an entry begins.
    pub(super) fn begins(&self, entry: Entry<'_>) -> Option<Located<'_>> {
        self.loaded.files.locate(*self.spans(entry).first()?)
    }
}

/// Writes them for a person.
pub(crate) fn write(
    list: &[Ix<Rule>],
    layered: &Layered<'_>,
    origin: bool,
    style: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = style.columns();
    let k = &layered.loaded.knowledge;
    let conditions = Conditions { k, lang: style.lang };
    let mut by_place: Vec<_> =
        list.iter().map(|at| (layered.spans(Entry::Rule(&k.rules[*at].id)).first().copied(), *at)).collect();
    by_place.sort();
    let bold = Colour::new().bold();
    let mut heading = String::new();
    for (place, at) in by_place {
        let rule = &k.rules[at];
        let file = place.and_then(|place| layered.loaded.files.of(place)).map_or("", |file| &file.name);
        if file != heading {
            if heading.is_empty() {
                writeln!(out, "{bold}{file}{bold:#}")?;
            } else {
                title(out, columns, file)?;
            }
            file.clone_into(&mut heading);
        }
        let from = if origin {
            format!("{DOT}{}", layered.layers(Entry::Rule(&rule.id), style).join(" + "))
        } else {
            String::new()
        };
        hanging(out, (2, ""), columns, &format!("{}{from}", rule.id))?;
        let when = conditions.when(&rule.when);
        paragraph(out, 6, columns, &fill(words::LIST_WHEN.in_lang(style.lang), &[("when", &when)]))?;
        paragraph(out, 6, columns, &effects(rule, conditions).join(DOT))?;
        if let Some(because) = &rule.because {
            let because = because.in_lang(style.lang);
            paragraph(
                out,
                6,
                columns,
                &fill(words::LIST_BECAUSE.in_lang(style.lang), &[("because", &because)]),
            )?;
        }
    }
    if origin {
        others(layered, style, columns, out)?;
    }
    writeln!(out)?;
    let (shown, all) = (list.len(), k.rules.len());
    paragraph(
        out,
        0,
        columns,
        &fill(words::LIST_COUNT.in_lang(style.lang), &[("shown", &shown), ("all", &all)]),
    )
}

/// Everything else that does not come from the built-in files alone, and what is disabled.
fn others(layered: &Layered<'_>, style: Style<'_>, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let k = &layered.loaded.knowledge;
    let say = |text: &Text, with: &[(&str, &dyn std::fmt::Display)]| fill(text.in_lang(style.lang), with);
    let mut lines = Vec::new();
    let mut add = |what: &Text, id: &str, entry: Entry<'_>| {
        let layers = layered.spans(entry).into_iter().any(|place| layered.loaded.files.layer(place) > 0);
        if layers {
            let from = layered.layers(entry, style).join(" + ");
            lines.push(format!("{}{DOT}{from}", say(what, &[("id", &id)])));
        }
    };
    for question in &k.questions {
        add(&words::LIST_QUESTION, &question.id, Entry::Question(&question.id));
    }
    for attribute in &k.attributes {
        add(&words::LIST_ATTRIBUTE, &attribute.id, Entry::Attribute(&attribute.id));
    }
    for criterion in &k.criteria {
        add(&words::LIST_CRITERION, &criterion.id, Entry::Criterion(&criterion.id));
    }
    for (id, layer) in layered.loaded.origins.disabled() {
        let by = layered.layer_name(layer, style);
        lines.push(say(&words::LIST_DISABLED, &[("id", &id), ("layer", &by)]));
    }
    if lines.is_empty() {
        return Ok(());
    }
    title(out, columns, words::LIST_OTHERS.in_lang(style.lang))?;
    lines.iter().try_for_each(|line| hanging(out, (2, ""), columns, line))
}

/// Writes them for a program: `modelpick.rules/1`.
pub(crate) fn json(
    list: &[Ix<Rule>],
    layered: &Layered<'_>,
    style: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = list.iter().map(|at| Listed::of(*at, layered, style)).collect();
    let disabled = layered.loaded.origins.disabled();
    let disabled = disabled.map(|(id, layer)| Off { id, by: layered.layer_name(layer, style) }).collect();
    json::write(&Document { schema: "modelpick.rules/1", rules, disabled }, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'a str,
    rules: Vec<Listed<'a>>,
    disabled: Vec<Off<'a>>,
}

#[derive(Serialize)]
struct Off<'a> {
    id: &'a str,
    by: String,
}

/// A rule.
#[derive(Serialize)]
pub(super) struct Listed<'a> {
    id: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    layers: Vec<String>,
    because: Option<&'a str>,
    source: Option<&'a str>,
    when: String,
    does: Vec<String>,
    advise: Option<&'a str>,
    questions: Vec<&'a str>,
    attributes: Vec<&'a str>,
}

impl<'a> Listed<'a> {
    pub(super) fn of(at: Ix<Rule>, layered: &'a Layered<'a>, style: Style<'_>) -> Self {
        let k = &layered.loaded.knowledge;
        let rule = &k.rules[at];
        let conditions = Conditions { k, lang: style.lang };
        let begins = layered.begins(Entry::Rule(&rule.id));
        let (questions, attributes) = reads(rule, conditions);
        Self {
            id: &rule.id,
            file: begins.map(|at| at.file),
            line: begins.map(|at| at.line),
            layers: layered.layers(Entry::Rule(&rule.id), style),
            because: rule.because.as_ref().map(|because| because.in_lang(style.lang)),
            source: rule.source.as_deref(),
            when: conditions.when(&rule.when),
            does: effects(rule, conditions),
            advise: rule.advise.as_ref().map(|advise| advise.in_lang(style.lang)),
            questions,
            attributes,
        }
    }
}
