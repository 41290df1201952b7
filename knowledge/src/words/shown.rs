//! Texts as they may be shown: nothing in them drives a terminal, hides, or turns the direction of what follows.

use std::borrow::Cow;

/// Text without control characters, so that nothing from a file drives the terminal, and without letters that
/// nobody sees or that turn the direction of what follows.
pub fn clean(text: &str) -> Cow<'_, str> {
    let shown = |letter: char| !letter.is_control() && !unseen(letter);
    // Nearly every text may be shown as it is.
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) || text.chars().all(shown) {
        return text.into();
    }
    text.chars().map(|letter| if shown(letter) { letter } else { ' ' }).collect()
}

/// Lines of a file as they may be shown, byte for byte as long, so that what points into them still does. Of what
/// drives a terminal, TOML lets only the two-byte forms stand; the others, in what is no TOML, are drawn as symbols.
pub fn quoted(text: &str) -> String {
    let shown = |letter: char| match letter.len_utf8() {
        2 if letter.is_control() || unseen(letter) => '·',
        3 if unseen(letter) => '\u{fffd}',
        _ => letter,
    };
    text.chars().map(shown).collect()
}

/// Whether a letter takes no room, or changes the order in which others are shown. The joiners, which emoji and some
/// scripts need, are none of these.
pub fn unseen(letter: char) -> bool {
    let ranges = ['\u{200e}'..='\u{200f}', '\u{2028}'..='\u{202e}', '\u{2060}'..='\u{2069}'];
    ['\u{61c}', '\u{200b}', '\u{feff}'].contains(&letter)
        || ranges.iter().any(|range| range.contains(&letter))
}
