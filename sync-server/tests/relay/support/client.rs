//! A device that speaks the protocol.

use super::county::{County, Key};
use super::http::{Answer, Http};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::entry::SealedEntry;
use first72_wire::hello::{self, HelloAnswer, HelloRequest, Hex};
use first72_wire::id::{Hash, RealmId, SpaceId};
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{ErrorBody, PullAnswer, PushAnswer};
use first72_wire::proof::{Asked, ProofAnswer};
use first72_wire::request::{
    AUTH_HEADER, Cursor, ENTRIES_PATH, PROOF_PATH, PULL_PATH, PullRequest, PushRequest, RequestAuth, SignedParts,
};
use first72_wire::run::{Form, Item, Packer, Place, unpack};
use first72_wire::tree::{Edge, leaf_hash};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A refusal of a whole request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) body: ErrorBody,
}

/// A device with a session.
pub(crate) struct Client {
    pub(crate) http: Http,
    pub(crate) key: Arc<Key>,
    pub(crate) nonce: [u8; 32],
    pub(crate) counter: u64,
    pub(crate) ca: Hash,
    /// The edge of the tree as this device has seen it.
    pub(crate) seen: Edge,
    /// Named in uploads, when there is one.
    pub(crate) mark: Option<[u8; 8]>,
    realm: RealmId,
    keys: LogKeys,
}

impl Client {
    pub(crate) fn open(http: Http, county: &County, key: Arc<Key>) -> Self {
        Self::open_with_ca(http, county, key, Hash::ZERO)
    }

    pub(crate) fn open_with_ca(http: Http, county: &County, key: Arc<Key>, ca: Hash) -> Self {
        let (realm, keys) = (county.realm, LogKeys::of(county.log_pk));
        let mut client =
            Self { http, key, nonce: [0; 32], counter: 0, ca, seen: Edge::default(), mark: None, realm, keys };
        client.nonce = client.hello().server_nonce.0;
        client
    }

    pub(crate) fn hello(&mut self) -> HelloAnswer {
        let asked = HelloRequest { device_id: self.key.device, client_nonce: Hex([0x33; 16]), tree_size: Some(0) };
        let body = serde_json::to_vec(&asked).unwrap();
        let answer = self.http.ask("POST", hello::PATH, &[("content-type", "application/json")], &body);
        assert_eq!(answer.status, 200, "{:?}", String::from_utf8_lossy(&answer.body));
        let answer: HelloAnswer = serde_json::from_slice(&answer.body).unwrap();
        answer.check(&self.realm, &asked, &self.keys).unwrap();
        let signed = Checkpoint::open(&answer.checkpoint, &self.realm, &self.keys).unwrap();
        let seen = Edge::default().grown(signed.size, &answer.growth, &[]).expect("as many hashes as the size needs");
        assert_eq!(Checkpoint::of(&seen), signed, "the growth leads to the signed tree");
        self.seen = seen;
        answer
    }

    /// The header of a signed request.
    pub(crate) fn sign(&self, method: &str, path: &str, counter: u64, body: &[u8]) -> String {
        let parts = SignedParts {
            method,
            path_and_query: path,
            tls_ca_sha256: &self.ca,
            server_nonce: &self.nonce,
            counter,
            body,
        };
        let signature = self.key.pair.sign(&parts.signing_input()).as_ref().try_into().unwrap();
        RequestAuth { device: self.key.device, nonce_tag: RequestAuth::tag_of(&self.nonce), counter, signature }
            .to_string()
    }

    /// Asks for a proof about the tree.
    pub(crate) fn prove(&mut self, asked: &Asked) -> Result<ProofAnswer, Told> {
        let answer = self.get(&format!("{PROOF_PATH}?{}", asked.to_query()));
        answer.map(|body| ProofAnswer::parse(&body).unwrap())
    }

    /// Asks for something whose question stands behind its path.
    pub(crate) fn get(&mut self, path: &str) -> Result<Vec<u8>, Told> {
        self.counter += 1;
        let auth = self.sign("GET", path, self.counter, b"");
        told(self.http.ask("GET", path, &[(AUTH_HEADER, &auth)], b""))
    }

    pub(crate) fn post(&mut self, path: &str, body: &[u8]) -> Option<Answer> {
        self.counter += 1;
        let auth = self.sign("POST", path, self.counter, body);
        self.http.try_ask("POST", path, &[(AUTH_HEADER, &auth)], body)
    }

    pub(crate) fn push(&mut self, entries: &[SealedEntry]) -> Result<PushAnswer, Told> {
        self.try_push(entries).expect("the server answers")
    }

    /// Nothing when the connection broke.
    pub(crate) fn try_push(&mut self, entries: &[SealedEntry]) -> Option<Result<PushAnswer, Told>> {
        let mut packer = Packer::new(Form::Upload);
        let hashes: Vec<Hash> = entries.iter().map(SealedEntry::hash).collect();
        entries.iter().zip(&hashes).for_each(|(entry, hash)| packer.push(entry, hash, Place::default()));
        let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(&entry.to_bytes())).collect();
        let tree_size = Some(self.seen.size());
        let body = PushRequest { mark: self.mark, page: packer.into_bytes(), tree_size }.to_bytes();
        let answer = self.post(ENTRIES_PATH, &body)?;
        Some(told(answer).map(|body| {
            let answer = PushAnswer::parse(&body).unwrap();
            answer.check(&self.realm, &self.keys, &hashes).expect("the receipt holds");
            let signed = Checkpoint::open(&answer.checkpoint, &self.realm, &self.keys).unwrap();
            self.seen =
                answer.check_grown(&self.seen, &signed, &leaves).expect("the tree grew and holds what was sent");
            answer
        }))
    }

    /// The first page of the answer.
    pub(crate) fn pull(&mut self, request: &PullRequest) -> Result<PullAnswer, Told> {
        self.pages(request).map(|pages| pages.into_iter().next().expect("a page at least"))
    }

    /// Every page of the answer.
    pub(crate) fn pages(&mut self, request: &PullRequest) -> Result<Vec<PullAnswer>, Told> {
        let answer = self.post(PULL_PATH, &request.to_bytes()).expect("the server answers");
        let body = told(answer)?;
        let (mut rest, mut pages) = (body.as_slice(), Vec::new());
        while let Some((head, after)) = rest.split_first_chunk() {
            let (page, after) = after.split_at(PullAnswer::length_after(*head).expect("no longer than a page may be"));
            pages.push(PullAnswer::parse(page).unwrap());
            rest = after;
        }
        assert!(rest.is_empty(), "a body ends with a page");
        Ok(pages)
    }

    /// Everything that the device may read, page by page, its own entries too.
    pub(crate) fn pull_all(&mut self) -> BTreeMap<SpaceId, Vec<Item>> {
        let mut found: BTreeMap<SpaceId, Vec<Item>> = BTreeMap::new();
        let mut cursors: BTreeMap<SpaceId, u64> = BTreeMap::new();
        loop {
            let cursors_now = cursors.iter().map(|(space, pos)| Cursor { space: *space, pos: *pos }).collect();
            let pages = self.pages(&PullRequest { mark: None, cursors: cursors_now, own: true }).unwrap();
            let more = pages.last().is_some_and(|page| page.more);
            for page in pages {
                for run in unpack(self.realm, Form::Download, &page.page).unwrap() {
                    found.entry(run.space).or_default().extend(run.items);
                }
                cursors.extend(page.cursors.iter().map(|cursor| (cursor.space, cursor.pos)));
            }
            if !more {
                found.values_mut().for_each(|items| items.sort_by_key(|item| item.place));
                return found;
            }
        }
    }
}

fn told(answer: Answer) -> Result<Vec<u8>, Told> {
    if answer.status == 200 {
        return Ok(answer.body);
    }
    Err(Told { status: answer.status, body: serde_json::from_slice(&answer.body).unwrap() })
}
