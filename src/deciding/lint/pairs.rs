//! Rules that get in each other's way: twice the same, one within the other, gates that together leave nobody.

use std::collections::BTreeSet;

use knowledge::stating::answer::{Answers, Origin};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::effort::Effort;
use super::ground::Ground;
use super::implies::{Firing, gate_within};
use super::tried::{Tried, answers_of, varied};
use super::witness::together;
use super::{About, Done, Finding, Left, written};
use crate::judging::situation::fires;

/// Duplicates, rules that another one makes needless, and gates that contradict each other.
pub(super) fn findings(ground: &Ground<'_>, tried: &[Tried], left: &mut Vec<Left>) -> Vec<Finding> {
    let knowledge = ground.knowledge();
    let effort = Effort::whole();
    let all = knowledge.rules.enumerate().zip(tried).filter(|(_, tried)| tried.fires);
    let all: Vec<_> = all.map(|((at, rule), tried)| (at, rule, Firing::of(rule), tried)).collect();
    let finding = |code, about: Ix<Rule>, other: Ix<Rule>| Finding {
        code,
        about: About::Rule(about, None),
        other: Some(other),
        with: Vec::new(),
    };
    let mut found = Vec::new();
    let mut subsumed = BTreeSet::new();
    for (place, (at, one, firing, tried)) in all.iter().enumerate() {
        for (before, other, theirs, others) in all.iter().take(place) {
            effort.spend(2);
            let (within, around) = (firing.within(theirs, &effort), theirs.within(firing, &effort));
            if effort.is_over() {
                break;
            }
            if within && around && same_effects(one, other) {
                found.push(finding(Code::DuplicateRule, *at, *before));
                // Once is enough: of a thousand equal rules each is told of one other.
                break;
            } else if within && needless_beside(one, other) {
                if subsumed.insert(*at) {
                    found.push(finding(Code::SubsumedRule, *at, *before));
                }
                break;
            } else if around && needless_beside(other, one) {
                if subsumed.insert(*before) {
                    found.push(finding(Code::SubsumedRule, *before, *at));
                }
            } else if let Some(answers) =
                contradict(ground, (*before, other, others), (*at, one, tried), &effort)
            {
                let mut finding = finding(Code::ContradictingGates, *at, *before);
                finding.with.push(("answers", written(&answers, knowledge)));
                found.push(finding);
                // It is kept, so that there cannot be millions of them.
                effort.spend(1000);
            }
        }
        if effort.is_over() {
            let rest = all.iter().skip(place).map(|(at, ..)| About::Rule(*at, None));
            left.extend(super::left(Done::Compared, rest));
            break;
        }
    }
    found
}

fn same_effects(one: &Rule, other: &Rule) -> bool {
    one.gate == other.gate
        && *one.weigh == *other.weigh
        && *one.judge_by == *other.judge_by
        && one.prefer == other.prefer
        && one.advise == other.advise
        && (one.judge_by.is_empty() || (one.share - other.share).abs() < f64::EPSILON)
}

/// Whether another rule that fires with it does all that a rule does; points and weights add up, so only gates and
/// advice can be needless.
fn needless_beside(one: &Rule, other: &Rule) -> bool {
    let gate = match (&one.gate, &other.gate) {
        (None, _) => true,
        (Some(own), Some(theirs)) => gate_within(theirs, own),
        (Some(_), None) => false,
    };
    let adds = one.leaves_weights_alone() && one.prefer.is_none();
    gate && adds && (one.advise.is_none() || one.advise == other.advise)
}

/// Answers under which two gates fire and leave nobody, although each alone leaves some, if that is so wherever both
/// fire. A gate that yields contradicts nothing, and what was not tried to the end is not known to.
fn contradict(
    ground: &Ground<'_>,
    (first, one, left): (Ix<Rule>, &Rule, &Tried),
    (second, other, right): (Ix<Rule>, &Rule, &Tried),
    effort: &Effort,
) -> Option<Answers> {
    let knowledge = ground.knowledge();
    let strict = |rule: &Rule| rule.gate.as_ref().is_some_and(|gate| !gate.yields);
    if !strict(one) || !strict(other) || !left.whole || !right.whole {
        return None;
    }
    let all = knowledge.catalog.candidates.len();
    let contradicts = |one: &Bits, other: &Bits| {
        effort.spend(5 + all as u64 / 64);
        let mut both = one.clone();
        both.add(other);
        (both.count() == all, one.count() < all && other.count() < all)
    };
    let fixed = |rule: &Rule| rule.references().is_empty() && !rule.reads_inputs && !rule.reads_mix;
    if fixed(one) && fixed(other) {
        let excluded =
            |tried: &'_ Tried| tried.did.first()?.gated.as_ref().map(|gated| gated.excluded.clone());
        let (both, alone) = contradicts(&excluded(left)?, &excluded(right)?);
        // The condition is looked at last: most gates leave somebody together.
        return (both && alone).then(|| together(knowledge, one, other, effort).next())?;
    }
    if apart(&varied(knowledge, one), &varied(knowledge, other)) {
        // No answer moves both, so whatever one leaves meets whatever the other leaves.
        let meet = left.did.iter().any(|did| {
            let Some(gated) = &did.gated else { return false };
            let mut others = right.did.iter().filter_map(|did| did.gated.as_ref());
            others.any(|other| !contradicts(&gated.excluded, &other.excluded).0)
        });
        if meet {
            return None;
        }
    }
    let mut example = None;
    for answers in together(knowledge, one, other, effort) {
        let mut questions = [varied(knowledge, one), varied(knowledge, other)].concat();
        questions.dedup();
        let more = questions.iter().flat_map(|&question| {
            answers_of(&knowledge.questions[question]).into_iter().map(move |answer| (question, answer))
        });
        for variation in std::iter::once(None).chain(more.map(Some)) {
            let mut answers = answers.clone();
            if let Some((question, answer)) = variation {
                answers.set(question, answer, Origin::Flag);
            }
            if effort.is_over() {
                return None;
            }
            if !fires(one, &answers) || !fires(other, &answers) {
                continue;
            }
            let gated = |rule| ground.tried(rule, answers.clone(), effort).gated.map(|gated| gated.excluded);
            let (both, alone) = contradicts(&gated(first)?, &gated(second)?);
            if !both {
                return None;
            }
            if alone && example.is_none() {
                example = Some(answers);
            }
        }
    }
    example
}

/// Whether two lists have nothing in common.
fn apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.iter().any(|entry| other.contains(entry))
}
