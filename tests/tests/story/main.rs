//! One night in a demo county, over two real servers: the way of a record, and of a private note.

mod existence;
mod requests;

use first72_core::protocol::condition::StepState;
use first72_core::sync::RelayError;
use first72_tests::county::{County, STATION, choice, contact, done, now};
use first72_wire::compartment::Compartment;

const NOTE: &str = "said between the young person and me, in the car";

#[test]
fn a_deputy_records_without_a_server_and_the_advocate_and_the_lead_see_it_once_there_is_one() {
    let mut demo = County::found(1);
    let deputy = &demo.deputy;
    let episode = deputy.open().new_contact(contact(STATION), now()).unwrap();
    deputy.open().answer(episode, "language", choice("spanish"), now()).unwrap();
    for step in ["ID-01", "ID-02", "ID-09"] {
        deputy.open().step(episode, step, done(), now()).unwrap();
    }
    let away = deputy.sync(demo.county.id, &demo.county.relay()).unwrap_err();
    assert_eq!(away.code(), RelayError::Away.code());
    assert!(deputy.open().tonight(now()).unwrap()[0].only_here, "and it says so");

    demo.open();
    let deputy = &demo.deputy;
    let sent = deputy.sync(demo.county.id, &demo.county.relay()).unwrap();
    assert!(sent.report.stored > 0 && sent.report.refused_own == 0, "{sent:?}");
    assert!(!deputy.open().tonight(now()).unwrap()[0].only_here);
    let opened = deputy.open().record(episode).unwrap().opened().unwrap();

    let (county, agency) = (demo.county, demo.agency);
    let [_, advocate, lead] = [demo.deputy, demo.advocate, demo.lead].map(|device| {
        device.sync(county.id, &county.relay()).unwrap();
        device.reopen()
    });
    for device in [&advocate, &lead] {
        let open = device.open();
        assert_eq!(open.tonight(now()).unwrap()[0].opened, opened);
        assert_eq!(open.record(episode).unwrap().answers("language")[0].answer, &choice("spanish"));
        for step in ["ID-01", "ID-02", "ID-09"] {
            assert_eq!(open.plan(episode, now()).unwrap().step(step).unwrap().state, StepState::Done, "{step}");
        }
        assert_eq!(open.problems().unwrap(), []);
    }
    advocate.open().note(episode, Compartment::Adv, NOTE.into(), now()).unwrap();
    let stored = advocate.sync(agency.id, &agency.relay()).unwrap().report.stored;
    assert!(stored > 0, "the note goes to the agency's server");
    assert_eq!(advocate.sync(county.id, &county.relay()).unwrap().report.stored, 0, "and not to the county's");
    lead.sync(county.id, &county.relay()).unwrap();
    assert!(lead.open().record(episode).unwrap().notes().is_empty());
}
