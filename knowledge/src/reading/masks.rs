//! Works out the outcomes of conditions over candidates that no computed figure takes part in.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::describing::attribute::{Attribute, Of, Value};
use crate::describing::question::Question;
use crate::stating::answer::Answers;
use crate::stating::condition::{Asked, Known, Masks, Operand, Requirement, Requires, Test};
use crate::stating::knowledge::{Candidate, Knowledge};
use crate::stating::outcome::Outcome;
use crate::stating::rule::Rule;
use crate::words::bits::{Bits, Kept, WORD};
use crate::words::every::every;
use crate::words::list::List;
use crate::words::table::{Ix, Table};

/// So many candidates are looked at together, whole words of a set: few enough that what is stated of them stays in the
/// cache of a processor.
const TOGETHER: usize = 4 * WORD;

/// So many clauses are worked out before their parts are put together and given back, more than the built-in rules have.
const CLAUSES: usize = 512;

/// More words of 64 bits than this, of all clauses together, are not worth their memory, 64 MiB: a question of
/// thousands of choices in each of thousands of rules.
const MOST_WORDS: usize = 8 * 1024 * 1024;

/// The choices of each question that a clause compares with.
type Choices<'k> = BTreeMap<Ix<Question>, BTreeMap<&'k str, usize>>;

/// Works out the outcomes of every clause of every rule, as far as they do not follow from computed numbers.
pub(crate) fn fix(rules: Vec<Rule>, knowledge: &Knowledge) -> Table<Rule> {
    let known = known(&rules, knowledge);
    let once = |clause: &Requires| {
        let masks = known.get(&key(clause)).copied().unwrap_or_default();
        Requires { masks, ..clause.clone() }
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

/// The rule, marked with the derived figures that it reads.
fn flagged(mut rule: Rule, knowledge: &Knowledge) -> Rule {
    let read: Vec<_> = rule.compared().map(|clause| clause.attribute).collect();
    rule.reads_mix = read.iter().any(|&at| knowledge.roles.of_mix(at));
    rule.reads_inputs = read.iter().any(|&at| knowledge.roles.of_inputs(at));
    rule
}

/// Clauses that ask the same have the same.
fn key(clause: &Requires) -> (Ix<Attribute>, String) {
    (clause.attribute, format!("{:?}", clause.test))
}

/// The outcomes of every clause that needs no computed figure and compares with one answer at most, worked out on all
/// processors. Many rules ask the same, which is worked out once.
fn known(rules: &[Rule], knowledge: &Knowledge) -> BTreeMap<(Ix<Attribute>, String), Masks> {
    let stated = |clause: &&Requires| {
        let is_derived = knowledge.attributes[clause.attribute].of == Of::Derived;
        !is_derived && (clause.reads().next().is_none() || compared(clause).is_some())
    };
    let clauses: BTreeMap<_, _> =
        rules.iter().flat_map(Rule::compared).filter(stated).map(|clause| (key(clause), clause)).collect();
    let asked = clauses.values().filter_map(|clause| compared(clause));
    let choices: Choices<'_> = asked
        .map(|(question, _)| (question, knowledge.questions[question].choice_ids().zip(0..).collect()))
        .collect();
    let candidates: Vec<_> = knowledge.catalog.candidates.0.chunks(TOGETHER).collect();
    let all: Vec<_> = clauses.into_iter().collect();
    let mut room = MOST_WORDS;
    let mut known = BTreeMap::new();
    for some in all.chunks(CLAUSES) {
        let part = |at: usize, (): &()| {
            let some_candidates = candidates.get(at).copied().unwrap_or_default();
            let rows = Rows::of(some.iter().map(|(_, clause)| clause.attribute), some_candidates, knowledge);
            let part = |(_, clause): &(_, &Requires)| Part::of(clause, &rows, &choices, knowledge);
            some.iter().map(part).collect::<Vec<_>>()
        };
        let parts = every(candidates.len(), || (), part);
        for (at, (key, clause)) in some.iter().enumerate() {
            let of_clause: Vec<_> = parts.iter().filter_map(|parts| parts.get(at)).collect();
            known.insert(key.clone(), masks(clause, &of_clause, &choices, &mut room));
        }
    }
    known
}

/// The question, and what stands before its answer, if a clause compares with nothing but that.
fn compared(clause: &Requires) -> Option<(Ix<Question>, &str)> {
    match &clause.test {
        Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands) => match &**operands {
            [Operand::Answer { prefix, question }] => Some((*question, prefix)),
            _ => None,
        },
        _ => None,
    }
}

/// What is stated of candidates that stand together: for each attribute that is asked for one value after another.
struct Rows<'k> {
    /// Ascending.
    attributes: Vec<Ix<Attribute>>,
    values: Vec<Option<&'k Value>>,
    candidates: usize,
}

impl<'k> Rows<'k> {
    /// For attributes that ascend. Every figure is looked at once, in the order in which it stands in memory.
    fn of(
        attributes: impl Iterator<Item = Ix<Attribute>>,
        candidates: &[Candidate],
        knowledge: &'k Knowledge,
    ) -> Self {
        let mut attributes: Vec<_> = attributes.collect();
        attributes.dedup();
        let mut values = vec![None; attributes.len() * candidates.len()];
        for (at, candidate) in candidates.iter().enumerate() {
            // The offer's comes before the model's.
            for (attribute, value) in
                knowledge.model(*candidate).figures.iter().chain(&knowledge.offer(*candidate).figures)
            {
                if let Ok(row) = attributes.binary_search(attribute)
                    && let Some(slot) = values.get_mut(row * candidates.len() + at)
                {
                    *slot = Some(value);
                }
            }
        }
        Self { attributes, values, candidates: candidates.len() }
    }

    /// Something of each candidate that follows from a value; neighbours that share the value, as the offers of a model
    /// do, share it.
    fn each<T: Clone>(
        &self,
        attribute: Ix<Attribute>,
        of: impl Fn(Option<&'k Value>) -> T,
    ) -> impl Iterator<Item = T> {
        let row = self.attributes.binary_search(&attribute).unwrap_or(usize::MAX);
        let values = self.values.chunks(self.candidates.max(1)).nth(row).unwrap_or_default();
        let mut last: Option<(Option<&Value>, T)> = None;
        values.iter().map(move |&value| match &last {
            Some((before, own)) if value.map(std::ptr::from_ref) == before.map(std::ptr::from_ref) => {
                own.clone()
            }
            _ => last.insert((value, of(value))).1.clone(),
        })
    }
}

/// What a clause says of candidates that stand together, by their places among these.
struct Part {
    /// Where it is true, if it compares with no answer.
    yes: Bits,
    /// The choices of the question that are named, and by whom.
    named: Vec<(usize, usize)>,
    /// Where the value is not known.
    unknown: Bits,
}

impl Part {
    fn of(clause: &Requires, rows: &Rows<'_>, choices: &Choices<'_>, knowledge: &Knowledge) -> Self {
        let mut part = Self { yes: Bits::none(TOGETHER), named: Vec::new(), unknown: Bits::none(TOGETHER) };
        if let Some((question, prefix)) = compared(clause) {
            let choice = |word: &str| choices.get(&question)?.get(word.strip_prefix(prefix)?).copied();
            part.add_named(rows.each(clause.attribute, |value| Some(choices_of(value?, choice))));
        } else {
            let answers = Answers::default();
            let asked = Asked { questions: &knowledge.questions, answers: &answers };
            let known = |value: Option<_>| value.map_or(Known::Unknown, Known::Stated);
            part.add_outcomes(rows.each(clause.attribute, |value| clause.outcome(known(value), &asked)));
        }
        part
    }

    fn add_named(&mut self, all: impl Iterator<Item = Option<Rc<[usize]>>>) {
        for (at, named) in all.enumerate() {
            match named {
                Some(named) => self.named.extend(named.iter().map(|&choice| (choice, at))),
                None => self.unknown.insert(at),
            }
        }
    }

    fn add_outcomes(&mut self, all: impl Iterator<Item = Outcome>) {
        for (at, outcome) in all.enumerate() {
            match outcome {
                Outcome::True => self.yes.insert(at),
                Outcome::Unknown => self.unknown.insert(at),
                Outcome::False => {}
            }
        }
    }
}

/// The choices that the words of a value stand for.
fn choices_of(value: &Value, choice: impl Fn(&str) -> Option<usize>) -> Rc<[usize]> {
    let words = match value {
        Value::Word(own) => std::slice::from_ref(own),
        Value::Words(own) => own,
        _ => &[],
    };
    words.iter().filter_map(|word| choice(word)).collect()
}

/// The outcomes of a clause for all candidates, from its parts in their order, if there is room for them.
fn masks(clause: &Requires, parts: &[&Part], choices: &Choices<'_>, room: &mut usize) -> Masks {
    let unknown = || Kept::joined(&parts.iter().map(|part| &part.unknown));
    let Some((question, _)) = compared(clause) else {
        return Masks::Fixed { yes: Kept::joined(&parts.iter().map(|part| &part.yes)), unknown: unknown() };
    };
    let mut has = vec![Vec::new(); choices.get(&question).map_or(0, BTreeMap::len)];
    for (first, part) in (0..).step_by(TOGETHER).zip(parts) {
        for &(choice, at) in &part.named {
            has.get_mut(choice).into_iter().for_each(|members| members.push(first + at));
        }
    }
    let words = |members: &Vec<usize>| match (members.first(), members.last()) {
        (Some(first), Some(last)) => last / WORD - first / WORD + 1,
        _ => 0,
    };
    let needed = has.iter().map(|members| words(members) + size_of::<Kept>() / size_of::<u64>()).sum();
    let Some(left) = room.checked_sub(needed) else { return Masks::None };
    *room = left;
    Masks::ByChoice { question, has: has.into_iter().map(Kept::from_iter).collect(), unknown: unknown() }
}
