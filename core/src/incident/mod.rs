//! An incident as one file: what was done in a stretch of time, with what is needed to check it without any key, and nothing
//! of any record (CJIS IR-4).
//!
//! Rows are shown as their devices sealed them: beside each sealed entry stand its 32 random bytes and its content, which its
//! signed header commits to. Ids are random; no name is in the file.

mod text;

pub use text::{Called, Language};

use crate::audit::{AuditBatch, AuditRow};
use crate::seal::commitment;
use first72_wire::checkpoint::Checkpoint;
use first72_wire::derived::device_id;
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::id::{DeviceId, RealmId};
use first72_wire::log_keys::{LogKey, LogKeys};
use first72_wire::witness::Witness;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;

/// What the file begins with.
pub const FORMAT: &str = "first72-incident/1";
/// Longest file that is read, in bytes.
pub const MAX_INCIDENT_FILE: usize = 64 * 1024 * 1024;

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IncidentFile {
    /// [`FORMAT`].
    pub format: String,
    /// The realm, by its id.
    pub realm: String,
    /// SHA-256 of its genesis: the number on the agency's paper.
    pub genesis: String,
    /// Ed25519 key of the server's log: the newest that is good.
    pub log_key: String,
    /// Other keys that its log has, or had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_log_keys: Vec<OtherLogKey>,
    /// The first instant, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// The instant after the last.
    pub to_ms: i64,
    /// When the file was made, by the auditor's device.
    pub made_ms: i64,
    /// Whose entries are in it.
    pub authors: Vec<Author>,
    /// The entries that carried the rows.
    pub carried: Vec<Carried>,
    /// What was done, in the order of the devices' clocks.
    pub rows: Vec<Row>,
    /// Devices' signed words on the server's log.
    pub words: Vec<Word>,
    /// What the server was caught at, each as `server export` writes it.
    pub proofs: Vec<String>,
    /// Entries that were refused or wait, with the reason.
    pub refused: Vec<Refusal>,
    /// Devices that have ended, whenever that was.
    pub ended: Vec<Ended>,
}

/// Another key of the server's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherLogKey {
    /// Ed25519 key.
    pub key: String,
    /// The size of the log up to which its word counts; none while it is good.
    pub until: Option<u64>,
}

/// A device that signed something here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// The device; follows from its two public keys.
    pub device: String,
    /// Whose it is, by the person's random id.
    pub person: String,
    /// Ed25519 key.
    pub sig_pk: String,
    /// P-256 key.
    pub kem_pk: String,
}

/// An entry that carried rows, with what its header commits to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The entry as it was signed and stored, sealed.
    pub entry: String,
    /// Its number among all entries of the server; null before this device knows it.
    pub leaf: Option<u64>,
    /// The random bytes of its commitment.
    pub r32: String,
    /// Its content: rows in CBOR, those outside the time too.
    pub payload: String,
    /// The server had it after this: the newest word on a log without it, by that device's clock.
    pub not_before_ms: Option<i64>,
    /// The server had it by then: the oldest word on a log with it, by that device's clock.
    pub not_after_ms: Option<i64>,
}

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Which of the carried entries it came in, from 0.
    pub carried: usize,
    /// When, by the device's clock.
    pub at_ms: i64,
    /// What, as a word; null for one of a later version.
    pub event: Option<String>,
    /// What, as a number.
    pub number: u8,
    /// On which device.
    pub device: String,
    /// To which entry or thing, in hexadecimal; empty where there is none.
    pub object: String,
    /// In which episode, by its random id.
    pub episode: Option<String>,
    /// How often or how many.
    pub amount: u64,
}

/// A device's signed word on the server's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The entry, whose body is in clear.
    pub entry: String,
    /// How many entries the log had.
    pub size: u64,
    /// When the server showed it, by the device's clock.
    pub seen_ms: i64,
}

/// Something that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Its hash.
    pub entry: String,
    /// Whose it says it is.
    pub device: String,
    /// Why, as a code.
    pub code: String,
    /// When it was first noted, by the auditor's device.
    pub noted_ms: i64,
}

/// A device that has ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// The device.
    pub device: String,
    /// The statement.
    pub statement: String,
    /// Whether it was asked to destroy its keys.
    pub wipe: bool,
}

/// What does not hold in such a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IncidentError {
    /// It is no such file, or one of a later version.
    #[error("this is no file of an incident")]
    Form,
    /// A device's id is not that of its keys, or a device is missing.
    #[error("author {0} is missing, or is not what its keys say")]
    Author(String),
    /// An entry is not what its device signed, or its content is not what its header commits to.
    #[error("entry {0} is not as it was signed")]
    Entry(usize),
    /// A word on the log is not what its device or the server signed.
    #[error("word {0} on the server's log is not as it was signed")]
    Word(usize),
    /// The rows are not those of the entries in this time.
    #[error("the rows are not those of the entries")]
    Rows,
    /// The bounds of a time do not follow from the words.
    #[error("the bounds of entry {0} do not follow from the words")]
    Bounds(usize),
}

impl IncidentError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Form => "incident.form",
            Self::Author(_) => "incident.author",
            Self::Entry(_) => "incident.entry",
            Self::Word(_) => "incident.word",
            Self::Rows => "incident.rows",
            Self::Bounds(_) => "incident.bounds",
        }
    }
}

impl IncidentFile {
    /// Reads a file, bounds first. Nothing is checked beyond its form.
    ///
    /// # Errors
    /// [`IncidentError::Form`].
    pub fn parse(bytes: &[u8]) -> Result<Self, IncidentError> {
        if bytes.len() > MAX_INCIDENT_FILE {
            return Err(IncidentError::Form);
        }
        let file: Self = serde_json::from_slice(bytes).map_err(|_| IncidentError::Form)?;
        if file.format == FORMAT { Ok(file) } else { Err(IncidentError::Form) }
    }

    /// The file as it is written.
    #[must_use]
    pub fn to_text(&self) -> String {
        // Strings and numbers only: there is nothing in it that could not be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// Holds everything against the signatures of the devices and of the server's log, without any key.
    ///
    /// # Errors
    /// [`IncidentError`] names the first thing that does not hold.
    pub fn check(&self) -> Result<(), IncidentError> {
        let realm: RealmId = self.realm.parse().map_err(|_| IncidentError::Form)?;
        let log_keys = self.log_keys().ok_or(IncidentError::Form)?;
        let authors = self.checked_authors()?;
        let mut rows = Vec::new();
        for (at, carried) in self.carried.iter().enumerate() {
            let batch = carried.checked(&realm, &authors).ok_or(IncidentError::Entry(at))?;
            rows.extend(batch.0.rows.iter().map(|row| Row::of(at, batch.1, row)));
            if (carried.not_before_ms, carried.not_after_ms) != bounds(carried.leaf, &self.words) {
                return Err(IncidentError::Bounds(at));
            }
        }
        for (at, word) in self.words.iter().enumerate() {
            word.checked(&realm, &log_keys, &authors).ok_or(IncidentError::Word(at))?;
        }
        rows.retain(|row| (self.from_ms..self.to_ms).contains(&row.at_ms));
        rows.sort_by_key(|row| row.at_ms);
        if rows == self.rows { Ok(()) } else { Err(IncidentError::Rows) }
    }

    fn log_keys(&self) -> Option<LogKeys> {
        let mut keys = vec![LogKey { public: fixed(&self.log_key)?, until: None }];
        for other in &self.other_log_keys {
            keys.push(LogKey { public: fixed(&other.key)?, until: other.until });
        }
        LogKeys::new(keys)
    }

    fn checked_authors(&self) -> Result<BTreeMap<DeviceId, [u8; 32]>, IncidentError> {
        let checked = |author: &Author| {
            let device: DeviceId = author.device.parse().ok()?;
            let (sig_pk, kem_pk) = (fixed(&author.sig_pk)?, fixed(&author.kem_pk)?);
            (device_id(&sig_pk, &kem_pk) == device).then_some((device, sig_pk))
        };
        let checked = |author: &Author| checked(author).ok_or_else(|| IncidentError::Author(author.device.clone()));
        self.authors.iter().map(checked).collect()
    }
}

impl Carried {
    fn checked(&self, realm: &RealmId, authors: &BTreeMap<DeviceId, [u8; 32]>) -> Option<(AuditBatch, DeviceId)> {
        let entry = SealedEntry::parse(&bytes(&self.entry)?).ok()?;
        let device = entry.header.device;
        let signed = entry.header.realm == *realm && entry.is_signed_by(authors.get(&device)?);
        let (r32, payload): ([u8; 32], _) = (fixed(&self.r32)?, bytes(&self.payload)?);
        let committed = commitment(&r32, &payload) == entry.header.commit;
        let holds = signed && committed && entry.header.kind == Kind::Audit;
        if holds { Some((AuditBatch::parse(&payload).ok()?, device)) } else { None }
    }
}

impl Row {
    /// A row of the carried entry `carried`, which `device` signed.
    #[must_use]
    pub fn of(carried: usize, device: DeviceId, row: &AuditRow) -> Self {
        Self {
            carried,
            at_ms: row.at_ms,
            event: row.event().map(|event| event.code().to_owned()),
            number: row.number,
            device: device.to_string(),
            object: hex(&row.object),
            episode: row.episode.map(|episode| episode.to_string()),
            amount: row.amount,
        }
    }
}

impl Word {
    fn checked(&self, realm: &RealmId, log: &LogKeys, authors: &BTreeMap<DeviceId, [u8; 32]>) -> Option<()> {
        let entry = SealedEntry::parse(&bytes(&self.entry)?).ok()?;
        let signed = entry.header.realm == *realm && entry.is_signed_by(authors.get(&entry.header.device)?);
        let said = Witness::parse(&entry.body).ok()?;
        let seen = Checkpoint::open(&said.note, realm, log).ok()?;
        let holds =
            signed && entry.header.kind == Kind::Witness && seen.size == self.size && said.seen_ms == self.seen_ms;
        holds.then_some(())
    }
}

/// After and by when the server had an entry, as the words on its log tell.
#[must_use]
pub fn bounds(leaf: Option<u64>, words: &[Word]) -> (Option<i64>, Option<i64>) {
    let Some(leaf) = leaf else { return (None, None) };
    let without = words.iter().filter(|word| word.size <= leaf).map(|word| word.seen_ms).max();
    let with = words.iter().filter(|word| word.size > leaf).map(|word| word.seen_ms).min();
    (without, with)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let plain = digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    if plain { digits.chunks(2).map(pair).collect() } else { None }
}

fn fixed<const N: usize>(text: &str) -> Option<[u8; N]> {
    bytes(text)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // cjis:AU-8
    #[test]
    fn a_time_is_bounded_by_the_words_on_logs_with_and_without_the_entry() {
        let word = |size, seen_ms| Word { entry: String::new(), size, seen_ms };
        let words = [word(5, 100), word(7, 300), word(8, 500), word(20, 400)];
        assert_eq!(bounds(Some(7), &words), (Some(300), Some(400)));
        assert_eq!(bounds(Some(4), &words), (None, Some(100)));
        assert_eq!(bounds(Some(20), &words), (Some(500), None));
        assert_eq!(bounds(None, &words), (None, None));
    }

    #[test]
    fn hexadecimal_of_odd_length_or_with_other_letters_is_none() {
        assert_eq!(bytes("0aFf"), Some(vec![10, 255]));
        for text in ["0", "0g", "+1", "0 "] {
            assert_eq!(bytes(text), None, "{text:?}");
        }
        assert_eq!(fixed::<2>("0aff"), Some([10, 255]));
        assert_eq!(fixed::<3>("0aff"), None);
    }
}
