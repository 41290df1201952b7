//! `modelpick models [WORD]…`

use modelpick::knowledge::describing::attribute::Value;
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::table::Ix;

/// The models in which every word is found: in the id, the name, an alias, the vendor, or a word of a figure.
pub(crate) fn matching(knowledge: &Knowledge, words: &[String]) -> Vec<Ix<Model>> {
    let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
    let found = |model: &Model| {
        let vendor = &knowledge.catalog.vendors[model.vendor];
        let names =
            [&*model.id, &model.name.en, &model.name.zh, &vendor.id, &vendor.name.en, &vendor.name.zh];
        let figures = model.figures.iter().filter_map(|(_, value)| match value {
            Value::Word(word) => Some(&**word),
            _ => None,
        });
        let strengths = model.strengths.iter().map(|strength| &*strength.tag);
        let aliases = model.aliases.iter().map(|alias| &**alias);
        let all: Vec<_> =
            names.into_iter().chain(aliases).chain(figures).chain(strengths).map(str::to_lowercase).collect();
        words.iter().all(|word| all.iter().any(|text| text.contains(word)))
    };
    knowledge.catalog.models.enumerate().filter(|(_, model)| found(model)).map(|(at, _)| at).collect()
}
