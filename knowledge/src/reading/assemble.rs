//! From merged documents to knowledge, each part checked against those that it names.

use std::collections::BTreeMap;

use super::complete;
use super::fields::{Context, Fields};
use super::file::Part;
use super::hash;
use super::invariants;
use super::load::Documents;
use super::names::Named;
use super::places::{self, by_id, each};
use super::tree::Node;
use super::{attributes, benchmarks, conditions, criteria, finish, models, questions, ranking, rules};
use crate::describing::attribute::{Attribute, Part as Ids};
use crate::describing::model::Model;
use crate::describing::question::{Choice, From, Kind, Question};
use crate::describing::ranking::Ranking;
use crate::describing::source::Source;
use crate::evidence::benchmark::Benchmark;
use crate::stating::knowledge::{Catalog, Knowledge};
use crate::stating::roles::Roles;
use crate::words::date::Date;
use crate::words::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::words::list::List;
use crate::words::str::Str;
use crate::words::table::{Ix, Table};
use crate::words::text::Text;

/// Everything read and checked; `None` if a part without which the rest cannot be read is missing.
pub(crate) fn assemble(
    documents: &Documents,
    before: Option<&Catalog>,
    context: Context<'_>,
) -> Option<Knowledge> {
    let mut catalog = places(&documents.places, context)?;
    let root = Fields::open(&documents.rules, "a rules file", context)?;
    let attributes = by_id(&root, "attribute", attributes::attribute);
    let headings = Table::new(each(&root, "heading", questions::heading));
    let model_names = model_names(documents);
    let questions = {
        let given = |from| given(from, &catalog, &model_names);
        read_questions(&root, |fields| questions::question(fields, &headings, &given))
    };
    let criteria = Table::new(each(&root, "criterion", |fields| criteria::criterion(fields, &attributes)));
    for (key, empty) in [("question", questions.is_empty()), ("criterion", criteria.is_empty())] {
        if empty && !root.has(key) {
            whole(Code::MissingKey, &format!("no rules file has a `[[{key}]]`"), context);
        }
    }
    let (models, sources) = read_models(documents, &attributes, &questions, &catalog, context);
    let (rules, invariants) = {
        let ids = |part| ids(part, &catalog, &model_names);
        let vocabulary =
            conditions::Vocabulary { questions: &questions, attributes: &attributes, ids: &ids, context };
        let beside = rules::Beside { vocabulary, criteria: &criteria, capabilities: &catalog.capabilities };
        let mut rules = each(&root, "rule", |fields| rules::rule(fields, beside));
        rules.sort_by_key(|a| a.id);
        let invariant = |fields: &Fields<'_>| invariants::invariant(fields, vocabulary, &criteria);
        (rules, Table::new(each(&root, "invariant", invariant)))
    };
    let ranking = read_ranking(&root, &questions, context);
    root.finish();
    catalog.models = Table::new(models);
    check_size(&catalog, &questions, context);
    let benchmarks = read_benchmarks(documents, &catalog, context);
    if context.problems.any_error() {
        return None;
    }
    complete::facts(&mut catalog, &attributes, &benchmarks, &sources);
    complete::abilities(&mut catalog, &attributes, &benchmarks, before);
    let ranking = ranking?;
    catalog.candidates = finish::candidates(&catalog.models, &attributes, &ranking.derived);
    let mut knowledge = Knowledge {
        headings,
        roles: Roles::find(&questions, &attributes),
        questions,
        attributes,
        criteria,
        rules: Table::default(),
        invariants,
        ranking,
        catalog,
        rules_hash: hash::of_files(Part::Rules, context.files),
        catalog_hash: hash::of_files(Part::Catalog, context.files),
    };
    knowledge.rules = finish::fix(rules, &knowledge);
    knowledge.questions = finish::readers(&knowledge);
    Some(knowledge)
}

fn read_ranking(root: &Fields<'_>, questions: &Table<Question>, context: Context<'_>) -> Option<Ranking> {
    let Some(node) = root.get("ranking") else {
        whole(Code::MissingKey, "no rules file has a `[ranking]`", context);
        return None;
    };
    let inner = Fields::open(node, "`[ranking]`", context)?;
    let ranking = ranking::ranking(&inner, questions);
    inner.finish();
    ranking
}

fn places(node: &Node, context: Context<'_>) -> Option<Catalog> {
    let root = Fields::open(node, "a catalogue file", context)?;
    let vendors = by_id(&root, "vendor", places::vendor);
    let providers = by_id(&root, "provider", |fields| places::provider(fields, &vendors));
    let catalog = Catalog {
        providers,
        vendors,
        licenses: by_id(&root, "license", places::license),
        runtimes: by_id(&root, "runtime", places::runtime),
        gpus: by_id(&root, "gpu", places::gpu),
        devices: by_id(&root, "device", places::device),
        currencies: by_id(&root, "currency", places::currency),
        capabilities: Table::new(each(&root, "capability", places::capability)),
        models: Table::default(),
        abilities: List::default(),
        evidence_hash: Str::default(),
        candidates: Table::default(),
        as_of: Date { year: 0, month: None, day: None },
    };
    root.finish();
    Some(catalog)
}

/// Ids and names of all models, before the models themselves can be read: questions offer them as choices.
fn model_names(documents: &Documents) -> Vec<(Str, Text)> {
    let named = |(id, node): (&String, &Node)| {
        let text =
            |key: &str| node.table()?.get("name")?.1.table()?.get(key)?.1.text().map(super::fields::clean);
        let either = |one: &str, other: &str| {
            Str::from(text(one).or_else(|| text(other)).unwrap_or_else(|| id.clone()))
        };
        (Str::from(id.clone()), Text { en: either("en", "zh"), zh: either("zh", "en") })
    };
    documents.models.iter().map(named).collect()
}

fn given(from: From, catalog: &Catalog, models: &[(Str, Text)]) -> Vec<Choice> {
    let choice = |id: &Str, label: &Text| Choice { id: *id, label: label.clone(), help: None };
    match from {
        From::Vendors => catalog.vendors.iter().map(|vendor| choice(&vendor.id, &vendor.name)).collect(),
        From::Providers => catalog.providers.iter().map(|entry| choice(&entry.id, &entry.name)).collect(),
        From::Models => models.iter().map(|(id, name)| choice(id, name)).collect(),
        From::Origins => finish::origins(&catalog.vendors)
            .iter()
            .map(|origin| {
                let name = Str::from(origin.to_uppercase());
                choice(origin, &Text { en: name, zh: name })
            })
            .collect(),
    }
}

fn ids<'a>(part: Ids, catalog: &'a Catalog, models: &'a [(Str, Text)]) -> Vec<&'a str> {
    fn all<T: Named>(table: &Table<T>) -> Vec<&str> {
        table.iter().map(Named::id).collect()
    }
    match part {
        Ids::Vendors => all(&catalog.vendors),
        Ids::Providers => all(&catalog.providers),
        Ids::Licenses => all(&catalog.licenses),
        Ids::Runtimes => all(&catalog.runtimes),
        Ids::Models => models.iter().map(|(id, _)| &**id).collect(),
        Ids::Origins => catalog
            .vendors
            .iter()
            .flat_map(|vendor| {
                std::iter::once(&*vendor.country).chain(vendor.blocs.iter().map(|bloc| &**bloc))
            })
            .collect(),
    }
}

/// Questions first without and then with their conditions, which may name any of them.
fn read_questions(root: &Fields<'_>, read: impl Fn(&Fields<'_>) -> Option<Question>) -> Table<Question> {
    let first = Table::new(each(root, "question", read));
    let mut whole = Vec::with_capacity(first.len());
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    for node in root.list("question") {
        let Some(fields) = Fields::open(node, "this question", root.context) else { continue };
        let Some(id) = fields.get("id").and_then(Node::text) else { continue };
        let Some(at) = first.position(|question| question.id == id) else { continue };
        let mut question = first[at].clone();
        let (when, assumed) = questions::second_pass(&fields, &first);
        question.when = when;
        if let Kind::Number(number) = &mut question.kind {
            number.assume_by = assumed.into();
        }
        places.insert(
            id.to_owned(),
            if fields.get("when").is_some() { fields.place_of("when") } else { node.place },
        );
        whole.push(question);
    }
    let whole = Table::new(whole);
    let nowhere = root.place;
    questions::check_circles(&whole, |id| places.get(id).copied().unwrap_or(nowhere), root.context);
    whole
}

pub(crate) type Vouched = Vec<(Str, Source)>;

fn read_models(
    documents: &Documents,
    attributes: &Table<Attribute>,
    questions: &Table<Question>,
    catalog: &Catalog,
    context: Context<'_>,
) -> (Vec<Model>, Vec<Vouched>) {
    let beside = models::Beside {
        attributes,
        questions,
        vendors: &catalog.vendors,
        providers: &catalog.providers,
        licenses: &catalog.licenses,
        runtimes: &catalog.runtimes,
        currencies: &catalog.currencies,
    };
    let read = |(id, node): (&String, &Node)| {
        let good = id.split('/').count() == 2
            && id.split('/').all(|part| crate::words::id::Grammar::Catalog.accepts(part));
        if !good {
            let message = format!("`{id}` is not the id of a model");
            let problem = Diagnostic::error(Code::BadId, node.place, message);
            context.problems.push(problem.help("a model's file is `models/<vendor>/<model>.toml`"));
            return None;
        }
        let model = models::model(id, node, beside, context);
        if model.is_none() {
            context.broken.borrow_mut().insert(id.clone());
        }
        model
    };
    documents.models.iter().filter_map(read).unzip()
}

/// Reports what no single place is to blame for.
fn whole(code: Code, message: &str, context: Context<'_>) {
    context.problems.push(Diagnostic {
        code,
        severity: Severity::Error,
        place: None,
        message: message.into(),
        help: None,
        beside: None,
    });
}

fn check_size(catalog: &Catalog, questions: &Table<Question>, context: Context<'_>) {
    let offers: usize = catalog.models.iter().map(|model| model.offers.len()).sum();
    if offers == 0 && !context.problems.any_error() {
        whole(Code::EmptyCatalog, "the catalogue has no model with an offer", context);
    }
    if catalog.capabilities.is_empty() && !context.problems.any_error() {
        whole(Code::EmptyCatalog, "the catalogue declares no capability: the first is `general`", context);
    }
    let choices = questions.iter().map(|question| question.choices().len()).max().unwrap_or(0);
    if offers.max(choices).max(catalog.models.len()) > places::LONGEST {
        whole(
            Code::TooLarge,
            "the catalogue has more than 60,000 models, offers or choices of one question",
            context,
        );
    }
}

fn read_benchmarks(documents: &Documents, catalog: &Catalog, context: Context<'_>) -> Vec<Benchmark> {
    let models: BTreeMap<&str, Ix<Model>> =
        catalog.models.enumerate().map(|(at, model)| (&*model.id, at)).collect();
    let read = |(id, node): (&String, &Node)| {
        benchmarks::benchmark(id, node, &catalog.capabilities, &models, context)
    };
    documents.benchmarks.iter().filter_map(read).collect()
}
