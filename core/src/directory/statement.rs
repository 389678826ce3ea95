//! Statements with both their parts: reading the sealed part's plaintext, and writing a new statement.

mod sealed;

pub use sealed::{LONGEST_NAME, LONGEST_REASON, MOST_CLEARED, SealedPart, SealedPartError};

use super::ending::Ending;
use super::grant::GrantTerms;
use super::person::PersonFacts;
use crate::seal::{
    ChainSlot, DevicePublic, Keyring, Randomness, SealError, SecretBytes, Signer, SpaceKey, open_statement_part,
    seal_statement_part, sign_clear_entry,
};
use first72_wire::compartment::Compartment;
use first72_wire::entry::{SIGNATURE_LEN, SealedEntry};
use first72_wire::header::{Header, Kind};
use first72_wire::id::{DeviceId, EpisodeId, GrantId, Hash, MatterId, PersonId, SpaceId};
use first72_wire::policy::Policy;
use first72_wire::statement::{
    Adoption, ChainEnd, ChainHead, Heartbeat, Introduced, Opening, PublicPart, RecoveryCase, RecoveryPublic,
    RegistrarCut, RootChange, StatementBody, StatementError,
};

/// A statement with what could be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What everyone may read.
    pub public: PublicPart,
    /// What members may read; none when there is nothing, or when it cannot be opened here yet.
    pub sealed: Option<SealedPart>,
}

/// An entry of the directory's space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its place in the server's log; none before the server has it.
    pub pos: Option<u64>,
    /// The entry's hash.
    pub hash: Hash,
    /// The entry's header.
    pub header: Header,
    /// The entry's signature.
    pub signature: [u8; SIGNATURE_LEN],
    /// What it says; none for an entry that is no statement, such as a KEY: it matters only as a
    /// link of its author's chain.
    pub statement: Option<Statement>,
    /// True when this device checked the signature before and kept the entry under its own seal.
    /// A device id is that of its keys, so the check stays good for ever.
    pub checked: bool,
}

impl Logged {
    /// Reads an entry of the directory's space. The signature is left to the evaluation.
    ///
    /// `sealed` is the plaintext of the sealed part, if it was opened.
    ///
    /// # Errors
    /// [`StatementError`] when the body is no statement or names a device by a wrong id.
    pub fn read(entry: &SealedEntry, pos: Option<u64>, sealed: Option<SealedPart>) -> Result<Self, StatementError> {
        let statement = match entry.header.kind {
            Kind::Statement => Some(Statement { public: StatementBody::parse(&entry.body)?.public, sealed }),
            _ => None,
        };
        Ok(Self {
            pos,
            hash: entry.hash(),
            header: entry.header,
            signature: entry.signature,
            statement,
            checked: false,
        })
    }

    /// Reads an entry of the directory's space and opens its sealed part with the keys at hand.
    ///
    /// A sealed part that cannot be opened or read leaves the statement without it: the public part
    /// counts all the same, and what is sealed allows nothing until it can be read.
    ///
    /// # Errors
    /// [`StatementError`] when the body is no statement or names a device by a wrong id.
    pub fn open(entry: &SealedEntry, pos: Option<u64>, keyring: &Keyring) -> Result<Self, StatementError> {
        let mut logged = Self::read(entry, pos, None)?;
        if let Some(statement) = &mut logged.statement {
            let body = StatementBody::parse(&entry.body)?;
            let sealed = body.sealed.as_deref();
            let plain =
                sealed.map(|sealed| open_statement_part(keyring, entry.header.space, &body.public_bytes, sealed));
            if let Some(Ok(plain)) = plain {
                statement.sealed = SealedPart::parse(&body.public, &plain).ok();
            }
        }
        Ok(logged)
    }

    /// The same entry, whose signature this device has checked before.
    #[must_use]
    pub const fn already_checked(mut self) -> Self {
        self.checked = true;
        self
    }
}

/// To whom a copy is given, and on what terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who may read it.
    pub to: PersonId,
    /// From when, by the reckoned time of who gives it, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Whether it becomes their record.
    pub may_keep: bool,
    /// The copy that it takes the place of.
    pub supersedes: Option<SpaceId>,
}

/// A new statement before it is sealed and signed: the public part, and what only members may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What everyone will read.
    pub public: PublicPart,
    /// What members will read.
    pub sealed: Option<SealedPart>,
}

impl Draft {
    /// Seals what only members may read, and signs the whole as the next entry of the signer's chain.
    ///
    /// # Errors
    /// [`SealError`] when it does not fit or no random bytes are available.
    pub fn sign(
        &self,
        signer: &dyn Signer,
        slot: ChainSlot,
        directory_key: &SpaceKey,
        random: &dyn Randomness,
    ) -> Result<SealedEntry, SealError> {
        let mut body = StatementBody::new(self.public.clone());
        if let Some(part) = &self.sealed {
            let plain = SecretBytes::new(part.to_bytes());
            let sealed = seal_statement_part(directory_key, slot.space, &body.public_bytes, &plain, random)?;
            body = body.with_sealed(sealed);
        }
        sign_clear_entry(signer, slot, Kind::Statement, body.to_bytes())
    }

    /// The root changes what may change of the realm's constants.
    #[must_use]
    pub const fn policy(policy: Policy) -> Self {
        Self { public: PublicPart::Policy(policy), sealed: None }
    }

    /// A registrar hands on a part of a pack.
    #[must_use]
    pub const fn pack_part(copy: Hash, index: u16, count: u16, bytes: Vec<u8>) -> Self {
        Self { public: PublicPart::PackPart { copy, index, count }, sealed: Some(SealedPart::PackPart { bytes }) }
    }

    /// The root makes a device a registrar's.
    #[must_use]
    pub const fn registrar_add(person_id: PersonId, device: &DevicePublic) -> Self {
        Self { public: PublicPart::RegistrarAdd(introduced(person_id, device)), sealed: None }
    }

    /// A human exists.
    #[must_use]
    pub const fn person(person_id: PersonId, facts: PersonFacts) -> Self {
        Self { public: PublicPart::Person { person_id }, sealed: Some(SealedPart::Person(facts)) }
    }

    /// A registrar has met a person and takes in a device; `label` is what people call it.
    #[must_use]
    pub const fn device_add(person_id: PersonId, device: &DevicePublic, not_after_ms: i64, label: String) -> Self {
        let device = introduced(person_id, device);
        Self { public: PublicPart::DeviceAdd { device, not_after_ms }, sealed: Some(SealedPart::Device { label }) }
    }

    /// A device is no longer trusted; `heads` are how far its chains reach here, in ascending order of the spaces, at most
    /// [`MOST_HEADS`](first72_wire::statement::MOST_HEADS).
    #[must_use]
    pub const fn device_end(device_id: DeviceId, ending: Ending, heads: Vec<ChainHead>) -> Self {
        let Ending { reason, wipe, last_seen } = ending;
        Self {
            public: PublicPart::DeviceEnd { device_id, reason: reason.number(), wipe, heads },
            sealed: Some(SealedPart::DeviceEnd(last_seen)),
        }
    }

    /// A person is entitled to something between two times, in milliseconds since 1970 UTC.
    #[must_use]
    pub const fn grant(grant_id: GrantId, person_id: PersonId, dates: (i64, i64), terms: GrantTerms) -> Self {
        let (not_before_ms, not_after_ms) = dates;
        Self {
            public: PublicPart::Grant { grant_id, person_id, not_before_ms, not_after_ms },
            sealed: Some(SealedPart::Grant(terms)),
        }
    }

    /// The root ends a registrar's office after a named entry of the registrar's chain.
    #[must_use]
    pub const fn registrar_end(device_id: DeviceId, (last_seq, last_hash): (u64, Hash)) -> Self {
        let cut = RegistrarCut { device_id, last_seq, last_hash };
        Self { public: PublicPart::RegistrarEnd(cut), sealed: None }
    }

    /// Another root takes the place of one: its own word, or a registrar's vote when it is lost.
    #[must_use]
    pub const fn root_rotate(old_root: DeviceId, new_root_pk: [u8; 32]) -> Self {
        Self { public: PublicPart::RootRotate(RootChange { old_root, new_root_pk }), sealed: None }
    }

    /// The root gives a compartment another recovery key.
    #[must_use]
    pub const fn recovery_key(compartment: Compartment, epoch: u32, kem_pk: [u8; 65]) -> Self {
        Self { public: PublicPart::RecoveryKey(RecoveryPublic { compartment, epoch, kem_pk }), sealed: None }
    }

    /// A registrar announces that a compartment is recovered for a device.
    #[must_use]
    pub const fn recovery_use(case: RecoveryCase, reason: String, custodians: Vec<String>) -> Self {
        let sealed = SealedPart::RecoveryUse { reason, custodians };
        Self { public: PublicPart::RecoveryUse(case), sealed: Some(sealed) }
    }

    /// In an emergency its author looks into an episode, from this moment on, in milliseconds since 1970 UTC.
    #[must_use]
    pub const fn break_glass(episode: EpisodeId, from_ms: i64, reason: String) -> Self {
        Self { public: PublicPart::BreakGlass, sealed: Some(SealedPart::BreakGlass { episode, from_ms, reason }) }
    }

    /// A second registrar signs a statement too.
    #[must_use]
    pub const fn cosign(statement: Hash) -> Self {
        Self { public: PublicPart::Cosign { statement }, sealed: None }
    }

    /// A registrar or a lead takes in late entries of an ended device.
    #[must_use]
    pub const fn adopt(device_id: DeviceId, heads: Vec<ChainHead>) -> Self {
        Self { public: PublicPart::Adopt(Adoption { device_id, heads }), sealed: None }
    }

    /// A registrar's device has synced: when, and chains of others that no heartbeat has named so far.
    #[must_use]
    pub const fn heartbeat(time_ms: i64, chains: Vec<ChainEnd>) -> Self {
        Self { public: PublicPart::Heartbeat(Heartbeat { time_ms, chains }), sealed: None }
    }

    /// A person no longer holds an episode.
    #[must_use]
    pub const fn relief(person: PersonId, episode: EpisodeId) -> Self {
        Self { public: PublicPart::Relief, sealed: Some(SealedPart::Relief { person, episode }) }
    }

    /// A device has removed what these statements ended; in ascending order, at most [`MOST_CLEARED`].
    #[must_use]
    pub const fn cleared(ended_by: Vec<Hash>) -> Self {
        Self { public: PublicPart::Cleared, sealed: Some(SealedPart::Cleared { ended_by, opened: Vec::new() }) }
    }

    /// A device has opened the copies that these statements gave; in ascending order, at most [`MOST_CLEARED`].
    #[must_use]
    pub const fn opened(opened: Vec<Hash>) -> Self {
        Self { public: PublicPart::Cleared, sealed: Some(SealedPart::Cleared { ended_by: Vec::new(), opened }) }
    }

    /// A copy of parts of an episode is given to a person.
    #[must_use]
    pub const fn release_open(opening: Opening, given: Given) -> Self {
        let Given { to, from_ms, may_keep, supersedes } = given;
        let sealed = SealedPart::ReleaseOpen { to, from_ms, may_keep, supersedes };
        Self { public: PublicPart::ReleaseOpen(opening), sealed: Some(sealed) }
    }

    /// A copy that was given ends before its time.
    #[must_use]
    pub const fn release_close(space: SpaceId) -> Self {
        Self { public: PublicPart::ReleaseClose { space }, sealed: None }
    }

    /// A registrar keeps anything of an episode from being destroyed, from this moment on, in milliseconds since 1970 UTC.
    #[must_use]
    pub const fn hold(matter: MatterId, reason: String, from_ms: i64) -> Self {
        let sealed = SealedPart::Hold { reason, from_ms: Some(from_ms) };
        Self { public: PublicPart::Hold { matter }, sealed: Some(sealed) }
    }

    /// A hold is over.
    #[must_use]
    pub const fn hold_end(hold: Hash) -> Self {
        Self { public: PublicPart::HoldEnd { hold }, sealed: None }
    }

    /// The test entry of an announced drill of recovery opened on this device, at this moment, in milliseconds since 1970.
    #[must_use]
    pub const fn rehearsed(announced: Hash, at_ms: i64) -> Self {
        Self { public: PublicPart::Rehearsed { announced }, sealed: Some(SealedPart::Rehearsed { at_ms }) }
    }

    /// An entitlement has ended.
    #[must_use]
    pub const fn grant_end(grant_id: GrantId) -> Self {
        Self { public: PublicPart::GrantEnd { grant_id }, sealed: None }
    }
}

const fn introduced(person_id: PersonId, device: &DevicePublic) -> Introduced {
    Introduced { device_id: device.device_id, person_id, sig_pk: device.sig_pk, kem_pk: device.kem_pk }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::invented::{device, named};
    use crate::seal::SystemRandomness;
    use first72_wire::id::{RealmId, SpaceId};

    #[test]
    fn a_signed_statement_is_opened_by_who_holds_the_key() {
        let random = SystemRandomness::new();
        let (registrar, key) = (device(), SpaceKey::make(1, &random).unwrap());
        let slot = ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) };
        let draft = named(PersonId([4; 16]));
        let entry = draft.sign(&registrar, slot, &key, &random).unwrap();
        assert!(!entry.to_bytes().windows(8).any(|window| window == b"Invented"));
        let mut keyring = Keyring::new();
        let closed = Logged::open(&entry, Some(7), &keyring).unwrap().statement.unwrap();
        assert_eq!((closed.public, closed.sealed), (draft.public.clone(), None));
        keyring.add(slot.space, key);
        let opened = Logged::open(&entry, Some(7), &keyring).unwrap().statement.unwrap();
        assert_eq!(opened.sealed, draft.sealed);
    }

    #[test]
    fn a_key_entry_is_only_a_link() {
        let slot = ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) };
        let entry = sign_clear_entry(&device(), slot, Kind::Key, vec![0x80]).unwrap();
        let logged = Logged::open(&entry, None, &Keyring::new()).unwrap();
        assert!(logged.statement.is_none());
    }
}
