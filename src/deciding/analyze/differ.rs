//! What other rules change: the situations that get another winner, and the rules to thank.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

use super::scope::Atom;
use crate::deciding::rank::first;
use crate::judging::judgement::Judgement;

/// A situation that gets another winner.
#[derive(Clone, Debug)]
pub struct Differs {
    /// The answers, against the old rules.
    pub answers: Answers,
    /// Who won and who wins, by id; nothing if nothing fits.
    pub winners: [Option<String>; 2],
    /// How much of a score the old winner loses to the new one: points of 100 by which the new one leads now, less
    /// those by which it led before. Infinite if one of them does not fit.
    pub shift: f64,
    /// The rules that treat one of the two differently.
    pub rules: BTreeSet<String>,
}

/// What was compared.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Situations that were compared.
    pub situations: u64,
    /// Questions of which the other rules do not take some answer: situations with it were left out.
    pub not_taken: BTreeSet<String>,
    /// Those that get another winner, the greatest shift first.
    pub differs: Vec<Differs>,
}

/// Two sets of rules, side by side.
#[derive(Debug)]
pub struct Pair<'k> {
    old: &'k Knowledge,
    new: &'k Knowledge,
    compared: Compared,
}

impl<'k> Pair<'k> {
    /// Starts to compare.
    pub fn new(old: &'k Knowledge, new: &'k Knowledge) -> Self {
        Self { old, new, compared: Compared::default() }
    }

    /// Compares one set of answers to the old questions.
    pub fn compare(&mut self, answers: &Answers) {
        if let Some(other) = self.carried(answers) {
            self.judged(&Judgement::of(self.old, answers.clone()), &Judgement::of(self.new, other));
        }
    }

    /// Compares every combination of at most so many of the atoms, until `enough` says to stop.
    pub fn combine(&mut self, atoms: &[&Atom], choices: usize, enough: &mut dyn FnMut(u64) -> bool) {
        let bases = [self.old, self.new].map(|rules| Judgement::of(rules, Answers::default()));
        let [old, new] = &bases;
        self.judged(old, new);
        self.further((old, new), atoms, choices, enough);
    }

    /// What was found, the greatest shift first.
    pub fn found(mut self) -> Compared {
        self.compared.differs.sort_by(|one, other| other.shift.total_cmp(&one.shift));
        self.compared
    }

    fn further(
        &mut self,
        (old, new): (&Judgement<'_>, &Judgement<'_>),
        atoms: &[&Atom],
        choices: usize,
        enough: &mut dyn FnMut(u64) -> bool,
    ) {
        if choices == 0 {
            return;
        }
        for (at, atom) in atoms.iter().enumerate() {
            if enough(self.compared.situations) {
                return;
            }
            let Some(answer) = atom.added(&old.situation.answers, self.old) else { continue };
            let own = old.with(atom.question, answer);
            let Some(other) = self.carried(&own.situation.answers) else { continue };
            let there = self.new.question(&self.old.questions[atom.question].id);
            let Some((there, answer)) = there.and_then(|there| Some((there, other.get(there)?.clone())))
            else {
                continue;
            };
            let other = new.with(there, answer);
            self.judged(&own, &other);
            self.further((&own, &other), atoms.get(at + 1..).unwrap_or_default(), choices - 1, enough);
        }
    }

    /// The same answers to the new questions; nothing if one of them is not taken there.
    fn carried(&mut self, answers: &Answers) -> Option<Answers> {
        let mut carried = Answers::default();
        for (question, (answer, origin)) in answers.iter() {
            let asked = &self.old.questions[question];
            let at = self.new.question(&asked.id);
            let there = at.and_then(|at| same(answer, asked, &self.new.questions[at]));
            let Some((at, there)) = at.zip(there) else {
                self.compared.not_taken.insert(asked.id.to_string());
                return None;
            };
            carried.set(at, there, *origin);
        }
        Some(carried)
    }

    fn judged(&mut self, old: &Judgement<'_>, new: &Judgement<'_>) {
        self.compared.situations += 1;
        let winners = [winner(old), winner(new)];
        if winners[0] == winners[1] {
            return;
        }
        let models: Vec<_> = winners.iter().flatten().collect();
        let [before, after] = [old, new].map(|judgement| {
            let [gone, come] =
                winners.each_ref().map(|model| model.as_ref().and_then(|id| best(judgement, id)));
            come.zip(gone).map_or(f64::INFINITY, |(come, gone)| come - gone)
        });
        let rules = treated(old, &models).into_iter().collect::<BTreeSet<_>>();
        let others = treated(new, &models).into_iter().collect::<BTreeSet<_>>();
        self.compared.differs.push(Differs {
            answers: old.situation.answers.clone(),
            shift: if after.is_finite() && before.is_finite() { after - before } else { f64::INFINITY },
            rules: rules.symmetric_difference(&others).map(|(rule, _)| rule.clone()).collect(),
            winners,
        });
    }
}

/// The same answer to another question, if it takes it: choices by id, numbers as they are.
fn same(answer: &Answer, asked: &Question, other: &Question) -> Option<Answer> {
    let Answer::Choices(chosen) = answer else {
        let numbers = matches!(
            (&asked.kind, &other.kind),
            (Kind::Number(_), Kind::Number(_)) | (Kind::Money { .. }, Kind::Money { .. })
        );
        return numbers.then(|| answer.clone());
    };
    let mut there = chosen.iter().map(|&at| other.choice(asked.choice_id(at))).collect::<Option<Vec<_>>>()?;
    there.sort_unstable();
    (there.len() == 1 || other.many()).then_some(Answer::Choices(there))
}

fn winner(judgement: &Judgement<'_>) -> Option<String> {
    let knowledge = judgement.situation.knowledge;
    first(judgement).map(|at| knowledge.model(knowledge.catalog.candidates[at]).id.to_string())
}

fn offers<'j>(judgement: &'j Judgement<'_>, model: &'j str) -> impl Iterator<Item = Ix<Candidate>> + 'j {
    let knowledge = judgement.situation.knowledge;
    let own = move |(_, candidate): &(Ix<Candidate>, &Candidate)| knowledge.model(**candidate).id == model;
    knowledge.catalog.candidates.enumerate().filter(own).map(|(at, _)| at)
}

/// The best score of a model's offers that fit, in points of 100.
#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^52")]
fn best(judgement: &Judgement<'_>, model: &str) -> Option<f64> {
    let fits = offers(judgement, model).filter(|at| judgement.stands(at.get()));
    let top = fits.filter_map(|at| judgement.scores.get(at.get())).max()?;
    let whole = judgement.situation.total_weight() * knowledge::describing::criterion::WHOLE;
    Some(100.0 * *top as f64 / whole as f64)
}

/// Every rule that fires with all that it does to the weights, the mix and some models.
fn treated(judgement: &Judgement<'_>, models: &[&String]) -> BTreeMap<String, String> {
    let knowledge = judgement.situation.knowledge;
    let of = |at: &Ix<knowledge::stating::rule::Rule>| {
        let rule = &knowledge.rules[*at];
        let mut does = Vec::new();
        for (criterion, weight) in &rule.weigh {
            does.push(format!("{} {weight} ", knowledge.criteria[*criterion].id));
        }
        for (capability, part) in &rule.judge_by {
            does.push(format!("{} {part} {} ", knowledge.catalog.capabilities[*capability].id, rule.share));
        }
        for offer in models.iter().flat_map(|model| offers(judgement, model)) {
            let gated = judgement.gates().find(|gated| gated.rule == *at);
            let preferred = judgement.preferences().find(|preferred| preferred.rule == *at);
            let points = preferred.into_iter().flat_map(|own| &own.points);
            let points: i64 =
                points.filter(|(place, _)| *place == offer.get()).map(|(_, points)| points).sum();
            let out = gated.is_some_and(|gated| gated.excluded.has(offer.get()));
            does.push(format!("{out} {points} "));
        }
        (rule.id.to_string(), does.concat())
    };
    judgement.situation.fired.iter().map(of).collect()
}

/// The questions of both that answers can be carried between.
pub fn shared(old: &Knowledge, new: &Knowledge) -> Vec<Ix<Question>> {
    let both = |(_, question): &(Ix<Question>, &Question)| new.question(&question.id).is_some();
    old.questions.enumerate().filter(both).map(|(at, _)| at).collect()
}
