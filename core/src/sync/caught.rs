//! What a server was caught at, as a file that anybody can check: the notes are signed by the server's own keys.

use super::error::SyncError;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::hello::{HelloAnswer, HelloRequest, Hex};
use first72_wire::id::{Hash, RealmId};
use first72_wire::log_keys::{LogKey, LogKeys};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What the file calls itself.
const FORMAT: &str = "first72-server-proof/1";
/// The longest file that is read, in bytes.
pub const MAX_PROOF_FILE: usize = 2 << 20;

/// What a server did that an honest one does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaughtAt {
    /// It showed a smaller log than it had signed before.
    WentBack,
    /// It signed two different logs.
    TwoHistories,
    /// It could not show that its log grew out of the one signed before and holds what was sent.
    Unproven,
}

/// The proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caught {
    /// What the server did.
    pub at: CaughtAt,
    /// Whose server.
    pub realm: RealmId,
    /// Its log keys, as the realm's root names them.
    pub keys: LogKeys,
    /// When it was noticed, milliseconds since 1970 by the clock of the device.
    pub noted_ms: i64,
    /// The signed note from before; empty when nothing was known before.
    pub before: String,
    /// The signed note that does not fit it.
    pub shown: String,
    /// What the server gave as its proof.
    pub hashes: Vec<Hash>,
    /// The signed greeting in which the note came: it says when the server showed it.
    pub hello: Option<(HelloRequest, HelloAnswer)>,
}

/// How it stands in the file.
#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    what: CaughtAt,
    realm: RealmId,
    /// The newest that is good.
    log_key: Hex<32>,
    /// The others: public half, and the size up to which its word counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    other_keys: Vec<(Hex<32>, Option<u64>)>,
    noted_ms: i64,
    before: String,
    shown: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hashes: Vec<Hash>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hello: Option<(HelloRequest, HelloAnswer)>,
}

/// What a proof shows to whoever trusts nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The key signed both, and both cannot be true. Nobody without the key could have made this.
    Contradiction,
    /// The key signed both. Only its holder can show that the second grew out of the first; ask for the consistency proof
    /// between the two sizes.
    Doubt,
}

/// A file that is no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotAProof {
    /// Not of the form agreed.
    #[error("this is no proof against a server")]
    Form,
    /// The key that it names did not sign what stands in it.
    #[error("the notes in it are not signed by the key that it names")]
    Signature,
    /// What stands in it does not contradict itself.
    #[error("nothing in it contradicts anything else in it")]
    Nothing,
}

impl NotAProof {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "server-proof.form",
            Self::Signature => "server-proof.signature",
            Self::Nothing => "server-proof.nothing",
        }
    }
}

impl Caught {
    /// The file: JSON that a person can read.
    #[must_use]
    pub fn to_text(&self) -> String {
        let newest = self.keys.good().next().copied().unwrap_or_default();
        let others = self.keys.iter().filter(|key| key.public != newest);
        let written = Written {
            format: FORMAT.to_owned(),
            what: self.at,
            realm: self.realm,
            log_key: Hex(newest),
            other_keys: others.map(|key| (Hex(key.public), key.until)).collect(),
            noted_ms: self.noted_ms,
            before: self.before.clone(),
            shown: self.shown.clone(),
            hashes: self.hashes.clone(),
            hello: self.hello.clone(),
        };
        // Numbers, digits and text: there is nothing that could not be written.
        serde_json::to_string_pretty(&written).unwrap_or_default()
    }

    /// Reads a file, bounds first. Nothing in it is believed; see [`Caught::check`].
    ///
    /// # Errors
    /// [`NotAProof::Form`].
    pub fn parse(text: &[u8]) -> Result<Self, NotAProof> {
        if text.len() > MAX_PROOF_FILE {
            return Err(NotAProof::Form);
        }
        let written: Written = serde_json::from_slice(text).map_err(|_| NotAProof::Form)?;
        if written.format != FORMAT {
            return Err(NotAProof::Form);
        }
        let Written { what: at, realm, log_key, other_keys, noted_ms, before, shown, hashes, hello, .. } = written;
        let named = std::iter::once((log_key, None)).chain(other_keys);
        let keys = LogKeys::new(named.map(|(Hex(public), until)| LogKey { public, until }).collect());
        Ok(Self { at, realm, keys: keys.ok_or(NotAProof::Form)?, noted_ms, before, shown, hashes, hello })
    }

    /// Checks what it shows. The caller compares realm and keys with those that the realm's root names.
    ///
    /// # Errors
    /// [`NotAProof`] when it shows nothing.
    pub fn check(&self) -> Result<Shows, NotAProof> {
        let open = |note: &str| Checkpoint::open(note, &self.realm, &self.keys).map_err(|_| NotAProof::Signature);
        let shown = open(&self.shown)?;
        if let Some((request, answer)) = &self.hello {
            let signed = answer.check(&self.realm, request, &self.keys).is_ok() && answer.checkpoint == self.shown;
            if !signed {
                return Err(NotAProof::Signature);
            }
        }
        let before = if self.before.is_empty() { None } else { Some(open(&self.before)?) };
        match (self.at, before) {
            (CaughtAt::TwoHistories, Some(before)) if before.size == shown.size && before.root != shown.root => {
                Ok(Shows::Contradiction)
            }
            (CaughtAt::WentBack, Some(before)) if shown.size < before.size && self.hello.is_some() => {
                // The greeting says that this was the newest state; that it came after the other is the device's word.
                Ok(Shows::Doubt)
            }
            (_, Some(before)) if before != shown => Ok(Shows::Doubt),
            (CaughtAt::Unproven, _) => Ok(Shows::Doubt),
            _ => Err(NotAProof::Nothing),
        }
    }

    /// The error that it is to a sync.
    pub(super) fn error(&self) -> SyncError {
        let size = |note: &str| Checkpoint::open(note, &self.realm, &self.keys).map_or(0, |checkpoint| checkpoint.size);
        let (had, has) = (size(&self.before), size(&self.shown));
        match self.at {
            CaughtAt::WentBack => SyncError::WentBack { had, has },
            CaughtAt::TwoHistories => SyncError::TwoHistories { size: has.min(had) },
            CaughtAt::Unproven => SyncError::Unproven { had, has },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::id::DeviceId;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    const REALM: RealmId = RealmId([3; 16]);

    fn key() -> (Ed25519KeyPair, [u8; 32]) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let public = pair.public_key().as_ref().try_into().unwrap();
        (pair, public)
    }

    fn note(size: u64, root: u8) -> String {
        let (pair, public) = key();
        let checkpoint = Checkpoint { size, root: Hash([root; 32]) };
        let signature = pair.sign(checkpoint.text(&REALM).as_bytes()).as_ref().try_into().unwrap();
        checkpoint.note(&REALM, &public, &signature)
    }

    fn caught(at: CaughtAt, before: &str, shown: &str) -> Caught {
        let (pair, public) = key();
        let request = HelloRequest { device_id: DeviceId([1; 16]), client_nonce: Hex([2; 16]), tree_size: Some(4) };
        let mut answer = HelloAnswer {
            server_nonce: Hex([4; 32]),
            server_ms: 5,
            checkpoint: shown.to_owned(),
            growth: Vec::new(),
            sig: Hex([0; 64]),
        };
        answer.sig = Hex(pair.sign(&answer.signing_input(&REALM, &request)).as_ref().try_into().unwrap());
        let (before, shown) = (before.to_owned(), shown.to_owned());
        let hello = Some((request, answer));
        let (hashes, keys) = (vec![Hash([8; 32])], LogKeys::of(public));
        Caught { at, realm: REALM, keys, noted_ms: 7, before, shown, hashes, hello }
    }

    #[test]
    fn a_proof_is_read_back_and_says_how_much_it_shows() {
        let two = caught(CaughtAt::TwoHistories, &note(4, 1), &note(4, 2));
        assert_eq!(Caught::parse(two.to_text().as_bytes()), Ok(two.clone()));
        assert_eq!(two.check(), Ok(Shows::Contradiction));
        let keys = two.keys.with([5; 32]).and_then(|keys| keys.ended(&key().1, 4)).unwrap();
        let since = Caught { keys, hello: None, ..two };
        assert_eq!(Caught::parse(since.to_text().as_bytes()), Ok(since.clone()));
        assert_eq!(since.check(), Ok(Shows::Contradiction), "by a key that was ended later");
        assert_eq!(caught(CaughtAt::WentBack, &note(4, 1), &note(3, 2)).check(), Ok(Shows::Doubt));
        assert_eq!(caught(CaughtAt::Unproven, &note(4, 1), &note(5, 2)).check(), Ok(Shows::Doubt));
        assert_eq!(caught(CaughtAt::TwoHistories, &note(4, 1), &note(4, 1)).check(), Err(NotAProof::Nothing));
    }

    #[test]
    fn nobody_without_the_key_can_make_one() {
        let honest = caught(CaughtAt::TwoHistories, &note(4, 1), &note(4, 2));
        let made_up = Caught { shown: note(4, 2).replace("\n4\n", "\n5\n"), hello: None, ..honest.clone() };
        assert_eq!(made_up.check(), Err(NotAProof::Signature));
        let other_key = Caught { keys: LogKeys::of([1; 32]), ..honest.clone() };
        assert_eq!(other_key.check(), Err(NotAProof::Signature));
        let mut other_time = honest;
        if let Some((_, answer)) = &mut other_time.hello {
            answer.server_ms += 1;
        }
        assert_eq!(other_time.check(), Err(NotAProof::Signature));
        for bad in ["", "{}", "[1]", "{\"format\":\"first72-server-proof/2\"}"] {
            assert_eq!(Caught::parse(bad.as_bytes()), Err(NotAProof::Form));
        }
    }
}
