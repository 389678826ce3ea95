//! The founding of a drill's realm: without a passphrase, a safe or a registrar, because its keys are public.

use super::{CeremonyError, NewRealm, first_entries, sign_genesis, standard_roles};
use crate::seal::{DevicePublic, LogKey, PublicBytes, Randomness, RecoveryKey, RootKey};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{Limits, RealmCompartment, SignedGenesis};
use first72_wire::id::PersonId;

/// What a person reads where a realm's name stands.
pub const DRILL_NAME: &str = "Drill County (invented)";

/// The drill's server lives in memory; nothing can ever be reached here (RFC 2606).
const NOWHERE: &str = "https://drill.invalid";

/// What comes out of the founding of a drill.
pub struct DrillFounded {
    /// The drill realm, the same on every device and at every time.
    pub genesis: SignedGenesis,
    /// The root's first statements: the registrar's device, and the directory's key for it.
    pub entries: Vec<SealedEntry>,
    /// The key of the server in memory.
    pub log_key: LogKey,
}

/// Founds the drill realm with this device as its registrar. The realm itself is a constant
/// ([`first72_wire::drill::REALM`]); only who is in it differs from drill to drill.
///
/// # Errors
/// [`CeremonyError`] when there is no randomness for the directory's key.
pub fn found_drill(
    registrar_person: PersonId,
    registrar_device: DevicePublic,
    random: &dyn Randomness,
) -> Result<DrillFounded, CeremonyError> {
    let new = NewRealm {
        name: DRILL_NAME.to_owned(),
        compartments: Compartment::OF_RECORDS.to_vec(),
        two_signatures: vec![],
        server_url: NOWHERE.to_owned(),
        role_templates: standard_roles(&Compartment::OF_RECORDS),
        limits: Limits { idle_s: 900, ..Limits::default() },
        demo: true,
        policy: None,
        registrar_person,
        registrar_device,
        now_ms: 0,
    };
    let root = RootKey::make(&PublicBytes::of(b"root"))?;
    let log_key = LogKey::make(&PublicBytes::of(b"log"))?;
    let recovery = PublicBytes::of(b"recovery");
    let compartments = new.compartments.iter().map(|class| {
        let recovery_pk = *RecoveryKey::make(&recovery)?.public();
        Ok(RealmCompartment { class: *class, recovery_epoch: 1, recovery_pk, quorum: 1 })
    });
    let compartments = compartments.collect::<Result<Vec<_>, CeremonyError>>()?;
    let genesis = sign_genesis(&new, &root, compartments, None, *log_key.public())?;
    let entries = first_entries(&new, &root, genesis.genesis(), random)?;
    Ok(DrillFounded { genesis, entries, log_key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{DeviceKeys, SystemRandomness};
    use first72_wire::drill;

    #[test]
    fn every_drill_has_the_same_realm_and_every_door_knows_it() {
        let random = SystemRandomness::new();
        let found = |person| {
            let keys = DeviceKeys::make(&random).unwrap();
            found_drill(PersonId([person; 16]), *keys.public(), &random).unwrap()
        };
        let (one, other) = (found(1), found(2));
        assert_eq!(one.genesis, other.genesis);
        assert_ne!(one.entries, other.entries);
        assert!(one.genesis.genesis().is_drill());
        assert_eq!(one.genesis.genesis().realm(), drill::REALM);
    }
}
