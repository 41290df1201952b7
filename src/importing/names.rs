//! Which model of the catalogue a row means. What more than one model could be meant by is not guessed at.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::describing::attribute::Value;
use knowledge::describing::listing::{Listings, Seller};
use knowledge::describing::model::Model;
use knowledge::describing::place::Vendor;
use knowledge::stating::knowledge::{Knowledge, find};
use knowledge::words::date::Date;
use knowledge::words::table::{Ix, Table};

use super::parts::{Parts, parts, snapshot};
use super::row::Row;
use super::text::{alike, id};

/// What a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// This model, as strongly as its name says so.
    One(String, Strength),
    /// One of these, and nothing says which.
    Several(Vec<String>),
    /// A dated version of this model, of which the catalogue does not say that it is the same.
    Snapshot(String),
    /// Another model from time to time.
    Moving,
    /// A copy elsewhere, at a price of its own.
    Regional,
    /// The free tier of a model.
    Free,
    /// A model in another mode, at a price of its own.
    Variant,
    /// A model that is not in the catalogue, of this maker, which would have this id.
    New(Ix<Vendor>, String),
    /// A model of which nobody knows who made it.
    Nobody,
}

/// How strongly a name names a model, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It is the id.
    Id,
    /// It is the name, or that of the weights.
    Name,
    /// It is another word for it.
    Alias,
    /// It is its version of the day of its release.
    Day,
}

/// Every model by what it is called.
#[derive(Debug)]
pub(super) struct Names<'a> {
    listings: &'a Listings,
    vendors: &'a Table<Vendor>,
    /// By spelling.
    by_name: BTreeMap<String, BTreeSet<(Strength, usize, String)>>,
    released: BTreeMap<String, Date>,
    /// Those with open weights: of these, hosts serve the tuned version under another name.
    open: BTreeSet<String>,
}

impl<'a> Names<'a> {
    /// The models of the catalogue.
    pub(super) fn new(knowledge: &'a Knowledge, listings: &'a Listings) -> Self {
        let mut names = Self {
            listings,
            vendors: &knowledge.catalog.vendors,
            by_name: BTreeMap::new(),
            released: BTreeMap::new(),
            open: BTreeSet::new(),
        };
        let open = knowledge.attributes.position(|attribute| attribute.id == "open-weights");
        let weights = knowledge.attributes.position(|attribute| attribute.id == "weights-at");
        for model in &knowledge.catalog.models {
            let (id, vendor) = (&*model.id, model.vendor);
            names.add(id.rsplit('/').next().unwrap_or_default(), Strength::Id, vendor, id);
            for name in [&*model.name.en, &*model.name.zh] {
                names.add(name, Strength::Name, vendor, id);
            }
            // Where the weights lie, hosts take the name from.
            let places = model.offers.iter().filter_map(|offer| find(&offer.figures, weights?));
            for place in places {
                if let Value::Word(place) = place {
                    names.add(place.rsplit('/').next().unwrap_or_default(), Strength::Name, vendor, id);
                }
            }
            // Without a number it names all that followed one another.
            for alias in
                model.aliases.iter().filter(|alias| alias.contains(|letter: char| letter.is_ascii_digit()))
            {
                names.add(alias, Strength::Alias, vendor, id);
            }
            if open.and_then(|open| find(&model.figures, open)) == Some(&Value::Flag(true)) {
                names.open.insert(id.to_owned());
            }
            if let Some(released) = released(model, knowledge) {
                names.released.insert(id.to_owned(), released);
            }
        }
        names
    }

    /// The id that a new model of a maker would have.
    pub(super) fn id_of(&self, vendor: Ix<Vendor>, slug: &str) -> String {
        format!("{}/{slug}", self.vendors[vendor].id)
    }

    /// One more model, under its id and its name.
    pub(super) fn add_new(&mut self, vendor: Ix<Vendor>, id: &str, row: &Row) {
        self.add(id.rsplit('/').next().unwrap_or_default(), Strength::Id, vendor, id);
        if let Some(name) = &row.name {
            self.add(name, Strength::Name, vendor, id);
        }
        if row.facts.open_weights == Some(true) {
            self.open.insert(id.to_owned());
        }
    }

    fn add(&mut self, name: &str, strength: Strength, vendor: Ix<Vendor>, model: &str) {
        let name = alike(name);
        if !name.is_empty() {
            self.by_name.entry(name).or_default().insert((strength, vendor.get(), model.to_owned()));
        }
    }

    /// The models of a name: those that it names most strongly, of one maker if he is known. Another word for a model
    /// counts only where its maker is known.
    fn called(&self, name: &str, vendor: Option<Ix<Vendor>>) -> Vec<(String, Strength)> {
        let all = self.by_name.get(&alike(name)).into_iter().flatten();
        let of: Vec<_> = all
            .filter(|(strength, by, _)| match vendor {
                Some(vendor) => *by == vendor.get(),
                None => *strength != Strength::Alias,
            })
            .collect();
        let strongest = of.iter().map(|(strength, ..)| *strength).min();
        let found: BTreeSet<_> = of
            .into_iter()
            .filter(|(strength, ..)| Some(*strength) == strongest)
            .map(|(strength, _, id)| (id.clone(), *strength))
            .collect();
        found.into_iter().collect()
    }

    /// What a row means at a seller.
    pub(super) fn meant(&self, row: &Row, seller: &Seller) -> Meant {
        let lower = row.id.to_lowercase();
        let last = lower.rsplit('/').next().unwrap_or_default();
        let rows = &self.listings.rows;
        if let Some(listed) = rows.iter().find(|one| one.id == lower.as_str() || one.id == last) {
            return listed.model.map_or(Meant::Moving, |model| Meant::One(model.to_string(), Strength::Id));
        }
        let parts = match parts(&lower, self.listings) {
            Ok(parts) => parts,
            Err(meant) => return meant,
        };
        let vendor = match parts.maker {
            Some(organisation) => {
                let known = self.listings.organisations.iter().find(|one| one.id == organisation);
                let Some(known) = known else { return Meant::Nobody };
                Some(known.vendor)
            }
            None => seller.vendor.filter(|_| {
                seller.starts.is_empty() || seller.starts.iter().any(|start| parts.name.starts_with(&**start))
            }),
        };
        self.in_catalogue(row, &parts, vendor).unwrap_or_else(|| {
            let slug = vendor.zip(id(parts.plain.unwrap_or(parts.name)));
            slug.map_or(Meant::Nobody, |(vendor, slug)| Meant::New(vendor, slug))
        })
    }

    /// What a row means in the catalogue; none if nothing there is like it.
    fn in_catalogue(&self, row: &Row, parts: &Parts<'_>, vendor: Option<Ix<Vendor>>) -> Option<Meant> {
        let mut spellings = vec![parts.name.to_owned()];
        spellings.extend(parts.plain.map(str::to_owned));
        let shorter = |name: &String| {
            self.listings
                .same
                .iter()
                .find_map(|word| name.strip_suffix(&format!("-{word}")).map(str::to_owned))
        };
        let short: Vec<_> = spellings.iter().filter_map(shorter).collect();
        let is_open = |found: &Vec<(String, Strength)>| found.iter().all(|(id, _)| self.open.contains(id));
        let tuned = short.iter().map(|name| self.called(name, vendor)).filter(is_open);
        let mut found = spellings.iter().map(|name| self.called(name, vendor)).chain(tuned);
        if let Some(found) = found.find(|found| !found.is_empty()) {
            return Some(one_of(found));
        }
        if self.listings.moving.iter().any(|word| parts.name.ends_with(&format!("-{word}"))) {
            return Some(Meant::Moving);
        }
        let by_name = row.name.as_deref().map(|name| self.called(name, vendor)).unwrap_or_default();
        if vendor.is_some() && !by_name.is_empty() {
            return Some(one_of(by_name));
        }
        // The version of a certain day is the model itself only if that is the day of its release.
        let versions = spellings.iter().chain(&short).filter_map(|name| snapshot(name));
        let mut dated = versions.map(|(base, day)| (self.called(base, vendor), day));
        let (found, day) = dated.find(|(found, _)| !found.is_empty())?;
        let same = |id: &String| day.is_some() && self.released.get(id).copied() == day;
        Some(match one_of(found) {
            Meant::One(one, _) if same(&one) => Meant::One(one, Strength::Day),
            Meant::One(one, _) => Meant::Snapshot(one),
            other => other,
        })
    }
}

fn one_of(found: Vec<(String, Strength)>) -> Meant {
    match found.as_slice() {
        [(one, strength)] => Meant::One(one.clone(), *strength),
        _ => Meant::Several(found.into_iter().map(|(id, _)| id).collect()),
    }
}

fn released(model: &Model, knowledge: &Knowledge) -> Option<Date> {
    match find(&model.figures, knowledge.roles.released?)? {
        Value::Date(date) => Some(*date),
        _ => None,
    }
}
