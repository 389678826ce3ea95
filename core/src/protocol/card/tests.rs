use super::*;
use crate::episode::{Answer, AppliedOp, Change, Hlc, Instant, Op, StepEvent, StepKind};
use crate::moment::Moment;
use crate::protocol::shipped;
use first72_wire::compartment::Compartment;
use first72_wire::id::{DeviceId, Hash, OpId, SpaceId};
use std::collections::BTreeMap;

const NOW: i64 = 1_780_000_000_000;

fn save(number: u8, changes: Vec<Change>) -> AppliedOp {
    let when = Moment { wall_ms: NOW, boot_id: [0; 16], boot_ms: 0 };
    AppliedOp {
        hash: Hash([number; 32]),
        author: DeviceId([1; 16]),
        person: None,
        space: SpaceId([1; 16]),
        compartment: Compartment::Ops,
        seq: 1,
        late: false,
        op: Op::new(OpId([number; 16]), Hlc(u64::from(number)), when, changes),
    }
}

fn answer(field: &str, value: Value) -> Change {
    Change::Answer { field: field.into(), answer: Answer::Given(value), replaces: vec![] }
}

fn choice(field: &str, code: &str) -> Change {
    answer(field, Value::Choice(code.into()))
}

/// Everything on the card after these changes, in one language.
fn lines(language: &str, changes: Vec<Change>) -> Vec<String> {
    let pack = shipped::find("los-angeles").unwrap().load().unwrap();
    let mut record = Record::default();
    if !changes.is_empty() {
        record.apply(save(1, changes));
    }
    let card = pack.card.as_ref().unwrap();
    let shown = card.shown(&pack, &record, card.language(language).unwrap(), NOW);
    shown.into_iter().flat_map(|part| part.lines).collect()
}

fn has(lines: &[String], words: &str) -> bool {
    lines.iter().any(|line| line.contains(words))
}

#[test]
fn the_card_says_first_that_they_are_not_in_trouble_in_every_language() {
    assert_eq!(lines("en", vec![])[0], "You are not in trouble.");
    assert_eq!(lines("es", vec![])[0], "No estás en problemas.");
}

#[test]
fn who_is_coming_is_said_as_it_stands_and_minutes_only_while_they_are_known() {
    let before = lines("en", vec![]);
    assert!(has(&before, "We are calling someone") && !has(&before, "on the way"));
    let eta = Value::Instant(Instant::exact(NOW + 32 * 60_000));
    let coming = choice("team_answer@advocate", "coming");
    let on_the_way = lines("en", vec![coming.clone(), answer("team_eta@advocate", eta)]);
    assert!(has(&on_the_way, "is on the way") && !has(&on_the_way, "We are calling"));
    assert!(has(&on_the_way, "about 35 minutes"), "to the next five");
    let late = Value::Instant(Instant::exact(NOW - 1));
    let late = lines("en", vec![coming, answer("team_eta@advocate", late)]);
    assert!(has(&late, "is on the way") && !has(&late, "minutes"), "nothing is promised that is over");
    let event =
        StepEvent { kind: StepKind::Done, at: Instant::exact(NOW), reason: None, to: None, evidence: BTreeMap::new() };
    let here = lines("en", vec![Change::Step { step: "M90-08".into(), event, replaces: vec![] }]);
    assert!(has(&here, "is here") && !has(&here, "on the way") && !has(&here, "We are calling"));
}

#[test]
fn what_they_asked_for_stands_there_in_their_language_and_nothing_while_they_asked_for_nothing() {
    let asked = answer("needs", Value::Choices(vec!["water".into(), "food".into()]));
    assert!(has(&lines("en", vec![asked.clone()]), "You asked for: water, food."));
    assert!(has(&lines("es", vec![asked]), "Pediste: agua, comida."));
    assert!(!has(&lines("en", vec![]), "You asked for"));
}

#[test]
fn a_child_under_twelve_is_told_of_a_doctor_and_not_of_a_choice_that_the_law_does_not_give() {
    let child = lines("en", vec![choice("age_band", "under_12")]);
    assert!(has(&child, "good with kids") && !has(&child, "You can say no."));
    let unknown = lines("en", vec![]);
    assert!(has(&unknown, "You can say no.") && !has(&unknown, "good with kids"));
}

#[test]
fn the_hospital_comes_first_only_when_it_does() {
    assert!(!has(&lines("en", vec![choice("medical_need_now", "none_seen")]), "hospital"));
    assert!(has(&lines("en", vec![choice("medical_need_now", "driving")]), "First we go to the hospital"));
}
