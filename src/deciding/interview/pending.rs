//! Which questions can still be asked, and whose answers count.

use knowledge::describing::question::Question;
use knowledge::stating::answer::{Answers, Origin};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::Interview;
use crate::deciding::lookahead::ranks;
use crate::deciding::recommendation::Recommendation;
use crate::judging::situation::feeds_inputs;

impl Interview<'_> {
    /// The core question that is next, if one is left.
    pub(super) fn next_core(&self, answers: &Answers) -> Option<Ix<Question>> {
        let next = self.pending_core(answers).next()?;
        Some(self.first_needed(next, answers))
    }

    /// The core questions that are left.
    pub(super) fn pending_core(&self, answers: &Answers) -> impl Iterator<Item = Ix<Question>> {
        let all = self.knowledge.questions.enumerate();
        let core = all.filter(|(_, question)| question.core).map(|(at, _)| at);
        core.filter(move |&at| self.is_pending(at, answers) && self.is_read(at, answers))
    }

    /// The questions that are left, those first on which an exclusion rests, then those that could change who
    /// stands first; and how many could change it.
    pub(super) fn by_worth(
        &self,
        recommendation: &Recommendation,
        answers: &Answers,
    ) -> (Vec<Ix<Question>>, usize) {
        let left = recommendation
            .unanswered
            .iter()
            .filter(|open| self.is_pending(open.question, answers) && self.is_read(open.question, answers));
        let mut order = Vec::new();
        let mut could_change = 0;
        for open in left {
            could_change += usize::from(open.could_change_winner);
            let first = self.first_needed(open.question, answers);
            for question in [first, open.question] {
                if !order.contains(&question) {
                    order.push(question);
                }
            }
        }
        (order, could_change)
    }

    /// Neither answered nor put, and its condition is not known to fail.
    fn is_pending(&self, question: Ix<Question>, answers: &Answers) -> bool {
        self.may_be_answered(question, answers) && self.knowledge.is_open(question, answers)
    }

    /// Neither answered nor put.
    fn may_be_answered(&self, question: Ix<Question>, answers: &Answers) -> bool {
        answers.get(question).is_none() && !self.closed.contains(&question) && !self.was_put(question)
    }

    /// A question that the condition of this one waits for and that can still be asked, else this one. Conditions
    /// never wait for each other in a circle.
    fn first_needed(&self, question: Ix<Question>, answers: &Answers) -> Ix<Question> {
        let mut needed = self.knowledge.questions[question].when.clauses().map(|clause| clause.question);
        match needed.find(|&other| self.is_pending(other, answers)) {
            Some(other) => self.first_needed(other, answers),
            None => question,
        }
    }

    /// Whether a rule, a figure, the ranking or the condition of a question that is left can still read an answer.
    fn is_read(&self, question: Ix<Question>, answers: &Answers) -> bool {
        let knowledge = self.knowledge;
        let depends = |(other, asked): (Ix<Question>, &Question)| {
            asked.when.clauses().any(|clause| clause.question == question)
                && other != question
                && self.may_be_answered(other, answers)
                && self.is_read(other, answers)
        };
        feeds_inputs(knowledge, question)
            || ranks(knowledge, question)
            || knowledge.roles.cloud == Some(question)
            || knowledge.questions[question].readers.iter().any(|&at| self.may_fire(at, question, answers))
            || knowledge.questions.enumerate().any(depends)
    }

    /// Whether a rule could still fire, whatever is answered to a question and to those that are left.
    fn may_fire(&self, rule: Ix<Rule>, question: Ix<Question>, answers: &Answers) -> bool {
        let rule = &self.knowledge.rules[rule];
        let unsure = |other| other == question || self.may_be_answered(other, answers);
        let when = rule.when.outcome(|clause, _| {
            if unsure(clause.question) { Outcome::Unknown } else { clause.outcome(answers) }
        });
        let needs = |&other: &Ix<Question>| unsure(other) || answers.get(other).is_some();
        when != Outcome::False && rule.needs.iter().all(needs)
    }

    /// Lets an answer of the interview count if the condition of its question does not fail, those first that the
    /// condition reads.
    pub(super) fn settle(&self, question: Ix<Question>, used: &mut Answers, seen: &mut Vec<Ix<Question>>) {
        if seen.contains(&question) {
            return;
        }
        seen.push(question);
        let Some(answer) = self.said.get(question) else { return };
        for clause in self.knowledge.questions[question].when.clauses() {
            self.settle(clause.question, used, seen);
        }
        if self.knowledge.is_open(question, used) {
            used.set(question, answer.clone(), Origin::Prompt);
        }
    }
}
