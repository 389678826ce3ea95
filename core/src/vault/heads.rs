//! The head table: signed states of a server's log that others have seen, or this device before it kept edges. Each is held
//! against what the server shows here; one that does not fit shows that it has two histories.

use super::error::VaultError;
use super::open::Vault;
use super::rows::{number, to_column};
use first72_wire::id::{DeviceId, Hash, RealmId};
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// Most heads of one realm that wait; what comes after is not taken until some were compared.
const MOST_WAITING: u64 = 1_024;

/// A signed state of a server's log, as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries the log held.
    pub size: u64,
    /// The Merkle root over them.
    pub root: Hash,
    /// The signed note.
    pub note: Vec<u8>,
    /// Who saw it; none for what came by hand or was seen here.
    pub device: Option<DeviceId>,
    /// When it was seen, milliseconds since 1970 as its witness said.
    pub seen_ms: i64,
}

impl Vault {
    /// Keeps heads whose notes were checked. Those that are known already add nothing.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn keep_heads(&mut self, realm: RealmId, heads: &[Head]) -> Result<(), VaultError> {
        if heads.is_empty() {
            return Ok(());
        }
        self.transact(|transaction, _| heads.iter().try_for_each(|head| keep(transaction, realm, head)))
    }

    /// Heads that wait to be held against a tree of `size` leaves, smallest first, at most `most`.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn heads_waiting(&self, realm: RealmId, size: u64, most: usize) -> Result<Vec<Head>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT size, root, note, device, seen_ms FROM head WHERE realm = ?1 AND agrees = 0 AND size <= ?2
             ORDER BY size LIMIT ?3",
        )?;
        let found = statement.query_map(params![realm.0, to_column(size)?, to_column(most as u64)?], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Every head.
    ///
    /// # Errors
    /// As [`Vault::heads_waiting`].
    pub(super) fn heads(&self, realm: RealmId) -> Result<Vec<Head>, VaultError> {
        let all = "SELECT size, root, note, device, seen_ms FROM head WHERE realm = ?1";
        let mut statement = self.connection.prepare_cached(all)?;
        let found = statement.query_map([realm.0], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The largest head that anybody has seen.
    ///
    /// # Errors
    /// As [`Vault::heads_waiting`].
    pub fn largest_head(&self, realm: RealmId) -> Result<Option<Head>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT size, root, note, device, seen_ms FROM head WHERE realm = ?1 ORDER BY size DESC LIMIT 1",
        )?;
        Ok(statement.query_row([realm.0], read).optional()?)
    }

    /// When another device last saw a state of the log, as it said; milliseconds since 1970.
    ///
    /// # Errors
    /// As [`Vault::heads_waiting`].
    pub fn last_witness_ms(&self, realm: RealmId) -> Result<Option<i64>, VaultError> {
        let mut statement =
            self.connection.prepare_cached("SELECT max(seen_ms) FROM head WHERE realm = ?1 AND device IS NOT NULL")?;
        Ok(statement.query_row([realm.0], |row| row.get(0))?)
    }

    /// Notes that these heads fit what the server shows here.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn heads_agree(&mut self, realm: RealmId, heads: &[Head]) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            for head in heads {
                let agree = "UPDATE head SET agrees = 1 WHERE realm = ?1 AND size = ?2 AND root = ?3";
                transaction.prepare_cached(agree)?.execute(params![realm.0, to_column(head.size)?, head.root.0])?;
            }
            Ok(())
        })
    }
}

/// Keeps a head unless it is known, or too many wait.
pub(super) fn keep(transaction: &Transaction<'_>, realm: RealmId, head: &Head) -> Result<(), VaultError> {
    let waiting = "SELECT count(*) AS n FROM head WHERE realm = ?1 AND agrees = 0";
    let waiting = transaction.prepare_cached(waiting)?.query_row([realm.0], |row| number(row, "n"))?;
    if waiting >= MOST_WAITING {
        return Ok(());
    }
    let insert = "INSERT INTO head (realm, size, root, note, device, seen_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (realm, size, root) DO UPDATE SET seen_ms = max(seen_ms, excluded.seen_ms),
            device = coalesce(device, excluded.device)";
    let device = head.device.map(|device| device.0);
    let size = to_column(head.size)?;
    transaction.prepare_cached(insert)?.execute(params![
        realm.0,
        size,
        head.root.0,
        head.note,
        device,
        head.seen_ms
    ])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Head> {
    Ok(Head {
        size: number(row, "size")?,
        root: Hash(row.get("root")?),
        note: row.get("note")?,
        device: row.get::<_, Option<[u8; 16]>>("device")?.map(DeviceId),
        seen_ms: row.get("seen_ms")?,
    })
}
