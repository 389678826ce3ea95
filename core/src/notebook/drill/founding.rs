//! How a drill comes to be: its realm, a registrar for a moment, and a device for each person of the script.

use super::super::error::NotebookError;
use super::super::people::{NewGrant, NewPerson};
use super::super::{NewDevice, Notebook, draw_id};
use super::DrillNeeds;
use super::files::Files;
use crate::directory::ceremony::{CeremonyError, found_drill};
use crate::directory::{GrantTerms, Right, Role, Scope};
use crate::drill::script::{CastRole, Script};
use crate::moment::Moment;
use crate::seal::{LogKey, NoRandomness, PublicBytes};
use crate::sync::MemoryRelay;
use first72_wire::compartment::Compartment::{self, Adv, Cw, Le, Med, Ops, Stat};
use first72_wire::drill::{LOG_PK, REALM};
use first72_wire::genesis::SignedGenesis;
use first72_wire::id::PersonId;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// The folder of the trainee's device; no person of a script can have this id.
const TRAINEE: &str = ".trainee";
/// The folder of the registrar's device, which is needed at the founding only.
const REGISTRAR: &str = ".registrar";
/// How long devices and grants of a drill last.
const DAYS: u16 = 365;

/// The people of a drill with their devices, and their server.
pub(super) struct Founded {
    pub(super) trainee: Notebook,
    pub(super) cast: BTreeMap<String, Mutex<Notebook>>,
    pub(super) relay: Arc<MemoryRelay>,
}

/// What a person of the drill is entitled to.
struct Member<'s> {
    name: &'s str,
    agency: &'s str,
    role: Role,
    compartments: &'static [Compartment],
}

/// Founds everything. Each person is enrolled by the same two codes as in earnest.
pub(super) fn found(files: &Files, script: &Script, needs: &DrillNeeds, now: Moment) -> Result<Founded, NotebookError> {
    let open = |folder: PathBuf| Notebook::of_drill(&folder, needs.packs.clone(), Arc::clone(&needs.random), now);
    let mut registrar = open(files.device(REGISTRAR)?)?;
    registrar.request_enrolment(now)?;
    let (person, device) = (PersonId(draw_id(&*needs.random)?), registrar.requested_device()?);
    let founded = found_drill(person, device, &*needs.random).map_err(of_ceremony)?;
    registrar.accept_founding(&founded.genesis, &founded.entries, None, now)?;
    let relay = relay(founded.genesis)?;
    for entry in founded.entries {
        relay.take_in(entry);
    }
    let mut join = |folder: &str, member: &Member<'_>| {
        let mut notebook = open(files.device(folder)?)?;
        enrol(&mut registrar, &mut notebook, member, &script.station, now)?;
        Ok::<_, NotebookError>(notebook)
    };
    let mut cast = BTreeMap::new();
    for person in &script.people {
        let (role, compartments) = match person.role {
            CastRole::Advocate => (Role::Advocate, [Ops, Adv].as_slice()),
            CastRole::StationLead => (Role::StationLead, [Ops, Stat].as_slice()),
            CastRole::Worker => (Role::Worker, [Ops, Cw, Med].as_slice()),
        };
        let member = Member { name: &person.name, agency: &person.who.en, role, compartments };
        cast.insert(person.id.clone(), Mutex::new(join(&person.id, &member)?));
    }
    let member = Member { name: "D. Rivera", agency: "Drill", role: Role::Deputy, compartments: &[Ops, Le] };
    // The trainee comes last, so that the directory they are given knows everybody.
    let trainee = join(TRAINEE, &member)?;
    let office = Mutex::new(registrar);
    relay.set_time(now.wall_ms);
    super::sync(&office, REALM, &*relay, &|| now)?;
    super::held(&office).forget();
    Ok(Founded { trainee, cast, relay })
}

/// Opens what was founded before, with a server that has what came to it.
pub(super) fn open_again(
    files: &Files,
    script: &Script,
    needs: &DrillNeeds,
    now: Moment,
) -> Result<Founded, NotebookError> {
    let open =
        |person: &str| Notebook::of_drill(&files.device(person)?, needs.packs.clone(), Arc::clone(&needs.random), now);
    let trainee = open(TRAINEE)?;
    let genesis = trainee.seats.first().ok_or(NotebookError::NotEnrolled)?.enrolment.genesis.clone();
    let relay = relay(SignedGenesis::parse(&genesis).map_err(|_| NotebookError::Damaged)?)?;
    let mut cast = BTreeMap::new();
    for person in &script.people {
        cast.insert(person.id.clone(), Mutex::new(open(&person.id)?));
    }
    Ok(Founded { trainee, cast, relay })
}

fn relay(genesis: SignedGenesis) -> Result<Arc<MemoryRelay>, NotebookError> {
    let key = LogKey::make(&PublicBytes::of(b"log"))?;
    Ok(Arc::new(MemoryRelay::new(genesis, LOG_PK, move |message| key.sign(message))))
}

fn enrol(
    registrar: &mut Notebook,
    device: &mut Notebook,
    member: &Member<'_>,
    station: &str,
    now: Moment,
) -> Result<(), NotebookError> {
    let request = device.request_enrolment(now)?;
    let (name, agency) = (member.name.to_owned(), member.agency.to_owned());
    let person = NewPerson { short_name: name.clone(), name, agency, guest: false };
    let person = registrar.add_person(REALM, person, now)?;
    let terms = GrantTerms {
        role: member.role.clone(),
        scope: Scope::Station(station.to_owned()),
        compartments: member.compartments.to_vec(),
        rights: vec![Right::Open, Right::Write],
        basis: "drill".to_owned(),
    };
    let grants = vec![NewGrant { terms, days: DAYS }];
    let new = NewDevice { person, label: "drill".to_owned(), grants, days: DAYS };
    let approved = registrar.approve_device(REALM, &request, new, now)?;
    device.accept_enrolment(&approved.code, None, now)?;
    Ok(())
}

fn of_ceremony(error: CeremonyError) -> NotebookError {
    match error {
        CeremonyError::Seal(error) => error.into(),
        CeremonyError::Wrap(error) => error.into(),
        _ => NoRandomness.into(),
    }
}
