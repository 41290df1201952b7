//! What has to be known before the command line can be parsed: the folders that questions come from, the language
//! and the form of errors. The strict parser reads the same flags again and reports what is wrong with them.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use modelpick::knowledge::words::text::Lang;

/// Words that name a command.
pub(crate) const COMMANDS: [&str; 8] =
    ["recommend", "models", "questions", "rules", "evidence", "catalog", "completions", "man"];

/// Words after `rules` that need no rules that can be used.
const WITHOUT_RULES: [&str; 3] = ["check", "init", "explain-code"];

/// Flags that take a value and stand before or after a command.
const WITH_VALUE: [&str; 5] = ["--rules", "--catalog", "--lang", "--color", "--format"];

/// Flags that take none and stand there as well.
const WITHOUT_VALUE: [&str; 2] = ["--no-input", "--quiet"];

/// What was found.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says of itself what was found")]
pub(crate) struct Scanned {
    /// Folders of rules, in order.
    pub(crate) rules: Vec<PathBuf>,
    /// Folders of catalogues, in order.
    pub(crate) catalog: Vec<PathBuf>,
    /// The language, if it was given and there is such a one.
    pub(crate) lang: Option<Lang>,
    /// Whether errors are wanted as JSON.
    pub(crate) json: bool,
    /// The command, if one is named.
    pub(crate) command: Option<&'static str>,
    /// The word after the command, if one stands there.
    pub(crate) second: Option<String>,
    /// Whether help or the version is asked for.
    pub(crate) asks_about_itself: bool,
    /// Whether a flag stands there that not every command takes, so that without a command `recommend` is meant.
    pub(crate) answered: bool,
    /// Whether a word stands where a command is meant, and is none.
    pub(crate) stray: bool,
}

/// Looks through the words after the program's name, up to `--`.
pub(crate) fn scan(words: &[OsString]) -> Scanned {
    let mut found = Scanned::default();
    let mut words = words.iter().take_while(|word| *word != "--").peekable();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        let (flag, value) = match text.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag.to_owned(), Some(OsString::from(value))),
            _ => (text.clone().into_owned(), None),
        };
        if WITH_VALUE.contains(&flag.as_str()) {
            // What looks like a flag is none of its values.
            let next = || words.next_if(|next| !next.to_string_lossy().starts_with('-')).cloned();
            if let Some(value) = value.or_else(next) {
                found.take(&flag, &value);
            }
        } else if ["-h", "--help", "-V", "--version"].contains(&flag.as_str()) {
            found.asks_about_itself = true;
        } else if !text.starts_with('-') && found.command.is_none() {
            found.command = COMMANDS.into_iter().find(|command| text == *command);
            // After a flag of a question this may be its value; before any it is meant as a command.
            found.stray |= found.command.is_none() && !found.answered;
        } else if !text.starts_with('-') && found.second.is_none() {
            found.second = Some(text.into_owned());
        } else {
            found.answered |= text.starts_with('-') && !WITHOUT_VALUE.contains(&flag.as_str());
        }
    }
    found
}

impl Scanned {
    /// Whether the command needs rules that can be used.
    pub(crate) fn reads_rules(&self) -> bool {
        self.command != Some("rules")
            || self.second.as_deref().is_some_and(|second| !WITHOUT_RULES.contains(&second))
    }

    /// Whether the command reads facts by itself, without what they lead to.
    pub(crate) fn imports(&self) -> bool {
        self.command == Some("catalog") && self.second.as_deref() == Some("import")
    }

    fn take(&mut self, flag: &str, value: &OsStr) {
        match flag {
            "--rules" => self.rules.push(value.into()),
            "--catalog" => self.catalog.push(value.into()),
            "--lang" => {
                self.lang = [Lang::En, Lang::Zh].into_iter().find(|lang| value == lang.key()).or(self.lang);
            }
            "--format" => self.json = value == "json",
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Scanned {
        scan(&line.split_whitespace().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn finds_flags_on_both_sides_of_a_command() {
        let found = words("--lang=zh recommend --rules a --rules=b --format json --task coding");
        assert_eq!(found.rules, [PathBuf::from("a"), PathBuf::from("b")]);
        assert_eq!((found.lang, found.json, found.command), (Some(Lang::Zh), true, Some("recommend")));
        assert!(words("-- --rules a").rules.is_empty());
        assert_eq!(words("--rules models models").command, Some("models"));
        assert!(!words("rules --rules broken check").reads_rules());
        assert!(words("rules --rules broken list check").reads_rules());
        assert_eq!(words("recommend --color --lang zh").lang, Some(Lang::Zh));
    }

    #[test]
    fn tells_a_slip_in_a_command_from_an_answer() {
        assert!(words("recomend").stray);
        assert!(words("--lang zh --quiet recomend").stray);
        assert!(!words("--lang zh --task coding").stray);
        assert!(!words("--lang zh recommend coding").stray);
    }
}
