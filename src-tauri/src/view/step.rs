//! A step's page and what can be recorded about a step.

use super::{AnswerView, Choice, ContactView, Limits, PlanLine, Question, QuestionKind, StepState, ValueView, When};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Asked with: which step of which episode.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfStep {
    /// Episode id.
    pub episode: String,
    /// Step id.
    pub step: String,
}

/// A piece of evidence that a step asks for: a number, a time, a name. Never required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceAsked {
    /// Evidence id.
    pub id: String,
    /// Label in words.
    pub label: String,
    /// How to record it.
    pub hint: Option<String>,
    /// What kind of answer.
    pub kind: QuestionKind,
    /// What it may be.
    pub limits: Limits,
    /// What can be chosen, for choices.
    pub options: Vec<Choice>,
    /// What was recorded last.
    pub value: Option<ValueView>,
}

/// One thing recorded about a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepChange {
    /// Reference of the change.
    pub change: String,
    /// What.
    pub kind: StepEventKind,
    /// When it happened.
    pub at: When,
    /// Who recorded it, short name.
    pub by: String,
    /// Why.
    pub reason: Option<StepReason>,
    /// To whom, for a hand-over.
    pub to: Option<String>,
    /// Code of whom, for a hand-over.
    pub to_code: Option<String>,
    /// True while it counts; false when a later one replaced it.
    pub live: bool,
}

/// Why a step did not go its way. A code of the app, so that it can be counted; never about the youth's conduct.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepReason {
    /// Somebody else did it.
    OtherDidIt,
    /// It is not needed here.
    NotNeeded,
    /// The youth left first.
    YouthLeft,
    /// Nobody answered or came.
    NoAnswer,
    /// There was no time.
    NoTime,
    /// It was not safe.
    NotSafe,
    /// To be asked again later.
    AskLater,
}

/// Why a step is on the list, or set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BecauseView {
    /// It stands for every episode.
    Always,
    /// An answer decided.
    Answer {
        /// The question in words.
        question: String,
        /// The answer in words; null when it is a moment, or one of unknown, not asked and declined.
        answer: Option<String>,
    },
    /// An answer is not known, so the safe side was taken.
    NotKnown {
        /// The question in words.
        question: String,
    },
    /// Another step's state decided.
    Step {
        /// Its title.
        title: String,
        /// Its state.
        state: StepState,
    },
    /// A clock decided.
    Clock {
        /// Its name.
        clock: String,
        /// Whether it has started.
        set: bool,
    },
    /// A track or branch of the protocol decided.
    Branch {
        /// Its name.
        name: String,
    },
}

/// A step's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepPage {
    /// The line of the list.
    pub line: PlanLine,
    /// What to do.
    pub do_text: String,
    /// When it applies, where the pack says so.
    pub when: Option<String>,
    /// Why it matters.
    pub why: Option<String>,
    /// Words to say.
    pub say: Option<String>,
    /// Why it is on the list, or set aside.
    pub because: Vec<BecauseView>,
    /// Titles of the sources behind it.
    pub sources: Vec<String>,
    /// True when the county has confirmed this line.
    pub verified: bool,
    /// Evidence asked for.
    pub evidence: Vec<EvidenceAsked>,
    /// Questions of the record that belong to this step and that this person sees.
    pub asks: Vec<Question>,
    /// True when the step belongs to the rights, which have a screen of their own.
    pub rights: bool,
    /// Whom to call.
    pub contacts: Vec<ContactView>,
    /// To whom it can be handed over.
    pub hand_to: Vec<Choice>,
    /// What was recorded, newest first.
    pub history: Vec<StepChange>,
    /// References of all that this page shows as standing; a tap gives them back.
    pub shown: Vec<String>,
    /// True when this person may record here.
    pub may_write: bool,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}

/// What can be recorded about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepEventKind {
    /// Done.
    Done,
    /// The last tap was a mistake.
    Undone,
    /// The youth said no.
    Declined,
    /// Does not apply.
    NotApplicable,
    /// Did not happen.
    Missed,
    /// Handed over.
    Transferred,
    /// Open again.
    Reopened,
}

/// Asked with: one thing to record about a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepTap {
    /// Episode id.
    pub episode: String,
    /// Step id.
    pub step: String,
    /// What.
    pub kind: StepEventKind,
    /// When it happened.
    pub at: When,
    /// Why, where a reason was chosen.
    pub reason: Option<StepReason>,
    /// Code of the person or role it went to.
    pub to: Option<String>,
    /// Evidence given, by evidence id.
    pub evidence: BTreeMap<String, ValueView>,
    /// What the page that was tapped showed as standing: this is replaced, and nothing that came since.
    pub replaces: Vec<String>,
}

/// Somebody's answer that stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LiveAnswer {
    /// Reference of the change.
    pub change: String,
    /// The answer.
    pub answer: AnswerView,
    /// Who, short name.
    pub by: String,
    /// When it was saved, UTC milliseconds.
    pub at_ms: i64,
}
