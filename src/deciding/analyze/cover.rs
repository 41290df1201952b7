//! Every situation of a scope, tried: who wins, what matters, what leaves nothing.

use std::hash::{DefaultHasher, Hash, Hasher};

use knowledge::describing::model::Model;
use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::invariant::Invariant;
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::bits::Bits;
use knowledge::words::table::Ix;

use super::broken::breaks;
use super::covered::{Covered, Part, Stage};
use super::scope::Atom;
use super::space::Scope;
use super::tasks::{Enough, Run};
use crate::deciding::lookahead::direct;
use crate::deciding::rank::{first, rank};
use crate::judging::effect::Preferred;
use crate::judging::judgement::{Effects, Judgement};

/// Who wins, if anything fits.
type Winner = Option<Ix<Model>>;

/// Tries every situation of a scope, and in each whether it breaks one of these invariants, until `enough` says to
/// stop: on as many threads as there are processors, with the same result on any number of them.
pub fn cover(
    knowledge: &Knowledge,
    scope: &Scope,
    invariants: &[Ix<Invariant>],
    enough: Enough<'_>,
) -> Covered {
    cover_in(knowledge, scope, invariants, &Run::new(enough))
}

/// The same, as a part of a longer run.
pub(super) fn cover_in(
    knowledge: &Knowledge,
    scope: &Scope,
    invariants: &[Ix<Invariant>],
    run: &Run<'_>,
) -> Covered {
    let base = || Judgement::of(knowledge, Answers::default());
    let atoms: Vec<_> = scope.atoms.iter().flatten().collect();
    let mut found = Covered::default();
    let mut singles: Vec<Winner> = Vec::new();
    for (size, all) in scope.combined().into_iter().enumerate() {
        let before = found.situations;
        let tasks = if size == 0 { 1 } else { atoms.len() };
        let work = |task: usize, base: &Judgement<'_>| {
            let mut tally = Tally::new(run, (knowledge, scope, invariants), (size, &singles));
            let winner = tally.winner(base);
            if size == 0 {
                tally.look(base, None, winner);
            } else {
                tally.combine(base, atoms.get(task..).unwrap_or_default(), size - 1, winner);
            }
            tally.covered
        };
        let mut winners = Vec::new();
        run.tasks(tasks, base, work, |covered| {
            winners.push(covered.wins.keys().next().copied());
            found.add(covered);
        });
        if size == 1 {
            singles = winners;
        }
        found.parts.push(Part { stage: Stage::Combined(size), tried: found.situations - before, all });
    }
    let before = found.situations;
    let axes: Vec<_> = scope.axes().collect();
    // The answers to the first question are split among processors.
    let tasks = axes.first().map_or(0, |atoms| atoms.len() + 1);
    let work = |task: usize, base: &Judgement<'_>| {
        let mut tally = Tally::new(run, (knowledge, scope, invariants), (0, &singles));
        tally.product(base, &axes, Some(task), 0);
        (tally.covered, tally.winners)
    };
    let mut winners = Vec::new();
    run.tasks(tasks, base, work, |(covered, own)| {
        found.add(covered);
        winners.extend(own);
    });
    let tried = found.situations - before;
    found.parts.push(Part { stage: Stage::Product, tried, all: scope.crossed() });
    if found.whole() {
        found.moving.extend(moved(&winners, &axes));
    }
    found
}

/// The questions of a product of which an answer changes the winner: `winners` counts through the answers to the last
/// question first, with none before the first of each.
fn moved(winners: &[Winner], axes: &[&[Atom]]) -> Vec<Ix<Question>> {
    let mut found = Vec::new();
    let mut stride = 1;
    for atoms in axes.iter().rev() {
        let block = stride * (atoms.len() + 1);
        let differs = |block: &[Winner]| {
            let (without, with) = block.split_at(stride);
            with.chunks(stride).any(|with| with != without)
        };
        if winners.chunks(block).any(differs) {
            found.extend(atoms.first().map(|atom| atom.question));
        }
        stride = block;
    }
    found
}

/// What one worker found so far.
struct Tally<'t> {
    run: &'t Run<'t>,
    knowledge: &'t Knowledge,
    scope: &'t Scope,
    /// Those that are not proved.
    invariants: &'t [Ix<Invariant>],
    covered: Covered,
    /// How many answers are combined.
    size: usize,
    /// Who wins with each atom alone, once that is known.
    singles: &'t [Winner],
    /// Who wins in each situation of the product.
    winners: Vec<Winner>,
}

impl<'t> Tally<'t> {
    fn new(
        run: &'t Run<'t>,
        (knowledge, scope, invariants): (&'t Knowledge, &'t Scope, &'t [Ix<Invariant>]),
        (size, singles): (usize, &'t [Winner]),
    ) -> Self {
        Self {
            run,
            knowledge,
            scope,
            invariants,
            covered: Covered::default(),
            size,
            singles,
            winners: Vec::new(),
        }
    }

    /// The first of the atoms, and every combination of `more` with those that follow it.
    fn combine(&mut self, base: &Judgement<'_>, atoms: &[&Atom], more: usize, winner: Winner) {
        let Some((atom, rest)) = atoms.split_first() else { return };
        let Some(answer) = atom.added(&base.situation.answers, self.knowledge) else { return };
        if self.run.is_over() {
            return;
        }
        let judgement = base.with(atom.question, answer);
        if more > 0 {
            let own = self.winner(&judgement);
            for at in 0..rest.len() {
                self.combine(&judgement, rest.get(at..).unwrap_or_default(), more - 1, own);
            }
            return;
        }
        let own = self.look(&judgement, Some(atom.question), winner);
        let single = self.singles.len().checked_sub(atoms.len()).and_then(|at| self.singles.get(at));
        if self.size == 2 && single.is_some_and(|single| *single != own) {
            self.covered.moving.extend(base.situation.answers.iter().map(|(question, _)| question));
        }
    }

    /// Every combination of one answer, or none, to each of the questions, of the first only the one at a place. Those
    /// of few answers are known already.
    fn product(&mut self, base: &Judgement<'_>, axes: &[&[Atom]], only: Option<usize>, answered: usize) {
        let Some((atoms, axes)) = axes.split_first() else {
            let known = answered <= self.scope.choices;
            let winner = if known { self.winner(base) } else { self.look(base, None, None) };
            self.winners.push(winner);
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
            let judgement = base.with(atom.question, atom.answer.clone());
            self.product(&judgement, axes, None, answered + 1);
        }
    }

    fn winner(&self, judgement: &Judgement<'_>) -> Winner {
        first(judgement).map(|at| self.knowledge.catalog.candidates[at].model)
    }

    /// Counts one situation; `winner` is who won without the answer to the last question.
    fn look(&mut self, judgement: &Judgement<'_>, last: Option<Ix<Question>>, winner: Winner) -> Winner {
        let knowledge = self.knowledge;
        let (ranked, _) = rank(judgement);
        let model = |at| knowledge.catalog.candidates[at].model;
        let own = ranked.first().map(|standing| model(standing.best));
        let answers = || judgement.situation.answers.clone();
        let covered = &mut self.covered;
        for at in self.invariants {
            if self.run.is_over() {
                // A situation that was not held against all of them is not tried.
                return own;
            }
            if !covered.broken.contains_key(at) && breaks(judgement, &knowledge.invariants[*at]) {
                covered.broken.insert(*at, answers());
            }
        }
        covered.situations += 1;
        covered.distinct.insert(seen(judgement));
        covered.ties += u64::from(ranked.first().is_some_and(|standing| standing.tied));
        let top = ranked.iter().zip(1..).take_while(|(standing, place)| *place <= 3 || standing.rank == 1);
        for (standing, _) in top {
            covered.among_three.entry(model(standing.best)).or_insert_with(answers);
        }
        if let Some(own) = own {
            covered.wins.entry(own).or_insert_with(|| (0, answers())).0 += 1;
        } else {
            covered.nothing += 1;
            covered.leaves_nothing(answers());
        }
        if own != winner {
            covered.moving.extend(last);
        }
        matter(judgement, covered);
        self.run.one_more();
        own
    }
}

/// A hash of all that rules and figures see of the answers.
fn seen(judgement: &Judgement<'_>) -> u64 {
    let situation = &judgement.situation;
    let mut hasher = DefaultHasher::new();
    situation.fired.iter().for_each(|rule| rule.get().hash(&mut hasher));
    for (at, (answer, _)) in situation.answers.iter() {
        if direct(situation.knowledge, at) || compared(situation.knowledge, &situation.fired, at) {
            format!("{at:?} {answer:?}").hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Whether a rule that fires compares candidates with the answer.
fn compared(knowledge: &Knowledge, fired: &[Ix<Rule>], at: Ix<Question>) -> bool {
    let mut readers = knowledge.questions[at].readers.iter();
    readers.any(|rule| fired.binary_search(rule).is_ok() && knowledge.rules[*rule].references().contains(&at))
}

/// Notes which rules fire and which of them do something.
pub(super) fn matter(judgement: &Judgement<'_>, covered: &mut Covered) {
    let knowledge = judgement.situation.knowledge;
    covered.fired.extend(&judgement.situation.fired);
    let idle = |effects: &&Effects| !covered.mattered.contains(&effects.rule);
    let open: Vec<_> = judgement.effects.iter().filter(idle).collect();
    if open.is_empty() {
        return;
    }
    let shared = shared(judgement);
    let matter = |own: &&Effects| matters(judgement, own, &knowledge.rules[own.rule], &shared);
    covered.mattered.extend(open.into_iter().filter(matter).map(|own| own.rule));
}

/// The candidates that the floor or more than one gate keeps out.
fn shared(judgement: &Judgement<'_>) -> Bits {
    let mut once = Bits::none(judgement.scores.len());
    let mut shared = Bits::clone(&judgement.below_floor);
    for gated in judgement.gates() {
        let mut again = once.clone();
        again.keep(&gated.excluded);
        shared.add(&again);
        once.add(&gated.excluded);
    }
    shared
}

/// Whether a rule that fires does something.
fn matters(judgement: &Judgement<'_>, own: &Effects, rule: &Rule, shared: &Bits) -> bool {
    let alone = own.gated.as_ref().is_some_and(|gated| {
        gated.excluded.iter().any(|place| !shared.has(place))
            || gated.unsure.iter().any(|place| judgement.stands(place))
    });
    let gives = |preferred: &Preferred| preferred.points.iter().any(|(place, _)| judgement.stands(*place));
    let preferred = own.preferred.as_deref().is_some_and(gives);
    alone || preferred || !rule.leaves_weights_alone() || rule.advise.is_some()
}
