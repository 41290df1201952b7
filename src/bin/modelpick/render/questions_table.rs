//! Every question for a person: its flag, what it asks, what may be answered.

use std::io::{self, Write};

use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Table, TableStyle, Width};
use modelpick::knowledge::describing::question::{Kind, Number, Question};
use modelpick::knowledge::stating::answer::Answers;
use modelpick::knowledge::stating::knowledge::Knowledge;

use super::Style;
use super::figure::number;
use super::layout::{title, width, wrap};
use super::names::Names;
use crate::words;

/// Writes them by heading.
pub(crate) fn write(k: &Knowledge, how: Style<'_>, out: &mut dyn Write) -> io::Result<()> {
    let answers = Answers::default();
    let names = Names { k, lang: how.lang, answers: &answers };
    let flag = k.questions.iter().map(|question| width(&question.id) + 2).max().unwrap_or(0);
    let mut groups: Vec<_> =
        k.headings.enumerate().map(|(at, heading)| (Some(at), names.say(&heading.label))).collect();
    groups.push((None, names.say(&words::QUESTIONS_OTHER)));
    for (heading, label) in groups {
        let questions: Vec<_> = k.questions.iter().filter(|question| question.heading == heading).collect();
        if questions.is_empty() {
            continue;
        }
        title(out, how.columns(), label)?;
        table(&questions, names, (flag, how.columns()), out)?;
    }
    Ok(())
}

fn table(
    questions: &[&Question],
    names: Names<'_>,
    (flag, columns): (usize, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    /// Between two columns.
    const GAP: u16 = 2;
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Dynamic);
    table.enforce_styling().style_text_only();
    let titles = [&words::QUESTIONS_FLAG, &words::QUESTIONS_ASK, &words::QUESTIONS_ANSWERS];
    table.set_header(titles.map(|text| Cell::new(names.say(text)).add_attribute(Attribute::Dim)));
    let small = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    let room = columns.saturating_sub(flag + 2 * usize::from(GAP));
    // What may be answered needs more room than what is asked.
    let ask = room * 2 / 5;
    for question in questions {
        // comfy-table would let a line begin with a closing mark.
        let asked = wrap(names.say(&question.ask), ask).join("\n");
        let answers = wrap(&answers(names, question), room - ask).join("\n");
        table.add_row([format!("--{}", question.id), asked, answers]);
    }
    for (column, width) in table.column_iter_mut().zip([flag, ask, room - ask]) {
        let before = if column.index == 0 { 0 } else { GAP };
        column.set_padding((before, 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(small(width) + before)));
    }
    table.set_width(small(columns));
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// What may be answered to a question.
fn answers(names: Names<'_>, question: &Question) -> String {
    match &question.kind {
        Kind::Choices { many, .. } => choices(names, question, *many),
        Kind::YesNo => choices(names, question, false),
        Kind::Number(number) => range(names, number),
        Kind::Money { .. } => names.say(&words::QUESTIONS_MONEY).to_owned(),
    }
}

fn choices(names: Names<'_>, question: &Question, many: bool) -> String {
    /// A longer list is cut: the catalogue has it.
    const MOST: usize = 30;
    let count = question.choice_ids().count();
    let ids: Vec<_> = question.choice_ids().take(if count > MOST { 6 } else { MOST }).collect();
    let ids = ids.join(", ");
    let all = if count > MOST {
        names.fill(&words::QUESTIONS_MORE, &[("choices", &ids), ("count", &count)])
    } else {
        ids
    };
    if many { names.fill(&words::QUESTIONS_SEVERAL, &[("choices", &all)]) } else { all }
}

fn range(names: Names<'_>, known: &Number) -> String {
    let (min, max) = (number(known.min), number(known.max));
    let range = names
        .fill(&words::QUESTIONS_RANGE, &[("min", &min), ("max", &max), ("unit", &names.say(&known.unit))]);
    let range = range.trim_end().to_owned();
    match known.assume {
        Some(value) => names.fill(&words::QUESTIONS_ASSUMED, &[("range", &range), ("value", &number(value))]),
        None => range,
    }
}
