//! Diagnostics and their places for programs.

use modelpick::knowledge::reading::file::Files;
use modelpick::knowledge::reading::locate::Located;
use modelpick::knowledge::words::diagnostic::{Diagnostic, Place};
use modelpick::knowledge::words::text::Lang;
use serde::Serialize;

/// A place: lines and columns from 1, in characters; the end is the column after the last.
#[derive(Serialize)]
pub(super) struct At<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> At<'a> {
    /// A place in a file; nothing if it is not there.
    pub(super) fn of(place: Option<Place>, files: &'a Files) -> Option<Self> {
        let Located { file, line, column, end_line, end_column } = files.locate(place?)?;
        Some(Self { file, line, column, end_line, end_column })
    }
}

/// A diagnostic.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    at: Option<At<'a>>,
    beside: Option<Beside<'a>>,
}

/// A second place.
#[derive(Serialize)]
struct Beside<'a> {
    label: &'a str,
    at: Option<At<'a>>,
}

impl<'a> Told<'a> {
    /// A diagnostic with lines and columns.
    pub(super) fn of(diagnostic: &'a Diagnostic, files: &'a Files, lang: Lang) -> Self {
        let beside = diagnostic.beside.as_ref();
        Self {
            code: diagnostic.code.name(),
            severity: diagnostic.severity.word(),
            message: diagnostic.message.in_lang(lang),
            help: diagnostic.help.as_ref().map(|help| help.in_lang(lang)),
            at: At::of(diagnostic.place, files),
            beside: beside
                .map(|(place, label)| Beside { label: label.in_lang(lang), at: At::of(Some(*place), files) }),
        }
    }
}
