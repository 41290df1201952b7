//! Answers that make a condition true, if there are any.

use std::collections::BTreeMap;

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Clause, Condition, Outcome, Test};
use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::rule::Rule;
use knowledge::words::table::Ix;

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

/// Answers under which two rules fire together, if there are any.
pub(super) fn together(knowledge: &Knowledge, one: &Rule, other: &Rule) -> Vec<Answers> {
    let needs: Vec<_> = one.needs.iter().chain(&other.needs).copied().collect();
    let mut found = Vec::new();
    for clauses in alternatives(&one.when) {
        for more in alternatives(&other.when) {
            let both: Vec<_> = clauses.iter().chain(&more).copied().collect();
            found.extend(witness(knowledge, &both, &needs));
        }
    }
    found
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
    let barred = |choice: &u16| {
        tests.iter().any(|test| matches!(test, Test::NoneOf(listed) if listed.contains(choice)))
    };
    let count = u16::try_from(question.choice_ids().count()).ok()?;
    let free: Vec<u16> = (0..count).filter(|choice| !barred(choice)).collect();
    if !question.many() {
        let meets = |choice: &&u16| {
            tests.iter().all(|test| match test {
                Test::AnyOf(listed) => listed.contains(choice),
                Test::AllOf(listed) => listed.iter().all(|wanted| wanted == *choice),
                _ => true,
            })
        };
        return free.iter().find(meets).map(|choice| vec![*choice]);
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
