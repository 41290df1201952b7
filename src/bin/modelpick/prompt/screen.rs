//! What stands on the screen above a prompt, and how to take it away again.

use std::io::{self, Write};

use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::words::table::Ix;
use unicode_width::UnicodeWidthChar;

use crate::render::layout::wrap;

/// Where the size is not known.
const USUAL: (usize, usize) = (80, 24);

/// Columns and rows of the terminal, as they are now.
pub(super) fn size() -> (usize, usize) {
    let size = terminal_size::terminal_size_of(io::stderr());
    size.map_or(USUAL, |(width, height)| (usize::from(width.0).max(1), usize::from(height.0).max(1)))
}

/// The answers that stand on the screen, oldest first.
#[derive(Debug, Default)]
pub(super) struct Screen {
    records: Vec<Record>,
}

/// An answer on the screen.
#[derive(Debug)]
pub(super) struct Record {
    /// The question.
    pub(super) question: Ix<Question>,
    /// What stands there, without colour.
    pub(super) plain: String,
    /// The same as it was written.
    pub(super) coloured: String,
    /// The columns of the screen when it was written.
    pub(super) columns: usize,
}

impl Screen {
    /// Notes an answer that was just written. If an older answer to the question stands above, it is replaced.
    pub(super) fn record(&mut self, record: Record) -> io::Result<()> {
        let older = self.records.iter().position(|older| older.question == record.question);
        self.records.push(record);
        let Some(older) = older.filter(|&at| self.can_rewrite(at)) else { return Ok(()) };
        let written = self.rows_from(older);
        if let Some(last) = self.records.pop() {
            self.records.splice(older..=older, [last]);
        }
        self.rewrite(older, written)
    }

    /// Takes away the answers to questions that do not count any more.
    pub(super) fn keep(&mut self, counts: impl Fn(Ix<Question>) -> bool) -> io::Result<()> {
        let gone = self.records.iter().position(|record| !counts(record.question));
        let Some(gone) = gone.filter(|&at| self.can_rewrite(at)) else { return Ok(()) };
        let written = self.rows_from(gone);
        self.records.retain(|record| counts(record.question));
        self.rewrite(gone, written)
    }

    /// Takes the last answer away if it is the one to this question.
    pub(super) fn take_back(&mut self, question: Ix<Question>) -> io::Result<()> {
        let last = self.records.len().saturating_sub(1);
        let can = self.can_rewrite(last);
        match self.records.pop_if(|last| last.question == question) {
            Some(record) if can => erase(&record.plain),
            _ => Ok(()),
        }
    }

    /// Whether the answers from this one on can be written again: all of them stand on the screen, and nobody
    /// resized it since.
    fn can_rewrite(&self, from: usize) -> bool {
        let (columns, rows) = size();
        let same = self.records.iter().skip(from).all(|record| record.columns == columns);
        same && self.rows_from(from) < rows
    }

    fn rows_from(&self, from: usize) -> usize {
        self.records.iter().skip(from).map(|record| rows(&record.plain, record.columns)).sum()
    }

    fn rewrite(&self, from: usize, rows: usize) -> io::Result<()> {
        up(rows)?;
        let mut out = anstream::stderr().lock();
        self.records.iter().skip(from).try_for_each(|record| writeln!(out, "{}", record.coloured))
    }
}

/// Writes a text of its own.
pub(super) fn paragraph(text: &str) -> io::Result<()> {
    let mut out = anstream::stderr().lock();
    for line in wrap(text, size().0) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)
}

/// Takes away a text that stands directly above the cursor, as it fills the rows of the screen.
pub(super) fn erase(text: &str) -> io::Result<()> {
    up(rows(text, size().0))
}

/// Clears so many rows above the cursor.
fn up(rows: usize) -> io::Result<()> {
    if rows == 0 {
        return Ok(());
    }
    // Not through anstream: without colour it would take these out too.
    let mut out = io::stderr().lock();
    write!(out, "\r\x1b[{rows}A\x1b[J")?;
    out.flush()
}

/// Rows that a text fills on a screen of so many columns; inquire counts in the same way.
fn rows(text: &str, columns: usize) -> usize {
    text.lines().filter(|line| !line.is_empty()).map(|line| rows_of_line(line, columns)).sum()
}

fn rows_of_line(line: &str, columns: usize) -> usize {
    let (mut rows, mut taken) = (1, 0);
    for letter in line.chars() {
        let width = letter.width().unwrap_or(0);
        if taken + width > columns {
            rows += 1;
            taken = 0;
        }
        taken += width;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fills_rows_as_a_terminal_does() {
        assert_eq!(rows("abc", 3), 1);
        assert_eq!(rows("abcd", 3), 2);
        assert_eq!(rows("abc\nd", 3), 2);
        assert_eq!(rows("ab中", 3), 2);
        assert_eq!(rows("中文字", 5), 2);
    }
}
