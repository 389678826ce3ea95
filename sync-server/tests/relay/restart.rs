//! What is there after a stop and a start.

use crate::support::{County, Relay, SPACE};
use first72_server::{Config, StartError, StoreError, serve};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::log_keys::LogKeys;
use first72_wire::request::PullRequest;
use first72_wire::statement::PublicPart;

#[test]
fn a_restart_keeps_everything() {
    let mut relay = Relay::start();
    let (reader, lost) = (relay.enrol(0x21), relay.enrol(0x22));
    let mut writer = relay.enrol(0x20);
    let names = [writer.device(), reader.device()];
    let batch = [vec![writer.wraps(SPACE, 1, &names)], writer.ops(SPACE, 20)].concat();
    let note = relay.client(&writer).push(&batch).unwrap().checkpoint;
    let end =
        relay.county.state(PublicPart::DeviceEnd { device_id: lost.device(), reason: 1, wipe: true, heads: vec![] });
    relay.registrar().push(&[end]).unwrap();
    let before = relay.client(&reader).pull_all();
    relay.restart();
    assert_eq!(relay.client(&reader).pull_all(), before);
    assert_eq!(relay.client(&lost).pull(&PullRequest::default()).unwrap_err().status, 403);
    let open = |note: &str| Checkpoint::open(note, &relay.county.realm, &LogKeys::of(relay.county.log_pk)).unwrap();
    let hello = relay.registrar().hello();
    assert_eq!(open(&hello.checkpoint).size, open(&note).size + 1);
    let goes_on = relay.client(&writer).push(&[writer.op(SPACE)]).unwrap();
    assert_eq!(goes_on.outcomes[0].pos(), Some(22), "chains and positions go on");
}

#[test]
fn a_second_server_on_the_same_folder_is_refused() {
    let relay = Relay::start();
    assert!(matches!(serve(relay.config()), Err(StartError::InUse)));
}

#[test]
fn the_folder_of_another_realm_is_refused() {
    let mut relay = Relay::start();
    relay.stop();
    let other = County::make_with(true, Some(crate::tls::identity()));
    let mut config = relay.config().clone();
    config.realm = other.realm_file();
    assert!(matches!(serve(&config), Err(StartError::Store(StoreError::OtherRealm))));
}

#[test]
fn a_store_of_a_later_version_is_refused() {
    let mut relay = Relay::start();
    relay.stop();
    let file = rusqlite::Connection::open(relay.config().data.join("relay.sqlite")).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    drop(file);
    let refused = serve(relay.config()).err().unwrap();
    assert_eq!(refused.code(), "store.future");
}

// cjis:SI-7
#[test]
fn a_store_whose_tree_does_not_fit_its_entries_is_refused() {
    let mut relay = Relay::start();
    relay.stop();
    let file = rusqlite::Connection::open(relay.config().data.join("relay.sqlite")).unwrap();
    file.execute("DELETE FROM entry", []).unwrap();
    drop(file);
    assert_eq!(serve(relay.config()).err().unwrap().code(), "store.damaged");
}

#[test]
fn plain_http_is_for_demo_realms_on_loopback_only() {
    let demo = County::make();
    let real = County::make_with(false, None);
    let config = |county: &County, listen: &str| {
        let mut config = Config::loopback(county.folder().join("data"), county.realm_file());
        config.listen = listen.parse().unwrap();
        config
    };
    let code = |config: &Config| serve(config).err().map(|error| error.code().to_owned());
    assert_eq!(code(&config(&demo, "127.0.0.1:0")), None);
    assert_eq!(code(&config(&demo, "0.0.0.0:0")).as_deref(), Some("listen.plain-not-loopback"));
    assert_eq!(code(&config(&real, "127.0.0.1:0")).as_deref(), Some("listen.plain-not-demo"));
    let without = Config { plain_http_loopback: false, ..config(&real, "127.0.0.1:0") };
    assert_eq!(code(&without).as_deref(), Some("listen.no-certificate"));
}
