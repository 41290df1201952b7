//! What one rule does to every candidate.

use knowledge::describing::model::{Model, Strength};
use knowledge::stating::condition::{Asked, Requires, Test};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::{Gate, Prefer, Rule, Unknown};
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::looked::{Looked, One};
use super::outcomes::{self, Outcomes};
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

/// A preference that gives its points to candidates when they are looked at.
#[derive(Debug)]
pub struct Giving<'k> {
    prefer: &'k Prefer,
    tags: Vec<String>,
    /// The candidates that meet it, if that needs no look at each.
    pub yes: Option<Bits>,
}

impl<'k> Giving<'k> {
    /// A preference in a situation.
    pub fn of(prefer: &'k Prefer, situation: &Situation<'_>, looked: &Looked<'_>) -> Self {
        let masked = prefer.wanted.clauses().all(outcomes::is_masked);
        let yes = masked.then(|| outcomes::of_requirement(&prefer.wanted, situation, looked).yes);
        Self { prefer, tags: tags_by_kind(prefer, situation), yes }
    }

    /// The most points that it gives.
    pub fn most(&self) -> i64 {
        self.prefer.points.iter().map(|(_, points)| *points).max().unwrap_or(0).max(0)
    }

    /// The points of a candidate; without a look at it, at most that.
    pub fn points(&self, at: usize, one: Option<&One<'_>>, situation: &Situation<'_>) -> i64 {
        let meets = match (&self.yes, one) {
            (Some(yes), _) => yes.has(at),
            (None, None) => return self.most(),
            (None, Some(one)) => {
                let outcome =
                    self.prefer.wanted.outcome(|clause, _| outcomes::of_one(clause, one, situation));
                outcome == Outcome::True
            }
        };
        let knowledge = situation.knowledge;
        let model = || knowledge.model(knowledge.catalog.candidates[Ix::new(at)]);
        if meets { points(self.prefer, &self.tags, model()) } else { 0 }
    }
}

/// The outcome of a gate for every candidate.
pub fn gate(rule: Ix<Rule>, situation: &Situation<'_>, looked: &Looked<'_>) -> Option<Gated> {
    let gate = situation.knowledge.rules[rule].gate.as_ref()?;
    let outcomes = outcomes::of_gate(gate, situation, looked);
    let excluded = excluded(gate, &outcomes, situation);
    let unsure = if gate.unknown == Unknown::Warn { outcomes.unknown() } else { Bits::default() };
    Some(Gated { rule, excluded, unsure })
}

/// The candidates that a gate excludes, from its outcomes.
pub fn excluded(gate: &Gate, outcomes: &Outcomes, situation: &Situation<'_>) -> Bits {
    let passes = if gate.unknown == Unknown::Exclude { &outcomes.yes } else { &outcomes.maybe };
    passes.rest(situation.knowledge.catalog.candidates.len())
}

/// The points of a preference for every candidate.
pub fn prefer(rule: Ix<Rule>, situation: &Situation<'_>, looked: &Looked<'_>) -> Option<Preferred> {
    let knowledge = situation.knowledge;
    let prefer = knowledge.rules[rule].prefer.as_ref()?;
    let outcomes = outcomes::of_requirement(&prefer.wanted, situation, looked);
    let tags = tags_by_kind(prefer, situation);
    let earned = |at| (at, points(prefer, &tags, knowledge.model(knowledge.catalog.candidates[Ix::new(at)])));
    let points = outcomes.yes.iter().map(earned).filter(|(_, points)| *points != 0).collect();
    let most = prefer.points.iter().map(|(_, points)| *points).max_by_key(|points| points.abs()).unwrap_or(0);
    Some(Preferred { rule, points, unsure: outcomes.unknown().iter().map(|at| (at, most)).collect() })
}

/// The points of a preference for a candidate of a model that meets it; `tags` are its [`tags_by_kind`].
fn points(prefer: &Prefer, tags: &[String], model: &Model) -> i64 {
    if !prefer.by_kind() {
        return prefer.points_for(None);
    }
    let points = |strength: &Strength| prefer.points_for(Some(strength.kind));
    matching(&model.strengths, tags).map(points).max().unwrap_or(0)
}

/// Whether a gate excludes one candidate.
pub fn excludes(gate: &Gate, one: &One<'_>, situation: &Situation<'_>) -> bool {
    match gate.outcome(&|clause| outcomes::of_one(clause, one, situation)) {
        Outcome::True => false,
        Outcome::False => true,
        Outcome::Unknown => gate.unknown == Unknown::Exclude,
    }
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

/// The same, if points go by kind of source.
fn tags_by_kind(prefer: &Prefer, situation: &Situation<'_>) -> Vec<String> {
    if prefer.by_kind() { wanted_tags(prefer, situation) } else { Vec::new() }
}

/// The words that a clause about strengths looks for.
fn tags(clause: &Requires, asked: &Asked<'_>) -> Vec<String> {
    let operands: &[_] = match &clause.test {
        Test::AnyOf(operands) | Test::AllOf(operands) => operands,
        _ => &[],
    };
    operands.iter().flat_map(|operand| operand.words(asked)).collect()
}
