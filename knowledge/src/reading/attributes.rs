//! Reads `[[attribute]]`, and the values of attributes where models and offers state them.

use super::context::Context;
use super::fields::Fields;
use super::texts::both;
use super::tree::{Node, Value as Written};
use super::types;
use super::values;
use crate::describing::attribute::{Attribute, Kind, Part, Value, Words};
use crate::stating::limits;
use crate::words::diagnostic::{Code, Diagnostic, Place};
use crate::words::id::Grammar;
use crate::words::message::message;
use crate::words::str::Str;
use crate::words::text::Text;

/// One attribute.
pub(crate) fn attribute(fields: &Fields<'_>) -> Option<Attribute> {
    let (id, label) = (fields.id("id", Grammar::Kebab), fields.need_both("label"));
    let of = fields.need("of").and_then(|_| fields.one_of("of", &limits::WHOSE));
    fields.allow();
    let kinds = ["number", "flag", "word", "words", "date"];
    let given: Vec<_> = kinds.into_iter().filter_map(|key| Some((key, fields.get(key)?))).collect();
    let (kind, labels) = if let [(key, node)] = given.as_slice() {
        kind(key, node, fields.context)?
    } else {
        let message = message!(
            "an attribute needs exactly one of `number`, `flag`, `word`, `words` and `date`",
            "属性必须且只能有 `number`、`flag`、`word`、`words`、`date` 之一"
        );
        fields.context.problems.error(Code::MissingKey, fields.place, message);
        return None;
    };
    Some(Attribute { id: id?, label: label?, of: of?, kind, labels: labels.into() })
}

fn kind(key: &str, node: &Node, context: Context<'_>) -> Option<(Kind, Vec<(Str, Text)>)> {
    let fields = Fields::open_key(node, key, context)?;
    let words = || {
        if let Some(part) = fields.one_of("from", &Part::ALL) {
            return Words::From(part);
        }
        let closed = fields.words(if key == "word" { "one-of" } else { "any-of" });
        if closed.is_empty() {
            Words::Open
        } else {
            Words::Closed(closed.into_iter().map(|(_, word)| word).collect())
        }
    };
    let kind = match key {
        "number" => Kind::Number { unit: fields.text("unit").unwrap_or_default() },
        "flag" => Kind::Flag,
        "date" => Kind::Date,
        "word" => Kind::Word(words()),
        _ => Kind::Words(words()),
    };
    let labels = match &kind {
        Kind::Word(Words::Closed(words)) | Kind::Words(Words::Closed(words)) => labels(&fields, words),
        _ => Vec::new(),
    };
    fields.finish();
    Some((kind, labels))
}

/// `labels = { flagship = { en = "…", zh = "…" } }`: what a person reads for words of a closed list.
fn labels(fields: &Fields<'_>, words: &[Str]) -> Vec<(Str, Text)> {
    let Some(node) = fields.get("labels") else { return Vec::new() };
    let Some(inner) = Fields::open_key(node, "labels", fields.context) else { return Vec::new() };
    let label = |word: &Str| Some((*word, both(inner.get(word.0)?, word, fields.context)?));
    let labels = words.iter().filter_map(label).collect();
    inner.finish();
    labels
}

/// The value of an attribute as a model or an offer states it.
pub(crate) fn value(node: &Node, attribute: &Attribute, context: Context<'_>) -> Option<Value> {
    let key = &*attribute.id;
    match &attribute.kind {
        Kind::Number { .. } => values::number(node, key, limits::FIGURES, context).map(Value::Number),
        Kind::Date => values::date(node, key, context).map(Value::Date),
        Kind::Flag => {
            if let Written::Flag(flag) = node.value {
                Some(Value::Flag(flag))
            } else {
                context.wrong_type(node, key, &types::FLAG);
                None
            }
        }
        Kind::Word(words) => known_word(node, key, words, context).map(Value::Word),
        Kind::Words(words) => {
            let items = values::list(node, key, context).iter();
            Some(Value::Words(items.filter_map(|item| known_word(item, key, words, context)).collect()))
        }
    }
}

/// A word that the attribute takes; ids of the catalogue are checked by those who know it.
pub(crate) fn known_word(node: &Node, key: &str, words: &Words, context: Context<'_>) -> Option<Str> {
    let (place, word) = values::word(node, key, context)?;
    if let Words::Closed(known) = words
        && !known.contains(&word)
    {
        let message = message!("`{key}` cannot be `{word}`", "`{key}` 不能是 `{word}`");
        let problem = Diagnostic::error(Code::UnknownId, place, message);
        context.problems.guess(problem, &word, known.iter().map(|word| &**word));
        return None;
    }
    Some(word)
}

/// The ids of a part of the catalogue.
pub(crate) type Ids<'a> = &'a (dyn Fn(Part) -> Vec<&'a str> + Sync);

/// Whether a word is an id of a part of the catalogue; a problem if it is none.
pub(crate) fn known_id(word: &str, place: Place, part: Part, ids: Ids<'_>, context: Context<'_>) -> bool {
    let ids = ids(part);
    let known = ids.contains(&word);
    if !known {
        let part = Part::ALL.iter().find(|(_, known)| *known == part).map_or("", |(name, _)| name);
        let message = message!("`{word}` is not among the {part}", "{part} 中没有 `{word}`");
        context.unresolved(Code::UnknownId, place, word, message, ids);
    }
    known
}
