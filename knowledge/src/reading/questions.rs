//! Reads `[[heading]]` and `[[question]]`.

use std::collections::BTreeSet;

use super::conditions;
use super::context::Context;
use super::fields::Fields;
use super::names::find;
use super::tree::Node;
use super::values;
use crate::describing::question::{AssumeBy, Choice, From, Heading, Kind, Number, Question, RESERVED};
use crate::stating::condition::Condition;
use crate::stating::limits;
use crate::words::diagnostic::{Code, Place};
use crate::words::id::Grammar;
use crate::words::list::List;
use crate::words::message::{listed, message};
use crate::words::table::{Ix, Table};

/// The choices that the catalogue gives to questions.
pub(crate) type Given<'a> = &'a dyn Fn(From) -> Vec<Choice>;

/// One heading.
pub(crate) fn heading(fields: &Fields<'_>) -> Option<Heading> {
    Some(Heading { id: fields.id("id", Grammar::Kebab)?, label: fields.need_both("label")? })
}

/// One question, without its condition and what it assumes by other questions: those need all questions.
pub(crate) fn question(fields: &Fields<'_>, headings: &Table<Heading>, given: Given<'_>) -> Option<Question> {
    let id = fields.id("id", Grammar::Kebab);
    if let Some(id) = id.as_deref().filter(|id| RESERVED.contains(id)) {
        let place = fields.get("id").map_or(fields.place, |node| node.place);
        let message = message!(
            "a question cannot be called `{id}`: the program has a flag `--{id}`",
            "问题不能叫 `{id}`：程序已有 `--{id}` 参数"
        );
        fields.context.problems.error(Code::ReservedId, place, message);
    }
    let heading = fields.get("heading").and_then(|node| {
        let (place, word) = values::word(node, "heading", fields.context)?;
        find(headings, &word, place, fields.context)
    });
    let (ask, help) = (fields.need_both("ask"), fields.need_both("help"));
    fields.get("when");
    fields.get("when-any");
    let core = fields.flag("core");
    fields.allow();
    let kind = kind(fields, given);
    Some(Question {
        id: id?,
        heading,
        core,
        ask: ask?,
        help: help?,
        kind: kind?,
        when: Condition::default(),
        readers: List::default(),
    })
}

fn kind(fields: &Fields<'_>, given: Given<'_>) -> Option<Kind> {
    let many = fields.flag("many");
    let yes_no = fields.flag("yes-no");
    let kinds = ["choices", "choices-from", "number", "money"];
    let there: Vec<_> = kinds.into_iter().filter(|key| fields.get(key).is_some()).collect();
    match (there.as_slice(), yes_no) {
        (["choices"], false) => {
            let listed = fields.list_to("choices", limits::CHOICES);
            let choices: Vec<_> = listed.iter().filter_map(|node| choice(node, fields)).collect();
            if choices.is_empty() {
                let message = message!("`choices` is empty", "`choices` 是空的");
                fields.context.problems.error(Code::MissingKey, fields.place_of("choices"), message);
            }
            Some(Kind::Choices { choices: choices.into(), many, from: None })
        }
        (["choices-from"], false) => {
            let from = fields.one_of("choices-from", &limits::FROM)?;
            Some(Kind::Choices { choices: given(from).into(), many, from: Some(from) })
        }
        (["number"], false) => number(fields.get("number")?, fields),
        (["money"], false) => {
            let inner = Fields::open_key(fields.get("money")?, "money", fields.context)?;
            let (min, max) = (inner.number("min", limits::MONEY), inner.number("max", limits::MONEY));
            let probe = probes(&inner);
            inner.finish();
            Some(Kind::Money { min: min.unwrap_or(0.0), max: max.unwrap_or(1e15), probe })
        }
        ([], true) => Some(Kind::YesNo),
        _ => {
            let message = message!(
                "a question needs exactly one of `choices`, `choices-from`, `number`, `money` and `yes-no = true`",
                "问题必须且只能有 `choices`、`choices-from`、`number`、`money`、`yes-no = true` 之一"
            );
            // Where a higher layer gives another kind, that is where it is to be mended.
            let given = kinds.into_iter().chain(["yes-no"]).filter(|key| fields.has(key));
            let place =
                given.map(|key| fields.place_of(key)).max_by_key(|at| fields.context.files.layer(*at));
            fields.context.problems.error(Code::MissingKey, place.unwrap_or(fields.place), message);
            None
        }
    }
}

fn probes(fields: &Fields<'_>) -> List<f64> {
    let read = |node| values::number(node, "probe", limits::NUMBERS, fields.context);
    fields.list_to("probe", limits::PROBES).iter().filter_map(read).collect()
}

fn choice(node: &Node, fields: &Fields<'_>) -> Option<Choice> {
    let inner = Fields::open(node, message!("this choice", "这个选项"), fields.context)?;
    let (id, label, help) = (inner.id("id", Grammar::Catalog), inner.need_both("label"), inner.both("help"));
    inner.allow();
    inner.finish();
    if label.is_none() {
        fields.context.broken.borrow_mut().extend(id.map(|id| id.to_string()));
    }
    Some(Choice { id: id?, label: label?, help })
}

fn number(node: &Node, fields: &Fields<'_>) -> Option<Kind> {
    let inner = Fields::open_key(node, "number", fields.context)?;
    let (min, max) = (inner.need_number("min", limits::NUMBERS), inner.need_number("max", limits::NUMBERS));
    let (min, max) = (min?, max?);
    if min > max {
        let message = message!("`min` is {min}, above `max`, {max}", "`min`（{min}）大于 `max`（{max}）");
        inner.context.problems.error(Code::AbsurdNumber, inner.place_of("min"), message);
        return None;
    }
    let assume = inner.number("assume", min..=max);
    let unit = inner.text_or_both("unit").unwrap_or_default();
    let probe = probes(&inner);
    inner.get("assume-by");
    inner.finish();
    Some(Kind::Number(Number { min, max, unit, assume, assume_by: List::default(), probe }))
}

/// What the condition and the `assume-by` of a question say, once all questions are known.
pub(crate) fn second_pass(fields: &Fields<'_>, questions: &Table<Question>) -> (Condition, Vec<AssumeBy>) {
    let when = conditions::when(fields, questions).unwrap_or_default();
    let by = fields
        .get("number")
        .and_then(|node| Fields::open_key(node, "number", fields.context))
        .and_then(|number| number.get("assume-by"))
        .and_then(|node| Fields::open_key(node, "assume-by", fields.context));
    let Some(by) = by else { return (when, Vec::new()) };
    let mut assumed = Vec::new();
    for (key, place, node) in by.rest() {
        let Some(at) = find(questions, key, place, fields.context) else { continue };
        let Some(choices) = Fields::open_key(node, key, fields.context) else { continue };
        for (word, place, node) in choices.rest() {
            let choice = questions[at].choice(word);
            if choice.is_none() {
                let message = message!("`{word}` is no choice of `{key}`", "`{key}` 没有 `{word}` 这个选项");
                let known = questions[at].choice_ids();
                fields.context.unresolved(Code::UnknownChoice, place, word, message, known);
            }
            let value = values::number(node, word, limits::ASSUMED, fields.context);
            if let (Some(choice), Some(value)) = (choice, value) {
                assumed.push(AssumeBy { question: at, choice, value });
            }
        }
    }
    (when, assumed)
}

/// Reports questions whose conditions wait for each other, each circle once.
pub(crate) fn check_circles(
    questions: &Table<Question>,
    place: impl Fn(&str) -> Place,
    context: Context<'_>,
) {
    for (start, question) in questions.enumerate() {
        /// A longer circle is told by its beginning.
        const NAMED: usize = 8;
        let Some(circle) = circle(start, questions) else { continue };
        let names: Vec<_> = circle.iter().map(|&at| &*questions[at].id).collect();
        let message = match names.as_slice() {
            [one] => {
                message!("the condition of `{one}` waits for itself", "`{one}` 的条件在等待它自己")
            }
            many if many.len() > NAMED => {
                let count = many.len();
                message!(
                    "the conditions of {count} questions wait for each other: {first} …",
                    "{count} 个问题的条件互相等待：{first} ……";
                    first = listed(many.iter().copied().take(NAMED))
                )
            }
            [first @ .., last] => message!(
                "the conditions of {first} and `{last}` wait for each other",
                "{first} 和 `{last}` 的条件互相等待";
                first = listed(first.iter().copied())
            ),
            [] => continue,
        };
        context.problems.error(Code::CircularCondition, place(&question.id), message);
    }
}

/// The shortest way from a question over the conditions back to itself, if there is one: every question on it. Those
/// before it are left to ways of their own.
fn circle(start: Ix<Question>, questions: &Table<Question>) -> Option<Vec<Ix<Question>>> {
    let mut ways = vec![vec![start]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in way.last().into_iter().flat_map(|&at| questions[at].when.clauses()) {
                if next.question == start {
                    return Some(way);
                }
                if next.question > start && seen.insert(next.question) {
                    longer.push(way.iter().copied().chain([next.question]).collect());
                }
            }
        }
        ways = longer;
    }
    None
}
