//! What differs between two sets of rules beside the rules themselves and has a part in every score.

use std::collections::BTreeSet;

use knowledge::describing::criterion::{Criterion, Reads};
use knowledge::describing::question::{Kind, Question};
use knowledge::describing::ranking::Ranking;
use knowledge::stating::knowledge::Knowledge;

/// Criteria, numbers of the ranking and what is assumed, named as they stand in TOML: `[[criterion]] cost`.
pub(super) fn beside(old: &Knowledge, new: &Knowledge) -> BTreeSet<String> {
    let all = |knowledge: &Knowledge| -> BTreeSet<(String, String)> {
        let criteria = knowledge.criteria.iter().map(|own| criterion(own, knowledge));
        let assumed = knowledge.questions.iter().filter_map(assumed);
        criteria.chain(assumed).chain([ranking(&knowledge.ranking)]).collect()
    };
    let (old, new) = (all(old), all(new));
    old.symmetric_difference(&new).map(|(name, _)| name.clone()).collect()
}

fn criterion(own: &Criterion, knowledge: &Knowledge) -> (String, String) {
    let reads = match &own.reads {
        Reads::Points => String::new(),
        Reads::Figure(at, scale) => format!("{} {scale:?}", knowledge.attributes[*at].id),
    };
    (format!("[[criterion]] {}", own.id), format!("{} {} {reads}", own.weight, own.unknown))
}

fn assumed(question: &Question) -> Option<(String, String)> {
    let Kind::Number(number) = &question.kind else { return None };
    let by: Vec<_> = number.assume_by.iter().map(|by| (by.choice, by.value)).collect();
    Some((format!("[[question]] {}", question.id), format!("{:?} {by:?}", number.assume)))
}

fn ranking(own: &Ranking) -> (String, String) {
    let floor = &own.floor;
    let shifts: Vec<_> = floor.shifts.iter().map(|shift| shift.points).collect();
    let floor = (floor.reference, floor.unanswered, floor.below, shifts);
    let all = (own.tie_margin, own.least_known, floor, own.order.by, &own.derived);
    ("[ranking]".into(), format!("{all:?}"))
}
