//! A look into an episode that is not one's own, in an emergency.

use super::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How such a look stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GlassStateView {
    /// Its time runs, and the keys are not here yet.
    Waits,
    /// Its time runs.
    Open,
    /// Somebody ended it.
    Ended,
    /// Its time is over.
    Over,
}

/// A look of which this person may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlassView {
    /// Id of the agency's realm.
    pub realm: String,
    /// Grant id.
    pub grant: String,
    /// Episode id; null while the episode is not here.
    pub episode: Option<String>,
    /// Its two neutral words; null while the episode is not here.
    pub handle: Option<String>,
    /// Who looked in, short name; null while it is not known here.
    pub name: Option<String>,
    /// True for the person at this device.
    pub mine: bool,
    /// Why, as they wrote it.
    pub reason: String,
    /// From when.
    pub from: When,
    /// Until when.
    pub until: When,
    /// How it stands.
    pub state: GlassStateView,
    /// True when this person can end it.
    pub can_end: bool,
}

/// An agency whose episodes this person may look into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlassRealm {
    /// Realm id.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
}

/// The page of such looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlassPage {
    /// The agencies that allow it.
    pub realms: Vec<GlassRealm>,
    /// Looks of which this person may know, the newest first.
    pub looks: Vec<GlassView>,
    /// How many words the number of an episode has.
    pub number_words: u32,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: a look in an emergency.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlassBreak {
    /// Realm id.
    pub realm: String,
    /// The words of the episode's number, as typed.
    pub number: String,
    /// Why it cannot wait.
    pub reason: String,
}

/// Asked with: a look that is to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GlassTap {
    /// Realm id.
    pub realm: String,
    /// Grant id.
    pub grant: String,
}
