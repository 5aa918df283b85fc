//! Dates as authors and bibliographies write them: a year, a month of a year, or a day.

use jiff::civil;

use crate::diagnostic::Language;

/// A date of the Gregorian calendar, as exact as its author was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    first: civil::Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Date {
    /// Reads `2026`, `2026-02` or `2026-02-28` (ISO 8601); a time after the day is dropped.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let day = text.split(['T', ' ']).next()?;
        let mut numbers = Vec::new();
        for part in day.split('-') {
            numbers.push(part.parse::<i16>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))?);
        }
        Self::from_parts(&numbers)
    }

    /// Reads `[year]`, `[year, month]` or `[year, month, day]`, the `date-parts` of CSL.
    pub(crate) fn from_parts(parts: &[i16]) -> Option<Self> {
        let (month, day, precision) = match parts {
            [_] => (1, 1, Precision::Year),
            [_, month] => (*month, 1, Precision::Month),
            [_, month, day] => (*month, *day, Precision::Day),
            _ => return None,
        };
        let first = civil::Date::new(*parts.first()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { first, precision })
    }

    /// As `<time datetime>` and feeds want it: ISO 8601, as exact as the date is.
    pub(crate) fn iso(self) -> String {
        match self.precision {
            Precision::Year => self.first.strftime("%Y").to_string(),
            Precision::Month => self.first.strftime("%Y-%m").to_string(),
            Precision::Day => self.first.strftime("%Y-%m-%d").to_string(),
        }
    }

    /// As readers of `language` write it: 2026年2月28日, 28 February 2026.
    pub(crate) fn for_readers(self, language: Language) -> String {
        let format = match (language, self.precision) {
            (Language::Ja, Precision::Year) => "%-Y年",
            (Language::Ja, Precision::Month) => "%-Y年%-m月",
            (Language::Ja, Precision::Day) => "%-Y年%-m月%-d日",
            (Language::En, Precision::Year) => "%-Y",
            (Language::En, Precision::Month) => "%B %-Y",
            (Language::En, Precision::Day) => "%-d %B %-Y",
        };
        self.first.strftime(format).to_string()
    }

    /// Whether its first day is still to come.
    pub(crate) fn is_after(self, today: civil::Date) -> bool {
        self.first > today
    }

    pub(crate) fn year(self) -> i16 {
        self.first.year()
    }

    /// The month, where it is known.
    pub(crate) fn month(self) -> Option<i8> {
        (self.precision != Precision::Year).then(|| self.first.month())
    }

    /// The first moment of its first day (RFC 3339), as feeds want it.
    pub(crate) fn moment(self) -> String {
        self.first.strftime("%Y-%m-%dT00:00:00Z").to_string()
    }

    /// The `date-parts` of CSL: as many as the date is exact.
    pub(crate) fn parts(self) -> Vec<i16> {
        let parts = [self.first.year(), i16::from(self.first.month()), i16::from(self.first.day())];
        let exact = match self.precision {
            Precision::Year => 1,
            Precision::Month => 2,
            Precision::Day => 3,
        };
        parts[..exact].to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_shown_as_exactly_as_they_were_written() {
        let shown = |text: &str| {
            let date = Date::parse(text).unwrap();
            (date.iso(), date.for_readers(Language::Ja), date.for_readers(Language::En))
        };
        assert_eq!(shown("2026-02-08"), ("2026-02-08".into(), "2026年2月8日".into(), "8 February 2026".into()));
        assert_eq!(shown("2026-02"), ("2026-02".into(), "2026年2月".into(), "February 2026".into()));
        assert_eq!(shown("2026"), ("2026".into(), "2026年".into(), "2026".into()));
        assert_eq!(shown("2026-02-08T09:00:00Z").0, "2026-02-08");
    }

    #[test]
    fn days_that_do_not_exist_are_no_dates() {
        for text in ["", "2026-02-30", "2026-13", "yesterday", "2026/02/01", "2026-1-2-3", "+2026"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
