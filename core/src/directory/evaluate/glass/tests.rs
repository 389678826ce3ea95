//! Who looks in in an emergency, how far, for how long, and who ends it.

use crate::directory::evaluate::Verdict;
use crate::directory::evaluate::tests::{directory, harbor, ops};
use crate::directory::glass::{LASTS_MS, grant_of};
use crate::directory::invented::{InventedRealm, grant};
use crate::directory::statement::{Draft, SealedPart};
use crate::directory::{EndReason, Ending, Policy, Reason, Right, Scope, SpaceFacts};
use crate::seal::DeviceKeys;
use first72_wire::compartment::Compartment;
use first72_wire::id::{EpisodeId, Hash, PersonId};
use std::rc::Rc;

const EPISODE: EpisodeId = EpisodeId([7; 16]);
const FROM: i64 = 1_000;
const REFUSED: Option<Verdict> = Some(Verdict::Refused(Reason::NotAuthorized));

/// A station whose first deputy opened the episode, a deputy from the hills, a worker, and a lead.
struct County {
    realm: InventedRealm,
    registrar: DeviceKeys,
    first: (DeviceKeys, PersonId),
    hills: (DeviceKeys, PersonId),
    worker: (DeviceKeys, PersonId),
    lead: (DeviceKeys, PersonId),
}

impl County {
    fn new() -> Self {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let [first, hills, worker, lead] = [2, 3, 4, 5].map(|byte| realm.member(&registrar, byte));
        realm.say(&registrar, grant(20, first.1, harbor(), &[Right::Open]));
        realm.say(&registrar, grant(21, hills.1, Scope::Station("hills".into()), &[Right::Open]));
        realm.say(&registrar, grant(22, worker.1, harbor(), &[Right::Write]));
        realm.say(&registrar, grant(23, lead.1, harbor(), &[Right::Write, Right::Assign]));
        Self { realm, registrar, first, hills, worker, lead }
    }

    fn allow(&mut self, break_glass: bool) -> Hash {
        let root = Rc::clone(&self.realm.root);
        self.realm.say(&*root, Draft::policy(Policy::default().with_break_glass(break_glass)))
    }

    fn space(&self, compartment: Compartment) -> SpaceFacts {
        SpaceFacts { compartment, opened_by: Some(self.first.1), ..ops() }
    }

    fn reads(&self, compartment: Compartment, now_ms: i64) -> bool {
        directory(&self.realm).entitled_at(now_ms, &self.hills.0.device_id(), &self.space(compartment))
    }

    fn verdict(&self, statement: &Hash) -> Option<Verdict> {
        directory(&self.realm).verdict(statement)
    }
}

fn look(realm: &mut InventedRealm, who: &DeviceKeys) -> Hash {
    realm.say(who, Draft::break_glass(EPISODE, FROM, "An invented emergency.".into()))
}

// cjis:AC-2 cjis:AC-3 cjis:AC-2(2)
#[test]
fn for_72_hours_it_gives_the_operations_of_the_one_episode_and_nothing_else() {
    let mut county = County::new();
    county.allow(true);
    assert!(!county.reads(Compartment::Ops, FROM));
    let said = look(&mut county.realm, &county.hills.0);
    assert_eq!(county.verdict(&said), Some(Verdict::Counts));
    assert!(county.reads(Compartment::Ops, FROM) && county.reads(Compartment::Ops, FROM + LASTS_MS - 1));
    assert!(!county.reads(Compartment::Ops, FROM - 1) && !county.reads(Compartment::Ops, FROM + LASTS_MS));
    assert!(!county.reads(Compartment::Le, FROM));
    let directory = directory(&county.realm);
    let (device, ops) = (county.hills.0.device_id(), county.space(Compartment::Ops));
    assert!(directory.may_write(&device, &ops));
    let other = SpaceFacts { episode: Some(EpisodeId([8; 16])), ..ops.clone() };
    assert!(!directory.entitled(&device, &other));
    assert!(!directory.holding(FROM, &ops).contains(&county.hills.1), "the first deputy still has it");
    let told: Vec<_> = directory.broken_glass().map(|one| (one.grant, one.person, one.reason.as_str())).collect();
    assert_eq!(told, [(grant_of(&said), county.hills.1, "An invented emergency.")]);
    // On the day after, the device has lost it by its date, which is meant to pass.
    assert_eq!(directory.ended_by(&device, &ops, Some(FROM + LASTS_MS)), Some(said));
}

// cjis:AC-2 cjis:AC-3
#[test]
fn it_counts_where_and_while_the_root_allows_it_and_what_was_allowed_stays_so() {
    let mut county = County::new();
    let never = look(&mut county.realm, &county.hills.0);
    assert_eq!(county.verdict(&never), REFUSED, "unless the root says so, nobody may");
    county.allow(true);
    assert_eq!(county.verdict(&never), REFUSED, "and its word does not reach back");
    let allowed = look(&mut county.realm, &county.hills.0);
    county.allow(false);
    let too_late = look(&mut county.realm, &county.hills.0);
    assert_eq!((county.verdict(&allowed), county.verdict(&too_late)), (Some(Verdict::Counts), REFUSED));
    assert!(!directory(&county.realm).may_break_glass(FROM, &county.hills.0.device_id()));
    county.allow(true);
    assert!(directory(&county.realm).may_break_glass(FROM, &county.hills.0.device_id()));
    assert!(!directory(&county.realm).may_break_glass(FROM, &county.worker.0.device_id()));
}

#[test]
fn only_somebody_whom_a_registrar_trusts_to_open_episodes_may_say_it() {
    let mut county = County::new();
    county.allow(true);
    let worker = look(&mut county.realm, &county.worker.0);
    let registrar = look(&mut county.realm, &county.registrar);
    assert_eq!((county.verdict(&worker), county.verdict(&registrar)), (REFUSED, REFUSED));
    county.realm.say(
        &county.registrar,
        Draft::device_end(county.hills.0.device_id(), Ending::of(EndReason::Lost, false), vec![]),
    );
    let ended = look(&mut county.realm, &county.hills.0);
    assert_eq!(county.verdict(&ended), Some(Verdict::Refused(Reason::AfterEnd)));
    let mut unread = County::new();
    unread.allow(true);
    let waits = look(&mut unread.realm, &unread.hills.0);
    let last = unread.realm.log.last_mut().unwrap();
    last.statement.as_mut().unwrap().sealed = None;
    assert_eq!(unread.verdict(&waits), Some(Verdict::Waits(Reason::Sealed)));
}

// cjis:AC-2
#[test]
fn a_lead_or_a_registrar_ends_it_and_so_does_the_person() {
    for by in 0..3 {
        let mut county = County::new();
        county.allow(true);
        let said = look(&mut county.realm, &county.hills.0);
        assert!(county.reads(Compartment::Ops, FROM));
        let end = match by {
            0 => county.realm.say(&county.registrar, Draft::grant_end(grant_of(&said))),
            1 => county.realm.say(&county.lead.0, Draft::grant_end(grant_of(&said))),
            _ => county.realm.say(&county.hills.0, Draft::relief(county.hills.1, EPISODE)),
        };
        assert_eq!(county.verdict(&end), Some(Verdict::Counts), "{by}");
        assert!(!county.reads(Compartment::Ops, FROM), "{by}");
    }
    let mut county = County::new();
    county.allow(true);
    let said = look(&mut county.realm, &county.hills.0);
    let by_another = county.realm.say(&county.worker.0, Draft::grant_end(grant_of(&said)));
    assert_eq!(county.verdict(&by_another), REFUSED);
}

#[test]
fn who_looked_in_hands_nothing_on() {
    let mut county = County::new();
    county.allow(true);
    look(&mut county.realm, &county.hills.0);
    let mut draft = grant(30, county.first.1, Scope::Case(EPISODE), &[Right::Write]);
    if let Some(SealedPart::Grant(terms)) = &mut draft.sealed {
        terms.compartments = vec![Compartment::Ops];
    }
    let held = county.realm.say(&county.first.0, draft.clone());
    if let first72_wire::statement::PublicPart::Grant { grant_id, .. } = &mut draft.public {
        *grant_id = first72_wire::id::GrantId([31; 16]);
    }
    let looked = county.realm.say(&county.hills.0, draft);
    assert_eq!(county.verdict(&held), Some(Verdict::Counts));
    // From the hills a deputy could open episodes, and could hand on one that they hold.
    let directory = directory(&county.realm);
    let given = directory.grant(&first72_wire::id::GrantId([31; 16]));
    let reaches = given.is_some_and(|given| given.reads(&county.space(Compartment::Ops)));
    assert!(!reaches, "{:?}", directory.verdict(&looked));
}
