//! `modelpick rules init`: a small folder of rules that works at once. Its files name the schemas beside them, so that
//! editors complete and check as soon as they are opened.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use modelpick::authoring::schema::Schema;
use modelpick::knowledge::reading::file::Part;
use modelpick::knowledge::words::text::Lang;

use super::schema;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::render::{Style, rules};
use crate::words::{self, fill};
use crate::write;

/// What is written: paths below the folder, and texts.
const FILES: [(&str, &str, &str); 2] = [
    ("house.toml", include_str!("init/house.en.toml"), include_str!("init/house.zh.toml")),
    ("tests/house.toml", include_str!("init/tests.en.toml"), include_str!("init/tests.zh.toml")),
];

/// The folder below for the schemas that these files name, and those that other files there will want.
const SCHEMAS: (&str, [Schema; 3]) = ("schemas", [Schema::Rules, Schema::Tests, Schema::Answers]);

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
    if folder.exists() && !folder.is_dir() {
        let message = fill(words::INIT_FILE.in_lang(style.lang), &[("path", &folder.display())]);
        return Err(Failure::usage(message, Some(words::INIT_THERE_HELP.in_lang(style.lang).to_owned())));
    }
    let paths = FILES.map(|(path, ..)| folder.join(path));
    let (below, schemas) = SCHEMAS;
    let below = folder.join(below);
    let mut all = paths.iter().cloned().chain(schemas.iter().map(|schema| schema::path(&below, *schema)));
    if let Some(path) = all.find(|path| path.exists()) {
        return Err(failed(&path, &io::ErrorKind::AlreadyExists.into()));
    }
    // A name with a line break would end the comment that it stands in.
    let shown = folder.display().to_string().replace(char::is_control, " ");
    for (path, (_, en, zh)) in paths.iter().zip(FILES) {
        let text = if style.lang == Lang::Zh { zh } else { en };
        create(path, &text.replace(USUAL, &shown)).map_err(|error| failed(path, &error))?;
    }
    // What was just written is good, and its question belongs into the schemas.
    let loaded = loading::read_files(vec![(Part::Rules, folder.to_owned())])
        .map_err(|rejected| Failure::knowledge(&rejected, true, style.lang))?;
    let schemas = schema::into(&below, &schemas, &loaded.knowledge, style.lang)
        .map_err(|(path, error)| failed(&path, &error))?;
    let paths: Vec<_> = paths.into_iter().chain(schemas).collect();
    write(style, |out| rules::begun(folder, &paths, style, out)).map(|()| Exit::Done)
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::File::create_new(path)?.write_all(text.as_bytes())
}
