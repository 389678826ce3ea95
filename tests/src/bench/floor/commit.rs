//! A bare SQLite file: one durable commit, and rows in batches.

use std::path::Path;

use rusqlite::Connection;

use super::super::watch::Watch;

/// A plain file with one table. A commit is on the disk when it returns.
pub struct BareCommit {
    connection: Connection,
    row: Vec<u8>,
}

/// Opens a plain file as durably as the product opens its own: a journal, synced at each commit.
///
/// # Panics
/// When the file cannot be made.
#[must_use]
pub fn open(path: &Path) -> Connection {
    let connection = Connection::open(path).expect("a file");
    let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
        CREATE TABLE IF NOT EXISTS frame (id INTEGER PRIMARY KEY, sent INTEGER NOT NULL DEFAULT 0, bytes BLOB NOT NULL)";
    connection.execute_batch(settings).expect("a table");
    connection
}

impl BareCommit {
    /// A new file below this folder, for rows of so many bytes.
    #[must_use]
    pub fn new(folder: &Path, row_bytes: usize) -> Self {
        Self { connection: open(&folder.join("bare.sqlite")), row: vec![0xA5; row_bytes] }
    }

    /// One row, one commit, one disk sync.
    ///
    /// # Panics
    /// When it is not kept.
    pub fn commit(&self) {
        let insert = "INSERT INTO frame (bytes) VALUES (?1)";
        self.connection.prepare_cached(insert).and_then(|mut insert| insert.execute([&self.row])).expect("a row");
    }

    /// Rows in a second, with one durable commit for each 1,024.
    ///
    /// # Panics
    /// When they are not kept.
    #[must_use]
    pub fn batched(&self, rows: u64) -> f64 {
        let watch = Watch::start();
        let mut left = rows;
        while left > 0 {
            let batch = left.min(1_024);
            self.connection.execute_batch("BEGIN").expect("a transaction");
            (0..batch).for_each(|_| self.commit());
            self.connection.execute_batch("COMMIT").expect("a commit");
            left -= batch;
            if (rows - left).is_multiple_of(16 * 1_024) {
                let fold = "PRAGMA wal_checkpoint(PASSIVE)";
                self.connection.query_row(fold, [], |_| Ok(())).expect("a checkpoint");
            }
        }
        rows as f64 / watch.seconds()
    }
}
