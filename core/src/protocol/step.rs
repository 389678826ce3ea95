//! Steps and branches of a pack, checked: who does what, when it stands, by when, and what is written down.

use first72_wire::compartment::Compartment;

use super::condition::{Condition, WhenUnknown};
use super::contact::ContactKind;
use super::due::DueRule;
use super::form::AnswerType;

/// How binding a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A statute or regulation.
    Law,
    /// The county's first-responder protocol.
    Protocol,
    /// One agency's own order.
    Agency,
    /// The state's model, not the county's.
    StateModel,
    /// Good practice.
    Advice,
}

impl Kind {
    /// Every kind, with its word in packs.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Law, "law"),
        (Self::Protocol, "protocol"),
        (Self::Agency, "agency"),
        (Self::StateModel, "state_model"),
        (Self::Advice, "advice"),
    ];

    /// The word of the kind in packs.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// How far a line of a pack can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Seen in a source.
    Sourced,
    /// The core seen, details recalled.
    Mixed,
    /// From practice; to be confirmed by the county.
    Recalled,
    /// A proposal.
    Proposal,
    /// Worked out from sources.
    Inferred,
}

impl Confidence {
    /// Every grade, with its word in packs.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Sourced, "sourced"),
        (Self::Mixed, "mixed"),
        (Self::Recalled, "recalled"),
        (Self::Proposal, "proposal"),
        (Self::Inferred, "inferred"),
    ];

    /// The word of the grade in packs.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(grade, _)| *grade == self).map_or("", |(_, word)| word)
    }
}

/// What stands behind a line of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Ids of the pack's sources.
    pub sources: Vec<String>,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// Whether the county has confirmed this line.
    pub verified: bool,
    /// For the reader of the pack; never shown at the scene.
    pub note: String,
}

/// When something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The condition.
    pub when: Condition,
    /// What it comes to while it is not known.
    pub unknown: WhenUnknown,
}

/// A thing that is written down when a step is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id; equal ids share one label.
    pub id: String,
    /// What it may be.
    pub kind: AnswerType,
    /// The field whose answer it is too.
    pub field: Option<String>,
    /// The clock that it sets.
    pub stamps: Option<String>,
    /// Whether the screen asks again when it is left out; nothing is blocked by it.
    pub needed: bool,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id, for ever.
    pub id: String,
    /// The branch that switches it on; `None`: it belongs to every episode.
    pub branch: Option<String>,
    /// Its phase.
    pub phase: String,
    /// Who may do it.
    pub roles: Vec<String>,
    /// Its own condition, on top of the branch's and the tracks'.
    pub gate: Gate,
    /// It stands only while one of these tracks is on; empty: always.
    pub tracks: Vec<String>,
    /// The clock that its due time counts from.
    pub clock: Option<String>,
    /// When it is due.
    pub due: DueRule,
    /// How binding it is.
    pub kind: Kind,
    /// What is written down.
    pub evidence: Vec<Evidence>,
    /// Who sees it; the first is where its events are kept.
    pub see: Vec<Compartment>,
    /// Whether it is safe to show to the young person.
    pub show_youth: bool,
    /// The clock that doing it sets.
    pub stamps: Option<String>,
    /// Contacts that its page offers.
    pub contacts: Vec<String>,
    /// Everybody who is there for one of these is offered too.
    pub contact_kinds: Vec<ContactKind>,
    /// Questions that its page offers.
    pub asks: Vec<String>,
    /// Questions that do the step: once all of them have an answer that was given, it is done.
    pub answered_by: Vec<String>,
    /// The step in whose place it stands.
    pub replaces: Option<String>,
    /// What stands behind it.
    pub claim: Claim,
    /// Its line in its file.
    pub line: u32,
}

impl Step {
    /// The compartment in which its events and evidence are kept.
    #[must_use]
    pub fn kept_in(&self) -> Compartment {
        self.see.first().copied().unwrap_or(Compartment::Ops)
    }

    /// Whether nobody but the advocacy agency ever learns what became of it.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.kept_in() == Compartment::Adv && !self.see.contains(&Compartment::Ops)
    }
}

/// Steps that answers switch on together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its id.
    pub id: String,
    /// When it is on.
    pub gate: Gate,
    /// Steps that it sets aside while it is on because of an answer.
    pub suspends: Vec<String>,
    /// For the reader of the pack.
    pub note: String,
}
