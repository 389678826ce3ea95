//! Own entries up: the next page, and what the answer to it means.

use super::error::SyncError;
use super::exchange::Terms;
use super::report::Step;
use super::watch::{Shown, Watch};
use crate::moment::Moment;
use crate::vault::{Answered, KnownCheckpoint, Named, OutboxEntry, Placed, Receipt, Vault};
use first72_wire::derived::directory_space;
use first72_wire::id::{Hash, RealmId};
use first72_wire::limits::{MAX_BATCH_ENTRIES, MAX_PAGE};
use first72_wire::outcome::{EntryOutcome, PushAnswer};
use first72_wire::request::PushRequest;
use first72_wire::run::{Form, Packer, Place};
use first72_wire::tree::leaf_hash;

/// The code that stays with an own entry when the server holds another one in its place.
const FORK: &str = "chain.fork";

/// A page takes what the body has room for.
const MOST_PAGE: usize = MAX_PAGE - PushRequest::MOST_OVERHEAD;

/// A page of own entries that is under way.
pub(super) struct Pushed {
    entries: Vec<OutboxEntry>,
    /// The mark of the last pull, named with the last page: the answer then says whether a pull is due.
    mark: Option<[u8; 8]>,
    /// Size of the tree that was known when it was sent.
    tree_size: u64,
}

/// What the answer to a page was.
pub(super) struct Answer {
    pub(super) step: Step,
    /// Whether nothing of others waits on the server, as far as it says.
    pub(super) no_news: bool,
}

impl Pushed {
    /// The body that carries the page.
    pub(super) fn body(&self) -> Vec<u8> {
        let mut packer = Packer::new(Form::Upload);
        for entry in &self.entries {
            packer.push(&entry.entry, &entry.hash, Place::default());
        }
        PushRequest { mark: self.mark, page: packer.into_bytes(), tree_size: Some(self.tree_size) }.to_bytes()
    }

    /// The row of its last entry.
    pub(super) fn last_row(&self) -> i64 {
        self.entries.iter().map(|entry| entry.row).max().unwrap_or(0)
    }

    fn named(&self) -> impl Iterator<Item = Named> {
        self.entries.iter().map(|entry| Named { row: entry.row, hash: entry.hash })
    }

    fn hashes(&self) -> Vec<Hash> {
        self.named().map(|entry| entry.hash).collect()
    }
}

/// The next own entries after row `after`, as many as one page takes; none when none waits.
pub(super) fn next(vault: &Vault, realm: RealmId, after: i64, tree_size: u64) -> Result<Option<Pushed>, SyncError> {
    let mut entries = vault.outbox_next(realm, after, MOST_PAGE, MAX_BATCH_ENTRIES)?;
    entries.truncate(how_many_fit(&entries));
    let Some(last) = entries.iter().map(|entry| entry.row).max() else { return Ok(None) };
    let is_last = !vault.outbox_waits_after(realm, last)?;
    let mark = if is_last { vault.pull_mark(realm)? } else { None };
    // By chain, so that the page has few runs; within a chain the order is that of saving. Statements come last: one that
    // ends something must not come before what was saved before it, which would then be late.
    let directory = directory_space(&realm);
    entries.sort_by_key(|entry| {
        let header = &entry.entry.header;
        (header.space == directory, header.space, header.device, entry.row)
    });
    Ok(Some(Pushed { entries, mark, tree_size }))
}

/// The longest that a page of these entries can become stays within the limit.
fn how_many_fit(entries: &[OutboxEntry]) -> usize {
    let mut bytes = 0usize;
    entries
        .iter()
        .take_while(|entry| {
            bytes = bytes.saturating_add(entry.entry.body.len() + Packer::MOST_OVERHEAD);
            bytes <= MOST_PAGE - 5
        })
        .count()
}

/// Checks the answer and settles the outbox by it.
pub(super) fn take(
    vault: &mut Vault,
    terms: &Terms,
    pushed: &Pushed,
    bytes: &[u8],
    carried: Option<&KnownCheckpoint>,
    now: Moment,
) -> Result<Answer, SyncError> {
    let answer = PushAnswer::parse(bytes).map_err(|_| SyncError::Answer { what: "push.form" })?;
    let hashes = pushed.hashes();
    answer.check(&terms.realm, &terms.keys, &hashes).map_err(|error| SyncError::Answer { what: error.code() })?;
    let leaves: Vec<Hash> = pushed.entries.iter().map(|entry| leaf_hash(&entry.entry.to_bytes())).collect();
    let hashes = answer.grown.as_ref().map(|grown| grown.growth.clone()).unwrap_or_default();
    let server_ms = Some(answer.receipt.server_ms);
    let shown = Shown { note: &answer.checkpoint, hashes: &hashes, hello: None, server_ms };
    let watch = Watch::of(vault, terms, carried)?;
    let prove = |edge: &_, signed: &_| answer.check_grown(edge, signed, &leaves);
    let checkpoint = watch.hold(vault, terms, &shown, prove, now)?.or_else(|| carried.cloned());
    let told = || pushed.named().zip(&answer.outcomes);
    let leaves = answer.leaf_numbers().unwrap_or_default().into_iter().chain(std::iter::repeat(None));
    let placed = told().zip(leaves);
    let placed = placed.filter_map(|((entry, outcome), leaf)| Some(Placed { entry, pos: outcome.pos()?, leaf }));
    let placed: Vec<Placed> = placed.collect();
    let refused: Vec<(Named, &str)> = told().filter_map(|(entry, outcome)| Some((entry, refusal(outcome)?))).collect();
    let step = Step::Sent { stored: placed.len(), refused: refused.len() };
    let receipt = Receipt { server_ms: answer.receipt.server_ms, signature: answer.receipt.signature, placed };
    let receipt = (!receipt.placed.is_empty()).then_some(receipt);
    vault.answered(terms.realm, &Answered { receipt, refused, checkpoint }, now.wall_ms)?;
    Ok(Answer { step, no_news: pushed.mark.is_some() && !answer.news })
}

/// Why an entry was not taken, as a stable code; none for one that the server has.
pub(crate) fn refusal(outcome: &EntryOutcome) -> Option<&str> {
    match outcome {
        EntryOutcome::Stored { .. } | EntryOutcome::Duplicate { .. } => None,
        EntryOutcome::Fork => Some(FORK),
        EntryOutcome::Refused(why) => Some(why.code()),
    }
}
