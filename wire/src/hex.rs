//! Hexadecimal text: how bytes stand in JSON, in the realm file, and in a header. Lower case only.

use std::fmt::Write as _;

/// The digits of the bytes.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The bytes of the digits; nothing for another alphabet or an odd number of digits.
#[must_use]
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = vec![0; text.len() / 2];
    crate::id::decode_hex(text.as_bytes(), &mut out)?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_back_and_other_texts_are_not() {
        assert_eq!(decode(&encode(&[0, 15, 240, 255])), Some(vec![0, 15, 240, 255]));
        assert_eq!(decode(""), Some(vec![]));
        for bad in ["0", "0G", "AA", "0 "] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
