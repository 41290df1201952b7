//! What was measured, and the strength that it shows.

pub mod ability;
pub mod account;
pub mod benchmark;
pub mod board;
mod calibration;
mod doubt;
pub mod estimate;
pub mod fit;
mod linear;
pub mod measure;
mod posterior;
pub mod prior;
pub mod record;
mod rounds;
mod sensor;
pub mod settings;
pub mod unmeasured;
