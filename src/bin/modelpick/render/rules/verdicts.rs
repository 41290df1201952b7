//! What came of the invariants, for a person.

use std::fmt::Display;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Colour};
use modelpick::deciding::analyze::broken::RAISED;
use modelpick::deciding::analyze::report::Verdict;
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::invariant::{Invariant, Must};
use modelpick::knowledge::words::table::Ix;

use super::Analyzed;
use super::analyze::Page;
use crate::command::again::with_answers;
use crate::render::layout::{Notes, paragraph};
use crate::words;

/// Each invariant with what came of it, and with answers that break it.
pub(super) fn write(page: Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (names, report) = (page.names, page.analyzed.report);
    page.title(&words::ANALYZE_INVARIANTS, out)?;
    if report.verdicts.is_empty() {
        return paragraph(out, 2, page.columns, names.say(&words::ANALYZE_NO_INVARIANTS));
    }
    for (at, verdict) in &report.verdicts {
        let (colour, text, broken) = match verdict {
            Verdict::Proved => (AnsiColor::Green, names.say(&words::ANALYZE_PROVED).to_owned(), None),
            Verdict::Held => (AnsiColor::Green, held(page, *at), None),
            Verdict::Open(candidate) => {
                let model = &names.k.model(names.at(*candidate)).id;
                (AnsiColor::Yellow, names.fill(&words::ANALYZE_OPEN, &[("model", model)]), None)
            }
            Verdict::Unfinished => {
                (AnsiColor::Yellow, names.say(&words::ANALYZE_UNFINISHED).to_owned(), None)
            }
            Verdict::Broken(answers, candidate, place) => {
                let text = match candidate {
                    Some(at) => {
                        let with: &[(&str, &dyn Display)] =
                            &[("model", &names.k.model(names.at(*at)).id), ("how", &names.how(*at))];
                        names.fill(&words::ANALYZE_BROKEN_BY, with)
                    }
                    None => names.say(&words::ANALYZE_BROKEN).to_owned(),
                };
                (AnsiColor::Red, text, Some((answers, *place)))
            }
        };
        let (colour, id) = (colour.on_default(), &names.k.invariants[*at].id);
        writeln!(out, "  {colour}{id}{colour:#}")?;
        paragraph(out, 4, page.columns, &text)?;
        if let Some((answers, place)) = broken {
            let line = reproduces(page.analyzed, answers, place);
            Notes::new(out, page.columns, [""]).command("", Colour::new(), &line)?;
        }
    }
    Ok(())
}

/// What may be said of an invariant about scores that no situation broke.
fn held(page: Page<'_>, at: Ix<Invariant>) -> String {
    match page.names.k.invariants[at].must {
        Must::Weight { .. } => {
            let raised = page.names.list(&RAISED.map(|by| by.to_string()));
            page.names.fill(&words::ANALYZE_HELD_RAISED, &[("raised", &raised)])
        }
        _ => page.names.say(&words::ANALYZE_HELD).to_owned(),
    }
}

/// The command line that shows what breaks an invariant: the candidate among the others, as far down as it stands.
pub(super) fn reproduces(analyzed: &Analyzed<'_>, answers: &Answers, place: Option<usize>) -> String {
    let line = with_answers(answers, analyzed.scanned, analyzed.knowledge);
    let place = place.filter(|place| *place > analyzed.knowledge.ranking.show);
    place.map_or(line.clone(), |place| format!("{line} --top {place}"))
}
