//! Proofs about gates, without scores: whether a candidate that an invariant forbids can ever fit.
//!
//! For each candidate the answers are split, question by question, as far as they matter to the gates that could keep
//! it out. As soon as one gate keeps it out whatever the open questions are answered, that branch is proved; what is
//! left at the end is judged as it is, and is a counterexample if the candidate really fits.

use std::collections::BTreeSet;

use knowledge::describing::attribute::Of;
use knowledge::describing::model::Model;
use knowledge::describing::question::Question;
use knowledge::stating::answer::Answers;
use knowledge::stating::condition::{Asked, Clause, Condition, Known, Outcome, Requirement, Requires};
use knowledge::stating::invariant::{Invariant, Must};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::stating::rule::{Gate, Rule, Unknown};
use knowledge::words::table::Ix;

use super::possible::Possible;
use super::scope::{Atom, atoms, with};
use crate::judging::judgement::Judgement;

/// What came of an invariant about gates.
#[derive(Clone, Debug)]
pub enum Proof {
    /// It holds for all answers. `branched` names the questions that had to be split; of those with several choices
    /// up to two were tried, of numbers those of the scope.
    Holds {
        /// The questions.
        branched: BTreeSet<Ix<Question>>,
    },
    /// These answers break it, with this candidate.
    Broken {
        /// The fewest that were found.
        answers: Answers,
        /// What fits although it must not.
        candidate: Ix<Candidate>,
    },
    /// No answers were found that break it, but what keeps this candidate out is a computed figure, not a gate over
    /// facts, so that it is no proof.
    Open {
        /// One of those that only figures keep out.
        candidate: Ix<Candidate>,
    },
}

/// Proves or refutes an invariant about who fits; nothing for one about scores.
pub fn prove(knowledge: &Knowledge, invariant: &Invariant) -> Option<Proof> {
    Some(Search::of(knowledge, invariant)?.all(|_| true))
}

/// Whether these answers break an invariant about who fits, with this candidate.
pub(super) fn is_broken(
    knowledge: &Knowledge,
    invariant: &Invariant,
    candidate: Ix<Candidate>,
    answers: &Answers,
) -> bool {
    let split = Split { answers: answers.clone(), decided: BTreeSet::new() };
    Search::of(knowledge, invariant)
        .is_some_and(|search| matches!(search.judged(candidate, &split), Found::Answers(_)))
}

/// Proves that no offer of a model ever fits, or finds answers with which one does.
pub fn never_fits(knowledge: &Knowledge, model: Ix<Model>) -> Proof {
    let (when, requirement) = (Condition::default(), Requirement::default());
    let search = Search { knowledge, when: &when, requirement: &requirement, forbidden: true };
    search.all(|candidate| candidate.model == model)
}

struct Search<'a> {
    knowledge: &'a Knowledge,
    when: &'a Condition,
    requirement: &'a Requirement,
    forbidden: bool,
}

/// Answers to the questions that are decided; one that is decided may be left unanswered.
struct Split {
    answers: Answers,
    decided: BTreeSet<Ix<Question>>,
}

enum Found {
    Nothing,
    Answers(Answers),
    OnlyFigures,
}

impl<'a> Search<'a> {
    fn of(knowledge: &'a Knowledge, invariant: &'a Invariant) -> Option<Self> {
        let (requirement, forbidden) = match &invariant.must {
            Must::Never(requirement) => (requirement, true),
            Must::Always(requirement) => (requirement, false),
            Must::Weight { .. } | Must::Answer { .. } => return None,
        };
        Some(Self { knowledge, when: &invariant.when, requirement, forbidden })
    }

    fn all(&self, wanted: impl Fn(&Candidate) -> bool) -> Proof {
        let mut branched = BTreeSet::new();
        let mut open = None;
        for (candidate, own) in self.knowledge.catalog.candidates.enumerate() {
            let mut split = Split { answers: Answers::default(), decided: BTreeSet::new() };
            if !wanted(own) {
                continue;
            }
            match self.breaks(candidate, &mut split, &mut branched) {
                Found::Nothing => {}
                Found::Answers(answers) => return Proof::Broken { answers, candidate },
                Found::OnlyFigures => open = open.or(Some(candidate)),
            }
        }
        match open {
            Some(candidate) => Proof::Open { candidate },
            None => Proof::Holds { branched },
        }
    }

    fn breaks(&self, at: Ix<Candidate>, split: &mut Split, branched: &mut BTreeSet<Ix<Question>>) -> Found {
        if !split.condition(self.when).may_be(Outcome::True) || !self.may_break(at, split) {
            return Found::Nothing;
        }
        let knowledge = self.knowledge;
        let mut next = open_in(self.when.clauses().map(|clause| clause.question), split);
        for rule in &knowledge.rules {
            let Some(gate) = rule.gate.as_ref().filter(|gate| !gate.yields) else { continue };
            let fires = split.fires(rule);
            if !fires.may_be(Outcome::True) {
                continue;
            }
            let out = self.keeps_out(gate, at, split);
            if out == Some(true) && fires.must_be(Outcome::True) {
                return Found::Nothing;
            }
            let asked = rule.when.clauses().map(|clause| clause.question);
            let read = gate.clauses().flat_map(Requires::reads).chain(rule.needs.iter().copied());
            if out != Some(false) && next.is_none() {
                next = open_in(asked.chain(read), split);
            }
        }
        let Some(question) = next else { return self.judged(at, split) };
        branched.insert(question);
        self.branches(at, question, split, branched)
    }

    /// Tries every answer to a question, none first.
    fn branches(
        &self,
        at: Ix<Candidate>,
        question: Ix<Question>,
        split: &mut Split,
        branched: &mut BTreeSet<Ix<Question>>,
    ) -> Found {
        let knowledge = self.knowledge;
        split.decided.insert(question);
        let mut found = self.breaks(at, split, branched);
        let all = if matches!(found, Found::Nothing) { atoms(knowledge, question) } else { Vec::new() };
        let pairs = |one: &Atom| {
            all.iter().filter_map(|other| other.added(&with_one(one), knowledge)).collect::<Vec<_>>()
        };
        let mut answers: Vec<_> = all.iter().map(|atom| atom.answer.clone()).collect();
        if knowledge.questions[question].many() {
            answers.extend(all.iter().flat_map(pairs));
        }
        for answer in answers {
            if !matches!(found, Found::Nothing) {
                break;
            }
            let before = std::mem::take(&mut split.answers);
            split.answers = with(&before, question, answer);
            found = self.breaks(at, split, branched);
            split.answers = before;
        }
        split.decided.remove(&question);
        found
    }

    /// What the engine itself says of the answers that are left: the others stay open.
    fn judged(&self, at: Ix<Candidate>, split: &Split) -> Found {
        let judgement = Judgement::of(self.knowledge, split.answers.clone());
        let asked = judgement.situation.asked();
        let holds = self.when.outcome(|clause, _| clause.outcome(&split.answers)) == Outcome::True;
        let candidate = self.knowledge.catalog.candidates[at];
        let outcome = self.requirement.outcome(|clause, _| {
            let figures = judgement.figures.get(at.get());
            let ability = judgement.abilities.get(candidate.model.get());
            let known = figures.zip(ability).map_or(Known::Unknown, |(figures, ability)| {
                figures.known(ability, self.knowledge, candidate, clause.attribute)
            });
            clause.outcome(known, &asked)
        });
        let broken = (outcome == Outcome::True) == self.forbidden;
        match (holds && broken, judgement.stands(at.get())) {
            (true, true) => Found::Answers(split.answers.clone()),
            (true, false) => Found::OnlyFigures,
            (false, _) => Found::Nothing,
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
        let same = |own: &Requires| {
            own.attribute == clause.attribute && format!("{:?}", own.test) == format!("{:?}", clause.test)
        };
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

impl Split {
    fn condition(&self, condition: &Condition) -> Possible {
        Possible::of(condition, |clause: &Clause| {
            let decided = self.decided.contains(&clause.question);
            if decided { Possible::only(clause.outcome(&self.answers)) } else { Possible::ANY }
        })
    }

    fn fires(&self, rule: &Rule) -> Possible {
        let needed = |question: &Ix<Question>| {
            let answered = Outcome::from(self.answers.get(*question).is_some());
            if self.decided.contains(question) { Possible::only(answered) } else { Possible::ANY }
        };
        rule.needs.iter().fold(self.condition(&rule.when), |all, question| all.and(needed(question)))
    }
}

fn open_in(mut questions: impl Iterator<Item = Ix<Question>>, split: &Split) -> Option<Ix<Question>> {
    questions.find(|question| !split.decided.contains(question))
}

fn with_one(atom: &Atom) -> Answers {
    with(&Answers::default(), atom.question, atom.answer.clone())
}
