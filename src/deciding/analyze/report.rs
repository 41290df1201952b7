//! Everything that analysis says about rules.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use knowledge::describing::model::Model;
use knowledge::describing::place::Vendor;
use knowledge::stating::answer::Answers;
use knowledge::stating::invariant::Invariant;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::broken::{breaker, breaks};
use super::cover::cover;
use super::covered::Covered;
use super::further;
use super::prove::{Proof, is_broken, never_fits, prove};
use super::reach::reach;
use super::scope::least;
use super::space::Scope;
use super::tasks::{Enough, Run};
use crate::deciding::rank::rank;
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
    /// These answers break it, with this candidate if it is about one.
    Broken(Answers, Option<Ix<Candidate>>),
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
}

impl Chance {
    /// Answers with which it wins, if any are known.
    pub fn wins_with(&self) -> Option<&Answers> {
        match self {
            Self::Wins(_, answers) | Self::Reaches(answers) => Some(answers),
            Self::AmongThree(_) | Self::Behind | Self::NeverFits => None,
        }
    }
}

/// Looks at everything, until `enough` says to stop.
pub fn analyze(knowledge: &Knowledge, scope: Scope, enough: Enough<'_>) -> Report {
    let proofs: Vec<_> =
        knowledge.invariants.enumerate().map(|(at, invariant)| (at, prove(knowledge, invariant))).collect();
    let open = proofs.iter().filter(|(_, proof)| matches!(proof, None | Some(Proof::Open { .. })));
    let mut covered = cover(knowledge, &scope, &open.map(|(at, _)| *at).collect::<Vec<_>>(), enough);
    further::rules(knowledge, &scope, &mut covered);
    let verdict = |(at, proof): (Ix<Invariant>, Option<Proof>)| {
        let invariant = &knowledge.invariants[at];
        let judged = |less: &Answers| Judgement::of(knowledge, less.clone());
        let verdict = match (proof, covered.broken.get(&at)) {
            (Some(Proof::Holds), _) => Verdict::Proved,
            (Some(Proof::Broken { answers, candidate }), _) => {
                let broken = |less: &Answers| is_broken(knowledge, invariant, candidate, less);
                Verdict::Broken(least(answers, &broken), Some(candidate))
            }
            (_, Some(answers)) => {
                let answers = least(answers.clone(), &|less| breaks(&judged(less), invariant));
                let candidate = breaker(&judged(&answers), invariant);
                Verdict::Broken(answers, candidate)
            }
            (Some(Proof::Open { candidate }), None) => Verdict::Open(candidate),
            (None, None) => Verdict::Held,
        };
        (at, verdict)
    };
    let verdicts = proofs.into_iter().map(verdict).collect();
    let chances = chances(knowledge, &scope, &covered, enough);
    let starts: Vec<_> = chances.iter().filter_map(|(_, chance)| chance.wins_with().cloned()).collect();
    further::questions(knowledge, &scope, &starts, &mut covered);
    Report { scope, covered, verdicts, chances }
}

fn chances(
    knowledge: &Knowledge,
    scope: &Scope,
    covered: &Covered,
    enough: Enough<'_>,
) -> Vec<(Ix<Model>, Chance)> {
    let models: Vec<_> = knowledge.catalog.models.enumerate().map(|(at, _)| at).collect();
    let run = Run::new(enough, covered.situations);
    let of = |model: Ix<Model>| {
        if let Some((times, answers)) = covered.wins.get(&model) {
            return Chance::Wins(*times, answers.clone());
        }
        if matches!(never_fits(knowledge, model), Proof::Holds) {
            return Chance::NeverFits;
        }
        let found = reach(knowledge, scope, model, &run);
        let three = covered.among_three.get(&model).cloned().or(found.among_three);
        match (found.first, three) {
            (Some(answers), _) => Chance::Reaches(answers),
            (None, Some(answers)) => Chance::AmongThree(answers),
            (None, None) => Chance::Behind,
        }
    };
    let found =
        Run::every(models.len(), || (), |task, ()| models.get(task).map(|model| (*model, of(*model))));
    found.into_iter().flatten().collect()
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

    /// Whether an invariant is broken.
    pub fn is_broken(&self) -> bool {
        self.verdicts.iter().any(|(_, verdict)| matches!(verdict, Verdict::Broken(..)))
    }
}
