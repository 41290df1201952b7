//! Schemas of files, and the list of them.

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::Style as Colour;
use modelpick::authoring::schema::Schema;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::text::Lang;
use serde::Serialize;

use crate::render::layout::{Notes, paragraph};
use crate::render::{Format, Style, json};
use crate::words::{self, fill};

/// Writes one schema.
pub(crate) fn write(schema: Schema, k: &Knowledge, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    json::write(&schema.write(k, lang), out)
}

/// Writes every name with what it is of.
pub(crate) fn all(style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let listed = Schema::ALL.map(|(name, schema)| Listed { name, of: schema.title().fixed(style.lang) });
    if style.format == Format::Json {
        return json::write(&Schemas { schema: "modelpick.schemas/1", schemas: &listed }, out);
    }
    let mut notes = Notes::new(out, style.columns(), listed.iter().map(|one| one.name));
    listed.iter().try_for_each(|one| notes.put(one.name, Colour::new(), &[one.of.to_owned()]))
}

/// Tells what was written.
pub(crate) fn wrote(paths: &[PathBuf], style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let line = words::INIT_WROTE.in_lang(style.lang);
    let mut each = paths.iter();
    each.try_for_each(|path| paragraph(out, 0, style.columns(), &fill(line, &[("path", &path.display())])))
}

#[derive(Serialize)]
struct Schemas<'a> {
    schema: &'a str,
    schemas: &'a [Listed],
}

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    of: &'static str,
}
