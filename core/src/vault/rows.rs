//! Small conversions between Rust values and columns.

use super::error::VaultError;
use rusqlite::Row;

/// A count or position as a column holds it.
pub(super) fn to_column(number: u64) -> Result<i64, VaultError> {
    i64::try_from(number).map_err(|_| VaultError::TooLarge)
}

/// A count or position read from a column that a `CHECK` keeps from being negative.
pub(super) fn number(row: &Row<'_>, column: &str) -> rusqlite::Result<u64> {
    let stored: i64 = row.get(column)?;
    u64::try_from(stored).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, stored))
}

/// As [`number`], where the column may be empty.
pub(super) fn maybe_number(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<u64>> {
    let stored: Option<i64> = row.get(column)?;
    stored.map(|value| u64::try_from(value).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, value))).transpose()
}
