//! The pack of the place where everything happens, signed for every realm of the tests by an invented author and an
//! invented approver.

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

static PLACE: OnceLock<&'static str> = OnceLock::new();

/// Lets everything happen in another place than Los Angeles. To be said before the first device is made.
///
/// # Panics
/// When somebody has been somewhere else already.
pub fn happen_in(place: &'static str) {
    assert_eq!(*PLACE.get_or_init(|| place), place, "everything happens in one place");
}

/// The pack of the place.
pub(super) fn place() -> &'static str {
    PLACE.get_or_init(|| "los-angeles")
}

fn signers() -> &'static [PackKey; 2] {
    static SIGNERS: OnceLock<[PackKey; 2]> = OnceLock::new();
    SIGNERS.get_or_init(|| [71, 72].map(|seed| PackKey::make(&DrawnFromSeed::new(seed)).expect("a key")))
}

/// Names the invented author and approver.
pub(super) fn policy() -> Policy {
    let [author, approver] = signers();
    Policy::of_packs(vec![author.public()], vec![approver.public()], vec![place().to_owned()])
}

/// The pack as a device of the tests holds it.
pub(super) fn signed_packs() -> Packs {
    static SIGNED: OnceLock<Arc<Edition>> = OnceLock::new();
    let sign = || {
        let edition = shipped::find(place()).expect("it is shipped").edition();
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
