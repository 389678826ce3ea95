//! Whom to call, and whether anybody answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// Contact id.
    pub id: String,
    /// Name in words.
    pub name: String,
    /// Its numbers, the one to dial first; empty while the pack does not have one.
    pub numbers: Vec<NumberView>,
    /// What to say when they answer.
    pub say: Option<String>,
    /// What to know before dialling.
    pub hint: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Whether anybody answers now.
    pub answers: AnswersView,
    /// Whether somebody would come out now, where that differs.
    pub comes_out: Option<AnswersView>,
    /// The areas it serves, when the station's own area is not known.
    pub check_areas: Vec<String>,
    /// The day on which the number was last checked, as 2026-12-31.
    pub checked_on: String,
    /// True when that check is older than the pack allows.
    pub check_is_old: bool,
}

/// How a number is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NumberUse {
    /// To call.
    Call,
    /// To call from outside the area.
    Outside,
    /// With a teletypewriter.
    Tty,
    /// To send a text message to.
    Text,
}

/// One number of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberView {
    /// How it is used.
    pub usage: NumberUse,
    /// As people read it out.
    pub number: String,
    /// As a telephone dials it.
    pub dialled: String,
}

/// Whether anybody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswersView {
    /// Yes.
    Open {
        /// Until then, UTC milliseconds; none: day and night.
        until_ms: Option<i64>,
    },
    /// Perhaps.
    MayBeOpen {
        /// Why nobody can say.
        why: UnsureHours,
    },
    /// No.
    Closed {
        /// The next time, UTC milliseconds, when one is known.
        opens_ms: Option<i64>,
        /// True when the time of day is known, not only the day.
        time_known: bool,
    },
}

/// Why nobody can say whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnsureHours {
    /// No hours were published.
    HoursNotPublished,
    /// One of its days; the times were not published.
    TimesNotPublished,
    /// A holiday; what holds then was not published.
    Holiday,
}
