//! The one file that a server is started with: the realm's genesis and the server's own secrets.
//!
//! Written by the realm's ceremony, read by the server; TOML, so that an operator can see what it is.
//! It belongs on the server's disk, readable by the server alone, and in a safe; nowhere else.

use crate::entry::{Malformed, SealedEntry};
use crate::genesis::{GenesisError, SignedGenesis};
use crate::hex;
use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

const VERSION: u32 = 1;
/// Longest realm file that is read, in bytes.
pub const MAX_REALM_FILE: usize = 256 * 1024;

/// What a server needs to be the server of its realm. No `Debug` of its secrets, no `Clone`.
pub struct RealmFile {
    /// The realm, signed by its root.
    pub genesis: SignedGenesis,
    /// Ed25519 seed of the log key; its public half stands in the genesis.
    pub log_seed: Zeroizing<[u8; 32]>,
    /// Statements that the ceremony made (the root's `registrar_add` first), in the order of their
    /// chains. The server stores those that it lacks when it starts, because nobody else may
    /// upload before the first registrar is known.
    pub first_entries: Vec<SealedEntry>,
    /// What the server shows its clients; nothing in a demo realm on loopback.
    pub tls: Option<TlsIdentity>,
}

/// A certificate chain and its key, both PEM.
pub struct TlsIdentity {
    /// The server's certificate first, then up to the realm's certificate authority.
    pub chain_pem: String,
    /// PKCS #8, not encrypted.
    pub key_pem: Zeroizing<String>,
    /// The authority that it stands under, DER; none for that of the founding, which the genesis names.
    pub authority: Option<Vec<u8>>,
}

/// A text that is not a realm file, or a realm file that does not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RealmFileError {
    /// Not TOML with the fields of a realm file.
    #[error("the text is not a realm file")]
    Form,
    /// A realm file of a version that is not known here.
    #[error("the realm file is of a version that is not known here")]
    Version,
    /// The authority of the certificate cannot be read.
    #[error("the authority of the certificate cannot be read")]
    Authority,
    /// The log key is not 64 hexadecimal digits.
    #[error("the log key cannot be read")]
    LogKey,
    /// The genesis does not hold.
    #[error("the genesis in the realm file does not hold: {0}")]
    Genesis(GenesisError),
    /// One of the first entries is none.
    #[error("first entry {index} in the realm file cannot be read: {malformed}")]
    Entry {
        /// Which, from 0.
        index: usize,
        /// What is wrong with it.
        malformed: Malformed,
    },
}

impl RealmFileError {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "realm-file.form",
            Self::Version => "realm-file.version",
            Self::Authority => "realm-file.authority",
            Self::LogKey => "realm-file.log-key",
            Self::Genesis(error) => error.code(),
            Self::Entry { malformed, .. } => malformed.code(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    version: u32,
    genesis: String,
    log_key: String,
    #[serde(default)]
    first_entries: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tls: Option<TlsText>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TlsText {
    chain: String,
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    authority: Option<String>,
}

impl Drop for Text {
    fn drop(&mut self) {
        self.log_key.zeroize();
        if let Some(tls) = &mut self.tls {
            tls.key.zeroize();
        }
    }
}

impl RealmFile {
    /// The text of the file.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let text = Text {
            version: VERSION,
            genesis: hex::encode(&self.genesis.to_bytes()),
            log_key: hex::encode(self.log_seed.as_slice()),
            first_entries: self.first_entries.iter().map(|entry| hex::encode(&entry.to_bytes())).collect(),
            tls: self.tls.as_ref().map(TlsText::of),
        };
        // Nothing in `Text` has a form that TOML cannot say.
        Zeroizing::new(toml::to_string(&text).unwrap_or_default())
    }

    /// Reads the text of a file and checks that the genesis is signed by its root.
    ///
    /// # Errors
    /// [`RealmFileError`] names the first thing that does not hold.
    pub fn parse(text: &str) -> Result<Self, RealmFileError> {
        if text.len() > MAX_REALM_FILE {
            return Err(RealmFileError::Form);
        }
        let mut text: Text = toml::from_str(text).map_err(|_| RealmFileError::Form)?;
        if text.version != VERSION {
            return Err(RealmFileError::Version);
        }
        let genesis = hex::decode(&text.genesis).ok_or(RealmFileError::Form)?;
        let seed = Zeroizing::new(hex::decode(&text.log_key).ok_or(RealmFileError::LogKey)?);
        let seed = seed.as_slice().try_into().map_err(|_| RealmFileError::LogKey)?;
        Ok(Self {
            genesis: SignedGenesis::parse(&genesis).map_err(RealmFileError::Genesis)?,
            log_seed: Zeroizing::new(seed),
            first_entries: text.first_entries.iter().enumerate().map(read_entry).collect::<Result<_, _>>()?,
            tls: text.tls.take().map(TlsText::read).transpose()?,
        })
    }
}

impl TlsText {
    fn of(tls: &TlsIdentity) -> Self {
        Self {
            chain: tls.chain_pem.clone(),
            key: tls.key_pem.to_string(),
            authority: tls.authority.as_deref().map(hex::encode),
        }
    }

    fn read(self) -> Result<TlsIdentity, RealmFileError> {
        let key_pem = Zeroizing::new(self.key);
        let authority = self.authority.as_deref().map(|text| hex::decode(text).ok_or(RealmFileError::Authority));
        Ok(TlsIdentity { chain_pem: self.chain, key_pem, authority: authority.transpose()? })
    }
}

fn read_entry((index, text): (usize, &String)) -> Result<SealedEntry, RealmFileError> {
    let bytes = hex::decode(text).ok_or(RealmFileError::Entry { index, malformed: Malformed::Short })?;
    SealedEntry::parse(&bytes).map_err(|malformed| RealmFileError::Entry { index, malformed })
}

impl fmt::Debug for RealmFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RealmFile(realm {}, secrets not shown)", self.genesis.genesis().realm())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::genesis::{Genesis, GenesisFields, Limits};
    use crate::header::{Header, Kind};
    use crate::id::{DeviceId, Hash, KeyId, RealmId, SpaceId};
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn file() -> RealmFile {
        let root = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let genesis = Genesis::new(&GenesisFields {
            root_pk: root.public_key().as_ref().try_into().unwrap(),
            name: "Demo County".into(),
            compartments: vec![],
            servers: vec![],
            role_templates: vec![],
            limits: Limits::default(),
            created_ms: 0,
            demo: true,
        })
        .unwrap();
        let signature = root.sign(&genesis.signing_input()).as_ref().try_into().unwrap();
        let header = Header {
            kind: Kind::Statement,
            realm: RealmId([1; 16]),
            space: SpaceId([2; 16]),
            device: DeviceId([3; 16]),
            seq: 1,
            prev: Hash([5; 32]),
            key_id: KeyId::ZERO,
            commit: Hash::ZERO,
            body_len: 1,
        };
        RealmFile {
            genesis: SignedGenesis::new(genesis, signature).unwrap(),
            log_seed: Zeroizing::new([0xc5; 32]),
            first_entries: vec![SealedEntry { header, body: vec![0x80], signature: [0; 64] }],
            tls: Some(TlsIdentity {
                chain_pem: "-----BEGIN CERTIFICATE-----\ninvented\n-----END CERTIFICATE-----\n".into(),
                key_pem: Zeroizing::new("-----BEGIN PRIVATE KEY-----\ninvented\n-----END PRIVATE KEY-----\n".into()),
                authority: Some(vec![0xca; 480]),
            }),
        }
    }

    #[test]
    fn a_realm_file_is_read_back_from_its_own_text() {
        let file = file();
        let read = RealmFile::parse(&file.to_text()).unwrap();
        assert_eq!(read.genesis, file.genesis);
        assert_eq!(read.log_seed, file.log_seed);
        assert_eq!(read.first_entries, file.first_entries);
        let (tls, read_tls) = (file.tls.unwrap(), read.tls.unwrap());
        assert_eq!((&read_tls.chain_pem, &read_tls.key_pem), (&tls.chain_pem, &tls.key_pem));
        assert_eq!(read_tls.authority, tls.authority);
    }

    #[test]
    fn a_realm_file_without_certificate_and_entries_is_read() {
        let bare = RealmFile { tls: None, first_entries: vec![], ..file() };
        let read = RealmFile::parse(&bare.to_text()).unwrap();
        assert!(read.tls.is_none() && read.first_entries.is_empty());
    }

    #[test]
    fn what_does_not_hold_is_refused_by_name() {
        let text = file().to_text();
        let refusal = |text: &str| RealmFile::parse(text).err();
        assert_eq!(refusal("genesis"), Some(RealmFileError::Form));
        assert_eq!(refusal(&text.replace("version = 1", "version = 2")), Some(RealmFileError::Version));
        assert_eq!(refusal(&text.replace(&"c5".repeat(32), "c5")), Some(RealmFileError::LogKey));
        assert_eq!(refusal(&text.replace("version = 1", "version = 1\nextra = 1")), Some(RealmFileError::Form));
        let malformed = Malformed::Magic;
        assert_eq!(refusal(&text.replace("46434531", "46434532")), Some(RealmFileError::Entry { index: 0, malformed }));
        assert_eq!(refusal(&text.replace(&"ca".repeat(480), "cay")), Some(RealmFileError::Authority));
        let signature = hex::encode(file().genesis.signature());
        let forged = text.replace(&signature, &"00".repeat(64));
        assert_eq!(refusal(&forged), Some(RealmFileError::Genesis(GenesisError::Signature)));
    }

    #[test]
    fn a_certificate_of_the_founding_s_authority_is_written_as_it_always_was() {
        let mut founded = file();
        if let Some(tls) = &mut founded.tls {
            tls.authority = None;
        }
        assert!(!founded.to_text().contains("authority"));
        assert!(RealmFile::parse(&founded.to_text()).unwrap().tls.unwrap().authority.is_none());
    }

    // cjis:IA-5(6)
    #[test]
    fn no_secret_is_shown() {
        assert!(!format!("{:?}", file()).contains("c5c5"));
    }
}
