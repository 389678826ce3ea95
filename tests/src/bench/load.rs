//! Many authors' entries without their notebooks: real entries, sealed and signed, made before the clock starts.
//!
//! For what concerns a server alone. Everything is made with the product's own sealing and packing, and goes over
//! its own way to a server.

use first72_core::directory::enrol::{Approval, Request};
use first72_core::notebook::{NewDevice, NewPerson};
use first72_core::seal::random::draw;
use first72_core::seal::{
    ChainSlot, DeviceKeys, SpaceKey, SystemRandomness, WrapPlace, seal_entry, sign_clear_entry, wrap_key,
};
use first72_core::sync::{HelloRequest, HttpRelay, Relay};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::hello::Hex;
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::outcome::{EntryOutcome, PushAnswer};
use first72_wire::request::{AUTH_HEADER, ENTRIES_PATH, PushRequest, RequestAuth, SignedParts};
use first72_wire::run::{Form, Packer, Place};
use first72_wire::statement::StatementBody;

use super::poster::Poster;
use crate::county::{Realm, now};

/// Somebody who writes one space.
pub struct Author {
    keys: DeviceKeys,
    realm: RealmId,
    space: SpaceId,
    space_key: SpaceKey,
    head: (u64, Hash),
    session: Option<([u8; 32], u64)>,
}

/// A page, ready to be sent.
pub struct Page {
    bytes: Vec<u8>,
    body: Vec<u8>,
    /// How many entries are in it.
    pub entries: usize,
    /// How long they are together, each with its whole header and signature.
    pub own_bytes: usize,
}

/// What a server made of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Entries that it stored.
    pub stored: usize,
    /// Entries that it refused or had already.
    pub otherwise: usize,
}

/// Enrols so many authors in a realm. Its server knows them once the registrar has synced.
///
/// # Panics
/// When they are not taken in.
#[must_use]
pub fn enrol(realm: &Realm, authors: u8) -> Vec<Author> {
    (1..=authors).map(|number| enrol_one(realm, number)).collect()
}

fn enrol_one(realm: &Realm, number: u8) -> Author {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).expect("keys");
    let request = Request::make(&keys, draw(&random).expect("a nonce"));
    let name = format!("Author {number}");
    let person = NewPerson { short_name: name.clone(), name, agency: "invented".into(), guest: false };
    let mut registrar = realm.registrar.open();
    let person = registrar.add_person(realm.id, person, now()).expect("a person");
    let new = NewDevice { person, label: "phone".into(), grants: Vec::new(), days: 365 };
    let approved = registrar.approve_device(realm.id, &request.text(), new, now()).expect("an approval");
    let carried = Approval::parse(&approved.code).expect("an approval").carried.entries;
    let introduces = |entry: &&SealedEntry| {
        let statement = StatementBody::parse(&entry.body).ok();
        let device = statement.and_then(|statement| Some(statement.public.introduces()?.device_id));
        entry.header.kind == Kind::Statement && device == Some(keys.device_id())
    };
    let introduced = carried.iter().find(introduces).expect("the statement that took it in").hash();
    let mut space = [0; 16];
    space[0] = number;
    space[1..].copy_from_slice(&keys.device_id().0[1..]);
    Author::new(keys, realm.id, SpaceId(space), introduced)
}

impl Author {
    fn new(keys: DeviceKeys, realm: RealmId, space: SpaceId, introduced: Hash) -> Self {
        let space_key = SpaceKey::make(1, &SystemRandomness::new()).expect("a key");
        Self { keys, realm, space, space_key, head: (0, introduced), session: None }
    }

    fn slot(&self) -> ChainSlot {
        let (seq, prev) = self.head;
        ChainSlot { realm: self.realm, space: self.space, seq: seq + 1, prev }
    }

    fn advance(&mut self, entry: &SealedEntry) {
        self.head = (entry.header.seq, entry.hash());
    }

    /// The next so many entries, each with a payload of so many bytes that do not pack well. The first
    /// of all wraps the space's key to its author.
    ///
    /// # Panics
    /// When they cannot be sealed.
    pub fn write(&mut self, count: usize, payload: usize) -> Vec<SealedEntry> {
        let random = SystemRandomness::new();
        let mut entries = Vec::with_capacity(count);
        let mut noise = u64::from(self.space.0[0]) << 32 | self.head.0;
        while entries.len() < count {
            let entry = if self.head.0 == 0 {
                self.key_entry()
            } else {
                let fill = std::iter::repeat_with(|| {
                    noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    noise.to_be_bytes()[0]
                });
                let payload: Vec<u8> = fill.take(payload).collect();
                seal_entry(&self.keys, self.slot(), &self.space_key, &payload, &random).expect("it fits")
            };
            self.advance(&entry);
            entries.push(entry);
        }
        entries
    }

    /// The same as a page.
    pub fn page(&mut self, count: usize, payload: usize) -> Page {
        pack(&self.write(count, payload))
    }

    fn key_entry(&self) -> SealedEntry {
        let place = WrapPlace { realm: self.realm, space: self.space, author: self.keys.device_id() };
        let own = self.keys.public();
        let wrap = wrap_key(&self.space_key, &place, own.device_id, &own.kem_pk, &SystemRandomness::new());
        let body = KeyBody {
            class: SpaceClass::Compartment(Compartment::Ops),
            version: 1,
            key_id: self.space_key.id(),
            wraps: vec![wrap.expect("a wrap")],
            recovery: None,
            old_keys: None,
        };
        sign_clear_entry(&self.keys, self.slot(), Kind::Key, body.to_bytes()).expect("it fits")
    }

    /// Asks the server for a session, as a device does before its first page.
    ///
    /// # Panics
    /// When the server does not answer.
    pub fn greet(&mut self, relay: &HttpRelay) {
        let hello = HelloRequest { device_id: self.keys.device_id(), client_nonce: Hex([7; 16]), tree_size: None };
        self.session = Some((relay.hello(&hello).expect("the server answers").server_nonce.0, 0));
    }

    /// Sends a page and counts what the server says to it.
    ///
    /// # Panics
    /// When this author was not greeted, or the server refuses the page as a whole.
    pub fn push(&mut self, poster: &mut Poster, page: &Page) -> Taken {
        let (server_nonce, counter) = self.session.as_mut().expect("it was greeted");
        *counter += 1;
        let parts = SignedParts {
            method: "POST",
            path_and_query: ENTRIES_PATH,
            tls_ca_sha256: &Hash::ZERO,
            server_nonce,
            counter: *counter,
            body: &page.body,
        };
        let auth = RequestAuth {
            device: self.keys.device_id(),
            nonce_tag: RequestAuth::tag_of(server_nonce),
            counter: *counter,
            signature: self.keys.sign(&parts.signing_input()),
        };
        let answer = poster.post(ENTRIES_PATH, &format!("{AUTH_HEADER}: {auth}\r\n"), &page.body);
        let outcomes = PushAnswer::parse(&answer).expect("an answer").outcomes;
        let stored = outcomes.iter().filter(|outcome| matches!(outcome, EntryOutcome::Stored { .. })).count();
        Taken { stored, otherwise: outcomes.len() - stored }
    }
}

impl Taken {
    /// Adds another page's.
    pub fn add(&mut self, other: Self) {
        self.stored += other.stored;
        self.otherwise += other.otherwise;
    }
}

/// Entries of one chain as a page.
#[must_use]
pub fn pack(entries: &[SealedEntry]) -> Page {
    let mut packer = Packer::new(Form::Upload);
    entries.iter().for_each(|entry| packer.push(entry, &entry.hash(), Place::default()));
    let own_bytes = entries.iter().map(|entry| entry.to_bytes().len()).sum();
    let bytes = packer.into_bytes();
    let body = PushRequest { mark: None, page: bytes.clone(), tree_size: None }.to_bytes();
    Page { bytes, body, entries: entries.len(), own_bytes }
}

impl Page {
    /// Its length on the wire.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }
}
