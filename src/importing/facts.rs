//! What a list says of a new model beside its price, as far as the catalogue has attributes for it.

use knowledge::describing::attribute::{Kind, Of, Words};
use knowledge::stating::knowledge::Knowledge;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::price_rows::{day, number};
use super::row::Row;

/// Writes the name, the facts and their source.
pub(super) fn write(
    page: &mut DocumentMut,
    called: &str,
    row: &Row,
    (key, mut source): (&str, Table),
    knowledge: &Knowledge,
) {
    let mut name = InlineTable::new();
    name.insert("en", called.into());
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
    source.insert("facts", value(stated));
    let mut sources = Table::new();
    sources.set_implicit(true);
    sources.insert(key, Item::Table(source));
    page.insert("sources", Item::Table(sources));
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
