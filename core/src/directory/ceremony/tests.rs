use super::*;
use crate::directory::statement::Logged;
use crate::directory::{Directory, Verdict};
use crate::seal::{DeviceKeys, SystemRandomness, unwrap_key};
use first72_wire::label::plain_digest;
use first72_wire::realm_file::TlsIdentity;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};

const PASSPHRASE: &[u8] = b"seven invented words";
const NOW: i64 = 1_795_000_000_000;

fn new_realm(keys: &DeviceKeys, url: &str, demo: bool) -> NewRealm {
    let compartments = vec![Compartment::Ops, Compartment::Le];
    NewRealm {
        name: "Demo County".into(),
        role_templates: standard_roles(&compartments),
        compartments,
        two_signatures: vec![],
        server_url: url.into(),
        limits: Limits::default(),
        demo,
        policy: None,
        registrar_person: PersonId([1; 16]),
        registrar_device: *keys.public(),
        now_ms: NOW,
    }
}

fn found(keys: &DeviceKeys, url: &str, demo: bool) -> Ceremony {
    found_realm(&new_realm(keys, url, demo), PASSPHRASE, &SystemRandomness::new()).unwrap()
}

// cjis:SC-12
#[test]
fn a_founded_realm_has_a_registrar_who_holds_the_directory_key() {
    let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
    let ceremony = found(&keys, "http://127.0.0.1:7201", true);
    let genesis = ceremony.genesis.genesis();
    let log: Vec<_> = ceremony.entries.iter().map(|entry| Logged::read(entry, None, None).unwrap()).collect();
    let directory = Directory::evaluate(genesis, &log);
    assert!(directory.is_registrar(&keys.device_id()));
    assert!(directory.verdicts().all(|(_, verdict)| verdict == Verdict::Counts));
    let entry = &ceremony.entries[1];
    let body = KeyBody::parse(&entry.body).unwrap();
    let place = WrapPlace { realm: genesis.realm(), space: genesis.directory_space(), author: genesis.root_id() };
    let key = unwrap_key(&keys, &place, &body.key_id, body.version, &body.wraps[0]).unwrap();
    assert_eq!((key.id(), key.version()), (body.key_id, 1));
}

// cjis:SC-12
#[test]
fn what_goes_to_the_safe_opens_with_the_passphrase() {
    let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
    let ceremony = found(&keys, "https://relay.example:8443", false);
    let genesis = ceremony.genesis.genesis();
    let root = RootKey::open(PASSPHRASE, &ceremony.root_file).unwrap();
    assert_eq!(root.public(), genesis.fields().root_pk);
    for (class, file) in &ceremony.recovery_files {
        let key = RecoveryKey::open(*class, PASSPHRASE, file).unwrap();
        assert_eq!(*key.public(), genesis.compartment(*class).unwrap().recovery_pk);
    }
    let ca_key = SafeFile::CertificateAuthority.open(PASSPHRASE, ceremony.ca_file.as_ref().unwrap()).unwrap();
    let pem = std::str::from_utf8(&ca_key).unwrap();
    let ca = ceremony.ca_der.as_ref().unwrap();
    let renewed = renew_server_certificate(genesis, (ca, pem), NOW).unwrap();
    assert!(renewed.authority.is_none());
    check_chain(&renewed, ca, "relay.example").unwrap();
}

// cjis:SC-12 masvs:NETWORK-2
#[test]
fn another_authority_signs_for_the_server_and_only_with_its_own_key() {
    let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
    let ceremony = found(&keys, "https://relay.example:8443", false);
    let (genesis, old) = (ceremony.genesis.genesis(), ceremony.ca_der.as_ref().unwrap());
    let made = make_authority(genesis, PASSPHRASE, &SystemRandomness::new(), NOW).unwrap();
    let opened = |file: &[u8]| {
        String::from_utf8(SafeFile::CertificateAuthority.open(PASSPHRASE, file).unwrap().to_vec()).unwrap()
    };
    let (new_key, old_key) = (opened(&made.ca_file), opened(ceremony.ca_file.as_ref().unwrap()));
    let leaf = renew_server_certificate(genesis, (&made.ca_der, &new_key), NOW).unwrap();
    check_chain(&leaf, &made.ca_der, "relay.example").unwrap();
    assert!(check_chain(&leaf, old, "relay.example").is_err());
    assert_eq!(leaf.authority.as_ref(), Some(&made.ca_der));
    for (der, key) in [(&made.ca_der, &old_key), (old, &new_key)] {
        let mixed = renew_server_certificate(genesis, (der, key), NOW);
        assert_eq!(mixed.err(), Some(CeremonyError::Certificate));
    }
}

#[test]
fn the_server_starts_from_its_realm_file() {
    let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
    let ceremony = found(&keys, "https://relay.example:8443", false);
    let file = RealmFile::parse(&ceremony.realm_file.to_text()).unwrap();
    assert_eq!(file.genesis, ceremony.genesis);
    assert_eq!(file.first_entries, ceremony.entries);
    let server = &ceremony.genesis.genesis().fields().servers[0];
    let ca = ceremony.ca_der.as_ref().unwrap();
    assert_eq!(server.tls_ca_sha256, plain_digest(&[ca]));
    let tls = file.tls.unwrap();
    check_chain(&tls, ca, "relay.example").unwrap();
    assert!(check_chain(&tls, ca, "other.example").is_err());
    let stranger = found(&keys, "https://relay.example:8443", false).ca_der.unwrap();
    assert!(check_chain(&tls, &stranger, "relay.example").is_err());
}

/// Checks a server's chain as the app's TLS does: against the realm's authority and nothing else.
fn check_chain(tls: &TlsIdentity, ca_der: &[u8], host: &str) -> Result<(), rustls::Error> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(ca_der.to_vec().into()).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let verifier = rustls::client::WebPkiServerVerifier::builder_with_provider(std::sync::Arc::new(roots), provider)
        .build()
        .unwrap();
    let chain: Vec<_> = CertificateDer::pem_slice_iter(tls.chain_pem.as_bytes()).collect::<Result<_, _>>().unwrap();
    let (leaf, intermediates) = chain.split_first().unwrap();
    let now = UnixTime::since_unix_epoch(std::time::Duration::from_millis(NOW.unsigned_abs()));
    let name = ServerName::try_from(host.to_owned()).unwrap();
    use rustls::client::danger::ServerCertVerifier;
    verifier.verify_server_cert(leaf, intermediates, &name, &[], now).map(|_| ())
}

#[test]
fn a_demo_on_loopback_has_no_certificates() {
    let keys = DeviceKeys::make(&SystemRandomness::new()).unwrap();
    let ceremony = found(&keys, "http://127.0.0.1:7201", true);
    assert!(ceremony.ca_der.is_none() && ceremony.ca_file.is_none() && ceremony.realm_file.tls.is_none());
    assert_eq!(ceremony.genesis.genesis().fields().servers[0].tls_ca_sha256, Hash::ZERO);
    assert!(ceremony.genesis.genesis().fields().demo);
}

#[test]
fn a_realm_that_keeps_every_compartment_fits_its_genesis() {
    let fields = GenesisFields {
        root_pk: [1; 32],
        name: "x".repeat(120),
        compartments: Compartment::OF_REALMS
            .map(|class| RealmCompartment { class, recovery_epoch: 1, recovery_pk: [4; 65], quorum: 1 })
            .to_vec(),
        servers: vec![RealmServer { url: "x".repeat(120), tls_ca_sha256: Hash([1; 32]), log_pk: [1; 32] }],
        role_templates: standard_roles(&Compartment::OF_REALMS),
        limits: Limits::default(),
        created_ms: NOW,
        demo: false,
    };
    let genesis = Genesis::new(&fields).unwrap();
    assert!(genesis.bytes().len() <= 1_400, "{} bytes leave room for a second server", genesis.bytes().len());
}

#[test]
fn a_short_passphrase_and_a_bad_address_are_refused() {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).unwrap();
    let refusal =
        |url: &str, demo, passphrase: &[u8]| found_realm(&new_realm(&keys, url, demo), passphrase, &random).err();
    assert_eq!(refusal("https://relay.example", false, b"fifteen letters"), Some(CeremonyError::Passphrase));
    let common = refusal("https://relay.example", false, b"Password 12345678");
    assert_eq!(common, Some(CeremonyError::Weak(WeakSecret::Common)));
    assert_eq!(refusal("http://relay.example", true, PASSPHRASE), Some(CeremonyError::Address));
    assert_eq!(refusal("http://127.0.0.1:7201", false, PASSPHRASE), Some(CeremonyError::Address));
}

#[test]
fn a_compartment_named_twice_is_refused() {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).unwrap();
    let mut new = new_realm(&keys, "http://127.0.0.1:7201", true);
    new.compartments.push(Compartment::Ops);
    assert_eq!(found_realm(&new, PASSPHRASE, &random).err(), Some(CeremonyError::Genesis(GenesisError::Compartment)));
}
