//! The founding of a realm, held once on an offline machine: root, genesis, certificates, the first registrar.
//!
//! What comes out goes to different hands: the root file and the certificate authority's key to a safe,
//! the recovery files to the custodians of each compartment, the realm file to the server, the first
//! entries to everybody.

mod certificates;
mod decoy;
mod drill;
mod roles;

pub use certificates::{NewAuthority, make_authority, renew_server_certificate};
pub use decoy::{DecoyFounded, found_decoy};
pub use drill::{DRILL_NAME, DrillFounded, found_drill};
pub use first72_wire::realm_file::RealmFile;
pub use roles::standard_roles;

use super::statement::Draft;
use crate::seal::{
    ChainSlot, Demand, DevicePublic, LogKey, NoRandomness, Randomness, RecoveryKey, RootKey, SafeFile, SealError,
    SpaceKey, WeakSecret, WrapError, WrapPlace, check_secret, sign_clear_entry, wrap_key,
};
use certificates::Certificates;
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::genesis::{
    Genesis, GenesisError, GenesisFields, Limits, RealmCompartment, RealmServer, RoleTemplate, SignedGenesis,
};
use first72_wire::header::Kind;
use first72_wire::id::{Hash, PersonId};
use first72_wire::key_body::{KeyBody, SpaceClass};
use first72_wire::policy::Policy;
use first72_wire::statement::StatementBody;
use thiserror::Error;

/// What a custodian decides about a new realm.
#[derive(Clone, Debug)]
pub struct NewRealm {
    /// The custodian's name, as a person reads it.
    pub name: String,
    /// What the realm keeps.
    pub compartments: Vec<Compartment>,
    /// The classes among them for which two registrars have to sign.
    pub two_signatures: Vec<Compartment>,
    /// Where its server will be reached: `https://…`, or `http://` on loopback for a demo.
    pub server_url: String,
    /// Its roles; see [`standard_roles`].
    pub role_templates: Vec<RoleTemplate>,
    /// Its limits.
    pub limits: Limits,
    /// Whether everything in it is made up.
    pub demo: bool,
    /// Who may sign packs, and which packs it runs; the root can change it later.
    pub policy: Option<Policy>,
    /// The first registrar.
    pub registrar_person: PersonId,
    /// The first registrar's device.
    pub registrar_device: DevicePublic,
    /// When the ceremony is held, in milliseconds since 1970 UTC.
    pub now_ms: i64,
}

/// What comes out of a ceremony. It holds secrets: no `Debug`, no `Clone`.
pub struct Ceremony {
    /// The realm, to be printed and pinned.
    pub genesis: SignedGenesis,
    /// The root's first statements, in the order of its chain: the registrar, and the directory's key
    /// wrapped to the registrar's device.
    pub entries: Vec<SealedEntry>,
    /// The root key, sealed under the passphrase: opens with [`RootKey::open`].
    pub root_file: Vec<u8>,
    /// The certificate authority, DER; none for a demo on loopback.
    pub ca_der: Option<Vec<u8>>,
    /// The authority's private key, sealed under the passphrase ([`SafeFile::CertificateAuthority`]).
    pub ca_file: Option<Vec<u8>>,
    /// The recovery keys, each sealed under the passphrase ([`RecoveryKey::open`]).
    pub recovery_files: Vec<(Compartment, Vec<u8>)>,
    /// What the server is started with.
    pub realm_file: RealmFile,
}

/// Why a realm could not be founded. Nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CeremonyError {
    /// The passphrase that seals the files for the safe has fewer than 16 characters.
    #[error("the passphrase is too short")]
    Passphrase,
    /// The passphrase is one of those that others try first, or too long.
    #[error(transparent)]
    Weak(WeakSecret),
    /// The address is not `https://host…`, nor `http://` on loopback in a demo.
    #[error("the server's address cannot be used")]
    Address,
    /// The constants do not make a genesis.
    #[error(transparent)]
    Genesis(#[from] GenesisError),
    /// The certificates could not be made.
    #[error("the certificates could not be made")]
    Certificate,
    /// An entry could not be made.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The directory's key could not be wrapped to the registrar's device.
    #[error(transparent)]
    Wrap(#[from] WrapError),
    /// No random bytes were available.
    #[error(transparent)]
    Random(#[from] NoRandomness),
}

impl CeremonyError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Passphrase => "ceremony.passphrase",
            Self::Weak(error) => error.code(),
            Self::Address => "ceremony.address",
            Self::Genesis(error) => error.code(),
            Self::Certificate => "ceremony.certificate",
            Self::Seal(error) => error.code(),
            Self::Wrap(error) => error.code(),
            Self::Random(error) => error.code(),
        }
    }
}

/// Founds a realm. The private halves of what it makes leave it sealed under the passphrase, except
/// for the server's own keys, which stand in the realm file.
///
/// # Errors
/// [`CeremonyError`] names what could not be done.
pub fn found_realm(new: &NewRealm, passphrase: &[u8], random: &dyn Randomness) -> Result<Ceremony, CeremonyError> {
    check_secret(passphrase, Demand::LongPassphrase).map_err(|weak| match weak {
        WeakSecret::Short { .. } => CeremonyError::Passphrase,
        other => CeremonyError::Weak(other),
    })?;
    let certificates = Certificates::for_address(&new.server_url, &new.name, new.demo, new.now_ms)?;
    let root = RootKey::make(random)?;
    let log_key = LogKey::make(random)?;
    let mut recovery_files = Vec::new();
    let mut compartments = Vec::new();
    for class in new.compartments.iter().copied() {
        let key = RecoveryKey::make(random)?;
        recovery_files.push((class, key.seal(class, passphrase, random)?));
        let quorum = if new.two_signatures.contains(&class) { 2 } else { 1 };
        compartments.push(RealmCompartment { class, recovery_epoch: 1, recovery_pk: *key.public(), quorum });
    }
    let genesis = sign_genesis(new, &root, compartments, certificates.as_ref(), *log_key.public())?;
    let entries = first_entries(new, &root, genesis.genesis(), random)?;
    let ca_key = certificates
        .as_ref()
        .map(|made| SafeFile::CertificateAuthority.seal(passphrase, made.ca_key_pem.as_bytes(), random));
    Ok(Ceremony {
        root_file: root.seal(passphrase, random)?,
        ca_der: certificates.as_ref().map(|made| made.ca_der.clone()),
        ca_file: ca_key.transpose()?,
        recovery_files,
        realm_file: RealmFile {
            genesis: genesis.clone(),
            log_seed: log_key.into_seed(),
            first_entries: entries.clone(),
            tls: certificates.map(|made| made.server),
        },
        genesis,
        entries,
    })
}

fn sign_genesis(
    new: &NewRealm,
    root: &RootKey,
    compartments: Vec<RealmCompartment>,
    certificates: Option<&Certificates>,
    log_pk: [u8; 32],
) -> Result<SignedGenesis, CeremonyError> {
    let tls_ca_sha256 = certificates.map_or(Hash::ZERO, Certificates::ca_sha256);
    let genesis = Genesis::new(&GenesisFields {
        root_pk: root.public(),
        name: new.name.clone(),
        compartments,
        servers: vec![RealmServer { url: new.server_url.clone(), tls_ca_sha256, log_pk }],
        role_templates: new.role_templates.clone(),
        limits: new.limits,
        created_ms: new.now_ms,
        demo: new.demo,
    })?;
    let signature = root.sign(&genesis.signing_input());
    Ok(SignedGenesis::new(genesis, signature)?)
}

/// The root's chain: the first registrar, then the directory's key for the registrar's device.
fn first_entries(
    new: &NewRealm,
    root: &RootKey,
    genesis: &Genesis,
    random: &dyn Randomness,
) -> Result<Vec<SealedEntry>, CeremonyError> {
    let (realm, space) = (genesis.realm(), genesis.directory_space());
    let public = Draft::registrar_add(new.registrar_person, &new.registrar_device).public;
    let first = ChainSlot { realm, space, seq: 1, prev: genesis.hash() };
    let registrar = sign_clear_entry(root, first, Kind::Statement, StatementBody::new(public).to_bytes())?;
    let key = SpaceKey::make(1, random)?;
    let place = WrapPlace { realm, space, author: root.author_id() };
    let device = &new.registrar_device;
    let wrap = wrap_key(&key, &place, device.device_id, &device.kem_pk, random)?;
    let body = KeyBody {
        class: SpaceClass::Directory,
        version: key.version(),
        key_id: key.id(),
        wraps: vec![wrap],
        recovery: None,
        old_keys: None,
    };
    let second = ChainSlot { realm, space, seq: 2, prev: registrar.hash() };
    let key = sign_clear_entry(root, second, Kind::Key, body.to_bytes())?;
    let third = ChainSlot { realm, space, seq: 3, prev: key.hash() };
    let policy = new.policy.clone().map(|policy| sign_policy(root, third, policy)).transpose()?;
    Ok([registrar, key].into_iter().chain(policy).collect())
}

/// Signs a policy as the next statement of the root's chain.
///
/// # Errors
/// [`SealError`] when it does not fit.
pub fn sign_policy(root: &RootKey, slot: ChainSlot, policy: Policy) -> Result<SealedEntry, SealError> {
    sign_clear_entry(root, slot, Kind::Statement, StatementBody::new(Draft::policy(policy).public).to_bytes())
}

/// Puts a fresh log key into a server's realm file. Says its public half, for the root to name.
///
/// # Errors
/// [`NoRandomness`] when the source fails; then the file is as it was.
pub fn renew_log_key(file: &mut RealmFile, random: &dyn Randomness) -> Result<[u8; 32], NoRandomness> {
    let fresh = LogKey::make(random)?;
    let public = *fresh.public();
    file.log_seed = fresh.into_seed();
    Ok(public)
}

#[cfg(test)]
mod tests;
