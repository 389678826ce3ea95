//! The keys of a seat's spaces: which one the next entry takes, who still lacks one, and giving it.

use super::audit_sent::AUDITED;
use super::error::NotebookError;
use super::seat::{Seat, Space};
use crate::directory::{AsOf, SpaceFacts};
use crate::seal::wrap::{open_old_keys, seal_old_keys};
use crate::seal::{
    ChainSlot, DeviceKeys, Keyring, Randomness, SpaceKey, WrapPlace, sign_clear_entry, unwrap_for_recovery, unwrap_key,
    wrap_for_recovery, wrap_key,
};
use crate::sync::{KeyForWriting, KeyKnown, key_for_writing, lacking, repair};
use first72_wire::entry::SealedEntry;
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, KeyId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use std::collections::BTreeSet;

/// A space key that is made or given by this device.
pub(super) struct Given {
    /// None when the key was there before and only gets more wraps.
    pub(super) key: Option<SpaceKey>,
    pub(super) body: KeyBody,
}

/// The key that the next entry of a space is sealed with.
pub(super) enum Chosen {
    /// One that is held already.
    Held(KeyId),
    /// A new one: the first, or after somebody's entitlement has ended.
    New(Box<Given>),
}

impl Seat {
    /// Chooses the key for the next entry of a space, or makes one.
    pub(super) fn choose_key(
        &self,
        space: SpaceId,
        facts: &SpaceFacts,
        as_of: AsOf,
        random: &dyn Randomness,
    ) -> Result<Chosen, NotebookError> {
        let none = Space::default();
        let known = &self.spaces.get(&space).unwrap_or(&none).keys;
        let entitled = self.entitled(facts, as_of);
        match key_for_writing(known, &entitled) {
            KeyForWriting::Use(id) => Ok(Chosen::Held(id)),
            KeyForWriting::Wait => Err(NotebookError::NoKey),
            KeyForWriting::Make { version, old } => {
                let key = SpaceKey::make(version, random)?;
                let older = old.iter().filter_map(|id| self.keyring.get(&space, id));
                let old_keys = match old.is_empty() {
                    true => None,
                    false => Some(seal_old_keys(&key, space, older, random)?),
                };
                let everyone: Vec<DeviceId> = entitled.into_iter().collect();
                let mut body = self.wraps(space, facts, &key, &everyone, true, random)?;
                body.old_keys = old_keys;
                Ok(Chosen::New(Box::new(Given { key: Some(key), body })))
            }
        }
    }

    /// KEY entries that give held keys to entitled devices that lack them, when it is this device's turn.
    ///
    /// `waited_ms` says how long ago a lack of this key was first noticed.
    pub(super) fn repairs(
        &self,
        as_of: AsOf,
        random: &dyn Randomness,
        mut waited_ms: impl FnMut(SpaceId, KeyId) -> i64,
    ) -> Result<Vec<(SpaceId, Given, SealedEntry)>, NotebookError> {
        let in_force = self.directory.in_force(as_of);
        let mut given = Vec::new();
        for (id, space) in &self.spaces {
            let Some(facts) = &space.facts else { continue };
            let entitled = in_force.holders(facts);
            // Who is no longer entitled has nothing to give.
            if !entitled.contains(&self.device()) {
                continue;
            }
            let epoch = self.recovery_of(facts).map(|(epoch, _)| epoch);
            let lacks = lacking(&space.keys, &entitled, epoch);
            if lacks.is_empty() {
                continue;
            }
            let Some(mut slot) = self.next_slot(*id) else { continue };
            for lack in lacks {
                let turn = repair::wait_ms(&space.keys, *id, lack.key_id, &entitled, self.device());
                let Some(key) = self.keyring.get(id, &lack.key_id) else { continue };
                if waited_ms(*id, lack.key_id) < turn {
                    continue;
                }
                let mut body = self.wraps(*id, facts, key, &lack.devices, lack.recovery, random)?;
                body.old_keys = self.older(*id, space, key, random)?;
                let entry = sign_clear_entry(&self.keys, slot, Kind::Key, body.to_bytes())?;
                slot = ChainSlot { seq: slot.seq.saturating_add(1), prev: entry.hash(), ..slot };
                given.push((*id, Given { key: None, body }, entry));
            }
        }
        Ok(given)
    }

    /// The keys before this one, sealed under it: whoever is new to the space sees by them that its giver has held what the
    /// creator announced, and does not have to wait for a word of the creator, who may be gone.
    fn older(
        &self,
        id: SpaceId,
        space: &Space,
        key: &SpaceKey,
        random: &dyn Randomness,
    ) -> Result<Option<Vec<u8>>, NotebookError> {
        let known = space.keys.keys.iter().find(|known| known.key_id == key.id());
        let covered = known.into_iter().flat_map(|known| &known.covers);
        let older: Vec<&SpaceKey> = covered.filter_map(|covered| self.keyring.get(&id, covered)).collect();
        match older.is_empty() {
            true => Ok(None),
            false => Ok(Some(seal_old_keys(key, id, older.into_iter(), random)?)),
        }
    }

    /// The live devices that may hold a space today.
    pub(super) fn entitled(&self, facts: &SpaceFacts, as_of: AsOf) -> BTreeSet<DeviceId> {
        self.directory.entitled_devices(as_of, facts).into_iter().map(|device| device.device_id).collect()
    }

    pub(super) fn wraps(
        &self,
        space: SpaceId,
        facts: &SpaceFacts,
        key: &SpaceKey,
        devices: &[DeviceId],
        recovery: bool,
        random: &dyn Randomness,
    ) -> Result<KeyBody, NotebookError> {
        let place = WrapPlace { realm: self.realm(), space, author: self.device() };
        let known = devices.iter().filter_map(|device| self.directory.device(device));
        let wraps = known
            .map(|device| wrap_key(key, &place, device.device_id, &device.kem_pk, random))
            .collect::<Result<_, _>>()?;
        let recovery = match self.recovery_of(facts).filter(|_| recovery) {
            Some((epoch, kem_pk)) => Some(wrap_for_recovery(key, &place, epoch, &kem_pk, random)?),
            None => None,
        };
        Ok(KeyBody {
            class: SpaceClass::Compartment(facts.compartment),
            version: key.version(),
            key_id: key.id(),
            wraps,
            recovery,
            old_keys: None,
        })
    }

    fn recovery_of(&self, facts: &SpaceFacts) -> Option<(u32, [u8; 65])> {
        let key = self.directory.recovery_key(facts.compartment)?;
        Some((key.epoch, key.kem_pk))
    }

    /// Takes in a KEY entry that counts: who it wraps to, which keys it opens, and the key itself
    /// when it is for this device.
    pub(super) fn learn_key(&mut self, header: &Header, body: &KeyBody) {
        let opened = self.open_wrap(header, body);
        let covers = opened.iter().map(SpaceKey::id).filter(|id| *id != body.key_id).collect();
        let held = !opened.is_empty();
        for key in opened {
            let id = key.id();
            if self.keyring.add(header.space, key) {
                self.unkept.push((header.space, id));
            }
        }
        let space = self.spaces.entry(header.space).or_default();
        space.creator.get_or_insert(header.device);
        space.learn(body, header.device, covers, held);
        space.note_held(&self.keyring, &header.space);
    }

    /// The key that a KEY entry gives to this device, and the older ones inside it; nothing when
    /// it is not for this device. A wrap that does not open leaves the key unheld: what it seals
    /// waits for another wrap.
    pub(super) fn open_wrap(&self, header: &Header, body: &KeyBody) -> Vec<SpaceKey> {
        let space = header.space;
        let covers_known = |key: &SpaceKey| body.old_keys.as_ref().map(|sealed| open_old_keys(key, space, sealed));
        if let Some(held) = self.keyring.get(&space, &body.key_id) {
            return covers_known(held).and_then(Result::ok).unwrap_or_default();
        }
        let opened = unwrap_own(&self.keys, header, body).or_else(|| self.unwrap_recovered(header, body));
        let Some(key) = opened else { return Vec::new() };
        let mut keys = covers_known(&key).and_then(Result::ok).unwrap_or_default();
        keys.push(key);
        keys
    }

    /// The key that a KEY entry gives to the custodians whose shares are together on this device.
    fn unwrap_recovered(&self, header: &Header, body: &KeyBody) -> Option<SpaceKey> {
        let (recovery, wrap) = (self.recovery.as_ref()?, body.recovery.as_ref()?);
        if wrap.epoch != recovery.epoch || body.class != SpaceClass::Compartment(recovery.compartment) {
            return None;
        }
        let place = WrapPlace { realm: header.realm, space: header.space, author: header.device };
        unwrap_for_recovery(&recovery.key, &place, &body.key_id, body.version, wrap).ok()
    }

    /// As [`Seat::learn_key`], for a KEY entry of this device's own making.
    pub(super) fn learn_own(&mut self, space_id: SpaceId, given: Given) {
        let device = self.device();
        let held_before: BTreeSet<KeyId> = self.keyring.versions(&space_id).map(SpaceKey::id).collect();
        let space = self.spaces.entry(space_id).or_default();
        space.creator.get_or_insert(device);
        let covers = if given.body.old_keys.is_some() { held_before } else { BTreeSet::new() };
        space.learn(&given.body, device, covers, true);
        if let Some(key) = given.key {
            self.unkept.push((space_id, key.id()));
            self.keyring.add(space_id, key);
        }
    }
}

fn unwrap_own(keys: &DeviceKeys, header: &Header, body: &KeyBody) -> Option<SpaceKey> {
    let wrap = body.wraps.iter().find(|wrap| wrap.device_id == keys.device_id())?;
    let place = WrapPlace { realm: header.realm, space: header.space, author: header.device };
    unwrap_key(keys, &place, &body.key_id, body.version, wrap).ok()
}

impl Space {
    /// Whoever wraps a key has held it: its author counts as a reader beside those it is wrapped to.
    fn learn(&mut self, body: &KeyBody, author: DeviceId, covers: BTreeSet<KeyId>, held: bool) {
        self.class = Some(body.class);
        if body.class == SpaceClass::Compartment(AUDITED.compartment) {
            // No save opens it.
            self.facts.get_or_insert(AUDITED);
        }
        let readers = body.wraps.iter().map(|wrap| wrap.device_id).chain([author]);
        let epoch = body.recovery.as_ref().map(|wrap| wrap.epoch);
        if let Some(known) = self.keys.keys.iter_mut().find(|key| key.key_id == body.key_id) {
            known.readers.extend(readers);
            known.recovery_epoch = known.recovery_epoch.max(epoch);
            known.covers.extend(covers);
            known.held |= held;
        } else {
            self.keys.keys.push(KeyKnown {
                key_id: body.key_id,
                version: body.version,
                readers: readers.collect(),
                recovery_epoch: epoch,
                covers,
                held,
            });
        }
    }

    /// Keys that came inside a newer one are held too.
    fn note_held(&mut self, keyring: &Keyring, space: &SpaceId) {
        for key in &mut self.keys.keys {
            key.held |= keyring.get(space, &key.key_id).is_some();
        }
    }
}
