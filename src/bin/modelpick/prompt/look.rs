//! How prompts look: little colour, none where none is wanted, and the lines below a prompt.

use anstyle::{AnsiColor, Style};
use inquire::ui::{Attributes, Color, ErrorMessageRenderConfig, RenderConfig, StyleSheet, Styled};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use crate::render::layout::{width, wrap};

use super::screen::{Record, size};

/// Before a question that is open.
const ASKING: &str = "?";

/// Before a question that was answered.
const ANSWERED: &str = "✓";

/// Before a line that says what is wrong.
const WRONG: &str = "!";

/// Lines of a long list at most: more are not taken in at a glance.
pub(super) const PAGE: usize = 12;

/// Between two keys.
const DOT: &str = " · ";

/// Lines of a list that come before help where the screen is small.
const LEAST: usize = 3;

/// The language and whether there is colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub(super) lang: Lang,
    pub(super) coloured: bool,
}

impl Look {
    /// For inquire. Where there is colour no default of its own is used, so that the screen looks like one program.
    pub(super) fn config(self) -> RenderConfig<'static> {
        let plain = RenderConfig {
            answered_prompt_prefix: Styled::new(ANSWERED),
            canceled_prompt_indicator: Styled::new(""),
            error_message: ErrorMessageRenderConfig::empty().with_prefix(Styled::new(WRONG)),
            ..RenderConfig::empty().with_prompt_prefix(Styled::new(ASKING))
        };
        if !self.coloured {
            return plain;
        }
        let cyan = StyleSheet::new().with_fg(Color::DarkCyan);
        RenderConfig {
            prompt: StyleSheet::new().with_attr(Attributes::BOLD),
            prompt_prefix: plain.prompt_prefix.with_fg(Color::DarkCyan),
            answered_prompt_prefix: plain.answered_prompt_prefix.with_fg(Color::DarkGreen),
            answer: cyan,
            highlighted_option_prefix: plain.highlighted_option_prefix.with_fg(Color::DarkCyan),
            selected_option: Some(cyan),
            selected_checkbox: plain.selected_checkbox.with_fg(Color::DarkGreen),
            error_message: plain
                .error_message
                .with_prefix(Styled::new(WRONG).with_fg(Color::DarkRed))
                .with_message(StyleSheet::new().with_fg(Color::DarkRed)),
            ..plain
        }
    }

    /// A text that matters less.
    pub(super) fn faint(self, text: &str) -> String {
        let faint = if self.coloured { Style::new().dimmed() } else { Style::new() };
        format!("{faint}{text}{faint:#}")
    }

    /// An answered prompt, to be written again.
    pub(super) fn record(self, question: Ix<Question>, message: &str, shown: &str) -> Record {
        let shown = behind(message, shown);
        let plain = answered(message, &shown);
        let (green, bold, cyan) =
            (AnsiColor::Green.on_default(), Style::new().bold(), AnsiColor::Cyan.on_default());
        let coloured = if self.coloured {
            format!("{green}{ANSWERED}{green:#} {bold}{message}{bold:#} {cyan}{shown}{cyan:#}")
        } else {
            plain.clone()
        };
        Record { question, plain, coloured, columns: size().0 }
    }

    /// The lines below a prompt: a remark, what the question is for, and the keys, as far as the screen has rows
    /// for them beside so many others. Each begins below the bracket that inquire puts before the first.
    pub(super) fn help(
        self,
        remark: Option<&str>,
        help: &str,
        keys: &[String],
        others: usize,
    ) -> Option<String> {
        let (columns, rows) = size();
        let columns = columns.saturating_sub(2);
        let lines = |text: &str| wrap(text, columns);
        let keys = in_lines(keys.iter().flat_map(|key| key.split(DOT)), columns);
        let remark = remark.map(lines).unwrap_or_default();
        let least = others + LEAST + keys.len() + remark.len() + 1;
        if rows < least {
            return None;
        }
        let room = rows - least;
        let help =
            Some(lines(help)).filter(|lines| lines.len() <= room && !help.is_empty()).unwrap_or_default();
        let all = remark.into_iter().chain(help).chain(keys);
        Some(all.map(|line| self.faint(&line)).collect::<Vec<_>>().join("\n "))
    }
}

/// Keys in lines that are broken between two of them, not within one.
fn in_lines<'a>(keys: impl Iterator<Item = &'a str>, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        match lines.last_mut() {
            Some(line) if width(line) + width(DOT) + width(key) <= columns => {
                line.push_str(DOT);
                line.push_str(key);
            }
            _ => lines.extend(wrap(key, columns)),
        }
    }
    lines
}

/// A question in lines that begin below its first letter.
pub(super) fn message(ask: &str) -> String {
    wrap(ask, size().0.saturating_sub(ASKING.len() + 3)).join("\n  ")
}

/// What stays of a prompt that somebody left.
pub(super) fn left(message: &str) -> String {
    format!("{ASKING} {message} ")
}

/// What stays of a prompt that was answered.
pub(super) fn answered(message: &str, shown: &str) -> String {
    format!("{ANSWERED} {message} {shown}")
}

/// An answer behind its question, or below it where there is no room.
pub(super) fn behind(message: &str, answer: &str) -> String {
    let columns = size().0;
    let last = message.lines().last().unwrap_or_default();
    if width(&answered(last, answer)) <= columns {
        return answer.to_owned();
    }
    format!("\n  {}", wrap(answer, columns.saturating_sub(2)).join("\n  "))
}

/// How many entries of a list are shown beside a prompt and its help.
pub(super) fn page(message: &str, help: Option<&str>) -> usize {
    // One row for the line that an error would take, one where the cursor ends.
    let taken = message.lines().count() + help.map_or(0, |help| help.lines().count()) + 2;
    size().1.saturating_sub(taken).clamp(1, PAGE)
}
