//! A step's page and what can be recorded about a step.

use super::{AnswerView, Choice, PlanLine, QuestionKind, ValueView, When};
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
    /// What kind of answer.
    pub kind: QuestionKind,
    /// What can be chosen, for choices.
    pub options: Vec<Choice>,
    /// What was recorded last.
    pub value: Option<ValueView>,
}

/// Somebody to call in this step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactView {
    /// Name in words.
    pub name: String,
    /// Telephone number as it is dialled.
    pub number: String,
    /// When to use it, or hours.
    pub note: Option<String>,
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
    /// Reason in words.
    pub reason: Option<String>,
    /// To whom, for a hand-over.
    pub to: Option<String>,
    /// True while it counts; false when a later one replaced it.
    pub live: bool,
}

/// A step's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepPage {
    /// The line of the list.
    pub line: PlanLine,
    /// What to do.
    pub do_text: String,
    /// Why it is on the list, in words.
    pub why: Vec<String>,
    /// Words to say.
    pub say: Vec<String>,
    /// Where the step comes from, in words.
    pub source: Option<String>,
    /// A local note of the pack.
    pub note: Option<String>,
    /// Evidence asked for.
    pub evidence: Vec<EvidenceAsked>,
    /// Whom to call.
    pub contacts: Vec<ContactView>,
    /// To whom it can be handed over.
    pub hand_to: Vec<Choice>,
    /// Reasons, by kind of event ("declined", "not_applicable", "missed").
    pub reasons: BTreeMap<String, Vec<Choice>>,
    /// What was recorded, newest first.
    pub history: Vec<StepChange>,
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
    /// Reason code, where a reason was chosen.
    pub reason: Option<String>,
    /// Code of the person or role it went to.
    pub to: Option<String>,
    /// Evidence given, by evidence id.
    pub evidence: BTreeMap<String, ValueView>,
    /// The changes that the person saw and replaces.
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
