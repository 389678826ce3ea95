//! From the vault into memory: what unlocking rebuilds, and locking forgets.

use super::Notebook;
use super::error::NotebookError;
use super::judge::Border;
use super::seat::Seat;
use super::time::OwnClocks;
use crate::directory::{Directory, Logged};
use crate::episode::Op;
use crate::moment::Moment;
use crate::seal::{Authentic, DeviceKeys, Keyring, bulk_opening};
use crate::sync::Incoming;
use crate::vault::{Enrolment, StoredEntry};
use first72_wire::drill::realm_belongs;
use first72_wire::genesis::SignedGenesis;
use first72_wire::header::Kind;
use first72_wire::key_body::KeyBody;
use first72_wire::run::Place;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Notebook {
    /// Rebuilds every seat and record from the vault.
    pub(super) fn load(&mut self, now: Moment) -> Result<(), NotebookError> {
        self.load_packs()?;
        for enrolment in self.vault.enrolments()? {
            let seat = self.seat(enrolment)?;
            self.seats.push(seat);
        }
        let mut own = Vec::new();
        for index in 0..self.seats.len() {
            self.load_seat(index, now, &mut own)?;
        }
        self.reckon(own, now);
        self.gather_packs(now);
        // What ended while nobody looked goes now; what cannot goes with the next sync.
        for realm in self.realms().collect::<Vec<_>>() {
            let _later = self.clear_ended(realm, now);
            let _later = self.purge_copies(realm, now);
        }
        // Only a shortcut for the next unlock: what could not be kept now is tried again later.
        let _later = self.keep_space_keys();
        Ok(())
    }

    /// A seat with its keys and without any entries.
    pub(super) fn seat(&self, enrolment: Enrolment) -> Result<Seat, NotebookError> {
        let genesis = SignedGenesis::parse(&enrolment.genesis).map_err(|_| NotebookError::Damaged)?;
        let genesis = genesis.genesis().clone();
        realm_belongs(self.is_drill(), &genesis)?;
        let keys =
            DeviceKeys::open_from_vault(&self.device_key, &self.profile.id(), enrolment.realm, &enrolment.device_keys)
                .map_err(|_| NotebookError::Damaged)?;
        let directory = Arc::new(Directory::evaluate(&genesis, &[]));
        Ok(Seat {
            enrolment,
            genesis,
            keys,
            log: Vec::new(),
            bodies: BTreeMap::new(),
            directory,
            keyring: Keyring::new(),
            spaces: BTreeMap::new(),
            chains: BTreeMap::new(),
            copies: BTreeMap::new(),
            heard: BTreeMap::new(),
            left: BTreeMap::new(),
            unkept: Vec::new(),
            recovery: None,
            shares: Vec::new(),
            exchange: None,
            noticed: BTreeMap::new(),
            last_sync: None,
            held_back: None,
            heads: Vec::new(),
            witnessed_ms: 0,
        })
    }

    fn load_seat(&mut self, index: usize, now: Moment, clocks: &mut Vec<OwnClocks>) -> Result<(), NotebookError> {
        let Some(seat) = self.seats.get_mut(index) else { return Ok(()) };
        let _scrub = bulk_opening();
        seat.take_kept(&self.device_key, self.vault.space_keys(seat.realm()));
        seat.take_left(&self.device_key, self.vault.left_spaces(seat.realm()));
        let mut stored = Vec::new();
        self.vault.entries(seat.realm(), now.wall_ms, |entry| stored.push(entry))?;
        let directory = seat.directory_space();
        let (members, spaces): (Vec<_>, Vec<_>) =
            stored.into_iter().partition(|stored| stored.entry.header.space == directory);
        seat.load_directory(members);
        for stored in &spaces {
            seat.chains
                .entry(stored.entry.header.space)
                .or_default()
                .entry(stored.entry.header.device)
                .or_default()
                .push(stored.hash);
            if let (Kind::Key, Ok(body)) = (stored.entry.header.kind, KeyBody::parse(&stored.entry.body)) {
                seat.learn_key(&stored.entry.header, &body);
            }
            if stored.entry.header.kind == Kind::Witness && stored.entry.header.device == seat.device() {
                let made_ms = seat.witnessed(&stored.entry).map_or(0, |(_, made_ms)| made_ms);
                seat.witnessed_ms = seat.witnessed_ms.max(made_ms);
            }
        }
        seat.hear(&spaces);
        let own = seat.device();
        let mut border = Border { seat, records: &mut self.records, hybrid: &mut self.hybrid, wall_ms: now.wall_ms };
        for stored in spaces.iter().filter(|stored| stored.entry.header.kind == Kind::Op) {
            let read = border.load_save(stored);
            if let Some(read) = read.filter(|_| stored.entry.header.device == own) {
                // However wrong the clock is now: the next save comes after this one.
                border.hybrid.follow(read.hlc);
                clocks.push(read);
            }
        }
        Ok(())
    }
}

/// Where an entry of the directory's space stands. Of this device's own a receipt tells the place alone, and nothing there
/// is judged by anything else.
fn place_of(stored: &StoredEntry) -> Option<Place> {
    let pos = stored.pos?;
    Some(Place { pos, dir_pos: stored.dir_pos.unwrap_or(pos), leaf: stored.leaf.unwrap_or(0) })
}

impl Seat {
    /// The last sign of life of each device: its newest word on the server's log.
    fn hear(&mut self, stored: &[StoredEntry]) {
        let witnesses = stored.iter().filter(|stored| stored.entry.header.kind == Kind::Witness);
        let newest: BTreeMap<_, _> = witnesses.map(|stored| (stored.entry.header.device, stored)).collect();
        for (device, stored) in newest {
            if let Some((_, made_ms)) = self.witnessed(&stored.entry) {
                self.heard.insert(device, made_ms);
            }
        }
    }

    fn load_directory(&mut self, members: Vec<StoredEntry>) {
        let mut keys = Vec::new();
        for stored in members {
            let place = place_of(&stored);
            let item = Incoming { hash: stored.hash, entry: stored.entry, place };
            // Unreadable rows cannot be here: they were judged before they were kept.
            let _ = self.read_logged(&item).map(|_| ());
            if let (Kind::Key, Ok(body)) = (item.entry.header.kind, KeyBody::parse(&item.entry.body)) {
                keys.push((item.entry.header, body));
            }
        }
        // The rows stand under this device's own authenticator: each signature was checked once.
        self.log = std::mem::take(&mut self.log).into_iter().map(Logged::already_checked).collect();
        for (header, body) in keys {
            self.learn_key(&header, &body);
        }
        self.unseal_statements();
        self.evaluate();
    }
}

impl Border<'_> {
    /// Folds a save that was verified before. Returns when it was made.
    pub(super) fn load_save(&mut self, stored: &StoredEntry) -> Option<OwnClocks> {
        let directory = Arc::clone(&self.seat.directory);
        if self.seat.is_copy(&stored.entry.header.space) {
            let authentic = Authentic::from_own_vault(&directory, &stored.entry, stored.hash, stored.dir_pos).ok()?;
            self.seat.take_copy(&directory, &authentic).ok()?;
            return None;
        }
        let facts = self.seat.spaces.get(&stored.entry.header.space).and_then(|space| space.facts.clone());
        // Of this device's own saves a receipt does not tell what the directory was then. They counted when they were made,
        // and go on counting here: others judge by the server's log whether one of them came too late.
        let is_own = stored.entry.header.device == self.seat.device();
        let dir_pos = stored.dir_pos.or_else(|| is_own.then_some(0));
        let authentic = Authentic::from_own_vault(&directory, &stored.entry, stored.hash, dir_pos).ok()?;
        let save = authentic.open(&directory, &self.seat.keyring, facts.as_ref()).ok()?;
        let Op { hlc, when, server_time, .. } = *save.value();
        self.count(save, facts).ok()?;
        Some(OwnClocks { hlc, when, server_time })
    }
}
