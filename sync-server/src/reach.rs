//! Who may read a space follows from wraps: a KEY entry opens its space to the devices it names.
//!
//! It counts when its author may read the space at that moment, or when it is the first of its
//! space; otherwise anybody could wrap himself into a space. A KEY entry that came before its
//! author was named waits and counts then. A key of a new version leaves those behind whom it does
//! not name: they read what was there before it, and see nothing of what follows.

use crate::store::{SpaceState, Store, StoreError};
use first72_wire::id::{DeviceId, SpaceId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::statement::RecoveryCase;
use std::collections::HashMap;

/// A KEY entry that stands at a place.
pub(crate) struct Placed<'a> {
    /// Its space.
    pub(crate) space: SpaceId,
    /// Its author, who is not ended.
    pub(crate) author: DeviceId,
    /// Its position.
    pub(crate) pos: u64,
    /// What it says.
    pub(crate) body: &'a KeyBody,
}

/// Takes in a KEY entry and whatever waited for it.
pub(crate) fn take(store: &Store, state: &mut SpaceState, key: &Placed<'_>) -> Result<(), StoreError> {
    let first = state.version == 0;
    if !first && store.reader_version(&key.space, &key.author)? != Some(state.version) {
        return store.save_pending_key(&key.space, &key.author, key.pos);
    }
    let mut arrived = apply(store, state, key)?;
    while let Some(device) = arrived.pop() {
        if store.reader_version(&key.space, &device)? != Some(state.version) {
            continue;
        }
        for pos in store.take_pending_keys(&key.space, &device)? {
            let entry = store.entry_at(&key.space, pos)?.ok_or(StoreError::Damaged)?;
            let body = KeyBody::parse(&entry.body).map_err(|_| StoreError::Damaged)?;
            // It counts from now on, not from where it stands: until now nobody was left behind by it.
            let waited = Placed { space: key.space, author: device, pos: key.pos, body: &body };
            arrived.extend(apply(store, state, &waited)?);
        }
    }
    Ok(())
}

/// Hands every space of a class of content to a device for which a registrar announced a recovery. What is in it
/// stays sealed: only the class's paper key opens it.
pub(crate) fn recover(
    store: &Store,
    grown: &HashMap<SpaceId, SpaceState>,
    case: &RecoveryCase,
) -> Result<(), StoreError> {
    // What this batch has grown must be seen.
    for (space, state) in grown.iter() {
        store.save_space(space, *state)?;
    }
    for (space, state) in store.spaces()? {
        let Some(entry) = store.first_key(&space)? else { continue };
        let class = KeyBody::parse(&entry.body).map_err(|_| StoreError::Damaged)?.class;
        if class == SpaceClass::Compartment(case.compartment) && state.version > 0 {
            store.save_reader(&space, &case.device_id, state.version)?;
        }
    }
    Ok(())
}

/// Opens the space to the devices that the entry names, and says which these are.
fn apply(store: &Store, state: &mut SpaceState, key: &Placed<'_>) -> Result<Vec<DeviceId>, StoreError> {
    if key.body.version > state.version {
        state.version = key.body.version;
        store.save_rotation(&key.space, key.body.version, key.pos)?;
    }
    let named: Vec<DeviceId> = key.body.wraps.iter().map(|wrap| wrap.device_id).collect();
    for device in &named {
        store.save_reader(&key.space, device, key.body.version)?;
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::compartment::Compartment;
    use first72_wire::entry::SealedEntry;
    use first72_wire::header::{Header, Kind};
    use first72_wire::id::{Hash, KeyId, RealmId};
    use first72_wire::key_body::DeviceWrap;

    const SPACE: SpaceId = SpaceId([5; 16]);

    fn body(version: u32, names: &[u8]) -> KeyBody {
        let wrap = |name: &u8| DeviceWrap { device_id: DeviceId([*name; 16]), enc: [4; 65], wrapped: [0; 48] };
        KeyBody {
            class: SpaceClass::Compartment(Compartment::Ops),
            version,
            key_id: KeyId([1; 16]),
            wraps: names.iter().map(wrap).collect(),
            recovery: None,
            old_keys: None,
        }
    }

    /// Appends KEY entries (author, version, names) in their order and returns how far devices 1 to 4 reach.
    fn reach_after(keys: &[(u8, u32, &[u8])]) -> [Option<u64>; 4] {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), RealmId([9; 16])).unwrap();
        let mut state = SpaceState::default();
        for (index, (author, version, names)) in keys.iter().enumerate() {
            state.head += 1;
            let body = body(*version, names);
            keep(&store, index as u64 + 1, *author, &body);
            let placed = Placed { space: SPACE, author: DeviceId([*author; 16]), pos: state.head, body: &body };
            take(&store, &mut state, &placed).unwrap();
            store.save_space(&SPACE, state).unwrap();
        }
        [1, 2, 3, 4].map(|device| store.reach(&DeviceId([device; 16])).unwrap().first().map(|reach| reach.last))
    }

    fn keep(store: &Store, pos: u64, author: u8, body: &KeyBody) {
        let body = body.to_bytes();
        let header = Header {
            kind: Kind::Key,
            realm: RealmId([9; 16]),
            space: SPACE,
            device: DeviceId([author; 16]),
            seq: pos,
            prev: Hash::ZERO,
            key_id: KeyId::ZERO,
            commit: Hash::ZERO,
            body_len: u32::try_from(body.len()).unwrap(),
        };
        let entry = SealedEntry { header, body, signature: [0; 64] };
        let bytes = entry.to_bytes();
        let row =
            crate::store::Row { header: &header, pos, hash: &entry.hash(), dir_pos: 0, stored_ms: 0, bytes: &bytes };
        store.append(pos, &row).unwrap();
    }

    #[test]
    fn a_recovery_opens_the_spaces_of_its_class_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), RealmId([9; 16])).unwrap();
        let mut state = SpaceState { head: 1, version: 0 };
        let first = body(1, &[1]);
        keep(&store, 1, 1, &first);
        take(&store, &mut state, &Placed { space: SPACE, author: DeviceId([1; 16]), pos: 1, body: &first }).unwrap();
        let grown = HashMap::from([(SPACE, state)]);
        let reaches = |device: u8| store.reach(&DeviceId([device; 16])).unwrap().first().map(|reach| reach.last);
        for (compartment, device) in [(Compartment::Ops, 7), (Compartment::Cw, 8)] {
            let case = RecoveryCase { compartment, device_id: DeviceId([device; 16]), epoch: 1 };
            recover(&store, &grown, &case).unwrap();
        }
        assert_eq!((reaches(7), reaches(8)), (Some(1), None));
    }

    #[test]
    fn the_first_key_opens_a_space_to_those_it_names() {
        assert_eq!(reach_after(&[(1, 1, &[1, 2])]), [Some(1), Some(1), None, None]);
    }

    #[test]
    fn a_reader_names_further_readers_and_a_stranger_names_nobody() {
        assert_eq!(reach_after(&[(1, 1, &[1]), (1, 1, &[2])]), [Some(2), Some(2), None, None]);
        assert_eq!(reach_after(&[(1, 1, &[1]), (3, 1, &[3])]), [Some(2), None, None, None]);
        assert_eq!(reach_after(&[(1, 1, &[1]), (3, 9, &[3])]), [Some(2), None, None, None], "nor by a new version");
    }

    #[test]
    fn a_new_version_leaves_behind_whom_it_does_not_name() {
        assert_eq!(reach_after(&[(1, 1, &[1, 2, 3]), (1, 2, &[1, 2])]), [Some(2), Some(2), Some(1), None]);
        assert_eq!(
            reach_after(&[(1, 1, &[1, 2, 3]), (1, 2, &[1, 2]), (3, 3, &[3])]),
            [Some(3), Some(3), Some(1), None],
            "who was left behind cannot take the space over"
        );
    }

    #[test]
    fn a_key_that_came_too_early_counts_once_its_author_is_a_reader() {
        let early: &[(u8, u32, &[u8])] = &[(1, 1, &[1]), (2, 1, &[3]), (3, 1, &[4])];
        assert_eq!(reach_after(early), [Some(3), None, None, None]);
        let then = [early, &[(1, 1, &[2])]].concat();
        assert_eq!(reach_after(&then), [Some(4), Some(4), Some(4), Some(4)], "each opens the way for the next");
    }

    #[test]
    fn two_rotations_at_once_both_count() {
        let both: &[(u8, u32, &[u8])] = &[(1, 1, &[1, 2, 3]), (1, 2, &[1, 2]), (2, 2, &[1, 2, 4])];
        assert_eq!(reach_after(both), [Some(3), Some(3), Some(1), Some(3)]);
    }
}
