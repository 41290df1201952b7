//! From TOML to knowledge: files, trees that know where each value stands, layers laid over each other,
//! and one check over everything.

pub mod answers;
mod assemble;
mod attributes;
mod benchmarks;
mod beside;
pub mod cases;
mod catalog;
mod complete;
mod conditions;
mod context;
mod criteria;
pub mod draw;
mod entries;
mod fields;
pub mod file;
mod finish;
mod hash;
mod invariants;
mod listings;
pub mod load;
pub mod locate;
mod masks;
mod merge;
mod misplaced;
mod models;
mod names;
pub mod origins;
mod places;
mod questions;
mod ranking;
mod rules;
mod texts;
mod tree;
mod types;
mod values;
mod whole;
