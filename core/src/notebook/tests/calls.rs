//! A call from the tap to what came of it.

use super::*;
use crate::notebook::calls::{ANSWERED, NewCall};
use crate::protocol::contact::NumberUse;
use crate::protocol::facts::Seen;

const TC: &str = "clock.TC_hotline_call";

fn deputy() -> (Device, EpisodeId) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Le, Compartment::Stat]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    (deputy, episode)
}

fn hotline() -> NewCall<'static> {
    NewCall { contact: "cph", usage: NumberUse::Call, step: Some("M90-01") }
}

fn later(minutes: i64) -> Moment {
    Moment { wall_ms: NOW + minutes * 60_000, boot_id: [1; 16], boot_ms: 5_000 + minutes as u64 * 60_000 }
}

fn clock(notebook: &Notebook, episode: EpisodeId, id: &str) -> Option<i64> {
    notebook.plan(episode, now()).unwrap().clock(id).unwrap().own().map(|reading| reading.ms)
}

#[test]
fn the_tap_is_durable_before_the_telephone_rings_and_sets_the_clock_of_its_step() {
    let (deputy, episode) = deputy();
    let begun = deputy.open().begin_call(episode, &hotline(), now()).unwrap();
    assert_eq!(begun.number.number, "800-540-4000");
    // Killed behind the telephone: nothing but the vault is left.
    let deputy = deputy.reopen();
    let open = deputy.open();
    let [call] = open.calls(episode).unwrap().try_into().unwrap();
    assert_eq!(Some(call.item), begun.item);
    assert_eq!((call.contact.as_deref(), call.step.as_deref(), call.result), (Some("cph"), Some("M90-01"), None));
    assert_eq!(call.at, Some(Instant::exact(NOW)));
    assert_eq!(clock(&open, episode, "TC_hotline_call"), Some(NOW));
}

#[test]
fn a_number_that_is_not_the_packs_own_is_never_called() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    for wrong in [
        NewCall { contact: "818-555-0100", ..hotline() },
        NewCall { contact: "cph", usage: NumberUse::Text, ..hotline() },
        NewCall { contact: "", ..hotline() },
    ] {
        assert_eq!(open.begin_call(episode, &wrong, now()).unwrap_err().code(), "call.no-contact");
    }
    assert_eq!(open.calls(episode).unwrap(), [], "and nothing is kept of it");
}

#[test]
fn a_call_that_nobody_answered_does_not_start_the_ninety_minutes_and_the_next_one_does() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    let first = open.begin_call(episode, &hotline(), now()).unwrap().item.unwrap();
    open.end_call(episode, &first, "no_answer", None, later(2)).unwrap();
    assert_eq!(clock(&open, episode, "TC_hotline_call"), None);
    assert_eq!(open.record(episode).unwrap().answer_history(TC).len(), 2, "the first time stays in the history");
    let second = open.begin_call(episode, &hotline(), later(5)).unwrap().item.unwrap();
    open.end_call(episode, &second, ANSWERED, Some(" J. Doe "), later(9)).unwrap();
    assert_eq!(clock(&open, episode, "TC_hotline_call"), Some(NOW + 5 * 60_000));
    let calls = open.calls(episode).unwrap();
    let results: Vec<_> = calls.iter().map(|call| call.result.as_deref()).collect();
    assert_eq!(results, [Some(ANSWERED), Some("no_answer")], "newest first");
    assert_eq!(calls[0].spoke_with.as_deref(), Some("J. Doe"));
}

#[test]
fn a_second_call_leaves_the_clock_that_an_answered_one_set() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    let first = open.begin_call(episode, &hotline(), now()).unwrap().item.unwrap();
    open.end_call(episode, &first, ANSWERED, None, later(1)).unwrap();
    let second = open.begin_call(episode, &hotline(), later(30)).unwrap().item.unwrap();
    open.end_call(episode, &second, "busy", None, later(31)).unwrap();
    assert_eq!(clock(&open, episode, "TC_hotline_call"), Some(NOW));
}

#[test]
fn the_time_that_the_step_then_gets_moves_the_clock_and_loses_nothing() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    let item = open.begin_call(episode, &hotline(), now()).unwrap().item.unwrap();
    open.end_call(episode, &item, ANSWERED, None, later(1)).unwrap();
    let corrected = Value::Instant(Instant::exact(NOW - 60_000));
    let evidence = BTreeMap::from([("hotline_call_at".to_owned(), corrected)]);
    open.step(episode, "M90-01", StepEvent { evidence, ..done() }, later(2)).unwrap();
    assert_eq!(clock(&open, episode, "TC_hotline_call"), Some(NOW - 60_000));
    assert_eq!(open.record(episode).unwrap().answer_history(TC).len(), 2);
}

#[test]
fn a_call_for_no_step_sets_no_clock() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    open.begin_call(episode, &NewCall { contact: "crisis_988", usage: NumberUse::Call, step: None }, now()).unwrap();
    assert_eq!(open.seen(episode, TC), Seen::Nothing);
    let unknown = NewCall { step: Some("NO-STEP"), ..hotline() };
    assert_eq!(open.begin_call(episode, &unknown, now()).unwrap_err().code(), "notebook.no-step");
}

#[test]
fn a_call_begun_by_mistake_leaves_the_list_and_the_clock_and_stays_in_the_history() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    let item = open.begin_call(episode, &hotline(), now()).unwrap().item.unwrap();
    open.drop_call(episode, &item, later(1)).unwrap();
    assert_eq!(open.calls(episode).unwrap(), []);
    assert_eq!(clock(&open, episode, "TC_hotline_call"), None);
    assert_eq!(open.record(episode).unwrap().answer_history(TC).len(), 2);
}
