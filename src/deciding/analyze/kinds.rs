//! Which answers to a question are alike: nothing that rules, other questions and figures see tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::question::Question;
use knowledge::stating::answer::Answer;
use knowledge::stating::condition::{Masks, Test};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::scope::{clauses, readers, reads};
use crate::deciding::lookahead::direct;

/// A number for each answer, equal for those that are alike. Choices are answered one at a time.
pub(super) fn kinds(knowledge: &Knowledge, question: Ix<Question>, answers: &[Answer]) -> Vec<usize> {
    let each = || (0..answers.len()).collect();
    if direct(knowledge, question) {
        return each();
    }
    let mut kinds = Kinds { of: vec![0; answers.len()], next: 1 };
    if answers.iter().all(|answer| matches!(answer, Answer::Choices(_))) {
        kinds.by_choices(knowledge, question, answers);
    } else {
        kinds.by_bounds(knowledge, question, answers);
    }
    let rules = readers(knowledge, question).flat_map(Rule::compared);
    let invariants = knowledge.invariants.iter().flat_map(|invariant| invariant.must.clauses());
    for clause in rules.chain(invariants).filter(|clause| reads(clause, question)) {
        let Masks::ByChoice { has, .. } = &clause.masks else { return each() };
        let words = |answer: &Answer| match answer {
            Answer::Choices(chosen) => {
                let sets = chosen.iter().filter_map(|&choice| has.get(usize::from(choice)));
                sets.map(|set| (set.from, &*set.words)).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        };
        kinds.split(answers.iter().map(words).enumerate());
    }
    kinds.of
}

/// Answers that were not told apart so far have one number.
struct Kinds {
    of: Vec<usize>,
    next: usize,
}

impl Kinds {
    /// Tells the named answers from all others, and from each other where their marks differ.
    fn split<M: Ord>(&mut self, named: impl Iterator<Item = (usize, M)>) {
        let mut parts = BTreeMap::new();
        for (at, mark) in named {
            if let Some(kind) = self.of.get_mut(at) {
                let next = self.next;
                *kind = *parts.entry((*kind, mark)).or_insert(next);
                self.next += usize::from(*kind == next);
            }
        }
    }

    fn by_choices(&mut self, knowledge: &Knowledge, question: Ix<Question>, answers: &[Answer]) {
        let mut places: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for (at, answer) in answers.iter().enumerate() {
            if let Answer::Choices(chosen) = answer {
                for choice in chosen {
                    places.entry(*choice).or_default().push(at);
                }
            }
        }
        for clause in clauses(knowledge, question) {
            let (Test::AnyOf(listed) | Test::AllOf(listed) | Test::NoneOf(listed)) = &clause.test else {
                continue;
            };
            // All of several: alike are only those that stand for the same one of them.
            let all = matches!(clause.test, Test::AllOf(_));
            let listed: BTreeSet<_> = listed.iter().collect();
            let named = listed.into_iter().filter_map(|choice| Some((choice, places.get(choice)?)));
            self.split(named.flat_map(|(choice, at)| at.iter().map(move |at| (*at, all.then_some(choice)))));
        }
    }

    fn by_bounds(&mut self, knowledge: &Knowledge, question: Ix<Question>, answers: &[Answer]) {
        let (mut least, mut most) = (Vec::new(), Vec::new());
        for clause in clauses(knowledge, question) {
            match clause.test {
                Test::AtLeast(bound) => least.push(bound),
                Test::AtMost(bound) => most.push(bound),
                _ => {}
            }
        }
        least.sort_by(f64::total_cmp);
        most.sort_by(f64::total_cmp);
        // How many bounds a number reaches, and how many it is beyond, says what each condition makes of it.
        let side = |answer: &Answer| {
            let own = answer.number();
            (least.partition_point(|bound| *bound <= own), most.partition_point(|bound| *bound < own))
        };
        self.split(answers.iter().map(side).enumerate());
    }
}
