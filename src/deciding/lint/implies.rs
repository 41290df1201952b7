//! Whether one condition implies another. What is said to imply does; some that would are not found.

use knowledge::describing::question::Question;
use knowledge::stating::condition::{Bound, Clause, Operand, Requires, Test};
use knowledge::stating::rule::{Gate, Rule, Unknown};
use knowledge::words::table::Ix;

use super::effort::Effort;
use super::witness::alternatives;

/// When a rule fires.
#[derive(Debug)]
pub(super) struct Firing<'k> {
    alternatives: Vec<Vec<&'k Clause>>,
    needs: &'k [Ix<Question>],
}

impl<'k> Firing<'k> {
    pub(super) fn of(rule: &'k Rule) -> Self {
        Self { alternatives: alternatives(&rule.when), needs: &rule.needs }
    }

    /// Whether a rule fires only where another one does; what is said once there is no effort left means nothing.
    pub(super) fn within(&self, other: &Self, effort: &Effort) -> bool {
        let tested = |own: &&Clause, wanted: &&Clause| {
            effort.spend(1);
            own.question == wanted.question && {
                effort.spend(length(&own.test) * length(&wanted.test));
                answer_test(&own.test, &wanted.test)
            }
        };
        let implied = |clauses: &Vec<&Clause>| {
            !effort.is_over()
                && other.alternatives.iter().any(|wanted| {
                    effort.spend(1);
                    wanted.iter().all(|wanted| clauses.iter().any(|own| tested(own, wanted)))
                })
        };
        other.needs.iter().all(|question| self.needs.contains(question))
            && self.alternatives.iter().all(implied)
    }
}

/// How many operands a test has.
fn length(test: &Test<u16, f64>) -> u64 {
    match test {
        Test::AnyOf(listed) | Test::AllOf(listed) | Test::NoneOf(listed) => listed.len() as u64,
        Test::AtLeast(_) | Test::AtMost(_) | Test::Present(_) => 1,
    }
}

/// Whether a gate lets through only what another one does.
pub(super) fn gate_within(one: &Gate, other: &Gate) -> bool {
    if one == other {
        return true;
    }
    let plain = |gate: &Gate| gate.require.any.is_empty() && gate.forbid.is_empty() && !gate.yields;
    let implied = |wanted: &Requires| {
        let mut own = one.require.all.iter();
        own.any(|own| own.attribute == wanted.attribute && candidate_test(&own.test, &wanted.test))
    };
    plain(one)
        && plain(other)
        && (one.unknown == other.unknown || one.unknown == Unknown::Exclude)
        && other.require.all.iter().all(implied)
}

fn answer_test(one: &Test<u16, f64>, other: &Test<u16, f64>) -> bool {
    implies(one, other, |own, wanted| own >= wanted)
}

fn candidate_test(one: &Test<Operand, Bound>, other: &Test<Operand, Bound>) -> bool {
    implies(one, other, |own, wanted| match (own, wanted) {
        (Bound::Number(own), Bound::Number(wanted)) => own >= wanted,
        _ => own == wanted,
    })
}

fn implies<O: PartialEq, B: PartialEq>(
    one: &Test<O, B>,
    other: &Test<O, B>,
    reaches: impl Fn(&B, &B) -> bool,
) -> bool {
    let within = |few: &[O], many: &[O]| few.iter().all(|word| many.contains(word));
    match (one, other) {
        (Test::AnyOf(own), Test::AnyOf(wanted)) => within(own, wanted),
        (Test::AllOf(own), Test::AllOf(wanted)) | (Test::NoneOf(own), Test::NoneOf(wanted)) => {
            within(wanted, own)
        }
        (Test::AllOf(own), Test::AnyOf(wanted)) => own.iter().any(|word| wanted.contains(word)),
        (Test::AtLeast(own), Test::AtLeast(wanted)) => reaches(own, wanted),
        (Test::AtMost(own), Test::AtMost(wanted)) => reaches(wanted, own),
        (Test::Present(own), Test::Present(wanted)) => own == wanted,
        (_, Test::Present(true)) => true,
        _ => false,
    }
}
