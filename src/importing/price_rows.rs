//! Prices as TOML, one row a line, and as words.

use knowledge::describing::price::Price;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use toml_edit::{Array, Datetime, InlineTable, Item, Value, value};

use super::prices::{CURRENCY, amounts};
use super::report::Change;
use super::row::Amounts;

/// The rows of a list with those of the catalogue that it says nothing of.
pub(super) fn rows<'a>(
    new: &[Amounts],
    as_of: Date,
    stay: impl Iterator<Item = &'a Price>,
    knowledge: &Knowledge,
) -> Item {
    let new = new.iter().map(|one| row(*one, CURRENCY, as_of, None));
    let stay = stay.map(|one| {
        let currency = &knowledge.catalog.currencies[one.currency].id;
        row(amounts(one), currency, one.as_of, one.note.as_deref())
    });
    let mut list = Array::new();
    for mut row in new.chain(stay) {
        row.decor_mut().set_prefix("\n  ");
        list.push_formatted(row);
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
    value(list)
}

fn row(of: Amounts, currency: &str, as_of: Date, note: Option<&str>) -> Value {
    let mut row = InlineTable::new();
    for (key, amount) in [("input", of.input), ("cached-input", of.cached), ("output", of.output)] {
        if let Some(amount) = amount {
            row.insert(key, number(amount));
        }
    }
    row.insert("currency", currency.into());
    row.insert("as-of", day(as_of));
    if let Some(tokens) = of.up_to {
        row.insert("up-to-input", number(tokens));
    }
    if of.batch {
        row.insert("when", "batch".into());
    }
    if let Some(note) = note {
        row.insert("note", note.into());
    }
    row.into()
}

/// A number, without decimals where it has none.
#[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
pub(super) fn number(number: f64) -> Value {
    /// Whole numbers beyond this have no exact f64.
    const EXACT: f64 = 9e15;
    if number.fract() == 0.0 && number.abs() < EXACT { (number as i64).into() } else { number.into() }
}

/// A date: as text where the day is not known.
pub(super) fn day(date: Date) -> Value {
    let text = dated(date);
    let whole = date.day.and_then(|_| text.parse::<Datetime>().ok());
    whole.map_or_else(|| text.into(), Value::from)
}

/// A date as it is written.
pub(super) fn dated(date: Date) -> String {
    date.to_string()
}

/// What changed, for the line above a price.
pub(super) fn comment(change: &Change, as_of: Date, list: &str) -> String {
    let old: Vec<_> = change.old.iter().map(amounts).collect();
    let said = match (old.as_slice(), change.new.as_slice()) {
        ([old], [new]) => {
            let word = |amount: Option<f64>| {
                amount.map_or_else(|| "unknown".to_owned(), |amount| amount.to_string())
            };
            let parts = [
                ("input", old.input, new.input),
                ("cached", old.cached, new.cached),
                ("output", old.output, new.output),
            ];
            let differ = parts.into_iter().filter(|(_, old, new)| old != new);
            let differ: Vec<_> =
                differ.map(|(what, old, new)| format!("{what} {} → {}", word(old), word(new))).collect();
            differ.join(", ")
        }
        (old, new) => format!("{} → {}", in_words(old), in_words(new)),
    };
    let days = change.old_as_of.map_or_else(|| as_of.to_string(), |old| format!("{old} → {as_of}"));
    format!("{said} ({CURRENCY}; {days}; {list})")
}

/// Rows on one line.
fn in_words(rows: &[Amounts]) -> String {
    let row = |row: &Amounts| {
        let parts = [("input", row.input), ("cached", row.cached), ("output", row.output)];
        let known = parts.into_iter().filter_map(|(what, amount)| Some(format!("{what} {}", amount?)));
        let mut text = known.collect::<Vec<_>>().join(", ");
        text.extend(row.up_to.map(|tokens| format!(" up to {tokens} tokens")));
        text.extend(row.batch.then_some(" in batches"));
        text
    };
    if rows.is_empty() { "unknown".to_owned() } else { rows.iter().map(row).collect::<Vec<_>>().join("; ") }
}
