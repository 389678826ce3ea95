//! The enrolment table: the realms this person's device belongs to.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::{DeviceId, PersonId, RealmId};
use rusqlite::{Row, params};

/// One enrolment: what was pinned when the registrar's code was scanned, and the sealed keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The realm.
    pub realm: RealmId,
    /// The genesis, as signed by the root.
    pub genesis: Vec<u8>,
    /// The root's signature over it.
    pub genesis_sig: [u8; 64],
    /// The realm's certificate authority, DER; none in a demo over loopback.
    pub ca_der: Option<Vec<u8>>,
    /// Where the realm's server is.
    pub server_url: String,
    /// The public half of the server's log key.
    pub log_pk: [u8; 32],
    /// This device in that realm.
    pub device: DeviceId,
    /// The person it belongs to, once the directory has said so.
    pub person: Option<PersonId>,
    /// The device's keys, sealed under `K_dev`.
    pub device_keys: Vec<u8>,
    /// When it was enrolled, milliseconds since 1970 by this device's clock.
    pub enrolled_ms: i64,
}

impl Vault {
    /// Keeps an enrolment in the place of an older one in the same realm.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like; the older one is then still there.
    pub fn keep_enrolment(&mut self, enrolment: &Enrolment) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            transaction.execute(
                "INSERT OR REPLACE INTO enrolment (realm, genesis, genesis_sig, ca_der,
                     server_url, log_pk, device, person, device_keys, enrolled_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                params![
                    enrolment.realm.0,
                    enrolment.genesis,
                    enrolment.genesis_sig,
                    enrolment.ca_der,
                    enrolment.server_url,
                    enrolment.log_pk,
                    enrolment.device.0,
                    enrolment.person.map(|person| person.0),
                    enrolment.device_keys,
                    enrolment.enrolled_ms,
                ],
            )?;
            Ok(())
        })
    }

    /// Every enrolment, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn enrolments(&self) -> Result<Vec<Enrolment>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT realm, genesis, genesis_sig, ca_der, server_url, log_pk, device, person,
                    device_keys, enrolled_ms
             FROM enrolment ORDER BY enrolled_ms, realm",
        )?;
        let enrolments = statement.query_map([], read)?;
        Ok(enrolments.collect::<Result<_, _>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Enrolment> {
    Ok(Enrolment {
        realm: RealmId(row.get("realm")?),
        genesis: row.get("genesis")?,
        genesis_sig: row.get("genesis_sig")?,
        ca_der: row.get("ca_der")?,
        server_url: row.get("server_url")?,
        log_pk: row.get("log_pk")?,
        device: DeviceId(row.get("device")?),
        person: row.get::<_, Option<[u8; 16]>>("person")?.map(PersonId),
        device_keys: row.get("device_keys")?,
        enrolled_ms: row.get("enrolled_ms")?,
    })
}
