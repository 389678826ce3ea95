//! Seeds of what people hand to each other, of proofs, and of what is inside sealed bodies.

use super::super::handed::PASSPHRASE;
use super::super::sealed;
use super::super::server::{REALM, log_pk};
use super::{hello_answer, note};
use anyhow::{Result, anyhow};
use first72_core::carrying::{DirectoryCopy, Slip, split};
use first72_core::directory::ended::{Unsent, WipeReceipt};
use first72_core::seal::device_keys::DeviceKeys;
use first72_core::seal::random::SystemRandomness;
use first72_core::seal::{PackKey, RecoveryKey, RootKey, SafeFile};
use first72_core::sync::{Caught, CaughtAt};
use first72_wire::compartment::Compartment;
use first72_wire::entry::SealedEntry;
use first72_wire::hello::{HelloRequest, Hex};
use first72_wire::id::{DeviceId, Hash, SpaceId};
use first72_wire::log_keys::LogKeys;
use first72_wire::proof::{Asked, ProofAnswer};
use first72_wire::statement::ChainHead;

pub(super) fn of(name: &str, entries: &[SealedEntry]) -> Result<Vec<Vec<u8>>> {
    Ok(match name {
        "recovery_share" => shares()?,
        "key_files" => key_files()?,
        "unsent" => {
            let some = |count| entries.get(..count).unwrap_or_default();
            let copy = DirectoryCopy::to_bytes(some(2));
            [0, 1, 5].map(|count| Unsent::to_bytes(some(count))).into_iter().chain([copy]).collect()
        }
        "slip" => [1, 3].map(slip).into(),
        "carry_parts" => [0, 400, 1_500].map(|bytes| parts(&vec![7; bytes])).into(),
        "wipe_receipt" => vec![receipt()?],
        "server_proof" => server_proofs()?,
        "proof_asked" => [
            Asked::Consistency { from: vec![0, 7, 60], to: 72 },
            Asked::Consistency { from: vec![u64::MAX], to: u64::MAX },
            Asked::Inclusion { leaf: 3, to: 72 },
        ]
        .map(|asked| asked.to_query().into_bytes())
        .into(),
        "proof_answer" => {
            let proofs = vec![vec![Hash([1; 32]); 3], Vec::new(), vec![Hash([2; 32])]];
            vec![ProofAnswer { proofs }.to_bytes(), ProofAnswer { proofs: Vec::new() }.to_bytes()]
        }
        "envelope" => sealed::envelopes(),
        "body" => sealed::bodies(),
        _ => Vec::new(),
    })
}

/// So many receipts, each over as many entries; whoever signed them, it is not this realm's server.
fn slip(count: u8) -> Vec<u8> {
    let item = |number: u8| [&[number; 32][..], &u64::from(number).to_be_bytes()].concat();
    let receipt = |of: u8| {
        [&1_780_000_000_000_i64.to_be_bytes()[..], &[of; 64], &(1..=of).flat_map(item).collect::<Vec<_>>()].concat()
    };
    Slip::to_bytes(REALM, DeviceId([2; 16]), &(1..=count).map(receipt).collect::<Vec<_>>())
}

fn parts(bytes: &[u8]) -> Vec<u8> {
    split(bytes).unwrap_or_default().join("\n").into_bytes()
}

/// One as its code, one as its words, one with what else stands on a sheet.
fn shares() -> Result<Vec<Vec<u8>>> {
    let random = SystemRandomness::new();
    let shares = RecoveryKey::make(&random)?.split(REALM, Compartment::Cw, 1, (2, 3), &random)?;
    let text = |share: &first72_core::seal::RecoveryShare| share.to_text().as_bytes().to_vec();
    let words = |share: &first72_core::seal::RecoveryShare| share.to_words().as_bytes().to_vec();
    let sheet =
        |share| [b"Share 3 (invented)\n".to_vec(), text(share), b"\nIn words:\n".to_vec(), words(share)].concat();
    Ok(match shares.as_slice() {
        [one, two, three] => vec![text(one), words(two), sheet(three)],
        _ => Vec::new(),
    })
}

fn key_files() -> Result<Vec<Vec<u8>>> {
    let random = SystemRandomness::new();
    Ok(vec![
        RootKey::make(&random)?.seal(PASSPHRASE, &random)?,
        PackKey::make(&random)?.seal(PASSPHRASE, &random)?,
        SafeFile::CertificateAuthority.seal(PASSPHRASE, b"an invented key", &random)?,
        SafeFile::Recovery(Compartment::Cw).seal(PASSPHRASE, &[7; 32], &random)?,
    ])
}

fn receipt() -> Result<Vec<u8>> {
    let head = |byte: u8| ChainHead { space: SpaceId([byte; 16]), seq: u64::from(byte), hash: Hash([byte; 32]) };
    let receipt = WipeReceipt {
        realm: REALM,
        device: DeviceId([4; 16]),
        statement: Hash([5; 32]),
        heads: vec![head(1), head(2)],
        unsent: 3,
        at_ms: 1_780_000_000_000,
    };
    let keys = DeviceKeys::make(&SystemRandomness::new())?;
    Ok(receipt.sign(&keys).text().into_bytes())
}

fn server_proofs() -> Result<Vec<Vec<u8>>> {
    let greeting = HelloRequest { device_id: DeviceId([4; 16]), client_nonce: Hex([5; 16]), tree_size: Some(7) };
    let keys = LogKeys::of([0x0c; 32]).with(log_pk()).and_then(|both| both.ended(&[0x0c; 32], 9));
    let caught = Caught {
        at: CaughtAt::WentBack,
        realm: REALM,
        keys: keys.ok_or_else(|| anyhow!("two keys of which one is ended"))?,
        noted_ms: 1_780_000_000_000,
        before: note(),
        shown: note(),
        hashes: vec![Hash([3; 32])],
        hello: Some((greeting, serde_json::from_slice(&hello_answer())?)),
    };
    let short =
        Caught { at: CaughtAt::Unproven, before: String::new(), hashes: Vec::new(), hello: None, ..caught.clone() };
    Ok([caught, short].map(|one| one.to_text().into_bytes()).into())
}
