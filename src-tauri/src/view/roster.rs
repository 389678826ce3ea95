//! The registrar's pages: people, their devices and what they are entitled to, and taking in or ending them.

use super::{Choice, Qr};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A device of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterDevice {
    /// Device id.
    pub device: String,
    /// What it is called; null while it is not known here.
    pub label: Option<String>,
    /// True for a registrar's.
    pub registrar: bool,
    /// True for this very device.
    pub this: bool,
    /// Until when it is served, UTC milliseconds; null for a registrar's.
    pub until_ms: Option<i64>,
}

/// Something that a person is entitled to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterGrant {
    /// Grant id.
    pub grant: String,
    /// Role, in words; null while it cannot be read here.
    pub role: Option<String>,
    /// The station's code; null for every station.
    pub station: Option<String>,
    /// True when it is for one episode only.
    pub one_episode: bool,
    /// Codes of the classes of content, "OPS".
    pub compartments: Vec<String>,
    /// Classes that wait for a second registrar.
    pub waits_for_second: Vec<String>,
    /// Until when, UTC milliseconds.
    pub until_ms: i64,
}

/// What it means for what is on a device, how it was when it was last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RosterMeaning {
    /// Its lock protects it.
    Shut,
    /// It has to be taken as read.
    Read,
    /// Nobody can say.
    Unsure,
}

/// A device that was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterEnded {
    /// Device id.
    pub device: String,
    /// What it was called; null while it is not known here.
    pub label: Option<String>,
    /// Why; null for a reason of a later version.
    pub reason: Option<RosterReason>,
    /// What that means; null when the end does not say how it was.
    pub meaning: Option<RosterMeaning>,
    /// How many of its entries were known when it was ended.
    pub known: u32,
}

/// One person of the realm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterPerson {
    /// Person id.
    pub person: String,
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// Full name; null while it is not known here.
    pub full_name: Option<String>,
    /// Agency; null while it is not known here.
    pub agency: Option<String>,
    /// From another agency than the realm's own.
    pub guest: bool,
    /// Live devices.
    pub devices: Vec<RosterDevice>,
    /// Devices that were ended.
    pub ended: Vec<RosterEnded>,
    /// Live entitlements.
    pub grants: Vec<RosterGrant>,
}

/// Entries that came after the end of their device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterLate {
    /// Device id.
    pub device: String,
    /// Whose it was; null while it is not known here.
    pub name: Option<String>,
    /// How many saves.
    pub saves: u32,
}

/// Something that waits for a second registrar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterUnsigned {
    /// The statement, by its hash.
    pub statement: String,
    /// Whom it is about; null for a recovery.
    pub name: Option<String>,
    /// Classes of content.
    pub compartments: Vec<String>,
    /// True when this person signed it first, and somebody else has to.
    pub mine: bool,
}

/// People and devices of a realm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Roster {
    /// The agency whose realm it is.
    pub agency: String,
    /// Its people.
    pub people: Vec<RosterPerson>,
    /// Agencies that could leave: each that has a right or a device, but this person's own.
    pub agencies: Vec<String>,
    /// Roles that can be given.
    pub roles: Vec<Choice>,
    /// Stations that somebody is entitled to.
    pub stations: Vec<String>,
    /// What came too late.
    pub late: Vec<RosterLate>,
    /// What waits for a second signature.
    pub unsigned: Vec<RosterUnsigned>,
    /// True when two roots claim the realm: nothing that is added counts.
    pub two_roots: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: a person who is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterNewPerson {
    /// Full name.
    pub name: String,
    /// The name shown beside what the person writes.
    pub short_name: String,
    /// The agency.
    pub agency: String,
    /// From another agency than the realm's own.
    pub guest: bool,
}

/// What a person is entitled to by a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterRole {
    /// The role's code.
    pub role: String,
    /// The station's code; null for every station.
    pub station: Option<String>,
    /// For how many days, at most 400.
    pub days: u16,
}

/// Asked with: a device to be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterApprove {
    /// The request code of the new device, as scanned, pasted or read from a file.
    pub request: String,
    /// Whose it is; null for the person that is new.
    pub person: Option<String>,
    /// The person, when new.
    pub new_person: Option<RosterNewPerson>,
    /// What the device is called in lists.
    pub label: String,
    /// What its person is entitled to from now on; null when nothing is added.
    pub role: Option<RosterRole>,
}

/// The answer that the new device takes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterAnswer {
    /// The whole answer as text: works without any network.
    pub text: String,
    /// Six words that both devices show when the text is taken.
    pub words: Vec<String>,
    /// The answer as a picture, for a device that reaches the server; null when it is too long for one.
    pub picture: Option<RosterPicture>,
}

/// A brief answer: the new device fetches the rest from the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterPicture {
    /// What its camera reads.
    pub qr: Qr,
    /// Six words that both devices show when the picture is taken.
    pub words: Vec<String>,
}

/// Why a device ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RosterReason {
    /// Lost or stolen.
    Lost,
    /// Broken, or another took its place.
    Replaced,
    /// Its person left.
    Left,
    /// Somebody else may have used it.
    Untrusted,
}

/// Asked with: a device that is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterEnd {
    /// Device id.
    pub device: String,
    /// Why.
    pub reason: RosterReason,
    /// Whether it is to destroy what it holds.
    pub wipe: bool,
    /// Whether it was locked when it was last seen; null when nobody knows.
    pub locked: Option<bool>,
    /// Whether somebody who is not to read it may know its PIN; null when nobody knows.
    pub pin_known: Option<bool>,
}

/// Asked with: a device that may be gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterGone {
    /// Device id.
    pub device: String,
    /// Whether it was locked when it was last seen; null when nobody knows.
    pub locked: Option<bool>,
    /// Whether somebody who is not to read it may know its PIN; null when nobody knows.
    pub pin_known: Option<bool>,
}

/// An episode of which a device was given keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterHeld {
    /// The two words; null while they are not known here.
    pub handle: Option<String>,
    /// Codes of the classes of content, "OPS".
    pub compartments: Vec<String>,
}

/// What it means that a device is gone, before it is ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterLoss {
    /// For what is on it.
    pub meaning: RosterMeaning,
    /// The episodes of which it was given keys, as far as they are here.
    pub episodes: Vec<RosterHeld>,
}

/// Asked with: an agency whose people are looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfAgency {
    /// The agency, as its people were taken in with it.
    pub agency: String,
}

/// Somebody of an agency that leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyPerson {
    /// Person id.
    pub person: String,
    /// Short name.
    pub name: String,
    /// From another agency than the realm's own.
    pub guest: bool,
    /// Rights that end.
    pub grants: u32,
    /// Live devices.
    pub devices: u32,
    /// True when a right reaches every station.
    pub everywhere: bool,
    /// Codes of the stations that a right reaches.
    pub stations: Vec<String>,
    /// Rights in one episode only.
    pub one_episode: u32,
}

/// What ends when an agency leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyLeaves {
    /// The agency.
    pub agency: String,
    /// Its people with a right or a device.
    pub people: Vec<AgencyPerson>,
    /// Rights that end.
    pub grants: u32,
    /// Their live devices.
    pub devices: u32,
    /// The two words of each episode on this device that loses a reader.
    pub episodes: Vec<String>,
}

/// Asked with: an agency that leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyEnd {
    /// The agency.
    pub agency: String,
    /// Whether their devices end too.
    pub devices: bool,
    /// Whether these are to destroy what they hold.
    pub wipe: bool,
}

/// Asked with: a person and what they get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterGrantNew {
    /// Person id.
    pub person: String,
    /// What.
    pub role: RosterRole,
}

/// Asked with: one thing by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterTap {
    /// A grant, a device or a statement, as the command says.
    pub id: String,
}

/// Asked with: what a locked device shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterRelease {
    /// The request, as scanned, pasted or read from a file.
    pub request: String,
}

/// The code that opens a locked device, to be read aloud.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RosterReleased {
    /// Whose device it is; null while it is not known here.
    pub name: Option<String>,
    /// Four groups of seven characters.
    pub code: String,
    /// The same as a picture, for when both devices are in one place.
    pub qr: Qr,
}
