//! What must hold whatever is answered: stated beside the rules, proved by analysis.

use databake::Bake;

use super::condition::{Condition, Requirement, Requires};
use crate::describing::attribute::Attribute;
use crate::describing::criterion::Criterion;
use crate::describing::question::Question;
use crate::words::str::Str;
use crate::words::table::Ix;
use crate::words::text::Text;

/// Something that must hold.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::invariant)]
pub struct Invariant {
    /// Kebab-case, unique.
    pub id: Str,
    /// Why it must hold.
    pub because: Option<Text>,
    /// The answers under which it must hold; empty for all.
    pub when: Condition,
    /// What must hold.
    pub must: Must,
}

/// What must hold.
#[derive(Clone, Debug, Bake)]
#[databake(path = knowledge::stating::invariant)]
pub enum Must {
    /// No candidate that fits meets this.
    Never(Requirement),
    /// Every candidate that fits meets this.
    Always(Requirement),
    /// With more weight on a criterion, a figure of the winner never rises.
    Weight {
        /// The criterion.
        more: Ix<Criterion>,
        /// The figure: a number attribute.
        never_raises: Ix<Attribute>,
    },
    /// With a greater number answered to a question, the top score never falls.
    Answer {
        /// The question.
        more: Ix<Question>,
    },
}

impl Must {
    /// The clauses over candidates.
    pub fn clauses(&self) -> impl Iterator<Item = &Requires> {
        let requirement = match self {
            Self::Never(requirement) | Self::Always(requirement) => Some(requirement),
            Self::Weight { .. } | Self::Answer { .. } => None,
        };
        requirement.into_iter().flat_map(Requirement::clauses)
    }
}
