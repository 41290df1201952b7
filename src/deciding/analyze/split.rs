//! Answers to some questions while the others are open, and what is certain of conditions then.

use std::collections::BTreeSet;

use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::condition::{Clause, Condition};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::possible::Possible;

/// Answers to the questions that are decided; one that is decided may be left unanswered.
pub(super) struct Split {
    pub(super) answers: Answers,
    pub(super) decided: BTreeSet<Ix<Question>>,
}

impl Split {
    /// The outcomes of a condition that are still possible.
    pub(super) fn condition(&self, condition: &Condition) -> Possible {
        Possible::of(condition, |clause: &Clause| {
            let decided = self.decided.contains(&clause.question);
            if decided { Possible::only(clause.outcome(&self.answers)) } else { Possible::ANY }
        })
    }

    /// Whether a rule may fire, and whether it must.
    pub(super) fn fires(&self, rule: &Rule) -> Possible {
        let needed = |question: &Ix<Question>| {
            let answered = Outcome::from(self.answers.get(*question).is_some());
            if self.decided.contains(question) { Possible::only(answered) } else { Possible::ANY }
        };
        rule.needs.iter().fold(self.condition(&rule.when), |all, question| all.and(needed(question)))
    }
}
