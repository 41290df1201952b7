//! Dates as sources give them: a day, a month or a year. Never more precise than the source.

use std::fmt;

use databake::Bake;

/// A date whose day or month may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Bake)]
#[databake(path = knowledge::words::date)]
pub struct Date {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// 1..=12, if known.
    pub month: Option<u8>,
    /// 1..=31, if known.
    pub day: Option<u8>,
}

impl Date {
    /// A full date; fails when there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = Self { year, month: Some(month), day: Some(day) };
        date.exists().then_some(date)
    }

    /// Reads `2026`, `2026-09` or `2026-09-15`; fails on anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2));
        let day = parts.next().map(|part| digits(part, 2));
        if parts.next().is_some() || month == Some(None) || day == Some(None) {
            return None;
        }
        let small = |part: Option<u16>| part.and_then(|number| u8::try_from(number).ok());
        let date = Self { year, month: small(month.flatten()), day: small(day.flatten()) };
        date.exists().then_some(date)
    }

    fn exists(self) -> bool {
        let month = self.month.unwrap_or(1);
        (1..=12).contains(&month) && (1..=days_in(self.year, month)).contains(&self.day.unwrap_or(1))
    }

    /// Days from its first possible day to that of another date; 0 if that comes before it.
    pub fn age(self, today: Self) -> i64 {
        (today.days() - self.days()).max(0)
    }

    /// Days since 1970-01-01 of its first possible day.
    pub fn days(self) -> i64 {
        // Days from civil, Howard Hinnant, "chrono-compatible low-level date algorithms", 2013.
        let month = i64::from(self.month.unwrap_or(1));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = (month + 9) % 12;
        let day_of_year = (153 * shifted + 2) / 5 + i64::from(self.day.unwrap_or(1)) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day so many days after 1970-01-01; nothing outside the years 0 to 9999.
    pub fn from_days(days: i64) -> Option<Self> {
        // As above, the other way round.
        let days = days.checked_add(719_468)?;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year =
            u16::try_from(year_of_era + era * 400 + i64::from(month <= 2)).ok().filter(|year| *year <= 9999);
        Self::new(year?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

fn digits(part: &str, length: usize) -> Option<u16> {
    let right = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| part.parse().ok()).flatten()
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_only_dates_that_exist() {
        for good in ["2026", "2026-09", "2024-02-29", "2026-12-31"] {
            assert_eq!(Date::parse(good).unwrap().to_string(), good);
        }
        for bad in ["", "26", "2026-13", "2025-02-29", "2026-09-31", "2026-9-1", "2026-09-01-", "x"] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn counts_days() {
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2000, 3, 1).unwrap().days(), 11_017);
        assert_eq!(Date::new(2026, 11, 23).unwrap().days(), 20_780);
        let (month, today) = (Date::parse("2026-09").unwrap(), Date::new(2026, 11, 23).unwrap());
        assert_eq!((month.age(today), today.age(month)), (83, 0));
    }

    #[test]
    fn counts_days_back() {
        // Two leap years of centuries and the days around their ends.
        for days in (-30_000..60_000).step_by(7).chain([11_015, 11_016, 11_017]) {
            assert_eq!(Date::from_days(days).map(Date::days), Some(days), "{days}");
        }
        assert_eq!(Date::from_days(i64::MAX), None);
        assert_eq!(Date::from_days(-1_000_000_000), None);
    }
}
