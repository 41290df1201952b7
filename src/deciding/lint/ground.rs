//! What the gate and the preference of one rule do under answers, without looking at any other rule.

use knowledge::stating::answer::Answers;
use knowledge::stating::condition::Requires;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::effort::Effort;
use super::tried::Did;
use crate::judging::effect;
use crate::judging::judgement::Basis;
use crate::judging::outcomes::is_masked;
use crate::judging::situation::Situation;

/// What rules are tried on.
#[derive(Debug)]
pub(super) struct Ground<'k> {
    /// No answers: what rules that look at no computed figure see beside the answers.
    open: Basis<'k>,
    /// What it costs to compute figures under other answers.
    computed: u64,
}

impl<'k> Ground<'k> {
    /// The ground of all rules.
    pub(super) fn of(knowledge: &'k Knowledge) -> Self {
        let clauses = knowledge.rules.iter().map(|rule| rule.when.clauses().count());
        let computed = clauses.sum::<usize>() + 20 * knowledge.catalog.candidates.len();
        Self { open: Basis::of(knowledge, Answers::default()), computed: computed as u64 }
    }

    /// What it is read against.
    pub(super) fn knowledge(&self) -> &'k Knowledge {
        self.open.situation.knowledge
    }

    /// What it costs to compute figures under other answers.
    pub(super) fn computed(&self) -> u64 {
        self.computed
    }

    /// Tries a rule under answers that make it fire.
    pub(super) fn tried(&self, rule: Ix<Rule>, answers: Answers, effort: &Effort) -> Did {
        let own = &self.knowledge().rules[rule];
        effort.spend(self.cost(own));
        if own.reads_mix || own.reads_inputs {
            let basis = Basis::of(self.knowledge(), answers);
            return Self::did(rule, &basis.situation, &basis);
        }
        Self::did(rule, &Situation { answers, ..self.open.situation.clone() }, &self.open)
    }

    fn did(rule: Ix<Rule>, situation: &Situation<'_>, basis: &Basis<'_>) -> Did {
        Did {
            answers: situation.answers.clone(),
            gated: effect::gate(rule, situation, &basis.looked()),
            preferred: effect::prefer(rule, situation, &basis.looked()),
        }
    }

    /// What it costs to try a rule once.
    fn cost(&self, rule: &Rule) -> u64 {
        let candidates = self.knowledge().catalog.candidates.len() as u64;
        let cost = |clause: &Requires| 2 + if is_masked(clause) { candidates / 32 } else { candidates };
        let computed = if rule.reads_mix || rule.reads_inputs { self.computed } else { 0 };
        400 + computed + rule.compared().map(cost).sum::<u64>()
    }
}
