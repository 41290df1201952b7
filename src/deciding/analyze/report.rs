//! Everything that analysis says about rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use knowledge::describing::model::Model;
use knowledge::describing::place::Vendor;
use knowledge::stating::answer::Answers;
use knowledge::stating::invariant::Invariant;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::every::every;
use knowledge::words::table::Ix;

use super::broken::{breaker, breaks};
use super::cover::cover_in;
use super::covered::Covered;
use super::further;
use super::prove::{Proof, is_broken, never_fits, prove_until};
use super::reach::reach;
use super::scope::least;
use super::space::Scope;
use super::tasks::{Enough, Run};
use crate::deciding::rank::rank;
use crate::deciding::recommend::excluded;
use crate::deciding::recommendation::Reason;
use crate::deciding::relax::relaxations;
use crate::judging::judgement::Judgement;

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was tried.
    pub scope: Scope,
    /// What trying it found; rules and questions that it left open were looked at further.
    pub covered: Covered,
    /// What came of each invariant.
    pub verdicts: Vec<(Ix<Invariant>, Verdict)>,
    /// What each model can come to.
    pub chances: Vec<(Ix<Model>, Chance)>,
    /// For each of [`Covered::nothing_left`] the smallest sets of gates whose lifting lets something through; nothing
    /// for those that were not looked at before it was enough.
    pub lifts: Vec<Option<Vec<Vec<Reason>>>>,
}

/// What came of an invariant.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It holds for all answers.
    Proved,
    /// It held in every situation that was tried.
    Held,
    /// It held in every situation that was tried; a figure that is computed decides about this candidate: no proof.
    Open(Ix<Candidate>),
    /// It held in every situation that was tried, and it was enough before a proof was looked for to the end.
    Unfinished,
    /// These answers break it, with this candidate, if it is about one, in this place, if that was looked at.
    Broken(Answers, Option<Ix<Candidate>>, Option<usize>),
}

/// What a model can come to.
#[derive(Clone, Debug)]
pub enum Chance {
    /// It wins so often, first with these answers.
    Wins(u64, Answers),
    /// It wins with these answers, which are beyond what was tried in whole.
    Reaches(Answers),
    /// With these answers it comes among the first three; none were found with which it wins.
    AmongThree(Answers),
    /// It can fit; no answers were found with which it comes among the first three.
    Behind,
    /// None of its offers fits, whatever is answered: proved.
    NeverFits,
    /// It was enough before it was looked at to the end; so far no answers were found with which it comes among the
    /// first three.
    Unfinished,
}

impl Chance {
    /// Answers with which it wins, if any are known.
    pub fn wins_with(&self) -> Option<&Answers> {
        match self {
            Self::Wins(_, answers) | Self::Reaches(answers) => Some(answers),
            Self::AmongThree(_) | Self::Behind | Self::NeverFits | Self::Unfinished => None,
        }
    }
}

/// Looks at everything, until `enough` says to stop.
pub fn analyze(knowledge: &Knowledge, scope: Scope, enough: Enough<'_>) -> Report {
    let run = Run::new(enough);
    let prove = |invariant| prove_until(knowledge, invariant, &|| run.is_over());
    let proofs: Vec<_> =
        knowledge.invariants.enumerate().map(|(at, invariant)| (at, prove(invariant))).collect();
    let open = proofs
        .iter()
        .filter(|(_, proof)| matches!(proof, None | Some(Proof::Open { .. } | Proof::Unfinished)));
    let mut covered = cover_in(knowledge, &scope, &open.map(|(at, _)| *at).collect::<Vec<_>>(), &run);
    further::rules(knowledge, &scope, &mut covered, &run);
    let verdicts = proofs.into_iter().map(|(at, proof)| (at, verdict(knowledge, at, proof, &covered, &run)));
    let verdicts = verdicts.collect();
    let chances = chances(knowledge, &scope, &covered, &run);
    let starts: Vec<_> = chances.iter().filter_map(|(_, chance)| chance.wins_with().cloned()).collect();
    further::questions(knowledge, &scope, &starts, &mut covered, &run);
    let lifts = lifts(knowledge, &covered, &run);
    Report { scope, covered, verdicts, chances, lifts }
}

fn verdict(
    knowledge: &Knowledge,
    at: Ix<Invariant>,
    proof: Option<Proof>,
    covered: &Covered,
    run: &Run<'_>,
) -> Verdict {
    let invariant = &knowledge.invariants[at];
    let judged = |less: &Answers| Judgement::of(knowledge, less.clone());
    let broken = |answers: Answers, candidate: Option<Ix<Candidate>>| {
        let at = candidate.filter(|_| !run.is_over()).and_then(|at| place(knowledge, &answers, at));
        Verdict::Broken(answers, candidate, at)
    };
    match (proof, covered.broken.get(&at)) {
        (Some(Proof::Holds), _) => Verdict::Proved,
        (Some(Proof::Broken { answers, candidate }), _) => {
            let still = |less: &Answers| is_broken(knowledge, invariant, candidate, less);
            broken(least(answers, run, &still), Some(candidate))
        }
        (_, Some(answers)) => {
            let answers = least(answers.clone(), run, &|less| breaks(&judged(less), invariant));
            let candidate = if run.is_over() { None } else { breaker(&judged(&answers), invariant) };
            broken(answers, candidate)
        }
        (Some(Proof::Open { candidate }), None) => Verdict::Open(candidate),
        (Some(Proof::Unfinished), None) => Verdict::Unfinished,
        (None, None) => Verdict::Held,
    }
}

fn chances(
    knowledge: &Knowledge,
    scope: &Scope,
    covered: &Covered,
    run: &Run<'_>,
) -> Vec<(Ix<Model>, Chance)> {
    let models: Vec<_> = knowledge.catalog.models.enumerate().map(|(at, _)| at).collect();
    let of = |model: Ix<Model>| {
        if let Some((times, answers)) = covered.wins.get(&model) {
            return Chance::Wins(*times, answers.clone());
        }
        if run.is_over() {
            let three = covered.among_three.get(&model).cloned();
            return three.map_or(Chance::Unfinished, Chance::AmongThree);
        }
        if matches!(never_fits(knowledge, model, &|| run.is_over()), Proof::Holds) {
            return Chance::NeverFits;
        }
        let found = reach(knowledge, scope, model, run);
        let three = covered.among_three.get(&model).cloned().or(found.among_three);
        match (found.first, three) {
            (Some(answers), _) => Chance::Reaches(answers),
            (None, Some(answers)) => Chance::AmongThree(answers),
            (None, None) if run.is_over() => Chance::Unfinished,
            (None, None) => Chance::Behind,
        }
    };
    let found = every(models.len(), || (), |task, ()| models.get(task).map(|model| (*model, of(*model))));
    found.into_iter().flatten().collect()
}

/// The smallest relaxations of each of the answers that leave nothing.
fn lifts(knowledge: &Knowledge, covered: &Covered, run: &Run<'_>) -> Vec<Option<Vec<Vec<Reason>>>> {
    let all = &covered.nothing_left;
    let lift = |task: usize, (): &()| {
        let judgement = Judgement::of(knowledge, all.get(task).filter(|_| !run.is_over())?.clone());
        let found = relaxations(&judgement, &excluded(&judgement));
        Some(found.into_iter().map(|relaxation| relaxation.lift).collect())
    };
    every(all.len(), || (), lift)
}

/// In which place the model of a candidate stands, if it is ranked.
pub fn place(knowledge: &Knowledge, answers: &Answers, candidate: Ix<Candidate>) -> Option<usize> {
    let model = |at: Ix<Candidate>| knowledge.catalog.candidates[at].model;
    let (ranked, _) = rank(&Judgement::of(knowledge, answers.clone()));
    ranked.iter().position(|standing| model(standing.best) == model(candidate)).map(|before| before + 1)
}

/// A vendor's part of the wins.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The vendor.
    pub vendor: Ix<Vendor>,
    /// Situations in which a model of it wins.
    pub wins: u64,
    /// Its models.
    pub models: usize,
}

impl Report {
    /// How often models of each vendor win, the most often first.
    pub fn shares(&self, knowledge: &Knowledge) -> Vec<Share> {
        let mut shares: BTreeMap<Ix<Vendor>, (u64, usize)> = BTreeMap::new();
        for (at, model) in knowledge.catalog.models.enumerate() {
            let share = shares.entry(model.vendor).or_default();
            share.0 += self.covered.wins.get(&at).map_or(0, |(times, _)| *times);
            share.1 += 1;
        }
        let share = |(vendor, (wins, models))| Share { vendor, wins, models };
        let mut shares: Vec<_> = shares.into_iter().map(share).collect();
        shares.sort_by_key(|share| (Reverse(share.wins), share.vendor));
        shares
    }

    /// Whether everything was looked at to the end.
    pub fn is_whole(&self) -> bool {
        let unfinished = |(_, verdict): &(_, Verdict)| matches!(verdict, Verdict::Unfinished);
        self.covered.whole()
            && self.covered.rules_left.is_empty()
            && self.covered.questions_left.is_empty()
            && !self.verdicts.iter().any(unfinished)
            && !self.chances.iter().any(|(_, chance)| matches!(chance, Chance::Unfinished))
            && self.lifts.iter().all(Option::is_some)
    }

    /// Whether an invariant is broken.
    pub fn is_broken(&self) -> bool {
        self.verdicts.iter().any(|(_, verdict)| matches!(verdict, Verdict::Broken(..)))
    }
}
