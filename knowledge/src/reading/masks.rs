//! Works out the outcomes of conditions over candidates that no computed figure takes part in.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::describing::attribute::{Of, Value};
use crate::describing::question::Question;
use crate::stating::answer::Answers;
use crate::stating::condition::{Asked, Masks, Operand, Outcome, Requirement, Requires, Test};
use crate::stating::knowledge::Knowledge;
use crate::stating::rule::{Gate, Rule};
use crate::words::bits::Bits;
use crate::words::list::List;
use crate::words::table::{Ix, Table};

/// Works out the outcomes of every clause of every rule, as far as they do not follow from computed numbers.
pub(crate) fn fix(rules: Vec<Rule>, knowledge: &Knowledge) -> Table<Rule> {
    let room = Cell::new(MOST_BITS);
    let all =
        |clauses: &List<Requires>| clauses.iter().map(|clause| fixed(clause, knowledge, &room)).collect();
    let requirement =
        |own: &Requirement| Requirement { all: all(&own.all), any: own.any.iter().map(all).collect() };
    let fix = |mut rule: Rule| {
        if let Some(gate) = &mut rule.gate {
            (gate.require, gate.forbid) = (requirement(&gate.require), all(&gate.forbid));
        }
        if let Some(prefer) = &mut rule.prefer {
            prefer.wanted = requirement(&prefer.wanted);
        }
        rule
    };
    Table::new(rules.into_iter().map(fix).map(|rule| flagged(rule, knowledge)).collect())
}

/// The rule, marked with the derived figures that it reads.
fn flagged(mut rule: Rule, knowledge: &Knowledge) -> Rule {
    let gate = rule.gate.iter().flat_map(Gate::clauses);
    let prefer = rule.prefer.iter().flat_map(|prefer| prefer.wanted.clauses());
    let read: Vec<_> = gate.chain(prefer).map(|clause| clause.attribute).collect();
    rule.reads_mix = read.iter().any(|&at| knowledge.roles.of_mix(at));
    rule.reads_inputs = read.iter().any(|&at| knowledge.roles.of_inputs(at));
    rule
}

/// A clause with its masks, if there is room for them.
fn fixed(clause: &Requires, knowledge: &Knowledge, room: &Cell<usize>) -> Requires {
    let mut reads = clause.reads();
    let masks = match (knowledge.attributes[clause.attribute].of, reads.next(), reads.next()) {
        (Of::Derived, _, _) | (_, Some(_), Some(_)) => Masks::None,
        (_, None, _) => by_outcome(clause, knowledge),
        (_, Some(question), None) => by_choice(clause, question, knowledge, room),
    };
    drop(reads);
    Requires { masks, ..clause.clone() }
}

fn by_outcome(clause: &Requires, knowledge: &Knowledge) -> Masks {
    let answers = Answers::default();
    let asked = Asked { questions: &knowledge.questions, answers: &answers };
    let candidates = knowledge.catalog.candidates.iter();
    let outcomes: Vec<_> = candidates
        .map(|&candidate| clause.outcome(knowledge.known(candidate, clause.attribute), &asked))
        .collect();
    let is =
        |wanted: Outcome| Bits::collect(outcomes.len(), |at| outcomes.get(at) == Some(&wanted)).into_words();
    Masks::Fixed { yes: is(Outcome::True).into(), unknown: is(Outcome::Unknown).into() }
}

/// More bits than this, of all clauses together, are not worth their memory, 64 MiB: a question of thousands of
/// choices in each of thousands of rules.
const MOST_BITS: usize = 64 * 8 * 1024 * 1024;

fn by_choice(clause: &Requires, question: Ix<Question>, knowledge: &Knowledge, room: &Cell<usize>) -> Masks {
    let (Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands)) = &clause.test else {
        return Masks::None;
    };
    let [Operand::Answer { prefix, .. }] = &**operands else { return Masks::None };
    let candidates = &knowledge.catalog.candidates;
    let choices: BTreeMap<_, _> = knowledge.questions[question].choice_ids().zip(0..).collect();
    let Some(left) = room.get().checked_sub(choices.len() * candidates.len()) else { return Masks::None };
    room.set(left);
    let mut has = vec![Bits::none(candidates.len()); choices.len()];
    let mut unknown = Bits::none(candidates.len());
    for (at, &candidate) in candidates.enumerate() {
        let words = match knowledge.stated(candidate, clause.attribute) {
            None => {
                unknown.insert(at.get());
                continue;
            }
            Some(Value::Word(own)) => std::slice::from_ref(own),
            Some(Value::Words(own)) => own,
            Some(_) => &[],
        };
        let named = words.iter().filter_map(|word| choices.get(word.strip_prefix(&**prefix)?));
        for choice in named.copied().collect::<Vec<usize>>() {
            if let Some(bits) = has.get_mut(choice) {
                bits.insert(at.get());
            }
        }
    }
    let has = has.into_iter().map(|bits| bits.into_words().into()).collect();
    Masks::ByChoice { question, has, unknown: unknown.into_words().into() }
}
