//! TLS 1.3 with the realm's own certificate authority, and nothing else.

use crate::support::{Client, County, Http};
use first72_server::{Config, Running, serve};
use first72_wire::id::Hash;
use first72_wire::label::plain_digest;
use first72_wire::realm_file::TlsIdentity;
use first72_wire::request::PullRequest;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use zeroize::Zeroizing;

struct Authority {
    der: CertificateDer<'static>,
    identity: TlsIdentity,
}

fn authority() -> Authority {
    let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Constrained(0));
    let ca_key = rcgen::KeyPair::generate().unwrap();
    let ca = params.self_signed(&ca_key).unwrap();
    let issuer = rcgen::Issuer::new(params, ca_key);
    let key = rcgen::KeyPair::generate().unwrap();
    let leaf = rcgen::CertificateParams::new(vec!["localhost".into()]).unwrap().signed_by(&key, &issuer).unwrap();
    let identity =
        TlsIdentity { chain_pem: format!("{}{}", leaf.pem(), ca.pem()), key_pem: Zeroizing::new(key.serialize_pem()) };
    Authority { der: ca.der().clone(), identity }
}

/// An invented server certificate, and the hash of the authority that issued it.
pub(crate) fn identity() -> (TlsIdentity, Hash) {
    let authority = authority();
    (authority.identity, plain_digest(&[&authority.der]))
}

fn served() -> (County, Running, CertificateDer<'static>, Hash) {
    let authority = authority();
    let ca = plain_digest(&[&authority.der]);
    let county = County::make_with(false, Some((authority.identity, ca)));
    let config =
        Config { plain_http_loopback: false, ..Config::loopback(county.folder().join("data"), county.realm_file()) };
    let running = serve(&config).unwrap();
    (county, running, authority.der, ca)
}

fn connect(
    running: &Running,
    trusted: &CertificateDer<'static>,
    version: &'static SupportedProtocolVersion,
) -> Option<Http> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_protocol_versions(&[version]).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    let mut stream = StreamOwned::new(connection, TcpStream::connect(running.addr()).unwrap());
    stream.flush().ok()?;
    Some(Http::over(Box::new(stream)))
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

// masvs:NETWORK-1 cjis:AC-17
#[test]
fn tls_1_2_is_refused() {
    let (_county, running, _, _) = served();
    let mut hello = vec![3, 3];
    hello.extend([7; 32]);
    // No session; two suites of TLS 1.2; no compression; the groups and signatures of P-256; no `supported_versions`.
    hello.extend([0, 0, 4, 0xc0, 0x2b, 0xc0, 0x2f, 1, 0]);
    hello.extend([0, 16, 0, 10, 0, 4, 0, 2, 0, 23, 0, 13, 0, 4, 0, 2, 4, 3]);
    let length = u8::try_from(hello.len()).unwrap();
    let record = [&[22, 3, 1, 0, length + 4, 1, 0, 0, length], hello.as_slice()].concat();
    let mut stream = TcpStream::connect(running.addr()).unwrap();
    stream.write_all(&record).unwrap();
    let mut alert = [0; 7];
    stream.read_exact(&mut alert).unwrap();
    assert_eq!((alert[0], alert[6]), (21, 70), "an alert: protocol_version");
}
