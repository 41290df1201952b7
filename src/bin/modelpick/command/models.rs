//! `modelpick models [WORD]…`

use modelpick::knowledge::describing::attribute::Value;
use modelpick::knowledge::describing::model::Model;
use modelpick::knowledge::stating::knowledge::Knowledge;
use modelpick::knowledge::words::suggest::nearest;
use modelpick::knowledge::words::table::Ix;

/// The models in which every word is found: in the id, the name, an alias, the vendor, or a word of a figure.
pub(crate) fn matching(knowledge: &Knowledge, words: &[String]) -> Vec<Ix<Model>> {
    let words: Vec<_> = words.iter().map(|word| word.to_lowercase()).collect();
    let found = |model: &Model| {
        let all = texts(knowledge, model);
        words.iter().all(|word| all.iter().any(|text| text.contains(word)))
    };
    knowledge.catalog.models.enumerate().filter(|(_, model)| found(model)).map(|(at, _)| at).collect()
}

/// The words that are found in no model at all, each with the one that was probably meant.
pub(crate) fn strange<'w>(knowledge: &Knowledge, words: &'w [String]) -> Vec<(&'w str, Option<String>)> {
    let all: Vec<_> = knowledge.catalog.models.iter().flat_map(|model| texts(knowledge, model)).collect();
    let parts = || all.iter().flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric()));
    let known = |word: &str| all.iter().any(|text| text.contains(&word.to_lowercase()));
    let meant = |word| {
        let whole = all.iter().map(String::as_str);
        nearest(word, parts().filter(|part| !part.is_empty()).chain(whole)).map(str::to_owned)
    };
    words.iter().filter(|word| !known(word)).map(|word| (word.as_str(), meant(word))).collect()
}

/// What a model is looked for in, in lower case.
fn texts(knowledge: &Knowledge, model: &Model) -> Vec<String> {
    let vendor = &knowledge.catalog.vendors[model.vendor];
    let names = [&*model.id, &model.name.en, &model.name.zh, &vendor.id, &vendor.name.en, &vendor.name.zh];
    // A model is not looked for by the one that took its place.
    let own = |at| Some(at) != knowledge.roles.successor;
    let figures = model.figures.iter().filter(|(at, _)| own(*at)).filter_map(|(_, value)| match value {
        Value::Word(word) => Some(&**word),
        _ => None,
    });
    let strengths = model.strengths.iter().map(|strength| &*strength.tag);
    let aliases = model.aliases.iter().map(|alias| &**alias);
    names.into_iter().chain(aliases).chain(figures).chain(strengths).map(str::to_lowercase).collect()
}
