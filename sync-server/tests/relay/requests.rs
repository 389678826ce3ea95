//! What the server was asked: nobody but an auditor reads it, and nobody speaks in the server's place.

use crate::support::Relay;
use first72_wire::derived::request_space;
use first72_wire::header::Kind;
use first72_wire::outcome::{EntryOutcome, Why};
use first72_wire::request::REQUESTS_PATH;
use first72_wire::request_log::RequestDay;

#[test]
fn a_device_without_a_key_of_that_class_reads_no_rows() {
    let mut relay = Relay::start();
    let author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let refused = client.get(&format!("{REQUESTS_PATH}?day=20780&from=0")).unwrap_err();
    assert_eq!((refused.status, refused.body.code.as_str()), (403, "requests.not-auditor"));
    let form = client.get(&format!("{REQUESTS_PATH}?day=x")).unwrap_err();
    assert_eq!((form.status, form.body.code.as_str()), (400, "request.form"));
}

#[test]
fn no_device_writes_into_the_servers_own_space() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let space = request_space(&relay.county.realm);
    let forged = [author.write(Kind::Audit, space, &[1]), author.write(Kind::Op, space, &[2])];
    let mut client = relay.client(&author);
    for entry in forged {
        let told = client.push(&[entry]).unwrap();
        assert_eq!(told.outcomes, [EntryOutcome::Refused(Why::Space)]);
    }
}

/// Whoever has stolen a log key cannot tell the auditors of days that never were, nor end the days that are to come.
// cjis:AU-9
#[test]
fn a_day_that_a_device_brings_is_refused_though_the_servers_own_key_signed_it() {
    let mut relay = Relay::start();
    let author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let day = RequestDay::over(4_000_000, &[]).unwrap();
    let space = request_space(&relay.county.realm);
    let forged = relay.county.server_itself().write(Kind::Audit, space, &day.to_bytes());
    assert!(forged.is_signed_by(&relay.county.log_pk));
    let told = client.push(&[forged]).unwrap();
    assert_eq!(told.outcomes, [EntryOutcome::Refused(Why::Signature)]);
}
