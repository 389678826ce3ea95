//! Keeping in touch: what is due next, what became of each contact, and how the young person wants it.

use super::{Choice, Kept, NextDue, OwnWords, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the young person wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// It goes on.
    GoesOn,
    /// They want a break.
    Paused,
    /// They ended it.
    Ended,
}

/// One contact, or one try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactLine {
    /// Item id.
    pub item: String,
    /// When.
    pub at: Option<When>,
    /// Code of what became of it.
    pub result: Option<String>,
    /// The same in words.
    pub result_words: Option<String>,
    /// By which way, in words.
    pub how: Option<String>,
    /// True when the safety plan was looked at together.
    pub plan_seen: bool,
    /// Who wrote it down, short name.
    pub by: String,
    /// Where it is kept.
    pub kept: Kept,
}

/// The look at day 90, while it is still to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LookView {
    /// When it is due.
    pub due: NextDue,
    /// What can be decided.
    pub choices: Vec<Choice>,
    /// Id of the piece of evidence that holds the decision.
    pub evidence: String,
    /// Words to say.
    pub say: Option<String>,
    /// References of what stands about the step; a tap gives them back.
    pub shown: Vec<String>,
}

/// The next time to offer help again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferView {
    /// When it is due.
    pub due: NextDue,
    /// Words to say.
    pub say: Option<String>,
    /// References of what stands about the step; a tap gives them back.
    pub shown: Vec<String>,
}

/// The page "keeping in touch".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUp {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Who alone can read it.
    pub agency: String,
    /// How the young person wants it.
    pub support: Support,
    /// The next contact by the plan; null while it rests.
    pub next: Option<NextDue>,
    /// Tries since the last contact that was made.
    pub tries: u32,
    /// How the young person may be reached, as they said it.
    pub rules: Vec<OwnWords>,
    /// Contacts and tries, newest first.
    pub contacts: Vec<ContactLine>,
    /// What can become of a contact.
    pub results: Vec<Choice>,
    /// By which ways.
    pub ways: Vec<Choice>,
    /// The look at day 90.
    pub look: Option<LookView>,
    /// The next offer of help.
    pub offer: Option<OfferView>,
    /// True when this person may write here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: one contact, or one try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactTap {
    /// Episode id.
    pub episode: String,
    /// Code of what became of it.
    pub result: String,
    /// Code of the way.
    pub how: Option<String>,
    /// When.
    pub at: When,
    /// True when the safety plan was looked at together.
    pub plan_seen: bool,
}

/// Asked with: the young person wants a break, or is back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SupportTap {
    /// Episode id.
    pub episode: String,
    /// True for a break, false for being back.
    pub pause: bool,
    /// Code of the way by which they came back.
    pub how: Option<String>,
    /// When.
    pub at: When,
}
