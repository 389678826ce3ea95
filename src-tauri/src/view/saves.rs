//! Every save of an episode, and between which times it can have been made.

use super::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What one change of a save was about; never what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SaveWhat {
    /// The episode was opened.
    Opened,
    /// A question or a list.
    Question {
        /// Its label.
        title: String,
    },
    /// A step.
    Step {
        /// Its title.
        title: String,
    },
    /// A note, new or corrected.
    Note,
    /// Another episode that belongs with it.
    Link,
    /// Somebody said that they have the episode now.
    HandOver,
    /// A question or a step that the episode's pack does not name any more.
    Unnamed,
    /// The pack that the episode runs on.
    Pack,
    /// On what ground a copy was given.
    Copy,
    /// Something of a later version of the app.
    Later,
}

/// One save with what the device said of its time and what the server's log says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveLine {
    /// Hash of its entry, 64 hexadecimal digits.
    pub hash: String,
    /// Who made it, short name; empty while the directory does not know.
    pub by: String,
    /// What it was about, each once.
    pub what: Vec<SaveWhat>,
    /// When, by its device.
    pub said: When,
    /// Whether the server's log has it.
    pub logged: bool,
    /// Not before, milliseconds since 1970 UTC; null when nothing tells.
    pub after_ms: Option<i64>,
    /// Not after, milliseconds since 1970 UTC; null until the log was seen with it.
    pub by_ms: Option<i64>,
    /// False when what the device said does not lie between the two.
    pub fits: bool,
    /// The server's clock was so many milliseconds ahead of the device's (negative: behind); null when they were together.
    pub server_ahead_ms: Option<i64>,
    /// Whether it counts only once somebody takes it in.
    pub late: bool,
}

/// Every save of an episode that this person can read, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saves {
    /// Two neutral words.
    pub handle: String,
    /// The saves.
    pub saves: Vec<SaveLine>,
    /// How many looks at the server's log do not fit the others, and were left out.
    pub left_out: u32,
}
