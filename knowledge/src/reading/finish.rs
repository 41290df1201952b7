//! What can be worked out once everything is read: looked-up figures, candidates, outcomes that no answer
//! changes.

use crate::describing::attribute::{Attribute, Value};
use crate::describing::model::{Model, Offer, Route};
use crate::describing::price::When;
use crate::describing::question::Question;
use crate::describing::ranking::{Derived, Speed};
use crate::evidence::record::{Vouched, Whence};
use crate::stating::knowledge::{Candidate, Catalog, Facts, Knowledge, find};
use crate::stating::roles::Roles;
use crate::words::every::every;
use crate::words::list::List;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// Adds the looked-up figures to a model and its offers, and notes where each comes from.
pub(crate) fn look_up(
    model: &mut Model,
    vouched: &mut Vouched,
    attributes: &Table<Attribute>,
    catalog: &Catalog,
) {
    let found = of_model(model, catalog);
    vouched.looked_up = add(&mut model.figures, found, attributes);
    let open = model.offers.iter().any(|offer| offer.route != Route::CloudApi);
    let completed = model.offers.iter().cloned().map(|mut offer| {
        let found = of_offer(&offer, open, attributes, catalog);
        vouched.offers.push(add(&mut offer.figures, found, attributes));
        offer
    });
    model.offers = completed.collect();
}

/// A figure by the id of its attribute, and where it was found.
type Found = (&'static str, Value, Whence);

/// Adds what is not stated already; what was added, and where it comes from.
fn add(
    figures: &mut List<(Ix<Attribute>, Value)>,
    found: Vec<Found>,
    attributes: &Table<Attribute>,
) -> Vec<(Ix<Attribute>, Whence)> {
    let mut all = figures.to_vec();
    let mut added = Vec::new();
    for (id, value, whence) in found {
        let place = attributes.position(|attribute| attribute.id == id);
        if let Some(at) = place.filter(|at| all.iter().all(|(known, _)| known != at)) {
            all.push((at, value));
            added.push((at, whence));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    *figures = all.into();
    added
}

fn of_model(model: &Model, catalog: &Catalog) -> Vec<Found> {
    let vendor = &catalog.vendors[model.vendor];
    let mut origin = vec![vendor.country];
    origin.extend(vendor.blocs.iter().copied());
    let sound = model.strengths.iter().filter(|strength| !strength.contradicted);
    let mut found = vec![
        ("model", Value::Word(model.id), Whence::Model),
        ("vendor", Value::Word(vendor.id), Whence::Model),
        ("origin", Value::Words(origin.into()), Whence::Vendor),
        ("strengths", Value::Words(sound.map(|strength| strength.tag).collect()), Whence::Model),
    ];
    if let Some(license) = model.license.map(|at| &catalog.licenses[at]) {
        let caps = [
            ("max-monthly-users", license.max_monthly_users),
            ("max-monthly-revenue", license.max_monthly_revenue),
        ];
        let mut add = |id, value| found.push((id, value, Whence::License));
        add("license-class", Value::Word(license.class));
        add("barred-regions", Value::Words(license.barred_regions));
        for (id, cap) in caps {
            if let Some(cap) = cap {
                add(id, Value::Number(cap));
            }
        }
    }
    found
}

fn of_offer(offer: &Offer, open: bool, attributes: &Table<Attribute>, catalog: &Catalog) -> Vec<Found> {
    let mut found = Vec::new();
    if let Some(provider) = offer.provider.map(|at| &catalog.providers[at]) {
        let mut add =
            |id, value: Option<Value>| found.extend(value.map(|value| (id, value, Whence::Provider)));
        add("provider-country", provider.country.map(Value::Word));
        add("available-in", provider.available_in.map(Value::Words));
        add("processed-in", provider.processed_in.map(Value::Words));
    }
    if let Some(runtime) = offer.runtime.map(|at| &catalog.runtimes[at]) {
        found.push(("device-classes", Value::Words(runtime.devices), Whence::Runtime));
        if !runtime.chips.is_empty() {
            found.push(("chips", Value::Words(runtime.chips), Whence::Runtime));
        }
    }
    let tuned = attributes
        .position(|attribute| attribute.id == "fine-tuning")
        .and_then(|at| find(&offer.figures, at).cloned());
    let mut add = |id, value| found.push((id, value, Whence::Offer));
    match tuned {
        _ if offer.route != Route::CloudApi && open => add("tunable", Value::Flag(true)),
        Some(tuned) => add("tunable", tuned),
        None => {}
    }
    if offer.route == Route::CloudApi {
        add("free-tier", Value::Flag(offer.free.is_some()));
        add("batch", Value::Flag(offer.prices.iter().any(|price| price.when == When::Batch)));
    }
    found
}

/// A candidate for each offer of each model.
pub(crate) fn candidates(models: &Table<Model>, roles: &Roles, derived: &Derived) -> Table<Candidate> {
    let offers = |at: usize, (): &()| {
        let at = Ix::new(at);
        let model = &models[at];
        let candidate = |(place, offer): (u16, &Offer)| {
            let facts = facts(&Stated { model, offer }, roles, derived);
            Candidate { model: at, offer: place, facts }
        };
        (0..).zip(model.offers.iter()).map(candidate).collect::<Vec<_>>()
    };
    Table::new(every(models.len(), || (), offers).into_iter().flatten().collect())
}

/// What is stated of an offer and its model.
struct Stated<'a> {
    model: &'a Model,
    offer: &'a Offer,
}

impl Stated<'_> {
    fn value(&self, attribute: Option<Ix<Attribute>>) -> Option<&Value> {
        find(&self.offer.figures, attribute?).or_else(|| find(&self.model.figures, attribute?))
    }

    fn number(&self, attribute: Option<Ix<Attribute>>) -> Option<f64> {
        match self.value(attribute)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }
}

fn facts(stated: &Stated<'_>, roles: &Roles, derived: &Derived) -> Facts {
    let route = stated.offer.route;
    let (total, active) = (stated.number(roles.params_total), stated.number(roles.params_active));
    let reasoning = stated.value(roles.reasoning);
    let thinks = reasoning == Some(&Value::Flag(true));
    // Where no attribute asks for it, nothing thinks.
    let is_told = reasoning.is_some() || roles.reasoning.is_none();
    let bits = stated.number(roles.precision_bits).unwrap_or(derived.serving_bits);
    let serving = total.map(|billions| billions * bits / 8.0 * (1.0 + derived.serving_overhead));
    let build = stated.number(roles.memory).or_else(|| stated.number(roles.memory_4bit));
    let context = match (stated.number(roles.context), stated.number(roles.context_limit)) {
        (Some(model), Some(limit)) => Some(model.min(limit)),
        (model, limit) => model.or(limit),
    };
    Facts {
        route,
        thinking: is_told.then_some(if thinks { derived.reasoning_output } else { 1.0 }),
        speed: speed(stated, roles, &derived.speed, thinks),
        context,
        serving_memory: serving.filter(|_| route == Route::SelfHosted),
        device_memory: build.filter(|_| route == Route::OnDevice),
        billions: active.or(total),
    }
}

/// The class by active parameters where they are known; else the faster of those by all parameters and by tier,
/// because a large model of unknown build is seldom dense. Slower for thinking and by route.
fn speed(stated: &Stated<'_>, roles: &Roles, speed: &Speed, thinks: bool) -> Option<f64> {
    let by_size =
        |billions: f64| speed.active.iter().find(|(most, _)| billions <= *most).map(|(_, class)| *class);
    let by_tier = match stated.value(roles.tier) {
        Some(Value::Word(tier)) => speed.tier.iter().find(|(word, _)| word == tier).map(|(_, class)| *class),
        _ => None,
    };
    let class = if let Some(active) = stated.number(roles.params_active) {
        by_size(active)?
    } else {
        let by_total = stated.number(roles.params_total).and_then(by_size);
        by_total.into_iter().chain(by_tier).reduce(f64::max)?
    };
    let route = stated.offer.route.word();
    let by_route = speed.route.iter().find(|(word, _)| word == route).map_or(0.0, |(_, more)| *more);
    Some((class + if thinks { speed.reasoning } else { 0.0 } + by_route).clamp(1.0, 5.0))
}

/// The questions with the rules that read their answers.
pub(crate) fn readers(knowledge: &Knowledge) -> Table<Question> {
    let mut readers = vec![Vec::new(); knowledge.questions.len()];
    for (rule, own) in knowledge.rules.enumerate() {
        for question in own.reads() {
            if let Some(readers) = readers.get_mut(question.get()) {
                readers.push(rule);
            }
        }
    }
    let with_readers =
        |(question, readers): (&Question, Vec<_>)| Question { readers: readers.into(), ..question.clone() };
    Table::new(knowledge.questions.iter().zip(readers).map(with_readers).collect())
}

/// Countries and blocs of vendors, each once.
pub(crate) fn origins(catalog_vendors: &Table<crate::describing::place::Vendor>) -> Vec<Str> {
    let mut origins: Vec<_> = catalog_vendors
        .iter()
        .flat_map(|vendor| std::iter::once(&vendor.country).chain(&vendor.blocs))
        .copied()
        .collect();
    origins.sort();
    origins.dedup();
    origins
}
