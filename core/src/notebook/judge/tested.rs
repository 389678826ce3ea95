//! The keys and spaces of a drill of recovery, which hold nothing real.

use super::super::seat::{Seat, Space};
use crate::seal::verified::Refused;
use first72_wire::compartment::Compartment;
use first72_wire::header::Header;
use first72_wire::id::SpaceId;
use first72_wire::key_body::KeyBody;

impl Seat {
    /// A key of a test space comes from a registrar, and makes no space of another class one of these.
    pub(super) fn take_test_key(&mut self, header: &Header, body: &KeyBody) -> Result<(), Refused> {
        let known = self.spaces.get(&header.space).and_then(Space::compartment);
        if known.is_some_and(|known| known != Compartment::Test) || self.is_an_audit_space(&header.space) {
            return Err(Refused::Kind);
        }
        if !self.may_seal_test(&header.device) {
            return Err(Refused::NotEntitled);
        }
        self.learn_key(header, body);
        Ok(())
    }

    /// Whether a space belongs to the test class.
    pub(super) fn is_test_space(&self, space: &SpaceId) -> bool {
        self.spaces.get(space).and_then(Space::compartment) == Some(Compartment::Test)
    }
}
