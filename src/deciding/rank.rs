//! From scores to places: one place a model, co-winners within the margin, a fixed order among them.

use std::cmp::{Ordering, Reverse};

use knowledge::describing::criterion::WHOLE;
use knowledge::describing::ranking::By;
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use crate::judging::cost::first_party;
use crate::judging::judgement::Judgement;
use crate::judging::score::Scored;
use crate::judging::situation::{Situation, chosen};

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

/// What places follow from: a judgement, or one with other answers and scores where nothing else differs.
#[derive(Clone, Copy, Debug)]
pub struct Field<'j> {
    /// Figures, abilities, and what is known of each.
    pub judgement: &'j Judgement<'j>,
    /// The weights, and the answers that decide between equals.
    pub situation: &'j Situation<'j>,
    /// The scores of all candidates.
    pub scores: &'j [i64],
}

impl<'j> Field<'j> {
    fn of(judgement: &'j Judgement<'j>) -> Self {
        Self { judgement, situation: &judgement.situation, scores: &judgement.scores }
    }

    fn point(&self, at: usize) -> i64 {
        self.scores.get(at).copied().unwrap_or(i64::MIN)
    }
}

/// The models that fit, in order, and those of which too little is known.
pub fn rank(judgement: &Judgement<'_>) -> (Vec<Standing>, Vec<Standing>) {
    among(Field::of(judgement), judgement.standing())
}

/// The candidate that stands first.
pub fn first(judgement: &Judgement<'_>) -> Option<Ix<Candidate>> {
    match first_of(Field::of(judgement), || judgement.standing()) {
        First::Is(_, first) => Some(first),
        First::Nobody => None,
        First::Unclear => rank(judgement).0.first().map(|standing| standing.best),
    }
}

/// The first among candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First {
    /// The top score, and who stands first.
    Is(i64, Ix<Candidate>),
    /// There are none.
    Nobody,
    /// A first place that rests on an unknown, or too little known of all of them, is decided by those behind.
    Unclear,
}

/// The first among candidates that ascend. Only those are looked at that can be among the co-winners: the offer that
/// is shown for a model is at most one margin behind its best, and a co-winner at most one more.
pub fn first_of<I: Iterator<Item = usize>>(field: Field<'_>, candidates: impl Fn() -> I) -> First {
    let Some(top) = candidates().map(|at| field.point(at)).max() else { return First::Nobody };
    let least = top - 2 * margin(field.situation);
    let (ranked, unknown) = among(field, candidates().filter(|&at| field.point(at) >= least));
    let sound = |one: &Standing| one.scored.without_unknown == one.scored.point;
    match ranked.first() {
        Some(first) if unknown.is_empty() && ranked.iter().all(sound) => First::Is(top, first.best),
        _ => First::Unclear,
    }
}

/// The same for some of the candidates, which ascend.
fn among(field: Field<'_>, candidates: impl Iterator<Item = usize>) -> (Vec<Standing>, Vec<Standing>) {
    let knowledge = field.situation.knowledge;
    let candidates: Vec<_> = candidates.map(Ix::new).collect();
    // They are in the order of their models.
    let model = |at: &Ix<Candidate>| knowledge.catalog.candidates[*at].model;
    let all = candidates
        .chunk_by(|one, other| model(one) == model(other))
        .filter_map(|offers| standing(offers.to_vec(), field));
    let least = knowledge.ranking.least_known;
    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
    let known = |standing: &Standing| {
        standing.scored.known_weight as f64 >= least * field.situation.total_weight() as f64
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
    place(&mut ranked, field);
    (ranked, unknown)
}

fn id<'k>(standing: &Standing, knowledge: &'k Knowledge) -> &'k str {
    &knowledge.model(knowledge.catalog.candidates[standing.best]).id
}

/// The best offer of a model first; among offers within the margin of it, the user's cloud, then the house of the
/// model itself, then others.
fn standing(mut offers: Vec<Ix<Candidate>>, field: Field<'_>) -> Option<Standing> {
    let knowledge = field.situation.knowledge;
    let point = |at: Ix<Candidate>| field.point(at.get());
    let top = offers.iter().map(|&at| point(at)).max()?;
    let close = margin(field.situation);
    let clouds =
        knowledge.roles.cloud.and_then(|question| Some((question, field.situation.answers.get(question)?)));
    let preference = |&at: &Ix<Candidate>| {
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
    };
    if offers.len() > 1 {
        offers.sort_by_cached_key(preference);
    }
    let (&best, others) = offers.split_first()?;
    let others = others.to_vec();
    Some(Standing {
        best,
        others,
        scored: field.judgement.with_score(best.get(), point(best)),
        rank: 0,
        tied: false,
        rests_on_unknown: false,
    })
}

/// The tie margin in the unit of scores.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "far below 2^52")]
pub fn margin(situation: &Situation<'_>) -> i64 {
    let whole = situation.total_weight() as f64 * WHOLE as f64;
    (situation.knowledge.ranking.tie_margin / 100.0 * whole) as i64
}

/// Gives ranks: everything within the margin of the top is a co-winner. A first place that rests on an unknown
/// figure shares it with the best model that rests on none.
fn place(ranked: &mut [Standing], field: Field<'_>) {
    let Some(top) = ranked.first().map(|first| first.scored.point) else { return };
    let close = margin(field.situation);
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
    first.sort_by(|one, other| among_winners(one, other, field));
    for (place, standing) in (1..).zip(ranked.iter_mut()) {
        standing.rank = if place <= winners { 1 } else { place };
    }
}

/// The order among co-winners follows the priority; then evidence; then id.
fn among_winners(one: &Standing, other: &Standing, field: Field<'_>) -> Ordering {
    let Field { judgement, situation, .. } = field;
    let knowledge = situation.knowledge;
    let order = &knowledge.ranking.order;
    let choice = chosen(&situation.answers, Some(order.question));
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
