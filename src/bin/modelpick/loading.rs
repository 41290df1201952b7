//! Finds the folders that lie over the built-in knowledge, and reads everything.

use std::path::PathBuf;

use etcetera::BaseStrategy;
use modelpick::embedded;
use modelpick::knowledge::evidence::record::Evidence;
use modelpick::knowledge::reading::draw::draw;
use modelpick::knowledge::reading::file::{Part, is_empty};
use modelpick::knowledge::reading::load::{Layers, Loaded, Rejected, load_facts, load_over};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Lang;

use crate::scan::Scanned;

/// What was read, and what is worth telling about it.
#[derive(Debug)]
pub(crate) struct Known {
    /// The knowledge.
    pub(crate) knowledge: &'static Knowledge,
    /// What was set aside, drawn; empty if nothing was.
    pub(crate) notes: String,
    /// What stands behind it, if anything was read.
    evidence: Option<&'static Evidence>,
}

impl Known {
    /// The built-in knowledge alone.
    pub(crate) fn built_in() -> Self {
        Self { knowledge: embedded::knowledge(), notes: String::new(), evidence: None }
    }

    /// What stands behind the knowledge. The built-in knowledge holds none of it, so its files are read for this.
    pub(crate) fn evidence(&self) -> Result<&'static Evidence, Rejected> {
        match self.evidence {
            Some(evidence) => Ok(evidence),
            None => Ok(&kept(read_files(Vec::new())?).evidence),
        }
    }
}

/// The built-in knowledge with the user's folder and the given folders over it.
pub(crate) fn read(scanned: &Scanned, styled: bool, lang: Lang) -> Result<Known, Rejected> {
    let folders = folders(scanned);
    // What tells about broken rules must not fail because of them, and what imports reads them itself.
    if folders.is_empty() || !scanned.reads_rules() || scanned.imports() {
        return Ok(Known::built_in());
    }
    let Loaded { knowledge, evidence, notes, files, .. } = kept(read_files(folders)?);
    Ok(Known { knowledge, notes: draw(notes, files, styled, lang), evidence: Some(evidence) })
}

/// What was read lives as long as the program, like what is built in.
fn kept(loaded: Loaded) -> &'static Loaded {
    Box::leak(Box::new(loaded))
}

/// The facts of the built-in files with folders over them, and over all of it files that are not written yet.
pub(crate) fn read_facts(
    folders: Vec<(Part, PathBuf)>,
    unwritten: Vec<(String, String)>,
) -> Result<Loaded, Rejected> {
    load_facts(Layers { built_in: embedded::sources(), folders }, unwritten)
}

/// Where the program may keep what it fetched.
#[cfg(feature = "net")]
pub(crate) fn cache_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|strategy| strategy.cache_dir().join("modelpick"))
}

/// The built-in files with folders over them, with the place of everything.
pub(crate) fn read_files(folders: Vec<(Part, PathBuf)>) -> Result<Loaded, Rejected> {
    load_over(Layers { built_in: embedded::sources(), folders }, Some(embedded::knowledge()))
}

/// Everything that lies over the built-in files, lowest first.
pub(crate) fn folders(scanned: &Scanned) -> Vec<(Part, PathBuf)> {
    let mut folders = own_folders();
    folders.extend(scanned.rules.iter().map(|folder| (Part::Rules, folder.clone())));
    folders.extend(scanned.catalog.iter().map(|folder| (Part::Catalog, folder.clone())));
    folders
}

/// `modelpick/{rules,catalog}` in the user's configuration folder, where they are and hold something.
pub(crate) fn own_folders() -> Vec<(Part, PathBuf)> {
    let Ok(strategy) = etcetera::choose_base_strategy() else { return Vec::new() };
    let base = strategy.config_dir().join("modelpick");
    let folders = [(Part::Rules, base.join("rules")), (Part::Catalog, base.join("catalog"))];
    folders.into_iter().filter(|(_, folder)| folder.is_dir() && !is_empty(folder)).collect()
}
