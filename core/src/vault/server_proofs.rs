//! The server_proof table: what a server signed that cannot all be true. Nothing is exchanged with it until a person
//! lets it, and the proof stays.

use super::error::VaultError;
use super::open::Vault;
use first72_wire::id::RealmId;
use rusqlite::{OptionalExtension, Row, params};

/// Most proofs of one realm that are kept; a server that goes on lying adds nothing that these do not show.
const MOST: i64 = 64;

/// A kept proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerProof {
    /// Its number.
    pub id: i64,
    /// Whose server.
    pub realm: RealmId,
    /// What it was caught at, as a stable code.
    pub code: String,
    /// The proof, as it is exported.
    pub proof: Vec<u8>,
    /// When it was noted, milliseconds since 1970 by this device's clock.
    pub noted_ms: i64,
    /// When a person let the sync go on in spite of it.
    pub lifted_ms: Option<i64>,
}

impl Vault {
    /// Keeps a proof. The same one again adds nothing, but stops the sync again.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn keep_server_proof(
        &mut self,
        realm: RealmId,
        code: &str,
        proof: &[u8],
        now_ms: i64,
    ) -> Result<(), VaultError> {
        self.transact(|transaction, _| {
            let again = "UPDATE server_proof SET lifted_ms = NULL WHERE realm = ?1 AND code = ?2 AND (proof = ?3
                OR (SELECT count(*) FROM server_proof WHERE realm = ?1) >= ?4)";
            if transaction.execute(again, params![realm.0, code, proof, MOST])? == 0 {
                let insert = "INSERT INTO server_proof (realm, code, proof, noted_ms) VALUES (?1, ?2, ?3, ?4)";
                transaction.execute(insert, params![realm.0, code, proof, now_ms])?;
            }
            Ok(())
        })
    }

    /// Every kept proof of a realm, oldest first.
    ///
    /// # Errors
    /// [`VaultError::Corrupt`] when a page is damaged.
    pub fn server_proofs(&self, realm: RealmId) -> Result<Vec<ServerProof>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, realm, code, proof, noted_ms, lifted_ms FROM server_proof WHERE realm = ?1 ORDER BY id",
        )?;
        let found = statement.query_map([realm.0], read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What stops the exchange with a realm's server: the code of the newest proof that nobody lifted.
    ///
    /// # Errors
    /// As [`Vault::server_proofs`].
    pub fn server_stopped(&self, realm: RealmId) -> Result<Option<String>, VaultError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT code FROM server_proof WHERE realm = ?1 AND lifted_ms IS NULL ORDER BY id DESC LIMIT 1",
        )?;
        Ok(statement.query_row([realm.0], |row| row.get(0)).optional()?)
    }

    /// Lets the exchange with a realm's server go on. The proofs stay. Says how many there were.
    ///
    /// # Errors
    /// [`VaultError::Full`] and the like.
    pub fn lift_server_proofs(&mut self, realm: RealmId, now_ms: i64) -> Result<usize, VaultError> {
        self.transact(|transaction, _| {
            let lift = "UPDATE server_proof SET lifted_ms = ?2 WHERE realm = ?1 AND lifted_ms IS NULL";
            Ok(transaction.execute(lift, params![realm.0, now_ms])?)
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<ServerProof> {
    Ok(ServerProof {
        id: row.get("id")?,
        realm: RealmId(row.get("realm")?),
        code: row.get("code")?,
        proof: row.get("proof")?,
        noted_ms: row.get("noted_ms")?,
        lifted_ms: row.get("lifted_ms")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::invented::{NOW, REALM, create, open};

    #[test]
    fn a_proof_stops_until_it_is_lifted_and_stays_and_the_same_one_stops_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut vault = create(&folder.path().join("v"));
        assert_eq!(vault.server_stopped(REALM).unwrap(), None);
        vault.keep_server_proof(REALM, "server.went-back", b"invented", NOW).unwrap();
        vault.close().unwrap();
        let mut vault = open(&folder.path().join("v"));
        assert_eq!(vault.server_stopped(REALM).unwrap().as_deref(), Some("server.went-back"));
        assert_eq!(vault.lift_server_proofs(REALM, NOW + 1).unwrap(), 1);
        assert_eq!(vault.server_stopped(REALM).unwrap(), None);
        vault.keep_server_proof(REALM, "server.went-back", b"invented", NOW + 2).unwrap();
        assert!(vault.server_stopped(REALM).unwrap().is_some());
        assert_eq!(vault.server_proofs(REALM).unwrap().len(), 1);
        for number in 0..200u32 {
            vault.keep_server_proof(REALM, "server.unproven", &number.to_be_bytes(), NOW).unwrap();
        }
        assert_eq!(vault.server_proofs(REALM).unwrap().len(), 64, "a lying server does not fill the device");
    }
}
