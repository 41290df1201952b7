//! Diagnostics as GitHub's workflow commands: annotations at the lines of a pull request.

use std::io::{self, Write};

use modelpick::knowledge::words::diagnostic::Severity;

use super::Checked;
use crate::render::Style;

/// Writes one line for each: `::error file=…,line=…,col=…::…`.
pub(crate) fn write(checked: &Checked<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    for diagnostic in checked.diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        write!(out, "::{command} ")?;
        if let Some(at) = diagnostic.place.and_then(|place| checked.files.locate(place)) {
            write!(
                out,
                "file={},line={},endLine={},col={}",
                property(at.file),
                at.line,
                at.end_line,
                at.column
            )?;
            // An end column belongs to the same line only.
            if at.line == at.end_line {
                write!(out, ",endColumn={}", at.end_column.saturating_sub(1).max(at.column))?;
            }
            write!(out, ",")?;
        }
        let help =
            diagnostic.help.as_ref().map_or(String::new(), |help| format!("\n{}", help.in_lang(style.lang)));
        let message = data(&format!("{}{help}", diagnostic.message.in_lang(style.lang)));
        writeln!(out, "title={}::{message}", property(diagnostic.code.name()))?;
    }
    Ok(())
}

/// What may stand behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may stand behind a `=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
