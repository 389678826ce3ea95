//! An agency leaves as one act: shown before, every right and device of its people and nobody else's, in one save.

use super::*;
use crate::notebook::AgencyLeaving;

/// Takes in somebody of an agency with a right to operations at the station; gives their device.
fn of_agency(county: &Realm, name: &str, agency: &str) -> Device {
    let device = Device::new();
    let request = device.open().request_enrolment(now()).unwrap();
    let mut registrar = county.registrar.open();
    let person = NewPerson { name: name.into(), short_name: name.into(), agency: agency.into(), guest: true };
    let person = registrar.add_person(county.id, person, now()).unwrap();
    let scope = Scope::Station("harbor-demo".into());
    let terms = registrar.terms_of_role(county.id, "advocate", scope).unwrap();
    let grants = vec![NewGrant { terms, days: 30 }];
    let new = NewDevice { person, label: "phone".into(), grants, days: 365 };
    let approved = registrar.approve_device(county.id, &request, new, now()).unwrap();
    drop(registrar);
    device.open().accept_enrolment(&approved.code, None, now()).unwrap();
    device
}

fn names(leaving: &AgencyLeaving) -> Vec<&str> {
    leaving.people.iter().map(|one| one.short_name.as_str()).collect()
}

/// A county whose registrar holds operations too, two people of a guest agency, and an episode that all of them read.
fn with_guests() -> (Realm, Device, [Device; 2], EpisodeId) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Stat]);
    let mut registrar = county.registrar.open();
    let me = NewPerson { name: "R".into(), short_name: "R".into(), agency: "Demo County".into(), guest: false };
    let me = registrar.name_myself(county.id, me, now()).unwrap();
    let terms = registrar.terms_of_role(county.id, "station_lead", Scope::Realm).unwrap();
    registrar.add_grant(county.id, me, NewGrant { terms, days: 30 }, now()).unwrap();
    drop(registrar);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops]);
    let guests = [of_agency(&county, "A. Okafor", "Harbor House"), of_agency(&county, "B. Lind", " harbor  house ")];
    county.registrar.sync(&county);
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    let devices = [&deputy, &guests[0], &guests[1], &county.registrar];
    devices.iter().chain(&devices).for_each(|device| drop(device.sync(&county)));
    (county, deputy, guests, episode)
}

// cjis:AC-2
#[test]
fn an_agency_is_shown_with_what_ends_and_what_loses_a_reader() {
    let (county, _, guests, episode) = with_guests();
    assert!(guests.iter().all(|guest| guest.open().record(episode).is_some()));
    let registrar = county.registrar.open();
    let agencies = registrar.agencies(county.id).unwrap();
    let listed: Vec<&str> = agencies.iter().map(|leaving| leaving.agency.as_str()).collect();
    assert_eq!(
        listed,
        ["Harbor House", "invented"],
        "two spellings are one, and the registrar's own is not among them"
    );
    let leaving = registrar.agency_leaving(county.id, "HARBOR HOUSE").unwrap();
    assert_eq!(names(&leaving), ["A. Okafor", "B. Lind"]);
    assert_eq!((leaving.grants(), leaving.devices()), (2, 2));
    assert_eq!(leaving.episodes().into_iter().collect::<Vec<_>>(), [episode]);
    let reaches = &leaving.people[0].reaches;
    assert!(leaving.people[0].guest && reaches.contains(&Scope::Station("harbor-demo".into())));
    for agency in ["Demo County", "", "Nobody's"] {
        assert_eq!(registrar.agency_leaving(county.id, agency).unwrap_err().code(), "notebook.no-member", "{agency}");
    }
}

// cjis:AC-2
#[test]
fn one_act_ends_every_right_of_the_agency_and_nobody_elses() {
    let (county, deputy, guests, episode) = with_guests();
    let outbox = |device: &Device| device.open().sync_state().unwrap()[0].outbox.waiting;
    let before = outbox(&county.registrar);
    let ended = county.registrar.open().end_agency(county.id, "Harbor House", None, now()).unwrap();
    assert_eq!((ended.grants(), outbox(&county.registrar) - before), (2, 2), "two statements, and no device ended");
    let gone = county.registrar.open().agency_leaving(county.id, "Harbor House").unwrap();
    assert_eq!((gone.grants(), gone.devices(), gone.episodes().len()), (0, 2, 0), "the devices are there still");
    county.registrar.sync(&county);
    deputy.sync(&county);
    deputy.open().note(episode, Compartment::Ops, "Slept.".into(), now()).unwrap();
    deputy.sync(&county);
    for guest in &guests {
        guest.sync(&county);
        let open = guest.open();
        assert!(open.record(episode).map_or(0, |record| record.notes().len()) == 0, "the new key is not theirs");
    }
    county.registrar.sync(&county);
    assert_eq!(county.registrar.open().record(episode).unwrap().notes().len(), 1, "others read on");
}

// cjis:AC-2 cjis:AC-2(13)
#[test]
fn with_their_devices_nothing_is_left_and_their_phones_destroy_what_they_held() {
    let (county, deputy, guests, _) = with_guests();
    let ended = county.registrar.open().end_agency(county.id, "harbor house", Some(true), now()).unwrap();
    assert_eq!((ended.grants(), ended.devices()), (2, 2));
    assert!(county.registrar.open().agency_leaving(county.id, "Harbor House").is_err(), "nothing is left to end");
    assert_eq!(county.registrar.open().agencies(county.id).unwrap().len(), 1);
    county.registrar.sync(&county);
    for guest in guests {
        let wiped = sync(&guest.door, county.id, &county.relay, &now).unwrap_err();
        assert_eq!(wiped.code(), "device.wiped");
    }
    deputy.sync(&county);
    let refused = deputy.open().end_agency(county.id, "invented", None, now()).unwrap_err();
    assert_eq!(refused.code(), "notebook.not-registrar");
}
