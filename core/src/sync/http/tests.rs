//! A relay against sockets that answer, hang, lie and cut.

mod authorities;
mod greetings;

use super::*;
use first72_wire::hello::Hex;
use first72_wire::id::DeviceId;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

const HELLO: HelloRequest = HelloRequest { device_id: DeviceId([1; 16]), client_nonce: Hex([2; 16]), tree_size: None };

/// A server that reads one request of each connection and answers with these bytes.
fn answering(bytes: impl Into<Vec<u8>>) -> String {
    let bytes = bytes.into();
    serving(move |stream| {
        let mut stream = stream;
        read_request(&mut stream);
        let _ = stream.write_all(&bytes);
    })
}

fn serving(serve: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || listener.incoming().for_each(|stream| serve(stream.unwrap())));
    format!("http://{address}")
}

fn read_request(stream: &mut impl Read) {
    let mut lines = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    while lines.read_line(&mut line).is_ok_and(|read| read > 2) {
        if let Some(number) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = number.trim().parse().unwrap();
        }
        line.clear();
    }
    lines.read_exact(&mut vec![0; length]).unwrap();
}

fn response(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn demo(url: &str) -> HttpRelay {
    HttpRelay::new(&HttpSettings::new(url, None, true)).unwrap()
}

/// All that comes of a pull.
fn pages(relay: &HttpRelay) -> Vec<Result<Vec<u8>, RelayError>> {
    match relay.pull("auth", b"") {
        Ok(pages) => pages.collect(),
        Err(error) => vec![Err(error)],
    }
}

#[test]
fn an_answer_is_brought_back_whole() {
    let relay = demo(&answering(response("200 OK", b"the answer")));
    assert_eq!(relay.push("auth", b"page").unwrap(), b"the answer");
    assert_eq!(relay.genesis().unwrap(), b"the answer");
}

#[test]
fn a_server_that_is_not_there_is_away() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(demo(&url).hello(&HELLO), Err(RelayError::Away));
}

#[test]
fn a_server_that_never_answers_is_slow_before_and_inside_an_answer() {
    for begun in [b"".as_slice(), b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nbeg"] {
        let url = serving(move |mut stream| {
            read_request(&mut stream);
            stream.write_all(begun).unwrap();
            // Keeps the connection open until the client has gone.
            let _ = stream.read_to_end(&mut Vec::new());
        });
        let settings = HttpSettings { whole: Duration::from_millis(200), ..HttpSettings::new(&url, None, true) };
        let relay = HttpRelay::new(&settings).unwrap();
        assert_eq!(relay.push("auth", b""), Err(RelayError::Slow));
        assert_eq!(pages(&relay), [Err(RelayError::Slow)]);
    }
}

#[test]
fn a_connection_that_ends_inside_an_answer_or_brings_none_is_cut() {
    for begun in [b"".as_slice(), b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nbeg"] {
        assert_eq!(demo(&answering(begun)).push("auth", b""), Err(RelayError::Cut));
        assert_eq!(pages(&demo(&answering(begun))), [Err(RelayError::Cut)]);
    }
}

#[test]
fn nonsense_is_called_nonsense() {
    let relay = demo(&answering(response("200 OK", b"{\"hello\":")));
    assert_eq!(relay.hello(&HELLO), Err(RelayError::Nonsense { what: "hello.form" }));
    let relay = demo(&answering(response("418 I'm a teapot", b"<html>")));
    assert_eq!(pages(&relay), [Err(RelayError::Nonsense { what: "relay.status" })]);
    let relay = demo(&answering(response("200 OK", b"")));
    assert_eq!(pages(&relay), [Err(RelayError::Nonsense { what: "pull.form" })], "an answer has a page at least");
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let relay = demo(&answering(response("200 OK", &vec![7; MOST_ANSWER + 1])));
    assert_eq!(relay.push("auth", b""), Err(RelayError::Nonsense { what: "relay.too-long" }));
    let relay = demo(&answering(response("200 OK", &[0x7f, 0, 0, 0])));
    assert_eq!(pages(&relay), [Err(RelayError::Nonsense { what: "relay.too-long" })], "and none is believed");
}

#[test]
fn pages_come_one_by_one_and_those_before_a_cut_are_there() {
    let framed = |page: &[u8]| [&u32::try_from(page.len()).unwrap().to_be_bytes(), page].concat();
    let two = [framed(b"one"), framed(b"the other")].concat();
    let came = |pages: &[&[u8]]| pages.iter().map(|page| Ok(page.to_vec())).collect::<Vec<_>>();
    assert_eq!(pages(&demo(&answering(response("200 OK", &two)))), came(&[b"one", b"the other"]));
    for missing in 1..=two.len() {
        let whole = response("200 OK", &two);
        let cut = pages(&demo(&answering(&whole[..whole.len() - missing])));
        let (last, before) = cut.split_last().unwrap();
        assert_eq!(*last, Err(RelayError::Cut), "{missing}");
        let whole_pages = if missing <= framed(b"the other").len() { came(&[b"one"]) } else { Vec::new() };
        assert_eq!(before, whole_pages, "{missing}");
    }
}

#[test]
fn the_servers_own_refusals_are_told_apart() {
    let cases: [(&str, &str, RelayError); 5] = [
        ("507 Insufficient Storage", r#"{"code":"store.full"}"#, RelayError::Full),
        ("507 Insufficient Storage", "no room", RelayError::Full),
        (
            "429 Too Many Requests",
            r#"{"code":"limit.requests","retry_after_s":7}"#,
            RelayError::Busy { code: "limit.requests".into(), retry_after_s: Some(7) },
        ),
        (
            "403 Forbidden",
            r#"{"code":"device.ended","statement":"c0ffee"}"#,
            RelayError::Refused { code: "device.ended".into(), statement: Some(vec![0xc0, 0xff, 0xee]) },
        ),
        ("502 Bad Gateway", "<html>", RelayError::Away),
    ];
    for (status, body, expected) in cases {
        let relay = demo(&answering(response(status, body.as_bytes())));
        assert_eq!(relay.push("auth", b"").as_ref(), Err(&expected), "{status}");
        assert_eq!(pages(&relay), [Err(expected)], "{status}");
    }
}

// cjis:SC-7
#[test]
fn a_redirect_is_not_followed() {
    let moved = b"HTTP/1.1 307 Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n";
    let relay = demo(&answering(moved.as_slice()));
    assert_eq!(pages(&relay), [Err(RelayError::Nonsense { what: "relay.status" })]);
}

#[test]
fn without_encryption_only_a_demo_on_this_device_is_reached() {
    let refused = |url, demo| HttpRelay::new(&HttpSettings::new(url, None, demo)).err();
    for url in ["http://127.0.0.1:7200", "http://localhost:7200/", "http://[::1]:7200"] {
        assert_eq!(refused(url, true), None, "{url}");
        assert_eq!(refused(url, false), Some(NotReachable::NotEncrypted), "{url}");
    }
    for url in ["http://10.0.0.1", "http://county.example", "http://127.0.0.1.example", "http://localhost.example"] {
        assert_eq!(refused(url, true), Some(NotReachable::NotEncrypted), "{url}");
    }
    for url in ["", "county.example", "ftp://127.0.0.1", "http://u:p@127.0.0.1", "https://h/path", "https://h/?q"] {
        assert_eq!(refused(url, true), Some(NotReachable::Address), "{url}");
    }
    for url in ["https://county.example", "https://127.0.0.1"] {
        assert_eq!(refused(url, true), Some(NotReachable::Authority), "no authority, no HTTPS: {url}");
    }
}

struct Authority {
    der: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

fn authority() -> Authority {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let der = params.self_signed(&key).unwrap().der().to_vec();
    Authority { der, issuer: Issuer::new(params, key) }
}

/// An HTTPS server for 127.0.0.1 under this authority, with these versions of TLS.
fn serving_tls(authority: &Authority, versions: &[&'static SupportedProtocolVersion]) -> String {
    serving_tls_in_years(authority, versions, (2000, 4000))
}

/// The same with a certificate that is good from one year's beginning to another's.
fn serving_tls_in_years(
    authority: &Authority,
    versions: &[&'static SupportedProtocolVersion],
    (from, to): (i32, i32),
) -> String {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["127.0.0.1".into()]).unwrap();
    (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(to, 1, 1));
    let leaf = params.signed_by(&key, &authority.issuer).unwrap().der().clone();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf], PrivateKeyDer::Pkcs8(key.serialize_der().into()))
        .unwrap();
    let config = Arc::new(config);
    let url = serving(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        // A client that does not trust this server ends the handshake.
        if stream.conn.complete_io(&mut stream.sock).is_ok() {
            read_request(&mut stream);
            stream.write_all(&response("200 OK", b"over tls")).unwrap();
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    url.replace("http:", "https:")
}

fn over_tls(url: &str, trusted: &[u8]) -> Result<Vec<u8>, RelayError> {
    HttpRelay::new(&HttpSettings::new(url, Some(trusted), false)).unwrap().push("auth", b"")
}

// masvs:NETWORK-1 cjis:SC-17
#[test]
fn a_certificate_that_is_over_or_not_good_yet_is_not_trusted() {
    let ours = authority();
    for years in [(2000, 2001), (3999, 4000)] {
        let url = serving_tls_in_years(&ours, &[&rustls::version::TLS13], years);
        assert_eq!(over_tls(&url, &ours.der), Err(RelayError::Untrusted), "{years:?}");
    }
}

// masvs:NETWORK-1 masvs:NETWORK-2 cjis:SC-17 cjis:SC-20
#[test]
fn only_the_realms_own_authority_is_trusted() {
    let (ours, other) = (authority(), authority());
    let url = serving_tls(&ours, &[&rustls::version::TLS13]);
    assert_eq!(over_tls(&url, &ours.der).unwrap(), b"over tls");
    assert_eq!(over_tls(&url, &other.der), Err(RelayError::Untrusted));
    let elsewhere = url.replace("127.0.0.1", "localhost");
    assert_eq!(over_tls(&elsewhere, &ours.der), Err(RelayError::Untrusted), "a certificate for another name");
    let damaged = HttpRelay::new(&HttpSettings::new(&url, Some(&b"no certificate"[..]), false));
    assert_eq!(damaged.err(), Some(NotReachable::Authority));
}

#[test]
fn something_that_speaks_no_tls_is_not_trusted() {
    let ours = authority();
    let url = answering(response("200 OK", b"in clear")).replace("http:", "https:");
    assert_eq!(over_tls(&url, &ours.der), Err(RelayError::Untrusted));
}
