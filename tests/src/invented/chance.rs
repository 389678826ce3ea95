//! Chance that can be repeated: SplitMix64, from a seed. Never for keys.

use super::notes::Sentences;

/// A stream of numbers that looks random and is the same for the same seed.
#[derive(Clone, Debug)]
pub struct Chance(u64, Sentences);

impl Chance {
    /// The stream of this seed.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(seed, Sentences::ToLearn)
    }

    /// The same, with notes written in the sentences that were held back.
    #[must_use]
    pub fn with_unseen_sentences(self) -> Self {
        Self(self.0, Sentences::ToMeasure)
    }

    pub(super) fn sentences(&self) -> Sentences {
        self.1
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is at least 1.
    pub fn below(&mut self, end: u64) -> u64 {
        self.bits() % end.max(1)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these; `None` of nothing.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(usize::try_from(self.below(of.len() as u64)).unwrap_or(0))
    }

    /// So many bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.bits().to_le_bytes()[0])
    }
}

#[test]
fn the_same_seed_gives_the_same_stream_and_another_another() {
    let stream = |seed| -> Vec<u64> {
        let mut chance = Chance::from_seed(seed);
        (0..8).map(|_| chance.bits()).collect()
    };
    assert_eq!(stream(7), stream(7));
    assert_ne!(stream(7), stream(8));
}
