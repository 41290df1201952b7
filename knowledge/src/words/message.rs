//! A sentence in the languages of the program, made while it runs.

use super::text::{Lang, Text};

/// One message in every language; [`Text`] is the same for what lives as long as the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// English: lower case, without a final period.
    pub en: String,
    /// Chinese, simplified: without a final period.
    pub zh: String,
}

impl Message {
    /// A message that reads the same in every language: names and code.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), zh: text }
    }

    /// The message in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self { en: text.en.0.to_owned(), zh: text.zh.0.to_owned() }
    }
}

/// A [`Message`] from a template in each language, filled in as `format!` does. What itself differs by language, a
/// [`Text`] or a [`Message`], stands behind a semicolon.
macro_rules! message {
    ($en:literal, $zh:literal $(; $($name:ident = $both:expr),+)?) => {
        {
            $($(let $name = &$both;)+)?
            $crate::words::message::Message {
                en: { $($(let $name = &$name.en;)+)? format!($en) },
                zh: { $($(let $name = &$name.zh;)+)? format!($zh) },
            }
        }
    };
}

pub(crate) use message;

/// Words in backticks, joined as a list is.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> Message {
    let words: Vec<_> = words.into_iter().map(|word| format!("`{word}`")).collect();
    Message { en: words.join(", "), zh: words.join("、") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_what_differs_by_language() {
        let key = "when";
        let what = Text::new("a list", "列表");
        let made = message!("`{key}` must be {what}", "`{key}` 应为{what}"; what = what);
        assert_eq!(made.in_lang(Lang::En), "`when` must be a list");
        assert_eq!(made.in_lang(Lang::Zh), "`when` 应为列表");
        assert_eq!(listed(["a", "b"]).zh, "`a`、`b`");
    }
}
