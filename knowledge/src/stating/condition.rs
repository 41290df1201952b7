//! Conditions over answers and over candidates: the only place that knows the operators.
//!
//! Three-valued (Kleene) logic: what is not known makes an outcome unknown unless the rest decides it.

use crate::words::list::List;
use databake::Bake;

use super::all::All;
use super::answer::{Answer, Answers};
use super::outcome::Outcome;
use crate::describing::attribute::{Attribute, Value};
use crate::describing::question::Question;
use crate::words::bits::Kept;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// A condition over answers.
pub type Condition = All<Clause>;

/// One thing that is asked of an answer.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub struct Clause {
    /// The question.
    pub question: Ix<Question>,
    /// What its answer must be.
    pub test: Test<u16, f64>,
}

/// A condition over a candidate.
pub type Requirement = All<Requires>;

/// One thing that is asked of a candidate.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub struct Requires {
    /// The attribute.
    pub attribute: Ix<Attribute>,
    /// What its value must be.
    pub test: Test<Operand, Bound>,
    /// Its outcomes for every candidate, as far as they do not follow from a number that is computed.
    pub masks: Masks,
}

/// The outcomes of one clause for every candidate, one bit each, worked out when the rules were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub enum Masks {
    /// It has to be looked at candidate by candidate.
    #[default]
    None,
    /// No answer takes part.
    Fixed {
        /// The candidates for which it is true.
        yes: Kept,
        /// The candidates of which the attribute is not known.
        unknown: Kept,
    },
    /// One question takes part.
    ByChoice {
        /// The question.
        question: Ix<Question>,
        /// For each of its choices the candidates that have the word for it.
        has: List<Kept>,
        /// The candidates of which the attribute is not known.
        unknown: Kept,
    },
}

/// The operators.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub enum Test<O: 'static, B> {
    /// One of these; of a set, at least one of its members.
    AnyOf(List<O>),
    /// A set that has all of these.
    AllOf(List<O>),
    /// None of these.
    NoneOf(List<O>),
    /// This or more; of an interval, its low end.
    AtLeast(B),
    /// This or less; of an interval, its high end.
    AtMost(B),
    /// Answered, or known; `false` for the opposite.
    Present(bool),
}

/// The operators with the word for each, in the order in which help lists them. The list stands for `any-of`.
pub const OPERATORS: [&str; 6] = ["all-of", "none-of", "at-least", "at-most", "answered", "known"];

/// What a word, flag or date is compared with.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub enum Operand {
    /// A value that stands in the rule.
    Value(Value),
    /// The answer to a question, with words before it: `"industry:$industry"`.
    Answer {
        /// What stands before each choice.
        prefix: Str,
        /// The question.
        question: Ix<Question>,
    },
}

/// What a number or date is compared with.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::condition)]
pub enum Bound {
    /// A number that stands in the rule; a date as days since 1970-01-01.
    Number(f64),
    /// The number that was answered to a question.
    Answer(Ix<Question>),
}

/// What is known of a figure when it is tested.
#[derive(Clone, Copy, Debug)]
pub enum Known<'a> {
    /// Nothing.
    Unknown,
    /// A value that was stated.
    Stated(&'a Value),
    /// A number between two ends.
    Between(f64, f64),
}

impl Clause {
    /// Whether the answers satisfy it; unknown while the question is unanswered.
    pub fn outcome(&self, answers: &Answers) -> Outcome {
        let answer = answers.get(self.question);
        if let Test::Present(wanted) = self.test {
            return Outcome::from(answer.is_some() == wanted);
        }
        match answer {
            None => Outcome::Unknown,
            Some(Answer::Choices(chosen)) => Outcome::from(match &self.test {
                Test::AnyOf(listed) => listed.iter().any(|choice| chosen.contains(choice)),
                Test::AllOf(listed) => listed.iter().all(|choice| chosen.contains(choice)),
                Test::NoneOf(listed) => !listed.iter().any(|choice| chosen.contains(choice)),
                Test::AtLeast(_) | Test::AtMost(_) | Test::Present(_) => false,
            }),
            Some(answer) => Outcome::from(match self.test {
                Test::AtLeast(bound) => answer.number() >= bound,
                Test::AtMost(bound) => answer.number() <= bound,
                _ => false,
            }),
        }
    }
}

impl Requires {
    /// Whether what is known satisfies it. An answer that it reads and that is not there makes it false:
    /// outside alternatives, a rule with such an answer does not fire in the first place.
    pub fn outcome(&self, known: Known<'_>, asked: &Asked<'_>) -> Outcome {
        if self.reads().any(|question| asked.answers.get(question).is_none()) {
            return Outcome::False;
        }
        let value = match known {
            Known::Unknown => {
                return match self.test {
                    Test::Present(wanted) => Outcome::from(!wanted),
                    _ => Outcome::Unknown,
                };
            }
            Known::Between(low, high) => return self.compare(low, high, asked),
            Known::Stated(value) => value,
        };
        Outcome::from(match &self.test {
            Test::Present(wanted) => *wanted,
            Test::AnyOf(operands) => operands.iter().any(|operand| operand.meets(value, asked, false)),
            Test::AllOf(operands) => operands.iter().all(|operand| operand.meets(value, asked, true)),
            Test::NoneOf(operands) => !operands.iter().any(|operand| operand.meets(value, asked, false)),
            Test::AtLeast(_) | Test::AtMost(_) => {
                return match value {
                    Value::Number(number) => self.compare(*number, *number, asked),
                    #[expect(clippy::cast_precision_loss, reason = "days of this era are far below 2^52")]
                    Value::Date(date) => self.compare(date.days() as f64, date.days() as f64, asked),
                    _ => Outcome::False,
                };
            }
        })
    }

    fn compare(&self, low: f64, high: f64, asked: &Asked<'_>) -> Outcome {
        let number = |bound: &Bound| match bound {
            Bound::Number(number) => Some(*number),
            Bound::Answer(question) => asked.answers.get(*question).map(Answer::number),
        };
        Outcome::from(match &self.test {
            Test::AtLeast(bound) => number(bound).is_some_and(|bound| low >= bound),
            Test::AtMost(bound) => number(bound).is_some_and(|bound| high <= bound),
            Test::Present(wanted) => *wanted,
            Test::AnyOf(_) | Test::AllOf(_) | Test::NoneOf(_) => false,
        })
    }

    /// The questions whose answers it compares with.
    pub fn reads(&self) -> impl Iterator<Item = Ix<Question>> + '_ {
        let operands: &[Operand] = match &self.test {
            Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands) => operands,
            _ => &[],
        };
        let bound = match &self.test {
            Test::AtLeast(Bound::Answer(question)) | Test::AtMost(Bound::Answer(question)) => Some(*question),
            _ => None,
        };
        let words = operands.iter().filter_map(|operand| match operand {
            Operand::Answer { question, .. } => Some(*question),
            Operand::Value(_) => None,
        });
        words.chain(bound)
    }
}

/// The answers with the questions that give them their words.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The questions.
    pub questions: &'a Table<Question>,
    /// What was answered to them.
    pub answers: &'a Answers,
}

impl Operand {
    fn meets(&self, value: &Value, asked: &Asked<'_>, all: bool) -> bool {
        let (prefix, question) = match self {
            Self::Value(operand) => return equals(value, operand),
            Self::Answer { prefix, question } => (prefix, *question),
        };
        let Some(Answer::Choices(chosen)) = asked.answers.get(question) else { return false };
        let mut words = chosen.iter().map(|&choice| asked.questions[question].choice_id(choice));
        let is = |own: &str, word: &str| own.strip_prefix(&**prefix) == Some(word);
        let has = |word: &str| match value {
            Value::Word(own) => is(own, word),
            Value::Words(own) => own.iter().any(|own| is(own, word)),
            _ => false,
        };
        if all { words.all(has) } else { words.any(has) }
    }

    /// The words that it stands for under these answers.
    pub fn words(&self, asked: &Asked<'_>) -> Vec<String> {
        match self {
            Self::Value(Value::Word(word)) => vec![word.to_string()],
            Self::Value(_) => Vec::new(),
            Self::Answer { prefix, question } => match asked.answers.get(*question) {
                Some(Answer::Choices(chosen)) => {
                    let ids = chosen.iter().map(|&choice| asked.questions[*question].choice_id(choice));
                    ids.map(|id| format!("{prefix}{id}")).collect()
                }
                _ => Vec::new(),
            },
        }
    }
}

fn equals(value: &Value, operand: &Value) -> bool {
    match (value, operand) {
        (Value::Words(own), Value::Word(word)) => own.contains(word),
        _ => value == operand,
    }
}
