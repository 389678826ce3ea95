//! The laws of the merge, over random saves in random order.

use super::super::answer::{Answer, Instant, Value};
use super::super::change::{Change, ChangeRef, StepEvent, StepKind};
use super::super::op::Op;
use super::super::stamp::Hlc;
use super::*;
use crate::moment::Moment;
use first72_wire::id::{DeviceId, OpId};
use proptest::prelude::*;

fn save(number: u8, device: u8, stamp: u64, changes: Vec<Change>) -> AppliedOp {
    let when = Moment { wall_ms: 0, boot_id: [0; 16], boot_ms: 0 };
    AppliedOp {
        hash: Hash([number; 32]),
        author: DeviceId([device; 16]),
        person: None,
        space: SpaceId([1; 16]),
        compartment: Compartment::Ops,
        seq: u64::from(number),
        late: false,
        op: Op::new(OpId([number; 16]), Hlc(stamp), when, changes),
    }
}

fn reference(number: u8) -> ChangeRef {
    ChangeRef { op: OpId([number; 16]), index: 0 }
}

fn answer(number: i64, replaces: &[u8]) -> Change {
    let replaces = replaces.iter().copied().map(reference).collect();
    Change::Answer { field: "age_stated".into(), answer: Answer::Given(Value::Number(number)), replaces }
}

fn mark(kind: StepKind, replaces: &[u8]) -> Change {
    let event = StepEvent { kind, at: Instant::exact(0), reason: None, to: None, evidence: BTreeMap::new() };
    Change::Step { step: "ID-01".into(), event, replaces: replaces.iter().copied().map(reference).collect() }
}

fn record(saves: impl IntoIterator<Item = AppliedOp>) -> Record {
    let mut record = Record::default();
    for save in saves {
        record.apply(save);
    }
    record
}

fn numbers(record: &Record) -> Vec<i64> {
    let value = |written: Written<'_>| match written.answer {
        Answer::Given(Value::Number(number)) => *number,
        other => panic!("{other:?}"),
    };
    record.answers("age_stated").into_iter().map(value).collect()
}

#[test]
fn two_answers_that_did_not_see_each_other_both_stand() {
    let both = record([save(1, 1, 10, vec![answer(15, &[])]), save(2, 2, 11, vec![answer(16, &[])])]);
    assert_eq!(numbers(&both), [15, 16]);
}

#[test]
fn an_answer_that_names_both_settles_the_conflict_and_loses_neither() {
    let settled = record([
        save(3, 1, 12, vec![answer(16, &[1, 2])]),
        save(1, 1, 10, vec![answer(15, &[])]),
        save(2, 2, 11, vec![answer(16, &[])]),
    ]);
    assert_eq!(numbers(&settled), [16]);
    assert_eq!(settled.answer_history("age_stated").len(), 3);
}

#[test]
fn answers_that_differ_stay_so_until_one_names_them_however_much_later_or_whoever_gave_it() {
    let (one, other) = (save(1, 1, 10, vec![answer(15, &[])]), save(2, 2, 99_999, vec![answer(16, &[])]));
    let unseen = save(3, 1, 999_999, vec![answer(17, &[1])]);
    let differing = |saves: &[&AppliedOp]| {
        let record = record(saves.iter().map(|save| (*save).clone()));
        record.differing().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(differing(&[&one]).is_empty());
    assert_eq!(differing(&[&one, &other]), ["age_stated"]);
    assert_eq!(differing(&[&one, &other, &unseen]), ["age_stated"], "a correction of one side settles nothing");
    assert!(differing(&[&one, &other, &save(4, 3, 12, vec![answer(16, &[1, 2])])]).is_empty());
    assert!(differing(&[&one, &save(5, 2, 11, vec![answer(15, &[])])]).is_empty(), "two people say the same");
}

#[test]
fn an_item_added_while_another_device_removes_it_stays() {
    let add = |item: &str| Change::AddItem { field: "needs".into(), item: item.into() };
    let remove = Change::RemoveItem { field: "needs".into(), item: "water".into(), removes: vec![reference(1)] };
    let record =
        record([save(1, 1, 10, vec![add("water")]), save(2, 2, 11, vec![remove]), save(3, 3, 11, vec![add("water")])]);
    assert_eq!(record.items("needs").into_keys().collect::<Vec<_>>(), ["water"]);
}

#[test]
fn taking_back_one_mark_does_not_take_back_another_devices_mark() {
    let record = record([
        save(1, 1, 10, vec![mark(StepKind::Done, &[])]),
        save(2, 2, 11, vec![mark(StepKind::Done, &[])]),
        save(3, 1, 12, vec![mark(StepKind::Undone, &[1])]),
    ]);
    let kinds: Vec<_> = record.marks("ID-01").iter().map(|mark| mark.event.kind).collect();
    assert_eq!(kinds, [StepKind::Undone, StepKind::Done]);
}

#[test]
fn a_late_save_is_in_the_history_and_counts_for_nothing() {
    let late = AppliedOp { late: true, ..save(2, 2, 11, vec![answer(16, &[1])]) };
    let record = record([save(1, 1, 10, vec![answer(15, &[])]), late]);
    assert_eq!(numbers(&record), [15]);
    assert_eq!(record.history().len(), 2);
}

#[test]
fn an_amended_note_keeps_its_first_text() {
    let note = Change::Note { text: "first".into() };
    let amend = Change::Amend { note: reference(1), text: "second".into(), replaces: Vec::new() };
    let record = record([save(2, 1, 11, vec![amend]), save(1, 1, 10, vec![note])]);
    let notes = record.notes();
    assert_eq!((notes[0].text, notes[0].amendments[0].0), ("first", "second"));
    assert_eq!(notes[0].standing[0].text, "second");
}

#[test]
fn two_corrections_that_did_not_see_each_other_both_stand_until_one_settles_them() {
    let note = Change::Note { text: "first".into() };
    let amend = |text: &str, replaces: &[u8]| Change::Amend {
        note: reference(1),
        text: text.into(),
        replaces: replaces.iter().copied().map(reference).collect(),
    };
    let texts =
        |record: &Record| record.notes()[0].standing.iter().map(|there| there.text.to_owned()).collect::<Vec<_>>();
    let mut record = record([save(1, 1, 10, vec![note])]);
    assert_eq!(texts(&record), ["first"]);
    record.apply(save(2, 1, 11, vec![amend("one", &[])]));
    record.apply(save(3, 2, 12, vec![amend("other", &[])]));
    assert_eq!(texts(&record), ["one", "other"]);
    record.apply(save(4, 1, 13, vec![amend("both", &[2, 3])]));
    assert_eq!(texts(&record), ["both"]);
    assert_eq!(record.notes()[0].amendments.len(), 3, "all corrections stay in the history");
}

#[test]
fn a_note_that_was_taken_back_stays_in_the_history_and_words_that_came_in_between_stand() {
    let note = Change::Note { text: "first".into() };
    let amend = |text: &str, replaces: &[u8]| Change::Amend {
        note: reference(1),
        text: text.into(),
        replaces: replaces.iter().copied().map(reference).collect(),
    };
    let mut record = record([save(1, 1, 10, vec![note]), save(2, 1, 11, vec![amend("second", &[])])]);
    assert!(record.notes()[0].taken_back().is_none());
    record.apply(save(3, 1, 12, vec![amend("", &[2])]));
    let notes = record.notes();
    assert!(notes[0].taken_back().is_some() && notes[0].standing[0].takes_back());
    assert_eq!((notes[0].text, notes[0].last_words(), notes[0].amendments.len()), ("first", "second", 2));
    record.apply(save(4, 2, 12, vec![amend("by another, who saw the second", &[2])]));
    assert!(record.notes()[0].taken_back().is_none(), "their words are not lost");
    record.apply(save(5, 1, 13, vec![amend("", &[3, 4])]));
    assert!(record.notes()[0].taken_back().is_some());
    record.apply(save(6, 1, 14, vec![amend("second", &[5])]));
    assert!(record.notes()[0].taken_back().is_none(), "and put back");
}

fn any_change() -> impl Strategy<Value = Change> {
    let refs = || proptest::collection::vec((0u8..20).prop_map(reference), 0..4);
    prop_oneof![
        (0i64..5, refs()).prop_map(|(number, replaces)| Change::Answer {
            field: "age_stated".into(),
            answer: Answer::Given(Value::Number(number)),
            replaces
        }),
        "[ab]".prop_map(|item| Change::AddItem { field: "needs".into(), item }),
        ("[ab]", refs()).prop_map(|(item, removes)| Change::RemoveItem { field: "needs".into(), item, removes }),
        Just(mark(StepKind::Done, &[])),
        Just(Change::Note { text: "x".into() }),
        (0u8..20, "y?", refs()).prop_map(|(note, text, replaces)| Change::Amend {
            note: reference(note),
            text,
            replaces
        }),
    ]
}

/// Everything that a person can see, in one value.
fn seen(record: &Record) -> String {
    let standing = |note: &Note<'_>| note.standing.iter().map(|text| text.reference).collect::<Vec<_>>();
    let notes: Vec<_> =
        record.notes().iter().map(|note| (note.reference, note.amendments.len(), standing(note))).collect();
    let marks: Vec<_> = record.marks("ID-01").iter().map(|mark| mark.reference).collect();
    let history: Vec<_> = record.history().iter().map(Save::hash).collect();
    format!("{:?} {:?} {notes:?} {marks:?} {history:?}", numbers(record), record.items("needs"))
}

proptest! {
    #[test]
    fn the_order_and_number_of_arrivals_do_not_matter(
        changes in proptest::collection::vec((any_change(), 0u8..4, 0u64..6), 1..20),
        order in proptest::collection::vec(any::<prop::sample::Index>(), 0..60),
    ) {
        let saves: Vec<_> = (0u8..)
            .zip(changes)
            .map(|(number, (change, device, stamp))| save(number, device, stamp, vec![change]))
            .collect();
        let expected = record(saves.clone());
        let shuffled = order.iter().map(|index| index.get(&saves).clone());
        let other = record(shuffled.chain(saves.iter().rev().cloned()));
        prop_assert_eq!(seen(&other), seen(&expected));
        prop_assert_eq!(expected.history().len(), saves.len(), "every save is in the history");
    }
}
