//! `modelpick rules check`: everything that loading says, and what in the rules does less than it seems to.

use modelpick::authoring::warnings::warnings;
use modelpick::knowledge::reading::file::{Files, Part};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::diagnostic::{Diagnostic, Severity};

use super::suite::{From, Suite};
use crate::args::Check;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::render::Style;
use crate::render::rules::{self, Checked};
use crate::scan::Scanned;
use crate::write;

/// Checks and tells; errors end in 3, denied warnings in 4.
pub(super) fn run(asked: &Check, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let mut folders = loading::folders(scanned);
    folders.extend(asked.folder.iter().map(|folder| (Part::Rules, folder.clone())));
    let from = if folders.iter().any(|(part, _)| *part == Part::Rules) {
        From::Folders(&folders)
    } else {
        From::BuiltIn
    };
    let (knowledge, mut diagnostics, files, tests): (Option<Knowledge>, Vec<Diagnostic>, Files, usize) =
        match loading::read_files(folders.clone()) {
            Err(rejected) => (None, rejected.diagnostics, rejected.files, 0),
            Ok(loaded) => {
                let found = warnings(&loaded);
                let suite = Suite::read(&from, loaded.files, &loaded.knowledge);
                let all = [loaded.notes, found, suite.diagnostics].concat();
                (Some(loaded.knowledge), all, suite.files, suite.cases.len())
            }
        };
    diagnostics.sort_by_key(|diagnostic| (diagnostic.place, diagnostic.code));
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let exit = match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => Exit::Done,
        (0, _) if asked.deny_warnings => Exit::Failed,
        (0, _) => Exit::Done,
        _ => Exit::Knowledge,
    };
    let checked =
        Checked { files: &files, diagnostics: &diagnostics, knowledge: knowledge.as_ref(), tests, quiet };
    write(style, |out| match asked.format.as_str() {
        "json" => rules::check_json(&checked, style, out),
        "sarif" => rules::sarif(&checked, style, out),
        "github" => rules::github(&checked, style, out),
        _ => rules::check(&checked, style, out),
    })?;
    Ok(exit)
}
