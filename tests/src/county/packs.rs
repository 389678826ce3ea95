//! The Los Angeles pack, signed for every realm of the tests by an invented author and an invented approver.

use std::sync::{Arc, OnceLock};

use first72_core::notebook::Packs;
use first72_core::protocol::edition::Edition;
use first72_core::protocol::shipped;
use first72_core::protocol::signature::{PackSignature, SignedAs};
use first72_core::seal::PackKey;
use first72_wire::policy::Policy;

use super::device::DrawnFromSeed;

/// Good for longer than any test lives, in milliseconds since 1970 UTC.
const UNTIL_MS: i64 = 4_000_000_000_000;

fn signers() -> &'static [PackKey; 2] {
    static SIGNERS: OnceLock<[PackKey; 2]> = OnceLock::new();
    SIGNERS.get_or_init(|| [71, 72].map(|seed| PackKey::make(&DrawnFromSeed::new(seed)).expect("a key")))
}

/// Names the invented author and approver.
pub(super) fn policy() -> Policy {
    let [author, approver] = signers();
    Policy::of_packs(vec![author.public()], vec![approver.public()], vec!["los-angeles".to_owned()])
}

/// The pack as a device of the tests holds it.
pub(super) fn signed_packs() -> Packs {
    static SIGNED: OnceLock<Arc<Edition>> = OnceLock::new();
    let sign = || {
        let edition = shipped::find("los-angeles").expect("it is shipped").edition();
        let parts = signers().iter().zip([SignedAs::Author, SignedAs::Approver]);
        let signatures: Vec<_> = parts
            .map(|(key, part)| PackSignature {
                part,
                key: key.public(),
                until_ms: UNTIL_MS,
                signature: key.sign(&PackSignature::message(part, UNTIL_MS, &edition.hash())),
            })
            .collect();
        Arc::new(edition.with_signatures(&signatures))
    };
    Packs::of([Arc::clone(SIGNED.get_or_init(sign))])
}
