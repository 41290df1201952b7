//! Prices as TOML, one row a line, and as words.

use knowledge::describing::price::{Price, When};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use toml_edit::{Array, Datetime, InlineTable, Item, Value, value};

use super::prices::CURRENCY;
use super::report::Change;
use super::row::Amounts;

/// The rows of a list with those of the catalogue that it says nothing of.
pub(super) fn rows<'a>(
    new: &[Amounts],
    as_of: Date,
    stay: impl Iterator<Item = &'a Price>,
    knowledge: &Knowledge,
) -> Item {
    let new = new.iter().map(|one| {
        let when = if one.batch { When::Batch } else { When::Standard };
        row([one.input, one.cached, one.output], CURRENCY, as_of, one.up_to, when, None)
    });
    let stay = stay.map(|one| {
        let currency = &knowledge.catalog.currencies[one.currency].id;
        let amounts = [one.input, one.cached_input, one.output];
        row(amounts, currency, one.as_of, one.up_to_input, one.when, one.note.as_deref())
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

fn row(
    [input, cached, output]: [Option<f64>; 3],
    currency: &str,
    as_of: Date,
    up_to: Option<f64>,
    when: When,
    note: Option<&str>,
) -> Value {
    let mut row = InlineTable::new();
    for (key, amount) in [("input", input), ("cached-input", cached), ("output", output)] {
        if let Some(amount) = amount {
            row.insert(key, number(amount));
        }
    }
    row.insert("currency", currency.into());
    row.insert("as-of", day(as_of));
    if let Some(tokens) = up_to {
        row.insert("up-to-input", number(tokens));
    }
    if when != When::Standard {
        let word = When::ALL.iter().find(|(_, other)| *other == when).map_or("", |(word, _)| word);
        row.insert("when", word.into());
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
    let old: Vec<_> = change
        .old
        .iter()
        .map(|price| {
            (price.input, price.cached_input, price.output, price.up_to_input, price.when == When::Batch)
        })
        .collect();
    let new: Vec<_> =
        change.new.iter().map(|one| (one.input, one.cached, one.output, one.up_to, one.batch)).collect();
    let days = change.old_as_of.map_or_else(|| as_of.to_string(), |old| format!("{old} → {as_of}"));
    let list_of = |rows: &[(Option<f64>, Option<f64>, Option<f64>, Option<f64>, bool)]| {
        let one = |(input, cached, output, up_to, batch): &(
            Option<f64>,
            Option<f64>,
            Option<f64>,
            Option<f64>,
            bool,
        )| {
            let part = |what: &str, amount: &Option<f64>| amount.map(|amount| format!("{what} {amount}"));
            let amounts = [part("input", input), part("cached", cached), part("output", output)];
            let mut text = amounts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            text.extend(up_to.map(|tokens| format!(" up to {tokens} tokens")));
            if *batch {
                text.push_str(" in batches");
            }
            text
        };
        if rows.is_empty() {
            "unknown".to_owned()
        } else {
            rows.iter().map(one).collect::<Vec<_>>().join("; ")
        }
    };
    let said = match (old.as_slice(), new.as_slice()) {
        ([old], [new]) => {
            let part = |what: &str, old: Option<f64>, new: Option<f64>| {
                let word = |amount: Option<f64>| {
                    amount.map_or_else(|| "unknown".to_owned(), |amount| amount.to_string())
                };
                (old != new).then(|| format!("{what} {} → {}", word(old), word(new)))
            };
            let parts =
                [part("input", old.0, new.0), part("cached", old.1, new.1), part("output", old.2, new.2)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        (old, new) => format!("{} → {}", list_of(old), list_of(new)),
    };
    format!("{said} ({CURRENCY}; {days}; {list})")
}
