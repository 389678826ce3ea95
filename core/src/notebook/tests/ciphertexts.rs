//! Everything that a server has of people's records, and what a device's own keys open of it, for the tests of who can read what.

use super::*;
use crate::seal::wrap::open_old_keys;
use crate::seal::{DeviceKeys, SpaceKey, WrapPlace, unwrap_key};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{KeyId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};

/// One space's key, as a server stores it.
pub(super) struct Wrapped {
    pub(super) place: WrapPlace,
    pub(super) body: KeyBody,
}

/// Everything that a server has: who may read each space, its wrapped keys, its ciphertexts and whether they were written
/// after somebody left.
pub(super) struct Ciphertexts {
    pub(super) keys: Vec<Wrapped>,
    pub(super) saves: Vec<(SealedEntry, bool)>,
    pub(super) spaces: BTreeMap<SpaceId, Compartment>,
}

impl Ciphertexts {
    /// Of these realms' servers; beside each, how many entries it had when somebody left.
    pub(super) fn of<'a>(realms: impl IntoIterator<Item = (&'a Realm, u64)>) -> Self {
        let mut all = Self { keys: Vec::new(), saves: Vec::new(), spaces: BTreeMap::new() };
        for (realm, before) in realms {
            for (number, entry) in (0..).zip(realm.relay.entries_from(0)) {
                match entry.header.kind {
                    Kind::Op => all.saves.push((entry, number >= before)),
                    Kind::Key => all.take_key(&entry),
                    _ => {}
                }
            }
        }
        all
    }

    fn take_key(&mut self, entry: &SealedEntry) {
        let body = KeyBody::parse(&entry.body).unwrap();
        let header = &entry.header;
        if let SpaceClass::Compartment(class) = body.class {
            self.spaces.insert(header.space, class);
        }
        if body.class != SpaceClass::Directory {
            let place = WrapPlace { realm: header.realm, space: header.space, author: header.device };
            self.keys.push(Wrapped { place, body });
        }
    }

    /// Every key that a device's own keys open, whomever a wrap is addressed to, and every older key below those.
    pub(super) fn opened_by(&self, keys: &DeviceKeys, tried: &mut usize) -> BTreeMap<KeyId, SpaceKey> {
        let mut held = BTreeMap::new();
        for Wrapped { place, body } in &self.keys {
            for wrap in &body.wraps {
                *tried += 1;
                if let Ok(key) = unwrap_key(keys, place, &body.key_id, body.version, wrap) {
                    assert_eq!(wrap.device_id, keys.device_id(), "a wrap opens for whom it is addressed to");
                    held.insert(key.id(), key);
                }
            }
        }
        for Wrapped { place, body } in &self.keys {
            let Some((newer, sealed)) = held.get(&body.key_id).zip(body.old_keys.as_ref()) else { continue };
            for key in open_old_keys(newer, place.space, sealed).unwrap() {
                held.insert(key.id(), key);
            }
        }
        held
    }
}
