//! Completion of words in a shell. The script of a shell holds no word of any rule: for each completion it runs this
//! program again with [`VARIABLE`] set, so that `--rules DIR` counts, and nothing of a file is ever run by a shell.
//! Names `clap_complete`.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use modelpick::authoring::codes::explained;
use modelpick::authoring::schema::Schema;
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::diagnostic::Code;
use modelpick::knowledge::words::text::Lang;

use super::grammar;
use crate::scan::Scanned;

/// The variable whose value is the shell that asks for completions.
pub(crate) const VARIABLE: &str = "MODELPICK_COMPLETE";

/// How the program is called; never by the path of the one that wrote the script.
const PROGRAM: &str = "modelpick";

/// The script that a shell reads to complete words; nothing if there is no such shell.
pub(crate) fn script(shell: &str) -> io::Result<Vec<u8>> {
    let mut script = Vec::new();
    if let Some(shell) = Shells::builtins().completer(shell) {
        shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
    }
    Ok(script)
}

/// A line that a shell wants completed.
#[derive(Debug)]
pub(crate) struct Line<'w> {
    /// Which shell.
    pub(crate) shell: OsString,
    /// The words so far, the program's name first.
    pub(crate) words: &'w [OsString],
    /// The folder that paths begin at.
    pub(crate) here: Option<PathBuf>,
}

/// What the script put behind its own `--`.
pub(crate) fn line(words: &[OsString]) -> &[OsString] {
    let begin = words.iter().position(|word| word == "--").map_or(words.len(), |at| at + 1);
    words.get(begin..).unwrap_or_default()
}

impl Line<'_> {
    /// The words that may stand where the cursor is, as the shell wants them.
    pub(crate) fn complete(
        &self,
        scanned: &Scanned,
        knowledge: &'static Knowledge,
        lang: Lang,
    ) -> io::Result<Vec<u8>> {
        let shells = Shells::builtins();
        // The shell may be named by its path.
        let name = Path::new(&self.shell).file_stem().unwrap_or(&self.shell).to_string_lossy();
        let mut found = Vec::new();
        if let Some(shell) = shells.completer(&name).filter(|_| !self.words.is_empty()) {
            let mut known = known(scanned, knowledge, lang);
            shell.write_complete(&mut known, self.words.to_vec(), self.here.as_deref(), &mut found)?;
            if shell.is("bash") {
                found = unquoted(&found);
            }
        }
        Ok(found)
    }
}

/// The command line with the values that each flag takes.
fn known(scanned: &Scanned, knowledge: &'static Knowledge, lang: Lang) -> Command {
    let values = |arg: Arg| with_values(arg, knowledge, lang);
    let questions = matches!(scanned.command, Some("recommend" | "rules"));
    let all = |sub: Command| sub.mut_args(values).mut_subcommands(|below| below.mut_args(values));
    let mut command = grammar::command(knowledge, lang, questions).mut_subcommands(all);
    if scanned.command.is_some() {
        return command;
    }
    // Without a command the flags are those of `recommend`, and after one of them no command follows.
    if scanned.answered {
        command = Command::new(PROGRAM).disable_help_flag(true).args(grammar::everywhere(lang));
    }
    command.args(grammar::recommend_args(knowledge, lang).into_iter().map(values))
}

fn with_values(arg: Arg, knowledge: &'static Knowledge, lang: Lang) -> Arg {
    if arg.get_id() == "filter" || arg.get_id() == "model" {
        return arg.add(ArgValueCandidates::new(move || {
            let models = knowledge.catalog.models.iter();
            models.map(|model| candidate(model.id.0, model.name.fixed(lang))).collect()
        }));
    }
    if arg.get_id() == "rule" {
        return arg.add(ArgValueCandidates::new(move || {
            let said = |rule: &'static Rule| rule.because.as_ref().map_or("", |because| because.fixed(lang));
            knowledge.rules.0.iter().map(|rule| candidate(rule.id.0, said(rule))).collect()
        }));
    }
    if arg.get_id() == "code" {
        let of = move |code: &Code| candidate(code.name(), explained(*code).says.fixed(lang));
        return arg.add(ArgValueCandidates::new(move || Code::ALL.iter().map(of).collect()));
    }
    if arg.get_id() == "schema" {
        let of = move |(name, schema): &(&'static str, Schema)| candidate(name, schema.title().fixed(lang));
        return arg.add(ArgValueCandidates::new(move || Schema::ALL.iter().map(of).collect()));
    }
    let Some(at) = knowledge.question(arg.get_id().as_str()) else { return arg };
    arg.add(ArgValueCandidates::new(move || choices(&knowledge.questions[at], lang)))
}

fn choices(question: &'static Question, lang: Lang) -> Vec<CompletionCandidate> {
    match &question.kind {
        Kind::Choices { choices, .. } => {
            choices.iter().map(|choice| candidate(choice.id.0, choice.label.fixed(lang))).collect()
        }
        Kind::YesNo => ["yes", "no"].map(CompletionCandidate::new).into(),
        Kind::Number(_) | Kind::Money { .. } => Vec::new(),
    }
}

fn candidate(id: &'static str, label: &'static str) -> CompletionCandidate {
    CompletionCandidate::new(id).help(Some(label.into()))
}

/// Without the words that bash would read something into: it puts them on the command line as they are. Ids never
/// have such letters, names of files may.
fn unquoted(found: &[u8]) -> Vec<u8> {
    /// What the script splits the words at, a vertical tab.
    const BETWEEN: u8 = 0x0b;
    let plain =
        |letter: &u8| letter.is_ascii_alphanumeric() || !letter.is_ascii() || b"-_./,:=+@%".contains(letter);
    let words: Vec<_> =
        found.split(|&letter| letter == BETWEEN).filter(|word| word.iter().all(plain)).collect();
    words.join(&BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bash_gets_no_word_that_it_would_run() {
        assert_eq!(unquoted(b"mine/\x0b$(touch x)/\x0ba b\x0b--task"), b"mine/\x0b--task");
        assert_eq!(unquoted("规则/".as_bytes()), "规则/".as_bytes());
    }

    #[test]
    fn the_line_begins_behind_the_first_mark() {
        let words = ["--", "modelpick", "--rules", "a", "--"].map(OsString::from);
        assert_eq!(line(&words), &words[1..]);
        assert!(line(&words[1..4]).is_empty());
    }
}
