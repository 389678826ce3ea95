//! Invented keys, devices and entries for the tests of the vault and the sync.

use super::{RowMac, StoreKey, Vault};
use first72_wire::entry::{SealedEntry, hash, signing_input};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};
use first72_wire::label;
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::path::Path;

pub(crate) const REALM: RealmId = RealmId([0xa1; 16]);
pub(crate) const SPACE: SpaceId = SpaceId([0xb1; 16]);
pub(crate) const NOW: i64 = 1_795_000_000_000;

pub(crate) struct InventedMac(hmac::Key);

impl InventedMac {
    pub(crate) fn boxed(byte: u8) -> Box<dyn RowMac> {
        Box::new(Self(hmac::Key::new(hmac::HMAC_SHA256, &[byte; 32])))
    }
}

impl RowMac for InventedMac {
    fn tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        let tag = hmac::sign(&self.0, &parts.concat());
        tag.as_ref()[..16].try_into().unwrap()
    }

    fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.tag(parts) == *tag
    }
}

pub(crate) fn key(byte: u8) -> StoreKey {
    StoreKey::new(&[byte; 48])
}

pub(crate) fn create(path: &Path) -> Vault {
    Vault::create(path, &key(7), InventedMac::boxed(8)).unwrap()
}

pub(crate) fn open(path: &Path) -> Vault {
    Vault::open(path, &key(7), InventedMac::boxed(8)).unwrap()
}

/// An invented device that writes chains of entries whose bodies no one can open.
pub(crate) struct Author {
    pair: Ed25519KeyPair,
    pub(crate) id: DeviceId,
    heads: std::collections::BTreeMap<SpaceId, (u64, Hash)>,
}

impl Author {
    pub(crate) fn new(byte: u8) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[byte; 32]).unwrap();
        let id = DeviceId(label::truncate(&label::digest(label::DEVICE, &[&[byte]])));
        Self { pair, id, heads: std::collections::BTreeMap::new() }
    }

    pub(crate) fn sig_pk(&self) -> [u8; 32] {
        self.pair.public_key().as_ref().try_into().unwrap()
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.pair.sign(bytes).as_ref().try_into().unwrap()
    }

    pub(crate) fn write(&mut self, space: SpaceId, body: &[u8]) -> SealedEntry {
        let (seq, prev) = self.heads.get(&space).copied().unwrap_or((0, Hash([0xdd; 32])));
        let header = Header {
            kind: Kind::Op,
            realm: REALM,
            space,
            device: self.id,
            seq: seq + 1,
            prev,
            key_id: KeyId([0xee; 16]),
            commit: Hash([0xcc; 32]),
            body_len: u32::try_from(body.len()).unwrap(),
        };
        let hash = hash(&header.to_bytes(), body);
        self.heads.insert(space, (seq + 1, hash));
        let signature = self.sign(&signing_input(&hash));
        SealedEntry { header, body: body.to_vec(), signature }
    }

    pub(crate) fn write_many(&mut self, space: SpaceId, count: usize) -> Vec<SealedEntry> {
        (0..count).map(|n| self.write(space, format!("sealed {n}").as_bytes())).collect()
    }
}
