//! What a device asks about the server's tree on its own, and the answer: [`crate::request::PROOF_PATH`].

use crate::cbor::{CborError, Reader, Writer};
use crate::id::Hash;
use crate::tree::MAX_PATH;

/// Most trees that one question may name.
pub const MAX_ASKED: usize = 64;

/// A question, as it stands behind the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// That the tree of `to` leaves begins with each of these.
    Consistency {
        /// Sizes of older trees, at most [`MAX_ASKED`].
        from: Vec<u64>,
        /// Size of the newer tree.
        to: u64,
    },
    /// That a leaf is in the tree of `to` leaves.
    Inclusion {
        /// Which, counted from 0.
        leaf: u64,
        /// Size of the tree.
        to: u64,
    },
}

impl Asked {
    /// The query, without the question mark.
    #[must_use]
    pub fn to_query(&self) -> String {
        match self {
            Self::Consistency { from, to } => {
                let from: Vec<String> = from.iter().map(u64::to_string).collect();
                format!("from={}&to={to}", from.join(","))
            }
            Self::Inclusion { leaf, to } => format!("leaf={leaf}&to={to}"),
        }
    }

    /// Reads a query; nothing for anything but the one form.
    #[must_use]
    pub fn parse(query: &str) -> Option<Self> {
        let (what, to) = query.split_once("&to=")?;
        let to = number(to)?;
        if let Some(leaf) = what.strip_prefix("leaf=") {
            return Some(Self::Inclusion { leaf: number(leaf)?, to });
        }
        let from: Vec<u64> = what.strip_prefix("from=")?.split(',').map(number).collect::<Option<_>>()?;
        (from.len() <= MAX_ASKED).then_some(Self::Consistency { from, to })
    }
}

fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// The answer: a proof for each tree or leaf that was asked about, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofAnswer {
    /// Hashes of each proof.
    pub proofs: Vec<Vec<Hash>>,
}

impl ProofAnswer {
    /// The body: CBOR `[bytes, …]`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.array(self.proofs.len());
        for proof in &self.proofs {
            writer.bytes(&proof.iter().flat_map(|hash| hash.0).collect::<Vec<u8>>());
        }
        writer.into_bytes()
    }

    /// Reads a body, bounds first.
    ///
    /// # Errors
    /// [`CborError`] names what is wrong and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CborError> {
        let mut reader = Reader::strict(bytes)?;
        let at = reader.position();
        let length = reader.array()?;
        if length > MAX_ASKED {
            return Err(Reader::unexpected(at));
        }
        let mut proofs = Vec::with_capacity(length);
        for _ in 0..length {
            let at = reader.position();
            let proof = reader.bytes()?;
            let hashes: Option<Vec<Hash>> = proof.chunks(32).map(Hash::from_slice).collect();
            proofs.push(hashes.filter(|hashes| hashes.len() <= MAX_PATH).ok_or(Reader::unexpected(at))?);
        }
        Ok(Self { proofs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_question_has_one_form() {
        for (query, asked) in [
            ("from=5,9,100&to=200", Asked::Consistency { from: vec![5, 9, 100], to: 200 }),
            ("leaf=0&to=1", Asked::Inclusion { leaf: 0, to: 1 }),
        ] {
            assert_eq!(asked.to_query(), query);
            assert_eq!(Asked::parse(query), Some(asked));
        }
        for bad in [
            "",
            "from=&to=1",
            "from=05&to=9",
            "from=5",
            "to=5&from=1",
            "leaf=-1&to=2",
            "leaf=1&to=2&x=3",
            "from=1,&to=2",
        ] {
            assert_eq!(Asked::parse(bad), None, "{bad}");
        }
        let many = Asked::Consistency { from: vec![1; MAX_ASKED + 1], to: 2 };
        assert_eq!(Asked::parse(&many.to_query()), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parsers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in ".{0,60}") {
            if let Ok(answer) = ProofAnswer::parse(&bytes) {
                prop_assert_eq!(answer.to_bytes(), bytes);
            }
            let _ = Asked::parse(&text);
        }

        #[test]
        fn an_answer_is_read_back(proofs in proptest::collection::vec(proptest::collection::vec(any::<[u8; 32]>(), 0..9), 0..9)) {
            let proofs = proofs.into_iter().map(|proof| proof.into_iter().map(Hash).collect()).collect();
            let answer = ProofAnswer { proofs };
            prop_assert_eq!(ProofAnswer::parse(&answer.to_bytes()), Ok(answer));
        }
    }
}
