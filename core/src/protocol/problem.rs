//! What can be wrong with a pack: a typed problem with its file and line, a sentence, and what to do about it.

use std::fmt;

use super::pack::FORMAT;

/// One mistake in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file's name inside the pack's folder.
    pub file: String,
    /// The line, from 1; 0 when the file itself is missing.
    pub line: u32,
    /// What is wrong.
    pub problem: Problem,
}

impl PackError {
    /// The stable code of the problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}. {}", self.file, self.line, self.problem, self.problem.advice())
    }
}

/// Every mistake found in a pack, in the order of files and lines. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PackErrors(pub Vec<PackError>);

impl PackErrors {
    /// The stable code of the whole.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "pack.refused"
    }
}

impl fmt::Display for PackErrors {
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

/// What a reference can point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A `[[clock]]`.
    Clock,
    /// A `[[role]]`.
    Role,
    /// A `[[phase]]`.
    Phase,
    /// A `[[track]]`.
    Track,
    /// An `[[occasion]]`.
    Occasion,
    /// A `[[source]]`.
    Source,
    /// A `[[hours]]`.
    Hours,
    /// An entry of `[terms]`.
    Term,
    /// A `[[step]]`.
    Step,
    /// A `[[branch]]`.
    Branch,
    /// A `[[topic]]`.
    Topic,
    /// A `[[field]]`.
    Field,
    /// A piece of evidence.
    Evidence,
    /// A `[[contact]]`.
    Contact,
    /// An `[[area]]`.
    Area,
    /// A `[[document]]`.
    Document,
    /// A `[[scenario]]`.
    Scenario,
    /// A `[[tell]]`.
    Tell,
    /// A `[[holiday]]`.
    Holiday,
    /// A compartment.
    Compartment,
}

impl Thing {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Role => "role",
            Self::Phase => "phase",
            Self::Track => "track",
            Self::Occasion => "occasion",
            Self::Source => "source",
            Self::Hours => "hours",
            Self::Term => "term",
            Self::Step => "step",
            Self::Branch => "branch",
            Self::Topic => "topic",
            Self::Field => "field",
            Self::Evidence => "evidence",
            Self::Contact => "contact",
            Self::Area => "area",
            Self::Document => "document",
            Self::Scenario => "scenario",
            Self::Tell => "tell",
            Self::Holiday => "holiday",
            Self::Compartment => "compartment",
        }
    }

    /// The file that lists it.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::Clock
            | Self::Role
            | Self::Phase
            | Self::Track
            | Self::Occasion
            | Self::Source
            | Self::Hours
            | Self::Term
            | Self::Document => "pack.toml",
            Self::Step | Self::Evidence => "steps.toml or branches.toml",
            Self::Branch => "branches.toml",
            Self::Topic | Self::Field => "forms.toml",
            Self::Contact | Self::Area => "contacts.toml",
            Self::Scenario => "scenarios.toml",
            Self::Tell => "advocate.toml",
            Self::Holiday => "calendar.toml",
            Self::Compartment => "the app",
        }
    }
}

/// What is wrong in one place of a pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant's sentence and advice stand in its message; fields are named in them")]
pub enum Problem {
    #[error("the file is missing")]
    FileMissing,
    #[error("a pack has no file of this name")]
    FileUnknown,
    #[error("this is not what the format expects here: {message}")]
    Syntax { message: String },
    #[error("the pack is written in format {found}, this app reads format {FORMAT}")]
    FormatVersion { found: i64 },
    #[error("{id:?} cannot be an id")]
    Id { id: String },
    #[error("the {} {id} stands here a second time", thing.word())]
    Twice { thing: Thing, id: String },
    #[error("there is no {} {id:?}", thing.word())]
    NotListed { thing: Thing, id: String, known: Vec<String> },
    #[error("{key} is empty")]
    Empty { key: &'static str },
    #[error("{text:?} is not one of the words allowed for {key}")]
    Word { key: &'static str, text: String, allowed: Vec<&'static str> },
    #[error("{text:?} is not a length of time")]
    Length { text: String },
    #[error("{text:?} is not a due time")]
    Due { text: String },
    #[error("the term {term} is not {wanted}")]
    TermType { term: String, wanted: &'static str },
    #[error("the due time needs a clock to count from")]
    ClockNeeded,
    #[error("`until` belongs to a due time that repeats")]
    UntilWithoutRepeat,
    #[error("a condition stands here without `unknown`")]
    UnknownUndecided,
    #[error("the condition cannot be understood: {fault}")]
    Condition { fault: ConditionFault },
    #[error("the field {field} has no answer {choice:?}")]
    NotOffered { field: String, choice: String, choices: Vec<String> },
    #[error("the field {field} is of the type {found}; this needs {wanted}")]
    FieldType { field: String, found: &'static str, wanted: &'static str },
    #[error("`{key}` does not go with the type {found}")]
    KeyForType { key: &'static str, found: String },
    #[error("a {found} needs `choices`")]
    ChoicesNeeded { found: &'static str },
    #[error("min {min} is above max {max}")]
    BoundsReversed { min: i64, max: i64 },
    #[error("the choice {choice:?} repeats an answer that every question has")]
    ReservedChoice { choice: String },
    #[error("{id:?} names {word:?}, and nothing in a record may hold that about a young person")]
    ForbiddenId { id: String, word: String },
    #[error("the text calls somebody {word:?}")]
    ForbiddenText { word: String },
    #[error("the step {step} is law and cannot be set aside")]
    LawSetAside { step: String },
    #[error("it says \"sourced\" and names no source")]
    SourceNeeded,
    #[error("the {} {id} hangs on itself", thing.word())]
    Circle { thing: Thing, id: String },
    #[error("there is no time zone {name:?}")]
    TimeZone { name: String },
    #[error("{text:?} is not a day of the calendar")]
    Day { text: String },
    #[error("{text:?} is not a time of day")]
    TimeOfDay { text: String },
    #[error("the calendar ends before it starts")]
    CalendarReversed,
    #[error("the holiday lies outside the calendar")]
    HolidayOutside,
    #[error("a week without a working day")]
    WeekendAlways,
    #[error("the pack is verified and does not say by whom")]
    VerifiedByNobody,
    #[error("{number:?} is not a number that can be dialled")]
    PhoneNumber { number: String },
    #[error("opening hours need both a time from and a time to, or neither")]
    HalfHours,
    #[error("`phase` ends without a clock")]
    PhaseClock,
    #[error("{language}: the text {key} is missing")]
    TextMissing { language: String, key: String },
    #[error("the text {key} belongs to nothing in the pack")]
    TextOver { key: String },
    #[error("the text {key} is empty")]
    TextEmpty { key: String },
    #[error("the file says language {found:?}")]
    TextLanguage { found: String },
    #[error("{text:?} is not a time of the scenario")]
    ScenarioTime { text: String },
    #[error("the moments of a scenario go forward in time")]
    ScenarioOrder,
    #[error("the scenario gives the field {field} an answer that it does not take ({code})")]
    ScenarioAnswer { field: String, code: &'static str },
    #[error("the pack does not say that it is made from {id} {version}")]
    BasedOnOther { id: String, version: String },
    #[error("the law step {step} of the pack it is made from {fault}")]
    LawLost { step: String, fault: &'static str },
    #[error("the card looks at {what}, which not everybody on the episode can read")]
    CardLooksAt { what: String },
    #[error("the card says {word:?}")]
    CardWord { word: String },
    #[error("a line of the card has {chars} characters, {most} are allowed")]
    CardLong { chars: usize, most: usize },
    #[error("{field} is kept in {found}; this needs one that is kept in {wanted} alone or first")]
    KeptElsewhere { field: String, found: &'static str, wanted: &'static str },
}

/// Why a condition cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each variant's sentence says it")]
pub enum ConditionFault {
    #[error("it has no field, step, clock, track, branch, all, any or not")]
    NoSubject,
    #[error("it has more than one of field, step, clock, track, branch, all, any, not")]
    ManySubjects,
    #[error("it does not say what the field must be")]
    NoTest,
    #[error("it says more than one thing about the field")]
    ManyTests,
    #[error("a key does not go with the rest")]
    KeyMisplaced,
    #[error("`all` or `any` is empty")]
    EmptyList,
    #[error("a step's condition needs `state`")]
    NoState,
    #[error("a clock's condition needs `set = true`, or `within` and `of`, or `during`")]
    NoClockTest,
    #[error("conditions are nested too deeply")]
    TooDeep,
    #[error("a track or branch cannot hang on a branch or on its own kind")]
    WrongLevel,
}
