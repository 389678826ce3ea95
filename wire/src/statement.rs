//! Statements about membership: the public part that a server needs, and the sealed part it carries.
//!
//! Names, roles and scopes are in the sealed part and have no type here.

pub mod code;
mod disclosure;
mod heartbeat;
mod office;
#[cfg(test)]
mod tests;

pub use disclosure::Opening;
pub use heartbeat::{ChainEnd, Heartbeat, MOST_CHAINS};
pub use office::{Adoption, ChainHead, MOST_HEADS, RecoveryCase, RecoveryPublic, RegistrarCut, RootChange};

use crate::cbor::{CborError, Reader, Writer};
use crate::derived;
use crate::id::{DeviceId, GrantId, Hash, MatterId, PersonId, SpaceId};
use crate::label::plain_digest;
use crate::policy::Policy;
use thiserror::Error;

/// A body that is not a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StatementError {
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the statement is not well formed: {0}")]
    Form(CborError),
    /// The device id does not follow from the keys that stand beside it.
    #[error("the statement names a device by an id that is not that of its keys")]
    DeviceId,
}

impl StatementError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "statement.form",
            Self::DeviceId => "statement.device-id",
        }
    }
}

impl From<CborError> for StatementError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

/// A device as a statement introduces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Introduced {
    /// The device; follows from the two keys.
    pub device_id: DeviceId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Ed25519 key that checks what the device signs.
    pub sig_pk: [u8; 32],
    /// P-256 key that space keys are wrapped to, uncompressed (SEC 1).
    pub kem_pk: [u8; 65],
}

impl Introduced {
    /// Whether the id is that of the keys. One that is not must never be believed.
    #[must_use]
    pub fn is_self_certifying(&self) -> bool {
        derived::device_id(&self.sig_pk, &self.kem_pk) == self.device_id
    }
}

/// What everyone may read of a statement: ids, keys, ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicPart {
    /// The root changes what may change of the realm's constants.
    Policy(Policy),
    /// The root makes a device a registrar's.
    RegistrarAdd(Introduced),
    /// A human exists; the name is sealed.
    Person {
        /// The new person.
        person_id: PersonId,
    },
    /// A registrar has met a person and takes in a device.
    DeviceAdd {
        /// The device and its keys.
        device: Introduced,
        /// When it stops being served, in milliseconds since 1970 UTC.
        not_after_ms: i64,
    },
    /// A device is no longer trusted.
    DeviceEnd {
        /// The device.
        device_id: DeviceId,
        /// Why, as a number: 1 lost, 2 replaced, 3 left, 4 no longer to be trusted.
        reason: u8,
        /// Whether the device is asked to destroy its keys.
        wipe: bool,
        /// How far its chains reached as whoever ended it knew, in ascending order of the spaces, none twice; at most
        /// [`MOST_HEADS`]. Versions before wrote none.
        heads: Vec<ChainHead>,
    },
    /// A person is entitled to something; what, is sealed.
    Grant {
        /// The new entitlement.
        grant_id: GrantId,
        /// Who is entitled.
        person_id: PersonId,
        /// From when, in milliseconds since 1970 UTC.
        not_before_ms: i64,
        /// Until when, in milliseconds since 1970 UTC.
        not_after_ms: i64,
    },
    /// An entitlement has ended.
    GrantEnd {
        /// The entitlement.
        grant_id: GrantId,
    },
    /// The root changes the recovery key of a compartment.
    RecoveryKey(RecoveryPublic),
    /// Another root takes the place of this one.
    RootRotate(RootChange),
    /// The root ends a registrar's office.
    RegistrarEnd(RegistrarCut),
    /// A second registrar signs a statement too.
    Cosign {
        /// The statement.
        statement: Hash,
    },
    /// In an emergency somebody takes a look into an episode that is not theirs; which, when and why, is sealed.
    BreakGlass,
    /// A copy of parts of an episode is given to somebody for a time; to whom, is sealed.
    ReleaseOpen(Opening),
    /// It ends before its time.
    ReleaseClose {
        /// The space that holds the copy.
        space: SpaceId,
    },
    /// Nothing that was given of an episode is destroyed from now on; why, is sealed.
    Hold {
        /// The episode.
        matter: MatterId,
    },
    /// A hold is over.
    HoldEnd {
        /// The statement that began it.
        hold: Hash,
    },
    /// A compartment is about to be recovered with its paper key; why, is sealed.
    RecoveryUse(RecoveryCase),
    /// Entries of an ended device that came too late are taken in.
    Adopt(Adoption),
    /// A registrar's device was here at this time, and held the directory up to here.
    Heartbeat(Heartbeat),
    /// A part of a pack; its bytes are sealed to the members.
    PackPart {
        /// The hash of the whole: the pack with its signatures.
        copy: Hash,
        /// Which part, from 0.
        index: u16,
        /// How many there are.
        count: u16,
    },
    /// A person no longer holds an episode by having opened it or by an assignment; who and which, is sealed.
    Relief,
    /// A device has removed what it was no longer entitled to; what, is sealed.
    Cleared,
    /// The recovery of the test class that a registrar announced for this device opened what was sealed for it; when, is
    /// sealed.
    Rehearsed {
        /// The announcement.
        announced: Hash,
    },
    /// A statement of a later version; kept, without effect.
    Unknown {
        /// Its number.
        code: u8,
    },
}

impl PublicPart {
    /// The device that this statement introduces, if it introduces one.
    #[must_use]
    pub const fn introduces(&self) -> Option<&Introduced> {
        match self {
            Self::RegistrarAdd(device) | Self::DeviceAdd { device, .. } => Some(device),
            _ => None,
        }
    }

    /// The CBOR array that is hashed and stored. A statement of a later version cannot be
    /// written from here; only its number would come out.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        match self {
            Self::Policy(policy) => {
                out.array(2).unsigned(code::POLICY.into());
                policy.write(&mut out);
            }
            Self::RegistrarAdd(device) => {
                out.array(5).unsigned(code::REGISTRAR_ADD.into());
                out.bytes(&device.person_id.0).bytes(&device.device_id.0).bytes(&device.sig_pk).bytes(&device.kem_pk);
            }
            Self::Person { person_id } => naming(&mut out, code::PERSON, &person_id.0),
            Self::DeviceAdd { device, not_after_ms } => {
                out.array(6).unsigned(code::DEVICE_ADD.into());
                out.bytes(&device.device_id.0).bytes(&device.person_id.0).bytes(&device.sig_pk).bytes(&device.kem_pk);
                out.signed(*not_after_ms);
            }
            Self::DeviceEnd { device_id, reason, wipe, heads } => {
                // The heads came later; without them the bytes are those of before.
                out.array(4 + usize::from(!heads.is_empty())).unsigned(code::DEVICE_END.into());
                out.bytes(&device_id.0).unsigned((*reason).into()).flag(*wipe);
                if !heads.is_empty() {
                    ChainHead::write_all(heads, &mut out);
                }
            }
            Self::Grant { grant_id, person_id, not_before_ms, not_after_ms } => {
                out.array(5).unsigned(code::GRANT.into());
                out.bytes(&grant_id.0).bytes(&person_id.0).signed(*not_before_ms).signed(*not_after_ms);
            }
            Self::GrantEnd { grant_id } => naming(&mut out, code::GRANT_END, &grant_id.0),
            Self::RecoveryKey(key) => key.write(&mut out),
            Self::RootRotate(change) => change.write(&mut out),
            Self::RegistrarEnd(cut) => cut.write(&mut out),
            Self::Cosign { statement } => naming(&mut out, code::COSIGN, &statement.0),
            Self::BreakGlass => {
                out.array(1).unsigned(code::BREAK_GLASS.into());
            }
            Self::ReleaseOpen(opening) => opening.write(&mut out),
            Self::ReleaseClose { space } => naming(&mut out, code::RELEASE_CLOSE, &space.0),
            Self::Hold { matter } => naming(&mut out, code::HOLD, &matter.0),
            Self::HoldEnd { hold } => naming(&mut out, code::HOLD_END, &hold.0),
            Self::RecoveryUse(case) => case.write(&mut out),
            Self::Adopt(adoption) => adoption.write(&mut out),
            Self::Heartbeat(beat) => beat.write(&mut out),
            Self::PackPart { copy, index, count } => {
                out.array(4).unsigned(code::PACK_PART.into());
                out.bytes(&copy.0).unsigned((*index).into()).unsigned((*count).into());
            }
            Self::Relief => {
                out.array(1).unsigned(code::RELIEF.into());
            }
            Self::Cleared => {
                out.array(1).unsigned(code::CLEARED.into());
            }
            Self::Rehearsed { announced } => {
                out.array(2).unsigned(code::REHEARSED.into()).bytes(&announced.0);
            }
            Self::Unknown { code } => {
                out.array(1).unsigned((*code).into());
            }
        }
        out.into_bytes()
    }

    /// Reads a public part. Fields after the known ones are a later version's and are passed over.
    ///
    /// # Errors
    /// [`StatementError`] when the form is wrong or a device id is not that of its keys.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let mut fields = Reader::strict(bytes)?;
        let length = fields.array()?;
        let part = Self::read(&mut fields, length)?;
        match part.introduces() {
            Some(device) if !device.is_self_certifying() => Err(StatementError::DeviceId),
            _ => Ok(part),
        }
    }

    fn read(fields: &mut Reader<'_>, length: usize) -> Result<Self, CborError> {
        Ok(match fields.small()? {
            code::POLICY => Self::Policy(Policy::read(fields)?),
            code::REGISTRAR_ADD => {
                let person_id = PersonId(fields.fixed()?);
                let device_id = DeviceId(fields.fixed()?);
                Self::RegistrarAdd(Introduced {
                    device_id,
                    person_id,
                    sig_pk: fields.fixed()?,
                    kem_pk: fields.fixed()?,
                })
            }
            code::PERSON => Self::Person { person_id: PersonId(fields.fixed()?) },
            code::DEVICE_ADD => {
                let device_id = DeviceId(fields.fixed()?);
                let person_id = PersonId(fields.fixed()?);
                let device = Introduced { device_id, person_id, sig_pk: fields.fixed()?, kem_pk: fields.fixed()? };
                Self::DeviceAdd { device, not_after_ms: fields.signed()? }
            }
            code::DEVICE_END => Self::DeviceEnd {
                device_id: DeviceId(fields.fixed()?),
                reason: fields.small()?,
                wipe: fields.flag()?,
                heads: if length > 4 { ChainHead::read_all(fields)? } else { Vec::new() },
            },
            code::GRANT => Self::Grant {
                grant_id: GrantId(fields.fixed()?),
                person_id: PersonId(fields.fixed()?),
                not_before_ms: fields.signed()?,
                not_after_ms: fields.signed()?,
            },
            code::GRANT_END => Self::GrantEnd { grant_id: GrantId(fields.fixed()?) },
            code::RECOVERY_KEY => {
                RecoveryPublic::read(fields)?.map_or(Self::Unknown { code: code::RECOVERY_KEY }, Self::RecoveryKey)
            }
            code::ROOT_ROTATE => Self::RootRotate(RootChange::read(fields)?),
            code::REGISTRAR_END => Self::RegistrarEnd(RegistrarCut::read(fields)?),
            code::COSIGN => Self::Cosign { statement: Hash(fields.fixed()?) },
            code::BREAK_GLASS => Self::BreakGlass,
            code::RELEASE_OPEN => Self::ReleaseOpen(Opening::read(fields)?),
            code::RELEASE_CLOSE => Self::ReleaseClose { space: SpaceId(fields.fixed()?) },
            code::HOLD => Self::Hold { matter: MatterId(fields.fixed()?) },
            code::HOLD_END => Self::HoldEnd { hold: Hash(fields.fixed()?) },
            code::RECOVERY_USE => {
                RecoveryCase::read(fields)?.map_or(Self::Unknown { code: code::RECOVERY_USE }, Self::RecoveryUse)
            }
            code::ADOPT => Self::Adopt(Adoption::read(fields)?),
            code::HEARTBEAT => Self::Heartbeat(Heartbeat::read(fields)?),
            code::PACK_PART => {
                Self::PackPart { copy: Hash(fields.fixed()?), index: fields.small()?, count: fields.small()? }
            }
            code::RELIEF => Self::Relief,
            code::CLEARED => Self::Cleared,
            code::REHEARSED => Self::Rehearsed { announced: Hash(fields.fixed()?) },
            code => Self::Unknown { code },
        })
    }
}

/// A statement that names one thing.
fn naming(out: &mut Writer, code: u8, id: &[u8]) {
    out.array(2).unsigned(code.into()).bytes(id);
}

/// The body of a statement: the public part and, where there is one, the sealed part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementBody {
    /// What everyone may read.
    pub public: PublicPart,
    /// Its bytes as they stand in the body, fields of later versions included.
    pub public_bytes: Vec<u8>,
    /// Key id and ciphertext of what members may read.
    pub sealed: Option<Vec<u8>>,
}

impl StatementBody {
    /// A body of a public part without a sealed one.
    #[must_use]
    pub fn new(public: PublicPart) -> Self {
        let public_bytes = public.to_bytes();
        Self { public, public_bytes, sealed: None }
    }

    /// The same body carrying a sealed part, which must have been bound to [`Self::public_hash`].
    #[must_use]
    pub fn with_sealed(mut self, sealed: Vec<u8>) -> Self {
        self.sealed = Some(sealed);
        self
    }

    /// SHA-256 of the public part: what the sealed part is bound to.
    #[must_use]
    pub fn public_hash(&self) -> Hash {
        plain_digest(&[&self.public_bytes])
    }

    /// The bytes that stand in the entry.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).raw(&self.public_bytes);
        out.optional(self.sealed.as_deref(), |out, sealed| out.bytes(sealed));
        out.into_bytes()
    }

    /// Reads the body of an entry of kind STMT.
    ///
    /// # Errors
    /// [`StatementError`] when the form is wrong or a device id is not that of its keys.
    pub fn parse(bytes: &[u8]) -> Result<Self, StatementError> {
        let mut body = Reader::strict(bytes)?;
        body.array_of(2)?;
        let public_bytes = body.raw()?.to_vec();
        let sealed = body.optional(Reader::bytes)?.map(<[u8]>::to_vec);
        let public = PublicPart::parse(&public_bytes)?;
        Ok(Self { public, public_bytes, sealed })
    }
}
