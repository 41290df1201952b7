//! An answer tried on those candidates alone that could come first.
//!
//! A candidate is looked at only if a bound on its score lets it come within reach of the top. No gate gives way here:
//! where no candidate passes all of them, the situation has to be judged as a whole.

use std::cell::OnceCell;
use std::sync::Arc;

use knowledge::describing::criterion::{Criterion, WHOLE};
use knowledge::evidence::ability::Estimate;
use knowledge::stating::rule::Gate;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Giving};
use super::figures::Figures;
use super::looked::One;
use super::row::Row;
use super::score::{self, Cell, Column, Points, Scored};
use super::situation::Situation;
use super::stages::Kept;

/// An answer to a question, tried.
#[derive(Debug)]
pub struct Trial<'t, 'k> {
    /// The points that rules give which do what they did, by candidate, if others gave some before.
    pub(super) points: Option<&'t [i64]>,
    pub(super) after: &'t Situation<'k>,
    pub(super) kept: Kept<'t, 'k>,
    pub(super) same_weights: bool,
    pub(super) same_floor: bool,
    /// Excluded by a gate that need not look at each candidate, or below the floor if that is the same.
    pub(super) out: Bits,
    /// The candidates whose points may differ, unless a preference looks at each.
    pub(super) touched: Bits,
    /// The gates that look at each candidate.
    pub(super) gates: Vec<&'k Gate>,
    /// What preferences give that gave something else.
    pub(super) gives: Vec<Giving<'k>>,
    /// The criteria that value something else.
    pub(super) moved: Vec<Moved<'t, 'k>>,
    /// What another mix makes of each model, from when it was first asked for; empty if the mix is the same.
    pub(super) mixed: Vec<OnceCell<Mixed>>,
}

/// What another mix makes of a model.
#[derive(Debug)]
pub(super) struct Mixed {
    ability: Estimate,
    /// What it adds to the score of each of its candidates.
    more: i64,
}

/// A criterion that values something else than before.
#[derive(Debug)]
pub(super) struct Moved<'t, 'k> {
    pub(super) criterion: &'k Criterion,
    pub(super) weight: i64,
    pub(super) before: &'t Arc<Column>,
    pub(super) changed: Changed,
    /// The most that its utility rises, for any candidate and for each; only the first if they are not told apart.
    pub(super) most: i64,
    pub(super) rises: &'t [i64],
}

impl Moved<'_, '_> {
    /// What another cell adds to the score of a candidate.
    fn more(&self, at: usize, cell: Cell) -> i64 {
        self.weight * (cell.point - self.before.get(at).map_or(0, |cell| cell.point))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
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
        let rise: i64 = self.moved.iter().map(|own| own.weight * own.most).sum();
        let looks = !self.gates.is_empty() || self.gives.iter().any(|own| own.yes.is_none());
        let derives = self.moved.iter().any(|own| own.changed == Changed::Inputs);
        let moves = derives || looks || !self.mixed.is_empty();
        let mut least = i64::MIN;
        let mut near = Vec::with_capacity(64);
        for &at in order {
            let mut point = self.base(at);
            if self.same_weights && point + rise < least {
                break;
            }
            if self.out.has(at) || point + self.rise(at) < least {
                continue;
            }
            if moves || self.touched.has(at) {
                let base = point;
                point += self.more(at, None);
                if point >= least && (looks || derives && !self.same_for(at)) {
                    let Some(more) = self.look(at, |one| self.more(at, Some(one))) else { continue };
                    point = base + more;
                }
            }
            if point >= least && !self.is_below_floor(at) {
                least = least.max(point - reach);
                near.push((at, point));
            }
        }
        near.retain(|(_, point)| *point >= least);
        near
    }

    /// The candidates that could come within reach of the top, whatever gates and preferences did to them; `near` are
    /// those that did. All, if none did or figures differ.
    pub fn decisive(&self, near: &[(usize, i64)], reach: i64) -> Bits {
        let length = self.kept.before.scores.len();
        let top = near.iter().map(|(_, point)| *point).max().filter(|_| self.keeps_figures());
        let Some(top) = top else { return Bits::all(length) };
        let weight: i64 = self.moved.iter().map(|own| own.weight).sum();
        let given: i64 = self.gives.iter().map(Giving::most).sum();
        let more = |at| score::suitability(self.others(at) + given) - score::suitability(self.before(at));
        Bits::collect(length, |at| self.base(at) + weight * more(at) >= top - reach)
    }

    /// What the place of a candidate follows from, if it passes every gate.
    pub fn row(&self, at: usize) -> Option<Row> {
        self.look(at, |one| {
            let own = |(criterion, before): (&Criterion, &Arc<Column>)| {
                let moved = self.moved.iter().find(|moved| std::ptr::eq(moved.criterion, criterion));
                moved.map_or_else(|| before.get(at).copied(), |moved| Some(self.cell(moved, at, Some(one))))
            };
            let criteria = self.after.knowledge.criteria.iter().zip(&self.kept.before.columns);
            let weights = self.after.weights.iter().map(|weight| weight.total);
            Row::of(at, Scored::of(weights.zip(criteria.filter_map(own))), one.figures, *one.ability)
        })
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

    /// The most that other utilities add to it.
    fn rise(&self, at: usize) -> i64 {
        let rise = |own: &Moved<'_, '_>| own.weight * own.rises.get(at).unwrap_or(&own.most);
        self.moved.iter().map(rise).sum()
    }

    /// What other utilities add to it; without a look at the candidate, at most that.
    fn more(&self, at: usize, one: Option<&One<'_>>) -> i64 {
        let more = |own: &Moved<'_, '_>| own.more(at, self.cell(own, at, one));
        let others = self.moved.iter().filter(|own| own.changed != Changed::Mix);
        self.mixed(at).map_or(0, |mixed| mixed.more) + others.map(more).sum::<i64>()
    }

    /// What another mix makes of the model of a candidate.
    fn mixed(&self, at: usize) -> Option<&Mixed> {
        let knowledge = self.after.knowledge;
        let candidate = knowledge.catalog.candidates[Ix::new(at)];
        let mixed = self.mixed.get(candidate.model.get())?;
        Some(mixed.get_or_init(|| {
            let own = knowledge.catalog.abilities.get(candidate.model.get());
            let ability = own.map(|own| own.mix(&self.after.mix)).unwrap_or_default();
            let looked = (&Figures::default(), &ability);
            let cell = |own: &Moved<'_, '_>| {
                score::cell(own.criterion, candidate, looked, Points::default(), knowledge)
            };
            let more = |own: &Moved<'_, '_>| own.more(at, cell(own));
            let more = self.moved.iter().filter(|own| own.changed == Changed::Mix).map(more).sum();
            Mixed { ability, more }
        }))
    }

    /// Whether the floor excludes a candidate that it did not exclude before.
    fn is_below_floor(&self, at: usize) -> bool {
        let below = |least| self.ability(at).is_none_or(|ability| ability.low() < least);
        !self.same_floor && self.after.floor.is_some_and(below)
    }

    fn ability(&self, at: usize) -> Option<&Estimate> {
        if let Some(mixed) = self.mixed(at) {
            return Some(&mixed.ability);
        }
        let model = self.after.knowledge.catalog.candidates[Ix::new(at)].model;
        self.kept.before.abilities.get(model.get())
    }

    /// Whether the figures of a candidate, its ability aside, are what they were.
    fn same_for(&self, at: usize) -> bool {
        self.kept.same_for(self.after.knowledge.catalog.candidates[Ix::new(at)].facts.route)
    }

    /// Looks at a candidate, if it passes every gate.
    fn look<T>(&self, at: usize, of: impl Fn(&One<'_>) -> T) -> Option<T> {
        let Self { kept, after, .. } = self;
        let knowledge = after.knowledge;
        let candidate = knowledge.catalog.candidates[Ix::new(at)];
        let derived;
        let figures = if self.same_for(at) {
            kept.before.figures.get(at)?
        } else {
            derived = Figures::of(knowledge, candidate, &after.inputs);
            &derived
        };
        let one = One { at, candidate, figures, ability: self.ability(at)? };
        let out = self.gates.iter().any(|gate| effect::excludes(gate, &one, after));
        (!out).then(|| of(&one))
    }

    /// The utility of a criterion for a candidate; without a look at it, at most that.
    fn cell(&self, own: &Moved<'_, '_>, at: usize, one: Option<&One<'_>>) -> Cell {
        let knowledge = self.after.knowledge;
        let known = |point| Cell { point, unknown: false };
        match (own.changed, one) {
            (Changed::Points, _) => known(score::suitability(self.points(at, one))),
            (Changed::Inputs, _) if self.same_for(at) => own.before.get(at).copied().unwrap_or(known(0)),
            (_, None) => known(WHOLE),
            (_, Some(one)) => {
                let looked = (one.figures, one.ability);
                score::cell(own.criterion, one.candidate, looked, Points::default(), knowledge)
            }
        }
    }

    /// The points of a candidate; without a look at it, at most that.
    fn points(&self, at: usize, one: Option<&One<'_>>) -> i64 {
        self.others(at) + self.gives.iter().map(|own| own.points(at, one, self.after)).sum::<i64>()
    }

    /// The points that a candidate has from the rules that do what they did.
    fn others(&self, at: usize) -> i64 {
        let others = self.points.and_then(|points| points.get(at));
        others.copied().unwrap_or_else(|| self.before(at))
    }

    fn before(&self, at: usize) -> i64 {
        self.kept.before.points.get(at).map_or(0, |points| points.given)
    }
}
