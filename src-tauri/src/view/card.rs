//! The card for the young person, and how its holder comes back from it.

use super::Choice;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the holder comes back from a page that is shown to the young person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CardLeave {
    /// The notebook is locked while the page is shown.
    #[default]
    Pin,
    /// Both upper corners are held.
    Upper,
    /// Both lower corners are held.
    Lower,
}

/// Asked with: which card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardAsk {
    /// Episode id.
    pub episode: String,
    /// Code of the language; null for the one that the record suggests.
    pub language: Option<String>,
}

/// A part of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CardPartView {
    /// Its title; null for the part on top.
    pub title: Option<String>,
    /// Its lines.
    pub lines: Vec<String>,
}

/// The card as it stands for one episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Card {
    /// Two neutral words, for the holder alone.
    pub handle: String,
    /// The languages that it can be shown in, each by its own name.
    pub languages: Vec<Choice>,
    /// Code of the language it is in.
    pub language: String,
    /// What a screen reader calls it: the first line.
    pub name: String,
    /// Its parts.
    pub parts: Vec<CardPartView>,
    /// The one number to call.
    pub number: Option<String>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// The young person's own copy of an episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnCopyView {
    /// Code of the language it is in.
    pub language: String,
    /// What it is called.
    pub name: String,
    /// Its parts.
    pub parts: Vec<CardPartView>,
    /// Where it was written as a file; null while it is only shown.
    pub file: Option<String>,
}

/// Asked with: which copy, and whether it becomes a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnCopyAsk {
    /// Episode id.
    pub episode: String,
    /// Code of the language.
    pub language: String,
    /// Whether it is written into a file.
    pub write: bool,
}

/// Asked with: a page for the young person is shown, or its holder is back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GuardSet {
    /// True while it is shown: anything else that is asked of the notebook then locks it.
    pub on: bool,
}
