//! The built-in knowledge, as the build stored it.

use std::borrow::Cow;

use knowledge::reading::file::Part;
use knowledge::stating::knowledge::Knowledge;

/// The compiled knowledge; its strings are read where they stand.
static STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.postcard"));

/// The TOML that it came from, for laying users' files over it.
static SOURCES: &[(Part, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Opens the built-in knowledge. Fails only if the program file is damaged.
pub fn open() -> Result<Knowledge, postcard::Error> {
    postcard::from_bytes(STORED)
}

/// The built-in files: part, path and text.
pub fn sources() -> Vec<(Part, String, Cow<'static, str>)> {
    SOURCES.iter().map(|&(part, path, text)| (part, path.to_owned(), Cow::Borrowed(text))).collect()
}
