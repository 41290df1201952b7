//! Which tests of rules there are, read and resolved.

use std::path::{Path, PathBuf};

use modelpick::embedded;
use modelpick::knowledge::reading::cases;
use modelpick::knowledge::reading::file::{File, Files, Part};
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::diagnostic::{Diagnostic, Problems};

/// Tests with the files that they stand in.
#[derive(Debug, Default)]
pub(super) struct Suite {
    /// Every file that was read, beside those that were there before.
    pub(super) files: Files,
    /// Every case, by file and place.
    pub(super) cases: Vec<Case>,
    /// What is wrong with them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where tests come from.
pub(super) enum From<'a> {
    /// Those of the built-in rules.
    BuiltIn,
    /// Those beside the rules of these folders.
    Folders(&'a [(Part, PathBuf)]),
    /// These files, and those below these folders.
    Paths(&'a [PathBuf]),
}

impl Suite {
    /// Reads them; `files` are those that were read before.
    pub(super) fn read(from: &From<'_>, files: Files, knowledge: &Knowledge) -> Self {
        let problems = Problems::default();
        let mut files = files;
        let before = files.iter().count();
        match from {
            From::BuiltIn => {
                for (path, text) in embedded::tests() {
                    let name = format!("rules/tests/{path}");
                    files.push(File {
                        part: Part::Tests,
                        name,
                        path: path.into(),
                        text: text.into(),
                        layer: 0,
                    });
                }
            }
            From::Folders(folders) => {
                for (layer, (part, folder)) in (1..).zip(*folders) {
                    let tests = folder.join("tests");
                    if *part == Part::Rules && tests.is_dir() {
                        files.push_folder(&tests, Part::Tests, layer, &problems);
                    }
                }
            }
            From::Paths(paths) => paths.iter().for_each(|path| push(path, &mut files, &problems)),
        }
        let added: Vec<_> = files.iter().map(|(number, _)| number).skip(before).collect();
        let cases =
            added.into_iter().flat_map(|number| cases::read(&files, number, knowledge, &problems)).collect();
        Self { files, cases, diagnostics: problems.sorted() }
    }
}

fn push(path: &Path, files: &mut Files, problems: &Problems) {
    if path.is_dir() {
        files.push_folder(path, Part::Tests, 1, problems);
    } else {
        files.push_path(path, Part::Tests, problems);
    }
}
