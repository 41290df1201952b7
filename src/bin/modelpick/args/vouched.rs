//! The flags of what shows what stands behind the facts.

use clap::{Arg, ArgAction, ArgMatches, Command};
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::{Lang, Text};

use crate::words::{self, fill};

/// What to show of what stands behind the facts.
#[derive(Debug)]
pub(crate) struct Vouched {
    /// Of what.
    pub(crate) of: Of,
    /// The day that ages are counted to; the catalogue's own if not said.
    pub(crate) today: Option<Date>,
}

/// Whose facts.
#[derive(Debug)]
pub(crate) enum Of {
    /// One model's.
    Model(String),
    /// All of the catalogue, counted.
    Catalog,
    /// Those that are old.
    Old {
        /// Days that are not too many yet; the limit of the ranking if not said.
        max_age: Option<i64>,
        /// Also what no seller changes.
        all: bool,
    },
}

/// `evidence MODEL`
pub(super) fn evidence(lang: Lang) -> Command {
    Command::new("evidence")
        .about(words::ABOUT_EVIDENCE.fixed(lang))
        .arg(
            Arg::new("model")
                .required(true)
                // A name of several words needs no quotes.
                .num_args(1..)
                .value_name(words::VALUE_MODEL.fixed(lang))
                .help(words::HELP_MODEL.fixed(lang)),
        )
        .arg(today(lang))
}

/// The commands about the catalogue as a whole.
pub(super) fn catalog(lang: Lang) -> Command {
    let max_age = Arg::new("max-age")
        .long("max-age")
        .value_name(words::VALUE_DAYS.fixed(lang))
        .value_parser(move |word: &str| days(word, lang))
        .help(words::HELP_MAX_AGE.fixed(lang));
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue).help(words::HELP_ALL.fixed(lang));
    Command::new("catalog")
        .about(words::ABOUT_CATALOG.fixed(lang))
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand(Command::new("stats").about(words::ABOUT_STATS.fixed(lang)).arg(today(lang)))
        .subcommand(
            Command::new("check")
                .about(words::ABOUT_CHECK.fixed(lang))
                .arg(max_age)
                .arg(all)
                .arg(today(lang)),
        )
        .subcommand(super::import::command(lang))
}

pub(super) fn today(lang: Lang) -> Arg {
    day("today", &words::HELP_TODAY, lang)
}

/// A flag that takes a day.
pub(super) fn day(name: &'static str, help: &'static Text, lang: Lang) -> Arg {
    let day = move |word: &str| {
        let full = Date::parse(word).filter(|date| date.day.is_some());
        full.ok_or_else(|| {
            if is_day_in_form(word) {
                fill(words::NO_SUCH_DAY.in_lang(lang), &[("word", &word)])
            } else {
                words::NOT_A_DAY.in_lang(lang).to_owned()
            }
        })
    };
    Arg::new(name)
        .long(name)
        .value_name(words::VALUE_DATE.fixed(lang))
        .value_parser(day)
        .help(help.fixed(lang))
}

/// Whether a word is written like `2026-11-23`, whether or not there is such a day.
fn is_day_in_form(word: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    word.split('-').map(str::len).eq([4, 2, 2]) && word.split('-').all(digits)
}

/// `180d` or `180`.
fn days(word: &str, lang: Lang) -> Result<i64, String> {
    let days = word.strip_suffix('d').unwrap_or(word).parse::<u32>();
    days.map(i64::from).map_err(|_| words::NOT_AN_AGE.in_lang(lang).to_owned())
}

/// What `evidence` asks for.
pub(super) fn of_model(matches: &ArgMatches) -> Vouched {
    let words: Vec<_> = matches.get_many::<String>("model").into_iter().flatten().cloned().collect();
    Vouched { of: Of::Model(words.join(" ")), today: matches.get_one("today").copied() }
}

/// What a command of `catalog` asks for.
pub(super) fn of_catalog(matches: &ArgMatches) -> Vouched {
    let (name, inner) = matches.subcommand().unwrap_or(("stats", matches));
    let of = match name {
        "check" => Of::Old { max_age: inner.get_one("max-age").copied(), all: inner.get_flag("all") },
        _ => Of::Catalog,
    };
    Vouched { of, today: inner.try_get_one("today").ok().flatten().copied() }
}
