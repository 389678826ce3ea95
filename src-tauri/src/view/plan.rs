//! The 72 hours as a working list.

use super::{DueView, When};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// State of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// To do.
    Open,
    /// Done.
    Done,
    /// The youth said no to it; an answer like any other.
    Declined,
    /// Does not apply here.
    NotApplicable,
    /// Did not happen.
    Missed,
    /// Handed to somebody else.
    Transferred,
}

/// How firm a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Statute or regulation.
    Law,
    /// The county's protocol.
    Protocol,
    /// One agency's order.
    Agency,
    /// The state's model.
    StateModel,
    /// Good practice.
    Advice,
}

/// Whether a step is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum StandingView {
    /// It is part of this episode.
    On,
    /// Something set it aside.
    Suspended {
        /// The branch or step in words.
        by: String,
    },
    /// Not part of this episode any more; shown because something was recorded about it.
    Off,
}

/// Which turn of a repeating step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TurnView {
    /// From 1.
    pub number: u32,
    /// How many there are; null when it goes on.
    pub of: Option<u32>,
}

/// One line of the working list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanLine {
    /// Step id.
    pub step: String,
    /// Phase id.
    pub phase: String,
    /// Title in words.
    pub title: String,
    /// State.
    pub state: StepState,
    /// When it is due, or was.
    pub due: DueView,
    /// Whether it is to be done.
    pub standing: StandingView,
    /// The turn that is due, for a step that has several.
    pub turn: Option<TurnView>,
    /// When the state came about; null while open.
    pub at: Option<When>,
    /// Whose it is, in words.
    pub roles: Vec<String>,
    /// True when it is this person's.
    pub mine: bool,
    /// How firm.
    pub kind: StepKind,
    /// True when two people recorded different states; both are kept.
    pub conflict: bool,
}

/// What became of a step that the pack does not name any more. It stays in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnnamedStep {
    /// The id that it had.
    pub step: String,
    /// What became of it.
    pub state: StepState,
    /// When.
    pub at: Option<When>,
    /// Who said so, short name.
    pub by: String,
}

/// A phase of the protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PhaseView {
    /// Phase id.
    pub phase: String,
    /// Name in words: "First 90 minutes".
    pub name: String,
    /// When it is over on the screen; cancels nothing.
    pub ends_ms: Option<i64>,
}

/// What a person should know about the plan itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PlanWarning {
    /// The court calendar is over, or nearly, or a due time lies beyond it.
    CalendarEnds {
        /// Its last day, "2027-12-31".
        ends: String,
    },
    /// Devices gave a clock different instants; the earliest is used.
    ClockDisputed {
        /// Name of the clock.
        clock: String,
    },
    /// A clock's answer cannot be right and is not used.
    ClockImplausible {
        /// Name of the clock.
        clock: String,
    },
}

/// The 72 hours as a working list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// Episode id.
    pub episode: String,
    /// Phases in their order.
    pub phases: Vec<PhaseView>,
    /// Steps, each phase's own in order of urgency.
    pub steps: Vec<PlanLine>,
    /// Steps of which something was recorded and that this version of the protocol does not name.
    pub unnamed: Vec<UnnamedStep>,
    /// What to know about the plan itself.
    pub warnings: Vec<PlanWarning>,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
}
