//! The server's signed word that entries are durable and where they stand.

use crate::entry::verify;
use crate::id::{Hash, RealmId};
use crate::label;
use crate::log_keys::LogKeys;
use ring::digest::{Context, SHA256};
use thiserror::Error;

/// A signature by the log key over entries and their positions. Its time is the "not after" of each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The server's clock in milliseconds since 1970-01-01T00:00:00Z.
    pub server_ms: i64,
    /// Ed25519 over [`signing_input`].
    pub signature: [u8; 64],
}

/// A receipt that does not hold for what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReceiptRefused {
    /// There is not one outcome for each entry that was sent.
    #[error("the answer does not speak of the entries that were sent")]
    Count,
    /// The realm's server did not sign these entries at these positions.
    #[error("the receipt is not signed by this realm's server")]
    Signature,
}

impl ReceiptRefused {
    /// The stable code of this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Count => "receipt.count",
            Self::Signature => "receipt.signature",
        }
    }
}

impl Receipt {
    /// Checks that a log key that is good today signed exactly these entries at these positions. What an ended one signed is
    /// no receipt any more: the entries are sent again, which does no harm.
    ///
    /// # Errors
    /// [`ReceiptRefused::Signature`] when it did not.
    pub fn check(
        &self,
        realm: &RealmId,
        keys: &LogKeys,
        items: impl Iterator<Item = (Hash, u64)>,
    ) -> Result<(), ReceiptRefused> {
        let said = signing_input(realm, self.server_ms, items);
        let signed = keys.good().any(|key| verify(key, &said, &self.signature));
        if signed { Ok(()) } else { Err(ReceiptRefused::Signature) }
    }
}

/// The bytes that the log key signs: label ‖ realm ‖ u64 time ‖ SHA-256((entry hash ‖ u64 pos) …).
#[must_use]
pub fn signing_input(realm: &RealmId, server_ms: i64, items: impl Iterator<Item = (Hash, u64)>) -> Vec<u8> {
    let mut context = Context::new(&SHA256);
    for (hash, pos) in items {
        context.update(&hash.0);
        context.update(&pos.to_be_bytes());
    }
    let items = context.finish();
    let fields: [&[u8]; 4] = [label::RECEIPT, &realm.0, &server_ms.to_be_bytes(), items.as_ref()];
    fields.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{EntryOutcome, PushAnswer, Why};
    use ring::signature::{Ed25519KeyPair, KeyPair};

    const REALM: RealmId = RealmId([1; 16]);

    fn answered() -> (PushAnswer, [Hash; 3], LogKeys) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let hashes = [Hash([1; 32]), Hash([2; 32]), Hash([3; 32])];
        let items = [(hashes[0], 4), (hashes[2], 6)];
        let signature = pair.sign(&signing_input(&REALM, 1_000, items.into_iter())).as_ref().try_into().unwrap();
        let outcomes = vec![
            EntryOutcome::Stored { pos: 4 },
            EntryOutcome::Refused(Why::Signature),
            EntryOutcome::Duplicate { pos: 6 },
        ];
        let receipt = Receipt { server_ms: 1_000, signature };
        let answer = PushAnswer { outcomes, receipt, checkpoint: String::new(), news: true, grown: None };
        (answer, hashes, LogKeys::of(pair.public_key().as_ref().try_into().unwrap()))
    }

    #[test]
    fn a_receipt_holds_for_what_is_on_the_server() {
        let (answer, hashes, keys) = answered();
        assert_eq!(answer.check(&REALM, &keys, &hashes), Ok(()));
    }

    #[test]
    fn a_receipt_for_anything_else_is_refused() {
        let (answer, hashes, keys) = answered();
        let mut claims_more = answer.clone();
        claims_more.outcomes[1] = EntryOutcome::Stored { pos: 5 };
        let mut elsewhere = answer.clone();
        elsewhere.outcomes[0] = EntryOutcome::Stored { pos: 3 };
        let mut later = answer.clone();
        later.receipt.server_ms += 1;
        for altered in [claims_more, elsewhere, later] {
            assert_eq!(altered.check(&REALM, &keys, &hashes), Err(ReceiptRefused::Signature));
        }
        assert_eq!(answer.check(&REALM, &keys, &hashes[..2]), Err(ReceiptRefused::Count));
        assert_eq!(answer.check(&REALM, &LogKeys::of([8; 32]), &hashes), Err(ReceiptRefused::Signature));
    }
}
