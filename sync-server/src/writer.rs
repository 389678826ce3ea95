//! The one writer: a thread with its own connection that makes durable, in one commit, whatever has arrived.
//!
//! While one commit waits for the disk, further uploads queue up; the next commit takes them all.
//! An upload is answered only after the commit that holds it.

use crate::append::{Batch, Candidate, State, Taken};
use crate::log_key::LogKey;
use crate::members::Members;
use crate::request_log;
use crate::store::{Store, StoreError};
use first72_wire::checkpoint::Checkpoint;
use first72_wire::id::{Hash, SpaceId};
use first72_wire::request_log::RequestRow;
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
            Work::Upload(_) => Vec::new(),
        })
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
        let state = State { members: Arc::new(members), tree, tiles };
        let snapshot = Arc::new(RwLock::new(snapshot(&state, &log_key)));
        Ok(Self { store, directory, log_key, genesis, state, snapshot, since_checkpoint: 0 })
    }

    fn work(mut self, mut queue: mpsc::Receiver<Work>) {
        while let Some(first) = queue.blocking_recv() {
            let (mut entries, mut jobs, mut requests) = (0, Vec::new(), None);
            let mut next = Some(first);
            while let Some(work) = next {
                match work {
                    Work::Upload(job) => {
                        entries += job.candidates.len();
                        jobs.push(job);
                    }
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

    /// Keeps what the server was asked. What cannot be kept is lost but for a line in the log: nobody waits for it.
    pub(crate) fn keep_requests(&mut self, rows: &[RequestRow], now_ms: i64) {
        let kept = Batch::begin(&self.store, self.directory, self.state.clone()).and_then(|mut batch| {
            request_log::keep(&mut batch, &self.store, &self.log_key, self.genesis, rows, now_ms)?;
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

    fn transact(&self, uploads: &[(&[Candidate], i64)]) -> Result<(Vec<Vec<Taken>>, State), StoreError> {
        let mut batch = Batch::begin(&self.store, self.directory, self.state.clone())?;
        let mut outcomes = Vec::with_capacity(uploads.len());
        for (candidates, now_ms) in uploads {
            let taken = candidates.iter().map(|candidate| batch.take(candidate, *now_ms));
            outcomes.push(taken.collect::<Result<Vec<_>, _>>()?);
        }
        Ok((outcomes, batch.commit()?))
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
        let grown = state.tree.size() != self.state.tree.size();
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
    Snapshot { members: Arc::clone(&state.members), checkpoint, note: log_key.note(&checkpoint).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::append::Proof;
    use first72_wire::entry::SealedEntry;
    use first72_wire::genesis::{Genesis, GenesisFields, Limits};
    use first72_wire::header::{Header, Kind};
    use first72_wire::id::{DeviceId, KeyId};
    use first72_wire::outcome::EntryOutcome;
    use first72_wire::tree::leaf_hash;

    /// The root's own audit entries: the shortest way to fill a store.
    fn candidate(genesis: &Genesis, seq: u64, prev: Hash, body_len: u32) -> Candidate {
        let header = Header {
            kind: Kind::Audit,
            realm: genesis.realm(),
            space: genesis.directory_space(),
            device: genesis.root_id(),
            seq,
            prev,
            key_id: KeyId::ZERO,
            commit: Hash::ZERO,
            body_len,
        };
        let entry = SealedEntry { header, body: vec![7; body_len as usize], signature: [0; 64] };
        let (hash, bytes) = (entry.hash(), entry.to_bytes());
        let leaf = leaf_hash(&bytes);
        Candidate { header, bytes, hash, leaf, proof: Proof::Holds }
    }

    fn desk(folder: &std::path::Path) -> (Desk, Genesis) {
        let genesis = Genesis::new(&GenesisFields {
            root_pk: [1; 32],
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap();
        let store = Store::open(folder, genesis.realm()).unwrap();
        let log_key = Arc::new(LogKey::from_seed(&[2; 32], genesis.realm()).unwrap());
        let members = store.members(&genesis).unwrap();
        (Desk::new(store, genesis.directory_space(), log_key, genesis.hash(), members).unwrap(), genesis)
    }

    #[test]
    fn a_full_disk_takes_nothing_and_keeps_everything() {
        let folder = tempfile::tempdir().unwrap();
        let (mut desk, genesis) = desk(folder.path());
        let small = candidate(&genesis, 1, genesis.hash(), 100);
        desk.write(&[(std::slice::from_ref(&small), 0)]).unwrap();
        let before = desk.state.clone();
        desk.limit_pages(4);
        let large = candidate(&genesis, 2, small.hash, 60_000);
        let refused = desk.write(&[(std::slice::from_ref(&large), 0)]);
        assert_eq!(refused, Err(StoreError::Full));
        assert_eq!(desk.state.tree, before.tree);
        let fits = candidate(&genesis, 2, small.hash, 100);
        let outcomes = desk.write(&[(&[small, fits], 0)]).unwrap();
        let there = |outcome, leaf| Taken { outcome, leaf: Some(leaf) };
        let expected = [there(EntryOutcome::Duplicate { pos: 1 }, 0), there(EntryOutcome::Stored { pos: 2 }, 1)];
        assert_eq!(outcomes, [expected]);
        assert_eq!(desk.store.tree().unwrap(), desk.state.tree);
        assert_eq!(desk.store.tiles(&desk.state.tree).unwrap(), desk.state.tiles);
    }

    #[test]
    fn a_batch_that_fails_takes_nothing_of_any_upload_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (mut desk, genesis) = desk(folder.path());
        desk.limit_pages(4);
        let small = candidate(&genesis, 1, genesis.hash(), 100);
        let large = candidate(&genesis, 2, small.hash, 60_000);
        let both = [(std::slice::from_ref(&small), 0), (std::slice::from_ref(&large), 0)];
        assert_eq!(desk.write(&both), Err(StoreError::Full));
        assert_eq!(desk.store.chain_head(&genesis.directory_space(), &genesis.root_id()), Ok(None));
        assert_eq!(desk.store.tree().unwrap().size(), 0);
    }

    #[test]
    fn what_arrives_together_is_one_commit() {
        let folder = tempfile::tempdir().unwrap();
        let (mut desk, genesis) = desk(folder.path());
        let first = candidate(&genesis, 1, genesis.hash(), 100);
        let second = candidate(&genesis, 2, first.hash, 100);
        let unknown = Candidate {
            header: Header { device: DeviceId([9; 16]), ..second.header },
            ..candidate(&genesis, 1, Hash::ZERO, 1)
        };
        let uploads = [[first], [second], [unknown]];
        let batch: Vec<(&[Candidate], i64)> = uploads.iter().map(|upload| (upload.as_slice(), 0)).collect();
        let outcomes = desk.write(&batch).unwrap();
        let places: Vec<Option<u64>> = outcomes.iter().flatten().map(|taken| taken.outcome.pos()).collect();
        assert_eq!(places, [Some(1), Some(2), None], "a refused entry does not spoil the others");
        let snapshot = desk.snapshot.read().unwrap().clone();
        assert_eq!(snapshot.checkpoint.size, 2);
    }
}
