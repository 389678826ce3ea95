//! When a step is due, as a pack writes it, and the instant it comes to from a clock.

use chrono_tz::Tz;

use super::calendar::{Calendar, Counted, DayKind};
use super::length::{HOUR_MS, Length};

/// The most business or judicial days that a due time may count.
const MOST_DAYS: u32 = 1_000;

/// A distance from a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So long after the clock.
    Plain(Length),
    /// So long before the clock.
    Before(Length),
    /// The end of the n-th day of a kind after the clock's day.
    Days(DayKind, u32),
    /// So many milliseconds, counting only days of a kind.
    Hours(DayKind, i64),
}

/// When a repeating step stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// This far from the clock.
    Measure(Measure),
    /// At an occasion of the pack.
    Occasion(String),
}

/// When a step is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueRule {
    /// At once, or as soon as practicable.
    Now,
    /// At an occasion of the pack, such as before the interview.
    Occasion(String),
    /// Once, at a distance from the clock.
    Once(Measure),
    /// Several times, each at its own distance from the clock.
    Turns(Vec<Measure>),
    /// Again and again, each time so long after the last (the first: after the clock).
    Each {
        /// The longest pause between two turns.
        every: Measure,
        /// When it stops; `None`: it goes on until a person closes it.
        until: Option<Until>,
    },
}

impl Measure {
    /// Reads a distance whose terms have been put in already.
    ///
    /// `"PT90M"`, `"P6M before"`, `"P15D business"`, `"PT48H judicial"`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (length, word) = match text.split_once(' ') {
            Some((length, word)) => (Length::read(length)?, word),
            None => return Some(Self::Plain(Length::read(text)?)),
        };
        let kind = match word {
            "before" => return Some(Self::Before(length)),
            "business" => DayKind::Business,
            "judicial" => DayKind::Judicial,
            _ => return None,
        };
        if length.is_days() && (1..=MOST_DAYS).contains(&length.days) {
            Some(Self::Days(kind, length.days))
        } else if length.is_exact() && (1..=i64::from(MOST_DAYS) * 24 * HOUR_MS).contains(&length.ms) {
            Some(Self::Hours(kind, length.ms))
        } else {
            None
        }
    }

    /// The instant this far from `from`; `None` beyond the years a calendar can name.
    #[must_use]
    pub fn from(&self, from: i64, calendar: &Calendar, zone: Tz) -> Option<Counted> {
        let known = |ms| Counted { ms, beyond: false };
        match *self {
            Self::Plain(length) => length.after(from, zone).map(known),
            Self::Before(length) => length.before(from, zone).map(known),
            Self::Days(kind, count) => calendar.end_of_day_after(kind, count, from, zone),
            Self::Hours(kind, ms) => calendar.after_hours(kind, ms, from, zone),
        }
    }

    /// Whether it never shrinks below zero and is longer than nothing, so that it can repeat.
    #[must_use]
    pub fn moves_on(&self) -> bool {
        match *self {
            Self::Plain(length) => length.months > 0 || length.days > 0 || length.ms > 0,
            Self::Before(_) => false,
            Self::Days(_, count) => count > 0,
            Self::Hours(_, ms) => ms > 0,
        }
    }
}

impl DueRule {
    /// Whether it needs a clock to count from.
    #[must_use]
    pub fn needs_clock(&self) -> bool {
        matches!(self, Self::Once(_) | Self::Turns(_) | Self::Each { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read() {
        let length = |text| Length::read(text).unwrap();
        assert_eq!(Measure::read("PT90M"), Some(Measure::Plain(length("PT90M"))));
        assert_eq!(Measure::read("P6M before"), Some(Measure::Before(length("P6M"))));
        assert_eq!(Measure::read("P15D business"), Some(Measure::Days(DayKind::Business, 15)));
        assert_eq!(Measure::read("PT48H judicial"), Some(Measure::Hours(DayKind::Judicial, 172_800_000)));
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        for text in [
            "",
            "soon",
            "PT90M later",
            "P1M business",
            "P1DT1H judicial",
            "P0D judicial",
            "PT0H business",
            "P2000D business",
            "PT90M  before",
        ] {
            assert_eq!(Measure::read(text), None, "{text:?} was read");
        }
    }
}
