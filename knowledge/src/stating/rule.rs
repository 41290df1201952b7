//! A rule: when it fires, and what it does then.

use crate::words::list::List;
use databake::Bake;

use super::condition::{Condition, Requirement, Requires};
use super::outcome::Outcome;
use crate::describing::criterion::Criterion;
use crate::describing::place::Capability;
use crate::describing::question::Question;
use crate::describing::source::Kind;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// A rule.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::rule)]
pub struct Rule {
    /// Kebab-case, unique.
    pub id: Str,
    /// The reason, as the user reads it.
    pub because: Option<Text>,
    /// Why it is believed: an address or a document.
    pub source: Option<Str>,
    /// The file it stands in.
    pub file: Str,
    /// The answers on which it fires.
    pub when: Condition,
    /// Questions whose answers it compares candidates with; it does not fire while one is unanswered.
    pub needs: List<Ix<Question>>,
    /// What candidates must meet.
    pub gate: Option<Gate>,
    /// What it adds to the weights of criteria.
    pub weigh: List<(Ix<Criterion>, i64)>,
    /// A mix of capabilities, with their parts in it.
    pub judge_by: List<(Ix<Capability>, f64)>,
    /// How much its mix counts beside the mixes of other rules.
    pub share: f64,
    /// Points for candidates.
    pub prefer: Option<Prefer>,
    /// A sentence for the user.
    pub advise: Option<Text>,
    /// It looks at figures that follow from the mix of capabilities.
    pub reads_mix: bool,
    /// It looks at other figures that follow from the answers.
    pub reads_inputs: bool,
}

impl Rule {
    /// What it asks of candidates, in its gate and its preference.
    pub fn compared(&self) -> impl Iterator<Item = &Requires> {
        let gate = self.gate.iter().flat_map(Gate::clauses);
        gate.chain(self.prefer.iter().flat_map(|prefer| prefer.wanted.clauses()))
    }

    /// The questions whose answers its condition or its effects read, each once, ascending.
    pub fn reads(&self) -> Vec<Ix<Question>> {
        let mut all = self.references();
        all.extend(self.when.clauses().map(|clause| clause.question));
        all.sort();
        all.dedup();
        all
    }

    /// The questions whose answers it compares candidates with, wherever it does.
    pub fn references(&self) -> Vec<Ix<Question>> {
        let mut all: Vec<_> = self.compared().flat_map(Requires::reads).collect();
        all.sort();
        all.dedup();
        all
    }

    /// Whether it does nothing but let candidates through, give them points, or advise.
    pub fn leaves_weights_alone(&self) -> bool {
        self.weigh.is_empty() && self.judge_by.is_empty()
    }
}

/// A gate: no number of points buys a failed one back.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::rule)]
pub struct Gate {
    /// What a candidate must meet.
    pub require: Requirement,
    /// What excludes it when all of it holds; empty for nothing.
    pub forbid: List<Requires>,
    /// What an unknown outcome means.
    pub unknown: Unknown,
    /// It gives way when nothing else fits.
    pub yields: bool,
}

impl Gate {
    /// Whether it lets a candidate through, given the outcome of each clause.
    pub fn outcome(&self, known: &dyn Fn(&Requires) -> Outcome) -> Outcome {
        let met = self.require.outcome(|clause, _| known(clause));
        if self.forbid.is_empty() {
            return met;
        }
        let forbidden = self.forbid.iter().fold(Outcome::True, |all, clause| all.and(known(clause)));
        met.and(!forbidden)
    }

    /// Every clause of it.
    pub fn clauses(&self) -> impl Iterator<Item = &Requires> + Clone {
        self.require.clauses().chain(&self.forbid)
    }
}

/// What an unknown outcome of a gate means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Bake)]
#[databake(path = knowledge::stating::rule)]
pub enum Unknown {
    /// The candidate is excluded.
    Exclude,
    /// The candidate is kept, and the user is told to check.
    Warn,
}

/// Points for candidates.
#[derive(Clone, Debug, PartialEq, Bake)]
#[databake(path = knowledge::stating::rule)]
pub struct Prefer {
    /// Which candidates get them.
    pub wanted: Requirement,
    /// Points by kind of source, for strengths; `None` for any.
    pub points: List<(Option<Kind>, i64)>,
}

impl Prefer {
    /// The points for a kind of source; a kind that is not listed gets none.
    pub fn points_for(&self, kind: Option<Kind>) -> i64 {
        self.points.iter().find(|(listed, _)| *listed == kind).map_or(0, |(_, points)| *points)
    }

    /// Whether points go by kind of source.
    pub fn by_kind(&self) -> bool {
        self.points.iter().any(|(kind, _)| kind.is_some())
    }
}
