//! The schema and its history: one file for each version, in order.
//!
//! The latest version is the length of the list, so that a constant and the list cannot
//! disagree. A migration never drops a row that has not been acknowledged.

use super::error::VaultError;
use super::pragma::APPLICATION_ID;
use rusqlite::{Connection, TransactionBehavior};

/// Every migration, oldest first. The first makes version 1 out of an empty file.
const MIGRATIONS: &[&str] = &[include_str!("v1.sql")];

/// The newest schema version known here.
#[must_use]
pub fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Brings the file to the latest version, one transaction for each step.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > latest() || found < 0 {
        return Err(VaultError::Future { found, known: latest() });
    }
    let done = usize::try_from(found).map_err(|_| VaultError::TooLarge)?;
    for (version, sql) in (1i64..).zip(MIGRATIONS).skip(done) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", version)?;
        step.pragma_update(None, "application_id", APPLICATION_ID)?;
        step.commit()?;
    }
    Ok(())
}
