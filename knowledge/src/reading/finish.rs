//! What can be worked out once everything is read: looked-up figures, candidates, outcomes that no answer
//! changes.

use crate::describing::attribute::{Attribute, Of, Value};
use crate::describing::model::{Model, Offer, Route};
use crate::describing::price::When;
use crate::describing::question::Question;
use crate::stating::condition::{Asked, Masks, Operand, Outcome, Requirement, Requires, Test};
use crate::stating::answer::Answers;
use crate::stating::knowledge::{Candidate, Catalog, Knowledge};
use crate::stating::rule::Rule;
use crate::words::bits::Bits;
use crate::words::list::List;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};

/// Adds the looked-up figures to a model and its offers.
pub(crate) fn look_up(model: &mut Model, attributes: &Table<Attribute>, catalog: &Catalog) {
    let found: Vec<_> = of_model(model, catalog);
    add(&mut model.figures, found, attributes);
    let open = model.offers.iter().any(|offer| offer.route != Route::CloudApi);
    let completed = model.offers.iter().cloned().map(|mut offer| {
        let found = of_offer(&offer, open, attributes, catalog);
        add(&mut offer.figures, found, attributes);
        offer
    });
    model.offers = completed.collect();
}

fn add(
    figures: &mut List<(Ix<Attribute>, Value)>,
    found: Vec<(&str, Value)>,
    attributes: &Table<Attribute>,
) {
    let mut all = figures.to_vec();
    for (id, value) in found {
        let place = attributes.position(|attribute| attribute.id == id);
        if let Some(at) = place.filter(|at| all.iter().all(|(known, _)| known != at)) {
            all.push((at, value));
        }
    }
    all.sort_by_key(|(at, _)| *at);
    *figures = all.into();
}

fn of_model(model: &Model, catalog: &Catalog) -> Vec<(&'static str, Value)> {
    let vendor = &catalog.vendors[model.vendor];
    let mut origin = vec![vendor.country.clone()];
    origin.extend(vendor.blocs.iter().cloned());
    let sound = model.strengths.iter().filter(|strength| !strength.contradicted);
    let mut found = vec![
        ("model", Value::Word(model.id.clone())),
        ("vendor", Value::Word(vendor.id.clone())),
        ("origin", Value::Words(origin.into())),
        ("strengths", Value::Words(sound.map(|strength| strength.tag.clone()).collect())),
    ];
    if let Some(license) = model.license.map(|at| &catalog.licenses[at]) {
        found.push(("license-class", Value::Word(license.class.clone())));
        found.push(("barred-regions", Value::Words(license.barred_regions.clone())));
        found.extend(license.max_monthly_users.map(|cap| ("max-monthly-users", Value::Number(cap))));
        found.extend(license.max_monthly_revenue.map(|cap| ("max-monthly-revenue", Value::Number(cap))));
    }
    found
}

fn of_offer(
    offer: &Offer,
    open: bool,
    attributes: &Table<Attribute>,
    catalog: &Catalog,
) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    if let Some(provider) = offer.provider.map(|at| &catalog.providers[at]) {
        found.extend(provider.country.clone().map(|country| ("provider-country", Value::Word(country))));
        found.extend(provider.available_in.clone().map(|regions| ("available-in", Value::Words(regions))));
        found.extend(provider.processed_in.clone().map(|regions| ("processed-in", Value::Words(regions))));
    }
    if let Some(runtime) = offer.runtime.map(|at| &catalog.runtimes[at]) {
        found.push(("device-classes", Value::Words(runtime.devices.clone())));
        if !runtime.chips.is_empty() {
            found.push(("chips", Value::Words(runtime.chips.clone())));
        }
    }
    let tuned = attributes.position(|attribute| attribute.id == "fine-tuning").and_then(|at| {
        crate::stating::knowledge::find(&offer.figures, at).cloned()
    });
    match tuned {
        _ if offer.route != Route::CloudApi && open => found.push(("tunable", Value::Flag(true))),
        Some(tuned) => found.push(("tunable", tuned)),
        None => {}
    }
    if offer.route == Route::CloudApi {
        found.push(("free-tier", Value::Flag(offer.free.is_some())));
        found.push(("batch", Value::Flag(offer.prices.iter().any(|price| price.when == When::Batch))));
    }
    found
}

/// A candidate for each offer of each model.
pub(crate) fn candidates(models: &Table<Model>) -> Table<Candidate> {
    let offers = |(model, entry): (Ix<Model>, &Model)| {
        let count = u16::try_from(entry.offers.len()).unwrap_or(u16::MAX);
        (0..count).map(move |offer| Candidate { model, offer })
    };
    Table::new(models.enumerate().flat_map(offers).collect())
}

/// Works out the outcomes of every clause of every rule, as far as they do not follow from computed numbers.
pub(crate) fn fix(rules: Vec<Rule>, knowledge: &Knowledge) -> Table<Rule> {
    let all = |clauses: &List<Requires>| clauses.iter().map(|clause| fixed(clause, knowledge)).collect();
    let requirement = |own: &Requirement| Requirement { all: all(&own.all), any: own.any.iter().map(all).collect() };
    let fix = |mut rule: Rule| {
        if let Some(gate) = &mut rule.gate {
            (gate.require, gate.forbid) = (requirement(&gate.require), all(&gate.forbid));
        }
        if let Some(prefer) = &mut rule.prefer {
            prefer.wanted = requirement(&prefer.wanted);
        }
        rule
    };
    Table::new(rules.into_iter().map(fix).collect())
}

/// A clause with its masks.
fn fixed(clause: &Requires, knowledge: &Knowledge) -> Requires {
    let mut reads = clause.reads();
    let masks = match (knowledge.attributes[clause.attribute].of, reads.next(), reads.next()) {
        (Of::Derived, _, _) | (_, Some(_), Some(_)) => Masks::None,
        (_, None, _) => by_outcome(clause, knowledge),
        (_, Some(question), None) => by_choice(clause, question, knowledge),
    };
    drop(reads);
    Requires { masks, ..clause.clone() }
}

fn by_outcome(clause: &Requires, knowledge: &Knowledge) -> Masks {
    let answers = Answers::default();
    let asked = Asked { questions: &knowledge.questions, answers: &answers };
    let candidates = knowledge.catalog.candidates.iter();
    let outcomes: Vec<_> = candidates
        .map(|&candidate| clause.outcome(knowledge.known(candidate, clause.attribute), &asked))
        .collect();
    let is = |wanted: Outcome| {
        Bits::collect(outcomes.len(), |at| outcomes.get(at) == Some(&wanted)).into_words()
    };
    Masks::Fixed { yes: is(Outcome::True).into(), unknown: is(Outcome::Unknown).into() }
}

/// More bits than this are not worth their memory: an imported catalogue of thousands of models, by each of them.
const MOST_BITS: usize = 4_000_000;

fn by_choice(clause: &Requires, question: Ix<Question>, knowledge: &Knowledge) -> Masks {
    let (Test::AnyOf(operands) | Test::AllOf(operands) | Test::NoneOf(operands)) = &clause.test else {
        return Masks::None;
    };
    let [Operand::Answer { prefix, .. }] = &**operands else { return Masks::None };
    let choices: Vec<_> = knowledge.questions[question].choice_ids().collect();
    let candidates = &knowledge.catalog.candidates;
    if choices.len() * candidates.len() > MOST_BITS {
        return Masks::None;
    }
    let values: Vec<_> =
        candidates.iter().map(|&candidate| knowledge.stated(candidate, clause.attribute)).collect();
    let is = |own: &Str, choice: &str| own.strip_prefix(&**prefix) == Some(choice);
    let has = |choice: &&str| -> List<u64> {
        let word = |at: usize| match values.get(at) {
            Some(Some(Value::Word(own))) => is(own, choice),
            Some(Some(Value::Words(own))) => own.iter().any(|own| is(own, choice)),
            _ => false,
        };
        Bits::collect(values.len(), word).into_words().into()
    };
    let unknown = Bits::collect(values.len(), |at| values.get(at).is_none_or(Option::is_none));
    Masks::ByChoice { question, has: choices.iter().map(has).collect(), unknown: unknown.into_words().into() }
}

/// The questions with the rules that read their answers.
pub(crate) fn readers(knowledge: &Knowledge) -> Table<Question> {
    let with_readers = |(at, question): (Ix<Question>, &Question)| {
        let readers = knowledge.rules.enumerate().filter(|(_, rule)| rule.reads(at));
        Question { readers: readers.map(|(rule, _)| rule).collect(), ..question.clone() }
    };
    Table::new(knowledge.questions.enumerate().map(with_readers).collect())
}

/// Countries and blocs of vendors, each once.
pub(crate) fn origins(catalog_vendors: &Table<crate::describing::place::Vendor>) -> Vec<Str> {
    let mut origins: Vec<_> = catalog_vendors
        .iter()
        .flat_map(|vendor| std::iter::once(&vendor.country).chain(&vendor.blocs))
        .cloned()
        .collect();
    origins.sort();
    origins.dedup();
    origins
}
