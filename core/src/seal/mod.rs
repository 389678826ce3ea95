//! Everything that touches a key, a nonce or a cipher, and nothing else does.
//!
//! Reading order: `secret` and `random` (what a key is and where it comes from), `hazmat`
//! (the only file that calls a cipher), `envelope` (the one way a body is encrypted).

pub mod attempts;
mod blocklist;
pub mod ceremony_keys;
pub mod chain;
pub mod codec;
pub mod device_keys;
pub mod drill;
pub mod entry;
mod envelope;
mod halves;
mod hazmat;
mod kem;
pub mod keyring;
pub mod keystore;
pub mod local;
mod name_mark;
pub mod open;
pub mod pack_key;
pub mod passphrase;
pub mod process;
pub mod random;
pub mod recovery_shares;
pub mod release_code;
pub mod root_key;
pub mod row_mac;
mod scrub;
pub mod secret;
pub mod space_key;
pub mod statement;
pub mod typed_secret;
pub mod unlock;
mod unlock_error;
mod unlock_file;
pub mod verified;
pub mod wrap;

#[cfg(test)]
mod known_answers;
#[cfg(test)]
pub(crate) mod needle;
#[cfg(test)]
pub(crate) mod noise;
#[cfg(test)]
mod residue;

pub use ceremony_keys::{LogKey, RecoveryKey, SafeFile};
pub use chain::ChainState;
pub(crate) use codec::forget_texts;
pub use codec::{CodecError, MAX_PAYLOAD, commitment};
pub use device_keys::{DeviceKeys, DeviceKeysError, DevicePublic, VaultDeviceKey};
pub use drill::PublicBytes;
pub use entry::{ChainSlot, SealError, Signer, seal_audit_entry, seal_entry, sign_clear_entry};
pub use envelope::EnvelopeError;
pub use keyring::Keyring;
pub use keystore::{ChipKey, Demand, EmulatedChip, KeyStore, KeyStoreError, MemoryKeyStore, SoftwareKeyStore};
pub use local::LocalUse;
pub use name_mark::{ShortName, is_mark_of, mark_name};
pub use open::{Authentic, BulkOpening, Incoming, Shown, bulk_opening, facts_of_opening, open_entry};
pub use pack_key::PackKey;
pub use passphrase::Rung;
pub use random::{NoRandomness, Randomness, SystemRandomness};
pub use recovery_shares::{MOST_CUSTODIANS, RecoveryShare, ShareError, ShareOf, name_of_recovery_key};
pub use release_code::{ReleaseCode, ReleaseCodeError, SealedRelease};
pub use root_key::{RootFileError, RootKey};
pub use row_mac::RowKey;
pub(crate) use scrub::wipe_what_is_freed;
pub use secret::{Secret, SecretBytes};
pub use space_key::SpaceKey;
pub use statement::{StatementError, open_statement_part, seal_statement_part};
pub use typed_secret::{PIN_DIGITS, SHORTEST_WITHOUT_CHIP, WeakSecret, check_secret, make_pin};
pub use unlock::{ProfileLock, Readiness, Unlocked};
pub use unlock_error::UnlockError;
pub use verified::{Disposition, Refused, Verified};
pub use wrap::{
    WrapError, WrapPlace, recovery_recipient, take_keys, unwrap_for_recovery, unwrap_key, wrap_for_recovery, wrap_key,
};
