//! The language of the screen: `--lang`, else `MODELPICK_LANG`, else the first language of the system that there is
//! a screen for, else English. Names `sys_locale`.

use modelpick::knowledge::words::text::Lang;

use crate::failure::Failure;
use crate::words::{self, fill};

/// The variable that names a language, `zh` or a locale such as `zh_CN.UTF-8`; empty is as good as not set.
const VARIABLE: &str = "MODELPICK_LANG";

/// The language, and what is wrong if the variable names none. A flag that names none is told by the strict parser.
pub(crate) fn choose(flag: Option<Lang>) -> (Lang, Result<(), Failure>) {
    if let Some(lang) = flag {
        return (lang, Ok(()));
    }
    let system = || sys_locale::get_locales().find_map(|locale| language(&locale)).unwrap_or(Lang::En);
    let Some(named) = std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) else {
        return (system(), Ok(()));
    };
    let named = named.to_string_lossy();
    if let Some(lang) = language(&named) {
        return (lang, Ok(()));
    }
    let lang = system();
    let named: String = named.chars().filter(|letter| !letter.is_control()).collect();
    let values = ["en", "zh"].map(|id| format!("`{id}`")).join(words::COMMA.in_lang(lang));
    let message = fill(words::MISTAKE_VALUE.in_lang(lang), &[("flag", &VARIABLE), ("value", &named)]);
    let help = fill(words::HELP_ONE_OF.in_lang(lang), &[("words", &values)]);
    (lang, Err(Failure::usage(message, Some(help))))
}

/// The language of a locale: `zh`, `zh-Hans-CN`, `zh_CN.UTF-8`.
fn language(locale: &str) -> Option<Lang> {
    let first = locale.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    [Lang::En, Lang::Zh].into_iter().find(|lang| first.eq_ignore_ascii_case(lang.key()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_a_language() {
        for zh in ["zh", "ZH", "zh_CN.UTF-8", "zh-Hant-TW"] {
            assert_eq!(language(zh), Some(Lang::Zh), "{zh}");
        }
        assert_eq!(language("en_GB"), Some(Lang::En));
        for none in ["C", "POSIX", "zhuang", "de_DE", ""] {
            assert_eq!(language(none), None, "{none}");
        }
    }
}
