//! The advocate's private notes. They go to the advocacy agency's own server and nowhere else.

use super::Kept;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One private note.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// Reference of the note.
    pub note: String,
    /// Its words as they stand; the newest where people amended it at once.
    pub text: String,
    /// The other words that stand, oldest first; mostly empty.
    pub beside: Vec<NoteBeside>,
    /// References of the amendments that stand; an amendment gives them back.
    pub shown: Vec<String>,
    /// Who wrote it, short name.
    pub by: String,
    /// When it was written, UTC milliseconds.
    pub at_ms: i64,
    /// When it was amended last.
    pub amended_ms: Option<i64>,
    /// Who took it back; it then stands no more, and `text` is what it said last.
    pub taken_back: Option<NoteTakenBack>,
    /// Where it is.
    pub kept: Kept,
}

/// That a note was taken back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteTakenBack {
    /// Who took it back, short name.
    pub by: String,
    /// When, UTC milliseconds.
    pub at_ms: i64,
}

/// Asked with: a note to take back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteTakeBack {
    /// Episode id.
    pub episode: String,
    /// The note.
    pub note: String,
    /// The amendments of it that were on the screen: these go with it, and none that came since.
    pub shown: Vec<String>,
}

/// Words of somebody who amended the same note without having seen the others'.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteBeside {
    /// The words; none when they took the note back.
    pub text: String,
    /// Who wrote them, short name.
    pub by: String,
    /// When, UTC milliseconds.
    pub at_ms: i64,
}

/// Private notes about one episode.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Notes {
    /// The agency that alone can read them.
    pub agency: String,
    /// Two neutral words of the episode.
    pub handle: String,
    /// Notes, newest first, those that were taken back among them.
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
    /// The amendments of it that were on the screen: these are replaced, and none that came since.
    pub replaces: Vec<String>,
}
