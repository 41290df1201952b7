//! Reads one value: a number within its range, a date, a list, a word, an id.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::context::Context;
use super::tree::{Node, Value};
use super::types;
use crate::stating::limits;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Place};
use crate::words::id::Grammar;
use crate::words::message::message;
use crate::words::shown::clean;
use crate::words::str::Str;

/// Whether an id satisfies its grammar; a problem if it does not.
pub(crate) fn check_id(text: &str, place: Place, grammar: Grammar, context: Context<'_>) -> bool {
    if text.len() > limits::ID {
        let (found, most) = (text.len(), limits::ID);
        let message = message!("an id of {found} letters", "这个 id 有 {found} 个字符");
        let help = message!("an id has at most {most}", "id 最多 {most} 个字符");
        context.problems.push(Diagnostic::error(Code::TooLarge, place, message).help(help));
        return false;
    }
    if grammar.accepts(text) {
        return true;
    }
    let written = clean(text);
    let message = message!("`{written}` is not an id", "`{written}` 不是合法的 id");
    let help = message!("an id has {letters}", "id 可用{letters}"; letters = grammar.describe());
    context.problems.push(Diagnostic::error(Code::BadId, place, message).help(help));
    false
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
