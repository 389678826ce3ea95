//! Tables `member` and `member_end`: devices that signed statements introduced and ended.

use super::{Store, StoreError, signed, unsigned};
use crate::members::{Member, Members, Office};
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash, PersonId};

impl Store {
    /// Everyone the statements so far know, and the root.
    pub(crate) fn members(&self, genesis: &Genesis) -> Result<Members, StoreError> {
        let mut members = Members::of(genesis);
        let select = "SELECT device, registrar, person, sig_pk, introduced, not_after_ms FROM member WHERE realm = ?1";
        let mut select = self.connection.prepare(select)?;
        let mut rows = select.query([&self.realm.0])?;
        while let Some(row) = rows.next()? {
            let introduced: Vec<u8> = row.get(4)?;
            let member = Member {
                office: if row.get(1)? { Office::Registrar } else { Office::Device },
                person: Some(PersonId(row.get(2)?)),
                sig_pk: row.get(3)?,
                introduced: introduced.chunks_exact(32).filter_map(Hash::from_slice).collect(),
                not_after_ms: row.get(5)?,
            };
            members.insert(DeviceId(row.get(0)?), member);
        }
        let mut select = self.connection.prepare("SELECT device, pos FROM member_end WHERE realm = ?1")?;
        let mut rows = select.query([&self.realm.0])?;
        while let Some(row) = rows.next()? {
            members.end(DeviceId(row.get(0)?), unsigned(row.get(1)?)?);
        }
        Ok(members)
    }

    /// Keeps what is known of one device.
    pub(crate) fn save_member(&self, device: &DeviceId, members: &Members) -> Result<(), StoreError> {
        if let Some(member) = members.get(device)
            && let Some(person) = member.person
        {
            let upsert = "INSERT INTO member (realm, device, registrar, person, sig_pk, introduced, not_after_ms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (realm, device) DO UPDATE SET
                  registrar = excluded.registrar, introduced = excluded.introduced, not_after_ms = excluded.not_after_ms";
            let introduced: Vec<u8> = member.introduced.iter().flat_map(|hash| hash.0).collect();
            let registrar = member.office == Office::Registrar;
            let row = (self.realm.0, device.0, registrar, person.0, member.sig_pk, introduced, member.not_after_ms);
            self.connection.prepare_cached(upsert)?.execute(row)?;
        }
        if let Some(pos) = members.ended_at(device) {
            let insert = "INSERT OR IGNORE INTO member_end (realm, device, pos) VALUES (?1, ?2, ?3)";
            self.connection.prepare_cached(insert)?.execute((self.realm.0, device.0, signed(pos)?))?;
        }
        Ok(())
    }
}
