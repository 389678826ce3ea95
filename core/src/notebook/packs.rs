//! The packs of this device: those that came with the app, those that were installed or handed on, in several versions
//! at once, and which of them a realm runs.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::directory::{Draft, SealedPart};
use crate::episode::PackRef;
use crate::moment::Moment;
use crate::protocol::edition::{Edition, copy_hash, version_order};
use crate::protocol::signature::{Ground, PackSignature, PackStanding, Untrusted};
use crate::protocol::{Pack, shipped};
use crate::vault::KeptPack;
use first72_wire::compartment::Compartment;
use first72_wire::id::{Hash, RealmId};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Bytes of one part of a pack that is handed on: with its seal and padding it fits one entry.
const PART: usize = 48_000;

/// Packs by the hash of their files.
#[derive(Clone, Default)]
pub struct Packs {
    editions: BTreeMap<Hash, Arc<Edition>>,
    /// Signatures that came before the files they are over.
    sheets: BTreeMap<Hash, Vec<PackSignature>>,
}

/// How well an edition fits what a record names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFit {
    /// It is the one.
    Exact,
    /// The same version by its name, with other files: the exact one is not on this device.
    SameVersion,
    /// Another version: the exact one is not on this device.
    OtherVersion,
}

/// How the pack of an episode stands on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodePack {
    /// What the record names.
    pub named: PackRef,
    /// The version it is shown with.
    pub shown: PackRef,
    /// How well that fits.
    pub fit: PackFit,
    /// Whether a new episode could begin with it now. An episode that runs keeps running whatever this says.
    pub standing: PackStanding,
    /// The newest version of it that runs here, when that is another one.
    pub newer: Option<PackRef>,
}

impl Packs {
    /// The packs that came with the app.
    #[must_use]
    pub fn shipped() -> Self {
        Self::of(shipped::editions().iter().cloned())
    }

    /// These editions.
    #[must_use]
    pub fn of(editions: impl IntoIterator<Item = Arc<Edition>>) -> Self {
        let editions = editions.into_iter().map(|edition| (edition.hash(), edition)).collect();
        Self { editions, sheets: BTreeMap::new() }
    }

    /// The newest version of the pack with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Pack> {
        self.versions(id).into_iter().rev().find_map(|edition| edition.pack().ok())
    }

    /// Every edition, by id and then by version.
    #[must_use]
    pub fn editions(&self) -> Vec<&Edition> {
        let mut editions: Vec<_> = self.editions.values().map(AsRef::as_ref).collect();
        editions.sort_by(|left, right| order(left, right));
        editions
    }

    /// The newest version of each pack, by id.
    pub fn all(&self) -> impl Iterator<Item = &Pack> {
        let ids: BTreeSet<&str> =
            self.editions.values().filter_map(|edition| Some(edition.head()?.id.as_str())).collect();
        ids.into_iter().filter_map(|id| self.get(id))
    }

    /// The versions of a pack, oldest first.
    #[must_use]
    pub fn versions(&self, id: &str) -> Vec<&Edition> {
        let mut versions = self.editions();
        versions.retain(|edition| edition.head().is_some_and(|head| head.id == id));
        versions
    }

    /// The edition with this hash.
    #[must_use]
    pub fn exact(&self, hash: &Hash) -> Option<&Edition> {
        self.editions.get(hash).map(AsRef::as_ref)
    }

    /// The edition that a record names, or the one on this device that comes nearest, so that a record can be read
    /// whatever happened to its pack.
    #[must_use]
    pub fn fitting(&self, named: &PackRef) -> Option<(&Edition, PackFit)> {
        let readable = |edition: &&Edition| edition.pack().is_ok();
        if let Some(edition) = named.hash.and_then(|hash| self.exact(&hash)).filter(readable) {
            return Some((edition, PackFit::Exact));
        }
        let versions: Vec<_> = self.versions(&named.id).into_iter().filter(readable).collect();
        let same = |edition: &&Edition| edition.head().is_some_and(|head| head.version == named.version);
        if let Some(edition) = versions.iter().copied().find(same) {
            // A record from before hashes were kept means the version by its name.
            return Some((edition, if named.hash.is_none() { PackFit::Exact } else { PackFit::SameVersion }));
        }
        versions.last().map(|edition| (*edition, PackFit::OtherVersion))
    }

    /// Takes in an edition, or the signatures of one. Says whether anything is new; what was here keeps its signatures.
    fn add(&mut self, edition: &Edition) -> bool {
        let hash = edition.hash();
        if edition.files().is_empty() && !self.editions.contains_key(&hash) {
            let sheet = self.sheets.entry(hash).or_default();
            let before = sheet.len();
            sheet.extend_from_slice(edition.signatures());
            sheet.sort_unstable();
            sheet.dedup();
            return sheet.len() > before;
        }
        let waiting = self.sheets.remove(&hash).unwrap_or_default();
        let Some(here) = self.editions.get(&hash) else {
            self.editions.insert(hash, Arc::new(edition.with_signatures(&waiting)));
            return true;
        };
        let joined = here.with_signatures(edition.signatures()).with_signatures(&waiting);
        let grew = joined.signatures().len() > here.signatures().len();
        if grew {
            self.editions.insert(hash, Arc::new(joined));
        }
        grew
    }
}

fn order(left: &Edition, right: &Edition) -> Ordering {
    let by = |edition: &Edition| edition.head().cloned();
    match (by(left), by(right)) {
        (Some(left), Some(right)) => left.id.cmp(&right.id).then_with(|| version_order(&left.version, &right.version)),
        (left, right) => left.is_some().cmp(&right.is_some()),
    }
    .then_with(|| left.hash().cmp(&right.hash()))
}

/// How an episode names the edition it is opened with.
#[must_use]
pub fn reference(edition: &Edition) -> Option<PackRef> {
    let head = edition.head()?;
    Some(PackRef { id: head.id.clone(), version: head.version.clone(), hash: Some(edition.hash()) })
}

impl Seat {
    /// What this realm says about packs.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { policy: self.directory.policy(), drill: self.genesis.is_drill() }
    }
}

impl Notebook {
    /// Takes in a copy of a pack from a file. It is kept whole, and runs where a realm's own people have signed it.
    ///
    /// # Errors
    /// [`NotebookError::Copy`] when it is none, [`NotebookError::PackBroken`] when the pack in it has mistakes.
    pub fn install_pack(&mut self, copy: &[u8], now: Moment) -> Result<PackRef, NotebookError> {
        let edition = Edition::from_copy(copy)?;
        let hash = edition.hash();
        if !edition.files().is_empty()
            && let Err(errors) = edition.pack()
        {
            return Err(NotebookError::PackBroken(errors.clone()));
        }
        self.packs.add(&edition);
        self.keep_edition(&hash, now)?;
        let here = self.packs.exact(&hash).and_then(reference);
        // Signatures alone are kept until their files come.
        Ok(here.unwrap_or(PackRef { id: String::new(), version: String::new(), hash: Some(hash) }))
    }

    /// Hands a copy of a pack to every device of a realm, in parts of one entry each. Where every device has the files
    /// already, a copy with the signatures alone is enough.
    ///
    /// # Errors
    /// [`NotebookError::NotRegistrar`] when this device may not, [`NotebookError::Copy`] when it is no copy.
    pub fn hand_on_pack(&mut self, realm: RealmId, copy: &[u8], now: Moment) -> Result<usize, NotebookError> {
        self.install_pack(copy, now)?;
        let name = copy_hash(copy);
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let said = seat.directory.packs_handed_on().find(|(copy, _)| **copy == name).map(|(_, pack)| pack.clone());
        let count = u16::try_from(copy.len().div_ceil(PART)).map_err(|_| NotebookError::Damaged)?;
        let parts = (0u16..).zip(copy.chunks(PART));
        let missing = parts.filter(|(index, _)| said.as_ref().is_none_or(|pack| !pack.parts.contains_key(index)));
        let drafts: Vec<_> =
            missing.map(|(index, bytes)| Draft::pack_part(name, index, count, bytes.to_vec())).collect();
        let sent = drafts.len();
        if sent > 0 {
            self.state(realm, drafts, now)?;
        }
        Ok(sent)
    }

    /// The edition that a new episode at this device would run on: the newest version of this pack that the realm of
    /// `OPS` lets run.
    ///
    /// # Errors
    /// [`NotebookError::NoPack`] when no version is here, [`NotebookError::Untrusted`] with the reason when none may run.
    pub fn runnable(&self, id: &str, now: Moment) -> Result<&Edition, NotebookError> {
        let versions = self.packs.versions(id);
        let newest = versions.last().ok_or_else(|| super::save::no_pack(id))?;
        let standing = |edition: &Edition| self.standing(edition, now);
        if let Some(edition) = versions.iter().rev().find(|edition| standing(edition).runs() && edition.pack().is_ok())
        {
            return Ok(edition);
        }
        let version = newest.head().map(|head| head.version.clone()).unwrap_or_default();
        // The reason of the one that came nearest is of most use.
        let why = versions.iter().filter_map(|edition| match standing(edition) {
            PackStanding::Untrusted(why) => Some(why),
            _ => None,
        });
        let why = why.max().unwrap_or(Untrusted::Unsigned);
        Err(NotebookError::Untrusted { id: id.to_owned(), version, why })
    }

    /// Whether an edition may be run in the realm of `OPS`, or in any realm of this device where none has `OPS`.
    #[must_use]
    pub fn standing(&self, edition: &Edition, now: Moment) -> PackStanding {
        let now_ms = self.time(now).ms;
        let of_operations = self.seats.iter().filter(|seat| seat.has(Compartment::Ops));
        let mut standings = of_operations.map(|seat| edition.standing(seat.ground(), now_ms));
        let none = || edition.standing(Ground { policy: None, drill: false }, now_ms);
        standings.find(PackStanding::runs).unwrap_or_else(|| {
            let first = self.seats.iter().find(|seat| seat.has(Compartment::Ops)).or_else(|| self.seats.first());
            first.map_or_else(none, |seat| edition.standing(seat.ground(), now_ms))
        })
    }

    /// How the pack of an episode stands.
    ///
    /// # Errors
    /// When there is no such episode, or no version of its pack is here.
    pub fn episode_pack(
        &self,
        episode: first72_wire::id::EpisodeId,
        now: Moment,
    ) -> Result<EpisodePack, NotebookError> {
        let record = self.records.get(&episode).ok_or(NotebookError::NoEpisode)?;
        let named = record.pack().ok_or(NotebookError::NoEpisode)?;
        let (edition, fit) = self.packs.fitting(&named).ok_or_else(|| super::save::no_pack(&named.id))?;
        let shown = reference(edition).ok_or(NotebookError::Damaged)?;
        let newest = self.runnable(&named.id, now).ok().and_then(reference);
        let newer = newest.filter(|newest| {
            let order = version_order(&newest.version, &shown.version);
            newest.hash != shown.hash && order != Ordering::Less
        });
        Ok(EpisodePack { standing: self.standing(edition, now), newer, named, shown, fit })
    }

    /// Keeps an edition in the vault, so that no newer app takes it away.
    pub(super) fn keep_edition(&mut self, hash: &Hash, now: Moment) -> Result<(), NotebookError> {
        let copy = match (self.packs.editions.get(hash), self.packs.sheets.get(hash)) {
            (Some(edition), _) => edition.to_copy()?,
            (None, Some(sheet)) => Edition::sheet(*hash, sheet).to_signature_copy()?,
            (None, None) => return Ok(()),
        };
        self.vault.keep_pack(&KeptPack { hash: *hash, copy, kept_ms: now.wall_ms })?;
        self.kept_packs.insert(*hash);
        Ok(())
    }

    /// Reads the packs of the vault. A row that is no copy of what it names is passed over: the episode that needs it is
    /// then shown with the nearest version, and says so.
    pub(super) fn load_packs(&mut self) -> Result<(), NotebookError> {
        for kept in self.vault.packs()? {
            let Some(edition) = Edition::from_copy(&kept.copy).ok().filter(|edition| edition.hash() == kept.hash)
            else {
                continue;
            };
            self.packs.add(&edition);
            self.kept_packs.insert(kept.hash);
        }
        Ok(())
    }

    /// Takes in what registrars have handed on since, and keeps what an episode here runs on. Nothing depends on when
    /// this happens; what could not be kept now is tried again at the next sync.
    pub(super) fn gather_packs(&mut self, now: Moment) {
        let mut new = Vec::new();
        for seat in &self.seats {
            for copy in seat.handed_on(&self.taken_packs) {
                new.push(copy);
            }
        }
        for (name, copy) in new {
            self.taken_packs.insert(name);
            let Ok(edition) = Edition::from_copy(&copy) else { continue };
            let hash = edition.hash();
            if self.packs.add(&edition) {
                let _next_time = self.keep_edition(&hash, now);
            }
        }
        let pinned: BTreeSet<Hash> = self.records.values().filter_map(|record| record.pack()?.hash).collect();
        for hash in pinned.difference(&self.kept_packs.clone()) {
            let _next_time = self.keep_edition(hash, now);
        }
    }
}

impl Seat {
    /// The whole packs that registrars have handed on and that were not taken yet: name and bytes.
    fn handed_on(&self, taken: &BTreeSet<Hash>) -> Vec<(Hash, Vec<u8>)> {
        let whole = self.directory.packs_handed_on().filter(|(name, pack)| pack.is_whole() && !taken.contains(*name));
        let mut found = Vec::new();
        for (name, pack) in whole {
            let mut copy = Vec::new();
            let read = pack.parts.values().all(|statement| {
                let bytes = self.part(statement);
                copy.extend_from_slice(bytes.unwrap_or_default());
                bytes.is_some()
            });
            if read && copy_hash(&copy) == *name {
                found.push((*name, copy));
            }
        }
        found
    }

    fn part(&self, statement: &Hash) -> Option<&[u8]> {
        let logged = self.log.iter().find(|logged| logged.hash == *statement)?;
        match logged.statement.as_ref()?.sealed.as_ref()? {
            SealedPart::PackPart { bytes } => Some(bytes),
            _ => None,
        }
    }
}
