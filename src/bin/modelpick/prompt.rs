//! The questionnaire at a terminal. This file and those below it are the only ones that name `inquire`.
//!
//! Prompts are drawn on standard error, so that the result can go into a pipe. Nothing here is touched unless
//! something is asked.

mod choose;
mod entry;
mod look;
mod offer;
mod say;
mod screen;
mod write;

use std::io::{self, IsTerminal};

use inquire::InquireError;
use modelpick::deciding::interview::{Asker, Asking, Interview, Next, Offer, Reply};
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Lang;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::words::{self, fill};
use look::Look;
use screen::Screen;

/// How the questionnaire ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The result is wanted.
    Done,
    /// Somebody pressed Ctrl-C.
    Left,
}

/// Why it ended early.
#[derive(Debug)]
enum Stop {
    /// Somebody pressed Ctrl-C.
    Left,
    /// The terminal does not work.
    Broken(io::Error),
}

/// Whether somebody can be asked: standard input and standard error are both terminals that can move the cursor.
pub(crate) fn is_possible() -> bool {
    io::stdin().is_terminal()
        && io::stderr().is_terminal()
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Asks until the result is wanted; fails where the terminal does not work.
pub(crate) fn run(
    interview: &mut Interview<'_>,
    knowledge: &'static Knowledge,
    lang: Lang,
    coloured: bool,
) -> Result<Ended, Failure> {
    let look = Look { lang, coloured };
    let mut terminal = Terminal { knowledge, look, screen: Screen::default() };
    let begun = screen::paragraph(words::PROMPT_BEGIN.fixed(lang)).map_err(Stop::Broken);
    match begun.and_then(|()| interview.run(&mut terminal)) {
        Ok(()) => Ok(Ended::Done),
        Err(Stop::Left) => Ok(Ended::Left),
        Err(Stop::Broken(error)) => {
            let message = fill(words::MISTAKE_TERMINAL.in_lang(lang), &[("why", &error)]);
            let help = Some(words::HELP_WITHOUT_QUESTIONS.in_lang(lang).to_owned());
            Err(Failure { exit: Exit::Usage, kind: "terminal", message, help, drawn: false })
        }
    }
}

/// Somebody at a terminal.
struct Terminal {
    knowledge: &'static Knowledge,
    look: Look,
    screen: Screen,
}

impl Asker for Terminal {
    type Stop = Stop;

    fn ask(&mut self, asking: &Asking<'_>) -> Result<Reply, Stop> {
        if asking.place.is_some() {
            // Somebody went back to it: it is put again in its place. A correction replaces it when it is made.
            self.screen.take_back(asking.question)?;
        }
        let question = &self.knowledge.questions[asking.question];
        let asked = match &question.kind {
            Kind::Choices { many: true, .. } => choose::several(self, question, asking),
            Kind::Choices { .. } | Kind::YesNo => choose::one(self, question, asking),
            Kind::Number(_) | Kind::Money { .. } => write::number(self, question, asking),
        };
        match asked {
            Ok(reply) => {
                let shown = match &reply {
                    Reply::Answer(answer) => say::answer(self, question, answer),
                    _ => say::open(self.look),
                };
                let record = self.look.record(asking.question, &self.message(question), &shown);
                self.screen.record(record)?;
                Ok(reply)
            }
            Err(InquireError::OperationCanceled) => {
                screen::erase(&look::left(&self.message(question)))?;
                Ok(Reply::Back)
            }
            Err(error) => Err(stop(error)),
        }
    }

    fn offer(&mut self, offer: &Offer<'_>) -> Result<Next, Stop> {
        self.screen.keep(|question| offer.settled.contains(&question))?;
        offer::put(self, offer)
    }
}

impl Terminal {
    /// The question as it stands before what is entered, within the columns of the screen.
    fn message(&self, question: &Question) -> String {
        look::message(question.ask.in_lang(self.look.lang))
    }
}

fn stop(error: InquireError) -> Stop {
    match error {
        InquireError::OperationInterrupted => Stop::Left,
        InquireError::IO(error) => Stop::Broken(error),
        other => Stop::Broken(io::Error::other(other.to_string())),
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}
