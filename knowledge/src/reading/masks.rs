//! Works out the outcomes of conditions over candidates that no computed figure takes part in.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::describing::attribute::{Of, Value};
use crate::describing::question::Question;
use crate::stating::answer::Answers;
use crate::stating::condition::{Asked, Masks, Operand, Requirement, Requires, Test};
use crate::stating::knowledge::{Candidate, Knowledge};
use crate::stating::outcome::Outcome;
use crate::stating::rule::Rule;
use crate::words::bits::Kept;
use crate::words::every::every;
use crate::words::list::List;
use crate::words::table::{Ix, Table};

/// What was worked out is looked up among so many clauses over an attribute, more than the built-in rules have.
const MOST_KNOWN: usize = 200;

/// Every clause looks at so many candidates before the next ones: few enough that what is stated of them stays in the
/// cache of a processor.
const TOGETHER: usize = 512;

/// Works out the outcomes of every clause of every rule, as far as they do not follow from computed numbers.
pub(crate) fn fix(rules: Vec<Rule>, knowledge: &Knowledge) -> Table<Rule> {
    let room = Cell::new(MOST_WORDS);
    let known = RefCell::new(known(&rules, knowledge));
    let once = |clause: &Requires| {
        let same = |list: &Vec<Requires>| list.iter().find(|known| known.test == clause.test).cloned();
        let found = known.borrow().get(clause.attribute.get()).and_then(same);
        found.unwrap_or_else(|| {
            let fixed = fixed(clause, knowledge, &room);
            if let Some(list) = known.borrow_mut().get_mut(clause.attribute.get())
                && list.len() < MOST_KNOWN
            {
                list.push(fixed.clone());
            }
            fixed
        })
    };
    let all = |clauses: &List<Requires>| clauses.iter().map(once).collect();
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

/// Many rules ask the same of candidates: by attribute, the clauses that read no answer, worked out on all processors.
fn known(rules: &[Rule], knowledge: &Knowledge) -> Vec<Vec<Requires>> {
    let mut lists = vec![Vec::new(); knowledge.attributes.len()];
    for clause in rules.iter().flat_map(Rule::compared).filter(|clause| clause.reads().next().is_none()) {
        if knowledge.attributes[clause.attribute].of != Of::Derived
            && let Some(list) = lists.get_mut(clause.attribute.get())
            && list.len() < MOST_KNOWN
            && !list.iter().any(|known: &Requires| known.test == clause.test)
        {
            list.push(clause.clone());
        }
    }
    let candidates: Vec<_> = knowledge.catalog.candidates.0.chunks(TOGETHER).collect();
    let every_clause = |at: usize, (): &()| {
        let some = candidates.get(at).copied().unwrap_or_default();
        lists.iter().flatten().map(|clause| outcomes(clause, some, knowledge)).collect::<Vec<_>>()
    };
    let parts = every(candidates.len(), || (), every_clause);
    for (at, clause) in lists.iter_mut().flatten().enumerate() {
        clause.masks = masks(parts.iter().filter_map(|part| part.get(at)).flatten());
    }
    lists
}

/// The rule, marked with the derived figures that it reads.
fn flagged(mut rule: Rule, knowledge: &Knowledge) -> Rule {
    let read: Vec<_> = rule.compared().map(|clause| clause.attribute).collect();
    rule.reads_mix = read.iter().any(|&at| knowledge.roles.of_mix(at));
    rule.reads_inputs = read.iter().any(|&at| knowledge.roles.of_inputs(at));
    rule
}

/// A clause with its masks, if there is room for them.
fn fixed(clause: &Requires, knowledge: &Knowledge, room: &Cell<usize>) -> Requires {
    let mut reads = clause.reads();
    let masks = match (knowledge.attributes[clause.attribute].of, reads.next(), reads.next()) {
        (Of::Derived, _, _) | (_, Some(_), Some(_)) => Masks::None,
        (_, None, _) => masks(outcomes(clause, &knowledge.catalog.candidates.0, knowledge).iter()),
        (_, Some(question), None) => by_choice(clause, question, knowledge, room),
    };
    drop(reads);
    Requires { masks, ..clause.clone() }
}

/// What a clause that reads no answer says of candidates that stand together.
fn outcomes(clause: &Requires, candidates: &[Candidate], knowledge: &Knowledge) -> Vec<Outcome> {
    let answers = Answers::default();
    let asked = Asked { questions: &knowledge.questions, answers: &answers };
    let outcome = |candidate| clause.outcome(knowledge.known(candidate, clause.attribute), &asked);
    shared(clause, candidates, knowledge, outcome).collect()
}

fn masks<'o>(outcomes: impl Iterator<Item = &'o Outcome> + Clone) -> Masks {
    let is =
        |wanted| (0..).zip(outcomes.clone()).filter(|(_, own)| **own == wanted).map(|(at, _)| at).collect();
    Masks::Fixed { yes: is(Outcome::True), unknown: is(Outcome::Unknown) }
}

/// Something of each candidate that follows from the attribute of a clause: the offers of a model share what is true of
/// the model.
fn shared<T: Copy>(
    clause: &Requires,
    candidates: &[Candidate],
    knowledge: &Knowledge,
    of: impl Fn(Candidate) -> T,
) -> impl Iterator<Item = T> {
    let shared = knowledge.attributes[clause.attribute].of == Of::Model;
    let mut last = None;
    candidates.iter().map(move |&candidate| match last {
        Some((model, own)) if shared && model == candidate.model => own,
        _ => {
            let own = of(candidate);
            last = Some((candidate.model, own));
            own
        }
    })
}

/// More words of 64 bits than this, of all clauses together, are not worth their memory, 64 MiB: a question of
/// thousands of choices in each of thousands of rules.
const MOST_WORDS: usize = 8 * 1024 * 1024;

fn by_choice(clause: &Requires, question: Ix<Question>, knowledge: &Knowledge, room: &Cell<usize>) -> Masks {
    let (Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands)) = &clause.test else {
        return Masks::None;
    };
    let [Operand::Answer { prefix, .. }] = &**operands else { return Masks::None };
    let choices: BTreeMap<_, _> = knowledge.questions[question].choice_ids().zip(0_usize..).collect();
    let mut has = vec![Vec::new(); choices.len()];
    let mut unknown = Vec::new();
    let all = &knowledge.catalog.candidates.0;
    let stated = shared(clause, all, knowledge, |candidate| knowledge.stated(candidate, clause.attribute));
    for (at, stated) in stated.enumerate() {
        let words = match stated {
            None => {
                unknown.push(at);
                continue;
            }
            Some(Value::Word(own)) => std::slice::from_ref(own),
            Some(Value::Words(own)) => own,
            Some(_) => &[],
        };
        for choice in words.iter().filter_map(|word| choices.get(word.strip_prefix(&**prefix)?)) {
            has.get_mut(*choice).into_iter().for_each(|members| members.push(at));
        }
    }
    let has: Vec<Kept> = has.into_iter().map(Vec::into_iter).map(Iterator::collect).collect();
    let words = |set: &Kept| set.words.len() + size_of::<Kept>() / size_of::<u64>();
    let Some(left) = room.get().checked_sub(has.iter().map(words).sum()) else { return Masks::None };
    room.set(left);
    Masks::ByChoice { question, has: has.into(), unknown: unknown.into_iter().collect() }
}
