//! People's notebooks, realms and servers in memory, for the tests beside this file.

#[cfg(target_os = "linux")]
mod agency_leaves;
mod at_rest;
mod audit;
mod away;
mod calls;
mod carrying;
#[cfg(target_os = "linux")]
mod child;
mod ciphertexts;
mod cleared;
mod confirm;
mod disclosure;
mod drill;
mod drill_play;
mod ended;
mod entry_times;
mod faults;
mod glass;
mod hand_over;
#[cfg(target_os = "linux")]
mod in_memory;
mod incident;
mod join;
mod left;
mod linked;
mod lists;
mod log_keys;
mod lying_server;
mod matrix;
mod mentions;
mod new_secret;
mod oldest_app;
mod own_copy;
mod pack_moves;
mod packs;
mod record;
mod recovery;
mod rehearsal;
mod release;
mod rights;
mod rotation;
mod second_pin;
mod shared;
mod signatures;
mod tampered_codes;
mod time;
mod unused;
mod use_notice;
#[cfg(target_os = "linux")]
mod written;

use super::*;
use crate::directory::ceremony::{Ceremony, NewRealm, found_realm, standard_roles};
use crate::directory::{GrantTerms, Right, Role, Scope};
use crate::episode::{Answer, Instant, StepEvent, StepKind, Value};
use crate::moment::Moment;
use crate::protocol::edition::Edition;
use crate::protocol::signature::{PackSignature, SignedAs};
use crate::seal::{KeyStore, MemoryKeyStore, PackKey, RootKey, SystemRandomness};
use crate::sync::MemoryRelay;
use first72_wire::compartment::Compartment;
use first72_wire::genesis::{Limits, SignedGenesis};
use first72_wire::id::{PersonId, RealmId};
use first72_wire::policy::Policy;
use std::sync::{Mutex, OnceLock};

const PIN: &[u8] = b"25801470";
const NOW: i64 = 1_780_000_000_000;

fn now() -> Moment {
    Moment { wall_ms: NOW, boot_id: [1; 16], boot_ms: 5_000 }
}

fn random() -> Arc<dyn Randomness> {
    Arc::new(SystemRandomness::new())
}

/// An invented author's and an invented approver's key.
fn signers() -> &'static (PackKey, PackKey) {
    static SIGNERS: OnceLock<(PackKey, PackKey)> = OnceLock::new();
    SIGNERS.get_or_init(|| {
        let key = || PackKey::make(&SystemRandomness::new()).unwrap();
        (key(), key())
    })
}

fn policy() -> Policy {
    let (author, approver) = signers();
    Policy::of_packs(vec![author.public()], vec![approver.public()], vec!["los-angeles".into()])
}

fn signed(edition: &Edition, until_ms: i64) -> Edition {
    let (author, approver) = signers();
    let sign = |key: &PackKey, part| PackSignature {
        part,
        key: key.public(),
        until_ms,
        signature: key.sign(&PackSignature::message(part, until_ms, &edition.hash())),
    };
    edition.with_signatures(&[sign(author, SignedAs::Author), sign(approver, SignedAs::Approver)])
}

fn los_angeles() -> Edition {
    static EDITION: OnceLock<Edition> = OnceLock::new();
    EDITION.get_or_init(|| crate::protocol::shipped::find("los-angeles").unwrap().edition()).clone()
}

fn packs() -> Packs {
    Packs::of([Arc::new(signed(&los_angeles(), NOW + 365 * 86_400_000))])
}

struct Device {
    place: Place,
    door: Mutex<Notebook>,
    _folder: tempfile::TempDir,
}

impl Device {
    fn new() -> Self {
        crate::seal::passphrase::light::turn_on();
        let folder = tempfile::tempdir().unwrap();
        let chip = Chip::Platform(Arc::new(MemoryKeyStore::new()));
        let place = Place::new(folder.path(), chip).unwrap();
        let (notebook, _) = Notebook::create(&place, PIN, packs(), random(), now()).unwrap();
        Self { place, door: Mutex::new(notebook), _folder: folder }
    }

    fn open(&self) -> std::sync::MutexGuard<'_, Notebook> {
        self.door.lock().unwrap()
    }

    fn sync(&self, realm: &Realm) -> SyncEnd {
        sync(&self.door, realm.id, &realm.relay, &now).unwrap()
    }

    /// Locks and unlocks: everything comes back from the vault.
    fn reopen(self) -> Self {
        let Self { place, door, _folder } = self;
        door.into_inner().unwrap().lock().unwrap();
        let fresh = Notebook::unlock(&place, PIN, packs(), random(), now()).unwrap();
        Self { place, door: Mutex::new(fresh), _folder }
    }
}

struct Realm {
    id: RealmId,
    genesis: SignedGenesis,
    log_key: Arc<ring::signature::Ed25519KeyPair>,
    root: RootKey,
    relay: MemoryRelay,
    registrar: Device,
    recovery_files: Vec<(Compartment, Vec<u8>)>,
}

fn realm(name: &str, compartments: &[Compartment]) -> Realm {
    founded_by(Device::new(), name, compartments)
}

fn founded_by(registrar: Device, name: &str, compartments: &[Compartment]) -> Realm {
    registrar.open().request_enrolment(now()).unwrap();
    let person = PersonId([name.len() as u8; 16]);
    let Ceremony { genesis, entries, realm_file, root_file, recovery_files, .. } = found_realm(
        &NewRealm {
            name: name.into(),
            compartments: compartments.to_vec(),
            two_signatures: vec![],
            server_url: "http://127.0.0.1:1".into(),
            role_templates: standard_roles(compartments),
            limits: Limits::default(),
            demo: true,
            policy: Some(policy()),
            registrar_person: person,
            registrar_device: registrar.open().requested_device().unwrap(),
            now_ms: NOW,
        },
        b"an invented passphrase",
        &SystemRandomness::new(),
    )
    .unwrap();
    registrar.open().accept_founding(&genesis, &entries, None, now()).unwrap();
    let log_key = Arc::new(ring::signature::Ed25519KeyPair::from_seed_unchecked(&*realm_file.log_seed).unwrap());
    let log_pk = genesis.genesis().fields().servers[0].log_pk;
    let pair = Arc::clone(&log_key);
    let sign = move |message: &[u8]| pair.sign(message).as_ref().try_into().unwrap();
    let relay = MemoryRelay::new(genesis.clone(), log_pk, sign);
    relay.set_time(NOW);
    for entry in entries {
        relay.take_in(entry);
    }
    let root = RootKey::open(b"an invented passphrase", &root_file).unwrap();
    Realm { id: genesis.genesis().realm(), genesis, log_key, root, relay, registrar, recovery_files }
}

fn join(device: &Device, realm: &Realm, name: &str, role: Role, compartments: &[Compartment]) {
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = realm.registrar.open();
    let person = NewPerson { name: name.into(), short_name: name.into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(realm.id, person, now()).unwrap();
    let terms = GrantTerms {
        role,
        scope: Scope::Station("harbor-demo".into()),
        compartments: compartments.to_vec(),
        rights: vec![Right::Open, Right::Write],
        basis: "assignment".into(),
    };
    let grants = vec![NewGrant { terms, days: 30 }];
    let new = NewDevice { person, label: "phone".into(), grants, days: 365 };
    let approved = registrar.approve_device(realm.id, &request, new, now()).unwrap();
    let enrolled = device.open().accept_enrolment(&approved.code, None, now()).unwrap();
    assert_eq!(enrolled.six_words, Some(approved.six_words), "both people read the same words");
}

fn contact() -> NewContact {
    NewContact {
        at: Instant::exact(NOW - 60_000),
        station: "harbor-demo".into(),
        medical_need_now: Answer::Given(Value::Choice("none_seen".into())),
        pack: "los-angeles".into(),
    }
}

fn kept(device: &Device, episode: EpisodeId) -> Kept {
    let open = device.open();
    let saves = open.record(episode).unwrap().history();
    open.outgoing().unwrap().kept(saves).unwrap()
}

fn done() -> StepEvent {
    StepEvent { kind: StepKind::Done, at: Instant::exact(NOW), reason: None, to: None, evidence: BTreeMap::new() }
}

/// Two devices that may write operations, with one episode on both and nothing waiting.
fn two_with_an_episode() -> (Realm, Device, Device, EpisodeId) {
    use Compartment::{Cw, Le, Ops, Stat};
    let county = realm("Demo County", &[Ops, Le, Cw, Stat]);
    let (deputy, advocate) = (Device::new(), Device::new());
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    join(&advocate, &county, "A. Okafor", Role::Advocate, &[Ops]);
    county.registrar.sync(&county);
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.sync(&county);
    advocate.sync(&county);
    (county, deputy, advocate, episode)
}

fn language(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.into()))
}
