//! The log_seen table, and what else in a vault bounds the time of entries: lengths of the server's log with the instants at
//! which it was so long, and where each entry stands in it.

use super::entries::ChainPlace;
use super::error::VaultError;
use super::open::Vault;
use super::rows::{maybe_number, number, to_column};
use crate::reckoning::Sighting;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, Hash, RealmId, SpaceId};
use rusqlite::{Row, Transaction, params};

/// Where an entry stands in the server's log, as far as this device knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogPlace {
    /// The entry.
    pub entry: ChainPlace,
    /// What it is for.
    pub kind: Kind,
    /// Its number in the server's log, from 0; none until a receipt or a page told it.
    pub leaf: Option<u64>,
    /// When the server signed that it has it, by its clock; only of this device's own.
    pub received_ms: Option<i64>,
}

impl Vault {
    /// When the log of a realm's server had how many entries: as the server signed it here, and as other devices gave their word.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn log_sightings(&self, realm: RealmId) -> Result<Vec<Sighting>, VaultError> {
        // What came by hand is somebody's word of a length, and not of when the log had it.
        let mut statement = self.connection.prepare_cached(
            "SELECT size, server_ms AS ms FROM log_seen WHERE realm = ?1
             UNION ALL SELECT size, seen_ms FROM head WHERE realm = ?1 AND device IS NOT NULL",
        )?;
        let read = |row: &Row<'_>| Ok(Sighting { size: number(row, "size")?, ms: row.get("ms")? });
        let found = statement.query_map([realm.0], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The entries of a realm, or of one of its spaces, chain after chain, each chain from its beginning.
    ///
    /// # Errors
    /// As [`Vault::log_sightings`].
    pub fn log_places(&self, realm: RealmId, space: Option<SpaceId>) -> Result<Vec<LogPlace>, VaultError> {
        let filter = if space.is_some() { "AND space = ?2" } else { "AND ?2 IS NULL" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT entry.hash, space, device, seq, kind, leaf, server_ms FROM entry
             LEFT JOIN receipt_entry ON receipt_entry.entry = entry.id LEFT JOIN receipt ON receipt.id = receipt
             WHERE entry.realm = ?1 {filter} ORDER BY space, device, seq, entry.id"
        ))?;
        let found = statement.query_map(params![realm.0, space.map(|space| space.0)], place)?;
        let places: Vec<Option<LogPlace>> = found.collect::<Result<_, _>>()?;
        Ok(places.into_iter().flatten().collect())
    }
}

/// Notes when the server first showed a log of this length.
pub(super) fn keep(transaction: &Transaction<'_>, realm: RealmId, size: u64, server_ms: i64) -> Result<(), VaultError> {
    let insert = "INSERT OR IGNORE INTO log_seen (realm, size, server_ms) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(insert)?.execute(params![realm.0, to_column(size)?, server_ms])?;
    Ok(())
}

/// Forgets what was shown beyond the first `until` entries.
pub(super) fn forget(transaction: &Transaction<'_>, realm: RealmId, until: u64) -> Result<(), VaultError> {
    let delete = "DELETE FROM log_seen WHERE realm = ?1 AND size > ?2";
    transaction.execute(delete, params![realm.0, to_column(until)?])?;
    Ok(())
}

/// None for a kind that no version of this app ever kept.
fn place(row: &Row<'_>) -> rusqlite::Result<Option<LogPlace>> {
    let Some(kind) = Kind::from_number(row.get("kind")?) else { return Ok(None) };
    let entry = ChainPlace {
        space: SpaceId(row.get("space")?),
        device: DeviceId(row.get("device")?),
        seq: number(row, "seq")?,
        hash: Hash(row.get("hash")?),
    };
    Ok(Some(LogPlace { entry, kind, leaf: maybe_number(row, "leaf")?, received_ms: row.get("server_ms")? }))
}
