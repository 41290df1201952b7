//! `modelpick rules test`: answers, and what must come of them.

use std::fmt::Display;

use modelpick::deciding::verify::verify;
use modelpick::knowledge::reading::file::{Files, Part};
use modelpick::knowledge::reading::load::Rejected;
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::words::shown::clean;

use super::read;
use super::suite::{From, Suite};
use crate::args::Test;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::render::Style;
use crate::render::rules::{self, Tested};
use crate::scan::Scanned;
use crate::words::{self, fill};
use crate::write;

/// Runs the tests; one that fails ends in 4.
pub(super) fn run(asked: &Test, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let loaded = read(scanned, style.lang)?;
    let folders = loading::folders(scanned);
    let from = if !asked.files.is_empty() {
        From::Paths(&asked.files)
    } else if folders.iter().any(|(part, _)| *part == Part::Rules) {
        From::Folders(&folders)
    } else {
        From::BuiltIn
    };
    if let Some(folder) = asked.files.iter().find(|path| path.join("tests").is_dir()) {
        let (message, help) =
            (words::TESTS_BESIDE.in_lang(style.lang), words::TESTS_BESIDE_HELP.in_lang(style.lang));
        let folder = folder.display().to_string();
        let with: &[(&str, &dyn Display)] = &[("folder", &clean(&folder))];
        return Err(Failure::usage(fill(message, with), Some(fill(help, with))));
    }
    let Suite { files, cases, diagnostics } = Suite::read(&from, Files::default(), &loaded.knowledge);
    if !diagnostics.is_empty() {
        return Err(Failure::knowledge(&Rejected { diagnostics, files }, !scanned.json, style.lang));
    }
    if cases.is_empty() {
        let help = words::NO_TESTS_HELP.in_lang(style.lang).to_owned();
        return Err(Failure::usage(words::NO_TESTS.in_lang(style.lang).to_owned(), Some(help)));
    }
    let wanted = |case: &Case| {
        let Some(filter) = &asked.filter else { return true };
        let filter = filter.to_lowercase();
        let file = files.of(case.place).map_or("", |file| &file.name);
        case.name.to_lowercase().contains(&filter) || file.to_lowercase().contains(&filter)
    };
    let chosen: Vec<_> = cases.iter().filter(|case| wanted(case)).collect();
    if let (true, Some(filter)) = (chosen.is_empty(), &asked.filter) {
        let message = fill(words::NO_TEST_LIKE.in_lang(style.lang), &[("filter", filter)]);
        return Err(Failure::usage(message, None));
    }
    let results: Vec<_> = chosen.into_iter().map(|case| (case, verify(&loaded.knowledge, case))).collect();
    let failed = results.iter().any(|(_, verdict)| !verdict.missed.is_empty());
    let tested = Tested { knowledge: &loaded.knowledge, files: &files, results: &results, quiet };
    write(style, |out| match asked.format.as_str() {
        "json" => rules::tests_json(&tested, out),
        "junit" => rules::junit(&tested, style, out),
        _ => rules::tests(&tested, style, out),
    })?;
    Ok(if failed { Exit::Failed } else { Exit::Done })
}
