//! What a server was asked: one row a request, and the server's own signed word over each day (CJIS AU-2, AU-9).
//!
//! A row has no body, no address and no name: when, which question, what came of it, whose device, how many bytes. The word
//! over a day stands in the Merkle tree like any entry, with a hash of the day's rows; the rows themselves an auditor fetches.

use crate::cbor::{CborError, Reader, Writer};
use crate::id::{DeviceId, Hash};
use crate::label::{self, digest};

/// Longest row in bytes.
pub const MAX_ROW: usize = 64;
/// Most rows that one answer carries.
pub const MAX_ROWS: usize = 8_192;
/// Rows are kept so many days: three years.
pub const KEPT_DAYS: u32 = 1_096;
const DAY_MS: i64 = 86_400_000;

/// Which question, by numbers that never change.
pub mod route {
    /// Anything else.
    pub const OTHER: u8 = 0;
    /// A greeting.
    pub const HELLO: u8 = 1;
    /// Entries were brought.
    pub const ENTRIES: u8 = 2;
    /// Entries were fetched.
    pub const PULL: u8 = 3;
    /// A proof about the tree.
    pub const PROOF: u8 = 4;
    /// The genesis.
    pub const GENESIS: u8 = 5;
    /// These rows.
    pub const REQUESTS: u8 = 6;
    /// The server began to listen.
    pub const STARTED: u8 = 101;
    /// The server ended as it was told to.
    pub const STOPPED: u8 = 102;
    /// The server was made again from what devices hold.
    pub const REBUILT: u8 = 103;
    /// Requests of nobody known that came beyond a day's measure; `up` is how many.
    pub const LEFT_OUT: u8 = 104;

    /// The word that scripts know it by.
    #[must_use]
    pub const fn word(number: u8) -> &'static str {
        match number {
            HELLO => "hello",
            ENTRIES => "entries",
            PULL => "pull",
            PROOF => "proof",
            GENESIS => "genesis",
            REQUESTS => "requests",
            STARTED => "started",
            STOPPED => "stopped",
            REBUILT => "rebuilt",
            LEFT_OUT => "left_out",
            _ => "other",
        }
    }
}

/// One request, or one act of whoever runs the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestRow {
    /// When it was answered, milliseconds since 1970 by the server's clock.
    pub at_ms: i64,
    /// Which; see [`route`].
    pub route: u8,
    /// The status of the answer (RFC 9110); 0 for an act.
    pub status: u16,
    /// Whose device signed it; none where nobody known did.
    pub device: Option<DeviceId>,
    /// Bytes of the question's body, as far as it said.
    pub up: u32,
    /// Bytes of the answer's body; 0 where it was not known beforehand.
    pub down: u32,
}

impl RequestRow {
    /// The row: CBOR `[at_ms, route, status, device or null, up, down]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(6).signed(self.at_ms).unsigned(self.route.into()).unsigned(self.status.into());
        out.optional(self.device, |out, device| out.bytes(&device.0));
        out.unsigned(self.up.into()).unsigned(self.down.into());
        out.into_bytes()
    }

    /// Reads a row, bounds first. Elements that a later version adds are passed over.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut fields = Reader::strict(bytes)?;
        let at = fields.position();
        let length = fields.array()?;
        if length < 6 {
            return Err(Reader::unexpected(at));
        }
        let row = Self {
            at_ms: fields.signed()?,
            route: fields.small()?,
            status: fields.small()?,
            device: fields.optional(Reader::fixed)?.map(DeviceId),
            up: fields.small()?,
            down: fields.small()?,
        };
        fields.raw_many(length - 6)?;
        Ok(row)
    }

    /// An act of whoever runs the server, or what the server says of itself.
    #[must_use]
    pub const fn act(at_ms: i64, route: u8) -> Self {
        Self { at_ms, route, status: 0, device: None, up: 0, down: 0 }
    }

    /// Whether it was a request that was refused.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        self.status >= 400
    }
}

/// The day of an instant, in days since 1970 UTC.
#[must_use]
pub fn day_of(at_ms: i64) -> u32 {
    u32::try_from(at_ms.div_euclid(DAY_MS)).unwrap_or(0)
}

/// A server's word over one day. Clear: everybody reads how many, and nobody but an auditor the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestDay {
    /// Which, in days since 1970 UTC.
    pub day: u32,
    /// How many rows.
    pub rows: u64,
    /// How many of them were refused.
    pub refused: u64,
    /// How many of those because nobody known had signed them.
    pub unknown: u64,
    /// SHA-256 over a label and the rows in their order.
    pub digest: Hash,
}

impl RequestDay {
    /// The word over these rows.
    ///
    /// # Errors
    /// [`CborError`] for bytes that are no row.
    pub fn over(day: u32, rows: &[Vec<u8>]) -> Result<Self, CborError> {
        let read = rows.iter().map(|row| RequestRow::parse(row)).collect::<Result<Vec<_>, _>>()?;
        let count = |is: fn(&RequestRow) -> bool| read.iter().filter(|row| is(row)).count() as u64;
        let parts: Vec<&[u8]> = rows.iter().map(Vec::as_slice).collect();
        Ok(Self {
            day,
            rows: rows.len() as u64,
            refused: count(RequestRow::is_refused),
            unknown: count(|row| row.status == 401),
            digest: digest(label::REQUESTS, &parts),
        })
    }

    /// The body of the entry: CBOR `[1, day, rows, refused, unknown, digest]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(6).unsigned(1).unsigned(self.day.into());
        out.unsigned(self.rows).unsigned(self.refused).unsigned(self.unknown).bytes(&self.digest.0);
        out.into_bytes()
    }

    /// Reads a body, bounds first. Elements that a later version adds are passed over.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut fields = Reader::strict(bytes)?;
        let at = fields.position();
        let length = fields.array()?;
        if length < 6 || fields.unsigned()? != 1 {
            return Err(Reader::unexpected(at));
        }
        let day = Self {
            day: fields.small()?,
            rows: fields.unsigned()?,
            refused: fields.unsigned()?,
            unknown: fields.unsigned()?,
            digest: Hash(fields.fixed()?),
        };
        fields.raw_many(length - 6)?;
        Ok(day)
    }
}

/// What an auditor asks for, as it stands behind the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestsAsked {
    /// Which day, in days since 1970 UTC.
    pub day: u32,
    /// From which of its rows on, counted from 0.
    pub from: u64,
}

impl RequestsAsked {
    /// The query, without the question mark.
    #[must_use]
    pub fn to_query(&self) -> String {
        format!("day={}&from={}", self.day, self.from)
    }

    /// Reads a query; nothing for anything but the one form.
    #[must_use]
    pub fn parse(query: &str) -> Option<Self> {
        let (day, from) = query.strip_prefix("day=")?.split_once("&from=")?;
        let asked = Self { day: day.parse().ok()?, from: from.parse().ok()? };
        (asked.to_query() == query).then_some(asked)
    }
}

/// The answer: rows from there on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestsAnswer {
    /// Whether the day has more behind them.
    pub more: bool,
    /// The rows, at most [`MAX_ROWS`], each as it was kept.
    pub rows: Vec<Vec<u8>>,
}

impl RequestsAnswer {
    /// The body: CBOR `[more, [row as bytes, …]]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).flag(self.more).array(self.rows.len());
        for row in &self.rows {
            out.bytes(row);
        }
        out.into_bytes()
    }

    /// Reads a body, bounds first.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut fields = Reader::strict(bytes)?;
        fields.array_of(2)?;
        let more = fields.flag()?;
        let at = fields.position();
        let count = fields.array()?;
        if count > MAX_ROWS {
            return Err(Reader::unexpected(at));
        }
        let mut rows = Vec::new();
        for _ in 0..count {
            let at = fields.position();
            let row = fields.bytes()?;
            if row.len() > MAX_ROW {
                return Err(Reader::unexpected(at));
            }
            rows.push(row.to_vec());
        }
        Ok(Self { more, rows })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(status: u16, device: Option<u8>) -> RequestRow {
        let device = device.map(|byte| DeviceId([byte; 16]));
        RequestRow { at_ms: 1_780_000_000_000, route: route::PULL, status, device, up: 40, down: 900 }
    }

    #[test]
    fn rows_days_questions_and_answers_are_read_back() {
        let rows: Vec<Vec<u8>> = [row(200, Some(1)), row(401, None), row(0, None)].map(|row| row.to_bytes()).to_vec();
        assert!(rows.iter().all(|row| row.len() <= MAX_ROW));
        assert_eq!(RequestRow::parse(&rows[0]), Ok(row(200, Some(1))));
        let day = RequestDay::over(day_of(row(0, None).at_ms), &rows).unwrap();
        assert_eq!((day.day, day.rows, day.refused, day.unknown), (20_601, 3, 1, 1));
        assert_eq!(RequestDay::parse(&day.to_bytes()), Ok(day));
        assert_ne!(day.digest, RequestDay::over(day.day, &rows[..2]).unwrap().digest);
        let answer = RequestsAnswer { more: true, rows };
        assert_eq!(RequestsAnswer::parse(&answer.to_bytes()), Ok(answer));
        let asked = RequestsAsked { day: 20_601, from: 7 };
        assert_eq!(RequestsAsked::parse(&asked.to_query()), Some(asked));
        for other in ["", "day=1", "day=01&from=0", "day=1&from=0&x=1", "from=0&day=1"] {
            assert_eq!(RequestsAsked::parse(other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parsers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..160)) {
            let _ = RequestRow::parse(&bytes);
            let _ = RequestDay::parse(&bytes);
            let _ = RequestsAnswer::parse(&bytes);
        }
    }
}
