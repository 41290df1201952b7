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

/// What was looked at, and what of it is old.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    /// How many statements were looked at.
    pub looked_at: usize,
    /// What is older than the limit: by sort, then the oldest first.
    pub stale: Vec<Stale<'a>>,
}

/// Looks for what is older than so many days: of what a seller changes, or of everything.
pub fn check<'a>(
    knowledge: &'a Knowledge,
    evidence: &'a Evidence,
    today: Date,
    limit: i64,
    everything: bool,
) -> Checked<'a> {
    let statements = all(knowledge, evidence).into_iter();
    let mut aged: Vec<_> = statements
        .filter(|statement| everything || statement.group.moves())
        .map(|statement| Stale { statement, age: statement.as_of.age(today) })
        .collect();
    aged.sort_by_key(|Stale { statement, age }| {
        (statement.group, Reverse(*age), statement.model, statement.what)
    });
    let looked_at = aged.len();
    aged.retain(|stale| stale.age > limit);
    Checked { looked_at, stale: aged }
}
