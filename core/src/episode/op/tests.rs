//! Saves written and read, of this version and of a later one.

use super::*;
use crate::episode::answer::tests::{any_answer, any_value};
use crate::episode::{ChangeRef, Instant, PackRef, StepEvent, StepKind};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

fn any_ref() -> impl Strategy<Value = ChangeRef> {
    (any::<[u8; 16]>(), 0u16..9).prop_map(|(op, index)| ChangeRef { op: OpId(op), index })
}

fn any_event() -> impl Strategy<Value = StepEvent> {
    let kind = (0..StepKind::ALL.len()).prop_map(|index| StepKind::ALL[index]);
    let words = || proptest::option::of(".{0,12}");
    let evidence = btree_map("[a-z_]{1,20}", any_value(), 0..4);
    (kind, any::<i64>(), words(), words(), evidence).prop_map(|(kind, ms, reason, to, evidence)| StepEvent {
        kind,
        at: Instant::exact(ms),
        reason,
        to,
        evidence,
    })
}

pub(in crate::episode) fn any_change() -> impl Strategy<Value = Change> {
    let key = || "[a-z_.]{1,12}";
    prop_oneof![
        (any::<[u8; 16]>(), 0usize..7, key(), key()).prop_map(|(episode, class, station, handle)| Change::Open {
            episode: EpisodeId(episode),
            compartment: Compartment::OF_RECORDS[class],
            station,
            handle,
            pack: PackRef { id: "los-angeles".into(), version: "2026.1".into(), hash: None },
        }),
        (key(), any_answer(), vec(any_ref(), 0..3)).prop_map(|(field, answer, replaces)| Change::Answer {
            field,
            answer,
            replaces
        }),
        (key(), key()).prop_map(|(field, item)| Change::AddItem { field, item }),
        (key(), key(), vec(any_ref(), 0..3)).prop_map(|(field, item, removes)| Change::RemoveItem {
            field,
            item,
            removes
        }),
        (key(), any_event(), vec(any_ref(), 0..3)).prop_map(|(step, event, replaces)| Change::Step {
            step,
            event,
            replaces
        }),
        ".{0,40}".prop_map(|text| Change::Note { text }),
        (any_ref(), ".{0,40}", vec(any_ref(), 0..3)).prop_map(|(note, text, replaces)| Change::Amend {
            note,
            text,
            replaces
        }),
    ]
}

pub(in crate::episode) fn when(wall_ms: i64) -> Moment {
    Moment { wall_ms, boot_id: [1; 16], boot_ms: 77 }
}

fn full(changes: Vec<Change>) -> Op {
    Op {
        server_time: Some(ServerTime { offset_ms: -12, uncertainty_ms: 40 }),
        deps: vec![Dependency::on(DeviceId([2; 16]), 3, &Hash([4; 32]))],
        seen: Some(TreeHead { size: 9, root: Hash([5; 32]) }),
        ..Op::new(OpId([1; 16]), Hlc::at(1_780_000_000_000), when(1_780_000_000_000), changes)
    }
}

proptest! {
    #[test]
    fn a_save_is_read_back_from_its_own_bytes(changes in vec(any_change(), 1..8)) {
        let op = full(changes);
        let bytes = op.encode().unwrap();
        prop_assert_eq!(Op::decode(&bytes).unwrap(), op);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(op) = Op::decode(&bytes) {
            prop_assert_eq!(op.encode(), Ok(bytes));
        }
    }

    #[test]
    fn altered_bytes_are_refused_or_written_back_as_they_came(
        changes in vec(any_change(), 1..4), at in any::<prop::sample::Index>(), value in any::<u8>(),
    ) {
        let mut bytes = full(changes).encode().unwrap();
        *at.get_mut(&mut bytes) = value;
        if let Ok(op) = Op::decode(&bytes) {
            prop_assert_eq!(op.encode(), Ok(bytes));
        }
    }
}

/// A save whose one change is this array, with this pair after the known keys.
fn later(change: &[u8], pair: &[u8]) -> Vec<u8> {
    let plain = full(vec![Change::Note { text: "x".into() }]).encode().unwrap();
    let note = [0x82, 0x06, 0x61, b'x'];
    let mut bytes = plain[..plain.len() - note.len()].to_vec();
    bytes.extend_from_slice(change);
    bytes.extend_from_slice(pair);
    bytes[0] += u8::from(!pair.is_empty());
    bytes
}

#[test]
fn what_a_later_version_wrote_is_kept_and_sent_back() {
    let cases: [(&[u8], &[u8]); 5] = [
        (&[0x82, 0x18, 0x63, 0xf5], &[]),
        (&[0x83, 0x06, 0x61, b'x', 0xf5], &[]),
        (&[0x82, 0x06, 0x61, b'x'], &[0x0a, 0xf5]),
        (&[0x84, 0x02, 0x61, b'f', 0x09, 0x80], &[]),
        (&[0x84, 0x02, 0x61, b'f', 0x82, 0x18, 0x20, 0x00, 0x80], &[]),
    ];
    for (change, pair) in cases {
        let bytes = later(change, pair);
        let op = Op::decode(&bytes).unwrap();
        assert_eq!(op.encode(), Ok(bytes), "{change:02x?}");
    }
}

#[test]
fn a_change_that_is_not_well_formed_is_refused() {
    let cases: [&[u8]; 5] = [&[0x80], &[0x81, 0x06], &[0x82, 0x06, 0x05], &[0x06], &[0x82, 0x61, b'x', 0x00]];
    for change in cases {
        assert!(matches!(Op::decode(&later(change, &[])), Err(OpError::Form(_))), "{change:02x?}");
    }
}

#[test]
fn a_save_without_changes_or_with_too_many_is_refused() {
    assert_eq!(full(vec![]).encode(), Err(OpError::Count));
    let note = Change::Note { text: String::new() };
    assert_eq!(full(vec![note.clone(); MAX_CHANGES + 1]).encode(), Err(OpError::Count));
    let mut op = full(vec![note]);
    op.deps = vec![op.deps[0]; MAX_DEPENDENCIES + 1];
    assert_eq!(op.encode(), Err(OpError::Count));
}

#[test]
fn content_never_prints() {
    let note = Change::Note { text: "canary".into() };
    let answer = Change::Answer {
        field: "name_to_use".into(),
        answer: crate::episode::Answer::Given(crate::episode::Value::Text("canary".into())),
        replaces: vec![],
    };
    assert!(!format!("{:?}", full(vec![note, answer])).contains("canary"));
}
