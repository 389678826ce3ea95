//! Bytes as a row of codes that one screen shows in turn and another device's camera reads, in any order.
//!
//! Each is `F72-PART-1:` with base 32 of `id, 8 bytes ‖ u16 number, from 0 ‖ u16 how many ‖ up to 480 bytes`; the id is the
//! beginning of SHA-256 over the whole.

use super::error::CarryError;
use crate::directory::enrol::text_code;
use first72_wire::label::plain_digest;
use std::collections::BTreeMap;

const BEGINNING: &str = "F72-PART-1:";
/// Bytes in one code: a QR code of 81 modules a side, which a phone reads from a phone at arm's length.
const CHUNK: usize = 480;
const HEAD: usize = 8 + 2 + 2;
/// Longest text of a part.
const LONGEST: usize = 1_024;
/// More codes nobody holds a phone still for: some 57 kB, two minutes.
pub const MOST_PARTS: usize = 120;

/// What the codes that were read so far make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// How many different ones there are.
    pub have: usize,
    /// How many there will be.
    pub total: usize,
    /// The whole, once all are there.
    pub bytes: Option<Vec<u8>>,
}

/// The codes for some bytes.
///
/// # Errors
/// [`CarryError::TooMuch`] when it would be more than [`MOST_PARTS`].
pub fn split(bytes: &[u8]) -> Result<Vec<String>, CarryError> {
    let chunks: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(CHUNK).collect() };
    let total = u16::try_from(chunks.len()).map_err(|_| CarryError::TooMuch)?;
    if chunks.len() > MOST_PARTS {
        return Err(CarryError::TooMuch);
    }
    let id = id_of(bytes);
    let part = |(number, chunk): (u16, &[u8])| {
        text_code::encode(BEGINNING, &[&id[..], &number.to_be_bytes(), &total.to_be_bytes(), chunk].concat())
    };
    Ok((0..).zip(chunks).map(part).collect())
}

/// Puts codes together, in whatever order and however often each was read.
///
/// # Errors
/// [`CarryError::Part`] for a text that is none of these codes, [`CarryError::Mixed`] when they do not belong together.
pub fn gather<Text: AsRef<str>>(texts: &[Text]) -> Result<Gathered, CarryError> {
    let mut whole: Option<([u8; 8], u16)> = None;
    let mut chunks: BTreeMap<u16, Vec<u8>> = BTreeMap::new();
    for text in texts {
        let part = Part::read(text.as_ref())?;
        if *whole.get_or_insert((part.id, part.total)) != (part.id, part.total) {
            return Err(CarryError::Mixed);
        }
        chunks.insert(part.number, part.chunk);
    }
    let Some((id, total)) = whole else { return Ok(Gathered { have: 0, total: 0, bytes: None }) };
    let (have, total) = (chunks.len(), usize::from(total));
    if have < total {
        return Ok(Gathered { have, total, bytes: None });
    }
    let bytes: Vec<u8> = chunks.into_values().flatten().collect();
    if id_of(&bytes) == id { Ok(Gathered { have, total, bytes: Some(bytes) }) } else { Err(CarryError::Mixed) }
}

struct Part {
    id: [u8; 8],
    number: u16,
    total: u16,
    chunk: Vec<u8>,
}

impl Part {
    fn read(text: &str) -> Result<Self, CarryError> {
        let bytes = text_code::decode(BEGINNING, LONGEST, text)?;
        let (head, chunk) = bytes.split_first_chunk::<HEAD>().ok_or(CarryError::Mixed)?;
        let [i0, i1, i2, i3, i4, i5, i6, i7, n0, n1, t0, t1] = *head;
        let (number, total) = (u16::from_be_bytes([n0, n1]), u16::from_be_bytes([t0, t1]));
        if number >= total || usize::from(total) > MOST_PARTS || chunk.len() > CHUNK {
            return Err(CarryError::Mixed);
        }
        Ok(Self { id: [i0, i1, i2, i3, i4, i5, i6, i7], number, total, chunk: chunk.to_vec() })
    }
}

fn id_of(bytes: &[u8]) -> [u8; 8] {
    let mut id = [0; 8];
    id.iter_mut().zip(plain_digest(&[bytes]).0).for_each(|(to, from)| *to = from);
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_of_two_things_are_told_apart() {
        let (one, other) = (split(&[1; 1_000]).unwrap(), split(&[2; 1_000]).unwrap());
        assert_eq!((one.len(), gather(&one[..2]).unwrap().bytes), (3, None));
        assert_eq!(gather(&[&one[0], &other[1]]), Err(CarryError::Mixed));
        assert_eq!(gather(&["F72-REQUEST-1:AAAA"]).unwrap_err().code(), "code.kind");
        assert_eq!(gather::<&str>(&[]), Ok(Gathered { have: 0, total: 0, bytes: None }));
        assert_eq!(split(&[0; CHUNK * MOST_PARTS + 1]), Err(CarryError::TooMuch));
        assert!(one.iter().all(|text| text.len() <= 816), "a code that a phone reads at arm's length");
    }

    proptest! {
        #[test]
        fn they_are_put_together_in_any_order_and_however_often_they_are_read(
            bytes in proptest::collection::vec(any::<u8>(), 0..3_000),
            order in proptest::collection::vec(any::<prop::sample::Index>(), 40),
        ) {
            let parts = split(&bytes).unwrap();
            let mut read: Vec<&String> = order.iter().map(|at| &parts[at.index(parts.len())]).collect();
            read.extend(parts.iter().rev());
            let gathered = gather(&read).unwrap();
            prop_assert_eq!((gathered.have, gathered.total), (parts.len(), parts.len()));
            prop_assert_eq!(gathered.bytes, Some(bytes));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = gather(&[text, text_code::encode(BEGINNING, &bytes)]);
        }
    }
}
