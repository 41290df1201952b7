//! `modelpick`: reads the command line, asks the library, writes the answer.

mod args;
mod command;
mod exit;
mod failure;
mod language;
mod loading;
mod progress;
mod prompt;
mod render;
mod scan;
mod words;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::ColorChoice;
use modelpick::deciding::interview::Interview;
use modelpick::deciding::recommend_on;
use modelpick::embedded;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::{Lang, Text};

use crate::args::completing::Line;
use crate::args::{Args, Asked, Parsed, Recommend, completing, manual, parse_words};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading::Known;
use crate::prompt::Ended;
use crate::render::{Format, Style};
use crate::scan::{Scanned, scan};
use crate::words::fill;

/// Longer lines of help are hard to read.
const WIDEST_HELP: usize = 100;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    if let Some(shell) = std::env::var_os(completing::VARIABLE) {
        let here = std::env::current_dir().ok();
        return completed(&Line { shell, words: completing::line(&words), here });
    }
    let scanned = scan(&words);
    choose_color(&words);
    let (lang, chosen) = language::choose(scanned.lang);
    let exit = chosen.and_then(|()| run(words, &scanned, lang)).unwrap_or_else(|failure| {
        // Where standard error is closed, there is nobody left to tell.
        drop(failure.tell(scanned.json, lang));
        failure.exit
    });
    exit.into()
}

/// Tells a shell how the line may go on. It shows nothing else: a mistake in a file is told when the line is run.
fn completed(line: &Line<'_>) -> ExitCode {
    let scanned = scan(line.words.get(1..).unwrap_or_default());
    let (lang, _) = language::choose(scanned.lang);
    let knowledge =
        loading::read(&scanned, false, lang).map_or_else(|_| embedded::knowledge(), |known| known.knowledge);
    match line.complete(&scanned, knowledge, lang).and_then(|found| io::stdout().write_all(&found)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(words: Vec<OsString>, scanned: &Scanned, lang: Lang) -> Result<Exit, Failure> {
    let drawn = styled(&io::stderr()) && !scanned.json;
    let (known, rejected) = match loading::read(scanned, drawn, lang) {
        Ok(known) => (known, None),
        Err(rejected) => (Known::built_in(), Some(rejected)),
    };
    let parsed = parse_words(words, scanned, known.knowledge, lang, width().min(WIDEST_HELP));
    if let Some(rejected) = rejected.filter(|_| !tells_of_itself(&parsed)) {
        return Err(Failure::knowledge(&rejected, drawn, lang));
    }
    let args = match parsed? {
        Parsed::Args(args) => args,
        Parsed::Text(text) => {
            return written(anstream::stdout().write_all(text.as_bytes()), lang).map(|()| Exit::Done);
        }
    };
    if !known.notes.is_empty() && !args.quiet {
        // As above: a note that cannot be told is not worth failing for.
        drop(anstream::stderr().write_all(known.notes.as_bytes()));
    }
    let knowledge = known.knowledge;
    let style = Style { format: args.format, lang, width: width(), top: None, explain: false, again: "" };
    match &args.command {
        Asked::Recommend(asked) => recommended(asked, &args, scanned, knowledge, style),
        Asked::Models(filter) => {
            let found = command::models::matching(knowledge, filter);
            write(style, |out| match style.format {
                Format::Table if found.is_empty() => {
                    render::no_models(&command::models::strange(knowledge, filter), style, out)
                }
                _ => render::models(&found, knowledge, style, out),
            })?;
            Ok(if found.is_empty() { Exit::NothingFits } else { Exit::Done })
        }
        Asked::Vouched(asked) => {
            let evidence = known.evidence().map_err(|rejected| Failure::knowledge(&rejected, drawn, lang))?;
            let found = command::vouched::look(asked, knowledge, evidence, lang)?;
            write(style, |out| render::vouched(&found, style, out))?;
            Ok(found.exit())
        }
        Asked::Import(asked) => command::import::run(asked, args.quiet, scanned, style),
        Asked::Questions => write(style, |out| render::questions(knowledge, style, out)).map(|()| Exit::Done),
        Asked::Rules(asked) => command::rules::run(asked, args.quiet, scanned, style),
        Asked::Completions(shell) => {
            let script = completing::script(shell).and_then(|script| io::stdout().write_all(&script));
            written(script, lang).map(|()| Exit::Done)
        }
        Asked::Man(None) => {
            let page = manual::whole(knowledge, lang);
            written(io::stdout().write_all(page.as_bytes()), lang).map(|()| Exit::Done)
        }
        Asked::Man(Some(folder)) => {
            let pages = manual::pages(knowledge, lang);
            written(command::man::write(&pages, folder), lang).map(|()| Exit::Done)
        }
    }
}

/// Whether only help, the version, the manual or a script is asked for: that must not fail because of a broken file.
fn tells_of_itself(parsed: &Result<Parsed, Failure>) -> bool {
    match parsed {
        Ok(Parsed::Text(_)) => true,
        Ok(Parsed::Args(args)) => matches!(args.command, Asked::Completions(_) | Asked::Man(_)),
        Err(_) => false,
    }
}

fn recommended(
    asked: &Recommend,
    args: &Args,
    scanned: &Scanned,
    knowledge: &'static Knowledge,
    style: Style<'_>,
) -> Result<Exit, Failure> {
    let answers =
        command::recommend::answers(asked, knowledge, styled(&io::stderr()) && !scanned.json, style.lang)?;
    let again = |answers: &Answers| {
        if args.quiet { String::new() } else { command::again::again(asked, answers, scanned, knowledge) }
    };
    let mut interview = Interview::new(knowledge, answers);
    let asks = !args.no_input && prompt::is_possible() && interview.is_worthwhile();
    if asks && prompt::run(&mut interview, knowledge, style.lang, styled(&io::stderr()))? == Ended::Left {
        let answers = interview.answers();
        let begun = answers.iter().next().is_some() && !args.quiet;
        if begun {
            tell(&words::STOPPED_GO_ON, &again(&answers), style);
        } else {
            tell(&words::STOPPED, "", style);
        }
        return Ok(Exit::Cancelled);
    }
    if asks && io::stdout().is_terminal() {
        // Away from the answers.
        drop(writeln!(io::stderr()));
    }
    let answers = interview.answers();
    let mut again = again(&answers);
    // What was left open would be asked again.
    if !again.is_empty()
        && (args.no_input || asks && Interview::new(knowledge, answers.clone()).is_worthwhile())
    {
        again.push_str(" --no-input");
    }
    let shown = asked.top.unwrap_or(knowledge.ranking.show);
    let today = asked.today.unwrap_or(knowledge.catalog.as_of);
    let recommendation = recommend_on(knowledge, answers, shown, today);
    if let Some(rules) = &recommendation.weightless {
        return Err(Failure::weightless(rules, knowledge, style.lang));
    }
    let style = Style { top: asked.top, explain: asked.explain, again: &again, ..style };
    write(style, |out| render::recommendation(&recommendation, knowledge, style, out))?;
    // A table says it itself.
    if asks && !args.quiet && style.format == Format::Json {
        tell(&words::SAME_AGAIN, &again, style);
    }
    Ok(if recommendation.ranked.is_empty() { Exit::NothingFits } else { Exit::Done })
}

/// Says something on standard error, with a command line below it that is never broken.
fn tell(text: &Text, command: &str, style: Style<'_>) {
    let mut out = anstream::stderr().lock();
    let command = if command.is_empty() { String::new() } else { format!("  {command}\n") };
    // Where standard error is closed, there is nobody left to tell.
    drop(write!(out, "\n{}\n{command}", text.in_lang(style.lang)));
}

/// Writes to standard output.
pub(crate) fn write(
    style: Style<'_>,
    render: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    // JSON has no colours that would have to be taken out.
    let result = if style.format == Format::Json {
        render(&mut io::stdout().lock())
    } else {
        let mut out = BufWriter::new(anstream::stdout().lock());
        render(&mut out).and_then(|()| out.flush())
    };
    written(result, style.lang)
}

/// A reader that has gone away is quiet success.
fn written(result: io::Result<()>, lang: Lang) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = fill(words::MISTAKE_OUTPUT.in_lang(lang), &[("why", &error)]);
            Err(Failure { exit: Exit::Usage, kind: "output", message, help: None, drawn: false })
        }
        _ => Ok(()),
    }
}

/// `--color`, before anything is written; the strict parser reports a word that is none of its values.
fn choose_color(words: &[OsString]) {
    let mut after = words.iter().skip_while(|word| *word != "--color").skip(1);
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix("--color="));
    match joined.or_else(|| after.next().and_then(|word| word.to_str())) {
        Some("always") => ColorChoice::Always.write_global(),
        Some("never") => ColorChoice::Never.write_global(),
        _ => {}
    }
}

fn styled(stream: &impl anstream::stream::RawStream) -> bool {
    anstream::AutoStream::choice(stream) != ColorChoice::Never
}

/// Columns of the terminal; 80 in a pipe, so that the same answers give the same bytes.
fn width() -> usize {
    if !io::stdout().is_terminal() {
        return 80;
    }
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}
