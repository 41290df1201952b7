//! Reads conditions: `when` over answers, `require`, `forbid` and `where` over candidates.

use super::attributes::{Ids, known_id, known_word};
use super::context::Context;
use super::entries::Entries;
use super::fields::Fields;
use super::names::find;
use super::tree::{Node, Value as Written};
use super::types;
use super::values;
use crate::describing::attribute::{Attribute, Kind as AttributeKind, Value, Words};
use crate::describing::question::{Kind, Question};
use crate::stating::all::All;
use crate::stating::condition::{Bound, Clause, Masks, OPERATORS, Operand, Requires, Test};
use crate::stating::limits;
use crate::words::diagnostic::{Code, Diagnostic, Place};
use crate::words::list::List;
use crate::words::message::{Message, message};
use crate::words::shown::clean;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// What conditions are checked against.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'a> {
    pub(crate) questions: &'a Table<Question>,
    pub(crate) attributes: &'a Table<Attribute>,
    /// The ids of each part of the catalogue that words can name.
    pub(crate) ids: Ids<'a>,
    pub(crate) context: Context<'a>,
}

/// Reads the clauses of one table with `clause`; `None` if one of them names what is not there.
fn clauses<C>(
    node: &Node,
    what: &str,
    context: Context<'_>,
    clause: impl Fn(&str, Place, &Node) -> Option<C>,
) -> Option<List<C>> {
    let Some(entries) = node.table() else {
        context.wrong_type(node, what, &types::TABLE);
        return None;
    };
    let read: Vec<_> = entries.iter().map(|(key, (place, node))| clause(&key, *place, node)).collect();
    read.into_iter().collect()
}

/// `KEY` and `[[…KEY-any]]` of a table, read with `clause`.
fn both<C>(
    fields: &Fields<'_>,
    (key, any): (&'static str, &'static str),
    clause: impl Fn(&str, Place, &Node) -> Option<C>,
) -> Option<All<C>> {
    let all = match fields.get(key) {
        Some(node) => clauses(node, key, fields.context, &clause),
        None => Some(List::default()),
    };
    let any: Vec<_> = fields
        .list_to(any, limits::ALTERNATIVES)
        .iter()
        .map(|node| clauses(node, any, fields.context, &clause))
        .collect();
    Some(All { all: all?, any: any.into_iter().collect::<Option<_>>()? })
}

/// `when` and `[[…when-any]]`.
pub(crate) fn when(fields: &Fields<'_>, questions: &Table<Question>) -> Option<All<Clause>> {
    both(fields, ("when", "when-any"), |key, place, node| {
        answer_clause(key, place, node, questions, fields.context)
    })
}

fn answer_clause(
    key: &str,
    place: Place,
    node: &Node,
    questions: &Table<Question>,
    context: Context<'_>,
) -> Option<Clause> {
    let at = find(questions, key, place, context)?;
    let question = &questions[at];
    let closed = !matches!(question.kind, Kind::Number(_) | Kind::Money { .. });
    let choice = |node: &Node| {
        if !closed {
            let message = message!(
                "`{key}` is answered with a number, not with choices",
                "`{key}` 的答案是数字，不是选项"
            );
            let help = message!(
                "`{key} = {{ at-least = … }}` or `{{ at-most = … }}`",
                "`{key} = {{ at-least = … }}` 或 `{{ at-most = … }}`"
            );
            context.problems.push(Diagnostic::error(Code::WrongType, node.place, message).help(help));
            return None;
        }
        let (place, word) = values::word(node, key, context)?;
        let found = question.choice(&word);
        if found.is_none() {
            let message = message!("`{word}` is no choice of `{key}`", "`{key}` 没有 `{word}` 这个选项");
            context.unresolved(Code::UnknownChoice, place, &word, message, question.choice_ids());
        }
        found
    };
    let bound = |node: &Node| match question.kind {
        Kind::Number(_) | Kind::Money { .. } => values::number(node, key, limits::NUMBERS, context),
        _ => {
            let problem = Diagnostic::error(Code::WrongType, node.place, with_choices(key));
            context.problems.push(problem.help(Message::same(format!("`{key} = [\"…\"]`"))));
            None
        }
    };
    let test = test(key, node, "answered", context, &choice, &bound)?;
    Some(Clause { question: at, test })
}

fn with_choices(key: &str) -> Message {
    message!("`{key}` is answered with choices, not with a number", "`{key}` 的答案是选项，不是数字")
}

/// One operator and what it compares with.
#[expect(clippy::too_many_arguments, reason = "what is read, how, and where problems go")]
fn test<O, B>(
    key: &str,
    node: &Node,
    present: &'static str,
    context: Context<'_>,
    operand: &impl Fn(&Node) -> Option<O>,
    bound: &impl Fn(&Node) -> Option<B>,
) -> Option<Test<O, B>> {
    let operands = |node: &Node| -> Option<List<O>> {
        let Written::List(items) = &node.value else {
            context.wrong_type(node, key, &types::LIST);
            return None;
        };
        let items = values::not_above(items, key, limits::CHOICES, context);
        let read: Vec<_> = items.iter().map(operand).collect();
        let all = read.iter().all(Option::is_some);
        // What a higher layer disabled drops out of a list; a slip stops the rule.
        let kept: List<_> = read.into_iter().flatten().collect();
        (all || !kept.is_empty()).then_some(kept)
    };
    match &node.value {
        Written::List(_) => operands(node).map(Test::AnyOf),
        Written::Table(entries) => {
            let (operator, (place, value)) = only(entries, node, key, context)?;
            match operator.0 {
                "all-of" => operands(value).map(Test::AllOf),
                "none-of" => operands(value).map(Test::NoneOf),
                "at-least" => bound(value).map(Test::AtLeast),
                "at-most" => bound(value).map(Test::AtMost),
                word if word == present => {
                    if let Written::Flag(flag) = value.value {
                        Some(Test::Present(flag))
                    } else {
                        context.wrong_type(value, word, &types::FLAG);
                        None
                    }
                }
                word => {
                    let here = OPERATORS
                        .into_iter()
                        .filter(|word| !["answered", "known"].contains(word) || *word == present);
                    let message = message!("there is no operator `{word}`", "没有 `{word}` 这个运算符");
                    let problem = Diagnostic::error(Code::UnknownOperator, *place, message);
                    context.problems.push(match word {
                        "any-of" | "one-of" => problem.help(message!(
                            "a list means any of them: `… = [\"…\", \"…\"]`",
                            "列表即表示任选其一：`… = [\"…\", \"…\"]`"
                        )),
                        _ => problem.did_you_mean(word, here),
                    });
                    None
                }
            }
        }
        _ => {
            let wanted = Text::new("a list or a table with an operator", "列表，或带运算符的表");
            context.wrong_type(node, key, &wanted);
            None
        }
    }
}

fn only<'a>(
    entries: &'a Entries,
    node: &Node,
    key: &str,
    context: Context<'_>,
) -> Option<(Str, &'a (Place, Node))> {
    let mut entries = entries.iter();
    if let (Some(first), None) = (entries.next(), entries.next()) {
        Some(first)
    } else {
        let message = message!("`{key}` takes one operator here", "`{key}` 在这里只能有一个运算符");
        let help = message!("put the other condition into a rule of its own", "请把另一个条件写成单独的规则");
        context.problems.push(Diagnostic::error(Code::UnknownOperator, node.place, message).help(help));
        None
    }
}

/// `require` and `[[rule.require-any]]`, or `where` and `[[…where-any]]`.
pub(crate) fn requirement(
    fields: &Fields<'_>,
    keys: (&'static str, &'static str),
    vocabulary: Vocabulary<'_>,
) -> Option<All<Requires>> {
    both(fields, keys, |key, place, node| requires(key, place, node, vocabulary))
}

/// `forbid`.
pub(crate) fn forbid(fields: &Fields<'_>, vocabulary: Vocabulary<'_>) -> Option<List<Requires>> {
    match fields.get("forbid") {
        Some(node) => {
            clauses(node, "forbid", fields.context, |key, place, node| requires(key, place, node, vocabulary))
        }
        None => Some(List::default()),
    }
}

fn requires(key: &str, place: Place, node: &Node, vocabulary: Vocabulary<'_>) -> Option<Requires> {
    let context = vocabulary.context;
    let at = find(vocabulary.attributes, key, place, context)?;
    let attribute = &vocabulary.attributes[at];
    let operand = |node: &Node| operand(node, attribute, vocabulary);
    let bound = |node: &Node| bound(node, attribute, vocabulary);
    let test = test(key, node, "known", context, &operand, &bound)?;
    let ordered = matches!(attribute.kind, AttributeKind::Number { .. } | AttributeKind::Date);
    if matches!(test, Test::AtLeast(_) | Test::AtMost(_)) && !ordered {
        let message = message!(
            "`{key}` is no number and no date, so it has no `at-least` and `at-most`",
            "`{key}` 既不是数字也不是日期，不能用 `at-least` 和 `at-most`"
        );
        context.problems.error(Code::WrongType, node.place, message);
        return None;
    }
    Some(Requires { attribute: at, test, masks: Masks::None })
}

/// `"$question"` or `"prefix:$question"`.
#[expect(clippy::option_option, reason = "outside: whether it could be read; inside: whether there is one")]
fn reference(node: &Node, vocabulary: Vocabulary<'_>) -> Option<Option<(Str, Ix<Question>)>> {
    let Some((prefix, name)) = node.text().and_then(|text| text.split_once('$')) else { return Some(None) };
    let question = find(vocabulary.questions, name, node.place, vocabulary.context)?;
    Some(Some((Str::from(clean(prefix)), question)))
}

fn operand(node: &Node, attribute: &Attribute, vocabulary: Vocabulary<'_>) -> Option<Operand> {
    let context = vocabulary.context;
    if let Some((prefix, question)) = reference(node, vocabulary)? {
        return Some(Operand::Answer { prefix, question });
    }
    let key = &*attribute.id;
    let value = match &attribute.kind {
        AttributeKind::Word(words) | AttributeKind::Words(words) => {
            let word = known_word(node, key, words, context)?;
            if let Words::From(part) = words
                && !known_id(&word, node.place, *part, vocabulary.ids, context)
            {
                return None;
            }
            Value::Word(word)
        }
        _ => super::attributes::value(node, attribute, context)?,
    };
    Some(Operand::Value(value))
}

fn bound(node: &Node, attribute: &Attribute, vocabulary: Vocabulary<'_>) -> Option<Bound> {
    if let Some((_, question)) = reference(node, vocabulary)? {
        let asked = &vocabulary.questions[question];
        if matches!(asked.kind, Kind::Number(_) | Kind::Money { .. }) {
            return Some(Bound::Answer(question));
        }
        vocabulary.context.problems.error(Code::WrongType, node.place, with_choices(&asked.id));
        return None;
    }
    match attribute.kind {
        #[expect(clippy::cast_precision_loss, reason = "days of this era are far below 2^52")]
        AttributeKind::Date => values::date(node, &attribute.id, vocabulary.context)
            .map(|date| Bound::Number(date.days() as f64)),
        _ => values::number(node, &attribute.id, limits::NUMBERS, vocabulary.context).map(Bound::Number),
    }
}
