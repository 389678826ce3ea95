//! Changes: what one save can do to an episode. A change of a later version is kept as it came.

mod codec;

use super::answer::{Answer, Instant, Value};
use super::consent::Consent;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, OpId};
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroize;

pub(super) use codec::{read, write};

/// Names one change of one save, so that a later one can settle or amend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChangeRef {
    /// The save.
    pub op: OpId,
    /// Which of its changes, from 0.
    pub index: u16,
}

/// The exact pack that an episode runs on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackRef {
    /// The pack's id, such as `los-angeles`.
    pub id: String,
    /// Its version, such as `2026.1`.
    pub version: String,
    /// The hash of its files; none in a record made before hashes were kept.
    pub hash: Option<Hash>,
}

/// What a person said about a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum StepKind {
    /// It was done.
    Done = 0,
    /// The last word was a mistake.
    Undone = 1,
    /// The youth declined it.
    Declined = 2,
    /// It does not apply here.
    NotApplicable = 3,
    /// It was missed; only a person says so, never a clock.
    Missed = 4,
    /// Somebody else took it over.
    Transferred = 5,
    /// It is open again.
    Reopened = 6,
}

impl StepKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 7] = [
        Self::Done,
        Self::Undone,
        Self::Declined,
        Self::NotApplicable,
        Self::Missed,
        Self::Transferred,
        Self::Reopened,
    ];
}

/// One thing that a person said about a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepEvent {
    /// What was said.
    pub kind: StepKind,
    /// When it happened, as the person gave it.
    pub at: Instant,
    /// Why, where the step asks for a reason.
    pub reason: Option<String>,
    /// Who took it over.
    pub to: Option<String>,
    /// What was written down with it, by evidence id.
    pub evidence: BTreeMap<String, Value>,
}

/// One change. Its `Debug` names the kind and the question only: content never reaches a log.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The first change of every space of an episode.
    Open {
        /// The episode.
        episode: EpisodeId,
        /// What the space holds.
        compartment: Compartment,
        /// The station's code.
        station: String,
        /// The two neutral words.
        handle: String,
        /// The pack that the episode runs on.
        pack: PackRef,
    },
    /// An answer to a question.
    Answer {
        /// The question's key.
        field: String,
        /// The answer.
        answer: Answer,
        /// The answers that the author saw and settles by this one.
        replaces: Vec<ChangeRef>,
    },
    /// One more item of a set.
    AddItem {
        /// The set's key.
        field: String,
        /// The item's code or text.
        item: String,
    },
    /// An item taken out of a set.
    RemoveItem {
        /// The set's key.
        field: String,
        /// The item's code or text.
        item: String,
        /// The additions that the author saw; others stay.
        removes: Vec<ChangeRef>,
    },
    /// Something was said about a step.
    Step {
        /// The step's id.
        step: String,
        /// What was said.
        event: StepEvent,
        /// The events that the author saw and settles by this one.
        replaces: Vec<ChangeRef>,
    },
    /// A note.
    Note {
        /// Its text.
        text: String,
    },
    /// A correction beside a note; the note stays.
    Amend {
        /// The note.
        note: ChangeRef,
        /// The corrected text; without any the note is taken back.
        text: String,
        /// The corrections that the author saw and settles by this one.
        replaces: Vec<ChangeRef>,
    },
    /// The episode goes on with another pack, or another version of its own.
    MovePack {
        /// The pack from now on.
        to: PackRef,
        /// The pack until now, as its author saw it.
        from: PackRef,
        /// The moves that the author saw and settles by this one.
        replaces: Vec<ChangeRef>,
    },
    /// On what ground a copy of parts of the episode was given to somebody.
    Consent(Box<Consent>),
    /// A change of a later version.
    Unknown {
        /// Its number.
        code: u64,
        /// Its exact bytes.
        raw: Vec<u8>,
    },
}

impl Change {
    /// The earlier changes that this one settles.
    #[must_use]
    pub fn settles(&self) -> &[ChangeRef] {
        match self {
            Self::Answer { replaces, .. }
            | Self::Step { replaces, .. }
            | Self::Amend { replaces, .. }
            | Self::MovePack { replaces, .. } => replaces,
            Self::RemoveItem { removes, .. } => removes,
            _ => &[],
        }
    }
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open { compartment, .. } => write!(f, "Open({compartment})"),
            Self::Answer { field, .. } => write!(f, "Answer({field})"),
            Self::AddItem { field, .. } => write!(f, "AddItem({field})"),
            Self::RemoveItem { field, .. } => write!(f, "RemoveItem({field})"),
            Self::Step { step, event, .. } => write!(f, "Step({step}, {:?})", event.kind),
            Self::Note { .. } => f.write_str("Note"),
            Self::Amend { .. } => f.write_str("Amend"),
            Self::MovePack { to, .. } => write!(f, "MovePack({} {})", to.id, to.version),
            Self::Consent(consent) => write!(f, "Consent({:?})", consent.basis),
            Self::Unknown { code, .. } => write!(f, "Unknown({code})"),
        }
    }
}

impl Zeroize for StepEvent {
    fn zeroize(&mut self) {
        self.reason.zeroize();
        self.to.zeroize();
        self.evidence.values_mut().for_each(Zeroize::zeroize);
    }
}

impl Zeroize for Change {
    fn zeroize(&mut self) {
        match self {
            Self::Open { station, handle, .. } => {
                station.zeroize();
                handle.zeroize();
            }
            Self::Answer { answer, .. } => answer.zeroize(),
            Self::AddItem { item, .. } | Self::RemoveItem { item, .. } => item.zeroize(),
            Self::Step { event, .. } => event.zeroize(),
            Self::Note { text } | Self::Amend { text, .. } => text.zeroize(),
            Self::Consent(consent) => consent.zeroize(),
            // Which pack is said by anybody's checklist.
            Self::MovePack { .. } => {}
            Self::Unknown { raw, .. } => raw.zeroize(),
        }
    }
}
