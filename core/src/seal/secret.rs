//! What a key is while it is in memory: on the heap, zeroed when dropped, never printed or copied.

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::random::{NoRandomness, Randomness};

/// `N` secret bytes.
///
/// No `Clone`, `Copy`, `Debug` or `Display`: a second copy or a log line would outlive the lock.
/// Comparison takes the same time whatever the bytes are.
///
/// ```compile_fail
/// let key = first72_core::seal::Secret::<32>::zeroed();
/// println!("{key:?}");
/// ```
/// ```compile_fail
/// let key = first72_core::seal::Secret::<32>::zeroed();
/// let copy = key.clone();
/// ```
pub struct Secret<const N: usize>(Box<Zeroizing<[u8; N]>>);

impl<const N: usize> Secret<N> {
    /// All zeros, to be filled in place with [`Secret::expose_mut`].
    #[must_use]
    pub fn zeroed() -> Self {
        Self(Box::new(Zeroizing::new([0; N])))
    }

    /// Fresh random bytes, written straight to the heap.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails.
    pub fn random(random: &dyn Randomness) -> Result<Self, NoRandomness> {
        let mut secret = Self::zeroed();
        random.fill(secret.expose_mut())?;
        Ok(secret)
    }

    /// Copies `bytes` in; `None` when there are not exactly `N`. Wiping the source is the caller's.
    #[must_use]
    pub fn copied_from(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self::zeroed();
        if bytes.len() != N {
            return None;
        }
        secret.expose_mut().copy_from_slice(bytes);
        Some(secret)
    }

    /// The bytes themselves. Hand them to a cipher or a derivation, nowhere else.
    #[must_use]
    pub fn expose(&self) -> &[u8; N] {
        &self.0
    }

    /// The bytes for filling in place.
    pub fn expose_mut(&mut self) -> &mut [u8; N] {
        &mut self.0
    }
}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.expose().ct_eq(other.expose()).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

/// Secret bytes of no fixed length: a typed PIN, an opened body. Zeroed when dropped.
pub type SecretBytes = Zeroizing<Vec<u8>>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::SystemRandomness;

    #[test]
    fn equal_bytes_are_equal_and_one_bit_makes_a_difference() {
        let a = Secret::<32>::random(&SystemRandomness::new()).unwrap();
        let mut b = Secret::<32>::copied_from(a.expose()).unwrap();
        assert!(a == b);
        b.expose_mut()[31] ^= 1;
        assert!(a != b);
    }

    #[test]
    fn a_wrong_length_is_not_a_secret() {
        assert!(Secret::<32>::copied_from(&[0; 31]).is_none());
        assert!(Secret::<32>::copied_from(&[0; 33]).is_none());
    }
}
