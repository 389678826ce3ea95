//! The certificate authorities that a realm's root names in place of the one of its founding.

use crate::cbor::{CborError, Reader, Writer};
use crate::id::Hash;
use crate::label::plain_digest;

/// Most authorities that are trusted at once: the old and the new, and one that was made by mistake.
const MOST: usize = 3;
/// Longest certificate in bytes. One of P-256 takes about 500.
const LONGEST: usize = 2_048;

/// Certificates of authorities, DER, the newest first; never none, and none twice. Whether they are certificates is known
/// to whoever uses them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorities(Vec<Vec<u8>>);

impl Authorities {
    /// These; nothing when there is none, one too many, one twice, or one that is too long.
    #[must_use]
    pub fn new(ders: Vec<Vec<u8>>) -> Option<Self> {
        let fits = ders.iter().all(|der| !der.is_empty() && der.len() <= LONGEST);
        let once = ders.iter().enumerate().all(|(place, der)| !ders.iter().take(place).any(|before| before == der));
        (fits && once && !ders.is_empty() && ders.len() <= MOST).then_some(Self(ders))
    }

    /// The certificates, the newest first.
    pub fn ders(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// What each is called in a genesis and in what a request is bound to: the SHA-256 of its DER.
    pub fn hashes(&self) -> impl Iterator<Item = Hash> {
        self.ders().map(|der| plain_digest(&[der]))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(&self, authority: &Hash) -> bool {
        self.hashes().any(|hash| hash == *authority)
    }

    /// These and a newer one; nothing when that is one too many, or there already.
    #[must_use]
    pub fn with(&self, newer: &[u8]) -> Option<Self> {
        Self::new(std::iter::once(newer).chain(self.ders()).map(<[u8]>::to_vec).collect())
    }

    /// These without that one; nothing when it is not among them, or the last.
    #[must_use]
    pub fn without(&self, ended: &Hash) -> Option<Self> {
        let rest = self.ders().filter(|der| plain_digest(&[der]) != *ended).map(<[u8]>::to_vec).collect::<Vec<_>>();
        Self::new(rest).filter(|rest| rest.0.len() < self.0.len())
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.array(self.0.len());
        for der in self.ders() {
            out.bytes(der);
        }
    }

    pub(super) fn read(fields: &mut Reader<'_>) -> Result<Self, CborError> {
        let at = fields.position();
        let count = fields.array()?;
        if count > MOST {
            return Err(Reader::unexpected(at));
        }
        let ders = (0..count).map(|_| fields.bytes().map(<[u8]>::to_vec)).collect::<Result<_, _>>()?;
        Self::new(ders).ok_or_else(|| Reader::unexpected(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(ders: &[&[u8]]) -> Result<Authorities, CborError> {
        let mut out = Writer::new();
        out.array(ders.len());
        for der in ders {
            out.bytes(der);
        }
        Authorities::read(&mut Reader::strict(&out.into_bytes())?)
    }

    #[test]
    fn the_newest_stands_first_and_the_last_one_stays() {
        let old = Authorities::new(vec![vec![1; 500]]).unwrap();
        let both = old.with(&[2; 500]).unwrap();
        let [new_hash, old_hash] = [[2; 500], [1; 500]].map(|der| plain_digest(&[&der]));
        assert_eq!(both.hashes().collect::<Vec<_>>(), [new_hash, old_hash]);
        assert!(both.has(&old_hash) && !old.has(&new_hash));
        let new = both.without(&old_hash).unwrap();
        assert_eq!(new.ders().collect::<Vec<_>>(), [[2; 500]]);
        assert_eq!(new.without(&new_hash), None, "nobody could reach the server any more");
        assert_eq!(new.without(&old_hash), None, "it is not among them");
        assert_eq!(both.with(&[1; 500]), None, "it is there already");
        let mut out = Writer::new();
        both.write(&mut out);
        assert_eq!(read(&both.ders().collect::<Vec<_>>()), Ok(both.clone()));
        assert_eq!(Authorities::read(&mut Reader::strict(&out.into_bytes()).unwrap()), Ok(both));
    }

    #[test]
    fn none_too_many_one_twice_and_one_without_end_are_refused() {
        let long = [7; LONGEST + 1];
        let wrong: [&[&[u8]]; 5] = [&[], &[&[1], &[2], &[3], &[4]], &[&[1], &[1]], &[&long], &[&[]]];
        for ders in wrong {
            assert!(read(ders).is_err(), "{} of them", ders.len());
        }
        assert!(read(&[&[1], &[2], &[3]]).is_ok() && read(&[&long[1..]]).is_ok());
    }
}
