//! What is said about a question and its answer.

use inquire::list_option::ListOption;
use modelpick::deciding::interview::Asking;
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::stating::answer::Answer;
use modelpick::knowledge::words::text::Text;

use super::Terminal;
use super::entry::Entry;
use super::look::{Look, PAGE};
use crate::render::figure::number;
use crate::words::{self, fill};

/// That a question stays open.
pub(super) fn open(look: Look) -> String {
    words::PROMPT_OPEN.in_lang(look.lang).to_owned()
}

/// An answer as a person reads it.
pub(super) fn answer(t: &Terminal, question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Choices(chosen) => {
            let labels: Vec<_> = chosen.iter().map(|&at| label(t, question, at)).collect();
            labels.join(words::COMMA.in_lang(t.look.lang))
        }
        Answer::Number(value) => counted(*value, question, t.look),
        Answer::Money { amount, currency, .. } => format!("{} {currency}", number(*amount)),
    }
}

/// The choices that were marked as a person reads them.
pub(super) fn chosen(t: &Terminal, question: &Question, chosen: &[ListOption<&Entry>]) -> String {
    if chosen.is_empty() {
        return open(t.look);
    }
    let places = chosen.iter().filter_map(|one| u16::try_from(one.index).ok()).collect();
    answer(t, question, &Answer::Choices(places))
}

fn label<'a>(t: &Terminal, question: &'a Question, at: u16) -> &'a str {
    let text: &Text = match (&question.kind, at) {
        (Kind::YesNo, 0) => return words::PROMPT_YES.fixed(t.look.lang),
        (Kind::YesNo, _) => return words::PROMPT_NO.fixed(t.look.lang),
        _ => match question.choices().get(usize::from(at)) {
            Some(choice) => &choice.label,
            None => return "",
        },
    };
    text.in_lang(t.look.lang)
}

/// A number with what it counts.
fn counted(value: f64, question: &Question, look: Look) -> String {
    let unit = match &question.kind {
        Kind::Number(known) => known.unit.in_lang(look.lang),
        _ => "",
    };
    format!("{} {unit}", number(value)).trim_end().to_owned()
}

/// What may be entered for a number.
pub(super) fn range(question: &Question, look: Look) -> String {
    match &question.kind {
        Kind::Number(known) => {
            let unit = known.unit.in_lang(look.lang);
            let (min, max) = (number(known.min), number(known.max));
            let range = words::QUESTIONS_RANGE.in_lang(look.lang);
            fill(range, &[("min", &min), ("max", &max), ("unit", &unit)]).trim_end().to_owned()
        }
        _ => words::QUESTIONS_MONEY.in_lang(look.lang).to_owned(),
    }
}

/// The lines below a prompt.
pub(super) fn help(t: &Terminal, question: &Question, asking: &Asking<'_>, keys: &Text) -> Option<String> {
    let lang = t.look.lang;
    let mut told = Vec::new();
    if let Some((at, about)) = asking.place.filter(|&(_, about)| about > 1) {
        told.push(fill(words::PROMPT_PLACE.in_lang(lang), &[("at", &at), ("about", &about)]));
    }
    if matches!(question.kind, Kind::Number(_) | Kind::Money { .. }) {
        told.push(range(question, t.look));
        told.push(match asking.assumed {
            Some(value) => {
                let value = counted(value, question, t.look);
                fill(words::PROMPT_ASSUMED.in_lang(lang), &[("value", &value)])
            }
            None => words::PROMPT_EMPTY.in_lang(lang).to_owned(),
        });
    }
    told.push(keys.in_lang(lang).to_owned());
    if question.choice_ids().count() >= PAGE {
        told.push(words::KEYS_SEARCH.in_lang(lang).to_owned());
    }
    if !asking.first {
        told.push(words::KEYS_BACK.in_lang(lang).to_owned());
    }
    let remark = asking.at_start.then(|| words::PROMPT_AT_START.in_lang(lang));
    let others = t.message(question).lines().count();
    t.look.help(remark, question.help.in_lang(lang), &told, others)
}
