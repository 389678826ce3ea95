//! The station lead's board: handles, clocks, owners, what is missing. No names, no narrative.

use super::{CalloutLine, ClockView, GlassView, Kept, NextDue, TimeView, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One episode on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BoardRow {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// First contact.
    pub started: When,
    /// Clocks that run.
    pub clocks: Vec<ClockView>,
    /// Who has it now, short name; null when nobody does.
    pub owner: Option<String>,
    /// True while who has it now was handed it and has not confirmed it.
    pub unconfirmed: bool,
    /// True when this lead can hand it over, should there be somebody to take it.
    pub can_hand_over: bool,
    /// Open steps of which nobody has spoken yet and that are due, in words.
    pub missing: Vec<String>,
    /// What is due next.
    pub next: Option<NextDue>,
    /// Who is coming to the young person; null where the protocol has no page of a call.
    pub callout: Option<CalloutLine>,
    /// Steps past their time.
    pub late: u32,
    /// Saves that came too late to count by themselves, and wait to be taken in.
    pub late_saves: u32,
    /// True when the youth has left.
    pub left: bool,
    /// Where the newest save that this device knows of is.
    pub kept: Kept,
}

/// The board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Board {
    /// Station in words.
    pub station: String,
    /// Open episodes, the one due next first.
    pub rows: Vec<BoardRow>,
    /// Looks in an emergency that run.
    pub looks: Vec<GlassView>,
    /// How well this device knows the time.
    pub time: TimeView,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}
