//! Reads `[[invariant]]`.

use super::conditions::{self, Vocabulary};
use super::fields::Fields;
use super::names::find;
use super::values;
use crate::describing::attribute::Kind;
use crate::describing::criterion::Criterion;
use crate::describing::question::Kind as Asked;
use crate::stating::invariant::{Invariant, Must};
use crate::words::diagnostic::{Code, Diagnostic};
use crate::words::id::Grammar;
use crate::words::message::message;
use crate::words::table::Table;

/// One invariant.
pub(crate) fn invariant(
    fields: &Fields<'_>,
    vocabulary: Vocabulary<'_>,
    criteria: &Table<Criterion>,
) -> Option<Invariant> {
    let id = fields.id("id", Grammar::Kebab);
    let because = fields.need_both("because");
    let when = conditions::when(fields, vocabulary.questions);
    let never = conditions::requirement(fields, ("never", "never-any"), vocabulary);
    let always = conditions::requirement(fields, ("always", "always-any"), vocabulary);
    let monotone = fields.get("monotone").map(|_| monotone(fields, vocabulary, criteria));
    let (never, always) = (never?, always?);
    let mut stated = Vec::new();
    if !never.is_empty() {
        stated.push(Must::Never(never));
    }
    if !always.is_empty() {
        stated.push(Must::Always(always));
    }
    if let Some(monotone) = monotone {
        stated.push(monotone?);
    }
    if stated.len() != 1 {
        let message = match stated.len() {
            0 => message!("this invariant states nothing", "这个约束什么也没有规定"),
            count => message!("this invariant states {count} things", "这个约束规定了 {count} 件事"),
        };
        let help = message!(
            "it takes one of `never`, `always` and `monotone`",
            "请写 `never`、`always`、`monotone` 之一"
        );
        fields.context.problems.push(Diagnostic::error(Code::MissingKey, fields.place, message).help(help));
        return None;
    }
    Some(Invariant { id: id?, because, when: when?, must: stated.pop()? })
}

/// `{ weight = "cost", never-raises = "monthly-cost" }` or `{ answer = "budget" }`.
fn monotone(fields: &Fields<'_>, vocabulary: Vocabulary<'_>, criteria: &Table<Criterion>) -> Option<Must> {
    let context = fields.context;
    let inner = Fields::open_key(fields.get("monotone")?, "monotone", context)?;
    let must = if let Some(node) = inner.get("answer") {
        let (place, word) = values::word(node, "answer", context)?;
        let more = find(vocabulary.questions, &word, place, context)?;
        if !matches!(vocabulary.questions[more].kind, Asked::Number(_) | Asked::Money { .. }) {
            let message = message!("`{word}` is not answered with a number", "`{word}` 的答案不是数字");
            context.problems.error(Code::WrongType, place, message);
            return None;
        }
        Must::Answer { more }
    } else {
        let (place, word) = values::word(inner.need("weight")?, "weight", context)?;
        let more = find(criteria, &word, place, context)?;
        let (place, word) = values::word(inner.need("never-raises")?, "never-raises", context)?;
        let never_raises = find(vocabulary.attributes, &word, place, context)?;
        if !matches!(vocabulary.attributes[never_raises].kind, Kind::Number { .. }) {
            let message = message!("`{word}` is not a number", "`{word}` 不是数字");
            context.problems.error(Code::WrongType, place, message);
            return None;
        }
        Must::Weight { more, never_raises }
    };
    inner.finish();
    Some(must)
}
