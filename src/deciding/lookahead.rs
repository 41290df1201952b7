//! What other answers would do: each choice of each question is tried.
//!
//! An answer that only lets candidates through or gives them points is tried on those alone that could come first;
//! only where that does not decide is everything judged again. A test holds this shortcut against judging every time.

use knowledge::describing::criterion::Reads;
use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::{Prefer, Rule};
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::rank::{Field, First, first, first_of, margin};
use super::recommendation::Change;
use crate::judging::effect;
use crate::judging::judgement::Judgement;
use crate::judging::score::{POINT, suitability};
use crate::judging::situation::{Situation, feeds_inputs};

/// The first answer of a question that would put another model first, if one would.
pub fn change(
    judgement: &Judgement<'_>,
    winner: Option<Ix<Candidate>>,
    question: Ix<Question>,
) -> Option<Change> {
    let knowledge = judgement.situation.knowledge;
    let model = |at: Option<Ix<Candidate>>| at.map(|at| knowledge.catalog.candidates[at].model);
    let reach = winner.and_then(|winner| Reach::of(judgement, winner, question));
    for (answer, written) in possible(&knowledge.questions[question]) {
        if judgement.situation.answers.get(question) == Some(&answer) {
            continue;
        }
        let situation = judgement.situation.with(question, answer);
        let found = match reach.as_ref().map(|reach| reach.first(judgement, question, &situation)) {
            Some(First::Is(_, found)) => Some(found),
            _ => first(&judgement.in_situation(question, situation)),
        };
        if model(found) != model(winner) {
            return Some(Change { question, answer: written, winner: found });
        }
    }
    None
}

/// Whether the floor of ability or the order among co-winners is read from a question directly.
pub fn ranks(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let ranking = &knowledge.ranking;
    question == ranking.floor.question
        || question == ranking.order.question
        || ranking.floor.shifts.iter().any(|shift| shift.question == question)
}

/// The candidates that could come first, whatever is answered to a question.
struct Reach {
    winner: Ix<Candidate>,
    /// Ascending.
    contenders: Vec<Contender>,
    /// With a top score of less, others might come into reach.
    least: i64,
    /// What stays below this is neither a co-winner nor the shown offer of one, as long as the top score stays.
    near: i64,
    /// What one point adds to a score, unless it is held.
    per_point: i64,
    /// What the rules that read the question do as things stand.
    effects: Effects,
}

/// A candidate that could come first.
struct Contender {
    at: usize,
    /// The first place rests on it: it is of the winner's model or of one with the top score.
    holds: bool,
}

impl Reach {
    /// Nothing, if an answer could do more than let candidates through or give them points.
    fn of(judgement: &Judgement<'_>, winner: Ix<Candidate>, question: Ix<Question>) -> Option<Self> {
        let situation = &judgement.situation;
        let knowledge = situation.knowledge;
        let readers = &knowledge.questions[question].readers;
        let rules = || readers.iter().map(|&at| &knowledge.rules[at]);
        if ranks(knowledge, question)
            || feeds_inputs(knowledge, question)
            || !judgement.yielded.is_empty()
            || !rules().all(Rule::leaves_weights_alone)
        {
            return None;
        }
        let suits = knowledge.criteria.iter().zip(situation.weights.iter());
        let suits = suits.filter(|(own, _)| matches!(own.reads, Reads::Points));
        let per_point: i64 = suits.map(|(_, weight)| weight.total).sum();
        // What an answer can add to a score or take from it.
        let most: i64 = rules().filter_map(|rule| rule.prefer.as_ref()).map(spread).sum();
        let gain = most * POINT * per_point;
        let point = |&at: &usize| judgement.scores.get(at).copied().unwrap_or(i64::MIN);
        let top = judgement.standing().map(|at| point(&at)).max()?;
        let mut free = Bits::all(judgement.scores.len());
        free.remove(&judgement.below_floor);
        for gated in judgement.gates().filter(|gated| readers.binary_search(&gated.rule).is_err()) {
            free.remove(&gated.excluded);
        }
        let near = top - 2 * margin(situation);
        let model = |at: usize| knowledge.catalog.candidates[Ix::new(at)].model;
        let mut holders: Vec<_> = judgement.standing().filter(|at| point(at) == top).map(model).collect();
        holders.push(model(winner.get()));
        let contenders = free.into_members().filter(|at| point(at) >= near - 2 * gain);
        Some(Self {
            winner,
            contenders: contenders.map(|at| Contender { at, holds: holders.contains(&model(at)) }).collect(),
            least: top - gain,
            near,
            per_point,
            effects: effects(judgement, question, situation),
        })
    }

    /// Who comes first after an answer.
    fn first(&self, judgement: &Judgement<'_>, question: Ix<Question>, after: &Situation<'_>) -> First {
        let effects = effects(judgement, question, after);
        let cloud = Some(question) == after.knowledge.roles.cloud;
        let mut scores = judgement.scores.clone();
        let mut same = true;
        for &Contender { at, holds } in &self.contenders {
            let (out, more) = (effects.excluded.has(at), effects.points(at) - self.effects.points(at));
            if more != 0
                && let (Some(score), Some(points)) = (scores.get_mut(at), judgement.points.get(at))
            {
                *score += self.per_point * (suitability(points.given + more) - suitability(points.given));
            }
            let changed = more != 0
                || out != self.effects.excluded.has(at)
                || cloud && serves(Ix::new(at), question, after);
            same &= !changed || !holds && (out || scores.get(at).is_some_and(|&score| score < self.near));
        }
        if same {
            return First::Is(self.least, self.winner);
        }
        let field = Field { judgement, situation: after, scores: &scores };
        let contenders = self.contenders.iter().map(|contender| contender.at);
        match first_of(field, || contenders.clone().filter(|&at| !effects.excluded.has(at))) {
            First::Is(top, first) if top >= self.least => First::Is(top, first),
            _ => First::Unclear,
        }
    }
}

/// Whether the provider of a candidate is the one that was answered: it comes first among equal offers.
fn serves(at: Ix<Candidate>, question: Ix<Question>, situation: &Situation<'_>) -> bool {
    let knowledge = situation.knowledge;
    let provider = knowledge.offer(knowledge.catalog.candidates[at]).provider;
    let choice =
        provider.and_then(|at| knowledge.questions[question].choice(&knowledge.catalog.providers[at].id));
    let answer = situation.answers.get(question);
    matches!((answer, choice), (Some(Answer::Choices(chosen)), Some(choice)) if chosen.contains(&choice))
}

/// How far the points of a preference lie apart, nothing among them.
fn spread(prefer: &Prefer) -> i64 {
    let points = || prefer.points.iter().map(|(_, points)| *points).chain([0]);
    points().max().unwrap_or(0) - points().min().unwrap_or(0)
}

/// What the rules that read a question do together.
#[derive(Default)]
struct Effects {
    excluded: Bits,
    /// By candidate; empty if no rule gives any.
    points: Vec<i64>,
}

impl Effects {
    fn points(&self, at: usize) -> i64 {
        self.points.get(at).copied().unwrap_or_default()
    }
}

/// What the rules that read a question do together in a situation.
fn effects(judgement: &Judgement<'_>, question: Ix<Question>, situation: &Situation<'_>) -> Effects {
    let knowledge = situation.knowledge;
    let looked = judgement.looked();
    let mut effects = Effects::default();
    let fires = |rule: &&Ix<Rule>| situation.fired.binary_search(rule).is_ok();
    for &rule in knowledge.questions[question].readers.iter().filter(fires) {
        if let Some(gated) = effect::gate(rule, situation, &looked) {
            effects.excluded.add(&gated.excluded);
        }
        if let Some(preferred) = effect::prefer(rule, situation, &looked) {
            if effects.points.is_empty() {
                effects.points = vec![0; knowledge.catalog.candidates.len()];
            }
            for (at, points) in preferred.points {
                effects.points.get_mut(at).into_iter().for_each(|sum| *sum += points);
            }
        }
    }
    effects
}

/// The answers that are tried: every choice, and the declared probes of numbers.
pub fn possible(question: &Question) -> Vec<(Answer, String)> {
    match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => (0..)
            .zip(question.choice_ids())
            .map(|(at, id)| (Answer::Choices(vec![at]), id.to_owned()))
            .collect(),
        Kind::Number(number) => {
            number.probe.iter().map(|&value| (Answer::Number(value), value.to_string())).collect()
        }
        Kind::Money { probe, .. } => probe
            .iter()
            .map(|&usd| (Answer::Money { amount: usd, currency: "USD".into(), usd }, usd.to_string()))
            .collect(),
    }
}
