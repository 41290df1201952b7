//! Which language model should I use for this, how do I get it, why, and what would change that answer?
//!
//! > **load** turns `rules/` and `data/` into checked knowledge; **recommend** turns knowledge and answers into a
//! > recommendation in which every point and every exclusion names what caused it.
//!
//! `judging` looks at candidates one by one, `deciding` at all of them together, `vouching` at what stands behind the
//! facts, `importing` turns what others keep into files over them; all are pure. `authoring` tells writers of rules
//! what is worth another look. What a person sees is made in the program beside this library, which knows nothing of
//! terminals.

pub mod authoring;
pub mod deciding;
pub mod embedded;
pub mod importing;
pub mod judging;
pub mod vouching;

pub use knowledge;
