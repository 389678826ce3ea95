//! Every single bit of every golden file matters.

use crate::opened::directory;
use crate::realm::{Golden, GoldenRealm};
use first72_core::directory::Directory;
use first72_wire::entry::SealedEntry;

/// Whether the bytes pass bounds, author and signature, which every way in demands first.
fn passes(directory: &Directory, root: &[u8; 32], golden: &Golden, bytes: &[u8]) -> bool {
    let Ok(entry) = SealedEntry::parse(bytes) else { return false };
    let known = directory.device(&entry.header.device).map(|device| device.sig_pk);
    let by_root = golden.said["author"] == "root" && entry.header.device == golden.entry.header.device;
    let sig_pk = if by_root { Some(*root) } else { known };
    sig_pk.is_some_and(|sig_pk| entry.is_signed_by(&sig_pk))
}

// masvs:CODE-4 cjis:SI-7
#[test]
fn every_flipped_bit_of_every_golden_entry_is_refused() {
    let realm = GoldenRealm::read();
    let (directory, _) = directory(&realm, &realm.device("writer"));
    let root = realm.genesis.fields().root_pk;
    for golden in &realm.entries {
        assert!(passes(&directory, &root, golden, &golden.bytes), "{} is refused as it is", golden.name);
        let mut bytes = golden.bytes.clone();
        for bit in bits(bytes.len()) {
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(!passes(&directory, &root, golden, &bytes), "{}: bit {bit}", golden.name);
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
    }
}

/// Every bit; of the one entry of 33 KB, whose quarter of a million bits would take a minute, one bit of
/// each byte, another one each time.
fn bits(length: usize) -> Vec<usize> {
    if length < 4_096 { (0..length * 8).collect() } else { (0..length).map(|at| at * 8 + at % 8).collect() }
}

#[test]
fn every_golden_entry_cut_short_or_lengthened_is_refused() {
    for golden in &GoldenRealm::read().entries {
        for length in 0..golden.bytes.len() {
            assert!(SealedEntry::parse(&golden.bytes[..length]).is_err(), "{} cut to {length}", golden.name);
        }
        let longer = [golden.bytes.as_slice(), b"\0"].concat();
        assert!(SealedEntry::parse(&longer).is_err(), "{}", golden.name);
    }
}
