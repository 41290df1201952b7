//! Every situation of a scope, tried: who wins, what matters, what leaves nothing.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::model::Model;
use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::Answers;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::monotone::breaks;
use super::scope::{Atom, atoms};
use crate::deciding::rank::{first, rank};
use crate::judging::judgement::Judgement;

/// So many of the situations that leave nothing are kept to be shown.
const SHOWN: usize = 20;

/// What is tried.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The answers that can be told apart, by question.
    pub atoms: Vec<Vec<Atom>>,
    /// Every combination of at most so many choices, whatever the questions; several choices of one question count
    /// each.
    pub choices: usize,
    /// Beyond that every combination of one choice each, or none, to these questions.
    pub product: Vec<Ix<Question>>,
}

impl Scope {
    /// Every combination of at most so many choices, and all of the core questions that take one choice.
    pub fn of(knowledge: &Knowledge, choices: usize) -> Self {
        let single =
            |question: &Question| matches!(question.kind, Kind::Choices { many: false, .. } | Kind::YesNo);
        let core = knowledge.questions.enumerate().filter(|(_, question)| question.core && single(question));
        Self {
            atoms: knowledge.questions.enumerate().map(|(at, _)| atoms(knowledge, at)).collect(),
            choices,
            product: core.map(|(at, _)| at).collect(),
        }
    }

    /// How many combinations of at most `choices` choices there are, and of the product.
    pub fn situations(&self) -> (u64, u64) {
        let all: u64 = self.atoms.iter().map(|atoms| atoms.len() as u64).sum();
        let ways = |count: u64| (0..count).fold(1, |ways, at| ways * (all - at.min(all)) / (at + 1));
        let product = self.product.iter().filter_map(|at| self.atoms.get(at.get()));
        ((0..=self.choices as u64).map(ways).sum(), product.map(|atoms| atoms.len() as u64 + 1).product())
    }
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Covered {
    /// Situations that were tried; two with the same answers count once.
    pub situations: u64,
    /// All of the scope was tried, not cut short.
    pub whole: bool,
    /// First places that are ties.
    pub ties: u64,
    /// Situations that leave nothing.
    pub nothing: u64,
    /// The first of those that have no part that leaves nothing.
    pub nothing_left: Vec<Answers>,
    /// For each model that wins: how often, and the first answers with which it does.
    pub wins: BTreeMap<Ix<Model>, (u64, Answers)>,
    /// The models that come among the first three, ties included.
    pub among_three: BTreeSet<Ix<Model>>,
    /// Rules that fire.
    pub fired: BTreeSet<Ix<Rule>>,
    /// Rules that do something: keep out what nothing else does, give points to what fits, weigh, mix or advise.
    pub mattered: BTreeSet<Ix<Rule>>,
    /// Questions of which an answer changes the winner.
    pub moving: BTreeSet<Ix<Question>>,
    /// Invariants about scores that are broken, with the first answers that do.
    pub broken: BTreeMap<usize, Answers>,
}

/// Tries every situation of a scope until `enough` says to stop.
pub fn cover(knowledge: &Knowledge, scope: &Scope, enough: &mut dyn FnMut(u64) -> bool) -> Covered {
    let mut tally = Tally { knowledge, scope, covered: Covered::default(), enough, stopped: false };
    let base = Judgement::of(knowledge, Answers::default());
    let winner = tally.look(&base, None, None);
    let flat: Vec<_> = scope.atoms.iter().flatten().collect();
    tally.combine(&base, &flat, scope.choices, winner);
    tally.product(&base, &scope.product, winner, 0);
    tally.covered.whole = !tally.stopped;
    tally.covered
}

struct Tally<'t> {
    knowledge: &'t Knowledge,
    scope: &'t Scope,
    covered: Covered,
    enough: &'t mut dyn FnMut(u64) -> bool,
    stopped: bool,
}

type Winner = Option<Ix<Model>>;

impl Tally<'_> {
    /// Every further combination of at most so many of the atoms.
    fn combine(&mut self, base: &Judgement<'_>, atoms: &[&Atom], choices: usize, winner: Winner) {
        if choices == 0 {
            return;
        }
        for (at, atom) in atoms.iter().enumerate() {
            let Some(answer) = atom.added(&base.situation.answers, self.knowledge) else { continue };
            if self.stopped {
                return;
            }
            let judgement = base.with(atom.question, answer);
            let own = self.look(&judgement, Some(atom.question), winner);
            self.combine(&judgement, atoms.get(at + 1..).unwrap_or_default(), choices - 1, own);
        }
    }

    /// Every combination of one answer, or none, to each of the questions; those of few choices are known already.
    fn product(&mut self, base: &Judgement<'_>, questions: &[Ix<Question>], winner: Winner, answered: usize) {
        let Some((&question, others)) = questions.split_first() else { return };
        self.product(base, others, winner, answered);
        for atom in self.scope.atoms.get(question.get()).into_iter().flatten() {
            if self.stopped {
                return;
            }
            let judgement = base.with(question, atom.answer.clone());
            let known = answered < self.scope.choices;
            let own =
                if known { self.winner(&judgement) } else { self.look(&judgement, Some(question), winner) };
            self.product(&judgement, others, own, answered + 1);
        }
    }

    fn winner(&self, judgement: &Judgement<'_>) -> Winner {
        first(judgement).map(|at| self.knowledge.catalog.candidates[at].model)
    }

    /// Counts one situation; `winner` is who won without the last answer.
    fn look(&mut self, judgement: &Judgement<'_>, last: Option<Ix<Question>>, winner: Winner) -> Winner {
        let knowledge = self.knowledge;
        let (ranked, _) = rank(judgement);
        let model = |at| knowledge.catalog.candidates[at].model;
        let own = ranked.first().map(|standing| model(standing.best));
        let covered = &mut self.covered;
        covered.situations += 1;
        covered.ties += u64::from(ranked.first().is_some_and(|standing| standing.tied));
        let first = ranked.iter().zip(1..).take_while(|(standing, place)| *place <= 3 || standing.rank == 1);
        covered.among_three.extend(first.map(|(standing, _)| model(standing.best)));
        if let Some(own) = own {
            let answers = || (0, judgement.situation.answers.clone());
            covered.wins.entry(own).or_insert_with(answers).0 += 1;
        } else {
            covered.nothing += 1;
            if winner.is_some() && covered.nothing_left.len() < SHOWN {
                covered.nothing_left.push(judgement.situation.answers.clone());
            }
        }
        if let Some(question) = last.filter(|_| own != winner) {
            covered.moving.insert(question);
        }
        matter(judgement, covered);
        for (at, invariant) in knowledge.invariants.iter().enumerate() {
            if !covered.broken.contains_key(&at) && breaks(judgement, invariant) {
                covered.broken.insert(at, judgement.situation.answers.clone());
            }
        }
        self.stopped |= (self.enough)(self.covered.situations);
        own
    }
}

/// Notes which rules fire and which of them do something.
fn matter(judgement: &Judgement<'_>, covered: &mut Covered) {
    let knowledge = judgement.situation.knowledge;
    covered.fired.extend(&judgement.situation.fired);
    let idle = |rule: &&Ix<Rule>| !covered.mattered.contains(rule);
    let open: Vec<_> = judgement.situation.fired.iter().filter(idle).copied().collect();
    for at in open {
        let rule = &knowledge.rules[at];
        let gated = judgement.gates().find(|gated| gated.rule == at);
        let alone = gated.is_some_and(|gated| {
            let mut others = Bits::clone(&judgement.below_floor);
            for other in judgement.gates().filter(|other| other.rule != at) {
                others.add(&other.excluded);
            }
            gated.excluded.iter().any(|place| !others.has(place))
                || gated.unsure.iter().any(|place| judgement.stands(place))
        });
        let preferred = judgement.preferences().find(|preferred| preferred.rule == at);
        let gives = preferred.is_some_and(|own| own.points.iter().any(|(place, _)| judgement.stands(*place)));
        if alone || gives || !rule.leaves_weights_alone() || rule.advise.is_some() {
            covered.mattered.insert(at);
        }
    }
}
