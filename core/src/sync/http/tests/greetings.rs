//! What a device offers when it greets a server over TLS, and servers that answer with something less.

use super::*;
use std::sync::mpsc;

/// AES-256-GCM first, then AES-128-GCM and ChaCha20-Poly1305, all of TLS 1.3.
const OFFERED: [u16; 3] = [0x1302, 0x1301, 0x1303];
const TLS_1_2: [u8; 2] = [3, 3];
const TLS_1_3: [u8; 2] = [3, 4];
/// What a client says to a version, and to a suite or a group, that it did not offer.
const PROTOCOL_VERSION: u8 = 70;
const REFUSALS: [u8; 3] = [40, 47, PROTOCOL_VERSION];

/// The greeting of a client, as far as it matters here.
struct Greeting {
    session: Vec<u8>,
    suites: Vec<u16>,
    versions: Vec<u8>,
}

impl Greeting {
    fn read(record: &[u8]) -> Self {
        // Behind type, length and version of the greeting, and 32 random bytes.
        let (session, rest) = counted::<1>(&record[4 + 2 + 32..]);
        let (suites, rest) = counted::<2>(rest);
        let (_compression, rest) = counted::<1>(rest);
        let (mut extensions, _) = counted::<2>(rest);
        let mut versions = Vec::new();
        while let Some((kind, rest)) = extensions.split_first_chunk::<2>() {
            let (content, rest) = counted::<2>(rest);
            if *kind == [0, 43] {
                versions = counted::<1>(content).0.to_vec();
            }
            extensions = rest;
        }
        let suites = suites.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
        Self { session: session.to_vec(), suites, versions }
    }
}

/// What stands behind its length, and what follows it.
fn counted<const N: usize>(bytes: &[u8]) -> (&[u8], &[u8]) {
    let (length, rest) = bytes.split_first_chunk::<N>().unwrap();
    rest.split_at(length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)))
}

fn read_record(stream: &mut TcpStream) -> Option<(u8, Vec<u8>)> {
    let mut head = [0; 5];
    stream.read_exact(&mut head).ok()?;
    let mut content = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
    stream.read_exact(&mut content).ok()?;
    Some((head[0], content))
}

/// A server's greeting with this version and suite.
fn answer(session: &[u8], version: [u8; 2], suite: u16) -> Vec<u8> {
    let extensions = if version == TLS_1_2 { vec![] } else { vec![0, 6, 0, 43, 0, 2, 3, 4] };
    let length = u8::try_from(session.len()).unwrap();
    let hello = [&[3, 3], &[7; 32][..], &[length], session, &suite.to_be_bytes(), &[0], &extensions].concat();
    let length = u8::try_from(hello.len()).unwrap();
    [&[22, 3, 3, 0, length + 4, 2, 0, 0, length], hello.as_slice()].concat()
}

/// A client against a server that answers its greeting with this: what the client offered, the alert that it sent then, and
/// what a person is told.
fn met_with(version: [u8; 2], suite: u16) -> (Greeting, Option<u8>, RelayError) {
    let (tell, heard) = mpsc::channel();
    let url = serving(move |mut stream| {
        let Some((22, greeting)) = read_record(&mut stream) else { return };
        let greeting = Greeting::read(&greeting);
        stream.write_all(&answer(&greeting.session, version, suite)).unwrap();
        let alert = read_record(&mut stream).filter(|(kind, _)| *kind == 21).map(|(_, alert)| alert[1]);
        let _ = tell.send((greeting, alert));
    });
    let told = over_tls(&url.replace("http:", "https:"), &authority().der).unwrap_err();
    let (greeting, alert) = heard.recv().unwrap();
    (greeting, alert, told)
}

// masvs:NETWORK-1 cjis:AC-17 cjis:SC-13
#[test]
fn a_server_that_speaks_only_tls_1_2_or_another_suite_is_not_spoken_to() {
    // As TLS 1.2 would have them: ECDHE with AES-256-GCM, with AES-128-CBC, and without any cipher.
    let older = [0xc02c, 0xc013, 0x0000].map(|suite| (TLS_1_2, suite));
    // A version that says 1.3 with a suite that was not offered: AES-128-CCM-8, and one of TLS 1.2.
    let others = [0x1305, 0xc02c].map(|suite| (TLS_1_3, suite));
    for (version, suite) in older.into_iter().chain(others) {
        let (offered, alert, told) = met_with(version, suite);
        assert_eq!(told, RelayError::Untrusted, "{suite:04x}");
        assert_eq!((offered.suites.as_slice(), offered.versions.as_slice()), (&OFFERED[..], &TLS_1_3[..]));
        assert!(alert.is_some_and(|alert| REFUSALS.contains(&alert)), "{alert:?} to {suite:04x}");
        assert!(version == TLS_1_3 || alert == Some(PROTOCOL_VERSION), "{alert:?} to {suite:04x}");
    }
    println!(
        "T28   a device offers TLS 1.3 alone, with the suites 1302, 1301, 1303; 5 servers with less: none spoken to"
    );
}
