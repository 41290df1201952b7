//! `modelpick recommend`

use std::io::{self, IsTerminal};
use std::path::Path;

use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::reading::answers::read;
use modelpick::knowledge::reading::file::{File, Files, Part, read_bounded};
use modelpick::knowledge::reading::load::Rejected;
use modelpick::knowledge::stating::answer::{Answer, Answers, Origin};
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::diagnostic::Problems;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Lang;

use crate::args::Recommend;
use crate::failure::Failure;
use crate::words;

/// The answers of the file with those of the flags over them.
pub(crate) fn answers(
    asked: &Recommend,
    knowledge: &Knowledge,
    styled: bool,
    lang: Lang,
) -> Result<Answers, Failure> {
    together(asked.answers.as_deref(), &asked.flags, knowledge, (styled, lang))
}

/// The answers of a file, `-` for standard input, with others over them.
pub(crate) fn together(
    file: Option<&Path>,
    flags: &[(Ix<Question>, Answer, Origin)],
    knowledge: &Knowledge,
    (styled, lang): (bool, Lang),
) -> Result<Answers, Failure> {
    let mut answers = match file {
        None => Answers::default(),
        Some(path) if path.as_os_str() == "-" => {
            if io::stdin().is_terminal() {
                let help = "`modelpick recommend --answers - < answers.toml`".to_owned();
                return Err(Failure::usage(words::MISTAKE_NO_INPUT.in_lang(lang).to_owned(), Some(help)));
            }
            from_file(knowledge, (styled, lang), |files, problems| {
                let name = words::STANDARD_INPUT.in_lang(lang).to_owned();
                let file = File { part: Part::Answers, path: name.clone(), name, text: "".into(), layer: 1 };
                files.push_read(file, read_bounded(io::stdin().lock()), problems)
            })?
        }
        Some(path) => from_file(knowledge, (styled, lang), |files, problems| {
            files.push_path(path, Part::Answers, problems)
        })?,
    };
    for (question, answer, origin) in flags {
        answers.set(*question, answer.clone(), *origin);
    }
    Ok(answers)
}

fn from_file(
    knowledge: &Knowledge,
    (styled, lang): (bool, Lang),
    push: impl Fn(&mut Files, &Problems) -> Option<u32>,
) -> Result<Answers, Failure> {
    let problems = Problems::default();
    let mut files = Files::default();
    let number = push(&mut files, &problems);
    let answers = number.map(|number| read(&files, number, knowledge, &problems));
    let diagnostics = problems.sorted();
    match answers.filter(|_| diagnostics.is_empty()) {
        Some(answers) => Ok(answers),
        None => Err(Failure::answers(&Rejected { diagnostics, files }, styled, lang)),
    }
}
