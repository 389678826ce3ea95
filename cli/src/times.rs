//! Points in time as a person at a terminal writes and reads them: RFC 3339.

use crate::failure::Failure;
use chrono::{DateTime, SecondsFormat, TimeZone};
use first72_core::episode::{Instant, Value};
use first72_core::moment::Moment;
use first72_core::protocol::form::AnswerType;
use std::fmt::Display;

/// The instant that was typed, or now.
pub(crate) fn read(typed: Option<&str>, now: Moment) -> Result<Instant, Failure> {
    let Some(typed) = typed else { return Ok(Instant::exact(now.wall_ms)) };
    match AnswerType::Instant.read(typed) {
        Ok(Value::Instant(instant)) => Ok(instant),
        _ => Err(Failure::Argument {
            argument: "--at",
            wanted: "write a time with its offset, such as 2026-03-06T22:10:00-08:00",
        }),
    }
}

/// A time on the clocks of a place.
pub(crate) fn shown<Zone: TimeZone>(ms: i64, zone: &Zone) -> String
where
    Zone::Offset: Display,
{
    let time = DateTime::from_timestamp_millis(ms);
    time.map_or_else(|| ms.to_string(), |time| time.with_timezone(zone).to_rfc3339_opts(SecondsFormat::Secs, true))
}
