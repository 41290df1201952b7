//! `modelpick man [DIR]`

use std::fs;
use std::io;
use std::path::Path;

use crate::args::manual::Page;

/// Writes each page into a folder, which is made if it is not there.
pub(crate) fn write(pages: &[Page], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    pages.iter().try_for_each(|(name, page)| fs::write(folder.join(name), page))
}
