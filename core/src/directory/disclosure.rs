//! Releases of information, and holds: who gave whom a copy of parts of an episode, until when, what ended it before its
//! time, which devices say that they opened it or destroyed it, and what must not be destroyed meanwhile.
//!
//! A copy has a space of its own. No grant reaches it: whoever may hold its key follows from this alone. (The release of a
//! forgotten PIN is `enrol::release`, and has nothing to do with it.)

use super::device::{DeviceRecord, End};
use super::evaluate::Directory;
use first72_wire::id::{DeviceId, Hash, MatterId, PersonId, SpaceId};
use std::collections::BTreeSet;

/// The longest that a copy is given for, in milliseconds: 90 days, after which it is signed anew.
pub const LONGEST_MS: i64 = 90 * 24 * 60 * 60 * 1_000;

/// A copy of parts of an episode, as statements say it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// The space that holds the copy.
    pub space: SpaceId,
    /// What it is about.
    pub matter: MatterId,
    /// The statement that gave it.
    pub statement: Hash,
    /// Whose device gave it.
    pub author: PersonId,
    /// To whom.
    pub to: PersonId,
    /// From when, by the reckoned time of who gave it, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Until when; at most [`LONGEST_MS`] later.
    pub end_ms: i64,
    /// Whether it becomes a record of who it was given to, which no end takes back.
    pub may_keep: bool,
    /// The copy that this one takes the place of.
    pub supersedes: Option<SpaceId>,
    /// The statements that ended it before its time.
    pub closes: Vec<End>,
}

impl Disclosure {
    /// Whether nothing has ended it and its time runs at `now_ms`.
    #[must_use]
    pub fn is_open(&self, now_ms: i64) -> bool {
        self.closes.is_empty() && now_ms < self.end_ms
    }

    /// The statement that ended it: the first that did, or its own once it is certain that its time is over. None while it
    /// runs, and while that is not certain.
    #[must_use]
    pub fn ended_by(&self, certain_ms: Option<i64>) -> Option<Hash> {
        let closed = self.closes.iter().map(|end| (end.pos.unwrap_or(u64::MAX), end.statement)).min();
        let over = || certain_ms.filter(|now_ms| *now_ms >= self.end_ms).map(|_| self.statement);
        closed.map(|(_, statement)| statement).or_else(over)
    }

    /// Every statement that may be named as its end.
    fn ends(&self) -> impl Iterator<Item = Hash> {
        self.closes.iter().map(|end| end.statement).chain([self.statement])
    }
}

/// Nothing that was given of an episode is destroyed while this stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The statement.
    pub statement: Hash,
    /// The episode.
    pub matter: MatterId,
    /// Whose device said so.
    pub by: DeviceId,
    /// Why, as a person wrote it; none while it cannot be read here, and it stands all the same.
    pub reason: Option<String>,
    /// Since when, by the reckoned time of who said so, in milliseconds since 1970 UTC; none while that cannot be read here.
    pub from_ms: Option<i64>,
    /// The statements that ended it.
    pub ends: Vec<End>,
}

impl Hold {
    /// Whether nothing has ended it.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.ends.is_empty()
    }
}

impl Directory {
    /// Every copy that was given, ended or not, in ascending order of the spaces.
    pub fn disclosures(&self) -> impl Iterator<Item = &Disclosure> {
        self.disclosures.values()
    }

    /// What is known of the copy in this space.
    #[must_use]
    pub fn disclosure(&self, space: &SpaceId) -> Option<&Disclosure> {
        self.disclosures.get(space)
    }

    /// Every hold, ended or not.
    pub fn legal_holds(&self) -> impl Iterator<Item = &Hold> {
        self.holds.values()
    }

    /// A hold on this episode that stands.
    #[must_use]
    pub fn held(&self, matter: &MatterId) -> Option<&Hold> {
        self.holds.values().find(|hold| hold.matter == *matter && hold.stands())
    }

    /// The live devices that may hold the key of a copy at `now_ms`: those of the person whom it was given to, and those of
    /// who gave it.
    #[must_use]
    pub fn readers_of_copy(&self, now_ms: i64, disclosure: &Disclosure) -> BTreeSet<DeviceId> {
        let is_theirs = |device: &&DeviceRecord| [disclosure.author, disclosure.to].contains(&device.person_id);
        self.members_at(now_ms).into_iter().filter(is_theirs).map(|device| device.device_id).collect()
    }

    /// The devices of the person whom it was given to that say they have opened it.
    #[must_use]
    pub fn opened_by(&self, disclosure: &Disclosure) -> BTreeSet<DeviceId> {
        let said = self.opened.get(&disclosure.statement).into_iter().flatten();
        said.filter(|device| self.is_of(device, disclosure.to)).copied().collect()
    }

    /// The devices of the person whom it was given to that say they have destroyed it.
    #[must_use]
    pub fn purged_by(&self, disclosure: &Disclosure) -> BTreeSet<DeviceId> {
        let said = disclosure.ends().flat_map(|end| self.cleared.get(&end).into_iter().flatten());
        said.filter(|device| self.is_of(device, disclosure.to)).copied().collect()
    }

    pub(super) fn is_of(&self, device: &DeviceId, person: PersonId) -> bool {
        self.device(device).is_some_and(|device| device.person_id == person)
    }
}
