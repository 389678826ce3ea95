//! Limits: what is too much is refused with a code and a time, and nothing else suffers.

use crate::support::{Relay, SPACE};
use first72_server::Limits;
use first72_wire::header::Kind;
use first72_wire::limits::{MAX_BATCH_ENTRIES, MAX_PAGE};
use first72_wire::request::{AUTH_HEADER, PullRequest};

// cjis:SC-5
#[test]
fn a_device_that_asks_too_often_is_told_when_to_come_back() {
    let relay = Relay::start_with(Limits { requests_per_minute: 3, anonymous_per_minute: 0, ..Limits::default() });
    let mut client = relay.registrar();
    assert!((0..3).all(|_| client.pull(&PullRequest::default()).is_ok()));
    let told = client.pull(&PullRequest::default()).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (429, "limit.requests"));
    let wait_s = told.body.retry_after_s.unwrap();
    assert!((1..=60).contains(&wait_s));
    relay.hand.advance(i64::from(wait_s) * 1_000);
    assert!(client.pull(&PullRequest::default()).is_ok());
}

#[test]
fn the_header_says_when_to_come_back_too() {
    let relay = Relay::start_with(Limits { anonymous_per_minute: 1, ..Limits::default() });
    let mut http = relay.http();
    assert_eq!(http.get("/v1/health").status, 200);
    let told = http.get("/v1/health");
    assert_eq!(told.status, 429);
    assert!(told.headers["retry-after"].parse::<u32>().unwrap() <= 60);
    assert_eq!(http.get("/healthz").status, 200, "the machine's own probes are not counted");
}

#[test]
fn a_day_has_only_so_many_entries_a_device() {
    let mut relay = Relay::start_with(Limits { entries_per_day: 5, ..Limits::default() });
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let batch = author.ops(SPACE, 6);
    for _ in 0..3 {
        let pushed = client.push(&batch[..4]).unwrap();
        assert!(pushed.outcomes.iter().all(|outcome| outcome.pos().is_some()), "what is there already does not count");
    }
    client.push(&batch[4..5]).unwrap();
    let told = client.push(&batch[5..]).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (429, "limit.entries"));
    relay.hand.advance(86_400_000);
    assert!(relay.client(&author).push(&batch[5..]).is_ok());
}

#[test]
fn a_batch_may_have_1024_entries_and_not_one_more() {
    let mut relay = Relay::start();
    let mut author = relay.enrol(0x20);
    let mut client = relay.client(&author);
    let batch = author.ops(SPACE, MAX_BATCH_ENTRIES + 1);
    let told = client.push(&batch).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (413, "request.too-long"));
    assert_eq!(relay.client(&author).push(&batch[..MAX_BATCH_ENTRIES]).unwrap().outcomes.len(), MAX_BATCH_ENTRIES);
}

// cjis:SC-5
#[test]
fn a_body_that_says_it_is_too_long_is_not_read() {
    let relay = Relay::start();
    let mut client = relay.registrar();
    let auth = client.sign("POST", "/v1/entries", 1, b"");
    let head = format!(
        "POST /v1/entries HTTP/1.1\r\nhost: relay\r\n{AUTH_HEADER}: {auth}\r\ncontent-length: {}\r\n\r\n",
        MAX_PAGE + 1
    );
    client.http.send(head.as_bytes()).unwrap();
    let answer = client.http.receive().unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (413, &br#"{"code":"request.too-long"}"#[..]));
}

#[test]
fn an_unknown_device_is_refused_before_its_body_is_sent() {
    let relay = Relay::start();
    let stranger = relay.county.stranger(0x99);
    let mut client = relay.client(&stranger);
    let auth = client.sign("POST", "/v1/entries", 1, b"");
    let head =
        format!("POST /v1/entries HTTP/1.1\r\nhost: relay\r\n{AUTH_HEADER}: {auth}\r\ncontent-length: 1000\r\n\r\n");
    client.http.send(head.as_bytes()).unwrap();
    assert_eq!(client.http.receive().unwrap().status, 401);
}

// cjis:SC-10 cjis:SC-5
#[test]
fn a_head_that_does_not_end_is_cut_off() {
    let relay = Relay::start();
    let mut http = relay.http();
    let _ = http.send(format!("GET /healthz HTTP/1.1\r\nx: {}", "x".repeat(64 * 1_024)).as_bytes());
    let answer = http.receive();
    assert!(answer.is_none_or(|answer| answer.status == 431));
    assert_eq!(relay.http().get("/healthz").status, 200);
}

#[test]
fn only_so_many_connections_are_open_at_once() {
    let relay = Relay::start_with(Limits { connections: 2, ..Limits::default() });
    let (mut first, mut second) = (relay.http(), relay.http());
    assert_eq!((first.get("/healthz").status, second.get("/healthz").status), (200, 200));
    assert!(relay.http().try_ask("GET", "/healthz", &[], b"").is_none(), "the third is closed");
    assert_eq!(first.get("/healthz").status, 200);
}

#[test]
fn room_for_bodies_and_answers_is_given_back() {
    let mut relay = Relay::start_with(Limits { body_memory: 2, ..Limits::default().lifted() });
    let reader = relay.enrol(0x21);
    let mut author = relay.enrol(0x20);
    let opened = author.wraps(SPACE, 1, &[author.device(), reader.device()]);
    relay.client(&author).push(&[opened]).unwrap();
    let mut client = relay.client(&author);
    for _ in 0..6 {
        let batch: Vec<_> = (0..14).map(|_| author.write(Kind::Op, SPACE, &[0xc3; 65_536])).collect();
        client.push(&batch).unwrap();
    }
    let mut reading = relay.client(&reader);
    for _ in 0..2 {
        assert_eq!(reading.pull_all().remove(&SPACE).unwrap().len(), 85, "five MiB and more through room for two");
    }
}
