//! How the file is opened: the cipher, the journal and the guards.

use super::error::VaultError;
use super::key::StoreKey;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Marks the file as ours in its (encrypted) first page: "F72v".
pub const APPLICATION_ID: i32 = 0x4637_3276;

/// `SQLCipher`'s page size, of which a file has at least one.
pub(super) const PAGE_BYTES: u64 = 4096;

/// Before the key: nothing is printed on a wrong key, and memory is wiped when it is freed. The
/// exclusive lock keeps a second process out; taken before the first read, it also needs no
/// shared-memory file beside the vault.
const BEFORE_KEY: &str = "
    PRAGMA cipher_log_level = NONE;
    PRAGMA cipher_memory_security = ON;
    PRAGMA locking_mode = EXCLUSIVE;
";

/// After the key. `FULL` in WAL mode means one sync of the journal for each commit. Pages are
/// moved into the file only by [`super::Vault::tidy`], so that no save pays for them.
const AFTER_KEY: &str = "
    PRAGMA temp_store = MEMORY;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA cache_size = -8192;
";

/// Whether a missing file is made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Open what is there.
    Existing,
    /// Make the file.
    New,
}

/// Opens the file with its key and the settings above.
pub(super) fn connect(path: &Path, key: &StoreKey, mode: Mode) -> Result<Connection, VaultError> {
    let mut flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_EXRESCODE;
    if mode == Mode::New {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.execute_batch(BEFORE_KEY)?;
    connection.execute_batch(&key.statement())?;
    // The first read is where a wrong key or a damaged first page shows.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.execute_batch(AFTER_KEY)?;
    // Without this a kept statement is prepared anew for each value bound to it, in case its plan should change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
