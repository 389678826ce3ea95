//! What people hand to each other on paper, on a stick or as a file: shares, keys of a ceremony, what an ended device left, and
//! a proof against a server.

use super::{same, text};
use first72_core::carrying::{DirectoryCopy, Gathered, Receipted, Slip, gather, split};
use first72_core::directory::ended::{SignedReceipt, Unsent};
use first72_core::seal::{PackKey, RecoveryShare, RootKey, SafeFile};
use first72_core::sync::Caught;
use first72_wire::compartment::Compartment;
use first72_wire::log_keys::LogKeys;

/// What opens the files of the seeds: known to everybody, for these tests only.
pub(super) const PASSPHRASE: &[u8] = b"an invented passphrase";

/// A custodian's sheet, as it was typed or scanned.
pub(super) fn recovery_share(bytes: &[u8]) -> bool {
    let Some(Ok(share)) = text(bytes).map(RecoveryShare::read) else { return false };
    for written in [share.to_text(), share.to_words()] {
        let again = RecoveryShare::read(&written).map(|again| again.to_text());
        assert!(again.is_ok_and(|again| again == share.to_text()), "a share that was read can be read again");
    }
    true
}

/// The entries that an ended device never sent, carried by somebody, and a copy of a directory, which has the same form.
pub(super) fn unsent(bytes: &[u8]) -> bool {
    if let Ok(entries) = DirectoryCopy::parse(bytes) {
        same(&DirectoryCopy::to_bytes(&entries), bytes);
        return true;
    }
    let Ok(entries) = Unsent::parse(bytes) else { return false };
    same(&Unsent::to_bytes(&entries), bytes);
    true
}

/// The server's receipts on their way back to whoever saved.
pub(super) fn slip(bytes: &[u8]) -> bool {
    let Ok(slip) = Slip::parse(bytes) else { return false };
    let _signed = slip.receipts.iter().filter(|receipt| receipt.check(&slip.realm, &LogKeys::of([9; 32]))).count();
    let kept: Vec<Vec<u8>> = slip.receipts.iter().map(receipted).collect();
    same(&Slip::to_bytes(slip.realm, slip.device, &kept), bytes);
    true
}

/// A receipt as the vault keeps it.
fn receipted(receipt: &Receipted) -> Vec<u8> {
    let mut out = [&receipt.receipt.server_ms.to_be_bytes()[..], &receipt.receipt.signature].concat();
    for (hash, pos) in &receipt.placed {
        out.extend(hash.0);
        out.extend(pos.to_be_bytes());
    }
    out
}

/// Codes that a camera read, one a line: whatever they make is cut into codes that make the same again.
pub(super) fn carry_parts(bytes: &[u8]) -> bool {
    let lines: Vec<&str> = text(bytes).map(|text| text.lines().collect()).unwrap_or_default();
    let Ok(Gathered { bytes: Some(whole), .. }) = gather(&lines) else { return false };
    let again = split(&whole).map(|parts| gather(&parts));
    assert!(again.is_ok_and(|again| again.is_ok_and(|again| again.bytes == Some(whole))));
    true
}

/// An ended device's word that it was wiped.
pub(super) fn wipe_receipt(bytes: &[u8]) -> bool {
    let Some(Ok(receipt)) = text(bytes).map(SignedReceipt::parse) else { return false };
    let _signed = receipt.is_signed_by(&[9; 32]);
    assert!(SignedReceipt::parse(&receipt.text()).is_ok_and(|again| again == receipt));
    true
}

/// What a server was caught at. It need not hold: checking it only must not break down.
pub(super) fn server_proof(bytes: &[u8]) -> bool {
    let Ok(caught) = Caught::parse(bytes) else { return false };
    let _holds = caught.check().is_ok();
    assert!(Caught::parse(caught.to_text().as_bytes()).is_ok_and(|again| again == caught));
    true
}

/// The files of a safe and a pack key's. Each costs a derivation, and what does not open looks like another passphrase.
pub(super) fn key_files(bytes: &[u8]) -> bool {
    let safe = [SafeFile::CertificateAuthority, SafeFile::Recovery(Compartment::Cw)];
    let opened = [
        RootKey::open(PASSPHRASE, bytes).is_ok(),
        PackKey::open(PASSPHRASE, bytes).is_some(),
        safe.iter().any(|file| file.open(PASSPHRASE, bytes).is_some()),
    ];
    assert!(opened.iter().filter(|opened| **opened).count() <= 1, "a file opens as one thing");
    opened.contains(&true)
}
