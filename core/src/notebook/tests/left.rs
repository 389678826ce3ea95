//! Left, back again, and a tap by mistake.

use super::*;
use crate::protocol::facts::Seen;

fn deputy() -> (Device, EpisodeId) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Le, Compartment::Stat]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    (deputy, episode)
}

fn is_open(notebook: &Notebook, episode: EpisodeId, step: &str) -> bool {
    notebook.plan(episode, now()).unwrap().step(step).is_some_and(|planned| planned.is_open())
}

fn clock(notebook: &Notebook, episode: EpisodeId, id: &str) -> Option<i64> {
    notebook.plan(episode, now()).unwrap().clock(id).unwrap().own().map(|reading| reading.ms)
}

#[test]
fn left_is_one_save_that_starts_the_clock_and_brings_what_follows() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    let saves = open.record(episode).unwrap().len();
    open.left(episode, true, now()).unwrap();
    assert_eq!(open.record(episode).unwrap().len(), saves + 1);
    assert_eq!(clock(&open, episode, "TM_missing_known"), Some(NOW));
    let plan = open.plan(episode, now()).unwrap();
    let report = plan.step("BR-RUN-02").unwrap();
    assert_eq!(report.due_at().map(|due| due.ms), Some(NOW + 3_600_000), "the hour of the missing report runs");
    assert!(!is_open(&open, episode, "BR-RUN-06"));
}

#[test]
fn back_again_is_as_simple_and_brings_what_follows_a_return() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    open.left(episode, true, now()).unwrap();
    open.left(episode, false, now()).unwrap();
    assert_eq!(clock(&open, episode, "located"), Some(NOW));
    for step in ["BR-RUN-06", "BR-RUN-07"] {
        assert!(is_open(&open, episode, step), "{step}");
    }
    assert!(!is_open(&open, episode, "BR-RUN-02"), "nobody is missing any more");
    open.left(episode, true, now()).unwrap();
    assert!(is_open(&open, episode, "BR-RUN-02"), "and may leave again");
    assert_eq!(clock(&open, episode, "located"), None, "whoever left again is not found any more");
}

#[test]
fn whoever_was_never_gone_was_not_found_again() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    open.left(episode, false, now()).unwrap();
    assert_eq!(clock(&open, episode, "located"), None);
    assert!(!is_open(&open, episode, "BR-RUN-06"));
}

#[test]
fn a_tap_by_mistake_is_taken_back_with_its_clock_and_stays_in_the_history() {
    let (deputy, episode) = deputy();
    let mut open = deputy.open();
    open.left(episode, true, now()).unwrap();
    open.take_back_left(episode, Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, LEFT), Seen::NotAsked);
    assert_eq!(clock(&open, episode, "TM_missing_known"), None);
    assert_eq!(open.record(episode).unwrap().answer_history(LEFT).len(), 2);

    open.left(episode, true, now()).unwrap();
    open.left(episode, false, now()).unwrap();
    open.take_back_left(episode, Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, LEFT), Seen::Given(Value::Flag(true)), "still gone");
    assert_eq!(clock(&open, episode, "located"), None);
    assert_eq!(clock(&open, episode, "TM_missing_known"), Some(NOW));
}
