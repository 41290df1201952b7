//! Text that a user sees, in the languages of the program.

use databake::Bake;

use super::str::Str;

/// A language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// Chinese, simplified.
    Zh,
}

impl Lang {
    /// The key of the language in an `{ en, zh }` table.
    pub fn key(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
}

/// One text in every language; a user's file that gives only one has it in both places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Bake)]
#[databake(path = knowledge::words::text)]
pub struct Text {
    /// English.
    pub en: Str,
    /// Chinese, simplified.
    pub zh: Str,
}

impl Text {
    /// A text that is written in the code.
    pub const fn new(en: &'static str, zh: &'static str) -> Self {
        Self { en: Str(en), zh: Str(zh) }
    }

    /// The text in one language; it lives as long as the program.
    pub fn fixed(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en.0,
            Lang::Zh => self.zh.0,
        }
    }

    /// The text in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}
