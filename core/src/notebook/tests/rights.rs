//! The young person's rights, from telling them to a change of mind.

use super::*;
use crate::episode::Signature;
use crate::notebook::rights::{self, Waiver};
use crate::protocol::condition::StepState;
use crate::protocol::facts::Seen;

fn deputy() -> (Realm, Device, EpisodeId) {
    use Compartment::{Le, Ops, Stat};
    let county = realm("Demo County", &[Ops, Le, Stat]);
    let deputy = Device::new();
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    (county, deputy, episode)
}

fn state(notebook: &Notebook, episode: EpisodeId, step: &str) -> StepState {
    notebook.plan(episode, now()).unwrap().step(step).map_or(StepState::Open, |planned| planned.state)
}

fn on_the_list(notebook: &Notebook, episode: EpisodeId, step: &str) -> bool {
    notebook.plan(episode, now()).unwrap().step(step).is_some_and(|planned| planned.is_open())
}

fn choice(code: &str) -> Answer {
    Answer::Given(Value::Choice(code.into()))
}

fn signed() -> Waiver {
    let signature = Signature::drawn(&[[(10, 20), (200, 210)], [(300, 20), (310, 90)]]);
    Waiver { language: "es".into(), signature: Some(signature) }
}

fn say_no(notebook: &mut Notebook, episode: EpisodeId) {
    notebook.answer(episode, rights::ADVOCATE, choice(rights::CLEAR_NO), now()).unwrap();
}

#[test]
fn telling_the_rights_notes_how_when_by_whom_and_in_which_language_and_does_the_step() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    open.tell_rights(episode, "spoken", "es", Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, rights::TOLD), Seen::Given(Value::Choice("spoken".into())));
    assert_eq!(open.seen(episode, rights::TOLD_AT), Seen::Given(Value::Instant(Instant::exact(NOW))));
    assert_eq!(open.seen(episode, rights::TOLD_BY), Seen::Given(Value::Text("D. Rivera".into())));
    assert_eq!(open.seen(episode, rights::TOLD_LANGUAGE), Seen::Given(Value::Text("es".into())));
    assert_eq!(state(&open, episode, "ID-10"), StepState::Done);
    assert_eq!(state(&open, episode, "ID-11"), StepState::Open);
}

#[test]
fn the_benefits_are_told_one_by_one_and_the_step_is_done_with_the_last() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    let all = ["stays_private", "here_for_you", "finds_help", "explains_rights"];
    for told in 1..=all.len() {
        assert_eq!(state(&open, episode, "ID-11"), StepState::Open);
        let chosen = all[..told].iter().map(|one| (*one).to_owned()).collect();
        open.answer(episode, rights::BENEFITS, Answer::Given(Value::Choices(chosen)), now()).unwrap();
    }
    assert_eq!(state(&open, episode, "ID-11"), StepState::Done);
}

#[test]
fn a_waiver_follows_a_clear_no_and_nothing_else() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    for answer in
        [None, Some(choice("undecided")), Some(choice("wants")), Some(Answer::Declined), Some(Answer::Unknown)]
    {
        if let Some(answer) = answer {
            open.answer(episode, rights::ADVOCATE, answer, now()).unwrap();
        }
        let refused = open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap_err();
        assert_eq!(refused.code(), "rights.no-clear-no");
        assert!(on_the_list(&open, episode, "ID-12"), "without a clear no the advocate is to be found");
    }
    say_no(&mut open, episode);
    assert!(!on_the_list(&open, episode, "ID-12"));
    open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap();
    assert_eq!(state(&open, episode, "ID-13"), StepState::Done);
}

#[test]
fn two_people_who_heard_different_answers_give_no_ground_for_a_waiver() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    say_no(&mut deputy.open(), episode);
    advocate.open().answer(episode, rights::ADVOCATE, choice("wants"), now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    let mut open = deputy.open();
    let refused = open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap_err();
    assert_eq!(refused.code(), "rights.no-clear-no");
    assert!(on_the_list(&open, episode, "ID-12"), "the advocate stays on the list");
}

#[test]
fn a_waiver_keeps_its_wording_language_witness_time_and_signature_through_a_lock() {
    let (_county, deputy, episode) = deputy();
    say_no(&mut deputy.open(), episode);
    deputy.open().waive_advocate(episode, signed(), Before::Everything, now()).unwrap();
    let deputy = deputy.reopen();
    let open = deputy.open();
    let version = open.pack_of(episode).unwrap().document(rights::WAIVER_TEXT).unwrap().version.clone();
    assert_eq!(open.seen(episode, rights::WAIVER), Seen::Given(Value::Choice("signed".into())));
    assert_eq!(open.seen(episode, rights::WAIVER_VERSION), Seen::Given(Value::Text(version)));
    assert_eq!(open.seen(episode, rights::WAIVER_LANGUAGE), Seen::Given(Value::Text("es".into())));
    assert_eq!(open.seen(episode, rights::WAIVER_BY), Seen::Given(Value::Text("D. Rivera".into())));
    assert_eq!(open.seen(episode, rights::WAIVER_AT), Seen::Given(Value::Instant(Instant::exact(NOW))));
    let drawn = signed().signature.unwrap();
    assert_eq!(open.seen(episode, rights::WAIVER_SIGNATURE), Seen::Given(Value::Signature(drawn)));
}

#[test]
fn whoever_would_not_sign_has_waived_without_a_signature_and_a_blank_one_is_refused() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    say_no(&mut open, episode);
    let blank = Waiver { language: "en".into(), signature: Some(Signature::drawn(&[[(5, 5)]])) };
    assert_eq!(open.waive_advocate(episode, blank, Before::Everything, now()).unwrap_err().code(), "answer.empty");
    assert_eq!(state(&open, episode, "ID-13"), StepState::Open, "nothing was kept of it");
    let without = Waiver { language: "en".into(), signature: None };
    open.waive_advocate(episode, without, Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, rights::WAIVER), Seen::Given(Value::Choice("would_not_sign".into())));
    assert_eq!(open.seen(episode, rights::WAIVER_SIGNATURE), Seen::Declined);
}

#[test]
fn a_change_of_mind_takes_one_save_brings_the_advocate_back_and_keeps_the_waiver_in_the_history() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    say_no(&mut open, episode);
    open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap();
    let saves = open.record(episode).unwrap().len();
    open.revoke_waiver(episode, Before::Everything, now()).unwrap();
    assert_eq!(open.record(episode).unwrap().len(), saves + 1);
    assert!(on_the_list(&open, episode, "ID-12"), "the advocate is to be found");
    assert_eq!(open.seen(episode, rights::WAIVER_REVOKED), Seen::Given(Value::Instant(Instant::exact(NOW))));
    let history = open.record(episode).unwrap().answer_history(rights::WAIVER_SIGNATURE);
    assert_eq!(history.len(), 1, "what was signed stays");
    say_no(&mut open, episode);
    open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, rights::WAIVER_REVOKED), Seen::NotAsked, "a new waiver counts");
}

#[test]
fn before_the_next_interview_the_question_is_open_again_and_so_are_its_steps() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    say_no(&mut open, episode);
    open.waive_advocate(episode, signed(), Before::Everything, now()).unwrap();
    open.ask_rights_again(episode, Before::Everything, now()).unwrap();
    assert!(on_the_list(&open, episode, "ID-12"), "until there is a clear no again, the advocate is to be found");
    say_no(&mut open, episode);
    assert!(on_the_list(&open, episode, "ID-13"), "and the waiver of the last interview is none for this one");
    let answers = open.record(episode).unwrap().answer_history(rights::ADVOCATE);
    assert_eq!(answers.len(), 3, "no, asked again, no");
}

#[test]
fn a_support_person_is_kept_out_with_a_reason_only_and_no_answer_keeps_an_advocate_out() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    let without = open.keep_support_person_out(episode, "  ", Before::Everything, now()).unwrap_err();
    assert_eq!(without.code(), "answer.empty");
    open.keep_support_person_out(episode, "An invented reason", Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, rights::SUPPORT_PRESENT), Seen::Given(Value::Choice("kept_out".into())));
    let answers = open.record(episode).unwrap().answers(rights::SUPPORT_REASON);
    assert_eq!(answers[0].save.compartment(), Compartment::Le, "the name and the reason are for investigators");
    for invented in ["kept_out", "excluded"] {
        let refused = open.answer(episode, rights::ADVOCATE, choice(invented), now()).unwrap_err();
        assert_eq!(refused.code(), "answer.not_offered");
    }
}

#[test]
fn the_private_name_and_the_card_note_time_and_person_and_do_their_steps() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    open.tell_name_privacy(episode, Before::Everything, now()).unwrap();
    open.give_rights_card(episode, "es", Before::Everything, now()).unwrap();
    assert_eq!(open.seen(episode, rights::NAME_TOLD_BY), Seen::Given(Value::Text("D. Rivera".into())));
    assert_eq!((state(&open, episode, "ID-16"), state(&open, episode, "ID-17")), (StepState::Done, StepState::Done));
    let pack = open.pack_of(episode).unwrap();
    assert_eq!(open.seen(episode, rights::NAME), Seen::Nothing);
    assert_eq!(pack.field(rights::NAME).unwrap().unanswered_means.as_deref(), Some("confidential"));
}

#[test]
fn a_step_that_was_opened_again_on_purpose_is_done_by_the_next_answer_and_not_by_the_last() {
    let (_county, deputy, episode) = deputy();
    let mut open = deputy.open();
    open.give_rights_card(episode, "es", Before::Everything, now()).unwrap();
    let again = StepEvent { kind: StepKind::Reopened, ..done() };
    open.step(episode, "ID-16", again, now()).unwrap();
    assert_eq!(state(&open, episode, "ID-16"), StepState::Open);
    open.give_rights_card(episode, "en", Before::Everything, now()).unwrap();
    assert_eq!(state(&open, episode, "ID-16"), StepState::Done);
    open.give_rights_card(episode, "es", Before::Everything, now()).unwrap();
    let marks = open.record(episode).unwrap().marks("ID-16");
    let done = marks.iter().filter(|mark| mark.event.kind == StepKind::Done).count();
    assert_eq!(done, 1, "a step that is done is not done twice");
}
