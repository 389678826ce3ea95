//! The advocate's private notes. They go to the advocacy agency's own server and nowhere else.

use super::Kept;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One private note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// Reference of the note.
    pub note: String,
    /// Its words as amended last.
    pub text: String,
    /// Who wrote it, short name.
    pub by: String,
    /// When it was written, UTC milliseconds.
    pub at_ms: i64,
    /// When it was amended last.
    pub amended_ms: Option<i64>,
    /// Where it is.
    pub kept: Kept,
}

/// Private notes about one episode.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notes {
    /// The agency that alone can read them.
    pub agency: String,
    /// Two neutral words of the episode.
    pub handle: String,
    /// Notes, newest first.
    pub notes: Vec<NoteView>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: words to keep.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteAdd {
    /// Episode id.
    pub episode: String,
    /// The words.
    pub text: String,
    /// The note these words amend; null for a new note.
    pub amends: Option<String>,
}
