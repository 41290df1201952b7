//! What codes mean, and how to go on after the first folder of rules.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstyle::Style as Colour;
use modelpick::authoring::codes::explained;
use modelpick::knowledge::words::diagnostic::{Code, WARNINGS};
use modelpick::knowledge::words::text::Text;
use serde::Serialize;

use crate::render::layout::{Notes, paragraph, title};
use crate::render::{Format, Style, json};
use crate::words::{self, fill};

/// Columns before the text of an example.
const INDENT: usize = 4;

fn kind(code: Code) -> &'static str {
    match code {
        Code::DisabledReference => "note",
        code if WARNINGS.contains(&code) => "warning",
        _ => "error",
    }
}

/// Writes what one code means.
pub(crate) fn one(code: Code, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let found = explained(code);
    if style.format == Format::Json {
        return json::write(&Explained::of(code, style), out);
    }
    let columns = style.columns();
    let bold = Colour::new().bold();
    let kind = match kind(code) {
        "note" => &words::KIND_NOTE,
        "warning" => &words::KIND_WARNING,
        _ => &words::KIND_ERROR,
    };
    writeln!(out, "{bold}{}{bold:#} · {}", code.name(), kind.in_lang(style.lang))?;
    paragraph(out, 2, columns, found.says.in_lang(style.lang))?;
    writeln!(out)?;
    paragraph(out, 2, columns, found.why.in_lang(style.lang))?;
    for (heading, text) in [(&words::CODE_WRONG, found.wrong), (&words::CODE_RIGHT, found.right)] {
        title(out, columns, heading.in_lang(style.lang))?;
        for line in text.trim().lines() {
            let indent = if line.is_empty() { 0 } else { INDENT };
            writeln!(out, "{:indent$}{line}", "")?;
        }
    }
    Ok(())
}

/// Writes every code with what it says.
pub(crate) fn all(style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    if style.format == Format::Json {
        let codes: Vec<_> = Code::ALL.iter().map(|code| Explained::of(*code, style)).collect();
        return json::write(&Codes { schema: "modelpick.codes/1", codes }, out);
    }
    let columns = style.columns();
    let mut notes = Notes::new(out, columns, Code::ALL.iter().map(|code| code.name()));
    for code in Code::ALL {
        notes.put(code.name(), Colour::new(), &[explained(*code).says.in_lang(style.lang).to_owned()])?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Codes<'a> {
    schema: &'a str,
    codes: Vec<Explained<'a>>,
}

#[derive(Serialize)]
struct Explained<'a> {
    code: &'a str,
    severity: &'a str,
    says: &'a str,
    why: &'a str,
    wrong: &'a str,
    right: &'a str,
}

impl Explained<'_> {
    fn of(code: Code, style: Style<'_>) -> Self {
        let found = explained(code);
        Self {
            code: code.name(),
            severity: kind(code),
            says: found.says.fixed(style.lang),
            why: found.why.fixed(style.lang),
            wrong: found.wrong.0.trim_start(),
            right: found.right.0.trim_start(),
        }
    }
}

/// Tells what was written and how to go on.
pub(crate) fn begun(
    folder: &Path,
    files: &[PathBuf],
    style: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = style.columns();
    let say = |text: &'static Text| text.fixed(style.lang);
    for file in files {
        paragraph(out, 0, columns, &fill(say(&words::INIT_WROTE), &[("path", &file.display())]))?;
    }
    writeln!(out)?;
    let folder = crate::command::again::quote(&folder.display().to_string());
    let labels = [&words::INIT_CHECK, &words::INIT_TEST, &words::INIT_TRY].map(say);
    let commands = [
        format!("modelpick rules check {folder}"),
        format!("modelpick rules test --rules {folder}"),
        format!("modelpick recommend --rules {folder} --works-council yes"),
    ];
    let mut notes = Notes::new(out, columns, labels);
    labels.iter().zip(commands).try_for_each(|(label, command)| notes.command(label, Colour::new(), &command))
}
