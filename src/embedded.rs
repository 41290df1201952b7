//! The built-in knowledge, as the build stored it.

#![expect(unused_qualifications, reason = "the written constant spells every path out")]

use std::borrow::Cow;

use knowledge::reading::file::Part;
use knowledge::stating::knowledge::Knowledge;

/// The checked knowledge as a constant: it is there when the program starts, and nothing is read or copied.
#[cfg(not(clippy))]
static KNOWLEDGE: Knowledge = include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// As above, without the long lists: clippy takes many minutes over them.
#[cfg(clippy)]
#[expect(clippy::unreadable_literal, reason = "written by the build script, read by nobody")]
static KNOWLEDGE: Knowledge = include!(concat!(env!("OUT_DIR"), "/knowledge_for_clippy.rs"));

/// The TOML that it came from, for laying users' files over it.
static SOURCES: &[(Part, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The tests of the built-in rules.
static TESTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/tests.rs"));

/// The built-in knowledge.
pub fn knowledge() -> &'static Knowledge {
    &KNOWLEDGE
}

/// The built-in files: part, path and text.
pub fn sources() -> Vec<(Part, String, Cow<'static, str>)> {
    SOURCES.iter().map(|&(part, path, text)| (part, path.to_owned(), Cow::Borrowed(text))).collect()
}

/// The tests of the built-in rules: path and text.
pub fn tests() -> impl Iterator<Item = (&'static str, &'static str)> {
    TESTS.iter().copied()
}
