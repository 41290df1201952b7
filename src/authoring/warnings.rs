//! What checking finds, as diagnostics with places, without what the files themselves allow.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use knowledge::reading::load::Loaded;
use knowledge::reading::origins::{Entry, Origins};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::{Code, Diagnostic, Place, Severity};
use knowledge::words::message::{Message, listed};
use knowledge::words::table::Ix;
use knowledge::words::text::{Lang, Text, fill};

use super::codes::explained;
use crate::deciding::lint::{About, Done, Finding, Left, findings};

/// So many rules that a gate contradicts are named.
const NAMED: usize = 3;

/// Everything in the rules that does less than it seems to, by place, and what was not looked at. An entry that
/// `allow`s a code is not warned of it, and is told when the code does not come up.
pub fn warnings(loaded: &Loaded) -> Vec<Diagnostic> {
    let (knowledge, origins) = (&loaded.knowledge, &loaded.origins);
    let (findings, left) = findings(knowledge);
    let mut used = BTreeSet::new();
    let mut told = Vec::new();
    for finding in findings {
        let finding = later_first(finding, knowledge, origins);
        let entries =
            [Some(entry(finding.about, knowledge)), finding.other.map(|rule| of_rule(rule, knowledge))];
        let allowed = |entry: Entry<'_>| {
            let allowed = origins.allowed(entry).into_iter();
            allowed
                .filter(|(_, code)| *code == finding.code.name())
                .map(|(place, _)| place)
                .collect::<Vec<_>>()
        };
        let places: Vec<_> = entries.into_iter().flatten().flat_map(allowed).collect();
        if places.is_empty() {
            told.push(finding);
        }
        used.extend(places);
    }
    let mut found: Vec<_> = together(told)
        .iter()
        .map(|(finding, others)| diagnostic(finding, others, knowledge, origins))
        .collect();
    // What was not looked at may be what is allowed.
    if left.is_empty() {
        found.extend(needless(knowledge, origins, &used));
    }
    found.extend(left.iter().map(|left| not_checked(left, knowledge, origins)));
    found.sort_by(|one, other| {
        (one.place, one.code, &one.message).cmp(&(other.place, other.code, &other.message))
    });
    found
}

/// What is wrong with a rule and several others alike is told once, with all of them.
fn together(findings: Vec<Finding>) -> Vec<(Finding, Vec<Ix<Rule>>)> {
    let mut all: Vec<(Finding, Vec<Ix<Rule>>)> = Vec::new();
    let mut places = BTreeMap::new();
    for finding in findings {
        let others = finding.other.into_iter().collect();
        if finding.code == Code::ContradictingGates {
            let place = *places.entry(finding.about).or_insert(all.len());
            if let Some((_, known)) = all.get_mut(place) {
                known.extend(finding.other);
                continue;
            }
        }
        all.push((finding, others));
    }
    all
}

/// Of two rules that are to blame alike, the one that stands later is told: it came into a world in which the other
/// was there already.
fn later_first(mut finding: Finding, knowledge: &Knowledge, origins: &Origins) -> Finding {
    let alike = [Code::DuplicateRule, Code::ContradictingGates].contains(&finding.code);
    if let (true, About::Rule(about, key), Some(other)) = (alike, finding.about, finding.other) {
        let place = |rule| origins.place(of_rule(rule, knowledge), None);
        if place(other) > place(about) {
            (finding.about, finding.other) = (About::Rule(other, key), Some(about));
        }
    }
    finding
}

fn diagnostic(
    finding: &Finding,
    others: &[Ix<Rule>],
    knowledge: &Knowledge,
    origins: &Origins,
) -> Diagnostic {
    let key = match finding.about {
        About::Rule(_, key) => key,
        _ => None,
    };
    let place = origins.place(entry(finding.about, knowledge), key);
    let id = |rule: Ix<Rule>| &*knowledge.rules[rule].id;
    let beside = finding.other.and_then(|other| {
        Some((origins.place(of_rule(other, knowledge), None)?, Message::same(format!("`{}`", id(other)))))
    });
    let same = |(name, value): &(&'static str, String)| (*name, Message::same(value));
    let mut with: Vec<_> = finding.with.iter().map(same).collect();
    if let About::Rule(rule, _) = finding.about {
        with.push(("rule", Message::same(id(rule))));
    }
    if let Some(other) = finding.other {
        with.push(("other", Message::same(id(other))));
        let others: Vec<_> = others.iter().map(|other| id(*other)).collect();
        with.push(("others", named(&others)));
    }
    Diagnostic { beside, ..said(finding.code, place, &with) }
}

/// The rules, or the first of them and how many more there are.
fn named(rules: &[&str]) -> Message {
    let first = listed(rules.iter().copied().take(NAMED));
    match rules.len().saturating_sub(NAMED) {
        _ if rules.len() == 1 => first,
        0 => Message { en: format!("any of {}", first.en), zh: format!("{} 中的任何一条", first.zh) },
        more => Message {
            en: format!("any of {} and {more} more", first.en),
            zh: format!("{} 等 {} 条中的任何一条", first.zh, rules.len()),
        },
    }
}

/// What there is too much of to be looked at.
fn not_checked(left: &Left, knowledge: &Knowledge, origins: &Origins) -> Diagnostic {
    let what = match left.done {
        Done::Tried => Text::new("rules that were not tried with all answers", "没有用全部回答试过的规则"),
        Done::Compared => {
            Text::new("rules that were not compared with all others", "没有与其他规则全部比较过的规则")
        }
        Done::Answered => Text::new("choices that were not tried", "没有试过的选项"),
    };
    let first = match left.first {
        About::Rule(at, _) => &knowledge.rules[at].id,
        About::Question(at) => &knowledge.questions[at].id,
        About::Choice(at, choice) => knowledge.questions[at].choice_id(choice),
        About::Attribute(at) => &knowledge.attributes[at].id,
    };
    let with = [
        ("what", Message::from(what)),
        ("count", Message::same(left.count.to_string())),
        ("first", Message::same(first)),
    ];
    let place = origins.place(entry(left.first, knowledge), None);
    Diagnostic { severity: Severity::Note, ..said(Code::NotChecked, place, &with) }
}

/// A warning in the words of its code.
fn said(code: Code, place: Option<Place>, with: &[(&str, Message)]) -> Diagnostic {
    let explained = explained(code);
    let filled = |text: &Text| {
        let of = |lang| {
            let with: Vec<_> = with.iter().map(|(name, value)| (*name, value.in_lang(lang))).collect();
            let with: Vec<_> = with.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
            fill(text.in_lang(lang), &with)
        };
        Message { en: of(Lang::En), zh: of(Lang::Zh) }
    };
    let message = explained.message.as_ref().unwrap_or(&explained.says);
    Diagnostic {
        code,
        severity: Severity::Warning,
        place,
        message: filled(message),
        help: explained.help.as_ref().map(filled),
        beside: None,
    }
}

/// What is allowed and does not come up.
fn needless(knowledge: &Knowledge, origins: &Origins, used: &BTreeSet<Place>) -> Vec<Diagnostic> {
    let rules = knowledge.rules.iter().map(|rule| Entry::Rule(&rule.id));
    let questions = knowledge.questions.iter().map(|question| Entry::Question(&question.id));
    let choices = knowledge.questions.iter().flat_map(|question| {
        question.choices().iter().map(move |choice| Entry::Choice(&question.id, &choice.id))
    });
    let attributes = knowledge.attributes.iter().map(|attribute| Entry::Attribute(&attribute.id));
    let all = rules.chain(questions).chain(choices).chain(attributes);
    let allowed = all.flat_map(|entry| origins.allowed(entry));
    let idle = allowed.filter(|(place, _)| !used.contains(place));
    idle.map(|(place, code)| said(Code::NeedlessAllow, Some(place), &[("code", Message::same(code))]))
        .collect()
}

fn of_rule(at: Ix<Rule>, knowledge: &Knowledge) -> Entry<'_> {
    Entry::Rule(&knowledge.rules[at].id)
}

fn entry(about: About, knowledge: &Knowledge) -> Entry<'_> {
    match about {
        About::Rule(at, _) => of_rule(at, knowledge),
        About::Question(at) => Entry::Question(&knowledge.questions[at].id),
        About::Choice(at, choice) => {
            let question = &knowledge.questions[at];
            Entry::Choice(&question.id, question.choice_id(choice))
        }
        About::Attribute(at) => Entry::Attribute(&knowledge.attributes[at].id),
    }
}
