//! While two authorities are trusted: each server is met under its own, and what is signed for one goes to no other.

use super::*;
use first72_wire::hello::Hex;
use first72_wire::id::{DeviceId, Hash};
use first72_wire::label::plain_digest;

const ASKED: HelloRequest = HelloRequest { device_id: DeviceId([1; 16]), client_nonce: Hex([2; 16]), tree_size: None };

fn trusting(url: &str, authorities: &[&Authority]) -> HttpRelay {
    let ders = authorities.iter().map(|authority| authority.der.as_slice());
    HttpRelay::new(&HttpSettings::new(url, ders, false)).unwrap()
}

type Met = Result<Hash, RelayError>;

/// The authority under which something answered a hello, or why nothing did. What answers here says nothing of meaning.
fn met(relay: &HttpRelay) -> Met {
    match relay.hello(&ASKED) {
        Err(RelayError::Nonsense { what: "hello.form" }) => Ok(relay.authority()),
        Err(error) => Err(error),
        Ok(_) => panic!("this is no server"),
    }
}

// masvs:NETWORK-1 masvs:NETWORK-2 cjis:SC-17
#[test]
fn a_server_is_met_under_either_of_two_authorities_and_under_no_third() {
    let [old, new, other] = [authority(), authority(), authority()];
    let serve = |authority| serving_tls(authority, &[&rustls::version::TLS13]);
    let (before, after, elsewhere) = (serve(&old), serve(&new), serve(&other));
    let hash = |authority: &Authority| Ok(plain_digest(&[&authority.der]));
    let cases: [(&str, &[&Authority], [Met; 3]); 3] = [
        ("before", &[&old], [hash(&old), Err(RelayError::Untrusted), Err(RelayError::Untrusted)]),
        ("overlap", &[&new, &old], [hash(&old), hash(&new), Err(RelayError::Untrusted)]),
        ("after", &[&new], [Err(RelayError::Untrusted), hash(&new), Err(RelayError::Untrusted)]),
    ];
    for (when, trusted, expected) in cases {
        assert_eq!([&before, &after, &elsewhere].map(|url| met(&trusting(url, trusted))), expected, "{when}");
    }
    println!(
        "T28   2 authorities before, while and after both are trusted: 4 of 9 meetings, each under its own; 5 refused"
    );
}

// masvs:NETWORK-2 cjis:IA-2(8)
#[test]
fn what_is_asked_after_a_greeting_goes_to_no_server_of_the_other_authority() {
    let [old, new] = [authority(), authority()];
    let url = serving_tls(&old, &[&rustls::version::TLS13]);
    let relay = trusting(&url, &[&new, &old]);
    assert_eq!(relay.push("auth", b""), Err(RelayError::Untrusted), "nobody was greeted: the newest is meant");
    assert_eq!(met(&relay), Ok(plain_digest(&[&old.der])));
    assert_eq!(relay.push("auth", b"").unwrap(), b"over tls");
    // Another server in its place, of the authority that is trusted too: signed requests do not go there unasked.
    let moved = HttpRelay { base: Url::parse(&serving_tls(&new, &[&rustls::version::TLS13])).unwrap(), ..relay };
    assert_eq!(moved.push("auth", b""), Err(RelayError::Untrusted));
    assert_eq!(met(&moved), Ok(plain_digest(&[&new.der])), "a new greeting");
}

// masvs:NETWORK-2
#[test]
fn what_is_no_certificate_is_passed_over() {
    let ours = authority();
    let url = serving_tls(&ours, &[&rustls::version::TLS13]);
    let relay = HttpRelay::new(&HttpSettings::new(&url, [&b"no certificate"[..], &ours.der], false)).unwrap();
    assert_eq!(met(&relay), Ok(plain_digest(&[&ours.der])));
    assert!(is_authority(&ours.der) && !is_authority(b"no certificate"));
}
