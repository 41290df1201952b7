//! The command line of `rules`. Names `clap`.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint, value_parser};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::{Answer, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::shown::clean;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::{Lang, Text};

use super::answered;
use super::grammar::{count, flag, question};
use crate::failure::Failure;
use crate::words::{self, fill};

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
    /// Look at every situation of a scope.
    Analyze(Tried),
    /// Compare two sets of rules.
    Diff(Diff),
    /// Write the schemas of files.
    Schema(Written),
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

/// Which schemas to write.
#[derive(Debug)]
pub(crate) struct Written {
    /// One of them; all, or the list of them, without it.
    pub(crate) name: Option<String>,
    /// The folder to write into.
    pub(crate) into: Option<PathBuf>,
}

/// How much to try.
#[derive(Debug)]
pub(crate) struct Tried {
    /// Answers that are combined at most.
    pub(crate) choices: usize,
    /// How long it may take.
    pub(crate) budget: Option<Duration>,
    /// `human` or `json`.
    pub(crate) format: String,
}

/// What to compare.
#[derive(Debug)]
pub(crate) struct Diff {
    /// One folder, or the old and the new one.
    pub(crate) folders: Vec<PathBuf>,
    /// The folders are all rules that there are; nothing lies below them.
    pub(crate) whole: bool,
    /// Only the answers of these files.
    pub(crate) answers: Vec<PathBuf>,
    /// End with 4 if a winner changes.
    pub(crate) fail_if_changed: bool,
    /// How much to try.
    pub(crate) tried: Tried,
}

/// More answers than this nobody can wait for.
const MOST_CHOICES: u16 = 6;

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
        .subcommand(tried(about("analyze", &words::ABOUT_RULES_ANALYZE), lang))
        .subcommand(diff(about("diff", &words::ABOUT_RULES_DIFF), lang))
        .subcommand(list)
        .subcommand(
            about("show", &words::ABOUT_RULES_SHOW)
                .arg(word("rule", &words::VALUE_ID, &words::HELP_RULE_ID).required(true)),
        )
        .subcommand(about("init", &words::ABOUT_RULES_INIT).arg(folder(&words::HELP_INIT_FOLDER)))
        .subcommand(
            about("schema", &words::ABOUT_RULES_SCHEMA)
                .arg(word("schema", &words::VALUE_NAME, &words::HELP_SCHEMA))
                .arg(
                    path("into", &words::VALUE_DIR, ValueHint::DirPath, lang)
                        .long("into")
                        .help(words::HELP_SCHEMA_INTO.fixed(lang)),
                ),
        )
        .subcommand(about("explain-code", &words::ABOUT_EXPLAIN_CODE).arg(word(
            "code",
            &words::VALUE_CODE,
            &words::HELP_CODE,
        )))
}

fn tried(command: Command, lang: Lang) -> Command {
    let choices = Arg::new("choices")
        .long("choices")
        .value_name(words::VALUE_NUMBER.fixed(lang))
        .value_parser(move |word: &str| count(word, 0..=MOST_CHOICES, lang))
        .default_value("2")
        .help(words::HELP_COMBINED.fixed(lang));
    let budget = Arg::new("budget")
        .long("budget")
        .value_name(words::VALUE_TIME.fixed(lang))
        .value_parser(move |word: &str| duration(word, lang))
        .help(words::HELP_BUDGET.fixed(lang));
    command.arg(choices).arg(budget).arg(format(&["json"], lang))
}

fn diff(command: Command, lang: Lang) -> Command {
    let folders = path("folders", &words::VALUE_DIR, ValueHint::DirPath, lang).num_args(1..=2).required(true);
    let answers = path("answers", &words::VALUE_FILE, ValueHint::FilePath, lang).long("answers");
    let command = command
        .arg(folders.help(words::HELP_DIFF_FOLDERS.fixed(lang)))
        .arg(flag("whole", &words::HELP_WHOLE, lang))
        .arg(answers.action(ArgAction::Append).help(words::HELP_DIFF_ANSWERS.fixed(lang)))
        .arg(flag("fail-if-changed", &words::HELP_FAIL_IF_CHANGED, lang));
    tried(command, lang)
}

/// `90`, `90s` or `2m`.
fn duration(word: &str, lang: Lang) -> Result<Duration, String> {
    let (number, unit) = match word.strip_suffix('m') {
        Some(minutes) => (minutes, 60),
        None => (word.strip_suffix('s').unwrap_or(word), 1),
    };
    let seconds = number.parse::<u32>().map(|number| u64::from(number) * unit);
    seconds
        .map(Duration::from_secs)
        .map_err(|_| fill(words::NOT_A_TIME.in_lang(lang), &[("word", &clean(word))]))
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
    let paths = |name: &str| inner.get_many::<PathBuf>(name).into_iter().flatten().cloned().collect();
    let word = |name: &str| inner.get_one::<String>(name).cloned();
    Ok(match name {
        "check" => Rules::Check(Check {
            folder: path("folder"),
            deny_warnings: inner.get_flag("deny-warnings"),
            format: word("format").unwrap_or_default(),
        }),
        "test" => Rules::Test(Test {
            files: paths("files"),
            filter: word("like"),
            format: word("format").unwrap_or_default(),
        }),
        "analyze" => Rules::Analyze(of_tried(inner)),
        "diff" => Rules::Diff(Diff {
            folders: paths("folders"),
            whole: inner.get_flag("whole"),
            answers: paths("answers"),
            fail_if_changed: inner.get_flag("fail-if-changed"),
            tried: of_tried(inner),
        }),
        "list" => Rules::List(Listed {
            origin: inner.get_flag("origin"),
            firing: path("firing"),
            flags: answered(inner, knowledge, lang)?,
        }),
        "show" => Rules::Show(word("rule").unwrap_or_default()),
        "init" => Rules::Init(path("folder").unwrap_or_else(|| "modelpick-rules".into())),
        "schema" => Rules::Schema(Written { name: word("schema"), into: path("into") }),
        _ => Rules::ExplainCode(word("code")),
    })
}

fn of_tried(matches: &ArgMatches) -> Tried {
    Tried {
        choices: matches.get_one::<u16>("choices").copied().map_or(2, usize::from),
        budget: matches.get_one::<Duration>("budget").copied(),
        format: matches.get_one::<String>("format").cloned().unwrap_or_default(),
    }
}
