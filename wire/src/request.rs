//! How a request is signed, and what a pull asks for.
//!
//! No passwords, cookies or tokens: each request carries a signature by the device's own key
//! over everything in it, over the server's nonce, and over the server's certificate authority,
//! so that it cannot be replayed, altered, or relayed to another server.

use crate::cbor::{CborError, Reader, Writer};
use crate::entry::verify;
use crate::id::{DeviceId, Hash, SpaceId};
use crate::label;
use crate::limits::MAX_CURSORS;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{Context, SHA256};
use std::fmt;
use thiserror::Error;

/// Where entries are posted, as a page of runs.
pub const ENTRIES_PATH: &str = "/v1/entries";
/// Where a pull is posted.
pub const PULL_PATH: &str = "/v1/pull";
/// Where the genesis is fetched, without a signature.
pub const GENESIS_PATH: &str = "/v1/genesis";
/// Where what is asked about the server's tree is proven: `?from=SIZE[,SIZE…]&to=SIZE` that it grew, `?leaf=NUMBER&to=SIZE`
/// that a leaf is in it. Signed, without a body.
pub const PROOF_PATH: &str = "/v1/proof";
/// Where an auditor reads what the server was asked on a day: `?day=DAYS&from=ROW`. Signed, without a body.
pub const REQUESTS_PATH: &str = "/v1/requests";
/// Where version and tree size are read, without a signature.
pub const HEALTH_PATH: &str = "/v1/health";
/// The header that carries [`RequestAuth`].
pub const AUTH_HEADER: &str = "fc-auth";
/// Content type of every body that is not JSON.
pub const BINARY: &str = "application/octet-stream";

/// Everything in a request that its signature covers.
#[derive(Clone, Copy, Debug)]
pub struct SignedParts<'a> {
    /// Upper case, as on the wire.
    pub method: &'a str,
    /// The path, with `?query` when there is one.
    pub path_and_query: &'a str,
    /// SHA-256 of the realm's certificate authority, from the genesis; zero over plain loopback HTTP.
    pub tls_ca_sha256: &'a Hash,
    /// From the answer to the hello.
    pub server_nonce: &'a [u8; 32],
    /// Greater than in every request before it under the same nonce.
    pub counter: u64,
    /// The body's bytes.
    pub body: &'a [u8],
}

impl SignedParts<'_> {
    /// The bytes that the device signs.
    #[must_use]
    pub fn signing_input(&self) -> Vec<u8> {
        let body = label::plain_digest(&[self.body]);
        let counter = self.counter.to_be_bytes();
        let fields: [&[u8]; 8] = [
            self.method.as_bytes(),
            &[0],
            self.path_and_query.as_bytes(),
            &[0],
            &self.tls_ca_sha256.0,
            self.server_nonce,
            &counter,
            &body.0,
        ];
        let mut context = Context::new(&SHA256);
        fields.iter().for_each(|field| context.update(field));
        [label::REQUEST, context.finish().as_ref()].concat()
    }
}

/// The content of the `FC-Auth` header: device ‖ nonce tag ‖ u64 counter ‖ signature, 92 bytes in URL-safe Base64
/// without padding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestAuth {
    /// Who asks.
    pub device: DeviceId,
    /// The first four bytes of the server nonce: says which of a device's sessions this is.
    pub nonce_tag: [u8; 4],
    /// As signed.
    pub counter: u64,
    /// Ed25519 over [`SignedParts::signing_input`].
    pub signature: [u8; 64],
}

/// Length of [`RequestAuth`] in bytes, before it becomes text.
const AUTH_LEN: usize = 16 + 4 + 8 + 64;

/// A header that is not of the form of `FC-Auth`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the header that signs the request cannot be read")]
pub struct NotAnAuth;

impl RequestAuth {
    /// The tag of a server nonce.
    #[must_use]
    pub const fn tag_of(server_nonce: &[u8; 32]) -> [u8; 4] {
        let [a, b, c, d, ..] = *server_nonce;
        [a, b, c, d]
    }

    /// Reads the value of the header.
    ///
    /// # Errors
    /// [`NotAnAuth`] for anything but the one form.
    pub fn parse(text: &str) -> Result<Self, NotAnAuth> {
        let mut bytes = [0; AUTH_LEN];
        // The engine takes one form only: no padding, and no bits beyond the last byte.
        let read = URL_SAFE_NO_PAD.decode_slice(text, &mut bytes).map_err(|_| NotAnAuth)?;
        let (device, rest) = bytes.split_first_chunk().ok_or(NotAnAuth)?;
        let (nonce_tag, rest) = rest.split_first_chunk().ok_or(NotAnAuth)?;
        let (counter, signature) = rest.split_first_chunk().ok_or(NotAnAuth)?;
        let auth = Self {
            device: DeviceId(*device),
            nonce_tag: *nonce_tag,
            counter: u64::from_be_bytes(*counter),
            signature: signature.try_into().map_err(|_| NotAnAuth)?,
        };
        if read == AUTH_LEN { Ok(auth) } else { Err(NotAnAuth) }
    }

    /// Whether the signature was made over these parts by the owner of `sig_pk`.
    #[must_use]
    pub fn is_signed_by(&self, sig_pk: &[u8; 32], parts: &SignedParts<'_>) -> bool {
        verify(sig_pk, &parts.signing_input(), &self.signature)
    }
}

impl fmt::Display for RequestAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: [&[u8]; 4] = [&self.device.0, &self.nonce_tag, &self.counter.to_be_bytes(), &self.signature];
        f.write_str(&URL_SAFE_NO_PAD.encode(fields.concat()))
    }
}

/// A page of entries on its way up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushRequest {
    /// The mark of the last pull, when the device wants to know whether a pull would bring anything.
    pub mark: Option<[u8; 8]>,
    /// A page of runs without places, to be read by [`crate::run::unpack`].
    pub page: Vec<u8>,
    /// Size of the tree that the device has seen of this server; the answer then shows that the tree grew from there
    /// and holds what was sent. Devices before this was agreed leave it out.
    pub tree_size: Option<u64>,
}

/// An upload as it was read: [`PushRequest`] with its page where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PushParts<'a> {
    /// As in [`PushRequest`].
    pub mark: Option<[u8; 8]>,
    /// As in [`PushRequest`].
    pub page: &'a [u8],
    /// As in [`PushRequest`].
    pub tree_size: Option<u64>,
}

impl PushRequest {
    /// The most that the body is longer than the page.
    pub const MOST_OVERHEAD: usize = 1 + 9 + 5 + 9;

    /// The body: CBOR `[mark|null, page, tree size]`, the last only when it is there.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::after(Vec::with_capacity(self.page.len() + Self::MOST_OVERHEAD));
        writer.array(2 + usize::from(self.tree_size.is_some()));
        writer.optional(self.mark, |writer, mark| writer.bytes(&mark)).bytes(&self.page);
        if let Some(size) = self.tree_size {
            writer.unsigned(size);
        }
        writer.into_bytes()
    }

    /// Reads a body, bounds first. The page is not read here.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<PushParts<'_>, CborError> {
        let mut reader = Reader::strict(bytes)?;
        let at = reader.position();
        let length = reader.array()?;
        if !(2..=3).contains(&length) {
            return Err(Reader::unexpected(at));
        }
        let (mark, page) = (reader.optional(Reader::fixed)?, reader.bytes()?);
        let tree_size = if length == 3 { Some(reader.unsigned()?) } else { None };
        Ok(PushParts { mark, page, tree_size })
    }
}

/// How far a device has read: the position of the last entry it has, in one space. 0 is "nothing yet".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor {
    /// The space.
    pub space: SpaceId,
    /// Positions count 1, 2, 3 … in each space.
    pub pos: u64,
}

/// What a pull asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PullRequest {
    /// The mark of an earlier answer: "I have all that I had then". The server may have
    /// forgotten it (`pull.mark`); then the pull is repeated with all cursors.
    pub mark: Option<[u8; 8]>,
    /// Cursors; with a mark, only those that differ from what the mark stands for.
    /// A readable space that is not named is sent from its beginning.
    pub cursors: Vec<Cursor>,
    /// Whether entries written by the asking device itself are sent too (to rebuild what was lost).
    pub own: bool,
}

impl PullRequest {
    /// The body: CBOR `[mark|null, [space, pos, …], own]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(3).optional(self.mark, |writer, mark| writer.bytes(&mark));
        write_cursors(&mut writer, &self.cursors);
        writer.flag(self.own);
        writer.into_bytes()
    }

    /// Reads a body, bounds first.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::strict(bytes)?;
        reader.array_of(3)?;
        let mark = reader.optional(Reader::fixed)?;
        let cursors = read_cursors(&mut reader)?;
        Ok(Self { mark, cursors, own: reader.flag()? })
    }
}

/// Writes cursors as one flat array.
pub(crate) fn write_cursors(writer: &mut Writer, cursors: &[Cursor]) {
    writer.array(cursors.len() * 2);
    for cursor in cursors {
        writer.bytes(&cursor.space.0).unsigned(cursor.pos);
    }
}

/// Reads what [`write_cursors`] wrote.
pub(crate) fn read_cursors(reader: &mut Reader<'_>) -> Result<Vec<Cursor>, CborError> {
    let at = reader.position();
    let length = reader.array()?;
    if length % 2 != 0 || length / 2 > MAX_CURSORS {
        return Err(Reader::unexpected(at));
    }
    (0..length / 2).map(|_| Ok(Cursor { space: SpaceId(reader.fixed()?), pos: reader.unsigned()? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn parts<'a>(body: &'a [u8], ca: &'a Hash, nonce: &'a [u8; 32]) -> SignedParts<'a> {
        SignedParts {
            method: "POST",
            path_and_query: PULL_PATH,
            tls_ca_sha256: ca,
            server_nonce: nonce,
            counter: 7,
            body,
        }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_request_with_any_part_altered_is_refused() {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
        let public: [u8; 32] = pair.public_key().as_ref().try_into().unwrap();
        let (ca, nonce) = (Hash([2; 32]), [3; 32]);
        let honest = parts(b"body", &ca, &nonce);
        let signature = pair.sign(&honest.signing_input()).as_ref().try_into().unwrap();
        let auth =
            RequestAuth { device: DeviceId([4; 16]), nonce_tag: RequestAuth::tag_of(&nonce), counter: 7, signature };
        assert!(auth.is_signed_by(&public, &honest));
        let (other_ca, other_nonce) = (Hash([5; 32]), [6; 32]);
        let altered = [
            SignedParts { method: "GET", ..honest },
            SignedParts { path_and_query: ENTRIES_PATH, ..honest },
            SignedParts { path_and_query: "/v1/pull?x", ..honest },
            SignedParts { tls_ca_sha256: &other_ca, ..honest },
            SignedParts { server_nonce: &other_nonce, ..honest },
            SignedParts { counter: 8, ..honest },
            SignedParts { body: b"bodz", ..honest },
        ];
        for parts in altered {
            assert!(!auth.is_signed_by(&public, &parts), "{parts:?}");
        }
    }

    #[test]
    fn the_signed_bytes_are_as_agreed() {
        let (ca, nonce) = (Hash([2; 32]), [3; 32]);
        let input = parts(b"", &ca, &nonce).signing_input();
        let (label, digest) = input.split_at(label::REQUEST.len());
        assert_eq!(label, b"first-contact/v1/req");
        assert_eq!(hex(digest), "8f3fba9b02600000802fbe06208d9553ad68bf22f9783e25a3b562fcaa4ef775");
    }

    #[test]
    fn the_header_has_one_form() {
        let auth = RequestAuth { device: DeviceId([1; 16]), nonce_tag: [2; 4], counter: 34, signature: [5; 64] };
        let text = auth.to_string();
        let golden = "AQEBAQEBAQEBAQEBAQEBAQICAgIAAAAAAAAAIgUF".to_owned() + &"BQUF".repeat(20) + "BQU";
        assert_eq!(text, golden);
        assert_eq!(RequestAuth::parse(&text), Ok(auth));
        for bad in [
            // The last digit has two bits that stand for nothing.
            text.strip_suffix('U').unwrap().to_owned() + "V",
            text.strip_suffix("FBQU").unwrap().to_owned(),
            text.strip_suffix('U').unwrap().to_owned(),
            text.clone() + "=",
            text.clone() + "A",
            text.clone() + " ",
            text.replace('Q', "+"),
            String::new(),
        ] {
            assert_eq!(RequestAuth::parse(&bad), Err(NotAnAuth), "{bad}");
        }
    }

    #[test]
    fn the_body_of_a_push_is_as_agreed() {
        let request = PushRequest { mark: Some([1; 8]), page: vec![7; 300], tree_size: None };
        let bytes = request.to_bytes();
        assert_eq!(hex(&bytes), format!("8248{}59012c{}", "01".repeat(8), "07".repeat(300)));
        let parts = PushParts { mark: request.mark, page: &request.page, tree_size: None };
        assert_eq!(PushRequest::parse(&bytes), Ok(parts));
        assert_eq!(hex(&PushRequest { mark: None, page: vec![9], tree_size: None }.to_bytes()), "82f64109");
        let with_tree = PushRequest { mark: None, page: vec![9], tree_size: Some(300) }.to_bytes();
        assert_eq!(hex(&with_tree), "83f6410919012c");
        assert_eq!(PushRequest::parse(&with_tree).unwrap().tree_size, Some(300));
        let largest = PushRequest { mark: Some([1; 8]), page: vec![0; 1 << 20], tree_size: Some(u64::MAX) };
        assert!(largest.to_bytes().len() - largest.page.len() <= PushRequest::MOST_OVERHEAD);
    }

    #[test]
    fn the_body_of_a_pull_is_as_agreed() {
        let request =
            PullRequest { mark: Some([1; 8]), cursors: vec![Cursor { space: SpaceId([2; 16]), pos: 300 }], own: false };
        let golden = format!("8348{}8250{}19012cf4", "01".repeat(8), "02".repeat(16));
        assert_eq!(hex(&request.to_bytes()), golden);
        assert_eq!(hex(&PullRequest::default().to_bytes()), "83f680f4");
    }

    #[test]
    fn a_pull_that_claims_too_many_cursors_is_refused() {
        let mut writer = Writer::new();
        writer.array(3).null().array((MAX_CURSORS + 1) * 2);
        for _ in 0..=MAX_CURSORS {
            writer.bytes(&[0; 16]).unsigned(0);
        }
        writer.flag(false);
        assert!(PullRequest::parse(&writer.into_bytes()).is_err());
        assert!(PullRequest::parse(&[0x83, 0xf6, 0x81, 0x00, 0xf4]).is_err(), "an odd number of values");
    }

    proptest! {
        #[test]
        fn a_pull_is_read_back(mark in any::<Option<[u8; 8]>>(), cursors in proptest::collection::vec(any::<([u8; 16], u64)>(), 0..40), own: bool) {
            let cursors = cursors.into_iter().map(|(space, pos)| Cursor { space: SpaceId(space), pos }).collect();
            let request = PullRequest { mark, cursors, own };
            prop_assert_eq!(PullRequest::parse(&request.to_bytes()), Ok(request));
        }

        // masvs:CODE-4 cjis:SI-10
        #[test]
        fn no_bytes_make_the_parsers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in ".{0,200}") {
            if let Ok(PushParts { mark, page, tree_size }) = PushRequest::parse(&bytes) {
                prop_assert_eq!(&PushRequest { mark, page: page.to_vec(), tree_size }.to_bytes(), &bytes);
            }
            if let Ok(request) = PullRequest::parse(&bytes) {
                prop_assert_eq!(request.to_bytes(), bytes);
            }
            let _ = RequestAuth::parse(&text);
        }
    }
}
