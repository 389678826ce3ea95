//! Copies that are given for a time: served while they may be read, and destroyed on the disk when they are over.

use crate::support::{Author, NOW_MS, Relay, SPACE};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{KeyId, MatterId, SpaceId};
use first72_wire::key_body::{DeviceWrap, KeyBody, SpaceClass};
use first72_wire::request::PullRequest;
use first72_wire::statement::{Opening, PublicPart, StatementBody};
use std::path::Path;

const COPY: SpaceId = SpaceId([0x61; 16]);
const MATTER: MatterId = MatterId([0x62; 16]);
/// Stands for ciphertext and wraps, and occurs nowhere else.
const CANARY: [u8; 24] = *b"sealed words of the copy";
const FOR_EVER_MS: i64 = i64::MAX;

fn key(author: &mut Author, class: SpaceClass, readers: &[&Author]) -> SealedEntry {
    let mut enc = [4; 65];
    enc[..24].copy_from_slice(&CANARY);
    let wraps = readers.iter().map(|reader| DeviceWrap { device_id: reader.device(), enc, wrapped: [0; 48] });
    let mut wraps: Vec<_> = wraps.collect();
    wraps.push(DeviceWrap { device_id: author.device(), enc, wrapped: [0; 48] });
    let key_id = KeyId([0x77; 16]);
    let body = KeyBody { class, version: 1, key_id, wraps, recovery: None, old_keys: None };
    author.write(Kind::Key, COPY, &body.to_bytes())
}

fn say(relay: &Relay, author: &mut Author, part: PublicPart) -> SealedEntry {
    author.write(Kind::Statement, relay.county.directory, &StatementBody::new(part).to_bytes())
}

fn open(end_ms: i64) -> PublicPart {
    PublicPart::ReleaseOpen(Opening { space: COPY, matter: MATTER, end_ms })
}

/// Gives a copy of two large bodies to the reader.
fn given(relay: &Relay, author: &mut Author, reader: &Author, end_ms: i64) {
    let class = SpaceClass::Released;
    let mut batch = vec![key(author, class, &[reader])];
    let long: Vec<u8> = CANARY.iter().copied().cycle().take(20_000).collect();
    batch.extend((0..2).map(|_| author.write(Kind::Op, COPY, &long)));
    batch.push(say(relay, author, open(end_ms)));
    let outcomes = relay.client(author).push(&batch).unwrap().outcomes;
    assert!(outcomes.iter().all(|outcome| outcome.pos().is_some()), "{outcomes:?}");
}

fn read(relay: &Relay, reader: &Author) -> usize {
    relay.client(reader).pull_all().get(&COPY).map_or(0, Vec::len)
}

/// How often the copy's bytes stand in the files of the server's folder.
fn on_disk(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
    files.map(|bytes| bytes.windows(CANARY.len()).filter(|window| *window == CANARY).count()).sum()
}

fn pushed(relay: &Relay, by: &Author, entry: SealedEntry) -> Option<String> {
    let outcome = relay.client(by).push(&[entry]).unwrap().outcomes.remove(0);
    match outcome {
        first72_wire::outcome::EntryOutcome::Refused(why) => Some(why.code().to_owned()),
        _ => None,
    }
}

// cjis:AC-3 cjis:MP-6 cjis:SC-4
#[test]
fn what_is_taken_back_is_on_no_page_and_on_no_disk_and_the_tree_stays_what_it_was() {
    let mut relay = Relay::start();
    let (mut author, reader) = (relay.enrol(0x20), relay.enrol(0x21));
    given(&relay, &mut author, &reader, FOR_EVER_MS);
    assert_eq!(read(&relay, &reader), 3);
    assert!(on_disk(&relay.config().data) > 0, "the disk is looked at where it is");
    let before = relay.registrar().hello().checkpoint;
    let close = say(&relay, &mut author, PublicPart::ReleaseClose { space: COPY });
    assert_eq!(pushed(&relay, &author, close), None);
    assert_eq!((read(&relay, &reader), read(&relay, &author)), (0, 0));
    assert_eq!(on_disk(&relay.config().data), 0);
    assert_ne!(relay.registrar().hello().checkpoint, before);
    let late = author.op(COPY);
    assert_eq!(pushed(&relay, &author, late).as_deref(), Some("release.over"));
    relay.restart();
    assert_eq!((read(&relay, &reader), on_disk(&relay.config().data)), (0, 0));
    let next = say(&relay, &mut author, PublicPart::Relief);
    assert_eq!(pushed(&relay, &author, next), None, "the chain goes on");
}

#[test]
fn at_its_time_it_goes_although_nobody_says_anything() {
    let mut relay = Relay::start();
    let (mut author, reader) = (relay.enrol(0x20), relay.enrol(0x21));
    let end_ms = NOW_MS + 60_000;
    given(&relay, &mut author, &reader, end_ms);
    relay.hand.advance(59_999);
    let nothing = say(&relay, &mut author, PublicPart::Relief);
    relay.client(&author).push(&[nothing]).unwrap();
    assert_eq!(read(&relay, &reader), 3);
    relay.hand.advance(1);
    // Whatever comes next: an upload, or the server's own look at its clock.
    let nothing = say(&relay, &mut author, PublicPart::Relief);
    relay.client(&author).push(&[nothing]).unwrap();
    assert_eq!((read(&relay, &reader), on_disk(&relay.config().data)), (0, 0));
}

// cjis:AC-3
#[test]
fn a_hold_keeps_the_bytes_and_serves_nobody_and_its_end_destroys_them() {
    let mut relay = Relay::start();
    let (mut author, reader) = (relay.enrol(0x20), relay.enrol(0x21));
    given(&relay, &mut author, &reader, FOR_EVER_MS);
    let hold = relay.county.state(PublicPart::Hold { matter: MATTER });
    let end = PublicPart::HoldEnd { hold: hold.hash() };
    relay.registrar().push(&[hold]).unwrap();
    let close = say(&relay, &mut author, PublicPart::ReleaseClose { space: COPY });
    relay.client(&author).push(&[close]).unwrap();
    assert_eq!(read(&relay, &reader), 0);
    assert!(on_disk(&relay.config().data) > 0);
    relay.restart();
    assert_eq!(read(&relay, &reader), 0);
    let end = relay.county.state(end);
    relay.registrar().push(&[end]).unwrap();
    assert_eq!(on_disk(&relay.config().data), 0);
}

// cjis:AC-3
#[test]
fn nobody_else_ends_it_and_no_other_space_is_destroyed_by_calling_it_a_copy() {
    let mut relay = Relay::start();
    let (mut author, reader) = (relay.enrol(0x20), relay.enrol(0x21));
    let mut stranger = relay.enrol(0x22);
    given(&relay, &mut author, &reader, FOR_EVER_MS);
    let close = say(&relay, &mut stranger, PublicPart::ReleaseClose { space: COPY });
    relay.client(&stranger).push(&[close]).unwrap();
    assert_eq!(read(&relay, &reader), 3);
    // An episode's space, and its reader who would like it to be gone.
    let names = [author.device(), reader.device()];
    let batch = [vec![author.wraps(SPACE, 1, &names)], author.ops(SPACE, 2)].concat();
    relay.client(&author).push(&batch).unwrap();
    let mut reader = reader;
    let opening = PublicPart::ReleaseOpen(Opening { space: SPACE, matter: MATTER, end_ms: 0 });
    let claims = [opening, PublicPart::ReleaseClose { space: SPACE }];
    let claims = claims.map(|part| say(&relay, &mut reader, part));
    relay.client(&reader).push(&claims).unwrap();
    let all = relay.client(&reader).pull(&PullRequest { own: true, ..PullRequest::default() }).unwrap();
    assert!(all.cursors.iter().any(|cursor| cursor.space == SPACE && cursor.pos == 3));
}
