//! The commands and flags of the program, with a flag for each question.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::{Lang, Text};

use super::rules;
use super::vouched;
use crate::words::{self, fill};

/// The shells that completion speaks to, and how each is told to use it.
const SHELLS: [(&str, &Text); 5] = [
    ("bash", &words::SHELL_BASH),
    ("zsh", &words::SHELL_ZSH),
    ("fish", &words::SHELL_FISH),
    ("powershell", &words::SHELL_POWERSHELL),
    ("elvish", &words::SHELL_ELVISH),
];

/// More models than this nobody reads; a slip of the keyboard.
const MOST_SHOWN: u16 = 1000;

/// The whole command line. The questions are many: their flags are made only if they can be asked for.
pub(crate) fn command(knowledge: &'static Knowledge, lang: Lang, questions: bool) -> Command {
    let mut recommend = Command::new("recommend").about(words::ABOUT_RECOMMEND.fixed(lang));
    if questions {
        recommend = recommend.args(recommend_args(knowledge, lang));
    }
    let models = Command::new("models").about(words::ABOUT_MODELS.fixed(lang)).arg(
        Arg::new("filter")
            .num_args(0..)
            .value_name(words::VALUE_WORD.fixed(lang))
            .help(words::HELP_FILTER.fixed(lang)),
    );
    let shells = SHELLS.map(|(name, how)| PossibleValue::new(name).help(how.fixed(lang)));
    let completions = Command::new("completions").about(words::ABOUT_COMPLETIONS.fixed(lang)).arg(
        Arg::new("shell")
            .required(true)
            .value_name(words::VALUE_SHELL.fixed(lang))
            .value_parser(shells.to_vec())
            .help(words::HELP_SHELL.fixed(lang)),
    );
    let man = Command::new("man").about(words::ABOUT_MAN.fixed(lang)).arg(
        Arg::new("folder")
            .value_name(words::VALUE_DIR.fixed(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
            .help(words::HELP_MAN_FOLDER.fixed(lang)),
    );
    Command::new("modelpick")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::ABOUT.fixed(lang))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_required(true)
        .args(everywhere(lang))
        .arg(flag("version", &words::HELP_VERSION, lang).short('V').action(ArgAction::Version))
        .subcommand(recommend)
        .subcommand(models)
        .subcommand(Command::new("questions").about(words::ABOUT_QUESTIONS.fixed(lang)))
        .subcommand(rules::command(knowledge, lang, questions))
        .subcommand(vouched::evidence(lang))
        .subcommand(vouched::catalog(lang))
        .subcommand(completions)
        .subcommand(man)
}

/// The flags of every command.
pub(crate) fn everywhere(lang: Lang) -> Vec<Arg> {
    let folder = |name, help: &'static Text| {
        Arg::new(name)
            .long(name)
            .value_name(words::VALUE_DIR.fixed(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
            .action(ArgAction::Append)
            .help(help.fixed(lang))
    };
    let word = |name, value: &'static Text, help: &'static Text, words: &'static [&'static str]| {
        Arg::new(name)
            .long(name)
            .value_name(value.fixed(lang))
            .value_parser(words.to_vec())
            .help(help.fixed(lang))
    };
    let args = [
        folder("rules", &words::HELP_RULES),
        folder("catalog", &words::HELP_CATALOG),
        word("lang", &words::VALUE_LANG, &words::HELP_LANG, &["en", "zh"]),
        word("color", &words::VALUE_WHEN, &words::HELP_COLOR, &["auto", "always", "never"]),
        word("format", &words::VALUE_FORMAT, &words::HELP_FORMAT, &["table", "json"]),
        flag("no-input", &words::HELP_NO_INPUT, lang),
        flag("quiet", &words::HELP_QUIET, lang),
        flag("help", &words::HELP_HELP, lang).short('h').action(ArgAction::Help),
    ];
    args.map(|arg| arg.global(true)).to_vec()
}

pub(super) fn flag(name: &'static str, help: &'static Text, lang: Lang) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.fixed(lang))
}

/// A whole number within a range.
pub(super) fn count(word: &str, range: RangeInclusive<u16>, lang: Lang) -> Result<u16, String> {
    let number = word.parse().ok().filter(|number| range.contains(number));
    let with: [(&str, &dyn Display); 3] = [("word", &word), ("least", range.start()), ("most", range.end())];
    number.ok_or_else(|| fill(words::NOT_A_COUNT.in_lang(lang), &with))
}

/// The flags of `recommend`: its own, and one for each question.
pub(crate) fn recommend_args(knowledge: &'static Knowledge, lang: Lang) -> Vec<Arg> {
    let top = move |word: &str| count(word, 1..=MOST_SHOWN, lang);
    let own = [
        Arg::new("answers")
            .long("answers")
            .value_name(words::VALUE_FILE.fixed(lang))
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help(words::HELP_ANSWERS.fixed(lang)),
        Arg::new("top")
            .long("top")
            .value_name(words::VALUE_NUMBER.fixed(lang))
            .value_parser(top)
            .help(words::HELP_TOP.fixed(lang)),
        flag("explain", &words::HELP_EXPLAIN, lang),
        vouched::today(lang),
    ];
    own.into_iter().chain(knowledge.questions.iter().map(|asked| question(asked, knowledge, lang))).collect()
}

/// The flag of a question. It takes any word: what is no answer is told as it is of an answers file.
pub(super) fn question(question: &'static Question, knowledge: &'static Knowledge, lang: Lang) -> Arg {
    let mut arg = Arg::new(question.id.0).long(question.id.0).help(question.help.fixed(lang));
    if let Some(heading) = question.heading {
        arg = arg.help_heading(knowledge.headings[heading].label.fixed(lang));
    }
    match &question.kind {
        Kind::Choices { many, .. } => {
            let arg = arg.value_name(words::VALUE_CHOICE.fixed(lang));
            if *many { arg.action(ArgAction::Append).value_delimiter(',') } else { arg }
        }
        Kind::YesNo => arg.value_name("yes|no").num_args(0..=1).default_missing_value("yes"),
        Kind::Number(_) => arg.value_name(words::VALUE_NUMBER.fixed(lang)).allow_negative_numbers(true),
        Kind::Money { .. } => arg.value_name(words::VALUE_AMOUNT.fixed(lang)).allow_negative_numbers(true),
    }
}
