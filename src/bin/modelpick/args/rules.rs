//! The command line of `rules`. Names `clap`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use super::{answered, arg};
use crate::failure::Failure;
use crate::scan::Scanned;
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

/// The commands below `rules`.
pub(super) fn command(scanned: &Scanned, knowledge: &'static Knowledge, lang: Lang) -> Command {
    let mut list = Command::new("list")
        .about(words::ABOUT_RULES_LIST.fixed(lang))
        .arg(flag("origin", words::HELP_ORIGIN.fixed(lang)))
        .arg(path("firing", "FILE").long("firing").help(words::HELP_FIRING.fixed(lang)));
    if scanned.command == Some("rules") && scanned.second.as_deref() == Some("list") {
        // A question that is called like a flag of this command can be answered in the file.
        let own = ["origin", "firing"];
        let questions = knowledge.questions.iter().filter(|question| !own.contains(&&*question.id));
        list = list.args(questions.map(|question| arg(question, knowledge, lang)));
    }
    Command::new("rules")
        .about(words::ABOUT_RULES.fixed(lang))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(check(lang))
        .subcommand(test(lang))
        .subcommand(list)
        .subcommand(
            Command::new("show")
                .about(words::ABOUT_RULES_SHOW.fixed(lang))
                .arg(Arg::new("id").value_name("ID").required(true).help(words::HELP_RULE_ID.fixed(lang))),
        )
        .subcommand(
            Command::new("init")
                .about(words::ABOUT_RULES_INIT.fixed(lang))
                .arg(path("folder", "DIR").help(words::HELP_INIT_FOLDER.fixed(lang))),
        )
        .subcommand(
            Command::new("explain-code")
                .about(words::ABOUT_EXPLAIN_CODE.fixed(lang))
                .arg(Arg::new("code").value_name("CODE").help(words::HELP_CODE.fixed(lang))),
        )
}

fn check(lang: Lang) -> Command {
    Command::new("check")
        .about(words::ABOUT_RULES_CHECK.fixed(lang))
        .arg(path("folder", "DIR").help(words::HELP_CHECK_FOLDER.fixed(lang)))
        .arg(flag("deny-warnings", words::HELP_DENY_WARNINGS.fixed(lang)))
        .arg(format(&["json", "sarif", "github"], lang))
}

fn test(lang: Lang) -> Command {
    let filter = Arg::new("filter").long("filter").value_name("TEXT");
    Command::new("test")
        .about(words::ABOUT_RULES_TEST.fixed(lang))
        .arg(path("files", "FILE").num_args(0..).help(words::HELP_TEST_FILES.fixed(lang)))
        .arg(filter.help(words::HELP_TEST_FILTER.fixed(lang)))
        .arg(format(&["json", "junit"], lang))
}

fn path(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).value_name(value).value_parser(value_parser!(PathBuf))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// `--format` in place of the one of the whole program.
fn format(others: &[&'static str], lang: Lang) -> Arg {
    // `table` is what other commands call what people read.
    let human = PossibleValue::new("human").alias("table");
    let values = std::iter::once(human).chain(others.iter().map(|other| PossibleValue::new(*other)));
    let help = words::HELP_FORMAT.fixed(lang);
    Arg::new("format").long("format").value_name("WORD").value_parser(values.collect::<Vec<_>>()).help(help)
}

/// What was asked for.
pub(super) fn asked(matches: &ArgMatches, knowledge: &Knowledge) -> Result<Rules, Failure> {
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
            filter: word("filter"),
            format: word("format").unwrap_or_default(),
        }),
        "list" => Rules::List(Listed {
            origin: inner.get_flag("origin"),
            firing: path("firing"),
            flags: answered(inner, knowledge)?,
        }),
        "show" => Rules::Show(word("id").unwrap_or_default()),
        "init" => Rules::Init(path("folder").unwrap_or_else(|| "modelpick-rules".into())),
        _ => Rules::ExplainCode(word("code")),
    })
}
