//! Reads the keys of one table: every wrong type and every key that nobody asked for is a problem.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::context::{Context, What};
use super::entries::Entries;
use super::texts::both;
use super::tree::{Node, Value};
use super::types;
use super::values::{check_id, date, list, not_above, number, whole, word};
use crate::describing::attribute::{Attribute, Of};
use crate::words::bits::Bits;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Place, WARNINGS};
use crate::words::id::Grammar;
use crate::words::list::List;
use crate::words::message::{Message, message};
use crate::words::shown::clean;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// One table that is being read.
pub(crate) struct Fields<'a> {
    pub(crate) place: Place,
    pub(crate) context: Context<'a>,
    entries: &'a Entries,
    what: What<'a>,
    asked: RefCell<Asked>,
}

/// The keys that were asked for, in turn; the attributes that were; and the entries that have one of them.
struct Asked {
    keys: Vec<&'static str>,
    attributes: Option<(List<Attribute>, Of)>,
    entries: Bits,
}

impl<'a> Fields<'a> {
    /// Begins to read a table, called `what` in messages; a problem if it is none.
    pub(crate) fn open(node: &'a Node, what: impl Into<What<'a>>, context: Context<'a>) -> Option<Self> {
        let what = what.into();
        let Some(entries) = node.table() else {
            context.wrong_kind(node, &what.message(), "", &types::TABLE);
            return None;
        };
        let (keys, entries_asked) = (Vec::with_capacity(8), Bits::none(entries.len()));
        let asked = RefCell::new(Asked { keys, attributes: None, entries: entries_asked });
        Some(Self { place: node.place, context, entries, what, asked })
    }

    /// The same for a table that is called by its key.
    pub(crate) fn open_key(node: &'a Node, key: &'a str, context: Context<'a>) -> Option<Self> {
        Self::open(node, What::Key(key), context)
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<&'a Node> {
        let mut asked = self.asked.borrow_mut();
        asked.keys.push(key);
        let at = self.entries.position(key)?;
        asked.entries.insert(at);
        self.entries.at(at)
    }

    /// The values of attributes of a model or an offer, in the order of the attributes.
    pub(crate) fn attributes(&self, all: &Table<Attribute>, whose: Of) -> Vec<(Ix<Attribute>, &'a Node)> {
        let mut asked = self.asked.borrow_mut();
        asked.attributes = Some((all.0, whose));
        let mut found = Vec::new();
        for (place, (key, (_, node))) in self.entries.iter().enumerate() {
            if let Some(at) = all.position(|own| own.of == whose && own.id == key) {
                asked.entries.insert(place);
                found.push((at, node));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found
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
        let slip = |written: Str| crate::words::suggest::nearest(&written, [key]).is_some();
        if !self.entries.keys().any(slip) {
            let message = message!("{what} has no `{key}`", "{what}缺少 `{key}`"; what = self.what.message());
            self.context.problems.error(Code::MissingKey, self.place, message);
        }
    }

    /// Reports a fact without a source.
    pub(crate) fn missing_source(&self) {
        let message = message!(
            "{what} has no `source`: say who says so and when",
            "{what}缺少 `source`：请注明出处和日期";
            what = self.what.message()
        );
        let problem = Diagnostic::error(Code::MissingSource, self.place, message);
        self.context.problems.push(problem.help(source_help()));
    }

    /// Reports what a higher layer changed without saying who says so: the source below speaks of what was below. What
    /// something is called here is nobody's fact.
    pub(crate) fn check_source_of_changes(&self) {
        let layer = |place: Place| self.context.files.layer(place);
        let source = layer(self.place_of("source"));
        let fact = |key: Str| !["id", "name"].contains(&key.0);
        let changed = self.entries.iter().find(|(key, (place, _))| fact(*key) && layer(*place) > source);
        if let Some((key, (place, _))) = changed {
            let message = message!(
                "`{key}` is changed here, and no `source` says so",
                "这里改了 `{key}`，却没有写明出处（`source`）"
            );
            self.context
                .problems
                .push(Diagnostic::error(Code::MissingSource, *place, message).help(source_help()));
        }
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
            self.context.wrong_type(node, key, &types::STRING);
        }
        text.map(|text| Str::from(clean(text)))
    }

    /// A string with its place that must be there and be an id.
    pub(crate) fn id(&self, key: &'static str, grammar: Grammar) -> Option<Str> {
        let node = self.need(key)?;
        let Some(text) = node.text() else {
            self.context.wrong_type(node, key, &types::STRING);
            return None;
        };
        check_id(text, node.place, grammar, self.context).then_some(Str(text))
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
                self.context.wrong_type(node, key, &types::FLAG);
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

    /// The same, of which no more than so many are read; empty if there are more.
    pub(crate) fn list_to(&self, key: &'static str, most: usize) -> &'a [Node] {
        not_above(self.list(key), key, most, self.context)
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
            let message = message!("`{key}` cannot be `{written}`", "`{key}` 不能是 `{written}`");
            let words = known.iter().map(|(word, _)| *word);
            let problem = Diagnostic::error(Code::UnknownId, place, message);
            self.context.problems.guess(problem, &written, words);
        }
        found.map(|(_, meaning)| *meaning)
    }

    /// The warnings that are meant: `allow = ["…"]`. Only what checks rules looks at them.
    pub(crate) fn allow(&self) {
        for (place, word) in self.words("allow") {
            let known = WARNINGS.iter().map(|code| code.name());
            if !known.clone().any(|name| word == name) {
                let message = message!("there is no warning `{word}`", "没有 `{word}` 这个警告");
                let problem = Diagnostic::error(Code::UnknownId, place, message);
                self.context.problems.guess(problem, &word, known);
            }
        }
    }

    /// The entries that nobody asked for yet, for tables whose keys are ids.
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&'static str, Place, &'a Node)> + use<'a> {
        let asked = self.asked.borrow().entries.clone();
        let entries = self.entries.iter().enumerate().filter(move |(at, _)| !asked.has(*at));
        entries.map(|(_, (key, (place, node)))| (key.0, *place, node))
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let mut rest = self.rest().peekable();
        if rest.peek().is_none() {
            return;
        }
        let mut seen = BTreeSet::new();
        let mut known = self.asked.borrow().keys.clone();
        let (attributes, whose) = self.asked.borrow().attributes.unwrap_or((List::default(), Of::Derived));
        known.extend(attributes.iter().filter(|own| own.of == whose).map(|own| own.id.0));
        known.retain(|key| seen.insert(*key));
        for (key, place, _) in rest {
            let message =
                message!("{what} takes no `{key}`", "{what}没有 `{key}` 这个键"; what = self.what.message());
            let problem = Diagnostic::error(Code::UnknownKey, place, message);
            self.context.problems.guess(problem, key, known.iter().copied());
        }
    }
}

/// What a source looks like.
fn source_help() -> Message {
    message!(
        "`source = {{ url = \"…\", as-of = 2026-09-15, kind = \"independent\" }}`, or `{{ kind = \"own\", as-of = … }}`",
        "`source = {{ url = \"…\", as-of = 2026-09-15, kind = \"independent\" }}`，或 `{{ kind = \"own\", as-of = … }}`"
    )
}
