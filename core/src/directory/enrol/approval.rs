//! The second code: what the new device pins, and the registrar's signature over the first code.

use super::request::Request;
use super::{EnrolError, text_code};
use crate::directory::{Directory, Verdict};
use crate::seal::DeviceKeys;
use first72_wire::cbor::{Reader, Writer};
use first72_wire::entry::{SealedEntry, verify};
use first72_wire::genesis::{Genesis, SignedGenesis};
use first72_wire::id::{DeviceId, Hash, PersonId, RealmId};
use first72_wire::label::{self, plain_digest, truncate};

const BEGINNING: &str = "F72-APPROVAL-1:";
const VERSION: u64 = 1;
/// Longest text: a file may carry the genesis and the directory's entries, which a QR code leaves out.
/// Enough for the directory of a county with some thousands of devices.
const LONGEST: usize = 8 * 1024 * 1024;
const LONGEST_URL: usize = 256;

/// Where and how the realm's server is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmAddress {
    /// The server's address.
    pub url: String,
    /// Ed25519 key that checks its receipts.
    pub log_pk: [u8; 32],
    /// SHA-256 of the realm's certificate authority.
    pub tls_ca_sha256: Hash,
    /// That certificate itself, DER; none in a demo over loopback.
    pub ca_der: Option<Vec<u8>>,
}

/// The newest entry of the registrar in the directory's space: the directory that is fetched must
/// reach at least as far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectoryHead {
    /// Its place in the registrar's chain.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// What a code may carry for a device that cannot reach the server yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The genesis.
    pub genesis: Option<SignedGenesis>,
    /// Entries of the directory's space, such as the statement that takes the device in and the key
    /// that was wrapped to it.
    pub entries: Vec<SealedEntry>,
}

/// A registrar's answer to one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// SHA-256 of the realm's genesis.
    pub genesis_hash: Hash,
    /// The server.
    pub address: RealmAddress,
    /// The registrar's device.
    pub registrar: DeviceId,
    /// How far the registrar's own chain reaches.
    pub head: DirectoryHead,
    /// What it brings along.
    pub carried: Carried,
    body: Vec<u8>,
    signature: [u8; 64],
    bytes: Vec<u8>,
}

/// A device that its realm has taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enrolled {
    /// Whose device it is.
    pub person: PersonId,
    /// The statement that took it in: `prev` of the first entry of each of its chains.
    pub introduced_by: Hash,
}

impl Approval {
    /// Answers a request with the keys of a registrar's device.
    #[must_use]
    pub fn make(
        keys: &DeviceKeys,
        request: &Request,
        genesis: &SignedGenesis,
        address: RealmAddress,
        head: DirectoryHead,
        carried: Carried,
    ) -> Self {
        let (genesis_hash, registrar) = (genesis.genesis().hash(), keys.device_id());
        let body = write_body(&genesis_hash, &address, &registrar, head, &carried);
        let signature = keys.sign(&signing_input(request, &body));
        let bytes = write_whole(&body, &signature);
        Self { genesis_hash, address, registrar, head, carried, body, signature, bytes }
    }

    /// Reads the text of a scanned or pasted code, bounds first. Nothing is believed yet: see
    /// [`Approval::check_genesis`] and [`Approval::check_directory`].
    ///
    /// # Errors
    /// [`EnrolError`] names the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, EnrolError> {
        let bytes = text_code::decode(BEGINNING, LONGEST, text)?;
        let mut whole = Reader::strict(&bytes)?;
        whole.array_of(2)?;
        let body = whole.bytes()?.to_vec();
        let signature = whole.fixed()?;
        read_body(body, signature, bytes.clone())
    }

    /// Whether its text is short enough for [`Approval::parse`].
    #[must_use]
    pub fn fits(&self) -> bool {
        text_code::encoded_len(BEGINNING, self.bytes.len()) <= LONGEST
    }

    /// The text for a QR code or a file; all its characters are of the QR alphanumeric set.
    #[must_use]
    pub fn text(&self) -> String {
        text_code::encode(BEGINNING, &self.bytes)
    }

    /// Its exact bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The realm that it pins.
    #[must_use]
    pub fn realm(&self) -> RealmId {
        RealmId(truncate(&self.genesis_hash))
    }

    /// Whether the device that takes it has to fetch the directory from the server.
    #[must_use]
    pub fn needs_server(&self) -> bool {
        self.carried.entries.is_empty()
    }

    /// The genesis that it brings along, or else the fetched one, checked against what the code pins.
    ///
    /// # Errors
    /// [`EnrolError::NotEnteredYet`] when there is neither, or [`EnrolError::OtherRealm`].
    pub fn genesis(&self, fetched: Option<&[u8]>) -> Result<SignedGenesis, EnrolError> {
        let genesis = match (&self.carried.genesis, fetched) {
            (Some(genesis), _) => genesis.clone(),
            (None, Some(bytes)) => SignedGenesis::parse(bytes).map_err(|_| EnrolError::OtherRealm)?,
            (None, None) => return Err(EnrolError::NotEnteredYet),
        };
        self.check_genesis(&genesis)?;
        Ok(genesis)
    }

    /// Checks the fetched genesis against what the code pins.
    ///
    /// The address may differ from the genesis: a server may move, its keys may not change without the root. They are
    /// checked once the directory is there: [`Approval::check_server`].
    ///
    /// # Errors
    /// [`EnrolError::OtherRealm`].
    pub fn check_genesis(&self, genesis: &SignedGenesis) -> Result<(), EnrolError> {
        if genesis.genesis().hash() == self.genesis_hash { Ok(()) } else { Err(EnrolError::OtherRealm) }
    }

    /// Checks that the server's log key and its authority are such as the root named, or else those of the founding.
    ///
    /// # Errors
    /// [`EnrolError::OtherServer`].
    pub fn check_server(&self, genesis: &Genesis, directory: &Directory) -> Result<(), EnrolError> {
        let RealmAddress { log_pk, tls_ca_sha256, .. } = &self.address;
        let (policy, founded) = (directory.policy(), &genesis.fields().servers);
        let log_key = match policy.and_then(|policy| policy.log_keys.as_ref()) {
            Some(named) => named.is_good(log_pk),
            None => founded.iter().any(|server| server.log_pk == *log_pk),
        };
        let authority = match policy.and_then(|policy| policy.authorities.as_ref()) {
            Some(named) => named.has(tls_ca_sha256),
            None => founded.iter().any(|server| server.tls_ca_sha256 == *tls_ca_sha256),
        };
        if log_key && authority { Ok(()) } else { Err(EnrolError::OtherServer) }
    }

    /// Checks the fetched directory: the answer comes from a live registrar of the realm and was made
    /// for this request, and a statement that counts has taken this device in.
    ///
    /// # Errors
    /// [`EnrolError`]; [`EnrolError::NotEnteredYet`] is worth another try when more has arrived.
    pub fn check_directory(&self, directory: &Directory, request: &Request) -> Result<Enrolled, EnrolError> {
        let registrar = directory.registrars().find(|device| device.device_id == self.registrar);
        let registrar = registrar.ok_or(EnrolError::NotRegistrar)?;
        if !verify(&registrar.sig_pk, &signing_input(request, &self.body), &self.signature) {
            return Err(EnrolError::OtherRequest);
        }
        let reaches = directory.head(&self.registrar).is_some_and(|(seq, _)| seq >= self.head.seq);
        let known = directory.holds(&self.registrar, self.head.seq, &self.head.hash);
        let device = directory.device(&request.device().device_id).ok_or(EnrolError::NotEnteredYet)?;
        if !reaches || !known || directory.verdict(&device.introduced_by) != Some(Verdict::Counts) {
            return Err(EnrolError::NotEnteredYet);
        }
        if !device.is_live() {
            return Err(EnrolError::Ended);
        }
        Ok(Enrolled { person: device.person_id, introduced_by: device.introduced_by })
    }
}

/// Label ‖ nonce ‖ SHA-256(request) ‖ SHA-256(body): the answer belongs to this request alone.
fn signing_input(request: &Request, body: &[u8]) -> Vec<u8> {
    let (asked, answered) = (plain_digest(&[request.bytes()]), plain_digest(&[body]));
    [label::ENROL, request.nonce(), asked.as_bytes(), answered.as_bytes()].concat()
}

fn write_whole(body: &[u8], signature: &[u8; 64]) -> Vec<u8> {
    let mut out = Writer::new();
    out.array(2).bytes(body).bytes(signature);
    out.into_bytes()
}

fn write_body(
    genesis_hash: &Hash,
    address: &RealmAddress,
    registrar: &DeviceId,
    head: DirectoryHead,
    carried: &Carried,
) -> Vec<u8> {
    let mut out = Writer::new();
    out.array(10).unsigned(VERSION).bytes(&genesis_hash.0);
    out.text(&address.url).bytes(&address.log_pk).bytes(&address.tls_ca_sha256.0);
    out.optional(address.ca_der.as_deref(), |out, der| out.bytes(der));
    out.bytes(&registrar.0).array(2).unsigned(head.seq).bytes(&head.hash.0);
    out.optional(carried.genesis.as_ref(), |out, genesis| out.bytes(&genesis.to_bytes()));
    out.array(carried.entries.len());
    for entry in &carried.entries {
        out.bytes(&entry.to_bytes());
    }
    out.into_bytes()
}

fn read_body(body: Vec<u8>, signature: [u8; 64], bytes: Vec<u8>) -> Result<Approval, EnrolError> {
    let mut fields = Reader::strict(&body)?;
    fields.array_of(10)?;
    if fields.unsigned()? != VERSION {
        return Err(EnrolError::Version);
    }
    let genesis_hash = Hash(fields.fixed()?);
    let address = RealmAddress {
        url: fields.short_text(LONGEST_URL)?.to_owned(),
        log_pk: fields.fixed()?,
        tls_ca_sha256: Hash(fields.fixed()?),
        ca_der: fields.optional(Reader::bytes)?.map(<[u8]>::to_vec),
    };
    if address.ca_der.as_ref().is_some_and(|der| plain_digest(&[der]) != address.tls_ca_sha256) {
        return Err(EnrolError::Certificate);
    }
    let registrar = DeviceId(fields.fixed()?);
    fields.array_of(2)?;
    let head = DirectoryHead { seq: fields.unsigned()?, hash: Hash(fields.fixed()?) };
    let carried = read_carried(&mut fields)?;
    Ok(Approval { genesis_hash, address, registrar, head, carried, body, signature, bytes })
}

fn read_carried(fields: &mut Reader<'_>) -> Result<Carried, EnrolError> {
    let genesis = fields.optional(Reader::bytes)?.map(SignedGenesis::parse).transpose()?;
    let mut entries = Vec::new();
    for _ in 0..fields.array()? {
        entries.push(SealedEntry::parse(fields.bytes()?)?);
    }
    Ok(Carried { genesis, entries })
}
