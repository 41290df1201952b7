//! From scores to places: one place a model, co-winners within the margin, a fixed order among them.

use std::cmp::{Ordering, Reverse};

use knowledge::describing::criterion::WHOLE;
use knowledge::describing::ranking::By;
use knowledge::stating::answer::Answer;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use crate::judging::cost::first_party;
use crate::judging::judgement::Judgement;
use crate::judging::row::Row;
use crate::judging::situation::{Situation, chosen};

/// A model with its offers that fit, best first.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The best offer.
    pub best: Ix<Candidate>,
    /// The others.
    pub others: Vec<Ix<Candidate>>,
    /// What the place of the best offer follows from.
    row: Row,
    /// 1 for co-winners, then plain.
    pub rank: usize,
    /// Within the margin of the top score.
    pub tied: bool,
    /// First only as long as an unknown figure is not at its worst.
    pub rests_on_unknown: bool,
}

/// The models that fit, in order, and those of which too little is known.
pub fn rank(judgement: &Judgement<'_>) -> (Vec<Standing>, Vec<Standing>) {
    let situation = &judgement.situation;
    let rows: Vec<_> = judgement.standing().filter_map(|at| judgement.row(at)).collect();
    let all = offers(&rows, situation.knowledge).filter_map(|offers| standing(offers, situation));
    let (mut ranked, mut unknown): (Vec<_>, Vec<_>) = all.partition(|own| is_known(&own.row, situation));
    for list in [&mut ranked, &mut unknown] {
        list.sort_by(|one, other| by_score(&one.row, &other.row, situation.knowledge));
    }
    place(&mut ranked, situation);
    (ranked, unknown)
}

/// The candidate that stands first.
pub fn first(judgement: &Judgement<'_>) -> Option<Ix<Candidate>> {
    let first = first_of(&judgement.situation, &near(judgement));
    first.or_else(|| rank(judgement).0.first().map(|standing| standing.best))
}

/// The candidates within reach of the top score, ascending.
pub fn near(judgement: &Judgement<'_>) -> Vec<Row> {
    let point = |at: usize| judgement.scores.get(at).copied().unwrap_or(i64::MIN);
    let top = judgement.standing().map(point).max().unwrap_or_default();
    let least = top - reach(&judgement.situation);
    judgement.standing().filter(|&at| point(at) >= least).filter_map(|at| judgement.row(at)).collect()
}

/// How far behind the top score a candidate may be to take part in who stands first: the offer that is shown for a
/// model is at most one margin behind its best, and a co-winner at most one more.
pub fn reach(situation: &Situation<'_>) -> i64 {
    2 * margin(situation)
}

/// The first among the candidates within reach of the top score, which ascend. Nothing if those behind decide: where
/// a first place rests on an unknown, or too little is known of one.
pub fn first_of(situation: &Situation<'_>, near: &[Row]) -> Option<Ix<Candidate>> {
    let best: Vec<_> =
        offers(near, situation.knowledge).filter_map(|offers| best(offers, situation)).collect();
    let sound = |row: &&Row| row.scored.without_unknown == row.scored.point && is_known(row, situation);
    let top = best.iter().map(|row| row.scored.point).max().filter(|_| best.iter().all(sound))?;
    let winners = best.into_iter().filter(|row| top - row.scored.point <= margin(situation));
    winners.min_by(|one, other| among_winners(one, other, situation)).map(|row| row.at)
}

/// The candidates of each model; they are in the order of their models.
fn offers<'r>(rows: &'r [Row], knowledge: &'r Knowledge) -> impl Iterator<Item = &'r [Row]> {
    let model = |row: &Row| knowledge.catalog.candidates[row.at].model;
    rows.chunk_by(move |one, other| model(one) == model(other))
}

/// Whether enough is known of a candidate to give it a place.
#[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
fn is_known(row: &Row, situation: &Situation<'_>) -> bool {
    let least = situation.knowledge.ranking.least_known;
    row.scored.known_weight as f64 >= least * situation.total_weight() as f64
}

fn by_score(one: &Row, other: &Row, knowledge: &Knowledge) -> Ordering {
    let id = |row: &Row| &knowledge.model(knowledge.catalog.candidates[row.at]).id;
    other.scored.point.cmp(&one.scored.point).then_with(|| id(one).cmp(id(other)))
}

/// A model with its best offer first.
fn standing(offers: &[Row], situation: &Situation<'_>) -> Option<Standing> {
    let best = best(offers, situation)?;
    let mut others: Vec<_> = offers.iter().filter(|row| row.at != best.at).collect();
    others.sort_by_cached_key(preference(offers, situation));
    Some(Standing {
        best: best.at,
        row: *best,
        others: others.into_iter().map(|row| row.at).collect(),
        rank: 0,
        tied: false,
        rests_on_unknown: false,
    })
}

/// The best offer of a model.
fn best<'r>(offers: &'r [Row], situation: &Situation<'_>) -> Option<&'r Row> {
    match offers {
        [one] => Some(one),
        _ => offers.iter().min_by_key(preference(offers, situation)),
    }
}

/// Less for a better offer of a model: among those within the margin of the best score, the user's cloud, then the
/// house of the model itself, then others.
fn preference(offers: &[Row], situation: &Situation<'_>) -> impl Fn(&&Row) -> Preference {
    let knowledge = situation.knowledge;
    let top = offers.iter().map(|row| row.scored.point).max().unwrap_or_default();
    let least = top - margin(situation);
    move |row| {
        let candidate = knowledge.catalog.candidates[row.at];
        let near = row.scored.point >= least;
        let house = near && first_party(knowledge, knowledge.model(candidate), knowledge.offer(candidate));
        (
            Reverse((near && in_cloud(row.at, situation), house, near)),
            Reverse(row.scored.point),
            candidate.offer,
        )
    }
}

/// Whether a candidate is offered by a cloud that the user named.
pub fn in_cloud(at: Ix<Candidate>, situation: &Situation<'_>) -> bool {
    let knowledge = situation.knowledge;
    let Some(question) = knowledge.roles.cloud else { return false };
    let Some(Answer::Choices(chosen)) = situation.answers.get(question) else { return false };
    let provider = knowledge.offer(knowledge.catalog.candidates[at]).provider;
    let id = provider.map(|at| &knowledge.catalog.providers[at].id);
    id.and_then(|id| knowledge.questions[question].choice(id)).is_some_and(|choice| chosen.contains(&choice))
}

type Preference = (Reverse<(bool, bool, bool)>, Reverse<i64>, u16);

/// The tie margin in the unit of scores.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "far below 2^52")]
pub fn margin(situation: &Situation<'_>) -> i64 {
    let whole = situation.total_weight() as f64 * WHOLE as f64;
    (situation.knowledge.ranking.tie_margin / 100.0 * whole) as i64
}

/// Gives ranks: everything within the margin of the top is a co-winner. A first place that rests on an unknown
/// figure shares it with the best model that rests on none.
fn place(ranked: &mut [Standing], situation: &Situation<'_>) {
    let Some(top) = ranked.first().map(|first| first.row.scored.point) else { return };
    let close = margin(situation);
    let mut winners = ranked.iter().take_while(|standing| top - standing.row.scored.point <= close).count();
    let runner_up = ranked.get(1).map_or(0, |second| second.row.scored.point);
    if let Some(first) = ranked.first_mut()
        && first.row.scored.without_unknown < first.row.scored.point
        && first.row.scored.without_unknown < runner_up
    {
        first.rests_on_unknown = true;
        let sound = |standing: &Standing| standing.row.scored.without_unknown == standing.row.scored.point;
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
    first.sort_by(|one, other| among_winners(&one.row, &other.row, situation));
    for (place, standing) in (1..).zip(ranked.iter_mut()) {
        standing.rank = if place <= winners { 1 } else { place };
    }
}

/// The order among co-winners follows the priority; then evidence; then id.
fn among_winners(one: &Row, other: &Row, situation: &Situation<'_>) -> Ordering {
    let knowledge = situation.knowledge;
    let order = &knowledge.ranking.order;
    let choice = chosen(&situation.answers, Some(order.question));
    let by = choice.and_then(|choice| order.by.get(usize::from(choice)).copied()).unwrap_or(By::Cost);
    let cost = |row: &Row| row.cost.unwrap_or(f64::INFINITY);
    let speed = |row: &Row| row.speed.unwrap_or(f64::NEG_INFINITY);
    let first = match by {
        By::Ability => other.ability.low().total_cmp(&one.ability.low()),
        By::Speed => speed(other).total_cmp(&speed(one)),
        By::Cost => cost(one).total_cmp(&cost(other)),
    };
    first
        .then_with(|| other.ability.measured.total_cmp(&one.ability.measured))
        // Equal so far, as where nothing costs a fee: the score itself, before the alphabet.
        .then_with(|| by_score(one, other, knowledge))
}
