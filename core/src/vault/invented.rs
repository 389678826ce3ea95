//! Invented keys, devices and entries for the tests of the vault and the sync.

use super::{RowMac, StoreKey, Vault};
use first72_wire::derived;
use first72_wire::entry::{SealedEntry, hash, signing_input};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};
use ring::hmac;
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::collections::BTreeMap;
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
    pub(crate) kem_pk: [u8; 65],
    realm: RealmId,
    /// What the first entry of each of its chains follows.
    pub(crate) introduced_by: Hash,
    heads: BTreeMap<SpaceId, (u64, Hash)>,
}

impl Author {
    pub(crate) fn new(byte: u8) -> Self {
        Self::of(REALM, byte)
    }

    pub(crate) fn of(realm: RealmId, byte: u8) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[byte; 32]).unwrap();
        let kem_pk = [byte; 65];
        let id = derived::device_id(pair.public_key().as_ref().try_into().unwrap(), &kem_pk);
        Self { pair, id, kem_pk, realm, introduced_by: Hash([0xdd; 32]), heads: BTreeMap::new() }
    }

    pub(crate) fn sig_pk(&self) -> [u8; 32] {
        self.pair.public_key().as_ref().try_into().unwrap()
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.pair.sign(bytes).as_ref().try_into().unwrap()
    }

    pub(crate) fn write(&mut self, space: SpaceId, body: &[u8]) -> SealedEntry {
        self.write_kind(Kind::Op, space, body)
    }

    pub(crate) fn write_kind(&mut self, kind: Kind, space: SpaceId, body: &[u8]) -> SealedEntry {
        let (seq, prev) = self.heads.get(&space).copied().unwrap_or((0, self.introduced_by));
        let header = Header {
            kind,
            realm: self.realm,
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

impl Vault {
    /// Lets the file grow by so many pages and no more, as a full device does; none lifts it.
    pub(crate) fn limit_pages(&self, more: Option<i64>) {
        let pages: i64 = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let most = more.map_or(i64::from(u32::MAX) - 1, |more| pages + more);
        self.connection.pragma_update(None, "max_page_count", most).unwrap();
    }

    /// Loses the audit rows that wait for a realm, as someone with the file's key could.
    pub(crate) fn forget_audit(&self, realm: RealmId) {
        self.connection.execute("DELETE FROM audit WHERE realm = ?1", [realm.0]).unwrap();
    }

    /// Alters one bit of the newest entry, as someone with the file's key could.
    pub(crate) fn damage_last_row(&self) {
        self.connection
            .execute(
                "UPDATE entry SET body = CAST(x'00' || substr(body, 2) AS BLOB) WHERE id = (SELECT max(id) FROM entry)",
                [],
            )
            .unwrap();
    }
}
