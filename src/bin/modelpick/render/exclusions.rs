//! Who is out, by which rule, and every advice: the end of the full account.

use std::cmp::Reverse;
use std::io::{self, Write};

use modelpick::deciding::recommendation::{Reason, Recommendation};
use modelpick::knowledge::stating::knowledge::Candidate;
use modelpick::knowledge::words::table::Ix;

use super::layout::{hanging, paragraph, title};
use super::names::Names;
use super::{Style, notes};
use crate::words;

/// Columns before a line.
const INDENT: usize = 2;

/// Each reason with the candidates that it excludes; the reason with most of them first, then by id.
pub(crate) fn by_reason(r: &Recommendation, names: Names<'_>) -> Vec<(Reason, Vec<Ix<Candidate>>)> {
    let mut reasons: Vec<(Reason, Vec<Ix<Candidate>>)> = Vec::new();
    for out in &r.excluded {
        for reason in &out.by {
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, candidates)) => candidates.push(out.candidate),
                None => reasons.push((*reason, vec![out.candidate])),
            }
        }
    }
    reasons.sort_by_key(|(reason, candidates)| (Reverse(candidates.len()), names.reason_id(*reason)));
    reasons
}

/// Writes the exclusions by reason, then all advice.
pub(crate) fn write(
    r: &Recommendation,
    names: Names<'_>,
    how: Style<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = how.columns();
    if !r.excluded.is_empty() {
        title(out, columns, &names.fill(&words::ACCOUNT_EXCLUDED, &[("count", &r.excluded.len())]))?;
        for (reason, candidates) in by_reason(r, names) {
            let id = names.reason_id(reason);
            let (count, because) = (candidates.len(), names.reason(reason, r.floor));
            let line =
                names.fill(&words::REMOVED, &[("count", &count), ("rule", &id), ("because", &because)]);
            hanging(out, (INDENT, ""), columns, &line)?;
            paragraph(out, 2 * INDENT, columns, &examples(names, &candidates))?;
        }
    }
    let advice: Vec<_> = notes::all_advice(r, names).collect();
    if !advice.is_empty() {
        title(out, columns, names.say(&words::ACCOUNT_ADVICE))?;
    }
    advice.iter().try_for_each(|text| hanging(out, (INDENT, "- "), columns, text))
}

/// The first few models, each once.
fn examples(names: Names<'_>, candidates: &[Ix<Candidate>]) -> String {
    /// More are a list, not an example.
    const FEW: usize = 6;
    let mut models: Vec<_> = candidates.iter().map(|at| names.at(*at).model).collect();
    models.dedup();
    let few: Vec<_> =
        models.iter().take(FEW).map(|at| names.say(&names.k.catalog.models[*at].name).to_owned()).collect();
    let words =
        if few.len() < models.len() { &words::ACCOUNT_FOR_INSTANCE } else { &words::ACCOUNT_ALL_OF_THEM };
    names.fill(words, &[("names", &names.list(&few))])
}
