//! What other answers would do: each choice of each question is tried.
//!
//! An answer that only lets candidates through or gives them points is first tried on those that could reach the
//! first place at all; only if one of them is touched is everything judged again. A test holds this shortcut
//! against judging every time.

use knowledge::describing::criterion::Reads;
use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::{Prefer, Rule};
use knowledge::words::table::Ix;

use super::rank::{first, margin};
use super::recommendation::Change;
use crate::judging::effect::{self, Gated, Preferred};
use crate::judging::judgement::Judgement;
use crate::judging::score::POINT;
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
        if reach.as_ref().is_some_and(|reach| reach.untouched(judgement, question, &answer)) {
            continue;
        }
        let found = first(&judgement.with(question, answer));
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

/// The candidates that could come first, or already are, whatever is answered to a question.
struct Reach {
    contenders: Vec<Contender>,
    /// What stays below this is neither a co-winner nor the shown offer of one.
    least: i64,
    /// What one point of suitability adds to a score at most.
    per_point: i64,
    /// What each rule that reads the question does as things stand.
    effects: Vec<Effect>,
}

/// A candidate that could come first.
struct Contender {
    at: Ix<Candidate>,
    /// Its score as things stand, and what one point more adds to it at most.
    point: i64,
    /// Taking it away could move the first place: it is of the winner's model or has the top score.
    holds: bool,
}

impl Reach {
    /// Nothing, if an answer could do more than let candidates through or give them points.
    fn of(judgement: &Judgement<'_>, winner: Ix<Candidate>, question: Ix<Question>) -> Option<Self> {
        let knowledge = judgement.situation.knowledge;
        let readers = &knowledge.questions[question].readers;
        let rules = || readers.iter().map(|&at| &knowledge.rules[at]);
        if ranks(knowledge, question)
            || feeds_inputs(knowledge, question)
            || !judgement.yielded.is_empty()
            || !rules().all(Rule::leaves_weights_alone)
        {
            return None;
        }
        let most = |prefer: &Prefer| prefer.points.iter().map(|(_, points)| points.abs()).max().unwrap_or(0);
        let points: i64 = rules().filter_map(|rule| rule.prefer.as_ref()).map(most).sum();
        let suits = knowledge.criteria.iter().zip(&judgement.situation.weights);
        let suits = suits.filter(|(own, _)| matches!(own.reads, Reads::Points));
        let per_point: i64 = suits.map(|(_, weight)| weight.total * POINT).sum();
        let gain = points * per_point;
        let point = |at: Ix<Candidate>| judgement.scores.get(at.get()).copied().unwrap_or(i64::MIN);
        let all = || knowledge.catalog.candidates.enumerate().map(|(at, _)| at);
        let top = all().filter(|at| judgement.stands(at.get())).map(point).max()?;
        // A candidate may gain, the top may lose as much; a co-winner may be one margin behind, its offers another.
        let least = top - 2 * gain - 2 * margin(judgement);
        let mut blocked = (*judgement.below_floor).clone();
        for gated in judgement.gates().filter(|gated| readers.binary_search(&gated.rule).is_err()) {
            blocked.add(&gated.excluded);
        }
        let model = |at: Ix<Candidate>| knowledge.catalog.candidates[at].model;
        let top_models: Vec<_> =
            all().filter(|&at| judgement.stands(at.get()) && point(at) == top).map(model).collect();
        let contender = |at| {
            let holds = model(at) == model(winner) || top_models.contains(&model(at));
            Contender { at, point: point(at), holds }
        };
        let contenders =
            all().filter(|&at| point(at) >= least && !blocked.has(at.get())).map(contender).collect();
        let least = top - 2 * margin(judgement);
        Some(Self {
            contenders,
            least,
            per_point,
            effects: effects(judgement, question, &judgement.situation),
        })
    }

    /// Whether an answer leaves the first place where it is.
    fn untouched(&self, judgement: &Judgement<'_>, question: Ix<Question>, answer: &Answer) -> bool {
        let after = effects(judgement, question, &judgement.situation.with(question, answer.clone()));
        let harmless = |contender: &Contender| {
            let at = contender.at.get();
            // To be excluded changes nothing for those that stay, unless the first place rested on it.
            let free = !contender.holds || !judgement.stands(at);
            let pairs = || self.effects.iter().zip(&after);
            let more: i64 = pairs().map(|(before, after)| after.points(at) - before.points(at)).sum();
            pairs().all(|(before, after)| before.same(after, at))
                || free && after.iter().any(|effect| effect.excludes(at))
                || !contender.holds && contender.point + more.max(0) * self.per_point < self.least
        };
        let cloud = Some(question) == judgement.situation.knowledge.roles.cloud;
        let named = |contender: &Contender| cloud && serves(judgement, contender.at, question, answer);
        self.contenders.iter().all(|contender| harmless(contender) && !named(contender))
    }
}

/// What one rule does.
#[derive(Default)]
struct Effect {
    gated: Option<Gated>,
    preferred: Option<Preferred>,
}

impl Effect {
    fn excludes(&self, at: usize) -> bool {
        self.gated.as_ref().is_some_and(|gated| gated.excluded.has(at))
    }

    fn points(&self, at: usize) -> i64 {
        let points = self.preferred.as_ref().map_or(&[][..], |preferred| &preferred.points);
        let found = points.binary_search_by_key(&at, |(candidate, _)| *candidate);
        found.ok().and_then(|found| points.get(found)).map_or(0, |(_, points)| *points)
    }

    fn same(&self, other: &Self, at: usize) -> bool {
        self.excludes(at) == other.excludes(at) && self.points(at) == other.points(at)
    }
}

/// What every rule that reads a question does in a situation.
fn effects(judgement: &Judgement<'_>, question: Ix<Question>, situation: &Situation<'_>) -> Vec<Effect> {
    let looked = judgement.looked();
    let effect = |&rule: &Ix<Rule>| match situation.fired.binary_search(&rule) {
        Ok(_) => Effect {
            gated: effect::gate(rule, situation, &looked),
            preferred: effect::prefer(rule, situation, &looked),
        },
        Err(_) => Effect::default(),
    };
    situation.knowledge.questions[question].readers.iter().map(effect).collect()
}

/// Whether the provider of a candidate is the one that was answered: it comes first among equal offers.
fn serves(judgement: &Judgement<'_>, at: Ix<Candidate>, question: Ix<Question>, answer: &Answer) -> bool {
    let knowledge = judgement.situation.knowledge;
    let provider = knowledge.offer(knowledge.catalog.candidates[at]).provider;
    let choice =
        provider.and_then(|at| knowledge.questions[question].choice(&knowledge.catalog.providers[at].id));
    matches!((answer, choice), (Answer::Choices(chosen), Some(choice)) if chosen.contains(&choice))
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
