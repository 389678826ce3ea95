//! Every phone is gone: two custodians of a class bring its entries back on a new one, and nobody else can.

use super::*;
use crate::directory::{EndReason, Ending};
use crate::seal::{RecoveryKey, RecoveryShare};
use first72_wire::id::Hash;

const PASSPHRASE: &[u8] = b"an invented passphrase";

pub(super) fn shares(realm: &Realm, class: Compartment) -> Vec<RecoveryShare> {
    let (_, file) = realm.recovery_files.iter().find(|(kept, _)| *kept == class).unwrap();
    let key = RecoveryKey::open(class, PASSPHRASE, file).unwrap();
    key.split(realm.id, class, 1, (2, 3), &SystemRandomness::new()).unwrap()
}

pub(super) fn device_of(device: &Device) -> DeviceId {
    device.open().seats[0].device()
}

/// A deputy's contact that is on the server, and the deputy's phone ended.
pub(super) fn lost_phone(realm: &Realm) -> EpisodeId {
    let deputy = Device::new();
    join(&deputy, realm, "Deputy", Role::Deputy, &[Compartment::Ops, Compartment::Cw]);
    realm.registrar.sync(realm);
    deputy.sync(realm);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.open().note(episode, Compartment::Ops, "Asked for water.".into(), now()).unwrap();
    deputy.open().note(episode, Compartment::Cw, "An invented report.".into(), now()).unwrap();
    deputy.sync(realm);
    let lost = device_of(&deputy);
    realm.registrar.open().end_device(realm.id, lost, Ending::of(EndReason::Lost, true), now()).unwrap();
    realm.registrar.sync(realm);
    episode
}

pub(super) fn notes(device: &Device, episode: EpisodeId) -> usize {
    let notebook = device.open();
    notebook.record(episode).map_or(0, |record| record.notes().len())
}

/// A recovery that runs although nobody announced it: what a program without any rule could try.
pub(super) fn forced(compartment: Compartment, key: RecoveryKey) -> seat::Recovery {
    seat::Recovery { compartment, epoch: 1, key, announced: Hash::ZERO, held_before: 0, test: None }
}

pub(super) fn new_phone(realm: &Realm) -> Device {
    let phone = Device::new();
    join(&phone, realm, "Deputy again", Role::Deputy, &[Compartment::Ops, Compartment::Cw]);
    realm.registrar.sync(realm);
    phone
}

#[test]
fn two_shares_bring_a_class_back_on_a_new_phone_after_everybody_was_told() {
    let realm = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let episode = lost_phone(&realm);
    let phone = new_phone(&realm);
    let mut of_ops = shares(&realm, Compartment::Ops);
    of_ops.remove(1);
    let refused = phone.open().begin_recovery(realm.id, &of_ops, now()).unwrap_err();
    assert_eq!(refused.code(), "recovery.none-open", "the statement comes first");
    let names = vec!["A. Invented".to_owned(), "C. Invented".to_owned()];
    let mut registrar = realm.registrar.open();
    registrar
        .announce_recovery(realm.id, Compartment::Ops, device_of(&phone), "Both phones were lost.".into(), names, now())
        .unwrap();
    drop(registrar);
    realm.registrar.sync(&realm);
    phone.sync(&realm);
    assert_eq!(notes(&phone, episode), 0, "sealed, so far");
    let opened = phone.open().begin_recovery(realm.id, &of_ops, now()).unwrap();
    assert!(opened >= 1);
    assert_eq!(notes(&phone, episode), 1, "OPS and nothing of CW");
    phone.open().end_recovery(realm.id);
    let announced = phone.open().recoveries(realm.id).unwrap();
    assert_eq!(announced[0].reason.as_deref(), Some("Both phones were lost."));
    assert_eq!(announced[0].custodians.len(), 2);
    // The new phone holds the key for good, gives it to itself, and works on.
    phone.sync(&realm);
    let phone = phone.reopen();
    assert_eq!(notes(&phone, episode), 1);
    phone.open().note(episode, Compartment::Ops, "Found again.".into(), now()).unwrap();
    phone.sync(&realm);
    assert_eq!(phone.open().sync_state().unwrap()[0].outbox.waiting, 0);
}

#[test]
fn custodians_of_one_class_open_no_other_and_nobody_of_one_realm_another_realm() {
    let county = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let agency = realm("County", &[Compartment::Adv]);
    let episode = lost_phone(&county);
    let phone = new_phone(&county);
    let target = device_of(&phone);
    county.registrar.open().announce_recovery(county.id, Compartment::Cw, target, "x".into(), vec![], now()).unwrap();
    county.registrar.sync(&county);
    phone.sync(&county);
    let of_ops = shares(&county, Compartment::Ops);
    assert_eq!(phone.open().begin_recovery(county.id, &of_ops, now()).unwrap_err().code(), "recovery.none-open");
    // Even a program without that rule opens nothing: OPS does not make the key that CW is wrapped to.
    let ops = RecoveryKey::combine(&of_ops).unwrap();
    phone.open().seats[0].recovery = Some(forced(Compartment::Cw, ops));
    assert_eq!(notes(&phone, episode), 0);
    let notebook = phone.open();
    let directory = notebook.seats[0].directory_space();
    let keys = county.relay.entries_from(0).into_iter().filter(|entry| entry.header.space != directory);
    let wrapped: Vec<_> = keys
        .filter_map(|entry| Some((entry.header, first72_wire::key_body::KeyBody::parse(&entry.body).ok()?)))
        .collect();
    assert!(wrapped.len() >= 2);
    for (header, body) in &wrapped {
        assert!(notebook.seats[0].open_wrap(header, body).is_empty());
    }
    drop(notebook);
    let share_of_county = shares(&county, Compartment::Cw);
    let advocate = Device::new();
    join(&advocate, &agency, "Advocate", Role::Advocate, &[Compartment::Adv]);
    let refused = advocate.open().begin_recovery(agency.id, &share_of_county, now()).unwrap_err();
    assert_eq!(refused.code(), "recovery.other-shares");
}

#[test]
fn after_a_recovery_the_root_makes_another_key_and_every_space_is_wrapped_to_it() {
    let realm = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let deputy = Device::new();
    join(&deputy, &realm, "Deputy", Role::Deputy, &[Compartment::Ops, Compartment::Cw]);
    realm.registrar.sync(&realm);
    deputy.sync(&realm);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.sync(&realm);
    let fresh = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let epoch = realm
        .registrar
        .open()
        .renew_recovery_key(realm.id, &realm.root, Compartment::Ops, *fresh.public(), now())
        .unwrap();
    assert_eq!(epoch, 2);
    realm.registrar.sync(&realm);
    let line = |device: &Device| device.open().recovery_keys(realm.id).unwrap()[0].clone();
    deputy.sync(&realm);
    deputy.sync(&realm);
    let ops = line(&deputy);
    assert_eq!((ops.compartment, ops.epoch, ops.spaces, ops.not_recoverable), (Compartment::Ops, 2, 1, 0));
    // The new shares open it, the old ones are of another key.
    let phone = new_phone(&realm);
    let target = device_of(&phone);
    realm.registrar.open().announce_recovery(realm.id, Compartment::Ops, target, "x".into(), vec![], now()).unwrap();
    realm.registrar.sync(&realm);
    phone.sync(&realm);
    let old = shares(&realm, Compartment::Ops);
    assert_eq!(phone.open().begin_recovery(realm.id, &old, now()).unwrap_err().code(), "recovery.none-open");
    let new = fresh.split(realm.id, Compartment::Ops, 2, (2, 2), &SystemRandomness::new()).unwrap();
    phone.open().begin_recovery(realm.id, &new, now()).unwrap();
    assert!(phone.open().record(episode).is_some());
}

/// What a person at the new phone does with the sheets, by the calls that the screen makes.
#[test]
fn two_custodians_type_their_sheets_one_after_the_other_and_the_episode_is_back() {
    let realm = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let episode = lost_phone(&realm);
    let phone = new_phone(&realm);
    let names = vec!["A. Invented".to_owned(), "C. Invented".to_owned()];
    let target = device_of(&phone);
    let mut registrar = realm.registrar.open();
    registrar.announce_recovery(realm.id, Compartment::Ops, target, "Lost.".into(), names, now()).unwrap();
    drop(registrar);
    realm.registrar.sync(&realm);
    phone.sync(&realm);
    assert_eq!(phone.open().unseen_recovery(realm.id), Some(Compartment::Ops), "everybody is told");
    phone.open().saw_recoveries().unwrap();
    let phone = phone.reopen();
    assert_eq!(phone.open().unseen_recovery(realm.id), None, "once");
    phone.sync(&realm);
    let sheets = shares(&realm, Compartment::Ops);
    let take = |text: &str| phone.open().take_share(realm.id, text);
    let of_cw = shares(&realm, Compartment::Cw);
    assert_eq!(take(&of_cw[0].to_text()).unwrap_err().code(), "recovery.none-open", "another class");
    assert_eq!(take(&sheets[0].to_words()).unwrap().holders, [1]);
    // Another splitting of the same key: the numbers on the sheets are other ones.
    let (_, file) = realm.recovery_files.iter().find(|(class, _)| *class == Compartment::Ops).unwrap();
    let key = RecoveryKey::open(Compartment::Ops, PASSPHRASE, file).unwrap();
    let three = key.split(realm.id, Compartment::Ops, 1, (3, 5), &SystemRandomness::new()).unwrap();
    assert_eq!(take(&three[1].to_text()).unwrap_err().code(), "share.mixed");
    let of_another_key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let wrong = of_another_key.split(realm.id, Compartment::Ops, 1, (2, 3), &SystemRandomness::new()).unwrap();
    assert_eq!(take(&wrong[1].to_text()).unwrap_err().code(), "recovery.other-shares");
    assert_eq!(phone.open().use_shares(realm.id, now()).unwrap_err().code(), "share.too-few");
    assert!(take(&sheets[2].to_text()).unwrap().is_enough());
    assert_eq!(notes(&phone, episode), 0, "sealed, so far");
    phone.open().use_shares(realm.id, now()).unwrap();
    phone.sync(&realm);
    let opened = phone.open().recovery_at_work(realm.id).unwrap().unwrap();
    assert_eq!(opened.compartment, Compartment::Ops);
    assert!(opened.opened >= 1, "{opened:?}");
    assert_eq!(notes(&phone, episode), 1, "OPS and nothing of CW");
    assert_eq!(phone.open().shares_in(realm.id).unwrap(), None, "forgotten with the opening");
    phone.open().end_recovery(realm.id);
    assert_eq!(phone.open().recovery_at_work(realm.id).unwrap(), None);
    assert_eq!(notes(&phone.reopen(), episode), 1, "it stays");
}
