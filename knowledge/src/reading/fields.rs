//! Reads the keys of one table: every wrong type and every key that nobody asked for is a problem.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::file::Files;
use super::merge::Disabled;
use super::tree::{Entries, Node, Value};
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity, WARNINGS};
use crate::words::id::Grammar;
use crate::words::str::Str;
use crate::words::text::Text;

/// What every reader needs.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) files: &'a Files,
    pub(crate) disabled: &'a Disabled,
    /// Ids of what is declared and could not be read.
    pub(crate) broken: &'a RefCell<BTreeSet<String>>,
    pub(crate) problems: &'a Problems,
}

impl Context<'_> {
    /// Reports a word that names nothing; where a higher layer disabled what it named, only notes it.
    #[expect(clippy::too_many_arguments, reason = "what was written, what is known, and how to say it")]
    pub(crate) fn unresolved<'k>(
        &self,
        code: Code,
        place: Place,
        written: &str,
        message: String,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        if self.broken.borrow().contains(written) {
            // What was declared and could not be read was told where it stands.
            if !self.problems.any_error() {
                let message = format!("`{written}` is left out, and so is this");
                let note = Diagnostic::error(Code::DisabledReference, place, message);
                self.problems.push(Diagnostic { severity: Severity::Note, ..note });
            }
            return;
        }
        let disabled = self.disabled.get(written).is_some_and(|&layer| layer > self.files.layer(place));
        self.problems.push(if disabled {
            let message = format!("`{written}` is disabled by a higher layer, so this is left out");
            Diagnostic {
                severity: Severity::Note,
                ..Diagnostic::error(Code::DisabledReference, place, message)
            }
        } else {
            Diagnostic::error(code, place, message).did_you_mean(written, known)
        });
    }

    /// Reports a value of a wrong type.
    pub(crate) fn wrong_type(&self, node: &Node, key: &str, wanted: &str) {
        let message = format!("`{key}` must be {wanted}, but this is {}", node.describe());
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        self.problems.push(match &node.value {
            Value::Text(text) if wanted.contains("number") && text.parse::<f64>().is_ok() => {
                problem.help(format!("remove the quotes: `{key} = {text}`"))
            }
            Value::Text(text) if wanted.contains("list") => {
                problem.help(format!("write a list: `{key} = [\"{text}\"]`"))
            }
            _ => problem,
        });
    }
}

/// One table that is being read.
pub(crate) struct Fields<'a> {
    pub(crate) place: Place,
    pub(crate) context: Context<'a>,
    entries: &'a Entries,
    what: String,
    asked: RefCell<Vec<String>>,
}

impl<'a> Fields<'a> {
    /// Begins to read a table, called `what` in messages; a problem if it is none.
    pub(crate) fn open(node: &'a Node, what: impl Into<String>, context: Context<'a>) -> Option<Self> {
        let what = what.into();
        let Some(entries) = node.table() else {
            context.wrong_type(node, what.trim_matches('`'), "a table");
            return None;
        };
        Some(Self { place: node.place, context, entries, what, asked: RefCell::default() })
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        let mut asked = self.asked.borrow_mut();
        if !asked.iter().any(|before| before == key) {
            asked.push(key.to_owned());
        }
        self.entries.get(key).map(|(_, node)| node)
    }

    /// The place of a key, else of the table.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        self.entries.get(key).map_or(self.place, |(place, _)| *place)
    }

    /// The value of a key that must be there.
    pub(crate) fn need(&self, key: &'static str) -> Option<&'a Node> {
        let node = self.get(key);
        if node.is_none() {
            self.missing(key);
        }
        node
    }

    /// Reports a key that must be there and is not.
    pub(crate) fn missing(&self, key: &str) {
        // A slip in the key's name is told once, as the unknown key that it is.
        let slip = |written: &&String| crate::words::suggest::nearest(written, [key]).is_some();
        if !self.entries.keys().any(|written| slip(&written)) {
            let message = format!("{} has no `{key}`", self.what);
            self.context.problems.error(Code::MissingKey, self.place, message);
        }
    }

    /// Reports a fact without a source.
    pub(crate) fn missing_source(&self) {
        let message = format!("{} has no `source`: say who says so and when", self.what);
        let problem = Diagnostic::error(Code::MissingSource, self.place, message);
        self.context.problems.push(problem.help(
            "`source = { url = \"…\", as-of = 2026-09-15, kind = \"independent\" }`, or `{ kind = \"own\", as-of = … }`",
        ));
    }

    /// Whether a key is there, whatever stands in it.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// A string.
    pub(crate) fn text(&self, key: &'static str) -> Option<Str> {
        let node = self.get(key)?;
        let text = node.text();
        if text.is_none() {
            self.context.wrong_type(node, key, "a string");
        }
        text.map(|text| Str::from(clean(text)))
    }

    /// A string with its place that must be there and be an id.
    pub(crate) fn id(&self, key: &'static str, grammar: Grammar) -> Option<Str> {
        let node = self.need(key)?;
        let Some(text) = node.text() else {
            self.context.wrong_type(node, key, "a string");
            return None;
        };
        check_id(text, node.place, grammar, self.context)
    }

    /// A text in every language; the built-in files must have all of them.
    pub(crate) fn both(&self, key: &'static str) -> Option<Text> {
        both(self.get(key)?, key, self.context)
    }

    /// The same, which must be there.
    pub(crate) fn need_both(&self, key: &'static str) -> Option<Text> {
        both(self.need(key)?, key, self.context)
    }

    /// The same, or one string where every language has the same word: `GB`.
    pub(crate) fn text_or_both(&self, key: &'static str) -> Option<Text> {
        match self.get(key)?.value {
            Value::Text(_) => self.text(key).map(|same| Text { en: same, zh: same }),
            _ => self.both(key),
        }
    }

    /// True or false; `false` if it is not there.
    pub(crate) fn flag(&self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Node { value: Value::Flag(flag), .. }) => *flag,
            Some(node) => {
                self.context.wrong_type(node, key, "true or false");
                false
            }
        }
    }

    /// A number within a range.
    pub(crate) fn number(&self, key: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        number(self.get(key)?, key, range, self.context)
    }

    /// The same, which must be there.
    pub(crate) fn need_number(&self, key: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        number(self.need(key)?, key, range, self.context)
    }

    /// A whole number within a range.
    pub(crate) fn whole(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        whole(self.get(key)?, key, range, self.context)
    }

    /// A date, or a string with as much of one as is known.
    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        date(self.get(key)?, key, self.context)
    }

    /// A list; empty if it is not there.
    pub(crate) fn list(&self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.get(key) else { return &[] };
        list(node, key, self.context)
    }

    /// A list of strings with their places; empty if it is not there.
    pub(crate) fn words(&self, key: &'static str) -> Vec<(Place, Str)> {
        self.list(key).iter().filter_map(|node| word(node, key, self.context)).collect()
    }

    /// One word of a closed list, with what it stands for.
    pub(crate) fn one_of<T: Copy>(&self, key: &'static str, known: &[(&'static str, T)]) -> Option<T> {
        let node = self.get(key)?;
        let (place, written) = word(node, key, self.context)?;
        let found = known.iter().find(|(word, _)| written == *word);
        if found.is_none() {
            let message = format!("`{key}` cannot be `{written}`");
            let words = known.iter().map(|(word, _)| *word);
            let problem = Diagnostic::error(Code::UnknownId, place, message);
            self.context.problems.push(problem.did_you_mean(&written, words));
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// The warnings that are meant: `allow = ["…"]`. Only what checks rules looks at them.
    pub(crate) fn allow(&self) {
        for (place, word) in self.words("allow") {
            let known = WARNINGS.iter().map(|code| code.name());
            if !known.clone().any(|name| word == name) {
                let problem =
                    Diagnostic::error(Code::UnknownId, place, format!("there is no warning `{word}`"));
                self.context.problems.push(problem.did_you_mean(&word, known));
            }
        }
    }

    /// The entries that nobody asked for yet, for tables whose keys are ids.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&'a str, Place, &'a Node)> + use<'a> {
        let asked = self.asked.borrow().clone();
        let entries = self.entries;
        entries
            .iter()
            .filter(move |(key, _)| !asked.contains(key))
            .map(|(key, (place, node))| (key.as_str(), *place, node))
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, place, _) in self.rest() {
            let message = format!("{} takes no `{key}`", self.what);
            let problem = Diagnostic::error(Code::UnknownKey, place, message);
            self.context.problems.push(problem.did_you_mean(key, asked.iter().map(String::as_str)));
        }
    }
}

/// Text without control characters, so that nothing from a file drives the terminal.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// An id that satisfies its grammar.
pub(crate) fn check_id(text: &str, place: Place, grammar: Grammar, context: Context<'_>) -> Option<Str> {
    if grammar.accepts(text) {
        return Some(Str::from(text.to_owned()));
    }
    let problem = Diagnostic::error(Code::BadId, place, format!("`{}` is not an id", clean(text)));
    context.problems.push(problem.help(format!("an id has {}", grammar.describe())));
    None
}

/// `{ en, zh }`
pub(crate) fn both(node: &Node, key: &str, context: Context<'_>) -> Option<Text> {
    if node.table().is_none() {
        let text = node.text().map_or("…".to_owned(), clean);
        let message = format!("`{key}` must be a text by language, but this is {}", node.describe());
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        let both = if context.files.layer(node.place) == 0 { ", zh = \"…\"" } else { "" };
        context.problems.push(problem.help(format!("`{key} = {{ en = \"{text}\"{both} }}`")));
        return None;
    }
    let fields = Fields::open(node, format!("`{key}`"), context)?;
    let (en, zh) = (fields.text("en"), fields.text("zh"));
    fields.finish();
    if context.files.layer(node.place) == 0 {
        for (text, lang) in [(&en, "en"), (&zh, "zh")] {
            if text.is_none() && !fields.has(lang) {
                context.problems.error(Code::MissingText, node.place, format!("`{key}` has no `{lang}`"));
            }
        }
    } else if !fields.has("en") && !fields.has("zh") {
        let problem = Diagnostic::error(Code::MissingText, node.place, format!("`{key}` has no text"));
        context.problems.push(problem.help("give `en`, `zh` or both"));
    }
    Some(Text { en: en.or(zh)?, zh: zh.or(en)? })
}

/// A finite number within a range.
pub(crate) fn number(
    node: &Node,
    key: &str,
    range: RangeInclusive<f64>,
    context: Context<'_>,
) -> Option<f64> {
    let number = match node.value {
        #[expect(clippy::cast_precision_loss, reason = "whole numbers in files are counts far below 2^52")]
        Value::Integer(number) => number as f64,
        Value::Float(number) => number,
        _ => {
            context.wrong_type(node, key, "a number");
            return None;
        }
    };
    if range.contains(&number) {
        return Some(number);
    }
    let message = format!("`{key}` cannot be {number}");
    let problem = Diagnostic::error(Code::AbsurdNumber, node.place, message);
    context.problems.push(problem.help(format!("from {} to {}", range.start(), range.end())));
    None
}

/// A whole number within a range.
pub(crate) fn whole(node: &Node, key: &str, range: RangeInclusive<i64>, context: Context<'_>) -> Option<i64> {
    let number = match node.value {
        Value::Integer(number) => number,
        Value::Float(number) if number.abs() < 1e15 => {
            context.wrong_type(node, key, "a whole number");
            return None;
        }
        Value::Float(number) => {
            let problem =
                Diagnostic::error(Code::AbsurdNumber, node.place, format!("`{key}` cannot be {number}"));
            context.problems.push(problem.help(format!("from {} to {}", range.start(), range.end())));
            return None;
        }
        _ => {
            context.wrong_type(node, key, "a whole number");
            return None;
        }
    };
    if range.contains(&number) {
        return Some(number);
    }
    let problem = Diagnostic::error(Code::AbsurdNumber, node.place, format!("`{key}` cannot be {number}"));
    context.problems.push(problem.help(format!("from {} to {}", range.start(), range.end())));
    None
}

/// A date, or a string with as much of one as is known.
pub(crate) fn date(node: &Node, key: &str, context: Context<'_>) -> Option<Date> {
    let date = match &node.value {
        Value::Date(date) => Some(*date),
        Value::Text(text) => Date::parse(text),
        _ => {
            context.wrong_type(node, key, "a date");
            return None;
        }
    };
    if date.is_none() {
        let problem = Diagnostic::error(Code::BadDate, node.place, format!("`{key}` is not a date"));
        let help = "a date is 2026-09-15, or \"2026-09\" or \"2026\" where no more is known";
        context.problems.push(problem.help(help));
    }
    date
}

/// The items of a list.
pub(crate) fn list<'a>(node: &'a Node, key: &str, context: Context<'_>) -> &'a [Node] {
    if let Value::List(items) = &node.value {
        return items;
    }
    context.wrong_type(node, key, "a list");
    &[]
}

/// A string with its place.
pub(crate) fn word(node: &Node, key: &str, context: Context<'_>) -> Option<(Place, Str)> {
    let text = node.text();
    if text.is_none() {
        context.wrong_type(node, key, "a string");
    }
    text.map(|text| (node.place, Str::from(clean(text))))
}
