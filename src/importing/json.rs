//! JSON that somebody else wrote: as a tree, or the place at which it is wrong. Nothing is taken twice, and nothing is
//! nested deeper than the parser's own limit. Names `serde` and `serde_json`.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

/// Where a text is no JSON, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syntax {
    /// From 1.
    pub line: usize,
    /// From 1; 0 where the text ends too early.
    pub column: usize,
    /// What the parser says, in English.
    pub said: String,
}

/// Reads one document; a byte order mark before it is let through.
pub(super) fn parse(text: &str) -> Result<Json, Syntax> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).map_err(|error| {
        let said = super::text::clean(&error.to_string());
        // The place is told apart from the words.
        let said = said.rfind(" at line ").and_then(|at| said.get(..at)).unwrap_or(&said).to_owned();
        Syntax { line: error.line(), column: error.column(), said }
    })
}

impl Json {
    /// The value of a key of an object; `null` is none.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.object()?.get(key).filter(|value| **value != Self::Null)
    }

    pub(super) fn object(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    #[expect(clippy::cast_precision_loss, reason = "limits and prices are far below 2^52")]
    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "as above")]
    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = BTreeMap::new();
        while let Some(key) = entries.next_key::<String>()? {
            match object.entry(key) {
                Entry::Occupied(first) => {
                    return Err(A::Error::custom(format!("`{}` is given twice", first.key())));
                }
                Entry::Vacant(free) => {
                    free.insert(entries.next_value()?);
                }
            }
        }
        Ok(Json::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_where_it_is_wrong() {
        let wrong = |text: &str| parse(text).unwrap_err();
        assert_eq!(wrong("{\"a\": 1,\n \"a\": 2}").said, "`a` is given twice");
        assert_eq!((wrong("[1,\n x]").line, wrong("[1,\n x]").column), (2, 2));
        assert!(wrong(&"[".repeat(5000)).said.contains("recursion"));
        assert!(wrong("[1e999]").said.contains("out of range"));
        for text in ["", "{", "[NaN]", "\u{1b}[31m", "<html>"] {
            assert!(!wrong(text).said.is_empty(), "{text}");
        }
        assert_eq!(parse("\u{feff}[null, -0]"), Ok(Json::List(vec![Json::Null, Json::Number(-0.0)])));
    }
}
