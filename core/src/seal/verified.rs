//! A value with its author and place, after every check; and the reasons why something did not get that far.

use first72_wire::cbor::CborError;
use first72_wire::compartment::Compartment;
use first72_wire::entry::Malformed;
use first72_wire::id::{DeviceId, Hash, KeyId, PersonId, RealmId, SpaceId};
use first72_wire::key_body::KeyBodyError;

use super::codec::CodecError;
use super::envelope::EnvelopeError;
use crate::audit::BatchError;
use crate::episode::{AppliedOp, Op, OpError};

/// A value together with its author and place, taken from the signed header and from nowhere else.
///
/// Only the functions that check an entry can make one, so whoever holds one need not check again.
pub struct Verified<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// Where a verified value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) realm: RealmId,
    pub(super) space: SpaceId,
    pub(super) author: DeviceId,
    pub(super) person: PersonId,
    pub(super) seq: u64,
    pub(super) hash: Hash,
    pub(super) late: bool,
    pub(super) own_signature_checked: bool,
}

impl<T> Verified<T> {
    /// The realm.
    #[must_use]
    pub fn realm(&self) -> RealmId {
        self.origin.realm
    }

    /// The space.
    #[must_use]
    pub fn space(&self) -> SpaceId {
        self.origin.space
    }

    /// The device that signed it.
    #[must_use]
    pub fn author(&self) -> DeviceId {
        self.origin.author
    }

    /// Whose device that is.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.origin.person
    }

    /// Its place in the author's chain of this space.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.origin.seq
    }

    /// The hash of the entry.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.origin.hash
    }

    /// It was logged after its author's device or grant had ended: kept, and counts only when a
    /// lead adopts it.
    #[must_use]
    pub fn late(&self) -> bool {
        self.origin.late
    }

    /// Whether its own signature was checked just now. In a run the newest signature proves the
    /// entries before it; their own are checked when somebody needs them, for instance for a court.
    #[must_use]
    pub fn own_signature_checked(&self) -> bool {
        self.origin.own_signature_checked
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }
}

impl Verified<Op> {
    /// In the form that records are folded from. `compartment` is that of the space.
    #[must_use]
    pub fn into_applied(self, compartment: Compartment) -> AppliedOp {
        let Self { value: op, origin } = self;
        let Origin { space, author, person, seq, hash, late, .. } = origin;
        AppliedOp { hash, author, person: Some(person), space, compartment, seq, late, op }
    }
}

/// What to do with an entry that was not accepted. None is ever dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Something else has to arrive first: keep it aside and try again.
    Park,
    /// It is here already.
    Duplicate,
    /// Two entries stand in one place of a chain: keep both, and tell people.
    Fork,
    /// It will never be accepted: keep it aside with the reason.
    Refuse,
}

/// Why an entry was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The bytes are not an entry.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// It belongs to another realm.
    #[error("the entry belongs to another realm")]
    Realm,
    /// It is not of the kind that was asked for.
    #[error("the entry is of another kind")]
    Kind,
    /// Nobody has introduced its author yet.
    #[error("nobody has introduced the author of this entry yet")]
    UnknownDevice(DeviceId),
    /// The signature is not its author's.
    #[error("the signature of the entry is not its author's")]
    Signature,
    /// Already here.
    #[error("the entry is here already")]
    Duplicate,
    /// Another entry of the same author stands in its place.
    #[error("another entry of the same author stands in its place")]
    Fork {
        /// The place.
        seq: u64,
    },
    /// An entry before it is not here yet.
    #[error("an earlier entry of the same author is not here yet")]
    Gap {
        /// The newest place that is here.
        have: u64,
    },
    /// The first entry of a chain does not follow its device's introduction.
    #[error("the chain does not begin where its author was introduced")]
    Beginning,
    /// Its author had seen the end of their own entitlement and wrote all the same.
    #[error("the author had already seen that their entitlement was over")]
    EndSeen,
    /// The author has no entitlement to write here that is known yet.
    #[error("the author has no entitlement to write here that is known yet")]
    NotEntitled,
    /// What the space holds is not known, because the entry that opened it is not here yet.
    #[error("the entry that opened this space is not here yet")]
    UnknownSpace,
    /// Sealed under a key that this device does not have yet.
    #[error("the key of this entry is not here yet")]
    MissingKey(KeyId),
    /// The body does not open: altered, or moved from another place.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The body opens to something of another form.
    #[error(transparent)]
    Codec(#[from] CodecError),
    /// The content is not the one that the header commits to.
    #[error("the content is not the one that the header commits to")]
    Commitment,
    /// The content is not a save.
    #[error(transparent)]
    Op(OpError),
    /// The content is not a list of audit rows.
    #[error(transparent)]
    Audit(#[from] BatchError),
    /// The content is not a copy of parts of an episode.
    #[error("the copy is not well formed: {0}")]
    Copy(CborError),
    /// What its author says to have seen of the server's log is not signed by the realm's server.
    #[error("the server did not sign what the author says to have seen")]
    Witness,
    /// The content is not a list of wraps.
    #[error(transparent)]
    KeyBody(#[from] KeyBodyError),
}

impl Refused {
    /// Stable code for screens, problem lists and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(inner) => inner.code(),
            Self::Realm => "entry.realm",
            Self::Kind => "entry.other-kind",
            Self::UnknownDevice(_) => "entry.unknown-device",
            Self::Signature => "entry.signature",
            Self::Duplicate => "entry.duplicate",
            Self::Fork { .. } => "entry.fork",
            Self::Gap { .. } => "entry.gap",
            Self::Beginning => "entry.beginning",
            Self::EndSeen => "entry.end-seen",
            Self::NotEntitled => "entry.not-entitled",
            Self::UnknownSpace => "entry.unknown-space",
            Self::MissingKey(_) => "entry.missing-key",
            Self::Envelope(inner) => inner.code(),
            Self::Codec(inner) => inner.code(),
            Self::Commitment => "entry.commitment",
            Self::Op(inner) => inner.code(),
            Self::Audit(inner) => inner.code(),
            Self::Copy(_) => "copy.form",
            Self::Witness => "entry.witness",
            Self::KeyBody(inner) => inner.code(),
        }
    }

    /// What to do with the entry.
    #[must_use]
    pub fn disposition(&self) -> Disposition {
        match self {
            Self::Duplicate => Disposition::Duplicate,
            Self::Fork { .. } => Disposition::Fork,
            Self::UnknownDevice(_)
            | Self::Gap { .. }
            | Self::Beginning
            | Self::NotEntitled
            | Self::UnknownSpace
            | Self::MissingKey(_)
            | Self::Malformed(Malformed::Suite | Malformed::Kind)
            | Self::Codec(CodecError::UnknownCodec) => Disposition::Park,
            _ => Disposition::Refuse,
        }
    }
}

impl From<OpError> for Refused {
    fn from(error: OpError) -> Self {
        Self::Op(error)
    }
}
