//! The stages of a judgement, each kept from an earlier one where nothing that it reads has changed.

use std::sync::Arc;

use knowledge::describing::criterion::{Criterion, Reads};
use knowledge::describing::model::Route;
use knowledge::describing::question::Question;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect;
use super::figures::Figures;
use super::judgement::{Effects, Judgement};
use super::looked::Looked;
use super::score::{self, Cell, Column, Points};
use super::situation::Situation;

/// What an earlier judgement has in common with a new situation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept<'a, 'k> {
    pub(super) before: &'a Judgement<'k>,
    pub(super) question: Ix<Question>,
    pub(super) same_mix: bool,
    pub(super) same_inputs: bool,
    /// Whether the figures of candidates of a route come out the same: hosted, self-hosted, on a device.
    pub(super) same_figures: [bool; 3],
}

impl<'a, 'k> Kept<'a, 'k> {
    /// What a judgement has in common with a situation that differs in the answer to one question.
    pub(super) fn of(before: &'a Judgement<'k>, question: Ix<Question>, after: &Situation<'_>) -> Self {
        let old = &before.situation;
        let same_mix = Arc::ptr_eq(&old.mix, &after.mix) || old.mix == after.mix;
        let same_inputs = Arc::ptr_eq(&old.inputs, &after.inputs) || old.inputs == after.inputs;
        let same_figures = [Route::CloudApi, Route::SelfHosted, Route::OnDevice]
            .map(|route| same_inputs || after.inputs.same_for(route, &old.inputs));
        Self { before, question, same_mix, same_inputs, same_figures }
    }

    /// Whether a rule does what it did, if it fires as it did.
    pub(super) fn same_rule(&self, rule: Ix<Rule>) -> bool {
        let knowledge = self.before.situation.knowledge;
        let own = &knowledge.rules[rule];
        (self.same_mix || !own.reads_mix)
            && (self.same_inputs || !own.reads_inputs)
            && knowledge.questions[self.question].readers.binary_search(&rule).is_err()
    }

    pub(super) fn same_for(&self, route: Route) -> bool {
        let [hosted, self_hosted, on_device] = self.same_figures;
        match route {
            Route::CloudApi => hosted,
            Route::SelfHosted => self_hosted,
            Route::OnDevice => on_device,
        }
    }
}

/// The derived figures of every candidate; those of routes whose inputs are the same are kept.
pub(super) fn figures(situation: &Situation<'_>, kept: Option<Kept<'_, '_>>) -> Vec<Figures> {
    let knowledge = situation.knowledge;
    let candidates = knowledge.catalog.candidates.iter();
    let Some(kept) = kept else {
        return candidates.map(|&candidate| Figures::of(knowledge, candidate, &situation.inputs)).collect();
    };
    let mut figures = kept.before.figures.to_vec();
    for (own, &candidate) in figures.iter_mut().zip(candidates) {
        if !kept.same_for(candidate.facts.route) {
            *own = Figures::of(knowledge, candidate, &situation.inputs);
        }
    }
    figures
}

/// What every rule that fires does to every candidate; what reads nothing that has changed is kept.
pub(super) fn effects(
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    kept: Option<Kept<'_, '_>>,
) -> Vec<Effects> {
    let mut before = kept.map(|kept| kept.before.effects.iter().peekable());
    let of = |&rule: &Ix<Rule>| {
        let same = kept.is_some_and(|kept| kept.same_rule(rule));
        if let Some(before) = before.as_mut().filter(|_| same) {
            while before.next_if(|effects| effects.rule < rule).is_some() {}
            if let Some(effects) = before.next_if(|effects| effects.rule == rule) {
                return effects.clone();
            }
        }
        let gated = effect::gate(rule, situation, looked).map(Arc::new);
        Effects { rule, gated, preferred: effect::prefer(rule, situation, looked).map(Arc::new) }
    };
    situation.fired.iter().map(of).collect()
}

pub(super) fn below_floor(situation: &Situation<'_>, abilities: &[Estimate]) -> Bits {
    let Some(least) = situation.floor else { return Bits::default() };
    let candidates = &situation.knowledge.catalog.candidates;
    let below: Vec<_> = abilities.iter().map(|ability| ability.low() < least).collect();
    Bits::collect(candidates.len(), |at| {
        below.get(candidates[Ix::new(at)].model.get()).copied().unwrap_or(true)
    })
}

/// The candidates that are out; gates that yield count only if something passes them too.
pub(super) fn out(knowledge: &Knowledge, effects: &[Effects], below_floor: &Bits) -> (Bits, Vec<Ix<Rule>>) {
    let (mut hard, mut soft) = (below_floor.clone(), Bits::default());
    let mut yielding = Vec::new();
    for gated in effects.iter().filter_map(|effects| effects.gated.as_ref()) {
        if knowledge.rules[gated.rule].gate.as_ref().is_some_and(|gate| gate.yields) {
            soft.add(&gated.excluded);
            yielding.push(gated.rule);
        } else {
            hard.add(&gated.excluded);
        }
    }
    soft.add(&hard);
    let all = knowledge.catalog.candidates.len();
    if soft.count() < all || hard.count() == all {
        return (soft, Vec::new());
    }
    (hard, yielding)
}

/// The points of every candidate; from those before, only what changed is taken away and added.
pub(super) fn points(
    knowledge: &Knowledge,
    effects: &[Effects],
    kept: Option<Kept<'_, '_>>,
) -> Arc<Vec<Points>> {
    let preferences = || effects.iter().filter_map(|effects| effects.preferred.as_ref());
    let before = kept.map_or(&[][..], |kept| &kept.before.effects);
    let others = || before.iter().filter_map(|effects| effects.preferred.as_ref());
    let gone: Vec<_> = others().filter(|one| !preferences().any(|new| Arc::ptr_eq(one, new))).collect();
    let new: Vec<_> = preferences().filter(|one| !others().any(|old| Arc::ptr_eq(one, old))).collect();
    let mut points = match kept {
        Some(kept) if gone.is_empty() && new.is_empty() => return Arc::clone(&kept.before.points),
        Some(kept) => kept.before.points.to_vec(),
        None => vec![Points::default(); knowledge.catalog.candidates.len()],
    };
    for (preferences, sign) in [(gone, -1), (new, 1)] {
        for preferred in preferences {
            Points::add(&mut points, preferred, sign);
        }
    }
    Arc::new(points)
}

/// The utilities of every criterion; a column is kept if nothing that it values has changed.
pub(super) fn columns(
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    points: &Arc<Vec<Points>>,
    kept: Option<Kept<'_, '_>>,
) -> Vec<Arc<Column>> {
    let roles = &situation.knowledge.roles;
    let column = |(at, criterion): (Ix<Criterion>, &Criterion)| {
        let before = kept.and_then(|kept| Some((kept, kept.before.columns.get(at.get())?)));
        let same = before.is_some_and(|(kept, _)| match criterion.reads {
            Reads::Points => Arc::ptr_eq(&kept.before.points, points),
            Reads::Figure(attribute, _) => {
                (kept.same_mix || !roles.of_mix(attribute))
                    && (kept.same_inputs || !roles.of_inputs(attribute))
            }
        });
        match before {
            Some((_, column)) if same => Arc::clone(column),
            _ => Arc::new(new_column(criterion, situation, looked, points, before)),
        }
    };
    situation.knowledge.criteria.enumerate().map(column).collect()
}

/// The utilities of one criterion; the offers of a model share what is true of the model, and a candidate of a
/// route whose inputs are the same keeps its cell.
fn new_column(
    criterion: &Criterion,
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    points: &[Points],
    before: Option<(Kept<'_, '_>, &Arc<Column>)>,
) -> Column {
    let knowledge = situation.knowledge;
    let all = || knowledge.catalog.candidates.iter();
    let attribute = match criterion.reads {
        Reads::Points => {
            let cell = |points: &Points| Cell { point: score::suitability(points.given), unknown: false };
            return points.iter().map(cell).collect();
        }
        Reads::Figure(attribute, _) => attribute,
    };
    let cell = |(at, &candidate): (usize, &Candidate)| {
        let figures = looked.figures.get(at).copied().unwrap_or_default();
        let ability = looked.abilities.get(candidate.model.get()).copied().unwrap_or_default();
        score::cell(criterion, candidate, (&figures, &ability), Points::default(), knowledge)
    };
    if knowledge.roles.of_mix(attribute) {
        let mut last: Option<(Candidate, Cell)> = None;
        let of_model = |(at, candidate): (usize, &Candidate)| {
            let shared = last.filter(|(one, _)| one.model == candidate.model).map(|(_, cell)| cell);
            let cell = shared.unwrap_or_else(|| cell((at, candidate)));
            last = Some((*candidate, cell));
            cell
        };
        return all().enumerate().map(of_model).collect();
    }
    let kept = |(at, candidate): (usize, &Candidate)| {
        let (_, column) = before.filter(|(kept, _)| kept.same_for(candidate.facts.route))?;
        column.get(at).copied()
    };
    all().enumerate().map(|at| kept(at).unwrap_or_else(|| cell(at))).collect()
}
