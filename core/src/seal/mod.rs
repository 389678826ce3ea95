//! Everything that touches a key, a nonce or a cipher, and nothing else does.
//!
//! Reading order: `secret` and `random` (what a key is and where it comes from), `hazmat`
//! (the only file that calls a cipher), `envelope` (the one way a body is encrypted).

pub mod device_keys;
mod envelope;
mod hazmat;
mod kem;
pub mod random;
mod scrub;
pub mod secret;
pub mod space_key;

#[cfg(test)]
mod known_answers;

pub use device_keys::{DeviceKeys, DeviceKeysError, DevicePublic, VaultDeviceKey};
pub use envelope::EnvelopeError;
pub use random::{NoRandomness, Randomness, SystemRandomness};
pub use secret::{Secret, SecretBytes};
pub use space_key::SpaceKey;
