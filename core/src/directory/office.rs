//! Roots, recovery keys, recoveries and adoptions: what stands of them, and the questions others ask.

use super::evaluate::Directory;
use super::grant::GrantTerms;
use super::scope::SpaceFacts;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, SpaceId};
use first72_wire::statement::{ChainHead, RecoveryCase};

/// The roots of a realm, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RootLine {
    line: Vec<(DeviceId, [u8; 32], Hash)>,
    two_since: Option<u64>,
}

impl RootLine {
    pub(super) fn of(line: impl Iterator<Item = (DeviceId, [u8; 32], Hash)>, two_since: Option<u64>) -> Self {
        Self { line: line.collect(), two_since }
    }
}

/// The recovery key of a compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecoveryTerm {
    /// Counts the keys of this compartment.
    pub epoch: u32,
    /// P-256 key that space keys are wrapped to, uncompressed (SEC 1).
    pub kem_pk: [u8; 65],
    /// The root's statement; none for the key of the genesis.
    pub statement: Option<Hash>,
}

/// A recovery that a registrar announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovering {
    /// What is recovered, for which device.
    pub case: RecoveryCase,
    /// Who announced it.
    pub by: DeviceId,
    /// Its place in the directory's space on the server, once it has one.
    pub pos: Option<u64>,
    /// Whether it has the signatures that its class of content asks for.
    pub is_open: bool,
    /// Why; none while the sealed part cannot be opened here.
    pub reason: Option<String>,
    /// The custodians whose shares are used.
    pub custodians: Vec<String>,
}

/// Late entries of an ended device that somebody took in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The statement.
    pub statement: Hash,
    /// Who said it.
    pub by: DeviceId,
    /// How far.
    pub heads: Vec<ChainHead>,
    /// The lead's own terms; empty for a registrar.
    pub under: Vec<GrantTerms>,
}

impl Adopted {
    fn covers(&self, space: &SpaceId, seq: u64, hash: &Hash, facts: &SpaceFacts) -> bool {
        let within =
            |head: &ChainHead| head.space == *space && (seq < head.seq || seq == head.seq && head.hash == *hash);
        let reached = self.under.is_empty() || self.under.iter().any(|terms| terms.reaches(facts));
        reached && self.heads.iter().any(within)
    }
}

impl Directory {
    /// The present root, as an author.
    #[must_use]
    pub fn root(&self) -> Option<DeviceId> {
        self.roots.line.last().map(|(id, ..)| *id)
    }

    /// The key that checks what a root signs, of any root that ever was.
    #[must_use]
    pub fn root_key(&self, author: &DeviceId) -> Option<&[u8; 32]> {
        self.roots.line.iter().find(|(id, ..)| id == author).map(|(_, key, _)| key)
    }

    /// The place and hash after which the present root's next statement stands.
    #[must_use]
    pub fn root_head(&self) -> Option<(u64, Hash)> {
        let (id, _, introduced_by) = self.roots.line.last()?;
        Some(self.head(id).unwrap_or((0, *introduced_by)))
    }

    /// Whether two roots claim the realm: nothing that is added from now on counts, and people must be told.
    #[must_use]
    pub const fn has_two_roots(&self) -> bool {
        self.roots.two_since.is_some()
    }

    /// The present recovery key of a compartment, if the realm keeps it.
    #[must_use]
    pub fn recovery_key(&self, compartment: Compartment) -> Option<&RecoveryTerm> {
        self.recovery_keys.get(&compartment)?.last()
    }

    /// A recovery key of a compartment by its number: older entries are wrapped to older keys.
    #[must_use]
    pub fn recovery_key_of(&self, compartment: Compartment, epoch: u32) -> Option<&RecoveryTerm> {
        self.recovery_keys.get(&compartment)?.iter().find(|key| key.epoch == epoch)
    }

    /// Every recovery that was announced, by its statement.
    pub fn recoveries(&self) -> impl Iterator<Item = (&Hash, &Recovering)> {
        self.recoveries.iter()
    }

    /// Whether a late entry was taken in.
    #[must_use]
    pub fn is_adopted(&self, author: &DeviceId, space: &SpaceId, seq: u64, hash: &Hash, facts: &SpaceFacts) -> bool {
        self.adopted.get(author).is_some_and(|all| all.iter().any(|one| one.covers(space, seq, hash, facts)))
    }

    /// How many statements take in late entries: when it has grown, records have more to count.
    #[must_use]
    pub fn adopted_count(&self) -> usize {
        self.adopted.values().map(Vec::len).sum()
    }

    /// Everything that was taken in of a device's late entries.
    #[must_use]
    pub fn adoptions_of(&self, device: &DeviceId) -> &[Adopted] {
        self.adopted.get(device).map_or(&[], Vec::as_slice)
    }
}
