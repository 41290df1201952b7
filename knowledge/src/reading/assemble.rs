//! From merged documents to knowledge, each part checked against those that it names.

use std::collections::BTreeMap;

use super::beside::Beside;
use super::complete;
use super::context::Context;
use super::fields::Fields;
use super::file::Part;
use super::hash;
use super::invariants;
use super::load::Documents;
use super::names::Named;
use super::places::{by_id, each};
use super::tree::Node;
use super::{attributes, catalog, conditions, criteria, finish, masks, questions, ranking, rules, whole};
use crate::describing::attribute::Part as Ids;
use crate::describing::question::{Choice, From, Kind, Question};
use crate::describing::ranking::Ranking;
use crate::evidence::measure::Inputs;
use crate::evidence::record::Evidence;
use crate::stating::knowledge::{Catalog, Knowledge};
use crate::stating::roles::Roles;
use crate::words::diagnostic::Place;
use crate::words::message::message;
use crate::words::shown::clean;
use crate::words::str::Str;
use crate::words::table::Table;
use crate::words::text::Text;

/// Whether abilities are worked out.
#[derive(Clone, Copy)]
pub(crate) enum Abilities<'a> {
    /// They are not asked for.
    None,
    /// They are, and taken over from here where they rest on the same evidence.
    Fitted(Option<&'a Catalog>),
}

/// Everything read and checked; `None` if a part without which the rest cannot be read is missing.
pub(crate) fn assemble(
    documents: &Documents,
    abilities: Abilities<'_>,
    context: Context<'_>,
) -> Option<(Knowledge, Evidence)> {
    let (mut catalog, places) = catalog::places(documents, context)?;
    let root = Fields::open(&documents.rules, message!("a rules file", "规则文件"), context)?;
    let attributes = by_id(&root, "attribute", attributes::attribute);
    let headings = Table::new(each(&root, "heading", questions::heading));
    let model_names = model_names(documents);
    let questions = {
        let given = |from| given(from, &catalog, &model_names);
        read_questions(&root, |fields| questions::question(fields, &headings, &given))
    };
    let criteria = Table::new(each(&root, "criterion", |fields| criteria::criterion(fields, &attributes)));
    whole::check_present(&root);
    let ((models, sources), (rules, invariants)) = {
        let ids = |part| ids(part, &catalog, &model_names);
        let beside = Beside::of(&attributes, &questions, &catalog, &ids);
        let models = catalog::read_models(documents, beside, &catalog, context);
        let vocabulary =
            conditions::Vocabulary { questions: &questions, attributes: &attributes, ids: &ids, context };
        let beside = rules::Beside { vocabulary, criteria: &criteria, capabilities: &catalog.capabilities };
        let mut rules = each(&root, "rule", |fields| rules::rule(fields, beside));
        rules.sort_by_key(|a| a.id);
        let invariant = |fields: &Fields<'_>| invariants::invariant(fields, vocabulary, &criteria);
        (models, (rules, Table::new(each(&root, "invariant", invariant))))
    };
    let ranking = read_ranking(&root, &questions, context);
    root.finish();
    catalog.models = Table::new(models);
    whole::check_size(&catalog, &questions, context);
    let benchmarks = catalog::read_benchmarks(documents, &catalog, context);
    if context.problems.any_error() {
        return None;
    }
    complete::date(&mut catalog, &benchmarks, &sources);
    let inputs = Inputs::of(&catalog, &attributes, &benchmarks);
    let evidence = Evidence::new(sources, places, benchmarks, inputs);
    if let Abilities::Fitted(before) = abilities {
        complete::abilities(&mut catalog, &evidence, before);
    }
    let ranking = ranking?;
    let by_role = Roles::find(&questions, &attributes);
    catalog.candidates = finish::candidates(&catalog.models, &by_role, &ranking.derived);
    whole::check_outcomes(&rules, catalog.candidates.len(), context);
    if context.problems.any_error() {
        return None;
    }
    let mut knowledge = Knowledge {
        headings,
        roles: by_role,
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
    knowledge.rules = masks::fix(rules, &knowledge);
    knowledge.questions = finish::readers(&knowledge);
    Some((knowledge, evidence))
}

fn read_ranking(root: &Fields<'_>, questions: &Table<Question>, context: Context<'_>) -> Option<Ranking> {
    let inner = Fields::open_key(root.get("ranking")?, "[ranking]", context)?;
    let ranking = ranking::ranking(&inner, questions);
    inner.finish();
    ranking
}

/// Ids and names of all models, before the models themselves can be read: questions offer them as choices.
fn model_names(documents: &Documents) -> Vec<(Str, Text)> {
    let named = |(id, node): (&String, &Node)| {
        let text = |key: &str| node.table()?.get("name")?.1.text_at(key).map(clean);
        let either = |one: &str, other: &str| {
            Str::from(text(one).or_else(|| text(other)).unwrap_or_else(|| id.clone().into()))
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
        let what = message!("this question", "这个问题");
        let Some(fields) = Fields::open(node, what, root.context) else { continue };
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
