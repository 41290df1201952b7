//! The flags of `catalog import`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use modelpick::importing::Form;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::{Lang, Text};

use super::grammar::flag;
use crate::failure::Failure;
use crate::words;

/// Seconds that an address may take, if nobody says otherwise: a list of 4 MiB takes that at 70 KiB a second.
const SECONDS: u16 = 60;

/// What to import, and where to.
#[derive(Debug)]
pub(crate) struct Import {
    /// A file, an address, or `-` for standard input.
    pub(crate) input: String,
    /// What it is.
    pub(crate) what: Imports,
    /// The folder that is written to; none to only look.
    pub(crate) into: Option<PathBuf>,
    /// The day that it speaks of, if said.
    pub(crate) as_of: Option<Date>,
    /// How long an address may take.
    pub(crate) timeout: Duration,
    /// Whether to name every row.
    pub(crate) all: bool,
}

/// What an input is.
#[derive(Debug)]
pub(crate) enum Imports {
    /// A list of prices.
    Prices(Form),
    /// Scores of one's own evaluation.
    Scores {
        /// What it is called.
        name: String,
        /// The id of its file, if said.
        id: Option<String>,
        /// What it measures.
        capability: String,
        /// What its numbers are.
        scale: String,
    },
}

/// `catalog import`
pub(super) fn command(lang: Lang) -> Command {
    let said = |name: &'static str, value: &'static Text, help: &'static Text| {
        Arg::new(name).long(name).value_name(value.fixed(lang)).help(help.fixed(lang))
    };
    let of_scores = |name, value, help| said(name, value, help).requires("as");
    let forms = Form::ALL.map(|(word, _)| word);
    Command::new("import")
        .about(words::ABOUT_IMPORT.fixed(lang))
        .arg(
            Arg::new("input")
                .required(true)
                .allow_hyphen_values(false)
                .value_name(words::VALUE_INPUT.fixed(lang))
                .value_hint(ValueHint::FilePath)
                .help(words::HELP_INPUT.fixed(lang)),
        )
        .arg(
            said("from", &words::VALUE_LIST, &words::HELP_FROM)
                .value_parser(forms.to_vec())
                .conflicts_with("as"),
        )
        .arg(said("as", &words::VALUE_KIND, &words::HELP_AS).value_parser(vec!["benchmark"]))
        .arg(
            said("into", &words::VALUE_DIR, &words::HELP_INTO)
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath),
        )
        .arg(super::vouched::day("as-of", &words::HELP_AS_OF, lang))
        .arg(of_scores("name", &words::VALUE_TEXT, &words::HELP_NAME))
        .arg(of_scores("id", &words::VALUE_WORD, &words::HELP_ID))
        .arg(of_scores("capability", &words::VALUE_WORD, &words::HELP_CAPABILITY))
        .arg(
            of_scores("scale", &words::VALUE_WORD, &words::HELP_SCALE)
                .value_parser(vec!["rating", "percent", "points"]),
        )
        .arg(
            said("timeout", &words::VALUE_SECONDS, &words::HELP_TIMEOUT)
                .value_parser(move |word: &str| seconds(word).ok_or(words::NOT_SECONDS.in_lang(lang))),
        )
        .arg(flag("all", &words::HELP_IMPORT_ALL, lang))
}

fn seconds(word: &str) -> Option<Duration> {
    /// Longer than anybody waits.
    const MOST: u64 = 3600;
    let seconds = word.parse().ok().filter(|seconds| (1..=MOST).contains(seconds))?;
    Some(Duration::from_secs(seconds))
}

/// What is asked for.
pub(super) fn asked(matches: &ArgMatches, lang: Lang) -> Result<Import, Failure> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let form = text("from").and_then(|word| Form::ALL.into_iter().find(|(known, _)| *known == word));
    let missing = |flags: &str| {
        let message = words::fill(words::MISTAKE_MISSING.in_lang(lang), &[("what", &flags)]);
        Failure::usage(message, Some(words::HELP_IMPORT_NEEDS.in_lang(lang).to_owned()))
    };
    let what = match (form, text("as")) {
        (Some((_, form)), _) => Imports::Prices(form),
        (None, None) => return Err(missing("`--from`")),
        (None, Some(_)) => {
            let needed = ["name", "capability", "scale"];
            let lacking: Vec<_> = needed.into_iter().filter(|name| text(name).is_none()).collect();
            let lacking: Vec<_> = lacking.iter().map(|name| format!("`--{name}`")).collect();
            let (Some(name), Some(capability), Some(scale)) =
                (text("name"), text("capability"), text("scale"))
            else {
                return Err(missing(&lacking.join(words::COMMA.in_lang(lang))));
            };
            Imports::Scores { name, id: text("id"), capability, scale }
        }
    };
    Ok(Import {
        input: text("input").unwrap_or_default(),
        what,
        into: matches.get_one::<PathBuf>("into").cloned(),
        as_of: matches.get_one("as-of").copied(),
        timeout: matches.get_one("timeout").copied().unwrap_or(Duration::from_secs(SECONDS.into())),
        all: matches.get_flag("all"),
    })
}
