//! What stays with the advocacy agency: the plan, the contacts, what was said about privacy beyond its time.

use std::collections::BTreeMap;

use first72_core::episode::{Answer, Instant, StepEvent, Value};
use first72_core::notebook::{Before, ContactWord, Notebook};
use first72_core::protocol::condition::StepState;
use first72_core::protocol::follow_up::Support;
use first72_tests::county::{County, STATION, choice, contact, done, now, text};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

const HOUR_MS: i64 = 60 * 60 * 1000;
/// Words that are nowhere else.
const PLAN: &str = "qzplankanary: the cousin with the silver car";
const REACH: &str = "qzreachkanary: ask for Lou";

fn made() -> ContactWord {
    let at = Instant::exact(now().wall_ms);
    ContactWord { result: "made".into(), how: Some("text".into()), at, plan_seen: true }
}

/// Everything that an advocate writes for the agency alone.
fn write_privately(advocate: &mut Notebook, episode: EpisodeId) {
    advocate.answer(episode, "plan_danger", text(PLAN), now()).unwrap();
    advocate.answer(episode, "contact_where", text(REACH), now()).unwrap();
    advocate.look_at_safety_plan(episode, Instant::exact(now().wall_ms), now()).unwrap();
    advocate.log_contact(episode, &made(), now()).unwrap();
    advocate.pause_support(episode, now()).unwrap();
    advocate.resume_support(episode, None, Instant::exact(now().wall_ms), now()).unwrap();
}

fn recovery(demo: &County) -> EpisodeId {
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    to_county(demo);
    episode
}

fn to_county(demo: &County) {
    for device in [&demo.deputy, &demo.advocate, &demo.lead, &demo.deputy] {
        device.sync(demo.county.id, &demo.county.relay()).unwrap();
    }
}

#[test]
fn nothing_of_the_plans_and_the_contacts_reaches_an_officers_or_a_leads_device() {
    let mut demo = County::found(71);
    demo.open();
    let episode = recovery(&demo);
    let before = demo.deputy.open().record(episode).unwrap().len();
    write_privately(&mut demo.advocate.open(), episode);
    let agency = demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
    assert!(agency.report.stored > 5, "all of it goes to the agency's server");
    to_county(&demo);

    let advocate = demo.advocate.open();
    let of_agency = |compartment: &Compartment| *compartment == Compartment::Adv;
    assert_eq!(advocate.record(episode).unwrap().spaces().values().filter(|there| of_agency(there)).count(), 1);
    drop(advocate);
    for device in [&demo.deputy, &demo.lead] {
        let open = device.open();
        let record = open.record(episode).unwrap();
        assert_eq!(record.len(), before, "not one save more");
        assert!(record.answered().all(|field| !field.starts_with("plan_") && !field.starts_with("contact_")));
        assert!(!record.spaces().values().any(of_agency));
        let plan = open.plan(episode, now()).unwrap();
        for step in ["M90-14", "M90-17", "H72-05", "D90-09", "Y1-05", "H72-11"] {
            assert!(plan.step(step).is_none(), "{step} is on no list that could only call it undone");
        }
        assert!(plan.step("M90-08").is_some() && plan.step("M90-11").is_some());
    }
    assert!(demo.advocate.open().plan(episode, now()).unwrap().step("M90-14").is_some());
}

#[test]
fn others_learn_when_the_limits_of_privacy_were_explained_and_nothing_else_of_it() {
    let mut demo = County::found(72);
    demo.open();
    let episode = recovery(&demo);
    let spoken = BTreeMap::from([("limits_language".to_owned(), Value::Choice("spanish".into()))]);
    let event = StepEvent { evidence: spoken.clone(), ..done() };
    demo.advocate.open().step_over(episode, "M90-11", event, Before::Everything, now()).unwrap();
    to_county(&demo);
    let deputy = demo.deputy.open();
    let marks = deputy.record(episode).unwrap().marks("M90-11").into_iter().map(|mark| mark.event.clone());
    let [told] = <[StepEvent; 1]>::try_from(marks.collect::<Vec<_>>()).unwrap();
    assert_eq!(told.at, done().at, "the time");
    assert!(told.evidence.is_empty(), "and not in which language, which tells of whom");
    drop(deputy);
    let advocate = demo.advocate.open();
    let record = advocate.record(episode).unwrap();
    let kept: Vec<_> = record.marks("M90-11").into_iter().filter(|mark| !mark.event.evidence.is_empty()).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].save.compartment(), Compartment::Adv);
    assert_eq!(kept[0].event.evidence, spoken);
}

#[test]
fn a_contact_answers_the_rhythm_and_a_look_at_the_plan_its_next_date() {
    let mut demo = County::found(73);
    demo.open();
    let episode = recovery(&demo);
    let mut advocate = demo.advocate.open();
    let next = |advocate: &Notebook| {
        let it = advocate.follow_up(episode, now()).unwrap().unwrap();
        it.next.as_ref().and_then(|step| Some((step.step.id.clone(), step.due_at()?.ms)))
    };
    let zero = now().wall_ms - 60_000;
    assert_eq!(next(&advocate), Some(("H72-05".into(), zero + 24 * HOUR_MS)));
    let tried = ContactWord { result: "tried".into(), plan_seen: false, ..made() };
    advocate.log_contact(episode, &tried, now()).unwrap();
    assert_eq!(next(&advocate), Some(("H72-05".into(), zero + 24 * HOUR_MS)), "a try leaves it due");
    advocate.log_contact(episode, &made(), now()).unwrap();
    assert_eq!(next(&advocate), Some(("H72-05".into(), now().wall_ms + 24 * HOUR_MS)));
    let it = advocate.follow_up(episode, now()).unwrap().unwrap();
    assert_eq!((it.contacts.len(), it.tries_since_contact()), (2, 0));
    let again = advocate.plan(episode, now()).unwrap().step("M90-17").unwrap().turn.unwrap().number;
    assert_eq!(again, 1, "the look in a day is not answered by one in the first hour");

    advocate.pause_support(episode, now()).unwrap();
    assert_eq!(next(&advocate), None, "nothing is due during a break");
    advocate.resume_support(episode, Some("call".into()), Instant::exact(now().wall_ms), now()).unwrap();
    let it = advocate.follow_up(episode, now()).unwrap().unwrap();
    assert_eq!((it.support, it.contacts.len()), (Support::GoesOn, 3), "coming back is a contact");
}

#[test]
fn the_look_at_day_90_is_the_young_persons_decision_and_starts_the_rhythm_of_the_year() {
    let mut demo = County::found(74);
    demo.open();
    let episode = recovery(&demo);
    let mut advocate = demo.advocate.open();
    let due = |advocate: &Notebook| {
        let plan = advocate.plan(episode, now()).unwrap();
        plan.step("Y1-05").and_then(|step| step.due_at().map(|due| due.ms))
    };
    assert_eq!(due(&advocate), None);
    let decided = BTreeMap::from([("day90_decision".to_owned(), Value::Choice("go_on".into()))]);
    let event = StepEvent { evidence: decided, ..done() };
    advocate.step(episode, "D90-08", event, now()).unwrap();
    assert_eq!(due(&advocate), Some(now().wall_ms + 14 * 24 * HOUR_MS));
    assert_eq!(advocate.record(episode).unwrap().answers("support_state")[0].answer, &choice("go_on"));
    let ended = BTreeMap::from([("day90_decision".to_owned(), Value::Choice("end".into()))]);
    advocate.step(episode, "D90-08", StepEvent { evidence: ended, ..done() }, now()).unwrap();
    let plan = advocate.plan(episode, now()).unwrap();
    assert!(plan.step("Y1-05").is_none_or(|step| !step.is_open()), "an end is an end");
    assert_eq!(plan.step("D90-08").unwrap().state, StepState::Done);
}

#[test]
fn a_deputy_cannot_write_into_what_the_agency_keeps() {
    let mut demo = County::found(75);
    demo.open();
    let episode = recovery(&demo);
    let mut deputy = demo.deputy.open();
    let before = deputy.record(episode).unwrap().len();
    let plan: Answer = text("not mine to write");
    assert_eq!(deputy.answer(episode, "plan_danger", plan, now()).unwrap_err().code(), "notebook.not-entitled");
    assert_eq!(deputy.log_contact(episode, &made(), now()).unwrap_err().code(), "notebook.not-entitled");
    assert_eq!(deputy.record(episode).unwrap().len(), before);
}
