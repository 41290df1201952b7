//! Reads answers: from flags, word by word, and from a file.

use std::cell::RefCell;

use super::context::Context;
use super::fields::Fields;
use super::file::{Files, Part};
use super::merge::Disabled;
use super::tree::{self, Node, Value};
use super::types;
use super::values;
use crate::describing::question::{Kind, Question};
use crate::stating::answer::{Answer, Answers, Origin};
use crate::stating::knowledge::Knowledge;
use crate::words::diagnostic::{Code, Diagnostic, Problems};
use crate::words::message::{Message, listed, message};
use crate::words::shown::clean;
use crate::words::suggest::{did_you_mean, nearest};
use crate::words::table::Ix;
use crate::words::text::Text;

/// Why a word is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAnswer {
    /// What kind of mistake it is.
    pub code: Code,
    /// What is wrong with it.
    pub message: Message,
    /// What would be right.
    pub help: Option<Message>,
}

impl NoAnswer {
    fn new(code: Code, message: Message) -> Self {
        Self { code, message, help: None }
    }
}

/// The answer that one word gives; several choices may be joined by commas where a question takes several.
pub fn parse(written: &str, question: &Question, knowledge: &Knowledge) -> Result<Answer, NoAnswer> {
    match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => {
            let words: Vec<_> = if question.many() { written.split(',').collect() } else { vec![written] };
            let read = |word: &&str| choice(word.trim(), question, knowledge);
            choices(words.iter().map(read).collect::<Result<_, _>>()?, question)
        }
        Kind::Number(number) => {
            let value = plain_number(written).ok_or_else(|| {
                let written = clean(written);
                let message = message!("`{written}` is not a number", "`{written}` 不是数字");
                NoAnswer::new(Code::WrongType, message)
            })?;
            within(value, number.min, number.max, &number.unit).map(Answer::Number)
        }
        Kind::Money { min, max, .. } => money(written, (*min, *max), knowledge),
    }
}

/// A finite number, digits grouped by `_` if at all.
fn plain_number(written: &str) -> Option<f64> {
    written.replace('_', "").parse().ok().filter(|number: &f64| number.is_finite())
}

fn within(value: f64, min: f64, max: f64, unit: &Text) -> Result<f64, NoAnswer> {
    if (min..=max).contains(&value) {
        return Ok(value);
    }
    let behind = |unit: &str| if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let unit = Message { en: behind(&unit.en), zh: behind(&unit.zh) };
    Err(NoAnswer {
        code: Code::AbsurdNumber,
        message: message!("{value} is out of range", "{value} 超出范围"),
        help: Some(message!("from {min} to {max}{unit}", "范围是 {min} 至 {max}{unit}"; unit = unit)),
    })
}

/// More ids than this hide the answer instead of giving it.
const FEW: usize = 40;

fn choice(word: &str, question: &Question, knowledge: &Knowledge) -> Result<u16, NoAnswer> {
    if let Some(choice) = question.choice(word) {
        return Ok(choice);
    }
    if matches!(question.kind, Kind::Choices { from: Some(crate::describing::question::From::Models), .. })
        && let Some(choice) = by_alias(word, question, knowledge)
    {
        return Ok(choice);
    }
    let ids: Vec<_> = question.choice_ids().collect();
    let help = match nearest(word, ids.iter().copied()) {
        Some(near) => Some(did_you_mean(near)),
        None if ids.len() <= FEW => Some(one_of(ids)),
        None => None,
    };
    let (word, id) = (clean(word), question.id);
    let message = message!("`{word}` is no choice of `{id}`", "`{id}` 没有 `{word}` 这个选项");
    Err(NoAnswer { code: Code::UnknownChoice, message, help })
}

fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Message {
    message!("one of {words}", "可选：{words}"; words = listed(words))
}

/// A model by its name or by another word for it, if only one has it.
fn by_alias(word: &str, question: &Question, knowledge: &Knowledge) -> Option<u16> {
    let &[found] = knowledge.catalog.called(word).as_slice() else { return None };
    question.choice(&knowledge.catalog.models[found].id)
}

fn choices(mut chosen: Vec<u16>, question: &Question) -> Result<Answer, NoAnswer> {
    let id = question.id;
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        let message = message!("`{id}` has no choice", "`{id}` 没有给出选项");
        return Err(NoAnswer::new(Code::UnknownChoice, message));
    }
    if chosen.len() > 1 && !question.many() {
        let message = message!("`{id}` takes one choice", "`{id}` 只能选一项");
        return Err(NoAnswer::new(Code::WrongType, message));
    }
    Ok(Answer::Choices(chosen))
}

/// `300`, `300usd` or `2000cny`.
fn money(written: &str, (min, max): (f64, f64), knowledge: &Knowledge) -> Result<Answer, NoAnswer> {
    let lower = written.trim().to_lowercase();
    let letters = lower.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(lower.len());
    let (digits, suffix) = lower.split_at_checked(letters).unwrap_or((&lower, ""));
    // A word without a number is no amount of any currency.
    let rate = if digits.trim().is_empty() || suffix.is_empty() || suffix == "usd" {
        Some(("USD".to_owned(), 1.0))
    } else {
        let mut known = knowledge.catalog.currencies.iter();
        known
            .find(|entry| entry.id.to_lowercase() == suffix)
            .map(|entry| (entry.id.to_string(), entry.per_usd))
    };
    let Some((currency, per_usd)) = rate else {
        let known = knowledge.catalog.currencies.iter().map(|entry| entry.id.to_lowercase());
        let known: Vec<_> = std::iter::once("usd".to_owned()).chain(known.filter(|id| id != "usd")).collect();
        let suffix = clean(suffix);
        return Err(NoAnswer {
            code: Code::UnknownId,
            message: message!("`{suffix}` is no currency that is known here", "不认识货币 `{suffix}`"),
            help: Some(one_of(known.iter().map(String::as_str))),
        });
    };
    let amount = plain_number(digits.trim()).ok_or_else(|| {
        let written = clean(written);
        NoAnswer {
            code: Code::WrongType,
            message: message!("`{written}` is not an amount", "`{written}` 不是金额"),
            help: Some(message!(
                "an amount is `300`, `300usd` or `2000cny`",
                "金额写成 `300`、`300usd` 或 `2000cny`"
            )),
        }
    })?;
    let usd = within(amount / per_usd, min, max, &Text::new("US dollars", "美元"))?;
    Ok(Answer::Money { amount, currency, usd })
}

/// Reads an answers file that is among the files already. Every mistake in it is a problem.
pub fn read(files: &Files, number: u32, knowledge: &Knowledge, problems: &Problems) -> Answers {
    let Some((_, file)) = files.iter().find(|(at, file)| *at == number && file.part == Part::Answers) else {
        return Answers::default();
    };
    let node = tree::parse(file.text, number, problems);
    let disabled = Disabled::default();
    let broken = RefCell::default();
    let context = Context { files, disabled: &disabled, broken: &broken, problems };
    let what = message!("an answers file", "答案文件");
    Fields::open(&node, what, context).map_or_else(Answers::default, |fields| given(&fields, knowledge))
}

/// The answers of a table whose keys are questions.
pub(crate) fn given(fields: &Fields<'_>, knowledge: &Knowledge) -> Answers {
    let mut answers = Answers::default();
    let context = fields.context;
    for (key, place, node) in fields.rest() {
        let Some(at) = knowledge.question(key) else {
            let message = message!("there is no question `{key}`", "没有 `{key}` 这个问题");
            let known = knowledge.questions.iter().map(|question| &*question.id);
            let problem = Diagnostic::error(Code::UnknownQuestion, place, message);
            context.problems.guess(problem, key, known);
            continue;
        };
        if let Some(answer) = value(node, at, knowledge, context) {
            answers.set(at, answer, Origin::File);
        }
    }
    answers
}

fn value(node: &Node, at: Ix<Question>, knowledge: &Knowledge, context: Context<'_>) -> Option<Answer> {
    let question = &knowledge.questions[at];
    let closed = matches!(question.kind, Kind::Choices { .. });
    let read = match &node.value {
        Value::Text(text) => parse(text, question, knowledge),
        Value::Flag(flag) if matches!(question.kind, Kind::YesNo) => {
            Ok(Answer::Choices(vec![u16::from(!flag)]))
        }
        Value::Integer(number) if !closed => parse(&number.to_string(), question, knowledge),
        Value::Float(number) if !closed => parse(&number.to_string(), question, knowledge),
        Value::List(items) if question.many() => {
            let words = items.iter().filter_map(|item| values::word(item, &question.id, context));
            let read: Vec<_> = words
                .filter_map(|(place, word)| match choice(&word, question, knowledge) {
                    Ok(choice) => Some(choice),
                    Err(wrong) => {
                        report(wrong, place, context);
                        None
                    }
                })
                .collect();
            if read.len() < items.len() {
                return None;
            }
            choices(read, question)
        }
        _ => {
            let wanted = match &question.kind {
                Kind::Choices { many: true, .. } => Text::new("a list of choices", "选项的列表"),
                Kind::Choices { .. } => {
                    Text::new("the id of a choice in quotes", "某个选项的 id，写在引号里")
                }
                Kind::YesNo => types::FLAG,
                Kind::Number(_) => types::NUMBER,
                Kind::Money { .. } => {
                    Text::new("a number, or an amount such as \"2000cny\"", "数字，或形如 \"2000cny\" 的金额")
                }
            };
            context.wrong_type(node, &question.id, &wanted);
            return None;
        }
    };
    read.map_err(|wrong| report(wrong, node.place, context)).ok()
}

fn report(wrong: NoAnswer, place: crate::words::diagnostic::Place, context: Context<'_>) {
    let problem = Diagnostic::error(wrong.code, place, wrong.message);
    context.problems.push(Diagnostic { help: wrong.help, ..problem });
}
