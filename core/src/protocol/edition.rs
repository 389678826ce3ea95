//! One exact version of a pack: its files, the hash that names it, and the signatures it came with.
//!
//! A device holds several editions of one pack at once. An episode stays with the edition it was opened with.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::id::Hash;
use first72_wire::label;
use serde::Deserialize;

use super::pack::Pack;
use super::problem::PackErrors;
use super::signature::{Ground, PackSignature, PackStanding, SignedAs, pack_hash, standing};

/// Longest copy that is read, and longest that one may become when it is unpacked, in bytes.
const LONGEST_COPY: usize = 2 << 20;
const LONGEST_UNPACKED: usize = 16 << 20;
/// Most files and most signatures of a copy.
const MOST: usize = 64;
const MAGIC: &[u8] = b"F72PACK1";
/// Packed once and sent to many.
const LEVEL: i32 = 9;

/// What can be said of an edition before the whole is read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PackHead {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The place.
    pub place: String,
}

/// One exact version of a pack.
#[derive(Clone, Debug)]
pub struct Edition {
    body: Arc<Body>,
    signatures: Vec<PackSignature>,
}

/// The files, shared by every edition of them whatever signatures it has, so that they are read once.
#[derive(Debug)]
struct Body {
    hash: Hash,
    files: Vec<(String, String)>,
    head: OnceLock<Option<PackHead>>,
    pack: OnceLock<Result<Pack, PackErrors>>,
}

/// Why bytes are no copy of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// Not the form of a copy, or too long for one.
    #[error("this is no copy of a checklist")]
    Form,
    /// The files are not those that the copy names.
    #[error("the files of the checklist are not those it was made from")]
    Altered,
    /// A copy could not be made for want of memory.
    #[error("there is no memory for a copy of the checklist")]
    Memory,
}

impl CopyError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "pack.copy",
            Self::Altered => "pack.altered",
            Self::Memory => "pack.memory",
        }
    }
}

impl From<CborError> for CopyError {
    fn from(_: CborError) -> Self {
        Self::Form
    }
}

impl Edition {
    /// An edition of these files (name inside the folder, text).
    #[must_use]
    pub fn of(files: Vec<(String, String)>, signatures: &[PackSignature]) -> Self {
        let hash = pack_hash(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        Self::with_body(hash, files, signatures)
    }

    fn with_body(hash: Hash, files: Vec<(String, String)>, signatures: &[PackSignature]) -> Self {
        let body = Body { hash, files, head: OnceLock::new(), pack: OnceLock::new() };
        let mut edition = Self { body: Arc::new(body), signatures: Vec::new() };
        edition.add_signatures(signatures);
        edition
    }

    /// Signatures over files that are elsewhere.
    #[must_use]
    pub fn sheet(hash: Hash, signatures: &[PackSignature]) -> Self {
        Self::with_body(hash, Vec::new(), signatures)
    }

    /// The hash that names it.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.body.hash
    }

    /// Its files; none of a copy that brings signatures for files which are elsewhere.
    #[must_use]
    pub fn files(&self) -> &[(String, String)] {
        &self.body.files
    }

    /// The signatures it came with, whatever they are worth.
    #[must_use]
    pub fn signatures(&self) -> &[PackSignature] {
        &self.signatures
    }

    /// Takes in signatures that are new here. Says whether there were any.
    pub fn add_signatures(&mut self, more: &[PackSignature]) -> bool {
        let before = self.signatures.len();
        self.signatures.extend_from_slice(more);
        self.signatures.sort_unstable();
        self.signatures.dedup();
        self.signatures.truncate(MOST);
        self.signatures.len() > before
    }

    /// The same files with more signatures.
    #[must_use]
    pub fn with_signatures(&self, more: &[PackSignature]) -> Self {
        let mut edition = self.clone();
        edition.add_signatures(more);
        edition
    }

    /// Id, version and place, read from pack.toml alone; none of a copy without files.
    #[must_use]
    pub fn head(&self) -> Option<&PackHead> {
        let read = || {
            let (_, text) = self.body.files.iter().find(|(name, _)| name == "pack.toml")?;
            toml::from_str(text).ok()
        };
        self.body.head.get_or_init(read).as_ref()
    }

    /// The pack, read and checked the first time it is asked for.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn pack(&self) -> Result<&Pack, &PackErrors> {
        let load = || {
            let files: Vec<_> = self.body.files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            Pack::load(&files)
        };
        self.body.pack.get_or_init(load).as_ref()
    }

    /// Whether this edition may be run in a realm at `now_ms`.
    #[must_use]
    pub fn standing(&self, ground: Ground<'_>, now_ms: i64) -> PackStanding {
        let id = self.head().map(|head| head.id.as_str()).unwrap_or_default();
        standing(id, &self.body.hash, &self.signatures, ground, now_ms)
    }

    /// A copy to keep or to hand on, with files and signatures.
    ///
    /// # Errors
    /// [`CopyError::Memory`].
    pub fn to_copy(&self) -> Result<Vec<u8>, CopyError> {
        self.copy_of(&self.body.files)
    }

    /// A copy with the signatures only, for devices that have the files.
    ///
    /// # Errors
    /// [`CopyError::Memory`].
    pub fn to_signature_copy(&self) -> Result<Vec<u8>, CopyError> {
        self.copy_of(&[])
    }

    fn copy_of(&self, files: &[(String, String)]) -> Result<Vec<u8>, CopyError> {
        let mut out = Writer::new();
        out.array(3).bytes(self.body.hash.as_bytes()).array(files.len());
        for (name, text) in files {
            out.array(2).text(name).text(text);
        }
        out.array(self.signatures.len());
        for signature in &self.signatures {
            out.array(4).unsigned(signature.part.number().into()).bytes(&signature.key);
            out.signed(signature.until_ms).bytes(&signature.signature);
        }
        let packed = zstd::bulk::compress(&out.into_bytes(), LEVEL).map_err(|_| CopyError::Memory)?;
        Ok([MAGIC, &packed].concat())
    }

    /// Reads a copy.
    ///
    /// # Errors
    /// [`CopyError`] when it is none, or its files are not those it names.
    pub fn from_copy(copy: &[u8]) -> Result<Self, CopyError> {
        let packed = copy.strip_prefix(MAGIC).filter(|_| copy.len() <= LONGEST_COPY).ok_or(CopyError::Form)?;
        let plain = zstd::bulk::decompress(packed, LONGEST_UNPACKED).map_err(|_| CopyError::Form)?;
        let mut fields = Reader::strict(&plain)?;
        if fields.array()? < 3 {
            return Err(CopyError::Form);
        }
        let hash = Hash(fields.fixed()?);
        let files = read_files(&mut fields)?;
        let signatures = read_signatures(&mut fields)?;
        let edition = if files.is_empty() { Self::sheet(hash, &signatures) } else { Self::of(files, &signatures) };
        if edition.hash() == hash { Ok(edition) } else { Err(CopyError::Altered) }
    }
}

/// The name of a copy: its own hash, which changes with every signature.
#[must_use]
pub fn copy_hash(copy: &[u8]) -> Hash {
    label::digest(label::PACK_COPY, &[copy])
}

/// Which of two versions is newer: numbers in them count as numbers, so that 2026.10 comes after 2026.9.
#[must_use]
pub fn version_order(left: &str, right: &str) -> Ordering {
    let parts = |version: &str| -> Vec<(u64, String)> {
        let split = version.split(['.', '-', '_', '+']);
        split.map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned())).collect()
    };
    parts(left).cmp(&parts(right))
}

fn read_files(fields: &mut Reader<'_>) -> Result<Vec<(String, String)>, CopyError> {
    let count = fields.array()?;
    let mut files = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= MOST).ok_or(CopyError::Form)? {
        fields.array_of(2)?;
        files.push((fields.text()?.to_owned(), fields.text()?.to_owned()));
    }
    Ok(files)
}

fn read_signatures(fields: &mut Reader<'_>) -> Result<Vec<PackSignature>, CopyError> {
    let count = fields.array()?;
    let mut signatures = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= MOST).ok_or(CopyError::Form)? {
        fields.array_of(4)?;
        let part = SignedAs::from_number(fields.small()?).ok_or(CopyError::Form)?;
        let (key, until_ms) = (fields.fixed()?, fields.signed()?);
        signatures.push(PackSignature { part, key, until_ms, signature: fields.fixed()? });
    }
    Ok(signatures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::sample;

    fn edition() -> Edition {
        let files = sample::FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let signature = PackSignature { part: SignedAs::Author, key: [1; 32], until_ms: 5, signature: [2; 64] };
        Edition::of(files, &[signature])
    }

    #[test]
    fn a_copy_is_read_back_with_files_signatures_and_hash() {
        let edition = edition();
        let copy = Edition::from_copy(&edition.to_copy().unwrap()).unwrap();
        assert_eq!(copy.head().unwrap().version, "1");
        assert_eq!(
            (copy.hash(), copy.files(), copy.signatures()),
            (edition.hash(), edition.files(), edition.signatures())
        );
        assert_eq!(copy.pack().unwrap().id, "sample");
        let sheet = Edition::from_copy(&edition.to_signature_copy().unwrap()).unwrap();
        assert_eq!((sheet.hash(), sheet.files(), sheet.signatures()), (edition.hash(), &[][..], edition.signatures()));
    }

    #[test]
    fn every_altered_byte_of_a_copy_is_refused_or_names_another_pack() {
        let edition = edition();
        let copy = edition.to_signature_copy().unwrap();
        for at in 0..copy.len() {
            let mut altered = copy.clone();
            altered[at] ^= 1;
            if let Ok(read) = Edition::from_copy(&altered) {
                let same = read.hash() == edition.hash() && read.signatures() == edition.signatures();
                assert!(!same || read.files().is_empty(), "byte {at}");
            }
        }
        let other = Edition::with_body(Hash([9; 32]), edition.files().to_vec(), &[]);
        assert_eq!(Edition::from_copy(&other.to_copy().unwrap()).err(), Some(CopyError::Altered));
    }

    #[test]
    fn a_bomb_and_nonsense_are_refused() {
        let bomb = [MAGIC, &zstd::bulk::compress(&vec![0; LONGEST_UNPACKED + 1], 3).unwrap()].concat();
        for bytes in [&bomb[..], MAGIC, b"", b"F72PACK1x", &[0; 100]] {
            assert_eq!(Edition::from_copy(bytes).err(), Some(CopyError::Form));
        }
    }

    #[test]
    fn a_version_with_a_larger_number_is_newer() {
        let mut versions = ["2026.10", "2025.12", "2026.9", "2026.9-b", "2026"];
        versions.sort_by(|left, right| version_order(left, right));
        assert_eq!(versions, ["2025.12", "2026", "2026.9", "2026.9-b", "2026.10"]);
    }

    #[test]
    fn signatures_are_taken_in_once() {
        let mut edition = edition();
        let more = PackSignature { part: SignedAs::Approver, key: [3; 32], until_ms: 5, signature: [2; 64] };
        assert!(edition.add_signatures(std::slice::from_ref(&more)));
        assert!(!edition.add_signatures(&[more]));
        assert_eq!(edition.signatures().len(), 2);
    }
}
