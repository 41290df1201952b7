//! What the scope does not show is looked for with answers that are made for it.

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
pub fn rules(knowledge: &Knowledge, scope: &Scope, covered: &mut Covered) {
    let idle: Vec<_> = knowledge.rules.enumerate().filter(|(at, _)| !covered.mattered.contains(at)).collect();
    for (at, rule) in idle {
        for answers in witnesses(knowledge, rule) {
            let base = Judgement::of(knowledge, answers);
            matter(&base, covered);
            for atom in scope.atoms.iter().flatten() {
                if covered.mattered.contains(&at) {
                    break;
                }
                if let Some(answer) = atom.added(&base.situation.answers, knowledge) {
                    matter(&base.with(atom.question, answer), covered);
                }
            }
        }
    }
}

/// Notes the questions of which an answer changes the winner: where a rule that reads them fires, or with answers under
/// which some model wins, and with one answer more. Those of which none can are noted as well.
pub fn questions(knowledge: &Knowledge, scope: &Scope, starts: &[Answers], covered: &mut Covered) {
    for (at, question) in knowledge.questions.enumerate() {
        if covered.moving.contains(&at) {
            continue;
        }
        if only_advises(knowledge, at) {
            covered.steady.insert(at);
            continue;
        }
        let firing = question.readers.iter().flat_map(|rule| witnesses(knowledge, &knowledge.rules[*rule]));
        // A scope without combinations is not gone far beyond.
        let winning = starts.iter().map(|answers| (answers.clone(), scope.choices > 0));
        let mut starts: Vec<_> = firing.map(|answers| (answers, true)).chain(winning).collect();
        for (answers, _) in &mut starts {
            answers.unset(at);
        }
        let of = |task| {
            let (answers, more) = starts.get(task).cloned().unwrap_or_default();
            moves(scope, at, &Judgement::of(knowledge, answers), more)
        };
        let found = Run::every(starts.len(), || (), |task, ()| of(task));
        if found.contains(&true) {
            covered.moving.insert(at);
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
fn moves(scope: &Scope, at: Ix<Question>, base: &Judgement<'_>, more: bool) -> bool {
    let knowledge = base.situation.knowledge;
    let own = scope.atoms.get(at.get()).map_or(&[][..], Vec::as_slice);
    let winner =
        |judgement: &Judgement<'_>| first(judgement).map(|at| knowledge.catalog.candidates[at].model);
    let moved = |base: &Judgement<'_>| {
        let without = winner(base);
        own.iter().any(|atom| winner(&base.with(at, atom.answer.clone())) != without)
    };
    let others = || scope.atoms.iter().flatten().filter(|atom| atom.question != at);
    let added = |atom: &Atom| {
        let answer = atom.added(&base.situation.answers, knowledge)?;
        Some(base.with(atom.question, answer))
    };
    moved(base) || more && others().filter_map(added).any(|more| moved(&more))
}
