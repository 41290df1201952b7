//! Answers to one question of which one stands for all that nothing that looks at them can tell apart: of several
//! choices every combination, of a number the whole range. So what is shown for these holds for all answers.

use std::collections::BTreeMap;

use knowledge::describing::attribute::Value;
use knowledge::describing::question::{Kind, Question};
use knowledge::stating::answer::{Answer, Answers, Origin};
use knowledge::stating::condition::{Asked, Bound, Clause, Known, Operand, Requires, Test};
use knowledge::stating::knowledge::{Candidate, Knowledge};
use knowledge::words::table::Ix;

/// So many kinds of answers to one question are told apart at most.
const MOST: usize = 4096;

/// And so many marks are compared with so many choices at most.
const MOST_MARKS: usize = 4_000_000;

/// What looks at the answers to a question.
pub(super) struct Seen<'k> {
    /// What they are read against.
    pub(super) knowledge: &'k Knowledge,
    /// Whose figures they are compared with.
    pub(super) candidate: Candidate,
    /// Conditions over answers.
    pub(super) clauses: Vec<&'k Clause>,
    /// Conditions over the candidate.
    pub(super) compared: Vec<&'k Requires>,
}

impl Seen<'_> {
    /// One answer of each kind, those of few choices first; nothing if there are too many kinds.
    pub(super) fn answers(&self, at: Ix<Question>) -> Option<Vec<Answer>> {
        let question = &self.knowledge.questions[at];
        match &question.kind {
            Kind::Choices { .. } | Kind::YesNo => {
                Some(self.choices(at, question)?.into_iter().map(Answer::Choices).collect())
            }
            Kind::Number(number) => {
                Some(self.numbers(at, number.min, number.max).into_iter().map(Answer::Number).collect())
            }
            Kind::Money { min, max, .. } => {
                let money = |usd: f64| Answer::Money { amount: usd, currency: "USD".into(), usd };
                Some(self.numbers(at, *min, *max).into_iter().map(money).collect())
            }
        }
    }

    /// Sets of choices. What is seen of a set is whether some choice of it has each mark, so sets are joined until no
    /// further sum of marks comes up.
    fn choices(&self, at: Ix<Question>, question: &Question) -> Option<Vec<Vec<u16>>> {
        let clauses: Vec<_> = self.clauses.iter().filter(|clause| clause.question == at).collect();
        let wanted = |clause: &&&Clause| match &clause.test {
            Test::AllOf(listed) => listed.len(),
            _ => 1,
        };
        let marks = clauses.iter().map(wanted).sum::<usize>() + self.compared.len();
        if marks.saturating_mul(question.choice_ids().count()) > MOST_MARKS {
            return None;
        }
        let mut sets: BTreeMap<Vec<bool>, Vec<u16>> = BTreeMap::new();
        let mut singles = Vec::new();
        for (choice, _) in (0..).zip(question.choice_ids()) {
            let marks = self.marks(at, &clauses, choice);
            if !sets.contains_key(&marks) {
                sets.insert(marks.clone(), vec![choice]);
                singles.push((marks, choice));
            }
        }
        let mut found: Vec<_> = singles.iter().map(|(_, choice)| vec![*choice]).collect();
        let mut last: Vec<_> = singles.iter().map(|(marks, choice)| (marks.clone(), vec![*choice])).collect();
        while question.many() && !last.is_empty() {
            let mut next = Vec::new();
            for (marks, set) in &last {
                for (own, choice) in &singles {
                    let sum: Vec<_> = marks.iter().zip(own).map(|(one, other)| *one || *other).collect();
                    if sets.contains_key(&sum) {
                        continue;
                    }
                    let mut more = set.clone();
                    more.push(*choice);
                    more.sort_unstable();
                    sets.insert(sum.clone(), more.clone());
                    found.push(more.clone());
                    next.push((sum, more));
                    if found.len() > MOST {
                        return None;
                    }
                }
            }
            last = next;
        }
        Some(found)
    }

    /// What each condition sees of one choice.
    fn marks(&self, at: Ix<Question>, clauses: &[&&Clause], choice: u16) -> Vec<bool> {
        let mut marks = Vec::new();
        for clause in clauses {
            match &clause.test {
                Test::AnyOf(listed) | Test::NoneOf(listed) => marks.push(listed.contains(&choice)),
                Test::AllOf(listed) => marks.extend(listed.iter().map(|wanted| *wanted == choice)),
                Test::AtLeast(_) | Test::AtMost(_) | Test::Present(_) => {}
            }
        }
        let mut answers = Answers::default();
        answers.set(at, Answer::Choices(vec![choice]), Origin::Flag);
        let asked = Asked { questions: &self.knowledge.questions, answers: &answers };
        for clause in &self.compared {
            let (Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands)) = &clause.test
            else {
                continue;
            };
            let own = self.knowledge.known(self.candidate, clause.attribute);
            let reads =
                |operand: &&Operand| matches!(operand, Operand::Answer { question, .. } if *question == at);
            for operand in operands.iter().filter(reads) {
                let has = operand.words(&asked).iter().any(|word| states(own, word));
                // Some choice of a set that has it, and some that has not: enough for "any", "all" and "none".
                marks.extend([has, !has]);
            }
        }
        marks
    }

    /// Every number at which an outcome can change, and one of each range between them.
    fn numbers(&self, at: Ix<Question>, min: f64, max: f64) -> Vec<f64> {
        let mut edges = Vec::new();
        for clause in self.clauses.iter().filter(|clause| clause.question == at) {
            if let Test::AtLeast(bound) | Test::AtMost(bound) = clause.test {
                edges.push(bound);
            }
        }
        for clause in &self.compared {
            if let Test::AtLeast(Bound::Answer(read)) | Test::AtMost(Bound::Answer(read)) = clause.test
                && read == at
            {
                match self.knowledge.known(self.candidate, clause.attribute) {
                    Known::Stated(Value::Number(number)) => edges.push(*number),
                    #[expect(clippy::cast_precision_loss, reason = "days of this era are far below 2^52")]
                    Known::Stated(Value::Date(date)) => edges.push(date.days() as f64),
                    _ => {}
                }
            }
        }
        edges.extend([min, max]);
        edges.retain(|edge| (min..=max).contains(edge));
        edges.sort_by(f64::total_cmp);
        edges.dedup();
        let gaps = edges.windows(2).filter_map(|pair| between(*pair.first()?, *pair.last()?));
        let mut all: Vec<_> = edges.iter().copied().chain(gaps).collect();
        all.sort_by(f64::total_cmp);
        all
    }
}

fn states(known: Known<'_>, word: &str) -> bool {
    match known {
        Known::Stated(Value::Word(own)) => own == word,
        Known::Stated(Value::Words(own)) => own.iter().any(|own| own == word),
        _ => false,
    }
}

/// A number between two others, a whole one if there is one.
fn between(low: f64, high: f64) -> Option<f64> {
    let middle = low + (high - low) / 2.0;
    [middle.floor(), middle.ceil(), middle].into_iter().find(|number| low < *number && *number < high)
}
