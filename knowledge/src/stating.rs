//! What is said with the vocabulary: conditions, rules, the catalogue, answers, and all of it together.

pub mod all;
pub mod answer;
pub mod case;
pub mod condition;
pub mod invariant;
pub mod knowledge;
pub mod limits;
pub mod outcome;
pub mod roles;
pub mod rule;
pub mod verdict;
