//! What can be wrong with a script: a typed problem with its file and line, a sentence, and what to do about it.

use std::fmt;

/// One mistake in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub problem: ScriptProblem,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}. {}", self.file, self.line, self.problem, self.problem.advice())
    }
}

/// Every mistake found in a script, in the order of lines. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ScriptErrors(pub Vec<ScriptError>);

impl ScriptErrors {
    /// The stable code of the whole.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "drill.script"
    }
}

impl fmt::Display for ScriptErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(formatter)?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}

/// What is wrong in one place of a script.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant's sentence and advice stand in its message; fields are named in them")]
pub enum ScriptProblem {
    #[error("this is not what the format expects here: {message}")]
    Syntax { message: String },
    #[error("the script is written in format {found}, this app reads format 1")]
    FormatVersion { found: i64 },
    #[error("{id:?} cannot be an id")]
    Id { id: String },
    #[error("{id:?} stands here a second time")]
    Twice { id: String },
    #[error("there is no {what} {id:?}")]
    NotListed { what: &'static str, id: String },
    #[error("{text:?} is not one of the words allowed here: {}", allowed.join(", "))]
    Word { text: String, allowed: Vec<&'static str> },
    #[error("{text:?} is not a time of a drill")]
    Time { text: String },
    #[error("{text:?} is not a length of time")]
    Length { text: String },
    #[error("the drill begins on a day that the pack's calendar does not have")]
    OutsideCalendar,
    #[error("{key} is empty")]
    Empty { key: &'static str },
    #[error("{key} is not between {least} and {most}")]
    Bounds { key: &'static str, least: u32, most: u32 },
    #[error("{field} does not take the answer {answer:?} ({code})")]
    Answer { field: String, answer: String, code: &'static str },
    #[error("the condition says {what}")]
    Cue { what: &'static str },
    #[error("this says {what}")]
    Deed { what: &'static str },
    #[error("nothing ever starts this event")]
    NeverStarts,
    #[error("the events {id} wait for each other")]
    Circle { id: String },
    #[error("the text speaks of {{{id}}}, which is no young person of the script")]
    Placeholder { id: String },
    #[error("the two languages do not speak of the same young people")]
    PlaceholdersDiffer,
    #[error("the text calls somebody {word:?}")]
    ForbiddenText { word: String },
    #[error("the model run goes back in time")]
    ModelOrder,
}

impl ScriptProblem {
    /// A stable code for scripts.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "script.syntax",
            Self::FormatVersion { .. } => "script.format_version",
            Self::Id { .. } => "script.id",
            Self::Twice { .. } => "script.twice",
            Self::NotListed { .. } => "script.not_listed",
            Self::Word { .. } => "script.word",
            Self::Time { .. } => "script.time",
            Self::Length { .. } => "script.length",
            Self::OutsideCalendar => "script.outside_calendar",
            Self::Empty { .. } => "script.empty",
            Self::Bounds { .. } => "script.bounds",
            Self::Answer { .. } => "script.answer",
            Self::Cue { .. } => "script.cue",
            Self::Deed { .. } => "script.deed",
            Self::NeverStarts => "script.never_starts",
            Self::Circle { .. } => "script.circle",
            Self::Placeholder { .. } => "script.placeholder",
            Self::PlaceholdersDiffer => "script.placeholders_differ",
            Self::ForbiddenText { .. } => "script.forbidden_text",
            Self::ModelOrder => "script.model_order",
        }
    }

    /// What to do about it, as a sentence.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "Compare the line with drills/FORMAT.md",
            Self::FormatVersion { .. } => "Write format = 1, or install the app that reads the newer format",
            Self::Id { .. } => "Use 1 to 64 letters, digits, - _ and . beginning with a letter or digit",
            Self::Twice { .. } => "Give one of the two another id",
            Self::NotListed { .. } => "Correct the id, or add it to the script or the pack",
            Self::Word { .. } => "Write one of them",
            Self::Time { .. } => "Write a time with its offset, such as 2026-03-06T21:40:00-08:00",
            Self::Length { .. } => "Write hours and minutes, such as PT90M",
            Self::OutsideCalendar => "Choose a day between the calendar's first and last",
            Self::Empty { .. } => "Write it, or at least one of it",
            Self::Bounds { .. } => "Choose a number in between",
            Self::Answer { .. } => "Write it as the terminal takes it, or @unknown, @not_asked, @declined",
            Self::Cue { .. } => "Write one of opened, called, happened, step, field, clock, all, any, not",
            Self::Deed { .. } => "Write one of step, answers, left; a trainee also has open and call",
            Self::NeverStarts => "Add at or cue",
            Self::Circle { .. } => "Let one of them start by itself",
            Self::Placeholder { .. } => "Write the id of a [[youth]] in braces",
            Self::PlaceholdersDiffer => "Name the same ones in both",
            Self::ForbiddenText { .. } => "Say what happened, without a label for the young person",
            Self::ModelOrder => "Put the deeds in order",
        }
    }
}
