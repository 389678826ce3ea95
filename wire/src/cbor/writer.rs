//! Writing strict CBOR: shortest forms only. The caller writes the keys of a map in ascending order.

use minicbor::Encoder;
use minicbor::encode::Write;
use std::convert::Infallible;
use zeroize::Zeroize;

/// Writes one value after the other into memory. Nothing here can fail. What is written may be the words of a record, so
/// that no copy stays behind where the bytes stood before they grew.
pub struct Writer(Encoder<Growing>);

/// Bytes that wipe the room that has become too small for them.
struct Growing(Vec<u8>);

impl Growing {
    /// The first room, in bytes: most of what is written fits.
    const FIRST: usize = 256;

    fn extend(&mut self, more: &[u8]) {
        let needed = self.0.len().saturating_add(more.len());
        if needed > self.0.capacity() {
            let mut larger = Vec::with_capacity(needed.max(self.0.capacity().saturating_mul(2)).max(Self::FIRST));
            larger.extend_from_slice(&self.0);
            std::mem::replace(&mut self.0, larger).zeroize();
        }
        self.0.extend_from_slice(more);
    }
}

impl Write for Growing {
    type Error = Infallible;

    fn write_all(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        self.extend(bytes);
        Ok(())
    }
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// An empty writer.
    #[must_use]
    pub fn new() -> Self {
        Self(Encoder::new(Growing(Vec::new())))
    }

    /// A writer that appends to what is there.
    #[must_use]
    pub fn after(bytes: Vec<u8>) -> Self {
        Self(Encoder::new(Growing(bytes)))
    }

    /// The bytes written so far.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_writer().0
    }

    /// Opens an array of so many values.
    pub fn array(&mut self, length: usize) -> &mut Self {
        infallible(&self.0.array(length as u64));
        self
    }

    /// Opens a map of so many pairs; the keys must follow in ascending order of their bytes.
    pub fn map(&mut self, length: usize) -> &mut Self {
        infallible(&self.0.map(length as u64));
        self
    }

    /// A number from 0 up.
    pub fn unsigned(&mut self, number: u64) -> &mut Self {
        infallible(&self.0.u64(number));
        self
    }

    /// A number that may be below 0.
    pub fn signed(&mut self, number: i64) -> &mut Self {
        infallible(&self.0.i64(number));
        self
    }

    /// A byte string.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        infallible(&self.0.bytes(bytes));
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        infallible(&self.0.str(text));
        self
    }

    /// True or false.
    pub fn flag(&mut self, flag: bool) -> &mut Self {
        infallible(&self.0.bool(flag));
        self
    }

    /// Null.
    pub fn null(&mut self) -> &mut Self {
        infallible(&self.0.null());
        self
    }

    /// Null for nothing, else whatever `write` writes.
    pub fn optional<T>(
        &mut self,
        value: Option<T>,
        write: impl for<'w> FnOnce(&'w mut Self, T) -> &'w mut Self,
    ) -> &mut Self {
        match value {
            Some(value) => write(self, value),
            None => self.null(),
        }
    }

    /// Values that are strict CBOR already.
    pub fn raw(&mut self, cbor: &[u8]) -> &mut Self {
        self.0.writer_mut().extend(cbor);
        self
    }
}

/// The order in which texts stand as keys of a map: the order of their encodings, which puts
/// shorter texts first.
#[must_use]
pub fn text_key_order(left: &str, right: &str) -> std::cmp::Ordering {
    (left.len(), left).cmp(&(right.len(), right))
}

fn infallible<T>(written: &Result<T, minicbor::encode::Error<Infallible>>) {
    // Writing into memory has no error of its own and no type above has one in its encoding.
    debug_assert!(written.is_ok());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_their_shortest_form() {
        let mut writer = Writer::new();
        writer.array(4).unsigned(23).unsigned(256).signed(-1).signed(1_000_000);
        assert_eq!(writer.into_bytes(), [0x84, 0x17, 0x19, 0x01, 0x00, 0x20, 0x1a, 0x00, 0x0f, 0x42, 0x40]);
    }

    #[test]
    fn texts_in_key_order_pass_the_check() {
        let mut keys = vec!["until", "a", "evidence_number_of_the_report", "by", "at"];
        keys.sort_by(|left, right| text_key_order(left, right));
        let mut writer = Writer::new();
        writer.map(keys.len());
        for key in keys {
            writer.text(key).null();
        }
        assert_eq!(crate::cbor::check(&writer.into_bytes()), Ok(()));
    }
}
