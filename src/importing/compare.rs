//! Rows of a list beside the catalogue: what is new, what changed, what is confirmed, kept, gone or left out.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::listing::{Listings, PriceList, Seller};
use knowledge::describing::model::{Model, Route};
use knowledge::describing::place::Provider;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use knowledge::words::table::Ix;

use super::Beside;
use super::names::{Meant, Names, Strength};
use super::plausible;
use super::prices::{Compared, Found, compare, offer, stays};
use super::report::{Change, Kept, LeftOut, NewModel, Report, Reservation, Why};
use super::row::{Amounts, Fault, Row};

/// What is to be written, with the report of it.
#[derive(Debug, Default)]
pub(super) struct Outcome<'r> {
    pub(super) report: Report,
    /// Facts of each new model come from this row.
    pub(super) facts_of: BTreeMap<String, &'r Row>,
    /// The provider of each new offer by model and offer, with the row that it comes from.
    pub(super) sold_by: BTreeMap<(String, String), (Ix<Provider>, &'r Row)>,
}

/// A row at a seller of the catalogue.
struct Sold<'r, 'k> {
    row: &'r Row,
    seller: &'k Seller,
    provider: Ix<Provider>,
    offer: &'k str,
}

/// Compares everything. `progress` is told how many rows of how many are done.
pub(super) fn compare_all<'r>(
    rows: &'r mut [Row],
    list: &PriceList,
    beside: Beside<'_>,
    as_of: Date,
    progress: &mut dyn FnMut(usize, usize),
) -> Outcome<'r> {
    let (knowledge, listings) = (beside.knowledge, beside.listings());
    rows.iter_mut().for_each(plausible::check);
    let rows = &*rows;
    let mut outcome = Outcome::default();
    outcome.report.rows = rows.len();
    let mut sold = Vec::new();
    for row in rows {
        match seller(row, list, knowledge, listings) {
            Ok(one) => sold.push(one),
            Err(why) => outcome.leave_out(row, why, Vec::new()),
        }
    }
    let mut names = Names::new(knowledge, listings);
    let new = find_new(&sold, &mut names, beside.disabled);
    let mut said: BTreeMap<(String, String), Vec<(Strength, &Sold<'_, '_>)>> = BTreeMap::new();
    let mut listed = BTreeSet::new();
    for (done, one) in sold.iter().enumerate() {
        progress(done, sold.len());
        if let Some((model, strength)) = outcome.matched(one, &names, &new) {
            listed.insert((model.clone(), one.offer.to_owned()));
            if let Some(fault) = one.row.faults.iter().min() {
                outcome.leave_out(one.row, Why::Fault(*fault), vec![model]);
            } else {
                said.entry((model, one.offer.to_owned())).or_default().push((strength, one));
            }
        }
    }
    let mut begun: BTreeMap<String, Vec<(String, Vec<Amounts>)>> = BTreeMap::new();
    for ((id, offer_id), sold) in said {
        let Some(one) = outcome.one_voice(&id, sold) else { continue };
        outcome.reserve(one);
        let known = knowledge.catalog.models.iter().find(|model| model.id == id.as_str());
        if let Some(model) = known {
            outcome.compare(one, model, beside, as_of);
        } else {
            outcome.sold_by.insert((id.clone(), offer_id.clone()), (one.provider, one.row));
            begun.entry(id).or_default().push((offer_id, one.row.prices.clone()));
        }
    }
    for (id, offers) in begun {
        let name = new.get(&id).map(|row| name_of(row, &id)).unwrap_or_default();
        if let Some(row) = new.get(&id) {
            outcome.facts_of.insert(id.clone(), row);
        }
        outcome.report.models.push(NewModel { id, name, offers });
    }
    outcome.gone(&sold, &listed, knowledge);
    outcome.sort();
    outcome
}

/// What a model is called.
fn name_of(row: &Row, id: &str) -> String {
    row.name.clone().unwrap_or_else(|| id.rsplit('/').next().unwrap_or_default().to_owned())
}

fn seller<'r, 'k>(
    row: &'r Row,
    list: &PriceList,
    knowledge: &'k Knowledge,
    listings: &'k Listings,
) -> Result<Sold<'r, 'k>, Why> {
    if let Some(fault) = row.faults.iter().find(|fault| matches!(fault, Fault::Sample | Fault::NotText)) {
        return Err(Why::Fault(*fault));
    }
    if row.id.is_empty() || row.seller.is_empty() {
        return Err(Why::Fault(Fault::Malformed));
    }
    let id = format!("{}/{}", list.id, row.seller);
    let at = listings.sellers.position(|seller| seller.id == id.as_str());
    let seller = at.map(|at| &listings.sellers[at]).ok_or(Why::Seller)?;
    let provider = seller.provider.ok_or(Why::Plan)?;
    let offer = seller.offer.as_ref().unwrap_or(&knowledge.catalog.providers[provider].id);
    Ok(Sold { row, seller, provider, offer })
}

/// The models that are not in the catalogue, each with the row that says most of it. Plain ids come before those with
/// something at their end, so that the order of the list decides nothing.
fn find_new<'r>(
    sold: &[Sold<'r, '_>],
    names: &mut Names<'_>,
    disabled: &BTreeSet<String>,
) -> BTreeMap<String, &'r Row> {
    let mut by_length: Vec<_> = sold.iter().filter(|one| one.row.faults.is_empty()).collect();
    by_length.sort_by_key(|one| (one.seller.vendor.is_none(), one.row.id.len(), &one.row.id, &one.row.key));
    let mut new = BTreeMap::new();
    for one in by_length {
        let Meant::New(vendor, slug) = names.meant(one.row, one.seller) else { continue };
        let id = names.id_of(vendor, &slug);
        if one.row.deprecated || disabled.contains(&id) {
            continue;
        }
        names.add_new(vendor, &id, one.row);
        new.entry(id).or_insert(one.row);
    }
    new
}

impl<'r> Outcome<'r> {
    fn leave_out(&mut self, row: &Row, why: Why, models: Vec<String>) {
        self.report.left_out.push(LeftOut { row: row.key.clone(), why, models });
    }

    /// The model of a row, in the catalogue or new.
    fn matched(
        &mut self,
        one: &Sold<'r, '_>,
        names: &Names<'_>,
        new: &BTreeMap<String, &'r Row>,
    ) -> Option<(String, Strength)> {
        let (why, models) = match names.meant(one.row, one.seller) {
            Meant::One(model, strength) => return Some((model, strength)),
            Meant::Several(models) => (Why::Several, models),
            Meant::Snapshot(model) => (Why::Snapshot, vec![model]),
            Meant::Moving => (Why::Moving, Vec::new()),
            Meant::Regional => (Why::Regional, Vec::new()),
            Meant::Free => (Why::Free, Vec::new()),
            Meant::Variant => (Why::Variant, Vec::new()),
            Meant::Nobody => (Why::Nobody, Vec::new()),
            Meant::New(vendor, slug) => {
                let id = names.id_of(vendor, &slug);
                if new.contains_key(&id) {
                    return Some((id, Strength::Id));
                }
                // None of these begins a model.
                let why = match one.row.faults.iter().min() {
                    Some(fault) => Why::Fault(*fault),
                    None if one.row.deprecated => Why::Deprecated,
                    None => Why::Disabled,
                };
                (why, Vec::new())
            }
        };
        self.leave_out(one.row, why, models);
        None
    }

    /// The row of several that speak of one offer: those that name the model most strongly, if they agree.
    fn one_voice<'s, 'k>(
        &mut self,
        model: &str,
        mut sold: Vec<(Strength, &'s Sold<'r, 'k>)>,
    ) -> Option<&'s Sold<'r, 'k>> {
        sold.sort_by_key(|(strength, _)| *strength);
        let (strongest, first) = *sold.first()?;
        // Who says nothing of batches contradicts nobody.
        let standard = |one: &Sold<'_, '_>| -> Vec<_> {
            one.row.prices.iter().copied().filter(|price| !price.batch).collect()
        };
        let wanted = standard(first);
        let same = |one: &Sold<'_, '_>| {
            let found = standard(one);
            found.len() == wanted.len() && found.iter().zip(&wanted).all(|(one, other)| one.agrees(*other))
        };
        let (agree, differ): (Vec<_>, Vec<_>) = sold.into_iter().partition(|(_, one)| same(one));
        let one_voice = differ.iter().all(|(strength, _)| *strength > strongest);
        let silent: &[_] = if one_voice { &[] } else { &agree };
        for (_, one) in differ.iter().chain(silent) {
            self.leave_out(one.row, Why::Conflict, vec![model.to_owned()]);
        }
        // The one that says most; of those, the first.
        let says = |one: &&Sold<'_, '_>| {
            let prices = &one.row.prices;
            prices.len() + prices.iter().filter(|price| price.cached.is_some()).count()
        };
        agree.into_iter().map(|(_, one)| one).filter(|_| one_voice).rev().max_by_key(says)
    }

    fn reserve(&mut self, one: &Sold<'_, '_>) {
        let mut reserved: BTreeSet<_> = one
            .row
            .dropped
            .iter()
            .map(|part| if *part == "date" { Reservation::Date } else { Reservation::Limit })
            .collect();
        if one.seller.mixed {
            reserved.insert(Reservation::Mixed);
        }
        self.report.reserved.extend(reserved.into_iter().map(|why| (one.row.key.clone(), why)));
    }

    /// A row beside the offers of a model that the catalogue has.
    fn compare(&mut self, one: &Sold<'r, '_>, model: &Model, beside: Beside<'_>, as_of: Date) {
        let (knowledge, listings) = (beside.knowledge, beside.listings());
        let same_seller = listings.sellers.iter().filter(|seller| seller.provider == Some(one.provider));
        let siblings: Vec<&str> = same_seller.filter_map(|seller| seller.offer.as_deref()).collect();
        let mut change = Change {
            row: one.row.key.clone(),
            model: model.id.to_string(),
            offer: one.offer.to_owned(),
            old: Vec::new(),
            old_as_of: None,
            new: one.row.prices.clone(),
        };
        let found = match offer(model, one.provider, one.offer, &siblings) {
            Found::One(found) => found,
            Found::None => {
                self.sold_by.insert((change.model.clone(), change.offer.clone()), (one.provider, one.row));
                self.report.offers.push(change);
                return;
            }
            Found::Several => {
                self.report.kept.push((change, Kept::Several));
                return;
            }
        };
        change.offer = found.id.to_string();
        change.old = found.prices.iter().filter(|price| !stays(price, &one.row.prices)).cloned().collect();
        change.old_as_of = found.prices.iter().map(|price| price.as_of).max();
        match compare(knowledge, found, &one.row.prices, as_of) {
            Compared::Confirmed => self.report.confirmed.push((change.model, change.offer)),
            Compared::Kept(why) => self.report.kept.push((change, why)),
            Compared::Changed => {
                self.sold_by.insert((change.model.clone(), change.offer.clone()), (one.provider, one.row));
                self.report.changed.push(change);
            }
        }
    }

    /// What the sellers of the list offer in the catalogue and no row names.
    fn gone(&mut self, sold: &[Sold<'_, '_>], listed: &BTreeSet<(String, String)>, knowledge: &Knowledge) {
        let sellers: BTreeSet<_> =
            sold.iter().map(|one| (one.provider, one.offer, one.seller.offer.is_some())).collect();
        for model in &knowledge.catalog.models {
            for offer in model.offers.iter().filter(|offer| offer.route == Route::CloudApi) {
                let of = sellers.iter().find(|(provider, id, exact)| {
                    Some(*provider) == offer.provider && (!exact || offer.id == *id)
                });
                let Some((_, id, _)) = of else { continue };
                if !listed.contains(&(model.id.to_string(), (*id).to_owned())) {
                    self.report.gone.push((model.id.to_string(), offer.id.to_string()));
                }
            }
        }
    }

    fn sort(&mut self) {
        let report = &mut self.report;
        let place = |why: Why| Why::ALL.iter().position(|(_, other)| *other == why);
        report.left_out.sort_by(|a, b| (place(a.why), &a.row).cmp(&(place(b.why), &b.row)));
        report.reserved.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        report.kept.sort_by(|a, b| (a.1, &a.0.model, &a.0.offer).cmp(&(b.1, &b.0.model, &b.0.offer)));
    }
}
