//! Handing an episode over: to whom it could go, in whose hands it is, and whose devices still hold it.

use super::{LateView, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody who could take it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakerView {
    /// Id of the agency's realm.
    pub realm: String,
    /// Person id.
    pub person: String,
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// Role in words.
    pub role: String,
    /// Agency; null while it is not known here.
    pub agency: Option<String>,
    /// Codes of the classes of content that they would be given, "OPS".
    pub classes: Vec<String>,
}

/// A hand-over that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandedView {
    /// Grant id.
    pub grant: String,
    /// Who has it now; null while the name is not known here.
    pub to: Option<String>,
    /// Who gave it; null while the name is not known here.
    pub by: Option<String>,
    /// True when it went to this person.
    pub to_me: bool,
    /// When it was handed over.
    pub given: When,
    /// When the new person confirmed it; null before they have.
    pub taken: Option<When>,
}

/// A device that held it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeavingDeviceView {
    /// What it is called; null while it is not known here.
    pub label: Option<String>,
    /// Whether it has said that it holds nothing of it any more.
    pub cleared: bool,
}

/// Somebody who had it before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeavingView {
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// Their devices.
    pub devices: Vec<LeavingDeviceView>,
}

/// The page of a hand-over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverPage {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Who could take it over from this person, or from who holds it where this person may assign.
    pub takers: Vec<TakerView>,
    /// The hand-overs that stand, the newest first.
    pub handed: Vec<HandedView>,
    /// Those who had it before.
    pub leaving: Vec<LeavingView>,
    /// What came too late to count by itself.
    pub late: Vec<LateView>,
    /// True when this person handed it on, and what is here goes as soon as it can.
    pub goes_from_here: bool,
    /// True when this person holds it; false for a lead who hands it over for others.
    pub holds: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: an episode and its new person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandOverTo {
    /// Episode id.
    pub episode: String,
    /// Id of the agency's realm.
    pub realm: String,
    /// Person id.
    pub person: String,
}

/// Asked with: a hand-over that this person confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakeOver {
    /// Episode id.
    pub episode: String,
    /// Grant id.
    pub grant: String,
}
