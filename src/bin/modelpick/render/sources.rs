//! Sources: numbered on the screen, whole in JSON.

use std::io::{self, Write};

use modelpick::knowledge::describing::source::{Kind, Source};
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::Text;
use serde::Serialize;

use super::layout::hanging;
use super::names::Names;
use super::recommendation_json::Day;
use crate::words;

/// The sources that were named, each once, in the order in which they were.
#[derive(Debug, Default)]
pub(crate) struct Sources<'a>(Vec<&'a Source>);

impl<'a> Sources<'a> {
    /// The mark of a source: `[3]`.
    pub(crate) fn mark(&mut self, source: &'a Source) -> String {
        let at = self.0.iter().position(|known| *known == source).unwrap_or_else(|| {
            self.0.push(source);
            self.0.len() - 1
        });
        format!("[{}]", at + 1)
    }

    /// The marks of several.
    pub(crate) fn marks(&mut self, sources: &[&'a Source]) -> String {
        sources.iter().map(|source| self.mark(source)).collect()
    }

    /// Writes what the marks mean.
    pub(crate) fn write(
        &self,
        names: Names<'_>,
        today: Date,
        columns: usize,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for (at, source) in (1..).zip(&self.0) {
            let mark = format!("{:>4} ", format!("[{at}]"));
            hanging(out, (1, &mark), columns, &line(names, source, today))?;
            if let Some(note) = &source.note {
                hanging(out, (1 + mark.len(), ""), columns, note)?;
            }
        }
        Ok(())
    }
}

/// Who speaks, when, and where.
pub(crate) fn line(names: Names<'_>, source: &Source, today: Date) -> String {
    let (kind, age) = (names.say(kind(source.kind)), source.as_of.age(today));
    let url = source.url.as_deref().unwrap_or(names.say(&words::SOURCE_NO_URL));
    names.fill(
        &words::SOURCE,
        &[("kind", &kind), ("date", &source.as_of), ("age", &days(names, age)), ("url", &url)],
    )
}

/// So many days.
pub(crate) fn days(names: Names<'_>, age: i64) -> String {
    let text = if age == 1 { &words::ONE_DAY } else { &words::DAYS };
    names.fill(text, &[("count", &age)])
}

/// What a kind of source is called.
pub(crate) fn kind(kind: Kind) -> &'static Text {
    match kind {
        Kind::Own => &words::KIND_OWN,
        Kind::Independent => &words::KIND_INDEPENDENT,
        Kind::Vendor => &words::KIND_VENDOR,
        Kind::Derived => &words::KIND_DERIVED,
        Kind::Seed => &words::KIND_SEED,
    }
}

/// A source for a program.
#[derive(Serialize)]
pub(crate) struct Told<'a> {
    kind: &'static str,
    url: Option<&'a str>,
    as_of: Day,
    age_days: i64,
    note: Option<&'a str>,
}

impl<'a> Told<'a> {
    /// A source as of a day.
    pub(crate) fn of(source: &'a Source, today: Date) -> Self {
        Self {
            kind: source.kind.word(),
            url: source.url.as_deref(),
            as_of: Day(source.as_of),
            age_days: source.as_of.age(today),
            note: source.note.as_deref(),
        }
    }
}
