//! `signatures.toml` beside a pack's files: the signatures as text, so that a folder can be sent and read.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use first72_wire::id::Hash;
use serde::Deserialize;

use super::signature::{PackSignature, SignedAs};

/// Its name in the folder. It is no part of the pack: the hash is over the other files.
pub const SIGNATURES: &str = "signatures.toml";

/// A file of signatures that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{SIGNATURES}: {what}; make the signatures anew with `first72 pack sign`")]
pub struct SignatureFileError {
    what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[expect(dead_code, reason = "for the reader of the file; what counts is what the signatures hold for")]
    pack: String,
    #[expect(dead_code, reason = "as above")]
    version: String,
    #[expect(dead_code, reason = "as above")]
    hash: String,
    #[serde(default)]
    signature: Vec<SignatureWritten>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignatureWritten {
    part: String,
    key: String,
    until: String,
    signature: String,
}

/// Reads the file.
///
/// # Errors
/// [`SignatureFileError`] names the first thing that is wrong.
pub fn read(text: &str) -> Result<Vec<PackSignature>, SignatureFileError> {
    let wrong = |what: String| SignatureFileError { what };
    let written: Written = toml::from_str(text).map_err(|error| wrong(error.message().replace('\n', " ")))?;
    written.signature.iter().map(|one| one.read().map_err(|what| wrong(what.to_owned()))).collect()
}

impl SignatureWritten {
    fn read(&self) -> Result<PackSignature, &'static str> {
        let part = SignedAs::from_word(&self.part).ok_or("`part` is author or approver")?;
        let until = DateTime::parse_from_rfc3339(&self.until).map_err(|_| "`until` is no time")?;
        Ok(PackSignature {
            part,
            key: bytes(&self.key).ok_or("`key` is 64 hexadecimal digits")?,
            until_ms: until.timestamp_millis(),
            signature: bytes(&self.signature).ok_or("`signature` is 128 hexadecimal digits")?,
        })
    }
}

/// The text of a public key.
#[must_use]
pub fn key_text(key: &[u8; 32]) -> String {
    HEX.encode(key)
}

/// The public key of a text of 64 hexadecimal digits.
#[must_use]
pub fn read_key(text: &str) -> Option<[u8; 32]> {
    bytes(text.trim())
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    HEX.decode(text.as_bytes()).ok()?.try_into().ok()
}

/// The text of the file.
#[must_use]
pub fn write(id: &str, version: &str, hash: &Hash, signatures: &[PackSignature]) -> String {
    let mut text = format!(
        "# Written by `first72 pack sign`. A change to any file of the pack makes these signatures void.\n\
         pack = {id:?}\nversion = {version:?}\nhash = \"{hash}\"\n"
    );
    for one in signatures {
        let until = DateTime::<Utc>::from_timestamp_millis(one.until_ms).unwrap_or_default();
        let _ = write!(
            text,
            "\n[[signature]]\npart = \"{}\"\nkey = \"{}\"\nuntil = \"{}\"\nsignature = \"{}\"\n",
            one.part.word(),
            HEX.encode(&one.key),
            until.to_rfc3339_opts(SecondsFormat::Millis, true),
            HEX.encode(&one.signature)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signatures() -> Vec<PackSignature> {
        SignedAs::WORDS
            .map(|(part, _)| PackSignature { part, key: [7; 32], until_ms: 1_800_000_000_123, signature: [9; 64] })
            .to_vec()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = write("sample", "1", &Hash([3; 32]), &signatures());
        assert_eq!(read(&text), Ok(signatures()));
        assert_eq!(read(&write("sample", "1", &Hash([3; 32]), &[])), Ok(Vec::new()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let text = write("sample", "1", &Hash([3; 32]), &signatures());
        for (from, to, word) in [
            ("author", "editor", "part"),
            ("key = \"07", "key = \"0", "key"),
            ("signature = \"09", "signature = \"z9", "signature"),
            ("until = \"2027", "until = \"soon", "until"),
            ("pack = ", "peck = ", "peck"),
        ] {
            let error = read(&text.replacen(from, to, 1)).unwrap_err();
            assert!(error.to_string().contains(word), "{error}");
        }
    }
}
