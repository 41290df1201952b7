//! What is wrong with a command line, in the program's own words: made from the kind of the parser's error and from
//! what it knows beside, never from its text.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use modelpick::knowledge::words::shown::clean;
use modelpick::knowledge::words::suggest::{did_you_mean, nearest};
use modelpick::knowledge::words::text::{Lang, Text};

use crate::failure::Failure;
use crate::words::{self, fill};

/// The error of `here`, the command that the words led to, within the whole command line.
pub(crate) fn failure(error: &clap::Error, here: &Command, whole: &Command, lang: Lang) -> Failure {
    let told = Told { error, here, whole, lang };
    let (message, help) = told.message();
    let name = here.get_bin_name().unwrap_or_else(|| here.get_name());
    let help = help.unwrap_or_else(|| fill(words::HELP_MORE.in_lang(lang), &[("command", &name)]));
    Failure::usage(message, Some(help))
}

struct Told<'a> {
    error: &'a clap::Error,
    here: &'a Command,
    whole: &'a Command,
    lang: Lang,
}

impl Told<'_> {
    /// What is wrong, and what would be right where that is known.
    fn message(&self) -> (String, Option<String>) {
        let flag = self.context(ContextKind::InvalidArg);
        let value = self.context(ContextKind::InvalidValue);
        let name = self.here.get_bin_name().unwrap_or_default();
        let say = |text: &Text| self.say(text, &[("flag", &flag), ("value", &value), ("command", &name)]);
        match self.error.kind() {
            ErrorKind::UnknownArgument if flag.starts_with('-') => {
                (say(&words::MISTAKE_UNKNOWN_FLAG), self.other_flag(&flag))
            }
            ErrorKind::UnknownArgument => (say(&words::MISTAKE_STRAY), self.laid_over(&flag)),
            ErrorKind::InvalidSubcommand => {
                let word = self.context(ContextKind::InvalidSubcommand);
                let commands: Vec<_> = self.here.get_subcommands().map(Command::get_name).collect();
                (self.say(&words::MISTAKE_UNKNOWN_COMMAND, &[("word", &word)]), self.near(&word, &commands))
            }
            ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues
                if value.is_empty() =>
            {
                let valid = self.contexts(ContextKind::ValidValue);
                let help = (!valid.is_empty()).then(|| self.one_of(&valid));
                (say(&words::MISTAKE_NO_VALUE), help)
            }
            ErrorKind::InvalidValue => {
                let valid = self.contexts(ContextKind::ValidValue);
                (say(&words::MISTAKE_VALUE), self.near(&value, &valid))
            }
            ErrorKind::ValueValidation => {
                let why = std::error::Error::source(self.error).map(ToString::to_string).unwrap_or_default();
                (self.say(&words::MISTAKE_OF_FLAG, &[("flag", &flag), ("why", &why)]), None)
            }
            // Of a flag; of words without one, one too many.
            ErrorKind::TooManyValues if !flag.starts_with('-') => {
                (self.say(&words::MISTAKE_STRAY, &[("flag", &value)]), None)
            }
            ErrorKind::TooManyValues => (say(&words::MISTAKE_TAKES_NO_VALUE), None),
            ErrorKind::ArgumentConflict => (self.conflict(&flag), None),
            ErrorKind::MissingRequiredArgument => {
                let missing = self.contexts(ContextKind::InvalidArg);
                (self.say(&words::MISTAKE_MISSING, &[("what", &self.listed(&missing))]), None)
            }
            ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let commands: Vec<_> = self.here.get_subcommands().map(Command::get_name).collect();
                (say(&words::MISTAKE_NO_COMMAND), Some(self.one_of(&commands)))
            }
            ErrorKind::InvalidUtf8 => (say(&words::MISTAKE_NOT_TEXT), None),
            _ => (say(&words::MISTAKE_OTHER), None),
        }
    }

    fn say(&self, text: &Text, with: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(text.in_lang(self.lang), with)
    }

    fn conflict(&self, flag: &str) -> String {
        let prior = self.contexts(ContextKind::PriorArg);
        if prior.is_empty() || prior.iter().all(|other| other == flag) {
            return self.say(&words::MISTAKE_TWICE, &[("flag", &flag)]);
        }
        self.say(&words::MISTAKE_CONFLICT, &[("flag", &flag), ("others", &self.listed(&prior))])
    }

    /// A flag that was probably meant; else a command that has the flag.
    fn other_flag(&self, written: &str) -> Option<String> {
        let flags = |command: &Command| -> Vec<String> {
            command.get_arguments().filter_map(Arg::get_long).map(|long| format!("--{long}")).collect()
        };
        let own = flags(self.here);
        if let Some(near) = nearest(written, own.iter().map(String::as_str)) {
            return Some(did_you_mean(near).in_lang(self.lang).to_owned());
        }
        let has = |command: &&Command| flags(command).iter().any(|flag| flag == written);
        let command = self.whole.get_subcommands().find(has)?;
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        Some(self.say(&words::MISTAKE_ELSEWHERE, &[("command", &name), ("flag", &written)]))
    }

    /// How a folder is given where it is not an argument.
    fn laid_over(&self, written: &str) -> Option<String> {
        let folder = Path::new(written).is_dir();
        folder.then(|| self.say(&words::HELP_STRAY_FOLDER, &[("folder", &written)]))
    }

    /// The word that was probably meant, else all words.
    fn near<S: AsRef<str>>(&self, written: &str, known: &[S]) -> Option<String> {
        match nearest(written, known.iter().map(AsRef::as_ref)) {
            Some(near) => Some(did_you_mean(near).in_lang(self.lang).to_owned()),
            None => (!known.is_empty()).then(|| self.one_of(known)),
        }
    }

    fn one_of<S: AsRef<str>>(&self, known: &[S]) -> String {
        self.say(&words::HELP_ONE_OF, &[("words", &self.listed(known))])
    }

    fn listed<S: AsRef<str>>(&self, known: &[S]) -> String {
        let known: Vec<_> = known.iter().map(|word| format!("`{}`", word.as_ref())).collect();
        known.join(words::COMMA.in_lang(self.lang))
    }

    /// The one text of a kind; empty if there is none or there are several.
    fn context(&self, kind: ContextKind) -> String {
        match self.contexts(kind).as_slice() {
            [one] => one.clone(),
            _ => String::new(),
        }
    }

    /// The texts of a kind: flags without what stands for their values, and nothing that drives a terminal.
    fn contexts(&self, kind: ContextKind) -> Vec<String> {
        let texts = match self.error.get(kind) {
            Some(ContextValue::String(text)) => vec![text.clone()],
            Some(ContextValue::Strings(texts)) => texts.clone(),
            _ => Vec::new(),
        };
        let plain = |text: String| clean(&text).into_owned();
        let named = [ContextKind::InvalidArg, ContextKind::PriorArg].contains(&kind);
        let bare = |text: String| match text.split_once([' ', '=']) {
            Some((flag, _)) if named && flag.starts_with('-') => flag.to_owned(),
            _ => text,
        };
        texts.into_iter().map(bare).map(plain).collect()
    }
}
