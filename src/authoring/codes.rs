//! What each code means: `codes.toml` as constants. A code without an entry there does not compile.

use knowledge::words::diagnostic::Code;
use knowledge::words::str::Str;
use knowledge::words::text::Text;

/// What a code means.
#[derive(Debug)]
pub struct Explained {
    /// What it says, as a clause.
    pub says: Text,
    /// Why it is told.
    pub why: Text,
    /// An example: files, each below a comment with its path, or what would lead to it.
    pub wrong: Str,
    /// The same mended.
    pub right: Str,
    /// The message, for what is found after loading; `{name}` is filled in.
    pub message: Option<Text>,
    /// What would be right, likewise.
    pub help: Option<Text>,
}

include!(concat!(env!("OUT_DIR"), "/codes.rs"));
