//! A page is answered, and everybody on the episode knows it after a sync.

use first72_core::episode::{Exactness, Instant};
use first72_core::notebook::{Before, CalloutWord};
use first72_core::protocol::callout::CalloutState;
use first72_core::protocol::condition::StepState;
use first72_tests::county::{County, Device, STATION, contact, now};
use first72_wire::id::EpisodeId;

const MINUTE_MS: i64 = 60_000;

/// Everybody syncs with the county, the one who has something new first.
fn to_county(demo: &County, first: &Device) {
    for device in [first, &demo.deputy, &demo.advocate, &demo.lead] {
        device.sync(demo.county.id, &demo.county.relay()).unwrap();
    }
}

fn recovery(demo: &County) -> EpisodeId {
    let episode = demo.deputy.open().new_contact(contact(STATION), now()).unwrap();
    to_county(demo, &demo.deputy);
    episode
}

fn answer(demo: &County, episode: EpisodeId, word: CalloutWord) {
    demo.advocate.open().answer_callout(episode, word, Before::Everything, now()).unwrap();
    to_county(demo, &demo.advocate);
}

#[test]
fn an_advocate_who_says_yes_is_seen_by_the_officer_and_the_lead_with_the_time_of_arrival() {
    let mut demo = County::found(61);
    demo.open();
    let episode = recovery(&demo);
    assert_eq!(demo.advocate.open().waiting_callouts(now()), [episode], "the page waits for the advocate");
    assert!(demo.deputy.open().waiting_callouts(now()).is_empty(), "and for nobody else");

    answer(&demo, episode, CalloutWord::Coming { minutes: 40 });
    assert!(demo.advocate.open().waiting_callouts(now()).is_empty());
    for device in [&demo.deputy, &demo.lead] {
        let open = device.open();
        let page = open.callout(episode).unwrap().unwrap();
        assert_eq!(page.state, CalloutState::Coming);
        assert_eq!(page.by.and_then(|by| open.short_name(by)), Some("A. Okafor"));
        let eta = page.eta.unwrap();
        assert_eq!(eta.ms, now().wall_ms + 40 * MINUTE_MS);
        assert_eq!(eta.how, Exactness::Estimated { plus_minus_ms: 600_000 }, "about 40 minutes is said as about");
    }

    let at = Instant::exact(now().wall_ms);
    answer(&demo, episode, CalloutWord::There { at });
    let deputy = demo.deputy.open();
    let page = deputy.callout(episode).unwrap().unwrap();
    assert_eq!((page.state, page.arrived, page.eta), (CalloutState::There, Some(at), None));
    let plan = deputy.plan(episode, now()).unwrap();
    let arrival = plan.step("M90-08").unwrap();
    assert_eq!((arrival.state, arrival.settled_at), (StepState::Done, Some(at.ms)), "the 90 minutes are met");
}

#[test]
fn who_cannot_come_is_not_asked_again_and_the_officer_knows_to_page_the_next() {
    let mut demo = County::found(62);
    demo.open();
    let episode = recovery(&demo);
    answer(&demo, episode, CalloutWord::Coming { minutes: 60 });
    answer(&demo, episode, CalloutWord::CannotCome { reason: "no_transport".into() });
    assert!(demo.advocate.open().waiting_callouts(now()).is_empty());
    let deputy = demo.deputy.open();
    let page = deputy.callout(episode).unwrap().unwrap();
    assert_eq!((page.state, page.eta), (CalloutState::Waits, None), "the time that was given does not stand any more");
    assert_eq!(page.refusals.len(), 1);
    assert_eq!(page.refusals[0].reason.as_deref(), Some("no_transport"));
    drop(deputy);

    answer(&demo, episode, CalloutWord::Coming { minutes: 20 });
    let page = demo.lead.open().callout(episode).unwrap().unwrap();
    assert_eq!(page.state, CalloutState::Coming, "who can come after all, comes");
    assert!(page.refusals.is_empty());
}

#[test]
fn a_reason_that_the_pack_does_not_offer_is_refused_and_nothing_is_saved() {
    let mut demo = County::found(63);
    demo.open();
    let episode = recovery(&demo);
    let mut advocate = demo.advocate.open();
    let before = advocate.record(episode).unwrap().len();
    let word = CalloutWord::CannotCome { reason: "did not feel like it".into() };
    let refused = advocate.answer_callout(episode, word, Before::Everything, now()).unwrap_err();
    assert_eq!(refused.code(), "answer.not_offered");
    assert_eq!(advocate.record(episode).unwrap().len(), before);
}
