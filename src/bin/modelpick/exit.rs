//! What the program tells the shell.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Something was recommended, or listed.
    Done,
    /// No candidate passed the gates: an answer, not an error.
    NothingFits,
    /// Bad flags or answers.
    Usage,
    /// Rules or catalogue wrong.
    Knowledge,
    /// A test of rules failed, a warning that was denied came up, or facts are older than they may be.
    Failed,
    /// Somebody left the questionnaire.
    Cancelled,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::NothingFits => 1,
            Exit::Usage => 2,
            Exit::Knowledge => 3,
            Exit::Failed => 4,
            // What a shell reports after Ctrl-C: 128 + SIGINT.
            Exit::Cancelled => 130,
        })
    }
}
