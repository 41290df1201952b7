//! What is older than a limit.

use std::cmp::Reverse;

use knowledge::evidence::record::Evidence;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;

use super::statements::{Statement, all};

/// A statement and its age in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stale<'a> {
    /// What was said.
    pub statement: Statement<'a>,
    /// How long ago.
    pub age: i64,
}

/// What is older than so many days: of what a seller changes, or of everything. By sort, then the oldest first; rows
/// of one price list on one day are one.
pub fn older<'a>(
    knowledge: &'a Knowledge,
    evidence: &'a Evidence,
    today: Date,
    limit: i64,
    everything: bool,
) -> Vec<Stale<'a>> {
    let statements = all(knowledge, evidence).into_iter();
    let mut stale: Vec<_> = statements
        .filter(|statement| everything || statement.group.moves())
        .map(|statement| Stale { statement, age: statement.as_of.age(today) })
        .filter(|stale| stale.age > limit)
        .collect();
    stale.sort_by_key(|Stale { statement, age }| {
        (statement.group, Reverse(*age), statement.model, statement.what)
    });
    stale.dedup();
    stale
}

/// How many statements could have been stale.
pub fn looked_at(knowledge: &Knowledge, evidence: &Evidence, everything: bool) -> usize {
    all(knowledge, evidence).iter().filter(|statement| everything || statement.group.moves()).count()
}
