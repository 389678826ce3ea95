//! Episodes that belong together.

use super::{Choice, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How two episodes belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Two young people, one operation.
    SameOperation,
    /// One young person, met twice.
    SameYouth,
}

/// Another episode that belongs with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedLine {
    /// Episode id.
    pub episode: String,
    /// How they belong together.
    pub kind: LinkKind,
    /// Two neutral words; null when the other is not on this device.
    pub handle: Option<String>,
    /// First contact of the other; null when it is not on this device.
    pub started: Option<When>,
    /// True when the other began first.
    pub earlier: bool,
    /// Short name of the advocate who came to the other.
    pub advocate: Option<String>,
}

/// What belongs with an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedView {
    /// The other episodes, the same young person first.
    pub lines: Vec<LinkedLine>,
    /// The step that tells the advocate who is known already, while it is open.
    pub tell_first: Option<Choice>,
}

/// Which episode a new one belongs with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkTo {
    /// How.
    pub kind: LinkKind,
    /// Id of the episode that is there.
    pub episode: String,
}

/// Asked with: two episodes belong together, or they do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkTap {
    /// Id of the episode on the screen.
    pub episode: String,
    /// How.
    pub kind: LinkKind,
    /// Id of the other.
    pub other: String,
    /// False takes the link back.
    pub on: bool,
}
