//! Conditions: `when` over answers; `require`, `forbid`, `where`, `never` and `always` over candidates.

use knowledge::describing::attribute::{Attribute, Kind as Value, Part, Words};
use knowledge::describing::question::{Kind, Question};
use knowledge::stating::limits;
use knowledge::words::text::Text;
use serde_json::{Map, Value as Json, json};

use super::draft::{
    Draft, Keys, any, date, defined, described, either, flag, list, list_to, number, one_of, pattern, text,
    with,
};

/// What stands for the answer of a question, and for one that is a number.
const ANSWER: &str = "answer-of-a-question";
const NUMBER: &str = "answer-that-is-a-number";

/// Whether the answer of a question is a number.
pub(super) fn numeric(question: &Question) -> bool {
    matches!(question.kind, Kind::Number(_) | Kind::Money { .. })
}

/// The choices of a question.
pub(super) fn choice_of(question: &Question) -> Json {
    defined(&format!("choice-of-{}", question.id))
}

/// Any condition over answers, and over candidates.
pub(super) fn when() -> Json {
    defined("when")
}

/// The same over candidates.
pub(super) fn wanted() -> Json {
    defined("candidate")
}

/// The id of a model.
pub(super) fn model_id() -> Json {
    defined("model-id")
}

/// What schemas refer to.
pub(super) fn definitions(draft: &Draft<'_>) -> Map<String, Json> {
    let asked = draft.k.questions.iter();
    let mut all: Map<_, _> = asked
        .clone()
        .filter(|question| !numeric(question))
        .map(|question| (format!("choice-of-{}", question.id), choices(draft, question)))
        .collect();
    let clause = |question: &Question| {
        (question.id.to_string(), described(of_answer(draft, question), question.ask.in_lang(draft.lang)))
    };
    all.insert("when".into(), draft.closed(asked.clone().map(clause).collect()));
    let clause = |attribute: &Attribute| {
        let says = attribute.label.in_lang(draft.lang);
        (attribute.id.to_string(), described(of_candidate(draft, attribute), says))
    };
    for attribute in &draft.k.attributes {
        all.insert(format!("value-of-{}", attribute.id), operand(draft, attribute));
    }
    all.insert(ANSWER.into(), reference(asked.clone()));
    all.insert(NUMBER.into(), reference(asked.filter(|question| numeric(question))));
    all.insert("model-id".into(), one_of(draft.k.catalog.models.iter().map(|model| &*model.id)));
    all.insert("candidate".into(), draft.closed(draft.k.attributes.iter().map(clause).collect()));
    all
}

/// The ids of the choices, and for editors that can show it what each means.
fn choices(draft: &Draft<'_>, question: &Question) -> Json {
    let said = |id: &str| {
        let found = question.choices().iter().find(|choice| choice.id == id);
        found.map_or_else(String::new, |choice| choice.label.in_lang(draft.lang).to_owned())
    };
    let said: Vec<_> = question.choice_ids().map(said).collect();
    let words = one_of(question.choice_ids());
    if question.choices().is_empty() {
        return words;
    }
    with(words, "x-taplo", json!({ "docs": { "enumValues": said } }))
}

fn of_answer(draft: &Draft<'_>, question: &Question) -> Json {
    let answered = Text::new("whether it is answered at all", "是否已作答");
    if numeric(question) {
        let bound = number(&limits::NUMBERS);
        return operators(
            draft,
            draft.keys([
                ("at-least", bound.clone(), Text::new("this much or more", "不少于")),
                ("at-most", bound, Text::new("this much or less", "不超过")),
                ("answered", flag(), answered),
            ]),
        );
    }
    let choices = list_to(&choice_of(question), limits::CHOICES);
    let one = operators(draft, listed(draft, &choices, ("answered", answered)));
    either(choices, &one)
}

fn of_candidate(draft: &Draft<'_>, attribute: &Attribute) -> Json {
    let words = list_to(&defined(&format!("value-of-{}", attribute.id)), limits::CHOICES);
    let known = Text::new("whether it is known at all", "是否已知");
    let mut keys = listed(draft, &words, ("known", known));
    let bound = match attribute.kind {
        Value::Number { .. } => Some(number(&limits::NUMBERS)),
        Value::Date => Some(date()),
        _ => None,
    };
    if let Some(bound) = bound {
        let bound = any([bound, defined(NUMBER)]);
        keys.extend(draft.keys([
            ("at-least", bound.clone(), Text::new("this much or more", "不少于")),
            ("at-most", bound, Text::new("this much or less", "不超过")),
        ]));
    }
    either(words, &operators(draft, keys))
}

/// The operators of lists, and the one that asks whether anything is there.
fn listed(draft: &Draft<'_>, words: &Json, (present, says): (&str, Text)) -> Keys {
    draft.keys([
        ("all-of", words.clone(), Text::new("all of these", "全部包含")),
        ("none-of", words.clone(), Text::new("none of these", "一个也不含")),
        (present, flag(), says),
    ])
}

/// A table with exactly one operator.
fn operators(draft: &Draft<'_>, keys: Keys) -> Json {
    with(with(draft.closed(keys), "minProperties", json!(1)), "maxProperties", json!(1))
}

/// `"$question"`, or `"prefix:$question"`.
fn reference<'q>(questions: impl Iterator<Item = &'q Question>) -> Json {
    let ids: Vec<_> = questions.map(|question| &*question.id).collect();
    pattern(&format!("^[^$]*\\$({})$", ids.join("|")))
}

fn operand(draft: &Draft<'_>, attribute: &Attribute) -> Json {
    let value = match &attribute.kind {
        Value::Number { .. } => number(&limits::FIGURES),
        Value::Date => date(),
        Value::Flag => flag(),
        Value::Word(Words::Open) | Value::Words(Words::Open) => pattern("^[^$]*$"),
        Value::Word(words) | Value::Words(words) => word(draft, words),
    };
    any([value, defined(ANSWER)])
}

/// A word that an attribute takes.
fn word(draft: &Draft<'_>, words: &Words) -> Json {
    match words {
        Words::Open => text(),
        Words::Closed(known) => one_of(known.iter().map(|word| &**word)),
        Words::From(part) => {
            let ids = ids(draft, *part);
            one_of(ids.iter().map(String::as_str))
        }
    }
}

/// The ids of a part of the catalogue.
fn ids(draft: &Draft<'_>, part: Part) -> Vec<String> {
    let catalog = &draft.k.catalog;
    let mut ids: Vec<String> = match part {
        Part::Vendors => catalog.vendors.iter().map(|vendor| vendor.id.to_string()).collect(),
        Part::Providers => catalog.providers.iter().map(|provider| provider.id.to_string()).collect(),
        Part::Models => catalog.models.iter().map(|model| model.id.to_string()).collect(),
        Part::Licenses => catalog.licenses.iter().map(|license| license.id.to_string()).collect(),
        Part::Runtimes => catalog.runtimes.iter().map(|runtime| runtime.id.to_string()).collect(),
        Part::Origins => {
            let of = |vendor: &knowledge::describing::place::Vendor| {
                std::iter::once(vendor.country).chain(vendor.blocs.iter().copied()).collect::<Vec<_>>()
            };
            catalog.vendors.iter().flat_map(of).map(|origin| origin.to_string()).collect()
        }
    };
    ids.sort();
    ids.dedup();
    ids
}

/// The value of an attribute as a model or an offer states it.
pub(super) fn stated(draft: &Draft<'_>, attribute: &Attribute) -> Json {
    let value = match &attribute.kind {
        Value::Number { .. } => number(&limits::FIGURES),
        Value::Date => date(),
        Value::Flag => flag(),
        Value::Word(words) => word(draft, words),
        Value::Words(words) => list(&word(draft, words)),
    };
    let label = attribute.label.in_lang(draft.lang);
    match &attribute.kind {
        Value::Number { unit } if !unit.is_empty() => described(value, &format!("{label} ({unit})")),
        _ => described(value, label),
    }
}
