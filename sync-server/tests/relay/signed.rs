//! Signed requests: replays, forgeries, old nonces, other servers.

use crate::support::{Client, Relay};
use first72_wire::hex;
use first72_wire::id::Hash;
use first72_wire::limits::NONCE_LIFE_MS;
use first72_wire::request::{AUTH_HEADER, PULL_PATH, PullRequest, RequestAuth};
use first72_wire::statement::PublicPart;

fn refused(client: &mut Client, relay: &Relay, auth: &str, path: &str, body: &[u8]) -> bool {
    // A refusal before the body was read closes the connection, so each try has its own.
    client.http = relay.http();
    let answer = client.http.ask("POST", path, &[(AUTH_HEADER, auth)], body);
    match answer.status {
        200 => false,
        401 => {
            assert_eq!(answer.body, br#"{"code":"auth.refused"}"#, "every refusal has one shape");
            true
        }
        other => panic!("status {other}"),
    }
}

// masvs:AUTH-1 cjis:IA-2(8) cjis:SC-23
#[test]
fn a_request_is_good_once() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    let body = PullRequest::default().to_bytes();
    let auth = client.sign("POST", PULL_PATH, 5, &body);
    assert!(!refused(&mut client, &relay, &auth, PULL_PATH, &body));
    assert!(refused(&mut client, &relay, &auth, PULL_PATH, &body), "a replay");
    let earlier = client.sign("POST", PULL_PATH, 4, &body);
    assert!(refused(&mut client, &relay, &earlier, PULL_PATH, &body), "a counter that goes back");
    let later = client.sign("POST", PULL_PATH, 6, &body);
    assert!(!refused(&mut client, &relay, &later, PULL_PATH, &body));
}

// masvs:AUTH-1 cjis:IA-3 cjis:SC-23
#[test]
fn a_request_with_anything_changed_is_refused() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    let body = PullRequest::default().to_bytes();
    let other_body = PullRequest { own: true, ..PullRequest::default() }.to_bytes();
    let honest = client.sign("POST", PULL_PATH, 1, &body);
    let elsewhere = client.sign("POST", "/v1/entries", 1, &body);
    let as_get = client.sign("GET", PULL_PATH, 1, &body);
    client.ca = Hash([9; 32]);
    let other_server = client.sign("POST", PULL_PATH, 1, &body);
    client.ca = Hash::ZERO;
    let auth = RequestAuth::parse(&honest).unwrap();
    let other_counter = RequestAuth { counter: 2, ..auth }.to_string();
    let other_device = RequestAuth { device: relay.county.root.device(), ..auth }.to_string();
    let other_nonce = RequestAuth { nonce_tag: [0; 4], ..auth }.to_string();
    let mut flipped = auth;
    flipped.signature[63] ^= 1;
    let tries = [
        (honest.as_str(), PULL_PATH, &other_body),
        (&honest, "/v1/pull?x=1", &body),
        (&elsewhere, PULL_PATH, &body),
        (&as_get, PULL_PATH, &body),
        (&other_server, PULL_PATH, &body),
        (&other_counter, PULL_PATH, &body),
        (&other_device, PULL_PATH, &body),
        (&other_nonce, PULL_PATH, &body),
        (&flipped.to_string(), PULL_PATH, &body),
        ("", PULL_PATH, &body),
        ("nonsense", PULL_PATH, &body),
    ];
    for (auth, path, body) in tries {
        assert!(refused(&mut client, &relay, auth, path, body), "{auth} {path}");
    }
    assert!(!refused(&mut client, &relay, &honest, PULL_PATH, &body), "none of them used up the honest one");
}

#[test]
fn a_nonce_is_good_for_ten_minutes() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    relay.hand.advance(NONCE_LIFE_MS - 1);
    assert!(client.pull(&PullRequest::default()).is_ok());
    relay.hand.advance(1);
    assert_eq!(client.pull(&PullRequest::default()).unwrap_err().status, 401);
    let mut again = relay.registrar();
    assert!(again.pull(&PullRequest::default()).is_ok());
}

#[test]
fn a_nonce_of_before_a_restart_is_gone() {
    let mut relay = Relay::start();
    let mut client = relay.registrar();
    relay.restart();
    client.http = relay.http();
    assert_eq!(client.pull(&PullRequest::default()).unwrap_err().status, 401);
}

// cjis:AC-2(13) cjis:IA-5(l) cjis:5.13.5
#[test]
fn an_ended_device_is_shown_the_statement_that_ended_it() {
    let mut relay = Relay::start();
    let author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    assert!(client.pull(&PullRequest::default()).is_ok());
    let end =
        relay.county.state(PublicPart::DeviceEnd { device_id: author.device(), reason: 1, wipe: true, heads: vec![] });
    relay.registrar().push(std::slice::from_ref(&end)).unwrap();
    let told = client.pull(&PullRequest::default()).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (403, "device.ended"));
    assert_eq!(told.body.statement, Some(hex::encode(&end.to_bytes())));
    assert_eq!(client.push(&[]).unwrap_err().status, 403, "nor may it upload");
}

#[test]
fn a_device_past_its_time_may_upload_but_not_read() {
    let mut relay = Relay::start();
    let (mut author, entry) = relay.county.enrol_until(0x20, crate::support::NOW_MS + 1_000);
    relay.registrar().push(&[entry]).unwrap();
    let mut client = relay.client(&author);
    assert!(client.pull(&PullRequest::default()).is_ok());
    relay.hand.advance(1_000);
    let told = client.pull(&PullRequest::default()).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (403, "device.expired"));
    let pushed = client.push(&[author.op(crate::support::SPACE)]).unwrap();
    assert_eq!(pushed.outcomes[0].pos(), Some(1), "what it recorded is not lost");
}
