//! What others have seen of the server's log, held against what it shows here. A server that shows each of them
//! another log is caught as soon as one of them meets the other's word.

use super::caught::CaughtAt;
use super::error::SyncError;
use super::exchange::Terms;
use super::watch::{Shown, caught};
use crate::moment::Moment;
use crate::vault::{Head, KnownCheckpoint, Vault};
use first72_wire::id::Hash;
use first72_wire::proof::{Asked, MAX_ASKED, ProofAnswer};
use first72_wire::request::PROOF_PATH;
use first72_wire::tree::is_consistent;

/// Heads that are asked about.
pub(super) struct Proving {
    heads: Vec<Head>,
    known: KnownCheckpoint,
}

impl Proving {
    /// How many heads are asked about.
    pub(super) fn count(&self) -> usize {
        self.heads.len()
    }

    /// The path with what is asked.
    pub(super) fn path(&self) -> String {
        let from = self.heads.iter().map(|head| head.size).collect();
        format!("{PROOF_PATH}?{}", Asked::Consistency { from, to: self.known.size }.to_query())
    }
}

/// The next heads to ask about; none when none waits. Those of the very size that is known here need no asking.
pub(super) fn next(vault: &mut Vault, terms: &Terms, now: Moment) -> Result<Option<Proving>, SyncError> {
    let Some(known) = vault.checkpoint_of(terms.realm)? else { return Ok(None) };
    let waiting = vault.heads_waiting(terms.realm, known.size, MAX_ASKED)?;
    let (same, heads): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|head| head.size == known.size);
    if let Some(other) = same.iter().find(|head| head.root != known.root) {
        return Err(contradicts(vault, terms, &known, other, &[], now));
    }
    if !same.is_empty() {
        vault.heads_agree(terms.realm, &same)?;
    }
    Ok((!heads.is_empty()).then_some(Proving { heads, known }))
}

/// Checks the answer: each head must be shown to be a beginning of the tree that is known here.
pub(super) fn take(
    vault: &mut Vault,
    terms: &Terms,
    proving: &Proving,
    bytes: &[u8],
    now: Moment,
) -> Result<(), SyncError> {
    let proofs = ProofAnswer::parse(bytes).map_err(|_| SyncError::Answer { what: "proof.form" })?.proofs;
    if proofs.len() != proving.heads.len() {
        return Err(SyncError::Answer { what: "proof.form" });
    }
    let known = &proving.known;
    for (head, proof) in proving.heads.iter().zip(&proofs) {
        if !is_consistent(head.size, &head.root, known.size, &known.root, proof) {
            return Err(contradicts(vault, terms, known, head, proof, now));
        }
    }
    Ok(vault.heads_agree(terms.realm, &proving.heads)?)
}

fn contradicts(
    vault: &mut Vault,
    terms: &Terms,
    known: &KnownCheckpoint,
    head: &Head,
    hashes: &[Hash],
    now: Moment,
) -> SyncError {
    let note = String::from_utf8_lossy(&known.note).into_owned();
    let shown = Shown { note: &note, hashes, hello: None, server_ms: None };
    caught(vault, terms, CaughtAt::TwoHistories, &head.note, &shown, now)
}
