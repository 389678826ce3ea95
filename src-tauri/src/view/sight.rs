//! Who can read an episode, what is on this device, and what each server sees.

use super::{CopyDeviceView, CopyStateView, GlassView, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How somebody stands to a class of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccessView {
    /// Can read it.
    Reads,
    /// May read it, and gets the key at somebody's next sync.
    WillRead,
    /// Could read it, and still holds the key of the newest entries: the next save makes a new one.
    HadNewest,
    /// Could read it, and keeps what there was until then.
    HadOlder,
}

/// Somebody who can read a class of content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReaderView {
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// Agency; null while it is not known here.
    pub agency: Option<String>,
    /// Roles, in words.
    pub roles: Vec<String>,
    /// How they stand.
    pub access: AccessView,
    /// On how many devices.
    pub devices: u32,
    /// True for the person at this device.
    pub me: bool,
}

/// Who can read one class of content of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpaceView {
    /// Code of the class, "OPS".
    pub compartment: String,
    /// Whose keys these are.
    pub agency: String,
    /// The people.
    pub readers: Vec<ReaderView>,
    /// True when the custodian's recovery key on paper can open it too.
    pub recovery: bool,
    /// How many keys it has had.
    pub keys: u32,
}

/// Who can read a copy of parts of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyReadersView {
    /// The copy's id.
    pub copy: String,
    /// Name of the agency in which it was given; empty for one that this device is not in.
    pub agency: String,
    /// Who got it, short name; null while it is not known here.
    pub to: Option<String>,
    /// The headings of what was copied, where they are known here.
    pub parts: Vec<String>,
    /// Until when.
    pub until: When,
    /// True when it is the record of who got it.
    pub may_keep: bool,
    /// How it stands; null where that is not known here.
    pub state: Option<CopyStateView>,
    /// The devices of who got it.
    pub devices: Vec<CopyDeviceView>,
    /// Those who have its key, will or had; null where its wraps are not here.
    pub readers: Option<Vec<ReaderView>>,
}

/// The page "who can read this".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Readers {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Its number in words, to be read aloud to somebody who has to look in.
    pub number: String,
    /// Looks in an emergency that run.
    pub looks: Vec<GlassView>,
    /// One for each class of content that is on this device.
    pub spaces: Vec<SpaceView>,
    /// Copies of parts of it, as far as this person may know of them; those that may be read first.
    pub copies: Vec<CopyReadersView>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What is on this device of one realm, which is also what its server can see of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RealmSight {
    /// Realm id.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Address of its server.
    pub server: String,
    /// Episodes of which something is here.
    pub episodes: u32,
    /// Sealed entries here.
    pub entries: u32,
    /// Those of them that the server holds too.
    pub on_server: u32,
    /// Spaces that they stand in.
    pub spaces: u32,
    /// Devices that wrote them.
    pub devices: u32,
    /// Their sealed bytes.
    pub bytes: i64,
    /// When this device last talked with the server, UTC milliseconds.
    pub last_contact_ms: Option<i64>,
    /// When the server last signed for something, UTC milliseconds.
    pub last_receipt_ms: Option<i64>,
}

/// The pages "what is on this phone" and "what the server sees".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sight {
    /// One for each agency that this device is enrolled with.
    pub realms: Vec<RealmSight>,
    /// Half-typed texts kept here.
    pub drafts: u32,
    /// Episodes that were removed from here because this person holds them no longer.
    pub removed: u32,
    /// Minutes without a touch until the device locks itself.
    pub idle_minutes: u32,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What a realm's server was caught at was written into files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProofsWritten {
    /// Where they are.
    pub files: Vec<String>,
}

/// What this device holds of a realm was written into a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldingsWritten {
    /// Where the file is.
    pub file: String,
    /// Sealed entries in it.
    pub entries: u32,
    /// Sealed entries that are not in it, because the server never had them.
    pub without_number: u32,
}
