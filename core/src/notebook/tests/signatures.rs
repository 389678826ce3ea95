//! Own signatures, looked at one by one.

use super::*;
use crate::sync::{Pages, Relay, RelayError};
use first72_wire::header::Kind;
use first72_wire::hello::{HelloAnswer, HelloRequest};
use first72_wire::id::Hash;

/// A server that damages one signature on its way to a device.
struct Damaging<'a> {
    relay: &'a MemoryRelay,
    signature: [u8; 64],
}

impl Relay for Damaging<'_> {
    fn hello(&self, request: &HelloRequest) -> Result<HelloAnswer, RelayError> {
        self.relay.hello(request)
    }

    fn push(&self, auth: &str, page: &[u8]) -> Result<Vec<u8>, RelayError> {
        self.relay.push(auth, page)
    }

    fn pull(&self, auth: &str, body: &[u8]) -> Result<Pages<'_>, RelayError> {
        let pages = self.relay.pull(auth, body)?;
        Ok(Box::new(pages.map(|page| {
            let mut page = page?;
            if let Some(at) = page.windows(64).position(|bytes| bytes == self.signature) {
                page[at..at + 64].fill(7);
            }
            Ok(page)
        })))
    }

    fn prove(&self, auth: &str, path: &str) -> Result<Vec<u8>, RelayError> {
        self.relay.prove(auth, path)
    }

    fn genesis(&self) -> Result<Vec<u8>, RelayError> {
        self.relay.genesis()
    }

    fn authority(&self) -> Hash {
        self.relay.authority()
    }
}

#[test]
fn a_signature_that_only_a_later_one_stands_for_is_named_and_its_entry_stays() {
    use Compartment::{Le, Ops};
    let county = realm("Demo County", &[Ops, Le]);
    let (deputy, partner) = (Device::new(), Device::new());
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    join(&partner, &county, "P. Nguyen", Role::Deputy, &[Ops, Le]);
    county.registrar.sync(&county);
    for device in [&deputy, &partner] {
        device.sync(&county);
    }
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    for name in ["Star", "Sky"] {
        deputy.open().answer(episode, "name_to_use", Answer::Given(Value::Text(name.into())), now()).unwrap();
    }
    let whole = deputy.open().check_signatures(now()).unwrap().remove(0);
    assert!(whole.good > 4 && whole.proven_by_later.is_empty() && whole.unknown_device.is_empty(), "{whole:?}");

    let mut of_ops = Vec::new();
    deputy.open().vault.entries(county.id, NOW, |stored| of_ops.push(stored.entry)).unwrap();
    let ops = of_ops.iter().find(|entry| entry.header.kind == Kind::Op).unwrap().header.space;
    of_ops.retain(|entry| entry.header.space == ops);
    let middle = &of_ops[of_ops.len() - 2];
    deputy.sync(&county);
    let relay = Damaging { relay: &county.relay, signature: middle.signature };
    sync(&partner.door, county.id, &relay, &now).unwrap();
    let read = |device: &Device| device.open().record(episode).unwrap().answers("name_to_use").len();
    assert_eq!(read(&partner), read(&deputy), "what was written is read");
    let checked = partner.open().check_signatures(now()).unwrap().remove(0);
    let damaged = EntryPlace { space: ops, device: middle.header.device, seq: middle.header.seq };
    assert_eq!(checked.proven_by_later, [damaged]);
}
