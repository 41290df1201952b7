//! "Did you mean": the known word nearest to the one that was written.

use super::message::{Message, message};

/// The word of `known` that `written` was probably meant to be, if one is near enough: at most one
/// edit (Damerau-Levenshtein) for every three letters, at least one. The first of equals wins.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).max(1);
    let written = written.to_lowercase();
    let letters = letters(&written);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        let lower = word.to_lowercase();
        if apart(&letters, &self::letters(&lower)) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&written, &lower);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// How often letters occur, some of them counted together.
fn letters(word: &str) -> [usize; 32] {
    let mut counts = [0; 32];
    for letter in word.chars() {
        if let Some(count) = counts.get_mut(letter as usize % 32) {
            *count += 1;
        }
    }
    counts
}

/// So many edits at least lie between words with these letters: an edit takes away one letter at most and adds one.
fn apart(one: &[usize; 32], other: &[usize; 32]) -> usize {
    let surplus = |one: &[usize; 32], other: &[usize; 32]| {
        one.iter().zip(other).map(|(own, theirs)| own.saturating_sub(*theirs)).sum()
    };
    usize::max(surplus(one, other), surplus(other, one))
}

/// The question whether a word was meant.
pub fn did_you_mean(word: &str) -> Message {
    message!("did you mean `{word}`?", "你是不是想写 `{word}`？")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_slip_and_nothing_far() {
        let known = ["region", "budget", "audience"];
        assert_eq!(nearest("regoin", known), Some("region"));
        assert_eq!(nearest("Budget", known), Some("budget"));
        assert_eq!(nearest("colour", known), None);
    }
}
