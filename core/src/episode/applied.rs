//! A verified save with what its signed header said: what the record is folded from.

use super::change::ChangeRef;
use super::op::Op;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, PersonId, SpaceId};
use std::fmt;
use zeroize::Zeroize;

/// A save together with its author and place, both taken from the signed header and from nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct AppliedOp {
    /// Hash of the entry that carried it.
    pub hash: Hash,
    /// The device that signed it.
    pub author: DeviceId,
    /// Whose device that is, when the directory knows.
    pub person: Option<PersonId>,
    /// The space it stands in.
    pub space: SpaceId,
    /// What that space holds.
    pub compartment: Compartment,
    /// Its number in the author's chain of that space.
    pub seq: u64,
    /// It was logged after its author's device or grant had ended: kept and shown, but it does
    /// not count until a lead adopts it.
    pub late: bool,
    /// What was saved.
    pub op: Op,
}

impl AppliedOp {
    /// Names one of its changes.
    #[must_use]
    pub const fn reference(&self, index: u16) -> ChangeRef {
        ChangeRef { op: self.op.op_id, index }
    }
}

impl fmt::Debug for AppliedOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppliedOp({}, {:?})", self.hash, self.op.changes)
    }
}

impl Zeroize for AppliedOp {
    fn zeroize(&mut self) {
        self.op.zeroize();
    }
}
