//! What is said of a release of information: a copy of named parts of an episode that is given to one person for a time, its
//! end, and a hold that keeps anything of an episode from being destroyed.
//!
//! A server learns which space it is, when it ends, and which releases and holds are about one episode; not about which,
//! nor whose, nor to whom. (The release of a forgotten PIN is another thing: it has no statement.)

use super::code;
use crate::cbor::{CborError, Reader, Writer};
use crate::id::{MatterId, SpaceId};

/// A copy is given to somebody; to whom, is sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The space that holds the copy and nothing else.
    pub space: SpaceId,
    /// What it is about, for a hold to find it.
    pub matter: MatterId,
    /// When it is served and shown no longer, in milliseconds since 1970 UTC.
    pub end_ms: i64,
}

impl Opening {
    pub(super) fn write(&self, out: &mut Writer) {
        out.array(4).unsigned(code::RELEASE_OPEN.into());
        out.bytes(&self.space.0).bytes(&self.matter.0).signed(self.end_ms);
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        Ok(Self { space: SpaceId(fields.fixed()?), matter: MatterId(fields.fixed()?), end_ms: fields.signed()? })
    }
}
