//! Writing a number or an amount of money.

use inquire::Text;
use inquire::error::{CustomUserError, InquireResult};
use inquire::validator::Validation;
use modelpick::deciding::interview::{Asking, Reply};
use modelpick::knowledge::describing::question::{Kind, Question};
use modelpick::knowledge::reading::answers::parse;
use modelpick::knowledge::stating::answer::Answer;
use modelpick::knowledge::words::diagnostic::Code;

use super::{Terminal, look, say};
use crate::render::choices::written;
use crate::render::figure::number as figure;
use crate::words::{self, fill};

/// Asks for a number; nothing written leaves the question open.
pub(super) fn number(t: &Terminal, question: &Question, asking: &Asking<'_>) -> InquireResult<Reply> {
    let message = t.message(question);
    let help = say::help(t, question, asking, &words::KEYS_WRITE);
    let before = asking.before.map(|before| written(before, question).concat()).unwrap_or_default();
    let formatter = |entered: &str| {
        let shown = match read(t, question, entered) {
            Ok(Some(answer)) => say::answer(t, question, &answer),
            _ => say::open(t.look),
        };
        look::behind(&message, &shown)
    };
    let check = |entered: &str| -> Result<Validation, CustomUserError> {
        Ok(match read(t, question, entered) {
            Ok(_) => Validation::Valid,
            Err(wrong) => Validation::Invalid(wrong.into()),
        })
    };
    let mut prompt = Text::new(&message);
    prompt.help_message = help.as_deref();
    let entered = prompt
        .with_initial_value(&before)
        .with_validator(check)
        .with_formatter(&formatter)
        .with_render_config(t.look.config())
        .prompt()?;
    Ok(match read(t, question, &entered) {
        Ok(Some(answer)) => Reply::Answer(answer),
        _ => Reply::Open,
    })
}

/// What was entered, nothing if it is blank, or what is wrong with it.
fn read(t: &Terminal, question: &Question, entered: &str) -> Result<Option<Answer>, String> {
    let entered = entered.trim();
    if entered.is_empty() {
        return Ok(None);
    }
    let plain = ungrouped(entered);
    parse(&plain, question, t.knowledge).map(Some).map_err(|wrong| {
        let words = match (wrong.code, &question.kind) {
            (Code::UnknownId, _) => &words::WRONG_CURRENCY,
            (Code::AbsurdNumber, Kind::Money { .. }) => &words::WRONG_AMOUNT_RANGE,
            (Code::AbsurdNumber, _) => &words::WRONG_RANGE,
            (_, Kind::Money { .. }) => &words::WRONG_AMOUNT,
            _ => &words::WRONG_NUMBER,
        };
        let (min, max) = match &question.kind {
            Kind::Money { min, max, .. } => (*min, *max),
            Kind::Number(known) => (known.min, known.max),
            _ => (0.0, 0.0),
        };
        let currencies = t.knowledge.catalog.currencies.iter().map(|one| one.id.to_lowercase());
        let currencies = currencies.collect::<Vec<_>>().join(", ");
        let (min, max) = (figure(min), figure(max));
        let with: [(&str, &dyn std::fmt::Display); 5] = [
            ("entered", &entered),
            ("min", &min),
            ("max", &max),
            ("range", &say::range(question, t.look)),
            ("currencies", &currencies),
        ];
        fill(words.in_lang(t.look.lang), &with)
    })
}

/// Numbers are shown with commas between groups of three digits, so they may be entered in that way too.
fn ungrouped(entered: &str) -> String {
    let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).count();
    let mut parts = entered.split([',', '，']);
    let first = parts.next().unwrap_or_default();
    let rest: Vec<_> = parts.collect();
    let whole = |part: &&str| digits(part) == 3 && part.len() == 3;
    let grouped = match rest.split_last() {
        Some((last, middle)) => {
            (1..=3).contains(&first.len())
                && digits(first) == first.len()
                && middle.iter().all(whole)
                && digits(last) == 3
        }
        None => false,
    };
    if grouped { format!("{first}{}", rest.concat()) } else { entered.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::ungrouped;

    #[test]
    fn groups_of_three_digits_are_joined_and_nothing_else() {
        assert_eq!(ungrouped("10,000"), "10000");
        assert_eq!(ungrouped("1，000，000"), "1000000");
        assert_eq!(ungrouped("2,000cny"), "2000cny");
        for other in ["1,5", "10,00", "1000,000", ",100", "1,000,0", "12", "a,100"] {
            assert_eq!(ungrouped(other), other);
        }
    }
}
