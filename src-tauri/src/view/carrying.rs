//! What goes from device to device by hand so that it reaches a server, and the receipts that come back.

use super::Qr;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The page of what goes by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryPage {
    /// The agencies whose servers this device talks to; none in a drill.
    pub agencies: Vec<CarryAgency>,
    /// What is here of other devices.
    pub others: Vec<CarryOther>,
    /// For a station lead: when the newest save here of each other device was made, the oldest first. Empty for others.
    pub heard: Vec<CarryHeard>,
    /// The folder that several devices share, on a desktop that has been told of one.
    pub folder: Option<String>,
    /// Whether this device can be told of such a folder.
    pub has_folders: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What this device could not send yet to one agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryAgency {
    /// Id of the agency's realm.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Saves that are only on this device.
    pub waiting: u32,
}

/// What is here of one other device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryOther {
    /// Id of the agency's realm.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Id of the device.
    pub device: String,
    /// Short name of whose it is; null when that is not known here yet.
    pub name: Option<String>,
    /// Saves that wait here for the next sync.
    pub waiting: u32,
    /// Saves that the server has signed for since.
    pub receipted: u32,
    /// Saves that the server refused.
    pub refused: u32,
    /// Why, as stable codes.
    pub refusals: Vec<String>,
    /// When the newest of it came, UTC milliseconds.
    pub at_ms: i64,
}

/// The newest save here of another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryHeard {
    /// Id of the device.
    pub device: String,
    /// Short name of whose it is; null when that is not known here yet.
    pub name: Option<String>,
    /// When it was made, UTC milliseconds.
    pub at_ms: i64,
}

/// What is handed over to another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CarryWhat {
    /// This device's own unsent saves.
    Unsent,
    /// The server's receipts for what another device saved.
    Receipts {
        /// That device.
        device: String,
    },
    /// A copy of the directory, for a device that cannot reach the server any more.
    Directory,
}

/// Asked with: what is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryOf {
    /// Id of the agency's realm.
    pub realm: String,
    /// What.
    pub what: CarryWhat,
}

/// Asked with: a device that has its receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryEnd {
    /// Id of the agency's realm.
    pub realm: String,
    /// That device.
    pub device: String,
}

/// Codes that are shown one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryCodes {
    /// The pictures, in order; 120 at most.
    pub codes: Vec<Qr>,
}

/// A file that another device takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryFile {
    /// Where it is.
    pub file: String,
}

/// Asked with: the codes of another device that were read so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryTexts {
    /// Each as it was read, in any order.
    pub texts: Vec<String>,
}

/// Asked with: a file of another device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryBytes {
    /// Its bytes in base 64; 8 MiB at most.
    pub bytes: String,
}

/// Asked with: a folder that several devices share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryFolder {
    /// Its path; null for none.
    pub folder: Option<String>,
}

/// What came of what another device showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CarryTaken {
    /// More codes are to be read.
    Part {
        /// Different ones that were read.
        have: u32,
        /// How many there are.
        total: u32,
    },
    /// Saves of another device, sealed.
    Entries {
        /// How many are new here.
        new: u32,
        /// How many were here already.
        known: u32,
        /// How many are by nobody who is known here; the other device still has them.
        refused: u32,
    },
    /// The server's receipts for this device's own saves.
    Receipts {
        /// How many saves were only here until now.
        settled: u32,
    },
    /// A copy of the directory.
    Directory {
        /// How many entries of it are new here.
        new: u32,
    },
}

/// What came of it, and the page as it stands then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryTook {
    /// What came of it.
    pub taken: CarryTaken,
    /// The page.
    pub page: CarryPage,
}
