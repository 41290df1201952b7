//! What came of tests as `JUnit` XML, which build servers read. There are no times in it: the same tests give the same
//! bytes.

use std::io::{self, Write};

use modelpick::deciding::verify::Verdict;
use modelpick::knowledge::stating::case::Case;

use super::Tested;
use super::tests::sentence;
use crate::render::Style;

/// Writes it: a suite for each file.
pub(crate) fn write(tested: &Tested<'_>, style: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let file = |case: &Case| tested.files.of(case.place).map_or("", |file| file.name.as_str());
    let failed = |results: &[(&Case, Verdict)]| {
        results.iter().filter(|(_, verdict)| !verdict.missed.is_empty()).count()
    };
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let (all, wrong) = (tested.results.len(), failed(tested.results));
    writeln!(
        out,
        "<testsuites name=\"modelpick rules test\" tests=\"{all}\" failures=\"{wrong}\" errors=\"0\">"
    )?;
    let mut rest = tested.results;
    while let Some((first, _)) = rest.first() {
        let name = file(first);
        let end = rest.iter().position(|(case, _)| file(case) != name).unwrap_or(rest.len());
        let (these, others) = rest.split_at(end);
        rest = others;
        let (all, wrong, name) = (these.len(), failed(these), escaped(name));
        writeln!(out, "  <testsuite name=\"{name}\" tests=\"{all}\" failures=\"{wrong}\" errors=\"0\">")?;
        for (case, verdict) in these {
            write!(out, "    <testcase classname=\"{name}\" name=\"{}\"", escaped(&case.name))?;
            if verdict.missed.is_empty() {
                writeln!(out, "/>")?;
                continue;
            }
            let sentences: Vec<_> =
                verdict.missed.iter().map(|missed| sentence(missed, style.lang)).collect();
            let message = escaped(sentences.first().map_or("", String::as_str));
            let line = tested.files.locate(case.place).map_or(0, |at| at.line);
            let text = escaped(&format!("{}:{line}\n{}", file(case), sentences.join("\n")));
            writeln!(out, ">\n      <failure message=\"{message}\">{text}</failure>\n    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// What may stand in XML, in and outside of quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push('\n'),
            letter if letter.is_control() || ['\u{fffe}', '\u{ffff}'].contains(&letter) => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}
