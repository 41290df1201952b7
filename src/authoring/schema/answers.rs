//! A file of answers: each question a key.

use knowledge::describing::question::{From, Kind, Question};
use knowledge::words::text::Lang;
use serde_json::Value as Json;

use super::conditions::choice_of;
use super::draft::{Draft, any, described, either, flag, list, number, pattern, text, with};

/// A number as a word.
const NUMBER: &str = "[+-]?[0-9_]*\\.?[0-9_]*([eE][+-]?[0-9]+)?";

/// Every question that was loaded.
pub(super) fn answers(draft: &Draft<'_>) -> Json {
    let key = |question: &Question| {
        (question.id.to_string(), described(answer(draft, question), &says(question, draft.lang)))
    };
    draft.closed(draft.k.questions.iter().map(key).collect())
}

fn says(question: &Question, lang: Lang) -> String {
    let (ask, help) = (question.ask.in_lang(lang), question.help.in_lang(lang));
    format!("{ask}\n\n{help}")
}

fn answer(draft: &Draft<'_>, question: &Question) -> Json {
    match &question.kind {
        Kind::YesNo => any([flag(), choice_of(question)]),
        Kind::Choices { many, from, .. } => {
            let one = match from {
                // A model may be called by its name as well.
                Some(From::Models) => any([choice_of(question), text()]),
                _ => choice_of(question),
            };
            if !many {
                return one;
            }
            let ids: Vec<_> = question.choice_ids().map(|id| id.replace('.', "\\.")).collect();
            let ids = ids.join("|");
            let several = pattern(&format!("^\\s*({ids})\\s*(,\\s*({ids})\\s*)+$"));
            any([with(list(&one), "minItems", 1.into()), one, several])
        }
        Kind::Number(asked) => either(number(&(asked.min..=asked.max)), &pattern(&format!("^{NUMBER}$"))),
        Kind::Money { min, max, .. } => either(number(&(*min..=*max)), &pattern(&amount(draft))),
    }
}

/// `300`, `300usd` or `2000cny`, in any case.
fn amount(draft: &Draft<'_>) -> String {
    let letter = |letter: char| ['[', letter.to_ascii_uppercase(), letter.to_ascii_lowercase(), ']'];
    let any_case = |id: &str| id.chars().flat_map(letter).collect::<String>();
    let mut known: Vec<_> =
        draft.k.catalog.currencies.iter().map(|currency| any_case(&currency.id)).collect();
    known.push(any_case("usd"));
    known.sort();
    known.dedup();
    format!("^\\s*[0-9_]+(\\.[0-9_]+)?\\s*({})?\\s*$", known.join("|"))
}
