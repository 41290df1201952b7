//! A string that is borrowed from the built-in knowledge or owned when it came from a user's file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A string of the knowledge: nothing is copied when the built-in knowledge is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Str(#[serde(borrow)] Cow<'static, str>);

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Str {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<String> for Str {
    fn from(owned: String) -> Self {
        Self(Cow::Owned(owned))
    }
}

impl From<&'static str> for Str {
    fn from(borrowed: &'static str) -> Self {
        Self(Cow::Borrowed(borrowed))
    }
}

impl PartialEq<str> for Str {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Str {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
