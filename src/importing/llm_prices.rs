//! The form of `current-v1.json` of llm-prices.com: one list of prices for a million tokens, with its day.

use knowledge::words::date::Date;

use super::Mistake;
use super::json::Json;
use super::row::{Amounts, Fault, Row, million};

/// The day that the list states.
pub(super) fn as_of(document: &Json) -> Option<Date> {
    document.get("updated_at").and_then(Json::text).and_then(Date::parse).filter(|date| date.day.is_some())
}

/// Every row in the order of the list; the price of long prompts, which has a row of its own, goes to its model.
pub(super) fn rows(document: &Json) -> Result<Vec<Row>, Mistake> {
    let prices = document.get("prices").and_then(Json::list).ok_or(Mistake::Shape)?;
    let (mut rows, mut long): (Vec<Row>, Vec<(Row, f64)>) = (Vec::new(), Vec::new());
    for (at, price) in prices.iter().enumerate() {
        let (row, step) = row(at, price);
        match step {
            Some(Step::Above(size)) => long.push((row, size)),
            _ => rows.push(row),
        }
    }
    for (mut above, size) in long {
        let ending = format!("-{}k", size / 1000.0);
        let base = above.id.strip_suffix(&ending).map(str::to_owned);
        let short = rows.iter_mut().find(|row| {
            row.seller == above.seller
                && Some(&row.id) == base.as_ref()
                && row.prices.first().is_some_and(|price| price.up_to == Some(size))
        });
        if let Some(row) = short {
            row.prices.append(&mut above.prices);
            row.faults.append(&mut above.faults);
        } else {
            above.fault(Fault::OtherFee);
            rows.push(above);
        }
    }
    for row in &mut rows {
        // A limit without a price beyond it says nothing of what lies beyond.
        if let [only] = row.prices.as_slice()
            && only.up_to.is_some()
        {
            row.fault(Fault::OtherFee);
        }
    }
    Ok(rows)
}

enum Step {
    UpTo(f64),
    Above(f64),
}

fn row(at: usize, price: &Json) -> (Row, Option<Step>) {
    let text = |key| price.get(key).and_then(Json::text).unwrap_or_default();
    let (seller, id) = (text("vendor"), text("id"));
    if seller.trim().is_empty() || id.trim().is_empty() {
        let mut row = Row::new(&format!("prices[{at}]"), seller, id);
        row.fault(Fault::Malformed);
        return (row, None);
    }
    let mut row = Row::new(&format!("{seller}/{id}"), seller, id);
    let name = row.text(price, "name").unwrap_or_default();
    let (name, step) = step(&name);
    row.name = Some(name.to_owned()).filter(|name| !name.is_empty());
    if price.get("to_date").is_some() {
        row.fault(Fault::Past);
    }
    let up_to = match step {
        Some(Step::UpTo(size)) => Some(size),
        _ => None,
    };
    let mut amount = |key| row.part(price, key, Json::number).map(million);
    let (input, cached, output) = (amount("input"), amount("input_cached"), amount("output"));
    row.prices = vec![Amounts { up_to, batch: false, input, cached, output }];
    (row, step)
}

/// `Name ≤200k` and `Name >200k`.
fn step(name: &str) -> (&str, Option<Step>) {
    let at = |mark: char| {
        let (name, size) = name.rsplit_once(mark)?;
        let size = size.trim().strip_suffix('k')?.parse::<u32>().ok().filter(|size| *size > 0)?;
        Some((name.trim_end(), f64::from(size) * 1000.0))
    };
    match (at('≤'), at('>')) {
        (Some((name, size)), _) => (name, Some(Step::UpTo(size))),
        (_, Some((name, size))) => (name, Some(Step::Above(size))),
        _ => (name, None),
    }
}
