//! What is known about one episode when the engine runs: answers as they stand, and what was said about each step.

use std::collections::BTreeMap;

pub use crate::episode::{Answer, Exactness, Instant, StepEvent, StepKind, Value};

/// How a question stands.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Seen {
    /// Nobody answered.
    #[default]
    Nothing,
    /// The answer is "unknown".
    Unknown,
    /// The answer is "not asked".
    NotAsked,
    /// The young person declined to answer.
    Declined,
    /// An answer.
    Given(Value),
    /// Answers that devices gave without knowing of each other; two or more, none of them a conflict.
    Conflict(Vec<Seen>),
}

impl From<&Answer> for Seen {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Unknown => Self::Unknown,
            Answer::NotAsked => Self::NotAsked,
            Answer::Declined => Self::Declined,
            Answer::Given(value) => Self::Given(value.clone()),
        }
    }
}

impl Seen {
    /// How a question stands that has these live answers: none, one, or several that nobody has settled.
    #[must_use]
    pub fn of<'a>(live: impl IntoIterator<Item = &'a Answer>) -> Self {
        let mut sides: Vec<Self> = Vec::new();
        for answer in live {
            let side = Self::from(answer);
            if !sides.contains(&side) {
                sides.push(side);
            }
        }
        match sides.len() {
            0 | 1 => sides.pop().unwrap_or_default(),
            _ => Self::Conflict(sides),
        }
    }

    /// The answers that stand: one, or the sides of a conflict.
    pub(crate) fn sides(&self) -> &[Self] {
        match self {
            Self::Conflict(sides) => sides,
            one => std::slice::from_ref(one),
        }
    }
}

/// Every event that can be said about a step, with its word in scenarios and scripts.
pub const EVENT_WORDS: [(StepKind, &str); 7] = [
    (StepKind::Done, "done"),
    (StepKind::Undone, "undone"),
    (StepKind::Declined, "declined"),
    (StepKind::NotApplicable, "not_applicable"),
    (StepKind::Missed, "missed"),
    (StepKind::Transferred, "transferred"),
    (StepKind::Reopened, "reopened"),
];

/// Everything that the engine looks at.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Facts {
    /// How each question stands, by field key.
    pub answers: BTreeMap<String, Seen>,
    /// What was said about each step and still stands, by step id, in the record's order: an event that a later one
    /// named and settled is gone from here. A "done" of a step with turns settles nothing, so that turns are counted.
    pub events: BTreeMap<String, Vec<StepEvent>>,
}

impl Facts {
    /// How a question stands.
    #[must_use]
    pub fn answer(&self, field: &str) -> &Seen {
        const NOTHING: &Seen = &Seen::Nothing;
        self.answers.get(field).unwrap_or(NOTHING)
    }

    /// What was said about a step, oldest first.
    #[must_use]
    pub fn events(&self, step: &str) -> &[StepEvent] {
        self.events.get(step).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_devices_with_the_same_answer_do_not_disagree() {
        let (yes, no) = (Answer::Given(Value::Flag(true)), Answer::Given(Value::Flag(false)));
        assert_eq!(Seen::of([]), Seen::Nothing);
        assert_eq!(Seen::of([&yes, &yes]), Seen::Given(Value::Flag(true)));
        assert_eq!(Seen::of([&yes, &no]), Seen::Conflict(vec![Seen::from(&yes), Seen::from(&no)]));
        assert_eq!(Seen::of([&Answer::Declined]), Seen::Declined);
    }
}
