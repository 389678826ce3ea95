//! What is known about one episode when the engine runs: answers as they stand, and what happened to each step.

use std::collections::BTreeMap;

/// A point in time as a person gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub ms: i64,
    /// How well it is known.
    pub how: Exactness,
}

/// How well a point in time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// To the minute.
    Exact,
    /// Within so many milliseconds either way.
    Estimated {
        /// Half the width of the interval.
        plus_minus_ms: u64,
    },
}

/// An answer's content.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// Text.
    Text(String),
    /// One of the allowed answers.
    Choice(String),
    /// Any of the allowed answers.
    Choices(Vec<String>),
    /// A whole number.
    Number(i64),
    /// A time.
    Instant(Instant),
    /// A day.
    Date {
        /// Year.
        year: u16,
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
    },
    /// Two whole numbers.
    Range {
        /// The lower.
        low: i64,
        /// The upper.
        high: i64,
    },
}

/// How a question stands.
#[derive(Clone, Debug, PartialEq, Default)]
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

/// What a person said about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// It was done.
    Done,
    /// The last "done" was a mistake.
    Undone,
    /// The young person declined it.
    Declined,
    /// It does not apply here.
    NotApplicable,
    /// It was missed; only a person says so, never the clock.
    Missed,
    /// Somebody else took it over.
    Transferred,
    /// It is open again.
    Reopened,
}

impl MarkKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Done, Self::Undone, Self::Declined, Self::NotApplicable, Self::Missed, Self::Transferred, Self::Reopened];

    /// The word that scenarios and scripts use.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Declined => "declined",
            Self::NotApplicable => "not_applicable",
            Self::Missed => "missed",
            Self::Transferred => "transferred",
            Self::Reopened => "reopened",
        }
    }
}

/// One thing that a person said about a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What was said.
    pub kind: MarkKind,
    /// When it happened, as the person gave it.
    pub at: Instant,
    /// What was written down with it, by evidence id.
    pub evidence: BTreeMap<String, Value>,
}

/// Everything that the engine looks at.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Facts {
    /// How each question stands, by field key.
    pub answers: BTreeMap<String, Seen>,
    /// What happened to each step, by step id, in the record's order.
    pub marks: BTreeMap<String, Vec<Mark>>,
}

impl Facts {
    /// How a question stands.
    #[must_use]
    pub fn answer(&self, field: &str) -> &Seen {
        const NOTHING: &Seen = &Seen::Nothing;
        self.answers.get(field).unwrap_or(NOTHING)
    }

    /// What happened to a step, oldest first.
    #[must_use]
    pub fn marks(&self, step: &str) -> &[Mark] {
        self.marks.get(step).map_or(&[], Vec::as_slice)
    }
}

impl Seen {
    /// The answers that stand: one, or the sides of a conflict.
    pub(crate) fn sides(&self) -> &[Seen] {
        match self {
            Self::Conflict(sides) => sides,
            one => std::slice::from_ref(one),
        }
    }
}
