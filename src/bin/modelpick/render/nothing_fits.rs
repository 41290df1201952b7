//! When nothing fits: which gates removed whom, and the smallest changes that would let something through.

use std::io::{self, Write};

use modelpick::deciding::recommendation::{Reason, Recommendation, Relaxation};
use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::words::table::Ix;
use modelpick::knowledge::words::text::Text;

use super::layout::{Notes, hanging};
use super::names::Names;
use super::{Style, exclusions, notes, recommendation_table, warnings};
use crate::words;

/// The labels that may stand before a line.
const LABELS: [&Text; 7] = [
    &words::LABEL_RULED_OUT,
    &words::LABEL_WOULD_FIT,
    &words::LABEL_WORTH_ASKING,
    &words::LABEL_STAKES,
    &words::LABEL_WARNING,
    &words::LABEL_ADVICE,
    &words::LABEL_AGAIN,
];

/// So many gates are told.
const TOLD: usize = 8;

/// Writes it.
pub(crate) fn write(
    r: &Recommendation,
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    recommendation_table::head(r, names, how, out)?;
    writeln!(out)?;
    hanging(out, (0, ""), how.columns(), names.say(&words::NOTHING_FITS))?;
    writeln!(out)?;
    let mut lines = Notes::new(out, how.columns(), LABELS.map(|label| names.say(label)));
    let mut put = |label: &Text, texts: Vec<String>| lines.put(names.say(label), notes::LABEL, &texts);
    put(&words::LABEL_RULED_OUT, removed(r, names))?;
    put(&words::LABEL_WOULD_FIT, r.relaxations.iter().map(|one| relaxed(one, names)).collect())?;
    put(&words::LABEL_WORTH_ASKING, notes::worth_asking(r, names))?;
    put(&words::LABEL_STAKES, notes::stakes(r, names))?;
    put(&words::LABEL_WARNING, warnings::shown(r, names))?;
    put(&words::LABEL_ADVICE, notes::advice(r, names, how.explain))?;
    notes::again(how, names, &mut lines)?;
    if how.explain {
        exclusions::write(r, names, how, out)?;
    }
    Ok(())
}

/// The gates that remove most.
fn removed(r: &Recommendation, names: Names<'_>) -> Vec<String> {
    let line = |(reason, candidates): (Reason, Vec<_>)| {
        let (id, because) = (names.reason_id(reason), names.reason(reason, r.floor));
        names.fill(&words::REMOVED, &[("count", &candidates.len()), ("rule", &id), ("because", &because)])
    };
    exclusions::by_reason(r, names).into_iter().take(TOLD).map(line).collect()
}

/// What to answer otherwise, and what would win then.
fn relaxed(relaxation: &Relaxation, names: Names<'_>) -> String {
    let flags: Vec<_> = to_change(relaxation, names).into_iter().map(|at| names.flag(at)).collect();
    let (answers, model) = (names.list(&flags), names.model(relaxation.first));
    let how = names.how(relaxation.first);
    names.fill(
        &words::RELAX,
        &[("answers", &answers), ("count", &relaxation.candidates), ("model", &model), ("how", &how)],
    )
}

/// The questions whose answers make the gates of a relaxation fire, those that were answered if any was.
pub(crate) fn to_change(relaxation: &Relaxation, names: Names<'_>) -> Vec<Ix<Question>> {
    let mut questions = Vec::new();
    for reason in &relaxation.lift {
        let read: Vec<_> = match reason {
            Reason::Floor => vec![names.k.ranking.floor.question],
            Reason::Rule(rule) => {
                let rule = &names.k.rules[*rule];
                rule.when.clauses().map(|clause| clause.question).chain(rule.needs.iter().copied()).collect()
            }
        };
        let answered: Vec<_> = read.iter().copied().filter(|at| names.answers.get(*at).is_some()).collect();
        let first = read.iter().copied().take(1).collect();
        for question in if answered.is_empty() { first } else { answered } {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    }
    questions
}
