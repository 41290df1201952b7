//! The outcome of a condition for every candidate at once, one bit each.

use knowledge::stating::answer::Answer;
use knowledge::stating::condition::{Masks, Requirement, Requires, Test};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Gate;
use knowledge::words::bits::{Bits, Kept};

use super::looked::{Looked, One};
use super::situation::Situation;

/// Where a condition is true and where it may be; everywhere else it is false.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// True.
    pub yes: Bits,
    /// True or not known.
    pub maybe: Bits,
}

impl Outcomes {
    fn of(yes: Bits, unknown: Kept) -> Self {
        let mut maybe = yes.clone();
        maybe.add_kept(unknown);
        Self { yes, maybe }
    }

    fn everywhere(length: usize) -> Self {
        Self { yes: Bits::all(length), maybe: Bits::all(length) }
    }

    fn nowhere(length: usize) -> Self {
        Self { yes: Bits::none(length), maybe: Bits::none(length) }
    }

    /// Kleene's "and".
    fn and(&mut self, other: &Self) {
        self.yes.keep(&other.yes);
        self.maybe.keep(&other.maybe);
    }

    /// Kleene's "or".
    fn or(&mut self, other: &Self) {
        self.yes.add(&other.yes);
        self.maybe.add(&other.maybe);
    }

    /// Kleene's "not".
    fn not(&mut self, length: usize) {
        *self = Self { yes: self.maybe.rest(length), maybe: self.yes.rest(length) };
    }

    /// Where it is not known.
    pub fn unknown(&self) -> Bits {
        let mut unknown = self.maybe.clone();
        unknown.remove(&self.yes);
        unknown
    }
}

/// Where a gate lets candidates through.
pub fn of_gate(gate: &Gate, situation: &Situation<'_>, looked: &Looked<'_>) -> Outcomes {
    let length = situation.knowledge.catalog.candidates.len();
    let mut met = of_requirement(&gate.require, situation, looked);
    if !gate.forbid.is_empty() {
        let mut forbidden = every(&gate.forbid, situation, looked);
        forbidden.not(length);
        met.and(&forbidden);
    }
    met
}

/// Where a requirement is met.
pub fn of_requirement(requirement: &Requirement, situation: &Situation<'_>, looked: &Looked<'_>) -> Outcomes {
    let mut met = every(&requirement.all, situation, looked);
    if !requirement.any.is_empty() {
        let mut some = Outcomes::nowhere(situation.knowledge.catalog.candidates.len());
        for clauses in &requirement.any {
            some.or(&every(clauses, situation, looked));
        }
        met.and(&some);
    }
    met
}

fn every(clauses: &[Requires], situation: &Situation<'_>, looked: &Looked<'_>) -> Outcomes {
    let mut outcomes = clauses.iter().map(|clause| of_clause(clause, situation, looked));
    match outcomes.next() {
        None => Outcomes::everywhere(situation.knowledge.catalog.candidates.len()),
        Some(first) => outcomes.fold(first, |mut all, other| {
            all.and(&other);
            all
        }),
    }
}

fn of_clause(clause: &Requires, situation: &Situation<'_>, looked: &Looked<'_>) -> Outcomes {
    let length = situation.knowledge.catalog.candidates.len();
    match &clause.masks {
        Masks::Fixed { yes, unknown } => Outcomes::of(yes.bits(length), *unknown),
        Masks::ByChoice { question, has, unknown } => match situation.answers.get(*question) {
            Some(Answer::Choices(chosen)) => {
                let mut sets = chosen.iter().filter_map(|&choice| has.get(usize::from(choice)));
                let mut yes = sets.next().copied().unwrap_or_default().bits(length);
                let all = matches!(clause.test, Test::AllOf(_));
                for more in sets {
                    if all { yes.keep(&more.bits(length)) } else { yes.add_kept(*more) }
                }
                let mut outcomes = Outcomes::of(yes, *unknown);
                if matches!(clause.test, Test::NoneOf(_)) {
                    outcomes.not(length);
                }
                outcomes
            }
            _ => Outcomes::nowhere(length),
        },
        Masks::None => {
            let mut outcomes = Outcomes::nowhere(length);
            for (at, outcome) in looked.outcomes(clause, situation).enumerate() {
                if outcome == Outcome::True {
                    outcomes.yes.insert(at);
                }
                if outcome != Outcome::False {
                    outcomes.maybe.insert(at);
                }
            }
            outcomes
        }
    }
}

/// Whether the outcomes of a clause need no look at each candidate.
pub fn is_masked(clause: &Requires) -> bool {
    !matches!(clause.masks, Masks::None)
}

/// The outcome of a clause for one candidate.
pub fn of_one(clause: &Requires, one: &One<'_>, situation: &Situation<'_>) -> Outcome {
    let (met, unknown) = match &clause.masks {
        Masks::Fixed { yes, unknown } => (yes.has(one.at), unknown),
        Masks::ByChoice { question, has: sets, unknown } => match situation.answers.get(*question) {
            Some(Answer::Choices(chosen)) => {
                let mut sets = chosen.iter().filter_map(|&choice| sets.get(usize::from(choice)));
                let met = match clause.test {
                    Test::AllOf(_) => sets.all(|set| set.has(one.at)),
                    Test::NoneOf(_) => !sets.any(|set| set.has(one.at)),
                    _ => sets.any(|set| set.has(one.at)),
                };
                (met, unknown)
            }
            _ => return Outcome::False,
        },
        Masks::None => {
            let known = one.figures.known(one.ability, situation.knowledge, one.candidate, clause.attribute);
            return clause.outcome(known, &situation.asked());
        }
    };
    if unknown.has(one.at) { Outcome::Unknown } else { Outcome::from(met) }
}
