//! An invented realm in which one person may write, and what they write.

use super::super::*;
use crate::directory::statement::Draft;
use crate::directory::{GrantTerms, Logged, PersonFacts, Right, Role, Scope};
use crate::episode::{Hlc, PackRef};
use crate::moment::Moment;
use crate::seal::{ChainSlot, DeviceKeys, RootKey, Signer, SpaceKey, SystemRandomness, seal_entry, sign_clear_entry};
use first72_wire::compartment::Compartment;
use first72_wire::genesis::{Genesis, GenesisFields, Limits, RealmCompartment};
use first72_wire::id::{EpisodeId, GrantId, OpId, SpaceId};
use first72_wire::statement::StatementBody;

pub(super) const SPACE: SpaceId = SpaceId([0x51; 16]);
pub(super) const WRITER: PersonId = PersonId([2; 16]);
pub(super) const GRANT: GrantId = GrantId([3; 16]);

/// An invented realm: a root, a registrar, and one person with a device who may open episodes.
pub(super) struct County {
    pub(super) genesis: Genesis,
    pub(super) root: RootKey,
    pub(super) registrar: DeviceKeys,
    pub(super) writer: DeviceKeys,
    pub(super) log: Vec<Logged>,
    pub(super) introduced: Hash,
    pub(super) keyring: Keyring,
}

pub(super) fn random() -> SystemRandomness {
    SystemRandomness::new()
}

impl County {
    pub(super) fn new() -> Self {
        let root = RootKey::make(&random()).unwrap();
        let compartments =
            vec![RealmCompartment { class: Compartment::Ops, recovery_epoch: 1, recovery_pk: [4; 65], quorum: 1 }];
        let genesis = Genesis::new(&GenesisFields {
            root_pk: root.public(),
            name: "Demo County".into(),
            compartments,
            servers: vec![],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap();
        let (registrar, writer) = (DeviceKeys::make(&random()).unwrap(), DeviceKeys::make(&random()).unwrap());
        let keyring = Keyring::new();
        let mut county = Self { genesis, root, registrar, writer, log: vec![], introduced: Hash::ZERO, keyring };
        county.enrol();
        county.keyring.add(SPACE, SpaceKey::make(1, &random()).unwrap());
        county
    }

    pub(super) fn enrol(&mut self) {
        let registrar = Draft::registrar_add(PersonId([1; 16]), self.registrar.public());
        self.say(true, registrar);
        let facts = |name: &str| PersonFacts {
            name: name.into(),
            short_name: name.into(),
            agency: "Demo".into(),
            guest: false,
        };
        self.say(false, Draft::person(PersonId([1; 16]), facts("R. Bell")));
        self.say(false, Draft::person(WRITER, facts("D. Rivera")));
        let device = Draft::device_add(WRITER, self.writer.public(), i64::MAX, "phone".into());
        self.introduced = self.say(false, device);
        let terms = GrantTerms {
            role: Role::from_code("deputy"),
            scope: Scope::Realm,
            compartments: vec![Compartment::Ops],
            rights: vec![Right::Open],
            basis: "assignment".into(),
        };
        self.say(false, Draft::grant(GRANT, WRITER, (0, i64::MAX), terms));
    }

    pub(super) fn say(&mut self, by_root: bool, draft: Draft) -> Hash {
        let signer: &dyn Signer = if by_root { &self.root } else { &self.registrar };
        let mine = self.log.iter().filter(|logged| logged.header.device == signer.author()).count() as u64;
        let last = self.log.iter().rfind(|logged| logged.header.device == signer.author());
        let start = if by_root { self.genesis.hash() } else { self.log[0].hash };
        let slot = ChainSlot {
            realm: self.genesis.realm(),
            space: self.genesis.directory_space(),
            seq: mine + 1,
            prev: last.map_or(start, |logged| logged.hash),
        };
        let body = StatementBody::new(draft.public).to_bytes();
        let entry = sign_clear_entry(signer, slot, Kind::Statement, body).unwrap();
        let pos = Some(self.log.len() as u64 * 10);
        self.log.push(Logged::read(&entry, pos, draft.sealed).unwrap());
        entry.hash()
    }

    pub(super) fn directory(&self) -> Directory {
        Directory::evaluate(&self.genesis, &self.log)
    }

    pub(super) fn slot(&self, seq: u64, prev: Hash) -> ChainSlot {
        ChainSlot { realm: self.genesis.realm(), space: SPACE, seq, prev }
    }

    pub(super) fn seal(&self, slot: ChainSlot, op: &Op) -> SealedEntry {
        let key = self.keyring.newest(&SPACE).unwrap();
        seal_entry(&self.writer, slot, key, &op.encode().unwrap(), &random()).unwrap()
    }

    /// The opening save, first of its chain.
    pub(super) fn opening(&self) -> SealedEntry {
        self.seal(self.slot(1, self.introduced), &op(open_change()))
    }

    /// A chain of so many saves, the opening first.
    pub(super) fn chain(&self, length: u64) -> Vec<SealedEntry> {
        let mut entries = vec![self.opening()];
        for seq in 2..=length {
            let prev = entries[entries.len() - 1].hash();
            entries.push(self.seal(self.slot(seq, prev), &op(note("invented words"))));
        }
        entries
    }

    pub(super) fn open(&self, bytes: &[u8]) -> Result<Verified<Op>, Refused> {
        open_entry(&self.directory(), &self.keyring, &ChainState::empty(), None, Some(900), bytes)
    }

    pub(super) fn refused(&self, bytes: &[u8]) -> Refused {
        match self.open(bytes) {
            Ok(_) => panic!("it was opened"),
            Err(refused) => refused,
        }
    }
}

pub(super) fn open_change() -> Change {
    Change::Open {
        episode: EpisodeId([7; 16]),
        compartment: Compartment::Ops,
        station: "harbor".into(),
        handle: "amber heron".into(),
        pack: PackRef { id: "los-angeles".into(), version: "2026.1".into(), hash: None },
    }
}

pub(super) fn note(text: &str) -> Change {
    Change::Note { text: text.into() }
}

pub(super) fn op(change: Change) -> Op {
    let when = Moment { wall_ms: 1_790_000_000_000, boot_id: [1; 16], boot_ms: 5 };
    Op::new(OpId([9; 16]), Hlc(1), when, vec![change])
}

pub(super) fn codes(run: &[Result<Authentic<'_>, Refused>]) -> Vec<&'static str> {
    run.iter().map(|checked| checked.as_ref().map_or_else(Refused::code, |_| "ok")).collect()
}
