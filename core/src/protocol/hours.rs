//! Opening hours by local weekday, and whether somebody answers at an instant.
//!
//! Where an hour was not published, the answer is "it may be open", never a guess.

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::calendar::{Calendar, DayKind};
use super::length;

/// How many days ahead the next opening is looked for: more than any run of holidays.
const DAYS_AHEAD: u64 = 14;

/// When somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hours {
    /// Day and night.
    Always,
    /// Nothing was published.
    NotPublished,
    /// By weekday.
    Weekly {
        /// The times; one weekday may have several.
        windows: Vec<Window>,
        /// What holds on days on which offices are closed.
        holidays: OnHolidays,
    },
}

/// Hours that conditions can name: office hours, the night shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedHours {
    /// Their id.
    pub id: String,
    /// When they are.
    pub hours: Hours,
}

/// Weekdays with the times between which somebody answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Monday first.
    pub days: [bool; 7],
    /// From and to, local; a time to that is not later ends on the day after. `None`: these days, at times that were
    /// not published.
    pub times: Option<(NaiveTime, NaiveTime)>,
}

/// What holds on a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnHolidays {
    /// The same hours.
    Open,
    /// Nobody answers.
    Closed,
    /// It was not published.
    NotPublished,
}

impl OnHolidays {
    /// Every case, with its word in packs.
    pub const WORDS: [(Self, &'static str); 3] =
        [(Self::Open, "open"), (Self::Closed, "closed"), (Self::NotPublished, "not_published")];
}

/// Whether somebody answers at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Yes.
    Open {
        /// Until then, in milliseconds since 1970 UTC; `None`: day and night.
        until_ms: Option<i64>,
    },
    /// Perhaps.
    MayBeOpen(Unsure),
    /// No.
    Closed {
        /// The next time; `None` when none is known.
        opens: Option<Opening>,
    },
}

/// Why nobody can say whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsure {
    /// No hours were published.
    HoursNotPublished,
    /// This is one of its days, and its times were not published.
    TimesNotPublished,
    /// Today is a holiday, and what holds then was not published.
    Holiday,
}

impl Unsure {
    /// The stable code that the screen's words are keyed by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::HoursNotPublished => "hours_not_published",
            Self::TimesNotPublished => "times_not_published",
            Self::Holiday => "holiday",
        }
    }
}

/// The next time at which somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// Whether the time of day is known, or only the day.
    pub time_known: bool,
}

/// One stretch of time in which somebody answers, or may.
#[derive(Clone, Copy)]
struct Stretch {
    from: i64,
    to: i64,
    unsure: Option<Unsure>,
}

impl Hours {
    /// Whether somebody answers at `now` (milliseconds since 1970 UTC) by these local hours of `zone`.
    #[must_use]
    pub fn at(&self, now: i64, calendar: &Calendar, zone: Tz) -> Availability {
        let (windows, holidays) = match self {
            Self::Always => return Availability::Open { until_ms: None },
            Self::NotPublished => return Availability::MayBeOpen(Unsure::HoursNotPublished),
            Self::Weekly { windows, holidays } => (windows, *holidays),
        };
        let Some(today) = length::local(now, zone).map(|local| local.date()) else {
            return Availability::MayBeOpen(Unsure::HoursNotPublished);
        };
        let first = today.pred_opt().unwrap_or(today);
        let last = today.checked_add_days(chrono::Days::new(DAYS_AHEAD)).unwrap_or(today);
        let mut stretches: Vec<Stretch> = first
            .iter_days()
            .take_while(|day| *day <= last)
            .flat_map(|day| windows.iter().filter_map(move |window| stretch(window, day, holidays, calendar, zone)))
            .collect();
        stretches.sort_by_key(|stretch| stretch.from);
        let ahead = length::start_of_day(last, zone).unwrap_or(i64::MAX);
        judge(&stretches, now, ahead)
    }
}

fn judge(stretches: &[Stretch], now: i64, ahead: i64) -> Availability {
    let holds = |stretch: &&Stretch| stretch.from <= now && now < stretch.to;
    if let Some(open) = stretches.iter().find(|stretch| holds(stretch) && stretch.unsure.is_none()) {
        let sure = stretches.iter().filter(|stretch| stretch.unsure.is_none());
        // One that begins when the other ends carries on.
        let until = sure.fold(open.to, |to, next| if next.from <= to { to.max(next.to) } else { to });
        return Availability::Open { until_ms: (until < ahead).then_some(until) };
    }
    if let Some(unsure) = stretches.iter().find(holds).and_then(|stretch| stretch.unsure) {
        return Availability::MayBeOpen(unsure);
    }
    let next = stretches.iter().find(|stretch| stretch.from > now);
    let opens = next.map(|next| Opening { ms: next.from, time_known: next.unsure != Some(Unsure::TimesNotPublished) });
    Availability::Closed { opens }
}

fn stretch(window: &Window, day: NaiveDate, holidays: OnHolidays, calendar: &Calendar, zone: Tz) -> Option<Stretch> {
    let weekday = usize::try_from(day.weekday().num_days_from_monday()).ok()?;
    if !window.days.get(weekday).copied().unwrap_or(false) {
        return None;
    }
    let holiday = calendar.is_holiday(DayKind::Business, day);
    let unsure = match (holiday, holidays) {
        (true, OnHolidays::Closed) => return None,
        (true, OnHolidays::NotPublished) => Some(Unsure::Holiday),
        _ => window.times.is_none().then_some(Unsure::TimesNotPublished),
    };
    let midnight = length::start_of_day(day.succ_opt()?, zone)?;
    let (from, to) = match window.times {
        None => (length::start_of_day(day, zone)?, midnight),
        Some((from, to)) if from < to => {
            (length::instant(day.and_time(from), zone)?, length::instant(day.and_time(to), zone)?)
        }
        Some((from, to)) => {
            (length::instant(day.and_time(from), zone)?, length::instant(day.succ_opt()?.and_time(to), zone)?)
        }
    };
    Some(Stretch { from, to, unsure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::calendar::Holiday;
    use chrono::DateTime;
    use chrono_tz::America::Los_Angeles;

    const WORKDAYS: [bool; 7] = [true, true, true, true, true, false, false];
    const DAILY: [bool; 7] = [true; 7];

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
    }

    fn calendar() -> Calendar {
        let presidents = Holiday { name: "Presidents' Day".into(), closes_business: true, closes_judicial: true };
        Calendar {
            starts: "2026-01-01".parse().unwrap(),
            ends: "2026-12-31".parse().unwrap(),
            weekend: [false, false, false, false, false, true, true],
            holidays: [("2026-02-16".parse().unwrap(), presidents)].into(),
            business_day_ends: None,
            judicial_day_ends: None,
        }
    }

    fn weekly(days: [bool; 7], times: Option<(&str, &str)>, holidays: OnHolidays) -> Hours {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        let times = times.map(|(from, to)| (time(from), time(to)));
        Hours::Weekly { windows: vec![Window { days, times }], holidays }
    }

    #[track_caller]
    fn is(hours: &Hours, now: &str, wanted: Availability) {
        assert_eq!(hours.at(at(now), &calendar(), Los_Angeles), wanted, "{now}");
    }

    fn opens(text: &str) -> Availability {
        Availability::Closed { opens: Some(Opening { ms: at(text), time_known: true }) }
    }

    fn until(text: &str) -> Availability {
        Availability::Open { until_ms: Some(at(text)) }
    }

    #[test]
    fn an_office_says_until_when_it_is_open_and_when_it_opens() {
        let office = weekly(WORKDAYS, Some(("08:00", "17:00")), OnHolidays::Closed);
        is(&office, "2026-03-06T08:00:00-08:00", until("2026-03-06T17:00:00-08:00"));
        is(&office, "2026-03-06T17:00:00-08:00", opens("2026-03-09T08:00:00-07:00"));
        is(&office, "2026-03-06T07:59:59-08:00", opens("2026-03-06T08:00:00-08:00"));
    }

    #[test]
    fn a_holiday_closes_or_is_doubtful_as_the_pack_says() {
        let friday_evening = "2026-02-13T18:00:00-08:00";
        is(
            &weekly(WORKDAYS, Some(("08:00", "17:00")), OnHolidays::Closed),
            friday_evening,
            opens("2026-02-17T08:00:00-08:00"),
        );
        is(
            &weekly(WORKDAYS, Some(("08:00", "17:00")), OnHolidays::Open),
            friday_evening,
            opens("2026-02-16T08:00:00-08:00"),
        );
        let doubtful = weekly(WORKDAYS, Some(("08:00", "17:00")), OnHolidays::NotPublished);
        is(&doubtful, "2026-02-16T09:00:00-08:00", Availability::MayBeOpen(Unsure::Holiday));
    }

    #[test]
    fn a_night_line_is_open_past_midnight() {
        let night = weekly(DAILY, Some(("08:00", "02:00")), OnHolidays::Open);
        is(&night, "2026-03-07T01:30:00-08:00", until("2026-03-07T02:00:00-08:00"));
        is(&night, "2026-03-07T02:30:00-08:00", opens("2026-03-07T08:00:00-08:00"));
        // Clocks are set forward at 02:00 of the 8th: that hour does not exist.
        is(&night, "2026-03-08T01:30:00-08:00", until("2026-03-08T03:00:00-07:00"));
    }

    #[test]
    fn two_windows_that_touch_are_one_and_all_of_them_together_are_day_and_night() {
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
        let halves = |last: &str| Hours::Weekly {
            windows: vec![
                Window { days: DAILY, times: Some((time("00:00"), time("12:00"))) },
                Window { days: DAILY, times: Some((time("12:00"), time(last))) },
            ],
            holidays: OnHolidays::Open,
        };
        is(&halves("20:00"), "2026-03-06T09:00:00-08:00", until("2026-03-06T20:00:00-08:00"));
        is(&halves("00:00"), "2026-03-06T09:00:00-08:00", Availability::Open { until_ms: None });
    }

    #[test]
    fn days_without_published_times_are_never_guessed() {
        let days = weekly(WORKDAYS, None, OnHolidays::Closed);
        is(&days, "2026-03-06T03:00:00-08:00", Availability::MayBeOpen(Unsure::TimesNotPublished));
        let monday = Opening { ms: at("2026-03-09T00:00:00-07:00"), time_known: false };
        is(&days, "2026-03-07T12:00:00-08:00", Availability::Closed { opens: Some(monday) });
        is(&Hours::NotPublished, "2026-03-06T03:00:00-08:00", Availability::MayBeOpen(Unsure::HoursNotPublished));
        is(&Hours::Always, "2026-03-06T03:00:00-08:00", Availability::Open { until_ms: None });
    }

    #[test]
    fn no_window_at_all_never_opens_and_the_ends_of_time_do_not_panic() {
        let never = weekly([false; 7], Some(("08:00", "17:00")), OnHolidays::Open);
        is(&never, "2026-03-06T03:00:00-08:00", Availability::Closed { opens: None });
        for ms in [i64::MIN, i64::MAX, 8_210_266_876_799_999] {
            let _ = weekly(DAILY, Some(("08:00", "02:00")), OnHolidays::Closed).at(ms, &calendar(), Los_Angeles);
        }
    }
}
