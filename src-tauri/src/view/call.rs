//! Whom to call, and whether anybody answers.

use super::{Choice, EvidenceAsked, Question, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// Contact id.
    pub id: String,
    /// Name in words.
    pub name: String,
    /// Its numbers, the one to dial first; empty while the pack does not have one.
    pub numbers: Vec<NumberView>,
    /// What to say when they answer.
    pub say: Option<String>,
    /// What to know before dialling.
    pub hint: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Whether anybody answers now.
    pub answers: AnswersView,
    /// Whether somebody would come out now, where that differs.
    pub comes_out: Option<AnswersView>,
    /// The areas it serves, when the station's own area is not known.
    pub check_areas: Vec<String>,
    /// The day on which the number was last checked, as 2026-12-31.
    pub checked_on: String,
    /// True when that check is older than the pack allows.
    pub check_is_old: bool,
}

/// How a number is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NumberUse {
    /// To call.
    Call,
    /// To call from outside the area.
    Outside,
    /// With a teletypewriter.
    Tty,
    /// To send a text message to.
    Text,
}

/// One number of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NumberView {
    /// How it is used.
    pub usage: NumberUse,
    /// As people read it out.
    pub number: String,
    /// As a telephone dials it.
    pub dialled: String,
}

/// Whether anybody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnswersView {
    /// Yes.
    Open {
        /// Until then, UTC milliseconds; none: day and night.
        until_ms: Option<i64>,
    },
    /// Perhaps.
    MayBeOpen {
        /// Why nobody can say.
        why: UnsureHours,
    },
    /// No.
    Closed {
        /// The next time, UTC milliseconds, when one is known.
        opens_ms: Option<i64>,
        /// True when the time of day is known, not only the day.
        time_known: bool,
    },
}

/// Why nobody can say whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UnsureHours {
    /// No hours were published.
    HoursNotPublished,
    /// One of its days; the times were not published.
    TimesNotPublished,
    /// A holiday; what holds then was not published.
    Holiday,
}

/// What contacts are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CallFor {
    /// The step that the page was opened from, or what is called first of all.
    First,
    /// Takes a report or a tip.
    Hotline,
    /// Comes, or talks, in a crisis.
    Crisis,
    /// Sees young people after such an experience.
    MedicalHub,
    /// Does the acute exam.
    ExamSite,
    /// Any other hospital.
    Hospital,
    /// An advocacy agency.
    Advocate,
    /// Any other agency.
    Agency,
}

/// Contacts that are there for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallGroup {
    /// What for.
    pub what: CallFor,
    /// Whom, those first who answer now.
    pub contacts: Vec<ContactView>,
}

/// A call that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallLine {
    /// Its item on the list of calls.
    pub item: String,
    /// Who was called.
    pub name: String,
    /// The number, as people read it out.
    pub number: String,
    /// What to say when they answer.
    pub say: Option<String>,
    /// When.
    pub at: Option<When>,
    /// The step that it was for.
    pub step: Option<String>,
    /// What came of it, in words; null while nobody has said.
    pub result: Option<String>,
    /// True when somebody answered.
    pub answered: bool,
    /// Who answered.
    pub spoke_with: Option<Question>,
}

/// The step that a page of calls is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallStep {
    /// Step id.
    pub step: String,
    /// Its title.
    pub title: String,
    /// What to write down when somebody answered.
    pub evidence: Vec<EvidenceAsked>,
    /// References of all that stands about it; a tap gives them back.
    pub shown: Vec<String>,
    /// True while it is open.
    pub open: bool,
}

/// Whom to call, and what came of the calls so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallPage {
    /// Episode id.
    pub episode: String,
    /// Two neutral words.
    pub handle: String,
    /// The step, when the page was opened from one.
    pub step: Option<CallStep>,
    /// Whom to call.
    pub groups: Vec<CallGroup>,
    /// Calls, newest first.
    pub calls: Vec<CallLine>,
    /// What can come of a call.
    pub results: Vec<Choice>,
    /// True when this device is a telephone.
    pub can_dial: bool,
    /// True when this person may write here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// Asked with: the calls of an episode, or of one of its steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfCalls {
    /// Episode id.
    pub episode: String,
    /// Step id.
    pub step: Option<String>,
}

/// Asked with: a call that is begun. It names a contact of the pack; no number can be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallBegin {
    /// Episode id.
    pub episode: String,
    /// Step id.
    pub step: Option<String>,
    /// Contact id.
    pub contact: String,
    /// Which of its numbers.
    pub usage: NumberUse,
}

/// Asked with: what came of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallEnd {
    /// Episode id.
    pub episode: String,
    /// Step id of the page.
    pub step: Option<String>,
    /// The call's item.
    pub item: String,
    /// Code of what came of it.
    pub result: String,
}

/// Asked with: a call that was begun by mistake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CallDrop {
    /// Episode id.
    pub episode: String,
    /// Step id of the page.
    pub step: Option<String>,
    /// The call's item.
    pub item: String,
}
