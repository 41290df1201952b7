//! Looks at all candidates together: who wins, by exactly what, who is out and why, and what would change that.
//!
//! Pure: the explanation is not a second run, it is the result.

pub mod analyze;
pub mod explain;
pub mod interview;
pub mod lint;
pub mod lookahead;
pub mod rank;
pub mod rates;
pub mod recommend;
pub mod recommendation;
pub mod relax;
pub mod roles;
pub mod stability;
pub mod verify;
mod warnings;

pub use recommend::{recommend, recommend_first, recommend_on};
