//! `modelpick rules diff`: which situations get another winner by other rules.

use std::path::Path;

use modelpick::deciding::analyze::differ::{Compared, Pair};
use modelpick::deciding::analyze::level::{level, only};
use modelpick::embedded;
use modelpick::knowledge::reading::file::Part;
use modelpick::knowledge::reading::load::{Layers, load_over};
use modelpick::knowledge::stating::knowledge::Knowledge;

use crate::args::Diff;
use crate::command::recommend::together;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::progress::Progress;
use crate::render::Style;
use crate::render::rules::{self, Differing};
use crate::scan::Scanned;
use crate::write;

/// Compares and tells; with `--fail-if-changed` another winner ends in 4.
pub(super) fn run(asked: &Diff, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let (old, new) = match &asked.folders[..] {
        [old, new] => (Some(old.as_path()), Some(new.as_path())),
        [new] => (None, Some(new.as_path())),
        _ => (None, None),
    };
    // Reading takes its part of the time as well.
    let progress = Progress::new(0, asked.tried.budget, quiet);
    let [old, new] = [old, new].map(|folder| rules_of(folder, asked.whole, scanned, style));
    let (old, new) = (old?, new?);
    let only = [only(&old, &new), only(&new, &old)];
    let (old, new) = (level(&old, &new), level(&new, &old));
    let compared = compared(asked, &progress, (&old, &new), scanned, style)?;
    drop(progress);
    let differing = Differing { old: &old, compared: &compared, only: &only };
    write(style, |out| match asked.tried.format.as_str() {
        "json" => rules::differing_json(&differing, out),
        _ => rules::differing(&differing, style, out),
    })?;
    Ok(if asked.fail_if_changed && !compared.differs.is_empty() { Exit::Failed } else { Exit::Done })
}

/// The rules of a folder over the built-in ones, or in their place, with the folders of `--rules` and `--catalog`
/// between.
fn rules_of(
    folder: Option<&Path>,
    whole: bool,
    scanned: &Scanned,
    style: Style<'_>,
) -> Result<Knowledge, Failure> {
    let mut built_in = embedded::sources();
    let mut folders = loading::folders(scanned);
    if let Some(folder) = folder {
        if whole {
            built_in.retain(|(part, ..)| *part != Part::Rules);
        }
        folders.push((Part::Rules, folder.to_owned()));
    }
    load_over(Layers { built_in, folders }, Some(embedded::knowledge()))
        .map(|loaded| loaded.knowledge)
        .map_err(|rejected| Failure::knowledge(&rejected, !scanned.json, style.lang))
}

fn compared(
    asked: &Diff,
    progress: &Progress,
    (old, new): (&Knowledge, &Knowledge),
    scanned: &Scanned,
    style: Style<'_>,
) -> Result<Compared, Failure> {
    let pair = Pair::new(old, new);
    if !asked.answers.is_empty() {
        let mut all = Vec::new();
        for file in &asked.answers {
            let how = (!scanned.json, style.lang);
            all.push(together(Some(file), &[], old, how)?);
        }
        return Ok(pair.these(&all));
    }
    let scope = pair.scope(asked.tried.choices);
    progress.set_steps(scope.steps());
    Ok(pair.combine(&scope, &|done| progress.is_over(done)))
}
