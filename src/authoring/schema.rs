//! JSON Schemas of the files that people write, from the same lists and ranges that readers check by and from what
//! was loaded: with them editors complete, explain and check. Draft 7, the newest that TOML editors know.
//!
//! A schema takes what the loader takes as far as it can say it. Entries of higher layers may be partial, so little
//! is required beyond what tells an entry from the others.

mod answers;
mod catalog;
mod conditions;
mod draft;
mod effects;
mod listing;
mod model;
mod ranking;
mod rules;
mod tests;

use knowledge::stating::knowledge::Knowledge;
use knowledge::words::text::{Lang, Text};
use serde_json::{Map, Value, json};

use draft::{Draft, Keys};

/// The draft that schemas keep to.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// What a schema is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// A file of rules, with all that may stand in one.
    Rules,
    /// One kind of table of such a file, called by its key.
    Part(&'static str),
    /// A file of tests of rules.
    Tests,
    /// A file of answers.
    Answers,
    /// The file of a model.
    Model,
    /// The file of a benchmark.
    Benchmark,
    /// A file of what stands beside models: vendors, providers, licenses …
    Catalog,
}

impl Schema {
    /// Every schema with its name.
    pub const ALL: [(&'static str, Self); 12] = [
        ("rules", Self::Rules),
        ("questions", Self::Part("question")),
        ("headings", Self::Part("heading")),
        ("criteria", Self::Part("criterion")),
        ("attributes", Self::Part("attribute")),
        ("invariants", Self::Part("invariant")),
        ("ranking", Self::Part("ranking")),
        ("tests", Self::Tests),
        ("answers", Self::Answers),
        ("model", Self::Model),
        ("benchmark", Self::Benchmark),
        ("catalog", Self::Catalog),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, schema)| *schema == self).map_or("", |(name, _)| name)
    }

    /// What it is of, for people.
    pub fn title(self) -> Text {
        match self {
            Self::Rules => Text::new(
                "a file of rules, with all that may stand in one",
                "规则文件，包括其中可以出现的一切",
            ),
            Self::Part("question") => {
                Text::new("`[[question]]` in a file of rules", "规则文件里的 `[[question]]`")
            }
            Self::Part("heading") => {
                Text::new("`[[heading]]` in a file of rules", "规则文件里的 `[[heading]]`")
            }
            Self::Part("criterion") => {
                Text::new("`[[criterion]]` in a file of rules", "规则文件里的 `[[criterion]]`")
            }
            Self::Part("attribute") => {
                Text::new("`[[attribute]]` in a file of rules", "规则文件里的 `[[attribute]]`")
            }
            Self::Part("invariant") => {
                Text::new("`[[invariant]]` in a file of rules", "规则文件里的 `[[invariant]]`")
            }
            Self::Part(_) => Text::new("`[ranking]` in a file of rules", "规则文件里的 `[ranking]`"),
            Self::Tests => Text::new("a file of tests of rules", "规则的测试文件"),
            Self::Answers => Text::new("a file of answers", "答案文件"),
            Self::Model => Text::new("the file of a model", "模型文件"),
            Self::Benchmark => Text::new("the file of a benchmark", "评测文件"),
            Self::Catalog => Text::new(
                "a file of vendors, providers, licenses and what else stands beside models",
                "厂商、服务商、许可证等模型之外的目录文件",
            ),
        }
    }

    /// Whether a text is a schema of this, in any language and of any rules.
    pub fn is(self, text: &[u8]) -> bool {
        let written: Value = serde_json::from_slice(text).unwrap_or_default();
        let title = self.title();
        let says = |key: &str, text: &str| written.get(key).is_some_and(|value| value == text);
        let own = |lang: Lang| says("title", title.in_lang(lang));
        says("$schema", DRAFT) && (own(Lang::En) || own(Lang::Zh))
    }

    /// The schema, with descriptions in one language.
    pub fn write(self, k: &Knowledge, lang: Lang) -> Value {
        let draft = Draft { k, lang, layered: !matches!(self, Self::Tests | Self::Answers) };
        let mut whole = match self {
            Self::Rules => draft.closed(rules::parts(&draft)),
            Self::Part(part) => draft.closed(only(part, rules::parts(&draft))),
            Self::Tests => tests::file(&draft),
            Self::Answers => answers::answers(&draft),
            Self::Model => model::model(&draft),
            Self::Benchmark => model::benchmark(&draft),
            Self::Catalog => draft.closed(catalog::parts(&draft)),
        };
        let definitions = used(&whole, conditions::definitions(&draft));
        if let Value::Object(keys) = &mut whole {
            keys.insert("$schema".into(), json!(DRAFT));
            keys.insert("title".into(), json!(self.title().in_lang(lang)));
            if !definitions.is_empty() {
                keys.insert("definitions".into(), Value::Object(definitions));
            }
        }
        whole
    }
}

/// The named part alone.
fn only(part: &str, mut parts: Keys) -> Keys {
    parts.retain(|key, _| key == part);
    parts
}

/// The definitions that are referred to, by the schema or by each other.
fn used(whole: &Value, mut all: Map<String, Value>) -> Map<String, Value> {
    let mut open = Vec::new();
    names(whole, &mut open);
    let mut used = Map::new();
    while let Some(name) = open.pop() {
        if let Some(definition) = all.remove(&name) {
            names(&definition, &mut open);
            used.insert(name, definition);
        }
    }
    used
}

fn names(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                match value.as_str().filter(|_| key == "$ref") {
                    Some(path) => into.extend(path.strip_prefix(draft::DEFINED).map(str::to_owned)),
                    None => names(value, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| names(item, into)),
        _ => {}
    }
}
