//! With the same secrets and draws, Rust makes the same bytes.

use crate::realm::{Decided, Golden, GoldenRealm, space_key};
use first72_core::seal::wrap::seal_old_keys;
use first72_core::seal::{
    ChainSlot, WrapPlace, recovery_recipient, seal_entry, seal_statement_part, sign_clear_entry, wrap_for_recovery,
    wrap_key,
};
use first72_wire::entry::SealedEntry;
use first72_wire::header::Kind;
use first72_wire::key_body::KeyBody;
use first72_wire::statement::StatementBody;

fn slot(golden: &Golden) -> ChainSlot {
    let header = &golden.entry.header;
    ChainSlot { realm: header.realm, space: header.space, seq: header.seq, prev: header.prev }
}

fn save(realm: &GoldenRealm, golden: &Golden) -> SealedEntry {
    let keys = realm.device(golden.said["author"].as_str().unwrap());
    let key = space_key(&golden.bytes_of("key"), 1);
    let random = Decided::new(golden.list_of("draws"));
    let made = seal_entry(&keys, slot(golden), &key, &golden.bytes_of("payload"), &random).unwrap();
    assert!(random.all_used());
    made
}

fn statement(realm: &GoldenRealm, golden: &Golden) -> SealedEntry {
    let public = golden.bytes_of("public");
    let mut body = StatementBody::new(first72_wire::statement::PublicPart::parse(&public).unwrap());
    assert_eq!(body.public_bytes, public);
    if golden.has("sealed_plain") {
        let (key, random) = (space_key(&realm.secret("directory_key"), 1), Decided::new(golden.list_of("draws")));
        let space = golden.entry.header.space;
        let sealed = seal_statement_part(&key, space, &public, &golden.bytes_of("sealed_plain"), &random);
        body = body.with_sealed(sealed.unwrap());
        assert!(random.all_used());
    }
    let signer = realm.signer(golden);
    sign_clear_entry(signer.as_ref(), slot(golden), Kind::Statement, body.to_bytes()).unwrap()
}

fn key_entry(realm: &GoldenRealm, golden: &Golden) -> SealedEntry {
    let named = KeyBody::parse(&golden.entry.body).unwrap();
    let header = &golden.entry.header;
    let place = WrapPlace { realm: header.realm, space: header.space, author: header.device };
    let key = space_key(&golden.bytes_of("key"), named.version);
    assert_eq!(key.id(), named.key_id);
    let random = Decided::new(golden.list_of("draws"));
    let devices = [realm.device("registrar"), realm.device("writer")];
    let wrap = |recipient| {
        let public = devices.iter().map(|keys| keys.public()).find(|public| public.device_id == recipient).unwrap();
        wrap_key(&key, &place, recipient, &public.kem_pk, &random).unwrap()
    };
    let wraps = named.wraps.iter().map(|wrapped| wrap(wrapped.device_id)).collect();
    let recovery_pk = realm.genesis.fields().compartments[0].recovery_pk;
    assert_ne!(recovery_recipient(&recovery_pk), header.device);
    let recovery =
        named.recovery.map(|wrapped| wrap_for_recovery(&key, &place, wrapped.epoch, &recovery_pk, &random).unwrap());
    let older: Vec<_> = (1..).zip(golden.list_of("older")).map(|(version, bytes)| space_key(&bytes, version)).collect();
    let old_keys = (!older.is_empty()).then(|| seal_old_keys(&key, header.space, older.iter(), &random).unwrap());
    assert!(random.all_used());
    let body = KeyBody { wraps, recovery, old_keys, ..named };
    sign_clear_entry(realm.signer(golden).as_ref(), slot(golden), Kind::Key, body.to_bytes()).unwrap()
}

#[test]
fn the_same_secrets_and_draws_make_the_same_bytes() {
    let realm = GoldenRealm::read();
    assert_eq!(realm.entries.len(), 34);
    for golden in &realm.entries {
        let made = match golden.entry.header.kind {
            Kind::Op => save(&realm, golden),
            Kind::Key => key_entry(&realm, golden),
            _ => statement(&realm, golden),
        };
        assert!(made.to_bytes() == golden.bytes, "{}", golden.name);
    }
}
