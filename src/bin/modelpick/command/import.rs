//! `modelpick catalog import`: what others keep, as files of the catalogue that lie over it. The only command that
//! reaches the network.

#[cfg_attr(not(feature = "net"), path = "import/offline.rs")]
mod fetch;
mod input;
#[cfg(feature = "net")]
mod kept;
mod refused;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use modelpick::importing::report::Report;
use modelpick::importing::scores::{self, Board, Scores};
use modelpick::importing::{Beside, Source, import};
use modelpick::knowledge::reading::file::{Part, is_empty};
use modelpick::knowledge::reading::load::Loaded;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::Lang;

pub(crate) use self::refused::guess;
use crate::args::{Import, Imports};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::progress::Progress;
use crate::render::{self, Style};
use crate::scan::Scanned;
use crate::styled;
use crate::write;

/// What was found, and what became of it.
#[derive(Debug)]
pub(crate) struct Imported<'a> {
    /// The catalogue that it was compared with.
    pub(crate) knowledge: &'a Knowledge,
    /// The day that it speaks of.
    pub(crate) as_of: Date,
    /// What was found.
    pub(crate) found: Found,
    /// Paths below the folder, with their new texts.
    pub(crate) files: BTreeMap<String, String>,
    /// The folder, if it was written to.
    pub(crate) into: Option<&'a Path>,
    /// Whether to name every row.
    pub(crate) all: bool,
}

/// What was found.
#[derive(Debug)]
pub(crate) enum Found {
    /// In a list of this name.
    Prices(&'static str, Box<Report>),
    /// In scores.
    Scores(Scores),
}

/// Reads, compares, checks, writes where that is asked for, and tells.
pub(crate) fn run(asked: &Import, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let lang = style.lang;
    let coloured = styled(&io::stderr()) && !scanned.json;
    let rejected = |rejected| Failure::knowledge(&rejected, coloured, lang);
    let (folders, there) = folders(asked, scanned);
    let loaded = loading::read_facts(folders.clone(), Vec::new()).map_err(rejected)?;
    let there = if there { written_before(&loaded, folders.len()) } else { BTreeMap::new() };
    let read = input::read(asked, quiet, coloured, lang)?;
    let (as_of, found, files) = match &asked.what {
        Imports::Prices(form) => {
            let disabled: BTreeSet<_> = loaded.origins.disabled().map(|(id, _)| id.to_owned()).collect();
            let beside = Beside {
                knowledge: &loaded.knowledge,
                evidence: &loaded.evidence,
                disabled: &disabled,
                there: &there,
            };
            let source = Source {
                form: *form,
                text: &read.text,
                url: read.url.as_deref(),
                as_of: asked.as_of,
                sent: read.sent,
            };
            let mut bar = None;
            let mut progress = |done: usize, of: usize| {
                let bar = bar.get_or_insert_with(|| Progress::new(of as u64, None, quiet));
                bar.is_over(done as u64);
            };
            let imported = import(source, beside, &mut progress);
            drop(bar);
            let imported = imported.map_err(|mistake| refused::prices(mistake, asked, *form, lang))?;
            (imported.as_of, Found::Prices(form.word(), Box::new(imported.report)), imported.files)
        }
        Imports::Scores { name, id, capability, scale } => {
            refused::check_capability(capability, &loaded.knowledge, lang)?;
            let as_of = asked.as_of.ok_or_else(|| refused::no_date(lang))?;
            let key = if lang == Lang::Zh { "zh" } else { "en" };
            let board = Board { name: (name, key), id: id.as_deref(), capability, scale, as_of };
            let boards = loaded.evidence.benchmarks.iter().map(|board| &*board.id);
            let (files, scores) = scores::import(&read.text, board, &loaded.knowledge, boards, &there)
                .map_err(|mistake| refused::scores(mistake, asked, &loaded.knowledge, lang))?;
            (as_of, Found::Scores(scores), files)
        }
    };
    // What is written must load: a mistake here is one of the program, and nothing is written then.
    let unwritten = files.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    loading::read_facts(folders, unwritten).map_err(rejected)?;
    let into = asked.into.as_deref();
    if let Some(folder) = into {
        writing::write(folder, &files).map_err(|(path, error)| refused::unwritten(&path, &error, lang))?;
    }
    let imported = Imported { knowledge: &loaded.knowledge, as_of, found, files, into, all: asked.all };
    write(style, |out| render::imported(&imported, style, out)).map(|()| Exit::Done)
}

/// The folders that lie over the built-in catalogue, the one that is written to last; and whether anything is there.
fn folders(asked: &Import, scanned: &Scanned) -> (Vec<(Part, PathBuf)>, bool) {
    let mut folders = loading::folders(scanned);
    let there = asked.into.as_ref().filter(|folder| folder.exists() && !is_empty(folder));
    folders.extend(there.map(|folder| (Part::Catalog, folder.clone())));
    (folders, there.is_some())
}

/// The files of the folder that is written to, by their paths below it.
fn written_before(loaded: &Loaded, layers: usize) -> BTreeMap<String, String> {
    let files = loaded.files.iter().filter(|(_, file)| usize::from(file.layer) == layers);
    files.map(|(_, file)| (file.path.clone(), file.text.to_string())).collect()
}

/// Whether an input is an address.
fn is_address(input: &str) -> bool {
    input.contains("://")
}
