//! Two sets of rules that are asked the same: each gets the questions that only the other has, and nothing reads them.

use knowledge::describing::question::{Kind, Question};
use knowledge::stating::condition::Condition;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::list::List;
use knowledge::words::table::Table;

/// The ids of the questions that the first has and the second has not.
pub fn only(one: &Knowledge, other: &Knowledge) -> Vec<String> {
    missing(other, one).map(|question| question.id.to_string()).collect()
}

/// The first with the questions that only the second has: it takes answers to them, and they change nothing.
pub fn level(own: &Knowledge, other: &Knowledge) -> Knowledge {
    let more = missing(own, other).cloned().map(unread);
    let questions = own.questions.iter().cloned().chain(more).collect();
    Knowledge { questions: Table::new(questions), ..own.clone() }
}

fn missing<'k>(own: &'k Knowledge, other: &'k Knowledge) -> impl Iterator<Item = &'k Question> {
    other.questions.iter().filter(|question| own.question(&question.id).is_none())
}

/// Without the places of rules and questions, which are others here.
fn unread(mut question: Question) -> Question {
    if let Kind::Number(number) = &mut question.kind {
        number.assume_by = List::default();
    }
    Question { heading: None, when: Condition::default(), readers: List::default(), ..question }
}
