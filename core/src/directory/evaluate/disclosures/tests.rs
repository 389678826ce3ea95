//! Who may give a copy, take it back, and hold what is to be destroyed; and what somebody with bad intent could say.

use crate::directory::disclosure::LONGEST_MS;
use crate::directory::evaluate::tests::{directory, harbor};
use crate::directory::invented::{InventedRealm, grant, named};
use crate::directory::statement::{Draft, Given};
use crate::directory::{Directory, EndReason, Ending, Reason, Right, Verdict};
use crate::seal::DeviceKeys;
use first72_wire::id::{GrantId, Hash, MatterId, PersonId, SpaceId};
use first72_wire::statement::Opening;
use std::rc::Rc;

const SPACE: SpaceId = SpaceId([7; 16]);
const MATTER: MatterId = MatterId([8; 16]);
const NOT_AUTHORIZED: Option<Verdict> = Some(Verdict::Refused(Reason::NotAuthorized));
const COUNTS: Option<Verdict> = Some(Verdict::Counts);

fn opening(end_ms: i64) -> Opening {
    Opening { space: SPACE, matter: MATTER, end_ms }
}

fn given(to: PersonId) -> Given {
    Given { to, from_ms: 0, may_keep: false, supersedes: None }
}

/// A registrar, an advocate who is a guest, and a deputy; both are entitled to something.
struct Cast {
    realm: InventedRealm,
    registrar: DeviceKeys,
    advocate: (DeviceKeys, PersonId),
    deputy: (DeviceKeys, PersonId),
}

impl Cast {
    fn new() -> Self {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let (advocate, deputy) = (realm.member(&registrar, 2), realm.member(&registrar, 3));
        realm.say(&registrar, grant(1, advocate.1, harbor(), &[Right::Write]));
        realm.say(&registrar, grant(2, deputy.1, harbor(), &[Right::Open]));
        Self { realm, registrar, advocate, deputy }
    }

    fn give(&mut self, end_ms: i64) -> Hash {
        let draft = Draft::release_open(opening(end_ms), given(self.deputy.1));
        self.realm.say(&self.advocate.0, draft)
    }

    fn directory(&self) -> Directory {
        directory(&self.realm)
    }
}

#[test]
fn a_guest_gives_a_member_a_copy_for_at_most_ninety_days() {
    for (end_ms, counts) in [(1, true), (LONGEST_MS, true), (LONGEST_MS + 1, false), (0, false), (i64::MIN, false)] {
        let mut cast = Cast::new();
        let said = cast.give(end_ms);
        let verdict = if counts { COUNTS } else { NOT_AUTHORIZED };
        assert_eq!(cast.directory().verdict(&said), verdict, "{end_ms}");
        assert_eq!(cast.directory().disclosures().count(), usize::from(counts));
    }
    let mut cast = Cast::new();
    let said = cast.give(5);
    let directory = cast.directory();
    let disclosure = directory.disclosure(&SPACE).unwrap();
    assert_eq!((disclosure.author, disclosure.to, disclosure.statement), (cast.advocate.1, cast.deputy.1, said));
    assert!(disclosure.is_open(4) && !disclosure.is_open(5));
    assert_eq!((disclosure.ended_by(Some(4)), disclosure.ended_by(None)), (None, None));
    assert_eq!(disclosure.ended_by(Some(5)), Some(said), "its time is certainly over");
    let readers = directory.readers_of_copy(0, disclosure);
    assert_eq!(readers, [cast.advocate.0.device_id(), cast.deputy.0.device_id()].into());
}

// cjis:AC-3
#[test]
fn nobody_gives_to_themselves_to_nobody_or_after_they_left() {
    let mut cast = Cast::new();
    let to = |person| Draft::release_open(opening(5), given(person));
    let advocate = cast.advocate.1;
    let to_self = cast.realm.say(&cast.advocate.0, to(advocate));
    let to_nobody = cast.realm.say(&cast.advocate.0, to(PersonId([9; 16])));
    let root = Rc::clone(&cast.realm.root);
    let by_root = cast.realm.say(&*root, to(advocate));
    let entitled_to_nothing = cast.realm.member(&cast.registrar, 5);
    let by_outsider = cast.realm.say(&entitled_to_nothing.0, to(advocate));
    cast.realm.say(&cast.registrar, Draft::grant_end(GrantId([1; 16])));
    let after_leaving = cast.give(5);
    cast.realm
        .say(&cast.registrar, Draft::device_end(cast.deputy.0.device_id(), Ending::of(EndReason::Lost, false), vec![]));
    let of_ended = cast.realm.say(&cast.deputy.0, to(advocate));
    let directory = cast.directory();
    for hash in [to_self, by_root, by_outsider, after_leaving] {
        assert_eq!(directory.verdict(&hash), NOT_AUTHORIZED);
    }
    assert_eq!(directory.verdict(&to_nobody), Some(Verdict::Waits(Reason::UnknownPerson)));
    assert_eq!(directory.verdict(&of_ended), Some(Verdict::Refused(Reason::AfterEnd)));
    assert_eq!(directory.disclosures().count(), 0);
    cast.realm.say(&cast.registrar, named(PersonId([9; 16])));
    assert_eq!(cast.directory().verdict(&to_nobody), COUNTS, "once they are known");
}

#[test]
fn a_space_that_holds_a_copy_is_taken_for_good() {
    let mut cast = Cast::new();
    let first = cast.give(5);
    let (deputy, advocate) = (&cast.deputy.0, cast.advocate.1);
    let second = cast.realm.say(deputy, Draft::release_open(opening(9), given(advocate)));
    for _ in 0..cast.realm.log.len() {
        cast.realm.log.rotate_left(1);
        let directory = cast.directory();
        assert_eq!(directory.verdict(&first), COUNTS);
        assert_eq!(directory.verdict(&second), Some(Verdict::Refused(Reason::Repeated)));
        assert_eq!(directory.disclosure(&SPACE).unwrap().to, cast.deputy.1);
    }
}

// cjis:AC-3
#[test]
fn who_gave_it_a_registrar_and_a_lead_take_it_back_and_nobody_else() {
    for who in ["author", "registrar", "lead", "recipient", "member"] {
        let mut cast = Cast::new();
        let lead = cast.realm.member(&cast.registrar, 4);
        cast.realm.say(&cast.registrar, grant(3, lead.1, harbor(), &[Right::Write, Right::Assign]));
        let other = cast.realm.member(&cast.registrar, 5);
        cast.realm.say(&cast.registrar, grant(4, other.1, harbor(), &[Right::Write]));
        let early = Draft::release_close(SPACE);
        let signer = match who {
            "author" => &cast.advocate.0,
            "registrar" => &cast.registrar,
            "lead" => &lead.0,
            "recipient" => &cast.deputy.0,
            _ => &other.0,
        };
        let said = cast.realm.say(signer, early);
        assert_eq!(cast.directory().verdict(&said), Some(Verdict::Waits(Reason::UnknownTarget)));
        cast.give(5);
        let may = ["author", "registrar", "lead"].contains(&who);
        let directory = cast.directory();
        assert_eq!(directory.verdict(&said), if may { COUNTS } else { NOT_AUTHORIZED }, "{who}");
        let disclosure = directory.disclosure(&SPACE).unwrap();
        assert_eq!(disclosure.is_open(0), !may);
        assert_eq!(disclosure.ended_by(None), may.then_some(said));
    }
}

#[test]
fn taking_back_is_never_too_late_for_who_gave_it() {
    let mut cast = Cast::new();
    cast.give(5);
    cast.realm.say(&cast.registrar, Draft::grant_end(GrantId([1; 16])));
    let said = cast.realm.say(&cast.advocate.0, Draft::release_close(SPACE));
    assert_eq!(cast.directory().verdict(&said), COUNTS);
}

// cjis:AC-3
#[test]
fn only_a_registrar_holds_and_ends_a_hold() {
    let mut cast = Cast::new();
    let hold = |reason: &str| Draft::hold(MATTER, reason.into(), 7);
    let root = Rc::clone(&cast.realm.root);
    let refused = [cast.realm.say(&cast.advocate.0, hold("Mine.")), cast.realm.say(&*root, hold("The root's."))];
    let held = cast.realm.say(&cast.registrar, hold("An invented order."));
    let by_member = cast.realm.say(&cast.deputy.0, Draft::hold_end(held));
    let of_nothing = cast.realm.say(&cast.registrar, Draft::hold_end(Hash([1; 32])));
    let directory = cast.directory();
    for hash in refused.into_iter().chain([by_member]) {
        assert_eq!(directory.verdict(&hash), NOT_AUTHORIZED);
    }
    assert_eq!(directory.verdict(&of_nothing), Some(Verdict::Waits(Reason::UnknownTarget)));
    let standing = directory.held(&MATTER).unwrap();
    assert_eq!((standing.reason.as_deref(), standing.from_ms), (Some("An invented order."), Some(7)));
    assert_eq!(directory.held(&MatterId([1; 16])), None);
    let ended = cast.realm.say(&cast.registrar, Draft::hold_end(held));
    assert_eq!(cast.directory().verdict(&ended), COUNTS);
    assert_eq!(cast.directory().held(&MATTER), None);
}

#[test]
fn what_a_device_says_it_did_counts_of_the_person_who_was_given_it_alone() {
    let mut cast = Cast::new();
    let open = cast.give(5);
    let close = cast.realm.say(&cast.advocate.0, Draft::release_close(SPACE));
    for device in [&cast.deputy.0, &cast.advocate.0] {
        cast.realm.say(device, Draft::opened(vec![open]));
        cast.realm.say(device, Draft::cleared(vec![close]));
    }
    let directory = cast.directory();
    let disclosure = directory.disclosure(&SPACE).unwrap();
    let deputy = [cast.deputy.0.device_id()].into();
    assert_eq!(
        (directory.opened_by(disclosure), directory.purged_by(disclosure)),
        (deputy, [cast.deputy.0.device_id()].into())
    );
}
