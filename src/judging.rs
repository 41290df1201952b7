//! Looks at candidates: what is known and derived of each, which rules exclude it, what its score is made of.
//!
//! Pure: knowledge and answers in, data out. Nothing here names a model, a vendor or a file.

pub mod cost;
pub mod effect;
pub mod figures;
pub mod inputs;
pub mod judgement;
pub mod looked;
pub mod outcomes;
pub mod rises;
pub mod row;
pub mod score;
pub mod situation;
mod stages;
pub mod trial;
pub mod trials;
pub mod utility;
