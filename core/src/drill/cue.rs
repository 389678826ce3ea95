//! What an event, a line of the guide or a remark waits for, judged on what is known of the records.

use crate::episode::Record;
use crate::protocol::condition::StepState;
use crate::protocol::facts::{Seen, Value};
use crate::protocol::{Facts, Pack, Plan, engine};
use std::collections::BTreeMap;

/// A condition of a script. It holds or it does not: what nobody answered does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cue {
    /// All of these.
    All(Vec<Cue>),
    /// One of these.
    Any(Vec<Cue>),
    /// Not this.
    Not(Box<Cue>),
    /// The trainee has opened this youth's record.
    Opened(String),
    /// The trainee has called this contact of the pack.
    Called(String),
    /// This event has happened.
    Happened(String),
    /// A step of a youth's record has one of these states.
    Step {
        /// Whose record.
        youth: String,
        /// The step.
        step: String,
        /// The states.
        is: Vec<StepState>,
    },
    /// A question of a youth's record has one of these answers, or any answer at all.
    Field {
        /// Whose record.
        youth: String,
        /// The question's key.
        field: String,
        /// The answers; empty: whatever was answered, also that it is unknown, not asked or declined.
        is: Vec<Seen>,
    },
    /// A clock of a youth's record has an instant of its own.
    Clock {
        /// Whose record.
        youth: String,
        /// The clock.
        clock: String,
    },
}

/// What is known of one youth's record.
#[derive(Clone, Debug, Default)]
pub struct KnownOf {
    facts: Facts,
    states: BTreeMap<String, StepState>,
    clocks: BTreeMap<String, bool>,
}

impl KnownOf {
    /// Reads a record as the checklist does at this time.
    #[must_use]
    pub fn read(pack: &Pack, record: &Record, now_ms: i64) -> Self {
        let facts = Facts::from_record(pack, record);
        let plan = engine::run(pack, &facts, now_ms, &pack.calendar);
        let (states, clocks) = (states(&plan), clocks(&plan));
        Self { facts, states, clocks }
    }
}

fn states(plan: &Plan<'_>) -> BTreeMap<String, StepState> {
    plan.steps.iter().map(|planned| (planned.step.id.clone(), planned.state)).collect()
}

fn clocks(plan: &Plan<'_>) -> BTreeMap<String, bool> {
    plan.clocks.iter().map(|clock| (clock.id.to_owned(), clock.own().is_some())).collect()
}

/// Everything that cues look at.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The records that the trainee has opened, by the script's id of the youth.
    pub youths: BTreeMap<String, KnownOf>,
    /// Contacts that were called, with the time of the first call.
    pub called: BTreeMap<String, i64>,
    /// Events that have happened, with their time.
    pub happened: BTreeMap<String, i64>,
}

impl Cue {
    /// Whether it holds.
    #[must_use]
    pub fn holds(&self, known: &Known) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(known)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(known)),
            Self::Not(part) => !part.holds(known),
            Self::Opened(youth) => known.youths.contains_key(youth),
            Self::Called(contact) => known.called.contains_key(contact),
            Self::Happened(event) => known.happened.contains_key(event),
            Self::Step { youth, step, is } => {
                // A step that does not stand and of which nobody spoke has no state.
                known.youths.get(youth).and_then(|of| of.states.get(step)).is_some_and(|state| is.contains(state))
            }
            Self::Field { youth, field, is } => known.youths.get(youth).is_some_and(|of| {
                let seen = of.facts.answer(field);
                if is.is_empty() { *seen != Seen::Nothing } else { is.iter().any(|wanted| includes(seen, wanted)) }
            }),
            Self::Clock { youth, clock } => {
                known.youths.get(youth).and_then(|of| of.clocks.get(clock)).is_some_and(|set| *set)
            }
        }
    }

    /// The contacts that it speaks of.
    pub(super) fn contacts(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::contacts).collect(),
            Self::Not(part) => part.contacts(),
            Self::Called(contact) => vec![contact],
            _ => Vec::new(),
        }
    }

    /// The events without which it cannot hold.
    pub(super) fn needs(&self) -> Vec<&str> {
        match self {
            Self::All(parts) => parts.iter().flat_map(Self::needs).collect(),
            Self::Happened(event) => vec![event],
            _ => Vec::new(),
        }
    }
}

/// Whether an answer is the one wanted, or has it among its choices.
fn includes(seen: &Seen, wanted: &Seen) -> bool {
    match (seen, wanted) {
        (Seen::Given(Value::Choices(chosen)), Seen::Given(Value::Choices(wanted))) => {
            wanted.iter().all(|one| chosen.contains(one))
        }
        (seen, wanted) => seen == wanted,
    }
}
