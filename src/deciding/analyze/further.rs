//! What the scope does not show is looked for with answers that are made for it.

use std::sync::atomic::{AtomicBool, Ordering};

use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::cover::matter;
use super::covered::Covered;
use super::scope::Atom;
use super::space::Scope;
use super::tasks::Run;
use crate::deciding::lint::witness::witnesses;
use crate::deciding::lookahead::direct;
use crate::deciding::rank::first;
use crate::judging::judgement::Judgement;

/// Notes what each rule that has done nothing so far does under answers that make it fire, and with one answer more.
/// Rules for which that is not done to the end are noted as well.
pub(super) fn rules(knowledge: &Knowledge, scope: &Scope, covered: &mut Covered, run: &Run<'_>) {
    let idle: Vec<_> = knowledge.rules.enumerate().filter(|(at, _)| !covered.mattered.contains(at)).collect();
    for (at, rule) in idle {
        if run.is_over() {
            covered.rules_left.insert(at);
            continue;
        }
        for answers in witnesses(knowledge, rule) {
            if run.is_over() || covered.mattered.contains(&at) {
                break;
            }
            let base = Judgement::of(knowledge, answers);
            matter(&base, covered);
            for atom in scope.atoms.iter().flatten() {
                if run.is_over() || covered.mattered.contains(&at) {
                    break;
                }
                if let Some(answer) = atom.added(&base.situation.answers, knowledge) {
                    matter(&base.with(atom.question, answer), covered);
                }
            }
        }
        if run.is_over() && !covered.mattered.contains(&at) {
            covered.rules_left.insert(at);
        }
    }
}

/// Notes the questions of which an answer changes the winner: where a rule that reads them fires, or with answers under
/// which some model wins, and with one answer more. Those of which none can are noted as well, and those that are not
/// looked at to the end.
pub(super) fn questions(
    knowledge: &Knowledge,
    scope: &Scope,
    starts: &[Answers],
    covered: &mut Covered,
    run: &Run<'_>,
) {
    for (at, question) in knowledge.questions.enumerate() {
        if covered.moving.contains(&at) {
            continue;
        }
        if only_advises(knowledge, at) {
            covered.steady.insert(at);
            continue;
        }
        let found = AtomicBool::new(false);
        let done = || found.load(Ordering::Relaxed) || run.is_over();
        let look = |mut answers: Answers, more: bool| {
            answers.unset(at);
            if !done() && moves(scope, at, &Judgement::of(knowledge, answers), more, &done) {
                found.store(true, Ordering::Relaxed);
            }
        };
        let readers = question.readers.len();
        let work = |task: usize, (): &()| {
            if let Some(rule) = question.readers.get(task) {
                for answers in witnesses(knowledge, &knowledge.rules[*rule]) {
                    look(answers, true);
                }
            } else if let Some(start) = starts.get(task - readers) {
                // A scope without combinations is not gone far beyond.
                look(start.clone(), scope.choices > 0);
            }
        };
        run.tasks(readers + starts.len(), || (), work, |()| {});
        if found.into_inner() {
            covered.moving.insert(at);
        } else if run.is_over() {
            covered.questions_left.insert(at);
        }
    }
}

/// Whether all that reads the answers to a question is advice, so that none of them can change who wins.
fn only_advises(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let advises = |rule: &Rule| rule.gate.is_none() && rule.prefer.is_none() && rule.leaves_weights_alone();
    let mut readers = knowledge.questions[question].readers.iter();
    !direct(knowledge, question) && readers.all(|rule| advises(&knowledge.rules[*rule]))
}

/// Whether an answer to a question changes the winner, with the answers that there are or, if that is wanted, one more.
fn moves(scope: &Scope, at: Ix<Question>, base: &Judgement<'_>, more: bool, done: &dyn Fn() -> bool) -> bool {
    let knowledge = base.situation.knowledge;
    let own = scope.atoms.get(at.get()).map_or(&[][..], Vec::as_slice);
    let winner =
        |judgement: &Judgement<'_>| first(judgement).map(|at| knowledge.catalog.candidates[at].model);
    let moved = |base: &Judgement<'_>| {
        let without = winner(base);
        own.iter().any(|atom| !done() && winner(&base.with(at, atom.answer.clone())) != without)
    };
    let others = || scope.atoms.iter().flatten().filter(|atom| atom.question != at);
    let added = |atom: &Atom| {
        let answer = atom.added(&base.situation.answers, knowledge)?;
        Some(base.with(atom.question, answer))
    };
    moved(base) || more && others().any(|atom| !done() && added(atom).is_some_and(|more| moved(&more)))
}
