//! Lengths of time as packs write them: ISO-8601 durations, read and added in a place's time zone.

use chrono::{DateTime, Days, LocalResult, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// Milliseconds in an hour.
pub(crate) const HOUR_MS: i64 = 3_600_000;

/// The longest length a pack may write, in days: a hundred years.
const LONGEST_DAYS: u32 = 36_600;

/// A length of time: a calendar part (months, days) and an exact part.
///
/// The calendar part keeps the time of day across a change of clocks ("the same time, ten days later");
/// the exact part counts elapsed time (ISO 8601-1, durations).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Whole months; a year is twelve.
    pub months: u32,
    /// Whole days; a week is seven.
    pub days: u32,
    /// Elapsed milliseconds, never negative.
    pub ms: i64,
}

impl Length {
    /// Reads `P1Y`, `P10W`, `P3DT12H`, `PT90M` and the like; whole numbers only, none above a hundred years.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('P')?;
        let (calendar, clock) = match rest.split_once('T') {
            Some((_, "")) => return None,
            Some((calendar, clock)) => (calendar, clock),
            None => (rest, ""),
        };
        if calendar.is_empty() && clock.is_empty() {
            return None;
        }
        let mut length = Self { months: 0, days: 0, ms: 0 };
        for (count, unit) in parts(calendar, "YMWD")? {
            match unit {
                'Y' => length.months = length.months.checked_add(count.checked_mul(12)?)?,
                'M' => length.months = length.months.checked_add(count)?,
                'W' => length.days = length.days.checked_add(count.checked_mul(7)?)?,
                _ => length.days = length.days.checked_add(count)?,
            }
        }
        for (count, unit) in parts(clock, "HMS")? {
            let unit_ms = match unit {
                'H' => HOUR_MS,
                'M' => 60_000,
                _ => 1_000,
            };
            length.ms = length.ms.checked_add(i64::from(count).checked_mul(unit_ms)?)?;
        }
        let sane = length.months <= 1_200
            && length.days <= LONGEST_DAYS
            && length.ms <= i64::from(LONGEST_DAYS) * 24 * HOUR_MS;
        sane.then_some(length)
    }

    /// Whether it has only an exact part, so that adding it is adding milliseconds.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.months == 0 && self.days == 0
    }

    /// Whether it has only whole days.
    #[must_use]
    pub fn is_days(&self) -> bool {
        self.months == 0 && self.ms == 0
    }

    /// The instant this long after `ms`; `None` beyond the years a calendar can name.
    #[must_use]
    pub fn after(&self, ms: i64, zone: Tz) -> Option<i64> {
        if self.is_exact() {
            return ms.checked_add(self.ms);
        }
        let local = local(ms, zone)?;
        let moved =
            local.checked_add_months(Months::new(self.months))?.checked_add_days(Days::new(u64::from(self.days)))?;
        instant(moved, zone)?.checked_add(self.ms)
    }

    /// The instant this long before `ms`; `None` beyond the years a calendar can name.
    #[must_use]
    pub fn before(&self, ms: i64, zone: Tz) -> Option<i64> {
        let earlier = ms.checked_sub(self.ms)?;
        if self.is_exact() {
            return Some(earlier);
        }
        let local = local(earlier, zone)?;
        let moved =
            local.checked_sub_months(Months::new(self.months))?.checked_sub_days(Days::new(u64::from(self.days)))?;
        instant(moved, zone)
    }
}

/// Splits `1Y6M` into counts and units, which must come in the order of `units` and once each.
fn parts(text: &str, units: &str) -> Option<Vec<(u32, char)>> {
    let mut found = Vec::new();
    let mut left = units;
    let mut digits = String::new();
    for character in text.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        let (_, after) = left.split_once(character)?;
        left = after;
        found.push((digits.parse().ok()?, character));
        digits.clear();
    }
    digits.is_empty().then_some(found)
}

/// The wall-clock reading in `zone` at an instant.
#[must_use]
pub fn local(ms: i64, zone: Tz) -> Option<NaiveDateTime> {
    Some(DateTime::<Utc>::from_timestamp_millis(ms)?.with_timezone(&zone).naive_local())
}

/// The instant of a wall-clock reading in `zone`. Of two readings (clocks set back) the earlier; a reading that
/// does not exist (clocks set forward) is moved to the first that does, in steps of fifteen minutes.
#[must_use]
pub fn instant(reading: NaiveDateTime, zone: Tz) -> Option<i64> {
    let mut reading = reading;
    for _ in 0..=12 {
        match zone.from_local_datetime(&reading) {
            LocalResult::Single(at) => return Some(at.timestamp_millis()),
            LocalResult::Ambiguous(first, _) => return Some(first.timestamp_millis()),
            LocalResult::None => reading = reading.checked_add_signed(TimeDelta::minutes(15))?,
        }
    }
    None
}

/// The first instant of a day in `zone`.
#[must_use]
pub fn start_of_day(day: NaiveDate, zone: Tz) -> Option<i64> {
    instant(day.and_time(NaiveTime::MIN), zone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::America::Los_Angeles;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    }

    fn length(text: &str) -> Length {
        Length::read(text).unwrap()
    }

    #[test]
    fn every_unit_is_read() {
        assert_eq!(length("P1Y2M1W3DT4H5M6S"), Length { months: 14, days: 10, ms: 4 * HOUR_MS + 306_000 });
        assert_eq!(length("PT90M"), Length { months: 0, days: 0, ms: 90 * 60_000 });
        assert_eq!(length("PT0M"), Length { months: 0, days: 0, ms: 0 });
    }

    #[test]
    fn what_is_not_a_length_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "90M",
            "PT90",
            "P1D1D",
            "P1DT",
            "PT1M1H",
            "P-1D",
            "P1.5D",
            "P1H",
            "PT1D",
            "P4294967296D",
            "P200Y",
            "pT1H",
            "P 1D",
        ] {
            assert_eq!(Length::read(text), None, "{text:?} was read");
        }
    }

    #[test]
    fn hours_are_exact_and_days_keep_the_time_of_day_across_a_change_of_clocks() {
        let evening_before = at("2026-03-07T22:00:00-08:00");
        assert_eq!(length("PT24H").after(evening_before, Los_Angeles), Some(at("2026-03-08T23:00:00-07:00")));
        assert_eq!(length("P1D").after(evening_before, Los_Angeles), Some(at("2026-03-08T22:00:00-07:00")));
        let autumn = at("2026-10-31T22:00:00-07:00");
        assert_eq!(length("P1D").after(autumn, Los_Angeles), Some(at("2026-11-01T22:00:00-08:00")));
    }

    #[test]
    fn a_time_of_day_that_does_not_exist_is_moved_forward() {
        let half_past_two = at("2026-03-07T02:30:00-08:00");
        assert_eq!(length("P1D").after(half_past_two, Los_Angeles), Some(at("2026-03-08T03:00:00-07:00")));
    }

    #[test]
    fn a_time_of_day_that_comes_twice_is_the_earlier() {
        let half_past_one = at("2026-10-31T01:30:00-07:00");
        assert_eq!(length("P1D").after(half_past_one, Los_Angeles), Some(at("2026-11-01T01:30:00-07:00")));
    }

    #[test]
    fn a_month_after_the_thirty_first_is_the_last_day() {
        assert_eq!(
            length("P1M").after(at("2026-01-31T10:00:00-08:00"), Los_Angeles),
            Some(at("2026-02-28T10:00:00-08:00"))
        );
        assert_eq!(
            length("P6M").before(at("2026-08-31T00:00:00-07:00"), Los_Angeles),
            Some(at("2026-02-28T00:00:00-08:00"))
        );
    }

    #[test]
    fn the_ends_of_time_give_nothing_and_do_not_panic() {
        for ms in [i64::MIN, i64::MAX, 8_210_266_876_799_999] {
            for text in ["P1D", "PT1H", "P100Y"] {
                let _ = length(text).after(ms, Los_Angeles);
                let _ = length(text).before(ms, Los_Angeles);
            }
        }
        assert_eq!(length("PT1H").after(i64::MAX, Los_Angeles), None);
        assert_eq!(length("P1D").after(i64::MAX, Los_Angeles), None);
    }
}
