//! The command line: made from the questions, so that a question of a user's file is a flag. Names `clap`.

mod rules;

use std::ffi::OsString;
use std::path::PathBuf;

pub(crate) use rules::{Check, Listed, Rules, Test};

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::reading::answers::parse;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use crate::failure::Failure;
use crate::render::Format;
use crate::scan::Scanned;
use crate::words;

/// Closed lists up to this long are shown in the help; longer ones come from the catalogue.
const SHOWN: usize = 40;

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
}

/// What parsing ends in, if it does not end the program itself.
pub(crate) enum Parsed {
    /// What was asked for.
    Args(Args),
    /// Help or the version, to be printed.
    Text(String),
}

/// Parses the words after the program's name.
pub(crate) fn parse_words(
    mut words: Vec<OsString>,
    scanned: &Scanned,
    knowledge: &'static Knowledge,
    lang: Lang,
) -> Result<Parsed, Failure> {
    let first_is_flag = words.first().is_none_or(|word| word.to_string_lossy().starts_with('-'));
    if scanned.command.is_none() && first_is_flag && !scanned.asks_about_itself {
        words.insert(0, "recommend".into());
    }
    let words = std::iter::once("modelpick".into()).chain(words);
    match command(scanned, knowledge, lang).try_get_matches_from(words) {
        Ok(matches) => args(&matches, knowledge).map(Parsed::Args),
        Err(error) if error.use_stderr() => Err(failure(&error)),
        Err(error) => Ok(Parsed::Text(error.render().ansi().to_string())),
    }
}

/// The parser's words in the program's own form: backticks around what was written, help apart.
fn failure(error: &clap::Error) -> Failure {
    let text = error.render().to_string().replace('\'', "`");
    let text = text.trim().strip_prefix("error: ").unwrap_or(text.trim());
    let (message, help) = text.split_once("\n\n").unwrap_or((text, ""));
    let help =
        help.trim().trim_start_matches("tip: ").trim_end_matches("For more information, try `--help`.");
    let help = if help.trim().is_empty() { "`--help` tells more" } else { help.trim() };
    Failure::usage(message.trim().to_owned(), Some(help.to_owned()))
}

fn command(scanned: &Scanned, knowledge: &'static Knowledge, lang: Lang) -> Command {
    let folder = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append)
            .global(true)
            .help(help)
    };
    let choice = |name: &'static str, help: &'static str, values: &'static [&'static str]| {
        Arg::new(name).long(name).value_name("WORD").value_parser(values.to_vec()).global(true).help(help)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).global(true).help(help)
    };
    let mut recommend = Command::new("recommend").about(words::ABOUT_RECOMMEND.fixed(lang));
    // The questions are many: they are made only where they can be asked.
    if matches!(scanned.command, Some("recommend") | None) {
        recommend = recommend
            .arg(
                Arg::new("answers")
                    .long("answers")
                    .value_name("FILE")
                    .value_parser(value_parser!(PathBuf))
                    .help(words::HELP_ANSWERS.fixed(lang)),
            )
            .arg(
                Arg::new("top")
                    .long("top")
                    .value_name("N")
                    .value_parser(value_parser!(u16).range(1..=1000))
                    .help(words::HELP_TOP.fixed(lang)),
            )
            .arg(flag("explain", words::HELP_EXPLAIN.fixed(lang)).global(false))
            .args(knowledge.questions.iter().map(|question| arg(question, knowledge, lang)));
    }
    Command::new("modelpick")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::ABOUT.fixed(lang))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg(folder("rules", words::HELP_RULES.fixed(lang)))
        .arg(folder("catalog", words::HELP_CATALOG.fixed(lang)))
        .arg(choice("lang", words::HELP_LANG.fixed(lang), &["en", "zh"]))
        .arg(choice("color", words::HELP_COLOR.fixed(lang), &["auto", "always", "never"]))
        .arg(choice("format", words::HELP_FORMAT.fixed(lang), &["table", "json"]))
        .arg(flag("no-input", words::HELP_NO_INPUT.fixed(lang)))
        .arg(flag("quiet", words::HELP_QUIET.fixed(lang)))
        .subcommand(recommend)
        .subcommand(
            Command::new("models").about(words::ABOUT_MODELS.fixed(lang)).arg(
                Arg::new("filter").num_args(0..).value_name("WORD").help(words::HELP_FILTER.fixed(lang)),
            ),
        )
        .subcommand(Command::new("questions").about(words::ABOUT_QUESTIONS.fixed(lang)))
        .subcommand(rules::command(scanned, knowledge, lang))
}

/// The flag of a question.
fn arg(question: &'static Question, knowledge: &'static Knowledge, lang: Lang) -> Arg {
    let mut arg = Arg::new(question.id.0).long(question.id.0).help(question.help.fixed(lang));
    if let Some(heading) = question.heading {
        arg = arg.help_heading(knowledge.headings[heading].label.fixed(lang));
    }
    match &question.kind {
        Kind::Choices { choices, many, from } => {
            arg = arg.value_name("CHOICE");
            if *many {
                arg = arg.action(ArgAction::Append).value_delimiter(',');
            }
            if from.is_some() || choices.len() > SHOWN {
                return arg.value_parser(move |word: &str| check(word, question, knowledge));
            }
            arg.value_parser(
                choices
                    .0
                    .iter()
                    .map(|choice| PossibleValue::new(choice.id.0).help(choice.label.fixed(lang)))
                    .collect::<Vec<_>>(),
            )
        }
        Kind::YesNo => {
            arg.value_name("yes|no").num_args(0..=1).default_missing_value("yes").value_parser(["yes", "no"])
        }
        Kind::Number(_) => arg
            .value_name("N")
            .allow_negative_numbers(true)
            .value_parser(move |word: &str| check(word, question, knowledge)),
        Kind::Money { .. } => arg
            .value_name("AMOUNT")
            .allow_negative_numbers(true)
            .value_parser(move |word: &str| check(word, question, knowledge)),
    }
}

/// A word that is an answer, as it was written.
fn check(word: &str, question: &Question, knowledge: &Knowledge) -> Result<String, String> {
    match parse(word, question, knowledge) {
        Ok(_) => Ok(word.to_owned()),
        Err(wrong) => Err(match wrong.help {
            Some(help) => format!("{}: {help}", wrong.message),
            None => wrong.message,
        }),
    }
}

fn args(matches: &ArgMatches, knowledge: &'static Knowledge) -> Result<Args, Failure> {
    let format = match matches.get_one::<String>("format").map(String::as_str) {
        Some("json") => Format::Json,
        _ => Format::Table,
    };
    let (quiet, no_input) = (matches.get_flag("quiet"), matches.get_flag("no-input"));
    let command = match matches.subcommand() {
        Some(("models", inner)) => {
            Asked::Models(inner.get_many::<String>("filter").into_iter().flatten().cloned().collect())
        }
        Some(("recommend", inner)) => Asked::Recommend(Box::new(recommend(inner, knowledge)?)),
        Some(("rules", inner)) => Asked::Rules(rules::asked(inner, knowledge)?),
        _ => Asked::Questions,
    };
    Ok(Args { command, format, quiet, no_input })
}

fn recommend(matches: &ArgMatches, knowledge: &Knowledge) -> Result<Recommend, Failure> {
    Ok(Recommend {
        flags: answered(matches, knowledge)?,
        answers: matches.get_one::<PathBuf>("answers").cloned(),
        top: matches.get_one::<u16>("top").map(|&top| usize::from(top)),
        explain: matches.get_flag("explain"),
    })
}

/// The answers given as flags.
fn answered(
    matches: &ArgMatches,
    knowledge: &Knowledge,
) -> Result<Vec<(Ix<Question>, Answer, Origin)>, Failure> {
    let mut flags = Vec::new();
    for (at, question) in knowledge.questions.enumerate() {
        let Some(given) = matches.try_get_many::<String>(&question.id).ok().flatten() else { continue };
        let words: Vec<_> = given.map(String::as_str).collect();
        let answer = parse(&words.join(","), question, knowledge)
            .map_err(|wrong| Failure::usage(format!("--{}: {}", question.id, wrong.message), wrong.help))?;
        flags.push((at, answer, Origin::Flag));
    }
    Ok(flags)
}
