//! The page of a call: what an advocate is shown of it, and how everybody else sees who is coming.

use super::{Choice, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the page of a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalloutState {
    /// Nobody has said yet that they are coming.
    Waits,
    /// Somebody is on the way.
    Coming,
    /// Somebody is there.
    There,
}

/// Somebody who cannot come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutRefusal {
    /// Who, short name; empty while it is not known.
    pub by: String,
    /// Why, in words.
    pub reason: Option<String>,
    /// When it was saved, UTC milliseconds.
    pub at_ms: i64,
}

/// Who is coming to an episode, for everybody on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutLine {
    /// Where it stands.
    pub state: CalloutState,
    /// Who is coming or there, short name; null while nobody is.
    pub by: Option<String>,
    /// When they will be there, as they think.
    pub eta: Option<When>,
    /// When they arrived.
    pub arrived: Option<When>,
    /// Those who cannot come.
    pub refusals: Vec<CalloutRefusal>,
}

/// A call that waits for this person's answer, at the top of tonight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutCard {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// Where, in words.
    pub area: String,
}

/// One line of the page: a question in words, and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutFact {
    /// The question in words.
    pub label: String,
    /// The answer in words; null while it is not known.
    pub value: Option<String>,
}

/// The page of a call: handle, area, age band, language, safety, and nothing else of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutPage {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// What the pack lets the page show.
    pub facts: Vec<CalloutFact>,
    /// Where it stands.
    pub state: CalloutState,
    /// True when it is this person who comes, is there, or said that they cannot.
    pub mine: bool,
    /// True when this person's last word is that they cannot come.
    pub refused: bool,
    /// Who is coming or there, short name; null while nobody is.
    pub by: Option<String>,
    /// When they will be there, as they think.
    pub eta: Option<When>,
    /// When they arrived.
    pub arrived: Option<When>,
    /// The minutes that can be chosen until arrival.
    pub eta_minutes: Vec<u16>,
    /// Why somebody cannot come.
    pub reasons: Vec<Choice>,
    /// References of what the page shows as standing; a tap gives them back.
    pub shown: Vec<String>,
    /// True when this person may answer.
    pub may_answer: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What an advocate says to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CalloutWord {
    /// Coming.
    Coming {
        /// In about so many minutes from now.
        minutes: u16,
    },
    /// Cannot come.
    CannotCome {
        /// Code of the reason.
        reason: String,
    },
    /// There.
    There {
        /// Since when.
        at: When,
    },
}

/// Asked with: an answer to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CalloutTap {
    /// Episode id.
    pub episode: String,
    /// What is said.
    pub word: CalloutWord,
    /// What the page that was tapped showed as standing: this is replaced, and nothing that came since.
    pub replaces: Vec<String>,
}
