//! What one rule does to every candidate.

use knowledge::describing::model::Strength;
use knowledge::stating::condition::{Asked, Requires, Test};
use knowledge::stating::rule::{Prefer, Rule, Unknown};
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::looked::Looked;
use super::outcomes;
use super::situation::Situation;

/// What a gate does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gated {
    /// The rule.
    pub rule: Ix<Rule>,
    /// The candidates that it excludes.
    pub excluded: Bits,
    /// The candidates that it keeps although its outcome is not known.
    pub unsure: Bits,
}

/// What a preference does.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let tags = if prefer.by_kind() { wanted_tags(prefer, situation) } else { Vec::new() };
    let earned = |at: usize| {
        let strengths = &knowledge.model(knowledge.catalog.candidates[Ix::new(at)]).strengths;
        let points = |strength: &Strength| prefer.points_for(Some(strength.kind));
        if prefer.by_kind() {
            (at, matching(strengths, &tags).map(points).max().unwrap_or(0))
        } else {
            (at, prefer.points_for(None))
        }
    };
    let points = outcomes.yes.iter().map(earned).filter(|(_, points)| *points != 0).collect();
    let most = prefer.points.iter().map(|(_, points)| *points).max_by_key(|points| points.abs()).unwrap_or(0);
    Some(Preferred { rule, points, unsure: outcomes.unknown.iter().map(|at| (at, most)).collect() })
}

/// The strengths that have one of the tags and that no evidence contradicts.
pub fn matching<'s>(strengths: &'s [Strength], tags: &[String]) -> impl Iterator<Item = &'s Strength> {
    let named = |strength: &&Strength| tags.iter().any(|tag| strength.tag == tag.as_str());
    strengths.iter().filter(move |strength| !strength.contradicted && named(strength))
}

/// The words that the clauses of a preference about strengths look for.
pub fn wanted_tags(prefer: &Prefer, situation: &Situation<'_>) -> Vec<String> {
    let strengths = situation.knowledge.roles.strengths;
    let clauses = prefer.wanted.clauses().filter(|clause| Some(clause.attribute) == strengths);
    clauses.flat_map(|clause| tags(clause, &situation.asked())).collect()
}

/// The words that a clause about strengths looks for.
fn tags(clause: &Requires, asked: &Asked<'_>) -> Vec<String> {
    let operands: &[_] = match &clause.test {
        Test::AnyOf(operands) | Test::AllOf(operands) => operands,
        _ => &[],
    };
    operands.iter().flat_map(|operand| operand.words(asked)).collect()
}
