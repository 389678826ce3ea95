//! Entitlements: role, reach, classes of content, rights.

use super::as_of::AsOf;
use super::device::End;
use super::relief::{Relief, Under};
use super::scope::{Scope, SpaceFacts};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, GrantId, Hash, PersonId};
use std::collections::BTreeMap;

/// What a person does in the realm.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Records recoveries.
    Deputy,
    /// Stands beside the youth.
    Advocate,
    /// Runs a shift and hands it over.
    StationLead,
    /// Enrols people and devices.
    Registrar,
    /// Reports to the county.
    Coordinator,
    /// Works for child welfare or probation.
    Worker,
    /// Reads what was done on the devices, and no episode.
    Auditor,
    /// A role of a later version, by its code.
    Other(String),
}

impl Role {
    /// The code that stands in statements.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Deputy => "deputy",
            Self::Advocate => "advocate",
            Self::StationLead => "station_lead",
            Self::Registrar => "registrar",
            Self::Coordinator => "coordinator",
            Self::Worker => "worker",
            Self::Auditor => "auditor",
            Self::Other(code) => code,
        }
    }

    /// The role with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let known = [
            Self::Deputy,
            Self::Advocate,
            Self::StationLead,
            Self::Registrar,
            Self::Coordinator,
            Self::Worker,
            Self::Auditor,
        ];
        known.into_iter().find(|role| role.code() == code).unwrap_or_else(|| Self::Other(code.to_owned()))
    }
}

/// What a grant allows beyond reading what it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Open episodes, and read and write those that the person opened.
    Open,
    /// Write into every space that the grant reaches.
    Write,
    /// Entitle others to single episodes within reach.
    Assign,
    /// Open releases of named sections.
    Release,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 4] = [Self::Open, Self::Write, Self::Assign, Self::Release];

    /// The code that stands in statements and in genesis.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Write => "write",
            Self::Assign => "assign",
            Self::Release => "release",
        }
    }

    /// The right with this code; none for one of a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.code() == code)
    }
}

/// What a grant says to the members of the realm.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GrantTerms {
    /// The role in which it is given.
    pub role: Role,
    /// How far it reaches.
    pub scope: Scope,
    /// The classes of content.
    pub compartments: Vec<Compartment>,
    /// What is allowed.
    pub rights: Vec<Right>,
    /// Why it was given, such as `assignment` or `guest`.
    pub basis: String,
}

impl GrantTerms {
    /// Whether it allows this.
    #[must_use]
    pub fn allows(&self, right: Right) -> bool {
        self.rights.contains(&right)
    }

    /// Whether the space lies within class and reach.
    #[must_use]
    pub fn reaches(&self, space: &SpaceFacts) -> bool {
        self.compartments.contains(&space.compartment) && self.scope.reaches(space)
    }

    /// Whether a person under these terms holds the space's key.
    ///
    /// Somebody who may open episodes but not write everywhere within reach holds what they opened
    /// themselves: a deputy does not read the episodes of the whole station.
    #[must_use]
    pub fn reads(&self, space: &SpaceFacts, person: &PersonId) -> bool {
        self.reaches(space) && (!self.is_own_only() || space.opened_by.as_ref() == Some(person))
    }

    /// Whether a person under these terms may write into the space.
    #[must_use]
    pub fn writes(&self, space: &SpaceFacts, person: &PersonId) -> bool {
        let allowed = self.allows(Right::Write) || self.allows(Right::Open);
        allowed && self.reads(space, person)
    }
}

/// A grant that counts, ended or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRecord {
    /// The grant.
    pub grant_id: GrantId,
    /// Who is entitled.
    pub person_id: PersonId,
    /// What it says; none while the sealed part cannot be opened here, and then it allows nothing.
    pub terms: Option<GrantTerms>,
    /// From when it is shown and served, in milliseconds since 1970 UTC.
    pub not_before_ms: i64,
    /// Until when, in milliseconds since 1970 UTC.
    pub not_after_ms: i64,
    /// The statement.
    pub statement: Hash,
    /// Who said it.
    pub by: DeviceId,
    /// Its place in that device's chain.
    pub seq: u64,
    /// Its place in the server's log, once it has one.
    pub pos: Option<u64>,
    /// The rights on which it rests; empty when a registrar gave it.
    pub under: Vec<Under>,
    /// Classes of content that it names and does not give before a second registrar has signed.
    pub awaits_cosign: Vec<Compartment>,
    /// The statements that end it.
    pub ends: Vec<End>,
    /// The statements that end what it gave of single episodes.
    pub reliefs: BTreeMap<EpisodeId, Vec<Relief>>,
}

impl GrantRecord {
    /// Whether nothing has ended it. Its dates are another question.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether it has begun and is not over.
    #[must_use]
    pub fn is_within_dates(&self, as_of: impl Into<AsOf>) -> bool {
        let AsOf { ms, latest_ms } = as_of.into();
        self.not_before_ms <= latest_ms && ms < self.not_after_ms
    }

    /// Whether it lets its person hold the space's key, had it not ended as a whole.
    #[must_use]
    pub fn reads(&self, space: &SpaceFacts) -> bool {
        self.had(space) && self.reliefs_of(space).next().is_none()
    }

    /// Whether it ever let its person hold the space's key, had nothing ended it.
    #[must_use]
    pub fn had(&self, space: &SpaceFacts) -> bool {
        self.terms.as_ref().is_some_and(|terms| terms.reads(space, &self.person_id)) && self.is_backed_for(space)
    }

    /// The statements that end what it gave of this space.
    pub fn ends_of<'a>(&'a self, space: &'a SpaceFacts) -> impl Iterator<Item = &'a End> {
        self.ends.iter().chain(self.reliefs_of(space).map(|relief| &relief.end))
    }

    /// Whether it ever let its person write into the space, had nothing ended it.
    #[must_use]
    pub fn writes(&self, space: &SpaceFacts) -> bool {
        self.is_backed_for(space) && self.terms.as_ref().is_some_and(|terms| terms.writes(space, &self.person_id))
    }

    /// Nobody can give more than lies within their own reach.
    fn is_backed_for(&self, space: &SpaceFacts) -> bool {
        self.under.is_empty() || self.under.iter().any(|under| under.covers(space))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(rights: &[Right]) -> GrantTerms {
        GrantTerms {
            role: Role::Deputy,
            scope: Scope::Station("harbor".into()),
            compartments: vec![Compartment::Ops],
            rights: rights.to_vec(),
            basis: "assignment".into(),
        }
    }

    fn space(compartment: Compartment, opened_by: u8) -> SpaceFacts {
        SpaceFacts {
            station: Some("harbor".into()),
            opened_by: Some(PersonId([opened_by; 16])),
            ..SpaceFacts::of(compartment)
        }
    }

    #[test]
    fn codes_are_read_back() {
        for code in ["deputy", "advocate", "station_lead", "registrar", "coordinator", "worker", "auditor", "nurse"] {
            assert_eq!(Role::from_code(code).code(), code);
        }
        for right in Right::ALL {
            assert_eq!(Right::from_code(right.code()), Some(right));
        }
        assert_eq!(Right::from_code("everything"), None);
    }

    #[test]
    fn who_may_only_open_holds_only_what_they_opened() {
        let me = PersonId([1; 16]);
        let open = terms(&[Right::Open]);
        assert!(open.writes(&space(Compartment::Ops, 1), &me));
        assert!(!open.reads(&space(Compartment::Ops, 2), &me));
        assert!(!open.reads(&SpaceFacts::of(Compartment::Ops), &me));
        assert!(terms(&[Right::Open, Right::Write]).writes(&space(Compartment::Ops, 2), &me));
    }

    #[test]
    fn another_class_of_content_is_out_of_reach() {
        let me = PersonId([1; 16]);
        let all = terms(&Right::ALL);
        assert!(!all.reads(&space(Compartment::Le, 1), &me));
        assert!(all.reads(&space(Compartment::Ops, 2), &me));
    }

    #[test]
    fn a_grant_without_rights_reads_and_does_not_write() {
        let me = PersonId([1; 16]);
        let reader = terms(&[]);
        assert!(reader.reads(&space(Compartment::Ops, 2), &me));
        assert!(!reader.writes(&space(Compartment::Ops, 2), &me));
    }
}
