//! An invented realm for tests: a root, registrars and people who say things about each other.

use super::grant::{GrantTerms, Right, Role};
use super::person::PersonFacts;
use super::scope::Scope;
use super::statement::{Draft, Logged, SealedPart};
use crate::seal::{ChainSlot, DeviceKeys, RootKey, Signer, SystemRandomness, sign_clear_entry};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Genesis, GenesisFields, Limits, RealmCompartment};
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, GrantId, Hash, PersonId};
use first72_wire::statement::{PublicPart, StatementBody};
use std::collections::BTreeMap;
use std::rc::Rc;

pub(crate) const LAST_DAY_MS: i64 = 1_900_000_000_000;

/// A realm whose log grows as people speak. Everything in it is logged in the order it was said.
pub(crate) struct InventedRealm {
    pub(crate) genesis: Genesis,
    pub(crate) root: Rc<RootKey>,
    heads: BTreeMap<DeviceId, (u64, Hash)>,
    pub(crate) log: Vec<Logged>,
    pub(crate) last_entry: Option<SealedEntry>,
}

impl InventedRealm {
    pub(crate) fn new() -> Self {
        let root = Rc::new(RootKey::make(&SystemRandomness::new()).unwrap());
        let compartment = |class: Compartment| RealmCompartment {
            class,
            recovery_epoch: 1,
            recovery_pk: [4; 65],
            quorum: if class == Compartment::Med { 2 } else { 1 },
        };
        let genesis = Genesis::new(&GenesisFields {
            root_pk: root.public(),
            name: "Demo County".into(),
            compartments: [Compartment::Ops, Compartment::Le, Compartment::Med].map(compartment).to_vec(),
            servers: vec![],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap();
        let heads = BTreeMap::from([(root.author_id(), (0, genesis.hash()))]);
        Self { genesis, root, heads, log: Vec::new(), last_entry: None }
    }

    /// Lets somebody make a statement, logs it at the next position, and names it.
    pub(crate) fn say(&mut self, signer: &dyn Signer, draft: Draft) -> Hash {
        let pos = self.log.iter().filter_map(|logged| logged.pos).max().map_or(0, |last| last + 1);
        let hash = self.say_unlogged(signer, draft);
        self.log.last_mut().unwrap().pos = Some(pos);
        hash
    }

    /// The same for a statement that has not reached the server.
    pub(crate) fn say_unlogged(&mut self, signer: &dyn Signer, draft: Draft) -> Hash {
        // Not sealed here, but part of the entry: two that say different things are two.
        let said = draft.sealed.as_ref().map(SealedPart::to_bytes);
        let mut body = StatementBody::new(draft.public);
        body.sealed = said;
        let body = body.to_bytes();
        let (seq, prev) = self.heads.get(&signer.author()).copied().unwrap_or((0, Hash([0xee; 32])));
        let slot = ChainSlot { realm: self.genesis.realm(), space: self.genesis.directory_space(), seq: seq + 1, prev };
        let entry = sign_clear_entry(signer, slot, Kind::Statement, body).unwrap();
        let logged = Logged::read(&entry, None, draft.sealed).unwrap();
        let hash = logged.hash;
        self.heads.insert(signer.author(), (seq + 1, hash));
        if let Some(statement) = &logged.statement {
            if let Some(device) = statement.public.introduces() {
                self.heads.entry(device.device_id).or_insert((0, hash));
            }
            if let PublicPart::RootRotate(change) = &statement.public {
                self.heads.entry(change.new_root()).or_insert((0, hash));
            }
        }
        self.log.push(logged);
        self.last_entry = Some(entry);
        hash
    }

    /// The newest entry of somebody who was introduced.
    pub(crate) fn head(&self, author: &DeviceId) -> Option<(u64, Hash)> {
        self.heads.get(author).copied()
    }

    /// A second copy of everyone's keys and chains, as if devices had been copied; its log is empty.
    pub(crate) fn split(&self) -> Self {
        Self {
            genesis: self.genesis.clone(),
            root: Rc::clone(&self.root),
            heads: self.heads.clone(),
            log: Vec::new(),
            last_entry: None,
        }
    }

    /// Starts again from another genesis of the same root.
    pub(crate) fn begin_with(&mut self, genesis: Genesis) {
        self.heads = BTreeMap::from([(self.root.author_id(), (0, genesis.hash()))]);
        self.genesis = genesis;
        self.log.clear();
    }

    /// The root makes somebody a registrar, who enters their own name.
    pub(crate) fn registrar(&mut self, byte: u8) -> (DeviceKeys, PersonId) {
        let (keys, person) = (device(), PersonId([byte; 16]));
        let root = Rc::clone(&self.root);
        self.say(&*root, Draft::registrar_add(person, keys.public()));
        self.say(&keys, named(person));
        (keys, person)
    }

    /// A registrar enters a person with one device.
    pub(crate) fn member(&mut self, registrar: &DeviceKeys, byte: u8) -> (DeviceKeys, PersonId) {
        let (keys, person) = (device(), PersonId([byte; 16]));
        self.say(registrar, named(person));
        self.say(registrar, Draft::device_add(person, keys.public(), LAST_DAY_MS, "phone".into()));
        (keys, person)
    }
}

pub(crate) fn device() -> DeviceKeys {
    DeviceKeys::make(&SystemRandomness::new()).unwrap()
}

pub(crate) fn named(person: PersonId) -> Draft {
    let facts = PersonFacts {
        name: format!("Invented {person}"),
        short_name: "Invented".into(),
        agency: "Demo County".into(),
        guest: false,
    };
    Draft::person(person, facts)
}

/// A grant for as long as the tests live.
pub(crate) fn grant(byte: u8, person: PersonId, scope: Scope, rights: &[Right]) -> Draft {
    let terms = GrantTerms {
        role: Role::Deputy,
        scope,
        compartments: vec![Compartment::Ops, Compartment::Le, Compartment::Med, Compartment::Adv],
        rights: rights.to_vec(),
        basis: "assignment".into(),
    };
    Draft::grant(GrantId([byte; 16]), person, (0, LAST_DAY_MS), terms)
}
