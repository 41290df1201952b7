//! What a list says of a new model beside its price, as far as the catalogue has attributes for it.

use knowledge::describing::attribute::{Kind, Of, Words};
use knowledge::describing::listing::PriceList;
use knowledge::stating::knowledge::Knowledge;
use knowledge::words::date::Date;
use toml_edit::{Array, DocumentMut, InlineTable, Table, Value, value};

use super::price_rows::{day, number};
use super::report::NewModel;
use super::row::Row;

/// Writes the name, the facts and their source.
pub(super) fn write(
    page: &mut DocumentMut,
    model: &NewModel,
    row: &Row,
    list: &PriceList,
    as_of: Date,
    knowledge: &Knowledge,
) {
    let mut name = InlineTable::new();
    name.insert("en", model.name.as_str().into());
    page.insert("name", value(name));
    let mut stated = Array::new();
    for (key, fact) in facts(row) {
        let Some(fact) = fact.and_then(|fact| declared(key, fact, knowledge)) else { continue };
        page.insert(key, value(fact));
        stated.push(key);
    }
    if stated.is_empty() {
        return;
    }
    let mut source = Table::new();
    source.insert("url", value(&*list.url));
    source.insert("as-of", value(day(as_of)));
    source.insert("kind", value(list.kind.word()));
    source.insert("facts", value(stated));
    let mut sources = Table::new();
    sources.set_implicit(true);
    sources.insert(&list.id.replace('.', "-"), toml_edit::Item::Table(source));
    page.insert("sources", toml_edit::Item::Table(sources));
}

/// In the order in which the files of the catalogue have them.
fn facts(row: &Row) -> [(&'static str, Option<Value>); 10] {
    let facts = &row.facts;
    let words = |words: &[String]| {
        let list: Array = words.iter().map(String::as_str).collect();
        (!list.is_empty()).then(|| list.into())
    };
    [
        ("released", facts.released.map(day)),
        ("open-weights", facts.open_weights.map(Value::from)),
        ("context", facts.context.map(number)),
        ("max-output", facts.max_output.map(number)),
        ("modalities-in", words(&facts.takes)),
        ("modalities-out", words(&facts.gives)),
        ("reasoning", facts.reasoning.map(Value::from)),
        ("tools", facts.tools.map(Value::from)),
        ("structured-output", facts.structured.map(Value::from)),
        ("knowledge-cutoff", facts.cutoff.map(day)),
    ]
}

/// The fact as far as the attribute takes it: words that it does not know are left out.
fn declared(key: &str, fact: Value, knowledge: &Knowledge) -> Option<Value> {
    let attribute = knowledge.attributes.iter().find(|one| one.id == key && one.of == Of::Model)?;
    match (&attribute.kind, fact) {
        (Kind::Words(Words::Closed(known)), Value::Array(words)) => {
            let is_known = |word: &&str| known.iter().any(|one| one == word);
            let list: Array = words.iter().filter_map(Value::as_str).filter(is_known).collect();
            (!list.is_empty()).then(|| list.into())
        }
        (Kind::Flag, fact @ Value::Boolean(_))
        | (Kind::Number { .. }, fact @ (Value::Integer(_) | Value::Float(_)))
        | (Kind::Date, fact @ (Value::Datetime(_) | Value::String(_))) => Some(fact),
        _ => None,
    }
}
