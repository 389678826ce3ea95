//! Handed on, relieved, handed back: who holds an episode then, and who cannot have it so.

use crate::directory::evaluate::tests::{directory, harbor, ops};
use crate::directory::evaluate::{Directory, Verdict};
use crate::directory::invented::{InventedRealm, LAST_DAY_MS, grant, named};
use crate::directory::statement::{Draft, SealedPart};
use crate::directory::{EndReason, Ending, HANDED_OVER, Reason, Right, Scope, SpaceFacts, Standing};
use crate::seal::DeviceKeys;
use first72_wire::compartment::Compartment::{self, Le, Ops};
use first72_wire::id::{EpisodeId, GrantId, Hash, PersonId};

const EPISODE: EpisodeId = EpisodeId([7; 16]);
const REFUSED: Option<Verdict> = Some(Verdict::Refused(Reason::NotAuthorized));

/// A station: a registrar, two deputies who hold what they open, a third, a lead of operations, and a worker.
struct Station {
    realm: InventedRealm,
    registrar: DeviceKeys,
    deputies: [(DeviceKeys, PersonId); 3],
    lead: (DeviceKeys, PersonId),
    worker: (DeviceKeys, PersonId),
}

fn of_classes(mut draft: Draft, classes: &[Compartment]) -> Draft {
    if let Some(SealedPart::Grant(terms)) = &mut draft.sealed {
        terms.compartments = classes.to_vec();
    }
    draft
}

fn case(byte: u8, person: PersonId, classes: &[Compartment]) -> Draft {
    let mut draft = of_classes(grant(byte, person, Scope::Case(EPISODE), &[Right::Write]), classes);
    if let Some(SealedPart::Grant(terms)) = &mut draft.sealed {
        terms.basis = HANDED_OVER.into();
    }
    draft
}

impl Station {
    fn new() -> Self {
        let mut realm = InventedRealm::new();
        let (registrar, _) = realm.registrar(1);
        let deputies = [2, 3, 4].map(|byte| realm.member(&registrar, byte));
        let lead = realm.member(&registrar, 5);
        let worker = realm.member(&registrar, 6);
        for (byte, (_, person)) in (20u8..).zip(&deputies) {
            realm.say(&registrar, of_classes(grant(byte, *person, harbor(), &[Right::Open]), &[Ops, Le]));
        }
        realm.say(&registrar, of_classes(grant(30, lead.1, harbor(), &[Right::Write, Right::Assign]), &[Ops]));
        realm.say(&registrar, of_classes(grant(31, worker.1, harbor(), &[Right::Write]), &[Ops]));
        Self { realm, registrar, deputies, lead, worker }
    }

    /// The episode's content of a class, opened by the first deputy.
    fn space(&self, compartment: Compartment) -> SpaceFacts {
        SpaceFacts { compartment, opened_by: Some(self.deputies[0].1), ..ops() }
    }

    fn directory(&self) -> Directory {
        directory(&self.realm)
    }

    /// Which of the deputies may hold the class.
    fn holders(&self, class: Compartment) -> Vec<usize> {
        let (directory, space) = (self.directory(), self.space(class));
        let holds = |keys: &DeviceKeys| directory.entitled(&keys.device_id(), &space);
        (0..3).filter(|at| holds(&self.deputies[*at].0)).collect()
    }

    fn hand_on(&mut self, from: usize, to: usize, byte: u8) -> Hash {
        let draft = case(byte, self.deputies[to].1, &[Ops, Le]);
        self.realm.say(&self.deputies[from].0, draft)
    }

    fn relieve(&mut self, by: usize, whom: usize) -> Hash {
        let draft = Draft::relief(self.deputies[whom].1, EPISODE);
        self.realm.say(&self.deputies[by].0, draft)
    }
}

#[test]
fn who_opened_an_episode_hands_it_on_and_holds_it_no_longer() {
    let mut station = Station::new();
    assert_eq!(station.holders(Ops), [0]);
    let handed = station.hand_on(0, 1, 1);
    assert_eq!((station.holders(Ops), station.holders(Le)), (vec![0, 1], vec![0, 1]));
    let relief = station.relieve(0, 0);
    assert_eq!((station.holders(Ops), station.holders(Le)), (vec![1], vec![1]));
    let directory = station.directory();
    for said in [handed, relief] {
        assert_eq!(directory.verdict(&said), Some(Verdict::Counts));
    }
    let (space, first) = (station.space(Ops), &station.deputies[0]);
    let other = SpaceFacts { episode: Some(EpisodeId([8; 16])), ..space.clone() };
    assert!(directory.entitled(&first.0.device_id(), &other), "another episode that they opened is theirs still");
    assert_eq!(directory.ended_by(&first.0.device_id(), &space, None), Some(relief));
    assert_eq!(directory.ended_by(&first.0.device_id(), &other, None), None);
    assert_eq!(Vec::from_iter(directory.holding(0, &space)), [station.deputies[1].1]);
    // What they wrote before the relief counts; what is logged after it is late.
    let pos = station.realm.log.last().unwrap().pos.unwrap();
    let stood = |pos| directory.standing(&first.0.device_id(), &space, Some(pos), &[]);
    assert_eq!((stood(pos - 1), stood(pos + 1)), (Standing::Good, Standing::Late));
}

#[test]
fn it_goes_on_from_hand_to_hand_whatever_the_order_of_arrival() {
    let mut station = Station::new();
    station.hand_on(0, 1, 1);
    station.relieve(0, 0);
    station.hand_on(1, 2, 2);
    station.relieve(1, 1);
    let expected = station.directory();
    for _ in 0..station.realm.log.len() {
        station.realm.log.rotate_left(1);
        assert_eq!(station.directory(), expected);
        assert_eq!((station.holders(Ops), station.holders(Le)), (vec![2], vec![2]));
    }
    station.hand_on(2, 0, 3);
    assert_eq!(station.holders(Le), [0, 2], "and back to the first, who reads again");
}

// cjis:AC-5
#[test]
fn nobody_hands_on_what_they_do_not_hold_nor_to_somebody_who_could_not_have_opened_it() {
    let mut station = Station::new();
    let worker = station.worker.1;
    let (one, two) = (station.deputies[1].1, station.deputies[2].1);
    let first = &station.deputies[0].0;
    let to_worker = station.realm.say(first, case(1, worker, &[Ops]));
    let all = station.realm.say(first, grant(2, one, Scope::Case(EPISODE), &[Right::Write, Right::Assign]));
    let station_wide = station.realm.say(first, of_classes(grant(3, one, harbor(), &[Right::Write]), &[Ops]));
    let more = station.realm.say(first, case(4, one, &[Ops, Le, Compartment::Cw]));
    let by_worker = station.realm.say(&station.worker.0, case(5, two, &[Ops]));
    let directory = station.directory();
    for (name, said) in [("to a worker", to_worker), ("a right to assign", all), ("a station", station_wide)] {
        assert_eq!(directory.verdict(&said), REFUSED, "{name}");
    }
    assert_eq!(directory.verdict(&by_worker), REFUSED, "who may write everywhere and open nothing");
    let given = directory.grant(&GrantId([4; 16])).unwrap().terms.as_ref().unwrap();
    assert_eq!((directory.verdict(&more), given.compartments.as_slice()), (Some(Verdict::Counts), &[Ops, Le][..]));
    // A deputy who never held it can say so for their own part: what they give rests on nothing.
    let strange = station.hand_on(2, 1, 6);
    let (directory, space) = (station.directory(), station.space(Le));
    assert_eq!(directory.verdict(&strange), Some(Verdict::Counts), "whether they opened it is not known here");
    let grant = directory.grant(&GrantId([6; 16])).unwrap();
    assert!(!grant.reads(&space), "but it was not theirs");
    assert!(grant.reads(&SpaceFacts { opened_by: Some(two), ..space }));
}

// cjis:AC-5
#[test]
fn what_was_ended_is_not_handed_on() {
    let mut station = Station::new();
    station.hand_on(0, 1, 1);
    station.relieve(0, 0);
    let by_first = station.hand_on(0, 2, 2);
    station.relieve(1, 1);
    let by_second = station.hand_on(1, 2, 3);
    let directory = station.directory();
    for said in [by_first, by_second] {
        assert_eq!(directory.verdict(&said), Some(Verdict::Refused(Reason::NotAuthorized)));
    }
    assert!(station.holders(Ops).is_empty() && station.holders(Le).is_empty());
    let mut station = Station::new();
    let gone = station.deputies[0].0.device_id();
    station.realm.say(&station.registrar, Draft::device_end(gone, Ending::of(EndReason::Lost, true), vec![]));
    let late = station.hand_on(0, 1, 1);
    assert_eq!(station.directory().verdict(&late), Some(Verdict::Refused(Reason::AfterEnd)));
    let mut station = Station::new();
    station.realm.say(&station.registrar, Draft::grant_end(GrantId([20; 16])));
    let late = station.hand_on(0, 1, 1);
    assert_eq!(station.directory().verdict(&late), Some(Verdict::Refused(Reason::AfterEnd)));
}

#[test]
fn a_lead_hands_over_what_the_lead_holds_and_no_more() {
    let mut station = Station::new();
    let (from, to) = (station.deputies[0].1, station.deputies[1].1);
    station.realm.say(&station.lead.0, case(1, to, &[Ops]));
    let relief = station.realm.say(&station.lead.0, Draft::relief(from, EPISODE));
    assert_eq!(station.directory().verdict(&relief), Some(Verdict::Counts));
    assert_eq!((station.holders(Ops), station.holders(Le)), (vec![1], vec![0]), "the investigation stays where it was");
    // Who was given it by the lead can hand that on.
    let draft = case(2, station.deputies[2].1, &[Ops]);
    let on = station.realm.say(&station.deputies[1].0, draft);
    assert_eq!(station.directory().verdict(&on), Some(Verdict::Counts));
    assert_eq!(station.holders(Ops), [1, 2]);
    let more = station.hand_on(1, 2, 3);
    assert_eq!(station.directory().verdict(&more), Some(Verdict::Counts), "as far as anybody can tell here");
    assert_eq!(station.holders(Le), [0], "and what it rests on does not reach it");
    // Somebody else cannot relieve, and whoever reads by a wider right reads on.
    let (third, worker) = (&station.deputies[2].0, station.worker.1);
    let strange = station.realm.say(third, Draft::relief(from, EPISODE));
    let wide = station.realm.say(&station.registrar, Draft::relief(worker, EPISODE));
    let directory = station.directory();
    assert_eq!((directory.verdict(&strange), directory.verdict(&wide)), (REFUSED, Some(Verdict::Counts)));
    assert!(directory.entitled(&station.worker.0.device_id(), &station.space(Ops)));
}

#[test]
fn who_was_relieved_can_be_given_it_again_and_an_end_that_came_later_wins() {
    let mut station = Station::new();
    let from = station.deputies[0].1;
    station.realm.say(&station.lead.0, Draft::relief(from, EPISODE));
    assert!(station.holders(Ops).is_empty());
    station.realm.say(&station.lead.0, case(1, from, &[Ops]));
    assert_eq!(station.holders(Ops), [0]);
    station.realm.say(&station.registrar, Draft::relief(from, EPISODE));
    assert!(station.holders(Ops).is_empty());
    // Of two hands whose words have no place in the log yet, the one that ends wins.
    station.realm.say_unlogged(&station.lead.0, case(2, from, &[Ops]));
    assert_eq!(station.holders(Ops), [0], "it is said after what the log holds");
    station.realm.say_unlogged(&station.registrar, Draft::relief(from, EPISODE));
    assert!(station.holders(Ops).is_empty());
}

#[test]
fn who_lost_it_twice_has_lost_it_by_the_second_word_and_a_word_more_changes_nothing() {
    let mut station = Station::new();
    let (from, id, space) = (station.deputies[0].1, station.deputies[0].0.device_id(), station.space(Ops));
    let first = station.realm.say(&station.lead.0, Draft::relief(from, EPISODE));
    let more = station.relieve(0, 0);
    assert_eq!(station.directory().ended_by(&id, &space, None), Some(first));
    station.realm.say(&station.lead.0, case(1, from, &[Ops]));
    assert_eq!(station.directory().ended_by(&id, &space, None), None);
    let second = station.realm.say(&station.registrar, Draft::relief(from, EPISODE));
    assert_eq!(station.directory().ended_by(&id, &space, None), Some(second));
    assert!(first != more && more != second);
}

#[test]
fn a_relief_or_a_grant_that_cannot_be_read_waits() {
    let mut station = Station::new();
    let handed = station.hand_on(0, 1, 1);
    let terms = station.realm.log.last_mut().unwrap().statement.as_mut().unwrap().sealed.take();
    let relief = station.relieve(0, 0);
    let whom = station.realm.log.last_mut().unwrap().statement.as_mut().unwrap().sealed.take();
    let directory = station.directory();
    for said in [handed, relief] {
        assert_eq!(directory.verdict(&said), Some(Verdict::Waits(Reason::Sealed)));
    }
    assert_eq!(station.holders(Ops), [0]);
    let [.., first, second] = station.realm.log.as_mut_slice() else { panic!("both were said") };
    first.statement.as_mut().unwrap().sealed = terms;
    second.statement.as_mut().unwrap().sealed = whom;
    assert_eq!(station.holders(Ops), [1]);
}

#[test]
fn what_a_device_holds_ends_by_a_word_or_by_a_date_that_was_meant_to_pass() {
    let mut station = Station::new();
    station.hand_on(0, 1, 1);
    let (first, second) = (station.deputies[0].0.device_id(), station.deputies[1].0.device_id());
    let space = station.space(Ops);
    let directory = station.directory();
    assert_eq!(directory.ended_by(&first, &space, Some(LAST_DAY_MS)), None, "yearly rights are renewed, not run out");
    let handed = directory.grant(&GrantId([1; 16])).unwrap().statement;
    assert_eq!(directory.ended_by(&second, &space, Some(LAST_DAY_MS)), Some(handed));
    assert_eq!(directory.ended_by(&second, &space, Some(LAST_DAY_MS - 1)), None);
    assert_eq!(directory.ended_by(&second, &space, None), None, "nobody is sure of the time");
    let worker = station.worker.0.device_id();
    assert_eq!(directory.ended_by(&worker, &space, Some(LAST_DAY_MS)), None);
    let medical = SpaceFacts { compartment: Compartment::Med, ..space.clone() };
    assert_eq!(directory.ended_by(&worker, &medical, Some(LAST_DAY_MS)), None, "what was never held does not end");
    let ended = station.realm.say(&station.registrar, Draft::grant_end(GrantId([31; 16])));
    assert_eq!(station.directory().ended_by(&worker, &space, None), Some(ended));
    // Something else may be in a grant that cannot be read.
    station.realm.say(&station.registrar, grant(40, station.worker.1, harbor(), &[Right::Write]));
    station.realm.log.last_mut().unwrap().statement.as_mut().unwrap().sealed = None;
    assert_eq!(station.directory().ended_by(&worker, &space, None), None);
}

#[test]
fn a_guest_s_date_ends_what_they_hold() {
    let mut station = Station::new();
    let guest = station.realm.member(&station.registrar, 9);
    station.realm.say(&station.registrar, of_classes(grant(40, guest.1, harbor(), &[Right::Write]), &[Ops]));
    let (id, space) = (guest.0.device_id(), station.space(Ops));
    assert_eq!(station.directory().ended_by(&id, &space, Some(LAST_DAY_MS)), None);
    let entered =
        station.realm.log.iter_mut().find(|logged| {
            logged.statement.as_ref().is_some_and(|statement| statement.public == named(guest.1).public)
        });
    let Some(SealedPart::Person(facts)) = &mut entered.unwrap().statement.as_mut().unwrap().sealed else {
        panic!("a person has facts")
    };
    facts.guest = true;
    let directory = station.directory();
    let given = directory.grant(&GrantId([40; 16])).unwrap().statement;
    assert_eq!(directory.ended_by(&id, &space, Some(LAST_DAY_MS)), Some(given));
}

#[test]
fn devices_say_what_they_have_removed() {
    let mut station = Station::new();
    station.hand_on(0, 1, 1);
    let relief = station.relieve(0, 0);
    assert!(station.directory().cleared_after(&relief).is_empty());
    let id = station.deputies[0].0.device_id();
    let said = station.realm.say(&station.deputies[0].0, Draft::cleared(vec![relief]));
    let root = std::rc::Rc::clone(&station.realm.root);
    let by_root = station.realm.say(&*root, Draft::cleared(vec![relief]));
    let directory = station.directory();
    assert_eq!(Vec::from_iter(directory.cleared_after(&relief)), [&id]);
    assert_eq!((directory.verdict(&said), directory.verdict(&by_root)), (Some(Verdict::Counts), REFUSED));
}
