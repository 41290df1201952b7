//! Why nothing was imported, in words.

use std::fmt::Display;
use std::io;
use std::path::Path;

use modelpick::importing::scores::{Line, Mistake as Wrong};
use modelpick::importing::{Broken, Form, Mistake, clean};
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::suggest::{did_you_mean, nearest};
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::{Lang, Text};

use crate::args::Import;
use crate::command::vouched::{ids, meant};
use crate::failure::Failure;
use crate::words::{self, fill};

/// A list that is none.
pub(super) fn prices(mistake: Mistake, asked: &Import, form: Form, lang: Lang) -> Failure {
    let name = clean(asked.input.split(['?', '#']).next().unwrap_or_default());
    let said = |text: &Text, with: &[(&str, &dyn Display)]| fill(text.in_lang(lang), with);
    let (message, help) = match mistake {
        Mistake::NoDate => return no_date(lang),
        Mistake::Broken(broken) => return broken_file(&broken, lang),
        Mistake::Syntax(syntax) => {
            let with: [(&str, &dyn Display); 4] =
                [("file", &name), ("line", &syntax.line), ("column", &syntax.column), ("said", &syntax.said)];
            (said(&words::IMPORT_NO_JSON, &with), None)
        }
        Mistake::Shape => {
            let with: [(&str, &dyn Display); 2] = [("file", &name), ("list", &form.word())];
            (said(&words::IMPORT_SHAPE, &with), Some(&words::IMPORT_SHAPE_HELP))
        }
        Mistake::NoList => {
            (said(&words::IMPORT_NO_LIST, &[("list", &form.word())]), Some(&words::IMPORT_NO_LIST_HELP))
        }
    };
    let help = help.map(|help| help.in_lang(lang).to_owned());
    Failure { kind: "input", ..Failure::usage(message, help) }
}

/// What is measured is something that the catalogue knows, with the user's own.
pub(super) fn check_capability(word: &str, knowledge: &Knowledge, lang: Lang) -> Result<(), Failure> {
    let known = || knowledge.catalog.capabilities.iter().map(|one| one.id.0);
    if known().any(|id| id == word) {
        return Ok(());
    }
    let with: [(&str, &dyn Display); 2] = [("flag", &"--capability"), ("value", &clean(word))];
    let help = nearest(word, known()).map_or_else(
        || {
            let all: Vec<_> = known().map(|id| format!("`{id}`")).collect();
            fill(words::HELP_ONE_OF.in_lang(lang), &[("words", &all.join(words::COMMA.in_lang(lang)))])
        },
        |near| did_you_mean(near).in_lang(lang).to_owned(),
    );
    Err(Failure::usage(fill(words::MISTAKE_VALUE.in_lang(lang), &with), Some(help)))
}

/// Nothing says what day it speaks of.
pub(super) fn no_date(lang: Lang) -> Failure {
    let message = words::IMPORT_NO_DATE.in_lang(lang).to_owned();
    Failure::usage(message, Some(words::IMPORT_NO_DATE_HELP.in_lang(lang).to_owned()))
}

/// A file that could not be written.
pub(super) fn unwritten(path: &Path, error: &io::Error, lang: Lang) -> Failure {
    let with: [(&str, &dyn Display); 2] = [("path", &path.display()), ("error", error)];
    Failure::usage(fill(words::INIT_CANNOT.in_lang(lang), &with), None)
}

fn broken_file(broken: &Broken, lang: Lang) -> Failure {
    let message = fill(words::IMPORT_BROKEN.in_lang(lang), &[("path", &broken.0)]);
    Failure { exit: crate::exit::Exit::Knowledge, kind: "knowledge", ..Failure::usage(message, None) }
}

/// Scores that are none.
pub(super) fn scores(mistake: Wrong, asked: &Import, knowledge: &Knowledge, lang: Lang) -> Failure {
    let name = clean(&asked.input);
    let said = |text: &Text, with: &[(&str, &dyn Display)]| {
        let with: Vec<(&str, &dyn Display)> =
            with.iter().copied().chain([("file", &name as &dyn Display)]).collect();
        fill(text.in_lang(lang), &with)
    };
    let number = |line: Option<u64>| line.map_or_else(|| "?".to_owned(), |line| line.to_string());
    let columns = Some(words::SCORES_COLUMNS_HELP.in_lang(lang).to_owned());
    let (message, help) = match mistake {
        Wrong::Broken(broken) => return broken_file(&broken, lang),
        Wrong::Syntax(line, said_) => {
            (said(&words::SCORES_NO_CSV, &[("line", &number(line)), ("said", &said_)]), None)
        }
        Wrong::Fields(line, fields, first) => {
            let with: [(&str, &dyn Display); 3] =
                [("line", &number(line)), ("fields", &fields), ("first", &first)];
            (said(&words::SCORES_FIELDS, &with), Some(words::SCORES_FIELDS_HELP.in_lang(lang).to_owned()))
        }
        Wrong::NoColumn(column) => (said(&words::SCORES_NO_COLUMN, &[("column", &column)]), columns),
        Wrong::Column(column) => (said(&words::SCORES_COLUMN, &[("column", &column)]), columns),
        Wrong::Number(line, column) => {
            let with: [(&str, &dyn Display); 3] =
                [("line", &line.number), ("word", &line.word), ("column", &column)];
            let help = if column == "pm" { &words::SCORES_PM_HELP } else { &words::SCORES_NUMBER_HELP };
            (said(&words::SCORES_NUMBER, &with), Some(help.in_lang(lang).to_owned()))
        }
        Wrong::Shares => {
            (said(&words::SCORES_SHARES, &[]), Some(words::SCORES_SHARES_HELP.in_lang(lang).to_owned()))
        }
        Wrong::Twice(line, first) => {
            let with: [(&str, &dyn Display); 3] =
                [("line", &line.number), ("word", &line.word), ("first", &first)];
            (said(&words::SCORES_TWICE, &with), None)
        }
        Wrong::Nothing(lines) => {
            let guesses: Vec<_> =
                lines.iter().map(|(line, models)| guess(line, models, knowledge, lang)).collect();
            (said(&words::SCORES_NOTHING, &[]), Some(guesses.join("\n      ")).filter(|all| !all.is_empty()))
        }
        Wrong::NoId => return Failure::usage(words::SCORES_NO_ID.in_lang(lang).to_owned(), None),
        Wrong::Other(id, key, there, here) => {
            let help = words::SCORES_OTHER_HELP.in_lang(lang).to_owned();
            let with: [(&str, &dyn Display); 4] =
                [("id", &id), ("key", &key), ("there", &there), ("here", &here)];
            return Failure::usage(said(&words::SCORES_OTHER, &with), Some(help));
        }
        Wrong::Taken(id) => {
            let help = words::SCORES_TAKEN_HELP.in_lang(lang).to_owned();
            return Failure::usage(said(&words::SCORES_TAKEN, &[("id", &id)]), Some(help));
        }
    };
    Failure { kind: "input", ..Failure::usage(message, help) }
}

/// A row whose model is not known, with the models that it may mean.
pub(crate) fn guess(line: &Line, models: &[Ix<Model>], knowledge: &Knowledge, lang: Lang) -> String {
    let help = if models.is_empty() {
        meant(knowledge, &line.word, lang)
    } else {
        fill(words::HELP_WHICH_MODEL.in_lang(lang), &[("models", &ids(knowledge, models, lang))])
    };
    let with: [(&str, &dyn Display); 3] = [("line", &line.number), ("word", &line.word), ("help", &help)];
    fill(words::SCORES_UNMATCHED.in_lang(lang), &with)
}
