//! Rules that can be used and do less than they seem to: what loading cannot see, because it does not judge.
//!
//! Conditions are tried with answers made for them, one set for each alternative. What is reported does nothing in
//! any of them; what is not reported may still do nothing in some.

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

/// Everything that does less than it seems to.
pub fn findings(knowledge: &Knowledge) -> Vec<Finding> {
    let tried: Vec<_> = knowledge.rules.enumerate().map(|(at, _)| Tried::of(knowledge, at)).collect();
    let mut findings = rules::findings(knowledge, &tried);
    findings.extend(pairs::findings(knowledge, &tried));
    findings.extend(idle::findings(knowledge));
    findings
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
