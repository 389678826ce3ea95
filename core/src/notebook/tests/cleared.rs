//! What somebody no longer holds leaves their device: never before the server has all of it, never in the middle of a
//! sentence, and it comes back whole when they hold it again.

use super::hand_over::{Station, device_id, person};
use super::*;

const OPS: Compartment = Compartment::Ops;
const LE: Compartment = Compartment::Le;

#[test]
fn what_was_written_without_a_network_is_sent_before_it_goes_and_counts_once_a_lead_takes_it_in() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    lead.sync(county);
    first.open().note(*episode, OPS, "Written in a dead spot.".into(), now()).unwrap();
    lead.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    station.sync(&[lead, second]);
    county.relay.set_full(true);
    first.sync(county);
    assert_eq!(station.classes(first), [OPS, LE], "a server that takes nothing: it stays");
    county.relay.set_full(false);
    let end = first.sync(county);
    assert_eq!((end.removed, station.classes(first)), (1, vec![LE]));
    station.sync(&[lead, second]);
    let late = lead.open().late(county.id).unwrap();
    assert_eq!((late.len(), late[0].device, late[0].saves), (1, device_id(first), 1));
    assert!(station.notes(second).is_empty());
    let of_episode = lead.open().late_in(*episode).unwrap();
    assert_eq!((of_episode.len(), of_episode[0].device, of_episode[0].saves), (1, device_id(first), 1));
    assert!(lead.open().may_adopt(county.id, now()) && !second.open().may_adopt(county.id, now()));
    assert_eq!(second.open().adopt(county.id, device_id(first), now()).unwrap_err().code(), "notebook.not-registrar");
    lead.open().adopt(county.id, device_id(first), now()).unwrap();
    assert_eq!(lead.open().late_in(*episode).unwrap(), []);
    station.sync(&[lead, second]);
    assert_eq!(station.notes(second), ["Written in a dead spot."]);
}

#[test]
fn what_was_saved_before_a_hand_over_is_never_late_although_both_travel_together() {
    let station = Station::new();
    let Station { county, first, second, lead: _, episode } = &station;
    // Many spaces, so that some come behind and some before the directory's in every order of ids.
    for number in 0..12 {
        let other = first.open().new_contact(contact(), now()).unwrap();
        first.open().note(other, OPS, format!("Number {number}."), now()).unwrap();
        first.open().hand_over(other, county.id, person(second), now()).unwrap();
    }
    first.open().note(*episode, OPS, "Just before.".into(), now()).unwrap();
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    first.sync(county);
    second.sync(county);
    assert_eq!(second.open().episodes().count(), 13);
    let open = second.open();
    for id in open.episodes().collect::<Vec<_>>() {
        let record = open.record(id).unwrap();
        assert_eq!((record.late_saves().count(), record.notes().is_empty()), (0, false));
    }
    assert_eq!(station.kept(first), (0, 0));
}

#[test]
fn what_waits_for_the_network_after_a_hand_over_is_there_after_a_lock_too() {
    let Station { county, first, second, episode, .. } = Station::new();
    let offline = first.open().new_contact(contact(), now()).unwrap();
    first.open().note(offline, OPS, "Nothing of it was ever sent.".into(), now()).unwrap();
    for id in [episode, offline] {
        first.open().hand_over(id, county.id, person(&second), now()).unwrap();
    }
    let first = first.reopen();
    for id in [episode, offline] {
        let open = first.open();
        let record = open.record(id).unwrap();
        assert_eq!((record.late_saves().count(), record.notes().is_empty()), (0, false));
        assert!(open.custody(id, now()).unwrap().goes_from_here);
    }
    assert_eq!(first.sync(&county).removed, 2);
    second.sync(&county);
    assert_eq!(second.open().record(offline).unwrap().notes().len(), 1);
}

#[test]
fn a_half_typed_text_can_still_be_saved_for_a_day_and_goes_then() {
    let station = Station::new();
    let Station { county, first, second, lead, episode } = &station;
    lead.sync(county);
    let key = format!("note:{episode}");
    first.open().draft_put(&key, "In the middle of a sen", now()).unwrap();
    first.open().hand_over(*episode, county.id, person(second), now()).unwrap();
    first.sync(county);
    assert_eq!(station.classes(first), [OPS, LE]);
    let day_later = Moment { wall_ms: NOW + 86_400_000, boot_id: [1; 16], boot_ms: 5_000 + 86_400_000 };
    county.relay.set_time(day_later.wall_ms);
    sync(&first.door, county.id, &county.relay, &|| day_later).unwrap();
    assert_eq!(station.kept(first), (0, 0));
    assert!(first.open().draft(&key).unwrap().is_none());
    assert_eq!(first.open().drafts_kept().unwrap(), 0);
}

#[test]
fn a_right_that_a_registrar_ends_empties_the_phone_and_a_new_one_fills_it() {
    let station = Station::new();
    let Station { county, first, episode, .. } = &station;
    let person = person(first);
    let grant = county.registrar.open().people(county.id).unwrap();
    let grant = grant.iter().find(|line| line.person == person).unwrap().grants[0].clone();
    county.registrar.open().end_grant(county.id, grant.grant, now()).unwrap();
    county.registrar.sync(county);
    assert_eq!(first.sync(county).removed, 1);
    assert_eq!(station.kept(first), (0, 0));
    let terms = grant.terms.unwrap();
    county.registrar.open().add_grant(county.id, person, NewGrant { terms, days: 30 }, now()).unwrap();
    county.registrar.sync(county);
    first.sync(county);
    assert_eq!(station.classes(first), [OPS, LE]);
    assert!(first.open().answer(*episode, "language", language("english"), now()).is_ok());
    assert_eq!(first.sync(county).report.refused_own, 0);
}
