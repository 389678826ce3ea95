//! The space keys that a device holds while it is unlocked.

use std::collections::BTreeMap;

use first72_wire::id::{KeyId, SpaceId};

use super::space_key::SpaceKey;

/// Every version of the key of every space this device may read. Dropped, and wiped, at lock.
#[derive(Default)]
pub struct Keyring {
    spaces: BTreeMap<SpaceId, BTreeMap<(u32, KeyId), SpaceKey>>,
}

impl Keyring {
    /// A keyring with nothing on it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps a key; false when it was there already.
    pub fn add(&mut self, space: SpaceId, key: SpaceKey) -> bool {
        self.spaces.entry(space).or_default().insert((key.version(), key.id()), key).is_none()
    }

    /// The key with the largest (version, id): what every writer settles on when two devices
    /// rotated at once. Whether its readers are all still entitled is for the caller to check.
    #[must_use]
    pub fn newest(&self, space: &SpaceId) -> Option<&SpaceKey> {
        self.spaces.get(space)?.last_key_value().map(|(_, key)| key)
    }

    /// The key that an entry's header names.
    #[must_use]
    pub fn get(&self, space: &SpaceId, id: &KeyId) -> Option<&SpaceKey> {
        self.spaces.get(space)?.values().rev().find(|key| key.id() == *id)
    }

    /// All keys of a space, oldest version first.
    pub fn versions(&self, space: &SpaceId) -> impl DoubleEndedIterator<Item = &SpaceKey> {
        self.spaces.get(space).into_iter().flat_map(BTreeMap::values)
    }

    /// The spaces that can be read.
    pub fn spaces(&self) -> impl Iterator<Item = &SpaceId> {
        self.spaces.keys()
    }

    #[cfg(test)]
    pub(crate) fn needles(&self) -> Vec<super::needle::Needle> {
        use super::needle::Needle;
        let keys = self.spaces.iter().flat_map(|(space, keys)| keys.values().map(move |key| (space, key)));
        keys.map(|(space, key)| Needle::key(&format!("SK {space} {}", key.version()), key.secret().expose())).collect()
    }

    /// Forgets a space whose entitlement has ended.
    pub fn forget(&mut self, space: &SpaceId) {
        self.spaces.remove(space);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn the_newest_key_is_that_of_the_largest_version_then_id() {
        let random = SystemRandomness::new();
        let space = SpaceId([1; 16]);
        let mut ring = Keyring::new();
        let make = |version| SpaceKey::make(version, &random).unwrap();
        let (one, two, other_two) = (make(1), make(2), make(2));
        let (first, expected) = (one.id(), two.id().max(other_two.id()));
        for key in [two, one, other_two] {
            assert!(ring.add(space, key));
        }
        assert_eq!(ring.newest(&space).unwrap().id(), expected);
        assert_eq!(ring.get(&space, &first).unwrap().version(), 1);
        assert_eq!(ring.versions(&space).next().unwrap().id(), first);
        assert!(ring.newest(&SpaceId([2; 16])).is_none());
        ring.forget(&space);
        assert_eq!(ring.spaces().count(), 0);
    }

    #[test]
    fn a_key_is_kept_once() {
        let space = SpaceId([1; 16]);
        let key = SpaceKey::make(1, &SystemRandomness::new()).unwrap();
        let same = SpaceKey::from_secret(crate::seal::Secret::copied_from(key.secret().expose()).unwrap(), 1);
        let mut ring = Keyring::new();
        assert!(ring.add(space, key));
        assert!(!ring.add(space, same));
    }
}
