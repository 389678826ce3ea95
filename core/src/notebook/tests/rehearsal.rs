//! The yearly drill of recovery: the same calls as in a real one, with shares that open a number and nothing else.

use super::recovery::{device_of, forced, lost_phone, new_phone, notes, shares};
use super::*;
use crate::seal::{RecoveryKey, RecoveryShare};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::key_body::{KeyBody, SpaceClass};

const DAY_MS: i64 = 86_400_000;

/// The root makes a test key; its shares, and the number on the registrar's sheet.
fn test_key(realm: &Realm) -> (RecoveryKey, String) {
    let key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let mut registrar = realm.registrar.open();
    let (_, number) = registrar.renew_test_key(realm.id, &realm.root, *key.public(), now()).unwrap();
    (key, number.to_string())
}

fn test_shares(realm: &Realm, key: &RecoveryKey, epoch: u32) -> Vec<RecoveryShare> {
    key.split(realm.id, Compartment::Test, epoch, (2, 3), &SystemRandomness::new()).unwrap()
}

fn announce(realm: &Realm, class: Compartment, phone: &Device) {
    let (device, names) = (device_of(phone), vec!["A. Invented".to_owned(), "C. Invented".to_owned()]);
    let mut registrar = realm.registrar.open();
    registrar.announce_recovery(realm.id, class, device, "The yearly drill.".into(), names, now()).unwrap();
    drop(registrar);
    realm.registrar.sync(realm);
    phone.sync(realm);
}

fn state(device: &Device, realm: &Realm) -> RehearsalState {
    device.open().rehearsal(realm.id, now()).unwrap()
}

// cjis:CP-9
#[test]
fn a_drill_takes_two_shares_says_its_number_and_is_known_to_those_who_see_to_it_for_a_year() {
    let realm = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let (lead, deputy) = (Device::new(), Device::new());
    join(&lead, &realm, "Lead", Role::StationLead, &[Compartment::Ops]);
    join(&deputy, &realm, "Deputy", Role::Deputy, &[Compartment::Ops]);
    let before = state(&realm.registrar, &realm);
    assert_eq!((before.epoch, before.is_due, before.is_ours), (None, false, true), "no test key yet");
    let (key, number) = test_key(&realm);
    realm.registrar.sync(&realm);
    assert!(state(&realm.registrar, &realm).is_due, "no drill was ever held");
    announce(&realm, Compartment::Test, &deputy);
    assert_eq!(
        deputy.open().unseen_recovery(realm.id),
        Some(Compartment::Test),
        "everybody is told that it is a drill"
    );
    let sheets = test_shares(&realm, &key, 1);
    let take = |text: &str| deputy.open().take_share(realm.id, text);
    take(&sheets[0].to_words()).unwrap();
    assert_eq!(deputy.open().use_shares(realm.id, now()).unwrap_err().code(), "share.too-few", "one opens nothing");
    assert!(take(&sheets[2].to_text()).unwrap().is_enough());
    deputy.open().use_shares(realm.id, now()).unwrap();
    deputy.sync(&realm);
    assert!(deputy.open().say_rehearsed(realm.id, now()).unwrap());
    let work = deputy.open().recovery_at_work(realm.id).unwrap().unwrap();
    assert_eq!((work.compartment, work.test), (Compartment::Test, Some(number)), "the number of the registrar's sheet");
    assert!(deputy.open().say_rehearsed(realm.id, now()).unwrap(), "said once, however often it is asked for");
    deputy.open().end_recovery(realm.id);
    deputy.sync(&realm);
    let held = |device: &Device| device.open().recoveries(realm.id).unwrap()[0].held_ms;
    assert_eq!((held(&realm.registrar), held(&deputy)), (None, Some(NOW)), "the registrar has not heard of it yet");
    for (device, is_ours) in [(&realm.registrar, true), (&lead, true), (&deputy, false)] {
        device.sync(&realm);
        assert_eq!(held(device), Some(NOW));
        let known = state(device, &realm);
        let last = known.last.unwrap();
        assert_eq!((last.at_ms, last.device, known.is_due), (NOW, device_of(&deputy), false));
        assert_eq!((known.is_ours, known.is_spent, known.due_ms), (is_ours, true, Some(NOW + 365 * DAY_MS)));
    }
    let later = |days: i64| {
        let at = Moment { wall_ms: NOW + days * DAY_MS, boot_id: [2; 16], boot_ms: 5_000 };
        lead.open().rehearsal(realm.id, at).unwrap().is_due
    };
    assert!(!later(364) && later(366));
    // It stays after a lock, and new shares end that the old ones are used.
    let lead = lead.reopen();
    assert!(state(&lead, &realm).last.is_some());
    let (fresh, number) = test_key(&realm);
    realm.registrar.sync(&realm);
    let renewed = state(&realm.registrar, &realm);
    assert_eq!((renewed.epoch, renewed.is_spent), (Some(2), false));
    announce(&realm, Compartment::Test, &lead);
    assert_eq!(lead.open().take_share(realm.id, &sheets[0].to_text()).unwrap_err().code(), "recovery.none-open");
    let sheets = test_shares(&realm, &fresh, 2);
    lead.open().begin_recovery(realm.id, &sheets, now()).unwrap();
    lead.sync(&realm);
    assert!(lead.open().say_rehearsed(realm.id, now()).unwrap());
    assert_eq!(lead.open().recovery_at_work(realm.id).unwrap().unwrap().test, Some(number));
}

#[test]
fn shares_for_practising_open_nothing_real_and_real_shares_are_none_for_practising() {
    let realm = realm("County", &[Compartment::Ops, Compartment::Cw]);
    let episode = lost_phone(&realm);
    let phone = new_phone(&realm);
    let (key, _) = test_key(&realm);
    realm.registrar.sync(&realm);
    announce(&realm, Compartment::Test, &phone);
    let (tests, real) = (test_shares(&realm, &key, 1), shares(&realm, Compartment::Ops));
    // A real share has no place in a drill, nor has one that says that it is a test's.
    assert_eq!(phone.open().take_share(realm.id, &real[0].to_text()).unwrap_err().code(), "recovery.none-open");
    assert_eq!(phone.open().begin_recovery(realm.id, &real, now()).unwrap_err().code(), "recovery.none-open");
    let ops = RecoveryKey::combine(&real).unwrap();
    let disguised = test_shares(&realm, &ops, 1);
    assert_eq!(phone.open().take_share(realm.id, &disguised[0].to_text()).unwrap_err().code(), "recovery.other-shares");
    // A test share is none of a real class, whatever it says.
    let disguised = key.split(realm.id, Compartment::Ops, 1, (2, 3), &SystemRandomness::new()).unwrap();
    announce(&realm, Compartment::Ops, &phone);
    assert_eq!(phone.open().unseen_recovery(realm.id), Some(Compartment::Ops), "a real one comes before a drill");
    assert_eq!(phone.open().begin_recovery(realm.id, &disguised, now()).unwrap_err().code(), "recovery.other-shares");
    phone.open().take_share(realm.id, &tests[0].to_text()).unwrap();
    assert_eq!(phone.open().take_share(realm.id, &real[1].to_text()).unwrap_err().code(), "share.mixed");
    phone.open().forget_shares(realm.id);
    // The drill itself, with everything real on the device: not one key more than the test's.
    let before = phone.open().keys_held(realm.id).unwrap();
    phone.open().begin_recovery(realm.id, &tests, now()).unwrap();
    phone.sync(&realm);
    assert!(phone.open().say_rehearsed(realm.id, now()).unwrap());
    assert_eq!(phone.open().keys_held(realm.id).unwrap(), before + 1);
    assert_eq!(notes(&phone, episode), 0, "nothing of the episode");
    // Even a program without those rules opens nothing real with it.
    for class in [Compartment::Ops, Compartment::Cw] {
        phone.open().seats[0].recovery = Some(forced(class, RecoveryKey::combine(&tests).unwrap()));
        let notebook = phone.open();
        let opens =
            |(entry, body): &(SealedEntry, KeyBody)| !notebook.seats[0].open_wrap(&entry.header, body).is_empty();
        assert!(!real_keys(&realm).iter().any(opens), "{class}");
    }
}

/// Every KEY entry of a class that is real.
fn real_keys(realm: &Realm) -> Vec<(SealedEntry, KeyBody)> {
    let keys = realm.relay.entries_from(0).into_iter().filter(|entry| entry.header.kind == Kind::Key);
    let keys = keys.filter_map(|entry| Some((entry.clone(), KeyBody::parse(&entry.body).ok()?)));
    let test = SpaceClass::Compartment(Compartment::Test);
    let real: Vec<_> = keys.filter(|(_, body)| body.class != test && body.recovery.is_some()).collect();
    assert!(real.len() >= 2);
    real
}

#[test]
fn only_a_registrar_with_the_root_makes_a_test_key_and_real_keys_have_their_own_way() {
    let realm = realm("County", &[Compartment::Ops]);
    let deputy = Device::new();
    join(&deputy, &realm, "Deputy", Role::Deputy, &[Compartment::Ops]);
    let key = RecoveryKey::make(&SystemRandomness::new()).unwrap();
    let refused = deputy.open().renew_test_key(realm.id, &realm.root, *key.public(), now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-registrar");
    let other = RootKey::make(&SystemRandomness::new()).unwrap();
    let mut registrar = realm.registrar.open();
    assert_eq!(
        registrar.renew_test_key(realm.id, &other, *key.public(), now()).unwrap_err().code(),
        "notebook.other-root"
    );
    let as_real = registrar.renew_recovery_key(realm.id, &realm.root, Compartment::Test, *key.public(), now());
    assert_eq!(as_real.unwrap_err().code(), "notebook.no-member");
    let device = device_of(&deputy);
    let none = registrar.announce_recovery(realm.id, Compartment::Test, device, "x".into(), vec![], now());
    assert_eq!(none.unwrap_err().code(), "notebook.no-member", "there is no test key yet");
    // The root cannot make a key for practising of one that opens something real.
    let (_, file) = realm.recovery_files.first().unwrap();
    let ops = RecoveryKey::open(Compartment::Ops, b"an invented passphrase", file).unwrap();
    let refused = registrar.renew_test_key(realm.id, &realm.root, *ops.public(), now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.no-member");
    assert_eq!(registrar.rehearsal(realm.id, now()).unwrap().epoch, None);
}
