//! The files of `tests/golden/realm`, and randomness that was decided beforehand.

use first72_core::protocol::signature::{PackSignature, SignedAs};
use first72_core::seal::{DeviceKeys, NoRandomness, Randomness, RootKey, Signer, SpaceKey};
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::Genesis;
use first72_wire::id::Hash;
use serde_json::Value;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Gives exactly these draws, in this order and of these lengths.
pub(crate) struct Decided(Mutex<VecDeque<Vec<u8>>>);

impl Decided {
    pub(crate) fn new(draws: impl IntoIterator<Item = Vec<u8>>) -> Self {
        Self(Mutex::new(draws.into_iter().collect()))
    }

    pub(crate) fn all_used(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }
}

impl Randomness for Decided {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        let draw = self.0.lock().unwrap().pop_front().ok_or(NoRandomness)?;
        if draw.len() != out.len() {
            return Err(NoRandomness);
        }
        out.copy_from_slice(&draw);
        Ok(())
    }
}

/// One entry of the folder with what its maker says of it.
pub(crate) struct Golden {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) entry: SealedEntry,
    pub(crate) said: Value,
}

impl Golden {
    pub(crate) fn bytes_of(&self, key: &str) -> Vec<u8> {
        hex(self.said[key].as_str().unwrap_or_else(|| panic!("{}: no {key}", self.name)))
    }

    pub(crate) fn list_of(&self, key: &str) -> Vec<Vec<u8>> {
        self.said[key].as_array().unwrap().iter().map(|item| hex(item.as_str().unwrap())).collect()
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.said.get(key).is_some()
    }
}

/// The whole folder.
pub(crate) struct GoldenRealm {
    pub(crate) genesis: Genesis,
    pub(crate) genesis_signature: Vec<u8>,
    pub(crate) entries: Vec<Golden>,
    secrets: Value,
    pack: Value,
}

/// The signed pack of the folder.
pub(crate) struct GoldenPack {
    pub(crate) files: Vec<(String, String)>,
    pub(crate) hash: Hash,
    pub(crate) signatures: Vec<PackSignature>,
}

impl GoldenRealm {
    pub(crate) fn read() -> Self {
        let folder = golden_folder().join("realm");
        let index: Value = serde_json::from_slice(&std::fs::read(folder.join("index.json")).unwrap()).unwrap();
        let entries = index["entries"].as_array().unwrap().iter().map(|said| golden(&folder, said)).collect();
        Self {
            genesis: Genesis::parse(&hex(index["genesis"].as_str().unwrap())).unwrap(),
            genesis_signature: hex(index["genesis_signature"].as_str().unwrap()),
            entries,
            secrets: index["secrets"].clone(),
            pack: index["pack"].clone(),
        }
    }

    pub(crate) fn pack(&self) -> GoldenPack {
        let bytes = |key: &str| hex(self.pack[key].as_str().unwrap());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let files =
            self.pack["files"].as_array().unwrap().iter().map(|file| (text(&file[0]), text(&file[1]))).collect();
        let until_ms = self.pack["until_ms"].as_i64().unwrap();
        let signature = |part: SignedAs| PackSignature {
            part,
            key: bytes(&format!("{}_key", part.word())).try_into().unwrap(),
            until_ms,
            signature: bytes(&format!("{}_signature", part.word())).try_into().unwrap(),
        };
        let signatures = vec![signature(SignedAs::Author), signature(SignedAs::Approver)];
        GoldenPack { files, hash: Hash(bytes("hash").try_into().unwrap()), signatures }
    }

    pub(crate) fn root(&self) -> RootKey {
        RootKey::make(&Decided::new([self.secret("root")])).unwrap()
    }

    pub(crate) fn device(&self, name: &str) -> DeviceKeys {
        let draws = [self.secret(&format!("{name}_seed")), self.secret(&format!("{name}_ikm"))];
        DeviceKeys::make(&Decided::new(draws)).unwrap()
    }

    pub(crate) fn secret(&self, name: &str) -> Vec<u8> {
        hex(self.secrets[name].as_str().unwrap_or_else(|| panic!("no secret {name}")))
    }

    pub(crate) fn signer(&self, golden: &Golden) -> Box<dyn Signer> {
        match golden.said["author"].as_str().unwrap() {
            "root" => Box::new(self.root()),
            name => Box::new(self.device(name)),
        }
    }
}

pub(crate) fn space_key(bytes: &[u8], version: u32) -> SpaceKey {
    SpaceKey::make(version, &Decided::new([bytes.to_vec()])).unwrap()
}

pub(crate) fn golden_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

fn golden(folder: &Path, said: &Value) -> Golden {
    let name = said["file"].as_str().unwrap().to_owned();
    let bytes = std::fs::read(folder.join(&name)).unwrap();
    let entry = SealedEntry::parse(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    Golden { name, bytes, entry, said: said.clone() }
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
