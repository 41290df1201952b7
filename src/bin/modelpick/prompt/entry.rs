//! One line of a list to choose from.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use modelpick::knowledge::words::text::Text;

use super::look::Look;
use super::screen::size;
use crate::render::layout::{cut, width};
use crate::words;

/// Between an entry and the line that explains it.
const DASH: &str = " – ";

/// Fewer columns explain nothing.
const LEAST: usize = 12;

/// An entry with what it is found by.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    label: String,
    help: String,
    /// In lower case.
    found_by: Vec<String>,
    /// Columns before it.
    before: usize,
    look: Look,
    /// How often any entry of the list was drawn.
    drawn: Rc<Cell<usize>>,
}

impl Entry {
    /// An entry of a list whose entries begin behind so many columns.
    pub(super) fn new(label: &str, look: Look, before: usize, drawn: &Rc<Cell<usize>>) -> Self {
        let found_by = vec![label.to_lowercase()];
        let (label, help) = (label.to_owned(), String::new());
        Self { label, help, found_by, before, look, drawn: Rc::clone(drawn) }
    }

    /// The entry for leaving a question open.
    pub(super) fn open(look: Look, before: usize, drawn: &Rc<Cell<usize>>) -> Self {
        let text = &words::PROMPT_OPEN;
        Self::new(text.in_lang(look.lang), look, before, drawn).also(text).also_word("?")
    }

    /// With a line that explains it.
    pub(super) fn with_help(mut self, help: &str) -> Self {
        help.clone_into(&mut self.help);
        self
    }

    /// Found by a text in every language too.
    pub(super) fn also(self, text: &Text) -> Self {
        self.also_word(&text.en).also_word(&text.zh)
    }

    /// Found by a word too.
    pub(super) fn also_word(mut self, word: &str) -> Self {
        self.found_by.push(word.to_lowercase());
        self
    }

    /// How well it matches what was typed, the entry at a place of the list; greater is better, and no two are equal.
    pub(super) fn score(&self, typed: &str, at: usize) -> Option<i64> {
        /// More than any list has.
        const STEP: i64 = 1_000_000;
        let typed = typed.trim().to_lowercase();
        let of = |word: &String| match word {
            word if *word == typed => Some(3),
            word if word.starts_with(&typed) => Some(2),
            word if word.split([' ', '-', '/', '.']).any(|part| part.starts_with(&typed)) => Some(1),
            word => word.contains(&typed).then_some(0),
        };
        let best = if typed.is_empty() { 0 } else { self.found_by.iter().filter_map(of).max()? };
        Some(best * STEP - i64::try_from(at).unwrap_or(STEP))
    }
}

/// Cut to the screen as it is now: it may have been resized since the prompt was made.
impl fmt::Display for Entry {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.drawn.set(self.drawn.get() + 1);
        let room = size().0.saturating_sub(self.before + 1);
        let label = cut(&self.label, room);
        out.write_str(&label)?;
        let left = room.saturating_sub(width(&label) + width(DASH));
        if self.help.is_empty() || left < LEAST {
            return Ok(());
        }
        out.write_str(&self.look.faint(&format!("{DASH}{}", cut(&self.help, left))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelpick::knowledge::words::text::Lang;

    #[test]
    fn an_entry_is_found_by_id_and_by_labels_of_both_languages() {
        let look = Look { lang: Lang::En, coloured: false };
        let entry = |label: &str, words: &[&str]| {
            let entry = Entry::new(label, look, 2, &Rc::default());
            words.iter().fold(entry, |entry, word| entry.also_word(word))
        };
        let coding = entry("Write and repair code", &["coding", "写代码、改代码"]);
        for typed in ["code", "CODING", "写代", "改代码", "and rep", ""] {
            assert!(coding.score(typed, 0).is_some(), "{typed}");
        }
        assert_eq!(coding.score("math", 0), None);
        // What begins with it comes before what only has it somewhere, whatever the order of the list.
        let no = entry("No", &["no", "否", "n"]);
        let open = entry("Don't know", &["don't know", "不确定"]);
        assert!(no.score("n", 2) > open.score("n", 0));
        assert!(coding.score("", 0) > no.score("", 1));
    }
}
