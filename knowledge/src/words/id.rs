//! What an id may look like. Ids reach shells through completion, so nothing in them needs quoting.

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

    /// How to say it to a person.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Kebab => "lower-case letters, digits and `-`, a letter first",
            Self::Catalog => "lower-case letters, digits, `.`, `_` and `-`, a letter or digit first",
            Self::Name => "letters, digits, `.`, `_` and `-`, a letter or digit first",
        }
    }
}
