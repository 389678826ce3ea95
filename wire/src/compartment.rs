//! Classes of content. An episode has one space for each compartment that is written.

use std::fmt;
use std::str::FromStr;

/// A class of content with its own readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Compartment {
    /// Logistics, needs, step states: everyone assigned to the episode.
    Ops = 1,
    /// Investigative facts: law enforcement on the episode and its supervisors.
    Le = 2,
    /// Child welfare: reports, placement, history.
    Cw = 3,
    /// Clinicians.
    Med = 4,
    /// Privileged notes of the advocacy agency, in that agency's own realm.
    Adv = 5,
    /// Step times without names, for one station.
    Stat = 6,
    /// Published tables.
    Agg = 7,
    /// What was done on a device, for auditors: no part of any episode.
    Audit = 8,
    /// Nothing real: custodians practise a recovery with it. No founding, grant or pack names it; its paper key is one
    /// that the root says afterwards.
    Test = 9,
}

impl Compartment {
    /// Every compartment, in the order of their numbers.
    pub const ALL: [Self; 9] =
        [Self::Ops, Self::Le, Self::Cw, Self::Med, Self::Adv, Self::Stat, Self::Agg, Self::Audit, Self::Test];

    /// Those that a realm can keep: what its founding may name.
    pub const OF_REALMS: [Self; 8] =
        [Self::Ops, Self::Le, Self::Cw, Self::Med, Self::Adv, Self::Stat, Self::Agg, Self::Audit];

    /// Those that an episode's record can have: what a pack may name.
    pub const OF_RECORDS: [Self; 7] = [Self::Ops, Self::Le, Self::Cw, Self::Med, Self::Adv, Self::Stat, Self::Agg];

    /// The number that stands in KEY bodies, genesis and payloads.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The compartment with this number, if there is one.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|compartment| compartment.number() == number)
    }

    /// The short name that packs and people use.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ops => "OPS",
            Self::Le => "LE",
            Self::Cw => "CW",
            Self::Med => "MED",
            Self::Adv => "ADV",
            Self::Stat => "STAT",
            Self::Agg => "AGG",
            Self::Audit => "AUDIT",
            Self::Test => "TEST",
        }
    }
}

impl fmt::Display for Compartment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Compartment {
    type Err = UnknownCompartment;

    fn from_str(text: &str) -> Result<Self, UnknownCompartment> {
        Self::ALL.into_iter().find(|compartment| compartment.code() == text).ok_or(UnknownCompartment)
    }
}

/// A text that names no compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no compartment has this name")]
pub struct UnknownCompartment;
