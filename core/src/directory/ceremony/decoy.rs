//! The founding of a decoy's realm: everything in it is made up, nobody else is ever in it, and what could sign or recover
//! in it is forgotten at once.

use super::certificates::Certificates;
use super::{CeremonyError, NewRealm, first_entries, sign_genesis};
use crate::seal::{LogKey, Randomness, RecoveryKey, RootKey};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{RealmCompartment, SignedGenesis};

/// What comes out of the founding of a decoy.
pub struct DecoyFounded {
    /// The realm, another one on each device.
    pub genesis: SignedGenesis,
    /// The root's first statements: the registrar's device, the directory's key for it, and the policy.
    pub entries: Vec<SealedEntry>,
    /// The certificate authority, DER; none for a demo on loopback.
    pub ca_der: Option<Vec<u8>>,
    /// The key of the server in memory that is there while the decoy is made.
    pub log_key: LogKey,
}

/// Founds a realm that looks like any other and that nobody can join, recover or change.
///
/// # Errors
/// [`CeremonyError`] names what could not be done.
pub fn found_decoy(new: &NewRealm, random: &dyn Randomness) -> Result<DecoyFounded, CeremonyError> {
    let certificates = Certificates::for_address(&new.server_url, &new.name, new.demo, new.now_ms)?;
    let root = RootKey::make(random)?;
    let log_key = LogKey::make(random)?;
    let compartment = |class: &_| {
        let recovery_pk = *RecoveryKey::make(random)?.public();
        Ok(RealmCompartment { class: *class, recovery_epoch: 1, recovery_pk, quorum: 1 })
    };
    let compartments = new.compartments.iter().map(compartment).collect::<Result<Vec<_>, CeremonyError>>()?;
    let genesis = sign_genesis(new, &root, compartments, certificates.as_ref(), *log_key.public())?;
    let entries = first_entries(new, &root, genesis.genesis(), random)?;
    Ok(DecoyFounded { genesis, entries, ca_der: certificates.map(|made| made.ca_der), log_key })
}
