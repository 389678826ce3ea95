//! Copies of parts of an episode that are given to somebody for a time. (The release of a forgotten PIN is in `recovery`
//! and `roster`.)

use super::{HeldView, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a copy stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyStateView {
    /// It may be read.
    Open,
    /// Somebody took it back.
    TakenBack,
    /// Another took its place.
    Replaced,
    /// Its time is over.
    Over,
}

/// Why a copy may be given. The last two are no consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BasisView {
    /// The young person agreed.
    YoungPerson,
    /// The young person agreed, and a guardian who is not abusive.
    WithGuardian,
    /// A court ordered it.
    CourtOrder,
    /// A law of reporting demands it.
    MandatedReport,
}

/// How a copy is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HowView {
    /// Read on their own device.
    OnDevice,
    /// In words.
    Spoken,
    /// On paper.
    OnPaper,
}

/// What a device of who got a copy did with it, as far as it said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyDeviceView {
    /// What people call it; null while that is not known here.
    pub label: Option<String>,
    /// True when it was opened there.
    pub opened: bool,
    /// True when it was destroyed there.
    pub purged: bool,
    /// When the device last showed a sign of life; null when never.
    pub heard: Option<When>,
}

/// A copy of which this person may know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyLineView {
    /// Realm id.
    pub realm: String,
    /// The copy's id.
    pub copy: String,
    /// Name of the agency in which it was given.
    pub agency: String,
    /// Who gave it, short name; null while it is not known here.
    pub from: Option<String>,
    /// Who got it, short name; null while it is not known here.
    pub to: Option<String>,
    /// True when this person gave it.
    pub mine: bool,
    /// True when it was given to this person.
    pub for_me: bool,
    /// Episode id; null while the episode is not here.
    pub episode: Option<String>,
    /// Its two neutral words; null where the copy is not here.
    pub handle: Option<String>,
    /// The headings of what was copied.
    pub parts: Vec<String>,
    /// What it is for; null where the copy is not here.
    pub purpose: Option<String>,
    /// Why it was given; null where the copy is not here.
    pub basis: Option<BasisView>,
    /// From when.
    pub given: When,
    /// Until when.
    pub until: When,
    /// True when it is the record of who got it.
    pub may_keep: bool,
    /// How it stands.
    pub state: CopyStateView,
    /// What keeps it from being destroyed; null without a hold.
    pub held: Option<HeldView>,
    /// The devices of who got it.
    pub devices: Vec<CopyDeviceView>,
    /// True when this person can read it.
    pub can_read: bool,
    /// True when this person can take it back.
    pub can_take_back: bool,
    /// True when this person can give a changed one in its place.
    pub can_amend: bool,
    /// True when this person can keep it from being destroyed.
    pub can_hold: bool,
}

/// Everything that was shared, as far as this person may know.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopiesPage {
    /// The newest first.
    pub copies: Vec<CopyLineView>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: one copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyTap {
    /// Realm id.
    pub realm: String,
    /// The copy's id.
    pub copy: String,
}

/// Asked with: what can be shared of an episode, in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareAsk {
    /// Episode id.
    pub episode: String,
    /// The language in which it is written and explained, as two letters.
    pub language: String,
    /// The copy that is to be replaced; null for a new one.
    pub instead_of: Option<CopyTap>,
}

/// One part that can be shared.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharePart {
    /// Names it.
    pub part: String,
    /// The heading that it stands under.
    pub title: String,
    /// The question, or when the note was written.
    pub label: String,
    /// What a reader would read.
    pub words: String,
    /// True when only the advocacy agency reads it now.
    pub private: bool,
}

/// Somebody who can be given a copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareTo {
    /// Realm id.
    pub realm: String,
    /// Name of the agency.
    pub agency: String,
    /// Person id.
    pub person: String,
    /// Short name; null while it is not known here.
    pub name: Option<String>,
    /// What entitles them there now: a role, and why it was given, one line each.
    pub rights: Vec<ShareRight>,
    /// How many devices they have.
    pub devices: u32,
}

/// One right of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareRight {
    /// The role in words.
    pub role: String,
    /// Why it was given, as its registrar or lead wrote it.
    pub basis: String,
    /// Until when.
    pub until: When,
}

/// The page on which something is shared.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SharePage {
    /// Episode id.
    pub episode: String,
    /// Its two neutral words.
    pub handle: String,
    /// What can be shared.
    pub parts: Vec<SharePart>,
    /// With whom.
    pub people: Vec<ShareTo>,
    /// For how many days unless somebody chooses otherwise.
    pub usual_days: u32,
    /// For how many at most.
    pub most_days: u32,
    /// The copy that is to be replaced; null for a new one.
    pub earlier: Option<ShareEarlier>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// A copy that is to be replaced.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareEarlier {
    /// How it stands.
    pub line: CopyLineView,
    /// The same once more, in its place: what the page begins with.
    pub giving: ShareGiving,
    /// How many of its lines have to be picked anew.
    pub not_found: u32,
}

/// Asked with: a copy that somebody means to give.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareGiving {
    /// Episode id.
    pub episode: String,
    /// Realm id.
    pub realm: String,
    /// Person id.
    pub to: String,
    /// The parts, as the page names them.
    pub parts: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// How it is told.
    pub how: HowView,
    /// The language in which it is written and explained, as two letters.
    pub language: String,
    /// For how many days.
    pub days: u32,
    /// True when it becomes the record of who gets it.
    pub may_keep: bool,
    /// Why it may be given.
    pub basis: BasisView,
    /// The copy that it takes the place of; null for a new one.
    pub instead_of: Option<String>,
}

/// A copy as its reader sees it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyShown {
    /// Its two neutral words.
    pub handle: String,
    /// The language it is written in, as two letters.
    pub language: String,
    /// What it is for.
    pub purpose: String,
    /// Why it was given.
    pub basis: BasisView,
    /// How it is told.
    pub how: HowView,
    /// What was copied.
    pub sections: Vec<CopySection>,
}

/// What stands under one heading.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopySection {
    /// The heading.
    pub title: String,
    /// The lines: a question, or when a note was written, and the words.
    pub lines: Vec<(String, String)>,
}

/// The copy that would be given, before anybody signs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareOffer {
    /// The copy.
    pub shown: CopyShown,
    /// Names exactly this copy.
    pub mark: String,
    /// Until when it would be given.
    pub until: When,
    /// Who would get it.
    pub to: ShareTo,
}

/// Asked with: what was signed for a copy.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ShareSigning {
    /// The copy.
    pub giving: ShareGiving,
    /// Names the copy that was shown.
    pub mark: String,
    /// Which wording was explained.
    pub text_version: String,
    /// True when what it can bring was explained.
    pub told_effects: bool,
    /// True when it was said that it is free.
    pub told_voluntary: bool,
    /// True when it was explained how it is taken back.
    pub told_taking_back: bool,
    /// What the young person drew; null when they did not.
    pub signature: Option<Vec<Vec<(u16, u16)>>>,
    /// Who saw them sign by a mark or a word; null when they drew.
    pub witness: Option<String>,
    /// The guardian's name; null without one.
    pub guardian: Option<String>,
    /// What the guardian drew; null without one.
    pub guardian_signature: Option<Vec<Vec<(u16, u16)>>>,
    /// The number or date of an order or a report; null for a consent.
    pub reference: Option<String>,
}

/// A copy that is read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyRead {
    /// How it stands.
    pub line: CopyLineView,
    /// The copy.
    pub shown: CopyShown,
    /// Who reads it, short name, for the mark across the page.
    pub reader: String,
    /// When it was opened, UTC milliseconds.
    pub now_ms: i64,
}
