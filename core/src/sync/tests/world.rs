//! An invented realm with its server and devices, and a receiver that judges as a notebook does.

use super::super::{Exchange, Incoming, MemoryRelay, Receiver, Relay, Report, SyncError, Terms, Verdict, authentic};
use crate::moment::Moment;
use crate::seal::SystemRandomness;
use crate::vault::Vault;
use crate::vault::invented::{Author, NOW, create};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Genesis, GenesisFields, Limits, RealmCompartment, SignedGenesis};
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, PersonId, RealmId, SpaceId};
use first72_wire::key_body::{DeviceWrap, KeyBody, SpaceClass};
use first72_wire::log_keys::LogKeys;
use first72_wire::statement::{Introduced, PublicPart, StatementBody};
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::collections::BTreeMap;
use tempfile::TempDir;

pub(super) const EPISODE: SpaceId = SpaceId([0x0e; 16]);

pub(super) struct World {
    pub(super) genesis: SignedGenesis,
    pub(super) relay: MemoryRelay,
    pub(super) registrar: Device,
    root: Author,
}

pub(super) struct Device {
    pub(super) author: Author,
    pub(super) vault: Vault,
    pub(super) judge: Judge,
    pub(super) exchange: Exchange,
    pub(super) now: Moment,
    /// Goes away with the device.
    _folder: TempDir,
}

/// What a notebook does at its border, as far as signatures and chains go.
pub(super) struct Judge {
    members: BTreeMap<DeviceId, ([u8; 32], Hash)>,
    heads: BTreeMap<(SpaceId, DeviceId), (u64, Hash)>,
    pub(super) accepted: Vec<SealedEntry>,
    directory: SpaceId,
}

pub(super) fn log_key() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[0x99; 32]).unwrap()
}

fn genesis() -> SignedGenesis {
    let root = Ed25519KeyPair::from_seed_unchecked(&[0x90; 32]).unwrap();
    let compartment = RealmCompartment { class: Compartment::Ops, recovery_epoch: 1, recovery_pk: [4; 65], quorum: 1 };
    let genesis = Genesis::new(&GenesisFields {
        root_pk: root.public_key().as_ref().try_into().unwrap(),
        name: "Invented County".into(),
        compartments: vec![compartment],
        servers: Vec::new(),
        role_templates: Vec::new(),
        limits: Limits::default(),
        created_ms: NOW,
        demo: true,
    })
    .unwrap();
    let signature = root.sign(&genesis.signing_input()).as_ref().try_into().unwrap();
    SignedGenesis::new(genesis, signature).unwrap()
}

pub(super) fn introduced(author: &Author) -> Introduced {
    let (sig_pk, kem_pk) = (author.sig_pk(), author.kem_pk);
    Introduced { device_id: author.id, person_id: PersonId([author.kem_pk[0]; 16]), sig_pk, kem_pk }
}

pub(super) fn server_of(genesis: &SignedGenesis, log_key: Ed25519KeyPair) -> MemoryRelay {
    let log_pk = log_key.public_key().as_ref().try_into().unwrap();
    MemoryRelay::new(genesis.clone(), log_pk, move |bytes| log_key.sign(bytes).as_ref().try_into().unwrap())
}

impl World {
    /// A realm whose root has named one registrar, with both on the server.
    pub(super) fn new() -> Self {
        let genesis = genesis();
        let relay = server_of(&genesis, log_key());
        let mut root = Author::of(genesis.genesis().realm(), 0x90);
        root.id = genesis.genesis().root_id();
        root.introduced_by = genesis.genesis().hash();
        let mut registrar = Author::of(genesis.genesis().realm(), 0x01);
        let body = StatementBody::new(PublicPart::RegistrarAdd(introduced(&registrar)));
        let first = root.write_kind(Kind::Statement, genesis.genesis().directory_space(), &body.to_bytes());
        registrar.introduced_by = first.hash();
        // The ceremony gives the root's first statement to the server's operator.
        relay.take_in(first.clone());
        let mut registrar = Device::new(&genesis, registrar);
        registrar.sync(&relay).unwrap();
        Self { genesis, relay, registrar, root }
    }

    pub(super) fn realm(&self) -> RealmId {
        self.genesis.genesis().realm()
    }

    pub(super) fn directory(&self) -> SpaceId {
        self.genesis.genesis().directory_space()
    }

    /// A device that the registrar has taken in and the server knows.
    pub(super) fn enrol(&mut self, byte: u8) -> Device {
        let device = self.enrol_unsent(byte);
        self.registrar.sync(&self.relay).unwrap();
        device
    }

    /// A device that the registrar has taken in, while the server does not know yet.
    pub(super) fn enrol_unsent(&mut self, byte: u8) -> Device {
        let mut author = Author::of(self.realm(), byte);
        let add = PublicPart::DeviceAdd { device: introduced(&author), not_after_ms: i64::MAX };
        author.introduced_by = self.state(&add).hash();
        Device::new(&self.genesis, author)
    }

    /// The root makes a device that was taken in a registrar's; the server's operator is given its word.
    pub(super) fn promote(&mut self, device: &Author) -> SealedEntry {
        let body = StatementBody::new(PublicPart::RegistrarAdd(introduced(device))).to_bytes();
        let entry = self.root.write_kind(Kind::Statement, self.directory(), &body);
        self.relay.take_in(entry.clone());
        entry
    }

    /// The registrar signs a statement; it goes up with the registrar's next sync.
    pub(super) fn state(&mut self, statement: &PublicPart) -> SealedEntry {
        let body = StatementBody::new(statement.clone()).to_bytes();
        let entry = self.registrar.author.write_kind(Kind::Statement, self.directory(), &body);
        self.registrar.save(std::slice::from_ref(&entry));
        entry
    }
}

impl Device {
    pub(super) fn new(genesis: &SignedGenesis, author: Author) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = create(&folder.path().join("v"));
        let terms = Terms {
            realm: genesis.genesis().realm(),
            device: author.id,
            keys: LogKeys::of(log_key().public_key().as_ref().try_into().unwrap()),
        };
        let judge = Judge::new(genesis.genesis());
        let now = Moment { wall_ms: NOW, boot_id: [1; 16], boot_ms: 1_000 };
        Self { author, vault, judge, exchange: Exchange::new(terms), now, _folder: folder }
    }

    pub(super) fn save(&mut self, entries: &[SealedEntry]) {
        self.vault.save(entries, &[]).unwrap();
    }

    /// Opens a space for these devices and writes so many entries into it.
    pub(super) fn write_for(&mut self, readers: &[DeviceId], count: usize) {
        let mut wraps: Vec<DeviceWrap> = readers
            .iter()
            .chain([&self.author.id])
            .map(|id| DeviceWrap { device_id: *id, enc: [4; 65], wrapped: [5; 48] })
            .collect();
        wraps.sort_by_key(|wrap| wrap.device_id);
        let body = KeyBody {
            class: SpaceClass::Compartment(Compartment::Ops),
            version: 1,
            key_id: first72_wire::id::KeyId([7; 16]),
            wraps,
            recovery: None,
            old_keys: None,
        };
        let key = self.author.write_kind(Kind::Key, EPISODE, &body.to_bytes());
        self.save(&[key]);
        let entries = self.author.write_many(EPISODE, count);
        self.save(&entries);
    }

    /// Begins another sync.
    pub(super) fn begin(&mut self) {
        let terms = self.exchange.terms().clone();
        self.exchange.begin(terms);
    }

    pub(super) fn sync(&mut self, relay: &dyn Relay) -> Result<Report, SyncError> {
        self.begin();
        let random = SystemRandomness::new();
        loop {
            let sign = |bytes: &[u8]| self.author.sign(bytes);
            let Some(request) = self.exchange.next(&mut self.vault, &sign, &random, self.now)? else { break };
            for answer in relay.carry(&request) {
                self.now.boot_ms += 10;
                self.now.wall_ms += 10;
                self.exchange.take(&mut self.vault, &mut self.judge, answer, self.now)?;
            }
            assert!(self.exchange.report().requests < 500, "a sync must come to its end");
        }
        Ok(self.exchange.report().clone())
    }

    pub(super) fn count(&self, realm: RealmId) -> u64 {
        self.vault.count_entries(realm).unwrap()
    }
}

impl Judge {
    fn new(genesis: &Genesis) -> Self {
        let root = (genesis.fields().root_pk, genesis.hash());
        let members = BTreeMap::from([(genesis.root_id(), root)]);
        Self { members, heads: BTreeMap::new(), accepted: Vec::new(), directory: genesis.directory_space() }
    }

    fn one(&mut self, item: &Incoming, authentic: bool) -> Verdict {
        let header = item.entry.header;
        let Some((_, introduced_by)) = self.members.get(&header.device) else { return Verdict::Park("device.unknown") };
        if !authentic {
            return Verdict::Refuse("entry.signature");
        }
        let chain = (header.space, header.device);
        let (seq, head) = self.heads.get(&chain).copied().unwrap_or((0, *introduced_by));
        if header.seq <= seq {
            return Verdict::Accept;
        }
        if header.seq > seq + 1 {
            return Verdict::Park("chain.gap");
        }
        if header.prev != head {
            return Verdict::Refuse("chain.prev");
        }
        self.heads.insert(chain, (header.seq, item.hash));
        self.learn(item);
        self.accepted.push(item.entry.clone());
        Verdict::Accept
    }

    fn learn(&mut self, item: &Incoming) {
        if item.entry.header.kind != Kind::Statement || item.entry.header.space != self.directory {
            return;
        }
        let statement = StatementBody::parse(&item.entry.body).unwrap();
        if let Some(device) = statement.public.introduces() {
            self.members.insert(device.device_id, (device.sig_pk, item.hash));
        }
    }
}

impl Receiver for Judge {
    fn judge(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        let sig_pk = run.first().and_then(|item| self.members.get(&item.entry.header.device)).map(|member| member.0);
        let good = sig_pk.map_or(0, |sig_pk| authentic(run, &sig_pk));
        run.iter().enumerate().map(|(at, item)| self.one(item, at < good)).collect()
    }
}
