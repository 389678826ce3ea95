//! Keys, genesis, realm file and entries of an invented county.

use first72_wire::compartment::Compartment;
use first72_wire::derived::{device_id, server_author};
use first72_wire::entry::{SealedEntry, hash, signing_input};
use first72_wire::genesis::{Genesis, GenesisFields, Limits, RealmServer, SignedGenesis};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, Hash, KeyId, PersonId, RealmId, SpaceId};
use first72_wire::key_body::{DeviceWrap, KeyBody, SpaceClass};
use first72_wire::realm_file::{RealmFile, TlsIdentity};
use first72_wire::statement::{Introduced, PublicPart, StatementBody};
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A space that tests write to.
pub(crate) const SPACE: SpaceId = SpaceId([0x51; 16]);
const LOG_SEED: [u8; 32] = [0x10; 32];
const ROOT_SEED: u8 = 0x01;
const REGISTRAR_SEED: u8 = 0x02;

pub(crate) fn space(number: u8) -> SpaceId {
    SpaceId([number; 16])
}

/// A device's keys.
pub(crate) struct Key {
    pub(crate) pair: Ed25519KeyPair,
    pub(crate) device: DeviceId,
}

/// A device that writes entries, and how far its chains are.
pub(crate) struct Author {
    key: Arc<Key>,
    realm: RealmId,
    introduced: Hash,
    heads: HashMap<SpaceId, (u64, Hash)>,
}

impl Author {
    pub(crate) fn key(&self) -> Arc<Key> {
        Arc::clone(&self.key)
    }

    pub(crate) fn device(&self) -> DeviceId {
        self.key.device
    }

    /// The next entry of a chain.
    pub(crate) fn write(&mut self, kind: Kind, space: SpaceId, body: &[u8]) -> SealedEntry {
        let (last, prev) = self.heads.get(&space).copied().unwrap_or((0, self.introduced));
        let entry = self.sign(kind, space, last + 1, prev, body);
        self.heads.insert(space, (last + 1, entry.hash()));
        entry
    }

    /// An entry anywhere in a chain, without moving it.
    pub(crate) fn sign(&self, kind: Kind, space: SpaceId, seq: u64, prev: Hash, body: &[u8]) -> SealedEntry {
        let sealed = kind == Kind::Op;
        let header = Header {
            kind,
            realm: self.realm,
            space,
            device: self.key.device,
            seq,
            prev,
            key_id: if sealed { KeyId([0x77; 16]) } else { KeyId::ZERO },
            commit: if sealed { Hash([0x88; 32]) } else { Hash::ZERO },
            body_len: u32::try_from(body.len()).unwrap(),
        };
        let hash = hash(&header.to_bytes(), body);
        let signature = self.key.pair.sign(&signing_input(&hash)).as_ref().try_into().unwrap();
        SealedEntry { header, body: body.to_vec(), signature }
    }

    /// A save: bytes that stand for ciphertext.
    pub(crate) fn op(&mut self, space: SpaceId) -> SealedEntry {
        self.write(Kind::Op, space, &[0xc3; 328])
    }

    pub(crate) fn ops(&mut self, space: SpaceId, count: usize) -> Vec<SealedEntry> {
        (0..count).map(|_| self.op(space)).collect()
    }

    /// Wraps that open a space to these devices.
    pub(crate) fn wraps(&mut self, space: SpaceId, version: u32, names: &[DeviceId]) -> SealedEntry {
        let wrap = |name: &DeviceId| DeviceWrap { device_id: *name, enc: [4; 65], wrapped: [0; 48] };
        let body = KeyBody {
            class: SpaceClass::Compartment(Compartment::Ops),
            version,
            key_id: KeyId([0x77; 16]),
            wraps: names.iter().map(wrap).collect(),
            recovery: None,
            old_keys: None,
        };
        self.write(Kind::Key, space, &body.to_bytes())
    }
}

/// An invented county.
pub(crate) struct County {
    pub(crate) realm: RealmId,
    pub(crate) directory: SpaceId,
    pub(crate) log_pk: [u8; 32],
    pub(crate) root: Author,
    pub(crate) registrar: Author,
    folder: tempfile::TempDir,
}

impl County {
    pub(crate) fn make() -> Self {
        Self::make_with(true, None)
    }

    pub(crate) fn make_with(demo: bool, tls: Option<(TlsIdentity, Hash)>) -> Self {
        let root = pair(ROOT_SEED);
        let log_pk = public(&Ed25519KeyPair::from_seed_unchecked(&LOG_SEED).unwrap());
        let (tls, tls_ca_sha256) = tls.map_or((None, Hash::ZERO), |(tls, hash)| (Some(tls), hash));
        let genesis = Genesis::new(&GenesisFields {
            root_pk: public(&root),
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![RealmServer { url: "http://127.0.0.1".into(), tls_ca_sha256, log_pk }],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo,
        })
        .unwrap();
        let signature = root.sign(&genesis.signing_input()).as_ref().try_into().unwrap();
        let (realm, directory) = (genesis.realm(), genesis.directory_space());
        let key = Arc::new(Key { pair: root, device: genesis.root_id() });
        let mut root = Author { key, realm, introduced: genesis.hash(), heads: HashMap::new() };
        let body = StatementBody::new(PublicPart::RegistrarAdd(introduce(REGISTRAR_SEED, 0xb1)));
        let registrar_add = root.write(Kind::Statement, directory, &body.to_bytes());
        let registrar = author(REGISTRAR_SEED, realm, registrar_add.hash());
        let file = RealmFile {
            genesis: SignedGenesis::new(genesis, signature).unwrap(),
            log_seed: Zeroizing::new(LOG_SEED),
            first_entries: vec![registrar_add],
            tls,
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("realm.toml"), file.to_text().as_bytes()).unwrap();
        Self { realm, directory, log_pk, root, registrar, folder }
    }

    /// Whoever has the server's log key.
    pub(crate) fn server_itself(&self) -> Author {
        let pair = Ed25519KeyPair::from_seed_unchecked(&LOG_SEED).unwrap();
        let key = Arc::new(Key { pair, device: server_author(&self.log_pk) });
        Author { key, realm: self.realm, introduced: self.root.introduced, heads: HashMap::new() }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn realm_file(&self) -> PathBuf {
        self.folder.path().join("realm.toml")
    }

    /// The registrar's next statement.
    pub(crate) fn state(&mut self, statement: PublicPart) -> SealedEntry {
        let body = StatementBody::new(statement).to_bytes();
        self.registrar.write(Kind::Statement, self.directory, &body)
    }

    /// The root's next statement.
    pub(crate) fn state_by_root(&mut self, statement: PublicPart) -> SealedEntry {
        let body = StatementBody::new(statement).to_bytes();
        self.root.write(Kind::Statement, self.directory, &body)
    }

    /// A new device, each of its own person, and the statement that takes it in.
    pub(crate) fn enrol(&mut self, seed: u8) -> (Author, SealedEntry) {
        self.enrol_until(seed, i64::MAX)
    }

    pub(crate) fn enrol_until(&mut self, seed: u8, not_after_ms: i64) -> (Author, SealedEntry) {
        let entry = self.state(PublicPart::DeviceAdd { device: introduce(seed, seed), not_after_ms });
        (author(seed, self.realm, entry.hash()), entry)
    }

    /// A device that no statement has introduced.
    pub(crate) fn stranger(&self, seed: u8) -> Author {
        author(seed, self.realm, Hash::ZERO)
    }
}

pub(crate) fn introduce(seed: u8, person: u8) -> Introduced {
    let (sig_pk, kem_pk) = (public(&pair(seed)), [seed; 65]);
    Introduced { device_id: device_id(&sig_pk, &kem_pk), person_id: PersonId([person; 16]), sig_pk, kem_pk }
}

fn author(seed: u8, realm: RealmId, introduced: Hash) -> Author {
    let key = Arc::new(Key { pair: pair(seed), device: introduce(seed, 0).device_id });
    Author { key, realm, introduced, heads: HashMap::new() }
}

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn public(pair: &Ed25519KeyPair) -> [u8; 32] {
    pair.public_key().as_ref().try_into().unwrap()
}
