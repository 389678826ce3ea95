//! Reliefs: a person who held one episode, by having opened it or by an assignment, holds it no longer. And whose right an
//! entitlement rests on that no registrar gave.

use super::device::End;
use super::evaluate::Directory;
use super::grant::{GrantRecord, GrantTerms, Right};
use super::scope::{Scope, SpaceFacts};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, PersonId};
use std::collections::BTreeSet;

/// Why a grant was given by which an episode was handed over: its `basis`.
pub const HANDED_OVER: &str = "hand-over";

/// Whose right a grant for one episode rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// A lead's, who may assign as far as these terms reach.
    Lead(GrantTerms),
    /// Of somebody who held the episode under these terms, and handed it on to somebody who could have opened it.
    Holder(PersonId, GrantTerms),
    /// Nobody's: in an emergency a person looks in on their own word, as far as the operations of an episode.
    Glass,
}

impl Under {
    /// Whether that right reached the space.
    #[must_use]
    pub fn covers(&self, space: &SpaceFacts) -> bool {
        match self {
            Self::Lead(terms) => terms.reaches(space),
            Self::Holder(person, terms) => terms.reads(space, person),
            Self::Glass => space.compartment == Compartment::Ops,
        }
    }
}

/// A statement by which a person holds an episode no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relief {
    /// The lead's own terms: what they do not reach is not ended. Empty for a registrar's word, and for the person's own.
    pub under: Vec<GrantTerms>,
    /// The statement, its author and its place.
    pub end: End,
}

impl Relief {
    /// Whether it reaches the space.
    #[must_use]
    pub fn covers(&self, space: &SpaceFacts) -> bool {
        self.under.is_empty() || self.under.iter().any(|terms| terms.reaches(space))
    }

    /// Whether it reaches this class of content, at whatever station.
    #[must_use]
    pub fn is_about(&self, class: Compartment) -> bool {
        self.under.is_empty() || self.under.iter().any(|terms| terms.compartments.contains(&class))
    }

    /// Whether a grant for the episode, said by `by` as entry `seq` of their chain at `pos` of the log, is one that it ends.
    /// Who was relieved can be given the episode again; what is not clearly later is ended.
    #[must_use]
    pub fn ends_grant(&self, by: DeviceId, seq: u64, pos: Option<u64>) -> bool {
        if by == self.end.by {
            return seq < self.end.seq;
        }
        self.end.pos.is_none_or(|ended| pos.is_some_and(|said| said < ended))
    }
}

impl GrantTerms {
    /// Whether a person under these terms holds only what they opened themselves.
    #[must_use]
    pub fn is_own_only(&self) -> bool {
        self.allows(Right::Open) && !self.allows(Right::Write)
    }

    /// Whether they are about one episode.
    #[must_use]
    pub const fn is_for_one_episode(&self) -> bool {
        matches!(self.scope, Scope::Case(_))
    }
}

impl GrantRecord {
    /// The reliefs that reach this space.
    pub fn reliefs_of<'a>(&'a self, space: &'a SpaceFacts) -> impl Iterator<Item = &'a Relief> {
        let of_episode = space.episode.and_then(|episode| self.reliefs.get(&episode));
        of_episode.into_iter().flatten().filter(|relief| relief.covers(space))
    }

    /// Whether it was for one episode, and nothing of it is left.
    #[must_use]
    pub fn is_relieved(&self) -> bool {
        let Some(terms) = self.terms.as_ref().filter(|terms| terms.is_for_one_episode()) else { return false };
        let ended = |class: &Compartment| self.reliefs.values().flatten().any(|relief| relief.is_about(*class));
        !terms.compartments.is_empty() && terms.compartments.iter().all(ended)
    }

    /// Whether its time can be over without anybody's word: one episode, or a guest of another agency. The yearly grants
    /// of a county's own people are renewed, and a night in which somebody forgot that must not empty every phone.
    fn lapses(&self, directory: &Directory) -> bool {
        let is_guest = || directory.person(&self.person_id).and_then(|person| person.facts.as_ref());
        self.terms.as_ref().is_some_and(GrantTerms::is_for_one_episode) || is_guest().is_some_and(|facts| facts.guest)
    }
}

impl Directory {
    /// The statement that ended what a device's person held of a space; none while they hold it, never held it, or while
    /// something that they hold cannot be read here.
    ///
    /// `certain_ms` is the time when it is certain: only then is a date that has passed an end.
    #[must_use]
    pub fn ended_by(&self, device: &DeviceId, space: &SpaceFacts, certain_ms: Option<i64>) -> Option<Hash> {
        let person = self.device(device)?.person_id;
        // What ended the last of it; who was relieved, given it again and relieved again has lost it by the second.
        let mut last: Option<(u64, Hash)> = None;
        for grant in self.grants_of(&person) {
            if grant.terms.is_none() && grant.is_live() {
                return None;
            }
            if !grant.had(space) {
                continue;
            }
            // Of several that end one grant the first did it. What has no place in the log yet comes last.
            let ended = grant.ends_of(space).map(|end| (end.pos.unwrap_or(u64::MAX), end.statement)).min();
            let over = || certain_ms.is_some_and(|now_ms| now_ms >= grant.not_after_ms) && grant.lapses(self);
            let ended = ended.or_else(|| over().then_some((u64::MAX, grant.statement)))?;
            last = last.max(Some(ended));
        }
        last.map(|(_, statement)| statement)
    }

    /// The people in whose hands a space is at `now_ms`: they opened it, or were handed it. Not those who read it by a wider
    /// right, nor somebody with another work who was assigned to the one episode.
    #[must_use]
    pub fn holding(&self, now_ms: i64, space: &SpaceFacts) -> BTreeSet<PersonId> {
        let held = self.grants().filter(|grant| grant.is_live() && grant.is_within_dates(now_ms) && grant.reads(space));
        let held = held.filter(|grant| {
            let was_handed = |terms: &GrantTerms| terms.is_for_one_episode() && terms.basis == HANDED_OVER;
            grant.terms.as_ref().is_some_and(|terms| terms.is_own_only() || was_handed(terms))
        });
        held.map(|grant| grant.person_id).collect()
    }

    /// The devices that said they have removed what this statement ended.
    #[must_use]
    pub fn cleared_after(&self, statement: &Hash) -> &BTreeSet<DeviceId> {
        static NONE: BTreeSet<DeviceId> = BTreeSet::new();
        self.cleared.get(statement).unwrap_or(&NONE)
    }
}
