//! Proofs about gates, without scores: whether a candidate that an invariant forbids can ever fit.
//!
//! For each candidate the answers are split, question by question, as far as they matter to the gates that could keep
//! it out. As soon as one gate keeps it out whatever the open questions are answered, that branch is proved; what is
//! left at the end is judged as it is, and is a counterexample if the candidate really fits.

use std::cell::Cell;
use std::collections::BTreeSet;

use knowledge::describing::attribute::Of;
use knowledge::describing::model::Model;
use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::condition::{Asked, Condition, Requirement, Requires};
use knowledge::stating::invariant::{Invariant, Must};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::{Gate, Unknown};
use knowledge::words::table::Ix;

use super::broken::{meets, only_opens};
use super::cells::Seen;
use super::possible::Possible;
use super::scope::with;
use super::split::Split;
use crate::judging::judgement::Judgement;

/// What came of an invariant about gates.
#[derive(Clone, Debug)]
pub enum Proof {
    /// It holds for all answers.
    Holds,
    /// These answers break it, with this candidate.
    Broken {
        /// The fewest that were found.
        answers: Answers,
        /// What fits although it must not.
        candidate: Ix<Candidate>,
    },
    /// No answers were found that break it, but what keeps this candidate out is a computed figure, not a gate over
    /// facts, or there are too many kinds of answers, so that it is no proof.
    Open {
        /// One of those for which that is so.
        candidate: Ix<Candidate>,
    },
    /// It was enough before all candidates were looked at, and none of those breaks it.
    Unfinished,
}

/// Proves or refutes an invariant; nothing for one about scores that has to be tried.
pub fn prove(knowledge: &Knowledge, invariant: &Invariant) -> Option<Proof> {
    prove_until(knowledge, invariant, &|| false)
}

/// The same, until it is enough.
pub(super) fn prove_until(
    knowledge: &Knowledge,
    invariant: &Invariant,
    enough: &dyn Fn() -> bool,
) -> Option<Proof> {
    match invariant.must {
        Must::Answer { more } => only_opens(knowledge, more).then_some(Proof::Holds),
        _ => Some(Search::of(knowledge, invariant, enough)?.all(|_| true)),
    }
}

/// Whether these answers break an invariant about who fits, with this candidate.
pub(super) fn is_broken(
    knowledge: &Knowledge,
    invariant: &Invariant,
    candidate: Ix<Candidate>,
    answers: &Answers,
) -> bool {
    let split = Split { answers: answers.clone(), decided: BTreeSet::new() };
    Search::of(knowledge, invariant, &|| false)
        .is_some_and(|search| matches!(search.judged(candidate, &split), Found::Answers(_)))
}

/// Proves that no offer of a model ever fits, or finds answers with which one does, until it is enough.
pub(super) fn never_fits(knowledge: &Knowledge, model: Ix<Model>, enough: &dyn Fn() -> bool) -> Proof {
    let (when, requirement) = (Condition::default(), Requirement::default());
    let (requirement, left) = (&requirement, Cell::default());
    let search = Search { knowledge, when: &when, requirement, forbidden: true, left, enough };
    search.all(|candidate| candidate.model == model)
}

struct Search<'a> {
    knowledge: &'a Knowledge,
    when: &'a Condition,
    requirement: &'a Requirement,
    forbidden: bool,
    /// Branches that may still be looked at for one candidate.
    left: Cell<u32>,
    enough: &'a dyn Fn() -> bool,
}

/// So many branches are looked at for one candidate at most; the built-in rules need less than a hundred.
const MOST: u32 = 20_000;

/// So many more once it cannot be proved any longer, only refuted.
const MORE: u32 = 100;

enum Found {
    Nothing,
    Answers(Answers),
    /// None were found, but that is no proof.
    Unsure,
}

impl<'a> Search<'a> {
    fn of(knowledge: &'a Knowledge, invariant: &'a Invariant, enough: &'a dyn Fn() -> bool) -> Option<Self> {
        let (requirement, forbidden) = match &invariant.must {
            Must::Never(requirement) => (requirement, true),
            Must::Always(requirement) => (requirement, false),
            Must::Weight { .. } | Must::Answer { .. } => return None,
        };
        let (when, left) = (&invariant.when, Cell::default());
        Some(Self { knowledge, when, requirement, forbidden, left, enough })
    }

    /// Of several counterexamples that with the fewest answers.
    fn all(&self, wanted: impl Fn(&Candidate) -> bool) -> Proof {
        let mut open = None;
        let mut broken: Option<(usize, Answers, Ix<Candidate>)> = None;
        for (candidate, _) in self.knowledge.catalog.candidates.enumerate().filter(|(_, own)| wanted(own)) {
            if (self.enough)() {
                break;
            }
            self.left.set(MOST);
            let mut split = Split { answers: Answers::default(), decided: BTreeSet::new() };
            match self.breaks(candidate, &mut split) {
                Found::Nothing => {}
                Found::Answers(answers) => {
                    let count = answers.iter().count();
                    if broken.as_ref().is_none_or(|(least, ..)| count < *least) {
                        broken = Some((count, answers, candidate));
                    }
                }
                Found::Unsure => open = open.or(Some(candidate)),
            }
        }
        match (broken, open) {
            (Some((_, answers, candidate)), _) => Proof::Broken { answers, candidate },
            _ if (self.enough)() => Proof::Unfinished,
            (None, Some(candidate)) => Proof::Open { candidate },
            (None, None) => Proof::Holds,
        }
    }

    fn breaks(&self, at: Ix<Candidate>, split: &mut Split) -> Found {
        if !split.condition(self.when).may_be(Outcome::True) || !self.may_break(at, split) {
            return Found::Nothing;
        }
        if (self.enough)() {
            return Found::Unsure;
        }
        let Some(left) = self.left.get().checked_sub(1) else { return Found::Unsure };
        self.left.set(left);
        // What the gates that could still keep it out look at, and what the invariant itself does.
        let mut seen = Seen {
            knowledge: self.knowledge,
            candidate: self.knowledge.catalog.candidates[at],
            clauses: self.when.clauses().collect(),
            compared: self.requirement.clauses().collect(),
        };
        let read = self.requirement.clauses().flat_map(Requires::reads);
        let mut next = open_in(self.when.clauses().map(|clause| clause.question).chain(read), split);
        for rule in &self.knowledge.rules {
            let Some(gate) = rule.gate.as_ref().filter(|gate| !gate.yields) else { continue };
            let fires = split.fires(rule);
            if !fires.may_be(Outcome::True) {
                continue;
            }
            let out = self.keeps_out(gate, at, split);
            if out == Some(true) && fires.must_be(Outcome::True) {
                return Found::Nothing;
            }
            if out == Some(false) {
                continue;
            }
            seen.clauses.extend(rule.when.clauses());
            seen.compared.extend(gate.clauses());
            let asked = rule.when.clauses().map(|clause| clause.question);
            let read = gate.clauses().flat_map(Requires::reads).chain(rule.needs.iter().copied());
            next = next.or_else(|| open_in(asked.chain(read), split));
        }
        match next {
            Some(question) => self.branches(at, question, &seen, split),
            None => self.judged(at, split),
        }
    }

    /// Tries every kind of answer to a question, none first.
    fn branches(
        &self,
        at: Ix<Candidate>,
        question: Ix<Question>,
        seen: &Seen<'_>,
        split: &mut Split,
    ) -> Found {
        split.decided.insert(question);
        let mut found = self.breaks(at, split);
        let answers = match &found {
            Found::Answers(_) => Some(Vec::new()),
            _ => seen.answers(question),
        };
        if answers.is_none() {
            found = Found::Unsure;
        }
        for answer in answers.into_iter().flatten() {
            let before = std::mem::take(&mut split.answers);
            split.answers = with(&before, question, answer);
            let own = self.breaks(at, split);
            split.answers = before;
            match own {
                Found::Nothing => {}
                Found::Unsure => found = Found::Unsure,
                Found::Answers(_) => {
                    found = own;
                    break;
                }
            }
        }
        split.decided.remove(&question);
        found
    }

    /// What the engine itself says of the answers that are left: the others stay open.
    fn judged(&self, at: Ix<Candidate>, split: &Split) -> Found {
        let judgement = Judgement::of(self.knowledge, split.answers.clone());
        let holds = self.when.outcome(|clause, _| clause.outcome(&split.answers)) == Outcome::True;
        let broken = (meets(&judgement, at, self.requirement) == Outcome::True) == self.forbidden;
        // What is computed may come out otherwise with answers to questions that are still open.
        let attributes = &self.knowledge.attributes;
        let computed =
            self.requirement.clauses().any(|clause| attributes[clause.attribute].of == Of::Derived);
        match (holds && broken, judgement.stands(at.get())) {
            (true, true) => Found::Answers(split.answers.clone()),
            (false, _) if !(holds && computed) => Found::Nothing,
            _ => {
                self.left.set(self.left.get().min(MORE));
                Found::Unsure
            }
        }
    }

    fn may_break(&self, at: Ix<Candidate>, split: &Split) -> bool {
        let met = Possible::of(self.requirement, |clause| self.clause(clause, at, split, false));
        if self.forbidden {
            met.may_be(Outcome::True)
        } else {
            met.may_be(Outcome::False) || met.may_be(Outcome::Unknown)
        }
    }

    /// Whether a gate that fires keeps the candidate out, if that is certain.
    fn keeps_out(&self, gate: &Gate, at: Ix<Candidate>, split: &Split) -> Option<bool> {
        let clause = |clause: &Requires| self.clause(clause, at, split, true);
        let met = Possible::of(&gate.require, clause);
        let forbidden =
            gate.forbid.iter().fold(Possible::only(Outcome::True), |all, one| all.and(clause(one)));
        let met = if gate.forbid.is_empty() { met } else { met.and(forbidden.not()) };
        let unknown_stays = gate.unknown == Unknown::Warn;
        let out = met.may_be(Outcome::False) || met.may_be(Outcome::Unknown) && !unknown_stays;
        let stays = met.may_be(Outcome::True) || met.may_be(Outcome::Unknown) && unknown_stays;
        (out != stays).then_some(out)
    }

    /// The outcomes of a clause over a computed figure of a candidate that breaks the invariant: what must never be is,
    /// and the only thing that must always be is not.
    fn assumed(&self, clause: &Requires) -> Possible {
        let same = |own: &Requires| own.attribute == clause.attribute && own.test == clause.test;
        let all = &self.requirement.all;
        match (self.requirement.any.is_empty() && all.iter().any(same), self.forbidden) {
            (true, true) => Possible::only(Outcome::True),
            (true, false) if all.len() == 1 => Possible::only(Outcome::True).not_this(),
            _ => Possible::ANY,
        }
    }

    /// The outcomes of a clause. Of what is computed any is possible, except that with `breaking` the candidate is
    /// known to break the invariant.
    fn clause(&self, clause: &Requires, at: Ix<Candidate>, split: &Split, breaking: bool) -> Possible {
        let knowledge = self.knowledge;
        if clause.reads().any(|question| !split.decided.contains(&question)) {
            return Possible::ANY;
        }
        if knowledge.attributes[clause.attribute].of == Of::Derived {
            return if breaking { self.assumed(clause) } else { Possible::ANY };
        }
        let candidate = knowledge.catalog.candidates[at];
        let asked = Asked { questions: &knowledge.questions, answers: &split.answers };
        Possible::only(clause.outcome(knowledge.known(candidate, clause.attribute), &asked))
    }
}

fn open_in(mut questions: impl Iterator<Item = Ix<Question>>, split: &Split) -> Option<Ix<Question>> {
    questions.find(|question| !split.decided.contains(question))
}
