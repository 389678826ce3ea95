//! The way of one record: saved, sent, read by others, locked away and brought back.

use super::*;

// cjis:AC-3 cjis:5.13.6
#[test]
fn one_record_goes_from_the_deputy_to_the_advocate_and_the_lead_and_a_private_note_nowhere_else() {
    use Compartment::{Adv, Cw, Le, Ops, Stat};
    let county = realm("Demo County", &[Ops, Le, Cw, Stat]);
    let agency = realm("Demo Advocacy", &[Adv]);
    let (deputy, advocate, lead) = (Device::new(), Device::new(), Device::new());
    join(&deputy, &county, "D. Rivera", Role::Deputy, &[Ops, Le]);
    join(&advocate, &county, "A. Okafor", Role::Advocate, &[Ops]);
    join(&advocate, &agency, "A. Okafor", Role::Advocate, &[Adv]);
    join(&lead, &county, "L. Tran", Role::StationLead, &[Ops, Stat]);
    county.registrar.sync(&county);
    agency.registrar.sync(&agency);
    // The deputy's directory came with the answer and does not know the others yet.
    deputy.sync(&county);

    let episode = deputy.open().new_contact(contact(), now()).unwrap();
    deputy.open().answer(episode, "language", Answer::Unknown, now()).unwrap();
    deputy.open().step(episode, "ID-01", done(), now()).unwrap();
    assert!(deputy.open().tonight(now()).unwrap()[0].only_here);
    assert_eq!(kept(&deputy, episode), Kept::OnlyHere);
    deputy.sync(&county);
    assert!(!deputy.open().tonight(now()).unwrap()[0].only_here);
    assert_eq!(kept(&deputy, episode), Kept::OnServer { at_ms: Some(NOW) });
    assert_eq!(deputy.open().realm_with(Ops), Some("Demo County"));
    assert_eq!(deputy.open().realm_with(Adv), None, "the deputy's device knows of no private notes");
    assert_eq!(deputy.open().idle_seconds(), Some(Limits::default().idle_s));

    for device in [&advocate, &lead] {
        device.sync(&county);
        let open = device.open();
        let lines = open.tonight(now()).unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].opened, deputy.open().record(episode).unwrap().opened().unwrap());
        assert_eq!(open.problems().unwrap(), []);
    }
    let note = "only between the young person and me";
    advocate.open().note(episode, Adv, note.into(), now()).unwrap();
    advocate.sync(&agency);
    let up = advocate.sync(&county);
    assert_eq!(up.report.stored, 0, "nothing of the note goes to the county");
    deputy.sync(&county);
    assert_eq!(deputy.open().record(episode).unwrap().notes().len(), 0);
    assert!(deputy.open().note(episode, Adv, "no".into(), now()).is_err());

    let [_, advocate, lead] = [deputy, advocate, lead].map(|device| {
        let before = device.open().record(episode).unwrap().len();
        let device = device.reopen();
        assert_eq!(device.open().record(episode).unwrap().len(), before, "unlocking brings everything back");
        device
    });
    assert_eq!(advocate.open().record(episode).unwrap().notes()[0].text, note);
    assert_eq!(
        lead.open().plan(episode, now()).unwrap().step("ID-01").unwrap().state,
        crate::protocol::condition::StepState::Done
    );
}

#[test]
fn an_answer_that_arrives_between_showing_and_saving_stays_and_both_are_shown() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    deputy.open().answer(episode, "language", language("korean"), now()).unwrap();
    deputy.sync(&county);
    let on_screen: Vec<_> =
        deputy.open().record(episode).unwrap().answers("language").iter().map(|written| written.reference).collect();
    advocate.open().answer(episode, "language", language("spanish"), now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    let mut open = deputy.open();
    open.answer_over(episode, "language", Answer::Unknown, Before::Shown(&on_screen), now()).unwrap();
    let standing: Vec<_> =
        open.record(episode).unwrap().answers("language").iter().map(|written| written.answer.clone()).collect();
    assert_eq!(standing, [language("spanish"), Answer::Unknown], "what was not on the screen is not replaced");
    assert!(matches!(open.seen(episode, "language"), crate::protocol::facts::Seen::Conflict(_)));

    let both: Vec<_> =
        open.record(episode).unwrap().answers("language").iter().map(|written| written.reference).collect();
    open.answer_over(episode, "language", language("spanish"), Before::Shown(&both), now()).unwrap();
    assert_eq!(open.record(episode).unwrap().answers("language").len(), 1, "the conflict was shown and is settled");
}

#[test]
fn a_refusal_that_arrives_between_showing_and_tapping_done_is_not_undone_by_the_tap() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    let refused = StepEvent { kind: StepKind::Declined, ..done() };
    advocate.open().step(episode, "ID-01", refused, now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    deputy.open().step_over(episode, "ID-01", done(), Before::Shown(&[]), now()).unwrap();
    let open = deputy.open();
    assert_eq!(open.record(episode).unwrap().marks("ID-01").len(), 2);
    assert!(open.plan(episode, now()).unwrap().step("ID-01").unwrap().disputed);
}

/// Two devices with one episode and one note on both.
fn two_with_a_note() -> (Realm, Device, Device, EpisodeId, crate::episode::ChangeRef) {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    deputy.open().note(episode, Compartment::Ops, "grey bag".into(), now()).unwrap();
    deputy.sync(&county);
    advocate.sync(&county);
    let note = deputy.open().record(episode).unwrap().notes()[0].reference;
    (county, deputy, advocate, episode, note)
}

#[test]
fn two_advocates_who_correct_a_note_at_once_both_keep_their_words() {
    let (county, deputy, advocate, episode, note) = two_with_a_note();
    advocate.open().amend_over(episode, note, "green bag".into(), Before::Shown(&[note]), now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    deputy.open().amend_over(episode, note, "blue bag".into(), Before::Shown(&[note]), now()).unwrap();
    let texts = |open: &Notebook| {
        let notes = open.record(episode).unwrap().notes();
        notes[0].standing.iter().map(|text| text.text.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&deputy.open()), ["green bag", "blue bag"]);
    deputy.open().amend(episode, note, "teal bag".into(), now()).unwrap();
    assert_eq!(texts(&deputy.open()), ["teal bag"]);
}

#[test]
fn a_note_that_was_taken_back_is_told_to_the_others_and_unlocking_brings_it_back_as_such() {
    let (county, deputy, advocate, episode, note) = two_with_a_note();
    deputy.open().take_note_back(episode, note, Before::Shown(&[note]), now()).unwrap();
    deputy.sync(&county);
    advocate.sync(&county);
    let by = deputy.open().my_name().map(str::to_owned);
    for device in [deputy.reopen(), advocate.reopen()] {
        let open = device.open();
        let notes = open.record(episode).unwrap().notes();
        let person = notes[0].taken_back().expect("it is taken back").person().unwrap();
        assert_eq!((open.short_name(person).map(str::to_owned), notes[0].text), (by.clone(), "grey bag"));
        assert_eq!(notes.len(), 1);
    }
}

#[test]
fn a_note_that_somebody_corrected_meanwhile_keeps_their_words_when_its_author_takes_it_back() {
    let (county, deputy, advocate, episode, note) = two_with_a_note();
    advocate.open().amend_over(episode, note, "green bag".into(), Before::Shown(&[note]), now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    deputy.open().take_note_back(episode, note, Before::Shown(&[note]), now()).unwrap();
    let open = deputy.open();
    let notes = open.record(episode).unwrap().notes();
    assert!(notes[0].taken_back().is_none());
    assert_eq!(notes[0].standing.iter().map(|text| text.text).collect::<Vec<_>>(), ["green bag", ""]);
}

#[test]
fn what_was_written_down_with_a_step_before_is_no_new_answer_and_settles_nothing_that_came_since() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    let (step, asked, field) = {
        let open = deputy.open();
        let plan = open.plan(episode, now()).unwrap();
        let found = plan.steps.iter().find_map(|planned| {
            let asked = planned.step.evidence.iter().find(|asked| {
                asked.field.is_some() && matches!(asked.kind, crate::protocol::form::AnswerType::Text { .. })
            });
            let ops = planned.step.see.first() == Some(&Compartment::Ops);
            asked.filter(|_| ops).map(|asked| (planned.step.id.clone(), asked.id.clone(), asked.field.clone().unwrap()))
        });
        found.expect("a step that asks for words of a question")
    };
    let with =
        |text: &str| StepEvent { evidence: BTreeMap::from([(asked.clone(), Value::Text(text.into()))]), ..done() };
    deputy.open().step(episode, &step, with("one"), now()).unwrap();
    deputy.sync(&county);
    advocate.sync(&county);
    let shown: Vec<_> = {
        let open = deputy.open();
        let record = open.record(episode).unwrap();
        let marks = record.marks(&step).into_iter().map(|mark| mark.reference);
        marks.chain(record.answers(&field).into_iter().map(|written| written.reference)).collect()
    };
    advocate.open().answer(episode, &field, Answer::Given(Value::Text("two".into())), now()).unwrap();
    advocate.sync(&county);
    deputy.sync(&county);
    deputy.open().step_over(episode, &step, with("one"), Before::Shown(&shown), now()).unwrap();
    let open = deputy.open();
    let standing = open.record(episode).unwrap().answers(&field);
    assert_eq!(
        standing.iter().map(|written| written.answer.clone()).collect::<Vec<_>>(),
        [Answer::Given(Value::Text("two".into()))]
    );
}

#[test]
fn an_unlock_takes_the_keys_it_unwrapped_before_and_unwraps_anew_what_was_tampered_with() {
    let (county, deputy, advocate, episode) = two_with_an_episode();
    let rows = |device: &Device| device.open().vault.space_keys(county.id).unwrap();
    let kept = rows(&advocate);
    assert!(!kept.is_empty(), "kept at the end of the sync that brought them");
    let held: usize = advocate.open().seats[0].keyring.spaces().count();
    let advocate = advocate.reopen();
    assert_eq!(rows(&advocate), kept, "nothing had to be unwrapped or kept again");
    assert_eq!(advocate.open().seats[0].keyring.spaces().count(), held);
    assert_eq!(advocate.open().record(episode).unwrap().len(), 1);

    // One row damaged, one taken from another device, one gone: each is as good as none.
    let mut tampered = kept.clone();
    tampered[0].sealed[60] ^= 1;
    let foreign = rows(&deputy).into_iter().find(|row| row.key_id == tampered[1].key_id).unwrap();
    assert_ne!(foreign.sealed, tampered[1].sealed);
    tampered[1].sealed = foreign.sealed;
    advocate.open().vault.keep_space_keys(&tampered).unwrap();
    let advocate = advocate.reopen();
    let mended = rows(&advocate);
    assert_eq!(mended.len(), kept.len());
    assert!(mended.iter().zip(&tampered).take(2).all(|(now, then)| now.sealed != then.sealed), "replaced by good ones");
    assert_eq!(advocate.open().record(episode).unwrap().len(), 1, "and the record reads as before");
    advocate.open().answer(episode, "language", Answer::Unknown, now()).unwrap();
}

#[test]
fn a_young_person_who_left_earlier_starts_the_clock_of_the_missing_from_then() {
    let (_, deputy, _, episode) = two_with_an_episode();
    let about = crate::episode::Exactness::Estimated { plus_minus_ms: 300_000 };
    let earlier = Instant { ms: NOW - 1_800_000, how: about };
    let clock = |open: &Notebook| {
        let plan = open.plan(episode, now()).unwrap();
        plan.clock("TM_missing_known").unwrap().reading.as_ref().map(|reading| (reading.ms, reading.plus_minus_ms))
    };
    let mut open = deputy.open();
    assert_eq!(clock(&open), None);
    open.left_over(episode, true, Some(earlier), Before::Shown(&[]), now()).unwrap();
    assert_eq!(clock(&open), Some((NOW - 1_800_000, 300_000)));
    assert!(open.plan(episode, now()).unwrap().step("BR-RUN-01").is_some_and(|step| step.is_open()));
    open.take_back_left(episode, Before::Everything, now()).unwrap();
    assert!(open.plan(episode, now()).unwrap().step("BR-RUN-01").is_none(), "a tap by mistake is taken back");
    assert_eq!(clock(&open), None, "and so is the time");
}

// cjis:AC-12 cjis:5.13.3
#[test]
fn a_notebook_that_is_told_to_forget_holds_nothing_and_its_vault_everything() {
    let (_, deputy, _, episode) = two_with_an_episode();
    deputy.open().forget();
    assert!(deputy.open().record(episode).is_none());
    assert_eq!(deputy.open().realms().count(), 0);
    assert_eq!(deputy.place.release_requests().unwrap().len(), 1);
    let deputy = deputy.reopen();
    assert_eq!(deputy.open().record(episode).unwrap().len(), 1);
}

#[test]
fn the_right_to_open_decides_who_is_offered_a_new_contact_and_where() {
    let (_, deputy, advocate, _) = two_with_an_episode();
    assert!(deputy.open().may_open(now()));
    assert_eq!(deputy.open().stations(Right::Open), ["harbor-demo"]);
    assert_eq!(deputy.open().stations(Right::Assign), Vec::<String>::new());
    let later = Moment { wall_ms: NOW + 31 * 86_400_000, boot_id: [1; 16], boot_ms: 5_000 + 31 * 86_400_000 };
    assert!(!deputy.open().may_open(later), "the grant is over");
    assert!(advocate.open().may_open(now()), "whatever the role is called");
    assert!(!Device::new().open().may_open(now()), "a device in no realm");
}

#[test]
fn a_half_typed_text_survives_locking() {
    let device = Device::new();
    device.open().draft_put("note", "half a wo", now()).unwrap();
    let device = device.reopen();
    assert_eq!(device.open().draft("note").unwrap().unwrap().as_slice(), b"half a wo");
    device.open().draft_drop("note").unwrap();
    assert!(device.open().draft("note").unwrap().is_none());
}
