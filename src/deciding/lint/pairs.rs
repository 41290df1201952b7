//! Rules that get in each other's way: twice the same, one within the other, gates that together leave nobody.

use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::diagnostic::Code;
use knowledge::words::table::Ix;

use super::implies::{fires_within, gate_within};
use super::tried::{Tried, answers_of, varied};
use super::witness::together;
use super::{About, Finding, written};
use crate::judging::effect;
use crate::judging::judgement::Judgement;
use crate::judging::situation::fires;

/// Duplicates, rules that another one makes needless, and gates that contradict each other.
pub(super) fn findings(knowledge: &Knowledge, tried: &[Tried]) -> Vec<Finding> {
    let fires = |at: Ix<Rule>| tried.get(at.get()).is_some_and(|tried| tried.fires);
    let mut found = Vec::new();
    for (at, one) in knowledge.rules.enumerate().filter(|(at, _)| fires(*at)) {
        let finding = |code, about, other: Ix<Rule>, key| {
            let mut with = vec![("rule", knowledge.rules[about].id.to_string())];
            with.push(("other", knowledge.rules[other].id.to_string()));
            Finding { code, about: About::Rule(about, key), other: Some(other), with }
        };
        for (before, other) in knowledge.rules.enumerate().take(at.get()).filter(|(at, _)| fires(*at)) {
            let (within, around) = (fires_within(one, other), fires_within(other, one));
            if within && around && same_effects(one, other) {
                found.push(finding(Code::DuplicateRule, at, before, None));
                // Once is enough: of a thousand equal rules each is told of one other.
                break;
            } else if within && needless_beside(one, other) {
                found.push(finding(Code::SubsumedRule, at, before, None));
                break;
            } else if around && needless_beside(other, one) {
                found.push(finding(Code::SubsumedRule, before, at, None));
            } else if let Some(answers) = contradict(knowledge, tried, (before, other), (at, one)) {
                let mut finding = finding(Code::ContradictingGates, at, before, None);
                finding.with.push(("answers", written(&answers, knowledge)));
                found.push(finding);
            }
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
/// fire. A gate that yields contradicts nothing.
fn contradict(
    knowledge: &Knowledge,
    tried: &[Tried],
    (first, one): (Ix<Rule>, &Rule),
    (second, other): (Ix<Rule>, &Rule),
) -> Option<Answers> {
    let strict = |rule: &Rule| rule.gate.as_ref().is_some_and(|gate| !gate.yields);
    if !strict(one) || !strict(other) {
        return None;
    }
    let all = knowledge.catalog.candidates.len();
    let contradicts = |one: &Bits, other: &Bits| {
        let mut both = one.clone();
        both.add(other);
        (both.count() == all, one.count() < all && other.count() < all)
    };
    let fixed = |rule: &Rule| rule.references().is_empty() && !rule.reads_inputs && !rule.reads_mix;
    let excluded =
        |at: Ix<Rule>| tried.get(at.get())?.did.first()?.gated.as_ref().map(|gated| &gated.excluded);
    if fixed(one) && fixed(other) {
        let (both, alone) = contradicts(excluded(first)?, excluded(second)?);
        // The condition is looked at last: most gates leave somebody together.
        return (both && alone).then(|| together(knowledge, one, other).into_iter().next())?;
    }
    if apart(&varied(knowledge, one), &varied(knowledge, other)) {
        // No answer moves both, so whatever one leaves meets whatever the other leaves.
        let left = |at: Ix<Rule>| tried.get(at.get()).into_iter().flat_map(|tried| &tried.did);
        let meet = left(first).any(|did| {
            let Some(gated) = &did.gated else { return false };
            let mut others = left(second).filter_map(|did| did.gated.as_ref());
            others.any(|other| !contradicts(&gated.excluded, &other.excluded).0)
        });
        if meet {
            return None;
        }
    }
    let mut example = None;
    for answers in together(knowledge, one, other) {
        let base = Judgement::of(knowledge, answers);
        let mut questions = [varied(knowledge, one), varied(knowledge, other)].concat();
        questions.dedup();
        let more = questions.iter().flat_map(|&question| {
            answers_of(&knowledge.questions[question]).into_iter().map(move |answer| (question, answer))
        });
        for variation in std::iter::once(None).chain(more.map(Some)) {
            let judgement = match variation {
                None => base.clone(),
                Some((question, answer)) => base.with(question, answer),
            };
            let situation = &judgement.situation;
            if !fires(one, &situation.answers) || !fires(other, &situation.answers) {
                continue;
            }
            let looked = judgement.looked();
            let gated = |rule| effect::gate(rule, situation, &looked).map(|gated| gated.excluded);
            let (both, alone) = contradicts(&gated(first)?, &gated(second)?);
            if !both {
                return None;
            }
            if alone && example.is_none() {
                example = Some(situation.answers.clone());
            }
        }
    }
    example
}

/// Whether two lists have nothing in common.
fn apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    !one.iter().any(|entry| other.contains(entry))
}
