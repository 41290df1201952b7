//! Strings of the knowledge.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use databake::Bake;

/// A string that lives as long as the program: built in, or read once from a user's file and never given back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Bake)]
#[databake(path = knowledge::words::str)]
pub struct Str(pub &'static str);

impl Deref for Str {
    type Target = str;

    fn deref(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Str {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl From<String> for Str {
    fn from(owned: String) -> Self {
        Self(String::leak(owned))
    }
}

impl From<Cow<'static, str>> for Str {
    fn from(text: Cow<'static, str>) -> Self {
        match text {
            Cow::Borrowed(borrowed) => Self(borrowed),
            Cow::Owned(owned) => Self::from(owned),
        }
    }
}

impl From<&'static str> for Str {
    fn from(borrowed: &'static str) -> Self {
        Self(borrowed)
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
