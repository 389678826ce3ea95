//! What travels between a device and a server, in both directions.

use super::{same, text};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Genesis, SignedGenesis};
use first72_wire::header::{HEADER_LEN, Header};
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::holdings::{HoldingsError, HoldingsReader, Kept};
use first72_wire::id::RealmId;
use first72_wire::key_body::KeyBody;
use first72_wire::log_keys::LogKeys;
use first72_wire::outcome::{ErrorBody, PullAnswer, PushAnswer};
use first72_wire::proof::{Asked, ProofAnswer};
use first72_wire::request::{PullRequest, PushRequest, RequestAuth};
use first72_wire::request_log::{RequestDay, RequestRow, RequestsAnswer, RequestsAsked};
use first72_wire::run::{Form, unpack};
use first72_wire::statement::StatementBody;
use first72_wire::witness::Witness;
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::sync::LazyLock;

/// The realm of the seeds' checkpoints.
pub(super) const REALM: RealmId = RealmId([0x72; 16]);

/// The log key that signed the seeds' checkpoints: known to everybody, for these tests only.
pub(super) static LOG: LazyLock<Ed25519KeyPair> =
    LazyLock::new(|| Ed25519KeyPair::from_seed_unchecked(&[0x27; 32]).expect("32 bytes are a seed"));

/// The public half of [`LOG`].
pub(super) fn log_pk() -> [u8; 32] {
    LOG.public_key().as_ref().try_into().expect("a public key has 32 bytes")
}

pub(super) fn checkpoint(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|note| Checkpoint::open(note, &REALM, &LogKeys::of(log_pk())).is_ok())
}

/// What a device asks about the tree.
pub(super) fn proof_asked(bytes: &[u8]) -> bool {
    let Some(asked) = text(bytes).and_then(Asked::parse) else { return false };
    same(asked.to_query().as_bytes(), bytes);
    true
}

/// What a server shows for it.
pub(super) fn proof_answer(bytes: &[u8]) -> bool {
    ProofAnswer::parse(bytes).map(|answer| same(&answer.to_bytes(), bytes)).is_ok()
}

pub(super) fn entry(bytes: &[u8]) -> bool {
    SealedEntry::parse(bytes).map(|entry| same(&entry.to_bytes(), bytes)).is_ok()
}

/// A header is read off the beginning of an entry; what follows is its body.
pub(super) fn header(bytes: &[u8]) -> bool {
    let Ok(header) = Header::parse(bytes) else { return false };
    same(&header.to_bytes(), bytes.get(..HEADER_LEN).unwrap_or(bytes));
    true
}

/// Damaged entries are passed over, as when a server is made again.
pub(super) fn holdings(bytes: &[u8]) -> bool {
    let Ok(mut reader) = HoldingsReader::open(bytes) else { return false };
    loop {
        match reader.next_item() {
            Ok(Some(held)) => {
                let at = usize::try_from(held.at).unwrap_or(usize::MAX);
                let again = match held.what {
                    Kept::Whole(entry) => entry.to_bytes(),
                    Kept::Cut(cut) => cut.to_bytes().to_vec(),
                };
                same(&again, bytes.get(at..at.saturating_add(again.len())).unwrap_or_default());
            }
            Ok(None) => return true,
            Err(HoldingsError::Entry { .. }) => {}
            Err(_) => return false,
        }
    }
}

pub(super) fn key_body(bytes: &[u8]) -> bool {
    let Ok(body) = KeyBody::parse(bytes) else { return false };
    assert!(KeyBody::parse(&body.to_bytes()).is_ok_and(|again| again == body));
    true
}

/// What a server says that it was asked: its word over a day, and rows with their question.
pub(super) fn request_log(bytes: &[u8]) -> bool {
    let day = RequestDay::parse(bytes).map(|day| assert_eq!(RequestDay::parse(&day.to_bytes()), Ok(day)));
    let answer = RequestsAnswer::parse(bytes).map(|answer| {
        let _ = RequestDay::over(1, &answer.rows);
        assert_eq!(RequestsAnswer::parse(&answer.to_bytes()), Ok(answer));
    });
    let row = RequestRow::parse(bytes).map(|row| assert_eq!(RequestRow::parse(&row.to_bytes()), Ok(row)));
    let asked = text(bytes).and_then(RequestsAsked::parse);
    day.is_ok() || answer.is_ok() || row.is_ok() || asked.is_some()
}

/// What another device has seen of the server's log.
pub(super) fn witness(bytes: &[u8]) -> bool {
    let Ok(witness) = Witness::parse(bytes) else { return false };
    assert!(Witness::parse(&witness.to_bytes()).is_ok_and(|again| again == witness));
    true
}

pub(super) fn statement(bytes: &[u8]) -> bool {
    let Ok(body) = StatementBody::parse(bytes) else { return false };
    let _ = body.public_hash();
    assert!(StatementBody::parse(&body.to_bytes()).is_ok_and(|again| again == body));
    true
}

pub(super) fn genesis(bytes: &[u8]) -> bool {
    let bare = Genesis::parse(bytes).map(|genesis| same(genesis.bytes(), bytes)).is_ok();
    let signed = SignedGenesis::parse(bytes).map(|genesis| same(&genesis.to_bytes(), bytes)).is_ok();
    bare || signed
}

pub(super) fn page_up(bytes: &[u8]) -> bool {
    unpack(REALM, Form::Upload, bytes).is_ok()
}

pub(super) fn page_down(bytes: &[u8]) -> bool {
    unpack(REALM, Form::Download, bytes).is_ok()
}

pub(super) fn push_request(bytes: &[u8]) -> bool {
    PushRequest::parse(bytes).is_ok_and(|parts| parts.page.len() <= bytes.len())
}

pub(super) fn pull_request(bytes: &[u8]) -> bool {
    let Ok(pull) = PullRequest::parse(bytes) else { return false };
    assert!(PullRequest::parse(&pull.to_bytes()).is_ok_and(|again| again == pull));
    true
}

pub(super) fn push_answer(bytes: &[u8]) -> bool {
    let Ok(answer) = PushAnswer::parse(bytes) else { return false };
    assert!(PushAnswer::parse(&answer.to_bytes()).is_ok_and(|again| again == answer));
    true
}

pub(super) fn pull_answer(bytes: &[u8]) -> bool {
    let Ok(answer) = PullAnswer::parse(bytes) else { return false };
    assert!(PullAnswer::parse(&answer.to_bytes()).is_ok_and(|again| again == answer));
    true
}

pub(super) fn request_auth(bytes: &[u8]) -> bool {
    let auth = text(bytes).and_then(|header| RequestAuth::parse(header).ok());
    auth.is_some_and(|auth| {
        same(auth.to_string().as_bytes(), bytes);
        true
    })
}

pub(super) fn hello(bytes: &[u8]) -> bool {
    let asked = serde_json::from_slice::<HelloRequest>(bytes).is_ok();
    let answered = serde_json::from_slice::<HelloAnswer>(bytes);
    asked || answered.is_ok_and(|answer| serde_json::to_vec(&answer).is_ok())
}

pub(super) fn error_body(bytes: &[u8]) -> bool {
    serde_json::from_slice::<ErrorBody>(bytes).is_ok()
}
