//! The keys and spaces in which devices leave the rows of what was done on them.

use super::super::audit_sent::AUDITED;
use super::super::seat::Seat;
use crate::seal::verified::Refused;
use first72_wire::compartment::Compartment;
use first72_wire::derived::audit_space;
use first72_wire::header::Header;
use first72_wire::id::SpaceId;
use first72_wire::key_body::KeyBody;

impl Seat {
    /// A key of an audit space comes from the device whose space it is, or from an auditor who gives it to another.
    pub(super) fn take_audit_key(&mut self, header: &Header, body: &KeyBody) -> Result<(), Refused> {
        if !self.has(Compartment::Audit) || !self.is_an_audit_space(&header.space) {
            return Err(Refused::Kind);
        }
        let own = audit_space(&self.realm(), &header.device) == header.space;
        if !own && !self.directory.entitled(&header.device, &AUDITED) {
            return Err(Refused::NotEntitled);
        }
        self.learn_key(header, body);
        Ok(())
    }

    /// Whether some device of the realm leaves its rows there.
    pub(super) fn is_an_audit_space(&self, space: &SpaceId) -> bool {
        let realm = self.realm();
        self.directory.devices().any(|device| audit_space(&realm, &device.device_id) == *space)
    }
}
