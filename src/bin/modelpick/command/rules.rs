//! `modelpick rules …`: one file a command below it.

mod analyze;
mod check;
mod diff;
mod init;
mod look;
mod schema;
mod suite;
mod test;

use modelpick::knowledge::reading::load::Loaded;
use modelpick::knowledge::words::diagnostic::Code;
use modelpick::knowledge::words::text::Lang;

use super::meant::nothing;
use crate::args::Rules;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::render::{self, Style};
use crate::scan::Scanned;
use crate::words;
use crate::write;

/// Does what was asked.
pub(crate) fn run(asked: &Rules, quiet: bool, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    match asked {
        Rules::Init(folder) => init::run(folder, style),
        Rules::List(listed) => look::list(listed, scanned, style),
        Rules::Show(id) => look::show(id, scanned, style),
        Rules::Check(check) => check::run(check, quiet, scanned, style),
        Rules::Analyze(tried) => analyze::run(tried, quiet, scanned, style),
        Rules::Diff(diff) => diff::run(diff, quiet, scanned, style),
        Rules::Test(test) => test::run(test, quiet, scanned, style),
        Rules::Schema(written) => schema::run(written, &read(scanned, style.lang)?.knowledge, style),
        Rules::ExplainCode(code) => explain_code(code.as_deref(), style),
    }
}

/// The knowledge from its files, with the place of everything.
fn read(scanned: &Scanned, lang: Lang) -> Result<Loaded, Failure> {
    loading::read_files(loading::folders(scanned))
        .map_err(|rejected| Failure::knowledge(&rejected, !scanned.json, lang))
}

fn explain_code(code: Option<&str>, style: Style<'_>) -> Result<Exit, Failure> {
    let Some(written) = code else {
        return write(style, |out| render::rules::codes(style, out)).map(|()| Exit::Done);
    };
    let Some(&found) = Code::ALL.iter().find(|known| known.name() == written) else {
        let known = Code::ALL.iter().map(|known| known.name());
        return Err(nothing(written, known, (&words::NO_CODE, &words::NO_CODE_HELP), style.lang));
    };
    write(style, |out| render::rules::code(found, style, out)).map(|()| Exit::Done)
}
