//! Several young people in one operation, and one who was met before.

use super::*;

fn deputy() -> (Device, EpisodeId) {
    let county = realm("Demo County", &[Compartment::Ops, Compartment::Le, Compartment::Stat]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Compartment::Ops, Compartment::Le]);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    (deputy, episode)
}

fn later(minutes: i64) -> Moment {
    Moment { wall_ms: NOW + minutes * 60_000, boot_id: [1; 16], boot_ms: 5_000 + minutes as u64 * 60_000 }
}

fn given(notebook: &Notebook, episode: EpisodeId, field: &str) -> Option<Answer> {
    notebook.record(episode).unwrap().answers(field).pop().map(|written| written.answer.clone())
}

fn number(number: i64) -> Option<Answer> {
    Some(Answer::Given(Value::Number(number)))
}

fn is_open(notebook: &Notebook, episode: EpisodeId, step: &str) -> bool {
    notebook.plan(episode, now()).unwrap().step(step).is_some_and(|planned| planned.is_open())
}

fn others(notebook: &Notebook, episode: EpisodeId) -> Vec<(EpisodeId, Link, bool)> {
    notebook.linked(episode).unwrap().iter().map(|other| (other.episode, other.link, other.is_earlier)).collect()
}

#[test]
fn young_people_of_one_operation_share_what_it_is_known_by_and_keep_records_of_their_own() {
    let (deputy, first) = deputy();
    let mut open = deputy.open();
    let text = |text: &str| Answer::Given(Value::Text(text.into()));
    open.answer(first, "operation_id", text("made-up 7"), now()).unwrap();
    open.answer(first, "place_coarse", text("the made-up harbor"), now()).unwrap();
    assert!(!is_open(&open, first, "BR-MULTI-01"));
    let second = open.new_contact(contact(), later(4)).unwrap();
    open.link(second, Link::SameOperation, first, later(4)).unwrap();
    let third = open.new_contact(contact(), later(9)).unwrap();
    // Which of the two stood on the screen does not matter.
    open.link(second, Link::SameOperation, third, later(9)).unwrap();
    drop(open);
    let deputy = deputy.reopen();
    let open = deputy.open();
    let operation = Link::SameOperation;
    let sorted = |mut all: Vec<_>| {
        all.sort();
        all
    };
    assert_eq!(others(&open, first), sorted(vec![(second, operation, false), (third, operation, false)]));
    assert_eq!(others(&open, third), sorted(vec![(first, operation, true), (second, operation, true)]));
    for episode in [first, second, third] {
        assert_eq!(given(&open, episode, "youths_here"), number(3));
        assert_eq!(given(&open, episode, "operation_id"), Some(text("made-up 7")));
        assert_eq!(given(&open, episode, "place_coarse"), Some(text("the made-up harbor")));
        assert!(is_open(&open, episode, "BR-MULTI-01"), "the step for several young people is on");
    }
}

#[test]
fn a_larger_number_that_somebody_gave_stays_and_answers_that_differ_are_left_to_people() {
    let (deputy, first) = deputy();
    let mut open = deputy.open();
    open.answer(first, "youths_here", Answer::Given(Value::Number(5)), now()).unwrap();
    let second = open.new_contact(contact(), later(1)).unwrap();
    for said in [2, 4] {
        open.answer_over(second, "youths_here", Answer::Given(Value::Number(said)), Before::Shown(&[]), later(2))
            .unwrap();
    }
    open.link(second, Link::SameOperation, first, later(3)).unwrap();
    assert_eq!(given(&open, first, "youths_here"), number(5));
    assert_eq!(open.record(second).unwrap().answers("youths_here").len(), 2, "nobody settled it");
}

#[test]
fn the_same_youth_met_again_has_a_new_record_that_says_so_and_brings_the_step_that_tells_the_advocate() {
    let (deputy, first) = deputy();
    let mut open = deputy.open();
    let again = open.new_contact(contact(), later(60)).unwrap();
    assert!(!is_open(&open, again, "Y1-03"));
    // Found out later, on the page of the old record.
    open.link(first, Link::SameYouth, again, later(61)).unwrap();
    assert_eq!(others(&open, again), [(first, Link::SameYouth, true)]);
    assert_eq!(others(&open, first), [(again, Link::SameYouth, false)]);
    assert_eq!(given(&open, again, FOUND_BEFORE), Some(Answer::Given(Value::Flag(true))));
    assert_eq!(given(&open, first, FOUND_BEFORE), None);
    assert!(is_open(&open, again, "Y1-03") && !is_open(&open, first, "Y1-03"));
}

#[test]
fn a_link_by_mistake_is_taken_back_from_either_side_and_a_second_one_changes_nothing() {
    let (deputy, first) = deputy();
    let mut open = deputy.open();
    let second = open.new_contact(contact(), later(1)).unwrap();
    open.link(second, Link::SameYouth, first, later(2)).unwrap();
    let saves = open.record(second).unwrap().len();
    open.link(first, Link::SameYouth, second, later(3)).unwrap();
    assert_eq!(open.record(second).unwrap().len(), saves);
    open.unlink(first, Link::SameYouth, second, later(4)).unwrap();
    assert_eq!(others(&open, second), []);
    open.link(first, Link::SameYouth, second, later(5)).unwrap();
    assert_eq!(others(&open, second), [(first, Link::SameYouth, true)], "and may be made again");
    for (one, other) in [(first, first), (first, EpisodeId([9; 16]))] {
        assert_eq!(open.link(one, Link::SameYouth, other, later(6)).unwrap_err().code(), "notebook.no-episode");
    }
}
