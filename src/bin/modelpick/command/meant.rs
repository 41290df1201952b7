//! What a word that names nothing may have been meant to be.

use modelpick::knowledge::words::shown::clean;
use modelpick::knowledge::words::suggest::{did_you_mean, nearest};
use modelpick::knowledge::words::text::{Lang, Text};

use crate::failure::Failure;
use crate::words::{self, fill};

/// More names than this hide what to do.
const FEW: usize = 8;

/// The failure that there is nothing of this name: `message` with the word as `{name}`, and as help the known word
/// that it is near to, those that it is a part of, or where all of them are listed.
pub(crate) fn nothing<'k>(
    word: &str,
    known: impl Iterator<Item = &'k str> + Clone,
    (message, listed): (&Text, &Text),
    lang: Lang,
) -> Failure {
    let message = fill(message.in_lang(lang), &[("name", &clean(word))]);
    let help = nearest(word, known.clone())
        .map(|near| did_you_mean(near).in_lang(lang).to_owned())
        .or_else(|| part(word, known, lang))
        .unwrap_or_else(|| listed.in_lang(lang).to_owned());
    Failure::usage(message, Some(help))
}

fn part<'k>(word: &str, known: impl Iterator<Item = &'k str>, lang: Lang) -> Option<String> {
    let word = word.trim().to_lowercase();
    let within: Vec<_> = known.filter(|known| !word.is_empty() && known.contains(&word)).collect();
    if let [only] = within[..] {
        return Some(did_you_mean(only).in_lang(lang).to_owned());
    }
    let few: Vec<_> = within.iter().take(FEW).map(|known| format!("`{known}`")).collect();
    let more = if within.len() > FEW { " …" } else { "" };
    let names = few.join(words::COMMA.in_lang(lang)) + more;
    (!few.is_empty()).then(|| fill(words::HELP_PART_OF.in_lang(lang), &[("names", &names)]))
}
