//! The bare limits of this machine, for their own sake: the other rows are held against them.

use super::super::floor::{BareCommit, FloorServer, cipher};
use super::super::members::Members;
use super::super::poster::Poster;
use super::super::row::{Row, Unit};
use super::super::watch::{Samples, Watch};
use super::Run;
use crate::county::{STATION, now};
use first72_core::directory::SpaceFacts;
use first72_core::episode::{Change, Hlc, Op};
use first72_core::seal::{Authentic, ChainState, Incoming, Keyring, SpaceKey, SystemRandomness, seal_entry};
use first72_wire::compartment::Compartment;
use first72_wire::id::{OpId, SpaceId};

const LINE: &str = "limits";

pub(super) fn rows(run: &Run<'_>) -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a folder");
    let bare = BareCommit::new(folder.path(), 800);
    let commits = Samples::of(20, run.sizes.readings, || bare.commit());
    let batched = bare.batched(run.sizes.entries);
    let micros = cipher::measure(run.own(), folder.path(), run.options.quick);
    let unit = Unit::Micros;
    vec![
        Row::new(LINE, "bare SQLite commit, 800 B, synced", commits.median(), Unit::Millis)
            .note(format!("p95 {}", Unit::Millis.show(commits.percentile(95)))),
        Row::new(LINE, "bare SQLite insert, 800 B, 1,024 a commit", batched, Unit::PerSecond),
        Row::new(LINE, "AES-256-GCM, seal 1 KiB", micros.seal, unit),
        Row::new(LINE, "AES-256-GCM, open 1 KiB", micros.open, unit),
        Row::new(LINE, "Ed25519, sign", micros.sign, unit),
        Row::new(LINE, "Ed25519, check", micros.verify, unit),
        Row::new(LINE, "one entry of 1 KiB: pack, pad, seal, hash, sign", micros.own_seal, unit)
            .floor(micros.seal + micros.sign),
        Row::new(LINE, "one entry of 1 KiB: check its signature", micros.own_verify, unit).floor(micros.verify),
        Row::new(LINE, "one entry, a note of 1 KiB: check, open, unpack, read", opening(run), unit)
            .floor(micros.verify + micros.open),
        Row::new(LINE, "bare axum, requests over 8 connections", requests(run), Unit::PerSecond),
    ]
}

/// Microseconds from an entry's bytes to what its author wrote: author, signature, chain, body, commitment, standing.
fn opening(run: &Run<'_>) -> f64 {
    let mut realm = Members::found();
    let author = realm.take_in(1).pop().expect("a device");
    let (directory, random, space) = (realm.directory(), SystemRandomness::new(), SpaceId([2; 16]));
    let key = SpaceKey::make(1, &random).expect("a key");
    let text: String = (0..cipher::BYTES).map(|place| char::from(b'a' + (place * place % 23) as u8)).collect();
    let op = Op::new(OpId([1; 16]), Hlc(1), now(), vec![Change::Note { text }]);
    let payload = op.encode().expect("it is well formed");
    let entry = seal_entry(&author, realm.first_slot(&author, space), &key, &payload, &random).expect("it fits");
    let mut keyring = Keyring::new();
    keyring.add(space, key);
    let facts = SpaceFacts { station: Some(STATION.into()), ..SpaceFacts::of(Compartment::Ops) };
    let open = || {
        for _ in 0..100 {
            let incoming = Incoming { entry: &entry, pos: Some(1_000) };
            let authentic = Authentic::check(&directory, &ChainState::empty(), incoming).expect("it is the author's");
            let opened = authentic.open(&directory, &keyring, Some(&facts)).expect("it opens");
            assert_eq!(opened.value().changes.len(), 1);
        }
    };
    Samples::of(2, run.sizes.readings / 5, open).median() * 1e3 / 100.0
}

/// Requests that a bare axum answers in a second, with the cheapest client on the same cores.
fn requests(run: &Run<'_>) -> f64 {
    let server = FloorServer::start(run.own());
    let (connections, each) = (8, run.sizes.readings * 20);
    let watch = Watch::start();
    std::thread::scope(|scope| {
        for _ in 0..connections {
            scope.spawn(|| {
                let mut poster = Poster::connect(server.address());
                (0..each).for_each(|_| drop(poster.get("/nothing")));
            });
        }
    });
    (connections * each) as f64 / watch.seconds()
}
