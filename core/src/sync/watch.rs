//! What a server signs, held against what it signed before: its log may grow and nothing else.

use super::caught::{Caught, CaughtAt};
use super::error::SyncError;
use super::exchange::Terms;
use crate::moment::Moment;
use crate::vault::{Head, KnownCheckpoint, Vault, VaultError};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;
use first72_wire::outcome::Unproven;
use first72_wire::tree::Edge;

/// The largest state of the server's log that is known here.
pub(super) struct Watch {
    known: Option<KnownCheckpoint>,
}

/// A state that the server shows, with how it means to prove it.
pub(super) struct Shown<'a> {
    /// The signed note.
    pub(super) note: &'a str,
    /// The hashes that came with it, for the proof against the server.
    pub(super) hashes: &'a [Hash],
    /// The greeting in which it came, if it came in one.
    pub(super) hello: Option<(&'a HelloRequest, &'a HelloAnswer)>,
    /// The server's clock, signed in the same answer.
    pub(super) server_ms: Option<i64>,
}

impl Watch {
    /// What is known: `carried` when this sync has read something newer than the vault has.
    pub(super) fn of(vault: &Vault, terms: &Terms, carried: Option<&KnownCheckpoint>) -> Result<Self, VaultError> {
        let known = match carried {
            Some(carried) => Some(carried.clone()),
            None => vault.checkpoint_of(terms.realm)?,
        };
        Ok(Self { known })
    }

    /// The edge from which the server has to show growth: that of the empty tree while none is known.
    pub(super) fn edge(&self) -> Edge {
        self.known.as_ref().and_then(|known| known.edge.clone()).unwrap_or_default()
    }

    /// Holds what is shown against what is known. `prove` leads from the edge of the known tree to that of the signed one.
    /// Says what to keep, if it is more than what is known.
    ///
    /// # Errors
    /// [`SyncError::Answer`] for what no server of this realm signed, or without a proof; [`SyncError::WentBack`],
    /// [`SyncError::TwoHistories`] and [`SyncError::Unproven`] for what the server signed and should not have: then the proof is
    /// in the vault.
    pub(super) fn hold(
        &self,
        vault: &mut Vault,
        terms: &Terms,
        shown: &Shown<'_>,
        prove: impl FnOnce(&Edge, &Checkpoint) -> Result<Edge, Unproven>,
        now: Moment,
    ) -> Result<Option<KnownCheckpoint>, SyncError> {
        let signed = Checkpoint::open(shown.note, &terms.realm, &terms.keys)
            .map_err(|error| SyncError::Answer { what: error.code() })?;
        self.has_not_gone_back(vault, terms, shown, &signed, now)?;
        let known = self.known.as_ref();
        if let Some(known) = known.filter(|known| known.size == signed.size && known.root != signed.root) {
            return Err(caught(vault, terms, CaughtAt::TwoHistories, &known.note, shown, now));
        }
        let edge = match prove(&self.edge(), &signed) {
            Ok(edge) => edge,
            Err(missing @ Unproven::Missing) => return Err(SyncError::Answer { what: missing.code() }),
            Err(Unproven::Wrong) => {
                let before = known.map(|known| known.note.clone()).unwrap_or_default();
                return Err(caught(vault, terms, CaughtAt::Unproven, &before, shown, now));
            }
        };
        if let Some(old) = known.filter(|known| known.edge.is_none() && known.size < signed.size) {
            // Without its edge it was not part of the proof. It is held against the new tree like what others have seen.
            let Checkpoint { size, root } = Checkpoint { size: old.size, root: old.root };
            let head = Head { size, root, note: old.note.clone(), device: None, seen_ms: old.seen_ms };
            vault.keep_heads(terms.realm, &[head])?;
        }
        // The same state under another log key is kept: it shows which one the server signs with.
        let is_known = |known: &KnownCheckpoint| known.size == signed.size && known.note == shown.note.as_bytes();
        if known.is_some_and(|known| is_known(known) && known.edge.is_some()) {
            return Ok(None);
        }
        let Checkpoint { size, root } = signed;
        let (note, seen_ms) = (shown.note.as_bytes().to_vec(), now.wall_ms);
        Ok(Some(KnownCheckpoint { size, root, note, seen_ms, server_ms: shown.server_ms, edge: Some(edge) }))
    }

    /// Neither behind what it showed here nor behind what it showed to somebody else.
    fn has_not_gone_back(
        &self,
        vault: &mut Vault,
        terms: &Terms,
        shown: &Shown<'_>,
        signed: &Checkpoint,
        now: Moment,
    ) -> Result<(), SyncError> {
        let here = self.known.as_ref().map(|known| (known.size, known.note.clone()));
        let there = vault.largest_head(terms.realm)?.map(|head| (head.size, head.note));
        match here.into_iter().chain(there).max_by_key(|(size, _)| *size) {
            Some((size, note)) if signed.size < size => {
                Err(caught(vault, terms, CaughtAt::WentBack, &note, shown, now))
            }
            _ => Ok(()),
        }
    }
}

/// Keeps the proof and says the error.
pub(super) fn caught(
    vault: &mut Vault,
    terms: &Terms,
    at: CaughtAt,
    before: &[u8],
    shown: &Shown<'_>,
    now: Moment,
) -> SyncError {
    let proof = Caught {
        at,
        realm: terms.realm,
        keys: terms.keys.clone(),
        noted_ms: now.wall_ms,
        before: String::from_utf8_lossy(before).into_owned(),
        shown: shown.note.to_owned(),
        hashes: shown.hashes.to_vec(),
        hello: shown.hello.map(|(request, answer)| (*request, answer.clone())),
    };
    let error = proof.error();
    match vault.keep_server_proof(terms.realm, error.code(), proof.to_text().as_bytes(), now.wall_ms) {
        Ok(()) => error,
        // What could not be kept is found again at the next sync, which cannot come past it either.
        Err(failed) => failed.into(),
    }
}
