//! A TOML document as a tree in which every key and value knows where it stands. Names `toml`.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entries::Entries;
use super::types;
use crate::stating::limits;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Place, Problems};
use crate::words::message::message;
use crate::words::shown::clean;
use crate::words::str::Str;
use crate::words::text::Text;

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) place: Place,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(Str),
    Integer(i64),
    Float(f64),
    Flag(bool),
    Date(Date),
    List(Vec<Node>),
    Table(Entries),
}

impl Node {
    /// What to call its type in a message.
    pub(crate) fn describe(&self) -> Text {
        match self.value {
            Value::Text(_) => types::STRING,
            Value::Integer(_) => types::WHOLE_NUMBER,
            Value::Float(_) => types::DECIMAL_NUMBER,
            Value::Flag(_) => types::FLAG,
            Value::Date(_) => types::DATE,
            Value::List(_) => types::LIST,
            Value::Table(_) => types::TABLE,
        }
    }

    /// Its entries, if it is a table.
    pub(crate) fn table(&self) -> Option<&Entries> {
        match &self.value {
            Value::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text under a key, if it is a table that has one there.
    pub(crate) fn text_at(&self, key: &str) -> Option<&'static str> {
        self.table()?.get(key)?.1.text()
    }

    /// Its text, if it is a string.
    pub(crate) fn text(&self) -> Option<&'static str> {
        match &self.value {
            Value::Text(text) => Some(text.0),
            _ => None,
        }
    }
}

/// Reads one file; every mistake in it is a problem, and what can be read is given all the same.
pub(crate) fn parse(text: Str, file: u32, problems: &Problems) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text.0);
    let mut told = None;
    for error in errors {
        // What is said a second time of one place follows from the first.
        let span = error.span().unwrap_or(0..0);
        if told.replace(span.start) == Some(span.start) {
            continue;
        }
        let said = error.message().to_lowercase();
        let said = clean(&said);
        // Two parts of `toml` say so in their own words.
        if said.contains("recurs") {
            problems.error(Code::TooLarge, place(file, &span), message!("nested too deeply", "嵌套过深"));
            continue;
        }
        problems.error(Code::Syntax, place(file, &span), message!("{said}", "TOML 语法有误：{said}"));
    }
    let span = place(file, &table.span());
    let entries = convert_table(table.into_inner(), file, problems);
    Node { place: span, value: Value::Table(entries) }
}

fn place(file: u32, span: &Range<usize>) -> Place {
    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Place { file, start: at(span.start), end: at(span.end) }
}

/// Reports a text that nobody would read.
fn check_length(text: &str, place: Place, problems: &Problems) {
    if text.len() > limits::TEXT {
        let (found, most) = (text.len(), limits::TEXT);
        let message = message!(
            "a text of {found} bytes; at most {most} are read",
            "这段文字有 {found} 字节，最多只读取 {most} 字节"
        );
        problems.error(Code::TooLarge, place, message);
    }
}

fn convert_table(table: DeTable<'static>, file: u32, problems: &Problems) -> Entries {
    let entry = |(key, value): (Spanned<Cow<'static, str>>, _)| {
        let at = place(file, &key.span());
        let key = Str::from(key.into_inner());
        check_length(&key, at, problems);
        // No key that means something has such letters; cleaned, none reaches the screen by way of a message.
        Some((Str::from(clean(key.0)), (at, convert(value, file, problems)?)))
    };
    table.into_iter().filter_map(entry).collect()
}

fn convert(value: Spanned<DeValue<'static>>, file: u32, problems: &Problems) -> Option<Node> {
    let place = place(file, &value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => {
            check_length(&text, place, problems);
            Value::Text(text.into())
        }
        DeValue::Boolean(flag) => Value::Flag(flag),
        // A number that nothing takes is left to whoever reads the key: it knows what would be right.
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Datetime(moment) => {
            // A date that does not exist was told as a slip of syntax.
            if moment.date.is_none() && moment.time.is_none() {
                return None;
            }
            let date = moment.date.filter(|_| moment.time.is_none());
            let Some(date) = date.and_then(|date| Date::new(date.year, date.month, date.day)) else {
                let message = message!(
                    "`{moment}` is not a date such as 2026-09-15",
                    "`{moment}` 不是形如 2026-09-15 的日期"
                );
                problems.error(Code::BadDate, place, message);
                return None;
            };
            Value::Date(date)
        }
        DeValue::Array(items) => {
            // Not collected in place: the list would keep the room that the parser's larger values took.
            let mut list = Vec::with_capacity(items.len());
            list.extend(items.into_iter().filter_map(|item| convert(item, file, problems)));
            Value::List(list)
        }
        DeValue::Table(table) => Value::Table(convert_table(table, file, problems)),
    };
    Some(Node { place, value })
}
