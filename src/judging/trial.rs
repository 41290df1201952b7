//! The answers to a question, tried on those candidates alone that could come first.
//!
//! What other rules do is worked out once for a question. A candidate is looked at only if a bound on its score lets it
//! come within reach of the top. No gate gives way here: where no candidate passes all of them, the situation has to be
//! judged as a whole.

use std::rc::Rc;

use knowledge::describing::criterion::{Criterion, Reads, WHOLE};
use knowledge::describing::question::Question;
use knowledge::stating::rule::{Gate, Rule};
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Giving};
use super::figures::Figures;
use super::judgement::Judgement;
use super::looked::One;
use super::outcomes;
use super::row::Row;
use super::score::{self, Cell, Column, POINT, Points, Scored};
use super::situation::{Situation, feeds_inputs};
use super::stages::Kept;

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
}

impl<'a, 'k> Trials<'a, 'k> {
    /// Prepares them.
    pub fn of(before: &'a Judgement<'k>, question: Ix<Question>) -> Self {
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
        let mut trials = Self { before, question, moved, out, points: None, touched, taken: 0 };
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
        let changed = |criterion: &Criterion| match criterion.reads {
            Reads::Points if !gives.is_empty() || self.points.is_some() => Some(Changed::Points),
            Reads::Figure(of, _) if !kept.same_mix && knowledge.roles.of_mix(of) => Some(Changed::Mix),
            Reads::Figure(of, _) if !kept.same_inputs && knowledge.roles.of_inputs(of) => {
                Some(Changed::Inputs)
            }
            _ => None,
        };
        let all = knowledge.criteria.iter().zip(after.weights.iter()).zip(&self.before.columns);
        let moved = all
            .filter_map(|((criterion, weight), before)| {
                Some(Moved { criterion, weight: weight.total, before, changed: changed(criterion)? })
            })
            .collect();
        let same_weights = Rc::ptr_eq(&old.weights, &after.weights) || old.weights == after.weights;
        Trial { trials: self, after, kept, same_weights, same_floor, out, touched, gates, gives, moved }
    }
}

/// One of them.
#[derive(Debug)]
pub struct Trial<'t, 'k> {
    trials: &'t Trials<'t, 'k>,
    after: &'t Situation<'k>,
    kept: Kept<'t, 'k>,
    same_weights: bool,
    same_floor: bool,
    /// Excluded by a gate that need not look at each candidate, or below the floor if that is the same.
    out: Bits,
    /// The candidates whose points may differ, unless a preference looks at each.
    touched: Bits,
    /// The gates that look at each candidate.
    gates: Vec<&'k Gate>,
    /// What preferences give that gave something else.
    gives: Vec<Giving<'k>>,
    /// The criteria that value something else.
    moved: Vec<Moved<'t, 'k>>,
}

/// A criterion that values something else than before.
#[derive(Debug)]
struct Moved<'t, 'k> {
    criterion: &'k Criterion,
    weight: i64,
    before: &'t Rc<Column>,
    changed: Changed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changed {
    Points,
    /// What follows from the mix.
    Mix,
    /// What follows from other inputs: nothing for candidates of routes whose inputs are the same.
    Inputs,
}

impl Trial<'_, '_> {
    /// Whether nothing differs but which candidates are let through and their points.
    pub fn keeps_figures(&self) -> bool {
        self.kept.same_mix && self.kept.same_inputs && self.same_weights
    }

    /// The candidates within reach of the top score, with their scores; none if nothing passes every gate. Those
    /// with the best scores before stand first in `order`; they stay in this order.
    pub fn near(&self, order: &[usize], reach: i64) -> Vec<(usize, i64)> {
        let rise: i64 = self.moved.iter().map(|own| own.weight * self.rise(own)).sum();
        let looks =
            !self.same_floor || !self.gates.is_empty() || self.gives.iter().any(|own| own.yes.is_none());
        let derived = self.moved.iter().any(|own| own.changed != Changed::Points);
        let mut least = i64::MIN;
        let mut near = Vec::with_capacity(64);
        for &at in order {
            let mut point = self.base(at);
            if self.same_weights && point + rise < least {
                break;
            }
            if self.out.has(at) {
                continue;
            }
            if looks || derived || self.touched.has(at) {
                let base = point;
                point += self.more(at, None);
                if point >= least && (looks || derived) {
                    let Some(more) = self.look(at, |one| self.more(at, Some(one))) else { continue };
                    point = base + more;
                }
            }
            if point >= least {
                least = least.max(point - reach);
                near.push((at, point));
            }
        }
        near.retain(|(_, point)| *point >= least);
        near
    }

    /// What the place of a candidate follows from, if it passes every gate.
    pub fn row(&self, at: usize) -> Option<Row> {
        self.look(at, |one| {
            let own = |(criterion, before): (&Criterion, &Rc<Column>)| {
                let moved = self.moved.iter().find(|moved| std::ptr::eq(moved.criterion, criterion));
                moved.map_or_else(|| before.get(at).copied(), |moved| Some(self.cell(moved, at, Some(one))))
            };
            let criteria = self.after.knowledge.criteria.iter().zip(&self.kept.before.columns);
            let weights = self.after.weights.iter().map(|weight| weight.total);
            Row::of(at, Scored::of(weights.zip(criteria.filter_map(own))), one.figures, *one.ability)
        })
    }

    /// The most that a utility rises.
    fn rise(&self, own: &Moved<'_, '_>) -> i64 {
        match own.changed {
            Changed::Points => (self.trials.taken + self.gives.iter().map(Giving::most).sum::<i64>()) * POINT,
            Changed::Mix | Changed::Inputs => WHOLE,
        }
    }

    /// The score of a candidate from the utilities before.
    fn base(&self, at: usize) -> i64 {
        let before = self.kept.before;
        if self.same_weights {
            return before.scores.get(at).copied().unwrap_or_default();
        }
        let columns = self.after.weights.iter().zip(&before.columns);
        columns.map(|(weight, column)| weight.total * column.get(at).map_or(0, |cell| cell.point)).sum()
    }

    /// What other utilities add to it; without a look at the candidate, at least that.
    fn more(&self, at: usize, one: Option<&One<'_>>) -> i64 {
        let more = |own: &Moved<'_, '_>| {
            let before = own.before.get(at).map_or(0, |cell| cell.point);
            own.weight * (self.cell(own, at, one).point - before)
        };
        self.moved.iter().map(more).sum()
    }

    /// Looks at a candidate, if it passes every gate.
    fn look<T>(&self, at: usize, of: impl Fn(&One<'_>) -> T) -> Option<T> {
        let Self { kept, after, .. } = self;
        let knowledge = after.knowledge;
        let candidate = knowledge.catalog.candidates[Ix::new(at)];
        let (derived, mixed);
        let figures = if kept.same_for(candidate.facts.route) {
            kept.before.figures.get(at)?
        } else {
            derived = Figures::of(knowledge, candidate, &after.inputs);
            &derived
        };
        let ability = if kept.same_mix {
            kept.before.abilities.get(candidate.model.get())?
        } else {
            mixed = knowledge.catalog.abilities.get(candidate.model.get())?.mix(&after.mix);
            &mixed
        };
        let one = One { at, candidate, figures, ability };
        let below = !self.same_floor && after.floor.is_some_and(|least| ability.low() < least);
        let out = below || self.gates.iter().any(|gate| effect::excludes(gate, &one, after));
        (!out).then(|| of(&one))
    }

    /// The utility of a criterion for a candidate; without a look at it, at least that.
    fn cell(&self, own: &Moved<'_, '_>, at: usize, one: Option<&One<'_>>) -> Cell {
        let knowledge = self.after.knowledge;
        let known = |point| Cell { point, unknown: false };
        let same_for = |at| self.kept.same_for(knowledge.catalog.candidates[Ix::new(at)].facts.route);
        match (own.changed, one) {
            (Changed::Points, _) => known(score::suitability(self.points(at, one))),
            (Changed::Inputs, _) if same_for(at) => own.before.get(at).copied().unwrap_or(known(0)),
            (_, None) => known(WHOLE),
            (_, Some(one)) => {
                let looked = (one.figures, one.ability);
                score::cell(own.criterion, one.candidate, looked, Points::default(), knowledge)
            }
        }
    }

    /// The points of a candidate; without a look at it, at least that.
    fn points(&self, at: usize, one: Option<&One<'_>>) -> i64 {
        let others = match &self.trials.points {
            Some(points) => points.get(at).copied(),
            None => self.kept.before.points.get(at).map(|points| points.given),
        };
        others.unwrap_or(0) + self.gives.iter().map(|own| own.points(at, one, self.after)).sum::<i64>()
    }
}
