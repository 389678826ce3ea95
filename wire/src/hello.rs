//! The first request of a session: a device says its id, the server signs what time it has and what it holds.
//!
//! JSON, because it is read by people with a terminal as often as by devices. The answer is
//! also the device's fix of trusted time, so it is signed over everything that is in it.

use crate::entry::verify;
use crate::id::{DeviceId, Hash, RealmId};
use crate::label;
use crate::log_keys::LogKeys;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use thiserror::Error;

/// Where a hello is posted.
pub const PATH: &str = "/v1/hello";

/// Bytes that travel as hexadecimal text in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hex<const N: usize>(pub [u8; N]);

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> Hex<N> {
    /// Reads exactly `2 × N` lower-case hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut out = [0; N];
        crate::id::decode_hex(text.as_bytes(), &mut out)?;
        Some(Self(out))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not hexadecimal digits of this length"))
    }
}

/// What a device asks before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloRequest {
    /// Who asks. A device that the server does not know gets an answer of the same shape.
    pub device_id: DeviceId,
    /// 16 random bytes that make the answer fresh.
    pub client_nonce: Hex<16>,
    /// Size of the tree that it has seen of this server; the answer then shows how that tree grew. 0 when it has seen none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree_size: Option<u64>,
}

/// What the server answers, signed by its log key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelloAnswer {
    /// What later requests of this session sign; good for ten minutes.
    pub server_nonce: Hex<32>,
    /// The server's clock in milliseconds since 1970-01-01T00:00:00Z.
    pub server_ms: i64,
    /// The newest checkpoint, a signed note; see [`crate::checkpoint`].
    pub checkpoint: String,
    /// How the asker's tree grew into that of the checkpoint ([`crate::tree::growth`]), when it said what it has. It is
    /// not signed: it shows itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub growth: Vec<Hash>,
    /// Ed25519 by the log key over [`HelloAnswer::signing_input`].
    pub sig: Hex<64>,
}

/// An answer to a hello that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HelloRefused {
    /// It is not signed by the server that the genesis names.
    #[error("the answer is not signed by this realm's server")]
    Signature,
}

impl HelloRefused {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Signature => "hello.signature",
        }
    }
}

impl HelloAnswer {
    /// The bytes that the log key signs.
    #[must_use]
    pub fn signing_input(&self, realm: &RealmId, request: &HelloRequest) -> Vec<u8> {
        let fields: [&[u8]; 7] = [
            label::HELLO,
            &realm.0,
            &request.device_id.0,
            &request.client_nonce.0,
            &self.server_nonce.0,
            &self.server_ms.to_be_bytes(),
            &label::plain_digest(&[self.checkpoint.as_bytes()]).0,
        ];
        fields.concat()
    }

    /// Checks that the realm's own server gave this answer to this very request, with a key that is good today.
    ///
    /// # Errors
    /// [`HelloRefused::Signature`] when anything in it was altered or belongs to another request.
    pub fn check(&self, realm: &RealmId, request: &HelloRequest, keys: &LogKeys) -> Result<(), HelloRefused> {
        let said = self.signing_input(realm, request);
        let signed = keys.good().any(|key| verify(key, &said, &self.sig.0));
        if signed { Ok(()) } else { Err(HelloRefused::Signature) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn answered() -> (HelloRequest, HelloAnswer, LogKeys) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let request = HelloRequest { device_id: DeviceId([1; 16]), client_nonce: Hex([2; 16]), tree_size: None };
        let mut answer = HelloAnswer {
            server_nonce: Hex([3; 32]),
            server_ms: 1_795_000_000_000,
            checkpoint: "origin\n0\n".into(),
            growth: Vec::new(),
            sig: Hex([0; 64]),
        };
        answer.sig = Hex(pair.sign(&answer.signing_input(&RealmId([4; 16]), &request)).as_ref().try_into().unwrap());
        (request, answer, LogKeys::of(pair.public_key().as_ref().try_into().unwrap()))
    }

    #[test]
    fn the_servers_own_answer_holds() {
        let (request, answer, keys) = answered();
        let json = serde_json::to_string(&answer).unwrap();
        let read: HelloAnswer = serde_json::from_str(&json).unwrap();
        assert_eq!(read.check(&RealmId([4; 16]), &request, &keys), Ok(()));
    }

    #[test]
    fn an_answer_with_anything_altered_is_refused() {
        let (request, answer, keys) = answered();
        let realm = RealmId([4; 16]);
        let later = HelloAnswer { server_ms: answer.server_ms + 1, ..answer.clone() };
        let other_tree = HelloAnswer { checkpoint: "origin\n1\n".into(), ..answer.clone() };
        let other_nonce = HelloAnswer { server_nonce: Hex([5; 32]), ..answer.clone() };
        for altered in [later, other_tree, other_nonce] {
            assert_eq!(altered.check(&realm, &request, &keys), Err(HelloRefused::Signature));
        }
        let other_request = HelloRequest { client_nonce: Hex([6; 16]), ..request };
        assert!(answer.check(&realm, &other_request, &keys).is_err(), "an old answer must not be replayed");
        assert!(answer.check(&RealmId([7; 16]), &request, &keys).is_err(), "nor one of another realm");
        let newer = keys.with([8; 32]).unwrap();
        assert_eq!(answer.check(&realm, &request, &newer), Ok(()), "while both keys are good");
        let ended = newer.ended(keys.good().next().unwrap(), u64::MAX).unwrap();
        assert!(answer.check(&realm, &request, &ended).is_err(), "an ended key greets nobody");
    }

    #[test]
    fn the_json_is_as_agreed() {
        let (request, answer, _) = answered();
        assert_eq!(
            serde_json::to_string(&request).unwrap(),
            format!(r#"{{"device_id":"{}","client_nonce":"{}"}}"#, "01".repeat(16), "02".repeat(16))
        );
        let asking = serde_json::to_string(&HelloRequest { tree_size: Some(7), ..request }).unwrap();
        assert!(asking.ends_with(r#"","tree_size":7}"#), "{asking}");
        let grown = serde_json::to_string(&HelloAnswer { growth: vec![Hash([7; 32])], ..answer.clone() }).unwrap();
        assert!(grown.contains(&format!(r#","growth":["{}"],"sig":"#, "07".repeat(32))), "{grown}");
        assert!(serde_json::to_string(&answer).unwrap().starts_with(&format!(
            r#"{{"server_nonce":"{}","server_ms":1795000000000,"checkpoint":"origin\n0\n","sig":""#,
            "03".repeat(32)
        )));
    }
}
