//! The plaintext of a statement's sealed part: CBOR that starts with the statement's own number.

use crate::directory::grant::{GrantTerms, Right, Role};
use crate::directory::person::PersonFacts;
use crate::directory::scope::Scope;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, PersonId};
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
            Self::Cleared { ended_by } => {
                out.array(2).unsigned(code::CLEARED.into()).array(ended_by.len());
                for statement in ended_by {
                    out.bytes(&statement.0);
                }
            }
            Self::Rehearsed { at_ms } => {
                out.array(2).unsigned(code::REHEARSED.into()).signed(*at_ms);
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
        fields.array()?;
        match (public, fields.small()?) {
            (PublicPart::Person { .. }, code::PERSON) => Ok(Self::Person(PersonFacts {
                name: name(&mut fields)?,
                short_name: name(&mut fields)?,
                agency: name(&mut fields)?,
                guest: fields.flag()?,
            })),
            (PublicPart::DeviceAdd { .. }, code::DEVICE_ADD) => Ok(Self::Device { label: name(&mut fields)? }),
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
            (PublicPart::Cleared, code::CLEARED) => read_cleared(&mut fields),
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

fn read_cleared(fields: &mut Reader<'_>) -> Result<SealedPart, SealedPartError> {
    let at = fields.position();
    let count = fields.array()?;
    let mut ended_by: Vec<Hash> = Vec::new();
    for _ in 0..count {
        let statement = Hash(fields.fixed()?);
        if ended_by.len() == MOST_CLEARED || ended_by.last().is_some_and(|last| *last >= statement) {
            return Err(Reader::unexpected(at).into());
        }
        ended_by.push(statement);
    }
    Ok(SealedPart::Cleared { ended_by })
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
mod tests {
    use super::*;
    use first72_wire::id::{DeviceId, GrantId, PersonId};
    use first72_wire::statement::RecoveryCase;

    const PERSON: PublicPart = PublicPart::Person { person_id: PersonId([1; 16]) };
    const GRANT: PublicPart = PublicPart::Grant {
        grant_id: GrantId([2; 16]),
        person_id: PersonId([1; 16]),
        not_before_ms: 0,
        not_after_ms: 1,
    };

    fn terms(scope: Scope) -> GrantTerms {
        GrantTerms {
            role: Role::StationLead,
            scope,
            compartments: vec![Compartment::Ops, Compartment::Stat],
            rights: vec![Right::Write, Right::Assign],
            basis: "assignment".into(),
        }
    }

    #[test]
    fn sealed_parts_are_read_back() {
        let facts = PersonFacts {
            name: "D. Rivera".into(),
            short_name: "Rivera".into(),
            agency: "Demo County".into(),
            guest: false,
        };
        let person = SealedPart::Person(facts);
        assert_eq!(SealedPart::parse(&PERSON, &person.to_bytes()), Ok(person));
        for scope in [Scope::Realm, Scope::Station("harbor".into()), Scope::Case(EpisodeId([3; 16]))] {
            let grant = SealedPart::Grant(terms(scope));
            assert_eq!(SealedPart::parse(&GRANT, &grant.to_bytes()), Ok(grant));
        }
    }

    #[test]
    fn the_reason_of_a_recovery_is_read_back() {
        let case = RecoveryCase { compartment: Compartment::Cw, device_id: DeviceId([1; 16]), epoch: 1 };
        let custodians = vec!["A. Invented".to_owned(), "B. Invented".to_owned()];
        let sealed = SealedPart::RecoveryUse { reason: "The phone was lost.".into(), custodians };
        assert_eq!(SealedPart::parse(&PublicPart::RecoveryUse(case), &sealed.to_bytes()), Ok(sealed));
    }

    #[test]
    fn a_look_in_an_emergency_is_read_back_and_a_reason_beyond_measure_is_refused() {
        let look = |reason: String| SealedPart::BreakGlass { episode: EpisodeId([3; 16]), from_ms: -7, reason };
        let read = |part: &SealedPart| SealedPart::parse(&PublicPart::BreakGlass, &part.to_bytes());
        let said = look("A made-up emergency.".into());
        assert_eq!(read(&said), Ok(said.clone()));
        assert!(read(&look("x".repeat(LONGEST_REASON))).is_ok());
        assert!(matches!(read(&look("x".repeat(LONGEST_REASON + 1))), Err(SealedPartError::Form(_))));
        let bytes = said.to_bytes();
        let cut = |length: usize| SealedPart::parse(&PublicPart::BreakGlass, &bytes[..length]);
        assert!((0..bytes.len()).all(|length| cut(length).is_err()));
    }

    #[test]
    fn a_relief_and_what_was_cleared_are_read_back_and_names_out_of_order_are_refused() {
        let relief = SealedPart::Relief { person: PersonId([1; 16]), episode: EpisodeId([3; 16]) };
        assert_eq!(SealedPart::parse(&PublicPart::Relief, &relief.to_bytes()), Ok(relief.clone()));
        let cleared =
            |bytes: &[u8]| SealedPart::Cleared { ended_by: bytes.iter().map(|byte| Hash([*byte; 32])).collect() };
        let read = |part: &SealedPart| SealedPart::parse(&PublicPart::Cleared, &part.to_bytes());
        assert_eq!(read(&cleared(&[1, 2, 9])), Ok(cleared(&[1, 2, 9])));
        for wrong in [&[2, 1][..], &[1, 1]] {
            assert!(matches!(read(&cleared(wrong)), Err(SealedPartError::Form(_))));
        }
        let many = |count: u16| {
            let named = (0..count).map(|number| {
                let mut hash = [0; 32];
                hash[..2].copy_from_slice(&number.to_be_bytes());
                Hash(hash)
            });
            SealedPart::Cleared { ended_by: named.collect() }
        };
        assert!(read(&many(256)).is_ok() && read(&many(257)).is_err());
        assert_eq!(read(&relief), Err(SealedPartError::Kind));
    }

    #[test]
    fn a_sealed_part_of_another_statement_is_refused() {
        let grant = SealedPart::Grant(terms(Scope::Realm)).to_bytes();
        assert_eq!(SealedPart::parse(&PERSON, &grant), Err(SealedPartError::Kind));
        let none = PublicPart::GrantEnd { grant_id: GrantId([2; 16]) };
        assert_eq!(SealedPart::parse(&none, &grant), Err(SealedPartError::Kind));
    }

    #[test]
    fn what_a_later_version_allows_is_not_allowed_here() {
        let mut out = Writer::new();
        out.array(6).unsigned(10).text("nurse").array(1).unsigned(0);
        out.array(2).unsigned(1).unsigned(99).array(2).text("write").text("erase").text("guest");
        let Ok(SealedPart::Grant(read)) = SealedPart::parse(&GRANT, &out.into_bytes()) else { panic!("a grant") };
        assert_eq!((read.compartments, read.rights), (vec![Compartment::Ops], vec![Right::Write]));
        let mut out = Writer::new();
        out.array(6).unsigned(10).text("nurse").array(1).unsigned(7).array(0).array(0).text("guest");
        assert_eq!(SealedPart::parse(&GRANT, &out.into_bytes()), Err(SealedPartError::Scope));
    }
}
