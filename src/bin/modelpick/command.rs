//! One file a command.

pub(crate) mod again;
pub(crate) mod import;
pub(crate) mod man;
mod meant;
pub(crate) mod models;
pub(crate) mod recommend;
pub(crate) mod rules;
pub(crate) mod vouched;
