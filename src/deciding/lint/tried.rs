//! What the gate and the preference of one rule do under answers that are made for it.

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::super::lookahead::possible;
use super::effort::Effort;
use super::ground::Ground;
use super::witness::witnesses;
use crate::judging::effect::{Gated, Preferred};
use crate::judging::situation::{feeds_inputs, fires};

/// What a rule does wherever it was tried.
#[derive(Clone, Debug)]
pub struct Tried {
    /// Whether any answers make it fire.
    pub fires: bool,
    /// What it did, once for each set of answers; empty for a rule without gate and preference.
    pub did: Vec<Did>,
    /// Whether it was tried under all answers that can make a difference.
    pub whole: bool,
}

/// What a rule did under certain answers.
#[derive(Clone, Debug)]
pub struct Did {
    /// The answers.
    pub answers: Answers,
    /// If it has a gate.
    pub gated: Option<Gated>,
    /// If it prefers some.
    pub preferred: Option<Preferred>,
}

impl Tried {
    /// Tries a rule under the answers that make it fire, with every answer that it compares candidates with, and if
    /// it looks at derived figures, with every answer that they are computed from.
    pub fn of(knowledge: &Knowledge, rule: Ix<Rule>) -> Self {
        Self::on(&Ground::of(knowledge), rule, &Effort::whole())
    }

    /// The same as far as there is effort left.
    pub(super) fn on(ground: &Ground<'_>, rule: Ix<Rule>, effort: &Effort) -> Self {
        let knowledge = ground.knowledge();
        let own = &knowledge.rules[rule];
        let witnesses = witnesses(knowledge, own);
        let mut tried = Self { fires: !witnesses.is_empty(), did: Vec::new(), whole: true };
        if own.gate.is_none() && own.prefer.is_none() {
            return tried;
        }
        let questions = varied(knowledge, own);
        for answers in witnesses {
            if effort.is_over() {
                tried.whole = false;
                return tried;
            }
            tried.did.push(ground.tried(rule, answers.clone(), effort));
            if questions.is_empty() && !own.reads_mix {
                // Whatever makes it fire, it does the same.
                return tried;
            }
            for &question in &questions {
                for answer in answers_of(&knowledge.questions[question]) {
                    let mut other = answers.clone();
                    other.set(question, answer, Origin::Flag);
                    if effort.is_over() {
                        tried.whole = false;
                        return tried;
                    }
                    if fires(own, &other) {
                        tried.did.push(ground.tried(rule, other, effort));
                    }
                }
            }
        }
        tried
    }

    /// How many candidates its gate removes: the least and the most.
    pub fn removes(&self) -> Option<(usize, usize)> {
        ends(self.did.iter().filter_map(|did| did.gated.as_ref()).map(|gated| gated.excluded.count()))
    }

    /// How many candidates it prefers: the least and the most.
    pub fn prefers(&self) -> Option<(usize, usize)> {
        ends(self.did.iter().filter_map(|did| did.preferred.as_ref()).map(|preferred| preferred.points.len()))
    }
}

/// The questions whose answers change what a rule does once it fires.
pub(super) fn varied(knowledge: &Knowledge, rule: &Rule) -> Vec<Ix<Question>> {
    let mut questions = rule.references();
    if rule.reads_inputs {
        let all = knowledge.questions.enumerate().map(|(at, _)| at);
        questions.extend(all.filter(|&at| feeds_inputs(knowledge, at)));
        questions.sort();
        questions.dedup();
    }
    questions
}

/// The answers that are tried: every choice; of a number its probes and both ends of its range.
pub(super) fn answers_of(question: &Question) -> Vec<Answer> {
    let mut all: Vec<_> = possible(question).map(|(answer, _)| answer).collect();
    match &question.kind {
        Kind::Number(number) => all.extend([number.min, number.max].map(Answer::Number)),
        Kind::Money { min, max, .. } => {
            let money = |usd: f64| Answer::Money { amount: usd, currency: "USD".into(), usd };
            all.extend([*min, *max].map(money));
        }
        Kind::Choices { .. } | Kind::YesNo => {}
    }
    all
}

fn ends(counts: impl Iterator<Item = usize> + Clone) -> Option<(usize, usize)> {
    Some((counts.clone().min()?, counts.max()?))
}
