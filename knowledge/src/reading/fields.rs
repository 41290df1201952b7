//! Reads the keys of one table: every wrong type and every key that nobody asked for is a problem.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::ops::RangeInclusive;

use super::entries::Entries;
use super::file::Files;
use super::merge::Disabled;
use super::tree::{Node, Value};
use super::types;
use crate::stating::limits;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Place, Problems, Severity, WARNINGS};
use crate::words::id::Grammar;
use crate::words::message::{Message, message};
use crate::words::shown::clean;
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
        message: Message,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        if self.broken.borrow().contains(written) {
            // What was declared and could not be read was told where it stands.
            if !self.problems.any_error() {
                let message = message!(
                    "`{written}` is left out, and so is this",
                    "`{written}` 已略去，这一处也随之略去"
                );
                let note = Diagnostic::error(Code::DisabledReference, place, message);
                self.problems.push(Diagnostic { severity: Severity::Note, ..note });
            }
            return;
        }
        if self.disabled.get(written).is_some_and(|&layer| layer > self.files.layer(place)) {
            let message = message!(
                "`{written}` is disabled by a higher layer, so this is left out",
                "`{written}` 已被上层停用，因此略去这一处"
            );
            let note = Diagnostic::error(Code::DisabledReference, place, message);
            self.problems.push(Diagnostic { severity: Severity::Note, ..note });
        } else {
            self.problems.guess(Diagnostic::error(code, place, message), written, known);
        }
    }

    /// Reports a value of a wrong type.
    pub(crate) fn wrong_type(&self, node: &Node, key: &str, wanted: &Text) {
        self.wrong_kind(node, &called(key), key, wanted);
    }

    fn wrong_kind(&self, node: &Node, what: &Message, key: &str, wanted: &Text) {
        let message = message!(
            "{what} must be {wanted}, but this is {found}", "{what}应为{wanted}，实际是{found}";
            what = what, wanted = wanted, found = node.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        self.problems.push(match &node.value {
            Value::Text(text) if wanted.en.contains("number") && text.parse::<f64>().is_ok() => {
                problem.help(message!("remove the quotes: `{key} = {text}`", "请去掉引号：`{key} = {text}`"))
            }
            Value::Text(text) if wanted.en.contains("list") => problem
                .help(message!("write a list: `{key} = [\"{text}\"]`", "请写成列表：`{key} = [\"{text}\"]`")),
            Value::Flag(flag) if wanted.en.contains("operator") => {
                problem.help(message!("write a list: `{key} = [{flag}]`", "请写成列表：`{key} = [{flag}]`"))
            }
            Value::List(items) if wanted.en.contains("in quotes") => match items.as_slice() {
                [Node { value: Value::Text(text), .. }] => problem.help(message!(
                    "write it without brackets: `{key} = \"{text}\"`",
                    "请去掉方括号：`{key} = \"{text}\"`"
                )),
                _ => problem,
            },
            _ => problem,
        });
    }
}

/// One table that is being read.
pub(crate) struct Fields<'a> {
    pub(crate) place: Place,
    pub(crate) context: Context<'a>,
    entries: &'a Entries,
    what: Message,
    /// The keys that were asked for, each with its turn: where attributes are keys, there may be thousands.
    asked: RefCell<BTreeMap<String, usize>>,
}

impl<'a> Fields<'a> {
    /// Begins to read a table, called `what` in messages; a problem if it is none.
    pub(crate) fn open(node: &'a Node, what: Message, context: Context<'a>) -> Option<Self> {
        let Some(entries) = node.table() else {
            context.wrong_kind(node, &what, "", &types::TABLE);
            return None;
        };
        Some(Self { place: node.place, context, entries, what, asked: RefCell::default() })
    }

    /// The same for a table that is called by its key.
    pub(crate) fn open_key(node: &'a Node, key: &str, context: Context<'a>) -> Option<Self> {
        Self::open(node, called(key), context)
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains_key(key) {
            let place = asked.len();
            asked.insert(key.to_owned(), place);
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
            let message = message!("{what} has no `{key}`", "{what}缺少 `{key}`"; what = self.what);
            self.context.problems.error(Code::MissingKey, self.place, message);
        }
    }

    /// Reports a fact without a source.
    pub(crate) fn missing_source(&self) {
        let message = message!(
            "{what} has no `source`: say who says so and when",
            "{what}缺少 `source`：请注明出处和日期";
            what = self.what
        );
        let problem = Diagnostic::error(Code::MissingSource, self.place, message);
        self.context.problems.push(problem.help(message!(
            "`source = {{ url = \"…\", as-of = 2026-09-15, kind = \"independent\" }}`, or `{{ kind = \"own\", as-of = … }}`",
            "`source = {{ url = \"…\", as-of = 2026-09-15, kind = \"independent\" }}`，或 `{{ kind = \"own\", as-of = … }}`"
        )));
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
    pub(crate) fn rest(&self) -> impl Iterator<Item = (&'a str, Place, &'a Node)> + use<'a> {
        let asked = self.asked.borrow().clone();
        let entries = self.entries;
        entries
            .iter()
            .filter(move |(key, _)| !asked.contains_key(*key))
            .map(|(key, (place, node))| (key.as_str(), *place, node))
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        let mut known: Vec<_> = asked.iter().map(|(key, place)| (place, key.as_str())).collect();
        known.sort_unstable();
        for (key, place, _) in self.rest() {
            let message = message!("{what} takes no `{key}`", "{what}没有 `{key}` 这个键"; what = self.what);
            let problem = Diagnostic::error(Code::UnknownKey, place, message);
            self.context.problems.guess(problem, key, known.iter().map(|&(_, key)| key));
        }
    }
}

/// What to call a table or a value by its key; in Chinese a blank stands between code and words.
fn called(key: &str) -> Message {
    message!("`{key}`", "`{key}` ")
}

/// An id that satisfies its grammar.
pub(crate) fn check_id(text: &str, place: Place, grammar: Grammar, context: Context<'_>) -> Option<Str> {
    if text.len() > limits::ID {
        let (found, most) = (text.len(), limits::ID);
        let message = message!("an id of {found} letters", "这个 id 有 {found} 个字符");
        let help = message!("an id has at most {most}", "id 最多 {most} 个字符");
        context.problems.push(Diagnostic::error(Code::TooLarge, place, message).help(help));
        return None;
    }
    if grammar.accepts(text) {
        return Some(Str::from(text.to_owned()));
    }
    let written = clean(text);
    let message = message!("`{written}` is not an id", "`{written}` 不是合法的 id");
    let help = message!("an id has {letters}", "id 可用{letters}"; letters = grammar.describe());
    context.problems.push(Diagnostic::error(Code::BadId, place, message).help(help));
    None
}

/// `{ en, zh }`
pub(crate) fn both(node: &Node, key: &str, context: Context<'_>) -> Option<Text> {
    if node.table().is_none() {
        let text = node.text().map_or("…".to_owned(), clean);
        let message = message!(
            "`{key}` must be a text by language, but this is {found}", "`{key}` 应按语言分别给出，实际是{found}";
            found = node.describe()
        );
        let problem = Diagnostic::error(Code::WrongType, node.place, message);
        let both = if context.files.layer(node.place) == 0 { ", zh = \"…\"" } else { "" };
        let help = format!("`{key} = {{ en = \"{text}\"{both} }}`");
        context.problems.push(problem.help(Message::same(help)));
        return None;
    }
    let fields = Fields::open_key(node, key, context)?;
    let (en, zh) = (fields.text("en"), fields.text("zh"));
    fields.finish();
    if context.files.layer(node.place) == 0 {
        for (text, lang) in [(&en, "en"), (&zh, "zh")] {
            if text.is_none() && !fields.has(lang) {
                let message = message!("`{key}` has no `{lang}`", "`{key}` 缺少 `{lang}`");
                context.problems.error(Code::MissingText, node.place, message);
            }
        }
    } else if !fields.has("en") && !fields.has("zh") {
        let message = message!("`{key}` has no text", "`{key}` 没有文字");
        let problem = Diagnostic::error(Code::MissingText, node.place, message);
        context
            .problems
            .push(problem.help(message!("give `en`, `zh` or both", "请给出 `en` 或 `zh`，或两者都给出")));
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
            context.wrong_type(node, key, &types::NUMBER);
            return None;
        }
    };
    if range.contains(&number) {
        return Some(number);
    }
    absurd(node, key, shown(number), range, context);
    None
}

/// A number as a person would write it: not with three hundred digits.
fn shown(number: f64) -> String {
    let plain = number == 0.0 || !number.is_finite() || (1e-6..1e15).contains(&number.abs());
    if plain { number.to_string() } else { format!("{number:e}") }
}

/// Reports a number out of its range.
fn absurd<N: Display>(
    node: &Node,
    key: &str,
    number: impl Display,
    range: RangeInclusive<N>,
    context: Context<'_>,
) {
    let (min, max) = range.into_inner();
    let message = message!("`{key}` cannot be {number}", "`{key}` 不能是 {number}");
    let help = message!("from {min} to {max}", "范围是 {min} 至 {max}");
    context.problems.push(Diagnostic::error(Code::AbsurdNumber, node.place, message).help(help));
}

/// A whole number within a range.
pub(crate) fn whole(node: &Node, key: &str, range: RangeInclusive<i64>, context: Context<'_>) -> Option<i64> {
    let number = match node.value {
        Value::Integer(number) => number,
        Value::Float(number) if number.abs() < 1e15 => {
            context.wrong_type(node, key, &types::WHOLE_NUMBER);
            return None;
        }
        Value::Float(number) => {
            absurd(node, key, shown(number), range, context);
            return None;
        }
        _ => {
            context.wrong_type(node, key, &types::WHOLE_NUMBER);
            return None;
        }
    };
    if range.contains(&number) {
        return Some(number);
    }
    absurd(node, key, number, range, context);
    None
}

/// A date, or a string with as much of one as is known.
pub(crate) fn date(node: &Node, key: &str, context: Context<'_>) -> Option<Date> {
    let date = match &node.value {
        Value::Date(date) => Some(*date),
        Value::Text(text) => Date::parse(text),
        _ => {
            context.wrong_type(node, key, &types::DATE);
            return None;
        }
    };
    if date.is_none() {
        let message = message!("`{key}` is not a date", "`{key}` 不是日期");
        let help = message!(
            "a date is 2026-09-15, or \"2026-09\" or \"2026\" where no more is known",
            "日期写成 2026-09-15；只知道年月或年份时写 \"2026-09\" 或 \"2026\""
        );
        context.problems.push(Diagnostic::error(Code::BadDate, node.place, message).help(help));
    }
    date
}

/// The items of a list.
pub(crate) fn list<'a>(node: &'a Node, key: &str, context: Context<'_>) -> &'a [Node] {
    if let Value::List(items) = &node.value {
        return items;
    }
    context.wrong_type(node, key, &types::LIST);
    &[]
}

/// The items of a list, or none of them and a problem if there are more than are read.
pub(crate) fn not_above<'a>(items: &'a [Node], key: &str, most: usize, context: Context<'_>) -> &'a [Node] {
    let Some(first) = items.get(most) else { return items };
    too_many(first.place, key, items.len(), most, context);
    &[]
}

/// Reports more of something than are read.
pub(crate) fn too_many(place: Place, key: &str, count: usize, most: usize, context: Context<'_>) {
    let message = message!("there are more than {most} of `{key}`", "`{key}` 超过 {most} 个");
    let help = message!(
        "of these {count} at most {most} are read: leave some out, or say with one what several say",
        "这里共有 {count} 个，最多读取 {most} 个：请去掉一些，或把相近的合并"
    );
    context.problems.push(Diagnostic::error(Code::TooLarge, place, message).help(help));
}

/// A string with its place.
pub(crate) fn word(node: &Node, key: &str, context: Context<'_>) -> Option<(Place, Str)> {
    let text = node.text();
    if text.is_none() {
        context.wrong_type(node, key, &types::STRING);
    }
    text.map(|text| (node.place, Str::from(clean(text))))
}
