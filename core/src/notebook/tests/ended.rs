//! A lost phone: cut off at once, wiped by a registrar's word and nobody else's, and nothing that it never sent is lost.

use super::*;
use crate::directory::{Circumstances, Draft, EndReason, Ending, Meaning};
use first72_wire::id::DeviceId;

const OPS: Compartment = Compartment::Ops;

fn device_of(device: &Device) -> DeviceId {
    device.open().seats[0].device()
}

fn notes(device: &Device, episode: EpisodeId) -> usize {
    device.open().record(episode).map_or(0, |record| record.notes().len())
}

/// A deputy's phone with an episode that a lead sees, and a note that was never sent.
fn lost() -> (Realm, Device, Device, EpisodeId) {
    let realm = realm("County", &[OPS, Compartment::Stat]);
    let (phone, lead) = (Device::new(), Device::new());
    join(&phone, &realm, "Deputy", Role::Deputy, &[OPS]);
    join(&lead, &realm, "Lead", Role::StationLead, &[OPS]);
    let lead_person = lead.open().seats[0].enrolment.person.unwrap();
    let terms = GrantTerms {
        role: Role::StationLead,
        scope: Scope::Station("harbor-demo".into()),
        compartments: vec![OPS],
        rights: vec![Right::Write, Right::Assign],
        basis: "assignment".into(),
    };
    realm.registrar.open().add_grant(realm.id, lead_person, NewGrant { terms, days: 30 }, now()).unwrap();
    realm.registrar.sync(&realm);
    phone.sync(&realm);
    let episode = phone.open().new_contact(contact(), now()).unwrap();
    phone.sync(&realm);
    lead.sync(&realm);
    phone.open().note(episode, OPS, "Never sent.".into(), now()).unwrap();
    (realm, phone, lead, episode)
}

fn end(realm: &Realm, phone: &Device, wipe: bool) {
    let device = device_of(phone);
    realm.registrar.open().end_device(realm.id, device, Ending::of(EndReason::Lost, wipe), now()).unwrap();
    realm.registrar.sync(realm);
}

fn refused(phone: &Device, realm: &Realm) -> NotebookError {
    sync(&phone.door, realm.id, &realm.relay, &now).unwrap_err()
}

#[test]
fn a_phone_destroys_what_it_holds_for_a_registrars_word_and_leaves_the_rest_sealed() {
    let (realm, phone, lead, episode) = lost();
    let device = device_of(&phone);
    end(&realm, &phone, true);
    assert_eq!(refused(&phone, &realm).code(), "device.wiped");
    assert!(phone.place.profile().unwrap().is_none(), "no profile is left");
    let left = phone.place.left_behind().unwrap();
    assert_eq!(left.unsent, 1);
    let wiped = realm.registrar.open().wiped(realm.id, &left.receipt).unwrap();
    assert_eq!((wiped.device, wiped.unsent, wiped.end_known), (device, 1, true));
    assert_eq!(wiped.short_name.as_deref(), Some("Deputy"));
    let bundle = phone.place.unsent().unwrap();
    assert!(!bundle.windows(11).any(|window| window == b"Never sent."));

    lead.open().take_along(&bundle, now()).unwrap();
    assert_eq!(lead.sync(&realm).carried, Carried { stored: 1, refused: 0 });
    lead.open().take_along(&bundle, now()).unwrap();
    assert_eq!(lead.sync(&realm).carried, Carried::default(), "what is signed for is not brought twice");
    lead.sync(&realm);
    assert_eq!(notes(&lead, episode), 0, "late: in the history, and counts for nothing yet");
    let late = lead.open().late(realm.id).unwrap();
    assert_eq!((late.len(), late[0].device, late[0].saves), (1, device, 1));
    assert_eq!((late[0].short_name.as_deref(), late[0].episodes.as_slice()), (Some("Deputy"), &[episode][..]));

    lead.open().adopt(realm.id, device, now()).unwrap();
    assert_eq!(notes(&lead, episode), 1);
    assert!(lead.open().late(realm.id).unwrap().is_empty());
    lead.sync(&realm);
    let lead = lead.reopen();
    assert_eq!(notes(&lead, episode), 1, "and after the next unlock");
}

#[test]
fn an_adoption_reaches_the_other_readers() {
    let (realm, phone, lead, episode) = lost();
    let other = Device::new();
    join(&other, &realm, "Other", Role::Deputy, &[OPS]);
    realm.registrar.sync(&realm);
    let device = device_of(&phone);
    end(&realm, &phone, true);
    refused(&phone, &realm);
    let bundle = phone.place.unsent().unwrap();
    lead.open().take_along(&bundle, now()).unwrap();
    lead.sync(&realm);
    for reader in [&lead, &other] {
        reader.sync(&realm);
        reader.sync(&realm);
    }
    let late = || other.open().late(realm.id).unwrap().len();
    assert_eq!(late(), 1);
    assert_eq!(notes(&other, episode), 0);
    assert_eq!(other.open().adopt(realm.id, device, now()).unwrap_err().code(), "notebook.not-registrar");
    lead.open().adopt(realm.id, device, now()).unwrap();
    lead.sync(&realm);
    other.sync(&realm);
    assert_eq!(late(), 0);
    assert_eq!(notes(&other, episode), 1);
}

#[test]
fn an_end_says_how_the_phone_was_what_was_known_of_it_and_which_episodes_it_held() {
    let (realm, phone, lead, episode) = lost();
    let device = device_of(&phone);
    // The registrar is a lead too: they read what the phone wrote.
    let [name, short_name, agency] = ["R. Invented", "Invented", "County"].map(str::to_owned);
    let myself = NewPerson { name, short_name, agency, guest: false };
    let person = realm.registrar.open().name_myself(realm.id, myself, now()).unwrap();
    let terms = GrantTerms {
        role: Role::StationLead,
        scope: Scope::Realm,
        compartments: vec![OPS],
        rights: vec![Right::Write],
        basis: "assignment".into(),
    };
    realm.registrar.open().add_grant(realm.id, person, NewGrant { terms, days: 30 }, now()).unwrap();
    assert_eq!(realm.registrar.open().held_by(realm.id, device).unwrap(), [], "nothing of it is here");
    // The phone learns of the grant and wraps the key to the registrar. What it writes then, it never sends.
    for device in [&realm.registrar, &phone, &phone, &lead, &realm.registrar, &realm.registrar] {
        device.sync(&realm);
    }
    phone.open().note(episode, OPS, "Never sent, too.".into(), now()).unwrap();
    let held = realm.registrar.open().held_by(realm.id, device).unwrap();
    assert_eq!((held.len(), held[0].episode, held[0].compartments.as_slice()), (1, episode, &[OPS][..]));
    assert!(held[0].handle.as_ref().is_some_and(|handle| handle.contains(' ')));

    let last_seen = Circumstances { locked: Some(true), pin_known: Some(true) };
    let ending = Ending { last_seen, ..Ending::of(EndReason::Lost, true) };
    realm.registrar.open().end_device(realm.id, device, ending, now()).unwrap();
    realm.registrar.sync(&realm);
    lead.sync(&realm);
    let known = |at: &Device| {
        let open = at.open();
        let ends = &open.seats[0].directory.device(&device).unwrap().ends;
        let reach = |space| open.seats[0].chain(space, &device).and_then(|chain| chain.head());
        for head in &ends[0].heads {
            assert_eq!(reach(&head.space), Some((head.seq, head.hash)), "everything that was sent, and nothing else");
        }
        let space = open.seats[0].spaces.iter().find(|(_, space)| space.compartment() == Some(OPS)).unwrap().0;
        assert!(ends[0].heads.iter().any(|head| head.space == *space));
        open.ended_devices(realm.id).unwrap()
    };
    let said = known(&lead);
    assert_eq!(said, known(&realm.registrar), "both know the same");
    assert_eq!((said.len(), said[0].device, said[0].reason), (1, device, Some(EndReason::Lost)));
    assert_eq!(said[0].last_seen.map(|seen| seen.meaning()), Some(Meaning::TakenAsRead));
    assert!(said[0].known_entries >= 2, "the key and the opening of the episode at least");
    assert_eq!(notes(&lead, episode), 1);
    assert!(lead.open().record(episode).unwrap().late_saves().next().is_none());
}

// cjis:5.13.5 cjis:AC-3
#[test]
fn a_server_alone_makes_no_phone_destroy_anything() {
    let (realm, phone, lead, episode) = lost();
    let own = device_of(&phone);
    let honest = |draft| {
        let registrar = realm.registrar.open();
        let seat = &registrar.seats[0];
        seat.statements(vec![draft], &SystemRandomness::new()).unwrap().remove(0)
    };
    let draft = |device| Draft::device_end(device, Ending::of(EndReason::Lost, true), vec![]);
    let good = honest(draft(own));
    let by_lead = {
        let open = lead.open();
        open.seats[0].statements(vec![draft(own)], &SystemRandomness::new()).unwrap().remove(0)
    };
    let elsewhere = honest(draft(device_of(&lead)));
    let only_ended = honest(Draft::device_end(own, Ending::of(EndReason::Lost, false), vec![]));
    let foreign = [by_lead, elsewhere, only_ended].map(|entry| entry.to_bytes());
    let bytes = good.to_bytes();
    let altered = (0..bytes.len()).map(|at| {
        let mut altered = bytes.clone();
        altered[at] ^= 1 << (at % 8);
        altered
    });
    let cut = (0..bytes.len()).step_by(7).map(|length| bytes[..length].to_vec());
    let before = files(&phone);
    let mut orders = 0;
    for statement in foreign.into_iter().chain(altered).chain(cut).chain([vec![7; 300]]) {
        assert_eq!(phone.open().wipe(realm.id, &statement, now()).unwrap_err().code(), "notebook.not-registrar");
        orders += 1;
    }
    assert_eq!(files(&phone), before, "not one byte of the phone's files changed");
    let refusals = [None, Some(Vec::new()), Some(vec![0xff; 4_000]), Some(bytes[..bytes.len() - 1].to_vec())];
    for statement in &refusals {
        let server = lying_server::Ends { server: &realm.relay, statement: statement.clone() };
        assert_eq!(sync(&phone.door, realm.id, &server, &now).unwrap_err().code(), "device.ended");
    }
    assert!(phone.place.left_behind().is_none());
    let phone = phone.reopen();
    assert_eq!(notes(&phone, episode), 1);
    assert!(phone.open().end_order(realm.id, &bytes).unwrap().wipe, "the registrar's own word would");
    println!(
        "T06   {orders} forged, altered and cut orders to wipe and {} refusals without a registrar's word: nothing destroyed",
        refusals.len()
    );
}

/// Every file of a phone's profile.
fn files(phone: &Device) -> BTreeMap<std::path::PathBuf, Vec<u8>> {
    let profile = phone.place.profile().unwrap().unwrap();
    let listing = std::fs::read_dir(profile.folder()).unwrap().flatten();
    listing.map(|file| (file.path(), std::fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_phone_that_is_only_ended_keeps_what_it_has() {
    let (realm, phone, _, episode) = lost();
    end(&realm, &phone, false);
    assert_eq!(refused(&phone, &realm).code(), "device.ended");
    let phone = phone.reopen();
    assert_eq!(notes(&phone, episode), 1);
    assert_eq!(phone.open().unsent_of(realm.id).unwrap().len(), 1, "and another device can carry it");
}

#[test]
fn ended_in_one_realm_a_device_goes_on_in_the_other() {
    let county = realm("County", &[OPS]);
    let agency = realm("Advocacy", &[Compartment::Adv]);
    let phone = Device::new();
    join(&phone, &county, "Advocate", Role::Advocate, &[OPS]);
    join(&phone, &agency, "Advocate", Role::Advocate, &[Compartment::Adv]);
    for realm in [&county, &agency] {
        realm.registrar.sync(realm);
        phone.sync(realm);
    }
    let episode = phone.open().new_contact(contact(), now()).unwrap();
    phone.open().note(episode, Compartment::Adv, "Between us.".into(), now()).unwrap();
    phone.sync(&county);
    phone.sync(&agency);
    let said = UseNotice::new(vec![("en".into(), "Invented: use is recorded.".into())]);
    let policy = policy().with_use_notice(said);
    county.registrar.open().set_policy(county.id, &county.root, policy, now()).unwrap();
    county.registrar.sync(&county);
    phone.sync(&county);
    assert_eq!(phone.place.use_notices().len(), 1);
    let device = device_of(&phone);
    county.registrar.open().end_device(county.id, device, Ending::of(EndReason::Left, true), now()).unwrap();
    county.registrar.sync(&county);
    assert_eq!(refused(&phone, &county).code(), "device.wiped");
    assert_eq!(phone.open().realms().collect::<Vec<_>>(), [agency.id]);
    assert_eq!(phone.place.use_notices(), [], "nothing at the door speaks of the county any more");
    assert!(phone.place.release_requests().unwrap().iter().all(|request| request.realm == agency.id));
    let phone = phone.reopen();
    assert_eq!(phone.open().realms().collect::<Vec<_>>(), [agency.id]);
    assert_eq!(notes(&phone, episode), 1, "the private note is the agency's");
    phone.sync(&agency);
    phone.open().check_vault().unwrap();
}
