//! Every candidate judged: abilities, figures, gates and points first, then one score each.
//!
//! Looking ahead judges many situations that differ in one answer. Each stage is kept from the situation before
//! where nothing that it reads has changed; what is kept is the same as what would be computed.

use std::rc::Rc;

use knowledge::describing::attribute::{Attribute, Of};
use knowledge::describing::criterion::{Criterion, Reads};
use knowledge::describing::question::Question;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::condition::{Outcome, Requires};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{self, Gated, Preferred};
use super::figures::Figures;
use super::score::{self, Column, Points, Scored};
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
    /// What each gate that fired does.
    pub gates: Vec<Rc<Gated>>,
    /// What each preference that fired does.
    pub preferences: Vec<Rc<Preferred>>,
    /// The candidates below the floor of ability.
    pub below_floor: Rc<Bits>,
    /// The candidates that do not pass every gate.
    pub out: Bits,
    /// Gates that gave way because nothing else fits.
    pub yielded: Vec<Ix<Rule>>,
    /// The utilities of each criterion.
    pub columns: Vec<Rc<Column>>,
    /// The score of each candidate, at its place.
    pub scores: Vec<Scored>,
}

/// What conditions over candidates read.
#[derive(Clone, Copy, Debug)]
pub struct Looked<'j> {
    knowledge: &'j Knowledge,
    abilities: &'j [Estimate],
    figures: &'j [Figures],
}

impl Looked<'_> {
    /// The outcome of a clause for the candidate at a place.
    pub fn outcome(&self, at: usize, clause: &Requires, situation: &Situation<'_>) -> Outcome {
        let candidate = self.knowledge.catalog.candidates[Ix::new(at)];
        let (Some(figures), Some(ability)) = (self.figures.get(at), self.abilities.get(candidate.model.get()))
        else {
            return Outcome::Unknown;
        };
        let known = figures.known(ability, self.knowledge, candidate, clause.attribute);
        clause.outcome(known, &situation.asked())
    }
}

impl<'k> Judgement<'k> {
    /// What conditions over candidates read.
    pub fn looked(&self) -> Looked<'_> {
        let knowledge = self.situation.knowledge;
        Looked { knowledge, abilities: &self.abilities, figures: &self.figures }
    }

    /// Judges every candidate.
    pub fn of(knowledge: &'k Knowledge, answers: Answers) -> Self {
        Self::after(None, Situation::of(knowledge, answers))
    }

    /// Judges the situation with one answer more or another one.
    pub fn with(&self, question: Ix<Question>, answer: Answer) -> Self {
        Self::after(Some(self), self.situation.with(question, answer))
    }

    /// Whether the candidate at a place passes every gate.
    pub fn stands(&self, at: usize) -> bool {
        !self.out.has(at)
    }

    fn after(before: Option<&Self>, situation: Situation<'k>) -> Self {
        let knowledge = situation.knowledge;
        let same_mix = before.filter(|before| before.situation.mix == situation.mix);
        let abilities = same_mix.map_or_else(
            || Rc::new(knowledge.catalog.abilities.iter().map(|own| own.mix(&situation.mix)).collect()),
            |before| Rc::clone(&before.abilities),
        );
        let same_inputs = before.filter(|before| before.situation.inputs == situation.inputs);
        let figures = same_inputs
            .map_or_else(|| Rc::new(figures(&situation, before)), |before| Rc::clone(&before.figures));
        let kept = before.map(|before| Kept {
            before,
            same_mix: same_mix.is_some(),
            same_inputs: same_inputs.is_some(),
            situation: &situation,
        });
        let looked = Looked { knowledge, abilities: &abilities, figures: &figures };
        let (gates, preferences) = effects(&situation, &looked, kept.as_ref());
        let below_floor = same_mix.filter(|before| before.situation.floor == situation.floor).map_or_else(
            || Rc::new(below_floor(&situation, &abilities)),
            |before| Rc::clone(&before.below_floor),
        );
        let (out, yielded) = out(knowledge, &gates, &below_floor);
        let columns = columns(&situation, &looked, &preferences, kept.as_ref());
        let scores = score::scores(&situation, &columns);
        Self { situation, abilities, figures, gates, preferences, below_floor, out, yielded, columns, scores }
    }
}

/// What every rule that fires does to every candidate.
fn effects(
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    kept: Option<&Kept<'_, '_>>,
) -> (Vec<Rc<Gated>>, Vec<Rc<Preferred>>) {
    let (mut gates, mut preferences) = (Vec::new(), Vec::new());
    for &rule in &situation.fired {
        let (gate, preference) = kept.map_or((None, None), |kept| kept.effects(rule));
        gates.extend(gate.or_else(|| effect::gate(rule, situation, looked).map(Rc::new)));
        preferences.extend(preference.or_else(|| effect::prefer(rule, situation, looked).map(Rc::new)));
    }
    (gates, preferences)
}

/// The derived figures of every candidate; those of routes whose inputs are the same are kept.
fn figures(situation: &Situation<'_>, before: Option<&Judgement<'_>>) -> Vec<Figures> {
    let knowledge = situation.knowledge;
    let of = |(at, &candidate): (usize, &Candidate)| {
        let route = knowledge.offer(candidate).route;
        let same = before.filter(|before| situation.inputs.same_for(route, &before.situation.inputs));
        let kept = same.and_then(|before| before.figures.get(at).copied());
        kept.unwrap_or_else(|| Figures::of(knowledge, candidate, &situation.inputs))
    };
    knowledge.catalog.candidates.iter().enumerate().map(of).collect()
}

/// The utilities of one criterion; a cell is kept if the figures of its candidate are the same.
fn new_column(
    criterion: &Criterion,
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    points: &[Points],
    before: Option<(&Judgement<'_>, &Rc<Column>)>,
) -> Column {
    let knowledge = situation.knowledge;
    let of_model = match criterion.reads {
        Reads::Figure(attribute, _) => of_mix(knowledge, attribute),
        Reads::Points => false,
    };
    let kept = before.filter(|_| !of_model && !matches!(criterion.reads, Reads::Points));
    let mut last = None;
    let cell = |(at, &candidate): (usize, &Candidate)| {
        let figures = looked.figures.get(at)?;
        let same = |(judgement, column): (&Judgement<'_>, &Rc<Column>)| {
            (judgement.figures.get(at) == Some(figures)).then(|| column.get(at).copied()).flatten()
        };
        let again = last.filter(|(model, _)| of_model && *model == candidate.model).map(|(_, cell)| cell);
        let cell = match again.or_else(|| kept.and_then(same)) {
            Some(cell) => cell,
            None => {
                let ability = looked.abilities.get(candidate.model.get())?;
                let points = points.get(at).copied().unwrap_or_default();
                score::cell(criterion, candidate, (figures, ability), points, knowledge)
            }
        };
        last = Some((candidate.model, cell));
        Some(cell)
    };
    knowledge.catalog.candidates.iter().enumerate().filter_map(cell).collect()
}

/// Whether an attribute follows from the mix of capabilities alone: it is the same for every offer of a model.
fn of_mix(knowledge: &Knowledge, attribute: Ix<Attribute>) -> bool {
    [knowledge.roles.ability, knowledge.roles.measured].contains(&Some(attribute))
}

/// The utilities of every criterion; a column is kept if nothing that it values has changed.
fn columns(
    situation: &Situation<'_>,
    looked: &Looked<'_>,
    preferences: &[Rc<Preferred>],
    kept: Option<&Kept<'_, '_>>,
) -> Vec<Rc<Column>> {
    let knowledge = situation.knowledge;
    let same_points = kept.is_some_and(|kept| {
        let before = &kept.before.preferences;
        before.len() == preferences.len()
            && before.iter().zip(preferences).all(|(one, other)| Rc::ptr_eq(one, other))
    });
    let points = if same_points { Vec::new() } else { score::points(looked.figures.len(), preferences) };
    let column = |(at, criterion): (Ix<Criterion>, &Criterion)| {
        let same = match criterion.reads {
            Reads::Points => same_points,
            Reads::Figure(attribute, _) => kept.is_some_and(|kept| kept.figure(attribute)),
        };
        let before = kept.and_then(|kept| Some((kept.before, kept.before.columns.get(at.get())?)));
        match before.filter(|_| same) {
            Some((_, column)) => Rc::clone(column),
            None => Rc::new(new_column(criterion, situation, looked, &points, before)),
        }
    };
    knowledge.criteria.enumerate().map(column).collect()
}

/// What of an earlier judgement still holds.
struct Kept<'a, 'k> {
    before: &'a Judgement<'k>,
    same_mix: bool,
    same_inputs: bool,
    situation: &'a Situation<'k>,
}

impl Kept<'_, '_> {
    /// The effects of a rule, if nothing that they read has changed.
    fn effects(&self, at: Ix<Rule>) -> (Option<Rc<Gated>>, Option<Rc<Preferred>>) {
        let knowledge = self.situation.knowledge;
        let rule = &knowledge.rules[at];
        let holds = |clause: &Requires| {
            self.figure(clause.attribute) && clause.reads().all(|question| self.same(question))
        };
        let gate = rule.gate.as_ref().filter(|gate| gate.clauses().all(holds));
        let gate = gate.and_then(|_| self.before.gates.iter().find(|gated| gated.rule == at));
        // Points by kind of source follow the words of an answer even where the outcome itself is fixed.
        let wanted = rule.prefer.as_ref().filter(|prefer| prefer.wanted.clauses().all(holds));
        let prefer =
            wanted.and_then(|_| self.before.preferences.iter().find(|preferred| preferred.rule == at));
        (gate.cloned(), prefer.cloned())
    }

    /// Whether the figures of an attribute are the same for every candidate.
    fn figure(&self, attribute: Ix<Attribute>) -> bool {
        let knowledge = self.situation.knowledge;
        if knowledge.attributes[attribute].of != Of::Derived {
            return true;
        }
        if of_mix(knowledge, attribute) { self.same_mix } else { self.same_inputs }
    }

    fn same(&self, question: Ix<Question>) -> bool {
        self.before.situation.answers.get(question) == self.situation.answers.get(question)
    }
}

fn below_floor(situation: &Situation<'_>, abilities: &[Estimate]) -> Bits {
    let Some(least) = situation.floor else { return Bits::default() };
    let candidates = &situation.knowledge.catalog.candidates;
    Bits::collect(candidates.len(), |at| {
        let model = candidates[Ix::new(at)].model;
        abilities.get(model.get()).is_none_or(|ability| ability.low() < least)
    })
}

/// The candidates that are out; gates that yield count only if something passes them too.
fn out(knowledge: &Knowledge, gates: &[Rc<Gated>], below_floor: &Bits) -> (Bits, Vec<Ix<Rule>>) {
    let yields = |gated: &&Rc<Gated>| knowledge.rules[gated.rule].gate.as_ref().is_some_and(|gate| gate.yields);
    let (soft, hard): (Vec<_>, Vec<_>) = gates.iter().partition(yields);
    let mut out = below_floor.clone();
    hard.iter().for_each(|gated| out.add(&gated.excluded));
    let mut all = out.clone();
    soft.iter().for_each(|gated| all.add(&gated.excluded));
    if all.count() < knowledge.catalog.candidates.len() || soft.is_empty() {
        return (all, Vec::new());
    }
    (out, soft.iter().map(|gated| gated.rule).collect())
}
