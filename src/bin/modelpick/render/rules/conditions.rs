//! Conditions in words. Ids stay as they are written in the files: whoever reads rules looks for them there.

use modelpick::knowledge::describing::attribute::{Kind, Value};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::all::All;
use modelpick::knowledge::stating::condition::{Bound, Clause, Operand, Requires, Test};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::{Lang, Text};

use crate::words::{self, fill};

/// Conditions in one language.
#[derive(Clone, Copy)]
pub(super) struct Conditions<'a> {
    pub(super) k: &'a Knowledge,
    pub(super) lang: Lang,
}

impl Conditions<'_> {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.in_lang(self.lang)
    }

    /// The answers on which a rule fires.
    pub(super) fn when(&self, condition: &All<Clause>) -> String {
        if condition.is_empty() {
            return self.say(&words::COND_ALWAYS).to_owned();
        }
        self.all(condition, |clause| {
            let question = &self.k.questions[clause.question];
            let choices =
                |listed: &[u16]| listed.iter().map(|&at| question.choice_id(at).to_owned()).collect();
            let test = match &clause.test {
                Test::AnyOf(listed) => Said::AnyOf(choices(listed)),
                Test::AllOf(listed) => Said::AllOf(choices(listed)),
                Test::NoneOf(listed) => Said::NoneOf(choices(listed)),
                Test::AtLeast(bound) => Said::AtLeast(bound.to_string()),
                Test::AtMost(bound) => Said::AtMost(bound.to_string()),
                Test::Present(true) => Said::Plain(&words::COND_ANSWERED),
                Test::Present(false) => Said::Plain(&words::COND_NOT_ANSWERED),
            };
            self.clause(&question.id, test)
        })
    }

    /// What is asked of a candidate.
    pub(super) fn requirement(&self, requirement: &All<Requires>) -> String {
        self.all(requirement, |clause| self.requires(clause))
    }

    /// What excludes a candidate when all of it holds.
    pub(super) fn every(&self, clauses: &[Requires]) -> String {
        let clauses: Vec<_> = clauses.iter().map(|clause| self.requires(clause)).collect();
        clauses.join(self.say(&words::COND_AND))
    }

    fn requires(&self, clause: &Requires) -> String {
        let operands = |operands: &[Operand]| operands.iter().map(|operand| self.operand(operand)).collect();
        let attribute = &self.k.attributes[clause.attribute];
        let dated = matches!(attribute.kind, Kind::Date);
        let test = match &clause.test {
            Test::AnyOf(listed) => Said::AnyOf(operands(listed)),
            Test::AllOf(listed) => Said::AllOf(operands(listed)),
            Test::NoneOf(listed) => Said::NoneOf(operands(listed)),
            Test::AtLeast(bound) => Said::AtLeast(self.bound(bound, dated)),
            Test::AtMost(bound) => Said::AtMost(self.bound(bound, dated)),
            Test::Present(true) => Said::Plain(&words::COND_KNOWN),
            Test::Present(false) => Said::Plain(&words::COND_NOT_KNOWN),
        };
        self.clause(&attribute.id, test)
    }

    fn all<C>(&self, condition: &All<C>, say: impl Fn(&C) -> String) -> String {
        let and = self.say(&words::COND_AND);
        let every = |clauses: &[C]| clauses.iter().map(&say).collect::<Vec<_>>().join(and);
        let mut parts: Vec<_> = condition.all.iter().map(&say).collect();
        if !condition.any.is_empty() {
            let alternatives: Vec<_> = condition.any.iter().map(|clauses| every(clauses)).collect();
            let alternatives = alternatives.join(self.say(&words::COND_OR_ELSE));
            let alone = parts.is_empty();
            parts.push(if alone {
                alternatives
            } else {
                fill(self.say(&words::COND_GROUP), &[("conditions", &alternatives)])
            });
        }
        parts.join(and)
    }

    fn clause(&self, key: &str, said: Said) -> String {
        let (template, words) = match said {
            Said::AnyOf(words) => (&words::COND_ANY_OF, words.join(self.say(&words::COND_OR))),
            Said::AllOf(words) => (&words::COND_ALL_OF, words.join(self.say(&words::COMMA))),
            Said::NoneOf(words) => (&words::COND_NONE_OF, words.join(self.say(&words::COND_OR))),
            Said::AtLeast(bound) => (&words::COND_AT_LEAST, bound),
            Said::AtMost(bound) => (&words::COND_AT_MOST, bound),
            Said::Plain(template) => return fill(self.say(template), &[("key", &key)]),
        };
        fill(self.say(template), &[("key", &key), ("words", &words)])
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Value(Value::Word(word)) => word.to_string(),
            Operand::Value(Value::Flag(flag)) => flag.to_string(),
            Operand::Value(Value::Number(number)) => number.to_string(),
            Operand::Value(Value::Date(date)) => date.to_string(),
            Operand::Value(Value::Words(words)) => {
                words.iter().map(|word| &**word).collect::<Vec<_>>().join(" + ")
            }
            Operand::Answer { prefix, question } if prefix.is_empty() => self.answer(*question),
            Operand::Answer { prefix, question } => format!("{prefix}${}", self.k.questions[*question].id),
        }
    }

    fn bound(&self, bound: &Bound, dated: bool) -> String {
        match bound {
            #[expect(clippy::cast_possible_truncation, reason = "the loader made it from a date")]
            Bound::Number(days) if dated => {
                Date::from_days(*days as i64).map_or_else(|| days.to_string(), |date| date.to_string())
            }
            Bound::Number(number) => number.to_string(),
            Bound::Answer(question) => self.answer(*question),
        }
    }

    fn answer(&self, question: Ix<Question>) -> String {
        fill(self.say(&words::COND_THE_ANSWER), &[("question", &self.k.questions[question].id)])
    }
}

/// What is asked of one key.
enum Said {
    AnyOf(Vec<String>),
    AllOf(Vec<String>),
    NoneOf(Vec<String>),
    AtLeast(String),
    AtMost(String),
    Plain(&'static Text),
}
