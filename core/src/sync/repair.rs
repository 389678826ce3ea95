//! Who still lacks a space key, and whose turn it is to wrap it. Pure; the wrapping is in `seal`.

use super::rotate::SpaceKeys;
use first72_wire::id::{DeviceId, Hash, KeyId, SpaceId};
use first72_wire::label::digest;
use std::collections::BTreeSet;

/// Label of the order of turns. It is no secret: everyone computes the same order.
const TURN: &[u8] = b"first-contact/v1/turn";
/// How long each further holder waits before it does what the first should have done.
const TURN_MS: i64 = 2 * 60 * 1_000;
/// Holders after this turn wait no longer than it does.
const LAST_TURN: i64 = 3;

/// A key that someone entitled cannot open yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The key to wrap. It is held here.
    pub key_id: KeyId,
    /// Entitled devices without it, in the order of their ids.
    pub devices: Vec<DeviceId>,
    /// Whether the compartment's present recovery key lacks it too.
    pub recovery: bool,
}

/// What is missing in a space, of the keys that this device holds.
///
/// `entitled` are the live devices that may read the space today. `recovery_epoch` is that of the
/// compartment's present recovery key, none where there is no such key. A key that another key
/// opens (through its older keys) needs no wraps of its own.
#[must_use]
pub fn lacking(keys: &SpaceKeys, entitled: &BTreeSet<DeviceId>, recovery_epoch: Option<u32>) -> Vec<Lack> {
    let held = keys.tips().filter(|key| key.held);
    held.filter_map(|key| {
        let devices: Vec<DeviceId> = entitled.difference(&key.readers).copied().collect();
        let recovery = recovery_epoch.is_some() && key.recovery_epoch != recovery_epoch;
        (recovery || !devices.is_empty()).then_some(Lack { key_id: key.key_id, devices, recovery })
    })
    .collect()
}

/// How many milliseconds after a lack was noticed this device fills it: at once for the first of
/// the holders, later for the others, so that usually one does it. Doing it twice is harmless.
///
/// The holders are those of the key's readers that are entitled today; their order is that of
/// SHA-256(label ‖ space ‖ device), which is another one in each space.
#[must_use]
pub fn wait_ms(keys: &SpaceKeys, space: SpaceId, key_id: KeyId, entitled: &BTreeSet<DeviceId>, me: DeviceId) -> i64 {
    let readers = keys.keys.iter().find(|key| key.key_id == key_id).map(|key| &key.readers);
    let mine = rank(space, me);
    let before = readers
        .into_iter()
        .flatten()
        .filter(|device| **device != me && entitled.contains(device) && rank(space, **device) < mine)
        .count();
    i64::try_from(before).unwrap_or(LAST_TURN).min(LAST_TURN) * TURN_MS
}

fn rank(space: SpaceId, device: DeviceId) -> Hash {
    digest(TURN, &[&space.0, &device.0])
}

#[cfg(test)]
mod tests {
    use super::super::rotate::KeyKnown;
    use super::*;

    const SPACE: SpaceId = SpaceId([1; 16]);

    fn devices(bytes: &[u8]) -> BTreeSet<DeviceId> {
        bytes.iter().map(|byte| DeviceId([*byte; 16])).collect()
    }

    fn key(number: u8, version: u32, readers: &[u8], covers: &[u8]) -> KeyKnown {
        KeyKnown {
            key_id: KeyId([number; 16]),
            version,
            readers: devices(readers),
            recovery_epoch: Some(1),
            covers: covers.iter().map(|byte| KeyId([*byte; 16])).collect(),
            held: true,
        }
    }

    #[test]
    fn a_newcomer_needs_only_the_key_that_opens_all_others() {
        let keys = SpaceKeys { keys: vec![key(1, 1, &[1, 2], &[]), key(2, 2, &[1], &[1])] };
        let lack = lacking(&keys, &devices(&[1, 3]), Some(1));
        assert_eq!(lack, [Lack { key_id: KeyId([2; 16]), devices: vec![DeviceId([3; 16])], recovery: false }]);
    }

    #[test]
    fn two_keys_that_do_not_open_each_other_are_both_needed() {
        let keys = SpaceKeys { keys: vec![key(2, 2, &[1], &[1]), key(3, 2, &[1, 2], &[1])] };
        let lack = lacking(&keys, &devices(&[1, 2]), Some(1));
        assert_eq!(lack.len(), 1, "device 2 has the second already");
        assert_eq!(lack[0].key_id, KeyId([2; 16]));
    }

    #[test]
    fn a_new_recovery_key_is_wrapped_to_and_an_absent_one_is_not() {
        let keys = SpaceKeys { keys: vec![key(1, 1, &[1], &[])] };
        assert!(lacking(&keys, &devices(&[1]), Some(2))[0].recovery);
        assert_eq!(lacking(&keys, &devices(&[1]), Some(1)), []);
        assert_eq!(lacking(&keys, &devices(&[1]), None), []);
    }

    #[test]
    fn a_key_that_is_not_held_cannot_be_wrapped() {
        let keys = SpaceKeys { keys: vec![KeyKnown { held: false, ..key(1, 1, &[1], &[]) }] };
        assert_eq!(lacking(&keys, &devices(&[1, 2]), Some(1)), []);
    }

    #[test]
    fn exactly_one_holder_does_it_at_once_and_not_always_the_same() {
        let everyone = devices(&[1, 2, 3, 4, 5]);
        let keys = SpaceKeys { keys: vec![key(1, 1, &[1, 2, 3, 4, 5], &[])] };
        let mut first = BTreeSet::new();
        for space in 0..40u8 {
            let space = SpaceId([space; 16]);
            let at_once: Vec<&DeviceId> =
                everyone.iter().filter(|me| wait_ms(&keys, space, KeyId([1; 16]), &everyone, **me) == 0).collect();
            assert_eq!(at_once.len(), 1);
            first.insert(*at_once[0]);
        }
        assert_eq!(first.len(), 5, "over 40 spaces every device has its turn");
    }

    #[test]
    fn a_holder_that_is_no_longer_entitled_is_not_waited_for() {
        let keys = SpaceKeys { keys: vec![key(1, 1, &[1, 2], &[])] };
        for me in [1, 2] {
            let me = DeviceId([me; 16]);
            assert_eq!(wait_ms(&keys, SPACE, KeyId([1; 16]), &BTreeSet::from([me]), me), 0);
        }
    }
}
