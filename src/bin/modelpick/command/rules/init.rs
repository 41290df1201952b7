//! `modelpick rules init`: a small folder of rules that works at once. The only place that writes files.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use modelpick::knowledge::words::text::Lang;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::render::{Style, rules};
use crate::words::{self, fill};
use crate::write;

/// What is written: paths below the folder, and texts.
const FILES: [(&str, &str, &str); 2] = [
    ("house.toml", include_str!("init/house.en.toml"), include_str!("init/house.zh.toml")),
    ("tests/house.toml", include_str!("init/tests.en.toml"), include_str!("init/tests.zh.toml")),
];

/// The folder that the texts speak of.
const USUAL: &str = "modelpick-rules";

/// Writes the folder and tells how to go on. Nothing that is there is written over.
pub(super) fn run(folder: &Path, style: Style<'_>) -> Result<Exit, Failure> {
    let failed = |path: &Path, error: &io::Error| {
        let there = error.kind() == io::ErrorKind::AlreadyExists;
        let (message, help) = if there {
            (words::INIT_THERE, Some(words::INIT_THERE_HELP.in_lang(style.lang).to_owned()))
        } else {
            (words::INIT_CANNOT, None)
        };
        let with: &[(&str, &dyn std::fmt::Display)] = &[("path", &path.display()), ("error", error)];
        Failure::usage(fill(message.in_lang(style.lang), with), help)
    };
    let paths = FILES.map(|(path, ..)| folder.join(path));
    if let Some(path) = paths.iter().find(|path| path.exists()) {
        return Err(failed(path, &io::ErrorKind::AlreadyExists.into()));
    }
    // A name with a line break would end the comment that it stands in.
    let shown = folder.display().to_string().replace(char::is_control, " ");
    for (path, (_, en, zh)) in paths.iter().zip(FILES) {
        let text = if style.lang == Lang::Zh { zh } else { en };
        create(path, &text.replace(USUAL, &shown)).map_err(|error| failed(path, &error))?;
    }
    write(style, |out| rules::begun(folder, &paths, style, out)).map(|()| Exit::Done)
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
