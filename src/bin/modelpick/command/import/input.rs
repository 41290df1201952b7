//! What is imported: a file, standard input, or what an address answers.

use std::fmt::Display;
use std::io;
use std::path::Path;

use modelpick::knowledge::reading::file::{File, Files, Part, read_bounded};
use modelpick::knowledge::reading::load::Rejected;
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::diagnostic::Problems;
use modelpick::knowledge::words::text::{Lang, Text};

use super::is_address;
use crate::args::{Import, Imports};
use crate::failure::Failure;
use crate::words::{self, fill};

/// What was read.
pub(super) struct Read {
    pub(super) text: String,
    /// The address that it came from, without what only its owner should know.
    pub(super) url: Option<String>,
    /// The day that the server says.
    pub(super) sent: Option<Date>,
}

/// Reads all of it; neither larger nor in another encoding than a file of the catalogue may be.
pub(super) fn read(asked: &Import, quiet: bool, styled: bool, lang: Lang) -> Result<Read, Failure> {
    if is_address(&asked.input) {
        if matches!(asked.what, Imports::Scores { .. }) {
            let message = words::IMPORT_SCORES_ARE_A_FILE.in_lang(lang).to_owned();
            return Err(Failure::usage(message, None));
        }
        let (bytes, sent) = fetched(asked, quiet, lang)?;
        let url = public(&asked.input);
        let text = text(&url, Ok(bytes), styled, lang)?;
        return Ok(Read { text, url: Some(url), sent });
    }
    let text = if asked.input == "-" {
        text("-", read_bounded(io::stdin().lock()), styled, lang)?
    } else {
        let problems = Problems::default();
        let mut files = Files::default();
        let at = files.push_path(Path::new(&asked.input), Part::Catalog, &problems);
        taken(files, at, problems, styled, lang)?
    };
    Ok(Read { text, url: None, sent: None })
}

fn fetched(asked: &Import, quiet: bool, lang: Lang) -> Result<(Vec<u8>, Option<Date>), Failure> {
    let failure = |message: &Text, help: &Text, why: &str| {
        let with: [(&str, &dyn Display); 2] = [("url", &public(&asked.input)), ("why", &why)];
        let help = Some(help.in_lang(lang).to_owned());
        Failure { kind: "network", ..Failure::usage(fill(message.in_lang(lang), &with), help) }
    };
    if !cfg!(feature = "net") {
        return Err(failure(&words::IMPORT_NO_NETWORK, &words::IMPORT_NO_NETWORK_HELP, ""));
    }
    super::fetch::fetch(&asked.input, asked.timeout, quiet).map_err(|trouble| {
        failure(&words::IMPORT_NO_ANSWER, &words::IMPORT_NO_ANSWER_HELP, &trouble.say(lang))
    })
}

fn text(name: &str, bytes: io::Result<Vec<u8>>, styled: bool, lang: Lang) -> Result<String, Failure> {
    let problems = Problems::default();
    let mut files = Files::default();
    let file =
        File { part: Part::Catalog, name: name.to_owned(), path: name.to_owned(), text: "".into(), layer: 1 };
    let at = files.push_read(file, bytes, &problems);
    taken(files, at, problems, styled, lang)
}

fn taken(
    files: Files,
    at: Option<u32>,
    problems: Problems,
    styled: bool,
    lang: Lang,
) -> Result<String, Failure> {
    match at.and_then(|at| files.iter().find(|(number, _)| *number == at)) {
        Some((_, file)) => Ok(file.text.to_string()),
        None => Err(Failure::input(&Rejected { diagnostics: problems.sorted(), files }, styled, lang)),
    }
}

/// An address without name and password, and without what follows `?` or `#`: keys of services stand there.
fn public(url: &str) -> String {
    let whole = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = whole.split_once("://").unwrap_or(("", whole));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.rsplit('@').next().unwrap_or_default();
    modelpick::importing::clean(&format!("{scheme}://{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::public;

    #[test]
    fn nobody_sees_a_key() {
        assert_eq!(public("https://me:secret@a.example:1/b@c?key=secret#x"), "https://a.example:1/b@c");
        assert_eq!(public("http://a.example?key=secret"), "http://a.example");
        assert_eq!(public("http://a.example/\u{1b}[31m"), "http://a.example/ [31m");
    }
}
