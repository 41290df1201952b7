//! Every candidate judged: abilities, figures, gates and points first, then one score each.
//!
//! Looking ahead judges many situations that differ in one answer. Each stage is kept from the situation before
//! where nothing that it reads has changed; what is kept is the same as what would be computed.

use std::sync::Arc;

use knowledge::describing::attribute::{Attribute, Value};
use knowledge::describing::criterion::Criterion;
use knowledge::describing::question::Question;
use knowledge::evidence::ability::Estimate;
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::condition::Known;
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::effect::{Gated, Preferred};
use super::figures::Figures;
use super::looked::Looked;
use super::row::Row;
use super::score::{self, Column, Points, Scored};
use super::situation::Situation;
use super::stages::{self, Kept};

/// Every candidate judged in one situation.
#[derive(Clone, Debug)]
pub struct Judgement<'k> {
    /// What the answers mean.
    pub situation: Situation<'k>,
    /// The strength of each model in the mix, at its place.
    pub abilities: Arc<Vec<Estimate>>,
    /// The derived figures of each candidate, at its place.
    pub figures: Arc<Vec<Figures>>,
    /// What each rule that fired does, in the order of [`Situation::fired`].
    pub effects: Vec<Effects>,
    /// The candidates below the floor of ability.
    pub below_floor: Arc<Bits>,
    /// The candidates that do not pass every gate.
    pub out: Bits,
    /// Gates that gave way because nothing else fits.
    pub yielded: Vec<Ix<Rule>>,
    /// The points of each candidate, at its place.
    pub points: Arc<Vec<Points>>,
    /// The utilities of each criterion.
    pub columns: Vec<Arc<Column>>,
    /// The score of each candidate, at its place: weights times utilities.
    pub scores: Vec<i64>,
}

/// What conditions over candidates read in one situation, before any rule is looked at.
#[derive(Clone, Debug)]
pub struct Basis<'k> {
    /// What the answers mean.
    pub situation: Situation<'k>,
    abilities: Vec<Estimate>,
    figures: Vec<Figures>,
}

impl<'k> Basis<'k> {
    /// Works out what conditions read.
    pub fn of(knowledge: &'k Knowledge, answers: Answers) -> Self {
        let situation = Situation::of(knowledge, answers);
        let abilities = knowledge.catalog.abilities.iter().map(|own| own.mix(&situation.mix)).collect();
        let figures = stages::figures(&situation, None);
        Self { situation, abilities, figures }
    }

    /// What conditions over candidates read.
    pub fn looked(&self) -> Looked<'_> {
        Looked { knowledge: self.situation.knowledge, abilities: &self.abilities, figures: &self.figures }
    }
}

/// What one rule does to every candidate.
#[derive(Clone, Debug)]
pub struct Effects {
    /// The rule.
    pub rule: Ix<Rule>,
    /// If it has a gate.
    pub gated: Option<Arc<Gated>>,
    /// If it prefers some.
    pub preferred: Option<Arc<Preferred>>,
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
        let kept = Kept::of(self, question, &situation);
        Self::judge(situation, Some(kept))
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
        other.situation.weights = Arc::new(weights);
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
        let cells = self.columns.iter().filter_map(|column| column.get(at).copied());
        let weights = self.situation.weights.iter().map(|weight| weight.total);
        Scored::of(weights.zip(cells))
    }

    /// What the place of a candidate follows from.
    pub fn row(&self, at: usize) -> Option<Row> {
        let candidate = self.situation.knowledge.catalog.candidates[Ix::new(at)];
        let (figures, ability) = (self.figures.get(at)?, self.abilities.get(candidate.model.get())?);
        Some(Row::of(at, self.scored(at), figures, *ability))
    }

    fn judge(situation: Situation<'k>, kept: Option<Kept<'_, 'k>>) -> Self {
        let knowledge = situation.knowledge;
        let abilities = match kept {
            Some(Kept { before, same_mix: true, .. }) => Arc::clone(&before.abilities),
            _ => Arc::new(knowledge.catalog.abilities.iter().map(|own| own.mix(&situation.mix)).collect()),
        };
        let figures = match kept {
            Some(Kept { before, same_inputs: true, .. }) => Arc::clone(&before.figures),
            _ => Arc::new(stages::figures(&situation, kept)),
        };
        let looked = Looked { knowledge, abilities: &abilities, figures: &figures };
        let effects = stages::effects(&situation, &looked, kept);
        let below_floor = match kept {
            Some(Kept { before, same_mix: true, .. }) if before.situation.floor == situation.floor => {
                Arc::clone(&before.below_floor)
            }
            _ => Arc::new(stages::below_floor(&situation, &abilities)),
        };
        let (out, yielded) = stages::out(knowledge, &effects, &below_floor);
        let points = stages::points(knowledge, &effects, kept);
        let columns = stages::columns(&situation, &looked, &points, kept);
        let before =
            kept.map(|kept| kept.before).filter(|before| before.situation.weights == situation.weights);
        let scores =
            score::scores(&situation, &columns, before.map(|before| (&before.scores, &before.columns)));
        Self { situation, abilities, figures, effects, below_floor, out, yielded, points, columns, scores }
    }
}
