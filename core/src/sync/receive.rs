//! The border: what came from outside is handed to the notebook entry by entry, and judged there.

use crate::vault::Head;
use first72_wire::entry::{SealedEntry, signing_input, verify};
use first72_wire::id::{Hash, SpaceId};
use first72_wire::run::Place;

/// An entry that came from outside. Nothing in it has been checked but its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The entry.
    pub entry: SealedEntry,
    /// Its hash, computed from its bytes.
    pub hash: Hash,
    /// Where it stands on the server; none when it came by another way.
    pub place: Option<Place>,
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It verified, or it is here already. It is kept.
    Accept,
    /// It may verify later, when a key, a predecessor or a statement arrives. The code says what
    /// it waits for.
    Park(&'static str),
    /// It can never verify. It is kept aside with this code.
    Refuse(&'static str),
}

/// Whoever judges what comes: the notebook.
pub trait Receiver {
    /// Judges consecutive entries of one chain, each `prev` being the hash before; one verdict
    /// for each, in their order.
    ///
    /// Whoever accepts an entry may count on it from the next one on. When the exchange then
    /// fails to keep them (see [`crate::vault::VaultError`]), the view must be rebuilt from the
    /// vault.
    fn judge(&mut self, run: &[Incoming]) -> Vec<Verdict>;

    /// Whether what comes of this space is passed over: it was removed from this device, and is not kept again.
    fn passes_over(&self, _space: &SpaceId) -> bool {
        false
    }

    /// How much is known of keys and of who began which space. When judging made it more, what waits may count now, even if
    /// nothing was accepted: a key can stand behind the saves that need it.
    fn learned(&self) -> usize {
        0
    }

    /// What others have seen of the server's log, from the entries accepted since the last time. It is kept together with them.
    fn take_heads(&mut self) -> Vec<Head> {
        Vec::new()
    }
}

/// How many entries from the start of a run are authentic: the newest signature that holds
/// carries all before it, because each entry's hash binds the hash before.
#[must_use]
pub fn authentic(run: &[Incoming], sig_pk: &[u8; 32]) -> usize {
    let holds = |item: &Incoming| verify(sig_pk, &signing_input(&item.hash), &item.entry.signature);
    run.iter().rposition(holds).map_or(0, |last| last + 1)
}

/// Sorts entries into runs: by chain and number, cut where one does not follow the one before.
pub(super) fn into_runs(mut items: Vec<Incoming>) -> Vec<Vec<Incoming>> {
    items.sort_by_key(|item| (item.entry.header.space, item.entry.header.device, item.entry.header.seq));
    let mut runs: Vec<Vec<Incoming>> = Vec::new();
    for item in items {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| follows(last, &item)) => run.push(item),
            _ => runs.push(vec![item]),
        }
    }
    runs
}

fn follows(before: &Incoming, item: &Incoming) -> bool {
    let (a, b) = (&before.entry.header, &item.entry.header);
    a.space == b.space && a.device == b.device && a.seq.checked_add(1) == Some(b.seq) && b.prev == before.hash
}
