//! Manual pages in the language of the `man` program, from the same outlines as the help on the screen.

use clap::Command;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::{Lang, Text};

use super::grammar;
use super::outline::{Entry, Outline, Part};
use crate::render::layout::marked;
use crate::words::{self, fill};

/// A page and the name of its file, `modelpick-recommend.1`.
pub(crate) type Page = (String, String);

/// What is told at the end of the page of the program: a heading and its lines, name and meaning.
const ENDS: [(&Text, &[(&str, &Text)]); 3] = [
    (
        &words::PART_EXIT,
        &[
            ("0", &words::EXIT_DONE),
            ("1", &words::EXIT_NOTHING_FITS),
            ("2", &words::EXIT_USAGE),
            ("3", &words::EXIT_KNOWLEDGE),
            ("4", &words::EXIT_FAILED),
            ("130", &words::EXIT_CANCELLED),
        ],
    ),
    (
        &words::PART_ENVIRONMENT,
        &[
            ("MODELPICK_LANG", &words::VARIABLE_LANG),
            ("NO_COLOR", &words::VARIABLE_NO_COLOR),
            ("XDG_CONFIG_HOME", &words::VARIABLE_CONFIG),
        ],
    ),
    (
        &words::PART_FILES,
        &[
            ("$XDG_CONFIG_HOME/modelpick/rules", &words::FILES_RULES),
            ("$XDG_CONFIG_HOME/modelpick/catalog", &words::FILES_CATALOG),
        ],
    ),
];

/// A page for the program and one for each command.
pub(crate) fn pages(knowledge: &'static Knowledge, lang: Lang) -> Vec<Page> {
    let root = built(knowledge, lang);
    let mut pages = Vec::new();
    each(&root, &mut |command| {
        let outline = Outline::of(command, knowledge, lang);
        let mut page = Roff::begin(&outline.name, knowledge, lang);
        page.opening(&outline);
        outline.parts.iter().for_each(|part| page.part(&part.heading, part));
        // The page of the program tells what holds for every command.
        if command.get_name() == root.get_name() {
            page.ends();
        } else {
            page.section(words::PART_SEE_ALSO.in_lang(lang));
            page.text("modelpick(1)");
        }
        pages.push((format!("{}.1", outline.name.replace(' ', "-")), page.out));
    });
    pages
}

/// The whole program on one page.
pub(crate) fn whole(knowledge: &'static Knowledge, lang: Lang) -> String {
    let root = built(knowledge, lang);
    let outline = Outline::of(&root, knowledge, lang);
    let mut page = Roff::begin(&outline.name, knowledge, lang);
    page.opening(&outline);
    outline.parts.iter().for_each(|part| page.part(&part.heading, part));
    each(&root, &mut |command| {
        if command.has_subcommands() {
            return;
        }
        let outline = Outline::of(command, knowledge, lang);
        page.section(&outline.name);
        page.text(&outline.about);
        page.macro_line(".PP");
        page.synopsis(&outline);
        for part in own(outline.parts, command, lang) {
            page.macro_line(&format!(".SS {}", page.plain(&part.heading)));
            page.entries(&part);
        }
    });
    page.ends();
    page.out
}

/// The parts without the flags of every command, which are told once.
fn own(parts: Vec<Part>, command: &Command, lang: Lang) -> Vec<Part> {
    let everywhere = |entry: &Entry| {
        let named = |arg: &&clap::Arg| arg.get_long().is_some_and(|long| entry.name == format!("--{long}"));
        command.get_arguments().find(named).is_some_and(clap::Arg::is_global_set)
    };
    let options = words::PART_OPTIONS.in_lang(lang);
    let kept = parts.into_iter().map(|mut part| {
        if part.heading == options {
            part.entries.retain(|entry| !everywhere(entry));
        }
        part
    });
    kept.filter(|part| !part.entries.is_empty()).collect()
}

fn built(knowledge: &'static Knowledge, lang: Lang) -> Command {
    let mut root = grammar::command(knowledge, lang, true);
    root.build();
    root
}

fn each(command: &Command, see: &mut dyn FnMut(&Command)) {
    see(command);
    for sub in command.get_subcommands() {
        each(sub, see);
    }
}

/// A page that is being written.
struct Roff {
    out: String,
    lang: Lang,
}

impl Roff {
    fn begin(name: &str, knowledge: &Knowledge, lang: Lang) -> Self {
        let mut page = Self { out: String::new(), lang };
        // The first line tells `man` how the file is written. Chinese has no blanks to stretch a line with.
        page.macro_line("'\\\" -*- coding: utf-8 -*-");
        let title = name.replace(' ', "-").to_uppercase();
        let (date, version) = (knowledge.catalog.as_of, env!("CARGO_PKG_VERSION"));
        page.macro_line(&format!(".TH {title} 1 {date} \"modelpick {version}\" modelpick"));
        page.macro_line(".ad l");
        page.macro_line(".nh");
        page
    }

    fn opening(&mut self, outline: &Outline) {
        self.section(words::PART_NAME.in_lang(self.lang));
        let name = outline.name.replace(' ', "-");
        self.text(&fill("{name} - {about}", &[("name", &name), ("about", &outline.about)]));
        self.section(words::PART_SYNOPSIS.in_lang(self.lang));
        self.synopsis(outline);
    }

    fn synopsis(&mut self, outline: &Outline) {
        let line = format!("\\fB{}\\fR {}", self.plain(&outline.name), self.plain(&outline.usage));
        self.macro_line(&line);
    }

    fn part(&mut self, heading: &str, part: &Part) {
        self.section(heading);
        self.entries(part);
    }

    fn entries(&mut self, part: &Part) {
        for entry in &part.entries {
            let short = entry.short.map(|short| format!("\\fB\\-{short}\\fR, ")).unwrap_or_default();
            self.macro_line(".TP");
            self.macro_line(
                format!("{short}\\fB{}\\fR {}", self.plain(&entry.name), self.plain(&entry.value)).trim_end(),
            );
            self.text(&entry.text);
            self.choices(entry);
        }
    }

    fn choices(&mut self, entry: &Entry) {
        if entry.choices.is_empty() {
            return;
        }
        if !entry.tells_choices() {
            let ids: Vec<_> = entry.choices.iter().map(|(id, _)| id.as_str()).collect();
            let ids = ids.join(words::COMMA.in_lang(self.lang));
            self.text(&fill(words::HELP_VALUES.in_lang(self.lang), &[("values", &ids)]));
            return;
        }
        self.macro_line(".RS");
        for (id, means) in &entry.choices {
            self.macro_line(".TP");
            self.macro_line(&format!("\\fB{}\\fR", self.plain(id)));
            self.text(means);
        }
        self.macro_line(".RE");
    }

    fn ends(&mut self) {
        for (heading, lines) in ENDS {
            self.section(heading.in_lang(self.lang));
            for (name, means) in lines {
                self.macro_line(".TP");
                self.macro_line(&format!("\\fB{}\\fR", self.plain(name)));
                self.text(means.in_lang(self.lang));
            }
        }
    }

    fn section(&mut self, heading: &str) {
        self.macro_line(&format!(".SH \"{}\"", self.plain(&heading.to_uppercase())));
    }

    /// A line of text.
    fn text(&mut self, text: &str) {
        let plain = self.plain(text);
        // A line that begins like a macro is none.
        let guard = if plain.starts_with(['.', '\'']) { "\\&" } else { "" };
        self.macro_line(&format!("{guard}{plain}"));
    }

    /// The text without anything that the formatter would read as its own; where a line of Chinese may be broken, it
    /// says so, because the formatter breaks at blanks only.
    fn plain(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len() * 2);
        let text = if self.lang == Lang::Zh { marked(text, '\u{200b}') } else { text.to_owned() };
        for letter in text.chars() {
            match letter {
                '\\' => plain.push_str("\\e"),
                '-' => plain.push_str("\\-"),
                '\'' => plain.push_str("\\(aq"),
                '`' => plain.push_str("\\(ga"),
                '"' => plain.push_str("\\(dq"),
                '^' => plain.push_str("\\(ha"),
                '~' => plain.push_str("\\(ti"),
                '\u{200b}' => plain.push_str("\\:"),
                letter if letter.is_control() => plain.push(' '),
                letter => plain.push(letter),
            }
        }
        plain
    }

    fn macro_line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}
