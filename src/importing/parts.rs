//! The parts of an id in a price list: who made it, what it is called, what version, where it runs.

use knowledge::describing::listing::Listings;
use knowledge::words::date::Date;

use super::names::Meant;

/// An id, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'i> {
    /// Who made it, if the id says so.
    pub(super) maker: Option<&'i str>,
    /// What it is called.
    pub(super) name: &'i str,
    /// The same without a version of the hosting: `-v1:0`.
    pub(super) plain: Option<&'i str>,
}

/// Takes an id in lower case apart, or says what else it is.
pub(super) fn parts<'i>(id: &'i str, listings: &Listings) -> Result<Parts<'i>, Meant> {
    let is_region = |word: &str| listings.regions.iter().any(|region| *region == word);
    let mut above: Vec<_> = id.split('/').collect();
    let mut name = above.pop().unwrap_or_default();
    let mut maker = above.pop();
    if maker.is_some_and(is_region) || above.iter().any(|part| is_region(part)) {
        return Err(Meant::Regional);
    }
    if let (None, Some((first, rest))) = (maker, name.split_once('.')) {
        if is_region(first) && rest.contains('.') {
            return Err(Meant::Regional);
        }
        if !rest.is_empty() && listings.organisations.iter().any(|one| one.id == first) {
            (maker, name) = (Some(first), rest);
        }
    }
    if let Some((before, mode)) = name.rsplit_once(':') {
        let hosting = mode.bytes().all(|byte| byte.is_ascii_digit()) && ends_in_version(before).is_some();
        if mode == "free" {
            return Err(Meant::Free);
        }
        if !hosting && !mode.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(Meant::Variant);
        }
        if hosting {
            return Ok(Parts { maker, name, plain: ends_in_version(before) });
        }
    }
    let version =
        ends_in_version(name).filter(|_| name.rsplit('-').next().is_some_and(|end| end.starts_with('v')));
    Ok(Parts { maker, name, plain: version })
}

/// What stands before `-v1` or `-1` at the end.
fn ends_in_version(name: &str) -> Option<&str> {
    let (before, version) = name.rsplit_once('-')?;
    let digits = version.strip_prefix('v').unwrap_or(version);
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (short && !before.is_empty()).then_some(before)
}

/// A name without the day, month or number of a version at its end, and the day, if it is one.
pub(super) fn snapshot(name: &str) -> Option<(&str, Option<Date>)> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    // `2026-09-15`
    if let Some((base, date)) = name.len().checked_sub(10).and_then(|at| name.split_at_checked(at))
        && let Some(date) = Date::parse(date)
    {
        return base.strip_suffix('-').filter(|base| !base.is_empty()).map(|base| (base, Some(date)));
    }
    let (base, version) = name.rsplit_once(['-', '@'])?;
    if base.is_empty() || !digits(version) {
        return None;
    }
    let number = |range| version.get(range).and_then(|part: &str| part.parse::<u16>().ok());
    match version.len() {
        8 => {
            let small = |range| number(range).and_then(|part| u8::try_from(part).ok());
            let date = Date::new(number(0..4)?, small(4..6)?, small(6..8)?);
            Some((base, date))
        }
        3 if version.starts_with('0') => Some((base, None)),
        4 | 6 => Some((base, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_day_are_told_from_names() {
        let day = |year, month, day| Date::new(year, month, day);
        assert_eq!(snapshot("a-4-20260915"), Some(("a-4", day(2026, 9, 15))));
        assert_eq!(snapshot("a-2026-09-15"), Some(("a", day(2026, 9, 15))));
        assert_eq!(snapshot("a@20261345"), Some(("a", None)));
        assert_eq!(snapshot("a-0613"), Some(("a", None)));
        assert_eq!(snapshot("a-001"), Some(("a", None)));
        for whole in ["a-4", "a-120b", "2026-09-15", "a", "", "模型-x", "a-4.5"] {
            assert_eq!(snapshot(whole), None, "{whole}");
        }
    }

    #[test]
    fn an_id_comes_apart() {
        let listings = Listings { regions: vec!["eu".into()], ..Listings::default() };
        let apart = |id| parts(id, &listings);
        let plain = |maker, name, plain| Ok(Parts { maker, name, plain });
        assert_eq!(apart("who/what-1.5"), plain(Some("who"), "what-1.5", None));
        assert_eq!(apart("what-120b-1:0"), plain(None, "what-120b-1:0", Some("what-120b")));
        assert_eq!(apart("what-v2:0"), plain(None, "what-v2:0", Some("what")));
        assert_eq!(apart("what:20b"), plain(None, "what:20b", None));
        assert_eq!(apart("what:free"), Err(Meant::Free));
        assert_eq!(apart("what:online"), Err(Meant::Variant));
        assert_eq!(apart("eu.who.what"), Err(Meant::Regional));
        assert_eq!(apart("at/eu/what"), Err(Meant::Regional));
    }
}
