//! What the scope does not show is looked for with answers that are made for it.

use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::cover::matter;
use super::covered::Covered;
use super::space::Scope;
use crate::deciding::lint::witness::witnesses;
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

/// Notes the questions of which an answer changes the winner where a rule that reads them fires, with one answer more.
pub fn questions(knowledge: &Knowledge, scope: &Scope, covered: &mut Covered) {
    for (at, question) in knowledge.questions.enumerate() {
        if !covered.moving.contains(&at)
            && question.readers.iter().any(|rule| moves(knowledge, scope, at, *rule))
        {
            covered.moving.insert(at);
        }
    }
}

fn moves(knowledge: &Knowledge, scope: &Scope, at: Ix<Question>, rule: Ix<Rule>) -> bool {
    let own = scope.atoms.get(at.get()).map_or(&[][..], Vec::as_slice);
    let winner =
        |judgement: &Judgement<'_>| first(judgement).map(|at| knowledge.catalog.candidates[at].model);
    let moved = |base: &Judgement<'_>| {
        let without = winner(base);
        own.iter().any(|atom| winner(&base.with(at, atom.answer.clone())) != without)
    };
    witnesses(knowledge, &knowledge.rules[rule]).into_iter().any(|mut answers: Answers| {
        answers.unset(at);
        let base = Judgement::of(knowledge, answers);
        let more = |judgement: &Judgement<'_>| {
            scope.atoms.iter().flatten().filter(|atom| atom.question != at).any(|atom| {
                let answer = atom.added(&judgement.situation.answers, knowledge);
                answer.is_some_and(|answer| moved(&judgement.with(atom.question, answer)))
            })
        };
        moved(&base) || more(&base)
    })
}
