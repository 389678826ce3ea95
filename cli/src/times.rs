//! Points in time as a person at a terminal writes and reads them: RFC 3339, and how far off they may be.

use crate::failure::Failure;
use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, TimeZone};
use first72_core::episode::{Exactness, Instant, Value};
use first72_core::moment::Moment;
use first72_core::protocol::form::{AnswerProblem, AnswerType};
use std::fmt::Display;

/// No time is worth saying that may be off by more: 30 days.
const WIDEST_MS: u64 = 30 * 86_400_000;

/// The instant that was typed, or now; with `about`, estimated within so much either way.
pub(crate) fn read(at: Option<&str>, about: Option<&str>, now: Moment) -> Result<Instant, Failure> {
    let unreadable = Failure::Argument {
        argument: "--at",
        wanted: "write a time with its offset, such as 2026-03-06T22:10:00-08:00",
    };
    let instant = match at.map(|typed| AnswerType::Instant.read(typed)) {
        None => Instant::exact(now.wall_ms),
        Some(Ok(Value::Instant(instant))) => instant,
        Some(_) => return Err(unreadable),
    };
    about.map_or(Ok(instant), |about| estimated(instant, about))
}

/// A value of any type that was typed; a time may be followed by how far off it may be: `…-08:00~10m`.
pub(crate) fn value(kind: &AnswerType, typed: &str) -> Result<Value, Failure> {
    let split = if *kind == AnswerType::Instant { typed.split_once('~') } else { None };
    let (typed, about) = split.map_or((typed, None), |(typed, about)| (typed, Some(about)));
    let value = kind.read(typed).map_err(first72_core::notebook::NotebookError::from)?;
    about.map_or(Ok(value.clone()), |about| within(&value, about))
}

/// The same time, estimated. Any other value is refused.
pub(crate) fn within(value: &Value, about: &str) -> Result<Value, Failure> {
    match value {
        Value::Instant(instant) => Ok(Value::Instant(estimated(*instant, about)?)),
        _ => Err(first72_core::notebook::NotebookError::Answer(AnswerProblem::WrongType { wanted: "instant" }).into()),
    }
}

fn estimated(instant: Instant, about: &str) -> Result<Instant, Failure> {
    let wanted = "write how far off the time may be as a number with s, m, h or d, such as 10m; at most 30d";
    let plus_minus_ms = length_ms(about).ok_or(Failure::Argument { argument: "--about", wanted })?;
    Ok(Instant { how: Exactness::Estimated { plus_minus_ms }, ..instant })
}

fn length_ms(typed: &str) -> Option<u64> {
    let units = [('s', 1_000), ('m', 60_000), ('h', 3_600_000), ('d', 86_400_000)];
    let (number, unit) = units.iter().find_map(|(letter, ms)| Some((typed.trim().strip_suffix(*letter)?, ms)))?;
    number.parse::<u64>().ok()?.checked_mul(*unit).filter(|ms| (1..=WIDEST_MS).contains(ms))
}

/// A length of time in the largest unit that holds it whole.
pub(crate) fn shown_length(ms: u64) -> String {
    let units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000)];
    let whole = units.iter().find(|(_, unit)| ms > 0 && ms.is_multiple_of(*unit));
    whole.map_or_else(|| format!("{}s", ms / 1_000), |(name, unit)| format!("{}{name}", ms / unit))
}

/// A time on the clocks of a place.
pub(crate) fn shown<Zone: TimeZone>(ms: i64, zone: &Zone) -> String
where
    Zone::Offset: Display,
{
    let time = DateTime::from_timestamp_millis(ms);
    time.map_or_else(|| ms.to_string(), |time| time.with_timezone(zone).to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The end of a day that was typed, in UTC: the first millisecond of the day after.
pub(crate) fn end_of_day(typed: &str) -> Result<i64, Failure> {
    let wanted = Failure::Argument { argument: "--until", wanted: "write a day, such as 2027-05-31" };
    let day: Option<NaiveDate> = typed.trim().parse().ok();
    let after = day.and_then(|day| day.succ_opt()).map(|after| after.and_time(NaiveTime::MIN).and_utc());
    after.map(|after| after.timestamp_millis()).ok_or(wanted)
}

/// The last day before an instant, in UTC.
pub(crate) fn day_of(until_ms: i64) -> String {
    let last = DateTime::from_timestamp_millis(until_ms.saturating_sub(1));
    last.map_or_else(|| until_ms.to_string(), |last| last.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_with_the_next_and_is_shown_as_itself() {
        let end = end_of_day("2027-05-31").unwrap();
        assert_eq!((end, day_of(end).as_str()), (1_811_808_000_000, "2027-05-31"));
        assert!(end_of_day("2027-02-30").is_err() && end_of_day("soon").is_err());
    }

    #[test]
    fn lengths_are_read_in_four_units_and_nothing_else_is() {
        for (typed, ms) in [("90s", 90_000), ("10m", 600_000), ("2h", 7_200_000), ("30d", WIDEST_MS)] {
            assert_eq!(length_ms(typed), Some(ms));
            assert_eq!(length_ms(&shown_length(ms)), Some(ms));
        }
        for typed in ["", "m", "0m", "10", "31d", "-5m", "1.5h", "99999999999999999999d"] {
            assert_eq!(length_ms(typed), None, "{typed}");
        }
    }

    #[test]
    fn only_a_time_can_be_about() {
        let about = value(&AnswerType::Instant, "2026-03-06T22:10:00-08:00~10m").unwrap();
        let how = Exactness::Estimated { plus_minus_ms: 600_000 };
        assert_eq!(about, Value::Instant(Instant { ms: 1_772_863_800_000, how }));
        assert!(within(&Value::Flag(true), "10m").is_err());
        assert_eq!(
            value(&AnswerType::Referral, "1234567890123456789").unwrap(),
            Value::Text("1234567890123456789".into())
        );
    }
}
