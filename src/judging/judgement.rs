//! Every candidate judged: abilities, figures, gates and points first, then one score each.
//!
//! Looking ahead judges many situations that differ in one answer. Each stage is kept from the situation before
//! where nothing that it reads has changed; what is kept is the same as what would be computed.

use std::rc::Rc;

use knowledge::describing::attribute::{Attribute, Value};
use knowledge::describing::criterion::{Criterion, Reads};
use knowledge::describing::model::Route;
use knowledge::describing::question::Question;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::condition::{Known, Outcome, Requires};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Gated, Preferred};
use super::figures::Figures;
use super::score::{self, Cell, Column, Points, Scored};
use super::situation::Situation;

/// Every candidate judged in one situation.
#[derive(Clone, Debug)]
pub struct Judgement<'k> {
    /// What the answers mean.
    pub situation: Situation<'k>,
    /// The strength of each model in the mix, at its place.
    pub abilities: Rc<Vec<Estimate>>,
    /// The derived figures of each candidate, at its place.
    pub figures: Rc<Vec<Figures>>,
    /// What each rule that fired does, in the order of [`Situation::fired`].
    pub effects: Vec<Effects>,
    /// The candidates below the floor of ability.
    pub below_floor: Rc<Bits>,
    /// The candidates that do not pass every gate.
    pub out: Bits,
    /// Gates that gave way because nothing else fits.
    pub yielded: Vec<Ix<Rule>>,
    /// The points of each candidate, at its place.
    pub points: Rc<Vec<Points>>,
    /// The utilities of each criterion.
    pub columns: Vec<Rc<Column>>,
    /// The score of each candidate, at its place: weights times utilities.
    pub scores: Vec<i64>,
}

/// What one rule does to every candidate.
#[derive(Clone, Debug)]
pub struct Effects {
    /// The rule.
    pub rule: Ix<Rule>,
    /// If it has a gate.
    pub gated: Option<Rc<Gated>>,
    /// If it prefers some.
    pub preferred: Option<Rc<Preferred>>,
}

/// What conditions over candidates read.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'j> {
    knowledge: &'j Knowledge,
    abilities: &'j [Estimate],
    figures: &'j [Figures],
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

/// What an earlier judgement has in common with a new situation.
#[derive(Clone, Copy)]
struct Kept<'a, 'k> {
    before: &'a Judgement<'k>,
    question: Ix<Question>,
    same_mix: bool,
    same_inputs: bool,
    /// Whether the figures of candidates of a route come out the same: hosted, self-hosted, on a device.
    same_figures: [bool; 3],
}

impl Kept<'_, '_> {
    fn same_for(&self, route: Route) -> bool {
        let [hosted, self_hosted, on_device] = self.same_figures;
        match route {
            Route::CloudApi => hosted,
            Route::SelfHosted => self_hosted,
            Route::OnDevice => on_device,
        }
    }
}

impl<'k> Judgement<'k> {
    /// Judges every candidate.
    pub fn of(knowledge: &'k Knowledge, answers: Answers) -> Self {
        Self::judge(Situation::of(knowledge, answers), None)
    }

    /// Judges the situation with one answer more or another one.
    #[must_use]
    pub fn with(&self, question: Ix<Question>, answer: Answer) -> Self {
        self.in_situation(question, self.situation.with(question, answer))
    }

    /// Judges a situation that differs from this one in the answer to one question.
    #[must_use]
    pub fn in_situation(&self, question: Ix<Question>, situation: Situation<'k>) -> Self {
        let same_mix = Rc::ptr_eq(&self.situation.mix, &situation.mix) || self.situation.mix == situation.mix;
        let (inputs, before) = (&situation.inputs, &self.situation.inputs);
        let same_inputs = Rc::ptr_eq(inputs, before) || inputs == before;
        let same_figures = [Route::CloudApi, Route::SelfHosted, Route::OnDevice]
            .map(|route| same_inputs || inputs.same_for(route, before));
        Self::judge(situation, Some(Kept { before: self, question, same_mix, same_inputs, same_figures }))
    }

    /// Whether the candidate at a place passes every gate.
    pub fn stands(&self, at: usize) -> bool {
        !self.out.has(at)
    }

    /// What conditions over candidates read.
    pub fn looked(&self) -> Looked<'_> {
        let knowledge = self.situation.knowledge;
        Looked { knowledge, abilities: &self.abilities, figures: &self.figures }
    }

    /// The places of the candidates that pass every gate, ascending.
    pub fn standing(&self) -> impl Iterator<Item = usize> {
        let mut standing = Bits::all(self.situation.knowledge.catalog.candidates.len());
        standing.remove(&self.out);
        standing.into_members()
    }

    /// The gates that fired.
    pub fn gates(&self) -> impl Iterator<Item = &Gated> {
        self.effects.iter().filter_map(|effects| effects.gated.as_deref())
    }

    /// The preferences that fired.
    pub fn preferences(&self) -> impl Iterator<Item = &Preferred> {
        self.effects.iter().filter_map(|effects| effects.preferred.as_deref())
    }

    /// The same candidates with more weight, or less, on one criterion.
    #[must_use]
    pub fn reweighed(&self, criterion: Ix<Criterion>, by: i64) -> Self {
        let mut other = self.clone();
        let mut weights = self.situation.weights.to_vec();
        if let Some(weight) = weights.get_mut(criterion.get()) {
            weight.base += by;
            weight.total = (weight.total - weight.held + by).max(0);
        }
        other.situation.weights = Rc::new(weights);
        other.scores = score::scores(&other.situation, &other.columns, None);
        other
    }

    /// The number of an attribute, stated or derived, if it is known: of an interval the middle.
    pub fn figure(&self, at: Ix<Candidate>, attribute: Ix<Attribute>) -> Option<f64> {
        let knowledge = self.situation.knowledge;
        let candidate = knowledge.catalog.candidates[at];
        let (figures, ability) = (self.figures.get(at.get())?, self.abilities.get(candidate.model.get())?);
        if Some(attribute) == knowledge.roles.monthly_cost {
            return figures.cost.map(|cost| cost.value);
        }
        match figures.known(ability, knowledge, candidate, attribute) {
            Known::Between(low, high) => Some(f64::midpoint(low, high)),
            Known::Stated(Value::Number(number)) => Some(*number),
            Known::Stated(_) | Known::Unknown => None,
        }
    }

    /// The score of the candidate at a place, and how much of it is known.
    pub fn scored(&self, at: usize) -> Scored {
        self.with_score(at, self.scores.get(at).copied().unwrap_or_default())
    }

    /// The same with another score.
    pub fn with_score(&self, at: usize, point: i64) -> Scored {
        let mut scored = Scored { point, without_unknown: point, known_weight: 0 };
        for (column, weight) in self.columns.iter().zip(self.situation.weights.iter()) {
            match column.get(at) {
                Some(Cell { unknown: false, .. }) => scored.known_weight += weight.total,
                Some(cell) => scored.without_unknown -= weight.total * cell.point,
                None => {}
            }
        }
        scored
    }

    fn judge(situation: Situation<'k>, kept: Option<Kept<'_, 'k>>) -> Self {
        let knowledge = situation.knowledge;
        let abilities = match kept {
            Some(Kept { before, same_mix: true, .. }) => Rc::clone(&before.abilities),
            _ => Rc::new(knowledge.catalog.abilities.iter().map(|own| own.mix(&situation.mix)).collect()),
        };
        let figures = match kept {
            Some(Kept { before, same_inputs: true, .. }) => Rc::clone(&before.figures),
            _ => Rc::new(figures(&situation, kept)),
        };
        let looked = Looked { knowledge, abilities: &abilities, figures: &figures };
        let effects = effects(&situation, &looked, kept);
        let below_floor = match kept {
            Some(Kept { before, same_mix: true, .. }) if before.situation.floor == situation.floor => {
                Rc::clone(&before.below_floor)
            }
            _ => Rc::new(below_floor(&situation, &abilities)),
        };
        let (out, yielded) = out(knowledge, &effects, &below_floor);
        let points = points(knowledge, &effects, kept);
        let columns = columns(&situation, &looked, &points, kept);
        let before =
            kept.map(|kept| kept.before).filter(|before| before.situation.weights == situation.weights);
        let scores =
            score::scores(&situation, &columns, before.map(|before| (&before.scores, &before.columns)));
        Self { situation, abilities, figures, effects, below_floor, out, yielded, points, columns, scores }
    }
}

/// The derived figures of every candidate; those of routes whose inputs are the same are kept.
fn figures(situation: &Situation<'_>, kept: Option<Kept<'_, '_>>) -> Vec<Figures> {
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
fn effects(situation: &Situation<'_>, looked: &Looked<'_>, kept: Option<Kept<'_, '_>>) -> Vec<Effects> {
    let knowledge = situation.knowledge;
    let mut before = kept.map(|kept| kept.before.effects.iter().peekable());
    let of = |&rule: &Ix<Rule>| {
        let own = &knowledge.rules[rule];
        let same = kept.is_some_and(|kept| {
            (kept.same_mix || !own.reads_mix)
                && (kept.same_inputs || !own.reads_inputs)
                && knowledge.questions[kept.question].readers.binary_search(&rule).is_err()
        });
        if let Some(before) = before.as_mut().filter(|_| same) {
            while before.next_if(|effects| effects.rule < rule).is_some() {}
            if let Some(effects) = before.next_if(|effects| effects.rule == rule) {
                return effects.clone();
            }
        }
        let gated = effect::gate(rule, situation, looked).map(Rc::new);
        Effects { rule, gated, preferred: effect::prefer(rule, situation, looked).map(Rc::new) }
    };
    situation.fired.iter().map(of).collect()
}

fn below_floor(situation: &Situation<'_>, abilities: &[Estimate]) -> Bits {
    let Some(least) = situation.floor else { return Bits::default() };
    let candidates = &situation.knowledge.catalog.candidates;
    let below: Vec<_> = abilities.iter().map(|ability| ability.low() < least).collect();
    Bits::collect(candidates.len(), |at| {
        below.get(candidates[Ix::new(at)].model.get()).copied().unwrap_or(true)
    })
}

/// The candidates that are out; gates that yield count only if something passes them too.
fn out(knowledge: &Knowledge, effects: &[Effects], below_floor: &Bits) -> (Bits, Vec<Ix<Rule>>) {
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
fn points(knowledge: &Knowledge, effects: &[Effects], kept: Option<Kept<'_, '_>>) -> Rc<Vec<Points>> {
    let preferences = || effects.iter().filter_map(|effects| effects.preferred.as_ref());
    let before = kept.map_or(&[][..], |kept| &kept.before.effects);
    let others = || before.iter().filter_map(|effects| effects.preferred.as_ref());
    let gone: Vec<_> = others().filter(|one| !preferences().any(|new| Rc::ptr_eq(one, new))).collect();
    let new: Vec<_> = preferences().filter(|one| !others().any(|old| Rc::ptr_eq(one, old))).collect();
    let mut points = match kept {
        Some(kept) if gone.is_empty() && new.is_empty() => return Rc::clone(&kept.before.points),
        Some(kept) => kept.before.points.to_vec(),
        None => vec![Points::default(); knowledge.catalog.candidates.len()],
    };
    for (preferences, sign) in [(gone, -1), (new, 1)] {
        for preferred in preferences {
            Points::add(&mut points, preferred, sign);
        }
    }
    Rc::new(points)
}

/// The utilities of every criterion; a column is kept if nothing that it values has changed.
fn columns(
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    points: &Rc<Vec<Points>>,
    kept: Option<Kept<'_, '_>>,
) -> Vec<Rc<Column>> {
    let roles = &situation.knowledge.roles;
    let column = |(at, criterion): (Ix<Criterion>, &Criterion)| {
        let before = kept.and_then(|kept| Some((kept, kept.before.columns.get(at.get())?)));
        let same = before.is_some_and(|(kept, _)| match criterion.reads {
            Reads::Points => Rc::ptr_eq(&kept.before.points, points),
            Reads::Figure(attribute, _) => {
                (kept.same_mix || !roles.of_mix(attribute))
                    && (kept.same_inputs || !roles.of_inputs(attribute))
            }
        });
        match before {
            Some((_, column)) if same => Rc::clone(column),
            _ => Rc::new(new_column(criterion, situation, looked, points, before)),
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
    before: Option<(Kept<'_, '_>, &Rc<Column>)>,
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
