//! The outcome of a condition for every candidate at once, one bit each.

use knowledge::stating::answer::Answer;
use knowledge::stating::condition::{Masks, Outcome, Requirement, Requires, Test};
use knowledge::stating::rule::Gate;
use knowledge::words::bits::{Bits, has};

use super::looked::{Looked, One};
use super::situation::Situation;

/// Where a condition is true and where it is not known; everywhere else it is false.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// True.
    pub yes: Bits,
    /// Not known.
    pub unknown: Bits,
}

impl Outcomes {
    fn everywhere(length: usize) -> Self {
        Self { yes: Bits::all(length), unknown: Bits::default() }
    }

    fn nowhere(length: usize) -> Self {
        Self { yes: Bits::none(length), unknown: Bits::none(length) }
    }

    /// Kleene's "and".
    fn and(&mut self, other: &Self) {
        let mut possible = self.yes.clone();
        possible.add(&self.unknown);
        let mut others = other.yes.clone();
        others.add(&other.unknown);
        possible.keep(&others);
        self.yes.keep(&other.yes);
        possible.remove(&self.yes);
        self.unknown = possible;
    }

    /// Kleene's "or".
    fn or(&mut self, other: &Self) {
        self.yes.add(&other.yes);
        self.unknown.add(&other.unknown);
        self.unknown.remove(&self.yes);
    }

    /// Kleene's "not".
    fn not(&mut self, length: usize) {
        let mut yes = Bits::all(length);
        yes.remove(&self.yes);
        yes.remove(&self.unknown);
        self.yes = yes;
    }

    /// Where it is neither true nor unknown.
    pub fn no(&self, length: usize) -> Bits {
        let mut opposite = self.clone();
        opposite.not(length);
        opposite.yes
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
        Masks::Fixed { yes, unknown } => {
            Outcomes { yes: Bits::from_words(yes), unknown: Bits::from_words(unknown) }
        }
        Masks::ByChoice { question, has, unknown } => match situation.answers.get(*question) {
            Some(Answer::Choices(chosen)) => {
                let mut words = chosen.iter().filter_map(|&choice| has.get(usize::from(choice)));
                let first = words.next().map_or_else(Bits::default, |words| Bits::from_words(words));
                let mut outcomes = Outcomes { yes: first, unknown: Bits::from_words(unknown) };
                let all = matches!(clause.test, Test::AllOf(_));
                for more in words.map(|words| Bits::from_words(words)) {
                    if all { outcomes.yes.keep(&more) } else { outcomes.yes.add(&more) }
                }
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
                match outcome {
                    Outcome::True => outcomes.yes.insert(at),
                    Outcome::Unknown => outcomes.unknown.insert(at),
                    Outcome::False => {}
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
        Masks::Fixed { yes, unknown } => (has(yes, one.at), unknown),
        Masks::ByChoice { question, has: sets, unknown } => match situation.answers.get(*question) {
            Some(Answer::Choices(chosen)) => {
                let mut sets = chosen.iter().filter_map(|&choice| sets.get(usize::from(choice)));
                let met = match clause.test {
                    Test::AllOf(_) => sets.all(|set| has(set, one.at)),
                    Test::NoneOf(_) => !sets.any(|set| has(set, one.at)),
                    _ => sets.any(|set| has(set, one.at)),
                };
                (met, unknown)
            }
            _ => return Outcome::False,
        },
        Masks::None => {
            let known =
                one.figures.known(one.ability, situation.knowledge, one.candidate, clause.attribute);
            return clause.outcome(known, &situation.asked());
        }
    };
    if has(unknown, one.at) { Outcome::Unknown } else { Outcome::from(met) }
}
