use super::cue::{Cue, Known, KnownOf};
use super::player::{Outcome, Player};
use super::problem::ScriptProblem;
use super::script::{Script, TraineeDeed};
use super::{guide, shipped};
use crate::protocol::{Pack, shipped as packs};
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;

fn pack(id: &str) -> Pack {
    packs::find(id).unwrap().load().unwrap()
}

fn sting() -> Script {
    shipped::find("planned-sting").unwrap().load(&pack("los-angeles")).unwrap()
}

/// The problems of the first drill with one text replaced, each with its line.
fn spoiled(from: &str, to: &str) -> Vec<(u32, ScriptProblem)> {
    let text = shipped::find("planned-sting").unwrap().text;
    assert!(text.contains(from), "{from}");
    let errors = Script::load("spoiled.toml", &text.replacen(from, to, 1), &pack("los-angeles")).unwrap_err();
    errors.0.into_iter().map(|error| (error.line, error.problem)).collect()
}

fn line_of(text: &str) -> u32 {
    let whole = shipped::find("planned-sting").unwrap().text;
    let before = whole.split(text).next().unwrap();
    u32::try_from(before.matches('\n').count()).unwrap() + 1
}

#[test]
fn every_shipped_drill_is_whole() {
    for drill in &shipped::DRILLS {
        let script = drill.load(&pack(drill.pack)).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!((script.id.as_str(), script.pack.as_str()), (drill.id, drill.pack));
    }
}

#[test]
fn the_model_run_of_every_drill_opens_each_record_once_and_in_order() {
    for drill in &shipped::DRILLS {
        let script = drill.load(&pack(drill.pack)).unwrap();
        let opened = script.model.iter().filter_map(|deed| match &deed.what {
            TraineeDeed::Open { youth, .. } => Some(youth.clone()),
            _ => None,
        });
        let youths: Vec<String> = script.youths.iter().map(|youth| youth.id.clone()).collect();
        assert_eq!(opened.collect::<Vec<_>>(), youths, "{}", script.id);
    }
}

#[test]
fn a_mistake_names_its_line_and_what_is_wrong() {
    let one = |from: &str, to: &str| {
        let found = spoiled(from, to);
        assert_eq!(found.len(), 1, "{found:?}");
        let (line, problem) = found.into_iter().next().unwrap();
        assert!(!problem.advice().is_empty() && problem.code().starts_with("script."));
        assert_eq!(line, line_of(from), "{problem}");
        problem
    };
    let not_listed = |what, id: &str| ScriptProblem::NotListed { what, id: id.to_owned() };
    assert_eq!(one("step = \"M90-02\"", "step = \"M90-99\""), not_listed("step", "M90-99"));
    assert_eq!(one("by = \"advocate\"", "by = \"nobody\""), not_listed("person", "nobody"));
    assert_eq!(one("pace = 10", "pace = 900"), ScriptProblem::Bounds { key: "pace", least: 1, most: 60 });
    assert_eq!(one("start = \"2026-03-06", "start = \"1999-03-06"), ScriptProblem::OutsideCalendar);
    assert_eq!(one("length = \"PT3H\"", "length = \"P3H\""), ScriptProblem::Length { text: "P3H".into() });
    assert_eq!(one("from = \"radio\"", "from = \"drum\"").code(), "script.word");
    let answer = one("system_status = \"dependent\"", "system_status = \"unruly\"");
    assert_eq!(answer.code(), "script.answer");
    assert_eq!(one("name = \"I. Park\"", "name = \" \""), ScriptProblem::Empty { key: "name" });
    assert_eq!(one("id = \"partner-calls\"", "id = \"my partner\"").code(), "script.id");
}

#[test]
fn a_key_that_is_not_known_and_a_missing_language_are_refused_with_their_line() {
    let text = shipped::find("planned-sting").unwrap().text;
    let errors = Script::load("x.toml", &text.replacen("pace = 10", "pase = 10", 1), &pack("los-angeles")).unwrap_err();
    assert_eq!((errors.0[0].line, errors.0[0].problem.code()), (line_of("pace = 10"), "script.syntax"));
    let spanish = "es = \"Operación planeada, dos personas jóvenes\"";
    let errors = Script::load("x.toml", &text.replacen(spanish, "", 1), &pack("los-angeles")).unwrap_err();
    assert!(errors.to_string().contains("es"), "{errors}");
}

#[test]
fn a_sentence_that_blames_or_names_nobody_of_the_script_is_refused() {
    let said = "en = \"The same call for {second}, with the other number.\"";
    let found = spoiled(said, "en = \"The same call for the runaway {third}.\"");
    let codes: Vec<&str> = found.iter().map(|(_, problem)| problem.code()).collect();
    assert!(codes.contains(&"script.forbidden_text") && codes.contains(&"script.placeholder"), "{codes:?}");
    assert!(codes.contains(&"script.placeholders_differ"));
}

#[test]
fn events_that_wait_for_each_other_are_found() {
    let cue = "cue = { happened = \"hotline-files-first\" }";
    let found = spoiled(cue, "cue = { happened = \"advocate-arrives\" }");
    assert!(found.iter().any(|(_, problem)| matches!(problem, ScriptProblem::Circle { .. })), "{found:?}");
}

fn known(script: &Script, player: &Player, youths: &[&str]) -> Known {
    let all = script.youths.iter().map(|youth| youth.id.as_str());
    Known {
        youths: all.filter(|id| youths.contains(id)).map(|id| (id.to_owned(), KnownOf::default())).collect(),
        called: player.called.clone(),
        happened: player.happened.clone(),
    }
}

#[test]
fn events_come_in_the_order_of_their_times_and_only_once() {
    let script = sting();
    let mut player = Player::default();
    let start = script.start_ms;
    assert_eq!(player.next(&script, &known(&script, &player, &[]), start + 5 * MINUTE), None, "all wait for a record");
    let now = start + 10 * MINUTE;
    let seen = known(&script, &player, &["first"]);
    assert_eq!(player.next(&script, &seen, now), None, "the partner speaks a minute after the record is opened");
    let later = now + MINUTE;
    assert_eq!(player.next(&script, &seen, later), Some(("partner-calls".into(), later, Outcome::Happens)));
    player.note("partner-calls", later, Outcome::Happens);
    assert_eq!(player.next(&script, &known(&script, &player, &["first"]), later), None);
    player.call("cph", later);
    let seen = known(&script, &player, &["first"]);
    assert_eq!(player.next(&script, &seen, later).unwrap().0, "hotline-answers");
    player.note("hotline-answers", later, Outcome::Happens);
    let seen = known(&script, &player, &["first"]);
    assert_eq!(player.next(&script, &seen, later), None);
    assert_eq!(player.next_ms(&script, &seen, later), Some(later + 3 * MINUTE), "and skipping ahead leads there");
    assert_eq!(player.order, ["partner-calls", "hotline-answers"]);
}

#[test]
fn what_is_saved_on_a_record_waits_until_the_trainee_has_opened_it() {
    let script = sting();
    let mut player = Player::default();
    let now = script.start_ms + MINUTE;
    player.call("cph", now);
    player.note("hotline-answers", now, Outcome::Happens);
    let seen = known(&script, &player, &["first"]);
    let _ripens = player.next(&script, &seen, now);
    let much_later = now + 600 * MINUTE;
    let mut happened = Vec::new();
    while let Some((id, at, outcome)) = player.next(&script, &known(&script, &player, &["first"]), much_later) {
        happened.push(id.clone());
        player.note(&id, at, outcome);
    }
    assert!(happened.contains(&"hotline-files-first".to_owned()));
    assert!(!happened.iter().any(|id| id.ends_with("-second")), "{happened:?}");
}

#[test]
fn an_event_whose_reason_is_gone_is_called_off() {
    let mut script = sting();
    let late = script.events.iter_mut().find(|event| event.id == "worker-is-late").unwrap();
    late.unless = Some(Cue::Called("mlk_hub".into()));
    let mut player = Player::default();
    let now = script.start_ms;
    player.call("cph", now);
    player.call("mlk_hub", now);
    player.note("hotline-answers", now, Outcome::Happens);
    let seen = known(&script, &player, &["first"]);
    let _ripens = player.next(&script, &seen, now);
    let mut outcomes = BTreeMap::new();
    for _ in 0..20 {
        let seen = known(&script, &player, &["first"]);
        let Some((id, at, outcome)) = player.next(&script, &seen, now + 300 * MINUTE) else { break };
        player.note(&id, at, outcome);
        outcomes.insert(id, outcome);
    }
    assert_eq!(outcomes.get("worker-is-late"), Some(&Outcome::CalledOff));
    assert!(!outcomes.contains_key("worker-arrives"), "nor what would have followed");
}

#[test]
fn the_guide_says_the_first_thing_that_is_not_done_and_names_the_records() {
    let script = sting();
    let player = Player::default();
    let first = guide::line(&script, &known(&script, &player, &[])).unwrap();
    assert!(first.words.en.contains("blue jacket"));
    let next = guide::line(&script, &known(&script, &player, &["first"])).unwrap();
    assert!(next.words.en.contains("take") || next.words.en.contains("Take"), "{}", next.words.en);
    let handles = BTreeMap::from([("first".to_owned(), "amber heron".to_owned())]);
    let said = guide::with_names("For {first} and {second}.", &script, &handles, "es");
    assert_eq!(said, "For amber heron and el muchacho con mochila.");
}
