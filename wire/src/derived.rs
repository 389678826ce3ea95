//! Identifiers that follow from keys or bytes, so that nobody can choose them.

use crate::id::{DeviceId, EpisodeId, MatterId, RealmId, SpaceId};
use crate::label::{self, digest, plain_digest, truncate};

/// A device's id: the first 16 bytes of SHA-256(label ‖ signing key ‖ key-agreement key).
#[must_use]
pub fn device_id(sig_pk: &[u8; 32], kem_pk: &[u8; 65]) -> DeviceId {
    DeviceId(truncate(&digest(label::DEVICE, &[sig_pk, kem_pk])))
}

/// The root's id as an author: the first 16 bytes of SHA-256(label ‖ root key).
#[must_use]
pub fn root_id(root_pk: &[u8; 32]) -> DeviceId {
    DeviceId(truncate(&digest(label::ROOT, &[root_pk])))
}

/// A realm's id: the first 16 bytes of SHA-256 of its genesis.
#[must_use]
pub fn realm_id(genesis: &[u8]) -> RealmId {
    RealmId(truncate(&plain_digest(&[genesis])))
}

/// The space of a realm's directory.
#[must_use]
pub fn directory_space(realm: &RealmId) -> SpaceId {
    SpaceId(truncate(&digest(label::DIR, &[realm.as_bytes()])))
}

/// The space in which a realm's devices witness its server's log; every live device reads it.
#[must_use]
pub fn witness_space(realm: &RealmId) -> SpaceId {
    SpaceId(truncate(&digest(label::WITNESS, &[realm.as_bytes()])))
}

/// The space in which one device of a realm leaves what was done on it, for the realm's auditors. Nobody else writes there.
#[must_use]
pub fn audit_space(realm: &RealmId, device: &DeviceId) -> SpaceId {
    SpaceId(truncate(&digest(label::AUDIT, &[realm.as_bytes(), device.as_bytes()])))
}

/// The space in which a realm's server says, day by day, what it was asked; every live device reads it.
#[must_use]
pub fn request_space(realm: &RealmId) -> SpaceId {
    SpaceId(truncate(&digest(label::REQUESTS, &[realm.as_bytes()])))
}

/// A server's id as an author: the first 16 bytes of SHA-256(label ‖ log key).
#[must_use]
pub fn server_author(log_pk: &[u8; 32]) -> DeviceId {
    DeviceId(truncate(&digest(label::SERVER, &[log_pk])))
}

/// An episode as a realm's statements about releases and holds name it. An episode's id is random and stands only in sealed
/// parts: whoever does not know it cannot tell which one is meant, and two realms name it differently.
#[must_use]
pub fn matter_id(realm: &RealmId, episode: &EpisodeId) -> MatterId {
    MatterId(truncate(&digest(label::MATTER, &[realm.as_bytes(), episode.as_bytes()])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_key_is_another_device() {
        let device = device_id(&[1; 32], &[4; 65]);
        assert_ne!(device, device_id(&[2; 32], &[4; 65]));
        assert_ne!(device, device_id(&[1; 32], &[5; 65]));
    }

    #[test]
    fn the_directory_has_a_space_of_its_own_in_each_realm() {
        assert_ne!(directory_space(&RealmId([1; 16])), directory_space(&RealmId([2; 16])));
        assert_ne!(witness_space(&RealmId([1; 16])), witness_space(&RealmId([2; 16])));
        assert_ne!(witness_space(&RealmId([1; 16])), directory_space(&RealmId([1; 16])));
        assert_ne!(request_space(&RealmId([1; 16])), witness_space(&RealmId([1; 16])));
        assert_ne!(server_author(&[1; 32]), root_id(&[1; 32]), "one key in two offices has two ids");
    }

    #[test]
    fn each_device_has_an_audit_space_of_its_own_in_each_realm() {
        let (realm, device) = (RealmId([1; 16]), DeviceId([2; 16]));
        assert_ne!(audit_space(&realm, &device), audit_space(&realm, &DeviceId([3; 16])));
        assert_ne!(audit_space(&realm, &device), audit_space(&RealmId([4; 16]), &device));
    }

    #[test]
    fn an_episode_has_another_name_in_each_realm() {
        let (realm, episode) = (RealmId([1; 16]), EpisodeId([2; 16]));
        assert_ne!(matter_id(&realm, &episode), matter_id(&RealmId([3; 16]), &episode));
        assert_ne!(matter_id(&realm, &episode), matter_id(&realm, &EpisodeId([3; 16])));
    }
}
