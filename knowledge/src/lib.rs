//! What `modelpick` knows, and how it is read: questions, attributes, criteria, rules and the catalogue,
//! from layered TOML to one checked [`Knowledge`](stating::knowledge::Knowledge).
//!
//! The build script and the program both use this library, so that built-in files and users' files go through
//! the same types and the same checks.
//!
//! Each layer uses only those above it: `words`, `describing`, `stating`, `evidence`, `reading`.

pub mod describing;
pub mod evidence;
pub mod reading;
pub mod stating;
pub mod words;
