//! The smallest words of the program: strings, texts in two languages, dates, indexes, diagnostics.

pub mod bits;
pub mod date;
pub mod diagnostic;
pub mod every;
pub mod id;
pub mod list;
pub mod message;
pub mod shown;
pub mod str;
pub mod suggest;
pub mod table;
pub mod text;
