//! The one writer: a thread with its own connection that makes durable, in one commit, whatever has arrived.
//!
//! While one commit waits for the disk, further uploads queue up; the next commit takes them all.
//! An upload is answered only after the commit that holds it.

use crate::append::{Again, Batch, Candidate, State, Taken};
use crate::disclosures::Disclosures;
use crate::log_key::LogKey;
use crate::members::Members;
use crate::request_log;
use crate::store::{Store, StoreError};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::genesis::Genesis;
use first72_wire::id::{Hash, SpaceId};
use first72_wire::log_keys::LogKeys;
use first72_wire::request_log::RequestRow;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;
use tokio::sync::{mpsc, oneshot};

/// Uploads that may wait for the writer.
const QUEUE: usize = 256;
/// Entries after which a batch takes no further upload; bounds the memory and time of one commit.
const BATCH_ENTRIES: usize = 8_192;
/// Bytes of entries after which the log file is moved into the database when nobody waits.
const CHECKPOINT_IDLE: usize = 4 << 20;
/// Bytes of entries after which it is moved even though somebody waits; bounds the log file.
const CHECKPOINT_BUSY: usize = 32 << 20;

/// What is true as of the last commit. Readers take the whole of it at once.
#[derive(Clone)]
pub(crate) struct Snapshot {
    /// Everyone.
    pub(crate) members: Arc<Members>,
    /// Copies that were given for a time.
    pub(crate) disclosures: Arc<Disclosures>,
    /// Size and root of the tree.
    pub(crate) checkpoint: Checkpoint,
    /// The same as a signed note.
    pub(crate) note: Arc<str>,
}

/// About what one commit costs the log file besides its entries: five pages.
const PER_COMMIT: usize = 20 * 1_024;

/// What became of an upload: one outcome an entry, and the snapshot that holds them.
pub(crate) type Written = Result<(Vec<Taken>, Snapshot), StoreError>;

struct Job {
    candidates: Vec<Candidate>,
    now_ms: i64,
    answer: oneshot::Sender<Written>,
}

/// What the writer is given.
enum Work {
    /// Entries, whose sender waits.
    Upload(Job),
    /// Copies that are over are put away.
    PutAway(i64),
    /// What the server was asked, and who waits for it, if anybody does.
    Requests(Vec<RequestRow>, i64, Option<oneshot::Sender<()>>),
}

/// The way to the writer.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Work>,
    snapshot: Arc<RwLock<Snapshot>>,
}

impl Writer {
    /// Starts the thread. It ends when the last `Writer` is dropped.
    pub(crate) fn start(desk: Desk) -> std::io::Result<(Self, JoinHandle<()>)> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        let snapshot = Arc::clone(&desk.snapshot);
        let thread = std::thread::Builder::new().name("writer".into()).spawn(move || desk.work(queue))?;
        Ok((Self { jobs, snapshot }, thread))
    }

    /// What is true as of the last commit.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Appends entries and waits until they are durable.
    pub(crate) async fn write(&self, candidates: Vec<Candidate>, now_ms: i64) -> Written {
        let (answer, written) = oneshot::channel();
        let gone = StoreError::Sqlite(0);
        self.jobs.send(Work::Upload(Job { candidates, now_ms, answer })).await.map_err(|_| gone)?;
        written.await.map_err(|_| gone)?
    }

    /// Keeps what the server was asked, without waiting for it; gives it back while the writer has too much to do.
    pub(crate) fn keep_requests(&self, rows: Vec<RequestRow>, now_ms: i64) -> Result<(), Vec<RequestRow>> {
        self.jobs.try_send(Work::Requests(rows, now_ms, None)).map_err(|refused| match refused.into_inner() {
            Work::Requests(rows, ..) => rows,
            Work::Upload(_) | Work::PutAway(_) => Vec::new(),
        })
    }

    /// Puts away copies whose time is over at `now_ms`, where there are any. While the writer has too much to do it is done
    /// with the next upload, or asked for again.
    pub(crate) fn put_away(&self, now_ms: i64) {
        let is_due =
            || !self.snapshot.read().unwrap_or_else(PoisonError::into_inner).disclosures.due(now_ms).is_empty();
        if is_due() && self.jobs.try_send(Work::PutAway(now_ms)).is_err() {
            tracing::debug!("copies that are over are put away later");
        }
    }

    /// Keeps what the server was asked before somebody reads it.
    pub(crate) async fn keep_requests_first(&self, rows: Vec<RequestRow>, now_ms: i64) -> Result<(), StoreError> {
        let (answer, kept) = oneshot::channel();
        let gone = StoreError::Sqlite(0);
        self.jobs.send(Work::Requests(rows, now_ms, Some(answer))).await.map_err(|_| gone)?;
        kept.await.map_err(|_| gone)
    }

    /// Whether the writer's thread is still there.
    pub(crate) fn is_ready(&self) -> bool {
        !self.jobs.is_closed()
    }
}

/// What the writer works with.
pub(crate) struct Desk {
    store: Store,
    directory: SpaceId,
    log_key: Arc<LogKey>,
    /// What the first entry of the server's own chain follows.
    genesis: Hash,
    state: State,
    snapshot: Arc<RwLock<Snapshot>>,
    /// Bytes that the log file has grown by, roughly.
    since_checkpoint: usize,
}

impl Desk {
    /// A desk with everything as it was kept.
    pub(crate) fn new(
        store: Store,
        directory: SpaceId,
        log_key: Arc<LogKey>,
        genesis: Hash,
        members: Members,
    ) -> Result<Self, StoreError> {
        let tree = store.tree()?;
        let tiles = store.tiles(&tree)?;
        let disclosures = Arc::new(Disclosures::replayed(&members, &store.statements(&directory)?));
        let state = State { members: Arc::new(members), disclosures, tree, tiles };
        let snapshot = Arc::new(RwLock::new(snapshot(&state, &log_key)));
        Ok(Self { store, directory, log_key, genesis, state, snapshot, since_checkpoint: 0 })
    }

    fn work(mut self, mut queue: mpsc::Receiver<Work>) {
        while let Some(first) = queue.blocking_recv() {
            let (mut entries, mut jobs, mut requests, mut over_at) = (0, Vec::new(), None, None);
            let mut next = Some(first);
            while let Some(work) = next {
                match work {
                    Work::Upload(job) => {
                        entries += job.candidates.len();
                        jobs.push(job);
                    }
                    Work::PutAway(now_ms) => over_at = Some(now_ms),
                    // Whoever waits comes first.
                    Work::Requests(rows, now_ms, answer) => {
                        requests = Some((rows, now_ms, answer));
                        break;
                    }
                }
                next = if entries < BATCH_ENTRIES { queue.try_recv().ok() } else { None };
            }
            let bytes: usize = jobs.iter().flat_map(|job| &job.candidates).map(|candidate| candidate.bytes.len()).sum();
            if !jobs.is_empty() {
                self.serve(jobs);
            }
            if let Some(now_ms) = over_at {
                self.put_away(now_ms);
            }
            if let Some((rows, now_ms, answer)) = requests {
                self.keep_requests(&rows, now_ms);
                // Whoever has gone away reads nothing.
                let _ = answer.map(|answer| answer.send(()));
            }
            self.since_checkpoint += bytes + PER_COMMIT;
            self.checkpoint(queue.is_empty());
        }
    }

    fn checkpoint(&mut self, idle: bool) {
        let due = if idle { CHECKPOINT_IDLE } else { CHECKPOINT_BUSY };
        if self.since_checkpoint < due {
            return;
        }
        self.since_checkpoint = 0;
        if let Err(error) = self.store.checkpoint() {
            // The log file holds everything; the next checkpoint moves it.
            tracing::warn!(code = error.code(), %error, "checkpoint");
        }
    }

    fn serve(&mut self, jobs: Vec<Job>) {
        let batch: Vec<(&[Candidate], i64)> = jobs.iter().map(|job| (job.candidates.as_slice(), job.now_ms)).collect();
        let written = self.write(&batch);
        match written {
            Ok(outcomes) => {
                let snapshot = self.snapshot.read().unwrap_or_else(PoisonError::into_inner).clone();
                for (job, outcomes) in jobs.into_iter().zip(outcomes) {
                    // An asker who has gone away will find duplicates when it asks again.
                    let _ = job.answer.send(Ok((outcomes, snapshot.clone())));
                }
            }
            Err(error) => {
                tracing::error!(code = error.code(), %error, "nothing of this batch was stored");
                for job in jobs {
                    let _ = job.answer.send(Err(error));
                }
            }
        }
    }

    /// Puts away copies whose time is over at `now_ms`. What cannot be put away now is due again.
    pub(crate) fn put_away(&mut self, now_ms: i64) {
        match self.write(&[(&[], now_ms)]) {
            Ok(_) => {}
            Err(error) => tracing::error!(code = error.code(), %error, "copies that are over were not put away"),
        }
    }

    /// The keys whose signature is the server's word, as the directory has them; nothing when that of this server is none.
    pub(crate) fn log_keys(&self, genesis: &Genesis) -> Result<Option<LogKeys>, StoreError> {
        let statements = self.store.statements(&self.directory)?;
        Ok(self.state.members.log_keys(genesis, &statements, self.log_key.public()))
    }

    /// Keeps what the server was asked. What cannot be kept is lost but for a line in the log: nobody waits for it.
    pub(crate) fn keep_requests(&mut self, rows: &[RequestRow], now_ms: i64) {
        let kept = Batch::begin(&self.store, self.directory, self.state.clone()).and_then(|mut batch| {
            let members = &self.state.members;
            request_log::keep(&mut batch, &self.store, &self.log_key, members, self.genesis, rows, now_ms)?;
            batch.commit()
        });
        match kept {
            Ok(state) => self.publish(state),
            Err(error) => {
                self.store.roll_back();
                tracing::error!(code = error.code(), rows = rows.len(), "what the server was asked was not kept");
            }
        }
    }

    /// Takes uploads in one transaction; after an error everything is as it was before.
    pub(crate) fn write(&mut self, uploads: &[(&[Candidate], i64)]) -> Result<Vec<Vec<Taken>>, StoreError> {
        let written = self.transact(uploads);
        match written {
            Ok((outcomes, state)) => {
                self.publish(state);
                Ok(outcomes)
            }
            Err(error) => {
                self.store.roll_back();
                Err(error)
            }
        }
    }

    /// Takes entries of a lost server in one transaction and says what became of each; nothing is put away yet.
    pub(crate) fn take_again(&mut self, entries: &[Again], now_ms: i64) -> Result<Vec<Taken>, StoreError> {
        self.in_one(|batch| entries.iter().map(|entry| batch.take_again(entry, now_ms)).collect())
    }

    /// Ends the copies that are over once all entries of a lost server are there. Says which space holds none that is over,
    /// though entries in it are destroyed.
    pub(crate) fn end_copies(
        &mut self,
        destroyed_in: &BTreeSet<SpaceId>,
        now_ms: i64,
    ) -> Result<Option<SpaceId>, StoreError> {
        let not_over = self.in_one(|batch| batch.end_copies(destroyed_in, now_ms))?;
        self.store.checkpoint_whole()?;
        Ok(not_over)
    }

    fn in_one<T>(&mut self, work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let begun = Batch::begin(&self.store, self.directory, self.state.clone()).map(Batch::once_more);
        let done = begun.and_then(|mut batch| {
            let done = work(&mut batch)?;
            Ok((done, batch.commit()?))
        });
        match done {
            Ok((done, state)) => {
                self.publish(state);
                Ok(done)
            }
            Err(error) => {
                self.store.roll_back();
                Err(error)
            }
        }
    }

    fn transact(&self, uploads: &[(&[Candidate], i64)]) -> Result<(Vec<Vec<Taken>>, State), StoreError> {
        let mut batch = Batch::begin(&self.store, self.directory, self.state.clone())?;
        let mut outcomes = Vec::with_capacity(uploads.len());
        for (candidates, now_ms) in uploads {
            let taken = candidates.iter().map(|candidate| batch.take(candidate, *now_ms));
            outcomes.push(taken.collect::<Result<Vec<_>, _>>()?);
            batch.put_away(*now_ms)?;
        }
        let destroyed = batch.has_destroyed();
        let state = batch.commit()?;
        if destroyed && let Err(error) = self.store.checkpoint_whole() {
            // It is done in the database; what is left of it in the log file goes with the next checkpoint.
            tracing::warn!(code = error.code(), %error, "checkpoint");
        }
        Ok((outcomes, state))
    }

    /// Size and root of the tree as of the last commit.
    pub(crate) fn checkpoint_now(&self) -> Checkpoint {
        Checkpoint::of(&self.state.tree)
    }

    /// Folds the log file into the database and closes it.
    pub(crate) fn close(self) -> Result<(), StoreError> {
        self.store.close()
    }

    fn publish(&mut self, state: State) {
        let grown = state.tree.size() != self.state.tree.size() || state.disclosures != self.state.disclosures;
        self.state = state;
        if grown {
            let snapshot = snapshot(&self.state, &self.log_key);
            *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        }
    }

    /// Limits the store's file, so that a test can fill the disk.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, more: i64) {
        self.store.limit_pages(more);
    }
}

fn snapshot(state: &State, log_key: &LogKey) -> Snapshot {
    let checkpoint = Checkpoint::of(&state.tree);
    let (members, disclosures) = (Arc::clone(&state.members), Arc::clone(&state.disclosures));
    Snapshot { members, disclosures, checkpoint, note: log_key.note(&checkpoint).into() }
}

#[cfg(test)]
mod tests;
