//! Two people's signatures over one pack, and whether a realm lets that pack be run.
//!
//! What is signed is one hash over all files. Who may sign for a realm is said by the realm's root in its policy; a
//! drill realm, whose root key everybody has, runs whatever it is given.

use first72_wire::entry::verify;
use first72_wire::id::Hash;
use first72_wire::label;
use first72_wire::policy::Policy;

/// In which part somebody signed a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignedAs {
    /// Wrote it, and answers for what it says.
    Author,
    /// Another person, who approved it for the place.
    Approver,
}

impl SignedAs {
    /// Both parts, with their word in files and on the command line.
    pub const WORDS: [(Self, &'static str); 2] = [(Self::Author, "author"), (Self::Approver, "approver")];

    /// The word of the part.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(part, _)| *part == self).map_or("", |(_, word)| word)
    }

    /// The part of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(part, _)| *part)
    }

    /// Its number in what is signed.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Author => 1,
            Self::Approver => 2,
        }
    }

    /// The part of a number.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Author),
            2 => Some(Self::Approver),
            _ => None,
        }
    }
}

/// One person's signature over a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackSignature {
    /// In which part.
    pub part: SignedAs,
    /// The Ed25519 key that checks it.
    pub key: [u8; 32],
    /// Until when it is good, in milliseconds since 1970 UTC.
    pub until_ms: i64,
    /// The signature.
    pub signature: [u8; 64],
}

impl PackSignature {
    /// What is signed: the part, the end and the hash of the files.
    #[must_use]
    pub fn message(part: SignedAs, until_ms: i64, hash: &Hash) -> Vec<u8> {
        [label::PACK_SIGNATURE, &[part.number()], &until_ms.to_be_bytes(), hash.as_bytes()].concat()
    }

    /// Whether it was made by its key over this pack.
    #[must_use]
    pub fn holds_for(&self, hash: &Hash) -> bool {
        verify(&self.key, &Self::message(self.part, self.until_ms, hash), &self.signature)
    }
}

/// The hash of a pack: over the names and texts of its files, in the order of their names, each with its length before
/// it. No other set of files has the same.
#[must_use]
pub fn pack_hash<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Hash {
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_unstable();
    let length = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes();
    let mut whole = Vec::new();
    for (name, text) in files {
        for part in [name, text] {
            whole.extend(length(part));
            whole.extend(part.as_bytes());
        }
    }
    label::digest(label::PACK, &[&whole])
}

/// What a realm says about packs.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'r> {
    /// The policy of its root.
    pub policy: Option<&'r Policy>,
    /// It is a drill: its root key is the public one, and nothing in it is real.
    pub drill: bool,
}

/// Whether a pack may be run in a realm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackStanding {
    /// Two people of the realm have signed it, until then.
    Signed {
        /// The earlier end of the two, in milliseconds since 1970 UTC.
        until_ms: i64,
    },
    /// The realm is a drill.
    Drill,
    /// It may not.
    Untrusted(Untrusted),
}

/// Why a pack may not be run for a new episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Untrusted {
    /// The root has not said who may sign packs.
    #[error("the realm has not said who may sign checklists")]
    NoPolicy,
    /// The root's policy does not name this pack.
    #[error("the realm runs another checklist")]
    OtherPlace,
    /// Nobody signed it.
    #[error("the checklist is not signed")]
    Unsigned,
    /// A signature is over other files.
    #[error("the checklist was altered after it was signed")]
    Altered,
    /// Nobody whom the realm names signed it.
    #[error("the checklist is signed by somebody whom the realm does not name")]
    UnknownSigner,
    /// Only the author, or only the approver, or one person as both.
    #[error("the checklist needs two people's signatures, the author's and the approver's")]
    OneSigner,
    /// One of the signatures has ended.
    #[error("the signatures of the checklist have expired")]
    Expired {
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
    },
}

impl Untrusted {
    /// The stable code that the screen's words are keyed by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoPolicy => "pack.no-policy",
            Self::OtherPlace => "pack.other-place",
            Self::Unsigned => "pack.unsigned",
            Self::Altered => "pack.altered",
            Self::UnknownSigner => "pack.unknown-signer",
            Self::OneSigner => "pack.one-signer",
            Self::Expired { .. } => "pack.expired",
        }
    }
}

impl PackStanding {
    /// Whether a new episode may begin with it.
    #[must_use]
    pub const fn runs(&self) -> bool {
        !matches!(self, Self::Untrusted(_))
    }
}

/// Whether the pack `id`, whose files have this hash, may be run in a realm at `now_ms`.
///
/// Signatures that hold by somebody whom the realm names count; two different keys are needed, one of an author and
/// one of an approver. Of several pairs the one that lasts longest decides.
#[must_use]
pub fn standing(id: &str, hash: &Hash, signatures: &[PackSignature], ground: Ground<'_>, now_ms: i64) -> PackStanding {
    if ground.drill {
        return PackStanding::Drill;
    }
    match judge(id, hash, signatures, ground.policy, now_ms) {
        Ok(until_ms) => PackStanding::Signed { until_ms },
        Err(why) => PackStanding::Untrusted(why),
    }
}

fn judge(
    id: &str,
    hash: &Hash,
    signatures: &[PackSignature],
    policy: Option<&Policy>,
    now_ms: i64,
) -> Result<i64, Untrusted> {
    let policy = policy.filter(|policy| !policy.pack_authors.is_empty() && !policy.pack_approvers.is_empty());
    let policy = policy.ok_or(Untrusted::NoPolicy)?;
    if !policy.packs.is_empty() && !policy.packs.iter().any(|named| named == id) {
        return Err(Untrusted::OtherPlace);
    }
    if signatures.is_empty() {
        return Err(Untrusted::Unsigned);
    }
    let genuine: Vec<_> = signatures.iter().filter(|signature| signature.holds_for(hash)).collect();
    if genuine.is_empty() {
        return Err(Untrusted::Altered);
    }
    let named = |signature: &PackSignature| match signature.part {
        SignedAs::Author => policy.pack_authors.contains(&signature.key),
        SignedAs::Approver => policy.pack_approvers.contains(&signature.key),
    };
    let named: Vec<_> = genuine.into_iter().filter(|signature| named(signature)).collect();
    if named.is_empty() {
        return Err(Untrusted::UnknownSigner);
    }
    let of = |part| named.iter().filter(move |signature| signature.part == part);
    let pairs = of(SignedAs::Author).flat_map(|author| {
        let others = of(SignedAs::Approver).filter(|approver| approver.key != author.key);
        others.map(|approver| author.until_ms.min(approver.until_ms))
    });
    match pairs.max() {
        None => Err(Untrusted::OneSigner),
        Some(until_ms) if until_ms <= now_ms => Err(Untrusted::Expired { at_ms: until_ms }),
        Some(until_ms) => Ok(until_ms),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{PackKey, SystemRandomness};

    const NOW: i64 = 1_800_000_000_000;
    const LATER: i64 = NOW + 1_000_000;
    const FILES: [(&str, &str); 2] = [("pack.toml", "format = 2"), ("steps.toml", "")];

    fn key() -> PackKey {
        PackKey::make(&SystemRandomness::new()).unwrap()
    }

    fn sign(key: &PackKey, part: SignedAs, until_ms: i64, hash: &Hash) -> PackSignature {
        let signature = key.sign(&PackSignature::message(part, until_ms, hash));
        PackSignature { part, key: key.public(), until_ms, signature }
    }

    struct Place {
        author: PackKey,
        approver: PackKey,
        policy: Policy,
        hash: Hash,
    }

    impl Place {
        fn new() -> Self {
            let (author, approver) = (key(), key());
            let policy = Policy::of_packs(vec![author.public()], vec![approver.public()], vec!["sample".into()]);
            Self { author, approver, policy, hash: pack_hash(FILES) }
        }

        fn both(&self, until_ms: i64) -> Vec<PackSignature> {
            vec![
                sign(&self.author, SignedAs::Author, until_ms, &self.hash),
                sign(&self.approver, SignedAs::Approver, LATER, &self.hash),
            ]
        }

        #[track_caller]
        fn is(&self, signatures: &[PackSignature], wanted: Result<i64, Untrusted>) {
            assert_eq!(judge("sample", &self.hash, signatures, Some(&self.policy), NOW), wanted);
        }
    }

    #[test]
    fn two_named_people_s_signatures_let_a_pack_run_until_the_earlier_end() {
        let place = Place::new();
        place.is(&place.both(LATER - 5), Ok(LATER - 5));
        place.is(&place.both(NOW), Err(Untrusted::Expired { at_ms: NOW }));
        let renewed = [place.both(NOW - 1), place.both(LATER)].concat();
        place.is(&renewed, Ok(LATER));
    }

    #[test]
    fn fewer_or_other_signatures_do_not() {
        let place = Place::new();
        place.is(&[], Err(Untrusted::Unsigned));
        place.is(&place.both(LATER)[..1], Err(Untrusted::OneSigner));
        let stranger = key();
        let strangers = [SignedAs::Author, SignedAs::Approver].map(|part| sign(&stranger, part, LATER, &place.hash));
        place.is(&strangers, Err(Untrusted::UnknownSigner));
        let swapped = [
            sign(&place.author, SignedAs::Approver, LATER, &place.hash),
            sign(&place.approver, SignedAs::Author, LATER, &place.hash),
        ];
        place.is(&swapped, Err(Untrusted::UnknownSigner));
    }

    #[test]
    fn one_person_named_as_both_is_still_one_person() {
        let mut place = Place::new();
        place.policy.pack_approvers.push(place.author.public());
        let alone = [SignedAs::Author, SignedAs::Approver].map(|part| sign(&place.author, part, LATER, &place.hash));
        place.is(&alone, Err(Untrusted::OneSigner));
    }

    #[test]
    fn an_altered_file_end_or_part_is_seen() {
        let place = Place::new();
        let other = pack_hash([("pack.toml", "format = 2 "), ("steps.toml", "")]);
        let ground = Ground { policy: Some(&place.policy), drill: false };
        let altered = standing("sample", &other, &place.both(LATER), ground, NOW);
        assert_eq!(altered, PackStanding::Untrusted(Untrusted::Altered));
        let mut longer = place.both(LATER);
        longer.iter_mut().for_each(|signature| signature.until_ms += 1);
        place.is(&longer, Err(Untrusted::Altered));
        let mut other_part = place.both(LATER);
        other_part.truncate(1);
        other_part[0].part = SignedAs::Approver;
        place.is(&other_part, Err(Untrusted::Altered));
    }

    #[test]
    fn a_realm_without_a_word_on_packs_runs_none_and_a_drill_runs_all() {
        let place = Place::new();
        let signed = place.both(LATER);
        let none = Ground { policy: None, drill: false };
        assert_eq!(standing("sample", &place.hash, &signed, none, NOW), PackStanding::Untrusted(Untrusted::NoPolicy));
        let elsewhere = Ground { policy: Some(&place.policy), drill: false };
        let other = standing("other", &place.hash, &signed, elsewhere, NOW);
        assert_eq!(other, PackStanding::Untrusted(Untrusted::OtherPlace));
        let drill = standing("sample", &place.hash, &[], Ground { policy: None, drill: true }, NOW);
        assert!(drill == PackStanding::Drill && drill.runs());
    }

    #[test]
    fn the_hash_is_of_names_and_texts_and_not_of_their_order() {
        let hash = pack_hash(FILES);
        assert_eq!(pack_hash([FILES[1], FILES[0]]), hash);
        for other in [
            [("pack.toml", "format = 2s"), ("teps.toml", "")],
            [("pack.toml", "format = 2"), ("steps.toml", "\n")],
            [("pack.tomlformat = 2", ""), ("steps.toml", "")],
        ] {
            assert_ne!(pack_hash(other), hash);
        }
    }
}
