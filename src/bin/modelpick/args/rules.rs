//! The command line of `rules`. Names `clap`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::{Lang, Text};

use super::answered;
use super::grammar::{flag, question};
use crate::failure::Failure;
use crate::words;

/// What to do with rules.
#[derive(Debug)]
pub(crate) enum Rules {
    /// Write a small folder of rules to begin with.
    Init(PathBuf),
    /// List rules.
    List(Listed),
    /// Show one.
    Show(String),
    /// Check all files.
    Check(Check),
    /// Run tests.
    Test(Test),
    /// Explain a diagnostic code, or list all.
    ExplainCode(Option<String>),
}

/// Which rules to list.
#[derive(Debug)]
pub(crate) struct Listed {
    /// Tell which layer each came from.
    pub(crate) origin: bool,
    /// Only those that fire under the answers of this file.
    pub(crate) firing: Option<PathBuf>,
    /// Only those that fire under these answers.
    pub(crate) flags: Vec<(Ix<Question>, Answer, Origin)>,
}

/// How to check.
#[derive(Debug)]
pub(crate) struct Check {
    /// A folder that is laid over everything else.
    pub(crate) folder: Option<PathBuf>,
    /// A warning fails.
    pub(crate) deny_warnings: bool,
    /// `human`, `json`, `sarif` or `github`.
    pub(crate) format: String,
}

/// What to test.
#[derive(Debug)]
pub(crate) struct Test {
    /// Files or folders of tests; those beside the rules if there are none.
    pub(crate) files: Vec<PathBuf>,
    /// Only cases with this in their name or file.
    pub(crate) filter: Option<String>,
    /// `human`, `json` or `junit`.
    pub(crate) format: String,
}

/// Flags of `rules list` that are called like what a question might be: such a question is answered in the file.
const OF_LIST: [&str; 2] = ["origin", "firing"];

/// The commands below `rules`; the flags of the questions are made only if they can be asked for.
pub(super) fn command(knowledge: &'static Knowledge, lang: Lang, questions: bool) -> Command {
    let about = |name: &'static str, about: &'static Text| Command::new(name).about(about.fixed(lang));
    let file = path("firing", &words::VALUE_FILE, ValueHint::FilePath, lang).long("firing");
    let mut list = about("list", &words::ABOUT_RULES_LIST)
        .arg(flag("origin", &words::HELP_ORIGIN, lang))
        .arg(file.help(words::HELP_FIRING.fixed(lang)));
    if questions {
        let asked = knowledge.questions.iter().filter(|asked| !OF_LIST.contains(&&*asked.id));
        // They are told with `recommend`.
        let hidden = |arg: Arg| arg.hide_short_help(true).hide_long_help(true);
        list = list.args(asked.map(|asked| hidden(question(asked, knowledge, lang))));
    }
    let folder = |help: &'static Text| {
        path("folder", &words::VALUE_DIR, ValueHint::DirPath, lang).help(help.fixed(lang))
    };
    let word = |name: &'static str, value: &'static Text, help: &'static Text| {
        Arg::new(name).value_name(value.fixed(lang)).help(help.fixed(lang))
    };
    let files = path("files", &words::VALUE_FILE, ValueHint::AnyPath, lang).num_args(0..);
    about("rules", &words::ABOUT_RULES)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            about("check", &words::ABOUT_RULES_CHECK)
                .arg(folder(&words::HELP_CHECK_FOLDER))
                .arg(flag("deny-warnings", &words::HELP_DENY_WARNINGS, lang))
                .arg(format(&["json", "sarif", "github"], lang)),
        )
        .subcommand(
            about("test", &words::ABOUT_RULES_TEST)
                .arg(files.help(words::HELP_TEST_FILES.fixed(lang)))
                .arg(word("like", &words::VALUE_WORD, &words::HELP_TEST_FILTER).long("filter"))
                .arg(format(&["json", "junit"], lang)),
        )
        .subcommand(list)
        .subcommand(
            about("show", &words::ABOUT_RULES_SHOW)
                .arg(word("rule", &words::VALUE_ID, &words::HELP_RULE_ID).required(true)),
        )
        .subcommand(about("init", &words::ABOUT_RULES_INIT).arg(folder(&words::HELP_INIT_FOLDER)))
        .subcommand(about("explain-code", &words::ABOUT_EXPLAIN_CODE).arg(word(
            "code",
            &words::VALUE_CODE,
            &words::HELP_CODE,
        )))
}

fn path(name: &'static str, value: &'static Text, hint: ValueHint, lang: Lang) -> Arg {
    let arg = Arg::new(name).value_name(value.fixed(lang));
    arg.value_parser(value_parser!(PathBuf)).value_hint(hint)
}

/// `--format` in place of the one of the whole program.
fn format(others: &[&'static str], lang: Lang) -> Arg {
    // `table` is what other commands call what people read.
    let human = PossibleValue::new("human").alias("table");
    let values = std::iter::once(human).chain(others.iter().map(|other| PossibleValue::new(*other)));
    Arg::new("format")
        .long("format")
        .value_name(words::VALUE_FORMAT.fixed(lang))
        .value_parser(values.collect::<Vec<_>>())
        .help(words::HELP_FORMAT.fixed(lang))
}

/// What was asked for.
pub(super) fn asked(matches: &ArgMatches, knowledge: &Knowledge, lang: Lang) -> Result<Rules, Failure> {
    let Some((name, inner)) = matches.subcommand() else {
        // The parser lets nothing through without one.
        return Ok(Rules::ExplainCode(None));
    };
    let path = |name: &str| inner.get_one::<PathBuf>(name).cloned();
    let word = |name: &str| inner.get_one::<String>(name).cloned();
    Ok(match name {
        "check" => Rules::Check(Check {
            folder: path("folder"),
            deny_warnings: inner.get_flag("deny-warnings"),
            format: word("format").unwrap_or_default(),
        }),
        "test" => Rules::Test(Test {
            files: inner.get_many::<PathBuf>("files").into_iter().flatten().cloned().collect(),
            filter: word("like"),
            format: word("format").unwrap_or_default(),
        }),
        "list" => Rules::List(Listed {
            origin: inner.get_flag("origin"),
            firing: path("firing"),
            flags: answered(inner, knowledge, lang)?,
        }),
        "show" => Rules::Show(word("rule").unwrap_or_default()),
        "init" => Rules::Init(path("folder").unwrap_or_else(|| "modelpick-rules".into())),
        _ => Rules::ExplainCode(word("code")),
    })
}
