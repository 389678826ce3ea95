//! A vault on a station's tablet that nobody opens any more goes by itself, when nothing in it waits; and a person has four
//! devices at most.

use super::*;
use crate::directory::{EndReason, Ending};
use crate::notebook::{MOST_DAYS_UNUSED, MOST_DEVICES, SharedDevice};
use crate::seal::ShortName;

const DAY_MS: i64 = 86_400_000;
const OPS: Compartment = Compartment::Ops;

fn in_days(days: i64) -> Moment {
    Moment { wall_ms: NOW + days * DAY_MS, ..now() }
}

fn tablet(folder: &std::path::Path) -> SharedDevice {
    crate::seal::passphrase::light::turn_on();
    Place::new(folder, Chip::Platform(Arc::new(MemoryKeyStore::new()))).unwrap().share().unwrap()
}

/// Somebody with a vault on the tablet.
fn person(tablet: &SharedDevice, name: &str) -> Device {
    let place = tablet.place_for(&ShortName::typed(name).unwrap(), &*random()).unwrap();
    let (notebook, _) = Notebook::create(&place, PIN, packs(), random(), now()).unwrap();
    Device { place, door: Mutex::new(notebook), _folder: tempfile::tempdir().unwrap() }
}

fn lock(device: Device) {
    device.door.into_inner().unwrap().lock().unwrap();
}

fn removed(tablet: &SharedDevice, days: i64) -> usize {
    tablet.remove_unused(in_days(days), &*random()).unwrap()
}

fn is_there(tablet: &SharedDevice, name: &str) -> bool {
    tablet.is_taken(&ShortName::typed(name).unwrap()).unwrap()
}

/// A county with auditors, so that rows for them are sent, and a person with a vault on the tablet who is in it.
fn county(tablet: &SharedDevice) -> (Realm, Device) {
    let county = realm("County", &[OPS, Compartment::Audit]);
    audit::auditor(&county, "Auditor");
    let device = member(tablet, &county, "D. Sent");
    (county, device)
}

fn member(tablet: &SharedDevice, county: &Realm, name: &str) -> Device {
    let device = person(tablet, name);
    join(&device, county, name, Role::Deputy, &[OPS]);
    county.registrar.sync(county);
    device.sync(county);
    device
}

/// Begins an episode and brings it to the server.
fn begin(device: &Device, county: &Realm) {
    device.open().new_contact(contact(), now()).unwrap();
    device.sync(county);
}

// cjis:IA-2
#[test]
fn a_vault_goes_after_fourteen_days_and_only_when_everything_in_it_is_on_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let (county, sent) = county(&tablet);
    let [unsent, half] = ["D. Unsent", "D. Half"].map(|name| member(&tablet, &county, name));
    begin(&sent, &county);
    begin(&half, &county);
    unsent.open().new_contact(contact(), now()).unwrap();
    half.open().draft_put("note", "half a sentence", now()).unwrap();
    for device in [sent, unsent, half] {
        lock(device);
    }
    assert_eq!(removed(&tablet, MOST_DAYS_UNUSED - 1), 0);
    assert_eq!(removed(&tablet, -400), 0, "a clock that went back removes nothing");
    assert_eq!(removed(&tablet, MOST_DAYS_UNUSED), 1);
    assert!(!is_there(&tablet, "D. Sent") && is_there(&tablet, "D. Unsent") && is_there(&tablet, "D. Half"));
    assert_eq!(removed(&tablet, 4_000), 0, "what was not sent waits for its person");
    // The name is free, and so is the place.
    drop(person(&tablet, "D. Sent"));
    assert!(is_there(&tablet, "D. Sent"));
    assert_eq!(removed(&tablet, 8_000), 0, "what was said of the vault before says nothing of the new one");
}

/// What is on the server is of no use to anybody when the only key to it was here.
#[test]
fn a_vault_that_alone_opens_something_stays() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let (county, alone) = county(&tablet);
    begin(&alone, &county);
    let settled = alone.place.folder().join("settled");
    lock(alone);
    assert!(!settled.exists(), "no other device has the key of its episode");
    // A colleague of the same station is given the key, and is lost.
    let name = ShortName::typed("D. Sent").unwrap();
    let unlock = || {
        let place = tablet.place_of(&name).unwrap().unwrap();
        let notebook = Notebook::unlock(&place, PIN, packs(), random(), now()).unwrap();
        Device { place, door: Mutex::new(notebook), _folder: tempfile::tempdir().unwrap() }
    };
    let colleague = Device::new();
    join(&colleague, &county, "Colleague", Role::Deputy, &[OPS]);
    county.registrar.sync(&county);
    let alone = unlock();
    alone.sync(&county);
    lock(alone);
    assert!(settled.exists());
    let lost = colleague.open().seats[0].device();
    county.registrar.open().end_device(county.id, lost, Ending::of(EndReason::Lost, true), now()).unwrap();
    county.registrar.sync(&county);
    let alone = unlock();
    alone.sync(&county);
    lock(alone);
    assert!(!settled.exists(), "one that was ended gives it to nobody");
}

/// More may be read one day from a file that was damaged.
#[test]
fn a_vault_beside_which_a_damaged_file_is_kept_stays() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let device = person(&tablet, "Damaged");
    let (file, settled) = (device.open().profile.vault_file(), device.place.folder().join("settled"));
    std::fs::write(crate::durable_file::with_suffix(&file, ".corrupt-1"), b"what could not be read").unwrap();
    lock(device);
    assert!(!settled.exists());
}

/// A removal that the power cut short leaves nothing that speaks of the next person's vault.
#[test]
fn a_folder_that_is_given_to_the_next_person_says_nothing_of_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let first = person(&tablet, "First");
    let place = first.place.folder().to_owned();
    lock(first);
    assert_eq!(removed(&tablet, MOST_DAYS_UNUSED), 1);
    std::fs::write(place.join("settled"), NOW.to_be_bytes()).unwrap();
    let next = person(&tablet, "Next");
    assert_eq!(next.place.folder(), place, "the same folder");
    assert_eq!(removed(&tablet, MOST_DAYS_UNUSED), 0, "the vault that is open now");
    drop(next);
}

#[test]
fn one_that_is_open_or_was_cut_off_stays() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let idle = person(&tablet, "Idle");
    lock(idle);
    let name = ShortName::typed("Idle").unwrap();
    let place = tablet.place_of(&name).unwrap().unwrap();
    let open = Notebook::unlock(&place, PIN, packs(), random(), now()).unwrap();
    assert_eq!(removed(&tablet, 100), 0, "somebody is at work");
    // The process is killed: nothing says that all is well.
    drop(open);
    assert_eq!(removed(&tablet, 100), 0);
    let again = Notebook::unlock(&place, PIN, packs(), random(), in_days(3)).unwrap();
    again.lock().unwrap();
    assert_eq!((removed(&tablet, 16), removed(&tablet, 17)), (0, 1), "counted from the last time");
}

#[test]
fn a_registrars_vault_never_goes_and_a_device_of_one_person_neither() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let county = founded_by(person(&tablet, "Registrar"), "County", &[OPS, Compartment::Audit]);
    audit::auditor(&county, "Auditor");
    county.registrar.sync(&county);
    let registrar = county.registrar;
    let waits = |open: &Notebook| {
        let rows = open.vault.audit_waiting(county.id, 1).unwrap();
        (open.vault.outbox_hashes(county.id).unwrap().len(), rows.len())
    };
    assert_eq!(waits(&registrar.open()), (0, 0));
    let settled = registrar.place.folder().join("settled");
    lock(registrar);
    assert!(!settled.exists(), "nothing else keeps it");
    let own = Device::new();
    let settled = own.place.folder().join("settled");
    lock(own);
    assert!(!settled.exists());
}

/// What the second PIN opens cannot know what waits in the other file.
#[test]
fn what_the_second_pin_opens_says_nothing_of_the_vault() {
    let folder = tempfile::tempdir().unwrap();
    let tablet = tablet(folder.path());
    let device = person(&tablet, "Deputy");
    device.door.lock().unwrap().decoy = true;
    let settled = device.place.folder().join("settled");
    lock(device);
    assert!(!settled.exists());
}

#[test]
fn a_person_has_four_devices_at_most_and_one_that_was_ended_makes_room() {
    let county = realm("County", &[OPS]);
    let first = Device::new();
    join(&first, &county, "Deputy", Role::Deputy, &[OPS]);
    let device = first.open().seats[0].device();
    let person = county.registrar.open().seats[0].directory.device(&device).unwrap().person_id;
    let approve = || {
        let request = Device::new().open().request_enrolment(now()).unwrap();
        let new = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 365 };
        let approved = county.registrar.open().approve_device(county.id, &request, new, now());
        (request, approved.map(drop).map_err(|error| error.code()))
    };
    let more: Vec<_> = (1..MOST_DEVICES).map(|_| approve()).collect();
    assert!(more.iter().all(|(_, approved)| approved.is_ok()));
    assert_eq!(approve().1, Err("enrol.too-many-devices"));
    // The same device met again is no other one.
    let again = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 365 };
    county.registrar.open().approve_device(county.id, &more[0].0, again, now()).unwrap();
    county.registrar.open().end_device(county.id, device, Ending::of(EndReason::Lost, true), now()).unwrap();
    assert_eq!((approve().1, approve().1), (Ok(()), Err("enrol.too-many-devices")));
}
