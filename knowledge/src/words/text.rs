//! Text that a user sees, in the languages of the program.

use std::fmt::Display;

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

/// A template with its `{name}`s filled in; what is filled in is never looked through again.
pub fn fill(template: &str, with: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match with.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(&value.to_string()),
            None => debug_assert!(false, "`{{{name}}}` is not filled in: {template}"),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_each_name_once() {
        assert_eq!(fill("{a} and {b}", &[("a", &"{b}"), ("b", &2)]), "{b} and 2");
        assert_eq!(fill("no name", &[]), "no name");
        assert_eq!(fill("an open { stays", &[]), "an open { stays");
    }
}
