//! What the answers mean before any candidate is looked at: the rules that fire, the weights, the mix of
//! capabilities, and the inputs of derived figures.

use std::sync::Arc;

use knowledge::describing::criterion::Criterion;
use knowledge::describing::place::Capability;
use knowledge::describing::question::{Kind, Question};
use knowledge::describing::ranking::Shift;
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::Asked;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::inputs::{Inputs, inputs};

/// Capabilities and their parts, which add up to 1.
pub type Mix = Vec<(Ix<Capability>, f64)>;

/// What the answers mean.
#[derive(Clone, Debug)]
pub struct Situation<'k> {
    /// What it is read against.
    pub knowledge: &'k Knowledge,
    /// What was answered.
    pub answers: Answers,
    /// The rules that fire, ascending.
    pub fired: Vec<Ix<Rule>>,
    /// One for each criterion.
    pub weights: Arc<Vec<Weight>>,
    /// The capabilities that make up ability; their parts add up to 1, `general` is among them.
    pub mix: Arc<Mix>,
    /// What derived figures are computed from.
    pub inputs: Arc<Inputs>,
    /// The least low end of ability that may pass, if there is a floor.
    pub floor: Option<f64>,
    /// The choice that the floor's question acts as.
    pub stakes: u16,
}

/// The weight of a criterion and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its own.
    pub base: i64,
    /// What each rule adds.
    pub added: Vec<(Ix<Rule>, i64)>,
    /// The sum, held at zero from below.
    pub total: i64,
    /// What holding it added; zero if the sum is not negative.
    pub held: i64,
}

impl<'k> Situation<'k> {
    /// Reads the answers.
    pub fn of(knowledge: &'k Knowledge, answers: Answers) -> Self {
        let all = knowledge.rules.enumerate();
        let fired: Vec<_> = all.filter(|(_, rule)| fires(rule, &answers)).map(|(at, _)| at).collect();
        let inputs = Arc::new(inputs(knowledge, &answers));
        let weights = Arc::new(weights(knowledge, &fired));
        let mix = Arc::new(mix(&fired, knowledge));
        let (floor, stakes) = floor(knowledge, &answers);
        Self { knowledge, answers, fired, weights, mix, inputs, floor, stakes }
    }

    /// The situation with one answer more or another one.
    #[must_use]
    pub fn with(&self, question: Ix<Question>, answer: Answer) -> Self {
        let mut other = self.clone();
        other.answer(question, answer);
        other
    }

    /// Gives or replaces an answer: only the rules that read the question are looked at.
    pub fn answer(&mut self, question: Ix<Question>, answer: Answer) {
        let knowledge = self.knowledge;
        self.answers.set(question, answer, Origin::Prompt);
        let (mut reweighed, mut remixed) = (false, false);
        for &at in &knowledge.questions[question].readers {
            let rule = &knowledge.rules[at];
            match (self.fired.binary_search(&at), fires(rule, &self.answers)) {
                (Ok(place), false) => {
                    self.fired.remove(place);
                }
                (Err(place), true) => self.fired.insert(place, at),
                _ => continue,
            }
            reweighed |= !rule.weigh.is_empty();
            remixed |= !rule.judge_by.is_empty();
        }
        if reweighed {
            self.weights = Arc::new(weights(knowledge, &self.fired));
        }
        if remixed {
            self.mix = Arc::new(mix(&self.fired, knowledge));
        }
        if feeds_inputs(knowledge, question) {
            self.inputs = Arc::new(inputs(knowledge, &self.answers));
        }
        (self.floor, self.stakes) = floor(knowledge, &self.answers);
    }

    /// The answers with their questions, for conditions.
    pub fn asked(&self) -> Asked<'_> {
        Asked { questions: &self.knowledge.questions, answers: &self.answers }
    }

    /// The sum of all weights; zero if nothing counts.
    pub fn total_weight(&self) -> i64 {
        self.weights.iter().map(|weight| weight.total).sum()
    }
}

/// Whether a derived figure is computed from the answer to a question, directly or through what is assumed.
pub fn feeds_inputs(knowledge: &Knowledge, question: Ix<Question>) -> bool {
    let roles = &knowledge.roles;
    let direct = [
        roles.requests,
        roles.tokens_in,
        roles.tokens_out,
        roles.cache_share,
        roles.batch,
        roles.audience,
        roles.deploy,
        roles.device,
        roles.device_memory,
        roles.gpu_memory,
        roles.chip,
    ];
    let assumes = |other: Option<Ix<Question>>| match other.map(|at| &knowledge.questions[at].kind) {
        Some(Kind::Number(number)) => number.assume_by.iter().any(|by| by.question == question),
        _ => false,
    };
    direct.contains(&Some(question)) || direct.into_iter().any(assumes)
}

/// Whether a rule fires: its condition is known to hold, and what it compares candidates with was answered.
pub fn fires(rule: &Rule, answers: &Answers) -> bool {
    rule.when.outcome(|clause, _| clause.outcome(answers)) == Outcome::True
        && rule.needs.iter().all(|&question| answers.get(question).is_some())
}

/// The least low end of ability that may pass, and the choice that the floor's question acts as.
fn floor(knowledge: &Knowledge, answers: &Answers) -> (Option<f64>, u16) {
    let floor = &knowledge.ranking.floor;
    let stakes = chosen(answers, Some(floor.question)).unwrap_or(floor.unanswered);
    let below = floor.below.get(usize::from(stakes)).copied().flatten();
    let shift =
        |shift: &Shift| shift.points.get(usize::from(chosen(answers, Some(shift.question))?)).copied();
    let shift: f64 = floor.shifts.iter().filter_map(shift).sum();
    // A floor that was lowered to nothing is none.
    (below.map(|below| floor.reference - below + shift).filter(|floor| *floor > 0.0), stakes)
}

fn weights(knowledge: &Knowledge, fired: &[Ix<Rule>]) -> Vec<Weight> {
    knowledge.criteria.enumerate().map(|(at, own)| weight(at, own, fired, knowledge)).collect()
}

fn weight(at: Ix<Criterion>, own: &Criterion, fired: &[Ix<Rule>], knowledge: &Knowledge) -> Weight {
    let adds = |&rule: &Ix<Rule>| {
        let (_, delta) = knowledge.rules[rule].weigh.iter().find(|(criterion, _)| *criterion == at)?;
        Some((rule, *delta))
    };
    let added: Vec<_> = fired.iter().filter_map(adds).collect();
    let sum = own.weight + added.iter().map(|(_, delta)| delta).sum::<i64>();
    Weight { base: own.weight, added, total: sum.max(0), held: sum.max(0) - sum }
}

/// `general` with share 1 and the mixes of all rules that fire, averaged by share.
fn mix(fired: &[Ix<Rule>], knowledge: &Knowledge) -> Mix {
    let mut parts = vec![0.0; knowledge.catalog.capabilities.len()];
    let mut shares = 1.0;
    if let Some(general) = parts.first_mut() {
        *general = 1.0;
    }
    for rule in fired.iter().map(|&at| &knowledge.rules[at]).filter(|rule| !rule.judge_by.is_empty()) {
        shares += rule.share;
        for (capability, part) in &rule.judge_by {
            if let Some(sum) = parts.get_mut(capability.get()) {
                *sum += rule.share * part;
            }
        }
    }
    let all = parts.iter().enumerate().filter(|(_, part)| **part > 0.0);
    all.map(|(at, part)| (Ix::new(at), part / shares)).collect()
}

/// The choice answered to a question of one choice.
pub fn chosen(answers: &Answers, question: Option<Ix<Question>>) -> Option<u16> {
    match answers.get(question?)? {
        Answer::Choices(chosen) => chosen.first().copied(),
        _ => None,
    }
}

/// What derived figures use for a number: the answer, else what the question assumes.
pub fn number(
    knowledge: &Knowledge,
    answers: &Answers,
    question: Option<Ix<Question>>,
) -> Option<(f64, bool)> {
    let question = question?;
    if let Some(answer) = answers.get(question) {
        return Some((answer.number(), false));
    }
    let Kind::Number(number) = &knowledge.questions[question].kind else { return None };
    let applies = number.assume_by.iter().filter(|by| match answers.get(by.question) {
        Some(Answer::Choices(chosen)) => chosen.contains(&by.choice),
        _ => false,
    });
    let greatest = applies.map(|by| by.value).max_by(f64::total_cmp);
    greatest.or(number.assume).map(|value| (value, true))
}
