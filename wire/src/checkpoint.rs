//! The server's signed word on everything it holds: size and root of its Merkle tree (RFC 6962),
//! as a C2SP checkpoint in a C2SP signed note.

use crate::entry::verify;
use crate::id::{Hash, RealmId};
use crate::label::{plain_digest, truncate};
use crate::limits::MAX_CHECKPOINT;
use crate::log_keys::LogKeys;
use crate::tree::Edge;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

/// Size and root of the tree at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Entries in the tree.
    pub size: u64,
    /// RFC 6962 root over them, in the order in which they were appended.
    pub root: Hash,
}

/// A note that is not a checkpoint of this realm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CheckpointRefused {
    /// Not of the form of a signed checkpoint.
    #[error("the note is not a checkpoint")]
    Form,
    /// A checkpoint of another realm.
    #[error("the checkpoint belongs to another realm")]
    Origin,
    /// The realm's server did not sign it.
    #[error("the checkpoint is not signed by this realm's server")]
    Signature,
}

impl CheckpointRefused {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "checkpoint.form",
            Self::Origin => "checkpoint.origin",
            Self::Signature => "checkpoint.signature",
        }
    }
}

impl Checkpoint {
    /// The state of the tree with this edge.
    #[must_use]
    pub fn of(edge: &Edge) -> Self {
        Self { size: edge.size(), root: edge.root() }
    }

    /// The note's text, which is what is signed: origin, size, root, one a line.
    #[must_use]
    pub fn text(&self, realm: &RealmId) -> String {
        format!("{}\n{}\n{}\n", origin(realm), self.size, STANDARD.encode(self.root.0))
    }

    /// The signed note. `signature` is Ed25519 by the log key over [`Checkpoint::text`].
    #[must_use]
    pub fn note(&self, realm: &RealmId, log_pk: &[u8; 32], signature: &[u8; 64]) -> String {
        let signed = [key_hash(realm, log_pk).as_slice(), signature].concat();
        format!("{}\n\u{2014} {} {}\n", self.text(realm), origin(realm), STANDARD.encode(signed))
    }

    /// Reads a note and checks that the realm's own server signed it, with a key whose word counts for a log of this size.
    /// Further signatures (of witnesses) are passed over.
    ///
    /// # Errors
    /// [`CheckpointRefused`] says what does not hold.
    pub fn open(note: &str, realm: &RealmId, keys: &LogKeys) -> Result<Self, CheckpointRefused> {
        let checkpoint = Self::unproven(note, realm)?;
        let signatures = note.split_once("\n\n").map(|(_, signatures)| signatures).unwrap_or_default();
        let prefix = format!("\u{2014} {} ", origin(realm));
        let mut ours = signatures
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix))
            .filter_map(|line| STANDARD.decode(line).ok());
        let text = checkpoint.text(realm);
        let signed_by = |signed: &[u8], key: &[u8; 32]| {
            let ours = signed.strip_prefix(&key_hash(realm, key)).unwrap_or_default();
            verify(key, text.as_bytes(), ours)
        };
        let signed_by_server = ours.any(|signed| keys.for_size(checkpoint.size).any(|key| signed_by(&signed, key)));
        if signed_by_server { Ok(checkpoint) } else { Err(CheckpointRefused::Signature) }
    }

    /// Reads a note, whoever signed it: for somebody who cannot know yet which keys the realm's server has had.
    ///
    /// # Errors
    /// [`CheckpointRefused::Form`] and [`CheckpointRefused::Origin`].
    pub fn unproven(note: &str, realm: &RealmId) -> Result<Self, CheckpointRefused> {
        if note.len() > MAX_CHECKPOINT {
            return Err(CheckpointRefused::Form);
        }
        let (text, _) = note.split_once("\n\n").ok_or(CheckpointRefused::Form)?;
        Self::read_text(text, realm)
    }

    fn read_text(text: &str, realm: &RealmId) -> Result<Self, CheckpointRefused> {
        let mut lines = text.split('\n');
        let mut next = || lines.next().ok_or(CheckpointRefused::Form);
        let (name, size, root) = (next()?, next()?, next()?);
        if name != origin(realm) {
            return Err(CheckpointRefused::Origin);
        }
        let root = STANDARD.decode(root).map_err(|_| CheckpointRefused::Form)?;
        let checkpoint = Self {
            size: size.parse().map_err(|_| CheckpointRefused::Form)?,
            root: Hash::from_slice(&root).ok_or(CheckpointRefused::Form)?,
        };
        // One form only: no leading zeros, no further lines.
        let same = checkpoint.text(realm).strip_suffix('\n') == Some(text);
        if same { Ok(checkpoint) } else { Err(CheckpointRefused::Form) }
    }
}

/// The name of a realm's log: nothing but its id, so that it says nothing about the custodian.
#[must_use]
pub fn origin(realm: &RealmId) -> String {
    format!("first72/{realm}")
}

fn key_hash(realm: &RealmId, log_pk: &[u8; 32]) -> [u8; 4] {
    // C2SP signed-note: SHA-256(name ‖ 0x0a ‖ type ‖ key)[..4], type 1 for Ed25519.
    let [a, b, c, d, ..] = truncate(&plain_digest(&[origin(realm).as_bytes(), &[b'\n', 1], log_pk]));
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    const REALM: RealmId = RealmId([0xab; 16]);

    fn signed() -> (Checkpoint, String, LogKeys) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let log_pk = pair.public_key().as_ref().try_into().unwrap();
        let checkpoint = Checkpoint { size: 12, root: Hash([7; 32]) };
        let signature = pair.sign(checkpoint.text(&REALM).as_bytes()).as_ref().try_into().unwrap();
        let note = checkpoint.note(&REALM, &log_pk, &signature);
        (checkpoint, note, LogKeys::of(log_pk))
    }

    #[test]
    fn a_note_is_read_back_and_has_the_agreed_form() {
        let (checkpoint, note, keys) = signed();
        let golden = "first72/abababababababababababababababab\n12\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n\u{2014} first72/abababababababababababababababab ";
        assert!(note.starts_with(golden), "{note}");
        assert_eq!(note.len(), golden.len() + 92 + 1);
        assert_eq!(Checkpoint::open(&note, &REALM, &keys), Ok(checkpoint));
    }

    #[test]
    fn a_note_of_another_realm_or_key_or_with_another_size_is_refused() {
        let (_, note, keys) = signed();
        assert_eq!(Checkpoint::open(&note, &RealmId([1; 16]), &keys), Err(CheckpointRefused::Origin));
        assert_eq!(Checkpoint::open(&note, &REALM, &LogKeys::of([1; 32])), Err(CheckpointRefused::Signature));
        assert_eq!(
            Checkpoint::open(&note.replace("\n12\n", "\n13\n"), &REALM, &keys),
            Err(CheckpointRefused::Signature)
        );
        assert_eq!(Checkpoint::open(&note.replace("\n12\n", "\n012\n"), &REALM, &keys), Err(CheckpointRefused::Form));
    }

    // cjis:SC-12
    #[test]
    fn the_word_of_an_ended_key_counts_up_to_the_size_at_which_it_was_ended() {
        let (checkpoint, note, keys) = signed();
        let old = *keys.good().next().unwrap();
        let newer = keys.with([1; 32]).unwrap();
        assert_eq!(Checkpoint::open(&note, &REALM, &newer), Ok(checkpoint));
        assert_eq!(Checkpoint::open(&note, &REALM, &newer.ended(&old, 12).unwrap()), Ok(checkpoint));
        let before = newer.ended(&old, 11).unwrap();
        assert_eq!(Checkpoint::open(&note, &REALM, &before), Err(CheckpointRefused::Signature));
    }

    #[test]
    fn signatures_of_witnesses_are_passed_over() {
        let (checkpoint, note, keys) = signed();
        let witnessed = note.replace("\n\n", "\n\n\u{2014} witness.example AAAAAAAA\n");
        assert_eq!(Checkpoint::open(&witnessed, &REALM, &keys), Ok(checkpoint));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in "(first72/abababababababababababababababab\n)?[0-9]{0,3}\n.{0,60}\n\n.{0,200}") {
            let _ = Checkpoint::open(&text, &REALM, &LogKeys::of([1; 32]));
        }

        #[test]
        fn a_flipped_bit_is_refused(at in 0..276usize, bit in 0..8u8) {
            let (checkpoint, note, keys) = signed();
            let mut bytes = note.into_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            // Only the newline at the very end is not covered by anything that is checked.
            if let Ok(text) = String::from_utf8(bytes) {
                let opened = Checkpoint::open(&text, &REALM, &keys);
                prop_assert!(opened.is_err() || opened == Ok(checkpoint));
            }
        }
    }
}
