//! What the engine finds: every step with its state, its due time and the reasons, for one episode at one time.

use super::clock::ClockState;
use super::condition::{Reason, StepState, Truth};
use super::step::Step;

/// Everything that the engine has to say about one episode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'p> {
    /// The steps that stand, are set aside, or have a history; in the pack's order.
    pub steps: Vec<PlannedStep<'p>>,
    /// Every clock, in the pack's order.
    pub clocks: Vec<ClockState<'p>>,
    /// Every branch, in the pack's order.
    pub branches: Vec<Switch<'p>>,
    /// Every track, in the pack's order.
    pub tracks: Vec<Switch<'p>>,
    /// Every phase with the instant at which it is over on the screen, in the pack's order.
    pub phases: Vec<(&'p str, Option<i64>)>,
    /// What a person should know about the plan itself.
    pub warnings: Vec<Warning<'p>>,
    /// Steps of which something stands in the record and that the pack does not name: of another version, or of another
    /// pack. They stay, and are shown by their ids.
    pub unnamed: Vec<Unnamed>,
}

/// A step that the pack does not name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// Its id, as it was recorded.
    pub step: String,
    /// What became of it by the last word.
    pub state: StepState,
}

/// A branch or track, and why it is on or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch<'p> {
    /// Its id.
    pub id: &'p str,
    /// Whether it is on, the unknown decided.
    pub on: bool,
    /// What is known about it.
    pub truth: Truth,
    /// What decided.
    pub because: Vec<Reason>,
}

/// Whether a step is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'p> {
    /// It is part of this episode.
    On,
    /// An answer set it aside.
    Suspended {
        /// The branch, or the step that stands in its place.
        by: &'p str,
    },
    /// It is not part of this episode any more; shown because something was said about it.
    Off,
}

/// When a step is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due<'p> {
    /// At once; `since` is its clock's instant, if it has one.
    Now {
        /// Milliseconds since 1970 UTC.
        since: Option<i64>,
    },
    /// At an instant.
    At(DueAt<'p>),
    /// At an occasion.
    Occasion {
        /// The occasion's id.
        occasion: &'p str,
        /// Its instant, once its clock has one.
        at: Option<DueAt<'p>>,
        /// The instant of the step's own clock: from then on the occasion can come any minute.
        since: Option<i64>,
    },
    /// Its clock has not started.
    NoClockYet {
        /// The clock's id.
        clock: &'p str,
    },
}

/// An instant at which something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueAt<'p> {
    /// Milliseconds since 1970 UTC.
    pub ms: i64,
    /// Half the width of the estimate of its clock; 0 when exact.
    pub plus_minus_ms: i64,
    /// The clock that stands in for the step's own.
    pub assumed_from: Option<&'p str>,
    /// The count left the court calendar; holidays may be missing from it.
    pub beyond_calendar: bool,
}

/// Which turn of a repeating step is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// From 1.
    pub number: u32,
    /// How many there are; `None`: it goes on.
    pub of: Option<u32>,
}

/// One step of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep<'p> {
    /// The step in the pack: texts, roles, evidence, sources.
    pub step: &'p Step,
    /// Whether it is to be done.
    pub standing: Standing<'p>,
    /// Whether its standing follows from answers, or from the safe side of what is not known.
    pub sure: bool,
    /// Why it stands, is set aside or is off.
    pub because: Vec<Reason>,
    /// Its state.
    pub state: StepState,
    /// People said different things about it without knowing of each other; the state is the last of them.
    pub disputed: bool,
    /// When the state was made, as the person gave it; `None` while open.
    pub settled_at: Option<i64>,
    /// When it is due, or was.
    pub due: Due<'p>,
    /// The turn that is due, for a step that has several.
    pub turn: Option<Turn>,
    /// Open, to be done, and its due time has passed. Never a state of its own: nothing is cancelled by time.
    pub late: bool,
    /// When its phase is over on the screen, if that is known.
    pub phase_ends: Option<i64>,
    /// It belongs to what is prepared before anybody is met.
    pub before_contact: bool,
}

/// Something a person should know about the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning<'p> {
    /// The court calendar is over, or will be within sixty days, or a due time lies beyond it.
    CalendarEnds {
        /// The last day it knows, as a date.
        ends: chrono::NaiveDate,
    },
    /// Devices gave a clock different instants; the earliest is used.
    ClockDisputed {
        /// The clock's id.
        clock: &'p str,
    },
    /// A clock's answer cannot be a time of an episode and is not used.
    ClockImplausible {
        /// The clock's id.
        clock: &'p str,
    },
}

impl Warning<'_> {
    /// The stable code that the screen's words are keyed by.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::CalendarEnds { .. } => "calendar_ends",
            Self::ClockDisputed { .. } => "clock_disputed",
            Self::ClockImplausible { .. } => "clock_implausible",
        }
    }
}

impl<'p> PlannedStep<'p> {
    /// Whether somebody still has to do it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.standing == Standing::On && self.state == StepState::Open
    }

    /// Whether one of these roles of the pack may do it.
    #[must_use]
    pub fn is_for(&self, roles: &[&str]) -> bool {
        self.step.roles.iter().any(|role| roles.contains(&role.as_str()))
    }

    /// The instant at which it is due, if there is one.
    #[must_use]
    pub fn due_at(&self) -> Option<&DueAt<'p>> {
        match &self.due {
            Due::At(at) => Some(at),
            Due::Occasion { at, .. } => at.as_ref(),
            Due::Now { .. } | Due::NoClockYet { .. } => None,
        }
    }

    /// Whether it was done in time; `None` while it is not done or had no instant.
    #[must_use]
    pub fn in_time(&self) -> Option<bool> {
        let (settled, due) = (self.settled_at?, self.due_at()?);
        (self.state == StepState::Done).then_some(settled <= due.ms)
    }

    /// Sorts by urgency: what is due at once by how long it has been, then instants (the early end of an estimate),
    /// occasions from the moment they can come. What has no clock yet stands at the end of its phase, and what is
    /// prepared before anybody is met comes after everything else.
    #[must_use]
    pub fn urgency(&self) -> (bool, i64, u8) {
        let by_phase = self.phase_ends.unwrap_or(i64::MAX);
        let (when, kind) = match &self.due {
            Due::Now { since } => (since.unwrap_or(i64::MIN), 0),
            Due::At(at) | Due::Occasion { at: Some(at), .. } => (at.ms.saturating_sub(at.plus_minus_ms), 1),
            Due::Occasion { at: None, since: Some(since), .. } => (*since, 2),
            Due::Occasion { at: None, since: None, .. } => (by_phase, 2),
            Due::NoClockYet { .. } => (by_phase, 3),
        };
        (self.before_contact, when, kind)
    }
}

impl<'p> Plan<'p> {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&PlannedStep<'p>> {
        self.steps.iter().find(|planned| planned.step.id == id)
    }

    /// What these roles of the pack still have to do, most urgent first; equals in the pack's order.
    #[must_use]
    pub fn mine(&self, roles: &[&str]) -> Vec<&PlannedStep<'p>> {
        let mut mine: Vec<&PlannedStep<'p>> =
            self.steps.iter().filter(|step| step.is_open() && step.is_for(roles)).collect();
        mine.sort_by_key(|step| step.urgency());
        mine
    }

    /// The most urgent open step of all.
    #[must_use]
    pub fn next_due(&self) -> Option<&PlannedStep<'p>> {
        self.steps.iter().filter(|step| step.is_open()).min_by_key(|step| step.urgency())
    }

    /// The clock with this id.
    #[must_use]
    pub fn clock(&self, id: &str) -> Option<&ClockState<'p>> {
        self.clocks.iter().find(|clock| clock.id == id)
    }
}
