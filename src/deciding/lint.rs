//! Rules that can be used and do less than they seem to: what loading cannot see, because it does not judge.
//!
//! Conditions are tried with answers made for them, one set for each alternative. What is reported does nothing in
//! any of them; what is not reported may still do nothing in some.

mod effort;
mod ground;
mod idle;
mod implies;
mod pairs;
mod rules;
pub mod tried;
pub mod witness;

use knowledge::describing::attribute::Attribute;
use knowledge::describing::question::Question;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use effort::Effort;
use ground::Ground;
use tried::Tried;

/// Something that does less than it seems to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing.
    pub code: Code,
    /// What it is about.
    pub about: About,
    /// The other rule, where two are concerned.
    pub other: Option<Ix<Rule>>,
    /// What its message fills in.
    pub with: Vec<(&'static str, String)>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A rule, and the key of it that matters most.
    Rule(Ix<Rule>, Option<&'static str>),
    /// A question.
    Question(Ix<Question>),
    /// A choice of a question.
    Choice(Ix<Question>, u16),
    /// An attribute.
    Attribute(Ix<Attribute>),
}

/// What was not looked at to the end, because there is too much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// What was to be done.
    pub done: Done,
    /// The first of them.
    pub first: About,
    /// How many.
    pub count: usize,
}

/// What is done to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Rules are tried under answers that make a difference to them.
    Tried,
    /// Rules are compared two by two.
    Compared,
    /// Choices are answered, to see whether that does something.
    Answered,
}

/// Everything that does less than it seems to, and what was not looked at.
pub fn findings(knowledge: &Knowledge) -> (Vec<Finding>, Vec<Left>) {
    let ground = Ground::of(knowledge);
    let effort = Effort::whole();
    let tried: Vec<_> = knowledge.rules.enumerate().map(|(at, _)| Tried::on(&ground, at, &effort)).collect();
    let mut left = Vec::new();
    let mut findings = rules::findings(knowledge, &tried, &mut left);
    findings.extend(pairs::findings(&ground, &tried, &mut left));
    findings.extend(idle::findings(&ground, &mut left));
    (findings, left)
}

/// What was left, if anything was.
fn left(done: Done, all: impl IntoIterator<Item = About>) -> Option<Left> {
    let mut all = all.into_iter();
    let first = all.next()?;
    Some(Left { done, first, count: 1 + all.count() })
}

/// Answers as a person reads them: `deploy = cloud-api, data = regulated`.
pub fn written(answers: &Answers, knowledge: &Knowledge) -> String {
    let one = |(at, (answer, _)): (Ix<Question>, &(Answer, _))| {
        let question = &knowledge.questions[at];
        let value = match answer {
            Answer::Choices(chosen) => {
                chosen.iter().map(|&choice| question.choice_id(choice)).collect::<Vec<_>>().join(" + ")
            }
            Answer::Number(number) => number.to_string(),
            Answer::Money { amount, currency, .. } => format!("{amount}{}", currency.to_lowercase()),
        };
        format!("{} = {value}", question.id)
    };
    answers.iter().map(one).collect::<Vec<_>>().join(", ")
}
