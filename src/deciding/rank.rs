//! From scores to places: one place a model, co-winners within the margin, a fixed order among them.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use knowledge::describing::criterion::WHOLE;
use knowledge::describing::ranking::By;
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use crate::judging::cost::first_party;
use crate::judging::judgement::Judgement;
use crate::judging::score::Scored;

/// A model with its offers that fit, best first.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The best offer.
    pub best: Ix<Candidate>,
    /// The others.
    pub others: Vec<Ix<Candidate>>,
    /// The score of the best offer.
    pub scored: Scored,
    /// 1 for co-winners, then plain.
    pub rank: usize,
    /// Within the margin of the top score.
    pub tied: bool,
    /// First only as long as an unknown figure is not at its worst.
    pub rests_on_unknown: bool,
}

/// The models that fit, in order, and those of which too little is known.
pub fn rank(judgement: &Judgement<'_>) -> (Vec<Standing>, Vec<Standing>) {
    among(judgement, |_| true)
}

/// The candidate that stands first. Only those are looked at that can be among the co-winners: the offer that is
/// shown for a model is at most one margin behind its best, and a co-winner at most one more.
pub fn first(judgement: &Judgement<'_>) -> Option<Ix<Candidate>> {
    let point = |at: usize| judgement.scores.get(at).copied().unwrap_or(i64::MIN);
    let standing = (0..judgement.scores.len()).filter(|&at| judgement.stands(at));
    let least = standing.map(point).max()? - 2 * margin(judgement);
    let (ranked, unknown) = among(judgement, |at| point(at.get()) >= least);
    // A first place that rests on an unknown, or too little known of all of them, is decided by those behind.
    if !unknown.is_empty()
        || ranked
            .first()
            .is_none_or(|_| ranked.iter().any(|one| one.scored.without_unknown < one.scored.point))
    {
        return rank(judgement).0.first().map(|standing| standing.best);
    }
    ranked.first().map(|standing| standing.best)
}

fn among(judgement: &Judgement<'_>, is: impl Fn(Ix<Candidate>) -> bool) -> (Vec<Standing>, Vec<Standing>) {
    let knowledge = judgement.situation.knowledge;
    let mut by_model: BTreeMap<_, Vec<Ix<Candidate>>> = BTreeMap::new();
    for (at, candidate) in knowledge.catalog.candidates.enumerate() {
        if judgement.stands(at.get()) && is(at) {
            by_model.entry(candidate.model).or_default().push(at);
        }
    }
    let all = by_model.into_values().filter_map(|offers| standing(offers, judgement));
    let least = knowledge.ranking.least_known;
    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
    let known = |standing: &Standing| {
        standing.scored.known_weight as f64 >= least * judgement.situation.total_weight() as f64
    };
    let (mut ranked, mut unknown): (Vec<_>, Vec<_>) = all.partition(known);
    for list in [&mut ranked, &mut unknown] {
        list.sort_by(|one, other| {
            other
                .scored
                .point
                .cmp(&one.scored.point)
                .then_with(|| id(one, knowledge).cmp(id(other, knowledge)))
        });
    }
    place(&mut ranked, judgement);
    (ranked, unknown)
}

fn id<'k>(standing: &Standing, knowledge: &'k Knowledge) -> &'k str {
    &knowledge.model(knowledge.catalog.candidates[standing.best]).id
}

/// The best offer of a model first; among offers within the margin of it, the user's cloud, then the house of the
/// model itself, then others.
fn standing(mut offers: Vec<Ix<Candidate>>, judgement: &Judgement<'_>) -> Option<Standing> {
    let knowledge = judgement.situation.knowledge;
    let point = |at: Ix<Candidate>| judgement.scores.get(at.get()).copied().unwrap_or_default();
    let top = offers.iter().map(|&at| point(at)).max()?;
    let close = margin(judgement);
    let clouds = knowledge
        .roles
        .cloud
        .and_then(|question| Some((question, judgement.situation.answers.get(question)?)));
    offers.sort_by_key(|&at| {
        let candidate = knowledge.catalog.candidates[at];
        let offer = knowledge.offer(candidate);
        let near = top - point(at) <= close;
        let named = clouds.is_some_and(|(question, answer)| match (answer, offer.provider) {
            (Answer::Choices(chosen), Some(provider)) => {
                let id = &knowledge.catalog.providers[provider].id;
                knowledge.questions[question].choice(id).is_some_and(|choice| chosen.contains(&choice))
            }
            _ => false,
        });
        let house = first_party(knowledge, knowledge.model(candidate), offer);
        let preference = (near && named, near && house, near);
        (Reverse(preference), Reverse(point(at)), candidate.offer)
    });
    let (&best, others) = offers.split_first()?;
    let others = others.to_vec();
    Some(Standing {
        best,
        others,
        scored: judgement.scored(best.get()),
        rank: 0,
        tied: false,
        rests_on_unknown: false,
    })
}

/// The tie margin in the unit of scores.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "far below 2^52")]
pub fn margin(judgement: &Judgement<'_>) -> i64 {
    let whole = judgement.situation.total_weight() as f64 * WHOLE as f64;
    (judgement.situation.knowledge.ranking.tie_margin / 100.0 * whole) as i64
}

/// Gives ranks: everything within the margin of the top is a co-winner. A first place that rests on an unknown
/// figure shares it with the best model that rests on none.
fn place(ranked: &mut [Standing], judgement: &Judgement<'_>) {
    let Some(top) = ranked.first().map(|first| first.scored.point) else { return };
    let close = margin(judgement);
    let mut winners = ranked.iter().take_while(|standing| top - standing.scored.point <= close).count();
    let runner_up = ranked.get(1).map_or(0, |second| second.scored.point);
    if let Some(first) = ranked.first_mut()
        && first.scored.without_unknown < first.scored.point
        && first.scored.without_unknown < runner_up
    {
        first.rests_on_unknown = true;
        let sound = |standing: &Standing| standing.scored.without_unknown == standing.scored.point;
        if !ranked.iter().take(winners).any(sound)
            && let Some(at) = ranked.iter().position(sound)
        {
            if let Some(behind) = ranked.get_mut(winners..=at) {
                behind.rotate_right(1);
            }
            winners += 1;
        }
    }
    let (first, _) = ranked.split_at_mut(winners);
    let tied = first.len() > 1;
    for standing in first.iter_mut() {
        standing.tied = tied;
    }
    first.sort_by(|one, other| among_winners(one, other, judgement));
    for (place, standing) in (1..).zip(ranked.iter_mut()) {
        standing.rank = if place <= winners { 1 } else { place };
    }
}

/// The order among co-winners follows the priority; then evidence; then id.
fn among_winners(one: &Standing, other: &Standing, judgement: &Judgement<'_>) -> Ordering {
    let knowledge = judgement.situation.knowledge;
    let order = &knowledge.ranking.order;
    let choice = crate::judging::situation::chosen(&judgement.situation.answers, Some(order.question));
    let by = choice.and_then(|choice| order.by.get(usize::from(choice)).copied()).unwrap_or(By::Cost);
    let ability = |standing: &Standing| {
        judgement.abilities.get(knowledge.catalog.candidates[standing.best].model.get())
    };
    let figures = |standing: &Standing| judgement.figures.get(standing.best.get());
    let descending = |one: Option<f64>, other: Option<f64>| {
        other.unwrap_or(f64::NEG_INFINITY).total_cmp(&one.unwrap_or(f64::NEG_INFINITY))
    };
    let first = match by {
        By::Ability => descending(
            ability(one).map(knowledge::evidence::ability::Estimate::low),
            ability(other).map(knowledge::evidence::ability::Estimate::low),
        ),
        By::Speed => descending(
            figures(one).and_then(|known| known.speed),
            figures(other).and_then(|known| known.speed),
        ),
        By::Cost => {
            let cost =
                |standing| figures(standing).and_then(|known| known.cost.as_ref()).map(|cost| cost.value);
            cost(one).unwrap_or(f64::INFINITY).total_cmp(&cost(other).unwrap_or(f64::INFINITY))
        }
    };
    let measured = |standing| ability(standing).map(|known| known.measured);
    first
        .then_with(|| descending(measured(one), measured(other)))
        // Equal so far, as where nothing costs a fee: the score itself, before the alphabet.
        .then_with(|| other.scored.point.cmp(&one.scored.point))
        .then_with(|| id(one, knowledge).cmp(id(other, knowledge)))
}
