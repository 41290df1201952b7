//! Who vouches for what is known: the sources and ages of facts, and the benchmarks behind abilities.
//!
//! Pure, and read by no recommendation.

pub mod ability;
pub mod facts;
pub mod staleness;
pub mod statements;
pub mod stats;
