//! The history of an answer: a question brings the newest, and the whole is there when it is asked for.

use super::*;
use crate::desk::Desk;
use crate::invented::{contact, deputy, founded_with_pack};
use crate::view::{AnswerView, LiveAnswer, ValueView};
use first72_core::episode::{Answer, Value};
use first72_core::moment::Moment;
use first72_core::notebook::Compartment;
use std::path::Path;

/// A question of the Los Angeles pack that takes a number from 1 to 40.
const ASKED: &str = "youths_here";

/// A deputy's desk, and an episode in which the question was answered so often, with 1, 2, 3 and so on.
fn answered(folder: &Path, times: i64) -> (Desk, String) {
    let now = Moment::read();
    let (mut county, packs) = founded_with_pack(folder, &[Compartment::Ops], now);
    let mut phone = deputy(folder, &mut county, &packs, "K. Lopez", now);
    let episode = contact(&mut phone, now);
    for number in 1..=times {
        phone.answer(episode, ASKED, Answer::Given(Value::Number(number)), now).unwrap();
    }
    let desk = Desk::at(folder.to_owned(), Box::new(|_| {}));
    desk.take(phone, now);
    (desk, episode.to_string())
}

fn number(one: &LiveAnswer) -> i64 {
    match &one.answer {
        AnswerView::Given { value: ValueView::Number { number } } => *number,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_brings_its_newest_earlier_answers_and_all_of_them_are_a_tap_away() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, episode) = answered(folder.path(), 31);
    let question = show(&desk, &episode, |shown| shown.question(ASKED)).unwrap();
    assert_eq!((question.live.iter().map(number).collect(), question.earlier_count), (vec![31], 30));
    assert_eq!(question.earlier.iter().map(number).collect::<Vec<_>>(), (23..=30).rev().collect::<Vec<_>>());
    let all = show(&desk, &episode, |shown| shown.earlier_answers(ASKED)).unwrap();
    assert_eq!(all.answers.iter().map(number).collect::<Vec<_>>(), (1..=30).rev().collect::<Vec<_>>());
}

#[test]
fn a_question_that_the_pack_does_not_ask_has_no_history_to_show() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, episode) = answered(folder.path(), 1);
    for field in ["", "no_such_field", "youths_here@x"] {
        let refused = show(&desk, &episode, |shown| shown.earlier_answers(field)).unwrap_err();
        assert_eq!(refused.code, "answer.no_such_field", "{field}");
    }
    let none = show(&desk, &episode, |shown| shown.earlier_answers(ASKED)).unwrap();
    assert!(none.answers.is_empty(), "one answer stands, and none stood before it");
}
