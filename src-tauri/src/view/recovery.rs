//! Recovery: the paper keys of an agency, what was announced, and the shares that are put together on a device.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The paper key of one class of content, and what it would bring back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryKeyView {
    /// Code of the class of content, "OPS".
    pub compartment: String,
    /// How many episodes have content of this class on this device.
    pub spaces: u32,
    /// Those of them that the paper key would not bring back yet.
    pub not_recoverable: u32,
}

/// A recovery that was announced. Everybody of the agency sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryAnnounced {
    /// The statement, by its hash.
    pub statement: String,
    /// Code of the class of content.
    pub compartment: String,
    /// The device that gets the records.
    pub device: RecoveryDevice,
    /// Who announced it; null while the name is not known here.
    pub by: Option<String>,
    /// Whether it has all its signatures.
    pub open: bool,
    /// Why; null while it cannot be read here.
    pub reason: Option<String>,
    /// Whose shares are used.
    pub custodians: Vec<String>,
    /// When it was held, UTC milliseconds, if it is a drill that was; else null.
    pub held_ms: Option<i64>,
}

/// A device that can be meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryDevice {
    /// Device id.
    pub device: String,
    /// What it is called; null while it is not known here, or when it is no longer there.
    pub label: Option<String>,
    /// Whose it is; null likewise.
    pub name: Option<String>,
    /// True for this very device.
    pub this: bool,
}

/// The shares that are in on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryShares {
    /// Code of the class of content.
    pub compartment: String,
    /// How many are needed.
    pub needed: u8,
    /// Whose are in, by the numbers on their sheets.
    pub holders: Vec<u8>,
    /// Whether they are enough.
    pub enough: bool,
}

/// A recovery that runs on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryWork {
    /// Code of the class of content.
    pub compartment: String,
    /// How many keys have opened so far.
    pub opened: u32,
    /// In a drill, the number that the test entry says, "4821 7703"; null before it is open, and in a real recovery.
    pub number: Option<String>,
}

/// The yearly drill of recovery, with shares that open nothing real.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryDrill {
    /// Whether the root has made shares for it.
    pub set_up: bool,
    /// Whether those shares were used, so that new ones are due.
    pub used: bool,
    /// When the last one was held, UTC milliseconds; null when none was.
    pub last_ms: Option<i64>,
    /// Who had announced that one; null when none was held, or the name is not known here.
    pub by: Option<String>,
    /// Until when the next one should be held, UTC milliseconds; null when none was held yet.
    pub due_ms: Option<i64>,
    /// Whether it is due now.
    pub due: bool,
    /// Whether this person sees to it: a registrar or a station lead.
    pub ours: bool,
}

/// Recovery in one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryRealm {
    /// Id of the agency's realm.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Whether this device is a registrar's there.
    pub may_announce: bool,
    /// Its paper keys.
    pub keys: Vec<RecoveryKeyView>,
    /// What was announced.
    pub announced: Vec<RecoveryAnnounced>,
    /// Its live devices; empty for everybody but a registrar.
    pub devices: Vec<RecoveryDevice>,
    /// Shares that are in; null when none is.
    pub shares: Option<RecoveryShares>,
    /// A recovery that runs here; null when none does.
    pub work: Option<RecoveryWork>,
    /// How it stands with the yearly drill.
    pub drill: RecoveryDrill,
}

/// The page about recovery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryPage {
    /// One for each agency.
    pub realms: Vec<RecoveryRealm>,
}

/// Asked with: a recovery to announce.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecoveryNew {
    /// Id of the agency's realm.
    pub realm: String,
    /// Code of the class of content.
    pub compartment: String,
    /// The device that gets the records.
    pub device: String,
    /// Why, in words that everybody of the agency will read.
    pub reason: String,
    /// Whose shares are used.
    pub custodians: Vec<String>,
}

/// Asked with: one custodian's share.
#[derive(Serialize, Deserialize, TS)]
pub struct RecoveryShareIn {
    /// Id of the agency's realm.
    pub realm: String,
    /// Its code or its words, as UTF-8.
    pub share: Vec<u8>,
}
