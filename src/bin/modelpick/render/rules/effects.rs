//! What a rule does, in words, and what it reads.

use std::fmt::Display;

use modelpick::knowledge::describing::source::Kind;
use modelpick::knowledge::stating::rule::{Gate, Prefer, Rule, Unknown};
use modelpick::knowledge::words::text::{Lang, Text};

use super::conditions::Conditions;
use crate::words::{self, fill};

/// Everything that a rule does, one line each; advice only named, because it is long.
pub(super) fn effects(rule: &Rule, conditions: Conditions<'_>) -> Vec<String> {
    let lang = conditions.lang;
    let say = |text: &Text, with: &[(&str, &dyn Display)]| fill(text.in_lang(lang), with);
    let mut all = Vec::new();
    if let Some(gate) = &rule.gate {
        all.extend(of_gate(gate, conditions));
    }
    if !rule.weigh.is_empty() {
        let one = |(at, weight): &(_, i64)| format!("{} {weight:+}", conditions.k.criteria[*at].id);
        let list = list(rule.weigh.iter().map(one), lang);
        all.push(say(&words::DOES_WEIGH, &[("weights", &list)]));
    }
    if !rule.judge_by.is_empty() {
        let one = |(at, part): &(_, f64)| {
            format!("{} {:.0} %", conditions.k.catalog.capabilities[*at].id, part * 100.0)
        };
        let list = list(rule.judge_by.iter().map(one), lang);
        all.push(say(&words::DOES_JUDGE, &[("mix", &list)]));
    }
    if let Some(prefer) = &rule.prefer {
        let points = points(prefer, lang);
        all.push(if prefer.wanted.is_empty() {
            say(&words::DOES_PREFER_ALL, &[("points", &points)])
        } else {
            let wanted = conditions.requirement(&prefer.wanted);
            say(&words::DOES_PREFER, &[("points", &points), ("conditions", &wanted)])
        });
    }
    if rule.advise.is_some() {
        all.push(words::DOES_ADVISE.in_lang(lang).to_owned());
    }
    all
}

fn of_gate(gate: &Gate, conditions: Conditions<'_>) -> Vec<String> {
    let lang = conditions.lang;
    let mut all = Vec::new();
    if !gate.require.is_empty() {
        let wanted = conditions.requirement(&gate.require);
        all.push(fill(words::DOES_REQUIRE.in_lang(lang), &[("conditions", &wanted)]));
    }
    if !gate.forbid.is_empty() {
        let barred = conditions.every(&gate.forbid);
        all.push(fill(words::DOES_FORBID.in_lang(lang), &[("conditions", &barred)]));
    }
    let unknown = match gate.unknown {
        Unknown::Exclude => &words::DOES_UNKNOWN_EXCLUDE,
        Unknown::Warn => &words::DOES_UNKNOWN_WARN,
    };
    let yields = gate.yields.then(|| words::DOES_YIELD.in_lang(lang).to_owned());
    all.push(unknown.in_lang(lang).to_owned());
    all.extend(yields);
    all
}

/// `+10`, or by kind of source `own +28, vendor +8`.
fn points(prefer: &Prefer, lang: Lang) -> String {
    let one = |(kind, points): &(Option<Kind>, i64)| match kind {
        None => format!("{points:+}"),
        Some(kind) => {
            let all = Kind::ALL;
            let word = all.iter().find(|(_, known)| known == kind).map_or("", |(word, _)| *word);
            format!("{word} {points:+}")
        }
    };
    list(prefer.points.iter().map(one), lang)
}

fn list(words_: impl Iterator<Item = String>, lang: Lang) -> String {
    words_.collect::<Vec<_>>().join(words::COMMA.in_lang(lang))
}

/// The ids of the questions that a rule reads, and of the attributes.
pub(super) fn reads<'k>(rule: &'k Rule, conditions: Conditions<'k>) -> (Vec<&'k str>, Vec<&'k str>) {
    let k = conditions.k;
    let mut attributes: Vec<_> = rule.compared().map(|clause| &*k.attributes[clause.attribute].id).collect();
    let mut questions: Vec<_> = rule.reads().into_iter().map(|at| &*k.questions[at].id).collect();
    for list in [&mut attributes, &mut questions] {
        list.sort_unstable();
        list.dedup();
    }
    (questions, attributes)
}
