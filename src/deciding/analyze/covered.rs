//! What trying many situations found.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::model::Model;
use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::invariant::Invariant;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

/// So many sets of answers that leave nothing are kept.
const KEPT: usize = 1000;

/// Combinations that are tried one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// So many answers each.
    Combined(usize),
    /// One answer or none to each core question, as far as not tried yet.
    Product,
}

/// How much of a stage was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The stage.
    pub stage: Stage,
    /// Situations that were tried.
    pub tried: u64,
    /// Situations that it has.
    pub all: u64,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Covered {
    /// How much was tried, stage by stage.
    pub parts: Vec<Part>,
    /// Situations that were tried, each with answers of its own.
    pub situations: u64,
    /// Hashes of what rules and figures see of them: as many as there are situations that differ in that.
    pub distinct: BTreeSet<u64>,
    /// First places that are ties.
    pub ties: u64,
    /// Situations that leave nothing.
    pub nothing: u64,
    /// The first of those that have no part that leaves nothing.
    pub nothing_left: Vec<Answers>,
    /// For each model that wins: how often, and the first answers with which it does.
    pub wins: BTreeMap<Ix<Model>, (u64, Answers)>,
    /// For each model that comes among the first three, ties included, the first answers with which it does.
    pub among_three: BTreeMap<Ix<Model>, Answers>,
    /// Rules that fire.
    pub fired: BTreeSet<Ix<Rule>>,
    /// Rules that do something: keep out what nothing else does, give points to what fits, weigh, mix or advise.
    pub mattered: BTreeSet<Ix<Rule>>,
    /// Questions of which an answer changes the winner.
    pub moving: BTreeSet<Ix<Question>>,
    /// Questions of which no answer can change the winner: proved.
    pub steady: BTreeSet<Ix<Question>>,
    /// Rules that did nothing, and were not looked at further before it was enough.
    pub rules_left: BTreeSet<Ix<Rule>>,
    /// Questions that did not change the winner, and were not looked at further before it was enough.
    pub questions_left: BTreeSet<Ix<Question>>,
    /// Invariants that are broken, with the first answers that do.
    pub broken: BTreeMap<Ix<Invariant>, Answers>,
}

impl Covered {
    /// Whether all of the scope was tried.
    pub fn whole(&self) -> bool {
        self.parts.iter().all(|part| part.tried == part.all)
    }

    /// Whether no answers were found that make a rule fire, with the search done to the end.
    pub fn is_silent(&self, rule: Ix<Rule>) -> bool {
        !self.fired.contains(&rule) && !self.rules_left.contains(&rule)
    }

    /// Whether a rule fires and was not found to do anything, with the search done to the end.
    pub fn is_idle(&self, rule: Ix<Rule>) -> bool {
        self.fired.contains(&rule) && !self.mattered.contains(&rule) && !self.rules_left.contains(&rule)
    }

    /// Whether no answer to a question was found that changes the winner, with the search done to the end: where it is
    /// `steady` because none can.
    pub fn is_still(&self, question: Ix<Question>, steady: bool) -> bool {
        !self.moving.contains(&question)
            && !self.questions_left.contains(&question)
            && self.steady.contains(&question) == steady
    }

    /// Adds what was found later.
    pub(super) fn add(&mut self, later: Self) {
        self.situations += later.situations;
        self.ties += later.ties;
        self.nothing += later.nothing;
        self.distinct.extend(later.distinct);
        for (model, (times, answers)) in later.wins {
            self.wins.entry(model).or_insert((0, answers)).0 += times;
        }
        for (model, answers) in later.among_three {
            self.among_three.entry(model).or_insert(answers);
        }
        for (invariant, answers) in later.broken {
            self.broken.entry(invariant).or_insert(answers);
        }
        for answers in later.nothing_left {
            self.leaves_nothing(answers);
        }
        self.fired.extend(later.fired);
        self.mattered.extend(later.mattered);
        self.moving.extend(later.moving);
        self.steady.extend(later.steady);
    }

    /// Keeps answers that leave nothing, unless a part of them does.
    pub(super) fn leaves_nothing(&mut self, answers: Answers) {
        if self.nothing_left.len() < KEPT && !self.nothing_left.iter().any(|part| answers.holds(part)) {
            self.nothing_left.push(answers);
        }
    }
}
