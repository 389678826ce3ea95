//! What the relay keeps, in SQLite: sealed entries in order, and what is needed to order and serve them.
//!
//! One connection writes; a few others read. Each table's SQL stands in one file below. Nothing here
//! decides anything: what may be appended is decided in `append`, who may read in `reach`.

mod copy;
mod entry;
mod fork;
mod member;
mod migration;
mod page;
mod reader;
mod realm;
mod request;
mod space;
mod tile;

pub(crate) use entry::Row;
pub(crate) use page::Wanted;
pub(crate) use space::SpaceState;

use first72_wire::id::RealmId;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The name of the database in the data folder.
pub(crate) const FILE: &str = "relay.sqlite";
/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 48;

/// The store did not do what was asked; nothing of the request was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file was written by a later version of this server.
    #[error("the store has schema {found}, this server knows {known}")]
    Future {
        /// The version in the file.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The file belongs to another realm.
    #[error("the store belongs to another realm")]
    OtherRealm,
    /// The file contradicts itself.
    #[error("the store is damaged")]
    Damaged,
    /// Any other failure of SQLite, by its extended result code.
    #[error("the store failed with SQLite result code {0}")]
    Sqlite(i32),
}

impl StoreError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "store.full",
            Self::Future { .. } => "store.future",
            Self::OtherRealm => "store.other-realm",
            Self::Damaged => "store.damaged",
            Self::Sqlite(_) => "store.unavailable",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error() {
            Some(failure) if failure.code == ErrorCode::DiskFull => Self::Full,
            Some(failure) if failure.code == ErrorCode::DatabaseCorrupt => Self::Damaged,
            Some(failure) => Self::Sqlite(failure.extended_code),
            // A column of another type or length than the schema allows.
            None => Self::Damaged,
        }
    }
}

/// One connection to the store of one realm.
pub(crate) struct Store {
    connection: Connection,
    realm: RealmId,
    path: PathBuf,
}

impl Store {
    /// Opens the store for writing, makes it when there is none, and brings its schema up to date.
    pub(crate) fn open(folder: &Path, realm: RealmId) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let mut connection = Connection::open(&path)?;
        pragmas(&connection, 4_096)?;
        // The writer does it between answers, so that no upload waits for it.
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        migration::migrate(&mut connection)?;
        let store = Self { connection, realm, path };
        store.claim()?;
        Ok(store)
    }

    /// A further connection that only reads.
    pub(crate) fn reader(&self) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        pragmas(&connection, 1_024)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self { connection, realm: self.realm, path: self.path.clone() })
    }

    /// Whose store this is.
    pub(crate) const fn realm(&self) -> &RealmId {
        &self.realm
    }

    /// Starts the one write transaction.
    pub(crate) fn begin(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Makes everything since [`Store::begin`] durable: one sync of the log file.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }

    /// Moves what is durable in the log file into the database itself, as far as readers allow.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?)
    }

    /// Moves all of the log file into the database and closes it: the file alone is the whole store.
    pub(crate) fn close(self) -> Result<(), StoreError> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.connection.close().map_err(|(_, error)| error.into())
    }

    /// Forgets everything since [`Store::begin`]. A transaction that SQLite has rolled back itself is fine.
    pub(crate) fn roll_back(&self) {
        if !self.connection.is_autocommit() && self.connection.execute_batch("ROLLBACK").is_err() {
            tracing::error!("the store could not be rolled back");
        }
    }

    /// Limits the file to so many pages more than it has now, so that a test can fill the disk.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, more: i64) {
        let pages: i64 = self.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        self.connection.query_row(&format!("PRAGMA max_page_count = {}", pages + more), [], |_| Ok(())).unwrap();
    }
}

fn pragmas(connection: &Connection, cache_kib: i64) -> Result<(), StoreError> {
    // Without this a kept statement is prepared anew for each value bound to it, in case its plan should change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    // WAL with FULL: a commit has reached the disk when it returns, and readers never wait for it.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What was given for a time is destroyed one day: no copy of a row may stay behind where a page was split.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// SQLite counts in i64, everything here in u64; a stored number is never below zero.
fn unsigned(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Damaged)
}

/// A number that no store reaches would not fit; it is refused rather than wrapped.
fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Damaged)
}
