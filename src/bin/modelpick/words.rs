//! The words of the program on the screen, in both languages: one constant for each key of `words.toml`.

use std::fmt::Display;

use modelpick::knowledge::words::str::Str;
use modelpick::knowledge::words::text::Text;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// A template with its `{name}`s filled in; what is filled in is never looked through again.
pub(crate) fn fill(template: &str, with: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match with.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(&value.to_string()),
            None => debug_assert!(false, "`{{{name}}}` is not filled in: {template}"),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_each_name_once() {
        assert_eq!(fill("{a} and {b}", &[("a", &"{b}"), ("b", &2)]), "{b} and 2");
        assert_eq!(fill("no name", &[]), "no name");
        assert_eq!(fill("an open { stays", &[]), "an open { stays");
    }
}
