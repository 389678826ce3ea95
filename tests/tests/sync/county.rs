//! An invented county with a real server, and devices that sync with it.

use first72_core::directory::ceremony::{Ceremony, NewRealm, found_realm, standard_roles};
use first72_core::directory::statement::Draft;
use first72_core::moment::Moment;
use first72_core::seal::{ChainSlot, DeviceKeys, SpaceKey, SystemRandomness, seal_entry, sign_clear_entry};
use first72_core::sync::{
    Exchange, HttpRelay, HttpSettings, Incoming, Receiver, Relay, RelayError, Report, SyncError, Terms, Verdict,
};
use first72_core::vault::{RowMac, StoreKey, Vault};
use first72_server::{Config, Running, serve};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::Limits;
use first72_wire::header::Kind;
use first72_wire::hello::{HelloRequest, Hex};
use first72_wire::id::{DeviceId, Hash, PersonId, RealmId, SpaceId};
use first72_wire::key_body::{DeviceWrap, KeyBody, SpaceClass};
use first72_wire::log_keys::LogKeys;
use first72_wire::statement::StatementBody;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use tempfile::TempDir;

const NOW: i64 = 1_795_000_000_000;
const EPISODE: SpaceId = SpaceId([0x0e; 16]);

/// A realm, its server, and the first registrar's keys.
pub struct County {
    ceremony: Ceremony,
    registrar: DeviceKeys,
    folder: TempDir,
    server: Option<Running>,
    address: String,
}

impl County {
    /// A demo county over plain loopback HTTP.
    pub fn demo() -> Self {
        Self::found("http://127.0.0.1:7200", true)
    }

    /// A county over TLS, with an authority of its own.
    pub fn over_tls() -> Self {
        Self::found("https://127.0.0.1:7200", false)
    }

    fn found(url: &str, demo: bool) -> Self {
        let random = SystemRandomness::new();
        let registrar = DeviceKeys::make(&random).unwrap();
        let new = NewRealm {
            name: "Invented County".into(),
            compartments: vec![Compartment::Ops],
            two_signatures: vec![],
            server_url: url.into(),
            role_templates: standard_roles(&[Compartment::Ops]),
            limits: Limits::default(),
            demo,
            policy: None,
            registrar_person: PersonId([1; 16]),
            registrar_device: *registrar.public(),
            now_ms: NOW,
        };
        let ceremony = found_realm(&new, b"an invented passphrase", &random).unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("realm.toml"), ceremony.realm_file.to_text().as_bytes()).unwrap();
        let mut county = Self { ceremony, registrar, folder, server: None, address: String::new() };
        county.start();
        county
    }

    pub fn start(&mut self) {
        let mut config = Config::loopback(self.folder.path().join("data"), self.folder.path().join("realm.toml"));
        config.plain_http_loopback = self.ceremony.ca_der.is_none();
        config.limits = config.limits.lifted();
        let server = serve(&config).unwrap();
        let scheme = if config.plain_http_loopback { "http" } else { "https" };
        self.address = format!("{scheme}://{}", server.addr());
        self.server = Some(server);
    }

    pub fn stop(&mut self) {
        self.server.take().unwrap().shutdown();
    }

    /// The server comes back with nothing but the realm file.
    pub fn lose_data(&mut self) {
        self.stop();
        let data = self.folder.path().join("data");
        std::fs::rename(&data, self.folder.path().join("lost")).unwrap();
        self.start();
    }

    fn realm(&self) -> RealmId {
        self.ceremony.genesis.genesis().realm()
    }

    fn relay(&self) -> HttpRelay {
        self.relay_to(self).0
    }

    /// A way to another county's server that trusts this county's authority.
    pub fn relay_to(&self, other: &Self) -> To {
        let demo = self.ceremony.genesis.genesis().fields().demo;
        To(HttpRelay::new(&HttpSettings::new(&other.address, self.ceremony.ca_der.as_deref(), demo)).unwrap())
    }

    /// Two devices that the registrar has taken in; the server knows both.
    pub fn two_devices(&self) -> (Device, Device) {
        let random = SystemRandomness::new();
        let genesis = self.ceremony.genesis.genesis();
        let (realm, space) = (genesis.realm(), genesis.directory_space());
        let key = SpaceKey::make(1, &random).unwrap();
        let mut prev = self.ceremony.entries.first().unwrap().hash();
        let mut added = Vec::new();
        for seq in 1..=2u8 {
            let keys = DeviceKeys::make(&random).unwrap();
            let add = Draft::device_add(PersonId([seq; 16]), keys.public(), i64::MAX, "Invented phone".into());
            let slot = ChainSlot { realm, space, seq: seq.into(), prev };
            let entry = add.sign(&self.registrar, slot, &key, &random).unwrap();
            prev = entry.hash();
            added.push((keys, entry));
        }
        let registrar = DeviceKeys::make(&random).unwrap();
        let mut desk = Device::new(self, registrar, Hash::ZERO);
        desk.keys = Rc::new(DeviceKeys::make(&random).unwrap());
        let entries: Vec<SealedEntry> = added.iter().map(|(_, entry)| entry.clone()).collect();
        desk.vault.save(&entries, &[]).unwrap();
        desk.sync_as(self, &self.registrar).unwrap();
        let mut devices = added.into_iter().map(|(keys, entry)| Device::new(self, keys, entry.hash()));
        (devices.next().unwrap(), devices.next().unwrap())
    }
}

/// A way to a server, for a single question.
pub struct To(HttpRelay);

impl To {
    pub fn carry_hello(&self) -> Result<(), RelayError> {
        let request = HelloRequest { device_id: DeviceId([1; 16]), client_nonce: Hex([2; 16]), tree_size: None };
        self.0.hello(&request).map(|_| ())
    }
}

/// A device with its vault. It judges signatures and chains, and opens nothing.
pub struct Device {
    keys: Rc<DeviceKeys>,
    vault: Vault,
    exchange: Exchange,
    judge: Judge,
    space_key: Rc<SpaceKey>,
    head: (u64, Hash),
    _folder: TempDir,
}

impl Device {
    fn new(county: &County, keys: DeviceKeys, introduced_by: Hash) -> Self {
        let random = SystemRandomness::new();
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::create(&folder.path().join("v"), &StoreKey::new(&[7; 48]), Box::new(InventedMac)).unwrap();
        let exchange = Exchange::new(county.terms(keys.device_id()));
        let root = county.ceremony.genesis.genesis().fields().root_pk;
        let root = BTreeMap::from([(county.ceremony.genesis.genesis().root_id(), root)]);
        let judge = Judge { members: root, seen: BTreeSet::new() };
        let space_key = Rc::new(SpaceKey::make(1, &random).unwrap());
        Self { keys: Rc::new(keys), vault, exchange, judge, space_key, head: (0, introduced_by), _folder: folder }
    }

    /// Opens the episode's space for this device and another one.
    pub fn open_space_for(&mut self, other: &Self) {
        let mut wraps: Vec<DeviceWrap> = [self.keys.device_id(), other.keys.device_id()]
            .into_iter()
            .map(|device_id| DeviceWrap { device_id, enc: [4; 65], wrapped: [5; 48] })
            .collect();
        wraps.sort_by_key(|wrap| wrap.device_id);
        let class = SpaceClass::Compartment(Compartment::Ops);
        let body = KeyBody { class, version: 1, key_id: self.space_key.id(), wraps, recovery: None, old_keys: None };
        let entry = sign_clear_entry(&*self.keys, self.slot(), Kind::Key, body.to_bytes()).unwrap();
        self.keep(&entry);
    }

    pub fn use_space_of(&mut self, other: &Self) {
        self.space_key = Rc::clone(&other.space_key);
    }

    /// Saves so many invented answers.
    pub fn save(&mut self, count: usize) {
        let random = SystemRandomness::new();
        for n in 0..count {
            let payload = format!("invented answer {n} {}", "x".repeat(n % 700));
            let slot = self.slot();
            let entry = seal_entry(&self.keys, slot, &self.space_key, payload.as_bytes(), &random).unwrap();
            self.keep(&entry);
        }
    }

    pub fn sync(&mut self, county: &County) -> Result<Report, SyncError> {
        let keys = Rc::clone(&self.keys);
        self.sync_as(county, &keys)
    }

    /// How many entries of the episode are here, own and others'.
    pub fn episode_entries(&mut self) -> u64 {
        let realm = self.exchange.terms().realm;
        self.vault.entries_in(realm, EPISODE, NOW, |_| {}).unwrap().rows
    }

    /// Entries that are only on this device.
    pub fn waiting(&self) -> u64 {
        self.vault.outbox_count(self.exchange.terms().realm).unwrap().waiting
    }

    pub fn kept(&self) -> u64 {
        self.vault.count_entries(self.exchange.terms().realm).unwrap()
    }

    pub fn hashes(&mut self) -> BTreeSet<Hash> {
        let mut hashes = BTreeSet::new();
        let realm = self.exchange.terms().realm;
        self.vault.entries(realm, NOW, |stored| hashes.extend([stored.hash])).unwrap();
        hashes
    }

    fn sync_as(&mut self, county: &County, keys: &DeviceKeys) -> Result<Report, SyncError> {
        if self.exchange.terms().device != keys.device_id() {
            self.exchange = Exchange::new(county.terms(keys.device_id()));
        }
        self.exchange.begin(self.exchange.terms().clone());
        let (relay, random) = (county.relay(), SystemRandomness::new());
        let sign = |bytes: &[u8]| keys.sign(bytes);
        while let Some(request) = self.exchange.next(&mut self.vault, &sign, &random, Moment::read())? {
            for answer in relay.carry(&request) {
                self.exchange.take(&mut self.vault, &mut self.judge, answer, Moment::read())?;
            }
        }
        Ok(self.exchange.report().clone())
    }

    fn slot(&self) -> ChainSlot {
        let (seq, prev) = self.head;
        ChainSlot { realm: self.exchange.terms().realm, space: EPISODE, seq: seq + 1, prev }
    }

    fn keep(&mut self, entry: &SealedEntry) {
        self.vault.save(std::slice::from_ref(entry), &[]).unwrap();
        self.head = (entry.header.seq, entry.hash());
    }
}

impl County {
    fn terms(&self, device: DeviceId) -> Terms {
        let server = &self.ceremony.genesis.genesis().fields().servers[0];
        Terms { realm: self.realm(), device, keys: LogKeys::of(server.log_pk) }
    }
}

/// Believes whoever the directory introduces and whose signature holds.
struct Judge {
    members: BTreeMap<DeviceId, [u8; 32]>,
    seen: BTreeSet<Hash>,
}

impl Receiver for Judge {
    fn judge(&mut self, run: &[Incoming]) -> Vec<Verdict> {
        run.iter().map(|item| self.one(item)).collect()
    }
}

impl Judge {
    fn one(&mut self, item: &Incoming) -> Verdict {
        let Some(sig_pk) = self.members.get(&item.entry.header.device) else { return Verdict::Park("device.unknown") };
        if !item.entry.is_signed_by(sig_pk) {
            return Verdict::Refuse("entry.signature");
        }
        if self.seen.insert(item.hash) && item.entry.header.kind == Kind::Statement {
            let statement = StatementBody::parse(&item.entry.body).unwrap();
            if let Some(device) = statement.public.introduces() {
                self.members.insert(device.device_id, device.sig_pk);
            }
        }
        Verdict::Accept
    }
}

/// Stands for the vault's own authenticator, which only unlocking makes.
struct InventedMac;

impl RowMac for InventedMac {
    fn tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        let hash = first72_wire::label::plain_digest(parts);
        *hash.0.first_chunk().unwrap()
    }

    fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.tag(parts) == *tag
    }
}
