//! The protocol that an episode runs on, what another version of it would change, and the moves so far.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to know about an episode's protocol; it leads to the page of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProtocolLine {
    /// Two people moved the episode to different versions, and nobody has settled it.
    Differ,
    /// The exact version that the record names is not on this device.
    NotHere {
        /// The version it names.
        version: String,
    },
    /// A newer version may run here.
    Newer {
        /// That version.
        version: String,
    },
    /// It was moved.
    Moved {
        /// To this version.
        version: String,
        /// When, UTC milliseconds.
        at_ms: i64,
    },
}

/// Whether a new episode could begin with a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StandingOfPack {
    /// Two people of the realm have signed it.
    Signed {
        /// Good until then, UTC milliseconds.
        until_ms: i64,
    },
    /// This is a drill.
    Drill,
    /// It could not.
    Untrusted {
        /// Why, as a code.
        code: String,
    },
}

/// How well the version that is shown fits the one that the record names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FitOfPack {
    /// It is the one.
    Exact,
    /// The same version by its name, with other files.
    SameVersion,
    /// Another version.
    OtherVersion,
}

/// A version that the episode can be moved to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackChoiceView {
    /// The hash that names it.
    pub pack: String,
    /// Its version.
    pub version: String,
    /// Whether a new episode could begin with it.
    pub standing: StandingOfPack,
    /// True when the episode ran on it before.
    pub was_here: bool,
}

/// A step whose due time would be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DueMove {
    /// Its title.
    pub title: String,
    /// Due now, UTC milliseconds; null while it has no time.
    pub was_ms: Option<i64>,
    /// Due then.
    pub is_ms: Option<i64>,
}

/// A step that would come onto the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ComingStep {
    /// Its title.
    pub title: String,
    /// Due then, UTC milliseconds; null while it has no time.
    pub due_ms: Option<i64>,
}

/// A step or a question in which something differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangedThing {
    /// Its title or label.
    pub title: String,
    /// What differs, as codes that the screen has words for.
    pub what: Vec<String>,
}

/// A sentence that reads differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangedWords {
    /// What it belongs to.
    pub about: String,
    /// The words now; null where there are none.
    pub was: Option<String>,
    /// The words then.
    pub is: Option<String>,
}

/// What moving to another version would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackChange {
    /// The version it would be moved to.
    pub to: PackChoiceView,
    /// Steps that would come onto this episode's list.
    pub comes: Vec<ComingStep>,
    /// Titles of steps that would leave it.
    pub goes: Vec<String>,
    /// Steps that would be due at another time.
    pub due_moves: Vec<DueMove>,
    /// Steps that differ in something else.
    pub steps_changed: Vec<ChangedThing>,
    /// Titles of steps that come, go or differ without being on this episode's list.
    pub elsewhere: Vec<String>,
    /// Labels of new questions.
    pub questions_new: Vec<String>,
    /// Labels of questions that would not be asked any more.
    pub questions_gone: Vec<String>,
    /// Questions that differ.
    pub questions_changed: Vec<ChangedThing>,
    /// Names of contacts whose numbers, hours or areas differ.
    pub contacts: Vec<String>,
    /// Names of clocks that come, go or fall back on another.
    pub clocks: Vec<String>,
    /// Titles and labels of what was said and would not be named any more. It stays in the record.
    pub kept: Vec<String>,
    /// Sentences that read differently.
    pub words: Vec<ChangedWords>,
}

/// One move that somebody made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackMoveView {
    /// From this version.
    pub from: String,
    /// To this one.
    pub to: String,
    /// Who, short name; empty while the directory does not know.
    pub by: String,
    /// When, UTC milliseconds.
    pub at_ms: i64,
}

/// The page of an episode's protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackPage {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// The protocol's name.
    pub name: String,
    /// The version that the record names.
    pub named: String,
    /// The version that is shown.
    pub shown: String,
    /// The hash of the version that is shown.
    pub pack: String,
    /// How well they fit.
    pub fit: FitOfPack,
    /// Whether a new episode could begin with the version that is shown.
    pub standing: StandingOfPack,
    /// True when two moves stand beside each other.
    pub differ: bool,
    /// The versions it can be moved to, newest first.
    pub choices: Vec<PackChoiceView>,
    /// What the one that was asked for would change; without a wish, the newest.
    pub change: Option<PackChange>,
    /// The moves so far, newest first.
    pub moves: Vec<PackMoveView>,
    /// Whether this person may move it.
    pub may_move: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: an episode, and the version to compare with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfPack {
    /// Episode id.
    pub episode: String,
    /// The hash of a version; null for the newest.
    pub to: Option<String>,
}

/// Asked with: move the episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackTap {
    /// Episode id.
    pub episode: String,
    /// The hash of the version.
    pub to: String,
}
