//! The plaintext of a statement's sealed part: CBOR that starts with the statement's own number.

use crate::directory::ending::Circumstances;
use crate::directory::grant::{GrantTerms, Right, Role};
use crate::directory::person::PersonFacts;
use crate::directory::scope::Scope;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, PersonId, SpaceId};
use first72_wire::statement::{PublicPart, code};
use thiserror::Error;

/// The longest name that is read, in bytes.
pub const LONGEST_NAME: usize = 200;
/// The longest reason that is read, in bytes.
pub const LONGEST_REASON: usize = 1_000;
/// Most statements that one device says at once it has followed; the next one names the rest.
pub const MOST_CLEARED: usize = 256;

/// What only members may read of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealedPart {
    /// Of a person.
    Person(PersonFacts),
    /// Of a device.
    Device {
        /// What people call it.
        label: String,
    },
    /// Of the end of a device: how it was when somebody last saw it.
    DeviceEnd(Circumstances),
    /// Of a grant.
    Grant(GrantTerms),
    /// Of a recovery that is announced.
    RecoveryUse {
        /// Why, as a person wrote it.
        reason: String,
        /// Whose shares are used.
        custodians: Vec<String>,
    },
    /// Of a look into an episode in an emergency.
    BreakGlass {
        /// Which.
        episode: EpisodeId,
        /// From when, by the reckoned time of who says it, in milliseconds since 1970 UTC.
        from_ms: i64,
        /// Why, as a person wrote it.
        reason: String,
    },
    /// Of a copy that is given to somebody.
    ReleaseOpen {
        /// To whom.
        to: PersonId,
        /// From when, by the reckoned time of who says it, in milliseconds since 1970 UTC.
        from_ms: i64,
        /// Whether it becomes their record.
        may_keep: bool,
        /// The copy that it takes the place of.
        supersedes: Option<SpaceId>,
    },
    /// Of a hold.
    Hold {
        /// Why, as a person wrote it.
        reason: String,
        /// From when, by the reckoned time of who says it, in milliseconds since 1970 UTC; none in holds of an early version.
        from_ms: Option<i64>,
    },
    /// Of a part of a pack.
    PackPart {
        /// The part.
        bytes: Vec<u8>,
    },
    /// Of a relief.
    Relief {
        /// Who no longer holds it.
        person: PersonId,
        /// What.
        episode: EpisodeId,
    },
    /// Of a device's word that it has removed something.
    Cleared {
        /// The statements that ended what it held: reliefs, ends of grants, and grants whose time is over; in ascending
        /// order, none twice, at most [`MOST_CLEARED`].
        ended_by: Vec<Hash>,
        /// The statements that gave copies which its person has opened on it, under the same rule.
        opened: Vec<Hash>,
    },
    /// Of a recovery that was practised.
    Rehearsed {
        /// When the test entry was open, by the reckoned time of the device, in milliseconds since 1970 UTC.
        at_ms: i64,
    },
}

/// A plaintext that is not the sealed part of its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealedPartError {
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the sealed part is not well formed: {0}")]
    Form(CborError),
    /// It belongs to another statement, or this statement has none.
    #[error("the sealed part belongs to another kind of statement")]
    Kind,
    /// A scope of a later version; the grant allows nothing here.
    #[error("the sealed part has a scope that is not known here")]
    Scope,
}

impl SealedPartError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "sealed-part.form",
            Self::Kind => "sealed-part.kind",
            Self::Scope => "sealed-part.scope",
        }
    }
}

impl From<CborError> for SealedPartError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

impl SealedPart {
    /// The plaintext that is sealed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        match self {
            Self::Person(facts) => {
                out.array(5).unsigned(code::PERSON.into());
                out.text(&facts.name).text(&facts.short_name).text(&facts.agency).flag(facts.guest);
            }
            Self::Device { label } => {
                out.array(2).unsigned(code::DEVICE_ADD.into()).text(label);
            }
            Self::DeviceEnd(seen) => {
                out.array(3).unsigned(code::DEVICE_END.into());
                [seen.locked, seen.pin_known].iter().for_each(|said| _ = out.optional(*said, Writer::flag));
            }
            Self::Grant(terms) => write_terms(&mut out, terms),
            Self::RecoveryUse { reason, custodians } => {
                out.array(3).unsigned(code::RECOVERY_USE.into()).text(reason).array(custodians.len());
                for name in custodians {
                    out.text(name);
                }
            }
            Self::BreakGlass { episode, from_ms, reason } => {
                out.array(4).unsigned(code::BREAK_GLASS.into()).bytes(&episode.0).signed(*from_ms).text(reason);
            }
            Self::PackPart { bytes } => {
                out.array(2).unsigned(code::PACK_PART.into()).bytes(bytes);
            }
            Self::Relief { person, episode } => {
                out.array(3).unsigned(code::RELIEF.into()).bytes(&person.0).bytes(&episode.0);
            }
            Self::Cleared { ended_by, opened } => {
                // The second list came later; without it the bytes are those of before.
                let lists = if opened.is_empty() { &[ended_by][..] } else { &[ended_by, opened] };
                out.array(1 + lists.len()).unsigned(code::CLEARED.into());
                for list in lists {
                    out.array(list.len());
                    list.iter().for_each(|statement| _ = out.bytes(&statement.0));
                }
            }
            Self::Rehearsed { at_ms } => {
                out.array(2).unsigned(code::REHEARSED.into()).signed(*at_ms);
            }
            Self::ReleaseOpen { to, from_ms, may_keep, supersedes } => {
                out.array(5).unsigned(code::RELEASE_OPEN.into()).bytes(&to.0).signed(*from_ms).flag(*may_keep);
                out.optional(supersedes.as_ref(), |out, space| out.bytes(&space.0));
            }
            Self::Hold { reason, from_ms } => {
                out.array(2 + usize::from(from_ms.is_some())).unsigned(code::HOLD.into()).text(reason);
                from_ms.iter().for_each(|from_ms| _ = out.signed(*from_ms));
            }
        }
        out.into_bytes()
    }

    /// Reads the plaintext of the sealed part of this statement. Fields and codes of a later
    /// version are passed over: what is not understood is not allowed.
    ///
    /// # Errors
    /// [`SealedPartError`] names the first thing that is wrong.
    pub fn parse(public: &PublicPart, plain: &[u8]) -> Result<Self, SealedPartError> {
        let mut fields = Reader::strict(plain)?;
        let length = fields.array()?;
        match (public, fields.small()?) {
            (PublicPart::Person { .. }, code::PERSON) => Ok(Self::Person(PersonFacts {
                name: name(&mut fields)?,
                short_name: name(&mut fields)?,
                agency: name(&mut fields)?,
                guest: fields.flag()?,
            })),
            (PublicPart::DeviceAdd { .. }, code::DEVICE_ADD) => Ok(Self::Device { label: name(&mut fields)? }),
            (PublicPart::DeviceEnd { .. }, code::DEVICE_END) => Ok(Self::DeviceEnd(Circumstances {
                locked: fields.optional(Reader::flag)?,
                pin_known: fields.optional(Reader::flag)?,
            })),
            (PublicPart::Grant { .. }, code::GRANT) => read_terms(&mut fields).map(Self::Grant),
            (PublicPart::RecoveryUse(_), code::RECOVERY_USE) => read_recovery(&mut fields),
            (PublicPart::BreakGlass, code::BREAK_GLASS) => Ok(Self::BreakGlass {
                episode: EpisodeId(fields.fixed()?),
                from_ms: fields.signed()?,
                reason: fields.short_text(LONGEST_REASON)?.to_owned(),
            }),
            (PublicPart::PackPart { .. }, code::PACK_PART) => Ok(Self::PackPart { bytes: fields.bytes()?.to_vec() }),
            (PublicPart::Relief, code::RELIEF) => {
                Ok(Self::Relief { person: PersonId(fields.fixed()?), episode: EpisodeId(fields.fixed()?) })
            }
            (PublicPart::Cleared, code::CLEARED) => read_cleared(&mut fields, length),
            (PublicPart::ReleaseOpen(_), code::RELEASE_OPEN) => Ok(Self::ReleaseOpen {
                to: PersonId(fields.fixed()?),
                from_ms: fields.signed()?,
                may_keep: fields.flag()?,
                supersedes: fields.optional(Reader::fixed)?.map(SpaceId),
            }),
            (PublicPart::Hold { .. }, code::HOLD) => {
                let reason = fields.short_text(LONGEST_REASON)?.to_owned();
                let from_ms = if length > 2 { Some(fields.signed()?) } else { None };
                Ok(Self::Hold { reason, from_ms })
            }
            (PublicPart::Rehearsed { .. }, code::REHEARSED) => Ok(Self::Rehearsed { at_ms: fields.signed()? }),
            _ => Err(SealedPartError::Kind),
        }
    }
}

fn name(fields: &mut Reader<'_>) -> Result<String, CborError> {
    fields.short_text(LONGEST_NAME).map(str::to_owned)
}

fn read_recovery(fields: &mut Reader<'_>) -> Result<SealedPart, SealedPartError> {
    let reason = fields.short_text(LONGEST_REASON)?.to_owned();
    let custodians = (0..fields.array()?).map(|_| name(fields)).collect::<Result<_, _>>()?;
    Ok(SealedPart::RecoveryUse { reason, custodians })
}

fn read_cleared(fields: &mut Reader<'_>, length: usize) -> Result<SealedPart, SealedPartError> {
    let ended_by = read_named(fields)?;
    let opened = if length > 2 { read_named(fields)? } else { Vec::new() };
    Ok(SealedPart::Cleared { ended_by, opened })
}

/// Statements in ascending order, none twice, at most [`MOST_CLEARED`].
fn read_named(fields: &mut Reader<'_>) -> Result<Vec<Hash>, CborError> {
    let at = fields.position();
    let count = fields.array()?;
    let mut named: Vec<Hash> = Vec::new();
    for _ in 0..count {
        let statement = Hash(fields.fixed()?);
        if named.len() == MOST_CLEARED || named.last().is_some_and(|last| *last >= statement) {
            return Err(Reader::unexpected(at));
        }
        named.push(statement);
    }
    Ok(named)
}

fn write_terms(out: &mut Writer, terms: &GrantTerms) {
    out.array(6).unsigned(code::GRANT.into()).text(terms.role.code());
    match &terms.scope {
        Scope::Realm => out.array(1).unsigned(0),
        Scope::Station(station) => out.array(2).unsigned(1).text(station),
        Scope::Case(episode) => out.array(2).unsigned(2).bytes(&episode.0),
    };
    out.array(terms.compartments.len());
    for compartment in &terms.compartments {
        out.unsigned(compartment.number().into());
    }
    out.array(terms.rights.len());
    for right in &terms.rights {
        out.text(right.code());
    }
    out.text(&terms.basis);
}

fn read_terms(fields: &mut Reader<'_>) -> Result<GrantTerms, SealedPartError> {
    let role = Role::from_code(fields.short_text(LONGEST_NAME)?);
    let scope = read_scope(fields)?;
    let mut compartments = Vec::new();
    for _ in 0..fields.array()? {
        compartments.extend(Compartment::from_number(fields.small()?));
    }
    let mut rights = Vec::new();
    for _ in 0..fields.array()? {
        rights.extend(Right::from_code(fields.short_text(LONGEST_NAME)?));
    }
    Ok(GrantTerms { role, scope, compartments, rights, basis: name(fields)? })
}

fn read_scope(fields: &mut Reader<'_>) -> Result<Scope, SealedPartError> {
    let length = fields.array()?;
    match (fields.unsigned()?, length) {
        (0, 1) => Ok(Scope::Realm),
        (1, 2) => Ok(Scope::Station(name(fields)?)),
        (2, 2) => Ok(Scope::Case(EpisodeId(fields.fixed()?))),
        _ => Err(SealedPartError::Scope),
    }
}

#[cfg(test)]
mod tests;
