//! A realm founded by the real ceremony, its registrar, and its real server on a free port.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use first72_core::directory::ceremony::{Ceremony, NewRealm, found_realm, standard_roles};
use first72_core::directory::{GrantTerms, Right, Role, Scope};
use first72_core::notebook::{Approved, NewDevice, NewGrant, NewPerson};
use first72_core::sync::{HttpRelay, HttpSettings, MemoryRelay, Relay};
use first72_server::{Clock, Config, Limits, Running, serve_with};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Limits as RealmLimits, SignedGenesis};
use first72_wire::id::{PersonId, RealmId};
use first72_wire::realm_file::RealmFile;

use super::device::{Device, DrawnFromSeed, now};
use super::tape::{Tape, Taped};

/// Who joins, and as what.
pub struct Member {
    /// Full and short name.
    pub name: String,
    /// The role of the grant.
    pub role: Role,
    /// The station of the grant.
    pub station: String,
    /// The compartments of the grant.
    pub compartments: Vec<Compartment>,
}

/// One realm. Its server stops and its folder goes when it is dropped.
pub struct Realm {
    /// The realm.
    pub id: RealmId,
    /// The registrar's device.
    pub registrar: Device,
    /// Every request to the server and every answer, as bytes.
    pub tape: Arc<Tape>,
    genesis: SignedGenesis,
    entries: Vec<SealedEntry>,
    realm_file: RealmFile,
    server: Option<Running>,
    folder: tempfile::TempDir,
}

impl Realm {
    /// Holds the ceremony. The server is off.
    ///
    /// # Panics
    /// When the realm cannot be founded.
    #[must_use]
    pub fn found(seed: u64, name: &str, compartments: &[Compartment]) -> Self {
        let registrar = Device::new(seed ^ 0xF0);
        registrar.open().request_enrolment(now()).expect("a request");
        let new = NewRealm {
            name: name.into(),
            compartments: compartments.to_vec(),
            two_signatures: vec![],
            server_url: "http://127.0.0.1:1".into(),
            role_templates: standard_roles(compartments),
            limits: RealmLimits::default(),
            demo: true,
            policy: Some(super::packs::policy()),
            registrar_person: PersonId([seed.to_le_bytes()[0] | 1; 16]),
            registrar_device: registrar.open().requested_device().expect("it asked"),
            now_ms: now().wall_ms,
        };
        let made = found_realm(&new, b"an invented passphrase", &DrawnFromSeed::new(seed));
        let Ceremony { genesis, entries, realm_file, .. } = made.expect("a realm");
        registrar.open().accept_founding(&genesis, &entries, None, now()).expect("the first registrar");
        let folder = tempfile::tempdir().expect("a folder for the server");
        std::fs::write(folder.path().join("realm.toml"), realm_file.to_text().as_bytes()).expect("the realm file");
        let id = genesis.genesis().realm();
        Self { id, registrar, tape: Arc::default(), genesis, entries, realm_file, server: None, folder }
    }

    /// A registrar enrols a device; both compare the six words.
    ///
    /// # Panics
    /// When the device is not taken in.
    pub fn enrol(&self, device: &Device, member: Member) {
        let approved = self.approve(device, member);
        let enrolled = device.open().accept_enrolment(&approved.code, None, now()).expect("a member");
        assert_eq!(enrolled.six_words, Some(approved.six_words), "both people read the same words");
    }

    /// The same with an answer that fits a QR code; the device fetches the rest from the server.
    ///
    /// # Panics
    /// When the device is not taken in, or the server does not answer.
    pub fn enrol_briefly(&self, device: &Device, member: Member, relay: &dyn Relay) {
        let approved = self.approve(device, member).brief;
        self.registrar.sync(self.id, relay).expect("the registrar's statements go up");
        let enrolled = device.open().accept_enrolment(&approved.code, Some(relay), now()).expect("a member");
        assert_eq!(enrolled.six_words, Some(approved.six_words), "both people read the same words");
    }

    fn approve(&self, device: &Device, member: Member) -> Approved {
        let request = device.open().request_enrolment(now()).expect("a request");
        let mut registrar = self.registrar.open();
        let Member { name, role, station, compartments } = member;
        let person = NewPerson { short_name: name.clone(), name, agency: "invented".into(), guest: false };
        let person = registrar.add_person(self.id, person, now()).expect("a person");
        // Episodes are opened where the child is met.
        let rights = match role {
            Role::StationLead => vec![Right::Write],
            _ => vec![Right::Open, Right::Write],
        };
        let terms =
            GrantTerms { role, scope: Scope::Station(station), compartments, rights, basis: "assignment".into() };
        let grants = vec![NewGrant { terms, days: 30 }];
        let new = NewDevice { person, label: "phone".into(), grants, days: 365 };
        registrar.approve_device(self.id, &request, new, now()).expect("an approval")
    }

    /// Starts the server on a free port of this machine.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(&mut self) {
        let mut config = Config::loopback(self.data(), self.realm_file());
        config.limits = Limits::default().lifted();
        self.server = Some(serve_with(&config, Clock::new(|| now().wall_ms)).expect("the server starts"));
    }

    /// Stops the server and waits until its files are closed.
    pub fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.shutdown();
        }
    }

    /// The way to the server over HTTP, recorded; to a port where nothing listens while it is off.
    ///
    /// # Panics
    /// When the address cannot be used.
    #[must_use]
    pub fn relay(&self) -> Taped {
        let url = self.server.as_ref().map_or("http://127.0.0.1:1".into(), |up| format!("http://{}", up.addr()));
        let relay = HttpRelay::new(&HttpSettings::new(&url, None, true)).expect("a loopback address");
        Taped::new(Box::new(relay), Arc::clone(&self.tape))
    }

    /// A server of this realm in memory, with what the ceremony made.
    ///
    /// # Panics
    /// When the log key is none.
    #[must_use]
    pub fn in_memory(&self) -> MemoryRelay {
        let pair = ring::signature::Ed25519KeyPair::from_seed_unchecked(&*self.realm_file.log_seed).expect("a key");
        let log_pk = self.genesis.genesis().fields().servers[0].log_pk;
        let sign = move |message: &[u8]| pair.sign(message).as_ref().try_into().expect("64 bytes");
        let relay = MemoryRelay::new(self.genesis.clone(), log_pk, sign);
        relay.set_time(now().wall_ms);
        for entry in &self.entries {
            relay.take_in(entry.clone());
        }
        relay
    }

    /// What the server is started with.
    #[must_use]
    pub fn realm_file(&self) -> PathBuf {
        self.folder.path().join("realm.toml")
    }

    /// The server's data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// Every file below a folder, with its bytes.
///
/// # Panics
/// When the folder cannot be read.
#[must_use]
pub fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder that can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            let bytes = std::fs::read(&path).expect("a file that can be read");
            files.push((path, bytes));
        }
    }
    files.sort();
    files
}
