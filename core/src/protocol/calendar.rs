//! The county's court calendar: which days count as business or judicial days, and until when that is known.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::length;

/// How far a count of days may run before it is given up: eleven years.
const LONGEST_WALK: u32 = 4_000;

/// A kind of day that a deadline may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayKind {
    /// Public offices are open.
    Business,
    /// The court sits.
    Judicial,
}

/// What a holiday closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The name people know it by.
    pub name: String,
    /// It is not a business day.
    pub closes_business: bool,
    /// It is not a judicial day.
    pub closes_judicial: bool,
}

/// Which days count, from `starts` to `ends`, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day that the calendar knows.
    pub starts: NaiveDate,
    /// The last day that the calendar knows; after it only weekends are known.
    pub ends: NaiveDate,
    /// Days of the week that never count, Monday first.
    pub weekend: [bool; 7],
    /// Days that do not count, by date.
    pub holidays: BTreeMap<NaiveDate, Holiday>,
    /// When a business day is over; `None` at midnight.
    pub business_day_ends: Option<NaiveTime>,
    /// When a judicial day is over; `None` at midnight.
    pub judicial_day_ends: Option<NaiveTime>,
}

/// The result of counting days or hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The instant, in milliseconds since 1970 UTC.
    pub ms: i64,
    /// Whether the count left the days that the calendar knows; holidays may be missing from it.
    pub beyond: bool,
}

impl Calendar {
    /// Whether a day counts.
    #[must_use]
    pub fn counts(&self, kind: DayKind, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_monday() as usize;
        if self.weekend.get(weekday).copied().unwrap_or(false) {
            return false;
        }
        !self.is_holiday(kind, day)
    }

    /// Whether a day is a holiday of a kind of day.
    #[must_use]
    pub fn is_holiday(&self, kind: DayKind, day: NaiveDate) -> bool {
        self.holidays.get(&day).is_some_and(|holiday| match kind {
            DayKind::Business => holiday.closes_business,
            DayKind::Judicial => holiday.closes_judicial,
        })
    }

    /// Whether holidays of this day are known.
    #[must_use]
    pub fn knows(&self, day: NaiveDate) -> bool {
        self.starts <= day && day <= self.ends
    }

    /// The end of the `count`-th such day after the day of `from`, which itself is not counted.
    #[must_use]
    pub fn end_of_day_after(&self, kind: DayKind, count: u32, from: i64, zone: Tz) -> Option<Counted> {
        let mut day = length::local(from, zone)?.date();
        let mut left = count;
        let mut walked = 0;
        while left > 0 {
            day = day.succ_opt()?;
            walked += 1;
            if walked > LONGEST_WALK {
                return None;
            }
            if self.counts(kind, day) {
                left -= 1;
            }
        }
        let ends = match kind {
            DayKind::Business => self.business_day_ends,
            DayKind::Judicial => self.judicial_day_ends,
        };
        let ms = match ends {
            Some(time) => length::instant(day.and_time(time), zone)?,
            None => length::start_of_day(day.succ_opt()?, zone)?.checked_sub(1)?,
        };
        Some(Counted { ms, beyond: !self.knows_all(from, ms, zone) })
    }

    /// The instant at which `ms` milliseconds of such days have passed since `from` (California W&I 313 counts so:
    /// "48 hours, excluding nonjudicial days").
    #[must_use]
    pub fn after_hours(&self, kind: DayKind, ms: i64, from: i64, zone: Tz) -> Option<Counted> {
        let mut day = length::local(from, zone)?.date();
        let mut here = from;
        let mut left = ms;
        for _ in 0..LONGEST_WALK {
            let next_day = day.succ_opt()?;
            let midnight = length::start_of_day(next_day, zone)?;
            if self.counts(kind, day) {
                let room = midnight.checked_sub(here)?;
                if left <= room {
                    let end = here.checked_add(left)?;
                    return Some(Counted { ms: end, beyond: !self.knows_all(from, end, zone) });
                }
                left = left.checked_sub(room)?;
            }
            here = midnight;
            day = next_day;
        }
        None
    }

    fn knows_all(&self, from: i64, to: i64, zone: Tz) -> bool {
        let known = |ms| length::local(ms, zone).is_some_and(|local| self.knows(local.date()));
        known(from) && known(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use chrono_tz::America::Los_Angeles;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// 2026, with one day that closes only the court and one that closes both.
    fn calendar() -> Calendar {
        let holiday =
            |name: &str, business| Holiday { name: name.into(), closes_business: business, closes_judicial: true };
        Calendar {
            starts: day("2026-01-01"),
            ends: day("2026-12-31"),
            weekend: [false, false, false, false, false, true, true],
            holidays: [
                (day("2026-02-12"), holiday("Lincoln's Birthday", false)),
                (day("2026-02-16"), holiday("Presidents' Day", true)),
            ]
            .into(),
            business_day_ends: None,
            judicial_day_ends: NaiveTime::from_hms_opt(17, 0, 0),
        }
    }

    #[track_caller]
    fn hours(kind: DayKind, hours: i64, from: &str, to: &str) {
        let counted = calendar().after_hours(kind, hours * length::HOUR_MS, at(from), Los_Angeles).unwrap();
        assert_eq!(counted, Counted { ms: at(to), beyond: false });
    }

    #[test]
    fn forty_eight_hours_skip_the_weekend() {
        hours(DayKind::Judicial, 48, "2026-03-06T22:00:00-08:00", "2026-03-10T22:00:00-07:00");
        hours(DayKind::Judicial, 48, "2026-03-02T22:00:00-08:00", "2026-03-04T22:00:00-08:00");
    }

    #[test]
    fn hours_that_begin_on_a_closed_day_begin_with_the_next_open_one() {
        hours(DayKind::Judicial, 48, "2026-03-14T15:00:00-07:00", "2026-03-18T00:00:00-07:00");
    }

    #[test]
    fn a_court_holiday_closes_the_court_but_not_the_office() {
        hours(DayKind::Judicial, 48, "2026-02-11T10:00:00-08:00", "2026-02-17T10:00:00-08:00");
        hours(DayKind::Business, 48, "2026-02-11T10:00:00-08:00", "2026-02-13T10:00:00-08:00");
    }

    #[test]
    fn fifteen_business_days_end_with_the_fifteenth_day() {
        let counted =
            calendar().end_of_day_after(DayKind::Business, 15, at("2026-03-02T23:30:00-08:00"), Los_Angeles).unwrap();
        assert_eq!(counted, Counted { ms: at("2026-03-24T00:00:00-07:00") - 1, beyond: false });
    }

    #[test]
    fn the_next_judicial_day_ends_when_the_court_closes() {
        let counted =
            calendar().end_of_day_after(DayKind::Judicial, 1, at("2026-02-13T09:00:00-08:00"), Los_Angeles).unwrap();
        assert_eq!(counted, Counted { ms: at("2026-02-17T17:00:00-08:00"), beyond: false });
    }

    #[test]
    fn a_count_that_leaves_the_calendar_says_so() {
        let counted =
            calendar().end_of_day_after(DayKind::Business, 5, at("2026-12-29T09:00:00-08:00"), Los_Angeles).unwrap();
        assert!(counted.beyond);
        assert!(
            calendar().after_hours(DayKind::Judicial, 1, at("2025-12-31T09:00:00-08:00"), Los_Angeles).unwrap().beyond
        );
    }

    #[test]
    fn a_week_without_open_days_ends_the_count_instead_of_running_for_ever() {
        let closed = Calendar { weekend: [true; 7], ..calendar() };
        assert_eq!(closed.end_of_day_after(DayKind::Business, 1, at("2026-03-02T09:00:00-08:00"), Los_Angeles), None);
        assert_eq!(closed.after_hours(DayKind::Business, 1, at("2026-03-02T09:00:00-08:00"), Los_Angeles), None);
    }
}
