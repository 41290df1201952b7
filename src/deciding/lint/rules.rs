//! Rules that do nothing, each looked at by itself.

use std::collections::BTreeMap;

use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::tried::Tried;
use super::witness::together;
use super::{About, Finding};

/// Points that fill suitability from its middle: ½ + points / 100 is held within 0 and 1.
const ROOM: i64 = 50;

/// Rules that never fire, whose gates nobody passes, whose preferences nobody meets, whose points are cut off.
pub(super) fn findings(knowledge: &Knowledge, tried: &[Tried]) -> Vec<Finding> {
    let of = |((at, rule), tried): ((Ix<Rule>, &Rule), &Tried)| {
        let finding = |code, key, mut with: Vec<(&'static str, String)>| {
            with.push(("rule", rule.id.to_string()));
            Finding { code, about: About::Rule(at, key), other: None, with }
        };
        if !tried.fires {
            let key = if rule.when.all.is_empty() { "when-any" } else { "when" };
            return vec![finding(Code::NeverFires, Some(key), Vec::new())];
        }
        let all = knowledge.catalog.candidates.len();
        let mut found = Vec::new();
        if tried.removes().is_some_and(|(least, _)| least == all) {
            let key = ["require", "require-any", "forbid"].into_iter().find(|key| has(rule, key));
            found.push(finding(Code::RemovesAll, key, vec![("count", all.to_string())]));
        }
        if tried.prefers() == Some((0, 0)) {
            found.push(finding(Code::PrefersNobody, Some("prefer"), Vec::new()));
        }
        if let Some(points) = cut_off(knowledge, at, tried) {
            found.push(finding(Code::PointsCutOff, Some("prefer"), vec![("points", points.to_string())]));
        }
        found
    };
    knowledge.rules.enumerate().zip(tried).flat_map(of).collect()
}

fn has(rule: &Rule, key: &str) -> bool {
    rule.gate.as_ref().is_some_and(|gate| match key {
        "require" => !gate.require.all.is_empty(),
        "require-any" => !gate.require.any.is_empty(),
        _ => !gate.forbid.is_empty(),
    })
}

/// The most points of a rule that are cut off whatever is answered, even where all other rules that may fire with it
/// take as many points from the candidate as they can.
fn cut_off(knowledge: &Knowledge, at: Ix<Rule>, tried: &Tried) -> Option<i64> {
    for sign in [1, -1] {
        let own = most(tried, sign);
        if own.is_empty() || own.values().any(|points| *points <= ROOM) {
            continue;
        }
        let mut against: BTreeMap<usize, i64> = BTreeMap::new();
        for (other, rule) in knowledge.rules.enumerate() {
            let prefers = rule.prefer.is_some() && other != at;
            if prefers && !together(knowledge, &knowledge.rules[at], rule).is_empty() {
                for (candidate, points) in most(&Tried::of(knowledge, other), -sign) {
                    *against.entry(candidate).or_default() += points;
                }
            }
        }
        let room = |candidate: &usize| ROOM + against.get(candidate).copied().unwrap_or(0);
        if own.iter().all(|(candidate, points)| *points > room(candidate)) {
            return own.values().max().map(|points| sign * points);
        }
    }
    None
}

/// The most points of one sign that a rule gives to each candidate, without the sign.
fn most(tried: &Tried, sign: i64) -> BTreeMap<usize, i64> {
    let mut most = BTreeMap::new();
    for preferred in tried.did.iter().filter_map(|did| did.preferred.as_ref()) {
        for &(candidate, points) in preferred.points.iter().filter(|(_, points)| points.signum() == sign) {
            let known: &mut i64 = most.entry(candidate).or_default();
            *known = (*known).max(points * sign);
        }
    }
    most
}
