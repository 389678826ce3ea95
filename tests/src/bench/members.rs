//! A realm's statements without a notebook: a registrar who takes in people and devices, as many as are asked for.

use first72_core::directory::ceremony::{NewRealm, found_realm, standard_roles};
use first72_core::directory::{Directory, Draft, GrantTerms, Logged, PersonFacts, Right, Role, Scope};
use first72_core::seal::random::draw;
use first72_core::seal::{ChainSlot, DeviceKeys, DevicePublic, SystemRandomness, sign_clear_entry};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Limits, SignedGenesis};
use first72_wire::header::Kind;
use first72_wire::id::{GrantId, Hash, PersonId};
use first72_wire::statement::StatementBody;

use crate::county::{STATION, now};

/// What a realm has said so far, in the order of its log.
pub struct Members {
    genesis: SignedGenesis,
    registrar: DeviceKeys,
    head: (u64, Hash),
    log: Vec<Logged>,
    entries: Vec<SealedEntry>,
}

impl Members {
    /// A realm with a registrar and nobody else.
    ///
    /// # Panics
    /// When it cannot be founded.
    #[must_use]
    pub fn found() -> Self {
        let random = SystemRandomness::new();
        let registrar = DeviceKeys::make(&random).expect("keys");
        let new = NewRealm {
            name: "Demo County".into(),
            compartments: vec![Compartment::Ops],
            two_signatures: vec![],
            server_url: "http://127.0.0.1:1".into(),
            role_templates: standard_roles(&[Compartment::Ops]),
            limits: Limits::default(),
            demo: true,
            policy: None,
            registrar_person: PersonId([7; 16]),
            registrar_device: *registrar.public(),
            now_ms: now().wall_ms,
        };
        let made = found_realm(&new, b"an invented passphrase", &random).expect("a realm");
        let mut realm =
            Self { genesis: made.genesis, registrar, head: (0, Hash::ZERO), log: Vec::new(), entries: Vec::new() };
        made.entries.into_iter().for_each(|entry| realm.keep(entry, None));
        let introduces = |logged: &&Logged| {
            let introduced = logged.statement.as_ref().and_then(|statement| statement.public.introduces());
            introduced.is_some_and(|device| device.device_id == realm.registrar.device_id())
        };
        realm.head.1 = realm.log.iter().find(introduces).expect("the root made a registrar").hash;
        realm
    }

    /// Takes in a person with so many devices and a right to write, and says what the devices' keys are.
    ///
    /// # Panics
    /// When no random bytes are available.
    pub fn take_in(&mut self, devices: usize) -> Vec<DeviceKeys> {
        let random = SystemRandomness::new();
        let person = PersonId(draw(&random).expect("random bytes"));
        let facts = PersonFacts {
            name: format!("Invented {person}"),
            short_name: "Invented".into(),
            agency: "Demo County".into(),
            guest: false,
        };
        self.say(Draft::person(person, facts));
        let until = now().wall_ms + 365 * 86_400_000;
        let terms = GrantTerms {
            role: Role::Deputy,
            scope: Scope::Station(STATION.into()),
            compartments: vec![Compartment::Ops],
            rights: vec![Right::Open, Right::Write],
            basis: "assignment".into(),
        };
        let grant = GrantId(draw(&random).expect("random bytes"));
        self.say(Draft::grant(grant, person, (now().wall_ms - 86_400_000, until), terms));
        let add = |_| {
            let keys = DeviceKeys::make(&random).expect("keys");
            self.say(Draft::device_add(person, keys.public(), until, "phone".into()));
            keys
        };
        (0..devices).map(add).collect()
    }

    /// What is said all together, as a device finds it that has checked no signature yet.
    #[must_use]
    pub fn directory(&self) -> Directory {
        Directory::evaluate(self.genesis.genesis(), &self.log)
    }

    /// The same for a device that has checked every signature before, as at each unlock.
    #[must_use]
    pub fn directory_again(&self, checked: &[Logged]) -> Directory {
        Directory::evaluate(self.genesis.genesis(), checked)
    }

    /// The statements, their signatures marked as checked.
    #[must_use]
    pub fn checked(&self) -> Vec<Logged> {
        self.log.iter().cloned().map(Logged::already_checked).collect()
    }

    /// The statements as they stand in the log.
    #[must_use]
    pub fn entries(&self) -> &[SealedEntry] {
        &self.entries
    }

    /// The registrar's device.
    #[must_use]
    pub fn registrar(&self) -> &DevicePublic {
        self.registrar.public()
    }

    /// Where a device that was just taken in begins a space of its own.
    #[must_use]
    pub fn first_slot(&self, device: &DeviceKeys, space: first72_wire::id::SpaceId) -> ChainSlot {
        let introduced = |logged: &&Logged| {
            let introduced = logged.statement.as_ref().and_then(|statement| statement.public.introduces());
            introduced.is_some_and(|known| known.device_id == device.device_id())
        };
        let prev = self.log.iter().find(introduced).map_or(Hash::ZERO, |logged| logged.hash);
        ChainSlot { realm: self.genesis.genesis().realm(), space, seq: 1, prev }
    }

    fn say(&mut self, draft: Draft) {
        let genesis = self.genesis.genesis();
        let (seq, prev) = self.head;
        let slot = ChainSlot { realm: genesis.realm(), space: genesis.directory_space(), seq: seq + 1, prev };
        let body = StatementBody::new(draft.public).to_bytes();
        let entry = sign_clear_entry(&self.registrar, slot, Kind::Statement, body).expect("it fits");
        self.head = (seq + 1, entry.hash());
        self.keep(entry, draft.sealed);
    }

    fn keep(&mut self, entry: SealedEntry, sealed: Option<first72_core::directory::SealedPart>) {
        let pos = Some(self.log.len() as u64);
        self.log.push(Logged::read(&entry, pos, sealed).expect("a statement"));
        self.entries.push(entry);
    }
}
