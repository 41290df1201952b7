//! The command line: made from the questions, so that a question of a user's file is a flag. `clap` is named here and
//! in the files below alone.

pub(crate) mod completing;
mod grammar;
mod help;
mod import;
pub(crate) mod manual;
mod mistakes;
mod outline;
mod rules;
mod vouched;

use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Command};
use modelpick::knowledge::describing::question::{From, Kind, Question};
use modelpick::knowledge::reading::answers::parse;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::diagnostic::Code;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

pub(crate) use self::import::{Import, Imports};
use self::outline::Outline;
pub(crate) use self::rules::{Check, Diff, Listed, Rules, Test, Tried, Written};
pub(crate) use self::vouched::{Of, Vouched};
use crate::failure::Failure;
use crate::render::Format;
use crate::scan::Scanned;
use crate::words::{self, fill};

/// What was asked for.
#[derive(Debug)]
pub(crate) struct Args {
    /// What to do.
    pub(crate) command: Asked,
    /// How to write it.
    pub(crate) format: Format,
    /// Leave out notes and the equivalent command line.
    pub(crate) quiet: bool,
    /// Ask nothing.
    pub(crate) no_input: bool,
}

/// What to do.
#[derive(Debug)]
pub(crate) enum Asked {
    /// Recommend.
    Recommend(Box<Recommend>),
    /// List models that match every word.
    Models(Vec<String>),
    /// List questions.
    Questions,
    /// Look at rules, or check and test them.
    Rules(Rules),
    /// Show what stands behind the facts.
    Vouched(Vouched),
    /// Import what others keep.
    Import(Box<Import>),
    /// Print the script with which a shell completes words.
    Completions(String),
    /// Print the manual, or write its pages into a folder.
    Man(Option<PathBuf>),
}

/// How to recommend.
#[derive(Debug)]
pub(crate) struct Recommend {
    /// Answers given as flags.
    pub(crate) flags: Vec<(Ix<Question>, Answer, Origin)>,
    /// A file of further answers; `-` for standard input.
    pub(crate) answers: Option<PathBuf>,
    /// How many models to show, co-winners aside.
    pub(crate) top: Option<usize>,
    /// Show every part and every exclusion.
    pub(crate) explain: bool,
    /// The day that ages of prices are counted to, instead of the newest fact.
    pub(crate) today: Option<Date>,
}

/// What parsing ends in, if it does not end the program itself.
pub(crate) enum Parsed {
    /// What was asked for.
    Args(Args),
    /// Help or the version, to be printed.
    Text(String),
}

/// Parses the words after the program's name; help is written within so many columns.
pub(crate) fn parse_words(
    mut words: Vec<OsString>,
    scanned: &Scanned,
    knowledge: &'static Knowledge,
    lang: Lang,
    columns: usize,
) -> Result<Parsed, Failure> {
    let first_is_flag = words.first().is_none_or(|word| word.to_string_lossy().starts_with('-'));
    if scanned.command.is_none() && first_is_flag && !scanned.stray && !scanned.asks_about_itself {
        words.insert(0, "recommend".into());
    }
    let questions = matches!(scanned.command, Some("recommend" | "rules") | None);
    let line = std::iter::once("modelpick".into()).chain(words.iter().cloned());
    let error = match grammar::command(knowledge, lang, questions).try_get_matches_from(line) {
        Ok(matches) => return args(&matches, knowledge, lang).map(Parsed::Args),
        Err(error) => error,
    };
    if error.kind() == ErrorKind::DisplayVersion {
        return Ok(Parsed::Text(error.render().to_string()));
    }
    let mut whole = grammar::command(knowledge, lang, true);
    whole.build();
    let here = reached(&whole, &words);
    if error.kind() == ErrorKind::DisplayHelp {
        let full = words.iter().any(|word| word == "--help");
        let outline = Outline::of(here, knowledge, lang);
        return Ok(Parsed::Text(help::help(&outline, full, columns, lang)));
    }
    Err(mistakes::failure(&error, here, &whole, lang))
}

/// The command that the words lead to.
fn reached<'c>(whole: &'c Command, words: &[OsString]) -> &'c Command {
    let mut here = whole;
    let mut words = words.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    while let Some(word) = words.next() {
        let takes = |arg: &Arg| {
            arg.get_long().is_some_and(|long| word == format!("--{long}")) && arg.get_action().takes_values()
        };
        if here.get_arguments().any(takes) {
            words.next();
        } else if let Some(next) = here.find_subcommand(&*word) {
            here = next;
        }
    }
    here
}

fn args(matches: &ArgMatches, knowledge: &'static Knowledge, lang: Lang) -> Result<Args, Failure> {
    let format = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        _ => Format::Table,
    };
    let (quiet, no_input) = (matches.get_flag("quiet"), matches.get_flag("no-input"));
    let command = match matches.subcommand() {
        Some(("models", inner)) => {
            Asked::Models(inner.get_many::<String>("filter").into_iter().flatten().cloned().collect())
        }
        Some(("evidence", inner)) => Asked::Vouched(vouched::of_model(inner)),
        Some(("catalog", inner)) => match inner.subcommand() {
            Some(("import", inner)) => Asked::Import(Box::new(import::asked(inner, lang)?)),
            _ => Asked::Vouched(vouched::of_catalog(inner)),
        },
        Some(("recommend", inner)) => Asked::Recommend(Box::new(recommend(inner, knowledge, lang)?)),
        Some(("rules", inner)) => Asked::Rules(rules::asked(inner, knowledge, lang)?),
        Some(("completions", inner)) => {
            Asked::Completions(inner.get_one::<String>("shell").cloned().unwrap_or_default())
        }
        Some(("man", inner)) => Asked::Man(inner.get_one::<PathBuf>("folder").cloned()),
        _ => Asked::Questions,
    };
    Ok(Args { command, format, quiet, no_input })
}

fn recommend(matches: &ArgMatches, knowledge: &Knowledge, lang: Lang) -> Result<Recommend, Failure> {
    Ok(Recommend {
        flags: answered(matches, knowledge, lang)?,
        answers: matches.get_one::<PathBuf>("answers").cloned(),
        top: matches.get_one::<u16>("top").map(|&top| usize::from(top)),
        explain: matches.get_flag("explain"),
        today: matches.get_one("today").copied(),
    })
}

/// The answers given as flags, or everything that is wrong with them.
fn answered(
    matches: &ArgMatches,
    knowledge: &Knowledge,
    lang: Lang,
) -> Result<Vec<(Ix<Question>, Answer, Origin)>, Failure> {
    let (mut flags, mut wrong) = (Vec::new(), Vec::new());
    for (at, question) in knowledge.questions.enumerate() {
        let Some(given) = matches.try_get_many::<String>(&question.id).ok().flatten() else { continue };
        let words: Vec<_> = given.map(String::as_str).collect();
        match parse(&words.join(","), question, knowledge) {
            Ok(answer) => flags.push((at, answer, Origin::Flag)),
            Err(no) => {
                let mut message = no.message.in_lang(lang).to_owned();
                // That a choice is none names its question.
                if no.code != Code::UnknownChoice {
                    let flag = format!("--{}", question.id);
                    let with: [(&str, &dyn Display); 2] = [("flag", &flag), ("why", &message)];
                    message = fill(words::MISTAKE_OF_FLAG.in_lang(lang), &with);
                }
                let help = no.help.map(|help| help.in_lang(lang).to_owned());
                let models = matches!(question.kind, Kind::Choices { from: Some(From::Models), .. });
                let list = || models.then(|| words::HELP_MODELS.in_lang(lang).to_owned());
                wrong.push((message, help.or_else(list)));
            }
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::all(wrong, lang));
    }
    Ok(flags)
}
