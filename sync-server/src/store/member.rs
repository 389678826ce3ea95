//! Tables `member` and `member_end`: devices that signed statements introduced and ended.

use super::{Store, StoreError, signed, unsigned};
use crate::members::{Member, Members, Office, Stated};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::Genesis;
use first72_wire::id::{DeviceId, Hash, PersonId, SpaceId};
use first72_wire::statement::{PublicPart, StatementBody};
use rusqlite::OptionalExtension;

impl Store {
    /// Everyone the statements so far know, and the root.
    pub(crate) fn members(&self, genesis: &Genesis) -> Result<Members, StoreError> {
        let directory = genesis.directory_space();
        if self.has_root_change(&directory)? {
            // The tables have no room for a second root; the statements themselves say all.
            return Ok(Members::replayed(genesis, &self.statements(&directory)?));
        }
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

    /// Every statement of the directory that can be read, in its order.
    pub(crate) fn statements(&self, directory: &SpaceId) -> Result<Vec<Stated>, StoreError> {
        let select = "SELECT pos, hash, bytes FROM entry WHERE realm = ?1 AND space = ?2
            AND substr(bytes, 6, 1) = x'03' ORDER BY pos";
        let mut select = self.connection.prepare_cached(select)?;
        let mut rows = select.query((self.realm.0, directory.0))?;
        let mut statements = Vec::new();
        while let Some(row) = rows.next()? {
            let entry = SealedEntry::parse(&row.get::<_, Vec<u8>>(2)?).map_err(|_| StoreError::Damaged)?;
            let Ok(body) = StatementBody::parse(&entry.body) else { continue };
            let (author, seq) = (entry.header.device, entry.header.seq);
            let (pos, hash) = (unsigned(row.get(0)?)?, Hash(row.get(1)?));
            statements.push(Stated { author, seq, pos, hash, public: body.public });
        }
        Ok(statements)
    }

    /// One statement by its hash, with its signer.
    pub(crate) fn statement(
        &self,
        directory: &SpaceId,
        hash: &Hash,
    ) -> Result<Option<(DeviceId, PublicPart)>, StoreError> {
        let select = "SELECT bytes FROM entry WHERE realm = ?1 AND space = ?2 AND hash = ?3";
        let mut select = self.connection.prepare_cached(select)?;
        let key = (self.realm.0, directory.0, hash.0);
        let found: Option<Vec<u8>> = select.query_row(key, |row| row.get(0)).optional()?;
        let Some(bytes) = found else { return Ok(None) };
        let entry = SealedEntry::parse(&bytes).map_err(|_| StoreError::Damaged)?;
        Ok(StatementBody::parse(&entry.body).ok().map(|body| (entry.header.device, body.public)))
    }

    /// Whether anybody ever named another root.
    fn has_root_change(&self, directory: &SpaceId) -> Result<bool, StoreError> {
        // Behind the header: an array of two, an array of three, the statement's number.
        let select = "SELECT EXISTS (SELECT 1 FROM entry WHERE realm = ?1 AND space = ?2
            AND substr(bytes, 6, 1) = x'03' AND substr(bytes, 149, 3) = x'828304')";
        let mut select = self.connection.prepare_cached(select)?;
        Ok(select.query_row((self.realm.0, directory.0), |row| row.get(0))?)
    }

    /// Keeps these members and no others.
    pub(crate) fn replace_members(&self, members: &Members) -> Result<(), StoreError> {
        for table in ["member", "member_end"] {
            self.connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE realm = ?1"))?
                .execute([&self.realm.0])?;
        }
        members.devices().try_for_each(|device| self.save_member(&device, members))
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
