//! Rows and how many of them travel together: strict CBOR, bounds first; what a later version adds is passed over.

use super::event::AuditEvent;
use first72_wire::cbor::{CborError, Reader, Writer};
use first72_wire::id::EpisodeId;
use thiserror::Error;

/// At most so many rows travel in one entry: each takes fewer than 120 bytes, and an entry holds 48 KiB that do not compress.
pub const MAX_ROWS: usize = 400;
/// No object is longer than the hash of an entry.
const MAX_OBJECT: usize = 32;
/// No version of the app is called by more bytes.
const MAX_APP: usize = 32;

/// Bytes that are no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BatchError {
    /// They are not the strict CBOR that belongs here.
    #[error("the rows are not well formed: {0}")]
    Form(CborError),
    /// More rows than travel together.
    #[error("there are too many rows in one entry")]
    TooMany,
    /// An object is longer than any id.
    #[error("the object of a row is too long")]
    Object,
}

impl BatchError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form(_) => "audit.form",
            Self::TooMany => "audit.too-many",
            Self::Object => "audit.object",
        }
    }
}

impl From<CborError> for BatchError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

/// One thing that was done on a device. Who and on which device stands in the header of the entry that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// What was done, by its number: a later version may know more of them.
    pub number: u8,
    /// When, in milliseconds since 1970 UTC by the device's clock.
    pub at_ms: i64,
    /// What it was done to: the hash of an entry or an id, at most 32 bytes; empty where there is nothing to name.
    pub object: Vec<u8>,
    /// The episode, when it was done in one.
    pub episode: Option<EpisodeId>,
    /// How many or how much, by the event; 1 where nothing is counted.
    pub amount: u64,
    /// Rows of one opening of the notebook have the same number here.
    pub session: [u8; 8],
}

impl AuditRow {
    /// The event, when this version knows it.
    #[must_use]
    pub fn event(&self) -> Option<AuditEvent> {
        AuditEvent::from_number(self.number)
    }

    /// The row as it waits on the device.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        self.write(&mut out);
        out.into_bytes()
    }

    /// Reads a row that waited, one of the first version (number, time and object) too.
    ///
    /// # Errors
    /// [`BatchError`] names what is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, BatchError> {
        Self::read(&mut Reader::strict(bytes)?)
    }

    fn write(&self, out: &mut Writer) {
        out.array(6).unsigned(u64::from(self.number)).signed(self.at_ms).bytes(&self.object);
        out.optional(self.episode, |out, episode| out.bytes(&episode.0));
        out.unsigned(self.amount).bytes(&self.session);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, BatchError> {
        let at = from.position();
        let length = from.array()?;
        if length < 3 {
            return Err(Reader::unexpected(at).into());
        }
        let (number, at_ms, object) = (from.small()?, from.signed()?, from.bytes()?);
        if object.len() > MAX_OBJECT {
            return Err(BatchError::Object);
        }
        let mut row = Self { number, at_ms, object: object.to_vec(), episode: None, amount: 1, session: [0; 8] };
        if length == 3 {
            return Ok(row);
        }
        if length < 6 {
            return Err(Reader::unexpected(at).into());
        }
        row.episode = from.optional(|from| from.fixed().map(EpisodeId))?;
        row.amount = from.unsigned()?;
        row.session = from.fixed()?;
        from.raw_many(length - 6)?;
        Ok(row)
    }
}

/// What one AUDIT entry carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditBatch {
    /// The version of the app that wrote it, at most 32 bytes.
    pub app: String,
    /// The rows in the order in which they were written.
    pub rows: Vec<AuditRow>,
}

impl AuditBatch {
    /// The payload: CBOR `[app, [row …]]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).text(&self.app).array(self.rows.len());
        self.rows.iter().for_each(|row| row.write(&mut out));
        out.into_bytes()
    }

    /// Reads a payload.
    ///
    /// # Errors
    /// [`BatchError`] names what is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, BatchError> {
        let mut from = Reader::strict(bytes)?;
        let at = from.position();
        let length = from.array()?;
        if length < 2 {
            return Err(Reader::unexpected(at).into());
        }
        let app = from.short_text(MAX_APP)?.to_owned();
        let count = from.array()?;
        if count > MAX_ROWS {
            return Err(BatchError::TooMany);
        }
        let rows = (0..count).map(|_| AuditRow::read(&mut from)).collect::<Result<_, _>>()?;
        from.raw_many(length - 2)?;
        Ok(Self { app, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row() -> AuditRow {
        AuditRow {
            number: AuditEvent::EpisodeSeen.number(),
            at_ms: 1_790_000_000_000,
            object: vec![7; 32],
            episode: Some(EpisodeId([3; 16])),
            amount: 1,
            session: [9; 8],
        }
    }

    #[test]
    fn rows_and_batches_come_back() {
        let bare = AuditRow { object: Vec::new(), episode: None, amount: 7, ..row() };
        assert_eq!(AuditRow::parse(&row().to_bytes()), Ok(row()));
        let batch = AuditBatch { app: "0.1.0".into(), rows: vec![row(), bare] };
        assert_eq!(AuditBatch::parse(&batch.to_bytes()), Ok(batch));
    }

    #[test]
    fn a_full_batch_fits_into_an_entry_that_does_not_compress() {
        let largest = AuditRow { amount: u64::MAX, at_ms: i64::MIN, ..row() };
        let batch = AuditBatch { app: "x".repeat(MAX_APP), rows: vec![largest; MAX_ROWS] };
        assert!(batch.to_bytes().len() < 48 * 1024);
        let one_more = AuditBatch { rows: vec![row(); MAX_ROWS + 1], ..batch };
        assert_eq!(AuditBatch::parse(&one_more.to_bytes()), Err(BatchError::TooMany));
    }

    #[test]
    fn a_row_of_the_first_version_and_one_of_a_later_are_read() {
        let mut first = Writer::new();
        first.array(3).unsigned(21).signed(5).bytes(&[1; 32]);
        let read = AuditRow::parse(&first.into_bytes()).unwrap();
        assert_eq!((read.event(), read.amount, read.episode), (Some(AuditEvent::Changed), 1, None));
        let mut later = Writer::new();
        later.array(7).unsigned(99).signed(5).bytes(&[]).null().unsigned(2).bytes(&[0; 8]).text("more");
        let read = AuditRow::parse(&later.into_bytes()).unwrap();
        assert_eq!((read.event(), read.number, read.amount), (None, 99, 2));
    }

    #[test]
    fn an_object_longer_than_a_hash_is_refused() {
        let long = AuditRow { object: vec![0; MAX_OBJECT + 1], ..row() };
        assert_eq!(AuditRow::parse(&long.to_bytes()), Err(BatchError::Object));
        assert_eq!(BatchError::Object.code(), "audit.object");
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = AuditBatch::parse(&bytes);
            let _ = AuditRow::parse(&bytes);
        }

        #[test]
        fn an_altered_batch_is_another_or_none(at in 0usize..80, bit in 0u8..8) {
            let batch = AuditBatch { app: "0.1.0".into(), rows: vec![row()] };
            let mut bytes = batch.to_bytes();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            prop_assert!(AuditBatch::parse(&bytes) != Ok(batch));
        }
    }
}
