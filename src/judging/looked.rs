//! What conditions over candidates read.

use knowledge::evidence::ability::Estimate;
use knowledge::stating::condition::{Known, Requires};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::outcome::Outcome;

use super::figures::Figures;
use super::situation::Situation;

/// What conditions over candidates read.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'j> {
    pub(super) knowledge: &'j Knowledge,
    pub(super) abilities: &'j [Estimate],
    pub(super) figures: &'j [Figures],
}

/// The same of one candidate.
#[derive(Clone, Copy, Debug)]
pub struct One<'j> {
    pub(super) at: usize,
    pub(super) candidate: Candidate,
    pub(super) figures: &'j Figures,
    pub(super) ability: &'j Estimate,
}

impl Looked<'_> {
    /// The outcome of a clause for every candidate.
    pub fn outcomes(&self, clause: &Requires, situation: &Situation<'_>) -> impl Iterator<Item = Outcome> {
        let asked = situation.asked();
        let derived = Figures::derived(self.knowledge, clause.attribute);
        let of = move |(&candidate, figures): (&Candidate, &Figures)| {
            let known = match (derived, self.abilities.get(candidate.model.get())) {
                (Some(derived), Some(ability)) => derived(figures, ability),
                (Some(_), None) => Known::Unknown,
                (None, _) => self.knowledge.known(candidate, clause.attribute),
            };
            clause.outcome(known, &asked)
        };
        self.knowledge.catalog.candidates.iter().zip(self.figures).map(of)
    }
}
