//! Works out the outcomes of conditions over candidates that no computed figure takes part in.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::describing::attribute::{Of, Value};
use crate::stating::answer::Answers;
use crate::stating::condition::{Asked, Masks, Operand, Requirement, Requires, Test};
use crate::stating::knowledge::{Candidate, Knowledge};
use crate::stating::outcome::Outcome;
use crate::stating::rule::Rule;
use crate::words::bits::Kept;
use crate::words::every::every;
use crate::words::list::List;
use crate::words::table::Table;

/// What was worked out is looked up among so many clauses over an attribute, more than the built-in rules have.
const MOST_KNOWN: usize = 200;

/// Every clause looks at so many candidates before the next ones: few enough that what is stated of them stays in the
/// cache of a processor.
const TOGETHER: usize = 512;

/// So many clauses that read an answer are worked out before it is looked whether there is room for them.
const BY_ANSWER: usize = 16;

/// Works out the outcomes of every clause of every rule, as far as they do not follow from computed numbers.
pub(crate) fn fix(rules: Vec<Rule>, knowledge: &Knowledge) -> Table<Rule> {
    let room = Cell::new(MOST_WORDS);
    let known = known(&rules, knowledge, &room);
    let once = |clause: &Requires| {
        let same = |list: &Vec<Requires>| list.iter().find(|known| known.test == clause.test).cloned();
        let found = known.get(clause.attribute.get()).and_then(same);
        found.unwrap_or_else(|| fixed(clause, knowledge, &room))
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

/// Many rules ask the same of candidates: by attribute, clauses that need no computed figure, worked out on all
/// processors.
fn known(rules: &[Rule], knowledge: &Knowledge, room: &Cell<usize>) -> Vec<Vec<Requires>> {
    let mut lists = vec![Vec::new(); knowledge.attributes.len()];
    for clause in rules.iter().flat_map(Rule::compared) {
        if knowledge.attributes[clause.attribute].of != Of::Derived
            && clause.reads().count() <= 1
            && let Some(list) = lists.get_mut(clause.attribute.get())
            && list.len() < MOST_KNOWN
            && !list.iter().any(|known: &Requires| known.test == clause.test)
        {
            list.push(clause.clone());
        }
    }
    let read = |clause: &&mut Requires| clause.reads().next().is_some();
    let (mut by_answer, mut plain): (Vec<_>, Vec<_>) = lists.iter_mut().flatten().partition(read);
    let candidates: Vec<_> = knowledge.catalog.candidates.0.chunks(TOGETHER).collect();
    let of_some = |at: usize, (): &()| {
        let some = candidates.get(at).copied().unwrap_or_default();
        plain.iter().map(|clause| outcomes(clause, some, knowledge)).collect::<Vec<_>>()
    };
    let parts = every(candidates.len(), || (), of_some);
    for (at, clause) in plain.iter_mut().enumerate() {
        clause.masks = masks(|| parts.iter().filter_map(|part| part.get(at)).flatten());
    }
    for some in by_answer.chunks_mut(BY_ANSWER) {
        let found = every(some.len(), || (), |at, ()| by_choice(some.get(at)?, knowledge));
        for (clause, masks) in some.iter_mut().zip(found) {
            clause.masks = if_room(masks, room);
        }
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
    let masks = match (knowledge.attributes[clause.attribute].of, clause.reads().count()) {
        (Of::Derived, _) => Masks::None,
        (_, 0) => {
            let outcomes = outcomes(clause, &knowledge.catalog.candidates.0, knowledge);
            masks(|| outcomes.iter())
        }
        _ => if_room(by_choice(clause, knowledge), room),
    };
    Requires { masks, ..clause.clone() }
}

/// What a clause that reads no answer says of candidates that stand together.
fn outcomes(clause: &Requires, candidates: &[Candidate], knowledge: &Knowledge) -> Vec<Outcome> {
    let answers = Answers::default();
    let asked = Asked { questions: &knowledge.questions, answers: &answers };
    let outcome = |candidate| clause.outcome(knowledge.known(candidate, clause.attribute), &asked);
    shared(clause, candidates, knowledge, outcome).collect()
}

/// Where outcomes are true and where they are not known.
fn masks<'o, O: Iterator<Item = &'o Outcome>>(outcomes: impl Fn() -> O) -> Masks {
    let is = |wanted| (0..).zip(outcomes()).filter(|(_, own)| **own == wanted).map(|(at, _)| at).collect();
    Masks::Fixed { yes: is(Outcome::True), unknown: is(Outcome::Unknown) }
}

/// Something of each candidate that follows from the attribute of a clause: the offers of a model share what is true of
/// the model.
fn shared<T: Clone>(
    clause: &Requires,
    candidates: &[Candidate],
    knowledge: &Knowledge,
    of: impl Fn(Candidate) -> T,
) -> impl Iterator<Item = T> {
    let shared = knowledge.attributes[clause.attribute].of == Of::Model;
    let mut last = None;
    candidates.iter().map(move |&candidate| match &last {
        Some((model, own)) if shared && *model == candidate.model => T::clone(own),
        _ => {
            let own = of(candidate);
            last = Some((candidate.model, own.clone()));
            own
        }
    })
}

/// More words of 64 bits than this, of all clauses together, are not worth their memory, 64 MiB: a question of
/// thousands of choices in each of thousands of rules.
const MOST_WORDS: usize = 8 * 1024 * 1024;

fn if_room(masks: Option<Masks>, room: &Cell<usize>) -> Masks {
    let Some(Masks::ByChoice { has, .. }) = &masks else { return Masks::None };
    let words = |set: &Kept| set.words.len() + size_of::<Kept>() / size_of::<u64>();
    let left = room.get().checked_sub(has.iter().map(words).sum());
    left.and_then(|left| masks.inspect(|_| room.set(left))).unwrap_or(Masks::None)
}

/// The candidates that each choice of a question names, if the clause compares with nothing but its answer.
fn by_choice(clause: &Requires, knowledge: &Knowledge) -> Option<Masks> {
    let (Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands)) = &clause.test else {
        return None;
    };
    let [Operand::Answer { prefix, question }] = &**operands else { return None };
    let question = *question;
    let choices: BTreeMap<_, _> = knowledge.questions[question].choice_ids().zip(0_usize..).collect();
    let named = |candidate| -> Option<Rc<[usize]>> {
        let words = match knowledge.stated(candidate, clause.attribute)? {
            Value::Word(own) => std::slice::from_ref(own),
            Value::Words(own) => own,
            _ => &[],
        };
        Some(words.iter().filter_map(|word| choices.get(word.strip_prefix(&**prefix)?).copied()).collect())
    };
    let mut has = vec![Vec::new(); choices.len()];
    let mut unknown = Vec::new();
    for (at, named) in shared(clause, &knowledge.catalog.candidates.0, knowledge, named).enumerate() {
        let Some(named) = named else {
            unknown.push(at);
            continue;
        };
        for choice in &*named {
            has.get_mut(*choice).into_iter().for_each(|members| members.push(at));
        }
    }
    let has: Vec<Kept> = has.into_iter().map(Vec::into_iter).map(Iterator::collect).collect();
    Some(Masks::ByChoice { question, has: has.into(), unknown: unknown.into_iter().collect() })
}
