//! A slip: what the server signed when it took entries that somebody else brought, on its way back to the device that wrote them.
//!
//! `F72SLIP1 ‖ realm, 16 bytes ‖ device, 16 bytes ‖ (u32 length ‖ receipt) …`, and a receipt is
//! `i64 server ms ‖ signature, 64 bytes ‖ (entry hash, 32 bytes ‖ u64 place) …`, all big-endian.

use super::error::CarryError;
use first72_wire::id::{DeviceId, Hash, RealmId};
use first72_wire::limits::MAX_BATCH_ENTRIES;
use first72_wire::log_keys::LogKeys;
use first72_wire::receipt::Receipt;

const BEGINNING: &[u8; 8] = b"F72SLIP1";
/// Bytes of a receipt before its entries, and of each entry.
const HEAD: usize = 8 + 64;
const ITEM: usize = 32 + 8;

/// Receipts for one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The realm.
    pub realm: RealmId,
    /// Whose entries they are.
    pub device: DeviceId,
    /// The receipts, oldest first. Nothing of them has been checked before [`Receipted::check`].
    pub receipts: Vec<Receipted>,
}

/// One receipt with the entries that it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipted {
    /// The server's time and signature.
    pub receipt: Receipt,
    /// The entries and their places in their spaces, in the order in which they were signed; one at least, 1,024 at most.
    pub placed: Vec<(Hash, u64)>,
}

impl Slip {
    /// Whether bytes begin as a slip does.
    #[must_use]
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(BEGINNING)
    }

    /// The bytes, from receipts as the vault keeps them.
    #[must_use]
    pub fn to_bytes(realm: RealmId, device: DeviceId, receipts: &[Vec<u8>]) -> Vec<u8> {
        let mut out = [&BEGINNING[..], &realm.0, &device.0].concat();
        for receipt in receipts {
            out.extend(u32::try_from(receipt.len()).unwrap_or(u32::MAX).to_be_bytes());
            out.extend(receipt);
        }
        out
    }

    /// Reads a slip, bounds first.
    ///
    /// # Errors
    /// [`CarryError::Slip`].
    pub fn parse(bytes: &[u8]) -> Result<Self, CarryError> {
        let rest = bytes.strip_prefix(&BEGINNING[..]).ok_or(CarryError::Slip)?;
        let (realm, rest) = rest.split_first_chunk::<16>().ok_or(CarryError::Slip)?;
        let (device, mut rest) = rest.split_first_chunk::<16>().ok_or(CarryError::Slip)?;
        let mut receipts = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| CarryError::Slip)?;
            let (receipt, after) = after.split_at_checked(length).ok_or(CarryError::Slip)?;
            receipts.push(Receipted::parse(receipt).ok_or(CarryError::Slip)?);
            rest = after;
        }
        if !rest.is_empty() || receipts.is_empty() {
            return Err(CarryError::Slip);
        }
        Ok(Self { realm: RealmId(*realm), device: DeviceId(*device), receipts })
    }
}

impl Receipted {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let (head, items) = bytes.split_at_checked(HEAD)?;
        let (server_ms, signature) = head.split_first_chunk::<8>()?;
        let count = items.len() / ITEM;
        if !items.len().is_multiple_of(ITEM) || count == 0 || count > MAX_BATCH_ENTRIES {
            return None;
        }
        let item = |item: &[u8]| {
            let (hash, pos) = item.split_first_chunk::<32>()?;
            Some((Hash(*hash), u64::from_be_bytes(pos.try_into().ok()?)))
        };
        let receipt = Receipt { server_ms: i64::from_be_bytes(*server_ms), signature: signature.try_into().ok()? };
        Some(Self { receipt, placed: items.chunks_exact(ITEM).map(item).collect::<Option<_>>()? })
    }

    /// Whether the realm's server signed exactly this.
    #[must_use]
    pub fn check(&self, realm: &RealmId, keys: &LogKeys) -> bool {
        self.receipt.check(realm, keys, self.placed.iter().copied()).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use first72_wire::receipt::signing_input;
    use proptest::prelude::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    const REALM: RealmId = RealmId([1; 16]);
    const DEVICE: DeviceId = DeviceId([2; 16]);

    fn kept(pair: &Ed25519KeyPair, placed: &[(Hash, u64)]) -> Vec<u8> {
        let signature = pair.sign(&signing_input(&REALM, 5, placed.iter().copied()));
        let mut out = [&5i64.to_be_bytes()[..], signature.as_ref()].concat();
        for (hash, pos) in placed {
            out.extend(hash.0);
            out.extend(pos.to_be_bytes());
        }
        out
    }

    #[test]
    fn receipts_come_back_as_the_server_signed_them() {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
        let keys = LogKeys::of(pair.public_key().as_ref().try_into().unwrap());
        let placed = [(Hash([3; 32]), 7), (Hash([4; 32]), 8)];
        let bytes = Slip::to_bytes(REALM, DEVICE, &[kept(&pair, &placed), kept(&pair, &placed[1..])]);
        let slip = Slip::parse(&bytes).unwrap();
        assert!(Slip::is_one(&bytes));
        assert_eq!((slip.realm, slip.device, slip.receipts.len()), (REALM, DEVICE, 2));
        assert_eq!(slip.receipts[0].placed, placed);
        assert!(slip.receipts.iter().all(|receipt| receipt.check(&REALM, &keys)));
        assert!(!slip.receipts[0].check(&RealmId([9; 16]), &keys));
        assert!(!slip.receipts[0].check(&REALM, &LogKeys::of([0; 32])));
        for at in 40..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] ^= 1;
            let holds = |slip: Slip| slip.receipts.iter().all(|receipt| receipt.check(&REALM, &keys));
            assert!(!Slip::parse(&wrong).is_ok_and(holds), "byte {at} was changed and nobody noticed");
        }
        for cut in 0..bytes.len() {
            let whole_receipts = cut == bytes.len() - (4 + HEAD + ITEM);
            assert_eq!(Slip::parse(&bytes[..cut]).is_ok(), whole_receipts, "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = Slip::parse(&bytes);
            let _ = Slip::parse(&[&BEGINNING[..], &bytes].concat());
        }
    }
}
