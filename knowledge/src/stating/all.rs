//! Clauses that all hold, and alternatives of which one does, whatever the clauses are about.

use databake::Bake;

use super::outcome::Outcome;
use crate::words::list::List;

/// Clauses that all hold, and alternatives of which one holds; nothing at all is always true.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::all)]
pub struct All<C: 'static> {
    /// Every one must hold.
    pub all: List<C>,
    /// If there are any, all clauses of one of them must hold.
    pub any: List<List<C>>,
}

impl<C> Default for All<C> {
    fn default() -> Self {
        Self { all: List::default(), any: List::default() }
    }
}

impl<C> All<C> {
    /// The outcome, given the outcome of each clause; `true` says that the clause stands in an alternative.
    pub fn outcome(&self, of: impl Fn(&C, bool) -> Outcome) -> Outcome {
        let mut outcome = every(&self.all, |clause| of(clause, false));
        if !self.any.is_empty() && outcome != Outcome::False {
            let some = self
                .any
                .iter()
                .fold(Outcome::False, |some, clauses| some.or(every(clauses, |clause| of(clause, true))));
            outcome = outcome.and(some);
        }
        outcome
    }

    /// Every clause, wherever it stands.
    pub fn clauses(&self) -> impl Iterator<Item = &C> + Clone {
        self.all.iter().chain(self.any.iter().flatten())
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.any.is_empty()
    }
}

fn every<C>(clauses: &[C], of: impl Fn(&C) -> Outcome) -> Outcome {
    let mut outcome = Outcome::True;
    for clause in clauses {
        outcome = outcome.and(of(clause));
        if outcome == Outcome::False {
            break;
        }
    }
    outcome
}
