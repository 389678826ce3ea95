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

/// A generator that stops after so many draws, as a process that is killed would.
struct Stops {
    left: std::sync::atomic::AtomicU64,
}

impl Randomness for Stops {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        use std::sync::atomic::Ordering::Relaxed;
        let drawn = self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1));
        drawn.map_err(|_| NoRandomness)?;
        SystemRandomness::new().fill(bytes)
    }
}

/// What a record holds of a link: every answer and item that one can bring.
fn told(notebook: &Notebook, episode: EpisodeId) -> Vec<Option<Answer>> {
    [YOUTHS_HERE, FOUND_BEFORE, "place_coarse"].map(|field| given(notebook, episode, field)).into()
}

#[test]
fn a_contact_that_belongs_with_another_is_there_with_its_link_or_not_at_all_wherever_its_save_stops() {
    for link in [Link::SameOperation, Link::SameYouth] {
        let (deputy, first) = deputy();
        deputy.open().answer(first, "place_coarse", Answer::Given(Value::Text("the harbor".into())), now()).unwrap();
        let Device { place, door, _folder } = deputy;
        door.into_inner().unwrap().lock().unwrap();
        let stops = Arc::new(Stops { left: u64::MAX.into() });
        let mut open = Notebook::unlock(&place, PIN, packs(), Arc::clone(&stops) as _, now()).unwrap();
        let before = told(&open, first);
        let mut tries = 0;
        let second = loop {
            stops.left.store(tries, std::sync::atomic::Ordering::Relaxed);
            match open.new_contact_linked(contact(), link, first, later(1)) {
                Ok(second) => break second,
                Err(error) => assert_eq!(error.code(), NotebookError::Random(NoRandomness).code()),
            }
            assert_eq!(open.episodes().count(), 1, "nothing half is there after {tries} draws");
            assert!(others(&open, first).is_empty() && told(&open, first) == before);
            tries += 1;
        };
        assert!(tries > 5, "{tries} places to stop at");
        stops.left.store(u64::MAX, std::sync::atomic::Ordering::Relaxed);
        open.lock().unwrap();
        let open = Notebook::unlock(&place, PIN, packs(), random(), now()).unwrap();
        assert_eq!(open.episodes().count(), 2, "none of the tries came back");
        assert_eq!(others(&open, second), [(first, link, true)]);
        assert_eq!(others(&open, first), [(second, link, false)]);
        match link {
            Link::SameOperation => {
                let place = Some(Answer::Given(Value::Text("the harbor".into())));
                assert_eq!(told(&open, second), [number(2), None, place.clone()]);
                assert_eq!(told(&open, first), [number(2), None, place], "the first counts one more");
            }
            Link::SameYouth => {
                assert_eq!(told(&open, second), [None, Some(Answer::Given(Value::Flag(true))), None]);
                assert_eq!(told(&open, first), before);
            }
        }
        assert_eq!(open.record(second).unwrap().len(), 1, "one save");
    }
}

#[test]
fn a_contact_that_begins_linked_says_what_one_linked_afterwards_says() {
    let (deputy, first) = deputy();
    let mut open = deputy.open();
    open.answer(first, "operation_id", Answer::Given(Value::Text("made-up 7".into())), now()).unwrap();
    let second = open.new_contact_linked(contact(), Link::SameOperation, first, later(1)).unwrap();
    let third = open.new_contact_linked(contact(), Link::SameOperation, second, later(2)).unwrap();
    for episode in [first, second, third] {
        assert_eq!(given(&open, episode, "youths_here"), number(3));
        assert_eq!(given(&open, episode, "operation_id"), Some(Answer::Given(Value::Text("made-up 7".into()))));
        assert!(is_open(&open, episode, "BR-MULTI-01"));
    }
    let again = open.new_contact_linked(contact(), Link::SameYouth, first, later(60)).unwrap();
    assert!(is_open(&open, again, "Y1-03"), "the advocate they know is told");
    let nobody = open.new_contact_linked(contact(), Link::SameYouth, EpisodeId([9; 16]), later(61));
    assert_eq!(nobody.unwrap_err().code(), "notebook.no-episode");
    assert_eq!(open.episodes().count(), 4, "and nothing was begun");
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
