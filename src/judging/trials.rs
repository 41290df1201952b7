//! The answers to a question, tried on those candidates alone that could come first.
//!
//! What other rules do is worked out once for a question.

use std::cell::OnceCell;
use std::sync::Arc;

use knowledge::describing::criterion::{Criterion, Reads, WHOLE};
use knowledge::describing::question::Question;
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Giving};
use super::judgement::Judgement;
use super::outcomes;
use super::score::POINT;
use super::situation::{Situation, Weight, feeds_inputs};
use super::stages::Kept;
use super::trial::{Changed, Moved, Trial};

/// The answers to a question, tried.
#[derive(Debug)]
pub struct Trials<'a, 'k> {
    before: &'a Judgement<'k>,
    question: Ix<Question>,
    /// The rules that an answer may make do something else, ascending.
    moved: Vec<Ix<Rule>>,
    /// What the gates of the others exclude.
    out: Bits,
    /// The points that the others give, by candidate; nothing if these gave none.
    points: Option<Vec<i64>>,
    /// The candidates to which these gave points.
    touched: Bits,
    /// The most points that these took from a candidate.
    taken: i64,
    /// By criterion and candidate, the most that utilities rise by another mix.
    rises: &'a [Vec<i64>],
}

impl<'a, 'k> Trials<'a, 'k> {
    /// Prepares them.
    pub fn of(before: &'a Judgement<'k>, question: Ix<Question>, rises: &'a [Vec<i64>]) -> Self {
        let knowledge = before.situation.knowledge;
        let readers = &knowledge.questions[question].readers;
        let feeds = feeds_inputs(knowledge, question);
        let mixes = readers.iter().any(|&rule| !knowledge.rules[rule].judge_by.is_empty());
        let reads = |(at, rule): &(Ix<Rule>, &Rule)| {
            mixes && rule.reads_mix || feeds && rule.reads_inputs || readers.binary_search(at).is_ok()
        };
        let moved = if mixes || feeds {
            knowledge.rules.enumerate().filter(reads).map(|(at, _)| at).collect()
        } else {
            readers.to_vec()
        };
        let (out, touched) = (Bits::default(), Bits::none(before.points.len()));
        let mut trials = Self { before, question, moved, out, points: None, touched, taken: 0, rises };
        for effects in &before.effects {
            if trials.moved.binary_search(&effects.rule).is_err() {
                effects.gated.iter().for_each(|gated| trials.out.add(&gated.excluded));
            } else if let Some(preferred) = &effects.preferred {
                let all = || before.points.iter().map(|points| points.given).collect();
                let points = trials.points.get_or_insert_with(all);
                for (at, given) in &preferred.points {
                    trials.touched.insert(*at);
                    points.get_mut(*at).into_iter().for_each(|points| *points -= given);
                }
                trials.taken -= preferred.points.iter().map(|(_, given)| *given).min().unwrap_or(0).min(0);
            }
        }
        trials
    }

    /// A situation that differs in the answer to the question.
    pub fn after<'t>(&'t self, after: &'t Situation<'k>) -> Trial<'t, 'k> {
        let knowledge = after.knowledge;
        let old = &self.before.situation;
        let kept = Kept::of(self.before, self.question, after);
        let same_floor = kept.same_mix && old.floor == after.floor;
        let mut out = self.out.clone();
        if same_floor {
            out.add(&self.before.below_floor);
        }
        let mut touched = self.touched.clone();
        let (mut gates, mut gives) = (Vec::new(), Vec::new());
        let looked = self.before.looked();
        for &at in self.moved.iter().filter(|at| after.fired.binary_search(at).is_ok()) {
            let rule = &knowledge.rules[at];
            match &rule.gate {
                Some(gate) if gate.clauses().all(outcomes::is_masked) => {
                    out.add(&effect::excluded(gate, &outcomes::of_gate(gate, after, &looked), after));
                }
                gate => gates.extend(gate),
            }
            if let Some(prefer) = &rule.prefer {
                let giving = Giving::of(prefer, after, &looked);
                giving.yes.iter().for_each(|yes| touched.add(yes));
                gives.push(giving);
            }
        }
        let moved = self.moved(after, kept, &gives);
        let same_weights = Arc::ptr_eq(&old.weights, &after.weights) || old.weights == after.weights;
        let mixed = if kept.same_mix { 0 } else { knowledge.catalog.models.len() };
        Trial {
            points: self.points.as_deref(),
            after,
            kept,
            same_weights,
            same_floor,
            out,
            touched,
            gates,
            gives,
            moved,
            mixed: (0..mixed).map(|_| OnceCell::new()).collect(),
        }
    }
    /// The criteria that value something else, where preferences give something.
    fn moved<'t>(
        &'t self,
        after: &Situation<'k>,
        kept: Kept<'t, 'k>,
        gives: &[Giving<'k>],
    ) -> Vec<Moved<'t, 'k>> {
        let knowledge = after.knowledge;
        let changed = |criterion: &Criterion| match criterion.reads {
            Reads::Points if !gives.is_empty() || self.points.is_some() => Some(Changed::Points),
            Reads::Figure(of, _) if !kept.same_mix && knowledge.roles.of_mix(of) => Some(Changed::Mix),
            Reads::Figure(of, _) if !kept.same_inputs && knowledge.roles.of_inputs(of) => {
                Some(Changed::Inputs)
            }
            _ => None,
        };
        let points = self.taken + gives.iter().map(Giving::most).sum::<i64>();
        let moved = |((criterion, weight), (before, rises)): ((_, &Weight), (_, &'t Vec<i64>))| {
            let changed = changed(criterion)?;
            let (most, rises): (_, &[_]) = match changed {
                Changed::Points => (points * POINT, &[]),
                Changed::Mix => (rises.iter().copied().max().unwrap_or(WHOLE), rises),
                Changed::Inputs => (WHOLE, &[]),
            };
            Some(Moved { criterion, weight: weight.total, before, changed, most, rises })
        };
        let columns = self.before.columns.iter().zip(self.rises);
        knowledge.criteria.iter().zip(after.weights.iter()).zip(columns).filter_map(moved).collect()
    }
}
