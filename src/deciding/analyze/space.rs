//! What is tried, and how many situations that is.

use knowledge::describing::question::Question;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;

use super::scope::{Atom, atoms};

/// What is tried.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The answers that can be told apart, by question.
    pub atoms: Vec<Vec<Atom>>,
    /// Every combination of at most so many answers, whatever the questions; several choices of one question count
    /// each.
    pub choices: usize,
    /// Beyond that every combination of one answer each, or none, to these questions.
    pub product: Vec<Ix<Question>>,
    /// Of each question whether it takes several choices.
    many: Vec<bool>,
}

impl Scope {
    /// Every combination of at most so many answers, and all of one answer each to the core questions.
    pub fn of(knowledge: &Knowledge, choices: usize) -> Self {
        let all = knowledge.questions.enumerate().map(|(at, _)| atoms(knowledge, at));
        Self::with(knowledge, all.collect(), choices)
    }

    /// The same of these answers.
    pub(super) fn with(knowledge: &Knowledge, atoms: Vec<Vec<Atom>>, choices: usize) -> Self {
        let core = knowledge.questions.enumerate().filter(|(_, question)| question.core);
        Self {
            atoms,
            choices,
            product: core.map(|(at, _)| at).collect(),
            many: knowledge.questions.iter().map(Question::many).collect(),
        }
    }

    /// How many combinations of exactly no, one, two … answers there are, up to `choices`.
    pub fn combined(&self) -> Vec<u64> {
        let ways = self.atoms.iter().zip(&self.many).map(|(atoms, many)| {
            let most = if *many { atoms.len() } else { 1 };
            chosen(atoms.len() as u64, most.min(self.choices))
        });
        ways.fold(vec![1], |all, own| times(&all, &own, self.choices))
    }

    /// How many combinations of the product have more than `choices` answers.
    pub fn crossed(&self) -> u64 {
        let sizes: Vec<_> = self.axes().map(|atoms| atoms.len() as u64).collect();
        let few = sizes
            .iter()
            .fold(vec![1], |all, &size| times(&all, &chosen(size, 1.min(self.choices)), self.choices));
        let all = sizes.iter().fold(1_u64, |all, size| all.saturating_mul(size.saturating_add(1)));
        few.into_iter().fold(all, u64::saturating_sub)
    }

    /// How many situations are tried in all.
    pub fn steps(&self) -> u64 {
        self.combined().into_iter().fold(self.crossed(), u64::saturating_add)
    }

    /// How many situations there are in all, about: every question unanswered or with one answer, those that take
    /// several choices also with two.
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer answers than 2^52")]
    pub fn all(&self) -> f64 {
        let of = |(atoms, many): (&Vec<Atom>, &bool)| {
            let one = atoms.len() as f64;
            let two = if *many { one * (one - 1.0).max(0.0) / 2.0 } else { 0.0 };
            1.0 + one + two
        };
        self.atoms.iter().zip(&self.many).map(of).product()
    }

    /// The answers to each question of the product.
    pub(super) fn axes(&self) -> impl Iterator<Item = &[Atom]> {
        self.product.iter().filter_map(|at| self.atoms.get(at.get())).map(Vec::as_slice)
    }
}

/// In how many ways no, one, two … of so many can be chosen.
fn chosen(all: u64, most: usize) -> Vec<u64> {
    let next = |ways: &mut u64, at: u64| {
        let now = *ways;
        *ways = now.saturating_mul(all - at.min(all)) / (at + 1);
        Some(now)
    };
    (0..=most as u64).scan(1, next).collect()
}

/// Ways to choose from both together.
fn times(one: &[u64], other: &[u64], most: usize) -> Vec<u64> {
    let mut all = vec![0_u64; (one.len() + other.len() - 1).min(most + 1)];
    for (at, ways) in one.iter().enumerate() {
        for (sum, more) in all.iter_mut().skip(at).zip(other) {
            *sum = sum.saturating_add(ways.saturating_mul(*more));
        }
    }
    all
}
