//! How much bytes look like noise, counted: what tests hold files to that nobody may tell from random ones.

use std::collections::BTreeSet;

/// The chi-square of 256 equally likely bytes has 255 degrees of freedom; this is its mean and four deviations either way.
const CHI_SQUARE: std::ops::RangeInclusive<f64> = 165.0..=345.0;
/// Bits of entropy in a byte.
const ENTROPY: f64 = 7.999;
/// Of fewer bytes even true noise shows less entropy than that: about 255 / (2 ln 2) / bytes is missing from 8.
const ENOUGH_FOR_ENTROPY: usize = 256 * 1_024;
const BLOCK: usize = 16;

/// The figures of some bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise {
    pub(crate) bytes: usize,
    /// Bits in a byte.
    pub(crate) entropy: f64,
    /// Against 256 equally likely bytes.
    pub(crate) chi_square: f64,
    /// Blocks of 16 bytes that stood there before.
    pub(crate) repeated: usize,
}

impl Noise {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let counts = counts(bytes);
        let total = bytes.len() as f64;
        let even = total / 256.0;
        let share = |count: &&usize| **count as f64 / total;
        let entropy = counts.iter().filter(|count| **count > 0).map(|count| share(&count)).map(|p| -p * p.log2()).sum();
        let chi_square = counts.iter().map(|count| (*count as f64 - even).powi(2) / even).sum();
        let mut seen = BTreeSet::new();
        let repeated = bytes.chunks_exact(BLOCK).filter(|block| !seen.insert(*block)).count();
        Self { bytes: bytes.len(), entropy, chi_square, repeated }
    }

    /// What is not as in noise, in words; nothing when all of it is.
    pub(crate) fn objections(&self) -> Vec<String> {
        let mut found = Vec::new();
        if self.bytes >= ENOUGH_FOR_ENTROPY && self.entropy < ENTROPY {
            found.push(format!("{:.5} bits of entropy in a byte", self.entropy));
        }
        if !CHI_SQUARE.contains(&self.chi_square) {
            found.push(format!("a chi-square of {:.1}", self.chi_square));
        }
        if self.repeated > 0 {
            found.push(format!("{} repeated blocks", self.repeated));
        }
        found
    }
}

impl std::fmt::Display for Noise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { bytes, entropy, chi_square, repeated } = self;
        write!(f, "{bytes} bytes, entropy {entropy:.5}, chi-square {chi_square:.1}, {repeated} repeated blocks")
    }
}

/// The chi-square of two heaps of bytes against each other, 255 degrees of freedom: whether one looks like the other.
pub(crate) fn chi_square_between(one: &[u8], other: &[u8]) -> f64 {
    let (to_one, to_other) =
        ((other.len() as f64 / one.len() as f64).sqrt(), (one.len() as f64 / other.len() as f64).sqrt());
    let pairs = counts(one).into_iter().zip(counts(other)).filter(|(a, b)| a + b > 0);
    pairs.map(|(a, b)| (to_one * a as f64 - to_other * b as f64).powi(2) / (a + b) as f64).sum()
}

/// Whether a chi-square with 255 degrees of freedom is one that chance gives.
pub(crate) fn is_of_chance(chi_square: f64) -> bool {
    CHI_SQUARE.contains(&chi_square)
}

fn counts(bytes: &[u8]) -> [usize; 256] {
    let mut counts = [0; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    counts
}

#[test]
fn what_is_no_noise_is_told_from_what_is() {
    use super::{PublicBytes, Randomness};
    let mut noise = vec![0; 1 << 20];
    PublicBytes::of(b"noise").fill(&mut noise).unwrap();
    let figures = Noise::of(&noise);
    assert!(figures.objections().is_empty(), "{figures}");
    let mut written = noise.clone();
    for page in written.chunks_mut(4_096) {
        page[..24].copy_from_slice(b"a heading of every page.");
    }
    assert_eq!(Noise::of(&written).objections().len(), 2, "{}", Noise::of(&written));
    let letters: Vec<u8> = noise.iter().map(|byte| b'a' + byte % 26).collect();
    assert_eq!(Noise::of(&letters).objections().len(), 2, "{}", Noise::of(&letters));
    let (one, other) = noise.split_at(noise.len() / 4);
    assert!(is_of_chance(chi_square_between(one, other)));
    assert!(!is_of_chance(chi_square_between(one, &letters)));
}
