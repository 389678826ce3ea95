//! The constants of a realm, signed by its root: what a device pins when it is enrolled.

mod codec;

use crate::cbor::{CborError, Reader, Writer};
use crate::compartment::Compartment;
use crate::derived;
use crate::entry::{SIGNATURE_LEN, verify};
use crate::id::{DeviceId, Hash, RealmId, SpaceId};
use crate::label::{self, plain_digest};
use thiserror::Error;

/// Longest genesis in bytes, so that it fits one printed QR code.
pub const MAX_GENESIS: usize = 2_048;

/// Bytes that are not a genesis, or not one this device may start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum GenesisError {
    /// Longer than [`MAX_GENESIS`].
    #[error("the genesis is too long")]
    TooLong,
    /// The bytes are not the strict CBOR that belongs here.
    #[error("the genesis is not well formed: {0}")]
    Form(CborError),
    /// A version that is not known here.
    #[error("the genesis is of a version that is not known here")]
    Version,
    /// A compartment that is unknown, named twice, or has no such quorum.
    #[error("the genesis names a compartment that cannot be")]
    Compartment,
    /// The root did not sign these bytes.
    #[error("the genesis is not signed by its root")]
    Signature,
}

impl GenesisError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "genesis.too-long",
            Self::Form(_) => "genesis.form",
            Self::Version => "genesis.version",
            Self::Compartment => "genesis.compartment",
            Self::Signature => "genesis.signature",
        }
    }
}

impl From<CborError> for GenesisError {
    fn from(error: CborError) -> Self {
        Self::Form(error)
    }
}

/// A class of content that the realm keeps, and the paper key that can recover it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmCompartment {
    /// Which class.
    pub class: Compartment,
    /// Counts the ceremonies of its recovery key, from 1.
    pub recovery_epoch: u32,
    /// P-256 recovery key, uncompressed (SEC 1).
    pub recovery_pk: [u8; 65],
    /// How many registrars must sign a grant: 1 or 2.
    pub quorum: u8,
}

/// A relay of the realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmServer {
    /// Where it is reached.
    pub url: String,
    /// SHA-256 of the DER of the only certificate authority that is trusted for it.
    pub tls_ca_sha256: Hash,
    /// Ed25519 key that checks its receipts and checkpoints.
    pub log_pk: [u8; 32],
}

/// What a person in a role is usually entitled to; a grant may say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleTemplate {
    /// The role's code, such as `deputy`.
    pub role: String,
    /// The classes of content it reads.
    pub compartments: Vec<Compartment>,
    /// The codes of its rights, such as `write`.
    pub rights: Vec<String>,
}

/// Limits that the custodian sets for its devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Lock after so many seconds without a touch.
    pub idle_s: u32,
    /// Lock after so many seconds in any case.
    pub absolute_s: u32,
    /// Wrong PINs in a row until only a registrar can release the device.
    pub misses_lock: u8,
    /// Wrong PINs until the device destroys its keys.
    pub misses_wipe: u8,
    /// Days without a sync until the device says so.
    pub offline_warn_d: u16,
    /// Days without a sync until older episodes wait for one.
    pub offline_lock_d: u16,
    /// Seconds that a clock may differ from the server's before it is shown as wrong.
    pub max_clock_skew_s: u32,
    /// Oldest suite that is written.
    pub min_suite: u8,
    /// Oldest version of the app that may take part, as its release number.
    pub min_app: u32,
}

impl Default for Limits {
    /// The values of the specification: two minutes, twelve hours, 5 and 10 misses, 3 and 14 days, 15 minutes.
    fn default() -> Self {
        Self {
            idle_s: 120,
            absolute_s: 43_200,
            misses_lock: 5,
            misses_wipe: 10,
            offline_warn_d: 3,
            offline_lock_d: 14,
            max_clock_skew_s: 900,
            min_suite: 1,
            min_app: 1,
        }
    }
}

/// The constants of a realm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenesisFields {
    /// Ed25519 key of the root, which is kept offline.
    pub root_pk: [u8; 32],
    /// The custodian's name, as a person reads it.
    pub name: String,
    /// What the realm keeps.
    pub compartments: Vec<RealmCompartment>,
    /// Its relays.
    pub servers: Vec<RealmServer>,
    /// Its roles.
    pub role_templates: Vec<RoleTemplate>,
    /// Its limits.
    pub limits: Limits,
    /// When the ceremony was held, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// Whether everything in it is made up.
    pub demo: bool,
}

/// A genesis with its exact bytes, whose hash is the realm. Only parsing or encoding makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genesis {
    fields: GenesisFields,
    bytes: Vec<u8>,
}

impl Genesis {
    /// Encodes the constants of a new realm.
    ///
    /// # Errors
    /// [`GenesisError::TooLong`] or [`GenesisError::Compartment`] when they cannot be a genesis.
    pub fn new(fields: &GenesisFields) -> Result<Self, GenesisError> {
        Self::parse(&codec::encode(fields))
    }

    /// Reads a genesis, bounds first. No signature is checked here.
    ///
    /// # Errors
    /// [`GenesisError`] names the first thing that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, GenesisError> {
        if bytes.len() > MAX_GENESIS {
            return Err(GenesisError::TooLong);
        }
        Ok(Self { fields: codec::decode(bytes)?, bytes: bytes.to_vec() })
    }

    /// What it says.
    #[must_use]
    pub const fn fields(&self) -> &GenesisFields {
        &self.fields
    }

    /// Its exact bytes, fields of later versions included.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// SHA-256 of its bytes: what is pinned, and `prev` of the root's first statement.
    #[must_use]
    pub fn hash(&self) -> Hash {
        plain_digest(&[&self.bytes])
    }

    /// The realm that it begins.
    #[must_use]
    pub fn realm(&self) -> RealmId {
        derived::realm_id(&self.bytes)
    }

    /// The root as an author.
    #[must_use]
    pub fn root_id(&self) -> DeviceId {
        derived::root_id(&self.fields.root_pk)
    }

    /// The space of the realm's directory.
    #[must_use]
    pub fn directory_space(&self) -> SpaceId {
        derived::directory_space(&self.realm())
    }

    /// The compartment's own facts, if the realm keeps it.
    #[must_use]
    pub fn compartment(&self, class: Compartment) -> Option<&RealmCompartment> {
        self.fields.compartments.iter().find(|compartment| compartment.class == class)
    }

    /// The bytes that the root signs.
    #[must_use]
    pub fn signing_input(&self) -> Vec<u8> {
        [label::GENESIS, self.hash().as_bytes()].concat()
    }
}

/// A genesis that its root has signed. It exists only after the signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedGenesis {
    genesis: Genesis,
    signature: [u8; SIGNATURE_LEN],
}

impl SignedGenesis {
    /// Takes a genesis and the root's signature over [`Genesis::signing_input`].
    ///
    /// # Errors
    /// [`GenesisError::Signature`] when the root did not make it.
    pub fn new(genesis: Genesis, signature: [u8; SIGNATURE_LEN]) -> Result<Self, GenesisError> {
        if verify(&genesis.fields.root_pk, &genesis.signing_input(), &signature) {
            Ok(Self { genesis, signature })
        } else {
            Err(GenesisError::Signature)
        }
    }

    /// Reads what [`SignedGenesis::to_bytes`] wrote and checks the signature.
    ///
    /// # Errors
    /// [`GenesisError`] names the first thing that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, GenesisError> {
        if bytes.len() > MAX_GENESIS + SIGNATURE_LEN + 8 {
            return Err(GenesisError::TooLong);
        }
        let mut pair = Reader::strict(bytes)?;
        pair.array_of(2)?;
        let genesis = Genesis::parse(pair.bytes()?)?;
        Self::new(genesis, pair.fixed()?)
    }

    /// CBOR array of the genesis bytes and the signature: the answer of `GET /v1/genesis`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new();
        out.array(2).bytes(&self.genesis.bytes).bytes(&self.signature);
        out.into_bytes()
    }

    /// The genesis.
    #[must_use]
    pub const fn genesis(&self) -> &Genesis {
        &self.genesis
    }

    /// The root's signature.
    #[must_use]
    pub const fn signature(&self) -> &[u8; SIGNATURE_LEN] {
        &self.signature
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn root() -> Ed25519KeyPair {
        Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap()
    }

    fn fields() -> GenesisFields {
        let compartment = |class| RealmCompartment { class, recovery_epoch: 1, recovery_pk: [4; 65], quorum: 1 };
        GenesisFields {
            root_pk: root().public_key().as_ref().try_into().unwrap(),
            name: "Demo County".into(),
            compartments: Compartment::OF_REALMS.map(compartment).to_vec(),
            servers: vec![RealmServer {
                url: "https://relay.demo.example:8443".into(),
                tls_ca_sha256: Hash([5; 32]),
                log_pk: [6; 32],
            }],
            role_templates: vec![RoleTemplate {
                role: "deputy".into(),
                compartments: vec![Compartment::Ops, Compartment::Le],
                rights: vec!["open".into(), "write".into()],
            }],
            limits: Limits::default(),
            created_ms: 1_780_000_000_000,
            demo: true,
        }
    }

    fn signed() -> SignedGenesis {
        let genesis = Genesis::new(&fields()).unwrap();
        let signature = root().sign(&genesis.signing_input()).as_ref().try_into().unwrap();
        SignedGenesis::new(genesis, signature).unwrap()
    }

    #[test]
    fn no_founding_keeps_the_class_that_custodians_practise_with() {
        let test = RealmCompartment { class: Compartment::Test, recovery_epoch: 1, recovery_pk: [4; 65], quorum: 1 };
        let fields = GenesisFields { compartments: vec![test], ..fields() };
        assert_eq!(Genesis::new(&fields), Err(GenesisError::Compartment));
    }

    #[test]
    fn a_genesis_is_read_back_from_its_own_bytes() {
        let read = SignedGenesis::parse(&signed().to_bytes()).unwrap();
        assert_eq!(read, signed());
        assert_eq!(read.genesis().fields(), &fields());
    }

    #[test]
    fn every_flipped_bit_is_refused() {
        let bytes = signed().to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(SignedGenesis::parse(&flipped).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn another_root_cannot_sign_it() {
        let genesis = Genesis::new(&fields()).unwrap();
        let other = Ed25519KeyPair::from_seed_unchecked(&[8; 32]).unwrap();
        let signature = other.sign(&genesis.signing_input()).as_ref().try_into().unwrap();
        assert_eq!(SignedGenesis::new(genesis, signature), Err(GenesisError::Signature));
    }

    #[test]
    fn a_genesis_that_does_not_fit_a_code_is_refused() {
        let long = GenesisFields { name: "x".repeat(MAX_GENESIS), ..fields() };
        assert_eq!(Genesis::new(&long), Err(GenesisError::TooLong));
    }

    #[test]
    fn a_compartment_named_twice_is_refused() {
        let mut twice = fields();
        let first = twice.compartments[0].clone();
        twice.compartments.push(first);
        assert_eq!(Genesis::new(&twice), Err(GenesisError::Compartment));
    }
}
