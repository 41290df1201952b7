//! The answers that rules can tell apart, one of each kind.

use std::collections::BTreeMap;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Clause, Condition, Requires, Test};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::kinds::kinds;
use super::tasks::Run;

/// One answer that stands for all that no rule and no figure tells from it.
#[derive(Clone, Debug)]
pub struct Atom {
    /// The question.
    pub question: Ix<Question>,
    /// One choice, or a number.
    pub answer: Answer,
    /// As a flag takes it.
    pub written: String,
    /// How many answers it stands for, itself among them.
    pub alike: usize,
}

impl Atom {
    /// The answers with this one added: a further choice of a question of several, else the first to it; nothing if
    /// it cannot be added.
    pub fn added(&self, answers: &Answers, knowledge: &Knowledge) -> Option<Answer> {
        match (answers.get(self.question), &self.answer) {
            (None, own) => Some(own.clone()),
            (Some(Answer::Choices(chosen)), Answer::Choices(own))
                if knowledge.questions[self.question].many()
                    && !own.iter().any(|one| chosen.contains(one)) =>
            {
                let mut both: Vec<_> = chosen.iter().chain(own).copied().collect();
                both.sort_unstable();
                Some(Answer::Choices(both))
            }
            _ => None,
        }
    }
}

/// Every answer to one question, alike ones once, in the order in which they are offered.
pub fn atoms(knowledge: &Knowledge, question: Ix<Question>) -> Vec<Atom> {
    let all = offered(knowledge, question);
    let answers: Vec<_> = all.iter().map(|(answer, _)| answer.clone()).collect();
    told_apart(all, question, kinds(knowledge, question, &answers))
}

/// The same for a question of two sets of rules, alike only if neither tells them apart.
pub(super) fn shared_atoms(
    old: (&Knowledge, Ix<Question>),
    new: (&Knowledge, Ix<Question>),
    same: impl Fn(&Answer) -> Option<Answer>,
) -> Vec<Atom> {
    let mut all = offered(old.0, old.1);
    if all.iter().all(|(answer, _)| !matches!(answer, Answer::Choices(_))) {
        all.extend(offered(new.0, new.1));
        all.sort_by(|(one, _), (other, _)| one.number().total_cmp(&other.number()));
        all.dedup_by(|(one, _), (other, _)| one == other);
    }
    let answers: Vec<_> = all.iter().map(|(answer, _)| answer.clone()).collect();
    let there: Vec<_> = answers.iter().map(same).collect();
    let taken: Vec<_> = there.iter().flatten().cloned().collect();
    let mut others = kinds(new.0, new.1, &taken).into_iter();
    let others: Vec<_> = there.iter().map(|there| there.as_ref().and_then(|_| others.next())).collect();
    told_apart(all, old.1, kinds(old.0, old.1, &answers).into_iter().zip(others))
}

fn told_apart<K: Ord>(
    offered: Vec<(Answer, String)>,
    question: Ix<Question>,
    kinds: impl IntoIterator<Item = K>,
) -> Vec<Atom> {
    let mut known: BTreeMap<K, usize> = BTreeMap::new();
    let mut atoms: Vec<Atom> = Vec::new();
    for ((answer, written), kind) in offered.into_iter().zip(kinds) {
        let place = *known.entry(kind).or_insert(atoms.len());
        if let Some(known) = atoms.get_mut(place) {
            known.alike += 1;
        } else {
            atoms.push(Atom { question, answer, written, alike: 1 });
        }
    }
    atoms
}

/// So near below a threshold that no other number of use lies between.
const BELOW: f64 = 1.0 - 1e-6;

/// Every choice; for a number its probes, and each number that a rule compares it with and one just below.
fn offered(knowledge: &Knowledge, at: Ix<Question>) -> Vec<(Answer, String)> {
    let question = &knowledge.questions[at];
    let (min, max, probes) = match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => {
            let choice = |(at, id): (u16, &str)| (Answer::Choices(vec![at]), id.to_owned());
            return (0..).zip(question.choice_ids()).map(choice).collect();
        }
        Kind::Number(number) => (number.min, number.max, &number.probe),
        Kind::Money { min, max, probe } => (*min, *max, probe),
    };
    let mut values: Vec<f64> = probes.to_vec();
    for clause in clauses(knowledge, at) {
        if let Test::AtLeast(bound) | Test::AtMost(bound) = clause.test {
            values.extend([bound * BELOW, bound, bound / BELOW]);
        }
    }
    values.retain(|value| (min..=max).contains(value));
    values.sort_by(f64::total_cmp);
    values.dedup();
    let answer = |value: f64| match question.kind {
        Kind::Money { .. } => Answer::Money { amount: value, currency: "USD".into(), usd: value },
        _ => Answer::Number(value),
    };
    values.into_iter().map(|value| (answer(value), value.to_string())).collect()
}

pub(super) fn readers(knowledge: &Knowledge, question: Ix<Question>) -> impl Iterator<Item = &Rule> {
    knowledge.questions[question].readers.iter().map(|&rule| &knowledge.rules[rule])
}

/// Every clause over the answer to a question: of rules, of other questions, and of what must hold.
pub(super) fn clauses(knowledge: &Knowledge, question: Ix<Question>) -> impl Iterator<Item = &Clause> {
    let rules = readers(knowledge, question).map(|rule| &rule.when);
    let opens = knowledge.questions.iter().map(|other| &other.when);
    let invariants = knowledge.invariants.iter().map(|invariant| &invariant.when);
    let all = rules.chain(opens).chain(invariants).flat_map(Condition::clauses);
    all.filter(move |clause| clause.question == question)
}

pub(super) fn reads(clause: &Requires, question: Ix<Question>) -> bool {
    clause.reads().any(|read| read == question)
}

/// Answers as flags, for a command line.
pub fn written(answers: &Answers, knowledge: &Knowledge) -> Vec<(Ix<Question>, String)> {
    let word = |question: &Question, answer: &Answer| match answer {
        Answer::Choices(chosen) => {
            chosen.iter().map(|&choice| question.choice_id(choice)).collect::<Vec<_>>().join(",")
        }
        answer => answer.number().to_string(),
    };
    answers.iter().map(|(at, (answer, _))| (at, word(&knowledge.questions[at], answer))).collect()
}

/// The answers, and of those to one question the choices, without those that `broken` does not need, as far as there is
/// time to see that.
pub(super) fn least(mut answers: Answers, run: &Run<'_>, broken: &dyn Fn(&Answers) -> bool) -> Answers {
    let given: Vec<_> = answers.iter().map(|(question, (answer, _))| (question, answer.clone())).collect();
    for (question, answer) in given {
        let mut less = answers.clone();
        less.unset(question);
        if run.is_over() {
            return answers;
        }
        if broken(&less) {
            answers = less;
            continue;
        }
        let Answer::Choices(mut chosen) = answer else { continue };
        for choice in chosen.clone() {
            let fewer: Vec<_> = chosen.iter().copied().filter(|own| *own != choice).collect();
            let less = with(&answers, question, Answer::Choices(fewer.clone()));
            if !fewer.is_empty() && !run.is_over() && broken(&less) {
                (answers, chosen) = (less, fewer);
            }
        }
    }
    answers
}

/// The answers with another one.
pub fn with(answers: &Answers, question: Ix<Question>, answer: Answer) -> Answers {
    let mut more = answers.clone();
    more.set(question, answer, Origin::Flag);
    more
}
