//! The young person's own copy: what the pack marks for them and what they decided, and nothing that is about others.

use super::*;
use crate::audit::AuditEvent;
use crate::notebook::rights;

/// What must be in no copy: a note, a name, an investigative fact.
const KEPT_OUT: [&str; 3] = ["Plate seen on the corner.", "D. Invented", "Seen with two others."];

fn answer(device: &Device, episode: EpisodeId, field: &str, value: Value) {
    device.open().answer(episode, field, Answer::Given(value), now()).unwrap();
}

fn choice(code: &str) -> Value {
    Value::Choice(code.into())
}

/// An episode in which somebody was told of their rights, decided, and said what they need.
fn told() -> (Realm, Device, Device, EpisodeId) {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    answer(&deputy, episode, rights::TOLD, choice("spoken"));
    answer(&deputy, episode, rights::TOLD_BY, Value::Text(KEPT_OUT[1].into()));
    answer(&deputy, episode, rights::ADVOCATE, choice("wants"));
    answer(&deputy, episode, rights::NAME, choice("confidential"));
    answer(&deputy, episode, "needs", Value::Choices(vec!["water".into(), "sleep".into()]));
    deputy.open().step(episode, "ID-07", done(), now()).unwrap();
    deputy.open().note(episode, Compartment::Ops, KEPT_OUT[0].into(), now()).unwrap();
    deputy.open().note(episode, Compartment::Le, KEPT_OUT[2].into(), now()).unwrap();
    (county, deputy, advocate, episode)
}

// cjis:AC-3(14)
#[test]
fn a_young_person_reads_in_their_language_what_is_recorded_what_they_decided_and_who_reads_it() {
    let (_, deputy, _, episode) = told();
    let copy = deputy.open().own_copy(episode, "es", now()).unwrap();
    let text = copy.to_text();
    assert_eq!((copy.language.as_str(), copy.title.as_str()), ("es", "Lo que está anotado sobre ti"));
    let edition = los_angeles();
    let pack = edition.pack().unwrap();
    let words = pack.texts("es").unwrap();
    for (field, code) in [(rights::ADVOCATE, "wants"), (rights::NAME, "confidential"), ("needs", "sleep")] {
        let line = &words.fields[field];
        assert!(text.contains(&line.label) && text.contains(&line.choices[code]), "{field}: {text}");
    }
    let readers = copy.parts.iter().find(|part| part.title == "Quién lo puede leer").unwrap();
    assert!(readers.lines.iter().any(|line| line.contains("(Demo County)")), "{readers:?}");
    let english = deputy.open().own_copy(episode, "en", now()).unwrap().to_text();
    assert!(english.starts_with("What is recorded about you\n") && english.contains("What you were told"), "{english}");
    for line in ["Do they want an advocate? Yes", " · Water, food, warmth, small choices"] {
        assert!(english.contains(line), "{line}: {english}");
    }
    assert!(deputy.open().own_copy(episode, "xx", now()).is_ok(), "in the pack's first language");
    assert_eq!(deputy.open().own_copy(EpisodeId([9; 16]), "en", now()).unwrap_err().code(), "notebook.no-episode");
}

// cjis:AC-3(14) cjis:AC-4
#[test]
fn nothing_about_others_no_note_and_nothing_of_the_investigation_is_in_a_copy() {
    let (_, deputy, _, episode) = told();
    for language in ["en", "es"] {
        let text = deputy.open().own_copy(episode, language, now()).unwrap().to_text();
        for kept_out in KEPT_OUT.into_iter().chain(["harbor-demo", "L. Tran", "D. Rivera"]) {
            assert!(!text.contains(kept_out), "{kept_out}: {text}");
        }
    }
    // Of a question that the pack does not mark for them nothing is in it, whoever answered it.
    let before = deputy.open().own_copy(episode, "en", now()).unwrap();
    answer(&deputy, episode, MEDICAL_NEED, choice("none_seen"));
    let edition = los_angeles();
    assert!(!edition.pack().unwrap().field(MEDICAL_NEED).unwrap().show_youth);
    assert_eq!(deputy.open().own_copy(episode, "en", now()).unwrap(), before);
}

// cjis:AC-3(14) cjis:AU-2
#[test]
fn that_a_copy_was_made_is_recorded_and_of_what_is_not_on_the_device_nothing_is_in_it() {
    let (county, deputy) = audit::county();
    let auditor = audit::auditor(&county, "U. Lind");
    auditor.sync(&county);
    deputy.sync(&county);
    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.open().own_copy(episode, "en", now()).unwrap();
    let deputy = deputy.reopen();
    deputy.sync(&county);
    auditor.sync(&county);
    let reading = auditor.open().audit_between(county.id, 0, i64::MAX, now()).unwrap();
    let made = |told: &&crate::audit::Told| told.row.event() == Some(AuditEvent::OwnCopy);
    assert_eq!(reading.told.iter().find(made).and_then(|told| told.row.episode), Some(episode));
    assert_eq!(auditor.open().own_copy(episode, "en", now()).unwrap_err().code(), "notebook.no-episode");
}
