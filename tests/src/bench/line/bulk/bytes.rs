//! Bytes: of entries as they are stored, of pages, and of one new entry with everything around it on the wire.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;

use super::super::super::load::pack;
use super::super::super::proxy::Proxy;
use super::super::super::row::{Budget, Row, Unit};
use super::super::super::served::{Served, relay_to};
use super::shared_contact;
use crate::county::{Device, Realm, choice, done, now};
use crate::invented::{Chance, prose};

const LINE: &str = "bytes";

/// Entries as a server keeps them.
pub(super) struct Stored(Vec<SealedEntry>);

impl Stored {
    fn bytes(&self) -> usize {
        self.0.iter().map(|entry| entry.to_bytes().len()).sum()
    }

    pub(super) fn mean(&self) -> usize {
        self.bytes() / self.0.len().max(1)
    }
}

/// Reads everything but the directory from a server's file, by chain.
pub(super) fn stored(data: &Path) -> Stored {
    let file = Connection::open_with_flags(data.join("relay.sqlite"), OpenFlags::SQLITE_OPEN_READ_ONLY);
    let file = file.expect("the server's file");
    let mut select = file.prepare("SELECT bytes FROM entry ORDER BY space, device, seq").expect("its table");
    let bytes = select.query_map([], |row| row.get::<_, Vec<u8>>(0)).expect("its rows");
    let entries = bytes.map(|bytes| SealedEntry::parse(&bytes.expect("a row")).expect("an entry"));
    Stored(entries.filter(|entry| entry.header.kind != first72_wire::header::Kind::Statement).collect())
}

pub(super) fn rows(realm: &Realm, served: &Served, author: &Device, reader: &Device, data: &Path) -> Vec<Row> {
    let entries = stored(data);
    let page = pack(&entries.0);
    let bulk = page.len() as f64 / page.own_bytes as f64;
    let (round, sync) = one_entry(realm, served, author, reader);
    let episode = shared_contact(realm, served, author, reader);
    let tick = added(data, || {
        author.open().step(episode, "ID-01", done(), now()).expect("a tick");
        author.sync(realm.id, &served.relay()).expect("a sync");
    });
    let text = prose(&mut Chance::from_seed(4).with_unseen_sentences(), 1_024);
    let note = added(data, || {
        author.open().note(episode, Compartment::Ops, text, now()).expect("a note");
        author.sync(realm.id, &served.relay()).expect("a sync");
    });
    vec![
        Row::new(LINE, "bytes both ways for one new entry", round as f64, Unit::Bytes)
            .budget(Budget::AtMost(2_000.0))
            .note(format!(
                "author's sync {} B; every byte of HTTP on kept connections; TLS 1.3 would add 22 B a record",
                Unit::Count.show(sync as f64)
            )),
        Row::new(LINE, "bulk on the wire, as a part of the entries' own bytes", bulk, Unit::Times)
            .budget(Budget::AtMost(0.9))
            .note(format!("{} entries of {} B on average", Unit::Count.show(entries.0.len() as f64), entries.mean())),
        Row::new(LINE, "a tick", tick as f64, Unit::Bytes).budget(Budget::AtMost(540.0)),
        Row::new(LINE, "a save of 1 KiB of prose", note as f64, Unit::Bytes).budget(Budget::AtMost(1_382.0)),
    ]
}

fn sizes(entry: &SealedEntry) -> usize {
    entry.to_bytes().len()
}

/// Bytes of the largest entry that this adds to the server's file.
fn added(data: &Path, act: impl FnOnce()) -> usize {
    let before: std::collections::BTreeSet<_> = stored(data).0.iter().map(SealedEntry::hash).collect();
    act();
    stored(data).0.iter().filter(|entry| !before.contains(&entry.hash())).map(sizes).max().unwrap_or(0)
}

/// Bytes both ways for one entry from the save to another device, and those of the author's sync alone.
fn one_entry(realm: &Realm, served: &Served, author: &Device, reader: &Device) -> (u64, u64) {
    let episode = shared_contact(realm, served, author, reader);
    let proxy = Proxy::before(served.address());
    let (up, down) = (relay_to(proxy.address()), relay_to(proxy.address()));
    let mut counted = (0, 0);
    // The first round opens the connections.
    for language in ["spanish", "english"] {
        author.open().answer(episode, "language", choice(language), now()).expect("it is saved");
        author.sync(realm.id, &up).expect("it goes up");
        let sync = proxy.take().both();
        reader.sync(realm.id, &down).expect("it comes");
        counted = (sync + proxy.take().both(), sync);
    }
    counted
}
