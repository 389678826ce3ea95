//! What the server was asked: rows wait in memory for a minute at most, are kept with the next commit, and each day's are
//! signed once it is over, as an entry of the server's own chain.

use crate::append::{Batch, Candidate, Proof};
use crate::log_key::LogKey;
use crate::members::Members;
use crate::store::{Store, StoreError};
use first72_wire::derived::{request_space, server_author};
use first72_wire::entry::{SealedEntry, signing_input};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{Hash, KeyId};
use first72_wire::outcome::EntryOutcome;
use first72_wire::request::{ENTRIES_PATH, GENESIS_PATH, HEALTH_PATH, PROOF_PATH, PULL_PATH, REQUESTS_PATH};
use first72_wire::request_log::{KEPT_DAYS, RequestDay, RequestRow, day_of, route};
use first72_wire::tree::leaf_hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Rows wait so long before they are kept.
const WAIT_MS: i64 = 60_000;
/// So many are kept at once, however young.
const FULL: usize = 256;
/// Most rows that wait while the store takes none; of more the oldest are lost.
const MOST_WAITING: usize = 65_536;
/// So many requests of nobody known are kept of a day, greetings among them; of more, how many there were. Whoever has no key
/// of the realm cannot fill the disk with them.
const MOST_UNKNOWN: u32 = 100_000;

/// Rows that wait to be kept.
#[derive(Default)]
pub(crate) struct RequestLog {
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    rows: Vec<RequestRow>,
    /// The day of the newest row, and how many requests of nobody known it has had.
    day: u32,
    unknown: u32,
}

impl RequestLog {
    /// Notes a row, and hands out all that wait when it is time to keep them.
    pub(crate) fn note(&self, row: RequestRow) -> Option<Vec<RequestRow>> {
        let mut waiting = self.waiting();
        waiting.take_in(row);
        waiting.due(row.at_ms)
    }

    /// All that wait, when it is time to keep them although nobody asks any more.
    pub(crate) fn take_due(&self, now_ms: i64) -> Option<Vec<RequestRow>> {
        self.waiting().due(now_ms)
    }

    /// All that wait.
    pub(crate) fn take(&self) -> Vec<RequestRow> {
        std::mem::take(&mut self.waiting().rows)
    }

    /// Takes back what could not be kept.
    pub(crate) fn put_back(&self, mut rows: Vec<RequestRow>) {
        let mut waiting = self.waiting();
        rows.append(&mut waiting.rows);
        let lost = rows.len().saturating_sub(MOST_WAITING);
        if lost > 0 {
            tracing::error!(lost, "what the server was asked could not be kept");
        }
        waiting.rows = rows.split_off(lost);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waiting {
    fn take_in(&mut self, row: RequestRow) {
        let day = day_of(row.at_ms);
        if day != self.day {
            (self.day, self.unknown) = (day, 0);
        }
        if row.device.is_none() && row.status != 0 {
            self.unknown = self.unknown.saturating_add(1);
            if self.unknown > MOST_UNKNOWN {
                return self.leave_out(row.at_ms);
            }
        }
        self.rows.push(row);
    }

    /// One row says how many were left out while the others waited.
    fn leave_out(&mut self, at_ms: i64) {
        match self.rows.iter_mut().find(|row| row.route == route::LEFT_OUT) {
            Some(row) => row.up = row.up.saturating_add(1),
            None => self.rows.push(RequestRow { up: 1, ..RequestRow::act(at_ms, route::LEFT_OUT) }),
        }
    }

    fn due(&mut self, now_ms: i64) -> Option<Vec<RequestRow>> {
        let first_ms = self.rows.first()?.at_ms;
        let is_due =
            self.rows.len() >= FULL || now_ms.saturating_sub(first_ms) >= WAIT_MS || day_of(now_ms) != day_of(first_ms);
        is_due.then(|| std::mem::take(&mut self.rows))
    }
}

/// Which question a path is; none for those that no device asks.
pub(crate) fn route_of(path: &str) -> Option<u8> {
    Some(match path {
        first72_wire::hello::PATH => route::HELLO,
        ENTRIES_PATH => route::ENTRIES,
        PULL_PATH => route::PULL,
        PROOF_PATH => route::PROOF,
        GENESIS_PATH => route::GENESIS,
        REQUESTS_PATH => route::REQUESTS,
        HEALTH_PATH | "/healthz" | "/readyz" | "/version" => return None,
        _ => route::OTHER,
    })
}

/// Keeps rows within a batch, and signs the days that are over.
pub(crate) fn keep(
    batch: &mut Batch<'_>,
    store: &Store,
    log_key: &LogKey,
    members: &Members,
    genesis: Hash,
    rows: &[RequestRow],
    now_ms: i64,
) -> Result<(), StoreError> {
    batch.keeps();
    let author = Author::of(store, log_key, members, genesis)?;
    for row in rows {
        // A day that was signed takes no row any more, whatever the clock says now.
        store.save_request(day_of(row.at_ms).max(author.first_open), &row.to_bytes())?;
    }
    let today = day_of(now_ms);
    let (first_open, mut seq, mut prev) = (author.first_open, author.seq, author.prev);
    for day in store.request_days(first_open, today)? {
        let rows = store.requests(day, 0, usize::MAX >> 1)?;
        let word = RequestDay::over(day, &rows).map_err(|_| StoreError::Damaged)?;
        seq = seq.saturating_add(1);
        let candidate = author.entry(seq, prev, &word)?;
        prev = candidate.hash;
        match batch.take(&candidate, now_ms)?.outcome {
            EntryOutcome::Stored { .. } => {}
            _ => return Err(StoreError::Damaged),
        }
    }
    store.forget_requests(today.saturating_sub(KEPT_DAYS).min(first_open))
}

/// The server as an author, and how far its chain reaches.
struct Author<'s> {
    store: &'s Store,
    log_key: &'s LogKey,
    /// The first day that is not signed yet.
    first_open: u32,
    seq: u64,
    prev: Hash,
}

impl<'s> Author<'s> {
    fn of(store: &'s Store, log_key: &'s LogKey, members: &Members, genesis: Hash) -> Result<Self, StoreError> {
        let mut author = Self { store, log_key, first_open: 0, seq: 0, prev: genesis };
        let own = server_author(log_key.public());
        // A day that the server signed under an earlier key is not signed again.
        for server in members.servers() {
            let Some(last) = store.last_of_chain(&request_space(store.realm()), &server)? else { continue };
            let word = RequestDay::parse(&last.body).map_err(|_| StoreError::Damaged)?;
            author.first_open = author.first_open.max(word.day.saturating_add(1));
            if server == own {
                (author.seq, author.prev) = (last.header.seq, last.hash());
            }
        }
        Ok(author)
    }

    fn entry(&self, seq: u64, prev: Hash, word: &RequestDay) -> Result<Candidate, StoreError> {
        let (realm, body) = (*self.store.realm(), word.to_bytes());
        let header = Header {
            kind: Kind::Audit,
            realm,
            space: request_space(&realm),
            device: server_author(self.log_key.public()),
            seq,
            prev,
            key_id: KeyId::ZERO,
            commit: Hash::ZERO,
            body_len: u32::try_from(body.len()).map_err(|_| StoreError::Damaged)?,
        };
        let hash = first72_wire::entry::hash(&header.to_bytes(), &body);
        let signature = self.log_key.sign(&signing_input(&hash));
        let bytes = SealedEntry { header, body, signature }.to_bytes();
        let leaf = leaf_hash(&bytes);
        Ok(Candidate { header, bytes, hash, leaf, proof: Proof::Holds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::id::DeviceId;

    fn row(at_ms: i64) -> RequestRow {
        RequestRow { at_ms, route: route::PULL, status: 200, device: None, up: 0, down: 0 }
    }

    #[test]
    fn rows_wait_for_a_minute_or_until_there_are_many_or_the_day_ends() {
        let log = RequestLog::default();
        assert_eq!(log.note(row(0)), None);
        assert_eq!(log.note(row(59_999)), None);
        assert_eq!(log.note(row(60_000)).map(|rows| rows.len()), Some(3));
        let midnight = 86_400_000;
        assert_eq!(log.note(row(midnight - 1)), None);
        assert_eq!(log.note(row(midnight)).map(|rows| rows.len()), Some(2));
        assert_eq!(log.take_due(midnight), None);
        log.note(row(midnight));
        assert_eq!(log.take_due(midnight + 59_999), None);
        assert_eq!(log.take_due(midnight + 60_000).map(|rows| rows.len()), Some(1), "although nobody asks any more");
        let many = (0..FULL).filter_map(|_| log.note(row(midnight + 1))).collect::<Vec<_>>();
        assert_eq!(many.iter().map(Vec::len).collect::<Vec<_>>(), [FULL]);
    }

    #[test]
    fn what_could_not_be_kept_waits_in_its_order_and_the_oldest_go_first() {
        let log = RequestLog::default();
        log.note(row(3));
        log.put_back(vec![row(1), row(2)]);
        assert_eq!(log.take().iter().map(|row| row.at_ms).collect::<Vec<_>>(), [1, 2, 3]);
        log.put_back((0..=MOST_WAITING as i64).map(row).collect());
        let left = log.take();
        assert_eq!((left.len(), left.first().map(|row| row.at_ms)), (MOST_WAITING, Some(1)));
    }

    // cjis:SC-5
    #[test]
    fn of_nobody_known_a_day_takes_its_measure_and_says_how_many_more_there_were() {
        let (log, mut kept) = (RequestLog::default(), Vec::new());
        let known = RequestRow { device: Some(DeviceId([7; 16])), ..row(0) };
        for _ in 0..MOST_UNKNOWN + 1_000 {
            kept.extend(log.note(row(0)).unwrap_or_default());
        }
        kept.extend(log.note(known).unwrap_or_default());
        kept.extend(log.take());
        let left_out: u32 = kept.iter().filter(|row| row.route == route::LEFT_OUT).map(|row| row.up).sum();
        assert_eq!((kept.len() as u32, left_out), (MOST_UNKNOWN + 2, 1_000));
        assert_eq!(kept.last(), Some(&known), "a device's own are all kept");
        let tomorrow = row(86_400_000);
        log.note(tomorrow);
        assert_eq!(log.take(), [tomorrow], "and the next day has its own measure");
    }
}
