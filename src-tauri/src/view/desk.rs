//! The desk as a whole: which door stands open, who sits there, settings, drafts, what the shell tells unasked.

use super::CardLeave;
use super::DrillMark;
use super::Qr;
use super::StandingOfPack;
use super::TimeView;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Language of the screen and of the pack's sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// Spanish.
    Es,
}

/// Size of all text, on top of what the device itself is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    /// 100 %.
    Normal,
    /// 150 %.
    Large,
    /// 200 %.
    Largest,
}

/// Colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Dark and calm, for work at night.
    #[default]
    Night,
    /// Light, for work in the sun.
    Day,
    /// The strongest contrast.
    Contrast,
    /// What the device itself is set to.
    Phone,
}

/// Which door the person stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// Several people use this device: a short name is typed first.
    Who,
    /// No profile on this device yet: enrolment begins with a PIN.
    NoProfile,
    /// A profile is there and open, but no agency has approved the device yet.
    Enrolling,
    /// Closed: the PIN or passphrase opens it.
    Locked,
    /// Too many misses: only a release by the registrar opens it.
    ReleaseNeeded,
    /// Open: the notebook is there.
    Open,
}

/// What kind of secret opens this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// Digits on a pad: the device has a chip that counts misses.
    Pin,
    /// A long passphrase: the device has no such chip.
    Passphrase,
}

/// What the person may do here; a screen offers nothing else and hints at nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct May {
    /// Start episodes.
    pub new_contact: bool,
    /// Keep private notes with an advocacy agency.
    pub notes: bool,
    /// See the station lead's board.
    pub board: bool,
    /// Take in people and devices, and end them.
    pub register: bool,
    /// Review what was done on the devices.
    pub audit: bool,
}

/// The person at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Me {
    /// Short name as the registrar wrote it, "D. Rivera".
    pub short_name: String,
    /// Roles in words of the pack's language.
    pub roles: Vec<String>,
    /// Agencies this device is enrolled with.
    pub agencies: Vec<String>,
    /// What may be done.
    pub may: May,
}

/// What a device has left that a registrar ended and that destroyed what it held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftBehindView {
    /// The signed receipt as text, for the registrar.
    pub text: String,
    /// The same as a picture; null when it is too long for one.
    pub qr: Option<Qr>,
    /// How many saves it had never sent; they lie sealed in a file on it.
    pub unsent: u32,
}

/// A device that several people use. Whose vaults are on it is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharedView {
    /// Nobody has a vault here yet, and it can be one person's again.
    pub unused: bool,
}

/// Asked with: who stands at the door of a device that several people use.
#[derive(Serialize, Deserialize, TS)]
pub struct Who {
    /// The short name as typed; null when nobody does any more.
    pub name: Option<String>,
    /// True for somebody who has no vault here yet.
    pub new: bool,
}

/// Where the desk stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Status {
    /// The door.
    pub door: Door,
    /// Where several people use this device; null on one person's.
    pub shared: Option<SharedView>,
    /// True where every record is made up; a mark is then shown on every screen.
    pub demo: bool,
    /// Language chosen on this device; known before unlock.
    pub language: Language,
    /// Text size chosen on this device; known before unlock.
    pub text_size: TextSize,
    /// Colours chosen on this device; known before unlock.
    pub theme: Theme,
    /// What the agencies of this device say to whoever comes to its door, while nothing is open.
    pub use_notices: Vec<String>,
    /// What a device that was ended has left, while it has no profile.
    pub left_behind: Option<Box<LeftBehindView>>,
    /// What opens the door.
    pub secret: SecretKind,
    /// How many digits a PIN has: the pad goes on by itself at the last one.
    pub pin_digits: u8,
    /// Milliseconds until the next try is taken; 0 when it is taken now.
    pub wait_ms: i64,
    /// Now, UTC milliseconds, as the notebook reckons it.
    pub now_ms: i64,
    /// How well that is known, when the door is open.
    pub time: Option<TimeView>,
    /// The zone that times are shown in, by its IANA name: the county's own, wherever the device thinks it is. Null while
    /// nobody knows the county.
    pub zone: Option<String>,
    /// The person, when the door is open.
    pub me: Option<Me>,
    /// The drill that is open: nobody on any screen is real.
    pub drill: Option<DrillMark>,
}

/// Asked with: whether the window's page is hidden, by a call, another app, or a dark screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Behind {
    /// True while nobody can see it; half a minute of that closes the notebook.
    pub behind: bool,
}

/// Asked with: the secret as typed. The bytes are wiped on both sides after use.
#[derive(Serialize, Deserialize, TS)]
pub struct Unlock {
    /// ASCII digits of the PIN, or UTF-8 of the passphrase.
    pub secret: Vec<u8>,
}

/// What came of a try to unlock. A miss says only how long to wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum UnlockOutcome {
    /// The notebook is open.
    Opened {
        /// Where the desk stands now.
        status: Box<Status>,
    },
    /// Not the right secret.
    Missed {
        /// Milliseconds until the next try is taken.
        wait_ms: i64,
    },
    /// Not the right secret, and no further try is taken without a release.
    ReleaseNeeded,
}

/// Asked with: the secret once more, before an act that was refused with `confirm.needed`.
#[derive(Serialize, Deserialize, TS)]
pub struct Confirm {
    /// The act, as the refusal named it.
    pub act: String,
    /// ASCII digits of the PIN, or UTF-8 of the passphrase.
    pub secret: Vec<u8>,
}

/// What came of it. A miss counts like one at the door, and says as little.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ConfirmOutcome {
    /// The act can be done now, once.
    Confirmed,
    /// Not the right secret.
    Missed {
        /// Milliseconds until the next try is taken.
        wait_ms: i64,
    },
    /// Not the right secret, and the notebook is closed until a registrar releases it.
    ReleaseNeeded,
}

/// What a person can set on this device. Works before every door: language, text size and colours are kept outside
/// the vault, since they say nothing about a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// Language of the screen.
    pub language: Language,
    /// Text size.
    pub text_size: TextSize,
    /// Colours. A device of an earlier version has not chosen any yet.
    #[serde(default)]
    pub theme: Theme,
    /// Minutes without a touch until the device locks itself, 1 to 15.
    pub idle_minutes: u32,
    /// How the holder comes back from a page that is shown to the young person.
    #[serde(default)]
    pub card_leave: CardLeave,
    /// Whether somebody is reminded before something is due, in the window and, where nobody can see it, by the system.
    /// A new device does; one of an earlier version that has kept other choices does not until it is chosen.
    #[serde(default)]
    pub reminders: bool,
}

/// What the settings screen shows besides what can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SettingsPage {
    /// What can be set.
    pub settings: Settings,
    /// Whether the system shows reminders while the window is not in front, as far as is known.
    pub reminders_outside: bool,
    /// Version of the app.
    pub version: String,
    /// Protocol packs on this device.
    pub packs: Vec<PackLine>,
    /// Whether an agency of this device offers a second PIN.
    pub second_pin: bool,
}

/// Asked with: a PIN or passphrase that is to open this device, or its training records.
#[derive(Serialize, Deserialize, TS)]
pub struct NewSecret {
    /// ASCII digits of the PIN, or UTF-8 of the passphrase.
    pub secret: Vec<u8>,
}

/// One protocol pack on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackLine {
    /// Name in words.
    pub name: String,
    /// Version.
    pub version: String,
    /// Last day of its court calendar, "2027-12-31"; due times in court days are not reckoned after it.
    pub calendar_ends: Option<String>,
    /// Whether a new episode could begin with it.
    pub standing: StandingOfPack,
}

/// Half-typed words, handed over as they are typed so that a kill loses nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftPut {
    /// Which input, `note:<episode>`.
    pub key: String,
    /// The words; an empty text forgets the draft.
    pub text: String,
}

/// Asked with: which draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftGet {
    /// Which input.
    pub key: String,
}

/// The draft that was kept, if any.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// The words.
    pub text: Option<String>,
}

/// Why a command was not carried out: a stable code and facts, never a sentence. The screen has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Trouble {
    /// Stable code, "vault.full".
    pub code: String,
    /// Facts that the sentence may name.
    pub fields: BTreeMap<String, String>,
}

/// What the shell tells without being asked, as the one event `told`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Told {
    /// The desk was locked (idle, screen off): everything shown is to be dropped at once.
    Locked,
    /// Records changed underneath, by a sync or another window: ask again for what is shown.
    Changed {
        /// Episodes that changed; empty means any.
        episodes: Vec<String>,
    },
    /// Something of this person's is due soon. Which, and where, is not told.
    Reminder,
    /// What somebody was reminded of is done, or no reminders are wanted any more.
    ReminderOver,
    /// The state of sync changed.
    Sync,
}
