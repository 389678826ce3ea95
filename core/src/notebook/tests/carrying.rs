//! A phone in a dead spot hands its saves to another device, and gets the server's receipts back without a network of its own.

use super::*;
use crate::carrying::{DirectoryCopy, gather, split};
use crate::directory::ended::Unsent;
use crate::directory::{EndReason, Ending};

const OPS: Compartment = Compartment::Ops;

/// A deputy's phone with an episode that never met the server, and a partner's of the same station.
fn dead_spot() -> (Realm, Device, Device, EpisodeId) {
    let county = realm("County", &[OPS]);
    let (phone, partner) = (Device::new(), Device::new());
    join(&phone, &county, "Deputy", Role::Deputy, &[OPS]);
    join(&partner, &county, "Partner", Role::Deputy, &[OPS]);
    county.registrar.sync(&county);
    for device in [&phone, &partner, &phone] {
        device.sync(&county);
    }
    let episode = phone.open().new_contact(contact(), now()).unwrap();
    phone.open().note(episode, OPS, "No signal here.".into(), now()).unwrap();
    (county, phone, partner, episode)
}

fn device_of(device: &Device) -> DeviceId {
    device.open().seats[0].device()
}

fn handed_over(phone: &Device, county: &Realm) -> Vec<u8> {
    phone.open().to_hand_over(county.id).unwrap().expect("something is only here").bytes
}

fn waiting(device: &Device) -> u64 {
    device.open().sync_state().unwrap()[0].outbox.waiting
}

#[test]
fn a_partner_brings_what_a_phone_could_not_send_and_takes_the_receipts_back() {
    let (county, phone, partner, episode) = dead_spot();
    let only_here = waiting(&phone);
    assert!(only_here >= 3, "two keys and the contact at least");
    let bundle = handed_over(&phone, &county);
    assert!(!bundle.windows(15).any(|window| window == b"No signal here."));
    let codes = split(&bundle).unwrap();
    let read = gather(&codes).unwrap().bytes.unwrap();
    let taken = partner.open().take_along(&read, now()).unwrap();
    let new = usize::try_from(only_here).unwrap();
    assert_eq!(taken, TakenAlong::Entries { realm: county.id, new, known: 0, refused: 0 });
    assert_eq!(partner.open().sync_state().unwrap()[0].carried, only_here);

    // It stays over a lock, and the next sync brings it and shows it to the partner as ever.
    let partner = partner.reopen();
    assert_eq!(partner.sync(&county).carried, Carried { stored: new, refused: 0 });
    partner.sync(&county);
    assert_eq!(partner.open().record(episode).unwrap().notes().len(), 1);
    let device = device_of(&phone);
    let line = partner.open().carrying().unwrap().remove(0);
    assert_eq!((line.device, line.short_name.as_deref()), (device, Some("Deputy")));
    assert_eq!((line.count.waiting, line.count.receipted), (0, only_here));

    assert_eq!(waiting(&phone), only_here, "it has heard of nothing yet");
    let again = partner.open().take_along(&bundle, now()).unwrap();
    let known = TakenAlong::Entries { realm: county.id, new: 0, known: new, refused: 0 };
    assert_eq!(again, known, "what the server has signed for is not brought again");
    let slip = partner.open().slip_for(county.id, device).unwrap().unwrap();
    let settled = phone.open().take_along(&slip, now()).unwrap();
    assert_eq!(settled, TakenAlong::Receipts { realm: county.id, settled: new });
    let phone = phone.reopen();
    assert_eq!((waiting(&phone), phone.open().to_hand_over(county.id).unwrap()), (0, None));
    assert_eq!(phone.open().record(episode).unwrap().notes().len(), 1);
    partner.open().done_carrying(county.id, device).unwrap();
    assert_eq!(partner.open().carrying().unwrap(), []);

    // Back in town nothing is sent twice, and the server's tree is held to what it signed.
    let end = phone.sync(&county);
    assert_eq!((end.report.refused_own, end.report.troubles.as_slice()), (0, &[][..]));
    let held = phone.open().holdings(county.id).unwrap().unwrap();
    assert_eq!(
        held.without_number, 0,
        "the server has told the numbers that no slip says: a lost server can be made again from them"
    );
    assert_eq!(phone.open().record(episode).unwrap().notes().len(), 1);
}

#[test]
fn what_was_taken_along_is_harmless_when_its_author_comes_to_the_server_first() {
    let (county, phone, partner, episode) = dead_spot();
    partner.open().take_along(&handed_over(&phone, &county), now()).unwrap();
    phone.sync(&county);
    let end = partner.sync(&county);
    assert_eq!(end.carried.refused, 0);
    partner.sync(&county);
    assert_eq!(partner.open().record(episode).unwrap().notes().len(), 1);
}

#[test]
fn what_nobody_of_the_agency_wrote_takes_no_room() {
    let (county, phone, partner, _) = dead_spot();
    let bundle = handed_over(&phone, &county);
    let code = |device: &Device, bytes: &[u8]| device.open().take_along(bytes, now()).unwrap_err().code();
    assert_eq!(code(&phone, &bundle), "carry.own");
    assert_eq!(code(&partner, b"something else"), "carry.kind");
    assert_eq!(code(&partner, b"F72UNSNT"), "carry.kind");
    let elsewhere = realm("Another", &[OPS]);
    let stranger = Device::new();
    join(&stranger, &elsewhere, "Stranger", Role::Deputy, &[OPS]);
    assert_eq!(code(&stranger, &bundle), "carry.realm");
    let last = bundle.len() - 1;
    let one = { Unsent::parse(&bundle).unwrap().remove(0) };
    let mut forged = one;
    forged.signature[0] ^= 1;
    assert_eq!(code(&partner, &Unsent::to_bytes(&[forged.clone()])), "carry.stranger");
    let mut entries = Unsent::parse(&bundle).unwrap();
    let genuine = entries.len();
    entries.push(forged);
    let taken = partner.open().take_along(&Unsent::to_bytes(&entries), now()).unwrap();
    assert_eq!(taken, TakenAlong::Entries { realm: county.id, new: genuine, known: 0, refused: 1 });
    assert_eq!(code(&partner, &bundle[..last]), "carry.kind", "cut short");
    assert_eq!(waiting(&phone), u64::try_from(genuine).unwrap(), "and its author has lost nothing by any of it");
}

#[test]
fn only_receipts_that_the_server_signed_take_a_save_out_of_what_is_only_here() {
    let (county, phone, partner, _) = dead_spot();
    partner.open().take_along(&handed_over(&phone, &county), now()).unwrap();
    partner.sync(&county);
    let before = waiting(&phone);
    let device = device_of(&phone);
    let slip = partner.open().slip_for(county.id, device).unwrap().unwrap();
    let code = |device: &Device, bytes: &[u8]| device.open().take_along(bytes, now()).unwrap_err().code();
    assert_eq!(code(&partner, &slip), "carry.other-device");
    for at in [45, 60, 120, slip.len() - 1] {
        let mut wrong = slip.clone();
        wrong[at] ^= 1;
        assert_eq!(code(&phone, &wrong), "carry.unsigned", "byte {at}");
    }
    assert_eq!(code(&phone, &slip[..slip.len() - 1]), "carry.slip");
    assert_eq!(waiting(&phone), before);
}

#[test]
fn a_carrier_that_is_wiped_leaves_what_it_was_to_bring_beside_its_own() {
    let (county, phone, partner, _) = dead_spot();
    let only_here = usize::try_from(waiting(&phone)).unwrap();
    partner.open().take_along(&handed_over(&phone, &county), now()).unwrap();
    let device = device_of(&partner);
    let lost = Ending::of(EndReason::Lost, true);
    county.registrar.open().end_device(county.id, device, lost, now()).unwrap();
    county.registrar.sync(&county);
    assert_eq!(sync(&partner.door, county.id, &county.relay, &now).unwrap_err().code(), "device.wiped");
    let left = Unsent::parse(&partner.place.unsent().unwrap()).unwrap();
    assert!(left.iter().filter(|entry| entry.header.device == device_of(&phone)).count() == only_here);
}

#[test]
fn a_copy_of_the_directory_is_learnt_from_and_not_carried() {
    let (county, phone, partner, _) = dead_spot();
    let other = realm("Other county", &[OPS]);
    join(&Device::new(), &county, "Newcomer", Role::Deputy, &[OPS]);
    county.registrar.sync(&county);
    partner.sync(&county);
    let copy = partner.open().directory_file(county.id, now()).unwrap();
    let people = |device: &Device| device.open().people(county.id).unwrap().len();
    let before = people(&phone);
    let taken = phone.open().take_along(&copy, now()).unwrap();
    assert!(matches!(taken, TakenAlong::Directory { realm, new } if realm == county.id && new > 0), "{taken:?}");
    assert_eq!(people(&phone), before + 1, "who came meanwhile is known without a network");
    assert_eq!(phone.open().carrying().unwrap(), []);
    let again = phone.open().take_along(&copy, now()).unwrap();
    assert_eq!(again, TakenAlong::Directory { realm: county.id, new: 0 });

    // What was not sent is no directory, whoever gives it another beginning; and another realm learns nothing.
    let bundle = Unsent::parse(&handed_over(&phone, &county)).unwrap();
    let refused = phone.open().take_along(&DirectoryCopy::to_bytes(&bundle), now()).unwrap_err();
    assert_eq!(refused.code(), "carry.bundle");
    assert_eq!(other.registrar.open().take_along(&copy, now()).unwrap_err().code(), "carry.realm");
    assert_eq!(phone.open().take_along(&DirectoryCopy::to_bytes(&[]), now()).unwrap_err().code(), "carry.kind");
}
