//! The pieces that schemas are made of: one for each way in which readers read a key.

use std::ops::RangeInclusive;

use knowledge::stating::knowledge::Knowledge;
use knowledge::stating::limits;
use knowledge::words::diagnostic::WARNINGS;
use knowledge::words::id::Grammar;
use knowledge::words::text::{Lang, Text};
use serde_json::{Map, Number, Value, json};

/// Before the name of a definition.
pub(super) const DEFINED: &str = "#/definitions/";

/// The keys of a table with the schema of each.
pub(super) type Keys = Map<String, Value>;

/// What schemas are drafted from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draft<'a> {
    /// What was loaded.
    pub(super) k: &'a Knowledge,
    /// The language of descriptions.
    pub(super) lang: Lang,
    /// Files of this kind are laid over each other: any table in them may be disabled.
    pub(super) layered: bool,
}

/// A key with its schema and what an editor says about it.
type Key<'a> = (&'a str, Value, Text);

impl Draft<'_> {
    /// Keys with their descriptions.
    pub(super) fn keys<const N: usize>(&self, keys: [Key<'_>; N]) -> Keys {
        keys.into_iter().map(|(key, shape, says)| (key.to_owned(), self.says(shape, &says))).collect()
    }

    /// A schema with a description.
    pub(super) fn says(&self, shape: Value, says: &Text) -> Value {
        described(shape, says.in_lang(self.lang))
    }

    /// A table with these keys and no others.
    pub(super) fn closed(&self, keys: Keys) -> Value {
        json!({ "type": "object", "properties": self.with_disabled(keys), "additionalProperties": false })
    }

    /// The same, some of whose keys must be there.
    pub(super) fn needs(&self, keys: Keys, required: &[&str]) -> Value {
        with(self.closed(keys), "required", json!(required))
    }

    /// A table with these keys and any others, all of one shape.
    pub(super) fn open(&self, each: &Value) -> Value {
        let properties = self.with_disabled(Keys::new());
        json!({ "type": "object", "properties": properties, "additionalProperties": each })
    }

    /// A table with one of the given words for each key, and a shape for all.
    pub(super) fn each<'w>(&self, words: impl IntoIterator<Item = &'w str>, shape: &Value) -> Value {
        self.closed(words.into_iter().map(|word| (word.to_owned(), shape.clone())).collect())
    }

    /// A table with a model for each key, and a shape for all.
    pub(super) fn by_model(&self, shape: &Value) -> Value {
        with(self.open(shape), "propertyNames", any([defined("model-id"), one_of(["disabled"])]))
    }

    fn with_disabled(&self, mut keys: Keys) -> Keys {
        if self.layered {
            let says = Text::new(
                "`true` takes out what a lower layer says here",
                "设为 `true` 即去掉下层在此处的内容",
            );
            keys.insert("disabled".into(), self.says(flag(), &says));
        }
        keys
    }

    /// `{ en = "…", zh = "…" }`
    pub(super) fn both(&self) -> Value {
        let keys = self.keys([
            ("en", text(), Text::new("English", "英文")),
            ("zh", text(), Text::new("Chinese", "中文")),
        ]);
        with(self.closed(keys), "minProperties", json!(1))
    }
}

/// `allow = ["…"]`
pub(super) fn allow() -> Key<'static> {
    let words = WARNINGS.iter().map(|code| code.name());
    let says = Text::new(
        "warnings of `modelpick rules check` that are meant",
        "`modelpick rules check` 中属于有意为之的警告",
    );
    ("allow", list(&one_of(words)), says)
}

/// A schema with a description; one that refers to another is wrapped, as nothing beside a reference is read.
pub(super) fn described(shape: Value, says: &str) -> Value {
    let shape = if shape.get("$ref").is_some() { json!({ "allOf": [shape] }) } else { shape };
    with(shape, "description", json!(says))
}

/// A schema with one keyword more.
pub(super) fn with(mut shape: Value, key: &str, value: Value) -> Value {
    if let Value::Object(keys) = &mut shape {
        keys.insert(key.to_owned(), value);
    }
    shape
}

/// A definition by its name.
pub(super) fn defined(name: &str) -> Value {
    json!({ "$ref": format!("{DEFINED}{name}") })
}

/// Any string.
pub(super) fn text() -> Value {
    json!({ "type": "string", "maxLength": limits::TEXT })
}

/// True or false.
pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A list of one shape.
pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A list of one shape with no more than so many of it.
pub(super) fn list_to(items: &Value, most: usize) -> Value {
    with(list(items), "maxItems", json!(most))
}

/// A table with keys of one kind at most; each kind with its keys.
pub(super) fn at_most_one(shape: Value, kinds: &[&[&str]]) -> Value {
    let both = |one: &&str, other: &&str| json!({ "required": [one, other] });
    let mut pairs = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        for others in kinds.iter().skip(at + 1) {
            pairs.extend(kind.iter().flat_map(|one| others.iter().map(move |other| both(one, other))));
        }
    }
    with(shape, "not", json!({ "anyOf": pairs }))
}

/// Any of several shapes.
pub(super) fn any(shapes: impl IntoIterator<Item = Value>) -> Value {
    json!({ "anyOf": shapes.into_iter().collect::<Vec<_>>() })
}

/// Either of two shapes of different types. As one schema, so that what is wrong is told of the one that was meant.
pub(super) fn either(first: Value, second: &Value) -> Value {
    let types = json!([first.get("type"), second.get("type")]);
    let others = second.as_object().into_iter().flatten();
    with(others.fold(first, |shape, (key, value)| with(shape, key, value.clone())), "type", types)
}

/// An id.
pub(super) fn id(grammar: Grammar) -> Value {
    with(pattern(grammar.pattern()), "maxLength", json!(limits::ID))
}

/// A string of a certain form.
pub(super) fn pattern(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// A string of a closed list; any string where nothing is known that could be named.
pub(super) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    let words: Vec<_> = words.into_iter().collect();
    if words.is_empty() { text() } else { json!({ "type": "string", "enum": words }) }
}

/// The same for a list of words with what they stand for.
pub(super) fn word_of<T>(words: &[(&'static str, T)]) -> Value {
    one_of(words.iter().map(|(word, _)| *word))
}

/// A number within a range.
pub(super) fn number(range: &RangeInclusive<f64>) -> Value {
    json!({ "type": "number", "minimum": plain(*range.start()), "maximum": plain(*range.end()) })
}

/// A whole number within a range.
pub(super) fn whole(range: &RangeInclusive<i64>) -> Value {
    json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
}

/// A date, or as much of one as is known. Dates of TOML are strings to a schema.
pub(super) fn date() -> Value {
    pattern("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")
}

/// Two numbers.
pub(super) fn pair(first: &RangeInclusive<f64>, second: &RangeInclusive<f64>) -> Value {
    json!({ "type": "array", "items": [number(first), number(second)], "minItems": 2, "maxItems": 2 })
}

/// A number as people write it: `1000`, not `1000.0`.
fn plain(number: f64) -> Option<Number> {
    const EXACT: f64 = 9e15;
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and far below 2^63")]
    if number.fract() == 0.0 && number.abs() < EXACT {
        return Some((number as i64).into());
    }
    Number::from_f64(number)
}
