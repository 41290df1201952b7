//! What an id may look like. Ids reach shells through completion, so nothing in them needs quoting.

use super::text::Text;

/// The grammar of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// `[a-z][a-z0-9-]*`: questions, choices, attributes, criteria, rules.
    Kebab,
    /// `[a-z0-9][a-z0-9._-]*`: vendors, providers, models, offers, runtimes.
    Catalog,
    /// `[A-Za-z0-9][A-Za-z0-9._-]*`: licenses and currencies, which have names of their own.
    Name,
}

impl Grammar {
    /// Whether `id` is one.
    pub fn accepts(self, id: &str) -> bool {
        let first = id.bytes().next().is_some_and(|byte| match self {
            Self::Kebab => byte.is_ascii_lowercase(),
            Self::Catalog => byte.is_ascii_lowercase() || byte.is_ascii_digit(),
            Self::Name => byte.is_ascii_alphanumeric(),
        });
        first
            && id.bytes().all(|byte| match self {
                Self::Kebab => byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-',
                Self::Catalog => byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte),
                Self::Name => byte.is_ascii_alphanumeric() || b"._-".contains(&byte),
            })
    }

    /// The same as a regular expression.
    pub fn pattern(self) -> &'static str {
        match self {
            Self::Kebab => "^[a-z][a-z0-9-]*$",
            Self::Catalog => "^[a-z0-9][a-z0-9._-]*$",
            Self::Name => "^[A-Za-z0-9][A-Za-z0-9._-]*$",
        }
    }

    /// How to say it to a person.
    pub fn describe(self) -> Text {
        match self {
            Self::Kebab => Text::new(
                "lower-case letters, digits and `-`, a letter first",
                "小写字母、数字和 `-`，以字母开头",
            ),
            Self::Catalog => Text::new(
                "lower-case letters, digits, `.`, `_` and `-`, a letter or digit first",
                "小写字母、数字、`.`、`_` 和 `-`，以字母或数字开头",
            ),
            Self::Name => Text::new(
                "letters, digits, `.`, `_` and `-`, a letter or digit first",
                "字母、数字、`.`、`_` 和 `-`，以字母或数字开头",
            ),
        }
    }
}
