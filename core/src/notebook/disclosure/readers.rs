//! Who can read the copies of an episode: worked out from the wraps of their keys where these are here, else from the statement
//! that gave a copy, else from its ground alone. Nobody is told here of a copy of what they may not read.

use super::state::state;
use super::{CopyDevice, CopyState};
use crate::directory::{Disclosure, Reader};
use crate::episode::Consent;
use crate::moment::Moment;
use crate::notebook::Notebook;
use crate::notebook::error::NotebookError;
use crate::notebook::seat::Seat;
use first72_wire::derived::matter_id;
use first72_wire::id::{EpisodeId, PersonId, RealmId, SpaceId};
use std::collections::BTreeMap;

/// A copy of parts of an episode, and who can read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyReaders {
    /// The realm in which it was given.
    pub realm: RealmId,
    /// Its space.
    pub space: SpaceId,
    /// Who got it.
    pub to: PersonId,
    /// The headings of what was copied, where the copy or its ground is here.
    pub parts: Vec<String>,
    /// Until when.
    pub end_ms: i64,
    /// Whether it becomes the record of who got it.
    pub may_keep: bool,
    /// How it stands; none where this device has its ground and not the statement, as in an agency of another realm.
    pub state: Option<CopyState>,
    /// The devices of who got it.
    pub devices: Vec<CopyDevice>,
    /// Those to whom its key was wrapped, will be, or was; none where its wraps are not here.
    pub readers: Option<Vec<Reader>>,
}

impl Notebook {
    /// The copies of parts of an episode and who can read each: those of which this person may know, because they gave it, got
    /// it, can take it back, or read the ground on which it was given. Those that may be read come first.
    ///
    /// # Errors
    /// When there is no such episode.
    pub fn copy_readers(&self, episode: EpisodeId, now: Moment) -> Result<Vec<CopyReaders>, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let now_ms = self.time(now).ms;
        let mut grounds: BTreeMap<SpaceId, &Consent> =
            record.consents().map(|(ground, _)| (ground.space, ground)).collect();
        let mut copies = Vec::new();
        for seat in &self.seats {
            let matter = matter_id(&seat.realm(), &episode);
            for given in seat.directory.disclosures().filter(|given| given.matter == matter) {
                let ground = grounds.remove(&given.space);
                if ground.is_some() || seat.may_know(given, now_ms) {
                    copies.push(seat.readers_of_copy(given, ground, now_ms));
                }
            }
        }
        copies.extend(grounds.into_values().map(by_ground));
        copies.sort_by_key(|copy| (copy.state != Some(CopyState::Open), std::cmp::Reverse(copy.end_ms), copy.space));
        Ok(copies)
    }
}

/// All that is known of a copy in a realm of which this device knows nothing.
fn by_ground(ground: &Consent) -> CopyReaders {
    CopyReaders {
        realm: ground.realm,
        space: ground.space,
        to: ground.to,
        parts: ground.parts.clone(),
        end_ms: ground.end_ms,
        may_keep: ground.may_keep,
        state: None,
        devices: Vec::new(),
        readers: None,
    }
}

impl Seat {
    fn readers_of_copy(&self, given: &Disclosure, ground: Option<&Consent>, now_ms: i64) -> CopyReaders {
        let copied = self.copies.get(&given.space);
        let titles = copied.map(|copy| copy.sections.iter().map(|section| section.title.clone()).collect());
        let wrapped = self.spaces.get(&given.space).map(|space| space.wrapped());
        CopyReaders {
            realm: self.realm(),
            space: given.space,
            to: given.to,
            parts: titles.or_else(|| ground.map(|ground| ground.parts.clone())).unwrap_or_default(),
            end_ms: given.end_ms,
            may_keep: given.may_keep,
            state: Some(state(self, given, now_ms)),
            devices: self.copy_devices(given),
            readers: wrapped.map(|wrapped| self.directory.copy_readers(now_ms, given, &wrapped)),
        }
    }
}
