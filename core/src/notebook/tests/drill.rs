//! A drill and what is real are kept apart by key, at each door and in both directions.

use super::*;
use crate::directory::ceremony::{DrillFounded, found_drill};
use crate::directory::enrol::{Approval, Request};
use crate::sync::{Incoming, Receiver, Relay, Verdict};
use crate::vault::VaultError;
use first72_wire::drill;

const IN_REAL: &str = "drill.in-real";
const IN_DRILL: &str = "drill.real-in-drill";

/// A drill's realm with its registrar, and its server.
struct DrillRealm {
    founded: DrillFounded,
    registrar: Mutex<Notebook>,
    relay: MemoryRelay,
    folder: tempfile::TempDir,
}

fn drill_notebook(folder: &tempfile::TempDir) -> Notebook {
    Notebook::of_drill(folder.path(), packs(), random(), now()).unwrap()
}

fn drill_realm() -> DrillRealm {
    let folder = tempfile::tempdir().unwrap();
    let mut registrar = drill_notebook(&folder);
    registrar.request_enrolment(now()).unwrap();
    let device = registrar.requested_device().unwrap();
    let founded = found_drill(PersonId([7; 16]), device, &SystemRandomness::new()).unwrap();
    registrar.accept_founding(&founded.genesis, &founded.entries, None, now()).unwrap();
    let key = crate::seal::LogKey::make(&crate::seal::PublicBytes::of(b"log")).unwrap();
    let relay = MemoryRelay::new(founded.genesis.clone(), drill::LOG_PK, move |message| key.sign(message));
    relay.set_time(NOW);
    for entry in &founded.entries {
        relay.take_in(entry.clone());
    }
    DrillRealm { founded, registrar: Mutex::new(registrar), relay, folder }
}

fn county() -> Realm {
    realm("Demo County", &[Compartment::Ops, Compartment::Le])
}

fn approved(registrar: &mut Notebook, realm: RealmId, request: &str, whole: bool) -> String {
    let person = NewPerson { name: "X".into(), short_name: "X".into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(realm, person, now()).unwrap();
    let new = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 30 };
    let approved = registrar.approve_device(realm, request, new, now()).unwrap();
    if whole { approved.code } else { approved.brief.code }
}

#[test]
fn an_approval_of_the_other_world_is_refused_whole_or_brief_before_anything_is_fetched() {
    let (drill, county, phone) = (drill_realm(), county(), Device::new());
    let folder = tempfile::tempdir().unwrap();
    let mut trainee = drill_notebook(&folder);
    let asked = phone.open().request_enrolment(now()).unwrap();
    let asked_in_drill = trainee.request_enrolment(now()).unwrap();
    for whole in [true, false] {
        let code = approved(&mut drill.registrar.lock().unwrap(), drill::REALM, &asked, whole);
        let refused = phone.open().accept_enrolment(&code, Some(&drill.relay), now()).unwrap_err();
        assert_eq!(refused.code(), IN_REAL);
        assert_eq!(phone.open().approach(&code, None).err().unwrap().code(), IN_REAL);
        let code = approved(&mut county.registrar.open(), county.id, &asked_in_drill, whole);
        let refused = trainee.accept_enrolment(&code, Some(&county.relay), now()).unwrap_err();
        assert_eq!(refused.code(), IN_DRILL);
        assert_eq!(trainee.approach(&code, None).err().unwrap().code(), IN_DRILL);
    }
    assert_eq!((phone.open().realms().count(), trainee.realms().count()), (0, 0));
    let code = approved(&mut drill.registrar.lock().unwrap(), drill::REALM, &asked_in_drill, true);
    trainee.accept_enrolment(&code, None, now()).unwrap();
    let code = approved(&mut county.registrar.open(), county.id, &asked, true);
    phone.open().accept_enrolment(&code, None, now()).unwrap();
}

#[test]
fn an_approval_that_names_another_realm_and_carries_a_drills_genesis_is_refused_too() {
    let (drill, county, phone) = (drill_realm(), county(), Device::new());
    let asked = phone.open().request_enrolment(now()).unwrap();
    let honest = Approval::parse(&approved(&mut county.registrar.open(), county.id, &asked, true)).unwrap();
    let mut carried = honest.carried.clone();
    carried.genesis = Some(drill.founded.genesis.clone());
    let office = county.registrar.open();
    let keys = &office.seats[0].keys;
    let genesis = SignedGenesis::parse(&office.seats[0].enrolment.genesis).unwrap();
    let request = Request::parse(&asked).unwrap();
    let forged = Approval::make(keys, &request, &genesis, honest.address.clone(), honest.head, carried);
    assert!(phone.open().accept_enrolment(&forged.text(), None, now()).is_err());
    assert_eq!(phone.open().realms().count(), 0);
}

#[test]
fn a_genesis_of_the_other_world_founds_nothing() {
    let (drill, county, phone) = (drill_realm(), county(), Device::new());
    let folder = tempfile::tempdir().unwrap();
    let mut trainee = drill_notebook(&folder);
    phone.open().request_enrolment(now()).unwrap();
    trainee.request_enrolment(now()).unwrap();
    let DrillFounded { genesis, entries, .. } = &drill.founded;
    assert_eq!(phone.open().accept_founding(genesis, entries, None, now()).unwrap_err().code(), IN_REAL);
    let real = SignedGenesis::parse(&county.relay.genesis().unwrap()).unwrap();
    assert_eq!(trainee.accept_founding(&real, &[], None, now()).unwrap_err().code(), IN_DRILL);
}

#[test]
fn an_enrolment_of_the_other_world_in_the_vault_itself_is_not_opened() {
    let (drill, county) = (drill_realm(), county());
    let mut registrar = drill.registrar.into_inner().unwrap();
    let mut office = county.registrar.open();
    let (of_drill, of_county) = (registrar.seats[0].enrolment.clone(), office.seats[0].enrolment.clone());
    assert_eq!(office.seat(of_drill.clone()).err().unwrap().code(), IN_REAL);
    assert_eq!(registrar.seat(of_county.clone()).err().unwrap().code(), IN_DRILL);
    registrar.vault.keep_enrolment(&of_county).unwrap();
    registrar.lock().unwrap();
    let opened = Notebook::of_drill(drill.folder.path(), packs(), random(), now());
    assert_eq!(opened.err().unwrap().code(), IN_DRILL, "nor when the drill is opened again");
    office.vault.keep_enrolment(&of_drill).unwrap();
    drop(office);
    let Device { place, door, _folder } = county.registrar;
    door.into_inner().unwrap().lock().unwrap();
    assert_eq!(Notebook::unlock(&place, PIN, packs(), random(), now()).err().unwrap().code(), IN_REAL);
}

#[test]
fn an_entry_of_the_other_world_is_refused_and_ends_its_chain() {
    let (drill, county) = (drill_realm(), county());
    let item =
        |entry: &first72_wire::entry::SealedEntry| Incoming { hash: entry.hash(), entry: entry.clone(), place: None };
    let judge = |notebook: &mut Notebook, run: &[Incoming]| {
        let mut seats = std::mem::take(&mut notebook.seats);
        let Notebook { records, hybrid, .. } = notebook;
        let verdicts = judge::Border { seat: &mut seats[0], records, hybrid, wall_ms: NOW }.judge(run);
        notebook.seats = seats;
        verdicts
    };
    let of_drill: Vec<_> = drill.founded.entries.iter().map(item).collect();
    let verdicts = judge(&mut county.registrar.open(), &of_drill);
    assert_eq!(verdicts, [Verdict::Refuse(IN_REAL), Verdict::Refuse(IN_REAL)]);
    let mut office = county.registrar.open();
    let (realm, space) = (county.id, office.seats[0].directory_space());
    let mut of_county = Vec::new();
    office.vault.entries_in(realm, space, NOW, |stored| of_county.push(item(&stored.entry))).unwrap();
    drop(office);
    assert_eq!(of_county.len(), 3, "the root's statements");
    of_county.truncate(2);
    let verdicts = judge(&mut drill.registrar.lock().unwrap(), &of_county);
    assert_eq!(verdicts, [Verdict::Refuse(IN_DRILL), Verdict::Refuse(IN_DRILL)]);
    let mut mixed = of_county.clone();
    mixed[1] = of_drill[1].clone();
    let verdicts = judge(&mut county.registrar.open(), &mixed);
    assert_eq!(verdicts, [Verdict::Accept, Verdict::Refuse(IN_REAL)], "what stood before it is judged as ever");
}

#[test]
fn a_server_of_the_other_world_is_not_believed_and_gets_and_gives_nothing() {
    let (drill, county) = (drill_realm(), county());
    let before = (drill.relay.size(), county.relay.size());
    let refused = sync(&county.registrar.door, county.id, &drill.relay, &now).unwrap_err();
    assert_eq!(refused.code(), IN_REAL);
    let refused = sync(&drill.registrar, drill::REALM, &county.relay, &now).unwrap_err();
    assert_eq!(refused.code(), IN_DRILL);
    assert_eq!((drill.relay.size(), county.relay.size()), before);
    assert_eq!(county.registrar.open().problems().unwrap(), []);
    sync(&drill.registrar, drill::REALM, &drill.relay, &now).unwrap();
}

#[test]
fn a_drill_has_no_way_to_any_network() {
    let drill = drill_realm();
    let refused = drill.registrar.lock().unwrap().relay(drill::REALM).err().unwrap();
    assert_eq!(refused.code(), IN_DRILL);
}

#[test]
fn no_key_of_a_drill_opens_a_real_vault_and_no_real_key_a_drills() {
    let (drill, county) = (drill_realm(), county());
    drop(drill.registrar);
    let Device { place, door, _folder } = county.registrar;
    door.into_inner().unwrap().lock().unwrap();
    let public = crate::seal::Unlocked::of_drill().unwrap();
    let real = place.profile().unwrap().unwrap();
    let opened = Vault::open(&real.vault_file(), &open::store_key(&public), open::row_mac(&public));
    assert_eq!(opened.err(), Some(VaultError::Unreadable));
    let taken_for_a_drill = Notebook::of_drill(_folder.path(), packs(), random(), now());
    assert_eq!(taken_for_a_drill.err().unwrap().code(), VaultError::Unreadable.code());
    assert!(Notebook::unlock(&place, PIN, packs(), random(), now()).is_ok(), "and it is as it was");
    let moved = Place::new(drill.folder.path(), Chip::Platform(Arc::new(MemoryKeyStore::new()))).unwrap();
    assert!(Notebook::unlock(&moved, PIN, packs(), random(), now()).is_err());
}

#[test]
fn a_drill_is_there_again_when_it_is_opened_again() {
    let drill = drill_realm();
    let DrillRealm { registrar, folder, .. } = drill;
    registrar.into_inner().unwrap().lock().unwrap();
    let again = drill_notebook(&folder);
    assert!(again.is_drill());
    assert_eq!(again.realms().collect::<Vec<_>>(), [drill::REALM]);
}
