//! Table `realm`: whose store this is, and its Merkle tree.

use super::{Store, StoreError, signed, unsigned};
use first72_wire::tree::Edge;
use rusqlite::OptionalExtension;

impl Store {
    /// Makes the store this realm's, or finds that it is another's.
    pub(super) fn claim(&self) -> Result<(), StoreError> {
        let owner = "SELECT realm FROM realm LIMIT 1";
        let owner: Option<[u8; 16]> = self.connection.query_row(owner, [], |row| row.get(0)).optional()?;
        match owner {
            Some(owner) if owner == self.realm.0 => Ok(()),
            Some(_) => Err(StoreError::OtherRealm),
            None => {
                let insert = "INSERT INTO realm (realm, tree_size, peaks) VALUES (?1, 0, x'')";
                self.connection.execute(insert, [&self.realm.0])?;
                Ok(())
            }
        }
    }

    /// The tree as of the last commit.
    pub(crate) fn tree(&self) -> Result<Edge, StoreError> {
        let select = "SELECT tree_size, peaks FROM realm WHERE realm = ?1";
        let (size, peaks): (i64, Vec<u8>) =
            self.connection.query_row(select, [&self.realm.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let tree = Edge::from_parts(unsigned(size)?, &peaks).ok_or(StoreError::Damaged)?;
        let entries: i64 = self.connection.query_row("SELECT coalesce(max(id), 0) FROM entry", [], |row| row.get(0))?;
        // Entries are never removed, so the last one's row number is how many there are.
        if unsigned(entries)? == tree.size() { Ok(tree) } else { Err(StoreError::Damaged) }
    }

    /// Keeps the tree.
    pub(crate) fn save_tree(&self, tree: &Edge) -> Result<(), StoreError> {
        let update = "UPDATE realm SET tree_size = ?2, peaks = ?3 WHERE realm = ?1";
        let mut update = self.connection.prepare_cached(update)?;
        update.execute((self.realm.0, signed(tree.size())?, tree.peak_bytes()))?;
        Ok(())
    }
}
