//! How well the time is known, and the clocks of one episode.

use super::{PlanWarning, Question, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How well this device knows the time. One of three, shown in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TimeView {
    /// Within a minute.
    Exact,
    /// Nothing is wrong, and it may be off either way.
    Estimated {
        /// By so many milliseconds.
        plus_minus_ms: i64,
    },
    /// A clock is wrong, or nobody can tell whether it is. Due times do not move.
    Problem {
        /// What is wrong.
        problem: ClockTrouble,
        /// By so many milliseconds; negative for back, or for a server that is behind.
        by_ms: i64,
        /// How far new times may be off either way; null when they are exact all the same.
        plus_minus_ms: Option<i64>,
    },
}

/// What is wrong with a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockTrouble {
    /// It was set while the device ran.
    Moved,
    /// It says a time that is surely over, since a restart.
    Behind,
    /// A server says otherwise, and nothing says who is right.
    ServerDiffers,
    /// The device was restarted, and no server has told the time since.
    NotChecked,
}

/// Where a clock's time comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClockFrom {
    /// Somebody gave it.
    Given,
    /// A step that starts it was done.
    Step {
        /// The step's title.
        title: String,
    },
    /// It has none of its own; another clock stands in.
    Assumed {
        /// That clock's name.
        clock: String,
    },
    /// It has not started.
    Nowhere,
}

/// One clock of an episode: when it started, and how that can be corrected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClockTime {
    /// The question that corrects it, with the answers that stand and those that stood before.
    pub question: Question,
    /// Exactly which moment it is, where the pack says so.
    pub zero: Option<String>,
    /// The time that counts; null while it has not started.
    pub at: Option<When>,
    /// Where that comes from.
    pub from: ClockFrom,
    /// Open steps that are counted from it.
    pub steps: u32,
}

/// The clocks of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Times {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Those that have started, then those that have not.
    pub clocks: Vec<ClockTime>,
    /// What to know about them.
    pub warnings: Vec<PlanWarning>,
    /// True when this person may correct them.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}
