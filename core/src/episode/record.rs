//! The record of an episode: every save of every device, folded without loss.
//!
//! Folding is commutative, associative and idempotent, and every save that was applied stays in
//! the history: two devices with the same saves hold the same record, whatever the order of arrival.

mod place;
mod seen;
#[cfg(test)]
mod tests;

use super::applied::AppliedOp;
use super::change::{Change, ChangeRef, PackRef};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, EpisodeId, Hash, SpaceId};
use place::Place;
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroize;

pub use seen::{Note, NoteText, PackMove, Save, StepMark, Written};

/// How an episode was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The episode.
    pub episode: EpisodeId,
    /// The station's code.
    pub station: String,
    /// The two neutral words.
    pub handle: String,
    /// The pack it was opened with; see [`Record::pack`] for the one it runs on.
    pub pack: PackRef,
}

/// One episode as this device may see it.
#[derive(Default)]
pub struct Record {
    saves: BTreeMap<Hash, AppliedOp>,
    opens: BTreeSet<Place>,
    moves: BTreeSet<Place>,
    answers: BTreeMap<String, BTreeSet<Place>>,
    items: BTreeMap<String, BTreeSet<Place>>,
    marks: BTreeMap<String, BTreeSet<Place>>,
    notes: BTreeSet<Place>,
    amendments: BTreeMap<ChangeRef, BTreeSet<Place>>,
    consents: BTreeSet<Place>,
    settled: BTreeSet<ChangeRef>,
}

impl Record {
    /// Takes in one verified save. A save that is here already changes nothing.
    ///
    /// Returns whether it was new. A late save goes into the history and counts for nothing else.
    pub fn apply(&mut self, save: AppliedOp) -> bool {
        if self.saves.contains_key(&save.hash) {
            return false;
        }
        if !save.late {
            self.index(&save);
        }
        self.saves.insert(save.hash, save);
        true
    }

    /// The authors and spaces of saves that came too late and count for nothing yet.
    pub fn late_saves(&self) -> impl Iterator<Item = (DeviceId, SpaceId)> {
        self.saves.values().filter(|save| save.late).map(|save| (save.author, save.space))
    }

    /// Lets late saves count that somebody has taken in.
    pub fn take_in(&mut self, is_taken_in: impl Fn(&AppliedOp) -> bool) {
        let taken = self.saves.values().filter(|save| save.late && is_taken_in(save)).map(|save| save.hash);
        for hash in taken.collect::<Vec<Hash>>() {
            if let Some(mut save) = self.saves.remove(&hash) {
                save.late = false;
                self.apply(save);
            }
        }
    }

    fn index(&mut self, save: &AppliedOp) {
        for (index, change) in (0u16..).zip(&save.op.changes) {
            let place = Place::of(save, index);
            self.settled.extend(change.settles());
            match change {
                Change::Open { .. } => {
                    self.opens.insert(place);
                }
                Change::Answer { field, .. } => keep(&mut self.answers, field, place),
                Change::AddItem { field, .. } => keep(&mut self.items, field, place),
                Change::Step { step, .. } => keep(&mut self.marks, step, place),
                Change::Note { .. } => {
                    self.notes.insert(place);
                }
                Change::Amend { note, .. } => {
                    self.amendments.entry(*note).or_default().insert(place);
                }
                Change::MovePack { .. } => {
                    self.moves.insert(place);
                }
                Change::Consent(_) => {
                    self.consents.insert(place);
                }
                // A removal acts through what it settles; a change of a later version stays in the history.
                Change::RemoveItem { .. } | Change::Unknown { .. } => {}
            }
        }
    }

    /// How the episode was opened: as the earliest opening says, the one in `OPS` before others.
    #[must_use]
    pub fn opened(&self) -> Option<Opened> {
        let first = |ops_only: bool| {
            self.opens.iter().find_map(|place| {
                let (save, change) = self.at(place)?;
                let Change::Open { episode, station, handle, pack, .. } = change else { return None };
                (!ops_only || save.compartment == Compartment::Ops).then(|| Opened {
                    episode: *episode,
                    station: station.clone(),
                    handle: handle.clone(),
                    pack: pack.clone(),
                })
            })
        };
        first(true).or_else(|| first(false))
    }

    /// The pack that the episode runs on: as the last move that stands says, else the one it was opened with.
    #[must_use]
    pub fn pack(&self) -> Option<PackRef> {
        let moved = self.pack_moves().into_iter().rev().find(|moved| !moved.settled).map(|moved| moved.to.clone());
        moved.or_else(|| self.opened().map(|opened| opened.pack))
    }

    /// The spaces that this device sees of the episode, with what each holds.
    #[must_use]
    pub fn spaces(&self) -> BTreeMap<SpaceId, Compartment> {
        self.saves.values().map(|save| (save.space, save.compartment)).collect()
    }

    /// How many saves the record holds, late ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.saves.len()
    }

    /// Whether nothing has arrived yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.saves.is_empty()
    }

    fn at(&self, place: &Place) -> Option<(&AppliedOp, &Change)> {
        let save = self.saves.get(&place.hash)?;
        Some((save, save.op.changes.get(usize::from(place.index))?))
    }

    fn is_live(&self, place: &Place) -> bool {
        !self.settled.contains(&place.reference())
    }
}

impl Drop for Record {
    fn drop(&mut self) {
        self.saves.values_mut().for_each(Zeroize::zeroize);
    }
}

fn keep(places: &mut BTreeMap<String, BTreeSet<Place>>, key: &str, place: Place) {
    if let Some(there) = places.get_mut(key) {
        there.insert(place);
    } else {
        places.insert(key.to_owned(), BTreeSet::from([place]));
    }
}
