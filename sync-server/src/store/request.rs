//! Table `request`: what the server was asked, by days.

use super::{Store, StoreError, signed};
use first72_wire::compartment::Compartment;
use first72_wire::id::DeviceId;
use first72_wire::key_body::{KeyBody, SpaceClass};

impl Store {
    /// Keeps a row with the others of its day.
    pub(crate) fn save_request(&self, day: u32, row: &[u8]) -> Result<(), StoreError> {
        let insert = "INSERT INTO request (realm, day, row) VALUES (?1, ?2, ?3)";
        self.connection.prepare_cached(insert)?.execute((self.realm.0, day, row))?;
        Ok(())
    }

    /// The days that have rows, from one on and before another, in ascending order.
    pub(crate) fn request_days(&self, from: u32, before: u32) -> Result<Vec<u32>, StoreError> {
        let select = "SELECT DISTINCT day FROM request WHERE realm = ?1 AND day >= ?2 AND day < ?3 ORDER BY day";
        let mut select = self.connection.prepare_cached(select)?;
        let days = select.query_map((self.realm.0, from, before), |row| row.get(0))?;
        Ok(days.collect::<Result<_, _>>()?)
    }

    /// So many rows of a day from one on, counted from 0, in their order.
    pub(crate) fn requests(&self, day: u32, from: u64, most: usize) -> Result<Vec<Vec<u8>>, StoreError> {
        let select = "SELECT row FROM request WHERE realm = ?1 AND day = ?2 ORDER BY id LIMIT ?3 OFFSET ?4";
        let mut select = self.connection.prepare_cached(select)?;
        let most = signed(u64::try_from(most).unwrap_or(u64::MAX))?;
        let rows = select.query_map((self.realm.0, day, most, signed(from)?), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Forgets the rows of days before one.
    pub(crate) fn forget_requests(&self, before: u32) -> Result<(), StoreError> {
        let delete = "DELETE FROM request WHERE realm = ?1 AND day < ?2";
        self.connection.prepare_cached(delete)?.execute((self.realm.0, before))?;
        Ok(())
    }

    /// Whether a device reads what was done on others, as far as a server can know it: the newest key of a space of that
    /// class was wrapped to it.
    pub(crate) fn is_auditor(&self, device: &DeviceId) -> Result<bool, StoreError> {
        for reach in self.reach(device)? {
            if reach.last < self.space(&reach.space)?.head {
                continue;
            }
            let Some(entry) = self.first_key(&reach.space)? else { continue };
            let class = KeyBody::parse(&entry.body).map_err(|_| StoreError::Damaged)?.class;
            if class == SpaceClass::Compartment(Compartment::Audit) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
