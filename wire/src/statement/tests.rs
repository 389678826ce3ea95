//! Statements are read back, and nothing else is.

use super::*;
use crate::compartment::Compartment;
use crate::id::{MatterId, SpaceId};

fn introduced() -> Introduced {
    let (sig_pk, kem_pk) = ([1; 32], [4; 65]);
    Introduced { device_id: derived::device_id(&sig_pk, &kem_pk), person_id: PersonId([2; 16]), sig_pk, kem_pk }
}

fn chain_ends(count: usize) -> Vec<ChainEnd> {
    let end = |number: usize| {
        let mut device = [0; 16];
        device[..8].copy_from_slice(&(number as u64).to_be_bytes());
        ChainEnd { device_id: DeviceId(device), seq: 3, hash: Hash([4; 32]) }
    };
    (1..=count).map(end).collect()
}

fn chain_heads(count: usize) -> Vec<ChainHead> {
    let head = |end: ChainEnd| ChainHead { space: SpaceId(end.device_id.0), seq: end.seq, hash: end.hash };
    chain_ends(count).into_iter().map(head).collect()
}

fn every_part() -> Vec<PublicPart> {
    vec![
        PublicPart::Policy(Policy::of_packs(vec![[1; 32]], vec![[2; 32]], vec!["sample".into()])),
        PublicPart::PackPart { copy: Hash([8; 32]), index: 1, count: 2 },
        PublicPart::RegistrarAdd(introduced()),
        PublicPart::Person { person_id: PersonId([3; 16]) },
        PublicPart::DeviceAdd { device: introduced(), not_after_ms: 1_800_000_000_000 },
        PublicPart::DeviceEnd { device_id: DeviceId([5; 16]), reason: 1, wipe: true, heads: vec![] },
        PublicPart::DeviceEnd { device_id: DeviceId([5; 16]), reason: 4, wipe: false, heads: chain_heads(2) },
        PublicPart::Grant {
            grant_id: GrantId([6; 16]),
            person_id: PersonId([3; 16]),
            not_before_ms: 0,
            not_after_ms: 1_800_000_000_000,
        },
        PublicPart::GrantEnd { grant_id: GrantId([6; 16]) },
        PublicPart::RecoveryKey(RecoveryPublic { compartment: Compartment::Cw, epoch: 2, kem_pk: [4; 65] }),
        PublicPart::RootRotate(RootChange { old_root: DeviceId([1; 16]), new_root_pk: [9; 32] }),
        PublicPart::RegistrarEnd(RegistrarCut { device_id: DeviceId([5; 16]), last_seq: 7, last_hash: Hash([7; 32]) }),
        PublicPart::Cosign { statement: Hash([6; 32]) },
        PublicPart::RecoveryUse(RecoveryCase { compartment: Compartment::Ops, device_id: DeviceId([5; 16]), epoch: 1 }),
        PublicPart::Adopt(Adoption {
            device_id: DeviceId([5; 16]),
            heads: vec![ChainHead { space: SpaceId([2; 16]), seq: 3, hash: Hash([4; 32]) }],
        }),
        PublicPart::Heartbeat(Heartbeat { time_ms: 1_800_000_000_000, chains: chain_ends(2) }),
        PublicPart::Relief,
        PublicPart::Cleared,
        PublicPart::Rehearsed { announced: Hash([6; 32]) },
        PublicPart::ReleaseOpen(Opening { space: SpaceId([2; 16]), matter: MatterId([3; 16]), end_ms: -7 }),
        PublicPart::ReleaseClose { space: SpaceId([2; 16]) },
        PublicPart::Hold { matter: MatterId([3; 16]) },
        PublicPart::HoldEnd { hold: Hash([4; 32]) },
        PublicPart::Unknown { code: 1 },
    ]
}

#[test]
fn every_statement_is_read_back_from_its_own_bytes() {
    for part in every_part() {
        let body = StatementBody::new(part).with_sealed(vec![9; 40]);
        assert_eq!(StatementBody::parse(&body.to_bytes()), Ok(body));
    }
}

#[test]
fn every_flipped_bit_is_refused_or_changes_the_hash() {
    for part in every_part() {
        let body = StatementBody::new(part);
        let bytes = body.to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            if let Ok(read) = StatementBody::parse(&flipped) {
                assert_ne!((read.public_hash(), &read.sealed), (body.public_hash(), &body.sealed), "bit {bit}");
            }
        }
    }
}

#[test]
fn a_device_under_an_id_that_is_not_that_of_its_keys_is_refused() {
    let stolen = Introduced { device_id: DeviceId([7; 16]), ..introduced() };
    for part in [PublicPart::RegistrarAdd(stolen), PublicPart::DeviceAdd { device: stolen, not_after_ms: 1 }] {
        let bytes = StatementBody::new(part).to_bytes();
        assert_eq!(StatementBody::parse(&bytes), Err(StatementError::DeviceId));
    }
}

#[test]
fn fields_of_a_later_version_are_kept_in_the_bytes() {
    let mut later = Writer::new();
    later.array(3).unsigned(code::PERSON.into()).bytes(&[3; 16]).text("later");
    let later = later.into_bytes();
    let mut body = Writer::new();
    body.array(2).raw(&later).null();
    let read = StatementBody::parse(&body.into_bytes()).unwrap();
    assert_eq!(read.public, PublicPart::Person { person_id: PersonId([3; 16]) });
    assert_eq!(read.public_bytes, later);
}

#[test]
fn a_body_that_is_not_a_statement_is_refused() {
    for bytes in [&[][..], &[0x80], &[0x82, 0x81, 0x18, 0x63, 0x01], &[0x82, 0x80, 0xf6], &[0x81, 0x81, 0x07]] {
        assert!(StatementBody::parse(bytes).is_err(), "{bytes:02x?}");
    }
}

#[test]
fn a_recovery_of_a_class_of_a_later_version_is_kept_without_effect() {
    for code in [code::RECOVERY_KEY, code::RECOVERY_USE] {
        let mut part = Writer::new();
        part.array(4).unsigned(code.into()).unsigned(99).bytes(&[1; 16]).unsigned(1);
        assert_eq!(PublicPart::parse(&part.into_bytes()), Ok(PublicPart::Unknown { code }));
    }
}

#[test]
fn heads_out_of_order_twice_or_too_many_are_refused() {
    let head = |space: u8| ChainHead { space: SpaceId([space; 16]), seq: 1, hash: Hash([4; 32]) };
    let adopt = |heads| PublicPart::Adopt(Adoption { device_id: DeviceId([5; 16]), heads }).to_bytes();
    assert!(PublicPart::parse(&adopt(vec![head(1), head(2)])).is_ok());
    assert!(PublicPart::parse(&adopt(vec![head(2), head(1)])).is_err());
    assert!(PublicPart::parse(&adopt(vec![head(1), head(1)])).is_err());
    assert!(PublicPart::parse(&adopt(chain_heads(MOST_HEADS))).is_ok());
    assert!(PublicPart::parse(&adopt(chain_heads(MOST_HEADS + 1))).is_err());
}

#[test]
fn an_end_of_before_is_read_and_one_without_heads_is_written_as_it_was() {
    let end = |heads| PublicPart::DeviceEnd { device_id: DeviceId([5; 16]), reason: 1, wipe: true, heads };
    let mut before = Writer::new();
    before.array(4).unsigned(code::DEVICE_END.into()).bytes(&[5; 16]).unsigned(1).flag(true);
    let before = before.into_bytes();
    assert_eq!(PublicPart::parse(&before), Ok(end(vec![])));
    assert_eq!(end(vec![]).to_bytes(), before);
    let (mut head, whole) = (Writer::new(), end(chain_heads(1)).to_bytes());
    head.array(1).array(3).bytes(&chain_heads(1)[0].space.0).unsigned(3).bytes(&[4; 32]);
    // What a version before reads is the same; behind it stand the heads.
    assert_eq!(whole[1..], [&before[1..], &head.into_bytes()].concat());
    assert!(PublicPart::parse(&end(chain_heads(MOST_HEADS)).to_bytes()).is_ok());
    let twice = [chain_heads(1), chain_heads(1)].concat();
    let turned: Vec<ChainHead> = chain_heads(2).into_iter().rev().collect();
    for heads in [twice, turned] {
        assert!(PublicPart::parse(&end(heads).to_bytes()).is_err());
    }
    let mut no_heads = Writer::new();
    no_heads.array(5).unsigned(code::DEVICE_END.into()).bytes(&[5; 16]).unsigned(1).flag(true).text("heads");
    assert!(PublicPart::parse(&no_heads.into_bytes()).is_err());
}

#[test]
fn a_heartbeat_is_as_agreed_and_its_bytes_do_not_grow_by_accident() {
    let beat = |chains| PublicPart::Heartbeat(Heartbeat { time_ms: 1_000, chains }).to_bytes();
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(hex(&beat(vec![])), "83141903e880");
    let one = ChainEnd { device_id: DeviceId([5; 16]), seq: 7, hash: Hash([6; 32]) };
    let written = format!("83141903e8818350{}075820{}", "05".repeat(16), "06".repeat(32));
    assert_eq!(hex(&beat(vec![one])), written);
}

#[test]
fn chains_of_a_heartbeat_out_of_order_twice_or_too_many_are_refused() {
    let beat = |chains| PublicPart::Heartbeat(Heartbeat { time_ms: -1, chains }).to_bytes();
    let read = |chains| PublicPart::parse(&beat(chains));
    assert!(read(chain_ends(MOST_CHAINS)).is_ok());
    assert!(read(chain_ends(MOST_CHAINS + 1)).is_err());
    let (one, two) = (chain_ends(1), chain_ends(2));
    assert!(read(vec![two[1], two[0]]).is_err());
    assert!(read(vec![one[0], one[0]]).is_err());
    // A number of chains that nothing follows is no reason to make room for them.
    assert!(PublicPart::parse(&[0x83, 0x14, 0x00, 0x98, 0x40]).is_err());
    assert!(PublicPart::parse(&[0x83, 0x14, 0x00, 0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]).is_err());
}

#[test]
fn a_heartbeat_with_fields_of_a_later_version_is_read() {
    let mut later = Writer::new();
    later.array(4).unsigned(code::HEARTBEAT.into()).signed(5).array(0).text("later");
    let read = PublicPart::parse(&later.into_bytes());
    assert_eq!(read, Ok(PublicPart::Heartbeat(Heartbeat { time_ms: 5, chains: vec![] })));
}
