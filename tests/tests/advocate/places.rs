//! The same first night in every place that comes with the app: whatever its steps are called, the advocate can answer the
//! page, keep notes and plans with the agency, say what stays private, keep in touch, and the rights can be told and chosen.

use std::collections::BTreeMap;

use first72_core::episode::{Answer, Instant, Signature, StepEvent, StepKind, Value};
use first72_core::notebook::rights::{self, Waiver};
use first72_core::notebook::{Before, CalloutWord, ContactWord, Notebook};
use first72_core::protocol::Pack;
use first72_core::protocol::advocate::{AdvocateWork, FollowUpRule};
use first72_core::protocol::callout::CalloutState;
use first72_core::protocol::condition::StepState;
use first72_core::protocol::shipped;
use first72_tests::county::{County, Device, STATION, choice, contact, done, happen_in, now, text};
use first72_wire::compartment::Compartment;
use first72_wire::id::EpisodeId;

/// Words that are nowhere else.
const SECRET: &str = "qzplacecanary";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

#[test]
fn in_los_angeles() {
    the_advocates_work("los-angeles");
}

#[test]
fn in_san_francisco() {
    the_advocates_work("san-francisco");
}

#[test]
fn in_suffolk_county() {
    the_advocates_work("suffolk");
}

#[test]
fn in_the_state_of_washington() {
    the_advocates_work("washington");
}

#[test]
fn no_place_is_left_out_here() {
    let places: Vec<&str> = shipped::PACKS.iter().map(|pack| pack.id).collect();
    assert_eq!(places, ["los-angeles", "san-francisco", "suffolk", "washington"]);
}

fn the_advocates_work(place: &'static str) {
    happen_in(place);
    let pack = shipped::find(place).unwrap().load().unwrap();
    let mut demo = County::found(91);
    demo.open();
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    to_county(&demo, &demo.deputy);
    a_page_is_answered(&demo, episode, &pack.advocate);
    rights_are_told_and_chosen(&demo, episode, &pack);
    privacy_is_explained(&demo, episode, &pack.advocate);
    what_is_needed_is_shared(&demo, episode, &pack.advocate);
    contact_is_kept(&mut demo.advocate.open(), episode, pack.advocate.follow_up.as_ref().unwrap());
    the_rest_stays_with_the_agency(&demo, episode, &pack);
}

fn to_county(demo: &County, first: &Device) {
    for device in [first, &demo.deputy, &demo.advocate, &demo.lead] {
        device.sync(demo.county.id, &demo.county.relay()).unwrap();
    }
}

fn a_page_is_answered(demo: &County, episode: EpisodeId, work: &AdvocateWork) {
    let rule = work.callout.as_ref().unwrap();
    assert_eq!(demo.advocate.open().waiting_callouts(now()), [episode], "the page waits");
    let minutes = rule.eta_minutes[0];
    let no = CalloutWord::CannotCome { reason: "not_safe_to_go".into() };
    for word in [no, CalloutWord::Coming { minutes }] {
        demo.advocate.open().answer_callout(episode, word, Before::Everything, now()).unwrap();
    }
    to_county(demo, &demo.advocate);
    let page = demo.lead.open().callout(episode).unwrap().unwrap();
    assert_eq!((page.state, page.eta.is_some()), (CalloutState::Coming, true));
    let there = CalloutWord::There { at: Instant::exact(now().wall_ms) };
    demo.advocate.open().answer_callout(episode, there, Before::Everything, now()).unwrap();
    to_county(demo, &demo.advocate);
    let deputy = demo.deputy.open();
    assert_eq!(deputy.callout(episode).unwrap().unwrap().state, CalloutState::There);
    let arrival = deputy.plan(episode, now()).unwrap().step(&rule.arrival_step).map(|step| step.state);
    assert_eq!(arrival, Some(StepState::Done));
}

fn rights_are_told_and_chosen(demo: &County, episode: EpisodeId, pack: &Pack) {
    let mut deputy = demo.deputy.open();
    let all = || Before::Everything;
    let benefits = pack.field(rights::BENEFITS).and_then(|field| field.kind.as_ref()).unwrap().choices().to_vec();
    deputy.tell_rights(episode, "spoken", "en", all(), now()).unwrap();
    let told = Answer::Given(Value::Choices(benefits));
    deputy.answer(episode, rights::BENEFITS, told, now()).unwrap();
    deputy.answer(episode, rights::ADVOCATE, choice(rights::CLEAR_NO), now()).unwrap();
    let state = |deputy: &Notebook, field: &str| {
        let asks = |ids: &[String]| ids.iter().any(|id| id == field);
        let step = pack.steps.iter().find(|step| asks(&step.answered_by) || asks(&step.asks)).unwrap();
        deputy.plan(episode, now()).unwrap().step(&step.id).map(|step| step.state)
    };
    assert_eq!(state(&deputy, rights::TOLD), Some(StepState::Done), "telling is marked by saying it");
    assert_eq!(state(&deputy, rights::WAIVER), Some(StepState::Open), "a clear no opens the paper");
    let waiver = Waiver { language: "en".into(), signature: Some(Signature::drawn(&[vec![(10, 10), (90, 40)]])) };
    deputy.waive_advocate(episode, waiver, all(), now()).unwrap();
    assert_eq!(state(&deputy, rights::WAIVER), Some(StepState::Done));
    deputy.revoke_waiver(episode, all(), now()).unwrap();
    assert_eq!(state(&deputy, rights::ADVOCATE), Some(StepState::Open), "an advocate is to be found again");
    deputy.answer(episode, rights::SUPPORT_PERSON, text("an invented aunt"), now()).unwrap();
    deputy.keep_support_person_out(episode, "it made them afraid", all(), now()).unwrap();
    deputy.tell_name_privacy(episode, all(), now()).unwrap();
    deputy.answer(episode, rights::NAME, choice("confidential"), now()).unwrap();
    deputy.give_rights_card(episode, "es", all(), now()).unwrap();
    deputy.ask_rights_again(episode, all(), now()).unwrap();
}

fn privacy_is_explained(demo: &County, episode: EpisodeId, work: &AdvocateWork) {
    let step = work.limits.as_ref().unwrap();
    let spoken = BTreeMap::from([("limits_language".to_owned(), Value::Choice("spanish".into()))]);
    let event = StepEvent { evidence: spoken, ..done() };
    demo.advocate.open().step_over(episode, step, event, Before::Everything, now()).unwrap();
    to_county(demo, &demo.advocate);
    let deputy = demo.deputy.open();
    let told: Vec<StepEvent> = deputy.record(episode).unwrap().marks(step).iter().map(|it| it.event.clone()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].kind, told[0].at), (StepKind::Done, done().at), "the time");
    assert!(told[0].evidence.is_empty(), "and nothing else of it");
}

fn what_is_needed_is_shared(demo: &County, episode: EpisodeId, work: &AdvocateWork) {
    let needs = work.needs.as_ref().unwrap();
    let wants = |what: &str| Answer::Given(Value::Choices(vec![what.to_owned()]));
    let mut advocate = demo.advocate.open();
    advocate.answer(episode, &needs.asked, wants("food"), now()).unwrap();
    advocate.answer(episode, &needs.given, wants("food"), now()).unwrap();
    let bag = Answer::Given(Value::Flag(true));
    advocate.answer(episode, &needs.bag, bag.clone(), now()).unwrap();
    drop(advocate);
    to_county(demo, &demo.advocate);
    assert_eq!(demo.deputy.open().record(episode).unwrap().answers(&needs.bag)[0].answer, &bag);
}

fn contact_is_kept(advocate: &mut Notebook, episode: EpisodeId, rule: &FollowUpRule) {
    let at = Instant::exact(now().wall_ms);
    let next = |advocate: &Notebook| {
        let it = advocate.follow_up(episode, now()).unwrap().unwrap();
        it.next.as_ref().and_then(|step| Some((step.step.id.clone(), step.due_at()?.ms)))
    };
    assert_eq!(next(advocate), Some((rule.steps[0].clone(), at.ms - 60_000 + DAY_MS)));
    let made = ContactWord { result: "made".into(), how: Some("text".into()), at, plan_seen: true };
    advocate.log_contact(episode, &made, now()).unwrap();
    assert_eq!(next(advocate), Some((rule.steps[0].clone(), at.ms + DAY_MS)));
    advocate.pause_support(episode, now()).unwrap();
    assert_eq!(next(advocate), None, "nothing is due during a break");
    advocate.resume_support(episode, Some("call".into()), at, now()).unwrap();
    assert!(next(advocate).is_some());
    let decided = rule_evidence(advocate, episode, rule);
    advocate.step(episode, &rule.look, StepEvent { evidence: decided, ..done() }, now()).unwrap();
    let plan = advocate.plan(episode, now()).unwrap();
    let year = plan.step(&rule.steps[2]).and_then(|step| step.due_at()).map(|due| due.ms);
    assert_eq!(year, Some(at.ms + 14 * DAY_MS), "the rhythm of the year begins with the decision");
}

/// "Go on", in the piece of evidence that holds the decision.
fn rule_evidence(advocate: &Notebook, episode: EpisodeId, rule: &FollowUpRule) -> BTreeMap<String, Value> {
    let plan = advocate.plan(episode, now()).unwrap();
    let look = plan.step(&rule.look).unwrap().step;
    let holds = look.evidence.iter().find(|evidence| evidence.field.as_ref() == Some(&rule.support)).unwrap();
    BTreeMap::from([(holds.id.clone(), Value::Choice("go_on".into()))])
}

fn the_rest_stays_with_the_agency(demo: &County, episode: EpisodeId, pack: &Pack) {
    let mut advocate = demo.advocate.open();
    for field in ["plan_danger", "contact_where"] {
        advocate.answer(episode, field, text(SECRET), now()).unwrap();
    }
    advocate.look_at_safety_plan(episode, Instant::exact(now().wall_ms), now()).unwrap();
    let plan = advocate.plan(episode, now()).unwrap();
    let made = &pack.advocate.safety_plan.as_ref().unwrap().made;
    assert_eq!(plan.step(made).map(|step| step.state), Some(StepState::Done), "the first look is the making");
    drop(advocate);
    demo.advocate.sync(demo.agency.id, &demo.agency.relay()).unwrap();
    to_county(demo, &demo.advocate);
    for device in [&demo.deputy, &demo.lead] {
        let open = device.open();
        let record = open.record(episode).unwrap();
        assert!(record.answered().all(|field| !field.starts_with("plan_") && !field.starts_with("contact_")));
        assert!(record.spaces().values().all(|there| *there != Compartment::Adv));
        let plan = open.plan(episode, now()).unwrap();
        let rule = pack.advocate.follow_up.as_ref().unwrap();
        for step in rule.steps.iter().chain([&rule.look, &rule.offers, made]) {
            assert!(plan.step(step).is_none(), "{step} is on no list that could only call it undone");
        }
    }
}
