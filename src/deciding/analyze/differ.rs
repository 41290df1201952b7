//! What other rules change: the situations that get another winner, and the rules to thank.

use std::collections::BTreeSet;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;

use super::beside::beside;
use super::covered::{Part, Stage};
use super::scope::{Atom, shared_atoms};
use super::space::Scope;
use super::tasks::{Enough, Run};
use super::thanks::{best, treated, winner};
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
    /// The rules that treat one of the two differently, and what differs beside rules.
    pub rules: BTreeSet<String>,
}

/// What was compared.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Situations that were compared.
    pub situations: u64,
    /// Questions of which one side does not take some answer: situations with it were left out.
    pub not_taken: BTreeSet<String>,
    /// How much of a scope was compared, stage by stage.
    pub parts: Vec<Part>,
    /// Those that get another winner, the greatest shift first.
    pub differs: Vec<Differs>,
}

impl Compared {
    fn add(&mut self, later: Self) {
        self.situations += later.situations;
        self.not_taken.extend(later.not_taken);
        self.differs.extend(later.differs);
    }
}

/// Two sets of rules, side by side.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'k> {
    old: &'k Knowledge,
    new: &'k Knowledge,
}

/// A judgement by each.
type Both<'k> = [Judgement<'k>; 2];

impl<'k> Pair<'k> {
    /// Puts them side by side.
    pub fn new(old: &'k Knowledge, new: &'k Knowledge) -> Self {
        Self { old, new }
    }

    /// The answers to the questions of both that at least one of them tells apart, and all of the core questions.
    pub fn scope(self, choices: usize) -> Scope {
        let of = |(at, question): (Ix<Question>, &Question)| {
            let there = self.new.question(&question.id)?;
            let same = |answer: &Answer| same(answer, question, &self.new.questions[there]);
            let mut atoms = shared_atoms((self.old, at), (self.new, there), same);
            atoms.retain(|atom| same(&atom.answer).is_some());
            Some(atoms)
        };
        let atoms = self.old.questions.enumerate().map(|asked| of(asked).unwrap_or_default());
        Scope::with(self.old, atoms.collect(), choices)
    }

    /// The questions of which one side does not take some answer.
    fn not_taken(self) -> impl Iterator<Item = String> {
        let gone = |own: &'k Knowledge, other: &'k Knowledge| {
            let lacks = |question: &&Question| {
                let there = other.question(&question.id).map(|there| &other.questions[there]);
                let taken = |id: &str| there.is_some_and(|there| there.choice(id).is_some());
                there.is_none() || !question.choice_ids().all(taken)
            };
            own.questions.iter().filter(lacks).map(|question| question.id.to_string())
        };
        gone(self.old, self.new).chain(gone(self.new, self.old))
    }

    /// Compares these answers to the old questions, in this order.
    pub fn these(self, all: &[Answers]) -> Compared {
        let mut compared = Compared::default();
        for answers in all {
            match self.carried(answers) {
                Ok(other) => {
                    let old = Judgement::of(self.old, answers.clone());
                    Self::judged(&[old, Judgement::of(self.new, other)], &mut compared);
                }
                Err(question) => {
                    compared.not_taken.insert(question);
                }
            }
        }
        self.blamed(compared)
    }

    /// With what differs beside the rules.
    fn blamed(self, mut compared: Compared) -> Compared {
        let beside = beside(self.old, self.new);
        for one in &mut compared.differs {
            one.rules.extend(beside.iter().cloned());
        }
        compared
    }

    /// Compares every situation of a scope, until `enough` says to stop.
    pub fn combine(self, scope: &Scope, enough: Enough<'_>) -> Compared {
        let run = Run::new(enough);
        let base = || [self.old, self.new].map(|rules| Judgement::of(rules, Answers::default()));
        let atoms: Vec<_> = scope.atoms.iter().flatten().collect();
        let mut found = Compared::default();
        for (size, all) in scope.combined().into_iter().enumerate() {
            let tasks = if size == 0 { 1 } else { atoms.len() };
            let before = found.situations;
            let work = |task: usize, base: &Both<'k>| {
                let mut side = Side { pair: self, scope, run: &run, compared: Compared::default() };
                if size == 0 {
                    side.judged(base);
                } else {
                    side.further(base, atoms.get(task..).unwrap_or_default(), size);
                }
                side.compared
            };
            run.tasks(tasks, base, work, |later| found.add(later));
            found.parts.push(Part { stage: Stage::Combined(size), tried: found.situations - before, all });
        }
        let axes: Vec<_> = scope.axes().collect();
        let tasks = axes.first().map_or(0, |atoms| atoms.len() + 1);
        let before = found.situations;
        let work = |task: usize, base: &Both<'k>| {
            let mut side = Side { pair: self, scope, run: &run, compared: Compared::default() };
            side.product(base, &axes, Some(task), 0);
            side.compared
        };
        run.tasks(tasks, base, work, |later| found.add(later));
        let tried = found.situations - before;
        found.parts.push(Part { stage: Stage::Product, tried, all: scope.crossed() });
        found.not_taken.extend(self.not_taken());
        found.differs.sort_by(|one, other| other.shift.total_cmp(&one.shift));
        self.blamed(found)
    }

    /// The judgements with one answer more; nothing if the new rules do not take it.
    fn with(self, [old, new]: &Both<'k>, atom: &Atom, compared: &mut Compared) -> Option<Both<'k>> {
        let own = old.with(atom.question, atom.added(&old.situation.answers, self.old)?);
        match self.carried(&own.situation.answers) {
            Ok(other) => {
                let there = self.new.question(&self.old.questions[atom.question].id)?;
                let answer = other.get(there)?.clone();
                Some([own, new.with(there, answer)])
            }
            Err(question) => {
                compared.not_taken.insert(question);
                None
            }
        }
    }

    /// The same answers to the new questions, or the question of which an answer is not taken there.
    fn carried(self, answers: &Answers) -> Result<Answers, String> {
        let mut carried = Answers::default();
        for (question, (answer, origin)) in answers.iter() {
            let asked = &self.old.questions[question];
            let at = self.new.question(&asked.id);
            let there = at.and_then(|at| same(answer, asked, &self.new.questions[at]));
            let (at, there) = at.zip(there).ok_or_else(|| asked.id.to_string())?;
            carried.set(at, there, *origin);
        }
        Ok(carried)
    }

    fn judged([old, new]: &Both<'k>, compared: &mut Compared) {
        compared.situations += 1;
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
        compared.differs.push(Differs {
            answers: old.situation.answers.clone(),
            shift: if after.is_finite() && before.is_finite() { after - before } else { f64::INFINITY },
            rules: rules.symmetric_difference(&others).map(|(rule, _)| rule.clone()).collect(),
            winners,
        });
    }
}

/// What one worker found so far.
struct Side<'s, 'k> {
    pair: Pair<'k>,
    scope: &'s Scope,
    run: &'s Run<'s>,
    compared: Compared,
}

impl<'k> Side<'_, 'k> {
    fn judged(&mut self, both: &Both<'k>) {
        Pair::judged(both, &mut self.compared);
        self.run.one_more();
    }

    /// The first of the atoms, and every combination of as many as are wanted with those that follow it.
    fn further(&mut self, base: &Both<'k>, atoms: &[&Atom], wanted: usize) {
        let Some((atom, rest)) = atoms.split_first() else { return };
        if self.run.is_over() {
            return;
        }
        let Some(both) = self.pair.with(base, atom, &mut self.compared) else { return };
        if wanted == 1 {
            return self.judged(&both);
        }
        for at in 0..rest.len() {
            self.further(&both, rest.get(at..).unwrap_or_default(), wanted - 1);
        }
    }

    /// Every combination of one answer or none to each question, of the first only the one at a place.
    fn product(&mut self, base: &Both<'k>, axes: &[&[Atom]], only: Option<usize>, answered: usize) {
        let Some((atoms, axes)) = axes.split_first() else {
            if answered > self.scope.choices {
                self.judged(base);
            }
            return;
        };
        let wanted = |place: usize| only.is_none_or(|only| only == place);
        if wanted(0) {
            self.product(base, axes, None, answered);
        }
        for (_, atom) in (1..).zip(*atoms).filter(|(place, _)| wanted(*place)) {
            if self.run.is_over() {
                return;
            }
            if let Some(both) = self.pair.with(base, atom, &mut self.compared) {
                self.product(&both, axes, None, answered + 1);
            }
        }
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
