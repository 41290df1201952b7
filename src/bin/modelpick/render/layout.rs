//! Texts within so many columns of the screen, where a Chinese character takes two.

use std::io::{self, Write};

use anstyle::Style as Colour;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A blank at which no line is broken.
pub(crate) const FIXED: char = '\u{a0}';

/// What stands between things of one kind; a line may be broken behind it.
pub(crate) const DOT: &str = "\u{a0}· ";

/// The first and the last column of a line stay free.
const MARGIN: usize = 2;

/// Columns that a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text with blanks behind it up to so many columns.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text within so many columns, `…` for what is cut off.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut left = columns.saturating_sub(1);
    for letter in text.chars() {
        let Some(rest) = left.checked_sub(letter.width().unwrap_or(0)) else { break };
        left = rest;
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}

/// The text in lines of so many columns. Lines are broken at blanks and between Chinese characters, but never
/// before a closing or behind an opening mark. An address that is longer than a line stays whole.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (blank, unit) in units(text) {
        let blank = blank && !line.is_empty();
        if width(&line) + usize::from(blank) + width(&unit) <= columns {
            line.extend(blank.then_some(' '));
        } else if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        // Half an address leads nowhere.
        let whole = unit.starts_with("http");
        for letter in unit.chars() {
            if width(&line) + letter.width().unwrap_or(0) > columns && !whole {
                lines.push(std::mem::take(&mut line));
            }
            line.push(if letter == FIXED { ' ' } else { letter });
        }
    }
    lines.push(line);
    lines
}

/// What is never broken, and whether a blank stands before it.
fn units(text: &str) -> Vec<(bool, String)> {
    let mut units: Vec<(bool, String)> = Vec::new();
    let mut before = ' ';
    // A number stays with its unit and with its uncertainty.
    let text = text.replace(" %", "\u{a0}%").replace(" ± ", "\u{a0}±\u{a0}");
    for letter in text.chars() {
        let blank = before == ' ';
        match units.last_mut() {
            _ if letter == ' ' => {}
            Some((_, unit)) if !blank && !may_break(before, letter) => unit.push(letter),
            _ => units.push((blank, letter.to_string())),
        }
        before = letter;
    }
    units
}

/// The text with a mark at each place where a line may be broken and no blank stands.
pub(crate) fn marked(text: &str, mark: char) -> String {
    let mut marked = String::with_capacity(text.len() * 2);
    for (blank, unit) in units(text) {
        if !marked.is_empty() {
            marked.push(if blank { ' ' } else { mark });
        }
        marked.push_str(&unit);
    }
    marked
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：？！）」』】》”’…·)],.;:!?%\u{a0}";
    const OPENING: &str = "（「『【《“‘([";
    let wide = |letter: char| letter.width() == Some(2);
    (wide(before) || wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before) && before != FIXED
}

/// Lines with a label before them, each within the columns of the screen.
pub(crate) struct Notes<'o> {
    out: &'o mut dyn Write,
    columns: usize,
    label: usize,
}

impl<'o> Notes<'o> {
    /// Lines whose texts stand behind the longest of these labels.
    pub(crate) fn new<'l>(
        out: &'o mut dyn Write,
        columns: usize,
        labels: impl IntoIterator<Item = &'l str>,
    ) -> Self {
        let label = labels.into_iter().map(width).max().unwrap_or(0);
        Self { out, columns, label }
    }

    /// A text behind a label; the texts after the first stand below it.
    pub(crate) fn put(&mut self, label: &str, colour: Colour, texts: &[String]) -> io::Result<()> {
        let indent = MARGIN + self.label + MARGIN;
        let mut label = label;
        for line in texts.iter().flat_map(|text| wrap(text, self.columns.saturating_sub(indent))) {
            let shown = pad(label, self.label);
            writeln!(self.out, "{:MARGIN$}{colour}{shown}{colour:#}{:MARGIN$}{line}", "", "")?;
            label = "";
        }
        Ok(())
    }

    /// A command line behind a label, in as many lines as it takes; a shell reads them as one.
    pub(crate) fn command(&mut self, label: &str, colour: Colour, command: &str) -> io::Result<()> {
        const GOES_ON: &str = if cfg!(windows) { " `" } else { " \\" };
        let indent = MARGIN + self.label + MARGIN;
        let room = self.columns.saturating_sub(indent + GOES_ON.len());
        // A flag stays with its value.
        let flags: Vec<_> = command.split(" --").collect();
        // Within quotes, or within a word, a line break would belong to the word.
        if command.contains(['\'', '"']) || flags.iter().any(|flag| width(flag) + 2 > room) {
            let label = pad(label, self.label);
            return writeln!(self.out, "{:MARGIN$}{colour}{label}{colour:#}{:MARGIN$}{command}", "", "");
        }
        let command = command.replace(' ', &FIXED.to_string()).replace("\u{a0}--", " --");
        let mut lines = wrap(&command, room);
        let last = lines.len().saturating_sub(1);
        lines.iter_mut().take(last).for_each(|line| line.push_str(GOES_ON));
        self.put(label, colour, &lines)
    }
}

/// A text that begins at a column and stays to the right of it.
pub(crate) fn paragraph(out: &mut dyn Write, indent: usize, columns: usize, text: &str) -> io::Result<()> {
    hanging(out, (indent, ""), columns, text)
}

/// The same with a mark before its first line; the mark takes part in the indent.
pub(crate) fn hanging(
    out: &mut dyn Write,
    (indent, mark): (usize, &str),
    columns: usize,
    text: &str,
) -> io::Result<()> {
    let hang = indent + width(mark);
    let mut mark = mark;
    for line in wrap(text, columns.saturating_sub(hang)) {
        writeln!(out, "{:indent$}{}{line}", "", pad(mark, hang - indent))?;
        mark = "";
    }
    Ok(())
}

/// A title of a part, with a free line above it.
pub(crate) fn title(out: &mut dyn Write, columns: usize, text: &str) -> io::Result<()> {
    let bold = Colour::new().bold();
    writeln!(out)?;
    for line in wrap(text, columns) {
        writeln!(out, "{bold}{line}{bold:#}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_within_the_columns() {
        assert_eq!(cut("abcdef", 6), "abcdef");
        assert_eq!(cut("abcdef", 5), "abcd…");
        assert_eq!(cut("通用大模型", 6), "通用…");
        assert_eq!(cut("通用大模型", 5), "通用…");
    }

    #[test]
    fn wraps_at_blanks_and_between_chinese_characters() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("并列：与最高分相差", 8), ["并列：与", "最高分相", "差"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\u{a0}· b", 3), ["a ·", "b"]);
        assert_eq!(wrap("now 9 %", 6), ["now", "9 %"]);
        assert_eq!(wrap("see https://a.example", 8), ["see", "https://a.example"]);
    }

    #[test]
    fn no_line_begins_with_a_closing_mark() {
        assert_eq!(wrap("四个字，四个字", 6), ["四个", "字，四", "个字"]);
    }
}
