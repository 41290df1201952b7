//! `modelpick rules list` and `modelpick rules show`.

use modelpick::deciding::lint::tried::Tried;
use modelpick::judging::situation::fires;
use modelpick::knowledge::reading::file::Files;
use modelpick::knowledge::stating::case::Case;
use modelpick::knowledge::stating::rule::Rule;
use modelpick::knowledge::words::table::Ix;

use super::read;
use super::suite::{From, Suite};
use crate::args::Listed;
use crate::command::meant::nothing;
use crate::command::recommend::together;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::loading;
use crate::render::rules::{self, Layered, Mentioned, Shown};
use crate::render::{Format, Style};
use crate::scan::Scanned;
use crate::words;
use crate::write;

/// Lists the rules, or those that fire.
pub(super) fn list(asked: &Listed, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let loaded = read(scanned, style.lang)?;
    let knowledge = &loaded.knowledge;
    let given = asked.firing.is_some() || !asked.flags.is_empty();
    let answers = together(asked.firing.as_deref(), &asked.flags, knowledge, (!scanned.json, style.lang))?;
    let wanted = |rule: &Rule| !given || fires(rule, &answers);
    let list: Vec<_> =
        knowledge.rules.enumerate().filter(|(_, rule)| wanted(rule)).map(|(at, _)| at).collect();
    let folders = loading::folders(scanned);
    let own = loading::own_folders().len();
    let layered = Layered { loaded: &loaded, folders: &folders, own };
    write(style, |out| match style.format {
        Format::Json => rules::list_json(&list, &layered, style, out),
        Format::Table => rules::list(&list, &layered, asked.origin, style, out),
    })?;
    Ok(Exit::Done)
}

/// Shows one rule, whole.
pub(super) fn show(id: &str, scanned: &Scanned, style: Style<'_>) -> Result<Exit, Failure> {
    let loaded = read(scanned, style.lang)?;
    let knowledge = &loaded.knowledge;
    let Some(at) = knowledge.rules.position(|rule| rule.id == id) else {
        let known = knowledge.rules.iter().map(|rule| &*rule.id);
        return Err(nothing(id, known, (&words::NO_RULE, &words::NO_RULE_HELP), style.lang));
    };
    let folders = loading::folders(scanned);
    // What is wrong with a test is told where tests are run.
    let built_in = Suite::read(&From::BuiltIn, Files::default(), knowledge);
    let own = Suite::read(&From::Folders(&folders), Files::default(), knowledge);
    let mut mentioned = mentions(&built_in, at);
    mentioned.extend(mentions(&own, at));
    let layered = Layered { loaded: &loaded, folders: &folders, own: loading::own_folders().len() };
    let shown = Shown { at, layered: &layered, tried: Tried::of(knowledge, at), mentioned };
    write(style, |out| match style.format {
        Format::Json => rules::show_json(&shown, style, out),
        Format::Table => rules::show(&shown, style, out),
    })?;
    Ok(Exit::Done)
}

/// The cases that name a rule in what they expect.
fn mentions(suite: &Suite, rule: Ix<Rule>) -> Vec<Mentioned> {
    let names = |case: &&Case| case.expects.iter().any(|expected| expected.what.rules().contains(&rule));
    let mention = |case: &Case| {
        let located = suite.files.locate(case.place);
        let (file, line) =
            located.map_or((String::new(), 0), |located| (located.file.to_owned(), located.line));
        Mentioned { name: case.name.clone(), file, line }
    };
    suite.cases.iter().filter(names).map(mention).collect()
}
