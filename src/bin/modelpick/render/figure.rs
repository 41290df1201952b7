//! How numbers are written. Nothing here depends on the language.

/// Hundredths of a point as points with two decimals: 7782 is `77.82`.
pub(crate) fn points(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let all = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}

/// Hundredths of a point as points with one decimal, rounded half up: 7782 is `77.8`.
pub(crate) fn rough_points(hundredths: i64) -> String {
    let tenths = (hundredths + 5).div_euclid(10);
    format!("{}.{}", tenths.div_euclid(10), tenths.rem_euclid(10))
}

/// Points of so many tenths.
#[expect(clippy::cast_precision_loss, reason = "tenths of ratings are far below 2^52")]
pub(crate) fn points_of_tenths(tenths: i64) -> f64 {
    tenths as f64 / 10.0
}

/// A bar for a score of 0..=100 in hundredths, in eighths of a column.
pub(crate) fn bar(hundredths: i64, columns: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let score = usize::try_from(hundredths.clamp(0, 10_000)).unwrap_or(0);
    let eighths = (score * columns * 8 + 5_000) / 10_000;
    let mut bar = "█".repeat(eighths / 8);
    bar.push_str(EIGHTHS.get(eighths % 8).copied().unwrap_or_default());
    bar
}

/// US dollars: cents below ten, whole dollars above, grouped by thousands.
pub(crate) fn dollars(amount: f64) -> String {
    if amount > 0.0 && amount < 0.005 {
        "< $0.01".into()
    } else if amount < 9.995 {
        format!("${amount:.2}")
    } else {
        format!("${}", grouped(amount))
    }
}

/// US dollars for a small unit, with all the decimals that a price list has: `$0.022`.
pub(crate) fn price(amount: f64) -> String {
    format!("${}", fine(amount))
}

/// An amount of a price list without its sign.
pub(crate) fn fine(amount: f64) -> String {
    let mut text = format!("{amount:.4}");
    while text.ends_with('0') && !text.ends_with(".00") && text.split('.').nth(1).is_some_and(|d| d.len() > 2)
    {
        text.pop();
    }
    text
}

/// A number to the nearest whole, halves away from zero, grouped by thousands.
pub(crate) fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs().round());
    let sign = if number <= -0.5 { "-" } else { "" };
    let mut text = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number as it is: grouped if whole, else with up to three decimals.
pub(crate) fn number(number: f64) -> String {
    if number.fract() == 0.0 {
        return grouped(number);
    }
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A share of 0..=1 in percent with one decimal.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// Tokens in thousands or millions: `128K`, `1M`.
pub(crate) fn tokens(count: f64) -> String {
    if count >= 999_500.0 {
        format!("{}M", number((count / 1e5).round() / 10.0))
    } else if count >= 1000.0 {
        format!("{:.0}K", count / 1000.0)
    } else {
        number(count)
    }
}

/// To so many decimals as a number, for JSON.
pub(crate) fn rounded(number: f64, decimals: i32) -> f64 {
    let scale = f64::from(10_u32.pow(decimals.clamp(0, 9).unsigned_abs()));
    (number * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_cents_only_where_they_matter() {
        assert_eq!(dollars(0.0), "$0.00");
        assert_eq!(dollars(0.001), "< $0.01");
        assert_eq!(dollars(2.515), "$2.52");
        assert_eq!(dollars(9.999), "$10");
        assert_eq!(dollars(412.5), "$413");
        assert_eq!(dollars(1452.7), "$1,453");
        assert_eq!(dollars(1_234_567.0), "$1,234,567");
        assert_eq!(price(0.022), "$0.022");
        assert_eq!(price(12.0), "$12.00");
    }

    #[test]
    fn points_keep_their_hundredths() {
        assert_eq!(points(7782), "77.82");
        assert_eq!(points(-5), "-0.05");
        assert_eq!(rough_points(7785), "77.9");
        assert_eq!(bar(10_000, 10), "██████████");
        assert_eq!(bar(7_500, 10), "███████▌");
        assert_eq!(bar(0, 10), "");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-1000.0), "-1,000");
        assert_eq!(number(0.1), "0.1");
        assert_eq!(tokens(1_048_576.0), "1M");
        assert_eq!(tokens(131_072.0), "131K");
        assert_eq!(percent(0.3333), "33.3 %");
    }
}
