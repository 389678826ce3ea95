//! Bringing another device's entries to the server: they are signed and sealed, so any live device may.

use super::error::SyncError;
use super::exchange::Terms;
use super::relay::Relay;
use super::session::Session;
use crate::moment::Moment;
use crate::seal::Randomness;
use crate::seal::random::draw;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::entry::SealedEntry;
use first72_wire::hello::{HelloRequest, Hex};
use first72_wire::id::{DeviceId, Hash};
use first72_wire::limits::{MAX_BATCH_ENTRIES, MAX_PAGE};
use first72_wire::outcome::{EntryOutcome, PushAnswer, Unproven};
use first72_wire::receipt::Receipt;
use first72_wire::request::{ENTRIES_PATH, PushRequest};
use first72_wire::run::{Form, Packer, Place};
use first72_wire::tree::{Edge, leaf_hash};

/// What became of a page of one device's entries.
pub struct Brought {
    /// Whose they are.
    pub device: DeviceId,
    /// The entries and what became of each.
    pub outcomes: Vec<(Hash, EntryOutcome)>,
    /// What the server signed for those that it has; checked.
    pub receipt: Receipt,
}

/// Sends entries page after page, in their order and those of one device together, and hands out what became of each page
/// before the next is sent. Sending again what is stored is harmless.
///
/// # Errors
/// [`SyncError`] when the server cannot be reached, when what it says does not hold, or when `each` fails.
pub fn carry(
    terms: &Terms,
    entries: &[SealedEntry],
    relay: &dyn Relay,
    sign: &dyn Fn(&[u8]) -> [u8; 64],
    random: &dyn Randomness,
    now: Moment,
    each: &mut dyn FnMut(Brought) -> Result<(), SyncError>,
) -> Result<(), SyncError> {
    let hello = HelloRequest { device_id: terms.device, client_nonce: Hex(draw(random)?), tree_size: Some(0) };
    let answer = relay.hello(&hello)?;
    let wrong = |what| SyncError::Answer { what };
    answer.check(&terms.realm, &hello, &terms.keys).map_err(|error| wrong(error.code()))?;
    let signed = |note: &str| Checkpoint::open(note, &terms.realm, &terms.keys).map_err(|error| wrong(error.code()));
    let first = signed(&answer.checkpoint)?;
    let edge = Edge::default().grown(first.size, &answer.growth, &[]).filter(|edge| edge.root() == first.root);
    let mut edge = edge.ok_or(wrong(Unproven::Missing.code()))?;
    let mut session = Session::new(answer.server_nonce.0, relay.authority(), now);
    for page in pages(entries) {
        let hashes: Vec<Hash> = page.iter().map(|entry| entry.hash()).collect();
        let mut packer = Packer::new(Form::Upload);
        for (entry, hash) in page.iter().zip(&hashes) {
            packer.push(entry, hash, Place::default());
        }
        let leaves: Vec<Hash> = page.iter().map(|entry| leaf_hash(&entry.to_bytes())).collect();
        let body = PushRequest { mark: None, page: packer.into_bytes(), tree_size: Some(edge.size()) }.to_bytes();
        let auth = session.auth(terms.device, ("POST", ENTRIES_PATH), &body, sign);
        let answer = PushAnswer::parse(&relay.push(&auth, &body)?).map_err(|_| wrong("push.form"))?;
        answer.check(&terms.realm, &terms.keys, &hashes).map_err(|error| wrong(error.code()))?;
        // Who brings entries answers for it that they are there.
        let shown = answer.check_grown(&edge, &signed(&answer.checkpoint)?, &leaves);
        edge = shown.map_err(|error| wrong(error.code()))?;
        let Some(device) = page.first().map(|entry| entry.header.device) else { continue };
        each(Brought { device, outcomes: hashes.into_iter().zip(answer.outcomes).collect(), receipt: answer.receipt })?;
    }
    Ok(())
}

/// As many entries of one device for each page as one body takes.
fn pages(entries: &[SealedEntry]) -> Vec<Vec<&SealedEntry>> {
    let most = MAX_PAGE - PushRequest::MOST_OVERHEAD - 5;
    let mut pages: Vec<Vec<&SealedEntry>> = Vec::new();
    let mut bytes = usize::MAX;
    for entry in entries {
        let takes = entry.body.len() + Packer::MOST_OVERHEAD;
        let is_other = |page: &Vec<&SealedEntry>| {
            page.len() >= MAX_BATCH_ENTRIES
                || page.first().is_some_and(|first| first.header.device != entry.header.device)
        };
        let full = pages.last().is_none_or(is_other) || bytes.saturating_add(takes) > most;
        if full {
            pages.push(Vec::new());
            bytes = 0;
        }
        bytes += takes;
        if let Some(page) = pages.last_mut() {
            page.push(entry);
        }
    }
    pages
}
