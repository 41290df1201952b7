//! The help of a command on the screen, within its columns: clap's own knows English only and breaks lines at
//! blanks, of which Chinese has none.

use std::fmt::Display;

use anstyle::Style;
use modelpick::knowledge::words::text::Lang;

use super::outline::{Entry, Outline, Part};
use crate::render::layout::{pad, width, wrap};
use crate::words::{self, fill};

/// Before an entry.
const INDENT: usize = 2;

/// What `-h, ` takes, which is left free before flags without a short form.
const SHORT: usize = 4;

/// Before the text of an entry that stands below its name.
const BELOW: usize = 10;

/// A text beside a name has at least this many columns; otherwise it stands below.
const LEAST: usize = 24;

const BOLD: Style = Style::new().bold();

/// The whole help. Only if it is `full` does it say what each choice means, where the choices say so.
pub(crate) fn help(outline: &Outline, full: bool, columns: usize, lang: Lang) -> String {
    let mut out = String::new();
    for line in wrap(&outline.about, columns) {
        put(&mut out, 0, &line);
    }
    let heading = BOLD.underline();
    let usage = format!("{BOLD}{}{BOLD:#} {}", outline.name, outline.usage);
    let marks: [(&str, &dyn Display); 3] =
        [("begin", &heading), ("end", &format!("{heading:#}")), ("usage", &usage)];
    put(&mut out, 0, "");
    put(&mut out, 0, &fill(words::HELP_USAGE.in_lang(lang), &marks));
    let full = full && outline.parts.iter().flat_map(|part| &part.entries).any(Entry::tells_choices);
    for part in &outline.parts {
        put(&mut out, 0, "");
        let named = fill(words::HELP_HEADING.in_lang(lang), &[("heading", &part.heading)]);
        put(&mut out, 0, &format!("{heading}{named}{heading:#}"));
        if full {
            below(&mut out, part, columns, lang);
        } else {
            beside(&mut out, part, columns, lang);
        }
    }
    out
}

fn put(out: &mut String, indent: usize, line: &str) {
    if !line.is_empty() {
        out.push_str(&" ".repeat(indent));
    }
    out.push_str(line);
    out.push('\n');
}

/// The name of an entry, and how many columns it takes.
fn term(entry: &Entry) -> (String, usize) {
    let (short, blank) = match entry.short {
        Some(short) => (format!("-{short}, "), 0),
        None => (String::new(), if entry.is_flag() { SHORT } else { 0 }),
    };
    let value = if entry.value.is_empty() { String::new() } else { format!(" {}", entry.value) };
    let columns = blank + width(&short) + width(&entry.name) + width(&value);
    (format!("{:blank$}{BOLD}{short}{}{BOLD:#}{value}", "", entry.name), columns)
}

/// `[possible values: en, zh]`; empty if there are none.
fn values(entry: &Entry, lang: Lang) -> String {
    if entry.choices.is_empty() {
        return String::new();
    }
    let ids: Vec<_> = entry.choices.iter().map(|(id, _)| id.as_str()).collect();
    let ids = ids.join(words::COMMA.in_lang(lang));
    fill(words::HELP_VALUES.in_lang(lang), &[("values", &ids)])
}

/// Texts beside the names.
fn beside(out: &mut String, part: &Part, columns: usize, lang: Lang) {
    let widest = part.entries.iter().map(|entry| term(entry).1).max().unwrap_or(0);
    let hang = INDENT + widest + INDENT;
    let (hang, fits) = if hang + LEAST <= columns { (hang, true) } else { (BELOW, false) };
    for entry in &part.entries {
        let (name, taken) = term(entry);
        let text = match values(entry, lang) {
            none if none.is_empty() => entry.text.clone(),
            values => {
                fill(words::HELP_WITH_VALUES.in_lang(lang), &[("text", &entry.text), ("values", &values)])
            }
        };
        let mut lines = wrap(&text, columns.saturating_sub(hang)).into_iter();
        if fits {
            let first = lines.next().unwrap_or_default();
            put(out, INDENT, &format!("{name}{:1$}{first}", "", hang - INDENT - taken));
        } else {
            put(out, INDENT, &name);
        }
        for line in lines {
            put(out, hang, &line);
        }
    }
}

/// Texts below the names, with what each choice means.
fn below(out: &mut String, part: &Part, columns: usize, lang: Lang) {
    for (at, entry) in part.entries.iter().enumerate() {
        if at > 0 {
            put(out, 0, "");
        }
        put(out, INDENT, &term(entry).0);
        let room = columns.saturating_sub(BELOW);
        for line in wrap(&entry.text, room) {
            put(out, BELOW, &line);
        }
        if entry.choices.is_empty() {
            continue;
        }
        put(out, 0, "");
        if !entry.tells_choices() {
            for line in wrap(&values(entry, lang), room) {
                put(out, BELOW, &line);
            }
            continue;
        }
        put(out, BELOW, words::HELP_CHOICES.in_lang(lang));
        let longest = entry.choices.iter().map(|(id, _)| width(id)).max().unwrap_or(0);
        // `- `, the id, `:` and a blank.
        let hang = longest + 4;
        for (id, means) in &entry.choices {
            let mut lines = wrap(means, room.saturating_sub(hang)).into_iter();
            let named = pad(&format!("{id}:"), longest + 2);
            let first = lines.next().unwrap_or_default();
            put(out, BELOW, &format!("- {BOLD}{named}{BOLD:#}{first}"));
            lines.for_each(|line| put(out, BELOW + hang, &line));
        }
    }
}

#[cfg(test)]
mod tests {
    use modelpick::embedded;

    use super::*;
    use crate::args::grammar;

    /// Help without its styles.
    fn shown(command: &str, full: bool, columns: usize, lang: Lang) -> String {
        let knowledge = embedded::knowledge();
        let mut whole = grammar::command(knowledge, lang, true);
        whole.build();
        let here = whole.find_subcommand(command).unwrap_or(&whole);
        let help = help(&Outline::of(here, knowledge, lang), full, columns, lang);
        anstream::adapter::strip_str(&help).to_string()
    }

    #[test]
    fn stays_within_the_columns() {
        for lang in [Lang::En, Lang::Zh] {
            for command in
                ["", "recommend", "models", "questions", "rules", "evidence", "catalog", "completions", "man"]
            {
                for (full, columns) in [(true, 40), (false, 40), (true, 80), (false, 80), (false, 100)] {
                    let help = shown(command, full, columns, lang);
                    // The usage is one line, to be copied.
                    let wide: Vec<_> = help.lines().skip(1).filter(|line| width(line) > columns).collect();
                    let usage = |line: &&str| line.contains(&format!("modelpick {command}"));
                    assert!(wide.iter().all(usage), "{columns} columns: {wide:#?}");
                    assert!(!help.lines().any(|line| line.ends_with(' ')), "blanks at an end: {help}");
                }
            }
        }
    }

    #[test]
    fn says_everything_in_its_language() {
        let english =
            ["Usage", "OPTIONS", "COMMAND", "possible values", "Possible values", "Options:", "Print"];
        for command in ["", "recommend", "models", "rules", "evidence", "catalog", "completions", "man"] {
            for full in [true, false] {
                let help = shown(command, full, 80, Lang::Zh);
                assert!(english.iter().all(|word| !help.contains(word)), "{help}");
                assert!(help.contains("用法：modelpick") && help.contains("选项："), "{help}");
            }
        }
    }

    #[test]
    fn tells_what_choices_mean_only_in_full() {
        let (full, brief) = (shown("recommend", true, 80, Lang::En), shown("recommend", false, 80, Lang::En));
        assert!(full.contains("- enterprise: ") && !full.contains("enterprise, individual"));
        assert!(brief.contains("enterprise, individual") && !brief.contains("- enterprise: "));
    }
}
