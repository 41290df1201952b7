//! When nothing fits: the smallest sets of gates whose lifting lets something through.

use std::collections::BTreeMap;

use knowledge::stating::knowledge::Candidate;
use knowledge::words::table::Ix;

use super::recommendation::{Excluded, Reason, Relaxation};
use crate::judging::judgement::Judgement;

/// So many are told: more would be a list instead of advice.
const TOLD: usize = 5;

/// The smallest sets, the one that lets most candidates through first. Lifting a set lets a candidate through
/// exactly if it holds all of the candidate's reasons, so the sets of reasons themselves are all there is to try.
/// A model that is no longer to be had never counts.
pub fn relaxations(judgement: &Judgement<'_>, excluded: &[Excluded]) -> Vec<Relaxation> {
    let mut sets: BTreeMap<&[Reason], Vec<Ix<Candidate>>> = BTreeMap::new();
    for out in excluded {
        sets.entry(out.by.as_slice()).or_default().push(out.candidate);
    }
    let answered = |reasons: &[Reason]| reasons.iter().all(|reason| liftable(judgement, *reason));
    let Some(least) = sets.keys().filter(|reasons| answered(reasons)).map(|reasons| reasons.len()).min()
    else {
        return Vec::new();
    };
    let point = |at: &Ix<Candidate>| judgement.scores.get(at.get()).copied();
    let mut found: Vec<_> = sets
        .iter()
        .filter(|(reasons, _)| reasons.len() == least && answered(reasons))
        .filter_map(|(reasons, candidates)| {
            let first = candidates.iter().max_by_key(|at| (point(at), std::cmp::Reverse(**at)))?;
            Some(Relaxation { lift: reasons.to_vec(), candidates: candidates.len(), first: *first })
        })
        .collect();
    found.sort_by(|one, other| other.candidates.cmp(&one.candidates).then_with(|| one.lift.cmp(&other.lift)));
    found.truncate(TOLD);
    found
}

/// Whether another answer could lift a gate: one that no answer takes part in cannot be lifted.
pub fn liftable(judgement: &Judgement<'_>, reason: Reason) -> bool {
    match reason {
        Reason::Floor => true,
        Reason::Rule(rule) => {
            let rule = &judgement.situation.knowledge.rules[rule];
            rule.when.clauses().next().is_some() || !rule.needs.is_empty()
        }
    }
}
