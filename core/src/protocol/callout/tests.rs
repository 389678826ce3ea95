use super::*;
use crate::episode::{AppliedOp, Change, Hlc, Op, StepEvent};
use crate::moment::Moment;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, OpId, SpaceId};
use std::collections::BTreeMap;

const FIRST: u8 = 11;
const SECOND: u8 = 22;

fn rule() -> CalloutRule {
    CalloutRule {
        area: "place".into(),
        shows: Vec::new(),
        answer: "answer".into(),
        reason: "reason".into(),
        acknowledged: "acknowledged".into(),
        eta: "eta".into(),
        arrived: "arrived".into(),
        arrival_step: "ARRIVE".into(),
        eta_minutes: vec![20, 40],
    }
}

/// The `number`th save, by a person.
fn save(number: u8, person: u8, changes: Vec<Change>) -> AppliedOp {
    let when = Moment { wall_ms: i64::from(number), boot_id: [0; 16], boot_ms: 0 };
    AppliedOp {
        hash: Hash([number; 32]),
        author: DeviceId([person; 16]),
        person: Some(PersonId([person; 16])),
        space: SpaceId([1; 16]),
        compartment: Compartment::Ops,
        seq: 1,
        late: false,
        op: Op::new(OpId([number; 16]), Hlc(u64::from(number)), when, changes),
    }
}

fn answer(field: &str, value: Value, replaces: &[(u8, u16)]) -> Change {
    let replaces = replaces.iter().map(|(op, index)| ChangeRef { op: OpId([*op; 16]), index: *index }).collect();
    Change::Answer { field: field.into(), answer: Answer::Given(value), replaces }
}

fn coming(replaces: &[(u8, u16)]) -> Change {
    answer("answer", Value::Choice(COMING.into()), replaces)
}

fn cannot_come(replaces: &[(u8, u16)]) -> Vec<Change> {
    let reason = Value::Choice("too_far".into());
    vec![answer("answer", Value::Choice(CANNOT_COME.into()), replaces), answer("reason", reason, &[])]
}

fn read(saves: Vec<AppliedOp>) -> Callout {
    let mut record = Record::default();
    for save in saves {
        record.apply(save);
    }
    Callout::of(&rule(), &record)
}

#[test]
fn a_call_waits_until_somebody_comes_and_ends_when_they_are_there() {
    assert_eq!(read(vec![]).state, CalloutState::Waits);
    let eta = Value::Instant(Instant::exact(900));
    let accepted = save(1, FIRST, vec![coming(&[]), answer("eta", eta, &[])]);
    let page = read(vec![accepted.clone()]);
    assert_eq!((page.state, page.by), (CalloutState::Coming, Some(PersonId([FIRST; 16]))));
    assert_eq!((page.eta, page.answered_ms), (Some(Instant::exact(900)), Some(1)));
    let there = save(2, FIRST, vec![answer("arrived", Value::Instant(Instant::exact(800)), &[])]);
    let page = read(vec![accepted, there]);
    assert_eq!((page.state, page.arrived, page.eta), (CalloutState::There, Some(Instant::exact(800)), None));
}

#[test]
fn an_arrival_that_was_marked_on_the_list_is_an_arrival() {
    let event =
        StepEvent { kind: StepKind::Done, at: Instant::exact(7), reason: None, to: None, evidence: BTreeMap::new() };
    let mark = Change::Step { step: "ARRIVE".into(), event, replaces: vec![] };
    assert_eq!(read(vec![save(1, FIRST, vec![mark])]).state, CalloutState::There);
}

#[test]
fn who_cannot_come_stays_named_with_the_reason_when_the_next_one_comes() {
    let page = read(vec![save(1, FIRST, cannot_come(&[]))]);
    assert_eq!(page.state, CalloutState::Waits, "the next can be paged");
    assert!(page.refused_by(PersonId([FIRST; 16])));
    let page = read(vec![save(1, FIRST, cannot_come(&[])), save(2, SECOND, vec![coming(&[(1, 0)])])]);
    assert_eq!((page.state, page.by), (CalloutState::Coming, Some(PersonId([SECOND; 16]))));
    let refusal = Refusal { by: Some(PersonId([FIRST; 16])), reason: Some("too_far".into()), at_ms: 1 };
    assert_eq!(page.refusals, [refusal]);
}

#[test]
fn a_refusal_that_did_not_see_that_somebody_comes_does_not_send_them_away() {
    let page = read(vec![save(1, FIRST, vec![coming(&[])]), save(2, SECOND, cannot_come(&[]))]);
    assert_eq!((page.state, page.by), (CalloutState::Coming, Some(PersonId([FIRST; 16]))));
}

#[test]
fn who_came_after_all_and_who_turned_back_are_read_by_their_last_word() {
    let page = read(vec![save(1, FIRST, cannot_come(&[])), save(2, FIRST, vec![coming(&[(1, 0)])])]);
    assert!(page.refusals.is_empty() && page.state == CalloutState::Coming);
    let page = read(vec![save(1, FIRST, vec![coming(&[])]), save(2, FIRST, cannot_come(&[(1, 0)]))]);
    assert!(page.refused_by(PersonId([FIRST; 16])) && page.state == CalloutState::Waits);
}

#[test]
fn an_arrival_that_is_far_off_is_less_well_known() {
    assert_eq!(
        arrival_in(10, 1_000),
        Instant { ms: 601_000, how: Exactness::Estimated { plus_minus_ms: LEAST_OFF_MS } }
    );
    let far = arrival_in(60, 0);
    assert_eq!(far.how, Exactness::Estimated { plus_minus_ms: 15 * MINUTE_MS });
}
