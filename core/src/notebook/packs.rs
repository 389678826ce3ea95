//! The packs that this notebook can run.

use crate::episode::PackRef;
use crate::protocol::Pack;
use std::collections::BTreeMap;

/// Packs by their id.
#[derive(Clone)]
pub struct Packs(BTreeMap<String, Pack>);

impl Packs {
    /// Packs that were loaded and checked.
    #[must_use]
    pub fn of(packs: impl IntoIterator<Item = Pack>) -> Self {
        Self(packs.into_iter().map(|pack| (pack.id.clone(), pack)).collect())
    }

    /// The pack with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Pack> {
        self.0.get(id)
    }

    /// Every pack, by id.
    pub fn all(&self) -> impl Iterator<Item = &Pack> {
        self.0.values()
    }
}

/// How an episode names the pack it was opened with.
#[must_use]
pub fn reference(pack: &Pack) -> PackRef {
    PackRef { id: pack.id.clone(), version: pack.version.clone() }
}
