//! What a person or a program sees of rules, their tests and what is wrong with them.

mod analyze;
mod analyze_json;
mod check;
mod codes;
mod conditions;
mod diff;
mod effects;
mod github;
mod junit;
mod list;
mod located;
mod sarif;
mod schema;
mod show;
mod tests;
mod tests_json;
mod verdicts;

use std::path::PathBuf;

use modelpick::deciding::analyze::differ::Compared;
use modelpick::deciding::analyze::report::Report;
use modelpick::deciding::lint::tried::Tried;
use modelpick::deciding::verify::Verdict;
use modelpick::knowledge::reading::file::{Files, Part};
use modelpick::knowledge::reading::load::Loaded;
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::diagnostic::Diagnostic;
use modelpick::knowledge::words::table::Ix;

use crate::scan::Scanned;

pub(crate) use analyze::write as analyzed;
pub(crate) use analyze_json::write as analyzed_json;
pub(crate) use check::{json as check_json, write as check};
pub(crate) use codes::{all as codes, begun, one as code};
pub(crate) use diff::{json as differing_json, write as differing};
pub(crate) use github::write as github;
pub(crate) use junit::write as junit;
pub(crate) use list::{json as list_json, write as list};
pub(crate) use sarif::write as sarif;
pub(crate) use schema::{all as schemas, write as schema, wrote};
pub(crate) use show::{json as show_json, write as show};
pub(crate) use tests::write as tests;
pub(crate) use tests_json::write as tests_json;

/// What checking found.
pub(crate) struct Checked<'a> {
    /// Every file, to draw with.
    pub(crate) files: &'a Files,
    /// By place.
    pub(crate) diagnostics: &'a [Diagnostic],
    /// What was checked, unless it has errors.
    pub(crate) knowledge: Option<&'a Knowledge>,
    /// How many tests were read.
    pub(crate) tests: usize,
    /// Tell only what was found.
    pub(crate) quiet: bool,
}

/// What analysis found.
pub(crate) struct Analyzed<'a> {
    /// Of what.
    pub(crate) knowledge: &'a Knowledge,
    /// What was found.
    pub(crate) report: &'a Report,
    /// The folders, for command lines.
    pub(crate) scanned: &'a Scanned,
}

/// What differs between two sets of rules.
pub(crate) struct Differing<'a> {
    /// The old ones, with the questions of both.
    pub(crate) old: &'a Knowledge,
    /// What was found.
    pub(crate) compared: &'a Compared,
    /// The questions that only the old, and only the new rules have.
    pub(crate) only: &'a [Vec<String>; 2],
}

/// What came of tests.
pub(crate) struct Tested<'a> {
    /// What they ran over.
    pub(crate) knowledge: &'a Knowledge,
    /// The files that they stand in.
    pub(crate) files: &'a Files,
    /// By file and place.
    pub(crate) results: &'a [(&'a Case, Verdict)],
    /// Tell only what failed.
    pub(crate) quiet: bool,
}

/// Rules and the layers that they came from.
pub(crate) struct Layered<'a> {
    /// What was read.
    pub(crate) loaded: &'a Loaded,
    /// Every folder over the built-in files, lowest first.
    pub(crate) folders: &'a [(Part, PathBuf)],
    /// How many of them are the user's own.
    pub(crate) own: usize,
}

/// One rule with what is worth knowing of it.
pub(crate) struct Shown<'a> {
    /// The rule.
    pub(crate) at: Ix<Rule>,
    /// Where it came from.
    pub(crate) layered: &'a Layered<'a>,
    /// What it does wherever it fires.
    pub(crate) tried: Tried,
    /// Tests that name it.
    pub(crate) mentioned: Vec<Mentioned>,
}

/// A test that names a rule.
pub(crate) struct Mentioned {
    /// What the test is about.
    pub(crate) name: String,
    /// Its file.
    pub(crate) file: String,
    /// Its line there.
    pub(crate) line: usize,
}
