//! What was done reaches the auditors and nobody else: not its writer, not the server, not another device.

use super::*;
use crate::audit::{AuditEvent, MAX_ROWS, Told};
use crate::seal::{ChainSlot, SpaceKey, seal_audit_entry, sign_clear_entry};
use crate::sync::{Incoming, Receiver, Report, SyncError, Verdict};
use first72_wire::derived::audit_space;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{Hash, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};

const EVERYTHING: (i64, i64) = (0, i64::MAX);

fn at(minutes: u64) -> Moment {
    let ms = minutes * 60_000;
    Moment { wall_ms: NOW + i64::try_from(ms).unwrap(), boot_ms: now().boot_ms + ms, ..now() }
}

pub(super) fn county() -> (Realm, Device) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Audit]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops]);
    county.registrar.sync(&county);
    deputy.sync(&county);
    (county, deputy)
}

pub(super) fn auditor(county: &Realm, name: &str) -> Device {
    let device = Device::new();
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: name.into(), short_name: name.into(), agency: "invented".into(), guest: false };
    let person = registrar.add_person(county.id, person, now()).unwrap();
    let terms = registrar.terms_of_role(county.id, "auditor", Scope::Realm).unwrap();
    let new = NewDevice { person, label: "desk".into(), grants: vec![NewGrant { terms, days: 30 }], days: 365 };
    let approved = registrar.approve_device(county.id, &request, new, now()).unwrap();
    drop(registrar);
    device.open().accept_enrolment(&approved.code, None, now()).unwrap();
    county.registrar.sync(county);
    device
}

pub(super) fn read(device: &Device, realm: RealmId) -> AuditReading {
    device.open().audit_between(realm, EVERYTHING.0, EVERYTHING.1, now()).unwrap()
}

fn of(reading: &AuditReading, device: DeviceId) -> Vec<AuditEvent> {
    reading.told.iter().filter(|told| told.device == device).filter_map(|told| told.row.event()).collect()
}

pub(super) fn id(device: &Device) -> DeviceId {
    device.open().seats[0].device()
}

fn waiting(device: &Device, realm: RealmId) -> usize {
    device.open().vault.audit_waiting(realm, 10_000).unwrap().len()
}

// cjis:AU-2 cjis:AU-3 cjis:AU-9 cjis:AU-12
#[test]
fn the_auditor_reads_what_was_done_and_the_writer_cannot() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    auditor.sync(&county);
    deputy.sync(&county);
    let deputy = deputy.reopen();
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.open().look_at(episode, now());
    deputy.sync(&county);
    assert_eq!(waiting(&deputy, county.id), 0);
    auditor.sync(&county);
    let reading = read(&auditor, county.id);
    let done = of(&reading, id(&deputy));
    for event in [AuditEvent::Enrolled, AuditEvent::Unlocked, AuditEvent::Created, AuditEvent::EpisodeSeen] {
        assert!(done.contains(&event), "{event:?} of {done:?}");
    }
    let seen = |told: &&Told| told.row.event() == Some(AuditEvent::EpisodeSeen);
    assert_eq!(reading.told.iter().find(seen).unwrap().row.episode, Some(episode));
    assert_eq!(reading.unreadable, []);
    let refused = deputy.open().audit_between(county.id, EVERYTHING.0, EVERYTHING.1, now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-auditor");
    assert!(deputy.open().auditing(now()).is_none() && auditor.open().auditing(now()) == Some(county.id));
    // The writer has the entries and none of their keys, before and after a new start.
    let deputy = deputy.reopen();
    let open = deputy.open();
    let space = audit_space(&county.id, &open.seats[0].device());
    assert!(open.seats[0].chains.contains_key(&space));
    assert!(open.seats[0].keyring.newest(&space).is_none());
    // That somebody read is recorded too.
    drop(open);
    let auditor = auditor.reopen();
    auditor.sync(&county);
    assert!(of(&read(&auditor, county.id), id(&auditor)).contains(&AuditEvent::AuditRead));
}

#[test]
fn rows_wait_for_the_first_auditor_and_a_second_reads_all_that_went_before() {
    let (county, deputy) = county();
    deputy.open().new_contact(contact(), now()).unwrap();
    deputy.sync(&county);
    let left = waiting(&deputy, county.id);
    assert!(left > 0, "sealed to nobody they would be lost");
    let first = auditor(&county, "U. Lind");
    deputy.sync(&county);
    let deputy = deputy.reopen();
    deputy.sync(&county);
    assert_eq!(waiting(&deputy, county.id), 0);
    first.sync(&county);
    let second = auditor(&county, "V. Moss");
    first.sync(&county);
    second.sync(&county);
    first.sync(&county);
    second.sync(&county);
    let (one, two) = (of(&read(&first, county.id), id(&deputy)), of(&read(&second, county.id), id(&deputy)));
    assert!(one.len() >= left && one == two, "{one:?} and {two:?}");
}

#[test]
fn many_rows_travel_in_several_entries_and_none_is_lost() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    let looks = 2 * MAX_ROWS + 50;
    for minute in 0..u64::try_from(looks).unwrap() {
        deputy.open().look_at(episode, at(minute));
    }
    deputy.sync(&county);
    let deputy = deputy.reopen();
    deputy.sync(&county);
    auditor.sync(&county);
    let done = of(&read(&auditor, county.id), id(&deputy));
    assert_eq!(done.iter().filter(|event| **event == AuditEvent::EpisodeSeen).count(), looks);
    let open = auditor.open();
    let space = audit_space(&county.id, &id(&deputy));
    let chain = &open.seats[0].chains[&space][&id(&deputy)];
    assert!(chain.head().unwrap().0 >= 6, "a key and rows for each of three entries");
}

#[test]
fn a_second_look_within_a_minute_is_the_same_look() {
    let (county, deputy) = county();
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    let before = waiting(&deputy, county.id);
    for minute in [at(0), at(0), at(1), at(1)] {
        deputy.open().look_at(episode, minute);
    }
    assert_eq!(waiting(&deputy, county.id), before + 2);
}

// cjis:AU-5
#[test]
fn on_a_full_device_looking_goes_on_and_is_counted_until_it_can_be_recorded() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.open().vault.limit_pages(Some(0));
    let mut minute = 0;
    while !deputy.open().is_not_recording() {
        minute += 1;
        assert!(minute < 2_000, "the limit must bite");
        deputy.open().look_at(episode, at(minute));
    }
    deputy.open().look_at(episode, at(minute + 1));
    assert!(deputy.open().record(episode).is_some(), "it is read all the same");
    let before = waiting(&deputy, county.id);
    let left = deputy.open().seal_audit(county.id, at(minute + 20)).is_ok();
    assert_eq!(waiting(&deputy, county.id), if left { 0 } else { before }, "all of them left, or all of them wait");
    deputy.open().vault.limit_pages(None);
    deputy.open().look_at(episode, at(minute + 2));
    assert!(!deputy.open().is_not_recording());
    let deputy = deputy.reopen();
    deputy.sync(&county);
    auditor.sync(&county);
    let reading = read(&auditor, county.id);
    let lost = reading.told.iter().find(|told| told.row.event() == Some(AuditEvent::NotRecorded)).unwrap();
    assert_eq!(lost.row.amount, 2);
}

#[test]
fn wrong_secrets_are_told_once_the_right_one_came() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    deputy.sync(&county);
    let Device { place, door, _folder } = deputy;
    door.into_inner().unwrap().lock().unwrap();
    for wrong in 0..2u64 {
        let late = at(wrong + 1);
        assert!(Notebook::unlock(&place, b"70141582", packs(), random(), late).is_err());
    }
    let fresh = Notebook::unlock(&place, PIN, packs(), random(), at(9)).unwrap();
    let deputy = Device { place, door: Mutex::new(fresh), _folder };
    deputy.sync(&county);
    auditor.sync(&county);
    let reading = read(&auditor, county.id);
    let missed = reading.told.iter().find(|told| told.row.event() == Some(AuditEvent::Missed)).unwrap();
    assert_eq!((missed.row.amount, missed.device), (2, id(&deputy)));
    assert_eq!(reading.week.people.iter().map(|one| one.missed).sum::<u64>(), 2);
}

#[test]
fn wrong_secrets_where_the_secret_is_asked_for_again_are_told_too() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    deputy.sync(&county);
    let mut open = deputy.open();
    open.stay_open();
    for wrong in 1..=2 {
        assert!(open.confirm(SensitiveAct::LockLater, b"70141582", at(wrong)).is_err());
    }
    open.confirm(SensitiveAct::LockLater, PIN, at(9)).unwrap();
    drop(open);
    let deputy = deputy.reopen();
    deputy.sync(&county);
    auditor.sync(&county);
    let reading = read(&auditor, county.id);
    let missed = reading.told.iter().find(|told| told.row.event() == Some(AuditEvent::Missed)).unwrap();
    assert_eq!((missed.row.amount, missed.device), (2, id(&deputy)));
}

#[test]
fn a_heartbeat_is_nobody_s_act() {
    let (county, _) = county();
    let rows = waiting(&county.registrar, county.id);
    let statements = |registrar: &Device| registrar.open().seats[0].log.len();
    let before = statements(&county.registrar);
    county.relay.set_time(at(7 * 60).wall_ms);
    county.registrar.open().seats[0].exchange = None;
    sync(&county.registrar.door, county.id, &county.relay, &|| at(7 * 60)).unwrap();
    assert_eq!(statements(&county.registrar), before + 1, "it was given");
    assert_eq!(waiting(&county.registrar, county.id), rows);
}

// cjis:AU-9
#[test]
fn nobody_can_leave_rows_or_keys_in_the_place_of_another() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    let other = Device::new();
    join(&other, &county, "E. Sol", Role::Deputy, &[Compartment::Ops]);
    county.registrar.sync(&county);
    auditor.sync(&county);
    other.sync(&county);
    let theirs = audit_space(&county.id, &id(&deputy));
    let codes = [
        (theirs, Compartment::Audit, "entry.not-entitled"),
        (theirs, Compartment::Ops, "entry.other-kind"),
        (SpaceId([7; 16]), Compartment::Audit, "entry.other-kind"),
    ];
    for (space, class, code) in codes {
        let forged = forged_key(&other, space, class);
        assert_eq!(judged(&auditor, &forged), code, "a key of {class} in {space}");
    }
    let random = SystemRandomness::new();
    let open = other.open();
    let slot = open.seats[0].next_slot(theirs).unwrap();
    let key = SpaceKey::make(1, &random).unwrap();
    let rows = seal_audit_entry(&open.seats[0].keys, slot, &key, b"\x82\x61x\x80", &random).unwrap();
    drop(open);
    assert_eq!(judged(&auditor, &rows), "entry.other-kind");
    assert_eq!(read(&auditor, county.id).unreadable, [], "nothing of it was taken in");
}

fn forged_key(author: &Device, space: SpaceId, class: Compartment) -> SealedEntry {
    let open = author.open();
    let seat = &open.seats[0];
    let key = SpaceKey::make(1, &SystemRandomness::new()).unwrap();
    let body = KeyBody {
        class: SpaceClass::Compartment(class),
        version: 1,
        key_id: key.id(),
        wraps: vec![],
        recovery: None,
        old_keys: None,
    };
    let slot: ChainSlot = seat.next_slot(space).unwrap();
    sign_clear_entry(&seat.keys, slot, Kind::Key, body.to_bytes()).unwrap()
}

fn judged(device: &Device, entry: &SealedEntry) -> &'static str {
    let mut open = device.open();
    let Notebook { seats, records, hybrid, .. } = &mut *open;
    let mut border = judge::Border { seat: &mut seats[0], records, hybrid, wall_ms: NOW };
    let hash: Hash = entry.hash();
    let item = Incoming { entry: entry.clone(), hash, place: None };
    match border.judge(std::slice::from_ref(&item)).as_slice() {
        [Verdict::Refuse(code) | Verdict::Park(code)] => code,
        other => panic!("{} verdicts, or it was accepted", other.len()),
    }
}

// cjis:SI-4
#[test]
fn what_a_sync_met_and_what_left_in_files_is_told_too() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    deputy.sync(&county);
    let mut open = deputy.open();
    let refused = SyncEnd { report: Report { refused: 3, ..Report::default() }, ..SyncEnd::default() };
    open.note_sync(county.id, &Ok(refused), now());
    open.note_sync(county.id, &Err(SyncError::WentBack { had: 9, has: 2 }.into()), now());
    open.note_sync(county.id, &Err(SyncError::TooManyParked.into()), now());
    open.note_carried_out(county.id, 12, now());
    open.note_lock_set(5, now());
    drop(open);
    deputy.open().new_contact(contact(), now()).unwrap();
    let bundle = deputy.open().to_hand_over(county.id).unwrap().unwrap().bytes;
    auditor.open().take_along(&bundle, now()).unwrap();
    auditor.sync(&county);
    let (deputy, auditor) = (deputy.reopen(), auditor.reopen());
    deputy.sync(&county);
    auditor.sync(&county);
    let reading = read(&auditor, county.id);
    let amounts = |event: AuditEvent| -> Vec<u64> {
        let rows = reading.told.iter().filter(|told| told.row.event() == Some(event));
        rows.map(|told| told.row.amount).collect()
    };
    assert_eq!(amounts(AuditEvent::Refused), [3]);
    assert_eq!(amounts(AuditEvent::ServerCaught), [1], "what only waits is nothing to tell of");
    assert_eq!((amounts(AuditEvent::CarriedOut), amounts(AuditEvent::LockSet)), (vec![12], vec![5]));
    assert_eq!(amounts(AuditEvent::CarriedIn).len(), 1);
}

// cjis:AU-6
#[test]
fn a_device_that_was_at_the_server_and_told_nothing_stands_out() {
    let (county, deputy) = county();
    let auditor = auditor(&county, "U. Lind");
    let tomorrow = at(25 * 60);
    // Its rows are thrown away on the device, by somebody who knows how.
    deputy.open().vault.forget_audit(county.id);
    sync(&deputy.door, county.id, &county.relay, &|| tomorrow).unwrap();
    auditor.sync(&county);
    let reading = auditor.open().audit_between(county.id, EVERYTHING.0, EVERYTHING.1, now()).unwrap();
    assert!(reading.week.remarks.contains(&crate::audit::Remark::Silent { device: id(&deputy) }), "{:?}", reading.week);
}

#[test]
fn a_realm_without_auditors_of_its_own_keeps_no_looks() {
    let (county, deputy, _, episode) = two_with_an_episode();
    let before = waiting(&deputy, county.id);
    deputy.open().look_at(episode, now());
    assert_eq!(waiting(&deputy, county.id), before);
    assert!(deputy.open().auditing(now()).is_none());
}
