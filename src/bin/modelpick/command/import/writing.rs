//! Writes files below a folder: each is whole before it takes the place of the one that was there.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes them all; the path of the one that could not be written with the reason, otherwise.
pub(super) fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), (PathBuf, io::Error)> {
    for (path, text) in files {
        let path = path.split('/').fold(folder.to_owned(), |folder, part| folder.join(part));
        replace(&path, text).map_err(|error| (path, error))?;
    }
    Ok(())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let parent = path.parent().unwrap_or(path);
    fs::create_dir_all(parent)?;
    // The loader reads `.toml` only, so that what a broken run leaves is in nobody's way.
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let mut file = fs::File::create(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&part, path).inspect_err(|_| drop(fs::remove_file(&part)))
}
