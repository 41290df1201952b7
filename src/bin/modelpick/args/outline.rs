//! What there is to say about a command, in order: for the help on the screen and for its manual page alike.

use clap::{Arg, ArgAction, Command};
use modelpick::knowledge::describing::question::Kind;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Lang;

use crate::words;

/// Closed lists up to this long are shown; longer ones come from the catalogue.
const SHOWN: usize = 40;

/// A command.
#[derive(Debug)]
pub(crate) struct Outline {
    /// How it is called, with the program's name before it.
    pub(crate) name: String,
    /// What it does.
    pub(crate) about: String,
    /// What may stand behind its name.
    pub(crate) usage: String,
    /// Its commands, arguments and flags.
    pub(crate) parts: Vec<Part>,
}

/// Entries below one heading.
#[derive(Debug)]
pub(crate) struct Part {
    /// The heading, without a colon.
    pub(crate) heading: String,
    /// At least one.
    pub(crate) entries: Vec<Entry>,
}

/// A command, an argument or a flag.
#[derive(Debug)]
pub(crate) struct Entry {
    /// How it is written, a short form aside: `--rules`, `recommend`, `[WORD]...`.
    pub(crate) name: String,
    /// Its short form: `h` for `-h`.
    pub(crate) short: Option<char>,
    /// What stands behind it: `<DIR>`.
    pub(crate) value: String,
    /// What it is for.
    pub(crate) text: String,
    /// The values it takes, if they are few, each with what it means.
    pub(crate) choices: Vec<(String, String)>,
}

impl Entry {
    /// Whether it is a flag and not something that stands alone.
    pub(crate) fn is_flag(&self) -> bool {
        self.name.starts_with('-')
    }

    /// Whether its values say what they mean.
    pub(crate) fn tells_choices(&self) -> bool {
        self.choices.iter().any(|(_, means)| !means.is_empty())
    }
}

impl Outline {
    /// Of a command that has been built, so that it has the flags of every command.
    pub(crate) fn of(command: &Command, knowledge: &Knowledge, lang: Lang) -> Self {
        let entry = |arg: &Arg| entry(arg, knowledge, lang);
        let (positional, flags): (Vec<_>, Vec<_>) = command
            .get_arguments()
            .filter(|arg| !arg.is_hide_long_help_set())
            .partition(|arg| arg.is_positional());
        let mut parts = Vec::new();
        let mut add = |heading: &str, entries: Vec<Entry>| {
            if !entries.is_empty() {
                parts.push(Part { heading: heading.to_owned(), entries });
            }
        };
        add(words::PART_COMMANDS.fixed(lang), command.get_subcommands().map(subcommand).collect());
        add(words::PART_ARGUMENTS.fixed(lang), positional.iter().map(|arg| entry(arg)).collect());
        // Its own flags stand before those of every command, help and version at the end.
        let mut plain: Vec<_> = flags.iter().filter(|arg| arg.get_help_heading().is_none()).collect();
        plain.sort_by_key(|arg| (matches!(arg.get_action(), ArgAction::Version), arg.is_global_set()));
        add(words::PART_OPTIONS.fixed(lang), plain.into_iter().map(|arg| entry(arg)).collect());
        let mut headings: Vec<_> = flags.iter().filter_map(|arg| arg.get_help_heading()).collect();
        headings.dedup();
        for heading in headings {
            let below = flags.iter().filter(|arg| arg.get_help_heading() == Some(heading));
            add(heading, below.map(|arg| entry(arg)).collect());
        }
        let mut usage = vec![words::USAGE_OPTIONS.fixed(lang).to_owned()];
        usage.extend(command.has_subcommands().then(|| words::USAGE_COMMAND.fixed(lang).to_owned()));
        usage.extend(positional.iter().map(|arg| name(arg)));
        Self {
            name: command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned(),
            about: command.get_about().map(ToString::to_string).unwrap_or_default(),
            usage: usage.join(" "),
            parts,
        }
    }
}

fn subcommand(command: &Command) -> Entry {
    Entry {
        name: command.get_name().to_owned(),
        short: None,
        value: String::new(),
        text: command.get_about().map(ToString::to_string).unwrap_or_default(),
        choices: Vec::new(),
    }
}

fn entry(arg: &Arg, knowledge: &Knowledge, lang: Lang) -> Entry {
    let asked = knowledge.question(arg.get_id().as_str()).map(|at| &knowledge.questions[at]);
    let choices = match asked.map(|question| &question.kind) {
        Some(Kind::Choices { choices, from: None, .. }) if choices.len() <= SHOWN => choices
            .iter()
            .map(|choice| (choice.id.to_string(), choice.label.in_lang(lang).to_owned()))
            .collect(),
        Some(Kind::YesNo) => ["yes", "no"].map(|word| (word.to_owned(), String::new())).to_vec(),
        Some(_) => Vec::new(),
        None => arg
            .get_possible_values()
            .iter()
            .map(|value| {
                let means = value.get_help().map(ToString::to_string);
                (value.get_name().to_owned(), means.unwrap_or_default())
            })
            .collect(),
    };
    let takes = !arg.is_positional() && arg.get_action().takes_values();
    Entry {
        name: name(arg),
        short: arg.get_short(),
        value: if takes { value(arg) } else { String::new() },
        text: arg.get_help().map(ToString::to_string).unwrap_or_default(),
        choices: if arg.get_action().takes_values() { choices } else { Vec::new() },
    }
}

/// How an argument or flag is written.
fn name(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => value(arg),
    }
}

/// What stands for the value of an argument: `<DIR>` if there must be one, `[DIR]` if there may be one.
fn value(arg: &Arg) -> String {
    let shown = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    let (least, most) = arg.get_num_args().map_or((1, 1), |count| (count.min_values(), count.max_values()));
    match (arg.is_positional(), arg.is_required_set()) {
        (true, false) if most > 1 => format!("[{shown}]..."),
        (true, false) => format!("[{shown}]"),
        (false, _) if least == 0 => format!("[<{shown}>]"),
        _ => format!("<{shown}>"),
    }
}
