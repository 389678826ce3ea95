//! What this device has seen of a server's log, to be held beside what another device has seen.

use super::Qr;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What this device has seen of a server, signed by that server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeadView {
    /// The signed note as text: what the other device takes in.
    pub note: String,
    /// The same as a picture.
    pub qr: Qr,
    /// When it was seen, UTC milliseconds.
    pub seen_ms: i64,
    /// How many sealed items the server held then: saves, keys, and changes of people.
    pub items: u64,
    /// When another device last gave its word on the server, UTC milliseconds; null when none has.
    pub last_word_ms: Option<i64>,
}

/// The page on which two devices are held beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ServerHead {
    /// Name of the agency.
    pub agency: String,
    /// What was seen; null before the first sync.
    pub head: Option<HeadView>,
    /// Whether nothing is exchanged with the server because of what it was caught at.
    pub caught: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: what another device shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeadTheirs {
    /// Id of the agency's realm.
    pub realm: String,
    /// Its signed note, as pasted, scanned or read from a file.
    pub note: String,
}

/// What came of holding two devices beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeadOutcome {
    /// Both have seen the same.
    Same,
    /// The other device has seen more; the next sync decides.
    TheyAreAhead,
    /// This device has seen more; the next sync decides.
    WeAreAhead,
    /// The server has shown them different things. The sync with it is stopped, and the proof is kept.
    TwoHistories,
}

/// The outcome, and the page as it stands then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeadCompared {
    /// What came of it.
    pub outcome: HeadOutcome,
    /// The page.
    pub page: ServerHead,
}
