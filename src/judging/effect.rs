//! What one rule does to every candidate.

use knowledge::describing::model::Strength;
use knowledge::stating::condition::{Asked, Requires, Test};
use knowledge::stating::knowledge::Candidate;
use knowledge::stating::rule::{Prefer, Rule, Unknown};
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::judgement::Looked;
use super::outcomes;
use super::situation::Situation;

/// What a gate does.
#[derive(Clone, Debug)]
pub struct Gated {
    /// The rule.
    pub rule: Ix<Rule>,
    /// The candidates that it excludes.
    pub excluded: Bits,
    /// The candidates that it keeps although its outcome is not known.
    pub unsure: Bits,
}

/// What a preference does.
#[derive(Clone, Debug)]
pub struct Preferred {
    /// The rule.
    pub rule: Ix<Rule>,
    /// Points, by candidate; most get none.
    pub points: Vec<(usize, i64)>,
    /// Candidates that might get its points, and how many at most.
    pub unsure: Vec<(usize, i64)>,
}

/// The outcome of a gate for every candidate.
pub fn gate(rule: Ix<Rule>, situation: &Situation<'_>, looked: &Looked<'_>) -> Option<Gated> {
    let gate = situation.knowledge.rules[rule].gate.as_ref()?;
    let outcomes = outcomes::of_gate(gate, situation, looked);
    let mut excluded = outcomes.no(situation.knowledge.catalog.candidates.len());
    match gate.unknown {
        Unknown::Exclude => {
            excluded.add(&outcomes.unknown);
            Some(Gated { rule, excluded, unsure: Bits::default() })
        }
        Unknown::Warn => Some(Gated { rule, excluded, unsure: outcomes.unknown }),
    }
}

/// The points of a preference for every candidate.
pub fn prefer(rule: Ix<Rule>, situation: &Situation<'_>, looked: &Looked<'_>) -> Option<Preferred> {
    let knowledge = situation.knowledge;
    let prefer = knowledge.rules[rule].prefer.as_ref()?;
    let outcomes = outcomes::of_requirement(&prefer.wanted, situation, looked);
    let earned = |at: usize| (at, earned(prefer, knowledge.catalog.candidates[Ix::new(at)], situation));
    let points = outcomes.yes.iter().map(earned).filter(|(_, points)| *points != 0).collect();
    let most = prefer.points.iter().map(|(_, points)| *points).max_by_key(|points| points.abs()).unwrap_or(0);
    Some(Preferred { rule, points, unsure: outcomes.unknown.iter().map(|at| (at, most)).collect() })
}

fn earned(prefer: &Prefer, candidate: Candidate, situation: &Situation<'_>) -> i64 {
    if !prefer.by_kind() {
        return prefer.points_for(None);
    }
    let strengths = matching(prefer, candidate, situation);
    strengths.map(|strength| prefer.points_for(Some(strength.kind))).max().unwrap_or(0)
}

/// The strengths of a candidate that earn it the points of a preference.
pub fn matching<'s>(
    prefer: &'s Prefer,
    candidate: Candidate,
    situation: &'s Situation<'_>,
) -> impl Iterator<Item = &'s Strength> {
    let knowledge = situation.knowledge;
    let tags: Vec<String> = prefer
        .wanted
        .clauses()
        .filter(|clause| Some(clause.attribute) == knowledge.roles.strengths)
        .flat_map(|clause| tags(clause, &situation.asked()))
        .collect();
    let strengths = &knowledge.model(candidate).strengths;
    strengths
        .iter()
        .filter(move |strength| !strength.contradicted && tags.iter().any(|tag| strength.tag == tag.as_str()))
}

/// The words that a clause about strengths looks for.
pub fn tags(clause: &Requires, asked: &Asked<'_>) -> Vec<String> {
    let operands: &[_] = match &clause.test {
        Test::AnyOf(operands) | Test::AllOf(operands) => operands,
        _ => &[],
    };
    operands.iter().flat_map(|operand| operand.words(asked)).collect()
}
