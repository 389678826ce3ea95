//! Watching the servers: what each was caught at, what others have seen of its log, and this device's own word on it.

use super::Notebook;
use super::error::NotebookError;
use super::seat::Seat;
use crate::moment::Moment;
use crate::seal::sign_clear_entry;
use crate::sync::{Caught, CaughtAt, SyncError};
use crate::vault::{Head, KnownCheckpoint, ServerProof};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::derived::witness_space;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::RealmId;
use first72_wire::witness::Witness;

/// How often a device gives its word on the server's log, in milliseconds.
const EVERY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What came of comparing what two devices have seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadCompared {
    /// Both have seen the same log.
    Same,
    /// One has seen more. The next sync asks the server to show that the one log begins with the other.
    WithTheNextSync {
        /// Whether it is the other device that has seen more.
        they_are_ahead: bool,
    },
}

/// What this device has seen of a realm's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerHead {
    /// The realm.
    pub realm: RealmId,
    /// Entries in the server's log.
    pub size: u64,
    /// The signed note: what another device compares.
    pub note: String,
    /// When it was seen, milliseconds since 1970 by this device's clock.
    pub seen_ms: i64,
    /// When another device last gave its word on the log, by its own clock.
    pub last_witness_ms: Option<i64>,
}

impl Notebook {
    /// What the servers of all realms were caught at, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn server_proofs(&self) -> Result<Vec<ServerProof>, NotebookError> {
        let mut proofs = Vec::new();
        for realm in self.realms() {
            proofs.extend(self.vault.server_proofs(realm)?);
        }
        Ok(proofs)
    }

    /// Lets the sync with a realm's server go on. What it was caught at stays on the list; a server that still does it is
    /// stopped again by the next sync. Says how many proofs stopped it.
    ///
    /// # Errors
    /// When this device is not enrolled there, or the store cannot be written.
    pub fn go_on_with_server(&mut self, realm: RealmId, now: Moment) -> Result<usize, NotebookError> {
        let lifted = self.vault.lift_server_proofs(realm, now.wall_ms)?;
        let seat = self.seats.iter_mut().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        // The next sync greets anew: what the server shows then is held against what is known.
        seat.exchange = None;
        seat.last_sync = None;
        Ok(lifted)
    }

    /// What this device has seen of a realm's server; none before the first sync.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn server_head(&self, realm: RealmId) -> Result<Option<ServerHead>, NotebookError> {
        let Some(known) = self.vault.checkpoint_of(realm)? else { return Ok(None) };
        let KnownCheckpoint { size, note, seen_ms, .. } = known;
        let note = String::from_utf8(note).map_err(|_| NotebookError::Damaged)?;
        let last_witness_ms = self.vault.last_witness_ms(realm)?;
        Ok(Some(ServerHead { realm, size, note, seen_ms, last_witness_ms }))
    }

    /// Compares what another device has seen, its note as text, with what this one has.
    ///
    /// # Errors
    /// [`NotebookError::Head`] for a text that this realm's server did not sign. [`SyncError::TwoHistories`] when the server
    /// has shown the two devices different logs: then nothing more is exchanged with it, and the proof is kept.
    pub fn compare_head(&mut self, realm: RealmId, note: &str, now: Moment) -> Result<HeadCompared, NotebookError> {
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let keys = seat.log_keys();
        let note = lines_of(note);
        let theirs = Checkpoint::open(&note, &realm, &keys).map_err(NotebookError::Head)?;
        let Checkpoint { size, root } = theirs;
        let known = self.vault.checkpoint_of(realm)?;
        if let Some(ours) = known.as_ref().filter(|ours| ours.size == size) {
            if ours.root == root {
                return Ok(HeadCompared::Same);
            }
            let at = CaughtAt::TwoHistories;
            let shown = String::from_utf8_lossy(&ours.note).into_owned();
            let (noted_ms, hashes) = (now.wall_ms, Vec::new());
            let caught = Caught { at, realm, keys, noted_ms, before: note, shown, hashes, hello: None };
            let error = SyncError::TwoHistories { size };
            self.vault.keep_server_proof(realm, error.code(), caught.to_text().as_bytes(), now.wall_ms)?;
            return Err(error.into());
        }
        let head = Head { size, root, note: note.into_bytes(), device: None, seen_ms: now.wall_ms };
        self.vault.keep_heads(realm, &[head])?;
        Ok(HeadCompared::WithTheNextSync { they_are_ahead: known.is_none_or(|ours| ours.size < size) })
    }

    /// Gives this device's word on the server's log, once a day: as an entry that goes up with the sync that has just
    /// reached the server, so that nothing waits for it while there is no network.
    pub(super) fn witness(&mut self, realm: RealmId, now: Moment) -> Result<(), NotebookError> {
        let Some(known) = self.vault.checkpoint_of(realm)? else { return Ok(()) };
        let seat = self.seats.iter().find(|seat| seat.realm() == realm).ok_or(NotebookError::NotEnrolled)?;
        let since = seat.witnessed_ms.max(seat.enrolment.enrolled_ms);
        let space = witness_space(&realm);
        let Some(slot) = seat.next_slot(space) else { return Ok(()) };
        if now.wall_ms.saturating_sub(since) < EVERY_MS {
            return Ok(());
        }
        let note = String::from_utf8(known.note).map_err(|_| NotebookError::Damaged)?;
        let body = Witness { note, seen_ms: known.seen_ms, made_ms: now.wall_ms };
        let entry = sign_clear_entry(&seat.keys, slot, Kind::Witness, body.to_bytes())?;
        self.vault.save(std::slice::from_ref(&entry), &[])?;
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.realm() == realm) {
            seat.advance(space, entry.header.device, entry.hash());
            seat.witnessed_ms = now.wall_ms;
        }
        Ok(())
    }
}

/// A note as it was signed, whatever a screen, a mail or a scanner made of its line ends.
fn lines_of(note: &str) -> String {
    let mut lines: Vec<&str> = note.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

impl Seat {
    /// Reads a WITNESS entry: what its author has seen, when this realm's server signed that.
    pub(super) fn witnessed(&self, entry: &SealedEntry) -> Option<(Head, i64)> {
        let body = Witness::parse(&entry.body).ok()?;
        let Checkpoint { size, root } = Checkpoint::open(&body.note, &self.realm(), &self.log_keys()).ok()?;
        let device = Some(entry.header.device);
        let head = Head { size, root, note: body.note.into_bytes(), device, seen_ms: body.seen_ms };
        Some((head, body.made_ms))
    }
}
