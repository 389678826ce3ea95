//! Opening entries: the only way from sealed bytes to plaintext, one check after the other.
//!
//! In this order: bounds and length; suite, kind, realm; author known; signature; place in the chain;
//! key known; commitment and tags of the envelope; content commitment; strict CBOR and schema; how
//! the author stood. Every refusal says what to do with the entry; none drops it.

use first72_wire::entry::{self, SealedEntry};
use first72_wire::header::{HEADER_LEN, Header, Kind};
use first72_wire::id::{Hash, PersonId};
use first72_wire::key_body::KeyBody;

use super::chain::ChainState;
use super::codec;
use super::envelope;
use super::keyring::Keyring;
use super::scrub::{StackScrub, stack_scrub};
use super::verified::{Origin, Refused, Verified};
use crate::audit::AuditBatch;
use crate::directory::rehearsal::TestNumber;
use crate::directory::{DeviceRecord, Directory, SpaceFacts, Standing, Written};
use crate::episode::{Change, Op, Snapshot};

/// An entry on its way in.
#[derive(Clone, Copy)]
pub struct Incoming<'a> {
    /// The entry, as the one parser read it.
    pub entry: &'a SealedEntry,
    /// Its place in the server's log; none when it came another way.
    pub pos: Option<u64>,
}

/// An entry whose author, signature and place in the chain hold. Nothing of it was opened yet.
pub struct Authentic<'a> {
    entry: &'a SealedEntry,
    header: [u8; HEADER_LEN],
    hash: Hash,
    pos: Option<u64>,
    device: &'a DeviceRecord,
    own_signature_checked: bool,
}

impl<'a> Authentic<'a> {
    /// Steps 2 to 5 for one entry, with its own signature.
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn check(directory: &'a Directory, chain: &ChainState<'_>, incoming: Incoming<'a>) -> Result<Self, Refused> {
        let mut this = Self::identify(directory, incoming)?;
        this.check_signature()?;
        chain.follows(&this.entry.header, &this.hash, this.device)?;
        this.own_signature_checked = true;
        Ok(this)
    }

    /// Steps 2 to 5 for a run of one (device, space) chain, each entry after the one before it.
    ///
    /// Every hash binds the one before it, so the newest entry's signature proves the whole run.
    /// Where anything is out of order, each entry is checked by its own signature instead, so that
    /// what was slipped in between cannot make the genuine entries look wrong.
    #[must_use]
    pub fn check_run(
        directory: &'a Directory,
        chain: &ChainState<'a>,
        run: &[Incoming<'a>],
    ) -> Vec<Result<Self, Refused>> {
        Self::proven_run(directory, chain.clone(), run).unwrap_or_else(|| {
            let mut chain = chain.clone();
            let check = |incoming: &Incoming<'a>| {
                let this = Self::check(directory, &chain, *incoming)?;
                chain.extend(this.entry.header.seq, this.hash);
                Ok(this)
            };
            run.iter().map(check).collect()
        })
    }

    /// The run, when all of it follows and its last signature holds.
    fn proven_run(
        directory: &'a Directory,
        mut chain: ChainState<'a>,
        run: &[Incoming<'a>],
    ) -> Option<Vec<Result<Self, Refused>>> {
        let mut proven = Vec::with_capacity(run.len());
        let of = run.first().map(|first| (first.entry.header.device, first.entry.header.space));
        for incoming in run {
            let this = Self::identify(directory, *incoming).ok()?;
            let header = &this.entry.header;
            chain.follows(header, &this.hash, this.device).ok()?;
            chain.extend(header.seq, this.hash);
            if of != Some((header.device, header.space)) {
                return None;
            }
            proven.push(Ok(this));
        }
        if let Some(Ok(last)) = proven.last_mut() {
            last.check_signature().ok()?;
            last.own_signature_checked = true;
        }
        Some(proven)
    }

    /// An entry from this device's own vault, whose row authenticator held when it was read: it was
    /// checked when it came in. Never for bytes from anywhere else.
    ///
    /// # Errors
    /// [`Refused::UnknownDevice`] or [`Refused::Realm`] when the directory is not that of the vault.
    pub fn from_own_vault(
        directory: &'a Directory,
        entry: &'a SealedEntry,
        hash: Hash,
        pos: Option<u64>,
    ) -> Result<Self, Refused> {
        let device = author(directory, entry)?;
        let header = entry.header.to_bytes();
        Ok(Self { entry, header, hash, pos, device, own_signature_checked: false })
    }

    /// The entry.
    #[must_use]
    pub fn entry(&self) -> &'a SealedEntry {
        self.entry
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Checks its own signature now, where a run's newest one has stood for it.
    ///
    /// # Errors
    /// [`Refused::Signature`].
    pub fn check_signature(&self) -> Result<(), Refused> {
        let input = entry::signing_input(&self.hash);
        let good = entry::verify(&self.device.sig_pk, &input, &self.entry.signature);
        if good { Ok(()) } else { Err(Refused::Signature) }
    }

    fn written(&self) -> Written {
        let Header { space, seq, .. } = self.entry.header;
        Written { space, seq, hash: self.hash, pos: self.pos }
    }

    /// Steps 6 to 12 for a save. `space` is what is known of the space; none before its opening
    /// save, from which it is then taken (see [`facts_of_opening`]).
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn open(
        &self,
        directory: &Directory,
        keyring: &Keyring,
        space: Option<&SpaceFacts>,
    ) -> Result<Verified<Op>, Refused> {
        let header = &self.entry.header;
        let op = self.opened(Kind::Op, keyring, |payload| Ok(Op::decode(payload)?))?;
        let opening = if space.is_none() { facts_of_opening(&op, self.device.person_id) } else { None };
        let space = space.or(opening.as_ref()).ok_or(Refused::UnknownSpace)?;
        let late = match directory.standing_of(&header.device, space, &self.written(), &op.deps) {
            Standing::Good => false,
            Standing::Late => !directory.is_adopted(&header.device, &header.space, header.seq, &self.hash, space),
            Standing::EndSeen => return Err(Refused::EndSeen),
            Standing::NotEntitled => return Err(Refused::NotEntitled),
            Standing::UnknownDevice => return Err(Refused::UnknownDevice(header.device)),
        };
        Ok(Verified { value: op, origin: self.origin(late) })
    }

    /// Steps 8 to 12 for what was done on a device. Nobody is entitled to write there but the device itself, whose space
    /// it has to be; that was judged when the entry came in.
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn open_audit(&self, keyring: &Keyring) -> Result<Verified<AuditBatch>, Refused> {
        let value = self.opened(Kind::Audit, keyring, |payload| Ok(AuditBatch::parse(payload)?))?;
        let late = self.device.ends.iter().any(|end| end.makes_late(&self.written()));
        Ok(Verified { value, origin: self.origin(late) })
    }

    /// The same content as it was sealed, with the random bytes of its commitment: whoever has both and the signed entry sees
    /// without any key that this is what its author wrote.
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn show_audit(&self, keyring: &Keyring) -> Result<Shown, Refused> {
        let header = &self.entry.header;
        self.open_audit(keyring)?;
        let key = keyring.get(&header.space, &header.key_id).ok_or(Refused::MissingKey(header.key_id))?;
        let plain = envelope::open(key.parent(), &[&self.header], &self.entry.body)?;
        let unpadded = codec::unpad(&plain)?;
        Ok(Shown { r32: *unpadded.r32, payload: unpadded.payload().to_vec() })
    }

    /// Steps 8 to 12 for the entry of the test class. That its author may seal one was judged when it came in.
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn open_test(&self, keyring: &Keyring) -> Result<Verified<TestNumber>, Refused> {
        let value = self.opened(Kind::Op, keyring, |payload| TestNumber::parse(payload).map_err(|_| Refused::Kind))?;
        let late = self.device.ends.iter().any(|end| end.makes_late(&self.written()));
        Ok(Verified { value, origin: self.origin(late) })
    }

    /// Steps 8 to 12 for a copy of parts of an episode. Who may have written it follows from the statement that gave it, and was
    /// judged before.
    ///
    /// # Errors
    /// [`Refused`] names the first check that failed.
    pub fn open_copy(&self, keyring: &Keyring) -> Result<Snapshot, Refused> {
        self.opened(Kind::Op, keyring, |payload| Snapshot::parse(payload).map_err(Refused::Copy))
    }

    /// Steps 8 to 12: the content, when it is of this kind and all that the header says of it holds.
    fn opened<T>(
        &self,
        kind: Kind,
        keyring: &Keyring,
        read: impl FnOnce(&[u8]) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        let header = &self.entry.header;
        if header.kind != kind {
            return Err(Refused::Kind);
        }
        let key = keyring.get(&header.space, &header.key_id).ok_or(Refused::MissingKey(header.key_id))?;
        let plain = envelope::open(key.parent(), &[&self.header], &self.entry.body)?;
        let unpadded = codec::unpad(&plain)?;
        if codec::commitment(unpadded.r32, unpadded.payload()) != header.commit {
            return Err(Refused::Commitment);
        }
        read(unpadded.payload())
    }

    /// Steps 6 and 11 for a KEY entry: its wraps, in clear.
    ///
    /// What its author is entitled to may not be known before the key has opened the space. So the
    /// wraps are for reading; a key is fit for writing only while its authors and all its
    /// recipients are entitled.
    ///
    /// # Errors
    /// [`Refused::Kind`] or [`Refused::KeyBody`].
    pub fn key_body(&self) -> Result<Verified<KeyBody>, Refused> {
        if self.entry.header.kind != Kind::Key {
            return Err(Refused::Kind);
        }
        let value = KeyBody::parse(&self.entry.body)?;
        let late = self.device.ends.iter().any(|end| end.makes_late(&self.written()));
        Ok(Verified { value, origin: self.origin(late) })
    }

    fn identify(directory: &'a Directory, incoming: Incoming<'a>) -> Result<Self, Refused> {
        let Incoming { entry, pos } = incoming;
        let device = author(directory, entry)?;
        let header = entry.header.to_bytes();
        let hash = entry::hash(&header, &entry.body);
        Ok(Self { entry, header, hash, pos, device, own_signature_checked: false })
    }

    fn origin(&self, late: bool) -> Origin {
        let header = &self.entry.header;
        Origin {
            realm: header.realm,
            space: header.space,
            author: header.device,
            person: self.device.person_id,
            seq: header.seq,
            hash: self.hash,
            late,
            own_signature_checked: self.own_signature_checked,
        }
    }
}

/// What an entry's header commits to.
pub struct Shown {
    /// The random bytes of the commitment.
    pub r32: [u8; 32],
    /// The content.
    pub payload: Vec<u8>,
}

/// From bytes to a save: every check in one call.
///
/// # Errors
/// [`Refused`] names the first check that failed, and says what to do with the entry.
pub fn open_entry(
    directory: &Directory,
    keyring: &Keyring,
    chain: &ChainState<'_>,
    space: Option<&SpaceFacts>,
    pos: Option<u64>,
    bytes: &[u8],
) -> Result<Verified<Op>, Refused> {
    let _scrub = stack_scrub();
    let entry = SealedEntry::parse(bytes)?;
    Authentic::check(directory, chain, Incoming { entry: &entry, pos })?.open(directory, keyring, space)
}

/// Whether a key opens the body of an entry, whatever key its header names.
#[cfg(test)]
pub(crate) fn opens(key: &super::space_key::SpaceKey, entry: &SealedEntry) -> bool {
    envelope::open(key.parent(), &[&entry.header.to_bytes()], &entry.body).is_ok()
}

/// What the opening save says of its space; none when the save does not begin with the opening.
#[must_use]
pub fn facts_of_opening(op: &Op, author: PersonId) -> Option<SpaceFacts> {
    match op.changes.first()? {
        Change::Open { episode, compartment, station, .. } => Some(SpaceFacts {
            compartment: *compartment,
            station: Some(station.clone()),
            episode: Some(*episode),
            opened_by: Some(author),
        }),
        _ => None,
    }
}

/// Held while many entries are opened one after the other: the stack is scrubbed once at its end.
pub struct BulkOpening {
    _scrub: StackScrub,
}

/// Begins opening many entries, at unlock or after a pull.
#[must_use]
pub fn bulk_opening() -> BulkOpening {
    BulkOpening { _scrub: stack_scrub() }
}

fn author<'a>(directory: &'a Directory, entry: &SealedEntry) -> Result<&'a DeviceRecord, Refused> {
    if entry.header.realm != directory.realm() {
        return Err(Refused::Realm);
    }
    directory.device(&entry.header.device).ok_or(Refused::UnknownDevice(entry.header.device))
}

#[cfg(test)]
mod tests;
