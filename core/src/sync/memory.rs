//! A server in memory, for tests and drills: the same answers as a real one, kept nowhere.
//!
//! It checks what a server checks (requests, signatures, chains, who may read) with the types of
//! `wire`, so that a sync against it and one against a real server go the same way.

mod copies;
mod log;

use super::relay::{Pages, Relay, RelayError};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::SignedGenesis;
use first72_wire::hello::{HelloAnswer, HelloRequest, Hex};
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::label::digest;
use first72_wire::limits::MAX_PAGE;
use first72_wire::outcome::{EntryOutcome, ErrorBody, PushAnswer};
use first72_wire::proof::{Asked, ProofAnswer};
use first72_wire::receipt::{self, Receipt};
use first72_wire::request::{
    ENTRIES_PATH, PROOF_PATH, PULL_PATH, PullRequest, PushParts, PushRequest, RequestAuth, SignedParts,
};
use first72_wire::run::{Form, Item, Place, unpack};
use log::Log;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Ed25519 by the log key.
type Sign = Box<dyn Fn(&[u8]) -> [u8; 64] + Send + Sync>;

/// A server of one realm in memory. Plain: no TLS, so requests sign a zero authority.
pub struct MemoryRelay {
    genesis: SignedGenesis,
    realm: RealmId,
    log_pk: [u8; 32],
    sign: Sign,
    state: Mutex<State>,
}

struct State {
    log: Log,
    sessions: BTreeMap<(DeviceId, [u8; 4]), Session>,
    hellos: u64,
    server_ms: i64,
    page_bytes: usize,
    full: bool,
}

struct Session {
    nonce: [u8; 32],
    counter: u64,
}

impl MemoryRelay {
    /// An empty server of this realm. `sign` is its log key, whose public half is `log_pk`.
    #[must_use]
    pub fn new(
        genesis: SignedGenesis,
        log_pk: [u8; 32],
        sign: impl Fn(&[u8]) -> [u8; 64] + Send + Sync + 'static,
    ) -> Self {
        let log = Log::new(genesis.genesis());
        let state =
            State { log, sessions: BTreeMap::new(), hellos: 0, server_ms: 0, page_bytes: MAX_PAGE, full: false };
        Self { realm: genesis.genesis().realm(), genesis, log_pk, sign: Box::new(sign), state: Mutex::new(state) }
    }

    /// Sets the server's clock, milliseconds since 1970.
    pub fn set_time(&self, server_ms: i64) {
        let mut state = self.state();
        state.server_ms = server_ms;
        state.log.put_away(server_ms);
    }

    /// Makes the pages of a pull at most so long, to have many of them.
    pub fn set_page_bytes(&self, most: usize) {
        self.state().page_bytes = most.min(MAX_PAGE);
    }

    /// Whether the server has no room: it then takes nothing and still gives.
    pub fn set_full(&self, full: bool) {
        self.state().full = full;
    }

    /// Forgets every nonce, as a restart does.
    pub fn restart(&self) {
        self.state().sessions.clear();
    }

    /// Takes in an entry that came by another way, as the root's first statements do.
    pub fn take_in(&self, entry: SealedEntry) -> EntryOutcome {
        let hash = entry.hash();
        self.state().log.append(Item { entry: Ok(entry), raw: Vec::new(), hash, place: Place::default() })
    }

    /// How many entries it holds.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.state().log.size()
    }

    /// The entries after the first `skip`, in the order in which they came: what has to be kept, so
    /// that another server like this one can be filled with [`MemoryRelay::take_in`].
    #[must_use]
    pub fn entries_from(&self, skip: u64) -> Vec<SealedEntry> {
        self.state().log.entries_from(usize::try_from(skip).unwrap_or(usize::MAX))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The device that signed this request, when it did and may ask.
    fn asked_by(
        &self,
        state: &mut State,
        (method, path_and_query): (&str, &str),
        auth: &str,
        body: &[u8],
    ) -> Result<DeviceId, RelayError> {
        let refused = || RelayError::from_body(ErrorBody::of(ErrorBody::AUTH_REFUSED));
        let auth = RequestAuth::parse(auth).map_err(|_| refused())?;
        let sig_pk = state.log.sig_pk(&auth.device).ok_or_else(refused)?;
        let session = state.sessions.get_mut(&(auth.device, auth.nonce_tag)).ok_or_else(refused)?;
        let parts = SignedParts {
            method,
            path_and_query,
            tls_ca_sha256: &Hash::ZERO,
            server_nonce: &session.nonce,
            counter: auth.counter,
            body,
        };
        if auth.counter <= session.counter || !auth.is_signed_by(&sig_pk, &parts) {
            return Err(refused());
        }
        session.counter = auth.counter;
        match state.log.ended(&auth.device) {
            None => Ok(auth.device),
            Some(statement) => {
                let hex = statement.iter().map(|byte| format!("{byte:02x}")).collect();
                let body = ErrorBody { statement: Some(hex), ..ErrorBody::of(ErrorBody::DEVICE_ENDED) };
                Err(RelayError::from_body(body))
            }
        }
    }

    fn checkpoint(&self, state: &State) -> String {
        let checkpoint = state.log.checkpoint();
        let signature = (self.sign)(checkpoint.text(&self.realm).as_bytes());
        checkpoint.note(&self.realm, &self.log_pk, &signature)
    }
}

impl Relay for MemoryRelay {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        let mut state = self.state();
        state.hellos += 1;
        let nonce = digest(b"invented nonce", &[&state.hellos.to_be_bytes(), &request.client_nonce.0]).0;
        let session = Session { nonce, counter: 0 };
        state.sessions.insert((request.device_id, RequestAuth::tag_of(&nonce)), session);
        let mut answer = HelloAnswer {
            server_nonce: Hex(nonce),
            server_ms: state.server_ms,
            checkpoint: self.checkpoint(&state),
            growth: request.tree_size.map(|seen| state.log.growth(seen, &[])).unwrap_or_default(),
            sig: Hex([0; 64]),
        };
        answer.sig = Hex((self.sign)(&answer.signing_input(&self.realm, request)));
        Ok(answer)
    }

    fn push(&self, auth: &str, body: &[u8]) -> Result<Vec<u8>, RelayError> {
        let mut state = self.state();
        let device = self.asked_by(&mut state, ("POST", ENTRIES_PATH), auth, body)?;
        if state.full {
            return Err(RelayError::from_body(ErrorBody::of(ErrorBody::STORE_FULL)));
        }
        let form = || RelayError::from_body(ErrorBody::of(ErrorBody::REQUEST_FORM));
        let PushParts { mark, page, tree_size } = PushRequest::parse(body).map_err(|_| form())?;
        let runs = unpack(self.realm, Form::Upload, page).map_err(|_| form())?;
        let items: Vec<_> = runs.into_iter().flat_map(|run| run.items).collect();
        let hashes: Vec<Hash> = items.iter().map(|item| item.hash).collect();
        let chains: Vec<_> = items.iter().map(Log::place_of).collect();
        let outcomes: Vec<_> = items.into_iter().map(|item| state.log.append(item)).collect();
        let now_ms = state.server_ms;
        state.log.put_away(now_ms);
        let there = chains.into_iter().zip(&outcomes).filter(|(_, outcome)| outcome.pos().is_some());
        let leaves: Vec<u64> = there.filter_map(|(place, _)| state.log.leaf_of(&place?)).collect();
        let grown = tree_size.map(|seen| state.log.grown(seen, leaves));
        let receipt = Receipt { server_ms: state.server_ms, signature: [0; 64] };
        let (checkpoint, news) = (self.checkpoint(&state), state.log.has_news(device, mark));
        let mut answer = PushAnswer { outcomes, receipt, checkpoint, news, grown };
        let signed = receipt::signing_input(&self.realm, state.server_ms, answer.receipted(&hashes));
        answer.receipt.signature = (self.sign)(&signed);
        Ok(answer.to_bytes())
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let mut state = self.state();
        let device = self.asked_by(&mut state, ("POST", PULL_PATH), auth, body)?;
        let form = |_| RelayError::from_body(ErrorBody::of(ErrorBody::REQUEST_FORM));
        let mut request = PullRequest::parse(body).map_err(form)?;
        let page_bytes = state.page_bytes;
        let forgotten = || RelayError::from_body(ErrorBody::of(ErrorBody::PULL_MARK));
        let mut pages = Vec::new();
        loop {
            let page = state.log.page(device, &request, page_bytes).ok_or_else(forgotten)?;
            pages.push(Ok(page.to_bytes()));
            if !page.more {
                return Ok(Box::new(pages.into_iter()));
            }
            request = PullRequest { mark: Some(page.mark), cursors: Vec::new(), own: request.own };
        }
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        let mut state = self.state();
        self.asked_by(&mut state, ("GET", path), auth, b"")?;
        let form = || RelayError::from_body(ErrorBody::of(ErrorBody::REQUEST_FORM));
        let query = path.strip_prefix(PROOF_PATH).and_then(|rest| rest.strip_prefix('?')).ok_or_else(form)?;
        let proofs = state.log.prove(&Asked::parse(query).ok_or_else(form)?).ok_or_else(form)?;
        Ok(ProofAnswer { proofs }.to_bytes())
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        Ok(self.genesis.to_bytes())
    }

    fn authority(&self) -> Hash {
        Hash::ZERO
    }
}
