//! Answers that bring a model to the front, looked for step by step.

use std::collections::BTreeSet;

use knowledge::describing::model::Model;
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;

use super::space::Scope;
use super::tasks::Run;
use crate::deciding::rank::{Standing, rank};
use crate::judging::judgement::Judgement;

/// So many of the best situations are gone on from after each step.
const WIDTH: usize = 4;

/// So many answers at most are put together.
const STEPS: usize = 8;

/// What was found for a model.
#[derive(Clone, Debug, Default)]
pub(super) struct Reached {
    /// Answers with which it comes first.
    pub(super) first: Option<Answers>,
    /// Answers with which it comes among the first three, ties included.
    pub(super) among_three: Option<Answers>,
}

/// Looks for answers that bring a model to the front: after each step the few situations in which fewest models
/// stand before it, and by least, are gone on from. What is not found may still be there. A scope without
/// combinations is not gone beyond.
pub(super) fn reach(knowledge: &Knowledge, scope: &Scope, model: Ix<Model>, run: &Run<'_>) -> Reached {
    let atoms: Vec<_> = scope.atoms.iter().flatten().collect();
    let mut found = Reached::default();
    let steps = if scope.choices == 0 { 0 } else { STEPS };
    let mut best = vec![Judgement::of(knowledge, Answers::default())];
    for _ in 0..steps {
        let mut tried = BTreeSet::new();
        let mut next = Vec::new();
        for base in &best {
            for atom in &atoms {
                let Some(answer) = atom.added(&base.situation.answers, knowledge) else { continue };
                if run.is_over() {
                    return found;
                }
                let judgement = base.with(atom.question, answer);
                run.one_more();
                let Some(behind) = note(&mut found, &judgement, model) else { continue };
                if found.first.is_some() {
                    return found;
                }
                if tried.insert(format!("{:?}", judgement.situation.answers)) {
                    next.push((behind, judgement));
                }
            }
        }
        next.sort_by_key(|(behind, _)| *behind);
        // Answers that do the same are gone on from once.
        next.dedup_by_key(|(behind, _)| *behind);
        next.truncate(WIDTH);
        if !next.is_empty() {
            best = next.into_iter().map(|(_, judgement)| judgement).collect();
        }
    }
    found
}

/// Where a model stands, if it does: how many models before it, and by how much the top score is above its own, in
/// millionths of a point.
fn note(found: &mut Reached, judgement: &Judgement<'_>, model: Ix<Model>) -> Option<(usize, i64)> {
    let candidates = &judgement.situation.knowledge.catalog.candidates;
    let (ranked, _) = rank(judgement);
    let place = ranked.iter().position(|standing| candidates[standing.best].model == model)?;
    let own = ranked.get(place)?;
    let answers = || Some(judgement.situation.answers.clone());
    if place == 0 {
        found.first = answers();
    }
    if (place < 3 || own.rank == 1) && found.among_three.is_none() {
        found.among_three = answers();
    }
    let point = |standing: &Standing| judgement.scores.get(standing.best.get()).copied();
    let top = ranked.iter().filter_map(point).max()?;
    let weight = judgement.situation.total_weight().max(1);
    Some((place, (top - point(own)?) / weight))
}
