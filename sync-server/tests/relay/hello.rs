//! Hello, genesis, health: what is asked without a signature.

use crate::support::{NOW_MS, Relay};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::genesis::SignedGenesis;
use first72_wire::hello::{HelloAnswer, HelloRequest, Hex};
use first72_wire::id::DeviceId;
use first72_wire::log_keys::LogKeys;

#[test]
fn a_hello_is_answered_with_signed_time_and_checkpoint() {
    let relay = Relay::start();
    let answer = relay.registrar().hello();
    assert_eq!(answer.server_ms, NOW_MS);
    let checkpoint =
        Checkpoint::open(&answer.checkpoint, &relay.county.realm, &LogKeys::of(relay.county.log_pk)).unwrap();
    assert_eq!(checkpoint.size, 1, "the root's first statement is there from the start");
}

// cjis:SI-10
#[test]
fn an_unknown_device_gets_an_answer_of_the_same_shape_and_no_session() {
    let relay = Relay::start();
    let asked = HelloRequest { device_id: DeviceId([9; 16]), client_nonce: Hex([1; 16]), tree_size: None };
    let answer = relay.http().ask("POST", "/v1/hello", &[], &serde_json::to_vec(&asked).unwrap());
    assert_eq!(answer.status, 200);
    let answer: HelloAnswer = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(answer.check(&relay.county.realm, &asked, &LogKeys::of(relay.county.log_pk)), Ok(()));
    let stranger = relay.county.stranger(0x99);
    let told = relay.client(&stranger).push(&[]).unwrap_err();
    assert_eq!((told.status, told.body.code.as_str()), (401, "auth.refused"));
}

#[test]
fn a_body_that_is_no_hello_is_refused() {
    let relay = Relay::start();
    for (body, status) in [(b"{}".to_vec(), 400), (b"\xff".to_vec(), 400), (vec![b' '; 5_000], 413)] {
        let answer = relay.http().ask("POST", "/v1/hello", &[], &body);
        assert_eq!(answer.status, status, "{:?}", String::from_utf8_lossy(&answer.body));
    }
}

#[test]
fn anybody_may_fetch_the_genesis() {
    let relay = Relay::start();
    let answer = relay.http().get("/v1/genesis");
    let genesis = SignedGenesis::parse(&answer.body).unwrap();
    assert_eq!(genesis.genesis().realm(), relay.county.realm);
}

#[test]
fn health_version_and_probes_are_answered() {
    let relay = Relay::start();
    let mut http = relay.http();
    let health = http.get("/v1/health");
    assert_eq!(String::from_utf8(health.body).unwrap(), r#"{"version":"0.1.0","tree_size":1}"#);
    for (path, body) in [("/healthz", "ok\n"), ("/readyz", "ready\n"), ("/version", "0.1.0\n")] {
        let answer = http.get(path);
        assert_eq!((answer.status, String::from_utf8(answer.body).unwrap().as_str()), (200, body));
    }
    assert_eq!(http.get("/v2/anything").status, 404);
    assert_eq!(http.get("/v1/entries").status, 405);
}
