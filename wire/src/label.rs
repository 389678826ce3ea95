//! The labels that keep one use of a hash, signature or key apart from every other.
//!
//! They were fixed before any data existed. A change of format gets a new label, never an option.

use crate::id::Hash;
use ring::digest::{Context, SHA256};

macro_rules! label {
    ($(#[$doc:meta])* $name:ident, $text:literal) => {
        $(#[$doc])*
        pub const $name: &[u8] = concat!("first-contact/v1/", $text).as_bytes();
    };
}

label!(
    /// Content commitment of a payload.
    COMMIT, "commit"
);
label!(
    /// Hash of an entry.
    ENTRY, "entry"
);
label!(
    /// Signature over an entry hash.
    SIGNATURE, "sig"
);
label!(
    /// Derivation of a device's id from its public keys.
    DEVICE, "device"
);
label!(
    /// Derivation of the root's author id from its public key.
    ROOT, "root"
);
label!(
    /// Signature of a genesis.
    GENESIS, "genesis"
);
label!(
    /// Derivation of a realm's directory space.
    DIR, "dir"
);
label!(
    /// Derivation of the space in which a realm's devices witness its server's log.
    WITNESS, "witness"
);
label!(
    /// Derivation of the space in which a device leaves what was done on it, for auditors.
    AUDIT, "audit"
);
label!(
    /// Derivation of the space in which a realm's server says what it was asked, and the hash of that.
    REQUESTS, "requests"
);
label!(
    /// Derivation of a server's author id from its log key.
    SERVER, "server"
);
label!(
    /// Derivation of the name under which statements about releases and holds know an episode.
    MATTER, "matter"
);
label!(
    /// Derivation of a space key's id.
    KEY, "key"
);
label!(
    /// HPKE `info` of a wrapped space key.
    WRAP, "wrap"
);
label!(
    /// HPKE `aad` of a wrapped space key.
    WRAP_AAD, "wrap-aad"
);
label!(
    /// Derivation of the recipient id of a recovery key, in the binding of its wraps.
    RECOVERY, "recovery"
);
label!(
    /// HPKE `info` of a release code sealed to a registrar.
    RELEASE, "release"
);
label!(
    /// Context of older keys sealed under a newer one.
    OLD_KEYS, "oldkeys"
);
label!(
    /// Context of the sealed part of a statement.
    STATEMENT, "stmt"
);
label!(
    /// A registrar's signature over a new device's request to be taken in.
    ENROL, "enrol"
);
label!(
    /// Signature of a request.
    REQUEST, "req"
);
label!(
    /// Signature of the server's answer to a hello.
    HELLO, "hello"
);
label!(
    /// Signature of a receipt.
    RECEIPT, "receipt"
);
label!(
    /// Hash of the files of a pack.
    PACK, "pack"
);
label!(
    /// Hash of a pack as it is handed on, with its signatures.
    PACK_COPY, "pack-copy"
);
label!(
    /// Signature over a pack, by its author or its approver.
    PACK_SIGNATURE, "pack-sig"
);
label!(
    /// A device's signature over its word that it has destroyed what it held.
    WIPED, "wiped"
);
label!(
    /// Context of what a device seals for itself: drafts, waiting audit rows, settings.
    LOCAL, "local"
);

/// SHA-256 over a label and the given parts, one after the other.
///
/// The parts are not length-prefixed: every caller has at most one part of variable length,
/// and it comes last.
#[must_use]
pub fn digest(label: &[u8], parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    context.update(label);
    for part in parts {
        context.update(part);
    }
    finish(context)
}

/// SHA-256 over the given parts without a label, where a standard fixes the input.
#[must_use]
pub fn plain_digest(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    finish(context)
}

/// The first 16 bytes of a digest: how ids are derived.
#[must_use]
pub fn truncate(hash: &Hash) -> [u8; 16] {
    let mut out = [0; 16];
    for (to, from) in out.iter_mut().zip(hash.0) {
        *to = from;
    }
    out
}

fn finish(context: Context) -> Hash {
    let mut out = [0; 32];
    out.copy_from_slice(context.finish().as_ref());
    Hash(out)
}
