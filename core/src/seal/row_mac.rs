//! The local authenticator of verified rows (`K_row`): a signature is checked once, this code from then on.

use subtle::ConstantTimeEq;

use super::hazmat::MacKey;
use super::secret::Secret;

/// Makes and checks the 16-byte codes of stored rows. Only this unlocked vault can make them.
pub struct RowKey(MacKey);

impl RowKey {
    pub(super) fn new(key: &Secret<32>) -> Self {
        Self(MacKey::new(key.expose()))
    }

    /// HMAC-SHA-256 over the concatenation of `parts`, cut to 16 bytes. Parts of variable length
    /// must be told apart by the parts themselves: the row's header, of fixed length, says how long
    /// its body is.
    #[must_use]
    pub fn tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        let code = self.0.sign(parts);
        let mut tag = [0; 16];
        for (to, from) in tag.iter_mut().zip(code) {
            *to = from;
        }
        tag
    }

    /// Whether `tag` belongs to these parts, in constant time.
    #[must_use]
    pub fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.tag(parts).ct_eq(tag).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // cjis:AU-9
    #[test]
    fn a_tag_belongs_to_its_parts_and_key() {
        let (mine, other) = (RowKey::new(&Secret::zeroed()), RowKey::new(&Secret::copied_from(&[1; 32]).unwrap()));
        let tag = mine.tag(&[b"header", b"body"]);
        assert!(mine.holds(&[b"header", b"body"], &tag));
        assert!(!mine.holds(&[b"header", b"bodz"], &tag));
        assert!(!other.holds(&[b"header", b"body"], &tag));
    }
}
