//! What the engine promises, on the small invented pack and on the packs that come with the app.

mod whatever_happens;

use std::collections::BTreeMap;

use super::super::facts::{EVENT_WORDS, Exactness, Instant, StepEvent, StepKind, Value};
use super::super::plan::Warning;
use super::super::{sample, shipped};
use super::*;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Tuesday 3 March 2026, 20:00 in Los Angeles.
const T0: i64 = 1_772_596_800_000;

fn instant(ms: i64) -> Seen {
    Seen::Given(Value::Instant(Instant::exact(ms)))
}

fn choice(text: &str) -> Seen {
    Seen::Given(Value::Choice(text.into()))
}

fn event(kind: StepKind, ms: i64) -> StepEvent {
    StepEvent { kind, at: Instant::exact(ms), reason: None, to: None, evidence: BTreeMap::new() }
}

/// First contact at `T0`, and these answers.
fn facts(answers: &[(&str, Seen)]) -> Facts {
    let mut facts = Facts::default();
    facts.answers.insert("clock.T0".into(), instant(T0));
    facts.answers.extend(answers.iter().map(|(field, seen)| ((*field).to_owned(), seen.clone())));
    facts
}

fn say(facts: &mut Facts, step: &str, kind: StepKind, ms: i64) {
    facts.events.entry(step.into()).or_default().push(event(kind, ms));
}

fn plan<'p>(pack: &'p Pack, facts: &Facts, now: i64) -> Plan<'p> {
    run(pack, facts, now, &pack.calendar)
}

fn due_ms(plan: &Plan<'_>, step: &str) -> Option<i64> {
    plan.step(step)?.due_at().map(|at| at.ms)
}

#[test]
fn nothing_is_cancelled_by_time() {
    let pack = sample::pack();
    let soon = plan(&pack, &facts(&[]), T0);
    let a_year_on = plan(&pack, &facts(&[]), T0 + 365 * DAY);
    assert_eq!(soon.steps.len(), a_year_on.steps.len());
    for (early, late) in soon.steps.iter().zip(&a_year_on.steps) {
        assert_eq!((early.state, &early.standing, &early.due), (late.state, &late.standing, &late.due));
        assert_eq!(late.late, late.due_at().is_some(), "{} is open and shown late", late.step.id);
    }
}

#[test]
fn a_clock_without_an_instant_of_its_own_shows_what_stands_in() {
    let pack = sample::pack();
    let assumed = plan(&pack, &facts(&[]), T0);
    let due = assumed.step("advocate").unwrap().due_at().unwrap();
    assert_eq!((due.ms, due.assumed_from), (T0 + 90 * MINUTE, Some("T0")));
    let known = plan(&pack, &facts(&[("clock.CALL", instant(T0 + 10 * MINUTE))]), T0);
    let due = known.step("advocate").unwrap().due_at().unwrap();
    assert_eq!((due.ms, due.assumed_from), (T0 + 100 * MINUTE, None));
}

#[test]
fn doing_a_step_stamps_its_clock_and_an_answer_corrects_it() {
    let pack = sample::pack();
    let mut facts = facts(&[]);
    let mut called = event(StepKind::Done, T0 + 20 * MINUTE);
    called.evidence.insert("called_at".into(), Value::Instant(Instant::exact(T0 + 12 * MINUTE)));
    facts.events.insert("call".into(), vec![called]);
    let stamped = plan(&pack, &facts, T0);
    assert_eq!(due_ms(&stamped, "advocate"), Some(T0 + 102 * MINUTE), "the evidence says when, not the tap");
    assert_eq!(stamped.clock("CALL").unwrap().reading.as_ref().unwrap().from, ReadFrom::Step { step: "call".into() });
    facts.answers.insert("clock.CALL".into(), instant(T0 + 5 * MINUTE));
    assert_eq!(due_ms(&plan(&pack, &facts, T0), "advocate"), Some(T0 + 95 * MINUTE));
    facts.answers.remove("clock.CALL");
    say(&mut facts, "call", StepKind::Undone, T0);
    assert_eq!(
        due_ms(&plan(&pack, &facts, T0), "advocate"),
        Some(T0 + 90 * MINUTE),
        "a call that was not made stamps nothing"
    );
}

#[test]
fn devices_that_disagree_on_a_clock_get_the_earlier_due_time_and_a_warning() {
    let pack = sample::pack();
    let two = Seen::Conflict(vec![instant(T0 + HOUR), instant(T0)]);
    let plan = plan(&pack, &facts(&[("clock.CALL", two)]), T0);
    assert_eq!(due_ms(&plan, "advocate"), Some(T0 + 90 * MINUTE));
    assert_eq!(plan.warnings, [Warning::ClockDisputed { clock: "CALL" }]);
}

#[test]
fn an_impossible_time_is_not_used_and_is_named() {
    let pack = sample::pack();
    for wrong in [instant(i64::MAX), instant(i64::MIN), Seen::Given(Value::Text("ten".into()))] {
        let plan = plan(&pack, &facts(&[("clock.CALL", wrong)]), T0);
        assert_eq!(due_ms(&plan, "advocate"), Some(T0 + 90 * MINUTE));
        assert_eq!(plan.warnings, [Warning::ClockImplausible { clock: "CALL" }]);
    }
}

#[test]
fn an_estimate_keeps_its_width() {
    let pack = sample::pack();
    let about =
        Seen::Given(Value::Instant(Instant { ms: T0 - DAY, how: Exactness::Estimated { plus_minus_ms: 3_600_000 } }));
    let plan = plan(&pack, &facts(&[("clock.ASSAULT", about)]), T0);
    let due = plan.step("exam").unwrap().due_at().unwrap();
    assert_eq!((due.ms, due.plus_minus_ms), (T0 + 3 * DAY, HOUR));
}

#[test]
fn an_unknown_answer_keeps_the_safe_branch_on_and_says_why() {
    let pack = sample::pack();
    for open in [Seen::Nothing, Seen::Unknown, Seen::NotAsked, Seen::Declined] {
        let plan = plan(&pack, &facts(&[("status", open)]), T0);
        let probation = plan.step("probation").unwrap();
        assert!(probation.is_open() && !probation.sure);
        assert_eq!(probation.because, [Reason::NotKnown { field: "status".into() }]);
        assert!(plan.step("safe").unwrap().is_open(), "what is only assumed sets nothing aside");
    }
    let ward = plan(&pack, &facts(&[("status", choice("ward"))]), T0);
    assert_eq!(ward.step("probation").unwrap().because, [Reason::Answer { field: "status".into() }]);
    assert_eq!(ward.step("safe").unwrap().standing, Standing::Suspended { by: "probation" });
    assert!(plan(&pack, &facts(&[("status", choice("neither"))]), T0).step("probation").is_none());
}

#[test]
fn a_step_that_no_longer_stands_stays_visible_when_something_was_said_about_it() {
    let pack = sample::pack();
    let mut facts = facts(&[("status", choice("neither"))]);
    say(&mut facts, "probation", StepKind::Done, T0 + HOUR);
    let plan = plan(&pack, &facts, T0 + DAY);
    let probation = plan.step("probation").unwrap();
    assert_eq!((&probation.standing, probation.state, probation.late), (&Standing::Off, StepState::Done, false));
}

#[test]
fn every_state_but_open_settles_a_step_and_only_a_person_makes_it() {
    let pack = sample::pack();
    let settled = [
        (StepKind::Done, StepState::Done),
        (StepKind::Declined, StepState::Declined),
        (StepKind::NotApplicable, StepState::NotApplicable),
        (StepKind::Missed, StepState::Missed),
        (StepKind::Transferred, StepState::Transferred),
    ];
    for (kind, state) in settled {
        let mut facts = facts(&[]);
        say(&mut facts, "drive", kind, T0 + 61 * MINUTE);
        let plan = plan(&pack, &facts, T0 + DAY);
        let drive = plan.step("drive").unwrap();
        assert_eq!((drive.state, drive.late, drive.settled_at), (state, false, Some(T0 + 61 * MINUTE)));
        assert_eq!(drive.in_time(), (kind == StepKind::Done).then_some(false), "done a minute late");
    }
}

#[test]
fn different_words_about_a_step_are_shown_as_a_dispute() {
    let pack = sample::pack();
    let mut facts = facts(&[]);
    say(&mut facts, "drive", StepKind::Done, T0);
    say(&mut facts, "drive", StepKind::Done, T0 + HOUR);
    assert!(!plan(&pack, &facts, T0).step("drive").unwrap().disputed, "two people who both did it agree");
    say(&mut facts, "drive", StepKind::NotApplicable, T0 + HOUR);
    let drive = plan(&pack, &facts, T0).step("drive").unwrap().clone();
    assert_eq!((drive.disputed, drive.state), (true, StepState::NotApplicable));
    say(&mut facts, "contact", StepKind::Done, T0);
    say(&mut facts, "contact", StepKind::Declined, T0 + DAY);
    assert!(!plan(&pack, &facts, T0).step("contact").unwrap().disputed, "turns stand beside a later refusal");
}

#[test]
fn a_step_that_hangs_on_another_goes_when_that_is_done() {
    let pack = sample::pack();
    let mut facts = facts(&[]);
    assert!(plan(&pack, &facts, T0).step("escalate").is_some());
    say(&mut facts, "advocate", StepKind::Done, T0 + HOUR);
    assert!(plan(&pack, &facts, T0).step("escalate").is_none());
}

#[test]
fn a_step_can_hang_on_the_hours_in_which_a_clock_lies() {
    let hours = "[[hours]]\nid = \"office\"\nwindows = [{ days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"], from = \"09:00\", to = \"17:00\" }]\n\
        holidays = \"closed\"\nconfidence = \"recalled\"\n\n[[source]]\n";
    let pack = sample::edited(&[
        ("pack.toml", "[[source]]\n", hours),
        (
            "steps.toml",
            "when = { clock = \"CUSTODY\", set = true }",
            "when = { clock = \"CUSTODY\", during = \"office\" }",
        ),
    ])
    .unwrap();
    let stands = |instant: Option<Instant>| {
        let answer = instant.map(|instant| ("clock.CUSTODY", Seen::Given(Value::Instant(instant))));
        plan(&pack, &facts(answer.as_slice()), T0).step("petition").is_some_and(|planned| planned.is_open())
    };
    // T0 is 20:00 of a Tuesday.
    let morning = T0 + 14 * HOUR;
    assert!(stands(Some(Instant::exact(morning))) && !stands(Some(Instant::exact(T0))));
    assert!(!stands(Some(Instant::exact(morning + 3 * DAY))), "a Saturday");
    assert!(!stands(None), "not known, and the step is off when it is not");
    let about = |plus_minus_ms| Instant { ms: morning, how: Exactness::Estimated { plus_minus_ms } };
    assert!(stands(Some(about(30 * 60_000))), "the whole estimate lies inside");
    assert!(!stands(Some(about(90 * 60_000))), "nobody can say on which side it lies");
}

#[test]
fn turns_are_answered_one_by_one() {
    let pack = sample::pack();
    let mut facts = facts(&[]);
    let first = plan(&pack, &facts, T0).step("offer").unwrap().clone();
    assert_eq!((first.turn, first.due_at().map(|at| at.ms)), (Some(Turn { number: 1, of: Some(2) }), Some(T0 + DAY)));
    say(&mut facts, "offer", StepKind::Done, T0 + 20 * HOUR);
    let second = plan(&pack, &facts, T0).step("offer").unwrap().clone();
    assert_eq!((second.state, second.turn), (StepState::Open, Some(Turn { number: 2, of: Some(2) })));
    assert_eq!(second.due_at().map(|at| at.ms), Some(T0 + 3 * DAY));
    say(&mut facts, "offer", StepKind::Done, T0 + 3 * DAY);
    assert_eq!(plan(&pack, &facts, T0).step("offer").unwrap().state, StepState::Done);
}

#[test]
fn a_repeating_step_is_due_again_after_each_turn_until_its_end() {
    let pack = sample::pack();
    let mut facts = facts(&[]);
    assert_eq!(due_ms(&plan(&pack, &facts, T0), "contact"), Some(T0 + DAY));
    for done in [20, 44, 60] {
        assert_eq!(plan(&pack, &facts, T0).step("contact").unwrap().state, StepState::Open);
        say(&mut facts, "contact", StepKind::Done, T0 + done * HOUR);
    }
    assert_eq!(
        plan(&pack, &facts, T0).step("contact").unwrap().state,
        StepState::Done,
        "the next would be due after 72 hours"
    );
    say(&mut facts, "contact", StepKind::Undone, T0 + 61 * HOUR);
    assert_eq!(due_ms(&plan(&pack, &facts, T0), "contact"), Some(T0 + 68 * HOUR));
    say(&mut facts, "contact", StepKind::Declined, T0 + 62 * HOUR);
    assert_eq!(
        plan(&pack, &facts, T0).step("contact").unwrap().state,
        StepState::Declined,
        "declining closes every turn"
    );
}

#[test]
fn what_is_mine_comes_in_the_order_in_which_it_is_due() {
    let pack = sample::pack();
    let plan = plan(&pack, &facts(&[]), T0);
    let mine: Vec<&str> = plan.mine(&["leo"]).iter().map(|planned| planned.step.id.as_str()).collect();
    assert_eq!(mine, ["safe", "advised", "call", "drive", "escalate", "probation", "letter"]);
    assert_eq!(plan.next_due().unwrap().step.id, "safe");
    assert!(plan.mine(&["adv"]).iter().all(|planned| planned.step.roles.contains(&"adv".to_owned())));
    let roles: Vec<&str> = pack.roles_of(super::super::pack::AppRole::Deputy).collect();
    assert_eq!(roles, ["leo"]);
}

#[test]
fn the_calendar_says_when_it_is_about_to_end() {
    let pack = sample::pack();
    let end = Warning::CalendarEnds { ends: pack.calendar.ends };
    assert_eq!(plan(&pack, &facts(&[]), T0).warnings, []);
    assert_eq!(plan(&pack, &facts(&[]), T0 + 260 * DAY).warnings, std::slice::from_ref(&end));
    let december = facts(&[("clock.T0", instant(T0 + 290 * DAY))]);
    let late = plan(&pack, &december, T0);
    assert!(late.step("letter").unwrap().due_at().unwrap().beyond_calendar);
    assert_eq!(late.warnings, [end], "fifteen business days reach beyond the calendar");
}

#[test]
fn the_order_of_answers_from_devices_never_matters() {
    let pack = sample::pack();
    let sides = [choice("ward"), choice("neither"), choice("dual")];
    let plans: Vec<Vec<String>> = [[0, 1, 2], [2, 0, 1], [1, 2, 0]]
        .iter()
        .map(|order| {
            let conflict = Seen::Conflict(order.iter().map(|index| sides[*index].clone()).collect());
            plan(&pack, &facts(&[("status", conflict)]), T0).steps.iter().map(|one| format!("{one:?}")).collect()
        })
        .collect();
    assert_eq!(plans[0], plans[1]);
    assert_eq!(plans[1], plans[2]);
}

#[test]
fn what_has_no_clock_yet_stands_at_the_end_of_its_phase_and_preparation_after_everything() {
    let pack = shipped::find("los-angeles").unwrap().load().unwrap();
    let first = facts(&[("clock.T0_first_contact", Seen::Given(Value::Instant(Instant::exact(T0))))]);
    let plan = plan(&pack, &first, T0 + 60_000);
    let order: Vec<&str> = {
        let mut steps: Vec<_> = plan.steps.iter().filter(|step| step.is_open()).collect();
        steps.sort_by_key(|step| step.urgency());
        steps.iter().map(|step| step.step.id.as_str()).collect()
    };
    let at = |id: &str| order.iter().position(|there| *there == id).unwrap_or_else(|| panic!("{id} is not open"));
    assert!(matches!(plan.step("D1-03").unwrap().due, Due::NoClockYet { .. }), "nobody knows of an assault yet");
    assert!(at("D1-04") < at("D1-03"), "after what is due within its phase");
    assert!(at("D1-03") < at("H72-10"), "and before what is due in a later one");
    assert!(order.last().unwrap().starts_with("READY"), "{order:?}");
    assert!(plan.next_due().unwrap().step.phase != "ready");
}

#[test]
fn what_was_done_under_an_id_that_the_pack_does_not_name_any_more_stays_and_is_shown() {
    let pack = sample::pack();
    let (mut facts, untouched) = (facts(&[]), facts(&[]));
    say(&mut facts, "retired-step", StepKind::Done, T0);
    say(&mut facts, "never-mind", StepKind::Done, T0);
    say(&mut facts, "never-mind", StepKind::Undone, T0 + MINUTE);
    let without = plan(&pack, &untouched, T0).steps.len();
    let plan = plan(&pack, &facts, T0);
    assert_eq!(plan.unnamed, [Unnamed { step: "retired-step".into(), state: StepState::Done }]);
    assert_eq!(plan.step("retired-step"), None);
    assert_eq!(plan.steps.len(), without);
}
