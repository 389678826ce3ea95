//! A wrap opens for its own device, space and author, and for nobody else.

use super::*;
use crate::seal::SystemRandomness;
use crate::seal::verified::Origin;
use first72_wire::compartment::Compartment;
use first72_wire::id::{Hash, PersonId};
use first72_wire::key_body::SpaceClass;

fn place() -> WrapPlace {
    WrapPlace { realm: RealmId([1; 16]), space: SpaceId([2; 16]), author: DeviceId([3; 16]) }
}

fn devices() -> (DeviceKeys, DeviceKeys) {
    let random = SystemRandomness::new();
    (DeviceKeys::make(&random).unwrap(), DeviceKeys::make(&random).unwrap())
}

fn wrap_to(key: &SpaceKey, keys: &DeviceKeys) -> DeviceWrap {
    wrap_key(key, &place(), keys.device_id(), &keys.public().kem_pk, &SystemRandomness::new()).unwrap()
}

#[test]
fn a_wrap_opens_for_its_own_device_space_and_author_only() {
    let key = SpaceKey::make(3, &SystemRandomness::new()).unwrap();
    let (mine, other) = devices();
    let wrap = wrap_to(&key, &mine);
    let opened = unwrap_key(&mine, &place(), &key.id(), 3, &wrap).unwrap();
    assert!(opened.secret() == key.secret());
    let refused = |keys: &DeviceKeys, place: WrapPlace, id: KeyId| {
        assert_eq!(unwrap_key(keys, &place, &id, 3, &wrap).err(), Some(WrapError::Open));
    };
    refused(&other, place(), key.id());
    refused(&mine, WrapPlace { realm: RealmId([9; 16]), ..place() }, key.id());
    refused(&mine, WrapPlace { space: SpaceId([9; 16]), ..place() }, key.id());
    refused(&mine, WrapPlace { author: DeviceId([9; 16]), ..place() }, key.id());
    refused(&mine, place(), KeyId([9; 16]));
}

#[test]
fn every_flipped_bit_of_a_wrap_is_refused() {
    let key = SpaceKey::make(1, &SystemRandomness::new()).unwrap();
    let (mine, _) = devices();
    let wrap = wrap_to(&key, &mine);
    // Each of these costs an agreement on the curve; one bit of every byte is enough here, the
    // golden entries try them all against the signature.
    for at in 0..65 {
        let mut altered = wrap;
        altered.enc[at] ^= 1 << (at % 8);
        assert_eq!(unwrap_key(&mine, &place(), &key.id(), 1, &altered).err(), Some(WrapError::Open), "enc {at}");
    }
    for at in 0..48 {
        let mut altered = wrap;
        altered.wrapped[at] ^= 1 << (at % 8);
        assert_eq!(unwrap_key(&mine, &place(), &key.id(), 1, &altered).err(), Some(WrapError::Open), "text {at}");
    }
}

#[test]
fn a_point_that_is_not_on_the_curve_is_no_recipient() {
    let key = SpaceKey::make(1, &SystemRandomness::new()).unwrap();
    let refused = wrap_key(&key, &place(), DeviceId([4; 16]), &[4; 65], &SystemRandomness::new());
    assert_eq!(refused.err(), Some(WrapError::Recipient));
}

#[test]
fn a_recovery_wrap_opens_with_the_recovery_key() {
    let random = SystemRandomness::new();
    let key = SpaceKey::make(1, &random).unwrap();
    let scalar = kem::make_scalar(&random).unwrap();
    let public = kem::public_of(&scalar).unwrap();
    let wrap = wrap_for_recovery(&key, &place(), 7, &public, &random).unwrap();
    let recipient = recovery_recipient(&public);
    let opened = open_with(&scalar, &place(), &recipient, &key.id(), 1, (&wrap.enc, &wrap.wrapped)).unwrap();
    assert!(opened.secret() == key.secret());
    assert_eq!(wrap.epoch, 7);
}

fn key_entry(newest: &SpaceKey, older: &[SpaceKey], reader: &DeviceKeys) -> Verified<KeyBody> {
    let WrapPlace { realm, space, author } = place();
    let sealed = seal_old_keys(newest, space, older.iter(), &SystemRandomness::new()).unwrap();
    let value = KeyBody {
        class: SpaceClass::Compartment(Compartment::Ops),
        version: newest.version(),
        key_id: newest.id(),
        wraps: vec![wrap_to(newest, reader)],
        recovery: None,
        old_keys: Some(sealed),
    };
    let person = PersonId([8; 16]);
    let hash = Hash([9; 32]);
    let origin = Origin { realm, space, author, person, seq: 1, hash, late: false, own_signature_checked: true };
    Verified { value, origin }
}

// masvs:CRYPTO-2
#[test]
fn one_wrap_opens_the_whole_history() {
    let random = SystemRandomness::new();
    let make = |version| SpaceKey::make(version, &random).unwrap();
    let (mine, other) = devices();
    let newest = make(3);
    let entry = key_entry(&newest, &[make(1), make(2)], &mine);
    let mut ring = Keyring::new();
    assert_eq!(take_keys(&mut ring, &mine, &entry), Ok(3));
    assert_eq!(take_keys(&mut ring, &mine, &entry), Ok(0));
    assert_eq!(ring.newest(&entry.space()).unwrap().id(), newest.id());
    assert_eq!(ring.versions(&entry.space()).count(), 3);
    assert_eq!(take_keys(&mut Keyring::new(), &other, &entry), Ok(0));
}

#[test]
fn older_keys_of_another_space_or_altered_are_refused() {
    let random = SystemRandomness::new();
    let (new, old) = (SpaceKey::make(2, &random).unwrap(), SpaceKey::make(1, &random).unwrap());
    let space = SpaceId([2; 16]);
    let mut sealed = seal_old_keys(&new, space, std::iter::once(&old), &random).unwrap();
    assert_eq!(open_old_keys(&new, space, &sealed).unwrap().len(), 1);
    assert_eq!(open_old_keys(&new, SpaceId([3; 16]), &sealed).err(), Some(WrapError::OldKeys));
    assert_eq!(open_old_keys(&old, space, &sealed).err(), Some(WrapError::OldKeys));
    sealed[70] ^= 1;
    assert_eq!(open_old_keys(&new, space, &sealed).err(), Some(WrapError::OldKeys));
}
