//! The one door for every change of an episode: seal, keep durably in one transaction, then remember.

use super::Notebook;
use super::compose::{Composed, Said, compose};
use super::error::NotebookError;
use crate::directory::SpaceFacts;
use crate::episode::{Change, Record, TreeHead};
use crate::moment::Moment;
use crate::protocol::Pack;
use crate::vault::AuditRow;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::id::{EpisodeId, OpId, RealmId};

/// What is kept in the same transaction as a save.
#[derive(Clone, Copy, Default)]
pub(super) struct Beside<'a> {
    /// Own entries, in the order of their chains.
    pub(super) entries: &'a [SealedEntry],
    /// What they leave for the auditors.
    pub(super) audit: &'a [AuditRow],
}

impl Notebook {
    /// The realms in which this person may write such a space.
    pub(super) fn realms_of<'a>(&'a self, facts: &'a SpaceFacts) -> impl Iterator<Item = RealmId> + 'a {
        let first = self.seats.iter().find(|seat| seat.may_write(&seat.facts_for(facts)));
        first.into_iter().map(super::seat::Seat::realm)
    }

    /// The record of an episode and the pack that it runs on.
    pub(super) fn opened(&self, episode: EpisodeId) -> Result<(&Record, &Pack), NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let named = record.pack().ok_or(NotebookError::NoEpisode)?;
        let pack = self.packs.fitting(&named).and_then(|(edition, _)| edition.pack().ok());
        Ok((record, pack.ok_or_else(|| no_pack(&named.id))?))
    }

    /// The first of these compartments that this person may write for the episode, in whichever realm it is.
    pub(super) fn home(&self, episode: EpisodeId, compartments: &[Compartment]) -> Result<SpaceFacts, NotebookError> {
        let opened = self.records.get(&episode).and_then(Record::opened).ok_or(NotebookError::NoEpisode)?;
        let facts = |compartment| SpaceFacts {
            compartment,
            station: Some(opened.station.clone()),
            episode: Some(episode),
            opened_by: None,
        };
        let writable = |facts: &SpaceFacts| self.seats.iter().any(|seat| seat.may_write(&seat.facts_for(facts)));
        let first = compartments.first().copied().unwrap_or(Compartment::Ops);
        let mut homes = compartments.iter().map(|compartment| facts(*compartment));
        homes.find(writable).ok_or(NotebookError::NotEntitled { compartment: first })
    }

    /// Keeps changes of an episode's spaces: all of them durably, or none.
    pub(super) fn save(&mut self, saves: Vec<(SpaceFacts, Vec<Change>)>, now: Moment) -> Result<(), NotebookError> {
        self.save_beside(saves, Beside::default(), now)
    }

    /// As [`Notebook::save`], together with entries that were made already, and what they leave for the auditors.
    pub(super) fn save_beside(
        &mut self,
        saves: Vec<(SpaceFacts, Vec<Change>)>,
        beside: Beside<'_>,
        now: Moment,
    ) -> Result<(), NotebookError> {
        let mut composed: Vec<(usize, Composed)> = Vec::new();
        let as_of = self.as_of(now);
        for (facts, changes) in saves {
            let seat_index = self
                .seats
                .iter()
                .position(|seat| seat.may_write(&seat.facts_for(&facts)))
                .ok_or(NotebookError::NotEntitled { compartment: facts.compartment })?;
            let seat = self.seats.get(seat_index).ok_or(NotebookError::NotEnrolled)?;
            let facts = seat.facts_for(&facts);
            let changes = self.timed(self.with_opening(seat_index, &facts, changes)?, now);
            let seen = self.vault.checkpoint_of(seat.realm())?;
            let said = Said {
                op_id: OpId(super::draw_id(&*self.random)?),
                hlc: self.hybrid.tick(as_of.ms),
                now,
                as_of,
                server_time: self.reckoning.signed(now),
                seen: seen.map(|known| TreeHead { size: known.size, root: known.root }),
                changes,
            };
            let seat = self.seats.get(seat_index).ok_or(NotebookError::NotEnrolled)?;
            composed.push((seat_index, compose(seat, &facts, said, &*self.random)?));
        }
        let entries = composed.iter().flat_map(|(_, one)| &one.entries).chain(beside.entries);
        let entries: Vec<_> = entries.cloned().collect();
        let mut audit = self.audit_of(&composed, now)?;
        audit.extend_from_slice(beside.audit);
        let kept = self.vault.save(&entries, &audit)?;
        self.low_on_space = kept.low_on_space;
        self.reckoning.read(now);
        for (seat_index, mut one) in composed {
            if let Some(seat) = self.seats.get_mut(seat_index) {
                seat.remember(&mut one);
            }
            for save in one.saves {
                if let Some(episode) = one.facts.episode {
                    self.records.entry(episode).or_default().apply(save);
                }
            }
        }
        Ok(())
    }

    /// A space begins by saying which episode it belongs to.
    fn with_opening(
        &self,
        seat: usize,
        facts: &SpaceFacts,
        changes: Vec<Change>,
    ) -> Result<Vec<Change>, NotebookError> {
        let episode = facts.episode.ok_or(NotebookError::NoEpisode)?;
        let is_open = self.seats.get(seat).is_some_and(|seat| seat.space_of(episode, facts.compartment).is_some());
        if is_open || matches!(changes.first(), Some(Change::Open { .. })) {
            return Ok(changes);
        }
        let opened = self.records.get(&episode).and_then(Record::opened).ok_or(NotebookError::NoEpisode)?;
        let open = Change::Open {
            episode,
            compartment: facts.compartment,
            station: opened.station,
            handle: opened.handle,
            pack: opened.pack,
        };
        Ok(std::iter::once(open).chain(changes).collect())
    }
}

/// A pack that is not here.
pub(super) fn no_pack(id: &str) -> NotebookError {
    NotebookError::NoPack { id: id.to_owned(), version: String::new() }
}
