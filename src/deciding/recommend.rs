//! `recommend`: knowledge and answers in, the whole answer out. It cannot fail: both have been checked.

use std::cmp::Reverse;

use knowledge::describing::model::Route;
use knowledge::describing::question::Kind;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::date::Date;
use knowledge::words::every::on;
use knowledge::words::table::Ix;

use super::explain::{applied, contributions, score};
use super::lookahead::LookAhead;
use super::rank::{Standing, rank};
use super::recommendation::{Change, Excluded, Ranked, Reason, Recommendation, Unanswered};
use super::relax::relaxations;
use super::roles::roles;
use super::stability::stability;
use super::warnings::warnings;
use crate::judging::cost::bill;
use crate::judging::judgement::Judgement;
use crate::judging::score::estimated;
use crate::judging::situation::{Situation, number};

/// The recommendation for one set of answers.
pub fn recommend(knowledge: &Knowledge, answers: Answers) -> Recommendation {
    recommend_first(knowledge, answers, usize::MAX)
}

/// The same with parts and rules for the first `detailed` models and all co-winners only: who shows no more needs
/// no more.
pub fn recommend_first(knowledge: &Knowledge, answers: Answers, detailed: usize) -> Recommendation {
    recommend_on(knowledge, answers, detailed, knowledge.catalog.as_of)
}

/// The same with ages of prices counted to a day instead of to the newest fact.
pub fn recommend_on(knowledge: &Knowledge, answers: Answers, detailed: usize, today: Date) -> Recommendation {
    let judgement = Judgement::of(knowledge, answers);
    let (standings, unknown) = rank(&judgement);
    let winner = standings.first().map(|standing| standing.best);
    let excluded = excluded(&judgement);
    let (unanswered, changes) = look_ahead(&judgement, winner);
    let situation = &judgement.situation;
    let advises = |at: &_| knowledge.rules[*at].advise.is_some();
    let stakes_open = situation.answers.get(knowledge.ranking.floor.question).is_none();
    let standing: Vec<_> = (0..)
        .zip(&standings)
        .map(|(at, standing)| ranked(&judgement, standing, at < detailed || standing.rank == 1))
        .collect();
    Recommendation {
        roles: roles(&judgement, &standings),
        stability: stability(&judgement, &standings),
        weightless: weightless(situation),
        warnings: warnings(&judgement, &standing, detailed, today),
        relaxations: if standings.is_empty() { relaxations(&judgement, &excluded) } else { Vec::new() },
        ranked: standing,
        not_enough_known: unknown.iter().map(|standing| ranked(&judgement, standing, true)).collect(),
        excluded,
        advice: situation.fired.iter().copied().filter(advises).collect(),
        unanswered,
        changes,
        candidates: knowledge.catalog.candidates.len(),
        fitting: knowledge.catalog.candidates.len() - judgement.out.count(),
        floor: situation.floor,
        stakes_taken: stakes_open.then_some(situation.stakes),
        answers: judgement.situation.answers,
    }
}

fn ranked(judgement: &Judgement<'_>, standing: &Standing, detailed: bool) -> Ranked {
    let knowledge = judgement.situation.knowledge;
    let at = standing.best;
    let candidate = knowledge.catalog.candidates[at];
    let score = score(judgement, at);
    let figures = judgement.figures.get(at.get());
    let cost = figures.and_then(|figures| figures.cost);
    let inputs = &judgement.situation.inputs;
    Ranked {
        rank: standing.rank,
        tied: standing.tied,
        rests_on_unknown: standing.rests_on_unknown,
        candidate: at,
        others: standing.others.clone(),
        score,
        contributions: if detailed { contributions(judgement, at, score.value) } else { Vec::new() },
        rules: if detailed { applied(judgement, at) } else { Vec::new() },
        cost,
        bill: cost.and_then(|cost| bill(knowledge, candidate, &cost, inputs)),
        hosting: figures.and_then(|figures| figures.hosting),
        ability: judgement.abilities.get(candidate.model.get()).copied().unwrap_or_default(),
        estimated: estimated(knowledge, candidate),
        to_check: judgement
            .gates()
            .filter(|gated| gated.unsure.has(at.get()))
            .map(|gated| gated.rule)
            .collect(),
    }
}

/// Every candidate that does not stand, with every gate that keeps it out.
pub(super) fn excluded(judgement: &Judgement<'_>) -> Vec<Excluded> {
    let candidates = judgement.situation.knowledge.catalog.candidates.enumerate();
    let out = candidates.filter(|(at, _)| !judgement.stands(at.get()));
    out.map(|(candidate, _)| Excluded { candidate, by: reasons(judgement, candidate) }).collect()
}

fn reasons(judgement: &Judgement<'_>, at: Ix<Candidate>) -> Vec<Reason> {
    let gates = judgement.gates().filter(|gated| gated.excluded.has(at.get()));
    let floor = judgement.below_floor.has(at.get()).then_some(Reason::Floor);
    let mut reasons: Vec<_> = gates.map(|gated| Reason::Rule(gated.rule)).chain(floor).collect();
    reasons.sort();
    reasons
}

/// For so many candidates another thread spares more of looking ahead than starting it takes, a tenth of a millisecond:
/// more than are built in, fewer than a whole price list adds.
const PER_THREAD: usize = 1500;

/// Open questions with what they could do, and the answers that would change the winner.
fn look_ahead(judgement: &Judgement<'_>, winner: Option<Ix<Candidate>>) -> (Vec<Unanswered>, Vec<Change>) {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    let is_open = |question: &_| {
        situation.answers.get(*question).is_none() && knowledge.is_open(*question, &situation.answers)
    };
    let questions: Vec<_> = knowledge.questions.enumerate().filter(|(at, _)| is_open(at)).collect();
    let tried = LookAhead::new(judgement, winner);
    let threads = (knowledge.catalog.candidates.len() / PER_THREAD).max(1);
    let found = on(threads, questions.len(), || (), |task, ()| tried.change(questions.get(task)?.0));
    let mut changes = Vec::new();
    let mut open = Vec::new();
    for ((question, asked), found) in questions.into_iter().zip(found) {
        let assumed = match asked.kind {
            Kind::Number(_) => number(knowledge, &situation.answers, Some(question)).map(|(value, _)| value),
            _ => None,
        };
        open.push(Unanswered {
            question,
            assumed,
            could_change_winner: found.is_some(),
            decides_exclusion: assumed.is_some() && decides_exclusion(judgement, question),
        });
        changes.extend(found);
    }
    open.sort_by_key(|open| (Reverse(open.decides_exclusion), Reverse(open.could_change_winner)));
    (open, changes)
}

/// Whether a gate that reads the monthly cost excluded a candidate while this number was only assumed.
fn decides_exclusion(
    judgement: &Judgement<'_>,
    question: Ix<knowledge::describing::question::Question>,
) -> bool {
    let situation = &judgement.situation;
    let knowledge = situation.knowledge;
    // Only what a provider charges follows from the volume.
    let hosted = |at| knowledge.catalog.candidates[Ix::new(at)].facts.route == Route::CloudApi;
    situation.inputs.assumed.contains(&question)
        && judgement.gates().any(|gated| {
            let gate = knowledge.rules[gated.rule].gate.as_ref();
            let costs = gate.is_some_and(|gate| {
                gate.clauses().any(|clause| Some(clause.attribute) == knowledge.roles.monthly_cost)
            });
            costs && gated.excluded.iter().any(hosted)
        })
}

/// The rules that took weight away, if none is left.
fn weightless(situation: &Situation<'_>) -> Option<Vec<Ix<Rule>>> {
    let added = || situation.weights.iter().flat_map(|weight| &weight.added);
    let mut took: Vec<_> = added().filter(|(_, delta)| *delta < 0).map(|(rule, _)| *rule).collect();
    took.sort();
    took.dedup();
    (situation.total_weight() == 0).then_some(took)
}
