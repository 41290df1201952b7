//! The facts of one model and of its offers, each with the sources that vouch for it.

use std::cmp::Reverse;

use knowledge::describing::attribute::{Attribute, Value};
use knowledge::describing::model::{Model, Offer};
use knowledge::describing::source::Source;
use knowledge::evidence::record::{Evidence, Vouched, Whence};
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::table::Ix;

/// A known figure and who vouches for it.
#[derive(Clone, Debug)]
pub struct Fact<'a> {
    /// What is known.
    pub attribute: Ix<Attribute>,
    /// Its value.
    pub value: &'a Value,
    /// Where it was looked up; none where the file of the model states it.
    pub looked_up: Option<Whence>,
    /// The most trusted first, among equals the newest.
    pub sources: Vec<&'a Source>,
}

/// The facts of a model, by attribute. Its id, vendor and strengths are none: they are told apart.
pub fn of_model<'a>(knowledge: &'a Knowledge, evidence: &'a Evidence, at: Ix<Model>) -> Vec<Fact<'a>> {
    let model = &knowledge.catalog.models[at];
    let Some(vouched) = evidence.models.get(at.get()) else { return Vec::new() };
    let fact = |(attribute, value): &'a (Ix<Attribute>, Value)| {
        let looked_up = whence(&vouched.looked_up, *attribute);
        let sources = match looked_up {
            None => stated(knowledge, vouched, *attribute),
            Some(Whence::Vendor) => evidence.places.vendors.get(model.vendor.get()).into_iter().collect(),
            Some(Whence::License) => {
                model.license.map(|license| &knowledge.catalog.licenses[license].source).into_iter().collect()
            }
            Some(_) => return None,
        };
        Some(Fact { attribute: *attribute, value, looked_up, sources })
    };
    model.figures.iter().filter_map(fact).collect()
}

/// The facts of the offer of a model at a place, by attribute.
pub fn of_offer<'a>(
    knowledge: &'a Knowledge,
    evidence: &'a Evidence,
    at: Ix<Model>,
    place: usize,
) -> Vec<Fact<'a>> {
    let offer: Option<&Offer> = knowledge.catalog.models[at].offers.get(place);
    let looked_up = evidence.models.get(at.get()).and_then(|vouched| vouched.offers.get(place));
    let (Some(offer), Some(looked_up)) = (offer, looked_up) else { return Vec::new() };
    let fact = |(attribute, value): &'a (Ix<Attribute>, Value)| {
        let whence = whence(looked_up, *attribute);
        let places = &evidence.places;
        let source = match whence {
            Some(Whence::Provider) => places.providers.get(offer.provider?.get())?,
            Some(Whence::Runtime) => places.runtimes.get(offer.runtime?.get())?,
            _ => &offer.source,
        };
        Some(Fact { attribute: *attribute, value, looked_up: whence, sources: vec![source] })
    };
    offer.figures.iter().filter_map(fact).collect()
}

fn whence(looked_up: &[(Ix<Attribute>, Whence)], attribute: Ix<Attribute>) -> Option<Whence> {
    looked_up.iter().find(|(known, _)| *known == attribute).map(|(_, whence)| *whence)
}

fn stated<'a>(knowledge: &Knowledge, vouched: &'a Vouched, attribute: Ix<Attribute>) -> Vec<&'a Source> {
    let id = knowledge.attributes[attribute].id;
    let own = vouched.facts.iter().filter(|(fact, _)| *fact == id);
    let mut sources: Vec<_> = own.map(|(_, source)| source).collect();
    sources.sort_by_key(|source| (source.kind, Reverse(source.as_of)));
    sources
}
