//! What was measured, and the strength that it shows.

pub mod ability;
pub mod account;
pub mod benchmark;
mod calibration;
mod doubt;
pub mod fit;
mod linear;
pub mod measure;
mod posterior;
mod prior;
pub mod record;
mod rounds;
mod sensor;
mod settings;
