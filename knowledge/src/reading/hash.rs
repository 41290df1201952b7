//! Names of exact contents: `sha256:` and 64 digits.

use std::fmt::Debug;

use sha2::{Digest, Sha256};

use super::file::{Files, Part};
use crate::words::str::Str;

/// Names the exact files of one part: layer, path and text of each.
pub(crate) fn of_files(part: Part, files: &Files) -> Str {
    let mut digest = Sha256::new();
    for (_, file) in files.iter().filter(|(_, file)| file.part == part) {
        digest.update(format!("{}\n{}\n{}\n", file.layer, file.path, file.text.len()));
        digest.update(file.text.as_bytes());
    }
    name(digest)
}

/// Names a value by all that is written of it for debugging: numbers in full, everything in order.
pub(crate) fn of(value: &impl Debug) -> Str {
    let mut digest = Sha256::new();
    digest.update(format!("{value:?}"));
    name(digest)
}

fn name(digest: Sha256) -> Str {
    let digits =
        |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from_digit(u32::from(half), 16).unwrap_or('0'));
    let hex: String = digest.finalize().iter().flat_map(digits).collect();
    Str::from(format!("sha256:{hex}"))
}
