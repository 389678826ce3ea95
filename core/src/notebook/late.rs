//! Entries of an ended device that came after its end: kept, shown beside the record, counted once somebody takes them in.

use super::Notebook;
use super::error::NotebookError;
use super::judge::Border;
use super::seat::Seat;
use crate::directory::Right;
use crate::directory::ended::SignedReceipt;
use crate::directory::statement::Draft;
use crate::episode::Record;
use crate::moment::Moment;
use first72_wire::id::{DeviceId, EpisodeId, PersonId, RealmId, SpaceId};
use first72_wire::statement::{ChainHead, MOST_HEADS};
use std::collections::{BTreeMap, BTreeSet};

/// Late entries of one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateLine {
    /// The realm.
    pub realm: RealmId,
    /// The device that ended.
    pub device: DeviceId,
    /// Whose it was.
    pub person: Option<PersonId>,
    /// The short name of that person.
    pub short_name: Option<String>,
    /// How many saves of it wait.
    pub saves: usize,
    /// In which episodes.
    pub episodes: Vec<EpisodeId>,
}

impl Notebook {
    /// The late entries that can be read here, by the devices that wrote them.
    ///
    /// # Errors
    /// [`NotebookError::NotEnrolled`] when this device is not in that realm.
    pub fn late(&self, realm: RealmId) -> Result<Vec<LateLine>, NotebookError> {
        let seat = self.seat_of(realm)?;
        let mut lines: BTreeMap<DeviceId, LateLine> = BTreeMap::new();
        for (episode, record) in &self.records {
            for (device, space) in record.late_saves() {
                if !seat.spaces.contains_key(&space) {
                    continue;
                }
                let line = lines.entry(device).or_insert_with(|| seat.late_line(device));
                line.saves += 1;
                if line.episodes.last() != Some(episode) {
                    line.episodes.push(*episode);
                }
            }
        }
        Ok(lines.into_values().collect())
    }

    /// The late saves of one episode that can be read here, by the devices that wrote them.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn late_in(&self, episode: EpisodeId) -> Result<Vec<LateLine>, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let of_seat = |seat: &Seat| {
            let mut lines: BTreeMap<DeviceId, LateLine> = BTreeMap::new();
            for (device, _) in record.late_saves().filter(|(_, space)| seat.spaces.contains_key(space)) {
                let line = lines.entry(device).or_insert_with(|| seat.late_line(device));
                line.saves += 1;
                line.episodes = vec![episode];
            }
            lines.into_values().collect::<Vec<_>>()
        };
        Ok(self.seats.iter().flat_map(of_seat).collect())
    }

    /// Whether this person may take in late saves of a realm.
    #[must_use]
    pub fn may_adopt(&self, realm: RealmId, now: Moment) -> bool {
        let now_ms = self.time(now).ms;
        self.seats.iter().any(|seat| seat.realm() == realm && seat.may_adopt(now_ms))
    }

    /// Takes in a device's late entries, as far as they are here: they count from now on, for everybody.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] for somebody who is neither a registrar nor may assign; [`NotebookError::NoMember`]
    /// when nothing of that device waits here.
    pub fn adopt(&mut self, realm: RealmId, device: DeviceId, now: Moment) -> Result<(), NotebookError> {
        let seat = self.seat_of(realm)?;
        if !seat.may_adopt(self.time(now).ms) {
            return Err(NotebookError::NotRegistrar);
        }
        let late = self.records.values().flat_map(Record::late_saves).filter(|(author, _)| *author == device);
        let spaces: BTreeSet<SpaceId> = late.map(|(_, space)| space).collect();
        let heads: Vec<ChainHead> = spaces.iter().filter_map(|space| seat.head_of(space, &device)).collect();
        if heads.is_empty() {
            return Err(NotebookError::NoMember { what: "late entry of this device" });
        }
        let drafts = heads.chunks(MOST_HEADS).map(|heads| Draft::adopt(device, heads.to_vec())).collect();
        let random = std::sync::Arc::clone(&self.random);
        let entries = seat.statements(drafts, &*random)?;
        self.keep_own(realm, &entries, now)?;
        let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) else { return Ok(()) };
        Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms }.take_in_late();
        Ok(())
    }
}

/// What a wiped device's receipt says, checked against what this device knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wiped {
    /// The device.
    pub device: DeviceId,
    /// The short name of whose it was.
    pub short_name: Option<String>,
    /// When it was wiped, by its own reckoning, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// How many entries it had never sent.
    pub unsent: u64,
    /// Whether the statement that it names is one that ended it.
    pub end_known: bool,
}

impl Notebook {
    /// Checks a wiped device's receipt.
    ///
    /// # Errors
    /// [`NotebookError::Ended`] for a text that is none, [`NotebookError::NoMember`] when no device of this realm made it.
    pub fn wiped(&self, realm: RealmId, text: &str) -> Result<Wiped, NotebookError> {
        let signed = SignedReceipt::parse(text)?;
        let directory = &self.seat_of(realm)?.directory;
        let receipt = &signed.receipt;
        let device = directory.device(&receipt.device).filter(|device| signed.is_signed_by(&device.sig_pk));
        let device = device.filter(|_| receipt.realm == realm);
        let device = device.ok_or(NotebookError::NoMember { what: "device that made this receipt" })?;
        let person = directory.person_of(&device.device_id).and_then(|person| person.facts.as_ref());
        Ok(Wiped {
            device: device.device_id,
            short_name: person.map(|facts| facts.short_name.clone()),
            at_ms: receipt.at_ms,
            unsent: receipt.unsent,
            end_known: device.ends.iter().any(|end| end.statement == receipt.statement),
        })
    }
}

impl Border<'_> {
    /// Lets late saves count that somebody has taken in since they came.
    pub(super) fn take_in_late(&mut self) {
        let seat = &*self.seat;
        for record in self.records.values_mut() {
            record.take_in(|save| {
                let facts = seat.spaces.get(&save.space).and_then(|space| space.facts.as_ref());
                facts.is_some_and(|facts| {
                    seat.directory.is_adopted(&save.author, &save.space, save.seq, &save.hash, facts)
                })
            });
        }
    }
}

impl Seat {
    fn late_line(&self, device: DeviceId) -> LateLine {
        let person = self.directory.person_of(&device);
        LateLine {
            realm: self.realm(),
            device,
            person: person.map(|person| person.person_id),
            short_name: person.and_then(|person| person.facts.as_ref()).map(|facts| facts.short_name.clone()),
            saves: 0,
            episodes: Vec::new(),
        }
    }

    fn head_of(&self, space: &SpaceId, device: &DeviceId) -> Option<ChainHead> {
        let (seq, hash) = self.chain(space, device)?.head()?;
        Some(ChainHead { space: *space, seq, hash })
    }

    /// A registrar may, and whoever may assign.
    fn may_adopt(&self, now_ms: i64) -> bool {
        let assigns = |person: &PersonId| {
            self.directory.grants_of(person).any(|grant| {
                let allows = grant.terms.as_ref().is_some_and(|terms| terms.allows(Right::Assign));
                allows && grant.is_live() && grant.is_within_dates(now_ms)
            })
        };
        self.directory.is_registrar(&self.device()) || self.enrolment.person.as_ref().is_some_and(assigns)
    }
}
