//! What an import of one's own scores found, for a person.

use std::fmt::Display;
use std::io::{self, Write};

use modelpick::importing::scores::Scores;

use super::figure::number;
use super::layout::{hanging, paragraph, title};
use super::names::Names;
use crate::command::import::{Imported, guess};
use crate::words;

/// Writes it.
pub(super) fn write(
    imported: &Imported<'_>,
    scores: &Scores,
    names: Names<'_>,
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let with: [(&str, &dyn Display); 4] = [
        ("id", &scores.id),
        ("date", &imported.as_of),
        ("taken", &scores.taken.len()),
        ("unmatched", &scores.unmatched.len()),
    ];
    paragraph(out, 0, columns, &names.fill(&words::SCORES_HEAD, &with))?;
    writeln!(out)?;
    for one in &scores.taken {
        let score = number(one.score);
        let half_width = one.half_width.map(number).unwrap_or_default();
        let before = one.before.map(number).unwrap_or_default();
        let words = match (one.before, one.half_width) {
            (Some(_), _) => &words::SCORES_CHANGED,
            (None, Some(_)) => &words::SCORES_INTERVAL,
            (None, None) => &words::SCORES_TAKEN_ONE,
        };
        let with: [(&str, &dyn Display); 4] =
            [("model", &one.model), ("score", &score), ("pm", &half_width), ("before", &before)];
        paragraph(out, 2, columns, &names.fill(words, &with))?;
    }
    if !scores.unmatched.is_empty() {
        title(out, columns, names.say(&words::SCORES_UNKNOWN))?;
    }
    for (line, models) in &scores.unmatched {
        hanging(out, (2, "- "), columns, &guess(line, models, names.k, names.lang))?;
    }
    if scores.taken.len() + scores.gone.len() == 1 {
        writeln!(out)?;
        paragraph(out, 0, columns, names.say(&words::SCORES_ALONE))?;
    }
    if scores.gone.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    paragraph(out, 0, columns, &names.fill(&words::SCORES_GONE, &[("list", &names.list(&scores.gone))]))
}
