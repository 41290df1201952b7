//! What other answers would do: each choice of each question is tried on those candidates that could come first.
//!
//! Only where these do not decide is everything judged again. A test holds this shortcut against judging every time.

use std::borrow::Cow;
use std::cmp::Reverse;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::rank::{first, first_of, in_cloud, near, reach};
use super::recommendation::Change;
use crate::judging::judgement::Judgement;
use crate::judging::situation::Situation;
use crate::judging::trial::Trials;

/// Tries answers that were not given.
#[derive(Debug)]
pub struct LookAhead<'a, 'k> {
    judgement: &'a Judgement<'k>,
    winner: Option<Ix<Candidate>>,
    /// All candidates, best score first.
    order: Vec<usize>,
    /// Those within reach of the top score, with their scores, if they decide who comes first.
    near: Option<Vec<(usize, i64)>>,
}

impl<'a, 'k> LookAhead<'a, 'k> {
    /// From a judgement and who stands first in it.
    pub fn new(judgement: &'a Judgement<'k>, winner: Option<Ix<Candidate>>) -> Self {
        let point = |at: usize| judgement.scores.get(at).copied().unwrap_or(i64::MIN);
        let mut order: Vec<_> = (0..judgement.scores.len()).collect();
        order.sort_unstable_by_key(|&at| (Reverse(point(at)), at));
        let near = near(judgement);
        let decide = first_of(&judgement.situation, &near).is_some();
        let mut near: Vec<_> = near.iter().map(|row| (row.at.get(), row.scored.point)).collect();
        near.sort_by_key(|(_, point)| Reverse(*point));
        Self { judgement, winner, order, near: decide.then_some(near) }
    }

    /// The first answer of a question that would put another model first, if one would.
    pub fn change(&self, question: Ix<Question>) -> Option<Change> {
        let situation = &self.judgement.situation;
        let knowledge = situation.knowledge;
        let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
        let trials = Trials::of(self.judgement, question);
        let mut after = situation.clone();
        for (answer, written) in possible(&knowledge.questions[question]) {
            if situation.answers.get(question) == Some(&answer) {
                continue;
            }
            after.answer(question, answer);
            let winner = self.first(&trials, &after, question);
            if model(winner) != model(self.winner) {
                return Some(Change { question, answer: written.into_owned(), winner });
            }
        }
        None
    }

    /// Who comes first after an answer.
    fn first(
        &self,
        trials: &Trials<'_, 'k>,
        after: &Situation<'k>,
        question: Ix<Question>,
    ) -> Option<Ix<Candidate>> {
        let trial = trials.after(after);
        let near = trial.near(&self.order, reach(after));
        let reordered = || {
            let in_cloud = |at, situation| in_cloud(Ix::new(at), situation);
            let cloud = |at| in_cloud(at, after) != in_cloud(at, &self.judgement.situation);
            question == after.knowledge.ranking.order.question
                || Some(question) == after.knowledge.roles.cloud && near.iter().any(|&(at, _)| cloud(at))
        };
        if self.near.as_ref() == Some(&near) && trial.keeps_figures() && !reordered() {
            return self.winner;
        }
        let mut rows: Vec<_> = near.iter().filter_map(|(at, _)| trial.row(*at)).collect();
        rows.sort_by_key(|row| row.at);
        first_of(after, &rows).or_else(|| first(&self.judgement.in_situation(question, after.clone())))
    }
}

/// Whether the floor of ability or the order among co-winners is read from a question directly.
pub fn ranks(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let ranking = &knowledge.ranking;
    question == ranking.floor.question
        || question == ranking.order.question
        || ranking.floor.shifts.iter().any(|shift| shift.question == question)
}

/// The answers that are tried, as they are written: every choice, and the declared probes of numbers.
pub fn possible(question: &Question) -> Box<dyn Iterator<Item = (Answer, Cow<'_, str>)> + '_> {
    let number = |value: f64| Cow::from(value.to_string());
    match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => {
            Box::new((0..).zip(question.choice_ids()).map(|(at, id)| (Answer::Choices(vec![at]), id.into())))
        }
        Kind::Number(asked) => {
            Box::new(asked.probe.iter().map(move |&value| (Answer::Number(value), number(value))))
        }
        Kind::Money { probe, .. } => Box::new(
            probe
                .iter()
                .map(move |&usd| (Answer::Money { amount: usd, currency: "USD".into(), usd }, number(usd))),
        ),
    }
}
