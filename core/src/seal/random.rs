//! Where random bytes come from: one trait, and the operating system behind it.

use ring::rand::{SecureRandom, SystemRandom};

/// The source could not give random bytes; nothing may be sealed or created without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no random bytes available")]
pub struct NoRandomness;

impl NoRandomness {
    /// Stable code for screens and logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "random.unavailable"
    }
}

/// A source of random bytes, passed in by the outermost caller.
///
/// Every implementation used outside a test must be a cryptographic generator: keys, salts and
/// ids are all drawn from it.
pub trait Randomness: Send + Sync {
    /// Fills the whole of `out`.
    ///
    /// # Errors
    /// [`NoRandomness`] when the source fails; `out` must then not be used.
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness>;
}

/// Draws `N` bytes for something that is not secret: a salt, an id, a nonce that travels.
///
/// # Errors
/// [`NoRandomness`] when the source fails.
pub fn draw<const N: usize>(random: &dyn Randomness) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0u8; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// The operating system's generator.
pub struct SystemRandomness {
    system: SystemRandom,
}

impl SystemRandomness {
    /// Opens nothing; the first `fill` asks the operating system.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one home of the system's generator")]
    pub fn new() -> Self {
        Self { system: SystemRandom::new() }
    }
}

impl Default for SystemRandomness {
    fn default() -> Self {
        Self::new()
    }
}

impl Randomness for SystemRandomness {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        self.system.fill(out).map_err(|_| NoRandomness)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        let random = SystemRandomness::new();
        let first: [u8; 32] = draw(&random).unwrap();
        let second: [u8; 32] = draw(&random).unwrap();
        assert_ne!(first, second);
        assert_ne!(first, [0; 32]);
    }
}
