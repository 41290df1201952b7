//! Answers that make a condition true, if there are any.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Clause, Condition, Test};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::outcome::Outcome;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

use super::effort::Effort;

/// The alternatives of a condition: each a list of clauses that all hold.
pub(super) fn alternatives(condition: &Condition) -> Vec<Vec<&Clause>> {
    let all = || condition.all.iter().collect::<Vec<_>>();
    if condition.any.is_empty() {
        return vec![all()];
    }
    condition.any.iter().map(|more| all().into_iter().chain(more.iter()).collect()).collect()
}

/// Answers for each alternative of a rule's condition that can hold; the rule fires under all of them.
pub fn witnesses(knowledge: &Knowledge, rule: &Rule) -> Vec<Answers> {
    let mut found = Vec::new();
    for clauses in alternatives(&rule.when) {
        found.extend(witness(knowledge, &clauses, &rule.needs));
    }
    found
}

/// Answers under which two rules fire together, as far as there is effort left to find some.
pub(super) fn together<'a>(
    knowledge: &'a Knowledge,
    one: &'a Rule,
    other: &'a Rule,
    effort: &'a Effort,
) -> impl Iterator<Item = Answers> + 'a {
    let needs: Vec<_> = one.needs.iter().chain(&other.needs).copied().collect();
    let others = alternatives(&other.when);
    let pairs = alternatives(&one.when).into_iter().flat_map(move |clauses| {
        let both = |more: &Vec<&'a Clause>| clauses.iter().chain(more).copied().collect::<Vec<_>>();
        others.iter().map(both).collect::<Vec<_>>()
    });
    pairs.take_while(|_| !effort.is_over()).filter_map(move |both| {
        effort.spend(50 + 20 * both.len() as u64);
        witness(knowledge, &both, &needs)
    })
}

/// The fewest answers under which all clauses hold and these questions are answered.
fn witness(knowledge: &Knowledge, clauses: &[&Clause], needs: &[Ix<Question>]) -> Option<Answers> {
    let mut by_question: BTreeMap<Ix<Question>, Vec<&Test<u16, f64>>> = BTreeMap::new();
    for clause in clauses {
        by_question.entry(clause.question).or_default().push(&clause.test);
    }
    for &question in needs {
        by_question.entry(question).or_default().push(&Test::Present(true));
    }
    let mut answers = Answers::default();
    for (at, tests) in by_question {
        if tests.iter().all(|test| matches!(test, Test::Present(false))) {
            continue;
        }
        answers.set(at, answer(&knowledge.questions[at], &tests)?, Origin::Flag);
    }
    let holds = clauses.iter().all(|clause| clause.outcome(&answers) == Outcome::True)
        && needs.iter().all(|&question| answers.get(question).is_some());
    holds.then_some(answers)
}

/// An answer that passes all tests, if there is one; whoever asks checks it.
fn answer(question: &Question, tests: &[&Test<u16, f64>]) -> Option<Answer> {
    match &question.kind {
        Kind::Choices { .. } | Kind::YesNo => choices(question, tests).map(Answer::Choices),
        Kind::Number(number) => within(number.min, number.max, tests).map(Answer::Number),
        Kind::Money { min, max, .. } => {
            let usd = within(*min, *max, tests)?;
            Some(Answer::Money { amount: usd, currency: "USD".into(), usd })
        }
    }
}

fn choices(question: &Question, tests: &[&Test<u16, f64>]) -> Option<Vec<u16>> {
    let count = u16::try_from(question.choice_ids().count()).ok()?;
    let mut free: BTreeSet<u16> = (0..count).collect();
    for test in tests {
        match test {
            Test::NoneOf(listed) => listed.iter().for_each(|choice| {
                free.remove(choice);
            }),
            Test::AnyOf(listed) if !question.many() => {
                let listed: BTreeSet<_> = listed.iter().collect();
                free.retain(|choice| listed.contains(choice));
            }
            Test::AllOf(listed) if !question.many() => {
                free.retain(|choice| listed.iter().all(|wanted| wanted == choice));
            }
            _ => {}
        }
    }
    if !question.many() {
        return free.first().map(|choice| vec![*choice]);
    }
    let mut chosen: Vec<u16> = Vec::new();
    for test in tests {
        if let Test::AllOf(listed) = test {
            chosen.extend(listed.iter());
        }
    }
    for test in tests {
        if let Test::AnyOf(listed) = test
            && !listed.iter().any(|choice| chosen.contains(choice))
        {
            chosen.push(*listed.iter().find(|choice| free.contains(choice))?);
        }
    }
    if chosen.is_empty() {
        chosen.push(*free.first()?);
    }
    chosen.sort_unstable();
    chosen.dedup();
    Some(chosen)
}

/// The least number within a range and all bounds; of one without a lower bound, the greatest.
fn within(min: f64, max: f64, tests: &[&Test<u16, f64>]) -> Option<f64> {
    let (mut low, mut high) = (min, max);
    for test in tests {
        match test {
            Test::AtLeast(bound) => low = low.max(*bound),
            Test::AtMost(bound) => high = high.min(*bound),
            _ => {}
        }
    }
    (low <= high).then_some(if low > min { low } else { high })
}
