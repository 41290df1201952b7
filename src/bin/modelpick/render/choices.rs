//! Answers as they are written on the command line.

use modelpick::knowledge::describing::question::Question;
use modelpick::knowledge::stating::answer::Answer;

use super::layout::FIXED;

/// What was answered, one word for each choice.
pub(crate) fn written(answer: &Answer, question: &Question) -> Vec<String> {
    match answer {
        Answer::Choices(chosen) => chosen.iter().map(|&at| question.choice_id(at).to_owned()).collect(),
        Answer::Number(number) => vec![number.to_string()],
        Answer::Money { amount, currency, .. } => vec![format!("{amount}{}", currency.to_lowercase())],
    }
}

/// A flag with its value, never broken over two lines.
pub(crate) fn flag(question: &str, value: &str) -> String {
    format!("--{question}{FIXED}{value}")
}
