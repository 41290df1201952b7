//! What writers of rules are told: what each code means, and what in their files is worth another look, with places.

pub mod codes;
pub mod schema;
pub mod warnings;
