//! Why the server did not take an entry.

use crate::limits::MAX_CODE;

/// Why an entry was refused. Nothing of it is kept by the server, and the author keeps it with this reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It belongs to another realm.
    Realm,
    /// Its author is not known: its `device_add` is not on this server, or not yet.
    Author,
    /// Its signature does not hold.
    Signature,
    /// Its kind does not belong in its space.
    Space,
    /// Its `prev` is not the entry that stands before it here.
    Prev,
    /// Entries before it in its chain are missing; send from the one after `have`.
    Gap {
        /// The last sequence number that the server has of this chain; 0 for none.
        have: u64,
    },
    /// Its body is not a statement or key entry of the form agreed.
    Body,
    /// A reason that this version does not know, by its code.
    Other(String),
}

impl Why {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Realm => "entry.realm",
            Self::Author => "entry.author",
            Self::Signature => "entry.signature",
            Self::Space => "entry.space",
            Self::Prev => "chain.prev",
            Self::Gap { .. } => "chain.gap",
            Self::Body => "entry.body",
            Self::Other(code) => code,
        }
    }

    /// What else belongs to the code, if anything: `have` of a gap.
    #[must_use]
    pub const fn have(&self) -> Option<u64> {
        match self {
            Self::Gap { have } => Some(*have),
            _ => None,
        }
    }

    /// The reason with this code; nothing when the code is not of the form of a code.
    #[must_use]
    pub fn from_code(code: &str, have: Option<u64>) -> Option<Self> {
        let form = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
        if code.is_empty() || code.len() > MAX_CODE || !code.bytes().all(form) {
            return None;
        }
        Some(match (code, have) {
            ("entry.realm", None) => Self::Realm,
            ("entry.author", None) => Self::Author,
            ("entry.signature", None) => Self::Signature,
            ("entry.space", None) => Self::Space,
            ("chain.prev", None) => Self::Prev,
            ("chain.gap", Some(have)) => Self::Gap { have },
            ("entry.body", None) => Self::Body,
            _ => Self::Other(code.to_owned()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_back_from_its_code() {
        let all = [Why::Realm, Why::Author, Why::Signature, Why::Space, Why::Prev, Why::Gap { have: 3 }, Why::Body];
        for why in all {
            assert_eq!(Why::from_code(why.code(), why.have()), Some(why));
        }
    }

    #[test]
    fn a_code_of_a_later_version_is_kept_and_a_text_that_is_no_code_is_not() {
        assert_eq!(Why::from_code("entry.later", None), Some(Why::Other("entry.later".into())));
        for bad in ["", "Entry.Signature", "a b", "<script>", &"x".repeat(MAX_CODE + 1)] {
            assert_eq!(Why::from_code(bad, None), None, "{bad}");
        }
    }
}
