//! Saves that came too late to count by themselves.

use super::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing that was saved late, in a few words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LateSaid {
    /// When, by its device's clock.
    pub at: When,
    /// What: a note, a question with its answer, a step.
    pub words: String,
}

/// The late saves of one device in an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LateView {
    /// Id of the agency's realm.
    pub realm: String,
    /// Device id.
    pub device: String,
    /// Whose device, short name; null while it is not known here.
    pub name: Option<String>,
    /// How many.
    pub saves: u32,
    /// What they say, the oldest first; of very many the first.
    pub said: Vec<LateSaid>,
    /// True when this person can take them in.
    pub can_take_in: bool,
}

/// Asked with: the late saves of a device are to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LateTakeIn {
    /// Episode id.
    pub episode: String,
    /// Id of the agency's realm.
    pub realm: String,
    /// Device id.
    pub device: String,
}
