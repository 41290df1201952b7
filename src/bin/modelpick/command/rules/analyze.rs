//! `modelpick rules analyze`: what the rules do in every situation of a scope, and what holds whatever is answered.

use modelpick::deciding::analyze::report::analyze;
use modelpick::deciding::analyze::space::Scope;

use super::read;
use crate::args::Tried;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::render::Style;
use crate::render::rules::{self, Analyzed};
use crate::scan::Scanned;
use crate::write;

/// Analyzes and tells; a broken invariant ends in 4.
pub(super) fn run(asked: &Tried, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    // Reading takes its part of the time as well.
    let progress = Progress::new(0, asked.budget, quiet);
    let loaded = read(scanned, style.lang)?;
    let knowledge = &loaded.knowledge;
    let report = {
        let scope = Scope::of(knowledge, asked.choices);
        progress.set_steps(scope.steps());
        analyze(knowledge, scope, &|done| progress.is_over(done))
    };
    drop(progress);
    let analyzed = Analyzed { knowledge, report: &report, scanned };
    write(style, |out| match asked.format.as_str() {
        "json" => rules::analyzed_json(&analyzed, out),
        _ => rules::analyzed(&analyzed, style, out),
    })?;
    Ok(if report.is_broken() { Exit::Failed } else { Exit::Done })
}
