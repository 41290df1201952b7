//! What the rules do in every situation of a stated scope, and what holds whatever is answered.
//!
//! The scope is made small by what rules can tell apart: answers that fire the same rules on the same terms are
//! alike, and one stands for all ([`scope`]). Gates are proved without scores, for all answers ([`prove`]); who wins is
//! found by trying every situation of the scope ([`cover`]).

mod beside;
pub mod broken;
mod cells;
pub mod cover;
pub mod covered;
pub mod differ;
pub mod further;
mod kinds;
pub mod level;
mod possible;
pub mod prove;
mod reach;
pub mod report;
pub mod scope;
pub mod space;
mod split;
pub mod tasks;
mod thanks;
