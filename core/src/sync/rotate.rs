//! Which key the next entry of a space is sealed with. Pure; making keys is in `seal`.
//!
//! Keys change lazily: only when someone who left could read the next entry. What was written
//! before stays readable to whoever could read it; nothing is sealed anew.

use first72_wire::id::{DeviceId, KeyId};
use std::collections::BTreeSet;

/// One key of a space, as far as KEY entries and opened older keys tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyKnown {
    /// The key.
    pub key_id: KeyId,
    /// 1, 2, 3 …
    pub version: u32,
    /// Every device that some KEY entry wraps it to.
    pub readers: BTreeSet<DeviceId>,
    /// The newest recovery key that it is wrapped to.
    pub recovery_epoch: Option<u32>,
    /// Older keys that whoever holds this one can open too.
    pub covers: BTreeSet<KeyId>,
    /// Whether this device holds it.
    pub held: bool,
}

/// All keys of a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpaceKeys {
    /// In any order.
    pub keys: Vec<KeyKnown>,
}

/// What the next entry is sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyForWriting {
    /// This key, which is held here.
    Use(KeyId),
    /// A new key of this version, wrapped to everyone entitled today, with these held keys sealed
    /// under it.
    Make {
        /// One more than the highest version known.
        version: u32,
        /// The older keys to seal under it, oldest first; none for the first key of a space.
        old: Vec<KeyId>,
    },
    /// The space has keys, but none is held here: someone must wrap one to this device first.
    Wait,
}

impl SpaceKeys {
    /// The keys that no other known key opens.
    pub fn tips(&self) -> impl Iterator<Item = &KeyKnown> {
        // On every way to a key the last step covers it: what no other covers, no other opens.
        let covers = |other: &KeyKnown, id| other.key_id != id && other.covers.contains(&id);
        self.keys.iter().filter(move |key| !self.keys.iter().any(|other| covers(other, key.key_id)))
    }

    /// The keys whose holder can open this one: itself, and every key that covers an opener.
    fn openers(&self, id: KeyId) -> impl Iterator<Item = &KeyKnown> {
        let mut found = BTreeSet::from([id]);
        loop {
            let covering = |key: &&KeyKnown| !key.covers.is_disjoint(&found);
            let more: Vec<KeyId> = self.keys.iter().filter(covering).map(|key| key.key_id).collect();
            let before = found.len();
            found.extend(more);
            if found.len() == before {
                return self.keys.iter().filter(move |key| found.contains(&key.key_id));
            }
        }
    }

    /// The key with the highest version; of two of one version the larger id, as when writing.
    #[must_use]
    pub fn newest(&self) -> Option<&KeyKnown> {
        self.keys.iter().max_by_key(|key| (key.version, key.key_id))
    }

    /// Everyone who can open what this key seals.
    #[must_use]
    pub fn everyone_with(&self, id: KeyId) -> BTreeSet<DeviceId> {
        self.openers(id).flat_map(|key| key.readers.iter().copied()).collect()
    }
}

/// The newest held key that nobody but those entitled today can open; else a new one is due.
///
/// Of two keys of one version the larger id counts as newer, so that devices that rotated
/// without knowing of each other settle on the same one.
#[must_use]
pub fn key_for_writing(keys: &SpaceKeys, entitled: &BTreeSet<DeviceId>) -> KeyForWriting {
    let mut held: Vec<&KeyKnown> = keys.keys.iter().filter(|key| key.held).collect();
    if held.is_empty() && !keys.keys.is_empty() {
        return KeyForWriting::Wait;
    }
    held.sort_by_key(|key| (key.version, key.key_id));
    let usable = held.iter().rev().find(|key| keys.everyone_with(key.key_id).is_subset(entitled));
    match usable {
        Some(key) => KeyForWriting::Use(key.key_id),
        None => {
            let highest = keys.keys.iter().map(|key| key.version).max().unwrap_or(0);
            KeyForWriting::Make { version: highest.saturating_add(1), old: held.iter().map(|key| key.key_id).collect() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn devices(bytes: &[u8]) -> BTreeSet<DeviceId> {
        bytes.iter().map(|byte| DeviceId([*byte; 16])).collect()
    }

    fn key(number: u8, version: u32, readers: &[u8], covers: &[u8]) -> KeyKnown {
        KeyKnown {
            key_id: KeyId([number; 16]),
            version,
            readers: devices(readers),
            recovery_epoch: None,
            covers: covers.iter().map(|byte| KeyId([*byte; 16])).collect(),
            held: true,
        }
    }

    fn choose(keys: &[KeyKnown], entitled: &[u8]) -> KeyForWriting {
        key_for_writing(&SpaceKeys { keys: keys.to_vec() }, &devices(entitled))
    }

    #[test]
    fn the_first_key_of_a_space_is_version_one() {
        assert_eq!(choose(&[], &[1]), KeyForWriting::Make { version: 1, old: vec![] });
    }

    #[test]
    fn a_key_is_used_as_long_as_its_readers_are_entitled() {
        let keys = [key(1, 1, &[1, 2], &[])];
        assert_eq!(choose(&keys, &[1, 2, 3]), KeyForWriting::Use(KeyId([1; 16])));
        let due = KeyForWriting::Make { version: 2, old: vec![KeyId([1; 16])] };
        assert_eq!(choose(&keys, &[1]), due, "device 2 has left");
    }

    #[test]
    fn an_older_key_is_no_way_around_someone_who_left_a_newer_one() {
        // Device 3 came with version 2, which opens version 1, and has left.
        let keys = [key(1, 1, &[1, 2], &[]), key(2, 2, &[1, 2, 3], &[1])];
        let due = KeyForWriting::Make { version: 3, old: vec![KeyId([1; 16]), KeyId([2; 16])] };
        assert_eq!(choose(&keys, &[1, 2]), due);
    }

    #[test]
    fn of_two_rotations_at_once_the_larger_is_used_by_all() {
        let keys = [key(1, 1, &[1, 2, 3], &[]), key(2, 2, &[1, 2], &[1]), key(3, 2, &[1, 2], &[1])];
        assert_eq!(choose(&keys, &[1, 2]), KeyForWriting::Use(KeyId([3; 16])));
    }

    #[test]
    fn without_any_held_key_a_device_waits_for_a_wrap() {
        let keys = [KeyKnown { held: false, ..key(1, 1, &[1], &[]) }];
        assert_eq!(choose(&keys, &[1, 2]), KeyForWriting::Wait);
    }

    fn some_key() -> impl Strategy<Value = KeyKnown> {
        let readers = proptest::collection::btree_set(0..6u8, 1..5);
        let covers = proptest::collection::btree_set(0..6u8, 0..4);
        (0..6u8, 1..4u32, readers, covers, any::<bool>()).prop_map(|(number, version, readers, covers, held)| {
            KeyKnown { held, ..key(number, version, &Vec::from_iter(readers), &Vec::from_iter(covers)) }
        })
    }

    proptest! {
        #[test]
        fn a_tip_is_opened_by_no_other_key_on_any_way(keys in proptest::collection::vec(some_key(), 0..8)) {
            let keys = SpaceKeys { keys };
            let is_tip = |key: &&KeyKnown| keys.openers(key.key_id).all(|other| other.key_id == key.key_id);
            let followed: Vec<&KeyKnown> = keys.keys.iter().filter(is_tip).collect();
            prop_assert_eq!(keys.tips().collect::<Vec<_>>(), followed);
        }

        // masvs:CRYPTO-2 cjis:PS
        #[test]
        fn whoever_left_cannot_read_what_is_written_next(
            keys in proptest::collection::vec(some_key(), 0..6),
            entitled in proptest::collection::btree_set(0..6u8, 1..6),
        ) {
            let entitled = devices(&Vec::from_iter(entitled));
            let keys = SpaceKeys { keys };
            match key_for_writing(&keys, &entitled) {
                KeyForWriting::Use(id) => {
                    // Whoever reads some key opens all that it covers, and what those cover.
                    for device in keys.keys.iter().flat_map(|key| &key.readers) {
                        let mut opened: BTreeSet<KeyId> = BTreeSet::new();
                        for _ in 0..=keys.keys.len() {
                            for key in &keys.keys {
                                if key.readers.contains(device) || opened.contains(&key.key_id) {
                                    opened.insert(key.key_id);
                                    opened.extend(&key.covers);
                                }
                            }
                        }
                        prop_assert!(!opened.contains(&id) || entitled.contains(device));
                    }
                }
                KeyForWriting::Make { version, .. } => {
                    prop_assert!(keys.keys.iter().all(|key| key.version < version));
                }
                KeyForWriting::Wait => prop_assert!(keys.keys.iter().all(|key| !key.held)),
            }
        }
    }
}
