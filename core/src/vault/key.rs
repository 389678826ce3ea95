//! The two keys that the vault is given: one for the file, one for the rows.

use zeroize::Zeroizing;

/// The raw key and salt of the vault file (`K_db`): 32 bytes key, then 16 bytes salt.
///
/// Held only as the text that `SQLCipher` takes, and zeroed when dropped. It has no `Debug`
/// and no `Clone`, so that it cannot reach a log.
pub struct StoreKey(Zeroizing<String>);

impl StoreKey {
    /// Takes the 48 bytes derived for this vault.
    #[must_use]
    pub fn new(key_and_salt: &[u8; 48]) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = Zeroizing::new(String::with_capacity(2 * key_and_salt.len()));
        for byte in key_and_salt {
            for half in [byte >> 4, byte & 15] {
                let digit = DIGITS.get(usize::from(half)).copied().unwrap_or(b'0');
                text.push(char::from(digit));
            }
        }
        Self(text)
    }

    /// The statement that gives the key to `SQLCipher`, which thereby skips its own derivation.
    pub(super) fn statement(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(128));
        text.push_str("PRAGMA key = \"x'");
        text.push_str(&self.0);
        text.push_str("'\";");
        text
    }
}

/// The local authenticator of verified rows (`K_row`).
///
/// A signature is checked once, when an entry comes in. From then on the row carries 16 bytes
/// that only this device's unlocked vault can make, which is checked at every load instead.
pub trait RowMac: Send {
    /// The authenticator of a row made of these parts, one after the other.
    fn tag(&self, parts: &[&[u8]]) -> [u8; 16];

    /// Whether `tag` is the authenticator of these parts; compared in constant time.
    fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool;
}

impl RowMac for crate::seal::RowKey {
    fn tag(&self, parts: &[&[u8]]) -> [u8; 16] {
        self.tag(parts)
    }

    fn holds(&self, parts: &[&[u8]], tag: &[u8; 16]) -> bool {
        self.holds(parts, tag)
    }
}
