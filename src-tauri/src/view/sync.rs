//! The state of sync, in facts that the screen turns into words.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The one line about sync.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SyncLine {
    /// Everything is on the server.
    AllSent {
        /// When the server last signed for something; null when there was nothing yet.
        at_ms: Option<i64>,
    },
    /// Saves that are only on this device.
    OnlyHere {
        /// How many.
        waiting: u32,
        /// When the last sync ended well; null when none has.
        last_ms: Option<i64>,
    },
    /// A sync is under way.
    Sending {
        /// How many saves are still to go.
        waiting: u32,
    },
    /// Something was refused and needs a look.
    Refused {
        /// How many.
        count: u32,
        /// Saves that are only on this device besides.
        waiting: u32,
    },
}

/// Why a server may be holding back news, although the sync with it ends well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HeldBackView {
    /// No registrar's sign of life came through it for more than a day.
    Quiet {
        /// When the newest one was given, UTC milliseconds.
        since_ms: i64,
    },
    /// A registrar has a change of people or devices that it does not give.
    Missing,
}

/// Sync with one agency's server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RealmSync {
    /// Id of the agency's realm.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Whether its server was caught at something, so that nothing is exchanged until a person lets it go on.
    pub caught: bool,
    /// Why it may be holding back news; null when nothing says so.
    pub held_back: Option<HeldBackView>,
    /// Its line.
    pub line: SyncLine,
    /// Why the last try did not end well, as a code with facts; null when it did.
    pub trouble: Option<SyncTrouble>,
    /// When it is tried again without being asked; null when it is not.
    pub next_try_ms: Option<i64>,
}

/// Why a sync did not end well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncTrouble {
    /// Stable code, "relay.away".
    pub code: String,
    /// Facts that the sentence may name.
    pub fields: BTreeMap<String, String>,
    /// When.
    pub at_ms: i64,
}

/// The sync screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncState {
    /// One for each agency this device is enrolled with.
    pub realms: Vec<RealmSync>,
    /// How many problems are listed.
    pub problems: u32,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Something that came in and was not taken, or went out and was refused. Kept aside, never dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProblemView {
    /// Number of the problem on this device.
    pub id: String,
    /// Stable code, "entry.signature".
    pub code: String,
    /// Facts that the sentence may name.
    pub fields: BTreeMap<String, String>,
    /// Name of the agency.
    pub agency: String,
    /// True for something of this device that the server refused.
    pub outgoing: bool,
    /// When.
    pub at_ms: i64,
}

/// Asked with: which agency's server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfServer {
    /// Id of the agency's realm.
    pub realm: String,
}

/// The list of problems.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problems {
    /// Newest first.
    pub problems: Vec<ProblemView>,
}
