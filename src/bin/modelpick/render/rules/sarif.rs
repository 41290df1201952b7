//! Diagnostics as SARIF 2.1.0, which code-scanning services and editors read.

use std::io::{self, Write};

use modelpick::authoring::codes::explained;
use modelpick::knowledge::reading::file::Files;
use modelpick::knowledge::words::diagnostic::{Code, Diagnostic, Place, Severity};
use modelpick::knowledge::words::text::{Lang, Text};
use serde::Serialize;

use super::Checked;
use crate::render::{Style, json};

/// Writes one run with the codes that came up as its rules.
pub(crate) fn write(checked: &Checked<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut codes: Vec<_> = checked.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort();
    codes.dedup();
    let results = checked
        .diagnostics
        .iter()
        .map(|diagnostic| Result::of(diagnostic, (&codes, checked.files), style.lang));
    let driver = Driver {
        name: "modelpick",
        version: env!("CARGO_PKG_VERSION"),
        rules: codes.iter().map(|code| Rule::of(*code, style.lang)).collect(),
    };
    let language = if style.lang == Lang::Zh { "zh-CN" } else { "en" };
    let run =
        Run { tool: Tool { driver }, language, column_kind: "unicodeCodePoints", results: results.collect() };
    let document = Document {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    json::write(&document, out)
}

/// The whole of it.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    language: &'a str,
    column_kind: &'a str,
    results: Vec<Result<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'a str,
    version: &'a str,
    rules: Vec<Rule<'a>>,
}

/// What SARIF calls a rule: a code.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Message<'a>,
    full_description: Message<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

impl Rule<'_> {
    fn of(code: Code, lang: Lang) -> Self {
        let explained = explained(code);
        let text = |text: &'static Text| Message { text: text.fixed(lang).into() };
        Self {
            id: code.name(),
            short_description: text(&explained.says),
            full_description: text(&explained.why),
        }
    }
}

impl<'a> Result<'a> {
    fn of(diagnostic: &'a Diagnostic, (codes, files): (&[Code], &Files), lang: Lang) -> Self {
        let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!("\n{}", help.in_lang(lang)));
        let beside = diagnostic.beside.as_ref();
        Self {
            rule_id: diagnostic.code.name(),
            rule_index: codes.binary_search(&diagnostic.code).unwrap_or_default(),
            level: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            message: Message { text: format!("{}{help}", diagnostic.message.in_lang(lang)).into() },
            locations: location(diagnostic.place, None, files).into_iter().collect(),
            related_locations: beside
                .and_then(|(place, label)| location(Some(*place), Some(label.in_lang(lang)), files))
                .into_iter()
                .collect(),
        }
    }
}

fn location<'a>(place: Option<Place>, label: Option<&'a str>, files: &Files) -> Option<Location<'a>> {
    let at = files.locate(place?)?;
    Some(Location {
        physical_location: Physical {
            artifact_location: Artifact { uri: uri(at.file) },
            region: Region {
                start_line: at.line,
                start_column: at.column,
                end_line: at.end_line,
                end_column: at.end_column,
            },
        },
        message: label.map(|label| Message { text: label.into() }),
    })
}

/// A path as a reference: relative as it is, absolute with its scheme; everything that a reference gives a meaning is
/// written as bytes.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if path.as_bytes().get(1) == Some(&b':') {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let digit = |four: u8| char::from_digit(four.into(), 16).unwrap_or_default().to_ascii_uppercase();
            uri.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("rules/a b.toml"), "rules/a%20b.toml");
        assert_eq!(uri("/home/我/x.toml"), "file:///home/%E6%88%91/x.toml");
    }
}
