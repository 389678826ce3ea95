//! TLS 1.3 with the realm's own certificate authority, and nothing else.

use crate::support::{Client, County, Http};
use first72_server::{Config, Running, serve};
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::realm_file::TlsIdentity;
use first72_wire::request::PullRequest;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use zeroize::Zeroizing;

pub(crate) struct Authority {
    pub(crate) der: CertificateDer<'static>,
    ca_pem: String,
    issuer: rcgen::Issuer<'static, rcgen::KeyPair>,
}

pub(crate) fn authority() -> Authority {
    let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
    let ca_key = rcgen::KeyPair::generate().unwrap();
    let ca = params.self_signed(&ca_key).unwrap();
    Authority { der: ca.der().clone(), ca_pem: ca.pem(), issuer: rcgen::Issuer::new(params, ca_key) }
}

/// A server's certificate of this authority, which the realm file names when it is not that of the founding.
pub(crate) fn identity_of(authority: &Authority, named: bool) -> TlsIdentity {
    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec!["localhost".into()]).unwrap();
    let leaf = leaf.signed_by(&key, &authority.issuer).unwrap();
    TlsIdentity {
        chain_pem: format!("{}{}", leaf.pem(), authority.ca_pem),
        key_pem: Zeroizing::new(key.serialize_pem()),
        authority: named.then(|| authority.der.to_vec()),
    }
}

/// An invented server certificate, and the hash of the authority that issued it.
pub(crate) fn identity() -> (TlsIdentity, Hash) {
    let authority = authority();
    (identity_of(&authority, false), plain_digest(&[&authority.der]))
}

fn served() -> (County, Running, CertificateDer<'static>, Hash) {
    let authority = authority();
    let ca = plain_digest(&[&authority.der]);
    let county = County::make_with(false, Some((identity_of(&authority, false), ca)));
    let config =
        Config { plain_http_loopback: false, ..Config::loopback(county.folder().join("data"), county.realm_file()) };
    let running = serve(&config).unwrap();
    (county, running, authority.der, ca)
}

pub(crate) fn connect(
    running: &Running,
    trusted: &CertificateDer<'static>,
    version: &'static SupportedProtocolVersion,
) -> Option<Http> {
    let mut stream = open(running, trusted, rustls::crypto::ring::default_provider(), version);
    stream.flush().ok()?;
    Some(Http::over(Box::new(stream)))
}

/// A connection on which nothing was said yet.
fn open(
    running: &Running,
    trusted: &CertificateDer<'static>,
    provider: CryptoProvider,
    version: &'static SupportedProtocolVersion,
) -> StreamOwned<ClientConnection, TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(provider)).with_protocol_versions(&[version]).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    StreamOwned::new(connection, TcpStream::connect(running.addr()).unwrap())
}

#[test]
fn a_device_syncs_over_tls_with_the_realms_own_authority() {
    let (county, running, authority, ca) = served();
    let http = connect(&running, &authority, &rustls::version::TLS13).unwrap();
    let mut client = Client::open_with_ca(http, &county, county.registrar.key(), ca);
    assert!(client.pull(&PullRequest::default()).is_ok());
}

#[test]
fn a_request_signed_for_another_authority_is_refused() {
    let (county, running, authority, _) = served();
    let http = connect(&running, &authority, &rustls::version::TLS13).unwrap();
    let mut client = Client::open(http, &county, county.registrar.key());
    assert_eq!(client.pull(&PullRequest::default()).unwrap_err().status, 401);
}

#[test]
fn another_authority_and_plain_http_get_nowhere() {
    let (_county, running, _, _) = served();
    let stranger = authority().der;
    assert!(connect(&running, &stranger, &rustls::version::TLS13).is_none());
    assert!(Http::connect(running.addr()).try_ask("GET", "/healthz", &[], b"").is_none());
}

/// What the server says to a greeting with these suites and extensions: the kind of its alert.
fn alert_to(running: &Running, suites: &[u16], extensions: &[u8]) -> u8 {
    let suites: Vec<u8> = suites.iter().flat_map(|suite| suite.to_be_bytes()).collect();
    let lengths = [suites.len(), extensions.len()].map(|length| u8::try_from(length).unwrap());
    // No session, no compression.
    let hello = [&[3, 3], &[7; 32][..], &[0, 0, lengths[0]], &suites, &[1, 0, 0, lengths[1]], extensions].concat();
    let length = u8::try_from(hello.len()).unwrap();
    let record = [&[22, 3, 1, 0, length + 4, 1, 0, 0, length], hello.as_slice()].concat();
    let mut stream = TcpStream::connect(running.addr()).unwrap();
    stream.write_all(&record).unwrap();
    let mut alert = [0; 7];
    stream.read_exact(&mut alert).unwrap();
    assert_eq!(alert[0], 21, "an alert");
    alert[6]
}

/// The groups and signatures of P-256.
const P256: [u8; 16] = [0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3];

// masvs:NETWORK-1 cjis:AC-17
#[test]
fn tls_1_2_is_refused() {
    let (_county, running, _, _) = served();
    // Without `supported_versions` a greeting is one of TLS 1.2.
    assert_eq!(alert_to(&running, &[0xc02b, 0xc02f], &P256), 70, "protocol_version");
}

// masvs:NETWORK-1 cjis:AC-17 cjis:SC-13
#[test]
fn three_suites_of_tls_1_3_are_taken_and_no_other() {
    let (_county, running, trusted, _) = served();
    let every = rustls::crypto::ring::default_provider().cipher_suites;
    let mut taken = Vec::new();
    for suite in every.into_iter().filter(|suite| suite.tls13().is_some()) {
        let one = CryptoProvider { cipher_suites: vec![suite], ..rustls::crypto::ring::default_provider() };
        let mut stream = open(&running, &trusted, one, &rustls::version::TLS13);
        stream.flush().unwrap();
        taken.push(u16::from(stream.conn.negotiated_cipher_suite().unwrap().suite()));
    }
    assert_eq!(taken, [0x1302, 0x1301, 0x1303]);
    // TLS 1.3 with suites that are none of these: both of AES-CCM, those of TLS 1.2, the two without a cipher.
    let versions = [0, 43, 0, 3, 2, 3, 4];
    let share = [&[0, 51, 0, 71, 0, 69, 0, 23, 0, 65, 4][..], &[7; 64]].concat();
    let extensions = [&P256[..], &versions, &share].concat();
    let others = [0x1304, 0x1305, 0xc02b, 0xc02c, 0xc02f, 0xc030, 0xc0b4, 0xc0b5, 0x0000];
    for other in others {
        assert_eq!(alert_to(&running, &[other], &extensions), 40, "handshake_failure to {other:04x}");
    }
    println!(
        "T28   the server takes TLS 1.3 with the suites 1302, 1301, 1303; {} others and TLS 1.2: refused",
        others.len()
    );
}
