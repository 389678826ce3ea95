//! The decoy: a vault with a realm of its own, in which the drills of the app stand as training records of some weeks ago.
//! It carries the holder's name, station and role, and the words and limits of their agency, and nothing else that is real.

use super::super::contact::{MEDICAL_NEED, NewContact};
use super::super::exchange::sync;
use super::super::people::{NewGrant, NewPerson};
use super::super::{NewDevice, Notebook, draw_id, save, save_deed};
use super::two_files::length;
use crate::directory::ceremony::{CeremonyError, DecoyFounded, NewRealm, found_decoy, standard_roles};
use crate::directory::{GrantTerms, Right, Role, Scope};
use crate::drill::script::{Script, TraineeDeed};
use crate::drill::{shipped, typed};
use crate::durable_file;
use crate::episode::{Answer, Instant};
use crate::moment::Moment;
use crate::notebook::error::NotebookError;
use crate::notebook::open::{row_mac, store_key};
use crate::seal::{NoRandomness, Unlocked};
use crate::sync::MemoryRelay;
use crate::vault::{Opening, Vault, VaultError};
use first72_wire::compartment::Compartment;
use first72_wire::genesis::GenesisFields;
use first72_wire::id::{EpisodeId, PersonId, RealmId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

const DAY_MS: i64 = 86_400_000;
/// How long ago the decoy's device was taken in.
const TAKEN_IN_DAYS: i64 = 61;
/// How long ago each training began, the first drill first.
const TRAINED_DAYS: [i64; 4] = [47, 33, 19, 8];
/// How long devices and grants of a decoy last.
const DAYS: u16 = 365;
/// Nothing can ever be reached here (RFC 2606): the decoy says what a device without a signal says.
const NOWHERE: &str = "https://records.invalid";
/// Where a demo's server is looked for, on the device itself, and never found.
const NOWHERE_DEMO: &str = "http://127.0.0.1:9";
/// Who opened the records that the holder could not have opened; invented.
const TRAINER: &str = "T. Alvarez";

impl Notebook {
    /// Makes the decoy for these keys, in the place of whatever the second file was.
    pub(super) fn make_decoy(&self, keys: &Unlocked, now: Moment) -> Result<(), NotebookError> {
        let second = self.profile.second_file();
        let (fresh, office) =
            (durable_file::with_suffix(&second, ".new"), durable_file::with_suffix(&second, ".office"));
        for path in [&fresh, &office] {
            remove(path)?;
        }
        let made = self.fill_decoy(&fresh, &office, keys, now);
        remove(&office)?;
        let made = made.and_then(|()| Ok(durable_file::rename_synced(&fresh, &second).map_err(VaultError::from)?));
        remove(&fresh)?;
        made
    }

    fn fill_decoy(&self, fresh: &Path, office: &Path, keys: &Unlocked, now: Moment) -> Result<(), NotebookError> {
        let office = self.beside(office, &Unlocked::new_decoy(&*self.random)?)?;
        let decoy = Training::begin(self, office, self.beside(fresh, keys)?, now)?.give(now)?;
        let mut decoy = decoy.into_inner().unwrap_or_else(PoisonError::into_inner);
        decoy.keep_second_key(keys)?;
        decoy.vault.fill_up(length(&self.profile.second_file()).max(length(&self.profile.vault_file())))?;
        decoy.lock()
    }

    /// A notebook in another file of this profile.
    fn beside(&self, path: &Path, keys: &Unlocked) -> Result<Self, NotebookError> {
        let vault = Vault::create(path, &store_key(keys), row_mac(keys))?;
        let (packs, random) = (self.packs.clone(), Arc::clone(&self.random));
        let opening = Opening { vault, set_aside: None };
        let mut notebook = Self::with(self.guard, self.profile.clone(), opening, keys, packs, random);
        notebook.decoy = true;
        Ok(notebook)
    }
}

/// The realm of a decoy while its records are made.
struct Training {
    realm: RealmId,
    relay: MemoryRelay,
    /// The device of whoever took the holder in; it plays where the holder could not have.
    office: Mutex<Notebook>,
    decoy: Mutex<Notebook>,
    /// The pack that the holder's realm runs.
    pack: Option<String>,
    station: String,
}

impl Training {
    fn begin(own: &Notebook, mut office: Notebook, mut decoy: Notebook, now: Moment) -> Result<Self, NotebookError> {
        let seat = own.seats.iter().find(|seat| seat.has(Compartment::Ops)).or_else(|| own.seats.first());
        let seat = seat.ok_or(NotebookError::NotEnrolled)?;
        let policy = seat.directory.policy().cloned().unwrap_or_default().with_second_pin(true);
        let begun = ago(now, TAKEN_IN_DAYS);
        office.request_enrolment(begun)?;
        let person = PersonId(draw_id(&*own.random)?);
        let of_own = seat.genesis.fields();
        let new = NewRealm { policy: Some(policy), ..like(of_own, person, office.requested_device()?, begun) };
        let DecoyFounded { genesis, entries, ca_der, log_key } =
            found_decoy(&new, &*own.random).map_err(of_ceremony)?;
        office.accept_founding(&genesis, &entries, ca_der, begun)?;
        let realm = genesis.genesis().realm();
        let log_pk = *log_key.public();
        let relay = MemoryRelay::new(genesis, log_pk, move |message| log_key.sign(message));
        for entry in entries {
            relay.take_in(entry);
        }
        let grants = grants_of(own);
        let station = station_of(&grants);
        office.name_myself(realm, invented(TRAINER, &of_own.name), begun)?;
        office.add_grant(realm, person, trainer(&station), begun)?;
        let holder = holder(own).unwrap_or_else(|| invented("D. Rivera", &of_own.name));
        let holder = office.add_person(realm, holder, begun)?;
        let request = decoy.request_enrolment(begun)?;
        let device = NewDevice { person: holder, label: "phone".to_owned(), grants, days: DAYS };
        let approved = office.approve_device(realm, &request, device, begun)?;
        decoy.accept_enrolment(&approved.code, None, begun)?;
        let pack = own.usual_pack();
        Ok(Self { realm, relay, office: Mutex::new(office), decoy: Mutex::new(decoy), pack, station })
    }

    /// Plays the trainings that fit the realm's pack, then hands the decoy out as it stands after its last sync.
    fn give(self, now: Moment) -> Result<Mutex<Notebook>, NotebookError> {
        let scripts = self.scripts();
        for (script, days) in scripts.iter().zip(TRAINED_DAYS) {
            self.play(script, ago(now, days))?;
        }
        if scripts.is_empty() {
            self.open_only(now)?;
        }
        // The clock of this very start of the device is then as well known as in the own notebook.
        self.sync(now)?;
        Ok(self.decoy)
    }

    fn scripts(&self) -> Vec<Script> {
        let office = held(&self.office);
        let pack = self.pack.as_deref().and_then(|id| office.packs.get(id));
        let fits = |drill: &&shipped::Shipped| Some(drill.pack) == self.pack.as_deref();
        let load = |drill: &shipped::Shipped| drill.load(pack?).ok();
        shipped::DRILLS.iter().filter(fits).filter_map(load).collect()
    }

    /// The device that opens the records: the holder's, where they may.
    fn author(&self, now: Moment) -> &Mutex<Notebook> {
        if held(&self.decoy).may_open(now) { &self.decoy } else { &self.office }
    }

    fn play(&self, script: &Script, begun: Moment) -> Result<(), NotebookError> {
        let door = self.author(begun);
        let mut episodes: BTreeMap<&str, EpisodeId> = BTreeMap::new();
        for deed in &script.model {
            let now = later(begun, deed.at_ms);
            match &deed.what {
                TraineeDeed::Open { youth, medical } => {
                    episodes.insert(youth, self.open(&mut held(door), medical, now)?);
                }
                TraineeDeed::Save(youth, deed) => {
                    // What this person could not have saved, the training does without.
                    let saved = episodes.get(youth.as_str());
                    let _without = saved.map(|episode| save_deed(&mut held(door), *episode, deed, now.wall_ms, now));
                }
                TraineeDeed::Call(_) => {}
            }
        }
        self.sync(later(begun, script.length_ms))
    }

    /// For a pack without a drill: the records that a first training leaves.
    fn open_only(&self, now: Moment) -> Result<(), NotebookError> {
        for days in TRAINED_DAYS {
            let then = ago(now, days);
            self.open(&mut held(self.author(then)), "@not_asked", then)?;
            self.sync(later(then, DAY_MS))?;
        }
        Ok(())
    }

    fn open(&self, notebook: &mut Notebook, medical: &str, now: Moment) -> Result<EpisodeId, NotebookError> {
        let id = self.pack.clone().ok_or_else(|| save::no_pack(""))?;
        let field = notebook.packs.get(&id).and_then(|pack| pack.field(MEDICAL_NEED));
        let medical_need_now = match field.and_then(|field| field.kind.as_ref()) {
            Some(kind) => typed::answer(kind, medical, now.wall_ms).unwrap_or(Answer::NotAsked),
            None => Answer::NotAsked,
        };
        let (at, station) = (Instant::exact(now.wall_ms), self.station.clone());
        notebook.new_contact(NewContact { at, station, medical_need_now, pack: id }, now)
    }

    /// Both devices, the one that the server knows first: it brings whatever the other needs.
    fn sync(&self, now: Moment) -> Result<(), NotebookError> {
        self.relay.set_time(now.wall_ms);
        for door in [&self.office, &self.decoy, &self.office] {
            sync(door, self.realm, &self.relay, &|| now)?;
        }
        Ok(())
    }
}

fn held(door: &Mutex<Notebook>) -> std::sync::MutexGuard<'_, Notebook> {
    door.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A realm as the holder's own, with what a child of it would keep, and a server that is nowhere.
fn like(
    own: &GenesisFields,
    registrar_person: PersonId,
    registrar_device: crate::seal::DevicePublic,
    now: Moment,
) -> NewRealm {
    let nowhere = if own.demo { NOWHERE_DEMO } else { NOWHERE };
    NewRealm {
        name: own.name.clone(),
        compartments: Compartment::OF_RECORDS.to_vec(),
        two_signatures: Vec::new(),
        server_url: nowhere.to_owned(),
        role_templates: standard_roles(&Compartment::OF_RECORDS),
        limits: own.limits,
        demo: own.demo,
        policy: None,
        registrar_person,
        registrar_device,
        now_ms: now.wall_ms,
    }
}

/// What the holder is entitled to in all their realms, for so long as a decoy lasts; a deputy's where nothing is known.
fn grants_of(own: &Notebook) -> Vec<NewGrant> {
    let mut grants = Vec::new();
    for seat in &own.seats {
        let Some(person) = seat.enrolment.person else { continue };
        let live = seat.directory.grants_of(&person).filter(|grant| grant.is_live());
        let terms = live.filter_map(|grant| grant.terms.clone());
        // An episode or a list of another realm means nothing here.
        let kept = terms.filter(|terms| matches!(terms.scope, Scope::Station(_) | Scope::Realm));
        grants.extend(kept.map(|terms| NewGrant { terms, days: DAYS }));
    }
    if grants.is_empty() {
        grants.push(deputy("training".to_owned()));
    }
    grants
}

fn station_of(grants: &[NewGrant]) -> String {
    let station = grants.iter().find_map(|grant| match &grant.terms.scope {
        Scope::Station(station) => Some(station.clone()),
        _ => None,
    });
    station.unwrap_or_else(|| "training".to_owned())
}

fn trainer(station: &str) -> NewGrant {
    deputy(station.to_owned())
}

fn deputy(station: String) -> NewGrant {
    let terms = GrantTerms {
        role: Role::Deputy,
        scope: Scope::Station(station),
        compartments: vec![Compartment::Ops, Compartment::Le],
        rights: vec![Right::Open],
        basis: "training".to_owned(),
    };
    NewGrant { terms, days: DAYS }
}

fn holder(own: &Notebook) -> Option<NewPerson> {
    let facts = own.seats.iter().find_map(|seat| {
        let person = seat.enrolment.person?;
        seat.directory.person(&person)?.facts.clone()
    })?;
    Some(NewPerson { name: facts.name, short_name: facts.short_name, agency: facts.agency, guest: facts.guest })
}

fn invented(name: &str, agency: &str) -> NewPerson {
    NewPerson { name: name.to_owned(), short_name: name.to_owned(), agency: agency.to_owned(), guest: false }
}

fn ago(now: Moment, days: i64) -> Moment {
    later(now, -days.saturating_mul(DAY_MS))
}

/// Another moment of the same clock: what was saved then was saved after an earlier start of the device.
fn later(now: Moment, ms: i64) -> Moment {
    let wall_ms = now.wall_ms.saturating_add(ms);
    let boot_ms = u64::try_from(wall_ms).unwrap_or(0);
    Moment { wall_ms, boot_id: BOOT_BEFORE, boot_ms }
}

/// An earlier start of the device, on which all of the training was saved.
const BOOT_BEFORE: [u8; 16] = [0x5a; 16];

fn remove(path: &Path) -> Result<(), NotebookError> {
    for beside in ["", "-wal", "-shm", ".room"] {
        let path: PathBuf = durable_file::with_suffix(path, beside);
        durable_file::remove_file(&path).map_err(VaultError::from)?;
    }
    Ok(())
}

fn of_ceremony(error: CeremonyError) -> NotebookError {
    match error {
        CeremonyError::Seal(error) => error.into(),
        CeremonyError::Wrap(error) => error.into(),
        _ => NoRandomness.into(),
    }
}
