//! What is older than a limit: on the screen, and as `modelpick.catalog-check/1`.

use std::io::{self, Write};

use modelpick::knowledge::stating::answer::Answers;
use modelpick::vouching::staleness::Stale;
use modelpick::vouching::statements::Group;
use serde::Serialize;

use super::Style;
use super::json;
use super::layout::{DOT, hanging, paragraph, title};
use super::names::Names;
use super::recommendation_json::{Day, Versions};
use super::sources::{self, Told, days};
use super::stats_table::group;
use crate::command::vouched::{Found, Old};
use crate::words;

/// Writes it for a person.
pub(crate) fn write(found: &Found<'_>, old: &Old<'_>, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k: found.knowledge, lang: how.lang, answers: &answers };
    let columns = how.columns();
    let words = if old.found.stale.is_empty() { &words::OLD_NONE } else { &words::OLD_HEAD };
    let head: [(&str, &dyn std::fmt::Display); 4] = [
        ("limit", &days(names, old.limit)),
        ("count", &old.found.looked_at),
        ("old", &old.found.stale.len()),
        ("date", &found.today),
    ];
    hanging(out, (0, ""), columns, &names.fill(words, &head))?;
    for same in old.found.stale.chunk_by(|one, other| one.statement.group == other.statement.group) {
        let Some(first) = same.first() else { continue };
        title(out, columns, names.say(group(first.statement.group)))?;
        for stale in same {
            let statement = &stale.statement;
            let model = statement.model.map(|at| names.k.catalog.models[at].id.to_string());
            let what: Vec<_> = model.into_iter().chain([statement.what.to_owned()]).collect();
            let (what, age) = (what.join(DOT), days(names, stale.age));
            let entry: [(&str, &dyn std::fmt::Display); 3] =
                [("what", &what), ("date", &statement.as_of), ("age", &age)];
            paragraph(out, 2, columns, &names.fill(&words::OLD_ENTRY, &entry))?;
            let url = statement.source.url.as_deref().unwrap_or(names.say(&words::SOURCE_NO_URL));
            let kind = names.say(sources::kind(statement.source.kind));
            let from: [(&str, &dyn std::fmt::Display); 2] = [("label", &kind), ("value", &url)];
            paragraph(out, 4, columns, &names.fill(&words::EVIDENCE_FIGURE, &from))?;
        }
    }
    if old.all {
        return Ok(());
    }
    writeln!(out)?;
    hanging(out, (0, ""), columns, names.say(&words::OLD_MOVES))
}

/// Writes it for a program.
pub(crate) fn write_json(found: &Found<'_>, old: &Old<'_>, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema: "modelpick.catalog-check/1",
        version: env!("CARGO_PKG_VERSION"),
        knowledge: Versions::of(found.knowledge),
        today: Day(found.today),
        max_age_days: old.limit,
        looked_at: old.found.looked_at,
        stale: old.found.stale.iter().map(|stale| One::of(found, stale)).collect(),
    };
    json::write(&document, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'static str,
    knowledge: Versions<'a>,
    today: Day,
    max_age_days: i64,
    looked_at: usize,
    stale: Vec<One<'a>>,
}

/// Something that is old.
#[derive(Serialize)]
struct One<'a> {
    group: &'static str,
    model: Option<&'a str>,
    offer: Option<&'a str>,
    what: Option<&'a str>,
    as_of: Day,
    age_days: i64,
    source: Told<'a>,
}

impl<'a> One<'a> {
    fn of(found: &Found<'a>, stale: &Stale<'a>) -> Self {
        let statement = stale.statement;
        let of_offer = matches!(statement.group, Group::Prices | Group::HostedOffers | Group::OwnOffers);
        Self {
            group: statement.group.word(),
            model: statement.model.map(|at| &*found.knowledge.catalog.models[at].id),
            offer: of_offer.then_some(statement.what),
            what: (!of_offer).then_some(statement.what),
            as_of: Day(statement.as_of),
            age_days: stale.age,
            source: Told::of(statement.source, found.today),
        }
    }
}
