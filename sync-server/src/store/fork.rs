//! Table `fork`: the first entry that contradicts a stored one.

use super::{Store, StoreError, signed};
use first72_wire::header::Header;

impl Store {
    /// Keeps the proof that an author wrote two entries with one number. Later ones add nothing.
    pub(crate) fn save_fork(&self, header: &Header, seen_ms: i64, bytes: &[u8]) -> Result<bool, StoreError> {
        let insert = "INSERT OR IGNORE INTO fork (realm, space, device, seq, seen_ms, bytes)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let mut insert = self.connection.prepare_cached(insert)?;
        let row = (self.realm.0, header.space.0, header.device.0, signed(header.seq)?, seen_ms, bytes);
        Ok(insert.execute(row)? > 0)
    }
}
