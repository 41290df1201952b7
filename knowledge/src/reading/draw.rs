//! Draws diagnostics: the place, the line, a caret, and what would be right. Names `annotate-snippets`.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::file::Files;
use crate::words::diagnostic::{Diagnostic, Place, Severity};
use crate::words::message::message;
use crate::words::shown::quoted;
use crate::words::text::{Lang, Text};

const ERROR: Text = Text::new("error", "错误");
const WARNING: Text = Text::new("warning", "警告");
const NOTE: Text = Text::new("note", "说明");
const HELP: Text = Text::new("help", "提示");

/// More than this nobody reads; the rest is counted.
const SHOWN: usize = 50;

/// All diagnostics as text in one language, with colour if `styled`.
pub fn draw(diagnostics: &[Diagnostic], files: &Files, styled: bool, lang: Lang) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(SHOWN) {
        out.push_str(&renderer.render(&[group(diagnostic, files, lang)]));
        out.push_str("\n\n");
    }
    if let Some(more) = diagnostics.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        let more = message!("… and {more} more\n", "……另有 {more} 处\n");
        out.push_str(more.in_lang(lang));
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, files: &'a Files, lang: Lang) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(ERROR.fixed(lang)),
        Severity::Warning => Level::WARNING.with_name(WARNING.fixed(lang)),
        Severity::Note => Level::NOTE.with_name(NOTE.fixed(lang)),
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.in_lang(lang)).id(diagnostic.code.name()));
    let mut snippets = Vec::new();
    if let Some(place) = diagnostic.place {
        snippets.push((place, AnnotationKind::Primary, None));
    }
    if let Some((place, label)) = &diagnostic.beside {
        snippets.push((*place, AnnotationKind::Context, Some(label.in_lang(lang))));
    }
    for (place, kind, label) in snippets {
        if let Some(window) = Window::around(place, files) {
            let annotation = kind.span(window.span).label(label);
            let snippet = Snippet::source(quoted(window.text)).line_start(window.line).path(window.name);
            group = group.element(snippet.annotation(annotation));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(HELP.fixed(lang)).message(help.in_lang(lang)));
    }
    group
}

/// The line of a place: the renderer reads all that it is given, so it is given no more.
struct Window<'a> {
    name: &'a str,
    text: &'a str,
    line: usize,
    span: Range<usize>,
}

impl<'a> Window<'a> {
    /// Nothing, if the file or the place in it is not there.
    fn around(place: Place, files: &'a Files) -> Option<Self> {
        /// Part of a line that is longer than any screen.
        const WIDEST: usize = 400;
        let file = files.of(place)?;
        let at = usize::try_from(place.start).ok()?.min(file.text.len());
        let before = file.text.get(..at)?;
        let first = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = file.text.get(first..)?;
        let mut text = rest.lines().next().unwrap_or_default();
        let start = at - first;
        if text.len() > start + WIDEST {
            let cut = (start + WIDEST..text.len()).find(|&cut| text.is_char_boundary(cut))?;
            text = text.get(..cut)?;
        }
        let end = usize::try_from(place.end).ok()?.saturating_sub(first).clamp(start, text.len().max(start));
        let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        Some(Self { name: &file.name, text, line, span: start.min(text.len())..end.min(text.len()) })
    }
}
