//! What an import found, as files: new ones, and those that are there with no more changed than has to be, so that
//! comments and order stay. Names `toml_edit`, which also writes every word safely.

use std::collections::BTreeMap;

use knowledge::describing::listing::PriceList;
use knowledge::describing::model::Model;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::Beside;
use super::compare::Outcome;
use super::facts;
use super::price_rows::{comment, dated, day, rows};
use super::prices::stays;
use super::report::{Change, LeftOut, Report, Why};
use super::row::{Amounts, Row};

/// A file that is there and that cannot be changed: its path below the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub String);

/// How a line begins that says what a price was before.
const MARK: &str = "# price: ";

/// How the note begins of an offer whose other facts are older than its price.
const PRICE_ONLY: &str = "price only; ";

/// Writes everything, and gives the report without what was disabled.
pub(super) fn write(
    found: Outcome<'_>,
    list: &PriceList,
    as_of: Date,
    beside: Beside<'_>,
) -> Result<(BTreeMap<String, String>, Report), Broken> {
    let Outcome { mut report, facts_of, sold_by } = found;
    let Beside { knowledge, there, .. } = beside;
    let mut pages = Pages { there, open: BTreeMap::new() };
    let made = Made { report: &report, list, as_of, knowledge };
    for model in &report.models {
        let Some(row) = facts_of.get(&model.id) else { continue };
        let page = pages.page(&model.id)?;
        page.decor_mut().set_prefix(format!(
            "# From {} of {as_of}. Nobody has checked it yet: what is wrong may be put right here.\n\n",
            list.id
        ));
        let mut vouches = Table::new();
        for (key, word) in source(list, as_of, None) {
            vouches.insert(&key, value(word));
        }
        facts::write(page, &model.name, row, (&list.id.replace('.', "-"), vouches), knowledge);
        for (id, prices) in &model.offers {
            let sold = sold_by.get(&(model.id.clone(), id.clone()));
            let Some((provider, row)) = sold else { continue };
            let offer = whole((id, &knowledge.catalog.providers[*provider].id), prices, row, made);
            offers(page, &model.id)?.push(offer);
        }
    }
    let mut disabled = Vec::new();
    for change in &report.offers {
        let Some((provider, row)) = sold_by.get(&(change.model.clone(), change.offer.clone())) else {
            continue;
        };
        let offers = offers(pages.page(&change.model)?, &change.model)?;
        if offers.iter().any(|offer| is_called(offer, &change.offer)) {
            disabled.push((change.model.clone(), change.offer.clone(), row.key.clone()));
            continue;
        }
        let provider = &knowledge.catalog.providers[*provider].id;
        let offer = whole((&change.offer, provider), &change.new, row, made);
        offers.push(offer);
    }
    for change in &report.changed {
        let model = knowledge.catalog.models.iter().find(|model| model.id == change.model.as_str());
        let Some(model) = model else { continue };
        let note = mixed(&report, &change.row);
        reprice(
            offers(pages.page(&change.model)?, &change.model)?,
            change,
            model,
            list,
            as_of,
            note,
            knowledge,
        );
    }
    report
        .offers
        .retain(|one| !disabled.iter().any(|(model, offer, _)| (model, offer) == (&one.model, &one.offer)));
    report.left_out.extend(disabled.into_iter().map(|(model, _, row)| LeftOut {
        row,
        why: Why::Disabled,
        models: vec![model],
    }));
    Ok((pages.changed(), report))
}

/// The files that are looked at.
struct Pages<'a> {
    there: &'a BTreeMap<String, String>,
    open: BTreeMap<String, DocumentMut>,
}

impl Pages<'_> {
    /// The file of a model.
    fn page(&mut self, model: &str) -> Result<&mut DocumentMut, Broken> {
        let path = path(model);
        let text = self.there.get(&path).map_or("", String::as_str);
        let read = text.parse::<DocumentMut>().map_err(|_| Broken(path.clone()));
        Ok(self.open.entry(path).or_insert(read?))
    }

    /// Those that became others.
    fn changed(self) -> BTreeMap<String, String> {
        let written = self.open.into_iter().map(|(path, page)| (path, page.to_string()));
        written.filter(|(path, text)| !text.trim().is_empty() && self.there.get(path) != Some(text)).collect()
    }
}

/// Ids of models keep to a grammar that has neither `..` nor a `/` of its own, so this stays below its folder.
fn path(model: &str) -> String {
    format!("models/{model}.toml")
}

/// The offers of a file.
fn offers<'p>(page: &'p mut DocumentMut, model: &str) -> Result<&'p mut ArrayOfTables, Broken> {
    let item = page.entry("offer").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    // `offer = [{ … }]` is the same list on one line.
    if item.is_value() {
        let list = std::mem::take(item).into_array_of_tables().map_err(|_| Broken(path(model)))?;
        *item = Item::ArrayOfTables(list);
    }
    item.as_array_of_tables_mut().ok_or_else(|| Broken(path(model)))
}

fn is_called(offer: &Table, id: &str) -> bool {
    offer.get("id").and_then(Item::as_str) == Some(id)
}

/// What every offer that is written needs.
#[derive(Clone, Copy)]
struct Made<'a> {
    report: &'a Report,
    list: &'a PriceList,
    as_of: Date,
    knowledge: &'a Knowledge,
}

/// A new offer: its id and its provider, its prices, and the row that they are from.
fn whole((id, provider): (&str, &str), prices: &[Amounts], row: &Row, made: Made<'_>) -> Table {
    let mut offer = Table::new();
    offer.insert("id", value(id));
    offer.insert("route", value("cloud-api"));
    offer.insert("provider", value(provider));
    offer.insert("prices", rows(prices, made.as_of, std::iter::empty(), made.knowledge));
    offer.insert("source", value(source(made.list, made.as_of, mixed(made.report, &row.key))));
    offer
}

fn source(list: &PriceList, as_of: Date, note: Option<String>) -> InlineTable {
    let mut source = InlineTable::new();
    source.insert("url", (*list.url).into());
    source.insert("as-of", day(as_of));
    source.insert("kind", list.kind.word().into());
    if let Some(note) = note {
        source.insert("note", note.into());
    }
    source
}

fn mixed(report: &Report, row: &str) -> Option<String> {
    use super::report::Reservation;
    let mixed = report.reserved.iter().any(|(key, why)| key == row && *why == Reservation::Mixed);
    mixed.then(|| "may mix hosts".to_owned())
}

/// Gives an offer another price, and says above it what it was.
#[expect(clippy::too_many_arguments, reason = "the change, what it changes, and who says so")]
fn reprice(
    offers: &mut ArrayOfTables,
    change: &Change,
    model: &Model,
    list: &PriceList,
    as_of: Date,
    mixed: Option<String>,
    knowledge: &Knowledge,
) {
    let Some(old) = model.offers.iter().find(|offer| offer.id == change.offer.as_str()) else { return };
    if !offers.iter().any(|offer| is_called(offer, &change.offer)) {
        let mut offer = Table::new();
        offer.insert("id", value(&change.offer));
        offers.push(offer);
    }
    let Some(offer) = offers.iter_mut().find(|offer| is_called(offer, &change.offer)) else { return };
    let before = offer.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("\n");
    let mut above: Vec<_> =
        before.lines().filter(|line| !line.starts_with(MARK)).map(str::to_owned).collect();
    if above.is_empty() {
        above.push(String::new());
    }
    above.push(format!("{MARK}{}", comment(change, as_of, &list.id)));
    offer.decor_mut().set_prefix(above.join("\n") + "\n");
    // An upper file's note lies over that of the lower one, which speaks of another source.
    let said = old.source.note.filter(|note| note.starts_with(PRICE_ONLY)).map(|note| note.to_string());
    let from = old.source.url.map_or("", |url| url.0);
    let whence = (from != &*list.url || old.source.note.is_some()).then(|| {
        format!(
            "{PRICE_ONLY}the rest: {}{}",
            dated(old.source.as_of),
            if from.is_empty() { String::new() } else { format!(", {from}") }
        )
    });
    let note = match (mixed, said.or(whence)) {
        (Some(mixed), Some(whence)) if !whence.contains(&mixed) => Some(format!("{whence}; {mixed}")),
        (mixed, whence) => whence.or(mixed),
    };
    offer.insert(
        "prices",
        rows(&change.new, as_of, old.prices.iter().filter(|price| stays(price, &change.new)), knowledge),
    );
    offer.insert("source", value(source(list, as_of, note)));
}
