//! Every candidate judged: abilities, figures, gates and points first, then one score each.
//!
//! Looking ahead judges many situations that differ in one answer. Each stage is kept from the situation before
//! where nothing that it reads has changed; what is kept is the same as what would be computed.

use std::rc::Rc;

use knowledge::describing::attribute::Of;
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
use super::score::{self, Column, Scored};
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
        let figures = same_inputs.map_or_else(
            || {
                let all = knowledge.catalog.candidates.iter();
                Rc::new(all.map(|&one| Figures::of(knowledge, one, &situation.inputs)).collect())
            },
            |before| Rc::clone(&before.figures),
        );
        let kept = before.map(|before| Kept {
            before,
            derived: same_mix.is_some() && same_inputs.is_some(),
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
            Reads::Figure(..) => kept.is_some_and(|kept| kept.derived),
        };
        let before = kept.filter(|_| same).and_then(|kept| kept.before.columns.get(at.get()));
        before.cloned().unwrap_or_else(|| {
            let value = |(place, candidate): (usize, &Candidate)| {
                let figures = looked.figures.get(place)?;
                let ability = looked.abilities.get(candidate.model.get())?;
                let points = points.get(place).copied().unwrap_or_default();
                Some(score::valued(criterion, *candidate, (figures, ability), points, situation))
            };
            Rc::new(knowledge.catalog.candidates.iter().enumerate().filter_map(value).collect())
        })
    };
    knowledge.criteria.enumerate().map(column).collect()
}

/// What of an earlier judgement still holds.
struct Kept<'a, 'k> {
    before: &'a Judgement<'k>,
    derived: bool,
    situation: &'a Situation<'k>,
}

impl Kept<'_, '_> {
    /// The effects of a rule, if nothing that they read has changed.
    fn effects(&self, at: Ix<Rule>) -> (Option<Rc<Gated>>, Option<Rc<Preferred>>) {
        let knowledge = self.situation.knowledge;
        let rule = &knowledge.rules[at];
        let holds = |clause: &Requires| {
            let stated = knowledge.attributes[clause.attribute].of != Of::Derived;
            (stated || self.derived) && clause.reads().all(|question| self.same(question))
        };
        let gate = rule.gate.as_ref().filter(|gate| gate.fixed.is_some() || gate.clauses().all(holds));
        let gate = gate.and_then(|_| self.before.gates.iter().find(|gated| gated.rule == at));
        // Points by kind of source follow the words of an answer even where the outcome itself is fixed.
        let wanted = rule.prefer.as_ref().filter(|prefer| prefer.wanted.clauses().all(holds));
        let prefer =
            wanted.and_then(|_| self.before.preferences.iter().find(|preferred| preferred.rule == at));
        (gate.cloned(), prefer.cloned())
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
