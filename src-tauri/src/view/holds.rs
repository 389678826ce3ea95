//! Holds: what was shared of an episode is kept from being destroyed.

use super::{CopyTap, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What keeps a copy from being destroyed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldView {
    /// Why, as the registrar wrote it; empty while it cannot be read here.
    pub reason: String,
    /// Who said so, short name; null while it is not known here.
    pub by: Option<String>,
    /// Since when; null while it is not known here.
    pub since: Option<When>,
}

/// A hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldView {
    /// Names it.
    pub hold: String,
    /// Why, by whom, since when.
    pub held: HeldView,
    /// The episode's two neutral words; null where the episode is not here.
    pub handle: Option<String>,
    /// False once it was ended.
    pub stands: bool,
    /// How many copies of parts of the episode were given.
    pub copies: u32,
}

/// The holds of this registrar's agency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldsPage {
    /// Name of the agency.
    pub agency: String,
    /// Those that stand first.
    pub holds: Vec<HoldView>,
    /// How many words the number of an episode has.
    pub number_words: u32,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: a new hold, on the episode of this number or on that of this copy.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldNew {
    /// The words of the episode's number, as typed; not read where a copy is named.
    pub number: String,
    /// The copy; null for a number.
    pub copy: Option<CopyTap>,
    /// Why.
    pub reason: String,
}
