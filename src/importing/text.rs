//! Words from outside, made harmless: no control of a terminal, no line break, no endless name, no path.

use knowledge::words::shown::unseen;

/// A name longer than this is cut: the longest in the lists that are known has 70 letters.
const LONGEST: usize = 100;

/// An id longer than this is none: the longest in the lists that are known has 70 letters.
const LONGEST_ID: usize = 80;

/// Text on one line, without control characters and without those that turn the direction of writing.
pub fn clean(text: &str) -> String {
    // Names of models need no joiners and no marks beside the text either.
    let needless = |letter| matches!(letter, '\u{ad}' | '\u{200c}'..='\u{200d}' | '\u{206a}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}');
    let hidden = |letter: char| letter.is_control() || unseen(letter) || needless(letter);
    let plain: String = text.chars().map(|letter| if hidden(letter) { ' ' } else { letter }).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    whole.chars().take(LONGEST).chain(['…']).collect()
}

/// What two spellings of one name have in common: lower case, with `-` for everything between letters and digits.
pub(super) fn alike(name: &str) -> String {
    let mut found = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            found.push(letter);
        } else if letter == '+' {
            found.push_str("-plus");
        } else if !found.is_empty() && !found.ends_with('-') {
            found.push('-');
        }
    }
    found.truncate(found.trim_end_matches('-').len());
    found
}

/// The id that a name becomes: lower-case letters, digits, `.`, `_` and `-`; none if nothing of it can stay.
pub(super) fn id(name: &str) -> Option<String> {
    let mut found = String::with_capacity(name.len());
    for letter in name.chars().map(|letter| letter.to_ascii_lowercase()) {
        let kept = letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-_".contains(letter);
        let letter = if kept { letter } else { '-' };
        let begins = letter.is_ascii_alphanumeric() || !found.is_empty();
        let again = letter == '-' && found.ends_with('-');
        if begins && !again {
            found.push(letter);
        }
    }
    found.truncate(found.trim_end_matches(['-', '.', '_']).len());
    (!found.is_empty() && found.len() <= LONGEST_ID && !found.contains("..")).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_line_or_its_folder() {
        assert_eq!(clean("a\u{1b}[31m\n\"\"\"\u{202e}b"), "a [31m \"\"\" b");
        assert_eq!(clean(&"x".repeat(500)).chars().count(), LONGEST + 1);
        assert_eq!(id("../../etc/passwd"), Some("etc-passwd".to_owned()));
        assert_eq!(id("Big Model 3.5 (New)"), Some("big-model-3.5-new".to_owned()));
        for none in ["", "..", "模型", "a..b", &"x".repeat(81)] {
            assert_eq!(id(none), None, "{none}");
        }
        assert_eq!(alike("Model-4.5 (Pro)"), "model-4-5-pro");
        assert_eq!(alike("Model R+"), alike("model-r-plus"));
    }
}
