//! The second PIN: what it opens looks like a notebook that is in use, touches nothing of the person's own, and is known to
//! the auditors after a release. All of it is invented.

use super::*;
use crate::audit::AuditEvent;
use crate::vault::filled::STEP_BYTES;
use std::collections::BTreeMap;
use std::path::Path;

const SECOND: &[u8] = b"37410958";

/// A county that offers a second PIN, and a deputy of it with an episode, who has been home once since.
fn county() -> (Realm, Device, EpisodeId) {
    let (county, deputy, _advocate, episode) = two_with_an_episode();
    offer(&county);
    deputy.sync(&county);
    (county, deputy.reopen(), episode)
}

fn offer(county: &Realm) {
    let offered = policy().with_second_pin(true);
    county.registrar.open().set_policy(county.id, &county.root, offered, now()).unwrap();
    county.registrar.sync(county);
}

fn closed(device: Device) -> (Place, tempfile::TempDir) {
    let Device { place, door, _folder } = device;
    door.into_inner().unwrap().lock().unwrap();
    (place, _folder)
}

fn unlock(place: &Place, secret: &[u8], at: Moment) -> Result<Notebook, NotebookError> {
    Notebook::unlock(place, secret, packs(), random(), at)
}

fn minutes(count: u64) -> Moment {
    let ms = count * 60_000;
    Moment { wall_ms: NOW + i64::try_from(ms).unwrap(), boot_ms: 5_000 + ms, ..now() }
}

/// Length and age of each file of the profile.
fn files(place: &Place) -> BTreeMap<String, (u64, std::time::SystemTime)> {
    let folder = place.profile().unwrap().unwrap().folder().to_owned();
    let of = |file: std::fs::DirEntry| {
        let about = file.metadata().unwrap();
        (file.file_name().into_string().unwrap(), (about.len(), about.modified().unwrap()))
    };
    std::fs::read_dir(folder).unwrap().map(|file| of(file.unwrap())).collect()
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

// masvs:AUTH-2 masvs:STORAGE-1
#[test]
fn the_second_pin_opens_training_records_and_a_release_brings_back_everything() {
    let (county, deputy, episode) = county();
    deputy.open().set_second_pin(SECOND, now()).unwrap();
    let handle = deputy.open().record(episode).unwrap().opened().unwrap().handle;
    let (place, _folder) = closed(deputy);

    let decoy = unlock(&place, SECOND, minutes(1)).unwrap();
    let shown = decoy.seats.iter().map(|seat| seat.genesis.fields().name.clone()).collect::<Vec<_>>();
    assert_eq!(shown, ["Demo County"], "it says the same agency");
    assert_ne!(decoy.seats[0].realm(), county.id);
    assert_eq!(decoy.short_name(decoy.seats[0].enrolment.person.unwrap()), Some("D. Rivera"));
    assert!(decoy.records.len() >= 4, "{} training records", decoy.records.len());
    assert!(decoy.record(episode).is_none());
    let written: usize = decoy.records.values().map(|record| record.history().len()).sum();
    assert!(written >= 60, "{written} saves that look like work");
    assert!(decoy.records.values().all(|record| record.opened().unwrap().handle != handle));
    assert!(decoy.may_open(minutes(1)) && decoy.offers_second_pin(), "everything is there that a deputy has");
    decoy.lock().unwrap();

    let wrong = unlock(&place, PIN, minutes(2)).err().unwrap();
    assert_eq!(wrong.code(), "unlock.wrong", "the own vault is closed from here on");
    let request = place.release_requests().unwrap()[0].text();
    let released = county.registrar.open().open_release(&request, minutes(3)).unwrap();
    let own = Notebook::release(&place, &released.code, b"90817263", packs(), random(), minutes(4)).unwrap();
    assert_eq!(own.record(episode).unwrap().opened().unwrap().handle, handle, "and nothing of it is lost");
    own.lock().unwrap();
    assert!(unlock(&place, b"90817263", minutes(5)).unwrap().record(episode).is_some());
}

// cjis:AU-2
#[test]
fn the_auditors_learn_of_it_after_the_release_once() {
    let (county, deputy) = audit::county();
    let auditor = audit::auditor(&county, "U. Lind");
    offer(&county);
    auditor.sync(&county);
    deputy.sync(&county);
    deputy.open().set_second_pin(SECOND, now()).unwrap();
    let (place, folder) = closed(deputy);
    for minute in [7, 9] {
        unlock(&place, SECOND, minutes(minute)).unwrap().lock().unwrap();
    }
    for (minute, pin) in [(20, b"90817263"), (30, b"61529384")] {
        let request = place.release_requests().unwrap()[0].text();
        let released = county.registrar.open().open_release(&request, minutes(minute)).unwrap();
        let own = Notebook::release(&place, &released.code, pin, packs(), random(), minutes(minute + 1)).unwrap();
        own.lock().unwrap();
    }
    let door = Mutex::new(unlock(&place, b"61529384", minutes(40)).unwrap());
    sync(&door, county.id, &county.relay, &|| minutes(40)).unwrap();
    auditor.sync(&county);
    let read = audit::read(&auditor, county.id);
    let of_second = read.told.iter().filter(|told| told.row.event() == Some(AuditEvent::SecondPinUsed));
    let used: Vec<i64> = of_second.map(|told| told.row.at_ms - NOW).collect();
    assert_eq!(used, [7 * 60_000, 9 * 60_000], "when it was opened, each once");
    drop(folder);
}

// masvs:STORAGE-1
#[test]
fn two_files_of_one_size_and_age_stand_there_whether_a_second_pin_is_set_or_not() {
    let (_county, without, _) = county();
    let (county, with, _) = county();
    with.open().set_second_pin(SECOND, now()).unwrap();
    let mut seen = Vec::new();
    for device in [without, with] {
        let (place, folder) = closed(device);
        let mut files = files(&place);
        let ages: Vec<_> = ["v", "w", "v.room", "w.room"].map(|name| files[name].1).into();
        assert!(ages.iter().all(|age| *age == ages[0]), "{files:?}");
        assert_eq!((files["v"].0, files["w"].0), (STEP_BYTES, STEP_BYTES));
        assert_eq!(files["v.room"].0, files["w.room"].0);
        let second = bytes(&place.profile().unwrap().unwrap().second_file());
        let noise = crate::seal::noise::Noise::of(&second);
        assert!(noise.objections().is_empty(), "{:?}", noise.objections());
        // What stands at the door holds no secret of either.
        files.retain(|name, _| !matches!(name.as_str(), "r" | "n"));
        seen.push(files.into_iter().map(|(name, (length, _))| (name, length)).collect::<Vec<_>>());
        drop(folder);
    }
    assert_eq!(seen[0], seen[1], "the same files of the same lengths");
    drop(county);
}

#[test]
fn what_is_done_in_the_decoy_reaches_nothing_outside_its_own_file() {
    let (county, deputy, episode) = county();
    deputy.open().set_second_pin(SECOND, now()).unwrap();
    let (place, _folder) = closed(deputy);
    let profile = place.profile().unwrap().unwrap();
    let at_the_door = ["r", "n"].map(|name| profile.folder().join(name));
    let before: Vec<_> = at_the_door.iter().filter(|path| path.exists()).map(|path| bytes(path)).collect();
    let vault = bytes(&profile.vault_file());
    let waiting = county.relay.size();

    let mut decoy = unlock(&place, SECOND, minutes(1)).unwrap();
    decoy.new_contact(contact(), minutes(1)).unwrap();
    decoy.stay_open();
    decoy.confirm(SensitiveAct::SecondPin, SECOND, minutes(1)).unwrap();
    let again = decoy.confirm(SensitiveAct::SecondPin, PIN, minutes(1)).err().unwrap();
    assert_eq!(again.code(), "unlock.wrong", "the own PIN opens nothing here");
    decoy.set_second_pin(b"61529384", minutes(2)).unwrap();
    let realm = decoy.seats[0].realm();
    let kept = decoy.records.len();
    let door = Mutex::new(decoy);
    let foreign = sync(&door, realm, &county.relay, &|| minutes(3));
    assert!(foreign.is_err() || county.relay.size() == waiting, "the county's server takes nothing of it");
    door.into_inner().unwrap().lock().unwrap();

    assert_eq!(county.relay.size(), waiting);
    let after: Vec<_> = at_the_door.iter().filter(|path| path.exists()).map(|path| bytes(path)).collect();
    assert!(before == after, "the request for a release and the words at the door are the own ones");
    assert!(vault == bytes(&profile.vault_file()), "not a byte of the own vault");
    for pin in [SECOND, b"61529384"] {
        let decoy = unlock(&place, pin, minutes(4)).unwrap();
        assert_eq!(decoy.records.len(), kept, "what was saved in the decoy stays there");
        decoy.lock().unwrap();
    }
    let request = place.release_requests().unwrap()[0].text();
    let released = county.registrar.open().open_release(&request, minutes(5)).unwrap();
    let own = Notebook::release(&place, &released.code, PIN, packs(), random(), minutes(6)).unwrap();
    assert_eq!((own.records.len(), own.record(episode).is_some()), (1, true));
}

#[test]
fn it_is_there_only_where_an_agency_offers_it_and_never_the_first_pin() {
    let (_, deputy, ..) = two_with_an_episode();
    let refused = deputy.open().set_second_pin(SECOND, now()).err().unwrap();
    assert_eq!(refused.code(), "notebook.not-offered");
    let (place, _folder) = closed(deputy);
    assert!(!files(&place).contains_key("w"), "and no second file either");
    let (_county, deputy, _) = county();
    let same = deputy.open().set_second_pin(PIN, now()).err().unwrap();
    assert_eq!(same.code(), "secret.taken");
    let (place, _folder) = closed(deputy);
    assert!(!unlock(&place, PIN, minutes(1)).unwrap().decoy);
}

#[test]
fn at_an_act_in_the_own_notebook_the_second_pin_is_a_wrong_one_and_closes_nothing() {
    let (_county, deputy, _) = county();
    deputy.open().set_second_pin(SECOND, now()).unwrap();
    deputy.open().stay_open();
    let wrong = deputy.open().confirm(SensitiveAct::HandOver, SECOND, now()).err().unwrap();
    assert_eq!(wrong.code(), "unlock.wrong");
    let (place, _folder) = closed(deputy);
    assert!(!unlock(&place, PIN, minutes(1)).unwrap().decoy);
}

#[test]
fn an_advocate_who_opens_nothing_finds_training_records_that_others_opened() {
    let (county, deputy, ..) = county();
    let advocate = Device::new();
    let request = advocate.open().request_enrolment(now()).unwrap();
    {
        let mut registrar = county.registrar.open();
        let person =
            NewPerson { name: "L. Shaw".into(), short_name: "L. Shaw".into(), agency: "invented".into(), guest: true };
        let person = registrar.add_person(county.id, person, now()).unwrap();
        let terms = GrantTerms {
            role: Role::Advocate,
            scope: Scope::Station("harbor-demo".into()),
            compartments: vec![Compartment::Ops],
            rights: vec![Right::Write],
            basis: "guest".into(),
        };
        let new = NewDevice { person, label: "phone".into(), grants: vec![NewGrant { terms, days: 30 }], days: 365 };
        let approved = registrar.approve_device(county.id, &request, new, now()).unwrap();
        advocate.open().accept_enrolment(&approved.code, None, now()).unwrap();
    }
    advocate.open().set_second_pin(SECOND, now()).unwrap();
    let (place, _folder) = closed(advocate);
    let decoy = unlock(&place, SECOND, minutes(1)).unwrap();
    assert!(!decoy.may_open(minutes(1)), "no more than the holder may");
    assert!(decoy.records.len() >= 4, "{} training records", decoy.records.len());
    drop(deputy);
}
