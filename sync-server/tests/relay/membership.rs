//! What statements do to who is served and whose entries are taken.

use crate::support::{Relay, SPACE};
use first72_wire::outcome::EntryOutcome;
use first72_wire::request::PullRequest;
use first72_wire::statement::PublicPart;

fn stored(outcomes: &[EntryOutcome]) -> Vec<bool> {
    outcomes.iter().map(|outcome| matches!(outcome, EntryOutcome::Stored { .. })).collect()
}

#[test]
fn a_device_and_its_first_entries_may_come_in_one_upload() {
    let mut relay = Relay::start();
    let (mut author, entry) = relay.county.enrol(0x20);
    let batch = [vec![entry], author.ops(SPACE, 2)].concat();
    assert_eq!(stored(&relay.registrar().push(&batch).unwrap().outcomes), [true; 3]);
    assert!(relay.client(&author).pull(&PullRequest::default()).is_ok());
}

#[test]
fn a_device_that_no_registrar_added_is_not_served() {
    let mut relay = Relay::start();
    let mut rogue = relay.enrol(0x20);
    let directory = relay.county.directory;
    let device = crate::support::introduce(0x21, 0x21);
    let body = first72_wire::statement::StatementBody::new(PublicPart::DeviceAdd { device, not_after_ms: i64::MAX });
    let added = rogue.write(first72_wire::header::Kind::Statement, directory, &body.to_bytes());
    assert_eq!(stored(&relay.client(&rogue).push(&[added]).unwrap().outcomes), [true], "kept, without effect");
    let stranger = relay.county.stranger(0x21);
    assert_eq!(relay.client(&stranger).pull(&PullRequest::default()).unwrap_err().status, 401);
}

#[test]
fn an_ended_devices_entries_still_come_in_by_a_carrier() {
    let mut relay = Relay::start();
    let mut lost = relay.enrol(0x20);
    let carrier = relay.enrol(0x21);
    let unsent = lost.ops(SPACE, 2);
    let end =
        relay.county.state(PublicPart::DeviceEnd { device_id: lost.device(), reason: 1, wipe: true, heads: vec![] });
    relay.registrar().push(&[end]).unwrap();
    assert_eq!(relay.client(&lost).push(&unsent).unwrap_err().body.code, "device.ended");
    assert_eq!(stored(&relay.client(&carrier).push(&unsent).unwrap().outcomes), [true; 2]);
}

#[test]
fn what_a_promoted_device_had_said_before_counts_afterwards() {
    let mut relay = Relay::start();
    let mut deputy = relay.enrol(0x20);
    let directory = relay.county.directory;
    let device = crate::support::introduce(0x21, 0x21);
    let body = first72_wire::statement::StatementBody::new(PublicPart::DeviceAdd { device, not_after_ms: i64::MAX });
    let early = deputy.write(first72_wire::header::Kind::Statement, directory, &body.to_bytes());
    relay.client(&deputy).push(&[early]).unwrap();
    let newcomer = relay.county.stranger(0x21);
    assert_eq!(relay.client(&newcomer).pull(&PullRequest::default()).unwrap_err().status, 401);
    let promote = relay.county.state_by_root(PublicPart::RegistrarAdd(crate::support::introduce(0x20, 0x20)));
    relay.registrar().push(&[promote]).unwrap();
    assert!(relay.client(&newcomer).pull(&PullRequest::default()).is_ok());
    relay.restart();
    assert!(relay.client(&newcomer).pull(&PullRequest::default()).is_ok(), "and after a restart");
}

#[test]
fn what_an_ended_device_began_before_it_could_send_it_reaches_those_it_names() {
    let mut relay = Relay::start();
    let mut lost = relay.enrol(0x20);
    let carrier = relay.enrol(0x21);
    let unsent = [vec![lost.wraps(SPACE, 1, &[lost.device(), carrier.device()])], lost.ops(SPACE, 2)].concat();
    let end =
        relay.county.state(PublicPart::DeviceEnd { device_id: lost.device(), reason: 1, wipe: true, heads: vec![] });
    relay.registrar().push(&[end]).unwrap();
    assert_eq!(stored(&relay.client(&carrier).push(&unsent).unwrap().outcomes), [true; 3]);
    let pulled = relay.client(&carrier).pull(&PullRequest::default()).unwrap();
    assert!(pulled.cursors.iter().any(|cursor| cursor.space == SPACE && cursor.pos == 3));
}
