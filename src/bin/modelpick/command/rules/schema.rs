//! `modelpick rules schema`: what may stand in a file, for editors.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use modelpick::authoring::schema::Schema;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Lang;

use crate::args::Written;
use crate::command::meant::nothing;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::render::{Style, rules};
use crate::words::{self, fill};
use crate::write;

/// Writes one schema, or all; without a name or a folder it lists them.
pub(super) fn run(asked: &Written, k: &Knowledge, style: Style<'_>) -> Result<Exit, Failure> {
    let named = asked.name.as_deref().map(|name| find(name, style.lang)).transpose()?;
    let Some(folder) = &asked.into else {
        return match named {
            Some(schema) => write(style, |out| rules::schema(schema, k, style.lang, out)),
            None => write(style, |out| rules::schemas(style, out)),
        }
        .map(|()| Exit::Done);
    };
    let all = Schema::ALL.iter().map(|(_, schema)| *schema);
    let wanted: Vec<_> = all.filter(|schema| named.is_none_or(|named| named == *schema)).collect();
    let paths = into(folder, &wanted, k, style.lang).map_err(|(path, error)| {
        let with: &[(&str, &dyn std::fmt::Display)] = &[("path", &path.display()), ("error", &error)];
        Failure::usage(fill(words::INIT_CANNOT.in_lang(style.lang), with), None)
    })?;
    write(style, |out| rules::wrote(&paths, style, out)).map(|()| Exit::Done)
}

fn find(name: &str, lang: Lang) -> Result<Schema, Failure> {
    let known = Schema::ALL.iter().map(|(known, _)| *known);
    if let Some((_, schema)) = Schema::ALL.iter().find(|(known, _)| *known == name) {
        return Ok(*schema);
    }
    Err(nothing(name, known, (&words::NO_SCHEMA, &words::NO_SCHEMA_HELP), lang))
}

/// The file of a schema in a folder.
pub(super) fn path(folder: &Path, schema: Schema) -> PathBuf {
    folder.join(format!("{}.json", schema.name()))
}

/// Writes schemas into a folder, over those that were written before; gives their paths.
pub(super) fn into(
    folder: &Path,
    schemas: &[Schema],
    k: &Knowledge,
    lang: Lang,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error))?;
    let put = |schema: &Schema| {
        let path = path(folder, *schema);
        let mut text = Vec::new();
        let done = rules::schema(*schema, k, lang, &mut text).and_then(|()| fs::write(&path, text));
        done.map(|()| path.clone()).map_err(|error| (path, error))
    };
    schemas.iter().map(put).collect()
}
