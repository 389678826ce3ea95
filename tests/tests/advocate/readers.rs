//! Who can read an episode is worked out from wraps and grants, on every device that holds it.

use first72_core::directory::{Access, EndReason, Ending, Role};
use first72_core::notebook::{Notebook, SpaceReaders};
use first72_tests::county::{County, STATION, contact, done, now, text};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

fn to_county(demo: &County) {
    for device in [&demo.deputy, &demo.advocate, &demo.lead, &demo.deputy] {
        device.sync(demo.county.id, &demo.county.relay()).unwrap();
    }
}

/// Short name and access of those who can read one class of content.
fn names(open: &Notebook, space: &SpaceReaders) -> Vec<(String, Access)> {
    let name = |person| Some(open.person_in(space.realm, person)?.facts.as_ref()?.short_name.clone());
    let mut names: Vec<_> =
        space.readers.iter().map(|reader| (reader.person.and_then(name).unwrap_or_default(), reader.access)).collect();
    names.sort_by(|one, other| one.0.cmp(&other.0));
    names
}

fn space(open: &Notebook, episode: EpisodeId, compartment: Compartment) -> SpaceReaders {
    let spaces = open.readers(episode, now()).unwrap();
    spaces.into_iter().find(|space| space.compartment == compartment).unwrap()
}

// masvs:PRIVACY-3 cjis:CM-8
#[test]
fn each_device_names_the_readers_of_what_it_holds_and_of_nothing_else() {
    let mut demo = County::found(81);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    demo.deputy.open().step(episode, "ID-01", done(), now()).unwrap();
    demo.deputy.open().answer(episode, "urn", text("made-up 12"), now()).unwrap();
    to_county(&demo);
    demo.advocate.open().answer(episode, "plan_danger", text("made up"), now()).unwrap();
    demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
    to_county(&demo);

    let deputy = demo.deputy.open();
    let here: Vec<_> = deputy.readers(episode, now()).unwrap().iter().map(|space| space.compartment).collect();
    assert_eq!(here, [Compartment::Ops, Compartment::Le], "nothing says that there is more");
    let ops = space(&deputy, episode, Compartment::Ops);
    let all = ["A. Okafor", "D. Rivera", "L. Tran"].map(|name| (name.to_owned(), Access::Reads));
    assert_eq!(names(&deputy, &ops), all);
    assert!(ops.recovery && ops.keys == 1);
    assert_eq!(names(&deputy, &space(&deputy, episode, Compartment::Le)), [("D. Rivera".to_owned(), Access::Reads)]);
    drop(deputy);

    let advocate = demo.advocate.open();
    let private = space(&advocate, episode, Compartment::Adv);
    assert_eq!(names(&advocate, &private), [("A. Okafor".to_owned(), Access::Reads)]);
    assert_eq!(private.readers[0].roles, [Role::Advocate]);
    assert_eq!(private.realm, demo.agency.id);
    assert_eq!(names(&advocate, &space(&advocate, episode, Compartment::Ops)), all);
}

#[test]
fn the_first_with_something_to_write_in_a_class_of_content_begins_its_space_without_the_right_to_open_episodes() {
    let mut demo = County::found(83);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    to_county(&demo);
    let mut lead = demo.lead.open();
    assert_eq!(lead.new_contact(contact(STATION), now()).unwrap_err().code(), "notebook.not-entitled");
    // The 72-hour close-out is kept with the station's numbers, where nobody wrote before.
    lead.step(episode, "H72-12", done(), now()).unwrap();
    let numbers = space(&lead, episode, Compartment::Stat);
    assert_eq!(names(&lead, &numbers), [("L. Tran".to_owned(), Access::Reads)]);
    drop(lead);
    demo.lead.sync(demo.county.id, &demo.county.relay()).unwrap();
    assert_eq!(demo.lead.open().problems().unwrap(), [], "the server takes it");
    demo.deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
    let deputy = demo.deputy.open();
    let here: Vec<_> = deputy.readers(episode, now()).unwrap().iter().map(|space| space.compartment).collect();
    assert_eq!(here, [Compartment::Ops], "and a deputy learns nothing of it");
    assert_eq!(deputy.problems().unwrap(), []);
}

#[test]
fn a_device_that_was_ended_had_a_key_and_the_next_save_makes_another() {
    let mut demo = County::found(82);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    to_county(&demo);
    let lead = {
        let registrar = demo.county.registrar.open();
        let people = registrar.people(demo.county.id).unwrap();
        let lead = people.into_iter().find(|line| line.short_name.as_deref() == Some("L. Tran")).unwrap();
        lead.devices[0].device
    };
    demo.county.registrar.open().end_device(demo.county.id, lead, Ending::of(EndReason::Lost, true), now()).unwrap();
    demo.county.registrar.sync(demo.county.id, &demo.county.relay()).unwrap();
    demo.deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
    let access = |open: &Notebook| {
        let ops = space(open, episode, Compartment::Ops);
        names(open, &ops).into_iter().find(|(name, _)| name == "L. Tran").map(|(_, access)| access)
    };
    assert_eq!(access(&demo.deputy.open()), Some(Access::HadKey { newest: true }));
    demo.deputy.open().step(episode, "ID-01", done(), now()).unwrap();
    let deputy = demo.deputy.open();
    assert_eq!(access(&deputy), Some(Access::HadKey { newest: false }));
    assert_eq!(space(&deputy, episode, Compartment::Ops).keys, 2);
}

// masvs:PRIVACY-3 cjis:CM-8
#[test]
fn what_a_server_sees_is_counted_from_what_is_here() {
    let mut demo = County::found(83);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    let before = demo.deputy.open().sight().unwrap().remove(0);
    assert!(before.here.entries > before.here.on_server, "the new episode is only here");
    demo.deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
    let after = demo.deputy.open().sight().unwrap().remove(0);
    assert_eq!(after.here.entries, after.here.on_server, "and then on the server too");
    assert_eq!((after.episodes, after.here.spaces), (1, 2), "one space beside the directory's own");
    assert!(after.here.bytes > 212 * after.here.entries && after.last_contact_ms.is_some());
    demo.deputy.open().draft_put(&format!("note:{episode}"), "half", now()).unwrap();
    assert_eq!(demo.deputy.open().drafts_kept().unwrap(), 1);
}
