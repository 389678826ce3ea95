//! Where a change stands: the order in which concurrent changes are shown, and its name.

use super::super::applied::AppliedOp;
use super::super::change::ChangeRef;
use super::super::stamp::Hlc;
use first72_wire::id::{DeviceId, Hash, OpId};

/// Sorted by stamp, then author: an order for showing, the same on every device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    hlc: Hlc,
    author: DeviceId,
    op: OpId,
    pub(super) index: u16,
    pub(super) hash: Hash,
}

impl Place {
    pub(super) const fn of(save: &AppliedOp, index: u16) -> Self {
        Self { hlc: save.op.hlc, author: save.author, op: save.op.op_id, index, hash: save.hash }
    }

    pub(super) const fn reference(&self) -> ChangeRef {
        ChangeRef { op: self.op, index: self.index }
    }
}
