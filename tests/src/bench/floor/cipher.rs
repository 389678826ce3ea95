//! The ciphers alone, measured by criterion, and our own two verbs next to them.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::Criterion;
use first72_core::seal::{ChainSlot, DeviceKeys, SpaceKey, SystemRandomness, seal_entry};
use first72_wire::id::{Hash, RealmId, SpaceId};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

/// Bytes of what is sealed and signed here.
pub const BYTES: usize = 1_024;

/// Microseconds, each the median that criterion found.
#[derive(Clone, Copy, Debug)]
pub struct Micros {
    /// AES-256-GCM over [`BYTES`].
    pub seal: f64,
    /// The same, opened.
    pub open: f64,
    /// Ed25519 over a hash.
    pub sign: f64,
    /// The same, checked.
    pub verify: f64,
    /// One entry of ours with a payload of [`BYTES`]: packed, padded, sealed, hashed, signed.
    pub own_seal: f64,
    /// One entry's signature, checked as the wire does.
    pub own_verify: f64,
}

/// The word with which this program is started to let criterion measure, whose own lines then stay out of the table.
pub const WORD: &str = "ciphers";

/// Measures, in a process of its own when there is a program for it; criterion keeps its own findings in this folder.
///
/// # Panics
/// When criterion leaves none.
#[must_use]
pub fn measure(own: Option<&Path>, folder: &Path, quick: bool) -> Micros {
    match own {
        Some(own) => {
            let mut alone = Command::new(own);
            alone.arg(WORD).arg(folder).arg(if quick { "quick" } else { "whole" });
            let status = alone.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
            assert!(status.expect("this program starts").success(), "criterion measures");
        }
        None => run(folder, quick),
    }
    let micros = |name: &str| median_ns(folder, name) / 1e3;
    Micros {
        seal: micros("bare_seal"),
        open: micros("bare_open"),
        sign: micros("bare_sign"),
        verify: micros("bare_verify"),
        own_seal: micros("entry_seal"),
        own_verify: micros("entry_verify"),
    }
}

/// What this program does when it is started with [`WORD`].
pub fn run(folder: &Path, quick: bool) {
    let (warm_up, time) = if quick { (20, 60) } else { (300, 1_000) };
    let mut criterion = Criterion::default()
        .without_plots()
        .sample_size(if quick { 10 } else { 50 })
        .warm_up_time(Duration::from_millis(warm_up))
        .measurement_time(Duration::from_millis(time))
        .output_directory(folder);
    bare(&mut criterion);
    own(&mut criterion);
}

fn bare(criterion: &mut Criterion) {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &[7; 32]).expect("a key"));
    let nonce = || Nonce::assume_unique_for_key([9; 12]);
    let mut sealed = vec![0xA5; BYTES];
    key.seal_in_place_append_tag(nonce(), Aad::empty(), &mut sealed).expect("it is sealed");
    let mut buffer = vec![0xA5; BYTES];
    criterion.bench_function("bare_seal", |bencher| {
        bencher.iter(|| key.seal_in_place_separate_tag(nonce(), Aad::empty(), &mut buffer).expect("it is sealed"));
    });
    criterion.bench_function("bare_open", |bencher| {
        bencher.iter(|| {
            buffer.clear();
            buffer.extend_from_slice(&sealed);
            key.open_in_place(nonce(), Aad::empty(), &mut buffer).expect("it opens").len()
        });
    });
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).expect("a key");
    let hash = [0xA5; 48];
    let signature = pair.sign(&hash);
    let public = UnparsedPublicKey::new(&ED25519, pair.public_key().as_ref().to_vec());
    criterion.bench_function("bare_sign", |bencher| bencher.iter(|| pair.sign(&hash)));
    criterion.bench_function("bare_verify", |bencher| {
        bencher.iter(|| public.verify(&hash, signature.as_ref()).expect("it holds"));
    });
}

fn own(criterion: &mut Criterion) {
    let random = SystemRandomness::new();
    let keys = DeviceKeys::make(&random).expect("keys");
    let key = SpaceKey::make(1, &random).expect("a key");
    let slot = ChainSlot { realm: RealmId([1; 16]), space: SpaceId([2; 16]), seq: 1, prev: Hash([3; 32]) };
    let payload: Vec<u8> = (0..BYTES).map(|place| (place * place % 251) as u8).collect();
    criterion.bench_function("entry_seal", |bencher| {
        bencher.iter(|| seal_entry(&keys, slot, &key, &payload, &random).expect("it fits"));
    });
    let entry = seal_entry(&keys, slot, &key, &payload, &random).expect("it fits");
    criterion.bench_function("entry_verify", |bencher| {
        bencher.iter(|| assert!(entry.is_signed_by(&keys.public().sig_pk)));
    });
}

fn median_ns(folder: &Path, name: &str) -> f64 {
    let path = folder.join(name).join("new").join("estimates.json");
    let text = std::fs::read_to_string(path).expect("criterion keeps what it found");
    let found: serde_json::Value = serde_json::from_str(&text).expect("criterion writes JSON");
    found["median"]["point_estimate"].as_f64().expect("a median")
}
