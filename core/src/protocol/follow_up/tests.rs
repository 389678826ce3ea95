use super::*;
use crate::episode::{AppliedOp, Change, Hlc, Op, StepEvent, StepKind};
use crate::moment::Moment;
use crate::protocol::advocate::GO_ON;
use crate::protocol::{Facts, Pack, engine, shipped};
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, OpId, SpaceId};
use std::collections::BTreeMap;

const HOUR: i64 = 60 * 60 * 1000;
const T0: i64 = 1_780_000_000_000;

fn pack() -> Pack {
    shipped::find("los-angeles").unwrap().load().unwrap()
}

fn save(number: u8, compartment: Compartment, changes: Vec<Change>) -> AppliedOp {
    let when = Moment { wall_ms: i64::from(number), boot_id: [0; 16], boot_ms: 0 };
    AppliedOp {
        hash: Hash([number; 32]),
        author: DeviceId([1; 16]),
        person: None,
        space: SpaceId([compartment.number(); 16]),
        compartment,
        seq: 1,
        late: false,
        op: Op::new(OpId([number; 16]), Hlc(u64::from(number)), when, changes),
    }
}

fn answer(field: &str, value: Value) -> Change {
    Change::Answer { field: field.into(), answer: Answer::Given(value), replaces: vec![] }
}

fn opened() -> AppliedOp {
    let zero = answer("clock.T0_first_contact", Value::Instant(Instant::exact(T0)));
    save(1, Compartment::Ops, vec![zero])
}

fn contact(number: u8, at: i64, result: &str) -> AppliedOp {
    let item = format!("i{number}");
    let changes = vec![
        Change::AddItem { field: "contact_log".into(), item: item.clone() },
        answer(&format!("contact_at@{item}"), Value::Instant(Instant::exact(at))),
        answer(&format!("contact_result@{item}"), Value::Choice(result.into())),
    ];
    save(number, Compartment::Adv, changes)
}

fn done(number: u8, step: &str, at: i64) -> AppliedOp {
    let event =
        StepEvent { kind: StepKind::Done, at: Instant::exact(at), reason: None, to: None, evidence: BTreeMap::new() };
    save(number, Compartment::Adv, vec![Change::Step { step: step.into(), event, replaces: vec![] }])
}

fn wants(number: u8, code: &str, over: &[u8]) -> AppliedOp {
    let replaces = over.iter().map(|op| crate::episode::ChangeRef { op: OpId([*op; 16]), index: 0 }).collect();
    let answer = Answer::Given(Value::Choice(code.into()));
    save(number, Compartment::Adv, vec![Change::Answer { field: "support_state".into(), answer, replaces }])
}

/// What is due next and when, from so many saves.
fn read(saves: Vec<AppliedOp>, now_ms: i64, look: impl FnOnce(&FollowUp<'_, '_>)) {
    read_in(&pack(), saves, now_ms, look);
}

/// The same in another place.
fn read_in(pack: &Pack, saves: Vec<AppliedOp>, now_ms: i64, look: impl FnOnce(&FollowUp<'_, '_>)) {
    let mut record = Record::default();
    for save in std::iter::once(opened()).chain(saves) {
        record.apply(save);
    }
    let plan = engine::run(pack, &Facts::from_record(pack, &record), now_ms, &pack.calendar);
    look(&FollowUp::of(pack.advocate.follow_up.as_ref().unwrap(), &record, &plan));
}

fn next(follow_up: &FollowUp<'_, '_>) -> Option<(String, i64)> {
    let next = follow_up.next.as_ref()?;
    Some((next.step.id.clone(), next.due_at()?.ms))
}

#[test]
fn contact_is_daily_at_first_and_then_as_the_pack_says() {
    read(vec![], T0, |it| assert_eq!(next(it), Some(("H72-05".into(), T0 + 24 * HOUR))));
    let days: Vec<AppliedOp> = (1..=3).map(|day| done(day + 1, "H72-05", T0 + i64::from(day) * 20 * HOUR)).collect();
    read(days, T0 + 61 * HOUR, |it| {
        let (step, due) = next(it).unwrap();
        assert_eq!((step.as_str(), due), ("D90-09", T0 + 7 * 24 * HOUR), "once a week after the first days");
    });
}

#[test]
fn a_try_leaves_the_contact_due_and_is_counted_until_one_is_made() {
    read(vec![contact(2, T0 + HOUR, "tried"), contact(3, T0 + 2 * HOUR, "could_not")], T0, |it| {
        assert_eq!(it.tries_since_contact(), 2);
        assert_eq!(next(it), Some(("H72-05".into(), T0 + 24 * HOUR)));
        assert_eq!(it.contacts[0].result, Some("could_not"), "the newest stands first");
    });
    read(vec![contact(2, T0 + HOUR, "tried"), contact(3, T0 + 2 * HOUR, MADE)], T0, |it| {
        assert_eq!(it.tries_since_contact(), 0);
    });
}

#[test]
fn nothing_is_due_while_the_young_person_wants_a_break_and_it_is_again_when_they_are_back() {
    read(vec![wants(2, PAUSE, &[])], T0, |it| {
        assert_eq!((it.support, next(it)), (Support::Paused, None));
        assert!(it.look.is_some(), "the look at day 90 stays");
    });
    read(vec![wants(2, PAUSE, &[]), wants(3, GO_ON, &[2])], T0, |it| {
        assert_eq!(it.support, Support::GoesOn);
        assert!(next(it).is_some());
    });
    read(vec![wants(2, END, &[])], T0, |it| assert_eq!((it.support, next(it)), (Support::Ended, None)));
}

#[test]
fn of_two_words_that_did_not_see_each_other_the_one_that_asks_less_counts() {
    read(vec![wants(2, PAUSE, &[]), wants(3, GO_ON, &[])], T0, |it| assert_eq!(it.support, Support::Paused));
}

#[test]
fn help_is_offered_again_only_to_somebody_who_said_no() {
    read(vec![], T0, |it| assert!(it.offer.is_none()));
    let no = save(2, Compartment::Ops, vec![answer("services_answer", Value::Choice("no_for_now".into()))]);
    read(vec![no.clone()], T0, |it| {
        assert_eq!(it.offer.as_ref().and_then(PlannedStep::due_at).map(|due| due.ms), Some(T0 + 24 * HOUR));
    });
    read(vec![no, done(3, "BR-REFUSE-03", T0 + 24 * HOUR)], T0, |it| {
        let due = it.offer.as_ref().and_then(PlannedStep::due_at).map(|due| due.ms);
        assert_eq!(due, Some(T0 + 72 * HOUR), "then at 72 hours, 10 days and 30 days");
    });
}

#[test]
fn in_every_place_the_rhythm_reaches_day_90_rests_in_a_break_and_is_there_again_after_it() {
    for shipped in shipped::PACKS {
        let pack = shipped.load().unwrap();
        let steps = &pack.advocate.follow_up.as_ref().unwrap().steps;
        let at = |days: i64| T0 + days * 24 * HOUR;
        read_in(&pack, vec![], T0, |it| assert_eq!(next(it), Some((steps[0].clone(), at(1))), "{}", pack.id));
        let first = || done(2, &steps[0], at(1));
        let rest = || (3..6).zip(2..).map(|(number, day)| done(number, &steps[0], at(day)));
        let weeks = || std::iter::once(first()).chain(rest()).collect::<Vec<_>>();
        read_in(&pack, weeks(), at(5), |it| {
            let (step, due) = next(it).unwrap();
            assert_eq!(step, steps[1], "{}: after the first days", pack.id);
            assert!(due <= at(90), "{}", pack.id);
            assert_eq!(it.look.as_ref().and_then(|look| look.due_at()).map(|due| due.ms), Some(at(90)), "{}", pack.id);
        });
        let paused = || [weeks(), vec![wants(10, PAUSE, &[])]].concat();
        read_in(&pack, paused(), at(20), |it| {
            assert_eq!((it.support, next(it)), (Support::Paused, None), "{}", pack.id);
            assert!(it.look.is_some(), "{}: day 90 is looked at all the same", pack.id);
        });
        let back = [paused(), vec![wants(11, GO_ON, &[10])]].concat();
        read_in(&pack, back, at(30), |it| {
            assert_eq!(next(it).map(|(step, _)| step), Some(steps[1].clone()), "{}", pack.id);
        });
    }
}
