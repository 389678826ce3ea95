//! `POST /v1/entries`, signed; the body is [`PushRequest`]: a page of runs (upload form, at most 1,024 entries; the
//! body at most 1 MiB), and the mark of the device's last pull when it wants to know whether another is due.
//!
//! Any live device may bring entries of any author. 200 with one outcome an entry, in their order, a
//! receipt by the log key for all that are on the server, the checkpoint that holds them, all of
//! it durable; the proof that the tree grew from the size that the device named and holds them; and whether others have written since the mark. An entry that is refused does not hold up those
//! of other chains.
//! 400 `request.form`; 401 `auth.refused`; 403 `device.ended`; 413 `request.too-long`;
//! 429 `limit.requests`, `limit.entries`; 503 `store.unavailable`; 507 `store.full`.

use super::{Refusal, binary, signed};
use crate::app::App;
use crate::append::{Candidate, Proof, Taken};
use crate::members::{Member, Members, Office};
use crate::store::{Store, StoreError};
use axum::extract::{Request, State};
use axum::response::Response;
use first72_wire::entry::{Malformed, signing_input, verify};
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::outcome::{EntryOutcome, Grown, PushAnswer, Why};
use first72_wire::receipt::{Receipt, signing_input as receipt_input};
use first72_wire::request::PushRequest;
use first72_wire::run::{Form, Item, Run, Wrong, unpack};
use first72_wire::tree::{LeafRun, growth, leaf_hash, witnesses_of};
use std::sync::Arc;

/// Bodies up to this length are checked where they arrive; longer ones on a thread of their own,
/// so that small saves do not wait behind them.
const SHORT_BODY: usize = 8 * 1_024;

/// An upload, ready for the writer.
struct Upload {
    /// What can be judged by the writer.
    candidates: Vec<Candidate>,
    /// The outcome of each item that cannot, by its place in the page.
    refused: Vec<(usize, Malformed)>,
    /// The hash of each item of the page.
    hashes: Vec<Hash>,
}

/// What the device says about itself with an upload.
struct Named {
    mark: Option<[u8; 8]>,
    tree_size: Option<u64>,
}

/// Answers an upload.
pub(crate) async fn answer(State(app): State<Arc<App>>, request: Request) -> Result<Response, Refusal> {
    let mut signed = signed::check(&app, request).await?;
    let (realm, members, device) = (app.realm, Arc::clone(&signed.snapshot.members), signed.device);
    let body = std::mem::take(&mut signed.body);
    let (asked, upload) = if body.len() <= SHORT_BODY {
        read(realm, &members, device, &body)?
    } else {
        let reading = tokio::task::spawn_blocking(move || read(realm, &members, device, &body));
        reading.await.map_err(|_| Refusal::Form)??
    };
    let count = upload.hashes.len();
    app.gates.entries(device, count, signed.now_ms).map_err(Refusal::Entries)?;
    let written = app.writer.write(upload.candidates, signed.now_ms).await;
    let new = written.as_ref().map_or(0, |(taken, _)| taken.iter().filter(|taken| is_new(&taken.outcome)).count());
    app.gates.give_back(device, count.saturating_sub(new), signed.now_ms);
    let (written, snapshot) = written?;
    let grown = match asked.tree_size {
        Some(seen) => Some(grown(&app, seen, snapshot.checkpoint.size, &written).await?),
        None => None,
    };
    let outcomes = merge(written.into_iter().map(|taken| taken.outcome).collect(), &upload.refused);
    let mut answer = PushAnswer {
        outcomes,
        receipt: Receipt { server_ms: signed.now_ms, signature: [0; 64] },
        checkpoint: snapshot.note.to_string(),
        news: has_news(&app, device, asked.mark).await,
        grown,
    };
    let receipt = receipt_input(&app.realm, signed.now_ms, answer.receipted(&upload.hashes));
    answer.receipt.signature = app.log_key.sign(&receipt);
    Ok(binary(device, answer.to_bytes().into()))
}

/// What shows that the tree grew from what the device had seen and holds all that was taken.
async fn grown(app: &App, seen: u64, size: u64, taken: &[Taken]) -> Result<Grown, StoreError> {
    let mut there: Vec<u64> = taken.iter().filter_map(|taken| taken.leaf).collect();
    let leaves = Grown::runs(there.iter().copied());
    there.sort_unstable();
    there.dedup();
    let (before, since) = there.split_at(there.partition_point(|leaf| *leaf < seen));
    let (before, since) = (before.to_vec(), Grown::runs(since.iter().copied()));
    // Mostly nobody else has written meanwhile: then the sender knows every new leaf, and no hash is needed.
    let all_is_known = before.is_empty() && since == [LeafRun { first: seen, count: size.saturating_sub(seen) }];
    if all_is_known || seen > size {
        return Ok(Grown { leaves, ..Grown::default() });
    }
    let prove = move |store: &Store| {
        let below = if before.is_empty() { Vec::new() } else { witnesses_of(store, &before, size)? };
        Ok(Grown { leaves, growth: growth(store, seen, size, &since)?, below })
    };
    app.readers.ask(prove).await
}

/// Whether others have written something since the mark that this device may read. Where that is not known, a pull
/// will tell.
async fn has_news(app: &App, device: DeviceId, mark: Option<[u8; 8]>) -> bool {
    let Some(has) = mark.and_then(|mark| app.marks.find(&device, mark)) else { return true };
    let directory = app.directory;
    app.readers.ask(move |store| store.has_news(&device, &directory, &has)).await.unwrap_or(true)
}

/// What an upload names, and its entries, rebuilt and their signatures checked before the writer's turn.
fn read(realm: RealmId, members: &Members, uploader: DeviceId, body: &[u8]) -> Result<(Named, Upload), Refusal> {
    let parts = PushRequest::parse(body).map_err(|_| Refusal::Form)?;
    let runs = unpack(realm, Form::Upload, parts.page).map_err(|error| match error.wrong {
        Wrong::TooMany | Wrong::TooLong => Refusal::TooLong,
        _ => Refusal::Form,
    })?;
    let mut upload = Upload { candidates: Vec::new(), refused: Vec::new(), hashes: Vec::new() };
    for run in runs {
        let proofs = prove(&run, members.get(&run.device), uploader);
        for (item, proof) in run.items.into_iter().zip(proofs) {
            upload.take(item, proof);
        }
    }
    Ok((Named { mark: parts.mark, tree_size: parts.tree_size }, upload))
}

/// What is known of each signature of a run.
///
/// The newest good signature of a run carries the entries before it, but only when their author
/// brought them: nobody else could make the author's own entries carry a damaged signature.
fn prove(run: &Run, author: Option<&Member>, uploader: DeviceId) -> Vec<Proof> {
    let Some(author) = author else { return vec![Proof::NotChecked; run.items.len()] };
    // What the server says of itself nobody brings: whoever does has stolen a key of its.
    if author.office == Office::Server {
        return vec![Proof::Fails; run.items.len()];
    }
    if run.device == uploader {
        let authentic = run.authentic(&author.sig_pk);
        return (0..run.items.len()).map(|index| if index < authentic { Proof::Holds } else { Proof::Fails }).collect();
    }
    let each = |item: &Item| match &item.entry {
        Ok(entry) if verify(&author.sig_pk, &signing_input(&item.hash), &entry.signature) => Proof::Holds,
        _ => Proof::Fails,
    };
    run.items.iter().map(each).collect()
}

impl Upload {
    fn take(&mut self, item: Item, proof: Proof) {
        match item.entry {
            Ok(entry) => {
                let bytes = entry.to_bytes();
                let leaf = leaf_hash(&bytes);
                self.candidates.push(Candidate { header: entry.header, bytes, hash: item.hash, leaf, proof });
            }
            Err(malformed) => self.refused.push((self.hashes.len(), malformed)),
        }
        self.hashes.push(item.hash);
    }
}

const fn is_new(outcome: &EntryOutcome) -> bool {
    matches!(outcome, EntryOutcome::Stored { .. })
}

/// Puts the outcomes of unreadable items between those of the others.
fn merge(mut written: Vec<EntryOutcome>, refused: &[(usize, Malformed)]) -> Vec<EntryOutcome> {
    for (index, malformed) in refused {
        let outcome = EntryOutcome::Refused(Why::Other(malformed.code().to_owned()));
        written.insert((*index).min(written.len()), outcome);
    }
    written
}
