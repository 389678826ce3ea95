//! The auditor's review: what stands out in a week, who did how much, and one person's rows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditAsk {
    /// 0 for those until now, 1 for the seven before them, and so on; at most 52.
    pub weeks_back: u8,
}

/// What kind of thing somebody should ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AuditRemarkKind {
    /// Wrong secrets at the door of a device.
    MissedOften,
    /// Episodes that were looked at and not written in.
    OnlyLooked,
    /// One event that always stands here.
    Happened,
    /// A device that synced and told nothing.
    Silent,
}

/// Something to ask about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditRemark {
    /// What kind.
    pub kind: AuditRemarkKind,
    /// Short name of the person, or what the device is called; null while it is not known here.
    pub name: Option<String>,
    /// What was done, in words; null where the kind says it all.
    pub event: Option<String>,
    /// How often or how many; 0 where nothing is counted.
    pub count: u32,
}

/// What one person did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditPerson {
    /// Person id; null for devices whose person nobody has named.
    pub person: Option<String>,
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// How often a notebook was opened.
    pub opened: u32,
    /// Episodes looked at.
    pub looked: u32,
    /// Episodes written in.
    pub wrote: u32,
    /// Saves.
    pub saves: u32,
    /// Wrong secrets.
    pub missed: u32,
    /// Statements about people, devices and rights.
    pub membership: u32,
}

/// What the server signed that it was asked, on the whole days of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditServer {
    /// How many days.
    pub days: u32,
    /// Requests on them.
    pub requests: u32,
    /// Those that it refused.
    pub refused: u32,
    /// Those of them that nobody it knows had signed.
    pub unknown: u32,
}

/// A week's review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditPage {
    /// Whose devices.
    pub agency: String,
    /// Its first instant, UTC milliseconds.
    pub from_ms: i64,
    /// The instant after it, UTC milliseconds.
    pub to_ms: i64,
    /// What stands out.
    pub remarks: Vec<AuditRemark>,
    /// Who did how much, those who did most first.
    pub people: Vec<AuditPerson>,
    /// What the server was asked.
    pub server: AuditServer,
    /// Entries that cannot be read here yet.
    pub unreadable: u32,
}

/// The file of an incident, and the text beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IncidentWritten {
    /// Where the file is that can be checked.
    pub file: String,
    /// Where the text is that can be read.
    pub text: String,
    /// How many things that were done are in it.
    pub rows: u32,
}

/// One person's rows of a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditRowsAsk {
    /// Person id; null for devices whose person nobody has named.
    pub person: Option<String>,
    /// As in [`AuditAsk`].
    pub weeks_back: u8,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditLine {
    /// When, UTC milliseconds by the device's own clock.
    pub at_ms: i64,
    /// What was done, in words.
    pub event: String,
    /// What the device is called; null while it is not known here.
    pub device: Option<String>,
    /// The episode: the first eight characters of its id, which is all that an auditor has of it.
    pub episode: Option<String>,
    /// How often or how many.
    pub count: u32,
}

/// What one person did, row by row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditRows {
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// Newest first.
    pub lines: Vec<AuditLine>,
    /// How many older ones are not among them.
    pub more: u32,
}
