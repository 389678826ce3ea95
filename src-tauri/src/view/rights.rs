//! The young person's rights: what was said, what they chose, the waiver and its text.

use super::Question;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The questions of the rights; null where the pack has none, or this person does not see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RightsQuestions {
    /// How they were told of the right to an advocate and a support person.
    pub told: Option<Question>,
    /// When.
    pub told_at: Option<Question>,
    /// By whom.
    pub told_by: Option<Question>,
    /// Which of the benefits of an advocate were explained.
    pub benefits: Option<Question>,
    /// Whether they want an advocate.
    pub advocate: Option<Question>,
    /// Whether the waiver was signed.
    pub waiver: Option<Question>,
    /// Which wording it was.
    pub waiver_version: Option<Question>,
    /// In which language it was read.
    pub waiver_language: Option<Question>,
    /// Who explained it.
    pub waiver_by: Option<Question>,
    /// When it was signed, or was not.
    pub waiver_at: Option<Question>,
    /// The signature.
    pub signature: Option<Question>,
    /// When they changed their mind.
    pub revoked: Option<Question>,
    /// Who sits beside them besides the advocate.
    pub support_person: Option<Question>,
    /// Whether that person was there.
    pub support_present: Option<Question>,
    /// Why that person was kept out.
    pub support_reason: Option<Question>,
    /// When they were told that their name can stay private.
    pub name_told: Option<Question>,
    /// What they chose about their name.
    pub name: Option<Question>,
    /// When the rights card was given.
    pub card: Option<Question>,
}

/// Words to say, from the steps that these questions do; null where the pack has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RightsSay {
    /// Of the right to an advocate and a support person.
    pub tell: Option<String>,
    /// What an advocate is for.
    pub benefits: Option<String>,
    /// While the advocate is on the way.
    pub wait: Option<String>,
    /// With the waiver.
    pub waiver: Option<String>,
    /// With the card.
    pub card: Option<String>,
    /// Of the private name.
    pub name: Option<String>,
}

/// A text of the pack that is read aloud, shown or signed, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DocumentView {
    /// Two letters.
    pub language: String,
    /// Title.
    pub title: String,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// Which wording it is.
    pub version: String,
}

/// Where the waiver stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WaiverState {
    /// Nobody said a clear no: an advocate is to be found.
    NotWanted,
    /// A clear no stands, and nothing was signed under it yet.
    Open,
    /// Signed, or would not sign, and it counts.
    Stands,
    /// The young person changed their mind.
    Revoked,
}

/// The rights of one episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RightsPage {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Questions with their answers.
    pub questions: RightsQuestions,
    /// Words to say.
    pub say: RightsSay,
    /// Where the waiver stands.
    pub waiver: WaiverState,
    /// The waiver's text in each language, the person's own first; empty where the pack has none.
    pub waiver_text: Vec<DocumentView>,
    /// The card's words in each language, for where no printed card is at hand.
    pub card_text: Vec<DocumentView>,
    /// The step that finds the advocate, where it stands and is open.
    pub advocate_step: Option<String>,
    /// References of every answer that this page shows; a tap gives them back.
    pub shown: Vec<String>,
    /// True when this person may write here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What was tapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RightsAct {
    /// They were told, now.
    Tell {
        /// Code of how.
        how: String,
        /// Two letters of the language.
        language: String,
    },
    /// They signed the waiver, or would not.
    Waive {
        /// Two letters of the language in which it was read.
        language: String,
        /// What was drawn; null when they would not sign.
        strokes: Option<Vec<Vec<(u16, u16)>>>,
    },
    /// They changed their mind.
    Revoke,
    /// Another interview or exam begins.
    AskAgain,
    /// The support person was kept out.
    KeepOut {
        /// Why.
        reason: String,
    },
    /// They were told that their name can stay private, now.
    TellName,
    /// The card was given, now.
    GiveCard {
        /// Two letters of the language.
        language: String,
    },
}

/// Asked with: one tap about the rights.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RightsTap {
    /// Episode id.
    pub episode: String,
    /// What.
    pub act: RightsAct,
    /// What was on the screen: this is replaced, and nothing that came since.
    pub replaces: Vec<String>,
}
