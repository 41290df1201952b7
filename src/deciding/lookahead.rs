//! What other answers would do: each choice of each question is tried on those candidates that could come first.
//!
//! Only where these do not decide is everything judged again. A test holds this shortcut against judging every time.

use std::borrow::Cow;
use std::cmp::Reverse;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::Answer;
use knowledge::stating::condition::{Clause, Masks, Test};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::{Bits, Kept};
use knowledge::words::table::Ix;

use super::rank::{first, first_of, in_cloud, near, reach};
use super::recommendation::Change;
use crate::judging::judgement::Judgement;
use crate::judging::rises::rises;
use crate::judging::situation::{Situation, feeds_inputs};
use crate::judging::trial::Trial;
use crate::judging::trials::Trials;

/// Tries answers that were not given.
#[derive(Debug)]
pub struct LookAhead<'a, 'k> {
    judgement: &'a Judgement<'k>,
    winner: Option<Ix<Candidate>>,
    /// All candidates, best score first.
    order: Vec<usize>,
    /// Those within reach of the top score, with their scores, if they decide who comes first.
    near: Option<Vec<(usize, i64)>>,
    /// By criterion and candidate, the most that utilities rise by another mix.
    rises: Vec<Vec<i64>>,
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
        Self { judgement, winner, order, near: decide.then_some(near), rises: rises(judgement) }
    }

    /// The first answer of a question that would put another model first, if one would.
    pub fn change(&self, question: Ix<Question>) -> Option<Change> {
        let situation = &self.judgement.situation;
        let knowledge = situation.knowledge;
        let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
        let trials = Trials::of(self.judgement, question, &self.rises);
        let named = Named::by(knowledge, question);
        let mut tried: Option<Tried> = None;
        let mut after = situation.clone();
        for (answer, written) in possible(&knowledge.questions[question]) {
            if situation.answers.get(question) == Some(&answer) {
                continue;
            }
            let own = named.as_ref().map(|named| named.candidates(&answer));
            let before =
                tried.as_ref().filter(|tried| own.as_ref().is_some_and(|own| !tried.decisive.meets(own)));
            if before.is_some() && named.as_ref().is_some_and(|named| named.fire_alike) {
                continue;
            }
            after.answer(question, answer);
            if before.is_some_and(|tried| tried.fired == after.fired) {
                continue;
            }
            let trial = trials.after(&after);
            let reach = reach(&after);
            let near = trial.near(&self.order, reach);
            let winner = self.first(&trial, &near, &after, question);
            if model(winner) != model(self.winner) {
                return Some(Change { question, answer: written.into_owned(), winner });
            }
            if let (None, Some(own)) = (&tried, &own) {
                let decisive = trial.decisive(&near, reach);
                tried = (!decisive.meets(own)).then(|| Tried { fired: after.fired.clone(), decisive });
            }
        }
        None
    }

    /// Who comes first after an answer.
    fn first(
        &self,
        trial: &Trial<'_, 'k>,
        near: &[(usize, i64)],
        after: &Situation<'k>,
        question: Ix<Question>,
    ) -> Option<Ix<Candidate>> {
        let reordered = || {
            let in_cloud = |at, situation| in_cloud(Ix::new(at), situation);
            let cloud = |at| in_cloud(at, after) != in_cloud(at, &self.judgement.situation);
            question == after.knowledge.ranking.order.question
                || Some(question) == after.knowledge.roles.cloud && near.iter().any(|&(at, _)| cloud(at))
        };
        if self.near.as_deref() == Some(near) && trial.keeps_figures() && !reordered() {
            return self.winner;
        }
        let mut rows: Vec<_> = near.iter().filter_map(|(at, _)| trial.row(*at)).collect();
        rows.sort_by_key(|row| row.at);
        first_of(after, &rows).or_else(|| first(&self.judgement.in_situation(question, after.clone())))
    }
}

/// The candidates that an answer names, where all that rules read of it beside its being there is who they are.
#[derive(Debug)]
struct Named<'k> {
    /// For each choice, clause by clause.
    sets: Vec<&'k [Kept]>,
    /// How many candidates there are.
    length: usize,
    /// Whether the same rules fire whatever is answered.
    fire_alike: bool,
}

impl<'k> Named<'k> {
    fn by(knowledge: &'k Knowledge, question: Ix<Question>) -> Option<Self> {
        let mut sets = Vec::new();
        let readers = || knowledge.questions[question].readers.iter().map(|&at| &knowledge.rules[at]);
        for clause in readers().flat_map(Rule::compared) {
            match &clause.masks {
                Masks::ByChoice { question: of, has, .. } if *of == question => sets.push(&**has),
                _ if clause.reads().any(|read| read == question) => return None,
                _ => {}
            }
        }
        let alike = |clause: &Clause| clause.question != question || matches!(clause.test, Test::Present(_));
        let fire_alike = readers().all(|rule| rule.when.clauses().all(alike));
        let length = knowledge.catalog.candidates.len();
        (!direct(knowledge, question)).then_some(Self { sets, length, fire_alike })
    }

    fn candidates(&self, answer: &Answer) -> Bits {
        let mut all = Bits::none(self.length);
        if let Answer::Choices(chosen) = answer {
            let of = |set: &&'k [Kept]| chosen.iter().filter_map(|&choice| set.get(usize::from(choice)));
            self.sets.iter().flat_map(of).for_each(|kept| all.add_kept(*kept));
        }
        all
    }
}

/// An answer that was tried and changed nothing. Another one does the same if it makes the same rules fire and none of
/// the candidates that either names could take part in who stands first.
#[derive(Debug)]
struct Tried {
    fired: Vec<Ix<Rule>>,
    decisive: Bits,
}

/// Whether the floor of ability or the order among co-winners is read from a question directly.
pub fn ranks(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let ranking = &knowledge.ranking;
    question == ranking.floor.question
        || question == ranking.order.question
        || ranking.floor.shifts.iter().any(|shift| shift.question == question)
}

/// Whether figures or the ranking read the answer itself, beside what rules do with it.
pub fn direct(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    feeds_inputs(knowledge, question) || ranks(knowledge, question) || Some(question) == knowledge.roles.cloud
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
