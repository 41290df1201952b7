//! What can be asked, known and valued: the vocabulary that rules and facts are written in.

pub mod attribute;
pub mod criterion;
pub mod listing;
pub mod model;
pub mod place;
pub mod price;
pub mod question;
pub mod ranking;
pub mod source;
