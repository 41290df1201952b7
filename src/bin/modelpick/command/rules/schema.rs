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
        let there = error.kind() == io::ErrorKind::AlreadyExists;
        let message = if there { words::NOT_A_SCHEMA } else { words::INIT_CANNOT };
        let help = there.then(|| words::NOT_A_SCHEMA_HELP.in_lang(style.lang).to_owned());
        let with: &[(&str, &dyn std::fmt::Display)] = &[("path", &path.display()), ("error", &error)];
        Failure::usage(fill(message.in_lang(style.lang), with), help)
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

/// Writes schemas into a folder, over those that were written before; gives their paths. If something else is there
/// under one of the names, nothing is written.
pub(super) fn into(
    folder: &Path,
    schemas: &[Schema],
    k: &Knowledge,
    lang: Lang,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let drafted = |schema: &Schema| {
        let path = path(folder, *schema);
        let mut text = Vec::new();
        let free =
            rules::schema(*schema, k, lang, &mut text).and_then(|()| check_free(&path, *schema, &text));
        free.map(|()| (path.clone(), text)).map_err(|error| (path, error))
    };
    let drafted = schemas.iter().map(drafted).collect::<Result<Vec<_>, _>>()?;
    fs::create_dir_all(folder).map_err(|error| (folder.to_owned(), error))?;
    let put = |(path, text): (PathBuf, Vec<u8>)| match fs::write(&path, text) {
        Ok(()) => Ok(path),
        Err(error) => Err((path, error)),
    };
    drafted.into_iter().map(put).collect()
}

/// Fails if a file is there that is neither this text nor a schema of the same kind, in any language and of any rules.
fn check_free(path: &Path, schema: Schema, text: &[u8]) -> io::Result<()> {
    let there = match fs::read(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    if there == text || schema.is(&there) {
        return Ok(());
    }
    Err(io::ErrorKind::AlreadyExists.into())
}
