//! A situation that differs in one answer, tried on those candidates alone that could come first.
//!
//! A candidate is judged when it is looked at, and looked at only if a bound on its score lets it come into reach of
//! the top. Nothing here gives way: where no candidate passes every gate, the situation has to be judged as a whole.

use std::rc::Rc;

use knowledge::describing::criterion::{Criterion, Reads, WHOLE};
use knowledge::describing::question::Question;
use knowledge::stating::rule::Gate;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Giving, Preferred};
use super::figures::Figures;
use super::judgement::Judgement;
use super::looked::One;
use super::outcomes;
use super::row::Row;
use super::score::{self, Cell, Column, POINT, Points, Scored};
use super::situation::Situation;
use super::stages::Kept;

/// A situation that differs from a judged one in the answer to one question.
#[derive(Debug)]
pub struct Trial<'a, 'k> {
    kept: Kept<'a, 'k>,
    after: &'a Situation<'k>,
    same_weights: bool,
    same_floor: bool,
    /// Excluded by a gate that need not look at each candidate, or below the floor if that is the same.
    out: Bits,
    /// The other gates that may do something else than before.
    gates: Vec<&'k Gate>,
    /// What preferences gave that may do something else.
    gave: Vec<&'a Preferred>,
    /// What they give now.
    gives: Vec<Giving<'k>>,
    criteria: Vec<Valuing<'a, 'k>>,
}

/// A criterion and what of it has changed.
#[derive(Debug)]
struct Valuing<'a, 'k> {
    criterion: &'k Criterion,
    weight: i64,
    before: &'a Column,
    changed: Changed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changed {
    Nothing,
    Points,
    /// What follows from the mix.
    Mix,
    /// What follows from other inputs: nothing for candidates of routes whose inputs are the same.
    Inputs,
}

impl<'a, 'k> Trial<'a, 'k> {
    /// Prepares it.
    pub fn of(before: &'a Judgement<'k>, question: Ix<Question>, after: &'a Situation<'k>) -> Self {
        let knowledge = after.knowledge;
        let kept = Kept::of(before, question, after);
        let old = &before.situation;
        let same_weights = Rc::ptr_eq(&old.weights, &after.weights) || old.weights == after.weights;
        let same_floor = kept.same_mix && old.floor == after.floor;
        let mut out = if same_floor { Bits::clone(&before.below_floor) } else { Bits::default() };
        let mut gave = Vec::new();
        for effects in &before.effects {
            if kept.same_rule(effects.rule) {
                effects.gated.iter().for_each(|gated| out.add(&gated.excluded));
            } else {
                gave.extend(effects.preferred.as_deref());
            }
        }
        let (mut gates, mut gives) = (Vec::new(), Vec::new());
        let looked = before.looked();
        for rule in after.fired.iter().filter(|&&at| !kept.same_rule(at)).map(|&at| &knowledge.rules[at]) {
            match &rule.gate {
                Some(gate) if gate.clauses().all(outcomes::is_masked) => {
                    out.add(&effect::excluded(gate, &outcomes::of_gate(gate, after, &looked), after));
                }
                gate => gates.extend(gate),
            }
            gives.extend(rule.prefer.as_ref().map(|prefer| Giving::of(prefer, after, &looked)));
        }
        let changed = |criterion: &Criterion| match criterion.reads {
            Reads::Points if gave.is_empty() && gives.is_empty() => Changed::Nothing,
            Reads::Points => Changed::Points,
            Reads::Figure(of, _) if !kept.same_mix && knowledge.roles.of_mix(of) => Changed::Mix,
            Reads::Figure(of, _) if !kept.same_inputs && knowledge.roles.of_inputs(of) => Changed::Inputs,
            Reads::Figure(..) => Changed::Nothing,
        };
        let all = knowledge.criteria.iter().zip(after.weights.iter()).zip(&before.columns);
        let criteria = all
            .map(|((criterion, weight), column)| Valuing {
                criterion,
                weight: weight.total,
                before: column,
                changed: changed(criterion),
            })
            .collect();
        Self { kept, after, same_weights, same_floor, out, gates, gave, gives, criteria }
    }

    /// Whether nothing differs but which candidates are let through and their points.
    pub fn keeps_figures(&self) -> bool {
        self.kept.same_mix && self.kept.same_inputs && self.same_weights
    }

    /// The candidates within reach of the top score, with their scores; none if nothing passes every gate. Those
    /// with the best scores before stand first in `order`; they stay in this order.
    pub fn near(&self, order: &[usize], reach: i64) -> Vec<(usize, i64)> {
        // As long as the weights are the same, no score rises by more.
        let rise = self.rise();
        let looks = !self.same_floor
            || !self.gates.is_empty()
            || self.gives.iter().any(|giving| giving.yes.is_none())
            || self.criteria.iter().any(|own| matches!(own.changed, Changed::Mix | Changed::Inputs));
        let mut least = i64::MIN;
        let mut near = Vec::with_capacity(64);
        for &at in order {
            let before = self.kept.before.scores.get(at).copied().unwrap_or_default();
            if self.same_weights && before + rise < least {
                break;
            }
            if self.out.has(at) {
                continue;
            }
            let mut point = self.criteria.iter().map(|own| own.weight * self.cell(own, at, None).point).sum();
            if point >= least && looks {
                let Some(row) = self.row(at) else { continue };
                point = row.scored.point;
            }
            if point >= least {
                least = least.max(point - reach);
                near.push((at, point));
            }
        }
        near.retain(|(_, point)| *point >= least);
        near
    }

    fn rise(&self) -> i64 {
        let lost = self.gave.iter().map(|preferred| -preferred.points.iter().map(|(_, own)| *own).min().unwrap_or(0).min(0));
        let won = self.gives.iter().map(Giving::most);
        let gain = lost.chain(won).sum::<i64>();
        let rise = |own: &Valuing<'_, '_>| match own.changed {
            Changed::Nothing => 0,
            Changed::Points => gain * POINT,
            Changed::Mix | Changed::Inputs => WHOLE,
        };
        self.criteria.iter().map(|own| own.weight * rise(own)).sum()
    }

    /// The place of a candidate, if it passes every gate.
    pub fn row(&self, at: usize) -> Option<Row> {
        let Self { kept: Kept { before, .. }, after, .. } = self;
        let knowledge = after.knowledge;
        let candidate = knowledge.catalog.candidates[Ix::new(at)];
        let figures = if self.kept.same_for(candidate.facts.route) {
            *before.figures.get(at)?
        } else {
            Figures::of(knowledge, candidate, &after.inputs)
        };
        let ability = if self.kept.same_mix {
            *before.abilities.get(candidate.model.get())?
        } else {
            knowledge.catalog.abilities.get(candidate.model.get())?.mix(&after.mix)
        };
        let one = One { at, candidate, figures, ability };
        let below = !self.same_floor && after.floor.is_some_and(|least| ability.low() < least);
        if below || self.gates.iter().any(|gate| effect::excludes(gate, &one, after)) {
            return None;
        }
        let cells = self.criteria.iter().map(|own| (own.weight, self.cell(own, at, Some(&one))));
        Some(Row::of(at, Scored::of(cells), &one.figures, ability))
    }

    /// The utility of a criterion for a candidate; without a look at it, at least that.
    fn cell(&self, own: &Valuing<'_, '_>, at: usize, one: Option<&One>) -> Cell {
        let knowledge = self.after.knowledge;
        let known = |point| Cell { point, unknown: false };
        let changed = match own.changed {
            Changed::Nothing => false,
            Changed::Points => return known(score::suitability(self.points(at, one))),
            Changed::Mix => true,
            Changed::Inputs => !self.kept.same_for(knowledge.catalog.candidates[Ix::new(at)].facts.route),
        };
        match (changed, one) {
            (false, _) => own.before.get(at).copied().unwrap_or(known(0)),
            (true, None) => known(WHOLE),
            (true, Some(one)) => {
                let looked = (&one.figures, &one.ability);
                score::cell(own.criterion, one.candidate, looked, Points::default(), knowledge)
            }
        }
    }

    /// The points of a candidate; without a look at it, at least that.
    fn points(&self, at: usize, one: Option<&One>) -> i64 {
        let before = self.kept.before.points.get(at).map_or(0, |points| points.given);
        let gave = self.gave.iter().map(|preferred| preferred.given(at));
        let gives = self.gives.iter().map(|giving| giving.points(at, one, self.after));
        before - gave.sum::<i64>() + gives.sum::<i64>()
    }
}
