//! The entry table: verified entries as they crossed, each under this device's own authenticator.

use super::cursors;
use super::error::VaultError;
use super::key::RowMac;
use super::open::Vault;
use super::problems::{self, NewProblem, ProblemState};
use super::rows::{maybe_number, number, to_column};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Header;
use first72_wire::id::{DeviceId, Hash, RealmId, SpaceId};
use first72_wire::run::Place;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

/// A row of the entry table whose authenticator holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// The row's number: the order in which entries came here, predecessors first.
    pub row: i64,
    /// The entry's hash, as it was when the entry was verified.
    pub hash: Hash,
    /// Its place in its space on the server, none until a receipt or a page told it.
    pub pos: Option<u64>,
    /// How many entries the directory had when the server took it, none until a page told it.
    pub dir_pos: Option<u64>,
    /// Its number among all entries of the server, none until a receipt or a page told it.
    pub leaf: Option<u64>,
    /// The entry itself.
    pub entry: SealedEntry,
}

/// An entry of this vault by its row. The row alone is no name: a number becomes free when its entry is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The row's number.
    pub row: i64,
    /// The hash of the entry that stood there.
    pub hash: Hash,
}

/// An entry by its place in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChainPlace {
    /// Its space.
    pub space: SpaceId,
    /// Its author.
    pub device: DeviceId,
    /// Its number in the chain.
    pub seq: u64,
    /// Its hash: a chain may hold two entries with one number.
    pub hash: Hash,
}

impl ChainPlace {
    /// The place of an entry with this hash.
    #[must_use]
    pub const fn of(header: &Header, hash: Hash) -> Self {
        Self { space: header.space, device: header.device, seq: header.seq, hash }
    }
}

/// What a load went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Rows handed out.
    pub rows: u64,
    /// Rows whose authenticator did not hold. They were moved to the problems, whole, and the
    /// space should be pulled anew.
    pub damaged: u64,
}

const COLUMNS: &str = "id, hash, pos, dir_pos, leaf, header, body, signature, row_mac16";

impl Vault {
    /// Hands out every entry of a realm in the order they came, checking authenticators.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged; the file should then be set aside.
    pub fn entries(
        &mut self,
        realm: RealmId,
        now_ms: i64,
        each: impl FnMut(StoredEntry),
    ) -> Result<Loaded, VaultError> {
        self.load(realm, None, now_ms, each)
    }

    /// As [`Vault::entries`], for one space.
    ///
    /// # Errors
    /// As [`Vault::entries`].
    pub fn entries_in(
        &mut self,
        realm: RealmId,
        space: SpaceId,
        now_ms: i64,
        each: impl FnMut(StoredEntry),
    ) -> Result<Loaded, VaultError> {
        self.load(realm, Some(space), now_ms, each)
    }

    /// The places on the server of a device's entries in a space, after `after`, ascending.
    ///
    /// # Errors
    /// As [`Vault::entries`].
    pub fn places_of(
        &self,
        realm: RealmId,
        space: SpaceId,
        device: DeviceId,
        after: u64,
    ) -> Result<Vec<u64>, VaultError> {
        places_of(&self.connection, realm, space, device, after)
    }

    /// The place on the server of one entry; none while nobody told it.
    ///
    /// # Errors
    /// As [`Vault::entries`].
    pub fn place_of(&self, place: &ChainPlace) -> Result<Option<u64>, VaultError> {
        let Some(row) = find(&self.connection, place)? else { return Ok(None) };
        let mut statement = self.connection.prepare_cached("SELECT pos FROM entry WHERE id = ?1")?;
        Ok(statement.query_row([row], |row| maybe_number(row, "pos"))?)
    }

    /// How many entries of a realm are here.
    ///
    /// # Errors
    /// As [`Vault::entries`].
    pub fn count_entries(&self, realm: RealmId) -> Result<u64, VaultError> {
        let count =
            self.connection
                .query_row("SELECT count(*) AS n FROM entry WHERE realm = ?1", [realm.0], |row| number(row, "n"))?;
        Ok(count)
    }

    fn load(
        &mut self,
        realm: RealmId,
        space: Option<SpaceId>,
        now_ms: i64,
        mut each: impl FnMut(StoredEntry),
    ) -> Result<Loaded, VaultError> {
        let mut loaded = Loaded::default();
        let mut damaged = Vec::new();
        {
            let filter = if space.is_some() { "AND space = ?2" } else { "AND ?2 IS NULL" };
            let sql = format!("SELECT {COLUMNS} FROM entry WHERE realm = ?1 {filter} ORDER BY id");
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query(params![realm.0, space.map(|id| id.0)])?;
            while let Some(row) = rows.next()? {
                let stored = read(row)?;
                let id = stored.id;
                match stored.verified(self.mac.as_ref()) {
                    Some(entry) => {
                        loaded.rows += 1;
                        each(entry);
                    }
                    None => damaged.push(id),
                }
            }
        }
        for row in damaged {
            self.quarantine(realm, row, now_ms)?;
            loaded.damaged += 1;
        }
        Ok(loaded)
    }

    /// Moves a row whose authenticator does not hold to the problems, and lets its space be
    /// pulled from the beginning. An own entry that was not sent yet stays in the outbox too.
    fn quarantine(&mut self, realm: RealmId, row: i64, now_ms: i64) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            let sql = format!("SELECT {COLUMNS} FROM entry WHERE id = ?1");
            let stored = transaction.query_row(&sql, [row], read)?;
            let problem = NewProblem {
                state: ProblemState::Damaged,
                code: "row.mac",
                bytes: stored.bytes(),
                space: Some(stored.space()),
                place: None,
            };
            problems::insert(transaction, realm, &problem, now_ms)?;
            cursors::forget(transaction, realm, stored.space())?;
            cursors::want_own(transaction, realm)?;
            transaction.execute("DELETE FROM receipt_entry WHERE entry = ?1", [row])?;
            transaction.execute("DELETE FROM outbox WHERE entry = ?1", [row])?;
            transaction.execute("DELETE FROM entry WHERE id = ?1", [row])?;
            Ok(())
        })
    }
}

/// Adds a verified entry with this hash and says its row; nothing when it is here already.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    mac: &dyn RowMac,
    entry: &SealedEntry,
    hash: &Hash,
    place: Option<Place>,
) -> Result<Option<i64>, VaultError> {
    let header = entry.header.to_bytes();
    let tag = mac.tag(&[&header, &entry.signature, &entry.body]);
    let inserted = transaction
        .prepare_cached(
            "INSERT INTO entry (hash, realm, space, device, seq, kind, pos, dir_pos, leaf, header,
                                body, signature, row_mac16)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (space, device, seq, hash) DO NOTHING",
        )?
        .execute(params![
            hash.0,
            entry.header.realm.0,
            entry.header.space.0,
            entry.header.device.0,
            to_column(entry.header.seq)?,
            entry.header.kind as u8,
            place.map(|place| to_column(place.pos)).transpose()?,
            place.map(|place| to_column(place.dir_pos)).transpose()?,
            place.map(|place| to_column(place.leaf)).transpose()?,
            header,
            entry.body,
            entry.signature,
            tag,
        ])?;
    Ok((inserted > 0).then(|| transaction.last_insert_rowid()))
}

/// The row of an entry, if it is here.
pub(super) fn find(connection: &Connection, place: &ChainPlace) -> Result<Option<i64>, VaultError> {
    let select = "SELECT id FROM entry WHERE space = ?1 AND device = ?2 AND seq = ?3 AND hash = ?4";
    let key = params![place.space.0, place.device.0, to_column(place.seq)?, place.hash.0];
    Ok(connection.prepare_cached(select)?.query_row(key, |row| row.get(0)).optional()?)
}

/// Whether the row still holds the entry that it is said to hold.
pub(super) fn holds(connection: &Connection, named: &Named) -> Result<bool, VaultError> {
    let select = "SELECT EXISTS (SELECT 1 FROM entry WHERE id = ?1 AND hash = ?2)";
    Ok(connection.prepare_cached(select)?.query_row(params![named.row, named.hash.0], |row| row.get(0))?)
}

/// The space of an entry; none when the row does not hold it.
pub(super) fn space_of(connection: &Connection, named: &Named) -> Result<Option<SpaceId>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT space FROM entry WHERE id = ?1 AND hash = ?2")?;
    Ok(statement.query_row(params![named.row, named.hash.0], |row| Ok(SpaceId(row.get(0)?))).optional()?)
}

/// The places of a device's own entries in a space, after `after`, ascending.
pub(super) fn places_of(
    connection: &Connection,
    realm: RealmId,
    space: SpaceId,
    device: DeviceId,
    after: u64,
) -> Result<Vec<u64>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT pos FROM entry WHERE realm = ?1 AND space = ?2 AND device = ?3 AND pos > ?4
         ORDER BY pos",
    )?;
    let after = to_column(after)?;
    let places = statement.query_map(params![realm.0, space.0, device.0, after], |row| number(row, "pos"))?;
    Ok(places.collect::<Result<_, _>>()?)
}

/// Notes where the server placed an entry, once; and its leaf as the server last said it.
pub(super) fn place(
    transaction: &Transaction<'_>,
    row: i64,
    pos: u64,
    dir_pos: Option<u64>,
    leaf: Option<u64>,
) -> Result<(), VaultError> {
    transaction
        .prepare_cached(
            "UPDATE entry SET pos = coalesce(pos, ?2), dir_pos = coalesce(dir_pos, ?3), leaf = coalesce(?4, leaf)
             WHERE id = ?1 AND (pos IS NULL OR dir_pos IS NULL OR (?4 IS NOT NULL AND leaf IS NOT ?4))",
        )?
        .execute(params![
            row,
            to_column(pos)?,
            dir_pos.map(to_column).transpose()?,
            leaf.map(to_column).transpose()?
        ])?;
    Ok(())
}

/// A row as it stands in the table, not yet believed.
pub(super) struct Unverified {
    id: i64,
    hash: Hash,
    pos: Option<u64>,
    dir_pos: Option<u64>,
    leaf: Option<u64>,
    header: Vec<u8>,
    body: Vec<u8>,
    signature: [u8; 64],
    tag: [u8; 16],
}

/// Reads the columns named in [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Unverified> {
    Ok(Unverified {
        id: row.get("id")?,
        hash: Hash(row.get("hash")?),
        pos: maybe_number(row, "pos")?,
        dir_pos: maybe_number(row, "dir_pos")?,
        leaf: maybe_number(row, "leaf")?,
        header: row.get("header")?,
        body: row.get("body")?,
        signature: row.get("signature")?,
        tag: row.get("row_mac16")?,
    })
}

impl Unverified {
    /// The entry, when this device's authenticator holds over its bytes.
    pub(super) fn verified(self, mac: &dyn RowMac) -> Option<StoredEntry> {
        if !mac.holds(&[&self.header, &self.signature, &self.body], &self.tag) {
            return None;
        }
        let header = Header::parse(&self.header).ok()?;
        let entry = SealedEntry { header, body: self.body, signature: self.signature };
        let Self { id: row, hash, pos, dir_pos, leaf, .. } = self;
        Some(StoredEntry { row, hash, pos, dir_pos, leaf, entry })
    }

    fn space(&self) -> SpaceId {
        let at = self.header.get(24..40).unwrap_or_default();
        SpaceId::from_slice(at).unwrap_or(SpaceId::ZERO)
    }

    fn bytes(&self) -> Vec<u8> {
        [self.header.as_slice(), &self.body, &self.signature].concat()
    }
}
