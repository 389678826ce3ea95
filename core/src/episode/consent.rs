//! On what ground a copy of parts of an episode was given to somebody: the young person's consent as it was explained and
//! signed, or another ground of law, which is never called consent. Kept where the copied words are kept, and nowhere else.

use super::answer::Instant;
use super::signature::Signature;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::id::{PersonId, RealmId, SpaceId};
use zeroize::Zeroize;

/// Longest purpose, name, reference or version of a text, in bytes.
pub const LONGEST: usize = 500;
/// Most headings of parts that one record names.
pub const MOST_PARTS: usize = 64;

/// Why a copy may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Basis {
    /// The young person agreed, alone, as the law lets them.
    YoungPerson = 1,
    /// The young person agreed, and so did a guardian who is not abusive.
    WithGuardian = 2,
    /// A court ordered it. No consent.
    CourtOrder = 3,
    /// A law of reporting demands it. No consent.
    MandatedReport = 4,
}

impl Basis {
    /// Every basis, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::YoungPerson, Self::WithGuardian, Self::CourtOrder, Self::MandatedReport];

    /// The stable name for screens and scripts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::YoungPerson => "young_person",
            Self::WithGuardian => "with_guardian",
            Self::CourtOrder => "court_order",
            Self::MandatedReport => "mandated_report",
        }
    }

    /// The basis of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }

    /// Whether the young person agreed, and can therefore take it back.
    #[must_use]
    pub const fn is_consent(self) -> bool {
        matches!(self, Self::YoungPerson | Self::WithGuardian)
    }

    pub(super) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| *basis as u8 == number)
    }
}

/// How something is told to who gets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum How {
    /// Read on their own device.
    OnDevice = 1,
    /// In words, with the copy before them.
    Spoken = 2,
    /// On paper, from what the copy says.
    OnPaper = 3,
}

impl How {
    /// Every way, in the order of their numbers.
    pub const ALL: [Self; 3] = [Self::OnDevice, Self::Spoken, Self::OnPaper];

    /// The stable name for screens and scripts.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnDevice => "on_device",
            Self::Spoken => "spoken",
            Self::OnPaper => "on_paper",
        }
    }

    /// The way of this name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.code() == code)
    }

    pub(super) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|how| *how as u8 == number)
    }
}

/// How the young person signed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signed {
    /// Drawn on the screen.
    Drawn(Signature),
    /// By a mark or a word, before this witness.
    Witnessed(String),
}

/// A guardian who signed too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guardian {
    /// Their name.
    pub name: String,
    /// What they drew.
    pub signature: Signature,
}

/// On what ground one copy was given.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Consent {
    /// The space of the copy.
    pub space: SpaceId,
    /// The realm in which it was given.
    pub realm: RealmId,
    /// To whom.
    pub to: PersonId,
    /// Why it may be given.
    pub basis: Basis,
    /// The number or date of the order or the report, where that is the basis.
    pub reference: Option<String>,
    /// What it is for.
    pub purpose: String,
    /// How it is told.
    pub how: How,
    /// Until when, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Whether it becomes the record of who gets it.
    pub may_keep: bool,
    /// The headings of what was copied.
    pub parts: Vec<String>,
    /// Which wording was explained; none where nobody was asked to agree.
    pub text_version: Option<String>,
    /// In which language, as two letters.
    pub language: String,
    /// Who explained it, by short name.
    pub explained_by: String,
    /// That it is free, what it can bring, and how it is taken back, were each explained.
    pub told: Told,
    /// How the young person signed; none where they were not asked to agree.
    pub signed: Option<Signed>,
    /// The guardian who signed too.
    pub guardian: Option<Guardian>,
    /// When.
    pub at: Instant,
}

/// What was explained before anybody signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Told {
    /// What it can bring, good and bad.
    pub effects: bool,
    /// That it is their choice, and that no help depends on it.
    pub voluntary: bool,
    /// How it is taken back, and what that cannot undo.
    pub taking_back: bool,
}

impl Told {
    /// Whether all of it was explained.
    #[must_use]
    pub const fn is_all(self) -> bool {
        self.effects && self.voluntary && self.taking_back
    }
}

impl Consent {
    /// The items of its array, the number of the change among them.
    pub(super) const FIELDS: usize = 18;

    pub(super) fn write(&self, out: &mut Writer) {
        out.bytes(&self.space.0).bytes(&self.realm.0).bytes(&self.to.0).unsigned(u64::from(self.basis as u8));
        out.optional(self.reference.as_deref(), |out, text| out.text(text));
        out.text(&self.purpose).unsigned(u64::from(self.how as u8)).signed(self.end_ms).flag(self.may_keep);
        out.array(self.parts.len());
        self.parts.iter().for_each(|part| _ = out.text(part));
        out.optional(self.text_version.as_deref(), |out, text| out.text(text));
        out.text(&self.language).text(&self.explained_by);
        out.array(3).flag(self.told.effects).flag(self.told.voluntary).flag(self.told.taking_back);
        out.optional(self.signed.as_ref(), |out, signed| match signed {
            Signed::Drawn(signature) => signature.write(out.array(2).unsigned(1)),
            Signed::Witnessed(name) => out.array(2).unsigned(2).text(name),
        });
        out.optional(self.guardian.as_ref(), |out, guardian| {
            guardian.signature.write(out.array(2).text(&guardian.name))
        });
        self.at.write(out);
    }

    /// None for a basis, a way of telling or of signing of a later version.
    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Option<Self>, CborError> {
        let (space, realm, to) = (SpaceId(fields.fixed()?), RealmId(fields.fixed()?), PersonId(fields.fixed()?));
        let basis = Basis::from_number(fields.small()?);
        let reference = fields.optional(|fields| fields.short_text(LONGEST))?.map(str::to_owned);
        let purpose = short(fields)?;
        let how = How::from_number(fields.small()?);
        let (end_ms, may_keep) = (fields.signed()?, fields.flag()?);
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST_PARTS {
            return Err(Reader::unexpected(at));
        }
        let parts = (0..count).map(|_| short(fields)).collect::<Result<_, _>>()?;
        let text_version = fields.optional(|fields| fields.short_text(LONGEST))?.map(str::to_owned);
        let (language, explained_by) = (short(fields)?, short(fields)?);
        fields.array_of(3)?;
        let told = Told { effects: fields.flag()?, voluntary: fields.flag()?, taking_back: fields.flag()? };
        let signed = fields.optional(read_signed)?;
        let guardian = fields.optional(|fields| {
            fields.array_of(2)?;
            Ok(Guardian { name: short(fields)?, signature: Signature::read(fields)? })
        })?;
        let at = Instant::read(fields)?;
        let (Some(basis), Some(how)) = (basis, how) else { return Ok(None) };
        let ground = (space, realm, to, basis, reference);
        Ok(Some(Self {
            space: ground.0,
            realm: ground.1,
            to: ground.2,
            basis: ground.3,
            reference: ground.4,
            purpose,
            how,
            end_ms,
            may_keep,
            parts,
            text_version,
            language,
            explained_by,
            told,
            signed,
            guardian,
            at,
        }))
    }
}

fn short(fields: &mut Reader<'_>) -> Result<String, CborError> {
    fields.short_text(LONGEST).map(str::to_owned)
}

fn read_signed(fields: &mut Reader<'_>) -> Result<Signed, CborError> {
    fields.array_of(2)?;
    let at = fields.position();
    match fields.small::<u8>()? {
        1 => Signature::read(fields).map(Signed::Drawn),
        2 => short(fields).map(Signed::Witnessed),
        _ => Err(Reader::unexpected(at)),
    }
}

impl Zeroize for Consent {
    fn zeroize(&mut self) {
        self.reference.zeroize();
        self.purpose.zeroize();
        self.parts.zeroize();
        self.explained_by.zeroize();
        match &mut self.signed {
            Some(Signed::Drawn(signature)) => signature.zeroize(),
            Some(Signed::Witnessed(name)) => name.zeroize(),
            None => {}
        }
        if let Some(guardian) = &mut self.guardian {
            guardian.name.zeroize();
            guardian.signature.zeroize();
        }
    }
}

#[cfg(test)]
mod tests;
