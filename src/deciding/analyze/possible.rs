//! Outcomes while not all questions are decided: the set of those that are still possible.

use knowledge::stating::all::All;
use knowledge::stating::outcome::Outcome;

/// Some of true, false and unknown, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Possible(u8);

const ALL: [Outcome; 3] = [Outcome::True, Outcome::False, Outcome::Unknown];

impl Possible {
    /// Any outcome.
    pub(super) const ANY: Self = Self(7);

    /// This one alone.
    pub(super) fn only(outcome: Outcome) -> Self {
        Self(match outcome {
            Outcome::True => 1,
            Outcome::False => 2,
            Outcome::Unknown => 4,
        })
    }

    /// Whether this one is among them.
    pub(super) fn may_be(self, outcome: Outcome) -> bool {
        self.0 & Self::only(outcome).0 != 0
    }

    /// Whether no other one is.
    pub(super) fn must_be(self, outcome: Outcome) -> bool {
        self == Self::only(outcome)
    }

    fn combined(self, other: Self, by: impl Fn(Outcome, Outcome) -> Outcome) -> Self {
        let mut all = 0;
        for one in ALL.into_iter().filter(|one| self.may_be(*one)) {
            for two in ALL.into_iter().filter(|two| other.may_be(*two)) {
                all |= Self::only(by(one, two)).0;
            }
        }
        Self(all)
    }

    /// All but these.
    pub(super) fn not_this(self) -> Self {
        Self(!self.0 & Self::ANY.0)
    }

    /// Kleene's "and".
    pub(super) fn and(self, other: Self) -> Self {
        self.combined(other, Outcome::and)
    }

    fn or(self, other: Self) -> Self {
        self.combined(other, Outcome::or)
    }

    /// Kleene's "not".
    pub(super) fn not(self) -> Self {
        self.combined(Self::only(Outcome::True), |one, _| !one)
    }

    /// Of clauses and alternatives.
    pub(super) fn of<C>(condition: &All<C>, clause: impl Fn(&C) -> Self) -> Self {
        let every =
            |clauses: &[C]| clauses.iter().fold(Self::only(Outcome::True), |all, one| all.and(clause(one)));
        let all = every(&condition.all);
        if condition.any.is_empty() {
            return all;
        }
        let some = condition.any.iter().map(|clauses| every(clauses));
        all.and(some.fold(Self::only(Outcome::False), Self::or))
    }
}
