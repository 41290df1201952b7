//! An error for a person, or for a program that reads JSON.

use std::io::{self, Write};

use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::load::Rejected;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;
use serde::Serialize;

use crate::exit::Exit;
use crate::words::{self, fill};

/// Why a run stopped.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What the shell is told.
    pub(crate) exit: Exit,
    /// `usage`, `answers`, `knowledge`, `input`, `network`, `output` or `terminal`.
    pub(crate) kind: &'static str,
    /// What was wrong and where; several lines if it is drawn.
    pub(crate) message: String,
    /// What would be right.
    pub(crate) help: Option<String>,
    /// Whether the message is drawn, and says itself that it is an error.
    pub(crate) drawn: bool,
}

#[derive(Serialize)]
struct Wrapped<'a> {
    error: Told<'a>,
}

#[derive(Serialize)]
struct Told<'a> {
    kind: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

impl Failure {
    /// Bad flags or answers, in words of our own.
    pub(crate) fn usage(message: String, help: Option<String>) -> Self {
        Self { exit: Exit::Usage, kind: "usage", message, help, drawn: false }
    }

    /// All of several mistakes, each with what would be right.
    pub(crate) fn all(mistakes: Vec<(String, Option<String>)>, lang: Lang) -> Self {
        let mut all = Self::usage(String::new(), None);
        for (message, help) in mistakes {
            if !all.message.is_empty() {
                all.message = format!("{}\n{}", all.told(lang), begun(&message, lang));
                all.help = help;
                continue;
            }
            (all.message, all.help) = (message, help);
        }
        all
    }

    /// Rules or catalogue that were refused.
    pub(crate) fn knowledge(rejected: &Rejected, styled: bool, lang: Lang) -> Self {
        let message = draw(&rejected.diagnostics, &rejected.files, styled, lang);
        Self { exit: Exit::Knowledge, kind: "knowledge", message, help: None, drawn: true }
    }

    /// Answers that were refused.
    pub(crate) fn answers(rejected: &Rejected, styled: bool, lang: Lang) -> Self {
        Self { exit: Exit::Usage, kind: "answers", ..Self::knowledge(rejected, styled, lang) }
    }

    /// A file to be imported that was refused.
    pub(crate) fn input(rejected: &Rejected, styled: bool, lang: Lang) -> Self {
        Self { exit: Exit::Usage, kind: "input", ..Self::knowledge(rejected, styled, lang) }
    }

    /// Weights that add up to nothing.
    pub(crate) fn weightless(rules: &[Ix<Rule>], knowledge: &Knowledge, lang: Lang) -> Self {
        let ids: Vec<_> = rules.iter().map(|&at| format!("`{}`", knowledge.rules[at].id)).collect();
        let help = if ids.is_empty() {
            words::NO_WEIGHT_AT_ALL.in_lang(lang).to_owned()
        } else {
            fill(words::NO_WEIGHT_BY.in_lang(lang), &[("rules", &ids.join(", "))])
        };
        let message = words::NO_WEIGHT.in_lang(lang).to_owned();
        Self { exit: Exit::Knowledge, kind: "knowledge", message, help: Some(help), drawn: false }
    }

    /// Tells it on standard error.
    pub(crate) fn tell(&self, json: bool, lang: Lang) -> io::Result<()> {
        let mut out = anstream::stderr().lock();
        if json {
            let help = self.help.as_deref();
            let told = Told { kind: self.kind, message: self.message.trim_end(), help };
            serde_json::to_writer(&mut out, &Wrapped { error: told })?;
            return writeln!(out);
        }
        let told = self.told(lang);
        writeln!(out, "{}", if self.drawn { told } else { begun(&told, lang) })
    }

    /// The message with its help below it.
    fn told(&self, lang: Lang) -> String {
        let help = self.help.as_ref().map(|help| fill(words::FAILURE_HELP.in_lang(lang), &[("help", help)]));
        format!("{}{}", self.message.trim_end(), help.unwrap_or_default())
    }
}

fn begun(message: &str, lang: Lang) -> String {
    fill(words::FAILURE_ERROR.in_lang(lang), &[("message", &message)])
}
