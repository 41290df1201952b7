//! Rules that do nothing, each looked at by itself.

use std::cell::RefCell;
use std::collections::BTreeMap;

use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::effort::Effort;
use super::tried::Tried;
use super::witness::together;
use super::{About, Done, Finding, Left};

/// Points that fill suitability from its middle: ½ + points / 100 is held within 0 and 1.
const ROOM: i64 = 50;

/// Rules that never fire, whose gates nobody passes, whose preferences nobody meets, whose points are cut off.
pub(super) fn findings(knowledge: &Knowledge, tried: &[Tried], left: &mut Vec<Left>) -> Vec<Finding> {
    let against = Against::of(knowledge, tried);
    let effort = Effort::whole();
    let of = |((at, rule), tried): ((Ix<Rule>, &Rule), &Tried)| {
        let finding = |code, key, with| Finding { code, about: About::Rule(at, key), other: None, with };
        if !tried.fires {
            let key = if rule.when.all.is_empty() { "when-any" } else { "when" };
            return vec![finding(Code::NeverFires, Some(key), Vec::new())];
        }
        if !tried.whole {
            return Vec::new();
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
        if let Some(points) = against.cut_off(at, &effort) {
            found.push(finding(Code::PointsCutOff, Some("prefer"), vec![("points", points.to_string())]));
        }
        found
    };
    let found = knowledge.rules.enumerate().zip(tried).flat_map(of).collect();
    let rules = knowledge.rules.enumerate().map(|(at, _)| About::Rule(at, None));
    let cut_short = rules.zip(tried).filter(|(_, tried)| !tried.whole).map(|(about, _)| about);
    left.extend(super::left(Done::Tried, cut_short));
    left.extend(super::left(Done::Compared, against.left.into_inner()));
    found
}

fn has(rule: &Rule, key: &str) -> bool {
    rule.gate.as_ref().is_some_and(|gate| match key {
        "require" => !gate.require.all.is_empty(),
        "require-any" => !gate.require.any.is_empty(),
        _ => !gate.forbid.is_empty(),
    })
}

/// The points that rules give, and those that others take.
struct Against<'t> {
    knowledge: &'t Knowledge,
    /// For each rule the most points that it gives to candidates, and the most that it takes.
    most: Vec<[BTreeMap<usize, i64>; 2]>,
    whole: bool,
    /// The rules for which not all others were looked at.
    left: RefCell<Vec<About>>,
}

impl<'t> Against<'t> {
    fn of(knowledge: &'t Knowledge, tried: &'t [Tried]) -> Self {
        let most = tried.iter().map(|tried| [most(tried, 1), most(tried, -1)]).collect();
        Self { knowledge, most, whole: tried.iter().all(|tried| tried.whole), left: RefCell::default() }
    }

    /// The most points of a rule that are cut off whatever is answered, even where all other rules that may fire with
    /// it take as many points from the candidate as they can.
    fn cut_off(&self, at: Ix<Rule>, effort: &Effort) -> Option<i64> {
        let rules = &self.knowledge.rules;
        for (sign, place) in [(1, 0), (-1, 1)] {
            let own = self.most.get(at.get())?.get(place)?;
            if own.is_empty() || own.values().any(|points| *points <= ROOM) {
                continue;
            }
            let mut against: BTreeMap<usize, i64> = BTreeMap::new();
            for (other, most) in rules.enumerate().zip(&self.most) {
                let Some(most) = most.get(1 - place).filter(|most| !most.is_empty() && other.0 != at) else {
                    continue;
                };
                if together(self.knowledge, &rules[at], other.1, effort).next().is_some() {
                    effort.spend(most.len() as u64);
                    for (candidate, points) in most {
                        *against.entry(*candidate).or_default() += points;
                    }
                }
            }
            if effort.is_over() || !self.whole {
                self.left.borrow_mut().push(About::Rule(at, None));
                return None;
            }
            let room = |candidate: &usize| ROOM + against.get(candidate).copied().unwrap_or(0);
            if own.iter().all(|(candidate, points)| *points > room(candidate)) {
                return own.values().max().map(|points| sign * points);
            }
        }
        None
    }
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
