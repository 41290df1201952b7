//! What checking finds, as diagnostics with places, without what the files themselves allow.

use std::collections::BTreeSet;
use std::fmt::Display;

use knowledge::reading::load::Loaded;
use knowledge::reading::origins::{Entry, Origins};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::{Code, Diagnostic, Place, Severity};
use knowledge::words::message::Message;
use knowledge::words::table::Ix;
use knowledge::words::text::{Text, fill};

use super::codes::explained;
use crate::deciding::lint::{About, Finding, findings};

/// Everything in the rules that does less than it seems to, by place. An entry that `allow`s a code is not warned of
/// it, and is told when the code does not come up.
pub fn warnings(loaded: &Loaded) -> Vec<Diagnostic> {
    let (knowledge, origins) = (&loaded.knowledge, &loaded.origins);
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for finding in findings(knowledge) {
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
            found.push(diagnostic(&finding, knowledge, origins));
        }
        used.extend(places);
    }
    found.extend(needless(knowledge, origins, &used));
    found.sort_by(|one, other| {
        (one.place, one.code, &one.message).cmp(&(other.place, other.code, &other.message))
    });
    found
}

/// Of two rules that are to blame alike, the one that stands later is told: it came into a world in which the other
/// was there already.
fn later_first(mut finding: Finding, knowledge: &Knowledge, origins: &Origins) -> Finding {
    let alike = [Code::DuplicateRule, Code::ContradictingGates].contains(&finding.code);
    if let (true, About::Rule(about, key), Some(other)) = (alike, finding.about, finding.other) {
        let place = |rule| origins.place(of_rule(rule, knowledge), None);
        if place(other) > place(about) {
            (finding.about, finding.other) = (About::Rule(other, key), Some(about));
            for (name, _) in &mut finding.with {
                *name = match *name {
                    "rule" => "other",
                    "other" => "rule",
                    name => name,
                };
            }
        }
    }
    finding
}

fn diagnostic(finding: &Finding, knowledge: &Knowledge, origins: &Origins) -> Diagnostic {
    let key = match finding.about {
        About::Rule(_, key) => key,
        _ => None,
    };
    let place = origins.place(entry(finding.about, knowledge), key);
    let beside = finding.other.and_then(|other| {
        let id = &knowledge.rules[other].id;
        Some((origins.place(of_rule(other, knowledge), None)?, Message::same(format!("`{id}`"))))
    });
    let with: Vec<_> = finding.with.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Diagnostic { beside, ..said(finding.code, place, &with) }
}

/// A warning in the words of its code.
fn said(code: Code, place: Option<Place>, with: &[(&str, &str)]) -> Diagnostic {
    let explained = explained(code);
    let with: Vec<_> = with.iter().map(|(name, value)| (*name, value as &dyn Display)).collect();
    let filled = |text: &Text| Message { en: fill(&text.en, &with), zh: fill(&text.zh, &with) };
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
    idle.map(|(place, code)| said(Code::NeedlessAllow, Some(place), &[("code", code)])).collect()
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
