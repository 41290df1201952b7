//! Every question for a program: `modelpick.questions/1`. From it alone answers can be filled in.

use std::collections::BTreeSet;
use std::io::{self, Write};

use modelpick::knowledge::describing::question::{AssumeBy, Choice, Kind, Number as Range, Question};
use modelpick::knowledge::stating::condition::{Clause, Condition, Test};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::stating::limits::FROM;
use modelpick::knowledge::words::text::Lang;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::json::{self, Each, Number};

/// Writes them.
pub(crate) fn write(k: &Knowledge, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let questions = Each(|| k.questions.iter().map(|question| One::of(k, lang, question)));
    json::write(&Document { schema: "modelpick.questions/1", questions }, out)
}

/// The whole of it.
#[derive(Serialize)]
struct Document<Q> {
    schema: &'static str,
    questions: Q,
}

/// A question.
#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    heading: Option<&'a str>,
    core: bool,
    ask: &'a str,
    help: &'a str,
    kind: &'static str,
    many: bool,
    /// The part of the catalogue that gives the choices.
    from: Option<&'static str>,
    choices: Vec<Choosable<'a>>,
    number: Option<Numbers<'a>>,
    money: Option<Amounts>,
    when: Option<When<'a>>,
}

impl<'a> One<'a> {
    fn of(k: &'a Knowledge, lang: Lang, question: &'a Question) -> Self {
        let kind = match question.kind {
            Kind::Choices { .. } => "choices",
            Kind::YesNo => "yes-no",
            Kind::Number(_) => "number",
            Kind::Money { .. } => "money",
        };
        Self {
            id: &question.id,
            heading: question.heading.map(|at| &*k.headings[at].id),
            core: question.core,
            ask: question.ask.in_lang(lang),
            help: question.help.in_lang(lang),
            kind,
            many: question.many(),
            from: from(question),
            choices: choices(question, lang),
            number: match &question.kind {
                Kind::Number(number) => Some(Numbers::of(k, number)),
                _ => None,
            },
            money: match &question.kind {
                Kind::Money { min, max, probe } => Some(Amounts {
                    min: Number(*min),
                    max: Number(*max),
                    currency: "USD",
                    currencies: currencies(k),
                    probe: probe.iter().map(|amount| Number(*amount)).collect(),
                }),
                _ => None,
            },
            when: (!question.when.is_empty()).then_some(When { k, condition: &question.when }),
        }
    }
}

fn from(question: &Question) -> Option<&'static str> {
    let Kind::Choices { from: Some(from), .. } = &question.kind else { return None };
    FROM.iter().find(|(_, known)| known == from).map(|(word, _)| *word)
}

fn currencies(k: &Knowledge) -> Vec<String> {
    let known = k.catalog.currencies.iter().map(|currency| currency.id.to_lowercase());
    let all: BTreeSet<_> = known.chain(["usd".to_owned()]).collect();
    all.into_iter().collect()
}

/// What may be chosen.
#[derive(Serialize)]
struct Choosable<'a> {
    id: &'a str,
    label: Option<&'a str>,
    help: Option<&'a str>,
}

fn choices(question: &Question, lang: Lang) -> Vec<Choosable<'_>> {
    let label = |id: &str| question.choices().iter().find(|choice| choice.id == id);
    let help = |choice: &'_ Choice| choice.help.is_some();
    question
        .choice_ids()
        .map(|id| Choosable {
            id,
            label: label(id).map(|choice| choice.label.in_lang(lang)),
            help: label(id)
                .filter(|choice| help(choice))
                .and_then(|choice| Some(choice.help.as_ref()?.in_lang(lang))),
        })
        .collect()
}

/// Numbers that may be answered.
#[derive(Serialize)]
struct Numbers<'a> {
    min: Number,
    max: Number,
    unit: &'a str,
    assume: Option<Number>,
    assume_by: Vec<Assumed<'a>>,
    probe: Vec<Number>,
}

impl<'a> Numbers<'a> {
    fn of(k: &'a Knowledge, number: &'a Range) -> Self {
        Self {
            min: Number(number.min),
            max: Number(number.max),
            unit: &number.unit.en,
            assume: number.assume.map(Number),
            assume_by: number.assume_by.iter().map(|by| Assumed::of(k, by)).collect(),
            probe: number.probe.iter().map(|value| Number(*value)).collect(),
        }
    }
}

/// What is assumed when another question has a certain answer.
#[derive(Serialize)]
struct Assumed<'a> {
    question: &'a str,
    choice: &'a str,
    value: Number,
}

impl<'a> Assumed<'a> {
    fn of(k: &'a Knowledge, by: &AssumeBy) -> Self {
        let question = &k.questions[by.question];
        Self { question: &question.id, choice: question.choice_id(by.choice), value: Number(by.value) }
    }
}

/// Amounts that may be answered.
#[derive(Serialize)]
struct Amounts {
    min: Number,
    max: Number,
    /// That of `min`, `max` and `probe`.
    currency: &'static str,
    /// What may stand behind an amount: `2000cny`.
    currencies: Vec<String>,
    probe: Vec<Number>,
}

/// The condition on which a question is asked: `all` of these, and if there are any, all of one of `any`.
struct When<'a> {
    k: &'a Knowledge,
    condition: &'a Condition,
}

impl Serialize for When<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let each = |clauses: &'static [Clause]| {
            Each(move || clauses.iter().map(|clause| Asked { k: self.k, clause }))
        };
        let mut when = to.serialize_map(None)?;
        when.serialize_entry("all", &each(self.condition.all.0))?;
        when.serialize_entry("any", &Each(|| self.condition.any.iter().map(|clauses| each(clauses.0))))?;
        when.end()
    }
}

/// One thing that is asked of an answer, with the operator as its key.
struct Asked<'a> {
    k: &'a Knowledge,
    clause: &'a Clause,
}

impl Serialize for Asked<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let question = &self.k.questions[self.clause.question];
        let ids =
            |listed: &[u16]| listed.iter().map(|&at| question.choice_id(at).to_owned()).collect::<Vec<_>>();
        let mut clause = to.serialize_map(Some(2))?;
        clause.serialize_entry("question", &*question.id)?;
        match &self.clause.test {
            Test::AnyOf(listed) => clause.serialize_entry("any-of", &ids(listed))?,
            Test::AllOf(listed) => clause.serialize_entry("all-of", &ids(listed))?,
            Test::NoneOf(listed) => clause.serialize_entry("none-of", &ids(listed))?,
            Test::AtLeast(bound) => clause.serialize_entry("at-least", &Number(*bound))?,
            Test::AtMost(bound) => clause.serialize_entry("at-most", &Number(*bound))?,
            Test::Present(wanted) => clause.serialize_entry("answered", wanted)?,
        }
        clause.end()
    }
}
